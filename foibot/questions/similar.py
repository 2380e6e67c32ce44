"""
Earlier questions like a new one, for a person to look at: nothing here decides anything.

Two things are told apart: whether it was asked before, and whether the answer of then still holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from foibot.questions.services import tokens

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ALIKE = 0.5  # from here a person is shown the earlier question
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier question and how alike the new one is, from 0 to 1."""

    earlier: Earlier
    asked_before: float


@dataclass(frozen=True, slots=True)
class Currency:
    """Whether an earlier answer may still hold, from 0 to 1, and why: "about other years"."""

    still_current: float
    why: str


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


def nearest(question: str, candidates: Sequence[Earlier], *, most: int = 5) -> tuple[Likeness, ...]:
    """Return the earlier questions most like *question*, the likest first."""
    if len(tokens(question)) < SHORTEST:
        return ()
    scored = [Likeness(each, alike(question, each.text)) for each in candidates]
    found = [each for each in scored if each.asked_before >= ALIKE]
    found.sort(key=lambda one: (-one.asked_before, one.earlier.case))
    return tuple(found[:most])


def still_current(question: str, earlier: str, answered: date, today: date) -> Currency:
    """Return whether the answer to *earlier* may still hold: its age, and what changes."""
    age = max(0, (today - answered).days)
    words = {token.word for token in tokens(question)}
    if _years(question) != _years(earlier):
        return Currency(0.1, "it is about other years")
    half_life, why = HALF_LIFE_DAYS, "answers age"
    if words & QUICK:
        half_life, why = QUICK_HALF_LIFE, "such figures change quickly"
    elif words & SLOW or _is_past(question, answered):
        half_life, why = SLOW_HALF_LIFE, "it is about what does not change"
    return Currency(round(0.5 ** (age / half_life), 2), why)


def _years(text: str) -> frozenset[int]:
    return frozenset(int(year) for year in YEAR.findall(text[:4000]))


def _is_past(text: str, answered: date) -> bool:
    """Return whether all years named were over when it was answered."""
    years = _years(text)
    return bool(years) and max(years) < answered.year
