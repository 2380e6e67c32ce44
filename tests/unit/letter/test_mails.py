"""Every kind of mail: right in both forms, safe, addressed as it should be, and told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from foibot.letter import governance, officer, requester, work
from foibot.letter.as_text import as_text
from foibot.letter.compose import compose
from foibot.letter.dates import opened
from foibot.letter.model import Envelope, Letter
from foibot.letter.response import Response
from foibot.letter.templates import Context
from foibot.message.model import Address
from foibot.replies.fences import Fence, FenceKind, split_line
from tests.shared import ROOT
from tests.unit.letter.desks import templates
from tests.unit.letter.same_words import html_words, words
from tests.unit.letter.samples import REF, WORK, samples

TEMPLATES = templates()
SAMPLES = samples(TEMPLATES)
STAFF = [name for name, context in SAMPLES.items() if not context.to_requester]


def mail(name: str) -> Letter:
    context = SAMPLES[name]
    reply_to = "" if context.to_requester else "foi+abc@wexcombe.example"
    return TEMPLATES.letter(context, Envelope("key", "ann@example.org", REF, reply_to=reply_to))


def contexts(above: type[Context] = Context) -> Iterator[type[Context]]:
    for one in above.__subclasses__():
        yield from contexts(one)
        # A dataclass with slots is made twice; the one without them is a leftover.
        if {"template", "__slots__"} <= set(vars(one)) and one.__module__.startswith("foibot."):
            yield one


def test_there_is_a_sample_of_every_mail() -> None:
    assert {type(context) for context in SAMPLES.values()} == set(contexts())
    assert {requester, officer, governance}  # what defines them is loaded
    assert Response in set(contexts())


@pytest.mark.parametrize("name", SAMPLES)
def test_text_and_html_say_the_same(name: str) -> None:
    made = mail(name)

    assert html_words(made.html) == words(made.text)
    assert len(words(made.text)) > 20


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_left_unfilled_and_nothing_is_fetched(name: str) -> None:
    made = mail(name)

    assert not re.search(r"\{[{%]|None|Undefined|[\ue000-\uf8ff]|\[\w+ missing", made.text)
    assert not re.search(r"<img|src=|url\(|<script|@import|<link", made.html, re.IGNORECASE)
    assert not re.search(r" [.,;]|\.\.(?!\.)|,,| {2,}\S", re.sub(r"(?m)^ +", "", mail_prose(made)))


def mail_prose(made: Letter) -> str:
    """Return the text without tables, whose columns are aligned by spaces."""
    lines = [line for line in made.text.splitlines() if "|" not in line]
    return "\n".join(lines).replace("...", "…")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_reference_is_in_the_subject(name: str) -> None:
    subject = mail(name).subject

    # The weekly summary is about no one case.
    assert name == "weekly" or re.search(r"(FOI|IR)-2026-\d{4}", subject)
    assert "\n" not in subject
    assert len(subject) < 110


@pytest.mark.parametrize("name", SAMPLES)
def test_requesters_hear_no_robots_and_staff_are_heard(name: str) -> None:
    headers = dict(mail(name).headers)

    to_requester = SAMPLES[name].to_requester
    assert ("X-Auto-Response-Suppress" in headers) is to_requester
    assert ("Reply-To" in headers) is not to_requester
    assert headers["X-Foibot-Ref"] == REF


@pytest.mark.parametrize("name", SAMPLES)
def test_it_can_be_composed(name: str) -> None:
    raw = compose(
        mail(name), Address("foi@wexcombe.example", "Wexcombe"), "<a.b.c@wexcombe.example>",
        datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip

    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize("name", [n for n in SAMPLES if SAMPLES[n].to_requester])
def test_a_requester_hears_no_words_of_the_office(name: str) -> None:
    internal = re.compile(
        r"foibot|token|routed|triage|governance|escalat|officer|Highways|classif|---",
        re.IGNORECASE,
    )
    text = mail(name).text.replace("Information Governance team", "")

    assert not internal.search(text), internal.search(text)


def test_the_fences_of_a_digest_are_those_that_replies_are_read_by() -> None:
    found = [
        part
        for line in mail("digest").text.splitlines()
        for part in split_line(line)
        if isinstance(part, Fence)
    ]

    assert found == [
        Fence(FenceKind.ANSWER, "FOI-2026-0099", 2), Fence(FenceKind.END),
        Fence(FenceKind.ANSWER, "FOI-2026-0123", 1), Fence(FenceKind.END),
        Fence(FenceKind.ANSWER, "FOI-2026-0123", 4), Fence(FenceKind.END),
        Fence(FenceKind.NOTE), Fence(FenceKind.END),
    ]  # fmt: skip


def test_the_nearest_date_comes_first() -> None:
    text = as_text(work.work_blocks(WORK, date(2026, 11, 18)))

    assert text.index("FOI-2026-0099") < text.index("FOI-2026-0123")


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [(-2, "Late by 2 working days.", "late"), (-1, "Late by 1 working day.", "late"),
     (0, "Due today.", "late"), (1, "1 working day left.", "warn"),
     (5, "5 working days left.", "warn"), (6, "6 working days left.", "note")],
)  # fmt: skip
def test_days_left_are_said_in_words_beside_the_colour(days: int, said: str, tone: str) -> None:
    found, colour = work.days_left(days)

    assert (found, colour.value) == (said, tone)


@pytest.mark.parametrize(
    ("today", "age"),
    [(date(2025, 3, 20), "less than a month ago"), (date(2025, 4, 3), "1 month ago"),
     (date(2026, 3, 2), "11 months ago"), (date(2027, 3, 3), "2 years ago")],
)  # fmt: skip
def test_an_earlier_answer_has_its_age(today: date, age: str) -> None:
    assert age in as_text(work.work_blocks(WORK[:1], today))


def test_the_table_of_templates_is_true() -> None:
    readme = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")

    told = {
        row[1]: re.findall(r"`(\w+)`", row[2])
        for row in re.finditer(r"(?m)^\| `([\w-]+)` \| .*? \| (`.*) \|$", readme)
    }
    assert told == {one.template: [f.name for f in fields(one)] for one in contexts()}  # type: ignore[arg-type]
    folders = {path.parent.name for path in (ROOT / "templates").glob("*/body.txt")}
    assert folders == set(told)


# Mails that may be about no case: their titles then begin with the words themselves.
@pytest.mark.parametrize(
    "name",
    [n for n in SAMPLES if n.startswith("alert-")] + ["decision-confirmation", "unclear"],
)
def test_a_title_without_a_reference_begins_with_a_capital(name: str) -> None:
    sample = SAMPLES[name]
    assert isinstance(sample, governance.Alert | governance.DecisionConfirmation | officer.Unclear)
    context = replace(sample, reference="")
    made = TEMPLATES.letter(context, Envelope("key", "ann@example.org", ""))
    title = next(line for line in made.text.splitlines() if line.strip())

    assert title[0] == title[0].upper()
    assert made.subject[0] == made.subject[0].upper()


def test_an_address_keeps_its_small_letters() -> None:
    assert opened("parks@council.example asks") == "parks@council.example asks"
    assert opened("undone") == "Undone"
    assert opened("the date") == "The date"
    assert opened("") == ""
