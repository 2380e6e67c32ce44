"""The timetable of reminders and alerts, read from rules/notices.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import pairwise

from foibot.clock.rulebook import Targets
from foibot.config.toml import toml_of
from foibot.errors import FoibotError


class TimetableError(FoibotError):
    """rules/notices.toml is at fault: says table, stage, key, remedy."""


class Role(StrEnum):
    """Who may be written to."""

    OFFICER = "officer"
    DEPUTY = "deputy"
    MANAGER = "manager"
    GOVERNANCE = "governance"
    DIRECTOR = "director"
    APPROVER = "approver"
    REVIEWER = "reviewer"
    REQUESTER = "requester"


class Step(StrEnum):
    """How far an open item has come at the desk."""

    UNASSIGNED = "unassigned"
    UNANSWERED = "unanswered"
    UNAPPROVED = "unapproved"


class NoticeKind(StrEnum):
    """What the mail is."""

    REMINDER = "reminder"
    ALERT = "alert"
    DRAFT = "draft"


class Ladder(StrEnum):
    """The tables of the timetable; a clock follows one of them at a time."""

    REQUEST = "request"
    REVIEW = "review"
    CLARIFICATION = "clarification"
    FEE = "fee"
    HANDED_ON = "handed_on"


# The dates of a clock by which a stage may be set.
CLARIFICATION_DATES = frozenset({"clar_remind", "clar_close"})
NAMED_DATES = CLARIFICATION_DATES | {"due", "fee_pay_by", "target"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the timetable; exactly one of *day*, *on* and *after* says when."""

    name: str
    rank: int
    to: tuple[Role, ...]
    steps: frozenset[Step]
    kind: NoticeKind
    why: str
    day: int | None = None
    on: str = ""
    after: str = ""
    late: bool = False
    absent: bool = False
    daily: bool = False
    internal: bool = False  # follows the day of our own that a lead has set for an answer


@dataclass(frozen=True, slots=True)
class Consulting:
    """
    Days of those who are consulted, all working days of the authority.

    They have *reply* days to answer; *remind* days after that they are reminded, once, and
    *alert* days after it governance hears that nothing came.
    """

    reply: int = 5
    remind: int = 1
    alert: int = 3


@dataclass(frozen=True, slots=True)
class Timetable:
    """All stages, the internal days, and the hour of the digest."""

    ladders: Mapping[Ladder, tuple[Stage, ...]]
    targets: Targets
    digest_at: time
    # Whether a digest brings its deadlines as a file for the officer's calendar.
    digest_calendar: bool = False
    consulting: Consulting = Consulting()
    # So many working days before a regulator wants a reply, governance hears of it.
    regulator: tuple[int, ...] = (10, 5, 1)


STAGE_KEYS = frozenset(
    {"stage", "day", "on", "after", "to", "while", "kind", "why"}
    | {"late", "absent", "daily", "internal"}
)


def parse_timetable(text: str, where: str = "rules/notices.toml") -> Timetable:
    """Return the timetable in *text*; a fault names *where*, table, stage and remedy."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise TimetableError(f"{where}: {error}; correct that line") from error
    known = frozenset(
        {*Ladder, "targets", "digest", "digest_calendar", "consultation", "regulator"}
    )
    unknown = sorted(set(raw) - known)
    if unknown:
        raise TimetableError(f"{where}: unknown key {unknown[0]}; use {', '.join(sorted(known))}")
    ladders = {ladder: _ladder(raw, ladder, where) for ladder in Ladder}
    return Timetable(
        ladders,
        _targets(raw, where),
        _hour(raw, where),
        digest_calendar=_flag(raw, "digest_calendar", where),
        consulting=_consulting(raw, where),
        regulator=_regulator(raw, where),
    )


def _ladder(raw: Mapping[str, object], ladder: Ladder, where: str) -> tuple[Stage, ...]:
    entries = raw.get(ladder, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TimetableError(f"{where}: [{ladder}] must be written [[{ladder}]]")
    stages = tuple(_stage(entry, rank, ladder, where) for rank, entry in enumerate(entries))
    names = [stage.name for stage in stages]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise TimetableError(f"{where}: [[{ladder}]] stage {twice!r} is there twice; rename one")
    for earlier, later in pairwise(stages):
        if earlier.day is not None and later.day is not None and later.day < earlier.day:
            raise TimetableError(
                f"{where}: [[{ladder}]] {later.name!r} is before {earlier.name!r}; sort by day"
            )
    return stages


def _stage(entry: Mapping[str, object], rank: int, ladder: Ladder, where: str) -> Stage:
    name = entry.get("stage")
    if not isinstance(name, str) or not name or "/" in name:
        raise TimetableError(f"{where}: [[{ladder}]] {rank + 1}: stage needs a name without '/'")
    place = f"{where}: [[{ladder}]] {name!r}"
    unknown = sorted(set(entry) - STAGE_KEYS)
    if unknown:
        raise TimetableError(
            f"{place}: unknown key {unknown[0]}; use {', '.join(sorted(STAGE_KEYS))}"
        )
    if sum(key in entry for key in ("day", "on", "after")) != 1:
        raise TimetableError(f"{place}: give exactly one of day, on, after")
    return Stage(
        name=name,
        rank=rank,
        to=tuple(Role(word) for word in _words(entry, "to", frozenset(Role), place)),
        steps=frozenset(Step(word) for word in _words(entry, "while", frozenset(Step), place)),
        kind=NoticeKind(_word(entry, "kind", frozenset(NoticeKind), place)),
        why=_sentence(entry, place),
        day=_number(entry, "day", place) if "day" in entry else None,
        on=_word(entry, "on", NAMED_DATES, place) if "on" in entry else "",
        after=_word(entry, "after", NAMED_DATES, place) if "after" in entry else "",
        late=_flag(entry, "late", place),
        absent=_flag(entry, "absent", place),
        daily=_flag(entry, "daily", place),
        internal=_flag(entry, "internal", place),
    )


def _word(entry: Mapping[str, object], key: str, known: frozenset[str], place: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or value not in known:
        raise TimetableError(f"{place}: {key} must be one of {', '.join(sorted(known))}")
    return value


def _words(
    entry: Mapping[str, object], key: str, known: frozenset[str], place: str
) -> tuple[str, ...]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or not {*map(str, value)} <= known:
        raise TimetableError(f"{place}: {key} must list some of {', '.join(sorted(known))}")
    return tuple(value)


def _sentence(entry: Mapping[str, object], place: str) -> str:
    value = entry.get("why")
    if not isinstance(value, str) or not value.strip():
        raise TimetableError(f"{place}: why is missing; say in one sentence why it is sent")
    return value


def _flag(entry: Mapping[str, object], key: str, place: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise TimetableError(f"{place}: {key} must be true or false")
    return value


def _number(entry: Mapping[str, object], key: str, place: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 60:
        raise TimetableError(f"{place}: {key} must be a whole number from 0 to 60")
    return value


def _targets(raw: Mapping[str, object], where: str) -> Targets:
    table = raw.get("targets")
    place = f"{where}: [targets]"
    if not isinstance(table, dict):
        raise TimetableError(f"{place} is missing; restore it from the shipped file")
    known = ("answer_back", "approval", "buffer")
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise TimetableError(f"{place}: unknown key {unknown[0]}; use {', '.join(known)}")
    answer_back, approval, buffer = (_number(table, key, place) for key in known)
    if not 0 < answer_back <= approval <= 20:
        raise TimetableError(f"{place}: answer_back, approval must be in order, from 1 to 20")
    return Targets(answer_back, approval, buffer)


def _consulting(raw: Mapping[str, object], where: str) -> Consulting:
    table = raw.get("consultation")
    place = f"{where}: [consultation]"
    known = ("reply", "remind", "alert")
    if not isinstance(table, dict):
        raise TimetableError(f"{place} is missing; restore it from the shipped file")
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise TimetableError(f"{place}: unknown key {unknown[0]}; use {', '.join(known)}")
    reply, remind, alert = (_number(table, key, place) for key in known)
    if not (reply > 0 and 0 < remind < alert):
        raise TimetableError(f"{place}: remind must come before alert, and each after reply")
    return Consulting(reply, remind, alert)


def _regulator(raw: Mapping[str, object], where: str) -> tuple[int, ...]:
    table = raw.get("regulator")
    before = table.get("before") if isinstance(table, dict) and len(table) == 1 else None
    whole = isinstance(before, list) and all(type(n) is int and 0 < n <= 60 for n in before)
    if not isinstance(before, list) or not whole:
        raise TimetableError(f"{where}: [regulator] needs before = [10, 5, 1], days from 1 to 60")
    return tuple(sorted(set(before), reverse=True))


def _hour(raw: Mapping[str, object], where: str) -> time:
    try:
        return time.fromisoformat(str(raw.get("digest")))
    except ValueError as error:
        raise TimetableError(f'{where}: digest must be an hour as "08:30"') from error
