"""Mail from the requester of a case: clarification, chaser, withdrawal, thanks (law.md part 3)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.case import events
from foibot.case.blind import blind
from foibot.case.clockwork import case_clock
from foibot.case.lifecycle import ENDED
from foibot.case.model import ItemState, Requester, Status
from foibot.case.opinions import RequesterNamed
from foibot.clock.calendar import receipt_date
from foibot.clock.model import State
from foibot.handlers.alerts import LIST_CHOICES
from foibot.handlers.arrival import Arrival
from foibot.handlers.besides import open_request_for, plainly_new
from foibot.handlers.casefile import CaseFile
from foibot.handlers.clarified import asks_back, clarified, stopped, waits_for_answer
from foibot.handlers.correction import correct_beside
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.result import Result, kept
from foibot.handlers.review_request import asked_by_mail, open_review
from foibot.handlers.undone_asks import WHAT, answered_now
from foibot.handlers.validity import is_usable
from foibot.letter import requester as letters
from foibot.letter.governance import AlertKind
from foibot.letter.questions import question_list
from foibot.replies.putting_off import only_puts_off
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict
from foibot.trust.permissions import Action, Allowed, Facts, may

# The requester is told how it stands at most once in so many working days.
STATUS_EVERY = 5
LONGEST = 20_000
CLOSING = 8  # lines at the end of a mail among which its signature begins
MOST_SHOWN = 1_500
CHARGED = "The requester wrote, and a charge waits to be paid: was it paid, or refused?"
PUT_OFF = (
    "The requester says only that they are away, or that the answer follows: we took it for no "
    "answer to our question, and no time began. Please confirm that it is none"
)
NOT_YET = "undo, in reply to the confirmation of our question, if it is to be answered without it"
AFTER_ALL = "clarified {all} on {day}: and what they answered, if it is an answer after all"
AWAITS_FEE = State.SUSPENDED_FEE


def belonging(arrival: Arrival, desk: Desk) -> CaseFile | None:
    """Return the case that the message belongs to by signed id and address (T18)."""
    return desk.files.load(arrival.context.case) if arrival.context.case else None


def clarification(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Put the requester's answer beside the questions; a genuine one starts the time afresh."""
    file = belonging(arrival, desk)
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    all_waiting = [item.n for item in file.case.items if waits_for_answer(item)]
    waiting = answered_now(next(iter(arrival.context.answers), None), file, all_waiting)
    if waiting is None:
        return _to_look_at(arrival, file, desk)
    if waiting and _puts_off(arrival, file, desk):
        return _still_waits(arrival, file, waiting, desk)
    lapsed = file.case.status is Status.LAPSED and bool(waiting)
    if lapsed:
        again = events.Reopened("the answer came after it had lapsed (CLK-5)", waiting)
        file = desk.files.record(file, again, actor=_who(arrival), message=arrival.identity)
    signed = arrival.reading.requester_name or ""
    file = _named_below(arrival, file, signed, desk)
    text = unsigned(arrival.message.reply_text[:LONGEST], signed)
    stood = stopped(file, desk) & set(waiting)
    fact = events.ClarificationAnswered(
        waiting or tuple(item.n for item in file.case.counted), text, arrival.received_at
    )
    file = desk.files.record(file, fact, actor=_who(arrival), message=arrival.identity)
    if lapsed:
        desk.alert(AlertKind.WROTE, file, "What had lapsed is open again: its answer came late")
    opened = bool(waiting) and _opened_besides(arrival, file, desk, verdict)
    _have_looked_at(arrival, file, desk, waited=bool(waiting), opened=opened)
    told = clarified(file, stood, arrival.received_on, desk)
    if told is not None and (opened or not asks_back(arrival.reading.items)):
        key = f"clarified/{file.reference}/{arrival.identity}"
        desk.post.send(told, desk.to_requester(file, key, language=arrival.reading.language))
    elif lapsed:
        # They were told that it is closed, or believe it: that it goes on is theirs to know.
        _tell_status(arrival, file, desk)
    return _done(arrival, file)


def _named_below(arrival: Arrival, file: CaseFile, signed: str, desk: Desk) -> CaseFile:
    """Take the name that stands below an answer, where one was asked for (REC-4)."""
    if is_usable(file.case.requester) or not is_usable(Requester("", signed)):
        return file
    named = RequesterNamed(signed)
    return desk.files.record(file, named, actor=_who(arrival), message=arrival.identity)


def _puts_off(arrival: Arrival, file: CaseFile, desk: Desk) -> bool:
    """Return whether a reply surely says nothing of what we asked, and brings no file with it."""
    names = f"{file.case.requester.name} {arrival.reading.requester_name or ''}"
    text = arrival.message.reply_text
    puts_off = only_puts_off(text, desk.office.replies, names)
    return not arrival.message.attachments and puts_off


def _still_waits(arrival: Arrival, file: CaseFile, waiting: Sequence[int], desk: Desk) -> Result:
    """Let a person confirm that an answer only follows: no time begins with a promise (CLK-2)."""
    note = events.Noted("The requester wrote that an answer to our question follows")
    file = desk.files.record(file, note, actor=_who(arrival), message=arrival.identity)
    names = " and ".join(f"Q{n}" for n in waiting)
    after_all = AFTER_ALL.format(all=names, day=f"{arrival.received_on:%-d %B}")
    choices = (after_all, *((NOT_YET,) if file.case.status is not Status.LAPSED else ()))
    desk.alert(AlertKind.WROTE, file, PUT_OFF, shown_words(arrival, file), choices)
    if file.case.status is Status.LAPSED:
        _tell_status(arrival, file, desk)
    return _done(arrival, file)


def _to_look_at(arrival: Arrival, file: CaseFile, desk: Desk) -> Result:
    """Show governance the answer to a question that was taken back; no other is answered by it."""
    file = desk.files.record(
        file, events.Noted(WHAT), actor=_who(arrival), message=arrival.identity
    )
    desk.alert(AlertKind.WROTE, file, WHAT, shown_words(arrival, file), LIST_CHOICES)
    return _done(arrival, file)


def _have_looked_at(
    arrival: Arrival, file: CaseFile, desk: Desk, *, waited: bool, opened: bool
) -> None:
    """Show governance a reply that may be no answer, or hold more than one."""
    if not waited:
        what = "The requester wrote more about the request, and we had asked nothing"
        desk.alert(AlertKind.WROTE, file, what, shown_words(arrival, file), LIST_CHOICES)
    elif arrival.reading.items and not opened:
        what = "The clarification holds questions: please check whether they are new"
        desk.alert(AlertKind.WROTE, file, what, shown_words(arrival, file), LIST_CHOICES)
    elif arrival.reading.flagged and not opened:
        what = "The requester wrote while we wait for an answer: please look whether it is one"
        desk.alert(AlertKind.WROTE, file, what, shown_words(arrival, file))


def _opened_besides(arrival: Arrival, file: CaseFile, desk: Desk, verdict: Verdict) -> bool:
    """Open a request for what a clarification plainly asks besides (law.md 7.1); say whether."""
    new = plainly_new(arrival, file.case)
    if not new:
        return False
    return bool(open_request_for(new, arrival, desk, verdict, "beside a clarification"))


def unsigned(text: str, name: str) -> str:
    """Return *text* without the name that it ends with: an officer reads it (reliability T20)."""
    lines = text.rstrip().splitlines()
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - CLOSING), -1):
        if name and lines[at].strip(" ,.-").casefold() == name.casefold():
            return "\n".join(lines[:at]).rstrip()
    return text


def chaser(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Tell the requester the truth, once in five working days; when overdue it is a complaint."""
    file = belonging(arrival, desk)
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    clock = case_clock(desk.office.clocks(file.case, file.history, desk.today))
    overdue = bool(clock.due and arrival.received_on > clock.due and file.case.status.is_open)
    chased = events.Chased(arrival.received_at, overdue)
    file = desk.files.record(file, chased, actor=_who(arrival), message=arrival.identity)
    if any(waits_for_answer(item) for item in file.case.items):
        # We wait for an answer: what sounds like a reminder may be one (CLK-2).
        what = "The requester asks where the answer is, and we wait for one from them"
        desk.alert(AlertKind.WROTE, file, what, shown_words(arrival, file))
    if file.case.status is Status.AWAITING_FEE:
        desk.alert(AlertKind.CHARGE, file, CHARGED, shown_words(arrival, file), _of_charge(arrival))
    if overdue:
        desk.alert(AlertKind.OVERDUE, file, "The requester complains of the delay")
        if not any(row.is_open for row in desk.uow.cases.reviews_of(file.reference)):
            open_review(asked_by_mail(arrival, file), desk, file, answer_owed=True)
            return _done(arrival, file)
    file = correct_beside(arrival, file, desk, verdict)
    if not _told_lately(file, desk):
        _tell_status(arrival, file, desk)
    return _done(arrival, file)


def _tell_status(arrival: Arrival, file: CaseFile, desk: Desk) -> None:
    key = f"status/{file.reference}/{arrival.identity}"
    language = arrival.reading.language
    desk.post.send(status(file, desk), desk.to_requester(file, key, language=language))


def _told_lately(file: CaseFile, desk: Desk) -> bool:
    told = [row for row in desk.uow.outbox.of_case(file.reference) if row.kind == "status"]
    return any(_working_days_ago(row, desk) < STATUS_EVERY for row in told)


def _working_days_ago(row: OutboxRow, desk: Desk) -> int:
    return desk.office.own_days.count(receipt_date(row.created_at), desk.today)


def status(file: CaseFile, desk: Desk) -> letters.Status:
    """Return how a case stands, as its requester may know it."""
    case = file.case
    clocks = desk.office.clocks(case, file.history, desk.today)
    clock = case_clock(clocks)
    fees = [one.date_of("fee_pay_by") for one in clocks.values() if one.state is AWAITS_FEE]
    open_ = [item for item in case.counted if item.state is not ItemState.SENT]
    asked = [item.question for item in open_ if waits_for_answer(item)]
    return letters.Status(
        reference=case.reference,
        received_on=case.received_on,
        due_on=clock.due,
        overdue=bool(clock.due and desk.today > clock.due),
        answered=sum(item.state is ItemState.SENT for item in case.counted),
        total=len(case.counted),
        waiting_for_you=question_list(asked, case.requester.language),
        fee_by=min((day for day in fees if day), default=None) if clock.due is None else None,
        ended=case.status in ENDED,
        response_sent_on=receipt_date(case.sent_at) if case.sent_at else None,
    )


def withdrawal(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """End the case when it is surely the requester who withdraws (CLK-27, reliability T32)."""
    file = belonging(arrival, desk)
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    facts = Facts(domain=arrival.context.verdict.passed, token=True, address=True)
    allowed = may(Action.WITHDRAW_REQUEST, facts)
    if not isinstance(allowed, Allowed):
        choices = ("withdraw: the requester confirmed it",)
        what = "It is not certain who wrote"
        desk.alert(AlertKind.WITHDRAWAL, file, what, allowed.reasons, choices)
        return Result(file.reference, "; ".join(allowed.reasons), kept(arrival.reading))
    if not file.case.status.is_open:
        return _done(arrival, file)
    fact = events.Withdrawn((), "the requester wrote so", arrival.received_on)
    file = desk.files.record(file, fact, actor=_who(arrival), message=arrival.identity)
    confirmed = letters.WithdrawalConfirmed(file.reference, arrival.received_on, ())
    key = f"withdrawal-confirmed/{file.reference}/{arrival.identity}"
    desk.post.send(confirmed, desk.to_requester(file, key, language=arrival.reading.language))
    return _done(arrival, file)


def about_charge(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Show governance what is written while a charge waits: it may be paid (FOIA 2000 s.10(2))."""
    file = belonging(arrival, desk)
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    note = events.Noted("The requester wrote while a charge waits to be paid")
    file = desk.files.record(file, note, actor=_who(arrival), message=arrival.identity)
    desk.alert(AlertKind.CHARGE, file, CHARGED, shown_words(arrival, file), _of_charge(arrival))
    return _done(arrival, file)


def _of_charge(arrival: Arrival) -> tuple[str, str]:
    """Return what may be decided when somebody writes about a charge."""
    paid = f"fee paid {arrival.received_on:%-d %B}"
    return paid, "withdraw: the requester refuses the charge"


def shown_words(arrival: Arrival, file: CaseFile) -> tuple[str, ...]:
    """Return what a requester wrote, without who it is (reliability T20)."""
    text = unsigned(arrival.message.reply_text[:MOST_SHOWN], arrival.reading.requester_name or "")
    lines = (line.strip() for line in text.splitlines())
    return tuple(blind(f"“{line}”", file.case.requester) for line in lines if line)


def thanks(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Note that the requester said thanks; nobody is written to."""
    file = belonging(arrival, desk)
    if file is not None:
        note = events.Noted("The requester wrote to say thanks")
        desk.files.record(file, note, actor=_who(arrival), message=arrival.identity)
    return Result(file.reference if file else None, reading=kept(arrival.reading))


def _who(arrival: Arrival) -> str:
    return arrival.context.author or "requester"


def _done(arrival: Arrival, file: CaseFile) -> Result:
    return Result(file.reference, reading=kept(arrival.reading))
