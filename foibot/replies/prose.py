"""Prose that answers several questions, told apart by their words: "212 felled, 340 planted"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from foibot.replies.blocks import Block, Found
from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures
from foibot.replies.labels import bare_label, decimal, weak_label
from foibot.replies.mentions import MENTION, counts_some, decides, is_ended
from foibot.replies.model import Attribution, Key
from foibot.replies.of_case import of_whole_cases
from foibot.replies.of_subject import of_subject
from foibot.replies.ordered import fits_question
from foibot.replies.promises import says_of_the_rest
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.straying import without_strays
from foibot.replies.words import plain, sentences

_FAR_LESS = 4
_NAME = 2  # words
_MOST_WORDS = 300
_MOST_UNITS = 24
_TURN = re.compile(
    r"[,;]\s(?:(?:and|but|while|with|of (?:which|those|these))\s)?"
    r"|\s(?:and|but|while|which|/|\|)\s"
    # "3,870 tonnes of salt on 61 gritting runs"
    r"|\s(?=(?:on|with|from|over|including|plus|using|across)\s"
    r"(?:about |around |some )?\u00a3?[0-9])",
    re.I,
)
_EACH_OF = re.compile(r",|\s(?:or|and|nor|&|/)\s", re.IGNORECASE)
_COMMA = re.compile(r"[,;]\s(?:and\s)?")
_FOR_SOME = re.compile(r"\bgyfer [0-9]", re.I)
_SEVERAL = re.compile(
    r"\b(?:all (?:of|four|five|six|three)|both|the rest|the others?|except|apart from|other than|"
    r"neither|none of|the lot|everything)\b",
    re.IGNORECASE,
)
# "For the volunteers one: 63".
_LED = re.compile(
    r"^(?:for|on|re|regarding|as for|to)\s(?:the|your)\s[^.:,;\d]{2,40}?\s"
    r"(?:question|one|part|bit|query)\s?[:,\u2013\u2014]\s",
    re.IGNORECASE,
)
_POUNDS = re.compile(r"\u00a3\s?[0-9]")
_YES_ALONE = (("yes",), ("no",))
_LABELLED = frozenset({Attribution.LABEL, Attribution.ORDER})


@dataclass(slots=True)
class _Unit:
    """A sentence or clause, and the place of the question that its words are about."""

    text: str
    about: int | None = None


def by_words(
    lines: Sequence[str],
    left: Sequence[Key],
    questions: Questions,
    rules: ReplyRules,
    *,
    partly: bool = False,
) -> Found | None:
    """
    Return the answers of sentences that have the words of two questions and more, each of one.

    One between two such answers, where one question stands between theirs, answers that, if it is
    of the kind asked for.  What is left says nothing plainly: the officer is asked.  *partly*: the
    officer has said that others are still to be answered.
    """
    text = "\n".join(lines)
    if len(questions.asked) < 2 or len(plain(text)) > _MOST_WORDS or speaks_of_several(text, rules):
        return None
    if counts_some(text, questions.known) or MENTION.search(text) or _FOR_SOME.search(text):
        return None
    if any((weak_label(line) and not decimal(line)) or bare_label(line) for line in lines):
        return None
    asked = _Prose(questions, left, rules)
    units: list[_Unit] = []
    for part in (one for line in lines for one in sentences(line)):
        spoken = {one.about for one in units}
        units += [one for one in asked.units(part, spoken) if one.text.strip()]
    about = {one.about for one in units} - {None}
    alone = len(units) == 1 and bool(about) and asked.is_sure(units[0].text, partly=partly)
    if len(units) > _MOST_UNITS or not (len(about) > 1 or alone):
        return None
    units = asked.cut_for_the_silent(units)
    asked.fill_between(units)
    units = asked.with_ends(units)
    asked.fill_last(units)
    return None if asked.is_mixed(units, partly=partly) else asked.found(units)


def speaks_of_several(text: str, rules: ReplyRules) -> bool:
    """Return whether a sentence of *text* says something of all the questions, or of the others."""
    if _SEVERAL.search(text):
        return True
    words = (rules.labels.all, rules.labels.rest)
    each = [one for line in text.split("\n") for one in sentences(line)]
    return any(decides(one, rules) and any(word.within(one) for word in words) for one in each)


class _Prose(Asked):
    """What was written, cut into units that are each about one question."""

    def units(self, sentence: str, spoken: Set[int | None]) -> list[_Unit]:
        """
        Return *sentence*, cut where its clauses are about different questions.

        A later clause that seems to go back to a question *spoken* of goes on with the first.
        """
        several = self._all_decided(sentence)
        if several:
            return [_Unit(sentence, n) for n in several]
        cuts, ends = _clauses(sentence)
        groups: list[tuple[int, int, int | None]] = []
        for start, end in zip(cuts, ends, strict=True):
            about = self.best(sentence[start:end])[0]
            if groups and (about is None or groups[-1][2] in (None, about)):
                before = groups[-1]
                groups[-1] = (before[0], end, before[2] if about is None else about)
            else:
                groups.append((start, end, about))
        parts = [sentence[start:end] for start, end, _ in groups]
        each = [about for _, _, about in groups]
        if len(parts) > 1 and None not in each and len(set(each)) == len(each):
            if spoken >= set(each[1:]) and each[0] not in spoken:
                return [_Unit(sentence, each[0])]
            return [_Unit(one, n) for one, n in zip(parts, each, strict=True)]
        about = self.best(sentence)[0]
        return [_Unit(sentence, None if self.only_names(sentence, about) else about)]

    def _all_decided(self, text: str) -> list[int]:
        """Return the questions of "I hold nothing on collisions or compensation": one for each."""
        words = self.rules.answers
        known = (words.not_held, words.not_ours, words.more_time)
        if has_figures(text) or not _EACH_OF.search(text) or not any(w.within(text) for w in known):
            return []
        own = [n for n in sorted(self.open) if self.has_own(text, n)]
        return own if len(own) > 1 and self.best(text)[0] is None else []

    def cut_for_the_silent(self, units: Sequence[_Unit]) -> list[_Unit]:
        """
        Return *units*; one is cut where a clause of it is about a question that no other speaks of.

        "4,218 travel free and 611 of those go by taxi": of all that have the word "taxi" only one
        was still without an answer.
        """
        silent = sorted(self.open - {one.about for one in units})
        return [part for one in units for part in self._cut(one, silent)]

    def _cut(self, unit: _Unit, silent: Sequence[int]) -> list[_Unit]:
        cuts, ends = _clauses(unit.text)
        for start, end in list(zip(cuts, ends, strict=True))[1:]:
            before, clause = unit.text[: ends[cuts.index(start) - 1]], unit.text[start:end]
            about = [n for n in silent if has_figures(clause) and self.weigh(clause, n)[0]]
            if not about and len(silent) == 1 and _other_kind(before, clause):
                about = [n for n in silent if self.fits_alone(clause, n)]
            stays = self.best(before)[0] == unit.about is not None
            if len(about) == 1 and stays and not self.has_own(clause, unit.about or 0):
                return [_Unit(before, unit.about), _Unit(unit.text[start:], about[0])]
        return [unit]

    def fill_between(self, units: Sequence[_Unit]) -> None:
        """Give what stands between two answers to the questions that stand between theirs."""
        places = [at for at, one in enumerate(units) if one.about is not None]
        spoken = {one.about for one in units}
        for at, after in pairwise(places):
            first, last = units[at].about, units[after].about
            between = list(range((first or 0) + 1, last or 0))
            run = units[at + 1 : after]
            if not run or len(run) != len(between) or not self.open.issuperset(between):
                continue
            fits = (
                fits_question(one.text, self.asked[n].text, self.rules)
                for one, n in zip(run, between, strict=True)
            )
            if spoken.isdisjoint(between) and all(fits):
                for one, n in zip(run, between, strict=True):
                    one.about = n

    def fill_last(self, units: Sequence[_Unit]) -> None:
        """Give the one unit that is left to the one question that is, if it has words of it."""
        silent = sorted(self.open - {one.about for one in units})
        left = [one for one in units if one.about is None and self.may_answer(one.text)]
        if len(silent) != 1 or len(left) != 1 or not has_figures(left[0].text):
            return
        n = silent[0]
        own = self.weigh(left[0].text, n)[0] > 0
        if own and fits_question(left[0].text, self.asked[n].text, self.rules):
            left[0].about = n

    def with_ends(self, units: list[_Unit]) -> list[_Unit]:
        """
        Return *units*, those before the first answer, and behind the last, given in their order.

        "412 in TA, 226 with kids. B&B was 1.86m": two curt clauses, and two questions before that.
        """
        places = [n for n, one in enumerate(units) if one.about is not None]
        order = [units[n].about or 0 for n in places]
        if order != sorted(order):
            return units
        first, last = places[0], places[-1]
        before = self._in_turn(units[:first], range(order[0]))
        after = self._in_turn(units[last + 1 :], range(order[-1] + 1, len(self.asked)))
        return [*before, *units[first : last + 1], *after]

    def _in_turn(self, units: list[_Unit], places: range) -> list[_Unit]:
        """Return *units*, one for each question at *places* where they are as many, or as given."""
        said = [one for one in units if self.may_answer(one.text)]
        parts = [one.text for one in said]
        if len(parts) == 1 < len(places):
            parts = [one.strip(" .") for one in _COMMA.split(parts[0])]
        if not parts or len(parts) != len(places) or not self.open.issuperset(places):
            return units
        each = list(zip(parts, places, strict=True))
        if not all(self.is_curt(part, n) for part, n in each):
            return units
        return [*(u for u in units if u not in said), *(_Unit(part, n) for part, n in each)]

    def is_mixed(self, units: Sequence[_Unit], *, partly: bool) -> bool:
        """
        Return whether a question to which nothing was given may share an answer with another.

        Its words stand there, or there is nothing left of which the officer could be asked.
        """
        silent = self.open - {one.about for one in units}
        given = [one for one in units if one.about is not None]
        left = [one for one in units if one.about is None and self.may_answer(one.text)]
        sure = partly or all(self._says_its_own(one) for one in given)
        if len(left) < len(silent) and len(self.open) == len(self.asked) and not sure:
            return True
        return any(self._may_be_of(n, one) for one in given for n in silent)

    def _says_its_own(self, unit: _Unit) -> bool:
        """Return whether *unit* has a word of its question alone, and sends no whole case away."""
        away = decides(unit.text, self.rules) and not has_figures(unit.text)
        away = away and not self.rules.answers.attachment.within(unit.text)
        return not away and unit.about is not None and self.has_own(unit.text, unit.about)

    def _may_be_of(self, n: int, unit: _Unit) -> bool:
        """Return whether *unit* has a word that only question *n* has, or much of its words."""
        if self.share(unit.text, n)[1]:
            return True
        own = self.weigh(unit.text, unit.about)[0] if unit.about is not None else 0.0
        return self.weigh(unit.text, n)[0] * _FAR_LESS > own

    def found(self, units: Sequence[_Unit]) -> Found:
        """Return the answers, what nobody can place, and the talk."""
        found = Found()
        blocks: dict[int, Block] = {}
        silent = bool(self.open - {one.about for one in units})
        before: Block | None = None
        for one in units:
            n = one.about
            if n is not None and n in self.open:
                if n not in blocks:
                    blocks[n] = Block(Target((self.asked[n].key,)), Attribution.ORDER, [])
                    found.blocks.append(blocks[n])
                before = blocks[n]
                before.lines.append(_LED.sub("", one.text.strip()))
            elif n is None and not self.may_answer(one.text):
                found.talk.append(one.text)
            elif n is None and before is not None and not silent:
                before.lines.append(one.text.strip())
            else:
                found.left.append(one.text)
        for block in found.blocks:
            block.lines[:] = [" ".join(block.lines)]
        return found


def _other_kind(before: str, clause: str) -> bool:
    """Return whether one of the two gives an amount of money and the other a number."""
    both = has_figures(before) and has_figures(clause)
    return both and bool(_POUNDS.search(before)) is not bool(_POUNDS.search(clause))


def _clauses(sentence: str) -> tuple[list[int], list[int]]:
    """Return where the clauses of *sentence* begin and end; "yes" goes on with what follows it."""
    head = sentence.split(":", 1)[0]  # "Reasons: 5 convictions, 2 medical" is one answer
    cuts, ends = [0], []
    for turn in _TURN.finditer(head):
        if plain(head[cuts[-1] : turn.start()]) not in _YES_ALONE:
            ends.append(turn.start())
            cuts.append(turn.end())
    return cuts, [*ends, len(sentence)]


def turned(
    blocks: Sequence[Block],
    taken: Sequence[Key],
    questions: Questions,
    rules: ReplyRules,
    *,
    running: bool = False,
) -> list[list[str]]:
    """
    Take from labelled answers the later paragraphs about questions that nothing else speaks of.

    "Q2 87", and below it "Laptops - ask ICT": it has words of another question and none of its own.
    What follows on such a line, with no word of the labelled question, is not its answer either.
    *running*: their labels stand in prose.
    """
    labelled = [one for one in blocks if one.attribution in _LABELLED and one.target.keys]
    left = [key for key in questions.all_keys if key not in taken]
    if not left:
        return []
    asked = Asked(questions, left, rules)
    found: list[list[str]] = []
    for block in labelled:
        strays = without_strays(block, left, questions, rules, running=running)
        found += [[strays]] if strays else []
        gone = [
            n
            for n in later_lines(block)
            if asked.is_of_open(block.lines[n], block.target.keys)
            or of_whole_cases(block.lines[n], left, questions, rules)
            or of_subject(block.lines[n], left, questions, rules)
            or says_of_the_rest(block.lines[n], rules)
        ]
        gone += [
            n
            for n in later_lines(block)
            if gone and n > gone[0] and n not in gone and len(plain(block.lines[n])) > _NAME
            and asked.is_of_none_of(block.lines[n], block.target.keys)
        ]  # fmt: skip
        found += _in_runs(sorted(gone), block.lines)
        block.lines[:] = [line for n, line in enumerate(block.lines) if n not in gone]
    return found


def _in_runs(places: Sequence[int], lines: Sequence[str]) -> list[list[str]]:
    """Return the lines at *places*, those together between which no other line stood."""
    found: list[list[str]] = []
    last: int | None = None
    for n in places:
        if last is not None and not any(line.strip() for line in lines[last + 1 : n]):
            found[-1] += [*lines[last + 1 : n], lines[n]]
        else:
            found.append([lines[n]])
        last = n
    return found


def later_lines(block: Block) -> range:
    """Return the places of the lines below the first paragraph, or the first short line."""
    first = next((n for n, line in enumerate(block.lines) if line.strip()), 0)
    if block.lines and is_ended(block.lines[first]) and has_figures(block.lines[first]):
        return range(first + 1, len(block.lines))
    ends = (n for n, line in enumerate(block.lines) if n > first and not line.strip())
    return range(next(ends, len(block.lines)), len(block.lines))
