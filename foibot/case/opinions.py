"""Facts about what others tell us: opinions, the requester's name, what a regulator wants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Consulted:
    """
    Somebody was asked what they think of disclosing *items*, without who asked (RET-5).

    A third party says what harm there would be; the qualified person gives the opinion without
    which FOIA s.36 cannot be relied on (LET-13, check L7).
    """

    items: tuple[int, ...]
    role: str  # a ConsultedRole
    name: str
    address: str
    text: str  # what is asked, in the words of whoever decided it
    reply_by: date
    limbs: str = ""  # the limbs of section 36


@dataclass(frozen=True, slots=True)
class OpinionReceived:
    """Whoever was consulted wrote back; what follows from it a person decides."""

    address: str
    text: str
    received_on: date


@dataclass(frozen=True, slots=True)
class OpinionPutOff:
    """Whoever was consulted wrote that the answer comes later: reminders go on, from that day."""

    address: str
    text: str
    received_on: date
    until: date | None  # None: no day was named, or one that is too late for us


@dataclass(frozen=True, slots=True)
class ConsultedUnreached:
    """Our mail to whoever was consulted came back: nobody there is reminded (DAY-10)."""

    key: str  # of the consultation
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class OpinionGiven:
    """A person recorded the qualified person's opinion that section 36 is engaged."""

    items: tuple[int, ...]
    given_on: date
    text: str
    by: str = ""  # the role in which it was given, as the letter says it


@dataclass(frozen=True, slots=True)
class RequesterNamed:
    """The requester told us a name that can be used (FOIA s.8(1)(b), REC-4)."""

    name: str


@dataclass(frozen=True, slots=True)
class RegulatorWrote:
    """A regulator or tribunal wrote about the case; *reply_by* None: it names no day."""

    body: str  # who wrote
    theirs: str  # their own reference, or ""
    subject: str
    received_on: date
    reply_by: date | None
    said: str = ""  # the sentence that names the day


@dataclass(frozen=True, slots=True)
class RegulatorDated:
    """A person corrected the day by which the regulator's latest letter is to be answered."""

    reply_by: date


@dataclass(frozen=True, slots=True)
class RegulatorAnswered:
    """A person noted that the regulator's letters have been answered."""

    answered_on: date
