"""
Earlier questions like a new one, for a person to look at: nothing here decides anything.

Two things are told apart: whether it was asked before, and whether the answer of then still holds.
The same question from several people is a round robin (REC-9: each is valid by itself); questions
of the same information within 60 working days may be added up for the cost limit (COST-5 to 8).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from foibot.questions.services import tokens

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ALIKE = 0.5  # from here a person is shown the earlier question
SAME = 0.9  # from here it is taken for the same words
SAME_INFORMATION = 0.8  # COST-8: a shared topic is not enough
SHORTEST = 3  # words that a question must have to be compared
COMMON_WORDS = (
    "a an the of to in on at for by with and or is are was were be been do does did have has "
    "had i we you your our it its that this these those please provide supply send give tell me "
    "us can could would like know how what which when where who many much all any each council "
    "under freedom information act foi eir request following copy list detail number total 2015 "
    "2016 2017 2018 2019 2020 2021 2022 2023 2024 2025 2026 2027 year years financial"
)
COMMON = frozenset(COMMON_WORDS.split())
# Words of what changes: an answer of these grows old quickly.
QUICK_WORDS = (
    "current currently now today present presently latest vacancy vacant waiting open "
    "outstanding unpaid owed balance staff employed headcount stock empty live"
)
QUICK = frozenset(QUICK_WORDS.split())
# Words of what stays: a closed period, a decision of then.
SLOW_WORDS = "policy contract strategy decision minute agreement built opened closed"
SLOW = frozenset(SLOW_WORDS.split())
HALF_LIFE_DAYS = 365.0
QUICK_HALF_LIFE = 120.0
SLOW_HALF_LIFE = 900.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """A question of an earlier case, as the store's search found it."""

    case: str
    n: int
    text: str
    received_on: date
    answered_on: date | None = None
    requester: str = ""  # an opaque key: who asked is never shown to officers
    law: str = "foia"
    period: str = ""
    working_days_before: int | None = None  # between its receipt and the new one's


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier question with the two scores, from 0 to 1, and why the second is what it is."""

    earlier: Earlier
    asked_before: float
    still_current: float
    why: str


@dataclass(frozen=True, slots=True)
class RoundRobin:
    """The same question from several requesters."""

    earlier: tuple[Earlier, ...]
    requesters: int


@lru_cache(maxsize=4096)  # in a flood of requests the same questions come again and again
def key_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* that say what it is about, sorted, each once."""
    return tuple(sorted({token.word for token in tokens(text[:4000])} - COMMON))


def alike(new: str, old: str) -> float:
    """Return how alike two questions are: their telling words first, then the order of all."""
    first, second = key_words(new), key_words(old)
    if min(len(first), len(second)) == 0:
        return 1.0 if " ".join(new.lower().split()) == " ".join(old.lower().split()) else 0.0
    # Its libraries stay in memory, and before the first two questions nobody needs them.
    from rapidfuzz import fuzz

    words = fuzz.token_sort_ratio(" ".join(first), " ".join(second)) / 100
    shared = len(set(first) & set(second)) / len(set(first) | set(second))
    order = fuzz.ratio(new[:2000].lower(), old[:2000].lower()) / 100
    return round(0.35 * words + 0.45 * shared + 0.2 * order, 3)


def nearest(
    question: str, candidates: Sequence[Earlier], today: date, *, most: int = 5
) -> tuple[Likeness, ...]:
    """Return the earlier questions most like *question*, the likest first."""
    if len(tokens(question)) < SHORTEST:
        return ()
    found = []
    for each in candidates:
        score = alike(question, each.text)
        if score >= ALIKE:
            current, why = still_current(question, each, today)
            found.append(Likeness(each, score, current, why))
    found.sort(key=lambda one: (-one.asked_before, -one.still_current, one.earlier.case))
    return tuple(found[:most])


def still_current(question: str, earlier: Earlier, today: date) -> tuple[float, str]:
    """Return whether the earlier answer may still hold, and why: its age, and what changes."""
    if earlier.answered_on is None:
        return 0.0, "not answered yet"
    age = max(0, (today - earlier.answered_on).days)
    words = {token.word for token in tokens(question)}
    if _years(question) != _years(earlier.text):
        return 0.1, "about other years"
    half_life, kind = HALF_LIFE_DAYS, ""
    if words & QUICK:
        half_life, kind = QUICK_HALF_LIFE, ", and such figures change quickly"
    elif words & SLOW or _is_past(question, earlier.answered_on):
        half_life, kind = SLOW_HALF_LIFE, ", and it is about what does not change"
    return round(0.5 ** (age / half_life), 2), f"answered {_ago(age)}{kind}"


def _years(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in YEAR.findall(text[:4000]))


def _is_past(text: str, answered: date) -> bool:
    """Return whether all years named were over when it was answered."""
    years = _years(text)
    return bool(years) and max(years) < answered.year


def _ago(days: int) -> str:
    if days < 2:
        return "yesterday" if days else "today"
    if days < 60:
        return f"{days} days ago"
    months = days // 30
    return f"{months} months ago" if months < 24 else f"{days // 365} years ago"


def round_robin(
    question: str, requester: str, candidates: Sequence[Earlier], *, within_days: int, today: date
) -> RoundRobin | None:
    """Return the same question from other people in the last *within_days*, or None."""
    same = [
        each
        for each in candidates
        if each.requester != requester
        and 0 <= (today - each.received_on).days <= within_days
        and _years(question) == _years(each.text)
        and alike(question, each.text) >= SAME
    ]
    others = {each.requester for each in same}
    return RoundRobin(tuple(same), len(others) + 1) if others else None


def aggregation(
    question: str,
    requester: str,
    law: str,
    candidates: Sequence[Earlier],
    *,
    in_concert: Mapping[str, str],
) -> tuple[Earlier, ...]:
    """
    Return earlier questions that may be added to *question* for the cost limit.

    Regulation 5: the same or similar information (COST-8 reads that narrowly), from one person or
    people acting in concert (*in_concert* names each one's campaign), within 60 consecutive
    working days that include both dates (COST-7).  Never across FOIA and EIR (COST-9).
    """
    group = in_concert.get(requester, requester)
    return tuple(
        each
        for each in candidates
        if each.law == law == "foia"
        and in_concert.get(each.requester, each.requester) == group
        and each.working_days_before is not None
        # The first day is day 1 of the 60, so that 59 working days lie between at most.
        and 0 <= each.working_days_before <= 59
        and alike(question, each.text) >= SAME_INFORMATION
    )
