from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from foibot.letter.calendar_file import Deadline, calendar_file

MADE_AT = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
DEADLINES = [Deadline("FOI-2026-0123@wexcombe.example", "FOI-2026-0123", date(2026, 11, 23), 2)]


def test_a_deadline_is_an_entry_of_a_whole_day() -> None:
    (event,) = Calendar.from_ical(
        calendar_file(DEADLINES, "foi@wexcombe.example", MADE_AT).content
    ).walk("VEVENT")

    assert event["summary"] == "FOI-2026-0123: 2 questions to answer"
    assert event.decoded("dtstart") == date(2026, 11, 23)
    assert event["uid"] == "FOI-2026-0123@wexcombe.example"


def test_the_same_deadlines_are_the_same_bytes() -> None:
    assert calendar_file(DEADLINES, "foi@wexcombe.example", MADE_AT) == calendar_file(
        DEADLINES, "foi@wexcombe.example", MADE_AT
    )
