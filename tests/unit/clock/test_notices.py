"""Who is reminded when: the shipped timetable, outages, absence, extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.clock.events import ClockEvent, EventKind, Variant
from foibot.clock.limits import Period
from foibot.clock.notices import Notice, NoticeItem, Plan, notices_due
from foibot.clock.regimes import RegimeCode
from foibot.clock.timetable import Role, Step
from tests.unit.clock.dates import day
from tests.unit.clock.desk import ENGLAND, TIMETABLE, clock_on, event, received, review_asked

START = received("Mon 05 Oct 2026")


def item(
    today: str | date,
    *events: ClockEvent,
    step: Step = Step.UNANSWERED,
    sent: frozenset[str] = frozenset(),
    absent: bool = False,
) -> NoticeItem:
    return NoticeItem("Q1", clock_on(today, *(events or (START,))), step, sent, absent)


def plan(today: str | date, one: NoticeItem) -> Plan:
    on = today if isinstance(today, date) else day(today)
    return notices_due([one], on, TIMETABLE, ENGLAND)


def only(plan: Plan) -> Notice:
    assert len(plan.notices) == 1
    return plan.notices[0]


def story(first: date, last: date, *events: ClockEvent, step: Step) -> list[tuple[str, str]]:
    """Return each notice of a desk that looks every day, with its day."""
    told: list[tuple[str, str]] = []
    sent: set[str] = set()
    for n in range((last - first).days + 1):
        today = first + timedelta(n)
        for notice in plan(today, item(today, *events, step=step, sent=frozenset(sent))).notices:
            told.append((f"{today:%a %d %b}", notice.stage))
            sent |= {notice.key, *notice.supersedes}
    return told


def test_an_unanswered_question_goes_up_the_ladder_on_the_days_of_the_timetable() -> None:
    told = story(day("Mon 05 Oct 2026"), day("Thu 05 Nov 2026"), START, step=Step.UNANSWERED)

    assert told == [
        ("Mon 12 Oct", "chase-1"),
        ("Thu 15 Oct", "chase-2"),
        ("Mon 19 Oct", "chase-3"),
        ("Wed 21 Oct", "manager"),
        ("Mon 26 Oct", "governance"),
        ("Wed 28 Oct", "draft"),
        ("Thu 29 Oct", "director"),
        ("Tue 03 Nov", "overdue"),
        ("Wed 04 Nov", "overdue"),
        ("Thu 05 Nov", "overdue"),
    ]


def test_an_unassigned_question_is_governances_from_the_first_day() -> None:
    told = story(day("Mon 05 Oct 2026"), day("Tue 03 Nov 2026"), START, step=Step.UNASSIGNED)

    assert told == [
        ("Tue 06 Oct", "unassigned"),
        ("Mon 26 Oct", "governance"),
        ("Thu 29 Oct", "director"),
        ("Tue 03 Nov", "overdue"),
    ]


def test_an_answered_question_waits_for_its_letter_only() -> None:
    told = story(day("Mon 05 Oct 2026"), day("Tue 03 Nov 2026"), START, step=Step.UNAPPROVED)

    # Whoever answered is left in peace: the letter is what is missing.
    assert told == [
        ("Wed 28 Oct", "draft"),
        ("Thu 29 Oct", "director"),
        ("Tue 03 Nov", "overdue-letter"),
    ]


def test_a_review_has_its_own_timetable() -> None:
    start = review_asked("Mon 05 Oct 2026", RegimeCode.EIR)
    told = story(day("Mon 05 Oct 2026"), day("Wed 02 Dec 2026"), start, step=Step.UNANSWERED)

    assert told == [
        ("Mon 05 Oct", "reviewer"),
        ("Mon 19 Oct", "chase-1"),
        ("Mon 26 Oct", "chase-2"),
        ("Thu 29 Oct", "chase-3"),
        ("Wed 02 Dec", "overdue"),
    ]


def test_after_an_outage_there_is_one_notice_and_the_missed_ones_are_recorded() -> None:
    notice = only(plan("Tue 27 Oct 2026", item("Tue 27 Oct 2026")))

    assert (notice.stage, notice.key) == ("governance", "Q1/governance")
    assert notice.supersedes == ("Q1/chase-1", "Q1/chase-2", "Q1/chase-3", "Q1/manager")
    assert notice.to == (Role.GOVERNANCE,)
    assert notice.item == "Q1"
    sent = frozenset({notice.key, *notice.supersedes})
    again = plan("Tue 27 Oct 2026", item("Tue 27 Oct 2026", sent=sent))
    assert again.notices == ()
    assert again.next_look == day("Wed 28 Oct 2026")


def test_the_next_look_is_the_next_stage_and_never_a_day_off() -> None:
    assert plan("Mon 05 Oct 2026", item("Mon 05 Oct 2026")).next_look == day("Mon 12 Oct 2026")
    weekend = plan("Sat 31 Oct 2026", item("Sat 31 Oct 2026"))
    assert weekend == Plan((), day("Mon 02 Nov 2026"))
    sent = frozenset({"Q1/overdue/2026-11-06"})
    friday = plan("Fri 06 Nov 2026", item("Fri 06 Nov 2026", sent=sent))
    assert friday.next_look == day("Mon 09 Nov 2026")
    done = item("Tue 06 Oct 2026", START, event("answered", "Tue 06 Oct 2026"))
    assert plan("Tue 06 Oct 2026", done) == Plan((), None)
    assert notices_due([], day("Tue 06 Oct 2026"), TIMETABLE, ENGLAND) == Plan((), None)


def test_an_absent_officers_deputy_hears_at_once_and_in_the_officers_place() -> None:
    first = only(plan("Tue 06 Oct 2026", item("Tue 06 Oct 2026", absent=True)))
    assert (first.stage, first.to) == ("chase-2", (Role.DEPUTY,))

    later = item("Mon 12 Oct 2026", absent=True, sent=frozenset({"Q1/chase-2"}))
    assert only(plan("Mon 12 Oct 2026", later)).stage == "chase-1"
    assert only(plan("Mon 12 Oct 2026", later)).to == (Role.DEPUTY,)
    late = item("Tue 03 Nov 2026", absent=True)
    assert only(plan("Tue 03 Nov 2026", late)).to == (
        Role.DEPUTY, Role.MANAGER, Role.GOVERNANCE, Role.DIRECTOR,
    )  # fmt: skip


def test_a_waiting_question_is_asked_again_and_then_proposed_for_closing() -> None:
    asked = event("clarification_asked", "Wed 07 Oct 2026")
    told = story(day("Mon 05 Oct 2026"), day("Fri 18 Dec 2026"), START, asked, step=Step.UNANSWERED)

    assert [entry for entry in told if "close" in entry[1] or "again" in entry[1]] == [
        ("Wed 04 Nov", "ask-again"),
        ("Thu 03 Dec", "propose-close"),
    ]
    assert len(told) == 2


def test_an_unpaid_fee_is_put_before_governance_once() -> None:
    notice = event("fee_notice", "Thu 08 Oct 2026")
    told = story(day("Fri 08 Jan 2027"), day("Fri 15 Jan 2027"), START, notice,
                 step=Step.UNANSWERED)  # fmt: skip

    assert told == [("Fri 08 Jan", "fee-unpaid")]


def test_a_subject_access_request_is_handed_on_the_same_day_and_called_overdue_once() -> None:
    start = received("Mon 05 Oct 2026", RegimeCode.SAR)
    told = story(day("Mon 05 Oct 2026"), day("Mon 16 Nov 2026"), start, step=Step.UNASSIGNED)

    assert told == [("Mon 05 Oct", "hand-on"), ("Fri 06 Nov", "overdue")]


def test_a_fresh_period_has_its_stages_again() -> None:
    events = (START, event("clarification_asked", "Tue 13 Oct 2026"),
              event("clarification_answered", "Fri 16 Oct 2026"))  # fmt: skip
    notice = only(
        plan("Fri 23 Oct 2026", item("Fri 23 Oct 2026", *events, sent=frozenset({"Q1/chase-1"})))
    )

    assert notice.key == "Q1/chase-1/2"


def test_a_corrected_receipt_repeats_nothing() -> None:
    events = (START, event("receipt_corrected", "Fri 02 Oct 2026"))

    assert plan("Mon 12 Oct 2026", item("Mon 12 Oct 2026", *events,
                sent=frozenset({"Q1/chase-1"}))).notices == ()  # fmt: skip


def test_an_extension_moves_the_late_stages_and_lets_them_come_again() -> None:
    start = received("Mon 05 Oct 2026", RegimeCode.EIR)
    told = replace(event("extension_notice", "Mon 02 Nov 2026"), complex=True, voluminous=True)
    stages = ("chase-1", "chase-2", "chase-3", "manager", "governance", "draft", "director")
    sent = {f"Q1/{stage}" for stage in stages}
    span = (day("Tue 03 Nov 2026"), day("Wed 02 Dec 2026"))
    days = [span[0] + timedelta(n) for n in range((span[1] - span[0]).days + 1)]
    found = []
    for today in days:
        one = item(today, start, told, sent=frozenset(sent))
        for notice in plan(today, one).notices:
            found.append((f"{today:%a %d %b}", notice.key))
            sent |= {notice.key, *notice.supersedes}

    # The target, by the English calendar, is Mon 30 Nov: two and three days before it, and so on.
    assert found == [
        ("Wed 18 Nov", "Q1/manager/extended"),
        ("Mon 23 Nov", "Q1/governance/extended"),
        ("Wed 25 Nov", "Q1/draft/extended"),
        ("Thu 26 Nov", "Q1/director/extended"),
        ("Wed 02 Dec", "Q1/overdue/2026-12-02"),
    ]


def test_an_archives_late_stages_keep_before_its_thirtieth_day() -> None:
    start = received("Mon 05 Oct 2026", variant=Variant.ARCHIVE)
    told = story(day("Wed 28 Oct 2026"), day("Mon 16 Nov 2026"), start, step=Step.UNAPPROVED)

    assert told == [("Wed 11 Nov", "draft"), ("Thu 12 Nov", "director")]


def test_a_schools_holiday_moves_the_stages() -> None:
    half_term = (Period(day("Thu 08 Oct 2026"), day("Fri 09 Oct 2026")),)
    start = received("Mon 05 Oct 2026", variant=Variant.SCHOOL, non_school=half_term)
    told = story(day("Mon 05 Oct 2026"), day("Wed 14 Oct 2026"), start, step=Step.UNANSWERED)

    assert told == [("Wed 14 Oct", "chase-1")]


def test_an_officer_who_is_there_is_the_one_written_to() -> None:
    assert only(plan("Mon 12 Oct 2026", item("Mon 12 Oct 2026"))).to == (Role.OFFICER,)
    assert only(plan("Thu 15 Oct 2026", item("Thu 15 Oct 2026"))).to == (Role.OFFICER, Role.DEPUTY)


def test_an_internal_day_is_the_earlier_of_both_counts() -> None:
    start = received("Mon 23 Nov 2026")
    told = story(start.on, day("Wed 02 Dec 2026"), start, step=Step.UNANSWERED)

    # Working day 5 is Tue 1 December; in England it is St Andrew's Day itself.
    assert told == [("Mon 30 Nov", "chase-1")]


def test_the_next_look_is_the_earliest_of_all_items() -> None:
    late = NoticeItem(
        "2", clock_on("Mon 26 Oct 2026", received("Mon 26 Oct 2026")), Step.UNANSWERED
    )
    sent = frozenset({"Q1/governance"})
    early = item(
        "Mon 26 Oct 2026", sent=sent | {f"Q1/chase-{n}" for n in (1, 2, 3)} | {"Q1/manager"}
    )
    found = notices_due([late, early], day("Mon 26 Oct 2026"), TIMETABLE, ENGLAND)

    assert found == Plan((), day("Wed 28 Oct 2026"))


def test_a_public_interest_extension_moves_the_late_stages_before_the_told_date() -> None:
    told = replace(
        event("public_interest_notice", "Mon 02 Nov 2026"),
        until=day("Fri 20 Nov 2026"), exemption="s.36",
    )  # fmt: skip
    found = story(day("Tue 03 Nov 2026"), day("Tue 24 Nov 2026"), START, told, step=Step.UNAPPROVED)

    assert found == [
        ("Tue 17 Nov", "draft"), ("Wed 18 Nov", "director"),
        ("Mon 23 Nov", "overdue-letter"), ("Tue 24 Nov", "overdue-letter"),
    ]  # fmt: skip


def test_the_same_stage_of_two_items_is_two_notices() -> None:
    clock = clock_on("Mon 12 Oct 2026", START)
    sent = frozenset({"1/chase-1"})
    items = [NoticeItem(name, clock, Step.UNANSWERED, sent) for name in ("1", "2")]
    found = notices_due(items, day("Mon 12 Oct 2026"), TIMETABLE, ENGLAND)

    assert [notice.key for notice in found.notices] == ["2/chase-1"]


@given(
    st.dates(date(2010, 1, 1), date(2029, 6, 1)),
    st.integers(0, 60),
    st.sampled_from(list(Step)),
    st.booleans(),
)
def test_notices_go_out_on_working_days_once_and_one_an_item(
    start: date, after: int, step: Step, absent: bool
) -> None:
    today = start + timedelta(after)
    receipt = ClockEvent(EventKind.RECEIVED, start, regime=RegimeCode.FOIA)
    first = plan(today, item(today, receipt, step=step, absent=absent))

    assert len(first.notices) <= 1
    if not ENGLAND.is_working_day(today):
        assert not first.notices
    sent = frozenset(key for n in first.notices for key in (n.key, *n.supersedes))
    second = plan(today, item(today, receipt, step=step, absent=absent, sent=sent))
    assert second.notices == ()
    assert second.next_look is not None
    assert second.next_look > today
    assert ENGLAND.is_working_day(second.next_look)


@pytest.mark.parametrize("stop", [8, 16, 30])
def test_looking_only_on_the_days_that_it_names_misses_nothing(stop: int) -> None:
    daily = story(START.on, START.on + timedelta(stop), START, step=Step.UNANSWERED)
    told: list[tuple[str, str]] = []
    sent: set[str] = set()
    today = START.on
    while today <= START.on + timedelta(stop):
        found = plan(today, item(today, sent=frozenset(sent)))
        for notice in found.notices:
            told.append((f"{today:%a %d %b}", notice.stage))
            sent |= {notice.key, *notice.supersedes}
        assert found.next_look is not None
        today = found.next_look

    assert told == daily


def test_the_reminders_of_an_answer_follow_the_day_that_a_lead_gave() -> None:
    given, told, sent = day("Fri 23 Oct 2026"), [], {"Q1/chase-1", "Q1/chase-2"}
    for n in range(25):
        today = day("Fri 16 Oct 2026") + timedelta(n)
        one = replace(item(today, sent=frozenset(sent)), given=given)
        for notice in plan(today, one).notices:
            told.append((f"{today:%a %d %b}", notice.stage))
            sent |= {notice.key, *notice.supersedes}

    # On the day itself, and the manager two working days later; what follows the law has not moved.
    assert told[:5] == [
        ("Fri 23 Oct", "chase-3"),
        ("Mon 26 Oct", "governance"),
        ("Tue 27 Oct", "manager"),
        ("Wed 28 Oct", "draft"),
        ("Thu 29 Oct", "director"),
    ]
    assert ("Tue 03 Nov", "overdue") in told


def test_a_day_given_again_has_its_reminder_again_and_never_after_the_statutory_date() -> None:
    sent = frozenset({"Q1/chase-1", "Q1/chase-2", "Q1/chase-3", "Q1/chase-3/given-2026-10-23"})
    first = replace(item("Mon 26 Oct 2026", sent=sent), given=day("Fri 23 Oct 2026"))
    again = replace(first, given=day("Mon 26 Oct 2026"))
    late = replace(first, given=day("Mon 02 Nov 2026"))

    assert "chase-3" not in [one.stage for one in plan("Mon 26 Oct 2026", first).notices]
    # Governance is alerted on that very day, and the officer is reminded all the same.
    both = only(plan("Mon 26 Oct 2026", again))
    assert (both.stage, both.to) == ("governance", (Role.GOVERNANCE, Role.OFFICER))
    assert "Q1/chase-3/given-2026-10-26" in both.supersedes
    # Two working days after the last lawful day would be the manager's: it is told on that day.
    assert Role.MANAGER in only(plan("Mon 02 Nov 2026", late)).to


def test_a_requester_who_was_asked_again_is_reminded_of_the_last_question_too() -> None:
    asked = event("clarification_asked", "Wed 07 Oct 2026")
    again = event("clarification_asked", "Mon 09 Nov 2026")
    before = story(
        day("Wed 07 Oct 2026"), day("Sun 08 Nov 2026"), START, asked, step=Step.UNANSWERED
    )
    sent = frozenset({"Q1/ask-again"})

    assert before == [("Wed 04 Nov", "ask-again")]
    one = item("Tue 08 Dec 2026", START, asked, again, sent=sent)
    assert only(plan("Tue 08 Dec 2026", one)).key == "Q1/ask-again/asked-2026-11-09"
    assert not plan("Fri 04 Dec 2026", item("Fri 04 Dec 2026", START, asked, again)).notices
