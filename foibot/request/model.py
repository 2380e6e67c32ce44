"""What a message asks for: its kind, regime, questions, and the reasons for each conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foibot.questions.model import Item


class Kind(StrEnum):
    """What a message is to the desk."""

    NEW_REQUEST = "new_request"
    INTERNAL_REVIEW = "internal_review"
    CLARIFICATION = "clarification"
    CHASER = "chaser"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"
    COMPLAINT = "complaint"
    BUSINESS_AS_USUAL = "business_as_usual"
    SUBJECT_ACCESS = "subject_access"
    REUSE = "reuse"
    THANKS = "thanks"
    REGULATOR = "regulator"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    MARKETING = "marketing"


class Regime(StrEnum):
    """The access right that a request uses (law.md part 7)."""

    FOI = "foi"
    EIR = "eir"
    SAR = "sar"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was concluded: the name of the rule and the words that made it match."""

    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was concluded from one message."""

    kind: Kind
    regime: Regime
    items: tuple[Item, ...]
    confidence: float
    urgent: bool  # safeguarding or threat: a person at once
    flagged: bool  # a person should look at this reading
    format_preference: str | None
    period: str | None
    requester_name: str | None
    requester_org: str | None
    language: str  # ISO 639-1: en, cy, ...
    reasons: tuple[Reason, ...]
    besides: tuple[Item, ...] = ()  # what a message of another kind plainly asks for as well
    repeats: tuple[Item, ...] = ()  # the request that a reminder carries, should nobody know it
