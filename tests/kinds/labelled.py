"""The labelled mails of mails.txt, read through the whole of message, questions and request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from foibot.message.parse import parse
from foibot.questions.itemise import Itemised, itemise
from foibot.questions.rules import load
from foibot.questions.source import Source
from foibot.request.load import ReadingRules, load_reading_rules
from foibot.request.model import Kind, Reading
from foibot.request.read import read_request

MAILS = Path(__file__).parent / "mails.txt"
LATER = Path(__file__).parent / "later.txt"
THIRD = Path(__file__).parent / "third.txt"
FOURTH = Path(__file__).parent / "fourth.txt"
FIFTH = Path(__file__).parent / "fifth.txt"
SIXTH = Path(__file__).parent / "sixth.txt"
MORE = Path(__file__).parent / "more.txt"
# By other hands, who saw no rule: most are no request, or look like none.
STRANGERS = tuple(sorted((Path(__file__).parent / "strangers").glob("*.txt")))
# So is this; it is only measured, and nobody looks into it.
UNSEEN = Path(__file__).parent / "unseen.txt"
UNSEEN_PLAIN = Path(__file__).parent / "unseen_plain.txt"  # in ordinary words
UNSEEN_ORDINARY = Path(__file__).parent / "unseen_ordinary.txt"  # as a mailbox has them in a year
LAST = Path(__file__).parent / "last.txt"
RULES = load()

# To take a request for one of these is a breach: none of them has a clock (law.md 7.1).
WITHOUT_CLOCK = frozenset(
    {
        Kind.CLARIFICATION,
        Kind.CHASER,
        Kind.WITHDRAWAL,
        Kind.CORRECTION,
        Kind.COMPLAINT,
        Kind.BUSINESS_AS_USUAL,
        Kind.THANKS,
        Kind.REGULATOR,
        Kind.AUTO_REPLY,
        Kind.BOUNCE,
        Kind.MARKETING,
    }
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One mail and what it is."""

    n: int
    kind: Kind
    regime: str
    subject: str
    sender: str
    body: str

    @property
    def held_out(self) -> bool:
        """Return whether rules may not be written by looking at this mail."""
        return self.n % 2 == 0

    @property
    def raw(self) -> bytes:
        """Return the mail as bytes."""
        mail = EmailMessage()
        mail["From"] = self.sender
        mail["To"] = "foi@council.example"
        mail["Subject"] = self.subject
        mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
        mail["Message-ID"] = f"<{self.n}@kinds.example>"
        if self.kind is Kind.AUTO_REPLY:
            mail["Auto-Submitted"] = "auto-replied"
        mail.set_content(self.body)
        return mail.as_bytes()


def labelled(path: Path = MAILS) -> Iterator[Labelled]:
    """Yield the mails of a file."""
    text = path.read_text(encoding="utf-8")
    for n, block in enumerate(text.split("\n## ")[1:], 1):
        head, _, body = block.partition("\n")
        kind, regime, subject, sender = (part.strip() for part in head.split(" | ", 3))
        yield Labelled(n, Kind(kind), regime, subject, sender, body.strip())


@cache
def rules() -> ReadingRules:
    """Return the rules as shipped."""
    return load_reading_rules()


def itemiser(sources: Sequence[Source]) -> Itemised:
    """Return the questions by the rules as shipped."""
    return itemise(sources, RULES)


def read(mail: Labelled) -> Reading:
    """Return what foibot makes of *mail*."""
    return read_request(parse(mail.raw), [], rules(), itemiser)


def lost(mail: Labelled, reading: Reading) -> bool:
    """Return whether a request was taken for something that gets no clock."""
    has_clock = mail.kind not in WITHOUT_CLOCK
    return has_clock and reading.kind in WITHOUT_CLOCK
