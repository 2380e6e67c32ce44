"""A new request: a case, its clock, its questions to the services, its acknowledgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case import events
from foibot.case.blind import blind
from foibot.case.clockwork import case_clock
from foibot.case.events import Fact, Opened
from foibot.case.model import Case, CaseKind, Law, Requester
from foibot.clock.model import CaseClock
from foibot.handlers import doubted
from foibot.handlers.acknowledge import acknowledge
from foibot.handlers.alerts import SOON, TOLD_OLD, numbers
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.resembling import tell_similar
from foibot.handlers.result import Result, kept
from foibot.handlers.validity import help_to_be_valid
from foibot.letter.governance import AlertKind
from foibot.letter.work import days_left
from foibot.message.model import Address
from foibot.questions.model import Item
from foibot.questions.routing import Route, route_all
from foibot.request.model import Kind, Reading, Reason
from foibot.request.preamble import preamble, title
from foibot.triage.chain import Verdict

UNTITLED = "Request for information"


def new_request(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Open a case for what arrived and promise its acknowledgement (FOIA 2000 s.1(1), s.10)."""
    arrival = _as_carried(arrival)
    sender = arrival.context.author or _shown(arrival)
    fact = opening(arrival, desk, sender)
    file = desk.files.open(
        fact, sender, arrival.identity, then=lambda case: assignments(case, desk)
    )
    acknowledge(file, arrival, desk)
    tell_governance(file, arrival.reading, desk)
    file = help_to_be_valid(file, arrival, desk)
    tell_similar(file, desk)
    if arrival.waiting.junk:
        desk.alert(AlertKind.JUNK, file, "It was found in the Junk folder")
    return Result(file.reference, reading=kept(arrival.reading))


def _as_carried(arrival: Arrival) -> Arrival:
    """Return *arrival* read as the request that a reminder carries, which nobody here knows."""
    reading = arrival.reading
    if reading.kind is not Kind.CHASER or not reading.repeats:
        return arrival
    why = Reason("carried-by-a-reminder", "no such request is known here")
    reasons = (why, *reading.reasons)
    read = replace(
        reading, kind=Kind.NEW_REQUEST, items=reading.repeats, flagged=True, reasons=reasons
    )
    return replace(arrival, reading=read)


def _shown(arrival: Arrival) -> str:
    """Return the address that people see, where no strict reading of it exists."""
    return arrival.message.sender.addr if arrival.message.sender else ""


def opening(arrival: Arrival, desk: Desk, address: str) -> Opened:
    """Return the fact that opens the case: what was asked, by whom, received when."""
    reading, message = arrival.reading, arrival.message
    items = questions(reading, message.subject, message.reply_text)
    own_data = reading.kind is Kind.SUBJECT_ACCESS
    law = Law.SAR if own_data else _law(items, desk)
    return Opened(
        kind=kind_of(reading),
        law=law,
        requester=requester(reading, message.sender, address),
        received_at=arrival.received_at,
        received_on=arrival.received_on,
        title=title(message.subject) or UNTITLED,
        intro=preamble(message, items),
        items=items,
        laws=tuple(Law.SAR if own_data else desk.office.law(item.regime) for item in items),
        message_id=message.message_id or "",
        urgent=reading.urgent,
        flagged=reading.flagged,
        format_preference=reading.format_preference,
        period=reading.period,
    )


def kind_of(reading: Reading) -> CaseKind:
    """Return what kind of case a message opens."""
    if reading.kind is Kind.SUBJECT_ACCESS:
        return CaseKind.SUBJECT_ACCESS
    return CaseKind.REUSE if reading.kind is Kind.REUSE else CaseKind.REQUEST


def _law(items: tuple[Item, ...], desk: Desk) -> Law:
    laws = {desk.office.law(item.regime) for item in items} - {Law.SAR}
    return laws.pop() if len(laws) == 1 else desk.office.law("foi")


def questions(reading: Reading, subject: str, text: str) -> tuple[Item, ...]:
    """Return the questions; where none was made out, the whole message is one, for a person."""
    if reading.items:
        return reading.items
    if reading.besides:
        return tuple(replace(one, n=n, parent=None) for n, one in enumerate(reading.besides, 1))
    whole = " ".join((text or subject).split())[:4000] or UNTITLED
    return (Item(1, None, None, stem=False, text=whole, confidence=0.0),)


def requester(reading: Reading, sender: Address | None, address: str) -> Requester:
    """Return who asked; the address is kept exactly as it was written (ACK-4)."""
    written = sender.addr if sender and sender.addr.lower() == address.lower() else address
    name = reading.requester_name or (sender.name if sender else "")
    return Requester(written, name, reading.requester_org or "", reading.language)


def assignments(case: Case, desk: Desk) -> tuple[Fact, ...]:
    """Return to whom each question goes, with the words that decided."""
    if case.kind is CaseKind.SUBJECT_ACCESS:
        return ()
    owed = [item.question for item in case.items if not item.question.stem]
    routes = route_all([routed(case, item) for item in owed], desk.office.services)
    return tuple(_assignment(item, found, desk) for item, found in zip(owed, routes, strict=True))


def _assignment(item: Item, found: Route, desk: Desk) -> Fact:
    if found.service is None or found.doubtful:
        return events.Unassigned(item.n, found.why)
    officer = desk.people.officer(found.service).lower()
    return events.Assigned(item.n, found.service.name, officer, found.why)


def routed(case: Case, item: Item) -> Item:
    """Return a question with what it needs to be understood: its parent, context and the title."""
    parent = next((one.question for one in case.items if one.n == item.parent), None)
    above = (parent.text, *parent.context) if parent else ()
    return replace(item, context=(*item.context, *above, case.title))


def tell_governance(file: CaseFile, reading: Reading, desk: Desk) -> None:
    """Alert the leads of what a person must see today."""
    case = file.case
    clock = case_clock(desk.office.clocks(case, file.history, desk.today))
    due, aged = clock.due, already_old(clock)
    if reading.urgent:
        desk.alert(AlertKind.SAFEGUARDING, file, "Please read it now", doubted.alarms_of(reading))
    if case.kind is CaseKind.SUBJECT_ACCESS or any(i.law is Law.SAR for i in case.items):
        what = "It asks for the sender's own data"
        desk.alert(AlertKind.SUBJECT_ACCESS, file, what, (f"due {due}",) if due else ())
    lost = [item.n for item in case.counted if item.officer is None]
    if lost and case.kind is not CaseKind.SUBJECT_ACCESS:
        what = f"No service was found for {numbers(lost)}"
        choices = tuple(f"assign Q{n} to the name of the service" for n in lost[:3])
        desk.alert(AlertKind.UNASSIGNED, file, what, (*aged, *described(case, lost)), choices)
    if reading.flagged and not reading.urgent:
        said = doubted.details_of(case, reading)
        choices = doubted.choices_of(case)
        desk.alert(AlertKind.DOUBTFUL, file, doubted.what_of(case), (*aged, *said), choices)
    if aged and any(one.file is file for one in desk.news):
        # The morning does not tell the same leads of the same request again.
        desk.uow.state.set_own(f"{TOLD_OLD}{file.reference}", desk.today.isoformat())


def already_old(clock: CaseClock) -> tuple[str, ...]:
    """Return the line that says how little time a request has that only now was read, or none."""
    if clock.due is None:
        return ()
    if clock.late:
        return (f"It came late to us: the last lawful day was {clock.due:%d.%m.%Y}.",)
    if clock.days_left is None or clock.days_left > SOON:
        return ()
    left = days_left(clock.days_left)[0].rstrip(".")
    return (f"It came late to us: {left}, until {clock.due:%d.%m.%Y}.",)


def described(case: Case, ns: Sequence[int]) -> tuple[str, ...]:
    """Return the questions called *ns*, without who asked."""
    wanted = [item for item in case.items if item.n in ns]
    return tuple(f"Q{i.n}: {blind(i.question.text, case.requester)}" for i in wanted)
