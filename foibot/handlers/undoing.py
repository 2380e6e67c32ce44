"""Taking a decision back: one event, or everything that one message or one moment decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case import events
from foibot.case.events import Event
from foibot.case.lifecycle import standing
from foibot.case.reference import references
from foibot.handlers.casefile import BOT, CaseFile
from foibot.handlers.deciding import Decider, DecisionError, record
from foibot.handlers.desk import Desk
from foibot.handlers.moving import tell_moved
from foibot.replies.decision_parts import Decision
from foibot.store.outbox import OutboxRow
from foibot.trust.permissions import Action

UNDONE = "undone by reply"
# What the requester reads of it, and governance.
TAKEN_BACK = "What had changed the date was not right, and has been taken back"

# What follows from a decision by itself: it is no decision to take back.
FOLLOWS = (events.Noted, events.Undone, events.Reminded)


def undo(file: CaseFile, seq: int | None, why: str, who: Decider, desk: Desk) -> CaseFile:
    """Take back the event numbered *seq*, else everything of a person's latest decision."""
    kept = standing(file.history)[1:]
    if seq is None:
        targets = _latest_decision(kept)
        if not targets:
            raise DecisionError(f"{file.reference}: nothing was decided that could be undone")
    else:
        targets = [event for event in kept if event.seq == seq]
        if not targets:
            raise DecisionError(f"{file.reference} has no event {seq} that could be undone")
    for target in targets:
        if isinstance(target.fact, events.ResponseSent | events.ResponseQueued):
            raise DecisionError(f"event {target.seq} is a letter that went out: it stands")
    undone = [events.Undone(target.seq, why) for target in reversed(targets)]
    after = record(file, who, desk, *undone)
    return tell_moved(file, after, why, desk, who.by, who.message)


def _latest_decision(kept: Sequence[Event]) -> list[Event]:
    """Return all that a person recorded at the moment of their latest decision."""
    made = [e for e in kept if e.actor != BOT and not isinstance(e.fact, FOLLOWS)]
    return [e for e in made if (e.actor, e.at) == (made[-1].actor, made[-1].at)]


# What the requester has been told of already: undoing it does not call the letter back.
TOLD = (
    events.ClarificationAsked,
    events.Extended,
    events.FeeNoticeGiven,
    events.FeePaid,
    events.TransferredOut,
)


def undo_message(file: CaseFile, message: str, who: Decider, desk: Desk) -> tuple[CaseFile, bool]:
    """
    Take back everything that one message decided ("": the latest of *who*).

    Return the case, and whether the requester had been written to about it.
    """
    kept = standing(file.history)[1:]
    decided = [e for e in kept if e.message and not isinstance(e.fact, FOLLOWS)]
    if not message:
        mine = [e.message for e in decided if e.actor.lower() == who.by.lower()]
        message = mine[-1] if mine else ""
    made = [event for event in kept if message and event.message == message]
    if message not in {event.message for event in decided}:
        raise DecisionError(f"{file.reference}: nothing of yours stands that could be undone")
    if any(isinstance(e.fact, events.ResponseSent | events.ResponseQueued) for e in made):
        raise DecisionError("the letter is on its way: it cannot be undone")
    told = any(isinstance(event.fact, TOLD) for event in made)
    undone = [events.Undone(event.seq, UNDONE) for event in reversed(made)]
    after = record(file, who, desk, *undone)
    return tell_moved(file, after, TAKEN_BACK, desk, who.by, who.message), told


def confirmed_by(row: OutboxRow) -> str:
    """Return the message whose decisions the mail *row* confirmed, or ""."""
    what, _, rest = row.key.partition("/")
    return rest.partition("/")[0] if what == "decision" else ""


def each_undone(
    decisions: Sequence[Decision], row: OutboxRow, sent: str, desk: Desk
) -> tuple[Decision, ...]:
    """Return *decisions* with a bare "undo" as one for each case that the answered mail names."""
    message = confirmed_by(row)
    found: list[Decision] = []
    for one in decisions:
        bare = one.action is Action.UNDO and not one.keys and not one.case
        names = references(sent) if bare and message else ()
        files = [file for name in names if (file := desk.files.load(name)) is not None]
        cases = [f.reference for f in files if any(e.message == message for e in f.history)]
        found += [replace(one, case=name) for name in cases] or [one]
    return tuple(found)
