"""DEADLINE -> .ics: an entry for the officer's calendar, without a word of who asked (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from foibot.letter.dates import count
from foibot.letter.model import File


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something has to be answered; *uid* stays when the day moves."""

    uid: str
    reference: str
    on: date
    questions: int


def calendar_file(deadlines: Sequence[Deadline], organiser: str, made_at: datetime) -> File:
    """
    Return the entries as a file, published by *organiser* (RFC 5546 s.3.2.1).

    The same uid replaces an earlier entry, so that a day that moved is there once.
    """
    # Its libraries stay in memory, and most days no digest brings a calendar.
    from icalendar import Calendar, Event, vCalAddress

    calendar = Calendar()
    calendar.add("prodid", "-//foibot//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for deadline in deadlines:
        event = Event()
        event.add("uid", deadline.uid)
        event.add("dtstamp", made_at)
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
        event.add("dtstart", deadline.on)
        event.add("dtend", deadline.on + timedelta(days=1))
        said = f"{deadline.reference}: {count(deadline.questions, 'question')} to answer"
        event.add("summary", said)
        # It does not make the day look busy to others.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return File("deadlines.ics", "text/calendar; method=PUBLISH", calendar.to_ical())
