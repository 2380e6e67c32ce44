"""
Prose whose every part is weighed against every question at once: the best order of all (T21).

Where no single rule places a reply, its clauses are given to the questions so that their words,
the kinds of what they give, and the order of the questions agree best.  A clause that might as
well be of another question is given to none, and the officer is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from foibot.replies.blocks import Block, Found
from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures
from foibot.replies.labels import bare_label, weak_label
from foibot.replies.mentions import MENTION, counts_some, decides
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import fits_question
from foibot.replies.parted import (
    MOST_PARTS,
    MOST_WORDS,
    UNPLACED,
    add_rest,
    clauses,
    is_of_the_rest,
    speaks_of,
    told,
)
from foibot.replies.prose import speaks_of_several
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.wording import NUMBER_WORDS
from foibot.replies.words import plain, sentences

_WIDTH = 48  # ways kept at each step
_MARGIN = 0.5  # how far the best way leads each that gives a part to another question
_NEXT = 0.25
_KIND = 0.25
_STAYS = 0.2
_BACK = 0.75
_MISFIT = 1.0
_MOST_WEIGHT = 2.0
_YES_OR_NO = (("yes",), ("no",))
_PER_CENT = re.compile(
    r"[0-9][0-9.,]{0,15}\s?(?:%|per ?cent\b)|\b(?:in|out of) [0-9]+", re.IGNORECASE
)
_ASKS_SHARE = re.compile(r"\b(?:percent\w*|per cent|proportion|share|rate)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """Clauses of one sentence that go together, and what stands before them there."""

    sentence: int
    start: int
    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class _Way:
    """The questions that the parts so far are given to, and how well that fits."""

    given: tuple[int | None, ...] = ()
    score: float = 0.0


def aligned(
    lines: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """Return the answers of the parts of *lines* that are surely each of one question of *left*."""
    each = [one for line in lines for one in sentences(line) if plain(one)]
    rest = [one for one in each if is_of_the_rest(one, rules)]
    every = [one for one in each if one not in rest]
    text = "\n".join(every)
    if len(questions.asked) < 2 or len(plain(text)) > MOST_WORDS or len(rest) > 1:
        return None
    if MENTION.search(text) or counts_some(text) or speaks_of_several(text, rules):
        return None
    if any(weak_label(line) or bare_label(line) for line in lines):
        return None
    asked = _Aligning(questions, left, rules)
    parts = asked.parts(every)
    given = asked.sure(parts) if 0 < len(parts) <= MOST_PARTS else []
    given = asked.without_doubted(parts, given, rest)
    return asked.found(parts, given, rest) if given else None


class _Aligning(Asked):
    """The questions, and how well each part of a reply fits each of them."""

    def parts(self, every: Sequence[str]) -> list[_Part]:
        """Return the clauses of the sentences, those that give nothing with their neighbour."""
        found: list[_Part] = []
        for n, sentence in enumerate(every):
            own: list[_Part] = []
            for start, end in clauses(sentence):
                one = _Part(n, start, sentence[start:end], "")
                if own and (self._says_nothing(own[-1].text) or self._goes_on(one.text)):
                    start = own.pop().start
                gap = sentence[own[-1].start + len(own[-1].text) : start] if own else ""
                own.append(_Part(n, start, sentence[start:end], gap))
            found += own
        return found

    def _says_nothing(self, text: str) -> bool:
        """Return whether *text* gives nothing: "As to lost or stolen" leads to what follows."""
        return not self._gives(text)

    def _goes_on(self, text: str) -> bool:
        """Return whether *text* gives nothing, or nothing that another question may ask for."""
        words = any(self.shares(text, n) for n in self.open)
        return not words and not self._gives(text)

    def _gives(self, text: str) -> bool:
        tokens = plain(text)
        said = tokens in _YES_OR_NO or not NUMBER_WORDS.isdisjoint(tokens[:2])
        return said or has_figures(text) or decides(text, self.rules)

    def sure(self, parts: Sequence[_Part]) -> list[int | None]:
        """Return the question of each part; None where another might be meant as well."""
        fits = [{n: self._fit(part.text, n) for n in sorted(self.open)} for part in parts]
        best = self._best(parts, fits, None)
        given: list[int | None] = []
        for place, n in enumerate(best.given):
            other = self._best(parts, fits, place, n) if n is not None else best
            given.append(n if n is not None and best.score - other.score >= _MARGIN else None)
        kept = told(self, [one.text for one in parts], given, self._gives)
        return self._whole(parts, kept)

    def without_doubted(
        self, parts: Sequence[_Part], given: Sequence[int | None], rest: Sequence[str]
    ) -> list[int | None]:
        """
        Return *given*; none where fewer than two questions are answered, each in one go.

        "Claims aren't us" may be said of a question of which nothing else speaks: of nobody then.
        """
        both = list(zip(parts, given, strict=True)) if given else []
        left = any(n is None and self.may_answer(part.text) for part, n in both)
        if self.open - set(given) and not (left or rest):
            away = {n for part, n in both if self._sends_away(part.text)}
            both = [(part, None if n in away else n) for part, n in both]
        runs = [n for n, _ in groupby(n for _, n in both if n is not None)]
        return [n for _, n in both] if len(runs) == len(set(runs)) > 1 else []

    def _sends_away(self, text: str) -> bool:
        attached = self.rules.answers.attachment.within(text)
        return decides(text, self.rules) and not has_figures(text) and not attached

    def _fit(self, text: str, n: int) -> float:
        """Return how well *text* fits question *n*: its words, and the kind of what it gives."""
        question = self.asked[n].text
        if text.rstrip().endswith("?") or self.is_unsure(text):
            return 0.0
        gives = self._gives(text)
        if gives and not fits_question(text, question, self.rules):
            return -_MISFIT
        weight, own = self.share(text, n)
        if _of_another_kind(text, question):
            weight -= _KIND * 2
        if weight <= 0:
            return 0.0
        weight = min(self.weigh(text, n)[0] or weight / 2, _MOST_WEIGHT)
        return weight + _KIND * (gives + own)

    def _best(
        self,
        parts: Sequence[_Part],
        fits: Sequence[dict[int, float]],
        barred: int | None,
        question: int | None = None,
    ) -> _Way:
        """Return the best way to give the parts; the one at *barred* not to *question*."""
        ways = [_Way()]
        for place, fit in enumerate(fits):
            grown = [
                _Way((*way.given, n), way.score + _step(parts, place, way, n, fit))
                for way in ways
                for n in (None, *fit)
                if not (place == barred and n == question)
            ]
            # Of ways that end alike, only the best can come to lead.
            kept: dict[tuple[int | None, frozenset[int | None]], _Way] = {}
            for way in grown:
                end = (way.given[-1], frozenset(way.given))
                if end not in kept or kept[end].score < way.score:
                    kept[end] = way
            ways = sorted(kept.values(), key=lambda way: -way.score)[:_WIDTH]
        return ways[0]

    def _whole(self, parts: Sequence[_Part], given: Sequence[int | None]) -> list[int | None]:
        """Return *given*; a sentence with a figure that may be another's is of nobody."""
        kept = list(given)
        silent = self.open - set(given)
        for place, part in enumerate(parts):
            if kept[place] is not None or not self._gives(part.text):
                continue
            before = place and parts[place - 1].sentence == part.sentence
            asked = any(fits_question(part.text, self.asked[n].text, self.rules) for n in silent)
            if before and kept[place - 1] is not None:
                n = None if asked else kept[place - 1]
                kept[place - 1 : place + 1] = [n, n]
        return kept

    def found(
        self, parts: Sequence[_Part], given: Sequence[int | None], rest: Sequence[str]
    ) -> Found:
        """Return the blocks of the questions given, the talk, and what the officer is asked of."""
        found = Found()
        blocks: dict[int, Block] = {}
        silent = tuple(self.asked[n].key for n in sorted(self.open - set(given)))
        for place, (part, n) in enumerate(zip(parts, given, strict=True)):
            text = part.text.strip(" ,;")
            if n is not None and n not in blocks:
                blocks[n] = Block(Target((self.asked[n].key,)), Attribution.ORDER, [text])
                found.blocks.append(blocks[n])
            elif n is not None:
                joins = given[place - 1] == n and part.gap
                blocks[n].lines[0] += f"{part.gap if joins else ' '}{text}"
            elif silent and (self.may_answer(text) or speaks_of(self, text, silent)):
                found.blocks.append(Block(Target((), silent, UNPLACED), Attribution.ORDER, [text]))
            else:
                found.talk.append(text)
        add_rest(found, rest, silent, self.rules)
        return found


def _of_another_kind(text: str, question: str) -> bool:
    """Return whether a share is asked for and a number given, or the other way round."""
    share, asked = _PER_CENT.search(text) is not None, _ASKS_SHARE.search(question) is not None
    alone = share and not has_figures(_PER_CENT.sub("", text))
    return has_figures(text) and ((asked and not share) or (alone and not asked))


def _step(
    parts: Sequence[_Part], place: int, way: _Way, n: int | None, fit: dict[int, float]
) -> float:
    """Return what it adds to give the part at *place* to question *n* behind those of *way*."""
    if n is None:
        return 0.0
    if way.given and n == way.given[-1]:
        together = parts[place].sentence == parts[place - 1].sentence
        return max(fit[n], 0.0) + (_STAYS if together else 0.0)
    if n in way.given:
        return fit[n] - _BACK  # what was left is seldom come back to
    last = next((one for one in reversed(way.given) if one is not None), -1)
    return fit[n] + (_NEXT if n == last + 1 and fit[n] > 0 else 0.0)
