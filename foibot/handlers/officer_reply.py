"""An officer's reply: what it says is recorded or shown back, the rest asked back or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from foibot.case import events
from foibot.case.blind import blind
from foibot.case.events import Fact
from foibot.case.model import Case, ItemState
from foibot.handlers import replied
from foibot.handlers.absence import absence
from foibot.handlers.arrival import Arrival
from foibot.handlers.asked import files_of, sent_text
from foibot.handlers.by_hand import says_away, says_only_that
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.editing import reread
from foibot.handlers.handing_back import hand_back
from foibot.handlers.hold import hold_for
from foibot.handlers.kept_files import Kept, keep_files
from foibot.handlers.numbered_then import REWORDED, numbered_then
from foibot.handlers.replacing import beside_replaced, put_back
from foibot.handlers.result import Result, kept
from foibot.handlers.wishing import tell_of_wishes
from foibot.letter.blocks import Blocks
from foibot.letter.governance import AlertKind
from foibot.letter.officer import UNPLACED, Confirmation, Recorded
from foibot.replies.answers import read_reply
from foibot.replies.documents import Document
from foibot.replies.leaving import left_for_another
from foibot.replies.model import (
    AskedQuestion,
    Command,
    Key,
    Proposal,
    QuestionReply,
    ReplyReading,
)
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict

UNDID = "the officer undid it"


@dataclass(slots=True)
class Taken:
    """What came of one reply, on its way to the confirmation."""

    facts: dict[str, list[Fact]] = field(default_factory=dict)
    recorded: list[Recorded] = field(default_factory=list)
    proposed: list[Recorded] = field(default_factory=list)
    wanting: list[Blocks] = field(default_factory=list)
    # What an officer says was sent before and never came, and why it is asked for again.
    missing: list[tuple[str, str]] = field(default_factory=list)

    def add(self, key: Key, *facts: Fact) -> None:
        """Note the facts for a case."""
        self.facts.setdefault(key.reference, []).extend(facts)


def officer_reply(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Record what an officer answered, and send back what was recorded, question by question."""
    row = arrival.context.granted
    author = arrival.context.author
    if row is None or author is None:
        return hold_for(arrival, desk, verdict.why)
    if author not in desk.people.roster():
        # A leaver's mailbox may still work: fact C is today's roster.
        return hold_for(arrival, desk, f"{author} is not on the roster any more")
    sent = sent_text(row, desk)
    files = files_of(sent, desk)
    numbered = numbered_then(sent, files, row.created_at)
    asked = numbered.today
    documents = [Document(one.filename, one.text) for one in arrival.opened.texts]
    settled = _is_settled(row, asked, files)
    reading = read_reply(
        arrival.message,
        numbered.asked,
        desk.office.replies,
        today=desk.today,
        sent=sent,
        documents=documents,
        waits=settled or _waits(files, author),
    )
    reading = numbered.read(reading)
    if says_away(arrival.message) and not reading.replies and reading.command is None:
        result = absence(arrival, desk, verdict)
        if says_only_that(arrival.message):
            return result
    reading, left = left_for_another(reading, asked, desk.office.replies)
    kept_files = keep_files(arrival, desk)
    # Whoever answers is here, unless the answer itself says otherwise.
    if not says_away(arrival.message):
        desk.uow.contacts.clear_absence(author)
    taken = take(reading, files, kept_files, author, desk)
    hand_back(left, files, author, taken, desk)
    changed = apply(taken, reading, files, arrival, desk)
    if not (settled and _only_nods(reading)):
        replied.answer(arrival, reading, taken, changed, asked, desk)
    for file in changed.values():
        draft_when_ready(file, desk)
    reference = next(iter(changed or files), None)
    return Result(reference, reading=kept(arrival.reading))


def _waits(files: dict[str, CaseFile], author: str) -> bool:
    """Return whether an answer of *author* waits for a "yes"."""
    items = (item for file in files.values() for item in file.case.items)
    return any(item.proposed is not None and item.proposed.by == author for item in items)


def _is_settled(row: OutboxRow, asked: Sequence[AskedQuestion], files: dict[str, CaseFile]) -> bool:
    """Return whether *row* only showed an officer what is recorded: a "yes" to it is no answer."""
    items = (files[one.reference].case.item(one.n) for one in asked)
    open_ones = (one is None or one.answer is None or one.proposed is not None for one in items)
    return row.kind == Confirmation.kind and not any(open_ones)


def _only_nods(reading: ReplyReading) -> bool:
    """Return whether a reply agrees, or makes talk, and says no more."""
    agrees = reading.command in {None, Command.CONFIRM}
    return agrees and not reading.replies and not reading.unclear


def take(
    reading: ReplyReading,
    files: dict[str, CaseFile],
    kept_files: Kept,
    author: str,
    desk: Desk,
) -> Taken:
    """Return the facts that a reply makes, case by case."""
    taken = Taken()
    if reading.command is Command.CONFIRM:
        _confirm(reading, files, author, taken)
    if reading.command is Command.UNDO:
        _undo(reading, files, author, taken)
    for reply in (reread(one, desk) for one in reading.replies):
        file = files[reply.key.reference]
        if reply.proposal is Proposal.DONE:
            _sent_before(reply, file.case, taken)
            continue
        facts = tuple(replied.facts_of(reply, file.case, kept_files, author, desk))
        taken.add(reply.key, *facts)
        # Only an answer waits for its "yes"; what was passed on or asked for is done, and said so.
        waits = any(isinstance(one, events.AnswerProposed) for one in facts)
        target = taken.proposed if waits else taken.recorded
        fact = next(iter(facts), None)
        shown = replied.recorded(reply, fact, kept_files)
        shown = beside_replaced(shown, fact, file.case)
        target.append(_beside_its_question(shown, reply, file.case))
        taken.wanting += [replied.wanted_of(one, reply.key, file.case, desk) for one in facts]
    for reference, found in taken.facts.items():
        tell_of_wishes(files[reference].case, found, author, desk)
    return taken


def _beside_its_question(shown: Recorded, reply: QuestionReply, case: Case) -> Recorded:
    """Return what is shown of an answer, with the words that the question has now if it changed."""
    item = case.item(reply.key.n)
    if REWORDED not in reply.warnings or item is None:
        return shown
    asked = blind(" ".join(item.question.text.split()), case.requester)
    return replace(shown, what=f"{shown.what}. The question now reads: {asked}")


def _sent_before(reply: QuestionReply, case: Case, taken: Taken) -> None:
    """Show the answer that an officer says was sent, or say that there is none."""
    item = case.item(reply.key.n)
    have = (item.answer or item.proposed) if item is not None else None
    if have is None:
        why = f"we have no answer to {case.reference} Q{reply.key.n}: please send it again"
        taken.missing.append((reply.detail, why))
        return
    taken.recorded.append(Recorded(*reply.key, "We already have this answer", have.text))


def _wanted(reading: ReplyReading, case: Case, n: int) -> bool:
    """Return whether a command is about item *n*: it names it, or names none."""
    return not reading.command_keys or Key(case.reference, n) in reading.command_keys


def _confirm(reading: ReplyReading, files: dict[str, CaseFile], author: str, taken: Taken) -> None:
    for file in files.values():
        for item in file.case.items:
            mine = item.proposed is not None and item.proposed.by == author
            if not mine or item.proposed is None or not _wanted(reading, file.case, item.n):
                continue
            key = Key(file.reference, item.n)
            fact = events.Answered(item.n, item.proposed)
            taken.add(key, fact)
            shown = Recorded(file.reference, item.n, "Answer confirmed", item.proposed.text)
            taken.recorded.append(beside_replaced(shown, fact, file.case))


def _undo(reading: ReplyReading, files: dict[str, CaseFile], author: str, taken: Taken) -> None:
    for file in files.values():
        for item in file.case.items:
            answer = item.answer or item.proposed
            mine = answer is not None and answer.by == author and item.state is not ItemState.SENT
            if not _wanted(reading, file.case, item.n):
                continue
            key = Key(file.reference, item.n)
            if mine and (again := put_back(file, item.n, author)):
                for one in again.undone:
                    taken.add(key, events.Undone(one.seq, UNDID))
                said = f"Undone: the answer of {again.answer.by} stands again"
                taken.recorded.append(Recorded(*key, said, again.answer.text))
            elif mine:
                taken.add(key, events.AnswerTakenBack(item.n, UNDID))
                taken.recorded.append(Recorded(*key, "Undone: it is open again"))
            elif answer is None and (event := replied.passed_on(file, item.n, author)):
                taken.add(key, events.Undone(event.seq, UNDID))
                taken.recorded.append(Recorded(*key, "Undone: it is with you again"))


def apply(
    taken: Taken,
    reading: ReplyReading,
    files: dict[str, CaseFile],
    arrival: Arrival,
    desk: Desk,
) -> dict[str, CaseFile]:
    """Record the facts; return the cases that changed."""
    author = arrival.context.author or ""
    changed: dict[str, CaseFile] = {}
    for reference, facts in taken.facts.items():
        changed[reference] = desk.files.record(
            files[reference], *facts, actor=author, message=arrival.identity
        )
    left_out(reading, changed or files, arrival, desk)
    return changed


def left_out(
    reading: ReplyReading, files: dict[str, CaseFile], arrival: Arrival, desk: Desk
) -> None:
    """Keep the words and files that were not taken, for the approver to see as left out."""
    author = arrival.context.author or ""
    words: list[Fact] = [
        events.LeftOut(one.text[:2000], one.why, author)
        for one in reading.discarded
        if one.text.strip()
    ]
    # A file that was asked back is still missing in the letter: the approver hears of it.
    words += [
        events.LeftOut(f"{UNPLACED}{one.text}", one.why, author)
        for one in reading.unclear
        if one.is_file
    ]
    reference = next(iter(files), None)
    if not words or reference is None:
        return
    # The newest events are in the store: what apply() returned may be older than a second record.
    file = desk.files.load(reference)
    if file is not None:
        files[reference] = desk.files.record(file, *words, actor=author, message=arrival.identity)
    if reading.unclear and not reading.replies and reading.command is None:
        desk.alert(
            AlertKind.LEFT_OUT,
            file,
            f"Nothing could be taken from a reply of {author}; it was asked back",
        )
