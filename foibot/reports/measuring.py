"""A case as statistics see it on a day: dates, outcomes, sections, and nobody's name (STAT-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foibot.case.clockwork import case_clock, in_time, item_clocks
from foibot.case.events import Event, FeeNoticeGiven
from foibot.case.lifecycle import replay, standing
from foibot.case.model import Case, CaseItem, CaseKind, ItemState, Law, Outcome, Status
from foibot.clock.calendar import Calendars, receipt_date
from foibot.clock.events import Variant
from foibot.clock.model import SUSPENDED, ItemClock
from foibot.clock.regimes import LimitName
from foibot.clock.rulebook import Rulebook


class Stands(StrEnum):
    """Where a case is, for a count."""

    OPEN = "open"
    PROCESSED = "processed"  # every question answered and sent
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # what we had asked for, or the fee, never came
    CLOSED = "closed"  # by a person, for another reason


ENDED = {
    Status.ANSWERED: Stands.PROCESSED,
    Status.WITHDRAWN: Stands.WITHDRAWN,
    Status.LAPSED: Stands.LAPSED,
    Status.CLOSED: Stands.CLOSED,
}


# Handed to the data protection team, with another clock (law.md 7.1).
OWN_DATA = frozenset({Law.SAR, Law.DPC})


@dataclass(frozen=True, slots=True)
class Question:
    """One question that was or is to be answered."""

    n: int
    law: Law
    service: str | None
    outcome: Outcome | None
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one case adds to the counts, as it stood at the end of a day."""

    reference: str
    kind: CaseKind
    law: Law
    received_on: date
    stands: Stands
    questions: tuple[Question, ...]
    # The statutory date that holds or held; None while the clock stands still.
    due: date | None
    answered_on: date | None
    days_taken: int | None
    in_time: bool
    # The time was lawfully extended, and by how many working days after the first last day.
    extended_by: int
    stopped: bool
    overdue: bool
    fee_asked: bool
    finding: str = ""
    review_of: str = ""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """Return every outcome among the questions."""
        return frozenset(one.outcome for one in self.questions if one.outcome is not None)

    @property
    def sections(self) -> frozenset[str]:
        """Return every exemption, exception or exclusion relied on, once."""
        return frozenset(section for one in self.questions for section in one.sections)


@dataclass(frozen=True, slots=True)
class Setting:
    """What dates are worked out with, and the day at whose end the cases are looked at."""

    calendars: Calendars
    rules: Rulebook
    on: date


def measure(case: Case, history: Sequence[Event], setting: Setting) -> Measured:
    """Return *case* as it stood at the end of the day of *setting*: later events do not count."""
    known = tuple(event for event in history if receipt_date(event.at) <= setting.on)
    known = known or tuple(history[:1])
    then = replay(case.reference, case.authority, known)
    items = items_of(then)
    clocks = item_clocks(then, known, setting.on, setting.calendars, setting.rules)
    clocks = {n: clock for n, clock in clocks.items() if n in {i.n for i in items}} or clocks
    whole = case_clock(clocks)
    answered = [clock.answered_on for clock in clocks.values() if clock.answered_on]
    taken = [clock.days_taken for clock in clocks.values() if clock.days_taken is not None]
    return Measured(
        reference=then.reference,
        kind=then.kind,
        law=then.law,
        received_on=then.received_on,
        stands=stands(then, items),
        questions=tuple(_question(item) for item in items),
        due=whole.due or max((c.due for c in clocks.values() if c.due), default=None),
        answered_on=max(answered, default=None),
        days_taken=max(taken, default=None),
        in_time=in_time(clocks),
        extended_by=max(extension(clock, setting.rules) for clock in clocks.values()),
        stopped=whole.state in SUSPENDED,
        overdue=any(clock.overdue for clock in clocks.values()),
        fee_asked=any(isinstance(event.fact, FeeNoticeGiven) for event in standing(known)),
        finding=then.finding.value if then.finding else "",
        review_of=then.review_of or "",
    )


def items_of(case: Case) -> tuple[CaseItem, ...]:
    """Return the questions that count: of a mixed case not those for the sender's own data."""
    others = tuple(item for item in case.counted if item.law not in OWN_DATA)
    return others or case.counted


def stands(case: Case, items: Sequence[CaseItem]) -> Stands:
    """Return where the case stands: processed when all that is not withdrawn was answered."""
    if items and all(item.state is ItemState.SENT for item in items):
        return Stands.PROCESSED
    return ENDED.get(case.status, Stands.OPEN)


def _question(item: CaseItem) -> Question:
    sent = item.answer if item.state is ItemState.SENT else None
    return Question(
        item.n,
        item.law,
        item.service,
        sent.outcome if sent else None,
        tuple(dict.fromkeys(claim.id for claim in sent.exemptions)) if sent else (),
    )


def extension(clock: ItemClock, rules: Rulebook) -> int:
    """Return by how many working days a notice moved the last day lawfully; 0 without one."""
    if clock.due is not None and clock.due > clock.answer_by:
        return clock.count.calendar.count(clock.answer_by, clock.due)
    longer = rules.regime(clock.regime).limits.get(LimitName.EXTENSION)
    if clock.variant is not Variant.NONE or longer is None or clock.length != longer.amount:
        return 0
    usual = rules.regime(clock.regime).limit(LimitName.ANSWER).amount
    return longer.amount - usual
