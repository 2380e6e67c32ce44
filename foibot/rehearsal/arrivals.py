"""The mail to be replayed, in the order in which the authority's server received it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from foibot.mailbox.directory import messages
from foibot.message.headers import date as moment_of

LONDON = ZoneInfo("Europe/London")
# Headers beyond this are nobody's first Received.
HEAD = 64 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """A message and the moment at which the server received it."""

    at: datetime
    path: Path


def arrivals(source: Path, first: date | None = None, last: date | None = None) -> list[Arrival]:
    """
    Return the messages of *source* (a Maildir, or .eml files) received from *first* to *last*.

    The moment is that of the topmost Received header, which the authority's own server wrote
    (DAY-3); the file's time where there is none, for a copy of a mailbox loses those times.
    """
    return [one for one in sorted(_all(source)) if _between(one.at, first, last)]


def _between(moment: datetime, first: date | None, last: date | None) -> bool:
    day = moment.astimezone(LONDON).date()
    return (first is None or day >= first) and (last is None or day <= last)


def _all(source: Path) -> Iterator[Arrival]:
    for path in messages(source):
        with path.open("rb") as content:
            head = content.read(HEAD)
        stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        yield Arrival(received(head) or stamp, path)


def received(head: bytes) -> datetime | None:
    """Return the moment in the topmost Received header of *head*, or None."""
    value = ""
    for line in head.replace(b"\r\n", b"\n").split(b"\n"):
        if not line:
            break
        if value and line[:1] in b" \t":
            value += " " + line.decode("latin-1").strip()
        elif value:
            break
        elif line[:9].lower() == b"received:":
            value = line[9:].decode("latin-1").strip() or " "
    # RFC 5322 3.6.7: the moment stands behind the last semicolon.
    return moment_of(value.rpartition(";")[2].strip()) if ";" in value else None
