"""Named rules, in tables that a clerk can check: dates counted by hand."""

from __future__ import annotations

import pytest

from foibot.clock.calendar import CalendarError
from foibot.clock.events import EventError
from foibot.clock.statute import RULES, RuleError
from foibot.errors import FoibotError
from tests.unit.clock.dates import day
from tests.unit.clock.desk import rule

FORM = "%a %d %b %Y"


@pytest.mark.parametrize(
    ("name", "regime", "received", "events", "due"),
    [
        # St Andrew's Day 2026 is a Monday: not counted anywhere in the United Kingdom.
        ("FOIA_20", "FOIA", "2026-11-23", "", "Tue 22 Dec 2026"),
        ("FOISA_20", "FOISA", "2026-11-23", "", "Tue 22 Dec 2026"),
        # Easter Monday, 29 March 2027, counts in Scotland.
        ("FOIA_20", "FOIA", "2027-03-22", "", "Wed 21 Apr 2027"),
        ("FOISA_20", "FOISA", "2027-03-22", "", "Tue 20 Apr 2027"),
        ("EIR_20", "EIR", "2027-03-22", "", "Wed 21 Apr 2027"),
        ("EISR_20", "EISR", "2027-03-22", "", "Tue 20 Apr 2027"),
        ("RPSI_20", "RPSI", "2027-03-22", "", "Wed 21 Apr 2027"),
        # Local midnight: 23:30 in UTC is the next day in summer (DAY-3).
        ("FOIA_20", "FOIA", "2026-07-29T23:30:00Z", "", "Fri 28 Aug 2026"),
        ("FOIA_20", "FOIA", "2026-07-29T22:30:00Z", "", "Thu 27 Aug 2026"),
        # DAY-5: the contact named in the automatic reply has it on the Thursday.
        ("FOIA_20", "FOIA", "2026-10-05", "resent_to_ooo_contact=2026-10-08", "Thu 05 Nov 2026"),
        ("FOIA_20", "FOIA", "2026-10-05", "quarantined_until=2026-10-08", "Mon 02 Nov 2026"),
        ("FOIA_20", "FOIA", "2026-10-05", "transferred_in=2026-10-08", "Thu 05 Nov 2026"),
        ("FOIA_20", "FOIA", "2026-10-05", "logged=2026-10-06;acknowledged=2026-10-09",
         "Mon 02 Nov 2026"),
        # CLK-2: a fresh period; CLK-3: advice does nothing; CLK-10: the last answer governs.
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-07;clar_recd=2026-10-17",
         "Fri 13 Nov 2026"),
        ("FOIA_20", "FOIA", "2026-10-05", "advice_offered=2026-10-07;narrowed=2026-10-16",
         "Mon 02 Nov 2026"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05",
         "clar_sought=2026-10-07;clar_recd=2026-10-08;clar_sought=2026-10-09;clar_recd=2026-10-12",
         "Mon 09 Nov 2026"),
        # CLK-12: both days of the pause are lost; on one day exactly one.
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-09",
         "Wed 04 Nov 2026"),
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-08",
         "Tue 03 Nov 2026"),
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-10;fee_recd=2026-10-11",
         "Mon 02 Nov 2026"),
        # A fees notice after the last day stops nothing.
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-11-03;fee_recd=2026-11-05",
         "Mon 02 Nov 2026"),
        ("FOIA_FEE_LAPSE", "FOIA", "2026-11-02", "fee_notice=2026-11-30", "Sun 28 Feb 2027"),
        ("FOIA_FEE_LAPSE", "FOIA", "2027-11-02", "fee_notice=2027-11-30", "Tue 29 Feb 2028"),
        ("FOIA_FEE_LAPSE", "FOIA", "2026-03-01", "fee_notice=2026-03-01", "Sun 31 May 2026"),
        # CLK-21: told in time on the last day, void a day later.
        ("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-11-02", "Tue 01 Dec 2026"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-11-03", "Mon 02 Nov 2026"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice_in_time=yes", "Tue 01 Dec 2026"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice_in_time=no", "Mon 02 Nov 2026"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice=2026-10-20;ext_notice_in_time=no",
         "Mon 02 Nov 2026"),
        ("EIR_40", "EIR", "2026-10-05", "ext_notice_in_time=2026-10-20", "Tue 01 Dec 2026"),
        ("EISR_40", "EISR", "2026-10-05", "ext_notice=2026-11-02", "Tue 01 Dec 2026"),
        # A week without school: the twentieth school day is a week later.
        ("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-26..2026-10-30",
         "Mon 09 Nov 2026"),
        ("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-30", "Tue 03 Nov 2026"),
        ("FOIA_30_ARCHIVE", "FOIA", "2026-10-05", "", "Mon 16 Nov 2026"),
        ("ICO_6W", "FOIA", "2026-10-05", "", "Mon 16 Nov 2026"),
        ("ICO_6W", "EIR", "2026-10-05", "", "Mon 16 Nov 2026"),
        ("SIC_6M", "FOISA", "2026-08-31", "", "Sun 28 Feb 2027"),
        ("TRIBUNAL_28", "FOIA", "2026-10-05", "", "Mon 02 Nov 2026"),
        ("SAR_1M", "SAR", "2026-08-31", "", "Wed 30 Sep 2026"),
        ("SAR_1M", "SAR", "2026-09-03", "", "Mon 05 Oct 2026"),
        ("DPC_30", "DPC", "2026-10-05", "", "Tue 03 Nov 2026"),
        # The first request is day 1: 22 days in September, 22 in October, 16 in November.
        ("AGG_60", "FOIA", "2026-09-01", "", "Mon 23 Nov 2026"),
    ],
)  # fmt: skip
def test_the_due_date_of_a_rule(
    name: str, regime: str, received: str, events: str, due: str
) -> None:
    assert rule(name, regime, received, events).due == day(due)


@pytest.mark.parametrize(
    ("name", "regime", "received", "events", "other"),
    [
        ("FOIA_20", "FOIA", "2026-10-05", "pit_notice=2026-10-20",
         "pit_notice_by=2026-11-02 pit_target_max=2026-12-01"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-07;clar_recd=2026-10-16",
         "orig_due=2026-11-02"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "", "orig_due=2026-11-02"),
        ("FOIA_20_CLAR_PART", "FOIA", "2026-10-05",
         "clar_sought=2026-10-07;clar_recd=2026-10-16;partial_response=2026-10-20",
         "clear_part_due=2026-11-02"),
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-09",
         "fee_pay_by=2027-01-07"),
        ("FOIA_REVIEW", "FOIA", "2026-10-05", "outcome=2026-10-20", "max40=2026-12-01"),
        ("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-26..2026-10-30",
         "cap60=2026-12-31 school20=2026-11-09"),
        ("EIR_20", "EIR", "2026-10-05", "disclosed=2026-10-09",
         "ext_due=2026-12-01 ext_notice_by=2026-11-02"),
        ("EIR_CHARGE", "EIR", "2026-10-05", "fee_notice=2026-10-08;fee_recd=2026-10-09",
         "notice_by=2026-11-02 pay_by=2027-01-07"),
        ("EIR_CLAR", "EIR", "2026-10-05", "clar_sought=2026-10-07;clar_recd=2026-10-16",
         "ask_by=2026-11-02"),
        ("EISR_40", "EISR", "2026-10-05", "ext_notice=2026-10-20", "due20=2026-11-02"),
        ("FOISA_REVIEW_ASK_NORESP", "FOISA", "2026-10-05", "", "response_due=2026-11-02"),
        ("SAR_1M", "SAR", "2026-09-03", "", "raw=2026-10-03"),
        ("FOIA_REVIEW_ASK", "FOIA", "2026-10-05", "", ""),
    ],
)  # fmt: skip
def test_the_other_dates_of_a_rule(
    name: str, regime: str, received: str, events: str, other: str
) -> None:
    found = rule(name, regime, received, events).other

    assert " ".join(f"{key}={on.isoformat()}" for key, on in sorted(found)) == other


@pytest.mark.parametrize(
    ("name", "events"),
    [("FOIA_20_CLAR", "clar_sought=2026-10-07"), ("FOIA_20_FEE", "fee_notice=2026-10-07")],
)
def test_nothing_is_due_while_the_clock_stands_still(name: str, events: str) -> None:
    assert rule(name, "FOIA", "2026-10-05", events).due is None


def test_a_clarification_of_unknown_asking_still_gives_a_fresh_period() -> None:
    outcome = rule("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_recd=2026-10-16")
    twice = "clar_recd=2026-10-08;clar_recd=2026-10-16"

    assert outcome.due == day("Fri 13 Nov 2026")
    assert rule("FOIA_20_CLAR", "FOIA", "2026-10-05", twice).due == outcome.due


def test_the_last_estimate_of_a_public_interest_notice_holds() -> None:
    events = "pit_notice=2026-10-20;pit_until=2026-11-13;pit_until=2026-11-20"
    clock = rule("FOIA_20", "FOIA", "2026-10-05", events).clock

    assert clock is not None
    assert clock.due == day("Fri 20 Nov 2026")
    assert clock.warnings == ()


def test_two_hundred_events_are_not_too_many() -> None:
    events = ";".join(["logged=2026-10-06"] * 200)

    assert rule("FOIA_20", "FOIA", "2026-10-05", events).due == day("Mon 02 Nov 2026")


@pytest.mark.parametrize(
    ("regime", "events", "chosen"),
    [
        ("FOIA", "", "FOIA_20"),
        ("FOIA", "clar_sought=2026-10-07", "FOIA_20_CLAR"),
        ("FOIA", "fee_notice=2026-10-07", "FOIA_20_FEE"),
        ("FOIA", "non_school=2026-10-07", "FOIA_SCHOOL"),
        ("FOIA", "clar_sought=2026-10-07;fee_notice=2026-10-08", "FOIA_20_CLAR"),
        ("EIR", "ext_notice=2026-10-07", "EIR_40"),
        ("EIR", "fee_notice=2026-10-07", "EIR_CHARGE"),
        ("EIR", "clar_recd=2026-10-07", "EIR_CLAR"),
        ("EIR", "transferred_in=2026-10-07", "EIR_TRANSFER"),
        ("FOISA", "clar_sought=2026-10-07", "FOISA_20_CLAR"),
        ("FOISA", "fee_notice=2026-10-07", "FOISA_20_FEE"),
        ("EISR", "ext_notice=2026-10-07", "EISR_40"),
        ("EISR", "fee_notice=2026-10-07", "EISR_CHARGE"),
        ("EISR", "clar_sought=2026-10-07", "EISR_CLAR"),
        ("RPSI", "", "RPSI_20"),
        ("SAR", "", "SAR_1M"),
        ("DPC", "", "DPC_30"),
    ],
)
def test_without_a_rule_the_events_choose_it(regime: str, events: str, chosen: str) -> None:
    assert rule("", regime, "2026-10-05", events).rule == chosen


@pytest.mark.parametrize(
    ("name", "regime", "received", "events", "message"),
    [
        ("FOIA_21", "FOIA", "2026-10-05", "", "unknown rule 'FOIA_21'"),
        ("FOIA_20", "EIR", "2026-10-05", "", "rule FOIA_20 is for FOIA, not EIR"),
        ("FOIA_20", "FOIA", "5 October", "", "received: '5 October' is not a date"),
        ("FOIA_20", "FOIA", "2026-02-30", "", "is not a date"),
        ("FOIA_20", "FOIA", "2026-10-05T25:00:00Z", "", "is not a date"),
        ("FOIA_20", "FOIA", "2026-10-05", "resent", "'resent' is not an event"),
        ("FOIA_20", "FOIA", "2026-10-05", "logged=", "'logged=' is not an event"),
        ("FOIA_20", "FOIA", "2026-10-05", "sent=2026-10-07", "unknown event sent"),
        ("FOIA_20", "FOIA", "2026-10-05", "non_school=2026-10-07", "does not take non_school"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-01", "before the receipt"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-09;clar_recd=2026-10-08",
         "comes before any clar_sought"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05", "clar_sought=2026-10-01;clar_sought=2026-10-09",
         "clar_sought: 2026-10-01 is before the receipt"),
        ("FOIA_20_CLAR", "FOIA", "2026-10-05",
         "clar_sought=2026-10-09;clar_recd=2026-10-08;clar_recd=2026-10-12;clar_sought=2026-10-13",
         "clar_recd: 2026-10-08 comes before any clar_sought"),
        ("FOIA_20_FEE", "FOIA", "2026-10-05", "fee_recd=2026-10-08", "before any fee_notice"),
        ("FOIA_FEE_LAPSE", "FOIA", "2026-10-05", "", "needs fee_notice=DATE"),
        ("FOIA_SCHOOL", "FOIA", "2026-10-05", "non_school=2026-10-09..2026-10-08",
         "ends before it begins"),
        ("FOIA_20", "FOIA", "2030-12-20", "", "beyond Tue 31 Dec 2030"),
        ("ICO_6W", "FOIA", "2031-01-01", "", "known only from"),
        ("SAR_1M", "SAR", "2004-12-31", "", "known only from"),
        ("FOIA_20", "FOIA", "2026-10-05", "logged=2026-10-06;" * 200, "at most 200"),
        ("FOIA_20", "FOIA", "9999-12-31T23:59:59-10:00", "", "is not a date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    name: str, regime: str, received: str, events: str, message: str
) -> None:
    with pytest.raises((EventError, RuleError, CalendarError, FoibotError), match=message):
        rule(name, regime, received, events)


def test_every_rule_has_a_date_for_a_plain_receipt() -> None:
    for name, line in RULES.items():
        events = "fee_notice=2026-10-07" if name == "FOIA_FEE_LAPSE" else ""
        for regime in line.regimes - {"RPSI"}:
            assert rule(name, regime, "2026-10-05", events).due is not None
