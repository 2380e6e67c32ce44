"""The explanation: every day with its number or its reason, and what England alone would say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from foibot.clock.events import Variant
from foibot.clock.explain import Explanation, explain_item, explain_outcome
from foibot.clock.in_short import STATES
from foibot.clock.limits import Limit, Period, Unit
from foibot.clock.model import ItemClock, State
from foibot.clock.regimes import RegimeCode
from foibot.clock.render import WIDTH, rendered
from tests.unit.clock.dates import day
from tests.unit.clock.desk import (
    CALENDARS,
    RULES,
    clock_on,
    event,
    received,
    review_asked,
    rule,
)

START = received("Mon 16 Nov 2026")


def explained(name: str, regime: str, on: str, events: str = "") -> Explanation:
    return explain_outcome(rule(name, regime, on, events), CALENDARS, RULES)


def text(name: str, regime: str, on: str, events: str = "") -> str:
    return rendered(explained(name, regime, on, events))


@pytest.mark.parametrize(
    ("name", "regime", "on", "events"),
    [
        ("FOIA_20", "FOIA", "2025-12-24", ""),
        ("FOISA_20", "FOISA", "2026-03-30", ""),
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-20"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-08;clar_recd=2026-10-20"),
        ("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-26..2026-10-30"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-10-20"),
        ("FOIA_30_ARCHIVE", "FOIA", "2026-10-05", ""),
        ("EIR_REVIEW", "EIR", "2026-10-05", ""),
        ("EIR_REVIEW_ASK", "EIR", "2026-10-05", ""),
    ],
)
def test_every_day_from_day_0_to_the_due_date_is_there_once_and_numbered_without_gaps(
    name: str, regime: str, on: str, events: str
) -> None:
    found = explained(name, regime, on, events)
    days = [entry.on for entry in found.days]
    numbers = [entry.number for entry in found.days if entry.number is not None]

    assert found.due is not None
    assert days[0] == found.start
    assert days[-1] == found.due
    assert [b.toordinal() - a.toordinal() for a, b in pairwise(days)] == [1] * (len(days) - 1)
    assert numbers == list(range(len(numbers)))
    assert numbers[-1] == found.length
    assert all(entry.why for entry in found.days if entry.number is None)


def test_a_left_out_holiday_has_its_name_its_nation_and_its_instrument() -> None:
    found = explained("FOIA_20", "FOIA", "2025-12-24")
    second = next(entry for entry in found.left_out if entry.on == day("Fri 02 Jan 2026"))
    said = " ".join(rendered(found).split())

    assert second.why == "2 January (Scotland)"
    assert "Banking and Financial Dealings Act 1971, Schedule 1" in second.section
    assert second.elsewhere
    assert [entry.elsewhere for entry in found.left_out] == [False, False, False, True]
    assert (
        "-- Fri 2 Jan 2026 not counted: 2 January (Scotland); a working day in England and Wales "
        "[FOIA s.10(6); Banking and Financial Dealings Act 1971, Schedule 1]" in said
    )
    assert "day 20 Tue 27 Jan 2026" in said
    assert "-- Sat 27 Dec 2025 not counted: Saturday -- Sun" in said


def test_it_says_what_an_england_only_count_would_have_got_wrong() -> None:
    said = " ".join(text("FOIA_20", "FOIA", "2025-12-24").split())
    plain = text("FOIA_20", "FOIA", "2026-10-05")
    scots = text("FOISA_20", "FOISA", "2025-12-24")

    assert "The holidays of England and Wales alone would give Mon 26 Jan 2026." in said
    assert "They miss 2 January on Fri 2 Jan 2026 (Scotland)" in said
    assert "The holidays of England and Wales alone give the same date." in plain
    assert "alone" not in scots
    assert "alone" not in text("DPC_30", "DPC", "2026-07-01")
    assert explained("AGG_60", "FOIA", "2026-06-01").england_only == day("Fri 21 Aug 2026")
    assert explained("ICO_6W", "FOIA", "2026-06-01").england_only is None
    assert explained("FOISA_REVIEW_ASK", "FOISA", "2026-06-01").england_only is None


def test_a_holiday_proclaimed_after_the_receipt_says_so() -> None:
    after = " ".join(text("FOIA_20", "FOIA", "2022-09-05").split())
    on_the_day = " ".join(text("FOIA_20", "FOIA", "2022-09-10").split())

    assert "proclaimed 2022-09-10, after the receipt" in after
    assert "proclaimed 2022-09-10, by the day of the receipt" in on_the_day


def test_each_event_is_there_with_its_effect_and_its_section() -> None:
    said = " ".join(
        text("FOIA_20_CLAR", "FOIA", "2026-10-05",
             "clar_sought=2026-10-07;clar_recd=2026-10-16").split()
    )  # fmt: skip

    assert "Received Mon 5 Oct 2026" in said
    assert "Day 0 Fri 16 Oct 2026" in said
    assert "Due Fri 13 Nov 2026 (working day 20; FOIA s.10(1))" in said
    assert "Clarification asked for on day 2: no time runs until it arrives." in said
    assert "[FOIA s.1(3), s.10(6)(b)]" in said
    assert "day 0 Fri 16 Oct 2026 the clarification arrived" in said
    assert "Mon 2 Nov 2026 Due date before the clarification (orig_due)" in said


def test_a_pause_says_for_what() -> None:
    fee = " ".join(
        text("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-09")
        .split()
    )  # fmt: skip
    school = text("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-26..2026-10-30")

    assert "Thu 8 Oct 2026 not counted: the fee was awaited [FOIA s.10(2)]" in fee
    assert "not a school day" in school


def test_while_it_stands_still_the_days_end_where_it_stopped_and_nothing_is_due() -> None:
    asked = event("clarification_asked", "Mon 30 Nov 2026")
    clock = clock_on("Mon 21 Dec 2026", START, asked)
    found = explain_item(clock, CALENDARS, RULES)
    said = rendered(found)

    assert found.days[-1].on == asked.on
    assert found.days[-1].number is None
    assert "Due  " not in said
    assert "standing still until the requester answers" in said
    assert "alone" not in said


def test_targets_stand_beside_the_statutory_date_and_are_called_internal() -> None:
    clock = clock_on("Mon 16 Nov 2026", START)
    said = " ".join(rendered(explain_item(clock, CALENDARS, RULES)).split())

    assert "Due Tue 15 Dec 2026" in said
    assert (
        "Internal targets (never later than the statutory date, and never told as the deadline) "
        "Mon 30 Nov 2026 Answers back (day 10) Wed 9 Dec 2026 Draft with the approver (day 17) "
        "Mon 14 Dec 2026 Answer sent" in said
    )


def test_every_state_can_be_said_and_an_extension_says_by_what_it_is_due() -> None:
    assert set(STATES) == set(State)
    told = replace(
        event("public_interest_notice", "Mon 14 Dec 2026"),
        until=day("Fri 08 Jan 2027"), exemption="s.36",
    )  # fmt: skip
    said = " ".join(
        rendered(explain_item(clock_on("Tue 15 Dec 2026", START, told), CALENDARS, RULES)).split()
    )

    assert "Due Fri 8 Jan 2027 (the date told to the requester)" in said
    assert "State extended for the public interest" in said


def test_the_limit_named_is_the_one_that_holds() -> None:
    archive = clock_on("Mon 16 Nov 2026", received("Mon 16 Nov 2026", variant=Variant.ARCHIVE))
    review = clock_on("Mon 16 Nov 2026", review_asked("Mon 16 Nov 2026", RegimeCode.EIR))
    school = received("Mon 16 Nov 2026", variant=Variant.SCHOOL,
                      non_school=(Period(START.on, START.on),))  # fmt: skip

    def section(clock: ItemClock) -> str:
        return explain_item(clock, CALENDARS, RULES).limit.section

    assert section(archive) == "SI 2004/3364 reg 4"
    assert section(review) == "EIR reg 11(4)"
    assert section(clock_on("Mon 16 Nov 2026", school)) == "FOIA s.10(1)"
    assert "EIR reg 7(1)" in text("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-10-20")
    assert "day  0  Mon 16 Nov 2026  the review was asked for" in rendered(
        explain_item(review, CALENDARS, RULES)
    )


def test_calendar_days_and_months_show_only_how_the_last_day_moved() -> None:
    moved = " ".join(text("SAR_1M", "SAR", "2026-09-03").split())
    still = text("SAR_1M", "SAR", "2026-09-01")

    assert "Due Mon 5 Oct 2026 (1 month; UK GDPR Article 12(3))" in moved
    assert "-- Sat 3 Oct 2026 not counted: Saturday" in moved
    assert "Mon 5 Oct 2026 a working day: the last day to answer" in moved
    assert "The last day moves" not in still
    assert "day  " not in text("SAR_1M", "SAR", "2026-09-03")
    assert "Day 1     Wed 1 Jul 2026" in text("DPC_30", "DPC", "2026-07-01")
    assert "(30 days, the first day included; " in text("DPC_30", "DPC", "2026-07-01")
    assert "day 1 of 30." in text("DPC_30", "DPC", "2026-07-01")
    assert "(42 days; " in text("ICO_6W", "FOIA", "2026-07-01")


def test_the_first_day_of_an_aggregation_is_day_1() -> None:
    found = explained("AGG_60", "FOIA", "2026-09-01")

    assert (found.days[0].number, found.days[-1].number) == (1, 60)
    assert "Response" not in rendered(found)


def test_warnings_and_the_calendar_used_are_named() -> None:
    late = text("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-11-03")

    assert "To look at\n  ! Tue 3 Nov 2026: Extension notice after Mon 2 Nov 2026" in late
    assert "To look at" not in text("FOIA_20", "FOIA", "2026-10-05")
    assert f"version {CALENDARS.uk_any.version}, bank holidays published to" in late
    assert "Other dates\nMon 2 Nov 2026   response due (response_due)" in text(
        "FOISA_REVIEW_ASK_NORESP", "FOISA", "2026-10-05"
    )


def test_the_first_lines_say_law_and_rule_and_each_date_its_section() -> None:
    said = text("FOIA_20", "FOIA", "2026-10-05")
    item = rendered(explain_item(clock_on("Mon 16 Nov 2026", START), CALENDARS, RULES))

    assert said.startswith("Freedom of Information Act 2000, rule FOIA_20\n\nDay 0     Mon 5 Oct")
    assert item.startswith("Freedom of Information Act 2000\n\nDay 0     Mon 16 Nov")
    assert "Last day for a public-interest notice (pit_notice_by) [FOIA s.10(3)," in said
    assert "[]" not in text("FOISA_REVIEW_ASK_NORESP", "FOISA", "2026-10-05")


def test_internal_targets_are_listed_where_there_are_any() -> None:
    both = text("FOIA_20", "FOIA", "2026-10-05")
    last_day_alone = text("DPC_30", "DPC", "2026-10-05")
    none = text("AGG_60", "FOIA", "2026-10-05")
    waiting = text("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-07")

    assert "Answers back" in both
    assert "Answer sent" in both
    assert "Internal targets" in last_day_alone
    assert "Answers back" not in last_day_alone
    assert "Internal targets" not in none
    assert "Answers back" in waiting
    assert "Answer sent" not in waiting


def test_two_months_are_months() -> None:
    found = replace(
        explained("SAR_1M", "SAR", "2026-09-01"), limit=Limit(Unit.MONTHS, 2, "a section")
    )

    assert "(2 months; a section)" in rendered(found)


def test_no_line_is_longer_than_a_letter_and_none_ends_in_blanks() -> None:
    said = text("FOIA_20_CLAR", "FOIA", "2025-12-01", "clar_sought=2025-12-05;clar_recd=2025-12-24")

    assert all(len(line) <= WIDTH for line in said.splitlines())
    assert all(line == line.rstrip() for line in said.splitlines())
    assert said.endswith(".\n")


def short(name: str, regime: str, received: str, events: str = "") -> str:
    """Return the plain sentences at the head of an explanation."""
    folded = " ".join(text(name, regime, received, events).split())
    return folded.partition("In short: ")[2].partition(" What happened")[0]


def test_the_plain_sentences_say_the_date_and_every_holiday_left_out() -> None:
    assert short("FOIA_20", "FOIA", "2025-07-25") == (
        "the request was received on Friday 25 July 2025. That day is not counted; the first "
        "working day after it is day 1. The answer must be sent by the end of Tuesday 26 August "
        "2025, which is day 20. Saturdays and Sundays are not counted, and neither are 2 public "
        "holidays: Summer bank holiday, 4 August (Scotland); Summer bank holiday, 25 August "
        "(England and Wales, Northern Ireland)."
    )


@pytest.mark.parametrize(
    ("name", "regime", "received", "events", "words"),
    [
        ("EIR_20", "EIR", "2025-06-02", "", "Saturdays and Sundays are not counted."),
        ("FOIA_20", "FOIA", "2026-06-01", "", "and neither is a public holiday: Scotland at the"),
        ("FOIA_REVIEW", "FOIA", "2025-07-10", "", "the review was asked for on Thursday 10 July"),
        (
            "FOIA_20_CLAR", "FOIA", "2025-03-03", "clar_sought=2025-03-10;clar_recd=2025-03-24",
            "on Monday 24 March 2025 the answer to our question came, and the time began again.",
        ),
        (
            "FOIA_20_CLAR", "FOIA", "2025-03-03", "clar_sought=2025-03-10",
            "standing still until the requester answers the question. Until then there is no last",
        ),
        (
            "FOIA_20_FEE", "FOIA", "2025-06-02", "fee_notice=2025-06-11;fee_recd=2025-06-20",
            "Saturdays, Sundays and days on which the fee was awaited are not counted.",
        ),
        (
            "FOIA_SCHOOL", "FOIA", "2020-03-20", "non_school=2020-03-23..2020-08-31",
            "18 June 2020, which is day 60, the longest that a school may take, open or closed.",
        ),
        (
            "FOIA_SCHOOL", "FOIA", "2025-07-11", "non_school=2025-07-23..2025-09-02",
            "2025, which is day 20. Saturdays, Sundays and days on which the school is closed are",
        ),
        (
            "FOIA_20", "FOIA", "2025-06-02", "responded=2025-06-05",
            "5 June 2025. The last day for it was Monday 30 June 2025. It was in time, on working "
            "day 3.",
        ),
        (
            "FOIA_20", "FOIA", "2025-06-02", "responded=2025-07-01",
            "It was late by 1 working day, on working day 21.",
        ),
        ("FOIA_20", "FOIA", "2025-06-02", "responded=2025-06-30", "in time, on working day 20."),
        ("FOIA_20", "FOIA", "2025-06-02", "responded=2025-07-02", "late by 2 working days"),
        ("FOIA_20", "FOIA", "2025-05-30", "responded=2025-06-28", "late by 1 working day, on"),
    ],
)  # fmt: skip
def test_the_plain_sentences_fit_what_happened(
    name: str, regime: str, received: str, events: str, words: str
) -> None:
    assert words in short(name, regime, received, events)


def test_a_date_that_no_count_of_days_made_has_no_plain_sentences() -> None:
    assert "In short" not in text("SAR_1M", "SAR", "2025-11-25")
    assert "In short" not in text("ICO_6W", "FOIA", "2025-08-11")
    assert "In short" not in text("FOIA_20", "FOIA", "2025-06-02", "withdrawn=2025-06-05")


def test_a_last_day_that_passed_before_a_question_stays_on_record() -> None:
    said = text("FOIA_20_CLAR", "FOIA", "2025-06-02", "clar_sought=2025-07-05")

    assert "Missed    Mon 30 Jun 2025 passed without an answer" in said
    assert "Missed" not in text("FOIA_20", "FOIA", "2025-06-02", "responded=2025-07-01")


def test_a_school_sees_by_which_of_its_limits_the_date_came() -> None:
    closed = text("FOIA_SCHOOL", "FOIA", "2020-03-20", "non_school=2020-03-23..2020-08-31")
    open_ = text("FOIA_SCHOOL", "FOIA", "2025-03-03", "non_school=2025-04-07..2025-04-21")

    assert "(working day 60, the longest for a school; SI 2004/3364" in closed
    assert "(working day 20 that is a school day; SI 2004/3364" in open_


def test_a_scottish_holiday_in_a_schools_own_is_not_named_as_missed_in_england() -> None:
    said = text("FOIA_SCHOOL", "FOIA", "2025-07-15", "non_school=2025-07-23..2025-09-02")

    assert "England and Wales alone give the same date" in said
