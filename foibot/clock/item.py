"""The clock of one item from its events, and of a case from its items (law.md parts 1 to 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from foibot.clock.calendar import CalendarError, CalendarName, Calendars, long_date
from foibot.clock.effects import HANDLERS
from foibot.clock.events import Basis, ClockEvent, EventError, EventKind, Variant
from foibot.clock.limits import Period, Unit, end_of, unrolled_end
from foibot.clock.model import CLOSED, RUNS, SUSPENDED, CaseClock, ItemClock, NamedDate, State
from foibot.clock.regimes import LimitName, Regime, RegimeCode
from foibot.clock.rulebook import Rulebook, Targets
from foibot.clock.walk import Walk

STARTS = (EventKind.RECEIVED, EventKind.REVIEW_ASKED)
# Facts about the receipt itself: they hold from the start, whenever they became known.
ABOUT_RECEIPT = frozenset({*STARTS, EventKind.RECEIPT_CORRECTED, EventKind.REGIME_CHANGED})
# The clock starts when the message reaches the right place, never before its first receipt; a
# correction that comes after it is the last word.
LATER_RECEIPT = (EventKind.REDIRECTED, EventKind.TRANSFERRED_IN)


def item_clock(
    events: Sequence[ClockEvent], today: date, calendars: Calendars, rules: Rulebook
) -> ItemClock:
    """
    Return the clock of the item whose *events* are given, as it stands on *today*.

    The first event is RECEIVED, or REVIEW_ASKED for an internal review, with its regime.
    The order of the others is that of their days; on one day that in which they are given.
    """
    walk = begin(events, calendars, rules)
    for event in in_order(events):
        if event.on < walk.received and event.kind not in ABOUT_RECEIPT:
            walk.warn(event, f"{event.kind} is dated before the receipt: ignored.", "DAY-2")
        else:
            HANDLERS[event.kind](walk, event)
    return reading(walk, today, calendars, rules.targets)


def in_order(events: Sequence[ClockEvent]) -> list[ClockEvent]:
    """Return *events* by day; the first stays first, what is said of the receipt follows it."""
    first, *others = events
    about = [event for event in others if event.kind in ABOUT_RECEIPT - set(STARTS)]
    rest = [event for event in others if event not in about]
    return [first, *about, *sorted(rest, key=lambda event: event.on)]


def begin(events: Sequence[ClockEvent], calendars: Calendars, rules: Rulebook) -> Walk:
    """Return the state at receipt: regime, variant and day 0 as last corrected."""
    if not events or events[0].kind not in STARTS or events[0].regime is None:
        raise EventError(
            "a clock begins with a received (or review_asked) event that names its regime; "
            "put it first"
        )
    first, code, received = events[0], events[0].regime, events[0].on
    for event in events:
        if event.kind is EventKind.RECEIPT_CORRECTED:
            received = event.on
        elif event.kind in LATER_RECEIPT:
            received = max(received, event.on)
        elif event.kind is EventKind.REGIME_CHANGED and event.regime is not None:
            code = event.regime
    law = rules.regime(code)
    basis = Basis.REVIEW if first.kind is EventKind.REVIEW_ASKED else Basis.ANSWER
    variant = variant_under(first.variant, code, basis)
    non_school = school_holidays(first, law) if variant is Variant.SCHOOL else ()
    return Walk(law, basis, variant, non_school, calendars[law.calendar], received, received)


def school_holidays(first: ClockEvent, law: Regime) -> tuple[Period, ...]:
    """Return the periods without school days, each saying why it does not count (VAR-1)."""
    section = law.limit(LimitName.SCHOOL_CAP).section
    return tuple(
        Period(period.first, period.last, "not a school day", section)
        for period in first.non_school
    )


def variant_under(variant: Variant, code: RegimeCode, basis: Basis) -> Variant:
    """Return *variant* where it exists: FOIA alone varies the twenty days (VAR-4)."""
    return variant if code is RegimeCode.FOIA and basis is Basis.ANSWER else Variant.NONE


def reading(walk: Walk, today: date, calendars: Calendars, targets: Targets) -> ItemClock:
    """Return what *walk* amounts to on *today*."""
    state = state_of(walk)
    answer_by, held = walk.answer_by(), walk.due()
    due = None if state in SUSPENDED else held
    end = walk.closed_on or today
    judged = walk.answered_on or (today if state in RUNS else None)
    target = None if due is None else target_of(walk, due, calendars, targets)
    missed = walk.missed
    if state in RUNS and today > held:
        missed = missed or held
    running = due is not None and state in RUNS
    return ItemClock(
        regime=walk.law.code,
        basis=walk.basis,
        variant=walk.variant,
        state=state,
        received=walk.received,
        day0=walk.day0,
        due=due,
        answer_by=answer_by,
        length=walk.limit.amount if walk.limit.unit is Unit.WORKING_DAYS else None,
        period=walk.period,
        suspended_on=(walk.asked or walk.fee_notice) if state in SUSPENDED else None,
        asked_again_on=walk.asked_again,
        days_left=walk.calendar.count(today, held) if running else None,
        answered_on=walk.answered_on,
        days_taken=walk.count().number(walk.answered_on) if walk.answered_on else None,
        late=judged is not None and due is not None and judged > due,
        missed=missed,
        target=target,
        england_only=england_only(walk, calendars) if due is not None else None,
        dates=tuple(other_dates(walk, state, today, calendars, targets)),
        effects=tuple(walk.effects),
        warnings=(*walk.warnings, *standing_warnings(walk, due, end, calendars)),
        count=walk.count(),
        disregarded=(*walk.fees, *walk.non_school),
        calendar_version=walk.calendar.version,
    )


def state_of(walk: Walk) -> State:
    """Return where the item stands after its events."""
    if walk.closed is not None:
        return walk.closed
    if walk.asked is not None:
        return State.SUSPENDED_CLARIFICATION
    if walk.fee_notice is not None:
        return State.SUSPENDED_FEE
    if walk.promised is not None:
        return State.REVIEW_EXTENDED if walk.basis is Basis.REVIEW else State.PIT_EXTENDED
    return State.EIR_EXTENDED if walk.extended else State.RUNNING


def target_of(walk: Walk, due: date, calendars: Calendars, targets: Targets) -> date:
    """Return the internal target: the earlier of both counts, less the buffer (WD-8)."""
    target = calendars[walk.law.target_calendar]
    earlier = min(due, walk.due(target))
    return target.before(earlier, targets.buffer) if targets.buffer else earlier


def england_only(walk: Walk, calendars: Calendars) -> date | None:
    """Return what an England-only count of the same facts would have said (law.md 1.1)."""
    counts_uk = walk.law.calendar is CalendarName.UK_ANY
    return walk.answer_by(calendars.england_wales) if counts_uk else None


def internal_day(walk: Walk, n: int, calendars: Calendars) -> date:
    """Return internal day *n*: the earlier of the statutory and the internal count (WD-8)."""
    return min(walk.count().day(n), walk.count(calendars[walk.law.target_calendar]).day(n))


def standing_warnings(
    walk: Walk, due: date | None, end: date, calendars: Calendars
) -> Iterable[str]:
    """Yield what a person should know about the date as it stands."""
    if due is not None and walk.calendar.is_projected(walk.day0, due):
        yield (
            f"The bank holidays after {long_date(walk.calendar.published_to)} are not published "
            "yet; this date may change (WD-9)."
        )
    if due is not None and walk.limit.roll:
        early = walk.due(calendars[walk.law.target_calendar])
        if early < due:
            yield f"By the holidays of one nation alone the last day is {long_date(early)}."
    if walk.fee_notice is not None:
        pay_by = end_of(walk.fee_notice, walk.law.limit(LimitName.FEE_PAYMENT), walk.calendar)
        if end > pay_by:
            yield f"The fee was not paid by {long_date(pay_by)}: a person may close this (CLK-11)."


def other_dates(
    walk: Walk, state: State, today: date, calendars: Calendars, targets: Targets
) -> Iterable[NamedDate]:
    """Yield every other date that matters in *state*; one beyond the known years is left out."""
    for key, meaning, section, work_out in [
        *period_dates(walk),
        *suspension_dates(walk),
        *internal_dates(walk, calendars, targets),
        *onward_dates(walk, state, today),
    ]:
        try:
            yield NamedDate(key, work_out(), meaning, section)
        except CalendarError:
            continue


Wanted = tuple[str, str, str, Callable[[], date]]


def limit_date(walk: Walk, key: str, meaning: str, name: LimitName, start: date) -> list[Wanted]:
    """Return the date that the limit *name* sets, counted from *start*, where there is one."""
    limit = walk.law.limits.get(name)
    if limit is None:
        return []
    return [(key, meaning, limit.section, lambda: end_of(start, limit, walk.calendar))]


def period_dates(walk: Walk) -> list[Wanted]:
    """Return the dates of the period itself: notices, extensions, caps."""
    if walk.basis is Basis.REVIEW:
        longest = LimitName.REVIEW_LONGEST
        return limit_date(walk, "max40", "Longest time for the review", longest, walk.day0)
    wanted: list[Wanted] = []
    public = walk.law.limits.get(LimitName.PUBLIC_INTEREST)
    if public is not None and walk.variant is Variant.NONE:
        wanted += [
            (
                "pit_notice_by",
                "Last day for a public-interest notice",
                public.section,
                walk.answer_by,
            ),
            (
                "pit_target_max",
                "Longest usual public-interest extension",
                public.section,
                lambda: walk.count().day(public.amount),
            ),
        ]
    for key, meaning, name in PERIOD_LIMITS:
        wanted += limit_date(walk, key, meaning, name, walk.day0)
    # Particulars are asked for within a time from the request itself, whatever came after.
    wanted += limit_date(
        walk,
        "ask_by",
        "Last day to ask for particulars",
        LimitName.CLARIFICATION_ASK,
        walk.received,
    )
    if walk.variant is Variant.SCHOOL:
        cap = walk.law.limit(LimitName.SCHOOL_CAP)
        school = walk.limit
        wanted += [
            ("cap60", "Sixtieth working day", cap.section, walk.school_cap),
            (
                "school20",
                "Twentieth working day that is a school day",
                cap.section,
                lambda: walk.count().day(school.amount),
            ),
        ]
    if walk.limit.roll:
        section = walk.limit.section
        raw = unrolled_end(walk.day0, walk.limit, walk.calendar)
        wanted.append(("raw", "The day before weekends and holidays move it", section, lambda: raw))
    return wanted


PERIOD_LIMITS = (
    ("ext_notice_by", "Last day for an extension notice", LimitName.EXTENSION_NOTICE),
    ("ext_due", "Due date of a valid extension", LimitName.EXTENSION),
    ("notice_by", "Last day for a fees notice", LimitName.FEE_NOTICE),
    ("longest", "Longest time after an extension", LimitName.LONGEST),
)


def suspension_dates(walk: Walk) -> list[Wanted]:
    """Return the dates that hold while a clarification or a fee is awaited, or did before."""
    wanted: list[Wanted] = []
    if walk.original is not None or walk.asked is not None:
        original = walk.original or walk.answer_by()
        section = walk.law.section("clarification")
        wanted.append(("orig_due", "Due date before the clarification", section, lambda: original))
    if walk.asked is not None:
        for key, meaning, name in (
            ("clar_remind", "Remind the requester of the question", LimitName.CLARIFICATION_REMIND),
            ("clar_close", "An officer may close it as lapsed", LimitName.CLARIFICATION_CLOSE),
        ):
            wanted += limit_date(walk, key, meaning, name, walk.asked_again or walk.asked)
    notice = walk.fee_notice or (walk.fees[-1].first if walk.fees else None)
    if notice is not None:
        wanted += limit_date(
            walk, "fee_pay_by", "Last day to pay the fee", LimitName.FEE_PAYMENT, notice
        )
    return wanted


def internal_dates(walk: Walk, calendars: Calendars, targets: Targets) -> list[Wanted]:
    """Return the internal days; late ones move with an extended period."""
    limit = walk.limit
    if limit.unit is not Unit.WORKING_DAYS:
        return []
    shift = 0 if walk.basis is Basis.REVIEW else limit.amount - 20
    return [
        (
            "answer_back",
            f"Internal: answers back (day {targets.answer_back})",
            "rules/notices.toml",
            lambda: internal_day(walk, targets.answer_back, calendars),
        ),
        (
            "approval",
            f"Internal: draft with the approver (day {targets.approval + shift})",
            "rules/notices.toml",
            lambda: internal_day(walk, targets.approval + shift, calendars),
        ),
    ]


def onward_dates(walk: Walk, state: State, today: date) -> list[Wanted]:
    """Return the requester's own time limits: for a review, the regulator, the tribunal."""
    since = walk.answered_on
    if since is None and state in RUNS and today > walk.due():
        since = walk.due()
    if since is None:
        return []
    wanted: list[Wanted] = []
    if walk.basis is Basis.ANSWER:
        wanted += limit_date(
            walk, "review_ask_by", "Last day to ask for a review", LimitName.REVIEW_ASK, since
        )
    elif walk.answered_on is not None:
        wanted += limit_date(
            walk, "regulator_by", "Last day to go to the regulator", LimitName.REGULATOR, since
        )
    return wanted


def case_due(clocks: Sequence[ItemClock]) -> CaseClock:
    """Return the clock of the case: the earliest running item is shown (law.md part 3)."""
    running = [clock for clock in clocks if clock.runs and clock.due is not None]
    if not running:
        return CaseClock(case_state(clocks), None, None, late=False, earliest=(), target=None)
    due = min(clock.due for clock in running if clock.due is not None)
    first = next(clock for clock in running if clock.due == due)
    earliest = tuple(n for n, clock in enumerate(clocks) if clock.runs and clock.due == due)
    targets = [clock.target for clock in running if clock.target is not None]
    return CaseClock(first.state, due, first.days_left, first.late, earliest, min(targets))


def case_state(clocks: Sequence[ItemClock]) -> State:
    """Return the state of a case without a running item: awaiting something, else how it ended."""
    states = [clock.state for clock in clocks]
    waiting = [state for state in states if state in SUSPENDED]
    if waiting:
        return waiting[0]
    ended = [state for state in states if state in CLOSED]
    if State.COMPLETE in ended or not ended:
        return State.COMPLETE
    return ended[0]
