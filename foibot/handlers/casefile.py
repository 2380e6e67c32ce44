"""A case as it was loaded, with its events; every change goes through Files.record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from foibot.case.events import ApprovalVoided, Event, Fact, Opened, Undone
from foibot.case.lifecycle import VOIDING, apply, replay
from foibot.case.model import Case, Draft, Status
from foibot.case.reference import SERIES, reference
from foibot.case.serialise import fact_name
from foibot.case.timeline import SENTENCES
from foibot.clock.calendar import receipt_date
from foibot.handlers.office import Office
from foibot.store.unit_of_work import UnitOfWork

BOT = "foibot"
# What follows from a case that was just opened.
Then = Callable[[Case], Sequence[Fact]]


def nothing(_case: Case) -> Sequence[Fact]:
    """Return that nothing follows."""
    return ()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case and the events that made it."""

    case: Case
    history: tuple[Event, ...]

    @property
    def reference(self) -> str:
        """Return the case's reference."""
        return self.case.reference


@dataclass(frozen=True, slots=True)
class Voided:
    """A draft that no longer stands (T30); *gone*: its letter was on its way already."""

    case: Case
    draft: Draft
    why: str
    by: str
    gone: bool = False


class Files:
    """The cases of one authority within one transaction."""

    def __init__(self, uow: UnitOfWork, office: Office, now: datetime) -> None:
        self.uow = uow
        self.office = office
        self.now = now
        self.today = receipt_date(now)
        self.voided: list[Voided] = []

    def load(self, wanted: str) -> CaseFile | None:
        """Return the case called *wanted*, or None."""
        found = self.uow.cases.load(wanted)
        if found is None:
            return None
        _, history = found
        return CaseFile(replay(wanted, self.office.authority, history), history)

    def open(self, fact: Opened, actor: str, message: str = "", then: Then = nothing) -> CaseFile:
        """
        Open a case with a reference that was never given out before (P10).

        *then* says what follows from the case at once: it is kept in the same write.
        """
        name = self._told(fact) or self._new(fact)
        history: tuple[Event, ...] = (Event(1, self.now, actor, fact, message),)
        case = replay(name, self.office.authority, history)
        following = then(case)
        if following:
            added = (Event(n, self.now, BOT, one, message) for n, one in enumerate(following, 2))
            history = (*history, *added)
            case = reduce(apply, history[1:], case)
        self.uow.cases.create(case, history, self.office.dates(case, history, self.today))
        self._audit(name, history)
        return CaseFile(case, history)

    def _new(self, fact: Opened) -> str:
        year = self.today.year
        return reference(fact.kind, year, self.uow.cases.next_number(SERIES[fact.kind], year))

    def _told(self, fact: Opened) -> str | None:
        """Return the reference that the requester was told before a restore, if any (P17)."""
        told = self.uow.own_copies.reference_told(fact.message_id) if fact.message_id else None
        if told is None or not told.startswith(f"{SERIES[fact.kind]}-"):
            return None
        return told if self.uow.cases.get(told) is None else None

    def record(self, file: CaseFile, *facts: Fact, actor: str = BOT, message: str = "") -> CaseFile:
        """Append *facts* to a case and return it as they have made it."""
        if not facts:
            return file
        start = file.case.version
        made = [(actor, fact) for fact in facts]
        made += [(BOT, fact) for fact in self._voiding(file, facts, actor)]
        added = tuple(
            Event(start + offset, self.now, who, fact, message)
            for offset, (who, fact) in enumerate(made, 1)
        )
        history = file.history + added
        case = replay(file.reference, self.office.authority, history)
        dates = self.office.dates(case, history, self.today)
        self.uow.cases.save(case, added, dates, expected_version=start)
        self._audit(file.reference, added)
        return CaseFile(case, history)

    def _voiding(self, file: CaseFile, facts: Sequence[Fact], actor: str) -> list[ApprovalVoided]:
        """Return that the draft is void when one of *facts* changes what it was made from (T30)."""
        draft = file.case.draft
        cause = next((fact for fact in facts if isinstance(fact, (*VOIDING, Undone))), None)
        if draft is None or cause is None:
            return []
        why = SENTENCES[type(cause)](cause)
        # A letter that the relay has not been handed yet is taken back; one on its way is not.
        queued = file.case.status is Status.APPROVED
        gone = queued and not self.uow.outbox.cancel_all(draft.keys, self.now)
        self.voided.append(Voided(file.case, draft, why, actor, gone))
        return [] if gone else [ApprovalVoided(draft.sha256, why)]

    def void(self, file: CaseFile, why: str) -> CaseFile:
        """Put the draft of a case aside because of the day, and remember whom to tell."""
        draft = file.case.draft
        if draft is None:
            return file
        self.voided.append(Voided(file.case, draft, why, BOT))
        return self.record(file, ApprovalVoided(draft.sha256, why))

    def _audit(self, name: str, events: Sequence[Event]) -> None:
        # Ids and names of facts only: the words stay in the case, where retention reaches them.
        for event in events:
            self.uow.audit.append(
                "case_event", self.now, name, seq=event.seq, fact=fact_name(event.fact)
            )
