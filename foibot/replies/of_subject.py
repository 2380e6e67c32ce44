"""A sentence that decides of a whole subject: "both of the agency ones are for HR" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block
from foibot.replies.claiming import CITED
from foibot.replies.figures import has_figures
from foibot.replies.headings import in_question, telling
from foibot.replies.model import Key
from foibot.replies.of_case import DONE_WITH_IT, GROUP, decides_something, spoken_of
from foibot.replies.promises import without_times
from foibot.replies.questions import NAMED, Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.services import service_named
from foibot.replies.words import plain, words

# "Both of the agency ones", "anything on security", "all the sickness questions".
_SEVERAL = re.compile(
    r"\b(?:both|all|any(?! more)|anything|everything|nothing|none|neither|two|three|four|ones|"
    r"questions|queries|figures)\b",
    re.IGNORECASE,
)
# "The first two are not held": by their place in the list.
_BY_PLACE = re.compile(
    r"\b(?:first|second|third|(?:last|next)(?!\s(?:week|month|year|quarter|[a-z]{3,6}day))|other|rest)\b",
    re.IGNORECASE,
)
_COUNTED = {"both": 2, "neither": 2, "two": 2, "three": 3, "four": 4}
_JOINS = frozenset(plain("and or nor")) | {"&", "/", ","}
_BETWEEN = frozenset(plain("and or nor the any of on what how many for a about numbers number"))
_MOST_BETWEEN = 5
_MOST_WITHIN = 2  # words between those of one subject: "number of claims"
_MOST_MEANT = 2  # questions that one subject may mean
Subject = tuple[int, frozenset[int]]  # where a word stands, and the questions that have it


def spoken_of_subjects(
    lines: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> tuple[list[Block], list[str]]:
    """Return what is decided of all questions about a subject, and the other lines."""
    return spoken_of(
        lines,
        left,
        lambda one, still: of_subject(one, still, questions, rules),
        lambda one: _goes_on(one, questions, rules),
    )


def _goes_on(text: str, questions: Questions, rules: ReplyRules) -> bool:
    """Return whether *text* names no subject of a question and gives no figure: "Try Janet"."""
    bare = CITED.sub("", without_times(text))
    return not has_figures(bare) and not _subjects(text, questions, rules)


def of_subject(
    text: str, left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> tuple[Key, ...]:
    """
    Return the open questions, two or more, about the subject of which *text* decides something.

    They are all that have its word where it speaks of several: "both of the agency ones"; or those
    of two words that are joined: "nothing on collisions or compensation".
    """
    bare = CITED.sub("", text)
    if _BY_PLACE.search(bare) or NAMED.search(bare) or bare.rstrip().endswith("?"):
        return ()
    if not decides_something(text, bare, rules):
        return ()
    has = _subjects(bare, questions, rules)
    alone = [(place, each) for place, each in has if len(each) == 1]
    places = _by_one_word(bare, has) or _by_joined_words(bare, alone) or _by_joined_words(bare, has)
    keys = tuple(questions.asked[n].key for n in sorted(places))
    return keys if len(keys) > 1 and set(keys) < set(left) else ()


def _subjects(text: str, questions: Questions, rules: ReplyRules) -> list[Subject]:
    """Return where each word of *text* that questions have stands, and these questions."""
    asked = [telling(one.text) for one in questions.asked]
    meant = [rules.alike.among(plain(one.text)) for one in questions.asked]
    passed = set(plain(service_named(text, rules))) | GROUP | DONE_WITH_IT
    found: list[Subject] = []
    known = {word: frozenset(n for n, own in enumerate(asked) if in_question(word, own))
             for word in telling(text) if word not in passed}  # fmt: skip
    groups = rules.alike.among(plain(text))
    for place, word in enumerate(words(text)):
        each = known.get(word.text, frozenset())
        if not each and word.text not in passed:
            each = frozenset(
                n
                for group, said in groups.items()
                if word.text in said
                for n, own in enumerate(meant)
                if group in own
            )
        if each:
            found.append((place, each))
    return found


def _by_one_word(text: str, has: Sequence[Subject]) -> frozenset[int]:
    """Return the questions of the one subject of *text*, where that speaks of several."""
    if not has or not _SEVERAL.search(text):
        return frozenset()
    every = {each for _, each in has}
    meant = frozenset.intersection(*every)
    if len(meant) < 2 or any(not each >= meant for each in every):
        return frozenset()
    counted = [_COUNTED[one] for one in plain(text) if one in _COUNTED]
    return meant if not counted or counted[0] == len(meant) else frozenset()


def _by_joined_words(text: str, has: Sequence[Subject]) -> frozenset[int]:
    """
    Return the questions of two subjects or more that are joined by "and" or "or".

    The words of one subject have a question in common: "pothole claims", and not "claims" alone.
    """
    found = words(text)
    subjects: list[frozenset[int]] = []
    for place, (at, each) in enumerate(has):
        before = has[place - 1][0] if place else None
        if before is None:
            subjects.append(each)
            continue
        between = [word.text for word in found[before + 1 : at]]
        gap = text[found[before].end : found[at].start]
        joins = not _JOINS.isdisjoint(between) or any(one in gap for one in "&/,")
        if joins and len(between) <= _MOST_BETWEEN and _BETWEEN.issuperset(between):
            subjects.append(each)
        elif not joins and len(between) <= _MOST_WITHIN and subjects[-1] & each:
            subjects[-1] &= each
        elif not any(each <= one for one in subjects):
            return frozenset()  # what is said later of another question
    every = frozenset().union(*subjects)
    # "Claims and compensation" are two, where compensation for claims is one of two about claims.
    own = any(len(one) == 1 for one in subjects)
    sure = own and all(len(one) <= _MOST_MEANT for one in subjects)
    return every if len(subjects) > 1 and len(every) > 1 and sure else frozenset()
