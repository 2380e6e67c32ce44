"""What the handlers of one authority need that is no row: rules, calendars, templates, key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from foibot.case.clockwork import REGIMES, case_clock, day_given, item_clocks
from foibot.case.consulted import next_reminder
from foibot.case.events import Event
from foibot.case.model import Case, CaseItem, CaseKind, ItemState, Law
from foibot.clock.calendar import Calendar, Calendars
from foibot.clock.limits import end_of
from foibot.clock.model import ItemClock
from foibot.clock.notices import NoticeItem, Plan, notices_due
from foibot.clock.regimes import LimitName
from foibot.clock.rulebook import Rulebook
from foibot.clock.timetable import Step, Timetable
from foibot.config.model import Desk as DeskConfig
from foibot.letter.exemptions import Exemptions
from foibot.letter.findings import Words
from foibot.letter.templates import Templates
from foibot.message.model import Address
from foibot.questions.services import Services
from foibot.replies.findings import FindingWords
from foibot.replies.grounds import GroundWords
from foibot.replies.rules import ReplyRules
from foibot.reports.explained import explained
from foibot.sandbox.worker import Worker
from foibot.store.dates import Dates
from foibot.triage.chain import Rule
from foibot.trust.authentication import TrustConfig


@dataclass(slots=True)
class LatestClocks:
    """The clocks that were worked out last: several mails about one case ask for the same."""

    entry: tuple[Case, Sequence[Event], date, dict[int, ItemClock]] | None = None

    def of(self, case: Case, history: Sequence[Event], today: date) -> dict[int, ItemClock] | None:
        """Return the clocks of this very case on this day, or None."""
        entry = self.entry
        same = entry is not None and entry[0] is case and entry[1] is history
        return entry[3] if entry is not None and same and entry[2] == today else None


@dataclass(frozen=True, slots=True)
class Office:
    """The rules of one authority's desk, as loaded; replaced as a whole when a file changes."""

    config: DeskConfig
    key: bytes = field(repr=False)
    calendars: Calendars
    rules: Rulebook
    timetable: Timetable
    services: Services
    chain: Sequence[Rule]
    templates: Templates
    replies: ReplyRules
    findings: FindingWords
    grounds: GroundWords
    exemptions: Exemptions
    check_words: Words
    trust: TrustConfig
    examiner: Worker = field(repr=False)  # the child that opens files on their way out
    mark: str = ""  # stands for all of this as it lies in files; empty where that is not known
    broken: str = ""  # what is wrong with a later edit, which therefore does not hold
    _latest: LatestClocks = field(default_factory=LatestClocks, repr=False, compare=False)

    @property
    def authority(self) -> str:
        """Return the name under which the rows of this authority are kept."""
        return self.config.key

    @property
    def sender(self) -> Address:
        """Return the address of the desk."""
        return Address(self.config.from_address, self.config.from_name)

    @property
    def own_days(self) -> Calendar:
        """Return the authority's own working days, on which its people are written to."""
        regime = self.rules.regime(REGIMES[self.law("foi")])
        return self.calendars[regime.target_calendar]

    def law(self, regime: str) -> Law:
        """Return the law of this authority's country for what was read as *regime*."""
        scotland = self.config.authority.regime == "scotland"
        if regime == "eir":
            return Law.EISRS if scotland else Law.EIR
        if regime == "sar":
            return Law.SAR
        return Law.FOISA if scotland else Law.FOIA

    def clocks(self, case: Case, history: Sequence[Event], today: date) -> dict[int, ItemClock]:
        """Return the clock of each item of a case."""
        known = self._latest.of(case, history, today)
        if known is None:
            known = item_clocks(case, history, today, self.calendars, self.rules)
            self._latest.entry = (case, history, today, known)
        return dict(known)

    def review_by(self, law: Law, day: date) -> date | None:
        """Return the last day to ask for a review of a letter of *day* (IR-3)."""
        if law not in REGIMES:
            return None
        regime = self.rules.regime(REGIMES[law])
        limit = regime.limits.get(LimitName.REVIEW_ASK)
        return end_of(day, limit, self.calendars[regime.calendar]) if limit else None

    def explained(self, case: Case, history: Sequence[Event], today: date) -> str:
        """Return the clocks of a case in words, day by day."""
        return explained(case, history, today, self.calendars, self.rules)

    def dates(self, case: Case, history: Sequence[Event], today: date) -> Dates:
        """Return the columns by which a case is found: due, and the next day to look at it."""
        clocks = self.clocks(case, history, today)
        whole = case_clock(clocks)
        plan = self.plan(case, clocks, today)
        look = plan.next_look or (self.own_days.roll(today) if case.status.is_open else None)
        asked = next_reminder(case, self.timetable.consulting, self.own_days)
        if asked is not None and (look is None or asked < look):
            look = max(asked, today)
        if plan.notices:
            look = today
        return Dates(
            due=whole.due or max((c.due for c in clocks.values() if c.due), default=None),
            next_look=look,
            calendar_version=next(iter(clocks.values())).calendar_version,
            item_due={n: clock.due for n, clock in clocks.items() if clock.due is not None},
        )

    def plan(self, case: Case, clocks: dict[int, ItemClock], today: date) -> Plan:
        """Return the notices due for a case and the next day to look."""
        items = [
            NoticeItem(
                str(n),
                clock,
                step_of(case, n),
                frozenset(case.reminded),
                given=day_given(item, clock) if (item := case.item(n)) is not None else None,
            )
            for n, clock in clocks.items()
            if _is_owed(case, n)
        ]
        return notices_due(items, today, self.timetable, self.own_days)


def _is_owed(case: Case, n: int) -> bool:
    item = case.item(n)
    return item is None or (item.is_counted and item.state is not ItemState.SENT)


def step_of(case: Case, n: int) -> Step:
    """Return how far item *n* has come; 0 is the review as a whole."""
    item = case.item(n)
    if case.kind is CaseKind.REVIEW:
        if case.reviewer is None:
            return Step.UNASSIGNED
        return Step.UNANSWERED if case.finding is None else Step.UNAPPROVED
    if item is None:
        return Step.UNASSIGNED
    return _item_step(item)


def _item_step(item: CaseItem) -> Step:
    if item.answer is not None:
        return Step.UNAPPROVED
    return Step.UNANSWERED if item.officer else Step.UNASSIGNED
