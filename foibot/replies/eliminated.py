"""Sentences that name no question, given to those that are left where each fits but one (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from foibot.replies.belonging import Belonging
from foibot.replies.blocks import Block, Found
from foibot.replies.evidence import told_before
from foibot.replies.figures import has_figures, undated
from foibot.replies.kinds import kind_asked
from foibot.replies.mentions import MENTION
from foibot.replies.model import Attribution, Key
from foibot.replies.parted import UNPLACED
from foibot.replies.promises import without_times
from foibot.replies.prose import speaks_of_several
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.wording import NUMBER_WORDS
from foibot.replies.words import plain, sentences

_MOST = 5  # sentences that name nothing
_LEAST = 3  # words
_WHY = "every other question has its answer, and this one is of its kind"
# "14 of them", "the other one", "that one": of what was spoken of before.
_POINTS_BACK = re.compile(
    r"^\W{0,4}(?:\w[\w,]{0,20} ){0,2}of (?:these|those|them)\b"
    r"|\b(?:others?|rest|(?:that|this) one)\b|\b(?:see|as) (?:below|above)\b",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"\u00a3\s?[0-9]|\b[0-9][0-9.,]*\s?(?:k|m|million)\b")
# Not between the figures of "1 and 3".
_TURN = re.compile(
    r"(?<![0-9])(?:[,;]\s(?:(?:and|but|while|ac|ond)\s)?|\s(?:and|but|while|ac|ond)\s)"
)
_ONE = re.compile(r"\b(?:only|just) one\b|\bone of (?:which|whom)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow much\b|\bcost\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z,:] )[A-Z][\w&']+|\b[A-Z]{2,}\b")
_DENIES = frozenset(plain("no not none nothing never there yes we it currently an a"))
_COUNTED = frozenset(NUMBER_WORDS) - {"one", "a", "un"}


def by_elimination(
    found: Found, said: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found:
    """
    Return *found* with as many sentences as silent questions, each at the one that it can answer.

    There is one way to give them out by their kinds, or the reply goes on in the questions' order.
    """
    given = {key for block in found.blocks for key in block.target.keys}
    silent = [key for key in left if key not in given]
    asked = Belonging(questions, left, rules)
    if not silent or len(silent) > _MOST or len({key.reference for key in left}) > 1:
        return found
    open_ = _open(found)
    if not given and len(_sentences(said)) > 1:
        return found  # nothing tells whether it is an answer at all
    for whole in (_sentences(said), _clauses(said, open_)):
        texts = [one for one in whole if one in open_ or any(one in text for text in open_)]
        if len(texts) != len(silent) or not _are_all(texts, open_):
            continue
        own = _way(texts, silent, whole, found, asked)
        if own:
            return _placed(found, whole, own)
    return found


def _way(
    texts: Sequence[str],
    silent: Sequence[Key],
    whole: Sequence[str],
    found: Found,
    asked: Belonging,
) -> dict[str, Key]:
    """Return the question of each of *texts*: in the only way, or as the answers go on in order."""
    if len(set(texts)) < len(texts) or not all(_is_free(one, asked) for one in texts):
        return {}
    places = {one.key: n for n, one in enumerate(asked.asked)}
    ways = [
        way
        for way in permutations(silent)
        if all(_may_be(one, places[key], asked) for one, key in zip(texts, way, strict=True))
    ]
    anchored = len(silent) < len(asked.asked)
    kinds = {kind_asked(asked.asked[places[key]].text) for key in silent}
    if not anchored and len(kinds) < len(silent):
        return {}
    if tuple(silent) in ways and anchored and _goes_on_in_order(found, whole, texts, silent):
        return dict(zip(texts, silent, strict=True))
    return dict(zip(texts, ways[0], strict=True)) if len(ways) == 1 else {}


def _sentences(said: Sequence[str]) -> list[str]:
    return [one.strip(" ,;") for line in said for one in sentences(line) if plain(one)]


def _clauses(said: Sequence[str], open_: Sequence[str]) -> list[str]:
    """Return the sentences of *said*, those of *open_* cut into their clauses."""
    found: list[str] = []
    for one in _sentences(said):
        found += _cut(one) if one in open_ and "(" not in one else [one]
    return found


def _cut(text: str) -> list[str]:
    """Return the clauses of *text*; "as for why" goes with what follows it."""
    found: list[str] = []
    start = 0
    for turn in _TURN.finditer(text):
        clause = text[start : turn.start()]
        if len(plain(clause)) > _LEAST or has_figures(clause):
            found.append(clause.strip(" ,;"))
            start = turn.end()
    return [*found, text[start:].strip(" ,;")]


def _are_all(texts: Sequence[str], open_: Sequence[str]) -> bool:
    """Return whether *texts* are all that is open, and nothing of it is left over."""
    return all(one in texts or sum(text in one for text in texts) > 1 for one in open_)


def _open(found: Found) -> list[str]:
    """Return the texts that are of no question yet."""
    blocks = [one for one in found.blocks if not one.target.keys and one.target.why == UNPLACED]
    lines = [line for one in blocks for line in one.lines] + list(found.left)
    return [one.strip(" ,;") for line in lines for one in sentences(line) if plain(one)]


def _is_free(text: str, asked: Belonging) -> bool:
    """Return whether *text* stands by itself, and speaks of no other sentence or question."""
    points = _POINTS_BACK.search(text) or MENTION.search(text) or text.endswith("?")
    several = speaks_of_several(text, asked.rules) and asked.settles(text)
    of_any = asked.may_be_of_any(text) or asked.names_number(text)
    return not (points or several or of_any or told_before(text))


def _may_be(text: str, n: int, asked: Belonging) -> bool:
    """Return whether *text* is of the kind that question *n* asks for, and of no other's words."""
    short = len(plain(text)) < _LEAST and not has_figures(text)
    if short or asked.is_of_another(text, n) or asked.is_unsure(text):
        return False
    counts = has_figures(without_times(undated(text)))
    if asked.settles(text) and not counts:
        return True
    tokens = plain(text)
    number = counts or not _COUNTED.isdisjoint(tokens) or _ONE.search(text) is not None
    money = _POUNDS.search(text) is not None
    question = asked.asked[n].text
    return {
        "number": number and (not money or _HOW_MUCH.search(question) is not None),
        "money": money,
        "day": undated(text) != text,
        "yes": not counts and tokens[0] in _DENIES,
        "name": _NAMED.search(text) is not None and not money,
        "copy": asked.rules.answers.attachment.within(text),
    }.get(kind_asked(question), False)


def _goes_on_in_order(
    found: Found, whole: Sequence[str], texts: Sequence[str], silent: Sequence[Key]
) -> bool:
    """Return whether all answers, those just given too, stand in the order of the questions."""
    own = dict(zip(texts, silent, strict=True))
    order = [own.get(one) or _key_of(one, found) for one in whole]
    keys = [key for key in order if key is not None]
    return all(a <= b for a, b in pairwise(keys))


def _key_of(text: str, found: Found) -> Key | None:
    """Return the question that *text*, or its beginning, was given to."""
    for block in found.blocks:
        start = block.lines[0].strip(" ,;") if block.target.keys and block.lines else ""
        if start and (text.startswith(start) or start.startswith(text)):
            return block.target.keys[0]
    return None


def _placed(found: Found, whole: Sequence[str], own: dict[str, Key]) -> Found:
    """Return *found* with each text of *own* at its question."""
    kept = [one for one in found.blocks if one.target.keys or one.target.why != UNPLACED]
    new = [
        Block(Target((own[one],)), Attribution.ORDER, [one], because=_WHY)
        for one in whole
        if one in own
    ]
    return replace(found, blocks=[*kept, *new], left=[])
