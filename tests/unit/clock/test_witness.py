"""Every date from 2010 to 2029 against an independent calendar and a loop day by day."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta

import holidays
import pytest

from foibot.clock.calendar import CalendarName, days, due_date
from tests.unit.clock import witness
from tests.unit.clock.desk import CALENDARS, SCOTLAND, UK, rule
from tests.unit.clock.witness import month_later, nth, rolled, three_months_beginning_with

ALL_DAYS = list(days(date(2010, 1, 1), date(2029, 12, 31)))
Witness = Callable[[date], dict[str, date]]


@pytest.mark.parametrize(
    ("name", "nations"),
    [
        (CalendarName.UK_ANY, ("ENG", "WLS", "SCT", "NIR")),
        (CalendarName.SCOTLAND, ("SCT",)),
        (CalendarName.ENGLAND_WALES, ("ENG", "WLS")),
    ],
)
def test_the_same_days_are_holidays_from_2005_to_2030(
    name: CalendarName, nations: tuple[str, ...]
) -> None:
    ours = {day for day in CALENDARS[name].holidays if day.weekday() < 5}

    assert ours == witness.non_working(*nations)


def test_the_packages_known_error_is_still_there() -> None:
    package = holidays.country_holidays("GB", "SCT", years=[2006])

    assert set(witness.WRONG_IN_PACKAGE) <= set(package)


@pytest.mark.parametrize("n", [1, 20, 30, 40, 60])
def test_every_date_has_the_same_nth_working_day(n: int) -> None:
    wrong = [
        day
        for day in ALL_DAYS
        if due_date(day, n, UK) != nth(day, n, witness.uk())
        or due_date(day, n, SCOTLAND) != nth(day, n, witness.scotland())
    ]

    assert wrong == []


def foia_20(day: date) -> dict[str, date]:
    twenty, forty = nth(day, 20, witness.uk()), nth(day, 40, witness.uk())
    return {"due": twenty, "pit_notice_by": twenty, "pit_target_max": forty}


def eir_20(day: date) -> dict[str, date]:
    twenty, forty = nth(day, 20, witness.uk()), nth(day, 40, witness.uk())
    return {"due": twenty, "ext_notice_by": twenty, "ext_due": forty}


def foia_review(day: date) -> dict[str, date]:
    return {"due": nth(day, 20, witness.uk()), "max40": nth(day, 40, witness.uk())}


def working(n: int, scottish: bool = False) -> Witness:
    return lambda day: {"due": nth(day, n, witness.scotland() if scottish else witness.uk())}


def no_response(day: date) -> dict[str, date]:
    answer = nth(day, 20, witness.scotland())
    return {"response_due": answer, "due": nth(answer, 40, witness.scotland())}


def subject_access(day: date) -> dict[str, date]:
    raw = month_later(day, 1)
    return {"raw": raw, "due": rolled(raw, witness.uk())}


RULES: list[tuple[str, str, Witness]] = [
    ("FOIA_20", "FOIA", foia_20),
    ("FOIA_30_ARCHIVE", "FOIA", working(30)),
    ("FOIA_REVIEW", "FOIA", foia_review),
    ("FOIA_REVIEW_ASK", "FOIA", working(40)),
    ("AGG_60", "FOIA", working(59)),
    ("ICO_6W", "FOIA", lambda day: {"due": day + timedelta(weeks=6)}),
    ("EIR_20", "EIR", eir_20),
    ("EIR_40", "EIR", eir_20),
    ("EIR_REVIEW", "EIR", working(40)),
    ("EIR_REVIEW_ASK", "EIR", working(40)),
    ("FOISA_20", "FOISA", working(20, scottish=True)),
    ("FOISA_REVIEW", "FOISA", working(20, scottish=True)),
    ("FOISA_REVIEW_ASK", "FOISA", working(40, scottish=True)),
    ("FOISA_REVIEW_ASK_NORESP", "FOISA", no_response),
    ("SIC_6M", "FOISA", lambda day: {"due": month_later(day, 6)}),
    ("EISR_20", "EISR", working(20, scottish=True)),
    ("EISR_REVIEW", "EISR", working(20, scottish=True)),
    ("RPSI_20", "RPSI", working(20)),
    ("SAR_1M", "SAR", subject_access),
    ("DPC_30", "DPC", lambda day: {"due": day + timedelta(days=29)}),
]
# Every date takes a minute: by default a stride that meets every weekday and month end in turn.
STRIDE = int(os.environ.get("FOIBOT_CLOCK_STRIDE", "11"))


def differences(name: str, regime: str, said: Witness, span: list[date]) -> list[object]:
    """Return each day on which the rule and the witness say different dates."""
    wrong: list[object] = []
    for day in span:
        outcome = rule(name, regime, day.isoformat())
        ours = {"due": outcome.due, **dict(outcome.other)}
        other = said(day)
        if any(ours.get(key) != value for key, value in other.items()):
            wrong.append((day, ours, other))
    return wrong


@pytest.mark.parametrize(("name", "regime", "said"), RULES, ids=[name for name, _, _ in RULES])
def test_every_rule_agrees_with_the_witness(name: str, regime: str, said: Witness) -> None:
    assert differences(name, regime, said, ALL_DAYS[::STRIDE]) == []


def written(**events: date) -> str:
    return ";".join(f"{name}={day.isoformat()}" for name, day in events.items())


@pytest.mark.parametrize(("asked", "answered"), [(3, 12), (0, 0), (25, 40)])
def test_a_clarification_gives_a_fresh_period_everywhere(asked: int, answered: int) -> None:
    for day in ALL_DAYS[::STRIDE]:
        ask, reply = day + timedelta(asked), day + timedelta(answered)
        events = written(clar_sought=ask, clar_recd=reply)
        foia = rule("FOIA_20_CLAR", "FOIA", day.isoformat(), events)
        eir = rule("EIR_CLAR", "EIR", day.isoformat(), events)
        scottish = rule("FOISA_20_CLAR", "FOISA", day.isoformat(), events)

        assert foia.due == eir.due == nth(reply, 20, witness.uk())
        assert dict(foia.other) == {"orig_due": nth(day, 20, witness.uk())}
        assert dict(eir.other) == {"ask_by": nth(day, 20, witness.uk())}
        assert scottish.due == nth(reply, 20, witness.scotland())


@pytest.mark.parametrize(("noticed", "paid"), [(3, 12), (0, 0), (9, 60), (20, 21)])
def test_a_fee_pauses_everywhere(noticed: int, paid: int) -> None:
    for day in ALL_DAYS[::STRIDE]:
        notice, payment = day + timedelta(noticed), day + timedelta(paid)
        events = written(fee_notice=notice, fee_recd=payment)
        foia = rule("FOIA_20_FEE", "FOIA", day.isoformat(), events)
        eir = rule("EIR_CHARGE", "EIR", day.isoformat(), events)
        scottish = rule("FOISA_20_FEE", "FOISA", day.isoformat(), events)

        def skip(when: date, first: date = notice, last: date = payment) -> bool:
            return first <= when <= last

        assert foia.due == eir.due == nth(day, 20, witness.uk(), skip)
        assert scottish.due == nth(day, 20, witness.scotland(), skip)
        assert dict(foia.other) == {"fee_pay_by": three_months_beginning_with(notice)}
        assert dict(eir.other) == {
            "notice_by": nth(day, 20, witness.uk()),
            "pay_by": nth(notice, 60, witness.uk()),
        }


def test_the_last_day_to_pay_is_the_last_of_three_months_everywhere() -> None:
    for day in ALL_DAYS:
        lapse = rule("FOIA_FEE_LAPSE", "FOIA", day.isoformat(), written(fee_notice=day))

        assert lapse.due == three_months_beginning_with(day)


@pytest.mark.parametrize("after", [0, 10, 27, 28, 29, 45])
def test_an_extension_holds_only_when_told_in_time_everywhere(after: int) -> None:
    for day in ALL_DAYS[::STRIDE]:
        notice = day + timedelta(after)
        for name, regime, off in (
            ("EIR_40", "EIR", witness.uk()),
            ("EISR_40", "EISR", witness.scotland()),
        ):
            outcome = rule(name, regime, day.isoformat(), written(ext_notice=notice))
            in_time = notice <= nth(day, 20, off)

            assert outcome.due == nth(day, 40 if in_time else 20, off)


@pytest.mark.parametrize(("first", "last"), [(12, 53), (0, 6), (10, 200), (-5, 3)])
def test_a_school_has_twenty_school_days_or_sixty_working_days_everywhere(
    first: int, last: int
) -> None:
    for day in ALL_DAYS[:-365:STRIDE]:
        begin, end = day + timedelta(first), day + timedelta(last)
        events = f"non_school={begin.isoformat()}..{end.isoformat()}"
        outcome = rule("FOIA_SCHOOL", "FOIA", day.isoformat(), events)

        def holiday(when: date, begin: date = begin, end: date = end) -> bool:
            return begin <= when <= end

        school, cap = nth(day, 20, witness.uk(), holiday), nth(day, 60, witness.uk())
        assert dict(outcome.other) == {"school20": school, "cap60": cap}
        assert outcome.due == min(school, cap)
