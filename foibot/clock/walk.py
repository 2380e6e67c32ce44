"""The facts of one item as far as its events have been read, and the dates they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from foibot.clock.calendar import Calendar, long_date
from foibot.clock.events import Basis, ClockEvent, Variant
from foibot.clock.limits import Count, Limit, Period, Unit, end_of
from foibot.clock.model import Effect, State
from foibot.clock.regimes import LimitName, Regime


@dataclass(slots=True)
class Walk:
    """The facts of one item as far as its events have been read."""

    law: Regime
    basis: Basis
    variant: Variant
    non_school: tuple[Period, ...]
    calendar: Calendar
    received: date
    day0: date
    fees: list[Period] = field(default_factory=list)
    fee_notice: date | None = None
    asked: date | None = None
    # When they were asked once more while time already stood still.
    asked_again: date | None = None
    extended: bool = False
    promised: date | None = None
    closed: State | None = None
    closed_on: date | None = None
    answered_on: date | None = None
    missed: date | None = None
    original: date | None = None
    period: int = 1
    effects: list[Effect] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def limit(self) -> Limit:
        """Return the limit that holds: for an answer, an archive, an extension or a review."""
        if self.basis is Basis.REVIEW:
            return self.law.limit(LimitName.REVIEW_ANSWER)
        if self.extended:
            return self.law.limit(LimitName.EXTENSION)
        if self.variant is Variant.ARCHIVE:
            return self.law.limit(LimitName.ARCHIVE)
        return self.law.limit(LimitName.ANSWER)

    def count(self, calendar: Calendar | None = None) -> Count:
        """Return the count of days from the governing receipt on *calendar*, else the statutory."""
        return Count(self.day0, calendar or self.calendar, (*self.fees, *self.non_school))

    def answer_by(self, calendar: Calendar | None = None) -> date:
        """Return the end of the period, leaving extensions for the public interest aside."""
        limit = self.limit
        if limit.unit is not Unit.WORKING_DAYS:
            return end_of(self.day0, limit, calendar or self.calendar)
        end = self.count(calendar).day(limit.amount)
        if self.variant is Variant.SCHOOL:
            end = min(end, self.school_cap(calendar))
        return end

    def school_cap(self, calendar: Calendar | None = None) -> date:
        """Return the sixtieth working day, at which a school must answer whatever (VAR-1)."""
        count = Count(self.day0, calendar or self.calendar, tuple(self.fees))
        return count.day(self.law.limit(LimitName.SCHOOL_CAP).amount)

    def due(self, calendar: Calendar | None = None) -> date:
        """Return the date that holds now: that of a told extension, else the end of the period."""
        end = self.answer_by(calendar)
        return end if self.promised is None else max(end, self.promised)

    @property
    def stands_still(self) -> bool:
        """Return whether no time runs now: the requester was asked something or for a fee."""
        return self.asked is not None or self.fee_notice is not None

    def is_past(self, day: date) -> bool:
        """Return whether *day* comes after the last day to answer; while still, nothing is late."""
        return not self.stands_still and day > self.answer_by()

    def has(self, name: LimitName) -> bool:
        """Return whether this regime has the limit *name*."""
        return name in self.law.limits

    def say(self, event: ClockEvent, text: str, section: str) -> None:
        """Record the effect of *event* in words."""
        note = f" ({event.note})" if event.note else ""
        self.effects.append(Effect(event.on, event.kind, text + note, section))

    def warn(self, event: ClockEvent, text: str, section: str) -> None:
        """Record that *event* did not do what it was meant to, or breaks a rule."""
        self.say(event, text, section)
        self.warnings.append(f"{long_date(event.on)}: {text} ({section})")

    def note_missed(self, event: ClockEvent) -> None:
        """Remember a due date that had passed when *event* came."""
        due = self.due()
        if event.on > due and self.missed is None and not self.stands_still:
            self.missed = due
