"""What waits for a person: kept, listed, and told to governance the same minute (P5)."""

from __future__ import annotations

from datetime import date

from foibot.clock.calendar import CalendarError
from foibot.handlers.anothers import names_anothers
from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk
from foibot.handlers.result import Result, kept
from foibot.handlers.telling import tell
from foibot.letter.dates import long_date
from foibot.letter.governance import AlertKind
from foibot.request.model import Kind
from foibot.store.inbox import Waiting
from foibot.triage.chain import Verdict

SHOWN = 200
SAYS = 600
HELD_CHOICES = (
    "release (it is a request: a case is opened, and the sender gets an acknowledgement)",
    "file under FOI-2026-00001 (with the right reference: it is kept there, nobody is answered)",
)

REVIEW_CHOICES = (
    "release (if its sender made that request from another address, or writes for whoever did: a "
    "review is opened, and you are asked which request it is of)",
    HELD_CHOICES[1],
)


def held_subject(waiting: Waiting) -> str:
    """Return what an alert about a held message is about."""
    return f"message-{waiting.id}"


def hold(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Keep a message for a person, who is told what it seems to be and why it is held."""
    return hold_for(arrival, desk, verdict.why)


def hold_for(arrival: Arrival, desk: Desk, why: str) -> Result:
    """Keep a message for a person, saying *why*."""
    hints = f"It names {', '.join(arrival.context.hints)}" if arrival.context.hints else ""
    read_as = f"It was read as: {arrival.reading.kind.value.replace('_', ' ')}"
    what = f"Message {arrival.waiting.id} of {long_date(arrival.received_on)} is held"
    case = arrival.context.case
    belongs = f"It answers a mail about {case}, and came from whoever asked it" if case else ""
    same = f"It is the same as {arrival.context.same_as}" if arrival.context.same_as else ""
    details = tuple(filter(None, (why, *_written(arrival), read_as, belongs, same, hints)))
    choices = _choices(arrival, desk)
    desk.alert(AlertKind.HELD, None, what, details, choices, held_subject(arrival.waiting))
    return Result(held=why, reading=kept(arrival.reading))


def _choices(arrival: Arrival, desk: Desk) -> tuple[str, ...]:
    """Return what may be replied: a release opens what the rule "released-review" says."""
    review = arrival.reading.kind is Kind.INTERNAL_REVIEW and not arrival.reading.besides
    return REVIEW_CHOICES if review and names_anothers(arrival, desk) else HELD_CHOICES


def _written(arrival: Arrival) -> tuple[str, ...]:
    """Return who wrote and what, as far as it goes into a mail: a person is to decide about it."""
    message = arrival.message
    text = " ".join(message.reply_text.split())
    files = ", ".join(one.filename or "a file" for one in message.attachments)
    return (
        f"From: {message.sender_raw[:SHOWN]}",
        f"Subject: {message.subject[:SHOWN]}" if message.subject.strip() else "",
        f"It says: {text if len(text) <= SAYS else text[:SAYS].rstrip() + ' ...'}" if text else "",
        f"Attached: {files[:SHOWN]}" if files else "",
    )


def hold_unreadable(waiting: Waiting, reason: str, desk: Desk) -> None:
    """Keep a message that could not be read within the limits."""
    why = f"it could not be read: {reason}"
    desk.uow.inbox.hold(waiting.id, why, desk.now)
    what = f"Message {waiting.id} of {long_date(waiting.received_on)} is held"
    desk.alert(AlertKind.HELD, None, what, (why,), HELD_CHOICES, held_subject(waiting))
    tell(desk)


def uncountable(number: int, received: date, desk: Desk) -> str:
    """Return why no time limit can be counted from a day of receipt (WD-9), or ""."""
    try:
        desk.office.own_days.working_day(received, 1)
    except CalendarError:
        return (
            f"message {number} is dated {long_date(received)}, from which no time limit can be "
            "counted. Release it with the day on which it was received: "
            f"foibot held release {number} --received YYYY-MM-DD"
        )
    return ""


def hold_uncountable(waiting: Waiting, desk: Desk) -> bool:
    """Keep a message whose day of receipt cannot be right; return False when it can."""
    why = uncountable(waiting.id, waiting.received_on, desk)
    if why:
        desk.uow.inbox.hold(waiting.id, why, desk.now)
        what = f"Message {waiting.id} is held: its day of receipt cannot be right"
        desk.alert(AlertKind.HELD, None, what, (why,), HELD_CHOICES[1:], held_subject(waiting))
        tell(desk)
    return bool(why)


def hold_worn_out(waiting: Waiting, desk: Desk) -> None:
    """Keep a message that failed too often; it may have ended the process itself."""
    hold_unreadable(waiting, f"it failed {waiting.tries} times", desk)
