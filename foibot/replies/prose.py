"""Prose that answers several questions, told apart by their words: "212 felled, 340 planted"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from foibot.replies.blocks import Block, Found
from foibot.replies.figures import has_figures
from foibot.replies.headings import in_question, telling
from foibot.replies.labels import bare_label, weak_label
from foibot.replies.likely import Says, likely
from foibot.replies.mentions import MENTION, counts_some, decides
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import fits_question
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.services import service_named
from foibot.replies.sifting import carries
from foibot.replies.wording import refuses
from foibot.replies.words import plain, sentences

_LEAST = 0.5
_LEAST_LEAD = 0.25  # how far the best question must lead the next
_ALONE = 1.5  # so plain must a single sentence be
_OF_ITS_KIND = 0.5
_FAR_LESS = 4
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
_ACRONYM = re.compile(r"\b([A-Z]{2,5})s?\b")
_MONEY = re.compile(
    r"\b(?:costs?|spen[dt]|income|value|prices?|how much)\b"
    r"|^\W*what\b.{0,80}\b(?:fees?|charges?|bill|budget|salary)\b",  # and no "charge notice"
    re.I,
)
_POUNDS = re.compile(r"\u00a3\s?[0-9]")
_WHY = re.compile(r"\b(?:why|reasons?|causes?|grounds?|pam|rheswm|rhesymau)\b", re.I)
_BECAUSE = re.compile(r"\b(?:because|due to|owing to|reasons?|caused?|oherwydd)\b", re.I)
_FOR_SOME = re.compile(r"\bgyfer [0-9]", re.I)
_UNSURE = re.compile(r"^\W*(?:no idea|not sure|unsure|do ?n.?t know|dunno)\b", re.I)
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
_YES_ALONE = (("yes",), ("no",))
_COPY = re.compile(r"^\W*(?:please )?(?:provide|supply|send|give)\b|\bcop(?:y|ies)\b", re.I)


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
    if len(questions.asked) < 2 or len(plain(text)) > _MOST_WORDS or _is_of_several(text, rules):
        return None
    if counts_some(text) or MENTION.search(text) or _FOR_SOME.search(text):
        return None
    if any(weak_label(line) or bare_label(line) for line in lines):
        return None
    asked = Asked(questions, left, rules)
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
    return None if asked.is_mixed(units, partly=partly) else asked.found(units)


def _is_of_several(text: str, rules: ReplyRules) -> bool:
    """Return whether a sentence of *text* says something of all the questions, or of the others."""
    if _SEVERAL.search(text):
        return True
    words = (rules.labels.all, rules.labels.rest)
    each = [one for line in text.split("\n") for one in sentences(line)]
    return any(decides(one, rules) and any(word.within(one) for word in words) for one in each)


class Asked:
    """The questions that are open, and how much a text has of the words of each."""

    def __init__(self, questions: Questions, left: Sequence[Key], rules: ReplyRules) -> None:
        self.asked = questions.asked
        self.open = {n for n, one in enumerate(self.asked) if one.key in left}
        self.rules = rules
        self.of_money = [n for n, one in enumerate(self.asked) if _MONEY.search(one.text)]
        self.words = [telling(one.text) for one in self.asked]
        self.initials = ["".join(word[0] for word in plain(one.text)) for one in self.asked]

    def best(self, text: str) -> tuple[int | None, float]:
        """Return the one question that *text* is plainly about, and how plainly."""
        every = [self._evidence(text, n) for n in range(len(self.asked))]
        order = sorted(range(len(every)), key=lambda n: -every[n][0])
        (most, own), (second, other) = every[order[0]], every[order[1]]
        plainly = most >= _LEAST and most - second >= _LEAST_LEAD and not (own and other)
        return (order[0], most) if plainly else (None, 0.0)

    def evidence(self, text: str, n: int) -> float:
        """Return how much of *text* speaks for question *n*."""
        return self._evidence(text, n)[0]

    def is_sure(self, text: str, *, partly: bool) -> bool:
        """Return whether one sentence alone is plainly about one question."""
        rest = len(self.open) < len(self.asked) and decides(text, self.rules)
        rest = rest or (partly and has_figures(text))
        return self.best(text)[1] >= (1.0 if rest else _ALONE)

    def _evidence(self, text: str, n: int) -> tuple[float, bool]:
        """Return how much speaks for question *n*, and whether a word does that no other has."""
        question = self.asked[n].text
        unsure = _UNSURE.search(text) is not None and not service_named(text, self.rules)
        weight, own = self._shared(text, n)
        # "The hourly rate is 20.75" gives part of "the contract, including the hourly rate".
        fits = fits_question(text, question, self.rules) or (own and _COPY.search(question))
        if unsure or not fits:
            return 0.0, False
        reason = _WHY.search(question) is not None and _BECAUSE.search(text) is not None
        if n in self.of_money and has_figures(text):
            weight *= 1.5 if _POUNDS.search(text) else 0.5
        money = self.of_money == [n] and _POUNDS.search(text) is not None
        file = _COPY.search(question) is not None and self.rules.answers.attachment.within(text)
        return weight + (_OF_ITS_KIND if reason or money or (weight and file) else 0.0), own

    def _shared(self, text: str, n: int) -> tuple[float, bool]:
        """Return how much of question *n* is in *text*, and whether that is its alone."""
        marks = [m[1].casefold() for m in _ACRONYM.finditer(text)]
        spelt = [one for one in marks if len(one) > 2 and one in self.initials[n]]
        found = [one for one in telling(text) if in_question(one, self.words[n])]
        has = [sum(in_question(one, other) for other in self.words) for one in found]
        return len(spelt) + sum(1 / each for each in has), bool(spelt) or 1 in has

    def shares(self, text: str, n: int) -> bool:
        """Return whether *text* has any word of question *n*."""
        return self._shared(text, n)[0] > 0

    def has_own(self, text: str, n: int) -> bool:
        """Return whether *text* has a word of question *n* that no other question has."""
        return self._shared(text, n)[1]

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
        return [_Unit(sentence, self.best(sentence)[0])]

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
            about = [n for n in silent if has_figures(clause) and self._evidence(clause, n)[0]]
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

    def is_of_open(self, text: str, own: Sequence[Key]) -> bool:
        """Return whether *text* decides, or gives, something of an open question, not of *own*."""
        if not (decides(text, self.rules) or has_figures(text)):
            return False
        mine = [n for n, one in enumerate(self.asked) if one.key in own]
        if any(self._shared(text, n)[0] for n in mine):
            return False
        return any(self._shared(text, n)[1] for n in self.open)

    def is_mixed(self, units: Sequence[_Unit], *, partly: bool) -> bool:
        """
        Return whether a question to which nothing was given may share an answer with another.

        Its words stand there, or there is nothing left of which the officer could be asked.
        """
        silent = self.open - {one.about for one in units}
        given = [one for one in units if one.about is not None]
        left = [one for one in units if one.about is None and self._may_answer(one.text)]
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
        if self._shared(unit.text, n)[1]:
            return True
        own = self._evidence(unit.text, unit.about)[0] if unit.about is not None else 0.0
        return self._evidence(unit.text, n)[0] * _FAR_LESS > own

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
            elif n is None and not self._may_answer(one.text):
                found.talk.append(one.text)
            elif n is None and before is not None and not silent:
                before.lines.append(one.text.strip())
            else:
                found.left.append(one.text)
        for block in found.blocks:
            block.lines[:] = [" ".join(block.lines)]
        return found

    def _may_answer(self, text: str) -> bool:
        gives = carries(text, self.rules.answers) or decides(text, self.rules)
        gives = gives or refuses(text, self.rules)
        return gives or likely(text).says is not Says.TALK


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
    blocks: Sequence[Block], taken: Sequence[Key], questions: Questions, rules: ReplyRules
) -> list[list[str]]:
    """
    Take from labelled answers the later paragraphs about questions that nothing else speaks of.

    "Q2 87", and below it "Laptops - ask ICT": it has words of another question and none of its own.
    """
    labelled = [one for one in blocks if one.attribution is Attribution.LABEL and one.target.keys]
    left = [key for key in questions.all_keys if key not in taken]
    if not left:
        return []
    asked = Asked(questions, left, rules)
    found: list[list[str]] = []
    for block in labelled:
        gone = [
            n for n in later_lines(block) if asked.is_of_open(block.lines[n], block.target.keys)
        ]
        found += [[block.lines[n]] for n in gone]
        block.lines[:] = [line for n, line in enumerate(block.lines) if n not in gone]
    return found


def later_lines(block: Block) -> range:
    """Return the places of the lines below the first paragraph of *block*."""
    first = next((n for n, line in enumerate(block.lines) if line.strip()), 0)
    ends = (n for n, line in enumerate(block.lines) if n > first and not line.strip())
    return range(next(ends, len(block.lines)), len(block.lines))


def shares_words(
    text: str, said: Sequence[Key], silent: Sequence[Key], questions: Questions, rules: ReplyRules
) -> bool:
    """Return whether *text*, *said* of some questions, has words that only a *silent* one has."""
    asked = Asked(questions, [*said, *silent], rules)
    places = [n for n, one in enumerate(asked.asked) if one.key in silent]
    return len(sentences(text)) > 1 and any(asked.has_own(text, n) for n in places)


def goes_against(
    lines: Sequence[str], keys: Sequence[Key], questions: Questions, rules: ReplyRules
) -> bool:
    """
    Return whether one of *lines*, given to *keys* in order, is plainly about another question.

    Not where the line of that other question is as plainly about it: "GBP 52 per bin" below "3,411
    missed bins".
    """
    asked = Asked(questions, keys, rules)
    places = {one.key: n for n, one in enumerate(questions.asked)}
    line_of = {places[key]: line for key, line in zip(keys, lines, strict=True)}
    for line, key in zip(lines, keys, strict=True):
        n, most = asked.best(line)
        if n is None or n == places[key]:
            continue
        if n not in line_of or asked.evidence(line_of[n], n) < most:
            return True
    return False
