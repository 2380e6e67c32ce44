"""The requester corrects our list of questions: done where it is plain, else by a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from foibot.case import events
from foibot.case.blind import blind
from foibot.case.clockwork import case_clock
from foibot.case.corrections import CorrectionError
from foibot.case.events import Itemised, Withdrawn
from foibot.case.lifecycle import standing
from foibot.case.renumbering import until
from foibot.handlers import deciding
from foibot.handlers.alerts import LIST_CHOICES
from foibot.handlers.amending import fact_of
from foibot.handlers.arrival import Arrival
from foibot.handlers.besides import is_new_to, open_request_for, sentence_of
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.handing import ask_anew
from foibot.handlers.hold import hold_for
from foibot.handlers.merged import ASKED_ANEW, reworded
from foibot.handlers.numbered_then import moved_since
from foibot.handlers.result import Result, kept
from foibot.letter.governance import AlertKind
from foibot.letter.questions import question_list
from foibot.letter.requester import CorrectionConfirmed
from foibot.questions.model import Item
from foibot.replies.amending import claims_to_be_asked
from foibot.replies.model import Key
from foibot.replies.requester import (
    Correction,
    CorrectionKind,
    CorrectionReading,
    read_corrections,
)
from foibot.triage.chain import Verdict
from foibot.trust.permissions import Action, Allowed, Facts, may

CONFIRMED = "correction-confirmed"
LEAST = 2  # words of a question
# What changes the list; what follows upon it goes with it.
CHANGED = (events.Itemised, events.Withdrawn, events.Assigned, events.Unassigned)
FOLLOWED = (events.Answered, events.AnswerTakenBack)


@dataclass(slots=True)
class _Work:
    """What came of a correction so far."""

    file: CaseFile
    done: int = 0
    left: list[str] = field(default_factory=list)  # for a person
    new: list[Item] = field(default_factory=list)  # not asked before: a request of its own


def correction(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Correct the questions as the requester says, and confirm the new list (ACK-1)."""
    file = desk.files.load(arrival.context.case) if arrival.context.case else None
    if file is None:
        return hold_for(arrival, desk, verdict.why)
    _correct(_read(arrival, file, desk), file, arrival, desk, verdict)
    return Result(file.reference, reading=kept(arrival.reading))


def correct_beside(arrival: Arrival, file: CaseFile, desk: Desk, verdict: Verdict) -> CaseFile:
    """Do what a message of another kind says of our questions by their numbers; return the case."""
    found = [one for one in _read(arrival, file, desk).corrections if one.numbers]
    if not found or not file.case.status.is_open:
        return file
    return _correct(CorrectionReading(tuple(found), ()), file, arrival, desk, verdict)


def _read(arrival: Arrival, file: CaseFile, desk: Desk) -> CorrectionReading:
    numbers = [item.n for item in file.case.items]
    return read_corrections(arrival.message, numbers, desk.office.replies)


def _correct(
    reading: CorrectionReading, file: CaseFile, arrival: Arrival, desk: Desk, verdict: Verdict
) -> CaseFile:
    """Do what is certain of a correction, show governance the rest, and confirm what was done."""
    work = _Work(file)
    for one in _lowest_last(reading.corrections):
        _do(one, work, arrival, desk)
    _look_at_the_rest(reading.unclear, work, arrival)
    reference = ""
    if work.new:
        reference = open_request_for(work.new, arrival, desk, verdict, "beside a correction") or ""
    if work.done or reference:
        _confirm(work.file, arrival, desk, reference)
    if work.left or not (work.done or reference or reading.corrections):
        what = "The requester corrects our list of questions, and it is not certain how"
        said = [blind(line, file.case.requester) for line in work.left]
        desk.alert(AlertKind.CORRECTION, work.file, what, said, choices=LIST_CHOICES)
    beside = f"; what is new in it is {reference}" if reference else ""
    note = events.Noted(f"The requester wrote about our list of questions{beside}")
    noted = desk.files.record(work.file, note, actor=_who(arrival).by, message=arrival.identity)
    # The one that was not wanted any more may be the one that the letter waited for.
    return draft_when_ready(noted, desk) if work.done else noted


def _who(arrival: Arrival) -> Decider:
    return Decider(arrival.context.author or "", arrival.identity)


def _lowest_last(found: tuple[Correction, ...]) -> list[Correction]:
    """Return the corrections so that none changes the numbers that a later one speaks of."""
    return sorted(found, key=lambda one: max(one.numbers, default=0), reverse=True)


def _do(one: Correction, work: _Work, arrival: Arrival, desk: Desk) -> None:
    """Carry out one correction, or put it where it belongs."""
    if one.kind is CorrectionKind.FINE:
        return
    if one.kind is CorrectionKind.UNDO:
        _undo(one, work, arrival, desk)
        return
    if one.kind is CorrectionKind.ADD and not claims_to_be_asked(one.sentence):
        _add(one, work, arrival)
        return
    fact = None if _renumbered(one, work.file, arrival, desk) else _fact(one, work.file, arrival)
    if fact is None:
        work.left.append(one.sentence or one.kind.value)
    elif isinstance(fact, Itemised):
        work.file = _itemised(work.file, fact, arrival, desk)
        work.done += 1
    else:
        work.file = deciding.record(work.file, _who(arrival), desk, fact)
        work.done += 1


# What is not understood without the words around it: "... in that year".
REFERS_BACK = re.compile(
    r"\b(?:that|those|these|this|the same)\s(?:year|years|period|month|months|dates?|time|one|ones|"
    r"area|ward|wards|site|sites|school|schools|street|road|figures?)\b|\b(?:them|those|these)\b",
    re.IGNORECASE,
)
LISTS = frozenset({CONFIRMED, "acknowledgement"})  # mails that show the list


def _renumbered(one: Correction, file: CaseFile, arrival: Arrival, desk: Desk) -> bool:
    """Return whether the list that the requester has seen gives a number to another question."""
    shown = [row for row in desk.uow.outbox.of_case(file.reference) if row.kind in LISTS]
    answered = [row for row in arrival.context.answers if row.case_ref == file.reference]
    seen = answered[:1] or shown[-1:]
    others = [event for event in file.history if event.message != arrival.identity]
    before = CaseFile(file.case, tuple(others))
    keys = [Key(file.reference, n) for n in one.numbers]
    return any(
        moved_since(key, until(before.history, row.created_at), before)
        for row in seen
        for key in keys
    )


def _itemised(file: CaseFile, fact: Itemised, arrival: Arrival, desk: Desk) -> CaseFile:
    """Put the list in place; the answer to a question that was asked otherwise stands no more."""
    made = deciding.itemise(file, fact, _who(arrival), desk)
    anew = reworded(fact, file.case, made.case) if fact.operation == "reword" else ()
    back = [events.AnswerTakenBack(n, ASKED_ANEW) for n in anew]
    made = deciding.record(made, _who(arrival), desk, *back)
    if back:
        ask_anew(made, anew, ASKED_ANEW, desk)
    return made


def _fact(one: Correction, file: CaseFile, arrival: Arrival) -> Itemised | Withdrawn | None:
    """Return what a correction changes, or None where a person must look."""
    if one.kind is CorrectionKind.DROP:
        # What is taken back is taken back by its requester alone (CLK-27).
        facts = Facts(domain=arrival.context.verdict.passed, token=True, address=True)
        if not isinstance(may(Action.WITHDRAW_REQUEST, facts), Allowed):
            return None
    try:
        fact = fact_of(one, file.case)
    except CorrectionError:
        return None
    return replace(fact, on=arrival.received_on) if isinstance(fact, Withdrawn) else fact


def _add(one: Correction, work: _Work, arrival: Arrival) -> None:
    """Take what was not asked before for a request of its own (law.md 7.1), else ask a person."""
    whole = sentence_of(one.text, arrival.message.reply_text)
    context = (whole or one.sentence,) if REFERS_BACK.search(one.text) else ()
    item = Item(0, None, None, stem=False, text=one.text, confidence=0.0, context=context)
    enough = len(one.text.split()) >= LEAST
    if one.numbers or not enough or not is_new_to(work.file.case, one.text):
        work.left.append(one.sentence)
    else:
        work.new.append(item)


def _look_at_the_rest(unclear: tuple[str, ...], work: _Work, arrival: Arrival) -> None:
    """Part what is new in the sentences that correct nothing from what a person must read."""
    for sentence in unclear:
        words = " ".join(sentence.split())
        new = [
            item
            for item in arrival.reading.besides
            if " ".join(item.text.split()) in words and is_new_to(work.file.case, item.text)
        ]
        work.new += new
        if not new:
            work.left.append(sentence)


def _undo(one: Correction, work: _Work, arrival: Arrival, desk: Desk) -> None:
    """Take back what the mail that is answered confirmed, where nothing followed on it since."""
    answered = arrival.context.answers[0].key if arrival.context.answers else ""
    identity = answered.removeprefix(f"{CONFIRMED}/{work.file.reference}/")
    changes = [e for e in standing(work.file.history) if isinstance(e.fact, CHANGED)]
    targets = [event for event in changes if event.message == identity]
    later = [event for event in changes if targets and event.seq > targets[-1].seq]
    if identity == answered or not targets or later:
        work.left.append(one.sentence)
        return
    with_it = {e.seq for e in targets} | {
        event.seq
        for event in standing(work.file.history)
        if event.message == identity and isinstance(event.fact, FOLLOWED)
    }
    why = "the requester took it back"
    undone = [events.Undone(seq, why) for seq in sorted(with_it, reverse=True)]
    work.file = deciding.record(work.file, _who(arrival), desk, *undone)
    work.done += 1


def _confirm(file: CaseFile, arrival: Arrival, desk: Desk, new_reference: str) -> None:
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    due = case_clock(clocks).due or min(clock.answer_by for clock in clocks.values())
    context = CorrectionConfirmed(
        reference=file.reference,
        due_on=due,
        questions=question_list(
            [item.question for item in file.case.counted], file.case.requester.language
        ),
        new_reference=new_reference,
    )
    key = f"{CONFIRMED}/{file.reference}/{arrival.identity}"
    desk.post.send(context, desk.to_requester(file, key, language=arrival.reading.language))
