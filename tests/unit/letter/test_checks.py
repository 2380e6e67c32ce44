"""The checks: right letters pass, and each rule broken once is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foibot.case.model import Answer, Case, ExemptionClaim, Law, Outcome
from foibot.config.shipped import shipped
from foibot.letter import checks
from foibot.letter.as_text import as_text
from foibot.letter.findings import Checked, Finding, Gravity, summary
from foibot.letter.model import LetterError
from foibot.letter.response import ResponseFacts, response
from foibot.letter.templates import Templates
from tests.unit.letter.cases import COMMERCIAL, FACTS, case, enclosure, item
from tests.unit.letter.corpus import EXEMPTIONS, Right, corpus
from tests.unit.letter.desks import templates

WORDS = checks.load(shipped("rules/checks.toml"))
DESKS: dict[bool, Templates] = {True: templates(scotland=True), False: templates()}
CORPUS = corpus()


def looked_at(made: Case, facts: ResponseFacts = FACTS, **more: object) -> Checked:
    own = DESKS[made.items[0].law in {Law.FOISA, Law.EISRS} if made.items else False]
    text = as_text(own.render(response(made, facts, own, EXEMPTIONS)).blocks)
    found = checks.checked(made, facts, text, own, EXEMPTIONS, WORDS)
    return replace(found, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("right", CORPUS, ids=lambda right: right.name)
def test_a_right_letter_is_not_stopped(right: Right) -> None:
    found = checks.check(looked_at(right.case, right.facts))

    assert [one for one in found if one.gravity is not Gravity.WARN] == []


def test_the_right_letters_are_many_and_cover_every_outcome_and_law() -> None:
    covered = {
        (one.law, one.answer.outcome) for right in CORPUS for one in right.case.items if one.answer
    }

    assert len(CORPUS) >= 60
    acts = {(law, outcome) for law in (Law.FOIA, Law.FOISA) for outcome in Outcome}
    no_cost = set(Outcome) - {Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED}
    assert covered >= acts | {(law, one) for law in (Law.EIR, Law.EISRS) for one in no_cost}


def test_many_of_the_right_letters_answer_under_both_laws_of_their_country() -> None:
    pairs = [
        frozenset(one.law for one in right.case.items if one.answer)
        for right in CORPUS
        if len({one.law for one in right.case.items if one.answer}) == 2
    ]

    assert pairs.count(frozenset({Law.FOIA, Law.EIR})) >= 12
    assert pairs.count(frozenset({Law.FOISA, Law.EISRS})) >= 12


def one(answer: Answer | None, law: Law = Law.FOIA, asked: str = "What did it cost?") -> Checked:
    return looked_at(case(item(1, asked, answer, law)))


def refused(**change: object) -> Checked:
    changed: ExemptionClaim = replace(COMMERCIAL, **change)  # type: ignore[arg-type]
    return one(Answer(Outcome.REFUSED, exemptions=(changed,)))


def edited(made: Checked, *changes: tuple[str, str]) -> Checked:
    """Return the letter as a careless edit of a template or of the text would leave it."""
    text, items = made.text, dict(made.item_texts)
    for old, new in changes:
        assert re.search(old, text), old
        text = re.sub(old, new, text)
        items = {n: re.sub(old, new, words) for n, words in items.items()}
    return replace(made, text=text, item_texts=items)


DISCLOSED = Answer(Outcome.DISCLOSED, "Twelve.")
NOT_HELD = Answer(Outcome.NOT_HELD, searches="the register")
NCND = Answer(Outcome.NCND, exemptions=(ExemptionClaim("s.40(2)", "It would tell who complained"),))
COST = Answer(Outcome.COST, estimate="80 hours", help="Ask for one year")
VEXATIOUS = Answer(Outcome.VEXATIOUS, exemptions=(ExemptionClaim("s.14(1)", "The 40th letter"),))
EIR = Answer(
    Outcome.REFUSED, exemptions=(replace(COMMERCIAL, id="reg 12(5)(e)", likelihood="would"),)
)
FOISA = Answer(Outcome.REFUSED, exemptions=(replace(COMMERCIAL, id="s.33(1)(b)"),))
FILES = (enclosure("1-list.csv", "List"), enclosure("2-map.pdf", "Map", "Ordnance Survey"))
WITH_FILES = Answer(Outcome.DISCLOSED, "See the list.", (), FILES)


def claimed(
    id: str,  # noqa: A002
    *parts: Mapping[str, object],
    outcome: Outcome = Outcome.REFUSED,
    law: Law = Law.FOIA,
    asked: str = "What did it cost?",
) -> Checked:
    said = {key: value for part in parts for key, value in part.items()}
    made = ExemptionClaim(id, "The papers were written for that purpose", "Notes")
    return one(Answer(outcome, "", (replace(made, **said),)), law, asked)  # type: ignore[arg-type]


WEIGHED = {"interest_in_disclosure": "a", "interest_in_withholding": "b", "balance": "c"}
HARM = {"harm": "The supplier would lose", "likelihood": "would"}
OPINION = {
    "qualified_person_on": date(2026, 11, 12), "qualified_person": "the Chief Executive",
}  # fmt: skip
ONLY_LIKELY = {"likelihood": "would be likely to"}

# What is broken, the rule that must be named, whether it must stop the letter.
BROKEN: dict[str, tuple[str, Callable[[], Checked], Gravity]] = {
    "a question without an outcome": ("L1", lambda: one(None), Gravity.BLOCK),
    "a letter without a question": ("L1", lambda: looked_at(case()), Gravity.BLOCK),
    "refused for nothing": ("L1", lambda: one(Answer(Outcome.REFUSED)), Gravity.BLOCK),
    "neither confirmed for nothing": ("L1", lambda: one(Answer(Outcome.NCND)), Gravity.BLOCK),
    "cost named as an exemption": ("L1", lambda: claimed("s.12(1)"), Gravity.BLOCK),
    "no review": ("L2", lambda: edited(one(DISCLOSED), (r"Write to \S+,", "Write to us,")),
                  Gravity.BLOCK),
    "no time for the review": ("L2", lambda: edited(one(DISCLOSED), ("40 working days", "a while")),
                               Gravity.BLOCK),
    "no regulator": ("L2",
        lambda: edited(one(DISCLOSED), ("Information Commissioner's Office", "X")),
                     Gravity.BLOCK),
    "no address of the regulator": ("L2", lambda: edited(one(DISCLOSED), (r"https://ico\S+", "")),
                                    Gravity.BLOCK),
    "no time for the regulator": ("L2", lambda: edited(one(DISCLOSED), ("six weeks", "time")),
                                  Gravity.BLOCK),
    "no section 50": ("L2", lambda: edited(one(DISCLOSED), ("section 50 of", "a section of")),
                      Gravity.BLOCK),
    "no section 20": ("L2", lambda: edited(one(DISCLOSED, Law.FOISA), ("section 20 of", "s of")),
                      Gravity.BLOCK),
    "FOIA not held called a refusal": (
        "L3", lambda: edited(one(NOT_HELD), ("requires us to tell you so",
                             "and section 17 make this a refusal notice")), Gravity.BLOCK),
    "FOIA not held without its section": (
        "LET-1", lambda: edited(one(NOT_HELD), (r"Section 1\(1\)\(a\)", "The law")), Gravity.BLOCK),
    "EIR not held without its exception": (
        "L3", lambda: edited(one(NOT_HELD, Law.EIR), (r"regulation 12\(4\)\(a\)", "x")),
        Gravity.BLOCK),
    "FOISA not held without its notice": (
        "L3", lambda: edited(one(NOT_HELD, Law.FOISA), (r"section 17\(1\)", "x")), Gravity.BLOCK),
    "EISRs not held without its exception": (
        "L3", lambda: edited(one(NOT_HELD, Law.EISRS), (r"regulation 10\(4\)\(a\)", "x")),
        Gravity.BLOCK),
    "EIR not held relied on as a refusal": (
        "LET-2", lambda: claimed("reg 12(4)(a)", law=Law.EIR), Gravity.BLOCK),
    "FOISA notice as an exemption": ("LET-3",
        lambda: claimed("s.17", law=Law.FOISA), Gravity.BLOCK),
    "no public interest": ("L4", lambda: refused(balance=""), Gravity.BLOCK),
    "one side of the public interest": (
        "L4", lambda: refused(interest_in_disclosure=""), Gravity.BLOCK),
    "public interest where there is none": (
        "L4", lambda: claimed("s.41", WEIGHED), Gravity.WARN),
    "NCND that tells": (
        "L5", lambda: one(replace(NCND, text="We hold this.", help="We do not hold more")),
        Gravity.BLOCK),
    "NCND that withholds": (
        "L5", lambda: edited(one(NCND), ("We rely on", "The file is withheld. We rely on")),
        Gravity.BLOCK),
    "an exemption of another law": ("L6", lambda: refused(id="reg 12(5)(e)"), Gravity.BLOCK),
    "an exemption that is none": ("L6", lambda: refused(id="s.99"), Gravity.BLOCK),
    "parliamentary privilege of a council": ("L6", lambda: claimed("s.34"), Gravity.BLOCK),
    "government policy of a council": (
        "L6", lambda: claimed("s.35", WEIGHED), Gravity.BLOCK),
    "audit functions of a council": (
        "L6", lambda: claimed("s.33", WEIGHED, HARM), Gravity.WARN),
    "words of another law": (
        "L6", lambda: edited(one(EIR, Law.EIR), ("refusal notice under regulation 14",
                             "refusal notice under regulation 14 and section 17")), Gravity.BLOCK),
    "too much asked, and no help": (
        "LET-14", lambda: claimed("reg 12(4)(b)", WEIGHED, law=Law.EIR), Gravity.WARN),
    "another form, and no explanation": (
        "LET-14",
        lambda: edited(
            claimed("reg 6(1)(b)", law=Law.EIR), (r"regulation 6\(2\)", "the Regulations")),
        Gravity.BLOCK),
    "no qualified person": (
        "L7", lambda: claimed("s.36(2)(b)(ii)", WEIGHED, HARM), Gravity.BLOCK),
    "a qualified person too late": (
        "L7",
        lambda: claimed(
            "s.36(2)(b)(ii)", WEIGHED, HARM, {"qualified_person_on": date(2026, 11, 21)}),
        Gravity.BLOCK),
    "a qualified person without a post": (
        "L7",
        lambda: claimed("s.36(2)(b)(ii)", WEIGHED, HARM, {**OPINION, "qualified_person": ""}),
        Gravity.BLOCK),
    "whose opinion it is, left out": (
        "L7",
        lambda: edited(claimed("s.36(2)(b)(ii)", WEIGHED, HARM, OPINION), ("the Chief Exec", "X")),
        Gravity.BLOCK),
    "the opinion itself, left out": (
        "L7",
        lambda: edited(claimed("s.36(2)(b)(ii)", WEIGHED, HARM, OPINION), ("would inhibit", "X")),
        Gravity.BLOCK),
    "late without a word": (
        "L8", lambda: replace(one(DISCLOSED), sent_on=date(2026, 11, 24)), Gravity.BLOCK),
    "a file that was not checked": (
        "L9", lambda: replace(one(WITH_FILES), safe=frozenset()), Gravity.BLOCK),
    "the regulator of another country": (
        "L10", lambda: edited(one(DISCLOSED), ("Post: ", "See foi.scot. Post: ")), Gravity.BLOCK),
    "the regulator of England in Scotland": (
        "L10", lambda: edited(one(DISCLOSED, Law.FOISA), ("Post: ", "See ico.org.uk. Post: ")),
        Gravity.BLOCK),
    "a review address that nobody reads": (
        "L11", lambda: replace(one(DISCLOSED), monitored=frozenset({"x@y.example"})),
        Gravity.BLOCK),
    "a review address of the drafter": (
        "L11", lambda: replace(one(DISCLOSED), drafters=frozenset({"foi@wexcombe.example"})),
        Gravity.BLOCK),
    "the requester in the public copy": (
        "L12", lambda: replace(one(DISCLOSED), published="Ann Lee asked what it cost"),
        Gravity.BLOCK),
    "the requester's address in the public copy": (
        "L12", lambda: replace(one(DISCLOSED), published="asked by ANN@example.org"),
        Gravity.BLOCK),
    "EIR without regulation 11": (
        "L13",
        lambda: edited(one(EIR, Law.EIR), ("Regulation 11 of", "A right of")), Gravity.BLOCK),
    "EISRs without regulation 16": (
        "L13", lambda: edited(one(NOT_HELD, Law.EISRS), ("regulation 16 of", "a rule of")),
        Gravity.BLOCK),
    "a field that was not filled": (
        "L14", lambda: one(Answer(Outcome.DISCLOSED, "The cost is [insert figure].")),
        Gravity.BLOCK),
    "a template sign": (
        "L14", lambda: one(Answer(Outcome.DISCLOSED, "The cost is {{ cost }}.")), Gravity.BLOCK),
    "to be confirmed": (
        "L14", lambda: one(Answer(Outcome.DISCLOSED, "The cost is TBC.")), Gravity.BLOCK),
    "disclosed with an exemption": (
        "LET-4", lambda: one(replace(DISCLOSED, exemptions=(COMMERCIAL,))), Gravity.BLOCK),
    "partly withheld, but what?": (
        "LET-5", lambda: one(Answer(Outcome.PART, "£9", (replace(COMMERCIAL, withheld=""),))),
        Gravity.BLOCK),
    "no limb": ("LET-5", lambda: claimed("s.31", WEIGHED, HARM), Gravity.BLOCK),
    "no reason": ("LET-6", lambda: refused(reason=" "), Gravity.BLOCK),
    "no harm": ("LET-6", lambda: refused(harm=""), Gravity.BLOCK),
    "no likelihood": ("LET-6", lambda: refused(likelihood="may"), Gravity.BLOCK),
    "harm that is only likely under the Regulations": ("LET-14",
        lambda: claimed("reg 12(5)(e)", WEIGHED, HARM, ONLY_LIKELY, law=Law.EIR), Gravity.BLOCK),
    "no refusal notice": (
        "LET-6", lambda: edited(refused(), (r"section 17\(1\)", "the law")), Gravity.BLOCK),
    "NCND without a provision": ("LET-7",
        lambda: claimed("s.21", outcome=Outcome.NCND), Gravity.BLOCK),
    "NCND without its words": (
        "LET-7", lambda: edited(one(NCND), ("neither confirm nor deny", "cannot say")),
        Gravity.BLOCK),
    "NCND from which something follows": (
        "LET-7", lambda: edited(one(NCND), ("Nothing in this answer", "This answer")),
        Gravity.BLOCK),
    "cost without an estimate": (
        "LET-8", lambda: one(replace(COST, estimate="too much")), Gravity.BLOCK),
    "cost without help": ("LET-8", lambda: one(replace(COST, help="")), Gravity.BLOCK),
    "cost without its notice": (
        "LET-8", lambda: edited(one(COST), (r"section 17\(5\)", "the law")), Gravity.BLOCK),
    "cost without the Fees Regulations": (
        "LET-8", lambda: edited(one(COST), (r"Fees\) Regulations 2004", "rules")), Gravity.BLOCK),
    "vexatious without its notice": (
        "LET-9", lambda: edited(one(VEXATIOUS), (r"section 17\(5\)", "the law")), Gravity.BLOCK),
    "vexatious without a reason": (
        "LET-9", lambda: one(Answer(Outcome.VEXATIOUS)), Gravity.WARN),
    "elsewhere, but not where": ("LET-10", lambda: claimed("s.21"), Gravity.BLOCK),
    "future publication without a time": (
        "LET-11", lambda: claimed("s.22", WEIGHED), Gravity.BLOCK),
    "EIR without a refusal notice": (
        "LET-14", lambda: edited(one(EIR, Law.EIR), ("regulation 14", "the law")), Gravity.BLOCK),
    "EIR without the provision on appeal": (
        "LET-14", lambda: edited(one(EIR, Law.EIR), ("regulation 18", "a rule")), Gravity.BLOCK),
    "unfinished without a time": (
        "LET-14", lambda: claimed("reg 12(4)(d)", WEIGHED, law=Law.EIR), Gravity.BLOCK),
    "somebody else holds it, but who?": (
        "LET-15", lambda: one(Answer(Outcome.ELSEWHERE, searches="x")), Gravity.BLOCK),
    "a licence over what is another's": (
        "LET-17", lambda: edited(
            one(WITH_FILES), ("files enclosed with it for", "file 2-map.pdf for")), Gravity.BLOCK),
    "a licence over everything": (
        "LET-17", lambda: edited(one(WITH_FILES), (
            r"for which the copyright or database right is ours, free of charge,", "")),
        Gravity.BLOCK),
    "FOISA without a refusal notice": (
        "LET-18", lambda: edited(one(FOISA, Law.FOISA), (r"section 16\(1\)", "x")), Gravity.BLOCK),
    "a word on who asks": (
        "LET-19", lambda: one(Answer(Outcome.DISCLOSED, "As a journalist you know it is 12.")),
        Gravity.CONFIRM),
    "the requester named in an answer": (
        "LET-19", lambda: one(Answer(Outcome.DISCLOSED, "Ann Lee was told twelve.")),
        Gravity.CONFIRM),
    "no date": ("6.2-1", lambda: edited(one(DISCLOSED), ("Friday 20 November 2026", "")),
                Gravity.BLOCK),
    "no reference": ("6.2-1", lambda: edited(one(DISCLOSED), ("FOI-2026-0123", "")), Gravity.BLOCK),
    "no addressee": ("6.2-1", lambda: edited(one(DISCLOSED), ("Ann Lee", "You")), Gravity.BLOCK),
    "no date of receipt": (
        "6.2-2", lambda: edited(one(DISCLOSED), ("Monday 26 October 2026", "")), Gravity.BLOCK),
    "no law": ("6.2-3", lambda: edited(one(DISCLOSED), ("Information Act 2000", "law")),
               Gravity.BLOCK),
    "a question in other words": (
        "6.2-4",
        lambda: edited(one(DISCLOSED), (r"What did it cost\?", "The cost")), Gravity.BLOCK),
    "another answer than was recorded": (
        "6.2-5", lambda: replace(one(DISCLOSED), item_texts={1: "We hold this. Thirteen."}),
        Gravity.BLOCK),
    "nothing disclosed": ("6.2-6", lambda: one(Answer(Outcome.DISCLOSED)), Gravity.BLOCK),
    "not held without a search": ("6.2-7", lambda: one(Answer(Outcome.NOT_HELD)), Gravity.WARN),
    "a file promised and not sent": (
        "6.2-9", lambda: replace(one(WITH_FILES), attached=()), Gravity.BLOCK),
    "a file sent and not promised": (
        "6.2-9", lambda: replace(one(DISCLOSED), attached=(("x.csv", "1"),), safe=frozenset("1")),
        Gravity.BLOCK),
    "another file than was checked": (
        "L9", lambda: replace(one(WITH_FILES), attached=(("1-list.csv", "f" * 64),)),
        Gravity.BLOCK),
    "an answer that promises a file": (
        "6.2-9", lambda: one(Answer(Outcome.DISCLOSED, "See the attached list.")), Gravity.BLOCK),
    "an answer that may promise a file": (
        "6.2-9", lambda: one(Answer(Outcome.DISCLOSED, "The site is enclosed.")), Gravity.CONFIRM),
    "a file that goes with another answer": (
        "6.2-9", lambda: looked_at(case(
            item(1, "How many?", WITH_FILES), item(2, "The list?", Answer(
                Outcome.DISCLOSED, "We have enclosed it.")))), Gravity.CONFIRM),
    "a refusal notice for what is not held, among what is given": (
        "L3", lambda: one(Answer(Outcome.DISCLOSED, (
            "It began in 1993. We do not hold the deed. Therefore, this letter acts as a refusal "
            "notice under section 17.1 of the Act."))), Gravity.BLOCK),
    "disclosed, and only not held": (
        "L1", lambda: one(Answer(Outcome.DISCLOSED, "We do not hold this information.")),
        Gravity.CONFIRM),
    "personal data without the principle": (
        "LET-12", lambda: edited(claimed("s.40(2)", outcome=Outcome.REFUSED), (
            "first data protection[\\s]+principle", "rule")), Gravity.BLOCK),
    "personal data without the balance of interests": (
        "LET-12", lambda: edited(claimed("s.40(2)", outcome=Outcome.REFUSED), (
            "legitimate[\\s]+interest", "interest")), Gravity.BLOCK),
    "commercial interests of nobody": (
        "LET-13", lambda: refused(reason="The prices are secret", harm="Prices would rise"),
        Gravity.WARN),
    "late without a reason": (
        "LET-16", lambda: replace(one(DISCLOSED), sent_on=date(2026, 11, 24)), Gravity.WARN),
    "hard words": ("6.2-13", lambda: one(Answer(Outcome.DISCLOSED, (
        "Notwithstanding considerable organisational reconfiguration, interdepartmental "
        "accountability documentation necessitates comprehensive authorisation. " * 5))),
        Gravity.WARN),
    "cost under the Regulations": ("COST-9", lambda: one(COST, Law.EIR), Gravity.BLOCK),
    "two exclusive sections": ("6.5-30", lambda: one(Answer(Outcome.REFUSED, exemptions=(
        replace(COMMERCIAL, id="s.30(1)(a)"), replace(COMMERCIAL, id="s.31(1)(a)")))),
        Gravity.WARN),
    "a prohibition by no law": ("6.5-44", lambda: claimed("s.44(1)(a)"), Gravity.BLOCK),
    "emissions behind confidentiality": (
        "6.5-12(9)",
        lambda: claimed(
            "reg 12(5)(e)", WEIGHED, HARM, law=Law.EIR, asked="Emissions of the plant?"),
        Gravity.CONFIRM),
    "an internal word": (
        "T21", lambda: one(Answer(Outcome.DISCLOSED, "Off the record, it is 12.")),
        Gravity.CONFIRM),
    "a fence": ("T21", lambda: one(Answer(Outcome.DISCLOSED, "12\n--- NOTE (internal) ---\nno")),
                Gravity.BLOCK),
    "a quoted reply": (
        "T21", lambda: one(Answer(Outcome.DISCLOSED, "12\n> how many?")), Gravity.BLOCK),
    "an officer named": (
        "T21",
        lambda: replace(one(Answer(Outcome.DISCLOSED, "Ask Jo Hill.")), officers=("Jo Hill",)),
        Gravity.CONFIRM),
    "an insurance number": (
        "SEC-2", lambda: one(Answer(Outcome.DISCLOSED, "It is QQ 12 34 56 C, or AB123456C.")),
        Gravity.CONFIRM),
    "a person's address": (
        "SEC-2", lambda: one(Answer(Outcome.DISCLOSED, "Write to jo.hill@mail.example.")),
        Gravity.CONFIRM),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_that_is_broken_is_named(name: str) -> None:
    rule, broken, gravity = BROKEN[name]

    found = checks.check(broken())

    named = [one for one in found if one.rule == rule]
    assert named, [one.rule for one in found]
    assert gravity in {one.gravity for one in named}
    assert all(one.what and one.where and one.how for one in found)


def test_every_rule_of_the_law_is_broken_somewhere() -> None:
    wanted = {f"L{n}" for n in range(1, 15)} | {f"LET-{n}" for n in range(1, 20)}

    assert wanted <= {rule for rule, _, _ in BROKEN.values()}


def test_the_approver_sees_the_gravest_first_or_that_all_is_well() -> None:
    found = (
        Finding("A", "remark", "x", "y", Gravity.WARN),
        Finding("B", "stop", "x", "y", Gravity.BLOCK),
    )

    text = as_text(summary(found))

    assert text.index("Must be mended: stop (B)") < text.index("Remark: remark (A)")
    assert "Every check passed." in as_text(summary(()))


def test_a_fault_in_the_word_lists_names_its_key(tmp_path: Path) -> None:
    path = tmp_path / "checks.toml"
    path.write_text('internal = "x"\n')

    with pytest.raises(LetterError, match="internal must be a list"):
        checks.load(path)
