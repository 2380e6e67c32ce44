"""Replies to the digest itself, in the HTML that mail programs make of it: nothing lost (T21)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from foibot.letter.model import Letter
from foibot.message.contact import contact_weight
from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.model import AskedQuestion, Certainty, Key, QuestionReply, ReplyReading
from tests.replies.digests import a_digest_mail
from tests.replies.programs import PROGRAMS, SIGNATURE, Written, place
from tests.replies.test_officers import RULES, TODAY

CARE, PARKING, NOISE = "FOI-2026-00112", "FOI-2026-00120", "FOI-2026-00131"


def _questions(reference: str, *texts: str) -> list[AskedQuestion]:
    return [AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)]


CARE_QUESTIONS = _questions(
    CARE,
    "How many complaints about adult social care did the council receive in each of the financial "
    "years 2022/23, 2023/24 and 2024/25?",
    "How many of those complaints were upheld or partly upheld?",
    "Please provide the contract with the current home care provider, including the hourly rate.",
)
PARKING_QUESTIONS = _questions(
    PARKING,
    "How many penalty charge notices were issued in the last financial year?",
    "How much income did these raise?",
    "How many were cancelled on appeal?",
    "What is the name of the company that supplies the enforcement handhelds?",
    "Does the council use ANPR cameras to enforce parking?",
)
MAILS: dict[str, list[AskedQuestion]] = {
    "care": CARE_QUESTIONS,
    "parking": PARKING_QUESTIONS,
    "both": [*CARE_QUESTIONS, *PARKING_QUESTIONS],
    "lone": _questions(
        NOISE,
        "How many noise complaints were made about licensed premises in 2025, and what action was "
        "taken?",
    ),
    "welsh": _questions(
        CARE,
        "Faint o geisiadau cynllunio a wrthodwyd yn 2025?",
        "Pa gwmni sy'n casglu gwastraff ailgylchu?",
        "Rhowch gopi o'r polisi gorfodi cynllunio.",
    ),
    "lettered": [
        AskedQuestion(NOISE, 1, "How many council homes stand empty?", "1(a)"),
        AskedQuestion(NOISE, 2, "How many have been empty for over a year?", "1(b)"),
        AskedQuestion(NOISE, 3, "How many private homes pay the empty homes premium?", "2"),
    ],
}


@dataclass(frozen=True)
class Labelled:
    """One reply, the program it was written in, and what a fair reader makes of it."""

    name: str
    mail: str
    program: str
    top: str = ""
    under: Mapping[str, str] = field(default_factory=dict)
    fenced: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    bottom: str = ""
    mark: str = ""
    colour: str = ""
    kept: tuple[str, ...] | None = None
    files: tuple[str, ...] = ()
    signature: str = SIGNATURE
    between: str = ""
    expect: Mapping[str, str] = field(default_factory=dict)
    back: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    whole: Mapping[str, str] = field(default_factory=dict)
    recorded: tuple[str, ...] = ()
    enclosed: Mapping[str, str] = field(default_factory=dict)
    exempt: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> Written:
        kept = None if self.kept is None else tuple(self.kept)
        return Written(
            self.top, self.under, self.fenced, self.after, self.bottom, self.mark, self.colour,
            kept, self.files, self.signature, self.between,
        )  # fmt: skip

    def typed(self) -> Iterator[str]:
        """Yield each line that the officer typed."""
        top = "\n".join(line for line in self.top.split("\n") if not line.startswith("---"))
        blocks = (top, *self.under.values(), *self.fenced.values(), *self.after.values())
        for block in (*blocks, self.bottom):
            yield from block.split("\n")


LABELLED = [
    Labelled(**entry)
    for entry in tomllib.loads((Path(__file__).parent / "programs.toml").read_text("utf-8"))[
        "reply"
    ]
]


def seen(ours: Letter) -> str:
    """Return our mail as people see it: the banner of its HTML, then the text."""
    return f"Wexcombe Council\n\n{ours.text}"


def read(one: Labelled, program: str = "", *, known: bool = True) -> ReplyReading:
    asked = MAILS[one.mail]
    ours = a_digest_mail(asked)
    raw = PROGRAMS[program or one.program](ours.html, asked, one.written())
    sent = seen(ours) if known else ""
    return read_reply(parse(raw), asked, RULES, today=TODAY, sent=sent, waits=False)


def faults(one: Labelled, reading: ReplyReading) -> list[str]:
    """Return what is wrong with *reading*, in words."""
    asked = MAILS[one.mail]
    several = len({question.reference for question in asked}) > 1
    keys = {place(question, several=several): question.key for question in asked}
    found = list(_attributed(one, reading, keys))
    found += list(_details(one, reading, keys))
    found += list(_word_for_word(one, reading, keys))
    answers = _folded("\n".join(reply.text for reply in reading.replies))
    found += [f"in an answer: {words!r}" for words in one.never if words in answers]
    back = _folded("\n".join(unclear.text for unclear in reading.unclear))
    found += [f"not asked back: {words!r}" for words in one.back if words not in back]
    return found + list(_lost(one, reading))


def _attributed(one: Labelled, reading: ReplyReading, keys: Mapping[str, Key]) -> Iterator[str]:
    for name, wanted in one.expect.items():
        proposal, _, words = (part.strip() for part in wanted.partition("|"))
        reply = reading.to(keys[name])
        said = f"{reply.text} {reply.detail} {reply.service}" if reply else ""
        if reply is None or reply.proposal != proposal or words not in _folded(said):
            yield f"Q{name}: wanted {wanted!r}, read {reply}"
    for reply in reading.replies:
        if reply.key not in {keys[name] for name in one.expect}:
            yield f"nothing was said of {reply.key}: {reply}"


def _details(one: Labelled, reading: ReplyReading, keys: Mapping[str, Key]) -> Iterator[str]:
    for name, wanted in [*one.enclosed.items(), *one.until.items()]:
        reply = reading.to(keys[name])
        have = (*reply.enclosures, str(reply.until)) if reply else ()
        if wanted not in have:
            yield f"Q{name}: {wanted} not in {have}"
    for name, wanted in one.exempt.items():
        reply = reading.to(keys[name])
        if not _claims(reply, wanted):
            yield f"Q{name}: {wanted} not in {reply.exemptions if reply else ()}"
    for name in one.recorded:
        reply = reading.to(keys[name])
        if reply is None or reply.certainty is not Certainty.RECORDED:
            yield f"Q{name} is not recorded"


def _word_for_word(one: Labelled, reading: ReplyReading, keys: Mapping[str, Key]) -> Iterator[str]:
    for name, wanted in one.whole.items():
        reply = reading.to(keys[name])
        said = (reply.text or reply.detail) if reply is not None else ""
        if _folded(said) != _folded(wanted):
            yield f"Q{name} is not word for word {wanted!r}: {reply}"


def _claims(reply: QuestionReply | None, wanted: str) -> bool:
    """Return whether a reply claims an exemption: whoever labels "s.12" means its subsections."""
    spelt = re.sub(r"^r\.\s?(?=[0-9])", "reg ", wanted)
    section = re.compile(rf"{re.escape(spelt)}(?![0-9A-Z])")
    return reply is not None and any(section.match(each) for each in reply.exemptions)


def _lost(one: Labelled, reading: ReplyReading) -> Iterator[str]:
    """Yield each typed line whose words are neither taken, nor asked back, nor shown."""
    everywhere = " ".join(
        [f"{r.text} {r.detail} {r.service}" for r in reading.replies]
        + [each.text for each in reading.unclear]
        + [each.text for each in reading.discarded]
    )
    kept = set(_words(everywhere))
    asked = set(_words(" ".join(f"{one.reference} {one.text}" for one in MAILS[one.mail])))
    for line in one.typed():
        if RULES.labels.same.first(_words(line)[1:], 2) or RULES.labels.in_order.within(line):
            continue
        # A heading, and a question that is repeated, say only what the answer below is about.
        if (
            re.match(r"(?:From|Sent|To|Cc|Date|Subject): |Sent from my |Get Outlook for ", line)
            or contact_weight(line) > 1
        ):
            continue  # nobody misses a header or a telephone number
        said = [one for one in _words(line) if one not in asked and not HEADING.fullmatch(one)]
        gone = [word for word in said if word not in kept]
        if len(said) > 2 and len(gone) > len(said) / 2:
            yield f"lost: {line!r}"


HEADING = re.compile(
    r"questions?|cwestiwn|response|answer|one|two|three|q[1-5]|[1-5]|1?[abc]|re|to|for|with|regard|"
    r"in|relation|good|morning|afternoon|hi|hello|dear|bore|da|diolch|thanks|regards|kind"
)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _straight(text).casefold())


def _folded(text: str) -> str:
    # Programs wrap what they quote.
    return " ".join(_straight(text).split())


def _straight(text: str) -> str:
    # An iPhone bends apostrophes.
    return text.replace("\u2019", "'").replace("\u201d", '"')


@pytest.mark.parametrize("one", LABELLED, ids=lambda one: one.name)
def test_a_reply_is_read_as_a_fair_reader_would(one: Labelled) -> None:
    assert faults(one, read(one)) == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_the_program_does_not_matter(program: str) -> None:
    # Each program has its fifth of the set here, so that the suite stays quick.
    fifth = LABELLED[list(PROGRAMS).index(program) % 5 :: 5]
    every = {one.name: faults(one, read(one, program)) for one in fifth}
    assert {name: found for name, found in every.items() if found} == {}
