"""What people write to the council in a year: requests in every shape, and what is no request."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from tests.flows.post import DESK, LONG_LINES, SERVER, Writing, made
from tests.year.roster import question

# Planted words, each of which belongs to one requester: no officer may ever see one.
NAME = "Canary"
STREET = "Nightingale Rookery"
QUOTED = "Penelope Woodlark"
FIRM = "Corncrake Consulting"
PRIVATE = ("canary", "rookery", "woodlark", "corncrake", "07700 9", "canary-print")


@dataclass(frozen=True, slots=True)
class Asker:
    """One requester, with data that nobody else has."""

    number: int

    @property
    def name(self) -> str:
        """Return the full name: unique, and made of a planted word."""
        letters = "".join(chr(97 + int(digit)) for digit in str(self.number))
        return f"Wilhelmina {NAME}{letters}"

    @property
    def address(self) -> str:
        """Return the e-mail address."""
        return f"canary{self.number}@example.org"

    @property
    def sender(self) -> str:
        """Return the From field."""
        return f"{self.name} <{self.address}>"

    @property
    def phone(self) -> str:
        """Return the telephone number."""
        return f"07700 9{self.number:05}"

    @property
    def signature(self) -> str:
        """Return the signature with everything that an officer must not see."""
        return (
            f"{self.name}\n{FIRM} Ltd\n{self.number} {STREET}, Brambleton, BR1 2AB\n"
            f"Tel: {self.phone}\n{self.address}"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A request on its way: its bytes, the folder it falls into, and who asks what."""

    asker: Asker
    raw: bytes
    folder: str
    shape: str
    services: tuple[str, ...]


def request(number: int, at: datetime, luck: random.Random) -> Asked:
    """Return a request of one of the shapes."""
    asker = Asker(number)
    two = [question(luck), question(luck)]
    while two[1][1] == two[0][1]:
        two[1] = question(luck)
    services = tuple(name for name, _ in two)
    first, second = (text for _, text in two)
    shape = luck.choices(list(SHAPES), [weight for weight, _ in SHAPES.values()])[0]
    text = SHAPES[shape][1].format(first=first, second=second, lower=_lower(second), a=asker)
    folder = "Junk" if shape == "junk" else ""
    if shape == "html":
        return Asked(asker, _page(asker, text, at), folder, shape, services)
    sender = asker.address if shape == "nameless" else asker.sender
    if shape == "welsh":
        text = WELSH.format(a=asker, year=luck.choice((2024, 2025)))
    about = f"Request of {asker.name}" if shape == "signed" else f"Request {number}"
    raw = made(Writing(sender, text, at, subject=about))
    return Asked(asker, raw, folder, shape, services if shape != "welsh" else ("Parking",))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


OPENING = "Dear council,\n\nPlease tell me under the Freedom of Information Act 2000:\n\n"
WELSH = (
    "Annwyl Gyngor,\n\nO dan y Ddeddf Rhyddid Gwybodaeth, faint o ddirwyon parcio a roddwyd "
    "yn {year}?\n\nDiolch yn fawr,\n{a.signature}"
)
# Shape -> how often of a hundred, and the words.
SHAPES = {
    "listed": (38, OPENING + "1. {first}\n2. {second}\n\nYours,\n{a.name}\n{a.phone}"),
    "signed": (14, OPENING + "1. {first}\n2. {second}\n\nKind regards,\n\n-- \n{a.signature}"),
    "prose": (10, "Hello,\n\nThis is an FOI request. {first} And {lower}\n\nThanks\n{a.name}"),
    "own data": (
        6,
        OPENING + "1. {first}\n2. {second} Please send the answer to {a.address} or ring "
        "{a.phone}.\n\n{a.signature}",
    ),
    "forwarded": (
        6,
        OPENING + "1. {first}\n2. {second}\n\n{a.name}\n\n-----Original Message-----\n"
        f"From: {QUOTED} <canary-print@example.net>\nSent: 2 January 2027 10:11\n"
        "To: {a.name}\nSubject: what to ask\n\nDear {a.name}, do ask them, love Penelope",
    ),
    "html": (10, OPENING + "1. {first}\n2. {second}\n\nBest wishes\n{a.signature}"),
    "nameless": (4, OPENING + "1. {first}\n2. {second}\n"),
    "junk": (3, OPENING + "1. {first}\n2. {second}\n\n{a.signature}"),
    "welsh": (3, ""),
    "printed": (
        6,
        OPENING + "1. {first}\n2. {second}\n\nPlease answer in large print.\n\n{a.signature}",
    ),
}  # fmt: skip


def _page(asker: Asker, text: str, at: datetime) -> bytes:
    """Return a request that is a page alone, as a phone sends it."""
    mail = EmailMessage(policy=LONG_LINES)
    mail["From"], mail["To"], mail["Subject"] = asker.sender, DESK, f"FOI {asker.number}"
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<page{asker.number}@example.org>"
    lines = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.splitlines())
    mail.set_content(f'<html><body dir="auto">{lines}</body></html>', subtype="html")
    head = f"Authentication-Results: {SERVER}; dmarc=pass header.from=example.org\r\n"
    return head.encode() + f"Received: from phone by {SERVER}\r\n".encode() + mail.as_bytes()


OFFERS = (
    "Our autumn offers are here!\n\n20 % off all office chairs until Sunday. Shop now at "
    "https://shop.example/chairs\n\nYou receive this newsletter because you bought from us. "
    "Unsubscribe: https://shop.example/u\nView in browser"
)


def noise(number: int, at: datetime, luck: random.Random) -> bytes:
    """Return something that is no request: a newsletter, an advertisement, an absence."""
    kind = luck.randrange(3)
    sender = f"News {number} <news{number}@shop.example>"
    if kind == 0:
        raw = made(Writing(sender, OFFERS, at, subject="Our autumn offers"))
        return b"List-Unsubscribe: <mailto:x@shop.example>\r\nPrecedence: bulk\r\n" + raw
    if kind == 1:
        raw = made(Writing(sender, "I am away until Monday.", at, subject="Automatic reply"))
        return b"Auto-Submitted: auto-replied\r\n" + raw
    return made(Writing(sender, "Thank you very much for your help.", at, subject="Thanks"))
