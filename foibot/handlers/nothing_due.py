"""
Whether REMIND can have anything to do: decided from what it noted when nothing was left.

Only time, the rules, the program and few facts of the register make work for it.  Where all of
them are as they were noted there is none; a fact that is not known counts as another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# Facts of an authority, by their names in the state.
DONE_ON = "reminded_on"
KNOWN_ROSTER = "roster"
KNOWN_CALENDAR = "calendar_version"
MOVING = "calendar_moving"
REST = "hand-on/"
NOTED = "nothing_due"
# Mails that close the questions of a case when they went out.
LETTERS = frozenset({"response", "review-outcome", "response-files"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What REMIND goes by at any hour, apart from time and rules."""

    done_on: str | None
    roster: str | None
    calendar: str | None
    absent: Mapping[str, date | None]
    letters_on_their_way: bool
    unfinished: bool  # questions are still to be handed on, or dates to be worked out again

    @property
    def pending(self) -> bool:
        """Return whether there is work, or it is not known that there is none."""
        unknown = self.roster is None or self.calendar is None
        return unknown or self.letters_on_their_way or self.unfinished

    def mark(self, rules: str) -> str:
        """Return what stands for these facts, and for the rules of which *rules* is the mark."""
        away = sorted(f"{address}:{until}" for address, until in self.absent.items())
        said = [rules, self.done_on, self.roster, self.calendar, away]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Note:
    """That nothing was left to do at one moment, and until when time alone makes no work."""

    at: datetime
    until: datetime
    mark: str

    def holds(self, now: datetime, facts: Facts, rules: str) -> bool:
        """Return whether nothing is due *now*; a clock that was set back is a doubt."""
        return self.at <= now < self.until and not facts.pending and self.mark == facts.mark(rules)

    def to_text(self) -> str:
        """Return it as text for the database."""
        return json.dumps(asdict(self), default=datetime.isoformat)

    @classmethod
    def from_text(cls, text: str | None) -> Note | None:
        """Return what `to_text` wrote; None where it was anything else."""
        try:
            said = json.loads(text or "")
            at, until = (datetime.fromisoformat(said[name]) for name in ("at", "until"))
            return cls(at, until, str(said["mark"]))
        except (ValueError, TypeError, KeyError):
            return None


def next_instant(now: datetime, digest: time | None) -> datetime:
    """
    Return when time alone next makes work: the next day in London, or the hour of the *digest*.

    *digest* is None when this day's is done, or it has none.
    """
    today = now.astimezone(LONDON).date()
    tomorrow = datetime.combine(today + timedelta(days=1), time.min, LONDON)
    # An hour that the change of the clocks repeats, or leaves out, counts from its first moment.
    folds = [digest.replace(fold=fold) for fold in (0, 1)] if digest else []
    hours = [datetime.combine(today, hour, LONDON) for hour in folds]
    return min(one.astimezone(UTC) for one in (tomorrow, *hours))
