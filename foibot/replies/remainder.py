"""What is said of the questions that are left: "the rest is for Parking", "rest tomorrow" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from foibot.replies.blocks import Block, Found
from foibot.replies.clauses import first_in_order
from foibot.replies.doubting import says_later
from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures, undated
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution, Key, Proposal
from foibot.replies.promises import day_word, names_the_rest, puts_off, without_times
from foibot.replies.prose import by_words
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.services import sends_the_rest
from foibot.replies.wording import meaning
from foibot.replies.words import plain, sentences

# "The other two are for Payroll", "the remaining three to follow".
_COUNTED = re.compile(
    r"\b(?:other|remaining) (two|three|four|five|six)\b(?! (?:years?|months?|days?))", re.IGNORECASE
)
# "The other two are for the FOI desk."
_IS_FOR = re.compile(r"\b(?:is|are|be) (?:one |ones |a question |questions )?for\s", re.IGNORECASE)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DECIDED = frozenset({Proposal.MORE_TIME, Proposal.NOT_OURS, Proposal.NOT_HELD})
_SOME_DAY = date(2000, 1, 1)  # whether it is put off does not depend on today


def of_the_rest(said: Sequence[str], left: Sequence[Key], rules: ReplyRules) -> Found | None:
    """Return what is said of all other questions: "the rest is for Parking"."""
    if len({key.reference for key in left}) != 1:
        return None
    for place, line in enumerate(said):
        parts = sentences(line)
        for n, one in enumerate(parts):
            of_them = decides(one, rules) or says_later(one) or sends_the_rest(one, rules)
            of_them = of_them and rules.labels.rest.first(plain(one), 6) is not None
            if (of_them and _fits(one, left)) or of_as_many(one, left, rules):
                others = " ".join([*parts[:n], *parts[n + 1 :]])
                rest = [*said[:place], *([others] if others else []), *said[place + 1 :]]
                return Found([Block(Target(tuple(left)), Attribution.ALL, [one])], rest)
    return None


def of_as_many(text: str, left: Sequence[Key], rules: ReplyRules) -> bool:
    """Return whether *text* counts the questions *left*, and puts them off or sends them away."""
    gives = has_figures(without_times(undated(text))) or text.rstrip().endswith("?")
    if gives or _COUNTED.search(text) is None or not _fits(text, left):
        return False
    return meaning(text, rules, _SOME_DAY).proposal in _DECIDED


def _fits(text: str, left: Sequence[Key]) -> bool:
    """Return whether *text* counts as many others as are *left*, if it counts them."""
    counted = _COUNTED.search(text)
    return counted is None or _NUMBERS[counted[1].casefold()] == len(left)


def some_and_the_rest(
    said: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """
    Return the answers of some questions where the last sentence speaks of the rest.

    "The report is attached. Someone else is looking at the rest": what is said of the rest is
    theirs where it decides something, asked back where it is "for" somebody whom no rule knows, and
    else it is talk.
    """
    parts = [one for line in said for one in sentences(line) if plain(one)]
    last = parts[-1] if len(parts) > 1 else ""
    words = rules.labels.rest.first(plain(last))
    if words is None or has_figures(without_times(last)) or len({k.reference for k in left}) > 1:
        return None
    found = by_words(parts[:-1], left, questions, rules, partly=True)
    found = found or first_in_order(parts[:-1], left, questions, rules)
    if found is None or found.left or len(found.blocks) == len(left):
        return None
    answered = {key for block in found.blocks for key in block.target.keys}
    asked = Asked(questions, left, rules)
    silent = [n for n in asked.open if asked.asked[n].key not in answered]
    if any(asked.has_own(block.text(), n) for block in found.blocks for n in silent):
        return None  # "906 plots and some on the list": which are the rest?
    rest = tuple(key for key in left if key not in answered)
    if decides(last, rules) or says_later(last) or day_word(last, rules):
        return Found([*found.blocks, Block(Target(rest), Attribution.ALL, [last])], [], found.talk)
    if _IS_FOR.search(last):
        return Found(found.blocks, [last], found.talk)  # of whom, nobody here knows
    return Found(found.blocks, [], [*found.talk, last])


def promised(
    talk: Sequence[str], left: Sequence[Key], rules: ReplyRules, some: bool
) -> tuple[list[str], list[str]]:
    """
    Return what promises the only answer, or all of them, for some day; and the other talk.

    "You'll have it by Friday"; "will get back to you" says of three questions nothing certain.
    Where *some* was said, only what speaks of the rest is a promise: "Others to follow tomorrow".
    """
    said = [
        one
        for one in talk
        if (_is_of(one, left, rules, some) and puts_off(one, rules) and day_word(one, rules))
        or (some and of_as_many(one, left, rules))
    ]
    return said, [one for one in talk if one not in said]


def _is_of(text: str, left: Sequence[Key], rules: ReplyRules, some: bool) -> bool:
    if some:
        return rules.labels.rest.first(plain(text), 3) is not None or names_the_rest(text)
    return len(left) == 1 or rules.labels.all.within(text)
