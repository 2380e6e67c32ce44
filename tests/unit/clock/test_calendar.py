from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.clock.calendar import (
    Calendar,
    CalendarError,
    CalendarName,
    days_taken,
    due_date,
    is_late,
    receipt_date,
    short_horizon,
)
from foibot.clock.load import load_calendars
from tests.unit.clock.dates import day

ALL = load_calendars()
UK, SCOTLAND = ALL.uk_any, ALL.scotland
DAYS = st.dates(date(2005, 1, 1), date(2030, 6, 30))


@pytest.mark.parametrize(
    ("received", "uk", "scotland"),
    [
        pytest.param("Mon 06 Oct 2025", "Mon 03 Nov 2025", "Mon 03 Nov 2025", id="plain"),
        pytest.param("Sat 04 Oct 2025", "Fri 31 Oct 2025", "Fri 31 Oct 2025", id="Saturday"),
        pytest.param("Mon 01 Mar 2027", "Thu 01 Apr 2027", "Tue 30 Mar 2027", id="17 March"),
        pytest.param("Thu 25 Mar 2027", "Mon 26 Apr 2027", "Fri 23 Apr 2027", id="Easter"),
        pytest.param("Thu 30 Jul 2026", "Fri 28 Aug 2026", "Fri 28 Aug 2026", id="3 August"),
        pytest.param("Mon 10 Aug 2026", "Tue 08 Sep 2026", "Mon 07 Sep 2026", id="31 August"),
        pytest.param("Tue 22 Dec 2026", "Mon 25 Jan 2027", "Mon 25 Jan 2027", id="New Year"),
    ],
)
def test_twenty_working_days(received: str, uk: str, scotland: str) -> None:
    assert due_date(day(received), 20, UK) == day(uk)
    assert due_date(day(received), 20, SCOTLAND) == day(scotland)


@given(DAYS, st.integers(1, 60), st.sampled_from(list(ALL)))
def test_the_due_date_is_a_working_day_with_n_minus_one_before_it(
    received: date, n: int, calendar: Calendar
) -> None:
    due = due_date(received, n, calendar)
    between = [received + timedelta(i) for i in range(1, (due - received).days + 1)]

    assert sum(map(calendar.is_working_day, between)) == n
    assert calendar.is_working_day(due)
    assert calendar.count(received, due) == n
    assert calendar.working_days(received, due)[-1] == due
    assert len(calendar.working_days(received, due)) == n


@given(DAYS, st.integers(1, 60), st.sampled_from(list(ALL)))
def test_a_later_receipt_is_never_due_earlier(received: date, n: int, calendar: Calendar) -> None:
    tomorrow = received + timedelta(1)

    assert due_date(received, n, calendar) <= due_date(tomorrow, n, calendar)
    # The day after a receipt matters only when it could itself have been counted.
    if not calendar.is_working_day(tomorrow):
        assert due_date(received, n, calendar) == due_date(tomorrow, n, calendar)


@given(DAYS, st.integers(1, 60))
def test_the_uk_calendar_is_never_earlier_than_one_nation_alone(received: date, n: int) -> None:
    assert due_date(received, n, UK) >= due_date(received, n, ALL.scotland)
    assert due_date(received, n, UK) >= due_date(received, n, ALL.england_wales)


@given(DAYS.filter(lambda d: d > date(2006, 1, 1)), st.integers(1, 40))
def test_before_undoes_due_date(end: date, n: int) -> None:
    start = UK.before(end, n)

    assert UK.is_working_day(start)
    assert UK.count(start, end) == n - (not UK.is_working_day(end))


@pytest.mark.parametrize("calendar", list(ALL), ids=lambda calendar: calendar.name)
def test_a_saturday_and_a_sunday_never_count(calendar: Calendar) -> None:
    assert not calendar.is_working_day(day("Sat 03 Oct 2026"))
    assert not calendar.is_working_day(day("Sun 04 Oct 2026"))


@pytest.mark.parametrize(
    ("when", "uk", "scotland", "england"),
    [
        ("Fri 03 Apr 2026", False, False, False),  # Good Friday
        ("Mon 06 Apr 2026", False, True, False),  # Easter Monday
        ("Tue 17 Mar 2026", False, True, True),  # St Patrick's Day
        ("Mon 15 Jun 2026", False, False, True),  # World Cup, Scotland alone
        ("Mon 13 Jul 2026", False, True, True),  # for Sunday 12 July, Northern Ireland
        ("Mon 03 Aug 2026", False, False, True),  # Scottish summer holiday
        ("Mon 31 Aug 2026", False, True, False),  # the other summer holiday
        ("Mon 30 Nov 2026", False, False, True),  # St Andrew's Day
        ("Mon 04 Jan 2027", False, False, True),  # for Saturday 2 January, Scotland
        ("Thu 30 Nov 2006", True, True, True),  # before the St Andrew's Day Act took effect
        ("Mon 04 May 2020", True, True, True),  # moved to 8 May
        ("Tue 29 Dec 2026", True, True, True),  # councils close, the Act does not (WD-4)
    ],
)
def test_which_days_count(when: str, uk: bool, scotland: bool, england: bool) -> None:
    assert UK.is_working_day(day(when)) is uk
    assert SCOTLAND.is_working_day(day(when)) is scotland
    assert ALL.england_wales.is_working_day(day(when)) is england


@pytest.mark.parametrize(
    ("received", "n"),
    [
        ("Fri 31 Dec 2004", 1),
        ("Tue 31 Dec 2030", 1),
        ("Mon 09 Dec 2030", 20),
        ("Wed 01 Jan 2031", 1),
    ],
)
def test_beyond_the_known_years_there_is_no_guess(received: str, n: int) -> None:
    with pytest.raises(CalendarError, match=r"refresh-holidays https://www\.gov\.uk"):
        due_date(day(received), n, UK)


def test_the_last_known_days_can_be_used() -> None:
    assert due_date(day("Mon 30 Dec 2030"), 1, UK) == day("Tue 31 Dec 2030")
    assert due_date(day("Tue 31 Dec 2030"), 0, UK) == day("Tue 31 Dec 2030")
    assert due_date(day("Sat 01 Jan 2005"), 1, UK) == day("Wed 05 Jan 2005")
    assert UK.is_working_day(day("Tue 31 Dec 2030"))
    assert due_date(day("Sat 03 Oct 2026"), 0, UK) == day("Sat 03 Oct 2026")
    assert UK.before(day("Thu 06 Jan 2005"), 1) == day("Wed 05 Jan 2005")


def test_a_day_outside_is_refused_by_every_question() -> None:
    outside = day("Wed 01 Jan 2031")
    for ask in (UK.is_working_day, UK.roll, lambda d: UK.before(d, 1), lambda d: UK.count(d, d)):
        with pytest.raises(
            CalendarError, match="known only from Sat 1 Jan 2005 to Tue 31 Dec 2030"
        ):
            ask(outside)
    with pytest.raises(CalendarError):
        UK.before(day("Wed 05 Jan 2005"), 1)
    with pytest.raises(ValueError, match="backwards"):
        UK.working_day(day("Wed 05 Jan 2005"), -1)
    with pytest.raises(CalendarError):
        UK.working_day(outside, 0)


def test_rolling_goes_forward_only() -> None:
    assert UK.roll(day("Fri 25 Dec 2026")) == day("Tue 29 Dec 2026")
    assert UK.roll(day("Tue 29 Dec 2026")) == day("Tue 29 Dec 2026")


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        ("2026-07-31T22:59:59+00:00", "Fri 31 Jul 2026"),
        ("2026-07-31T23:00:00+00:00", "Sat 01 Aug 2026"),
        ("2026-12-31T23:59:59+00:00", "Thu 31 Dec 2026"),
        ("2026-07-31T23:59:59", "Fri 31 Jul 2026"),
        ("2026-08-01T08:30:00+09:00", "Sat 01 Aug 2026"),
        ("2026-08-01T07:30:00+09:00", "Fri 31 Jul 2026"),
        ("2026-03-29T00:59:59+00:00", "Sun 29 Mar 2026"),
        ("2026-10-25T01:30:00+00:00", "Sun 25 Oct 2026"),
    ],
)
def test_receipt_is_the_day_in_the_united_kingdom(instant: str, local: str) -> None:
    assert receipt_date(datetime.fromisoformat(instant)) == day(local)


def test_an_answer_on_the_day_of_receipt_took_no_days_and_on_the_last_day_is_in_time() -> None:
    received, due = day("Mon 06 Oct 2025"), day("Mon 03 Nov 2025")

    assert days_taken(received, received, UK) == 0
    assert days_taken(received, due, UK) == 20
    assert not is_late(due, due)
    assert is_late(due + timedelta(1), due)


def test_days_after_the_published_lists_are_marked_projected() -> None:
    assert UK.is_projected(day("Fri 15 Dec 2028"), day("Tue 02 Jan 2029"))
    assert not UK.is_projected(day("Fri 15 Dec 2028"), day("Fri 29 Dec 2028"))
    assert not UK.is_projected(day("Fri 15 Dec 2028"), day("Sun 31 Dec 2028"))
    assert not UK.is_projected(day("Tue 02 Jan 2029"), day("Tue 02 Jan 2029"))


@pytest.mark.parametrize(
    ("today", "warns"), [("Fri 30 Jun 2028", False), ("Sat 01 Jul 2028", True)]
)
def test_operators_are_warned_half_a_year_before_the_published_days_end(
    today: str, warns: bool
) -> None:
    warning = short_horizon(UK, day(today))

    assert (warning is not None) is warns
    assert warning is None or "published only to Sun 31 Dec 2028" in warning


def test_the_version_changes_with_what_can_move_a_date_and_with_nothing_else() -> None:
    again = load_calendars()

    assert again.uk_any == UK
    assert hash(again.uk_any) == hash(UK)
    assert again.version == ALL.version
    assert UK != SCOTLAND
    assert UK.version != UK
    assert len(UK.version) == 16
    assert len({calendar.version for calendar in ALL}) == 3
    assert ALL[CalendarName.SCOTLAND] is SCOTLAND
    assert ALL[CalendarName.UK_ANY] is UK
    assert ALL[CalendarName.ENGLAND_WALES] is ALL.england_wales
