"""What each mail of an internal review says, to the requester and to its reviewer (IR-4 to 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foibot.letter.blocks import Blocks
from foibot.letter.requester import AnsweringRequester, ToRequester
from foibot.letter.templates import Context


@dataclass(frozen=True, slots=True)
class ReviewAcknowledgement(AnsweringRequester):
    """Says that a review was received and when it will be answered (law.md IR-4, IR-7)."""

    template: ClassVar[str] = "requester-review-acknowledgement"
    kind: ClassVar[str] = "review-acknowledgement"

    reference: str
    original_reference: str
    received_on: date
    due_on: date
    most_on: date | None = None  # FOIA: the last day in exceptional cases
    answer_owed: bool = False  # the complaint is that no answer came


@dataclass(frozen=True, slots=True)
class ReviewOutcome(ToRequester):
    """The outcome of an internal review (law.md IR-8, IR-9)."""

    template: ClassVar[str] = "requester-review-outcome"
    kind: ClassVar[str] = "review-outcome"

    reference: str
    original_reference: str
    letter_date: date
    asked_on: date
    requester_name: str
    requester_address: str  # the postal one, where the letter is posted
    law_title: str
    complaint: Blocks
    findings: Blocks  # point by point: upheld, partly or not, the reasons and what will be done
    late: bool
    due_on: date
    late_reason: str
    environmental: bool
    failed: bool  # EIR reg 11(5): there was a failure to comply
    decision: str  # FOISA s.21(4): "confirm", "change", "substitute" or "reach"; else ""
    answers: Blocks  # what is given or refused now
    enclosures: Blocks
    reuse: Blocks
    reviewer_role: str
    regulator: Blocks
    independence: str = ""  # the recorded reason where nobody uninvolved was free (IR-6)


@dataclass(frozen=True, slots=True)
class ReviewExtended(ToRequester):
    """Says, before the first date, that a review takes longer, why, and until when (IR-4)."""

    template: ClassVar[str] = "requester-review-extension"
    kind: ClassVar[str] = "review-extension"

    reference: str
    original_reference: str
    received_on: date
    due_on: date
    new_due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewAssignment(Context):
    """Gives an internal review to a reviewer who took no part in the answer (law.md IR-6)."""

    template: ClassVar[str] = "reviewer-assignment"
    kind: ClassVar[str] = "review-assignment"

    reviewer: str
    reference: str
    original_reference: str
    received_on: date
    due_on: date
    most_on: date | None  # the last day to which it may be extended, where the law knows any
    environmental: bool
    in_time: str  # whether it was asked for in time, in a sentence
    complaint: Blocks
    letter: Blocks  # the response as it went
    history: Blocks
    independence: str  # the recorded reason where nobody uninvolved was free
    token: str
    reminder: bool = False
