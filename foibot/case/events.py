"""What can happen to a case: frozen facts, appended and never changed; the case is their sum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from foibot.case.letter_facts import ApprovalRefused as ApprovalRefused
from foibot.case.letter_facts import ApprovalVoided as ApprovalVoided
from foibot.case.letter_facts import Approved as Approved
from foibot.case.letter_facts import DraftMade as DraftMade
from foibot.case.letter_facts import LateExplained as LateExplained
from foibot.case.letter_facts import ResponseFailed as ResponseFailed
from foibot.case.letter_facts import ResponseQueued as ResponseQueued
from foibot.case.letter_facts import ResponseSent as ResponseSent
from foibot.case.model import Answer, CaseKind, Law, PointDecided, Requester, ReviewFinding
from foibot.case.opinions import (
    Consulted,
    ConsultedUnreached,
    OpinionGiven,
    OpinionPutOff,
    OpinionReceived,
    RegulatorAnswered,
    RegulatorDated,
    RegulatorWrote,
    RequesterNamed,
)
from foibot.questions.model import Item


@dataclass(frozen=True, slots=True)
class Opened:
    """A request (or review) was received; day 0 is *received_on* (law.md DAY-2, DAY-3)."""

    kind: CaseKind
    law: Law
    requester: Requester
    received_at: datetime
    received_on: date
    title: str
    intro: str
    items: tuple[Item, ...]
    laws: tuple[Law, ...]  # one an item, in their order
    message_id: str = ""
    channel: str = "email"  # email | phone | post | form | visit
    review_of: str | None = None
    complaint: str = ""
    urgent: bool = False
    flagged: bool = False
    format_preference: str | None = None
    period: str | None = None
    variant: str = ""  # FOIA: "school" or "archive" (law.md VAR-1, VAR-2)
    non_school: tuple[tuple[date, date], ...] = ()  # school: periods without school days


@dataclass(frozen=True, slots=True)
class Itemised:
    """The list of questions was corrected; the old list stays in the earlier events."""

    operation: str  # split | merge | reword | add | drop
    items: tuple[Item, ...]
    laws: tuple[Law, ...]
    why: str = ""
    # New n -> the old n whose routing and answer it keeps.
    kept: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LawChanged:
    """One item, or all of them (*n* None), is answered under another regime."""

    n: int | None
    law: Law
    why: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """An item went to a service and an officer; *why* holds the words or the person."""

    n: int
    service: str
    officer: str
    why: str


@dataclass(frozen=True, slots=True)
class Unassigned:
    """An item has nobody; governance is asked."""

    n: int
    why: str


@dataclass(frozen=True, slots=True)
class AnswerProposed:
    """An answer was read that needs the officer's confirming reply before it counts."""

    n: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was recorded; it replaces an earlier one, which is kept."""

    n: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerTakenBack:
    """An officer undid what was recorded; the item is open again."""

    n: int
    why: str


@dataclass(frozen=True, slots=True)
class MoreTimeAsked:
    """An officer wants more time; the statutory date does not move for it (CLK-20)."""

    n: int
    reason: str
    until: date | None
    by: str


@dataclass(frozen=True, slots=True)
class MoreTimeDecided:
    """A lead set the day of our own for an answer, or refused more time (*until* None) (CLK-20)."""

    n: int
    officer: str
    until: date | None
    why: str


@dataclass(frozen=True, slots=True)
class ClarificationWanted:
    """An officer asks that the requester be asked; governance decides (CLK-3)."""

    n: int
    question: str
    by: str


@dataclass(frozen=True, slots=True)
class ClarificationAsked:
    """The requester was asked; the clock of *items* stops only when it is genuine (CLK-1 to 3)."""

    items: tuple[int, ...]
    question: str
    genuine: bool
    why: str


@dataclass(frozen=True, slots=True)
class ClarificationAnswered:
    """The requester's answer arrived; a fresh period begins that day (CLK-2)."""

    items: tuple[int, ...]
    text: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class FeeNoticeGiven:
    """A fees notice was given (CLK-11, CLK-14)."""

    items: tuple[int, ...]
    amount: str
    given_on: date


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The fee was received (CLK-12)."""

    items: tuple[int, ...]
    paid_on: date


@dataclass(frozen=True, slots=True)
class Extended:
    """The time was extended: *basis* is "pit" (CLK-16), "eir" (CLK-21) or "review" (IR-4)."""

    basis: str
    until: date
    items: tuple[int, ...]
    reason: str
    exemption: str = ""
    complex: bool = False
    voluminous: bool = False
    noticed_on: date | None = None
    override: str = ""  # why the usual longest time may be passed (CLK-18)


@dataclass(frozen=True, slots=True)
class TransferredOut:
    """Items were passed to another authority, or the requester was told who holds them."""

    items: tuple[int, ...]
    body: str
    why: str


@dataclass(frozen=True, slots=True)
class TransferredIn:
    """Another authority passed the request on; day 0 is our own receipt (CLK-23, CLK-24)."""

    body: str
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReceiptCorrected:
    """The date of receipt was wrong (facts A to D needed: it moves the clock)."""

    received_at: datetime
    received_on: date
    why: str


@dataclass(frozen=True, slots=True)
class Chased:
    """The requester asked where the answer is; after the due date it is IR-2."""

    received_at: datetime
    overdue: bool


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The requester withdrew, in writing (CLK-27)."""

    items: tuple[int, ...]  # empty: all
    why: str
    on: date | None = None  # when the words reached us; None: on the day of the event


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A person closed it: clarification not supplied (CLK-5) or fee unpaid (CLK-11)."""

    items: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ReviewOpened:
    """An internal review of this case was opened as *reference*."""

    reference: str


@dataclass(frozen=True, slots=True)
class ComplaintAdded:
    """The requester wrote again while the review was open: the outcome answers that, too (IR-8)."""

    text: str


@dataclass(frozen=True, slots=True)
class ReviewerAppointed:
    """Who reviews; *why* is needed where the person took part in the first decision (IR-6)."""

    reviewer: str
    why: str


@dataclass(frozen=True, slots=True)
class ReviewDecided:
    """The reviewer's outcome on the whole, and point by point (IR-8)."""

    finding: ReviewFinding
    text: str
    by: str
    points: tuple[PointDecided, ...] = ()
    role: str = ""
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class EnclosureDecided:
    """A person decided how a file leaves: "safe", "original" or "drop"."""

    sha256: str
    decision: str
    by: str
    why: str
    name: str = ""  # as the officer called it


# The relation of a review, opened when that was not certain, to the request that it is about.
REVIEW_OF = "review of"


@dataclass(frozen=True, slots=True)
class Linked:
    """Another case belongs to this one: "follows", "same question", "campaign", REVIEW_OF."""

    relation: str
    reference: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A person closed the case."""

    why: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A person, a bounce or a late reply opened the case again, or the questions in *items*."""

    why: str
    items: tuple[int, ...] = ()  # empty: all


@dataclass(frozen=True, slots=True)
class Reminded:
    """Somebody was reminded of an item: *key* and the lower stages in *supersedes* are done."""

    n: int
    stage: str
    key: str
    to: tuple[str, ...]
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a reply that go nowhere: shown to the approver as left out (reliability T21)."""

    text: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth keeping that changes nothing: an alert, an absence, a regulator's letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Event *seq* is undone: the case is replayed without it."""

    seq: int
    why: str


Fact = (
    Opened | Itemised | LawChanged | Assigned | Unassigned | AnswerProposed | Answered
    | AnswerTakenBack | MoreTimeAsked | MoreTimeDecided | ClarificationWanted
    | ClarificationAsked | ClarificationAnswered | FeeNoticeGiven | FeePaid | Extended
    | TransferredOut | TransferredIn | ReceiptCorrected | Chased | Withdrawn | Lapsed | DraftMade
    | Approved | ApprovalRefused | ApprovalVoided | ResponseQueued | ResponseSent
    | ResponseFailed | ReviewOpened | ComplaintAdded | ReviewerAppointed | ReviewDecided
    | EnclosureDecided | Linked | Closed | Reopened | Reminded | LeftOut | LateExplained | Noted
    | Undone | Consulted | OpinionReceived | OpinionPutOff | ConsultedUnreached | OpinionGiven
    | RequesterNamed | RegulatorWrote | RegulatorDated | RegulatorAnswered
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with who made it, when, and the message it came from (an identity, or "")."""

    seq: int
    at: datetime
    actor: str
    fact: Fact
    message: str = ""
