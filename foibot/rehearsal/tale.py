"""What a rehearsal showed, for a person: a line a message, and the sums."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from foibot.rehearsal.replay import Line, Replay
from foibot.reports.cells import words_only

LONDON = ZoneInfo("Europe/London")
COLUMNS = (
    "received", "file", "taken_for", "done_with_it", "rule", "case", "waits_because", "mails",
)  # fmt: skip


def rows(played: Replay) -> Iterator[tuple[str, ...]]:
    """Yield COLUMNS for each message, in the order of arrival."""
    for line in played.lines:
        yield (
            f"{line.arrival.at.astimezone(LONDON):%Y-%m-%d %H:%M}",
            line.arrival.path.name,
            *_made_of(line),
            "; ".join(f"{one.kind} to {one.to}" for one in line.mails),
        )


def _made_of(line: Line) -> tuple[str, str, str, str, str]:
    filed = line.filed
    if filed is None:
        return "a copy of an earlier message", "nothing", "", "", ""
    return (
        (filed.kind or "unread").replace("_", " "),
        (filed.disposition or filed.state).replace("_", " "),
        filed.rule or "",
        filed.case_ref or "",
        filed.held_reason or filed.error or "",
    )


def write(played: Replay, path: Path) -> None:
    """Write the lines as a table that any spreadsheet opens."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out)
        table.writerow(COLUMNS)
        table.writerows([words_only(cell) for cell in row] for row in rows(played))


def sums(played: Replay) -> dict[str, dict[str, int]]:
    """Return how many messages were taken for what, what was done, and which mails would go."""
    filed = [line.filed for line in played.lines if line.filed is not None]
    mails = [one for line in played.lines for one in line.mails] + list(played.mornings)
    return {
        "taken for": _counted((one.kind or "unread").replace("_", " ") for one in filed),
        "done with it": _counted((one.disposition or one.state).replace("_", " ") for one in filed),
        "mails that would go": _counted(one.kind.replace("-", " ") for one in mails),
    }


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
