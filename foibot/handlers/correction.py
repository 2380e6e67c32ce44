"""The requester corrects our list of questions: done where it is plain, else by a person."""

from __future__ import annotations

from foibot.case import corrections, events
from foibot.case.clockwork import case_clock
from foibot.case.corrections import CorrectionError
from foibot.case.events import Itemised, Withdrawn
from foibot.handlers import deciding
from foibot.handlers.alerts import LIST_CHOICES
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.letter.questions import question_list
from foibot.letter.requester import CorrectionConfirmed
from foibot.replies.requester import Correction, CorrectionKind, read_corrections
from foibot.replies.words import sentences
from foibot.triage.chain import Verdict


def correction(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Correct the questions as the requester says, and confirm the new list (ACK-1)."""
    file = desk.files.load(arrival.context.case) if arrival.context.case else None
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    reading = read_corrections(
        arrival.message, [item.n for item in file.case.items], desk.office.replies
    )
    who = Decider(arrival.context.author or "", arrival.identity)
    left = list(reading.unclear)
    done = 0
    for one in _lowest_last(reading.corrections):
        fact = _fact(one, file)
        if fact is None:
            left.append(one.text or one.kind.value)
        elif isinstance(fact, Itemised):
            file = deciding.itemise(file, fact, who, desk)
            done += 1
        else:
            file = deciding.record(file, who, desk, fact)
            done += 1
    if done:
        _confirm(file, arrival, desk)
    if left or not (done or reading.corrections):
        what = "The requester corrects our list of questions, and it is not certain how"
        desk.alert(AlertKind.DOUBTFUL, file, what, left, choices=LIST_CHOICES)
    note = events.Noted("The requester wrote about our list of questions")
    desk.files.record(file, note, actor=who.by, message=who.message)
    return Result(file.reference, reading=kept(arrival.reading))


def _lowest_last(found: tuple[Correction, ...]) -> list[Correction]:
    """Return the corrections so that none changes the numbers that a later one speaks of."""
    return sorted(found, key=lambda one: max(one.numbers, default=0), reverse=True)


def _fact(one: Correction, file: CaseFile) -> Itemised | Withdrawn | None:
    """Return what a correction changes, or None where a person must look."""
    case = file.case
    try:
        if one.kind is CorrectionKind.SAME:
            return corrections.merge(case, one.numbers)
        if one.kind is CorrectionKind.MISSED and one.text.strip():
            return corrections.add(case, one.text)
        if one.kind is CorrectionKind.REWORD and len(one.numbers) == 1 and one.text.strip():
            return corrections.reword(case, one.numbers[0], one.text)
        if one.kind is CorrectionKind.DROP and one.numbers:
            return events.Withdrawn(one.numbers, "the requester does not want them answered")
        if one.kind is CorrectionKind.SPLIT and len(one.numbers) == 1:
            return _split(one, file)
    except CorrectionError:
        return None
    return None


def _split(one: Correction, file: CaseFile) -> Itemised | None:
    """Split a question at its sentences; where it is one sentence a person does it."""
    item = file.case.item(one.numbers[0])
    parts = sentences(item.question.text) if item else ()
    return corrections.split(file.case, one.numbers[0], parts) if len(parts) > 1 else None


def _confirm(file: CaseFile, arrival: Arrival, desk: Desk) -> None:
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    due = case_clock(clocks).due or min(clock.answer_by for clock in clocks.values())
    context = CorrectionConfirmed(
        reference=file.reference,
        due_on=due,
        questions=question_list(
            [item.question for item in file.case.items], file.case.requester.language
        ),
    )
    key = f"correction-confirmed/{file.reference}/{arrival.identity}"
    desk.post.send(context, desk.to_requester(file, key))
