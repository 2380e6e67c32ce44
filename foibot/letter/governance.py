"""What each mail to governance, reviewers and those who are consulted says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from foibot.letter.blocks import Blocks
from foibot.letter.dates import long_date
from foibot.letter.templates import Context


class AlertKind(StrEnum):
    """What an alert is about; each has its words in templates/governance-alert/."""

    UNASSIGNED = "unassigned"
    AT_RISK = "at-risk"
    OVERDUE = "overdue"
    HELD = "held"
    BOUNCED = "bounced"
    SUBJECT_ACCESS = "subject-access"
    REVIEW = "review"
    SAFEGUARDING = "safeguarding"
    JUNK = "junk"
    DATE_MOVED = "date-moved"
    SIMILAR = "similar"
    REGULATOR = "regulator"
    ENCLOSURE = "enclosure"
    ABSENCE = "absence"
    COMPLAINT = "complaint"
    TROUBLE = "trouble"
    DOUBTFUL = "doubtful"
    WROTE = "wrote"
    CORRECTION = "correction"
    CHARGE = "charge"
    NOT_ACKNOWLEDGED = "not-acknowledged"
    UNDELIVERED = "undelivered"
    UNCERTAIN = "uncertain"
    REFUSED = "refused"
    WANTED = "wanted"
    MORE_TIME = "more-time"
    LEFT_OUT = "left-out"
    WITHDRAWAL = "withdrawal"
    DRAFT = "draft"
    LAPSE = "lapse"
    OPINION = "opinion"
    PROMISE = "promise"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Alert(Context):
    """One thing that a person must know now; the only mail that may come more than once a day."""

    template: ClassVar[str] = "governance-alert"
    kind: ClassVar[str] = "alert"

    alert: AlertKind
    reference: str  # empty: the alert is not about a case
    due_on: date | None
    what: str  # one line: what happened
    details: Blocks  # the question, the rows, the words that decided
    suggestion: str
    choices: Blocks  # what may be replied
    token: str


@dataclass(frozen=True, slots=True)
class Weekly(Context):
    """The week in figures: a chart that is a table, what is late and what comes next."""

    template: ClassVar[str] = "governance-weekly"
    kind: ClassVar[str] = "weekly"

    from_day: date
    to_day: date
    received: int
    answered: int
    in_time: int
    open_cases: int
    late_cases: int
    chart: Blocks
    late: Blocks
    coming: Blocks
    held: int
    last_read_at: str  # when the mailbox was last read completely
    reconciled: str  # the folders against the register (reliability P2)
    unregistered: int  # messages in the folders that the register does not hold
    audit_head: str  # the newest line of the chain: whoever keeps this mail can prove it (P25)


@dataclass(frozen=True, slots=True)
class DraftForApproval(Context):
    """The letter exactly as it will go, with checks and findings, and the code (T22, T30)."""

    template: ClassVar[str] = "governance-draft-for-approval"
    kind: ClassVar[str] = "draft"

    reference: str
    recipient: str
    due_on: date
    days_left: str
    version: int
    code: str
    two_people: str  # why a second person must approve it too (SEC-2), "" for one
    others: tuple[str, ...]  # who else was asked
    replaces: str  # why the draft before it is void, "" for the first one
    blocked: bool  # a check stands against it: it cannot be approved
    late: bool  # the legal deadline has passed
    checks: Blocks
    findings: Blocks  # what was found in the enclosures
    discarded: Blocks  # words of officers that were left out
    enclosures: Blocks
    readability: str
    wish: str  # how the answer is wanted, in the requester's words (FOIA s.11, EIR reg 6)
    welsh: bool  # the request was in Welsh, and so must the answers be (ACK-5)
    review: bool  # it is the outcome of a review, which findings change and no answers
    subject: str
    letter: Blocks
    token: str


@dataclass(frozen=True, slots=True)
class DraftVoided(Context):
    """Tells an approver that a draft is void and its code dead, because something changed (T30)."""

    template: ClassVar[str] = "governance-draft-voided"
    kind: ClassVar[str] = "draft-voided"

    reference: str
    code: str
    why: str
    new_one: bool  # a new draft is there already
    token: str


@dataclass(frozen=True, slots=True)
class SecondLook(Context):
    """Asks an approver to look again at what the checks doubt, with the code that then sends it."""

    template: ClassVar[str] = "governance-second-look"
    kind: ClassVar[str] = "second-look"

    reference: str
    doubts: Blocks
    code: str
    token: str


@dataclass(frozen=True, slots=True)
class DecisionConfirmation(Context):
    """Confirms a decision that was made by reply, and says how to undo it."""

    template: ClassVar[str] = "governance-decision-confirmation"
    kind: ClassVar[str] = "decision"

    reference: str
    decision: str  # "You extended the time of question 2 to ..."
    effect: Blocks
    undo: bool  # False once the letter has gone
    token: str


@dataclass(frozen=True, slots=True)
class CodeNeeded(Context):
    """Shows a decision that changes a legal position, and the code that carries it out (T1)."""

    template: ClassVar[str] = "governance-code-needed"
    kind: ClassVar[str] = "code-needed"

    reference: str
    decision: str  # exactly what would be done
    code: str  # "EXTEND TPRR-K6QH"
    token: str


@dataclass(frozen=True, slots=True)
class Consultation(Context):
    """Asks a third party what it thinks of disclosing what is about it, without the requester."""

    template: ClassVar[str] = "third-party-consultation"
    kind: ClassVar[str] = "consultation"
    automatic: ClassVar[str] = ""

    reference: str
    party: str
    information: Blocks
    reply_by: date
    reminder: bool = False


@dataclass(frozen=True, slots=True)
class QualifiedPerson(Context):
    """Asks the qualified person for the opinion that FOIA section 36 needs (law.md L7)."""

    template: ClassVar[str] = "qualified-person"
    kind: ClassVar[str] = "qualified-person"

    person: str
    reference: str
    question: Blocks
    limbs: str
    arguments: Blocks
    reply_by: date
    token: str
    reminder: bool = False


def clock_words(moment: datetime) -> str:
    """Return a moment as the weekly summary says it: "09:05 on Monday 23 November 2026"."""
    return f"{moment:%H:%M} on {long_date(moment.date())}"
