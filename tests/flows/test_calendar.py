"""A digest brings its days for the officer's calendar, where the council wants that (RFC 5545)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar

from foibot.demo.world import Sent
from tests.flows.town import ANN, Town

ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)


def _digest(folder: Path, wanted: str) -> tuple[Town, Sent]:
    town = Town.make(folder)
    town.rules("notices.toml", ("digest_calendar = false", f"digest_calendar = {wanted}"))
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    return town, town.last("digest")


def test_a_digest_brings_an_entry_a_case_without_who_asked(tmp_path: Path) -> None:
    town, digest = _digest(tmp_path, "true")

    (part,) = (one for one in digest.mail.walk() if one.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    reference = town.cases()[0].reference
    assert part.get_filename() == "deadlines.ics"
    assert calendar["method"] == "PUBLISH"
    assert event["summary"] == f"{reference}: 2 questions to answer"
    assert event.decoded("dtstart") == date(2026, 11, 16)
    assert event.decoded("dtstamp").utcoffset() == timedelta(0)
    assert b"ann" not in content.lower()
    assert b"potholes" not in content


def test_an_answer_to_such_a_digest_is_taken_and_a_lost_one_goes_again(tmp_path: Path) -> None:
    town, digest = _digest(tmp_path, "true")
    reference = town.cases()[0].reference

    with town.desk() as desk:
        (row,) = desk.uow.outbox.find_by_message_id([str(digest.mail["Message-ID"])])
    town.answer(digest, Q1="412", Q2="£18,200")

    assert row.resend_allowed
    assert all(item.answer is not None for item in town.case(reference).counted)


def test_as_shipped_no_file_comes_with_a_digest(tmp_path: Path) -> None:
    _, digest = _digest(tmp_path, "false")

    assert not any(part.get_filename() for part in digest.mail.walk())
