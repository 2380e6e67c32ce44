"""What officers write, in each client: given to the right question, asked back, never lost."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from foibot.config.shipped import rule_text
from foibot.message.parse import parse
from foibot.questions.services import load_services
from foibot.replies.answers import read_reply
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion, Certainty, Key, ReplyReading
from tests.replies.clients import CLIENTS, Reply, a_plain_mail, slot, trimmed
from tests.replies.digests import a_digest

TODAY = date(2026, 3, 3)
RULES = load_reply_rules().knowing(load_services(rule_text("rules/services.toml", None)).names)

POTHOLES, SITES = "FOI-2026-00047", "FOI-2026-00051"
THREE = (
    "How many potholes were reported on roads in Ashbury in each of the last three calendar years?",
    "How much was spent on repairing them, by ward?",
    "Please provide a copy of the current highway maintenance policy.",
)
ALLOTMENTS = "How many allotment sites does the council own, and where are they?"


def _questions(reference: str, *texts: str) -> list[AskedQuestion]:
    return [AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)]


MAILS: dict[str, list[AskedQuestion]] = {
    "one": _questions(SITES, ALLOTMENTS),
    "three": _questions(POTHOLES, *THREE),
    "five": _questions(
        POTHOLES,
        "How many depots does the service run?",
        "How many gritters does it own?",
        "How many of them were out of service on 1 January 2026?",
        "What was spent on salt in 2025?",
        "Which roads were gritted on 2 January 2026?",
    ),
    "two": [
        *_questions(POTHOLES, *THREE[:2]),
        *_questions(SITES, ALLOTMENTS, "What is the yearly rent of a plot?"),
    ],
    "welsh": _questions(
        POTHOLES, "Faint o dyllau yn y ffordd a adroddwyd yn 2025?", "Faint a wariwyd ar eu trwsio?"
    ),
    "labelled": [
        AskedQuestion(POTHOLES, 1, "How many gullies were cleaned?", "2(a)"),
        AskedQuestion(POTHOLES, 2, "How many gullies were blocked?", "2(b)"),
    ],
}


@dataclass(frozen=True)
class Labelled:
    """One reply of the set with what a fair reader makes of it."""

    name: str
    mail: str
    top: str = ""
    bottom: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    fenced: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] | None = None
    files: tuple[str, ...] = ()
    colleague: str = ""
    expect: Mapping[str, str] = field(default_factory=dict)
    back: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    enclosed: Mapping[str, str] = field(default_factory=dict)
    exempt: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)

    def reply(self) -> Reply:
        return Reply(
            self.top, self.beside, self.fenced, self.bottom, self.kept, self.files, self.colleague
        )


LABELLED = [
    Labelled(**entry)
    for entry in tomllib.loads((Path(__file__).parent / "officers.toml").read_text("utf-8"))[
        "reply"
    ]
]
SENT = {"plain": a_plain_mail, "digest": a_digest}
SET = [
    pytest.param(one, client, layout, id=f"{one.name} ({client}, {layout})")
    for one in LABELLED
    for client in CLIENTS
    for layout in SENT
] + [
    pytest.param(one, "trimmed", "digest", id=f"{one.name} (trimmed)")
    for one in LABELLED
    if not (one.beside or one.fenced or one.bottom or one.kept)
]


def read(one: Labelled, client: str, layout: str) -> ReplyReading:
    asked = MAILS[one.mail]
    sent = SENT[layout](asked)
    build = trimmed if client == "trimmed" else CLIENTS[client]
    raw = build(one.reply(), asked, sent)
    return read_reply(parse(raw), asked, RULES, today=TODAY, sent=sent)


def keys(one: Labelled) -> dict[str, Key]:
    asked = MAILS[one.mail]
    several = len({question.reference for question in asked}) > 1
    return {slot(question, several): question.key for question in asked}


def _straight(text: str) -> str:
    # An iPhone bends apostrophes.
    return text.replace("\u2019", "'")


def faults(one: Labelled, reading: ReplyReading) -> list[str]:
    """Return what is wrong with *reading*, in words."""
    by_slot, found = keys(one), []
    for name, wanted in one.expect.items():
        proposal, _, words = (part.strip() for part in wanted.partition("|"))
        reply = reading.to(by_slot[name])
        said = _straight(f"{reply.text}\n{reply.detail}\n{reply.service}") if reply else ""
        if reply is None or reply.proposal != proposal or words not in said:
            found.append(f"Q{name}: wanted {wanted!r}, read {reply}")
    surplus = [r.key for r in reading.replies if r.key not in {by_slot[n] for n in one.expect}]
    found += [f"nothing was said of {key}" for key in surplus]
    asked_back = _straight("\n".join(unclear.text for unclear in reading.unclear))
    found += [f"not asked back: {words!r}" for words in one.back if words not in asked_back]
    answers = "\n".join(reply.text for reply in reading.replies)
    found += [f"in an answer: {words!r}" for words in one.never if words in answers]
    return found + _details(one, reading, by_slot)


def _details(one: Labelled, reading: ReplyReading, by_slot: dict[str, Key]) -> list[str]:
    found = []
    for name, wanted in {**one.enclosed, **one.exempt, **one.until}.items():
        reply = reading.to(by_slot[name])
        have = (*reply.enclosures, *reply.exemptions, str(reply.until)) if reply else ()
        if wanted not in have:
            found.append(f"Q{name}: {wanted} not in {have}")
    for name in one.recorded:
        reply = reading.to(by_slot[name])
        if reply is None or reply.certainty is not Certainty.RECORDED:
            found.append(f"Q{name} is not recorded")
    return found


@pytest.mark.parametrize(("one", "client", "layout"), SET)
def test_a_reply_is_read_as_a_fair_reader_would(one: Labelled, client: str, layout: str) -> None:
    assert faults(one, read(one, client, layout)) == []


def test_the_set_is_as_large_as_promised() -> None:
    assert len(SET) >= 150
    assert len({one.name for one in LABELLED}) == len(LABELLED)
