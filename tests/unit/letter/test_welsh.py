"""Who writes in Welsh is answered in Welsh: every mail and the frame of every letter (ACK-5)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foibot.case.model import Answer, Case, ExemptionClaim, Law, Outcome
from foibot.config.shipped import shipped
from foibot.letter.as_text import as_text
from foibot.letter.checks import check, checked
from foibot.letter.checks import load as load_words
from foibot.letter.exemptions import load
from foibot.letter.findings import Gravity
from foibot.letter.model import Envelope
from foibot.letter.response import response
from foibot.letter.welsh import in_english_terms, softened
from tests.unit.letter.cases import COMMERCIAL, FACTS, case, item
from tests.unit.letter.corpus import Right, corpus
from tests.unit.letter.desks import templates
from tests.unit.letter.same_words import html_words, words
from tests.unit.letter.samples import REF, samples

TEMPLATES = templates()
SAMPLES = samples(TEMPLATES)
TO_REQUESTER = [name for name, one in SAMPLES.items() if one.to_requester]
EXEMPTIONS = load(shipped("rules/exemptions.toml"))
WORDS = load_words(shipped("rules/checks.toml"))
FILES = sorted(shipped("templates").rglob("*.cy.txt"))
# Words that stand in no Welsh sentence.
ENGLISH = re.compile(r"(?i)\b(?:the|our|your|please|reply|request|we will|law|by)\b")


@pytest.mark.parametrize("name", TO_REQUESTER)
def test_every_mail_to_a_requester_is_there_in_welsh(name: str) -> None:
    made = TEMPLATES.letter(SAMPLES[name], Envelope("key", "a@example.org", REF, language="cy"))

    assert dict(made.headers)["Content-Language"] == "cy"
    assert "gyfeirnod" in made.subject.lower() or "cyfeirnod" in made.subject.lower()
    assert html_words(made.html) == words(made.text)
    assert not re.search(r"\{[{%]|None|Undefined|[\ue000-\uf8ff]", made.text)
    assert 'lang="cy"' in made.html
    assert re.search(r"\b(?:eich|eu|ein)\b", made.text.lower())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_english_is_left_in_a_welsh_template(path: Path) -> None:
    own = re.sub(r"\{[{%].*?[%}]\}", " ", path.read_text(encoding="utf-8"))

    assert not ENGLISH.search(own)
    assert path.with_name(path.name.replace(".cy.", ".")).exists()


@pytest.mark.parametrize("law", [Law.FOIA, Law.EIR])
@pytest.mark.parametrize("outcome", [Outcome.DISCLOSED, Outcome.NOT_HELD, Outcome.PART])
def test_a_letter_in_welsh_passes_the_checks_that_an_english_one_passes(
    law: Law, outcome: Outcome
) -> None:
    claim = (
        COMMERCIAL
        if law is Law.FOIA
        else replace(COMMERCIAL, id="reg 12(5)(e)", likelihood="would")
    )
    given = Answer(
        outcome,
        "412." if outcome is not Outcome.NOT_HELD else "",
        exemptions=(claim,) if outcome is Outcome.PART else (),
        searches="Edrychwyd yn y gofrestr.",
    )
    english = case(item(1, "Faint o dyllau yn adran 5 o'r ffordd?", given, law=law))
    welsh = replace(english, requester=replace(english.requester, language="cy"))
    found, text = {}, ""
    for name, one in (("en", english), ("cy", welsh)):
        context = response(one, FACTS, TEMPLATES, EXEMPTIONS)
        text = as_text(TEMPLATES.render(context, name).blocks)
        result = check(checked(one, FACTS, text, TEMPLATES, EXEMPTIONS, WORDS))
        found[name] = [finding for finding in result if finding.gravity is Gravity.BLOCK]
    assert "Ein hateb" in text
    assert "Question" not in text
    assert found["cy"] == found["en"] == []


@pytest.mark.parametrize(
    ("law", "answer"),
    [
        (Law.FOIA, Answer(Outcome.ELSEWHERE, searches="y gofrestr", other_body="Dŵr Wexcombe")),
        (Law.EIR, Answer(Outcome.ELSEWHERE, searches="y gofrestr", other_body="Dŵr Wexcombe")),
        (Law.FOIA, Answer(Outcome.COST, estimate="80 awr", help="Gofynnwch am un flwyddyn")),
        (Law.FOIA, Answer(Outcome.COST, "Naw.", estimate="80 awr", help="Gofynnwch am lai")),
        (Law.FOIA, Answer(Outcome.VEXATIOUS, exemptions=(
            ExemptionClaim("s.14(1)", "Dyma'r deugeinfed llythyr am hyn"),))),
        (Law.FOIA, Answer(Outcome.REPEATED, exemptions=(
            ExemptionClaim("s.14(2)", "Atebwyd yr un cwestiwn ym mis Mai 2026"),))),
    ],
)  # fmt: skip
def test_an_outcome_without_a_public_interest_test_is_said_in_welsh(
    law: Law, answer: Answer
) -> None:
    english = case(item(1, "Faint o dyllau?", answer, law=law))
    welsh = replace(english, requester=replace(english.requester, language="cy"))
    context = response(welsh, FACTS, TEMPLATES, EXEMPTIONS)
    text = as_text(TEMPLATES.render(context, "cy").blocks)
    found = check(checked(welsh, FACTS, text, TEMPLATES, EXEMPTIONS, WORDS))

    assert not ENGLISH.search(text.replace("Open Government Licence", ""))
    assert [one for one in found if one.gravity is Gravity.BLOCK] == []


RIGHT = [one for one in corpus() if not one.scotland]


@pytest.mark.parametrize("right", RIGHT, ids=lambda one: one.name)
def test_a_right_letter_is_right_in_welsh_and_holds_no_english_of_ours(right: Right) -> None:
    wanted = replace(right.case, requester=replace(right.case.requester, language="cy"))
    letter = replace(right, case=in_officers_welsh(wanted))
    context = response(letter.case, letter.facts, TEMPLATES, EXEMPTIONS)
    text = as_text(TEMPLATES.render(context, "cy").blocks)
    found = check(checked(letter.case, letter.facts, text, TEMPLATES, EXEMPTIONS, WORDS))
    own = " ".join(re.sub(r"Open Government Licence|<?https?://\S+", " ", text).split())

    assert [one for one in found if one.gravity is Gravity.BLOCK] == []
    # What is left has no English: neither the words of a sentence nor those of a citation.
    assert not re.search(rf"{ENGLISH.pattern}|\b(?:section|regulation|and|of|would)\b", own)


def in_officers_welsh(made: Case) -> Case:
    """Return the case with every word of officers and requester in stand-in Welsh."""
    items = tuple(
        replace(
            one,
            question=replace(one.question, text="Faint o dyllau a drwsiwyd?"),
            answer=None if one.answer is None else _in_welsh(one.answer),
        )
        for one in made.items
    )
    return replace(made, title="", intro="", items=items)


def _in_welsh(answer: Answer) -> Answer:
    texts: dict[str, Any] = {
        name: "412 awr" if name == "estimate" else SAID
        for name in ("text", "searches", "help", "estimate", "other_body")
        if getattr(answer, name)
    }
    claims = tuple(_claim_in_welsh(one) for one in answer.exemptions)
    files = tuple(
        replace(
            one, name=f"{at}-rhestr.csv", title="Rhestr", removed="", owner=one.owner and "Coron"
        )
        for at, one in enumerate(answer.enclosures, 1)
    )
    return replace(answer, **texts, exemptions=claims, enclosures=files)


def _claim_in_welsh(claim: ExemptionClaim) -> ExemptionClaim:
    texts: dict[str, Any] = {name: SAID for name in CLAIM_TEXTS if getattr(claim, name)}
    who = "y Swyddog Monitro" if claim.qualified_person else ""
    return replace(claim, **texts, qualified_person=who)


SAID = "Mae hyn yn ddigon (2027, Deddf 1947): https://www.wexcombe.example"
CLAIM_TEXTS = (
    "reason", "withheld", "harm", "interest_in_disclosure", "interest_in_withholding", "balance",
)  # fmt: skip


def test_every_exemption_of_wales_is_named_and_explained_in_welsh() -> None:
    wales = [one for one in EXEMPTIONS.entries if one.law in {Law.FOIA, Law.EIR}]

    assert len(wales) > 45
    for one in wales:
        assert one.title_cy, one.id
        assert one.covers_cy, one.id
        assert bool(one.effect_cy) == bool(one.effect), one.id
        assert not ENGLISH.search(f"{one.title_cy} {one.covers_cy} {one.effect_cy}"), one.id


def test_a_welsh_letter_that_tells_what_it_must_not_is_stopped() -> None:
    claim = ExemptionClaim("s.40(2)", "Byddai'n dweud pwy a gwynodd")
    english = case(item(1, "Pwy a gwynodd?", Answer(Outcome.NCND, exemptions=(claim,))))
    welsh = replace(english, requester=replace(english.requester, language="cy"))
    text = as_text(TEMPLATES.render(response(welsh, FACTS, TEMPLATES, EXEMPTIONS), "cy").blocks)
    made = checked(welsh, FACTS, text, TEMPLATES, EXEMPTIONS, WORDS)
    told = {1: f"{made.item_texts[1]} Rydym yn dal dwy g\u0175yn."}
    bare = {1: made.item_texts[1].replace("Ni ddylid cymryd bod dim yn yr ateb hwn", "")}

    assert not {"L5", "LET-7", "LET-12"} & {one.rule for one in check(made)}
    assert "L5" in {one.rule for one in check(replace(made, item_texts=told))}
    assert "LET-7" in {one.rule for one in check(replace(made, item_texts=bare))}


def test_a_letter_without_its_rights_is_stopped_in_welsh_too() -> None:
    english = case(item(1, "Faint?", Answer(Outcome.DISCLOSED, "412.")))
    welsh = replace(english, requester=replace(english.requester, language="cy"))
    text = as_text(TEMPLATES.render(response(welsh, FACTS, TEMPLATES, EXEMPTIONS), "cy").blocks)
    cut = text.replace("40 diwrnod gwaith", "pum diwrnod").replace("adran 50", "")
    found = check(checked(welsh, FACTS, cut, TEMPLATES, EXEMPTIONS, WORDS))

    assert {"L2"} <= {one.rule for one in found if one.gravity is Gravity.BLOCK}


@pytest.mark.parametrize(
    ("plain", "soft"),
    [
        ("Deddf Rhyddid Gwybodaeth 2000", "Ddeddf Rhyddid Gwybodaeth 2000"),
        ("Rheoliadau Gwybodaeth", "Reoliadau Gwybodaeth"),
        ("Cyngor", "Gyngor"),
        ("Chwaraeon", "Chwaraeon"),
        ("Swyddfa", "Swyddfa"),
    ],
)
def test_a_name_is_softened_behind_o_and_o_dan(plain: str, soft: str) -> None:
    assert softened(plain) == soft


def test_the_checks_read_the_provisions_of_a_welsh_letter() -> None:
    said = in_english_terms("o dan adran 17(1); Rheoliad 14; o fewn 40 diwrnod gwaith")

    assert said == "o dan section 17(1); regulation 14; within 40 working days"
