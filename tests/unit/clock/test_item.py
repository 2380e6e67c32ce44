"""The clock of an item at the desk: states, what moves a date, what only looks as if it did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foibot.clock.effects import HANDLERS
from foibot.clock.events import ClockEvent, EventError, EventKind, Variant
from foibot.clock.item import case_due, item_clock
from foibot.clock.limits import Period
from foibot.clock.model import CLOSED, RUNS, SUSPENDED, State
from foibot.clock.regimes import RegimeCode
from foibot.clock.rulebook import Rulebook, Targets
from tests.unit.clock.dates import day
from tests.unit.clock.desk import CALENDARS, RULES, clock_on, event, received, review_asked

EIR, FOISA, EISR, SAR = RegimeCode.EIR, RegimeCode.FOISA, RegimeCode.EISR, RegimeCode.SAR
# Day 0; day 20 is Mon 02 Nov 2026, day 40 Tue 01 Dec (30 November does not count).
START = received("Mon 05 Oct 2026")
DAY_20, DAY_40 = day("Mon 02 Nov 2026"), day("Tue 01 Dec 2026")


def pit(on: str, until: str | None, exemption: str = "s.36", override: str = "") -> ClockEvent:
    return replace(
        event("public_interest_notice", on),
        until=day(until) if until else None,
        exemption=exemption,
        override=override,
    )


def extension(on: str, *, is_complex: bool = True, voluminous: bool = True) -> ClockEvent:
    return replace(event("extension_notice", on), complex=is_complex, voluminous=voluminous)


def test_every_event_has_an_effect_and_every_state_is_of_one_sort() -> None:
    assert set(HANDLERS) == set(EventKind)
    assert {*RUNS, *SUSPENDED, *CLOSED} == set(State)
    assert len(RUNS) + len(SUSPENDED) + len(CLOSED) == len(State)


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [
        ("Mon 05 Oct 2026", 20, False),
        ("Tue 06 Oct 2026", 19, False),
        ("Mon 02 Nov 2026", 0, False),
        ("Tue 03 Nov 2026", -1, True),
        ("Sat 07 Nov 2026", -4, True),
    ],
)
def test_a_running_clock_counts_down_and_is_late_the_day_after(
    today: str, left: int, late: bool
) -> None:
    clock = clock_on(today, START)

    assert (clock.state, clock.due, clock.answer_by) == (State.RUNNING, DAY_20, DAY_20)
    assert (clock.days_left, clock.late, clock.overdue) == (left, late, late)
    assert clock.missed == (DAY_20 if late else None)
    assert clock.length == 20
    assert clock.period == 1


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (START, "Received: day 0, which is not counted."),
        (review_asked("Mon 05 Oct 2026"), "The review was asked for: day 0, which is not counted."),
        (received("Mon 05 Oct 2026", SAR), "Received: time runs to the same date of the month "
         "after."),
        (received("Mon 05 Oct 2026", RegimeCode.DPC), "Received: day 1 of 30."),
    ],
)  # fmt: skip
def test_the_receipt_is_said_as_the_limit_counts_it(start: ClockEvent, said: str) -> None:
    assert [effect.text for effect in clock_on("Mon 05 Oct 2026", start).effects] == [said]


def test_a_note_stands_beside_what_an_event_did() -> None:
    noted = replace(event("logged", "Tue 06 Oct 2026"), note="by Ann")
    texts = [effect.text for effect in clock_on("Tue 06 Oct 2026", START, noted).effects]

    assert texts[1] == "Logged: this moves nothing. (by Ann)"


def test_what_is_asked_and_answered_begins_a_fresh_period() -> None:
    asked = event("clarification_asked", "Wed 07 Oct 2026")
    waiting = clock_on("Mon 16 Nov 2026", START, asked)

    assert waiting.state is State.SUSPENDED_CLARIFICATION
    assert (waiting.due, waiting.days_left, waiting.late, waiting.missed) == (
        None, None, False, None,
    )  # fmt: skip
    assert waiting.suspended_on == day("Wed 07 Oct 2026")
    assert waiting.date_of("orig_due") == DAY_20
    assert waiting.date_of("clar_remind") == day("Wed 04 Nov 2026")
    assert waiting.date_of("clar_close") == day("Thu 03 Dec 2026")

    told = event("clarification_answered", "Sat 17 Oct 2026")
    clock = clock_on("Mon 19 Oct 2026", START, asked, told)
    assert (clock.state, clock.due) == (State.RUNNING, day("Fri 13 Nov 2026"))
    assert (clock.received, clock.day0) == (START.on, day("Sat 17 Oct 2026"))
    assert clock.period == 2
    assert clock.days_left == 19
    assert clock.date_of("orig_due") == DAY_20
    assert clock.suspended_on is None
    assert clock.warnings == ()


def test_advice_and_unasked_words_leave_the_clock_alone() -> None:
    advice = replace(event("clarification_asked", "Wed 07 Oct 2026"), genuine=False)
    clock = clock_on(
        "Fri 16 Oct 2026", START, advice, event("clarification_answered", "Thu 15 Oct 2026")
    )

    assert (clock.state, clock.due, clock.period) == (State.RUNNING, DAY_20, 1)
    assert "without having been asked" in clock.warnings[0]


def test_asking_after_the_last_day_stops_the_clock_and_does_not_heal_the_breach() -> None:
    clock = clock_on("Fri 06 Nov 2026", START, event("clarification_asked", "Tue 03 Nov 2026"))

    assert clock.state is State.SUSPENDED_CLARIFICATION
    assert clock.missed == DAY_20
    assert "after the last day, Mon 2 Nov 2026" in clock.warnings[0]


def test_particulars_are_asked_for_within_twenty_days_under_the_eir() -> None:
    start = received("Mon 05 Oct 2026", EIR)
    long = extension("Fri 09 Oct 2026")
    asked = event("clarification_asked", "Tue 03 Nov 2026")
    clock = clock_on("Wed 04 Nov 2026", start, long, asked)

    assert clock.state is State.SUSPENDED_CLARIFICATION
    assert clock.warnings == (
        "Tue 3 Nov 2026: Asked after Mon 2 Nov 2026, the last day to ask. (EIR reg 9(2))",
    )
    in_time = clock_on("Wed 04 Nov 2026", start, event("clarification_asked", "Mon 02 Nov 2026"))
    assert in_time.warnings == ()


def test_asking_twice_keeps_the_first_day_and_gives_the_days_to_reply_from_the_last() -> None:
    twice = (event("clarification_asked", "Wed 07 Oct 2026"),
             event("clarification_asked", "Fri 09 Oct 2026"))  # fmt: skip
    clock = clock_on("Mon 12 Oct 2026", START, *twice)

    assert clock.suspended_on == day("Wed 07 Oct 2026")
    assert clock.asked_again_on == day("Fri 09 Oct 2026")
    assert clock.date_of("clar_remind") == day("Fri 06 Nov 2026")
    assert clock.date_of("clar_close") == day("Mon 07 Dec 2026")

    told = clock_on(
        "Mon 19 Oct 2026", START, *twice, event("clarification_answered", "Sat 17 Oct 2026")
    )
    assert (told.asked_again_on, told.due) == (None, day("Fri 13 Nov 2026"))


def test_a_fee_pauses_and_the_pause_is_lost_time_both_days_included() -> None:
    notice, paid = event("fee_notice", "Thu 08 Oct 2026"), event("fee_paid", "Fri 09 Oct 2026")
    waiting = clock_on("Fri 09 Oct 2026", START, notice)
    running = clock_on("Fri 09 Oct 2026", START, notice, paid)

    assert (waiting.state, waiting.due) == (State.SUSPENDED_FEE, None)
    assert waiting.answer_by == DAY_20
    assert waiting.date_of("fee_pay_by") == day("Thu 07 Jan 2027")
    assert waiting.warnings == ()
    assert (running.state, running.due) == (State.RUNNING, day("Wed 04 Nov 2026"))
    assert "(2 working days)" in running.effects[-1].text
    assert (
        "(1 working day)"
        in clock_on("Fri 09 Oct 2026", START, notice, event("fee_paid", "Thu 08 Oct 2026"))
        .effects[-1]
        .text
    )


def test_an_unpaid_fee_is_for_a_person_to_close_and_a_late_payment_too() -> None:
    notice = event("fee_notice", "Thu 08 Oct 2026")
    last = clock_on("Thu 07 Jan 2027", START, notice)
    over = clock_on("Fri 08 Jan 2027", START, notice)
    paid = clock_on("Fri 08 Jan 2027", START, notice, event("fee_paid", "Fri 08 Jan 2027"))

    on_the_last = event("fee_paid", "Thu 07 Jan 2027")
    assert last.warnings == ()
    assert clock_on("Thu 07 Jan 2027", START, notice, on_the_last).warnings == ()
    assert over.state is State.SUSPENDED_FEE
    assert over.warnings == (
        "The fee was not paid by Thu 7 Jan 2027: a person may close this (CLK-11).",
    )
    assert paid.state is State.RUNNING
    assert "no duty any more" in paid.warnings[0]


def test_a_late_fees_notice_and_a_lone_payment_do_nothing() -> None:
    late = clock_on("Fri 06 Nov 2026", START, event("fee_notice", "Tue 03 Nov 2026"))
    on_time = clock_on("Fri 06 Nov 2026", START, event("fee_notice", "Mon 02 Nov 2026"))
    lone = clock_on("Fri 06 Nov 2026", START, event("fee_paid", "Tue 20 Oct 2026"))
    reuse = clock_on(
        "Fri 16 Oct 2026", received("Mon 05 Oct 2026", RegimeCode.RPSI),
        event("fee_notice", "Tue 06 Oct 2026"),
    )  # fmt: skip

    assert (late.state, on_time.state) == (State.RUNNING, State.SUSPENDED_FEE)
    assert late.overdue
    assert (lone.due, reuse.due) == (DAY_20, DAY_20)
    assert all(clock.warnings for clock in (late, lone, reuse))


def test_a_second_fees_notice_does_not_lengthen_the_pause() -> None:
    clock = clock_on(
        "Fri 16 Oct 2026", START,
        event("fee_notice", "Thu 08 Oct 2026"), event("fee_notice", "Fri 09 Oct 2026"),
        event("fee_paid", "Fri 09 Oct 2026"),
    )  # fmt: skip

    assert clock.due == day("Wed 04 Nov 2026")


def test_a_public_interest_notice_moves_the_decision_and_nothing_else() -> None:
    clock = clock_on("Tue 10 Nov 2026", START, pit("Mon 02 Nov 2026", "Fri 27 Nov 2026"))

    assert clock.state is State.PIT_EXTENDED
    assert (clock.due, clock.answer_by) == (day("Fri 27 Nov 2026"), DAY_20)
    assert (clock.late, clock.warnings) == (False, ())
    assert clock_on("Sat 28 Nov 2026", START, pit("Mon 02 Nov 2026", "Fri 27 Nov 2026")).overdue


@pytest.mark.parametrize(
    ("notice", "due", "warning"),
    [
        (pit("Tue 03 Nov 2026", "Fri 27 Nov 2026"), DAY_20, "void"),
        (pit("Mon 02 Nov 2026", "Wed 02 Dec 2026"), DAY_40, "needs a recorded reason"),
        (pit("Mon 02 Nov 2026", None), DAY_40, "must give an estimated date"),
        (pit("Mon 02 Nov 2026", "Fri 27 Nov 2026", ""), day("Fri 27 Nov 2026"), "exemption"),
        (pit("Mon 05 Oct 2026", "Thu 08 Oct 2026"), DAY_20, ""),
        (pit("Mon 02 Nov 2026", "Tue 01 Dec 2026"), DAY_40, ""),
        (pit("Mon 02 Nov 2026", "Wed 02 Dec 2026", override="court"), day("Wed 02 Dec 2026"), ""),
    ],
)
def test_a_public_interest_notice_has_conditions(
    notice: ClockEvent, due: date, warning: str
) -> None:
    clock = clock_on("Tue 03 Nov 2026", START, notice)

    assert clock.due == due
    assert (warning in " ".join(clock.warnings)) if warning else not clock.warnings


def test_a_new_estimate_may_follow_a_valid_notice_even_after_day_twenty() -> None:
    first, second = (pit("Mon 02 Nov 2026", "Fri 13 Nov 2026"),
                     pit("Thu 12 Nov 2026", "Fri 27 Nov 2026"))  # fmt: skip

    assert clock_on("Thu 12 Nov 2026", START, first, second).due == day("Fri 27 Nov 2026")


@pytest.mark.parametrize("regime", [EIR, FOISA, EISR, RegimeCode.RPSI])
def test_only_foia_extends_for_the_public_interest(regime: RegimeCode) -> None:
    clock = clock_on(
        "Wed 21 Oct 2026", received("Mon 05 Oct 2026", regime),
        pit("Tue 20 Oct 2026", "Fri 27 Nov 2026"),
    )  # fmt: skip

    assert (clock.due, clock.state) == (DAY_20, State.RUNNING)
    assert "no extension for the public interest" in clock.warnings[0]


@pytest.mark.parametrize(
    ("regime", "notice", "due", "state"),
    [
        (EIR, extension("Mon 02 Nov 2026"), DAY_40, State.EIR_EXTENDED),
        (EISR, extension("Mon 02 Nov 2026"), DAY_40, State.EIR_EXTENDED),
        (EIR, extension("Tue 03 Nov 2026"), DAY_20, State.RUNNING),
        (EIR, extension("Tue 20 Oct 2026", is_complex=False), DAY_20, State.RUNNING),
        (EIR, extension("Tue 20 Oct 2026", voluminous=False), DAY_20, State.RUNNING),
        (RegimeCode.FOIA, extension("Tue 20 Oct 2026"), DAY_20, State.RUNNING),
        (FOISA, extension("Tue 20 Oct 2026"), DAY_20, State.RUNNING),
    ],
)
def test_complex_and_voluminous_information_has_forty_days_when_told_in_time(
    regime: RegimeCode, notice: ClockEvent, due: date, state: State
) -> None:
    clock = clock_on("Wed 04 Nov 2026", received("Mon 05 Oct 2026", regime), notice)

    assert (clock.due, clock.state) == (due, state)
    assert bool(clock.warnings) is (state is State.RUNNING)
    assert clock.length == (40 if due == DAY_40 else 20)


def test_an_extension_ends_with_the_period_that_a_clarification_ends() -> None:
    clock = clock_on(
        "Wed 04 Nov 2026", received("Mon 05 Oct 2026", EIR), extension("Tue 20 Oct 2026"),
        event("clarification_asked", "Wed 21 Oct 2026"),
        event("clarification_answered", "Fri 23 Oct 2026"),
    )  # fmt: skip

    assert (clock.state, clock.due) == (State.RUNNING, day("Fri 20 Nov 2026"))
    assert "give a new notice" in clock.warnings[0]
    assert clock.date_of("orig_due") == DAY_40


def test_a_part_is_not_the_whole_and_a_holding_reply_is_nothing() -> None:
    clock = clock_on(
        "Tue 03 Nov 2026", START,
        event("part_answered", "Tue 20 Oct 2026"), event("holding_reply", "Fri 30 Oct 2026"),
    )  # fmt: skip

    assert clock.overdue
    assert clock.due == DAY_20


@pytest.mark.parametrize(
    ("kind", "on", "late", "taken"),
    [
        ("answered", "Mon 05 Oct 2026", False, 0),
        ("answered", "Mon 02 Nov 2026", False, 20),
        ("refused", "Tue 03 Nov 2026", True, 21),
    ],
)
def test_an_answer_ends_the_clock_in_time_or_late(
    kind: str, on: str, late: bool, taken: int
) -> None:
    clock = clock_on("Fri 13 Nov 2026", START, event(kind, on))

    assert (clock.state, clock.due, clock.answered_on) == (State.COMPLETE, DAY_20, day(on))
    assert (clock.late, clock.days_taken, clock.days_left) == (late, taken, None)
    assert clock.missed == (DAY_20 if late else None)
    assert not clock.overdue


def test_a_second_letter_does_not_make_the_first_late() -> None:
    clock = clock_on(
        "Fri 13 Nov 2026", START,
        event("answered", "Mon 02 Nov 2026"), event("answered", "Thu 12 Nov 2026"),
    )  # fmt: skip

    assert (clock.answered_on, clock.late) == (DAY_20, False)


def test_an_answer_that_came_back_was_not_sent() -> None:
    sent, back = event("answered", "Thu 29 Oct 2026"), event("bounced", "Thu 29 Oct 2026")
    clock = clock_on("Tue 03 Nov 2026", START, sent, back)
    again = clock_on("Tue 03 Nov 2026", START, sent, back, event("answered", "Tue 03 Nov 2026"))

    assert (clock.state, clock.overdue, clock.answered_on) == (State.RUNNING, True, None)
    assert "counts as not sent" in clock.warnings[0]
    assert (again.state, again.late) == (State.COMPLETE, True)
    assert clock_on("Fri 30 Oct 2026", START, back).warnings == ()


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("withdrawn", State.WITHDRAWN),
        ("lapsed", State.LAPSED),
        ("transferred_out", State.TRANSFERRED_OUT),
    ],
)
def test_what_is_closed_is_not_late_and_can_be_opened_again(kind: str, state: State) -> None:
    closed = clock_on("Fri 13 Nov 2026", START, event(kind, "Fri 09 Oct 2026"))
    after = clock_on("Fri 13 Nov 2026", START, event(kind, "Fri 06 Nov 2026"))
    again = clock_on(
        "Fri 13 Nov 2026", START, event(kind, "Fri 09 Oct 2026"),
        event("reopened", "Mon 12 Oct 2026"),
    )  # fmt: skip

    assert (closed.state, closed.late, closed.missed, closed.runs) == (state, False, None, False)
    assert after.missed == DAY_20
    assert (again.state, again.due, again.overdue) == (State.RUNNING, DAY_20, True)


def test_a_corrected_receipt_moves_everything_and_is_said() -> None:
    corrected = event("receipt_corrected", "Thu 01 Oct 2026")
    clock = clock_on("Wed 14 Oct 2026", START, corrected)

    assert (clock.received, clock.due) == (corrected.on, day("Thu 29 Oct 2026"))
    assert "First recorded" in clock.effects[0].text
    assert clock_on("Wed 14 Oct 2026", START, corrected, event("receipt_corrected",
                    "Fri 02 Oct 2026")).received == day("Fri 02 Oct 2026")  # fmt: skip


def test_a_changed_regime_replays_everything_under_the_new_one() -> None:
    changed = replace(event("regime_changed", "Tue 20 Oct 2026"), regime=EIR)
    notice = pit("Mon 19 Oct 2026", "Fri 27 Nov 2026")
    clock = clock_on("Wed 21 Oct 2026", START, notice, changed)

    unnamed = event("regime_changed", "Tue 20 Oct 2026")
    assert clock_on("Wed 21 Oct 2026", START, unnamed).regime is RegimeCode.FOIA
    assert (clock.regime, clock.due, clock.state) == (EIR, DAY_20, State.RUNNING)
    assert "Environmental" in clock.warnings[0]


@pytest.mark.parametrize("kind", ["redirected", "transferred_in"])
def test_time_runs_from_arrival_at_the_right_place_never_before_receipt(kind: str) -> None:
    later = clock_on("Thu 08 Oct 2026", START, event(kind, "Thu 08 Oct 2026"))
    earlier = clock_on("Thu 08 Oct 2026", START, event(kind, "Thu 01 Oct 2026"))

    assert later.due == day("Thu 05 Nov 2026")
    assert earlier.due == DAY_20
    assert "ignored" in earlier.warnings[0]


def test_an_event_before_the_receipt_is_set_aside_with_a_warning() -> None:
    clock = clock_on("Thu 08 Oct 2026", START, event("clarification_asked", "Fri 02 Oct 2026"))

    assert clock.state is State.RUNNING
    assert clock.warnings == (
        "Fri 2 Oct 2026: clarification_asked is dated before the receipt: ignored. (DAY-2)",
    )


def test_events_are_taken_by_their_days_and_on_one_day_in_the_order_given() -> None:
    asked, told = (event("clarification_asked", "Wed 07 Oct 2026"),
                   event("clarification_answered", "Fri 16 Oct 2026"))  # fmt: skip
    same_day = event("clarification_asked", "Fri 16 Oct 2026")

    assert clock_on("Mon 19 Oct 2026", START, told, asked).due == day("Fri 13 Nov 2026")
    assert clock_on("Mon 19 Oct 2026", START, asked, told, same_day).state in SUSPENDED
    assert clock_on("Mon 19 Oct 2026", START, asked, same_day, told).state in RUNS


def test_a_clock_needs_a_beginning_with_a_regime() -> None:
    for events in ((), (event("answered", "Mon 05 Oct 2026"),), (replace(START, regime=None),)):
        with pytest.raises(EventError, match="names its regime"):
            item_clock(events, DAY_20, CALENDARS, RULES)


def test_a_school_and_an_archive_have_their_own_time_under_foia_alone() -> None:
    half_term = (Period(day("Mon 26 Oct 2026"), day("Fri 30 Oct 2026")),)
    school = received("Mon 05 Oct 2026", variant=Variant.SCHOOL, non_school=half_term)
    closed = replace(school, non_school=(Period(day("Tue 06 Oct 2026"), day("Fri 26 Feb 2027")),))
    archive = received("Mon 05 Oct 2026", variant=Variant.ARCHIVE)
    today = "Wed 14 Oct 2026"

    assert clock_on(today, school).due == day("Mon 09 Nov 2026")
    assert clock_on(today, closed).due == day("Thu 31 Dec 2026")
    assert clock_on(today, archive).due == day("Mon 16 Nov 2026")
    assert clock_on(today, archive).length == 30
    for start in (school, archive):
        assert clock_on(today, replace(start, regime=EIR)).due == DAY_20
        assert clock_on(today, replace(start, kind=EventKind.REVIEW_ASKED)).due == DAY_20


@pytest.mark.parametrize(
    ("regime", "due"),
    [
        (RegimeCode.FOIA, DAY_20), (EIR, DAY_40), (FOISA, DAY_20), (EISR, DAY_20),
    ],
)  # fmt: skip
def test_a_review_has_its_own_time(regime: RegimeCode, due: date) -> None:
    start = review_asked("Mon 05 Oct 2026", regime)
    clock = clock_on("Wed 14 Oct 2026", start)
    done = clock_on("Wed 02 Dec 2026", start, event("review_answered", "Tue 01 Dec 2026"))

    assert (clock.state, clock.due) == (State.RUNNING, due)
    assert done.state is State.COMPLETE
    assert done.late is (due == DAY_20)
    assert done.date_of("regulator_by") is not None
    assert done.date_of("review_ask_by") is None


@pytest.mark.parametrize(
    ("regime", "on", "until", "due"),
    [
        (RegimeCode.FOIA, "Fri 30 Oct 2026", "Fri 20 Nov 2026", day("Fri 20 Nov 2026")),
        (RegimeCode.FOIA, "Fri 30 Oct 2026", "Wed 02 Dec 2026", DAY_40),
        (RegimeCode.FOIA, "Mon 02 Nov 2026", "Fri 20 Nov 2026", DAY_20),
        (EIR, "Fri 30 Oct 2026", "Wed 02 Dec 2026", DAY_40),
        (FOISA, "Fri 30 Oct 2026", "Fri 20 Nov 2026", DAY_20),
    ],
)
def test_only_a_foia_review_is_extended_and_only_when_told_before_day_twenty(
    regime: RegimeCode, on: str, until: str, due: date
) -> None:
    told = replace(event("review_extended", on), until=day(until))
    clock = clock_on("Tue 03 Nov 2026", review_asked("Mon 05 Oct 2026", regime), told)

    assert clock.due == due
    extended = regime is RegimeCode.FOIA and due != DAY_20
    assert (clock.state is State.REVIEW_EXTENDED) is extended


@pytest.mark.parametrize("kind", ["clarification_asked", "fee_notice"])
def test_nothing_stops_a_review_or_a_data_protection_clock(kind: str) -> None:
    asked = event(kind, "Wed 07 Oct 2026")
    review = clock_on("Thu 08 Oct 2026", review_asked("Mon 05 Oct 2026"), asked)
    access = clock_on("Thu 08 Oct 2026", received("Mon 05 Oct 2026", SAR), asked)

    assert review.state is access.state is State.RUNNING
    assert review.warnings
    assert access.warnings
    assert access.length is None
    for other in (extension("Wed 07 Oct 2026"), pit("Wed 07 Oct 2026", "Fri 27 Nov 2026")):
        clock = clock_on("Thu 08 Oct 2026", review_asked("Mon 05 Oct 2026", EIR), other)
        assert (clock.state, clock.due) == (State.RUNNING, DAY_40)


def test_a_review_does_not_touch_the_first_clock() -> None:
    answered = event("answered", "Mon 02 Nov 2026")
    asked = event("review_asked", "Mon 09 Nov 2026")
    done = event("review_answered", "Fri 20 Nov 2026")
    clock = clock_on("Mon 30 Nov 2026", START, answered, asked, done)

    assert (clock.answered_on, clock.state) == (DAY_20, State.COMPLETE)
    assert [effect.text for effect in clock.effects[2:]] == [
        "An internal review was asked for; it has a clock of its own.",
        "The internal review was answered; it has a clock of its own.",
    ]
    assert clock_on("Mon 09 Nov 2026", START, asked).overdue
    assert not clock_on("Mon 30 Nov 2026", START, done).answered_on


def test_the_requester_has_forty_days_to_ask_for_a_review_also_after_silence() -> None:
    answered = clock_on("Tue 03 Nov 2026", START, event("answered", "Tue 20 Oct 2026"))

    assert answered.date_of("review_ask_by") == day("Wed 16 Dec 2026")
    assert clock_on(DAY_20, START).date_of("review_ask_by") is None
    assert clock_on("Tue 03 Nov 2026", START).date_of("review_ask_by") == day("Thu 31 Dec 2026")


@pytest.mark.parametrize(
    ("start", "target", "back", "approval", "england"),
    [
        # 30 November: England works, so the internal days are one day earlier.
        ("Mon 16 Nov 2026", "Mon 14 Dec 2026", "Mon 30 Nov 2026", "Wed 09 Dec 2026",
         "Mon 14 Dec 2026"),
        ("Mon 05 Oct 2026", "Mon 02 Nov 2026", "Mon 19 Oct 2026", "Wed 28 Oct 2026",
         "Mon 02 Nov 2026"),
    ],
)  # fmt: skip
def test_targets_are_the_earlier_count_and_never_later_than_the_law(
    start: str, target: str, back: str, approval: str, england: str
) -> None:
    clock = clock_on(start, received(start))

    assert clock.target == day(target)
    assert clock.date_of("answer_back") == day(back)
    assert clock.date_of("approval") == day(approval)
    assert clock.england_only == day(england)


def test_the_buffer_is_kept_free_and_late_targets_move_with_an_extension() -> None:
    rules = Rulebook(RULES.regimes, Targets(answer_back=10, approval=17, buffer=2))
    plain = item_clock([START], START.on, CALENDARS, rules)
    extended = clock_on(
        "Tue 20 Oct 2026", received("Mon 05 Oct 2026", EIR), extension("Tue 20 Oct 2026")
    )
    review = clock_on("Tue 20 Oct 2026", review_asked("Mon 05 Oct 2026", EIR))

    assert plain.target == day("Thu 29 Oct 2026")
    assert plain.due == DAY_20
    assert extended.date_of("approval") == day("Wed 25 Nov 2026")
    assert extended.target == day("Mon 30 Nov 2026")
    assert "Internal: draft with the approver (day 37)" in {
        named.meaning for named in extended.dates
    }
    assert review.date_of("approval") == day("Wed 28 Oct 2026")


def test_scottish_targets_follow_the_scottish_calendar() -> None:
    clock = clock_on("Mon 16 Nov 2026", received("Mon 16 Nov 2026", FOISA))

    assert clock.target == clock.due == day("Tue 15 Dec 2026")
    assert clock.england_only is None


def test_a_date_that_rests_on_unpublished_holidays_says_so() -> None:
    clock = clock_on("Mon 11 Dec 2028", received("Mon 11 Dec 2028"))

    assert clock.due == day("Fri 12 Jan 2029")
    assert "not published yet" in clock.warnings[0]
    assert clock_on("Fri 01 Dec 2028", received("Wed 22 Nov 2028")).warnings == ()


def test_a_subject_access_request_warns_where_one_nation_would_be_earlier() -> None:
    start = received("Mon 17 Feb 2025", SAR)
    clock = clock_on("Mon 17 Feb 2025", start)

    assert (clock.due, clock.target) == (day("Tue 18 Mar 2025"), day("Mon 17 Mar 2025"))
    assert "Mon 17 Mar 2025" in clock.warnings[0]
    assert clock.date_of("longest") == day("Mon 19 May 2025")
    assert clock_on("Mon 05 Oct 2026", received("Mon 05 Oct 2026", SAR)).warnings == ()


def test_dates_beyond_the_known_years_are_left_out_while_the_due_date_is_known() -> None:
    clock = clock_on("Mon 04 Nov 2030", received("Mon 04 Nov 2030"))

    assert clock.due == day("Tue 03 Dec 2030")
    assert clock.date_of("pit_notice_by") == clock.due
    assert clock.date_of("pit_target_max") is None


def test_the_case_shows_its_earliest_running_item() -> None:
    today = "Mon 19 Oct 2026"
    plain = clock_on(today, START)
    clear = clock_on(today, START, event("answered", "Fri 16 Oct 2026"))
    unclear = clock_on(
        today, START, event("clarification_asked", "Wed 07 Oct 2026"),
        event("clarification_answered", "Fri 16 Oct 2026"),
    )  # fmt: skip
    waiting = clock_on(today, START, event("clarification_asked", "Wed 07 Oct 2026"))
    gone = clock_on(today, START, event("withdrawn", "Wed 07 Oct 2026"))

    case = case_due((clear, unclear, plain, waiting, plain))
    assert (case.due, case.earliest, case.state) == (DAY_20, (2, 4), State.RUNNING)
    assert (case.days_left, case.late, case.target) == (10, False, DAY_20)
    assert case_due((unclear, clear)).due == day("Fri 13 Nov 2026")
    assert case_due((clear, waiting)).state is State.SUSPENDED_CLARIFICATION
    assert case_due((clear, waiting)).due is None
    assert case_due((gone, clear)).state is State.COMPLETE
    lapsed = clock_on(today, START, event("lapsed", "Wed 07 Oct 2026"))
    assert case_due((gone, lapsed)).state is State.WITHDRAWN
    assert case_due((clear, waiting)).late is False
    assert case_due(()).state is State.COMPLETE
