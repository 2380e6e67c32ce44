"""What a case is: the requester, the questions with their answers, and where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from foibot.questions.model import Item


class CaseKind(StrEnum):
    """What the case is about: a first request, a second look at one, or a re-use request."""

    REQUEST = "request"
    REVIEW = "review"
    REUSE = "reuse"
    SUBJECT_ACCESS = "subject_access"  # recognised, dated and handed on (law.md 7.1)


class Law(StrEnum):
    """The regime under which a question is answered, in the law of the authority's country."""

    FOIA = "foia"
    EIR = "eir"
    FOISA = "foisa"
    EISRS = "eisrs"
    SAR = "sar"
    RPSI = "rpsi"
    DPC = "dpc"  # a complaint about the use of personal data (DPA 2018 s.164A)


class Outcome(StrEnum):
    """What the authority says about one question (law.md L1)."""

    DISCLOSED = "disclosed"
    PART = "part"  # partly withheld
    REFUSED = "refused"
    NOT_HELD = "not_held"
    NCND = "ncnd"  # neither confirmed nor denied
    COST = "cost"  # FOIA s.12, FOISA s.12; EIR 12(4)(b) is a refusal
    VEXATIOUS = "vexatious"  # FOIA s.14(1)
    REPEATED = "repeated"  # FOIA s.14(2)
    ELSEWHERE = "elsewhere"  # transferred, or the requester is told who holds it


class Status(StrEnum):
    """Where a case stands; the waiting states are worked out from its items."""

    OPEN = "open"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"  # the letter is queued and not yet gone
    ANSWERED = "answered"  # every item answered and sent
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CLOSED = "closed"  # closed by a person for another reason

    @property
    def is_open(self) -> bool:
        """Return whether anything is still owed to the requester."""
        return self not in {Status.ANSWERED, Status.WITHDRAWN, Status.LAPSED, Status.CLOSED}


class ItemState(StrEnum):
    """Where one question stands."""

    UNROUTED = "unrouted"
    WITH_OFFICER = "with_officer"
    PROPOSED = "proposed"  # an answer was read and waits for the officer's confirmation
    ANSWERED = "answered"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    SENT = "sent"
    DROPPED = "dropped"  # withdrawn, lapsed or transferred


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asked.  *address* is where every letter goes, verbatim (ACK-4)."""

    address: str
    name: str = ""
    organisation: str = ""
    language: str = "en"
    postal: str = ""  # the postal address, in one line, of whoever gave one


@dataclass(frozen=True, slots=True)
class ExemptionClaim:
    """
    One exemption or exception relied on; *id* is a key of rules/exemptions.toml.

    *harm*, *likelihood* ("would" or "would be likely to") and the public-interest texts are needed
    as the exemption's kind demands (law.md LET-5 to LET-14).
    """

    id: str  # "s.43(2)", "reg 12(5)(e)"; always read together with the item's law
    reason: str = ""
    withheld: str = ""  # the category of what is withheld, not its content
    harm: str = ""
    likelihood: str = ""
    interest_in_disclosure: str = ""
    interest_in_withholding: str = ""
    balance: str = ""
    qualified_person_on: date | None = None  # FOIA s.36: when the opinion was given,
    qualified_person: str = ""  # by whom: "the Monitoring Officer",
    opinion: str = ""  # and what it is, beside the limb and the likelihood


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with the letter: *sha256* names the bytes that were checked."""

    name: str  # the outgoing name, ours (reliability T15)
    title: str
    sha256: str
    content_type: str
    size: int
    owner: str | None = None  # somebody else's copyright; None is ours (LET-17)
    removed: str = ""  # what was taken out and why
    original_name: str = ""
    original_sha256: str = ""
    released_as_original: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question, as it will stand in the letter."""

    outcome: Outcome
    text: str = ""  # plain text; paragraphs, lists and tables are kept
    exemptions: tuple[ExemptionClaim, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    searches: str = ""  # what was searched, when not held (law.md 6.2 row 7)
    help: str = ""  # advice and assistance: where else to look, how to narrow
    other_body: str = ""  # who holds it, for ELSEWHERE and NOT_HELD
    estimate: str = ""  # s.12: the estimate and how it was made
    by: str = ""  # the officer's address
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """What was asked of the requester about one item; *genuine* is law.md CLK-3."""

    question: str
    genuine: bool
    why: str
    asked_at: datetime
    answered_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class MoreTime:
    """
    What an officer wished about the day of our own, and what a lead said (CLK-20).

    *until* is the day that a lead set; it stands while a later wish waits for its answer.
    """

    by: str = ""  # who asked; "" where a lead set the day unasked
    wanted: date | None = None  # the day that the officer named
    reason: str = ""
    decided: bool = False
    refused: bool = False
    until: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class CaseItem:
    """One question of a case and everything that was decided about it."""

    n: int
    question: Item
    law: Law
    state: ItemState = ItemState.UNROUTED
    service: str | None = None
    officer: str | None = None  # the address of whoever has it now
    assigned_at: datetime | None = None
    proposed: Answer | None = None
    answer: Answer | None = None
    earlier_answers: tuple[Answer, ...] = ()
    clarification: Clarification | None = None
    sent_at: datetime | None = None
    suppliers: tuple[str, ...] = ()  # everybody who supplied any answer (IR-6)
    more_time: MoreTime | None = None

    @property
    def is_counted(self) -> bool:
        """Return whether an answer is owed: a stem and a dropped item need none."""
        return not self.question.stem and self.state is not ItemState.DROPPED


@dataclass(frozen=True, slots=True)
class Draft:
    """A compiled letter that waits for approval; *sha256* is over bytes, enclosures, recipient."""

    sha256: str
    items: tuple[int, ...]
    asked_of: tuple[str, ...]
    author: str
    made_at: datetime
    version: int  # the number of the event that made it
    key: str = ""
    enclosures: tuple[str, ...] = ()
    blocked: bool = False
    doubts: tuple[str, ...] = ()  # an approval with these takes a second code
    two_people: str = ""  # why two different people must approve it (SEC-2), "" for one
    more: tuple[tuple[str, str], ...] = ()  # its further mails: key and hash

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of every mail that the letter goes in."""
        return (self.key, *(key for key, _ in self.more))


class ConsultedRole(StrEnum):
    """Why somebody outside the answering services is asked."""

    THIRD_PARTY = "third party"
    QUALIFIED_PERSON = "qualified person"


@dataclass(frozen=True, slots=True)
class Consultation:
    """Somebody who was asked about disclosing some questions, and whether they wrote back."""

    items: tuple[int, ...]
    role: ConsultedRole
    name: str
    address: str
    text: str
    reply_by: date
    limbs: str
    key: str  # what its mails and reminders are known by
    answered_on: date | None = None
    unreached: bool = False  # our mail came back from there


@dataclass(frozen=True, slots=True)
class RegulatorLetter:
    """A letter of a regulator or tribunal, by when it is to be answered, and when it was."""

    key: str
    body: str
    theirs: str
    subject: str
    received_on: date
    reply_by: date | None = None
    answered_on: date | None = None


class ReviewFinding(StrEnum):
    """What an internal review found about one point (law.md IR-8)."""

    UPHELD = "upheld"  # the complaint is upheld
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


@dataclass(frozen=True, slots=True)
class PointDecided:
    """What a reviewer decided on one point: EIR reg 11(5) wants the action and its period."""

    n: int  # the question of the first request, 0 for a point about anything else
    finding: ReviewFinding
    text: str
    action: str = ""
    action_by: date | None = None
    answer: Answer | None = None  # what is answered now in place of the first answer


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its events have made it; *version* is the number of the last event."""

    reference: str
    authority: str
    kind: CaseKind
    law: Law
    requester: Requester
    received_at: datetime
    received_on: date  # day 0
    title: str
    intro: str
    items: tuple[CaseItem, ...]
    status: Status = Status.OPEN
    version: int = 0
    opened_from: str = ""  # the identity of the message that opened it
    thread: str = ""  # Message-ID of the requester's latest mail, for threading
    review_of: str | None = None
    reviews: tuple[str, ...] = ()
    reviewer: str | None = None
    complaint: str = ""  # the requester's own words, for a review
    finding: ReviewFinding | None = None
    points: tuple[PointDecided, ...] = ()  # a review: what was found, point by point
    reviewer_role: str = ""
    channel: str = "email"
    urgent: bool = False
    flagged: bool = False
    format_preference: str | None = None
    period: str | None = None
    draft: Draft | None = None
    approved_by: tuple[str, ...] = ()
    drafted_by: tuple[str, ...] = ()
    sent_at: datetime | None = None
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # words of replies that go nowhere, for the approver
    reminded: tuple[str, ...] = ()  # keys of the notices that were sent or superseded
    late_reason: str = ""  # why the letter is late, for its apology
    links: tuple[tuple[str, str], ...] = ()  # (relation, reference)
    consulted: tuple[Consultation, ...] = ()
    regulator: tuple[RegulatorLetter, ...] = ()
    # (n, when the qualified person's opinion was given, in what role)
    opinions: tuple[tuple[int, date, str], ...] = ()

    def item(self, n: int) -> CaseItem | None:
        """Return item *n*, or None."""
        return next((item for item in self.items if item.n == n), None)

    @property
    def counted(self) -> tuple[CaseItem, ...]:
        """Return the items to which an answer is owed."""
        return tuple(item for item in self.items if item.is_counted)
