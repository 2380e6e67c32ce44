"""What can happen to an item's clock: frozen facts, each with its day and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foibot.clock.limits import Period
from foibot.clock.regimes import RegimeCode
from foibot.errors import FoibotError


class EventError(FoibotError):
    """The events of a clock contradict each other or lack what they need."""


class EventKind(StrEnum):
    """Everything that happens to an item, whether or not it moves a date (law.md part 3)."""

    RECEIVED = "received"
    REVIEW_ASKED = "review_asked"
    RECEIPT_CORRECTED = "receipt_corrected"
    REGIME_CHANGED = "regime_changed"
    REDIRECTED = "redirected"
    TRANSFERRED_IN = "transferred_in"
    QUARANTINED = "quarantined"
    ACKNOWLEDGED = "acknowledged"
    LOGGED = "logged"
    ADVICE_OFFERED = "advice_offered"
    NARROWED = "narrowed"
    CLARIFICATION_ASKED = "clarification_asked"
    CLARIFICATION_ANSWERED = "clarification_answered"
    FEE_NOTICE = "fee_notice"
    FEE_PAID = "fee_paid"
    PUBLIC_INTEREST_NOTICE = "public_interest_notice"
    EXTENSION_NOTICE = "extension_notice"
    REVIEW_EXTENDED = "review_extended"
    HOLDING_REPLY = "holding_reply"
    PART_ANSWERED = "part_answered"
    REFUSED = "refused"
    ANSWERED = "answered"
    REVIEW_ANSWERED = "review_answered"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TRANSFERRED_OUT = "transferred_out"
    REOPENED = "reopened"


class Variant(StrEnum):
    """The variations of the twenty days (law.md 3.5)."""

    NONE = "none"
    SCHOOL = "school"
    ARCHIVE = "archive"


class Basis(StrEnum):
    """What the clock measures: the answer to a request or to an internal review."""

    ANSWER = "answer"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """
    One fact about an item, on a day in the United Kingdom (see `calendar.receipt_date`).

    RECEIVED (or REVIEW_ASKED for the clock of a review) comes first and needs *regime*;
    RECEIPT_CORRECTED carries the right day; REDIRECTED and TRANSFERRED_IN carry the day on
    which the message reached us or the contact that the automatic reply named.
    """

    kind: EventKind
    on: date
    regime: RegimeCode | None = None
    variant: Variant = Variant.NONE
    # School: the periods that hold no school days.
    non_school: tuple[Period, ...] = ()
    # Clarification: the request cannot be met without it (CLK-3); else it is advice.
    genuine: bool = True
    # Extensions: the date that the requester was told, and the grounds.
    until: date | None = None
    exemption: str = ""
    complex: bool = False
    voluminous: bool = False
    # Why the usual longest time may be passed (CLK-18).
    override: str = ""
    # Where the fact comes from, printed in the explanation: a message, a person, a reason.
    note: str = ""
