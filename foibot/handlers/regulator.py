"""Letters of a regulator or a tribunal: linked, their days read, governance reminded in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from foibot.case import events, opinions
from foibot.case.reference import references
from foibot.case.regulated import Wanted, next_stage, wanted
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError, record
from foibot.handlers.desk import Desk
from foibot.handlers.result import Result, kept
from foibot.letter.dates import short_date
from foibot.letter.governance import AlertKind
from foibot.replies.dates import find_date
from foibot.replies.deadlines import Deadline, deadlines, their_reference
from foibot.triage.chain import Verdict

LONGEST = 60_000
# Where it is noted when a case is to be looked at for its regulator: closed ones have no other day.
LOOK = "regulator/"
THEIRS = "theirs/"
SAID = re.compile(
    r"^\s{0,8}(?:the )?(?:regulator|ico|commissioner|tribunal)[ :]{1,3}"
    r"(by|answered|replied)\b(?: on)?(.{0,80})$",
    re.IGNORECASE,
)
CHOICES = (
    "regulator answered on 12 January 2027 (nobody is reminded any more)",
    "regulator by 19 January 2027 (another day than the one that was read)",
)


def regulator(arrival: Arrival, desk: Desk, _verdict: Verdict) -> Result:
    """Put a letter of the regulator or a tribunal before governance at once, linked to its case."""
    message = arrival.message
    texts = [message.subject, message.reply_text, *(one.text for one in arrival.opened.texts)]
    text = "\n\n".join(texts)[:LONGEST]
    theirs = their_reference(text)
    files = _about(text, theirs, desk)
    found = deadlines(
        text, desk.office.replies.dates, arrival.received_on, desk.office.own_days.working_day
    )
    sender = message.sender
    body = (sender.name or sender.addr) if sender else "The regulator"
    fact = opinions.RegulatorWrote(
        body[:100], theirs, message.subject[:150], arrival.received_on, *_first(found)
    )
    for file in files:
        _look_again(
            desk.files.record(file, fact, actor="regulator", message=arrival.identity), desk
        )
        if theirs:
            desk.uow.state.set_own(f"{LOOK}{THEIRS}{theirs}", file.reference)
    what = f"Message {arrival.waiting.id}: {message.subject[:150]}"
    lines = [f"From {body}{f', reference {theirs}' if theirs else ''}", *_lines(found)]
    choices = CHOICES if files else ()
    subject = f"message-{arrival.waiting.id}"
    desk.alert(
        AlertKind.REGULATOR, files[0] if files else None, what, lines, choices, subject=subject
    )
    why = "a letter from the regulator is dealt with by a person"
    return Result(files[0].reference if files else None, why, kept(arrival.reading))


def _about(text: str, theirs: str, desk: Desk) -> list[CaseFile]:
    """Return the cases that a letter names: by our reference, else by theirs of an earlier one."""
    named = [*references(text)]
    known = desk.uow.state.own(f"{LOOK}{THEIRS}{theirs}") if theirs and not named else None
    loaded = [desk.files.load(one) for one in (*named, *([known] if known else []))]
    return [file for file in loaded if file is not None]


def _first(found: Sequence[Deadline]) -> tuple[date | None, str]:
    """Return the first day that we must keep, and the sentence that names it."""
    ours = [one for one in found if not one.appeal]
    return (ours[0].on, ours[0].said) if ours else (None, "")


def _lines(found: Sequence[Deadline]) -> list[str]:
    if not found:
        return ["It names no day that could be read: please look for one."]
    return [
        f"{'We may appeal until' if one.appeal else 'Wanted by'} {short_date(one.on)}: {one.said}"
        for one in found[:10]
    ]


def _look_again(file: CaseFile, desk: Desk) -> None:
    """Note when the case is to be looked at next for its regulator."""
    day = next_stage(file.case, desk.office.timetable.regulator, desk.office.own_days)
    desk.uow.state.set_own(f"{LOOK}look/{file.reference}", day.isoformat() if day else None)


def remind_regulated(desk: Desk) -> None:
    """Remind governance of what a regulator waits for, whether the case is open or not."""
    prefix = f"{LOOK}look/"
    for name, day in sorted(desk.uow.state.own_under(prefix).items()):
        file = desk.files.load(name.removeprefix(prefix))
        if date.fromisoformat(day) > desk.today:
            continue
        if file is None:  # erased
            desk.uow.state.set_own(name, None)
            continue
        before, days = desk.office.timetable.regulator, desk.office.own_days
        for one in wanted(file.case, desk.today, before, days):
            file = _remind(file, one, desk)
        _look_again(file, desk)


def _remind(file: CaseFile, one: Wanted, desk: Desk) -> CaseFile:
    letter = one.letter
    assert letter.reply_by is not None
    fact = events.Reminded(0, "regulator", one.stage, desk.people.leads, one.supersedes)
    file = desk.files.record(file, fact)
    left = desk.office.own_days.count(desk.today, letter.reply_by)
    when = "today is the last day" if left == 0 else f"working days left: {left}"
    if desk.today > letter.reply_by:
        when = "the day has passed"
    what = f"{letter.body} wants a reply by {short_date(letter.reply_by)}: {when}"
    lines = (
        f"Its letter: {letter.subject}",
        *([f"Its reference: {letter.theirs}"] * bool(letter.theirs)),
    )
    desk.alert(AlertKind.REGULATOR, file, what, lines, CHOICES)
    return file


def noted(
    file: CaseFile,
    who: Decider,
    desk: Desk,
    *,
    answered: date | None = None,
    by: date | None = None,
) -> CaseFile:
    """Record that the regulator was answered, or by which other day it wants to be."""
    if not file.case.regulator:
        raise DecisionError(f"{file.reference}: no regulator's letter is on record")
    if answered is not None and answered > desk.today:
        raise DecisionError(f"{short_date(answered)} is still to come")
    facts: list[events.Fact] = []
    if by is not None:
        facts.append(opinions.RegulatorDated(by))
    if answered is not None:
        facts.append(opinions.RegulatorAnswered(answered))
    file = record(file, who, desk, *facts)
    _look_again(file, desk)
    return file


def entered(
    file: CaseFile,
    body: str,
    subject: str,
    received: date,
    by: date | None,
    who: Decider,
    desk: Desk,
) -> CaseFile:
    """Record a regulator's letter that came by post, or through a portal."""
    if received > desk.today:
        raise DecisionError(f"{short_date(received)} is still to come")
    fact = opinions.RegulatorWrote(body, their_reference(subject), subject, received, by)
    file = record(file, who, desk, fact)
    _look_again(file, desk)
    return file


def regulator_said(file: CaseFile, arrival: Arrival, who: Decider, desk: Desk) -> str | None:
    """Take "regulator answered on ..." or "regulator by ..." in the first line, or None."""
    lines = (one for one in arrival.message.reply_text.splitlines() if one.strip())
    said = SAID.match(next(lines, "")[:200])
    if said is None:
        return None
    words, today = desk.office.replies.dates, desk.today
    if said[1].lower() == "by":
        by = find_date(said[2], words, today)
        if by is None:
            raise DecisionError("say the day, such as: regulator by 19 January 2027")
        noted(file, who, desk, by=by)
        return f"{file.reference}: the regulator is to be answered by {short_date(by)}"
    found = find_date(said[2], words, today) or today
    # An answer lies in the past: "12 January" said on the 14th is this year's.
    on = found.replace(year=found.year - 1) if found > today else found
    noted(file, who, desk, answered=on)
    return f"{file.reference}: the regulator was answered on {short_date(on)}"
