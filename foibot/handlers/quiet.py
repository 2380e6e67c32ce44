"""Messages that nothing is done with, or that only a person deals with."""

from __future__ import annotations

from foibot.case import events
from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.triage.chain import Verdict
from foibot.trust.tokens import bracketed, ours


def automatic(arrival: Arrival, _desk: Desk, _verdict: Verdict) -> Result:
    """Keep it; nothing is done and nothing is answered (RFC 3834 section 2)."""
    return Result(reading=kept(arrival.reading))


def before_start(arrival: Arrival, _desk: Desk, _verdict: Verdict) -> Result:
    """Keep it: people answered it before the desk was switched on."""
    return Result(reading=kept(arrival.reading))


def own_mail(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Our own copy proves that a mail went out (reliability P7)."""
    own = (arrival.message.message_id, arrival.message.header("X-Foibot-Id"))
    signed = [bracketed(one) for one in own if one and ours(one, desk.office.key)]
    rows = desk.uow.outbox.find_by_message_id(signed)
    for row in rows:
        desk.uow.outbox.mark_arrived(row.message_id, desk.now)
    return Result(rows[0].case_ref if rows else None)


def regulator(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Put a letter of the regulator or a tribunal before governance at once, linked to its case."""
    named = [desk.files.load(one) for one in arrival.context.hints]
    files = [file for file in named if file is not None]
    for file in files:
        note = events.Noted(f"Letter from the regulator: {arrival.message.subject[:150]}")
        desk.files.record(file, note, actor="regulator", message=arrival.identity)
    what = f"Message {arrival.waiting.id}: {arrival.message.subject[:150]}"
    subject = f"message-{arrival.waiting.id}"
    desk.alert(AlertKind.REGULATOR, files[0] if files else None, what, subject=subject)
    why = "a letter from the regulator is dealt with by a person"
    return Result(files[0].reference if files else None, why, kept(arrival.reading))
