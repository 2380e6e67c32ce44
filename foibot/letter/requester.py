"""What each mail to a requester says; the names of the fields are those of the templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foibot.letter.blocks import Blocks
from foibot.letter.templates import Context


@dataclass(frozen=True, slots=True)
class Acknowledgement(Context):
    """
    The first answer (law.md ACK-1 to ACK-6).

    *questions* is empty in the plain form, which then holds not one word of the sender's (T5).
    """

    template: ClassVar[str] = "requester-acknowledgement"
    kind: ClassVar[str] = "acknowledgement"
    automatic: ClassVar[str] = "auto-replied"
    to_requester: ClassVar[bool] = True

    reference: str
    received_on: date
    due_on: date
    questions: Blocks = ()
    several: bool = False
    own_data_due_on: date | None = None  # a part asks for the sender's own data
    own_data: bool = False  # all of it does: UK GDPR Art 15, not the Acts (law.md 7.1)
    reuse: bool = False  # it asks to re-use information: RPSI 2015
    lang: str = "en"

    @property
    def language(self) -> str:
        """Return the language that the requester wrote in (ACK-5)."""
        return self.lang


class ToRequester(Context):
    """A mail to the requester that a person has decided on."""

    __slots__ = ()
    automatic: ClassVar[str] = ""
    to_requester: ClassVar[bool] = True


class AnsweringRequester(Context):
    """A mail that answers the requester's own, by itself (RFC 3834)."""

    __slots__ = ()
    automatic: ClassVar[str] = "auto-replied"
    to_requester: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ClarificationAsked(ToRequester):
    """Asks what the requester means; *genuine* stops the clock (law.md CLK-1 to CLK-3, CLK-7)."""

    template: ClassVar[str] = "requester-clarification"
    kind: ClassVar[str] = "clarification"

    reference: str
    received_on: date
    asked: Blocks  # each question with what we need to know about it
    genuine: bool
    due_on: date  # of the rest, or of everything where the clock runs on
    rest: bool = False  # other questions go on meanwhile
    environmental: bool = False


@dataclass(frozen=True, slots=True)
class ClarificationReminder(ToRequester):
    """Reminds of a question that waits for the requester (law.md CLK-5)."""

    template: ClassVar[str] = "requester-clarification-reminder"
    kind: ClassVar[str] = "clarification-reminder"

    reference: str
    asked_on: date
    asked: Blocks
    close_after: date


@dataclass(frozen=True, slots=True)
class Clarified(AnsweringRequester):
    """Says by when we answer now that our question was answered (law.md CLK-2, CLK-6, CLK-7)."""

    template: ClassVar[str] = "requester-clarified"
    kind: ClassVar[str] = "clarified"

    reference: str
    answered_on: date
    due_on: date
    part: bool  # only of *questions*: others are owed an answer too
    questions: Blocks
    rest_due_on: date | None = None
    rest_late: bool = False
    late: bool = False  # the new date is over: the reply was taken in late


@dataclass(frozen=True, slots=True)
class Status(AnsweringRequester):
    """Answers a chaser with the truth; it has no effect in law (law.md CLK-28, IR-2)."""

    template: ClassVar[str] = "requester-status"
    kind: ClassVar[str] = "status"

    reference: str
    received_on: date
    due_on: date | None  # None: no time runs now
    overdue: bool
    answered: int
    total: int
    waiting_for_you: Blocks = ()  # what we asked and have had no reply to
    fee_by: date | None = None  # we asked for a fee, which is to be paid by then
    ended: bool = False  # withdrawn, lapsed or closed: nothing more will be sent
    response_sent_on: date | None = None
    review_received: bool = False  # the message complains: it is dealt with as a review


@dataclass(frozen=True, slots=True)
class Extension(ToRequester):
    """More time: EIR reg 7 (CLK-21), or the public interest under FOIA s.10(3) (CLK-16 to 19)."""

    template: ClassVar[str] = "requester-extension"
    kind: ClassVar[str] = "extension"

    reference: str
    received_on: date
    due_on: date
    new_due_on: date
    public_interest: bool  # FOIA s.10(3); otherwise the Regulations
    reason: str
    questions: Blocks
    claims: Blocks  # FOIA: the exemptions relied on and why (s.17(2))
    rights: Blocks
    rest_due_on: date | None = None  # of the other questions, whose time is the same as before


@dataclass(frozen=True, slots=True)
class FeeNotice(ToRequester):
    """Asks for a fee before work goes on (law.md CLK-11 to CLK-15)."""

    template: ClassVar[str] = "requester-fee-notice"
    kind: ClassVar[str] = "fee-notice"

    reference: str
    given_on: date
    amount: str
    what_for: str
    pay_by: date
    how_to_pay: str
    environmental: bool
    schedule: str  # EIR: where the published schedule of charges is (reg 8(8))
    questions: Blocks
    rights: Blocks


@dataclass(frozen=True, slots=True)
class FeeReceived(ToRequester):
    """The receipt for a fee, with the new date; a late one binds nobody (law.md CLK-11, CLK-12)."""

    template: ClassVar[str] = "requester-fee-received"
    kind: ClassVar[str] = "fee-received"

    reference: str
    amount: str
    paid_on: date
    late_after: date | None  # the last day to pay, where it came after that
    due_on: date | None
    part: bool  # only of *questions*: others are owed an answer too
    questions: Blocks
    rest_due_on: date | None = None
    rest_late: bool = False
    late: bool = False  # the new date is over: the payment was noted late
    answered: bool = False  # all that it was for had its answer: whether it goes back is looked at


@dataclass(frozen=True, slots=True)
class Transfer(ToRequester):
    """Says who else holds it, or that the request was passed on (law.md CLK-23, CLK-24)."""

    template: ClassVar[str] = "requester-transfer"
    kind: ClassVar[str] = "transfer"

    reference: str
    body: str
    body_address: str
    questions: Blocks
    passed_on: date | None  # with the requester's permission; None: only told
    environmental: bool
    rest_due_on: date | None
    rights: Blocks


@dataclass(frozen=True, slots=True)
class WithdrawalConfirmed(AnsweringRequester):
    """Confirms a withdrawal to the address that made the request (law.md CLK-27, T32)."""

    template: ClassVar[str] = "requester-withdrawal-confirmed"
    kind: ClassVar[str] = "withdrawal-confirmed"

    reference: str
    withdrawn_on: date
    questions: Blocks  # those withdrawn; empty: all
    rest_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectionConfirmed(AnsweringRequester):
    """Shows the list of questions after a correction; the date stays what it was."""

    template: ClassVar[str] = "requester-correction-confirmed"
    kind: ClassVar[str] = "correction-confirmed"

    reference: str
    due_on: date
    questions: Blocks
    new_reference: str = ""  # what was new became a request of its own


@dataclass(frozen=True, slots=True)
class ValidityHelp(ToRequester):
    """Helps to make a request valid (law.md REC-1, REC-4, REC-5)."""

    template: ClassVar[str] = "requester-validity-help"
    kind: ClassVar[str] = "validity-help"

    reference: str
    received_on: date
    needs_name: bool
    needs_description: bool


@dataclass(frozen=True, slots=True)
class DateChanged(ToRequester):
    """Says that the date by which we answer has changed, and why."""

    template: ClassVar[str] = "requester-date-changed"
    kind: ClassVar[str] = "date-changed"

    reference: str
    old_due_on: date
    new_due_on: date
    why: str
