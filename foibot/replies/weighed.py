"""Prose whose parts are given to the questions by all that speaks for each way at once (T21)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import groupby

from foibot.replies.blocks import Block, Found
from foibot.replies.chain import Lattice, Shares, because, lattice
from foibot.replies.claiming import of_the_whole
from foibot.replies.figures import has_figures
from foibot.replies.headings import telling
from foibot.replies.labels import bare_label, ordinals_within, weak_label
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
from foibot.replies.rivals import likeliest, looks
from foibot.replies.rules import ReplyRules
from foibot.replies.signs import Part, Signing
from foibot.replies.words import plain, sentences

SURE = 0.85
_AT_FIRST = 0.85  # so sure must the first look be too: the second gives all to somebody
_MAY_BE = 0.25
_HINT = 0.1
_CURT = 4  # words
# A question that leans on the one before it.
_LEANS = re.compile(
    r"\b(?:those|these|them|they|their|of which)\b|^\W*how (?:many|much) (?:were|was|have|has)\b",
    re.IGNORECASE,
)
_OF_A_NUMBER = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final) (?:question|part|bit|one|point|request)\b",
    re.IGNORECASE,
)
_BECAUSE = "it was taken for this question by"


def weighed(
    lines: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """Return the answers of the parts of *lines* that are surely each of one question of *left*."""
    if len(questions.asked) < 2 or len(plain("\n".join(lines))) > MOST_WORDS:
        return None
    if any(_names_number(line, questions) for line in lines):
        return None
    if of_the_whole("\n".join(lines), rules):
        return None
    asked = _Weighing(questions, left, rules)
    parts = parts_of_lines(lines, asked)
    if not 0 < len(parts) <= MOST_PARTS or asked.of_all(parts):
        return None
    ways = lattice(parts, asked)
    given = asked.sure(parts, ways)
    if all(n is None for n in given) or asked.decides_of_any(parts, given):
        return None
    return asked.found(parts, given, ways)


def _names_number(line: str, questions: Questions) -> bool:
    """Return whether *line* begins with a number that was asked, or names one; "58." is none."""
    label = weak_label(line) or bare_label(line)
    asked = label is not None and any(one in questions.known for one in label.numbers)
    return asked or MENTION.search(line) is not None


def doubted(found: Found, left: Sequence[Key], questions: Questions, rules: ReplyRules) -> Found:
    """Return *found*; an answer that a silent question may share is cut or asked back."""
    given = {key for block in found.blocks for key in block.target.keys}
    silent = [key for key in left if key not in given]
    blocks: list[Block] = []
    for block in found.blocks:
        alone = len(block.target.keys) == 1 and block.attribution is Attribution.ORDER
        cut = _cut(block, silent, questions, rules) if alone and silent else None
        blocks += cut if cut is not None else [block]
    return Found(blocks, found.left, found.talk)


def _cut(
    block: Block, silent: Sequence[Key], questions: Questions, rules: ReplyRules
) -> list[Block] | None:
    """Return the parts of *block* that are of its question and of *silent* ones, or of nobody."""
    keys = (*block.target.keys, *silent)
    asked = _Weighing(questions, keys, rules)
    parts = parts_of_lines(block.lines, asked)
    if not 1 < sum(asked.gives(part.text) for part in parts) <= len(parts) <= MOST_PARTS:
        return None
    own = next(n for n in asked.open if asked.asked[n].key == keys[0])
    ways = lattice(parts, asked)
    given = asked.sure(parts, ways)
    if own in given and None not in given and len(set(given)) > 1:
        return asked.found(parts, given, ways).blocks
    likely = [max(each, key=lambda n: each[n]) for each in likeliest(ways)]
    if {own, None}.issuperset(likely):
        return None
    choices = tuple(key for key in questions.all_keys if key in keys)
    return [Block(Target((), choices, UNPLACED), Attribution.ORDER, block.lines)]


class _Weighing(Signing):
    """The questions, and which parts of a reply are surely about each of them."""

    def of_all(self, parts: Sequence[Part]) -> bool:
        """Return whether a sentence decides something of all the questions."""
        return any(
            decides(text, self.rules)
            and speaks_of_several(text, self.rules)
            and not is_of_the_rest(text, self.rules)
            for text in _sentences(parts).values()
        )

    def decides_of_any(self, parts: Sequence[Part], given: Sequence[int | None]) -> bool:
        """Return whether "we do not hold this", or the like, may be said of any of them."""
        silent = self.open - set(given)
        left = (part.text for part, n in zip(parts, given, strict=True) if n is None)
        return any(
            decides(text, self.rules)
            and not is_of_the_rest(text, self.rules)
            and not any(self.shares(text, n) for n in silent)
            for text in left
        )

    def sure(self, parts: Sequence[Part], ways: Lattice) -> list[int | None]:
        """Return the question of each part; None where another might be meant as well."""
        whole = _sentences(parts)
        barred = [self.is_barred(whole[part.sentence]) for part in parts]
        every = frozenset(self.open) | {None}
        allowed = [frozenset({None}) if bar else every for bar in barred]
        first, shares = looks(ways, allowed)
        given: list[int | None] = []
        for place, each in enumerate(shares):
            n = max(each, key=lambda one: each[one])
            before = given[-1] if given else None
            if n is not None and each[n] >= SURE and first[place].get(n, 0.0) >= _AT_FIRST:
                given.append(n)
            elif before is not None and self._goes_on_with(parts, place, each, before):
                given.append(before)
            else:
                given.append(None)
        given = self._without_rivals(parts, given, shares)
        given = self._in_whole_sentences(parts, given, first, shares)
        given = self._without_shared(parts, given)
        kept = self._in_one_go(parts, given)
        return self._whole(parts, told(self, [one.text for one in parts], kept, self.gives))

    def _without_rivals(
        self, parts: Sequence[Part], given: Sequence[int | None], shares: Sequence[Shares]
    ) -> list[int | None]:
        """Return *given* less the questions that something else may answer as well."""
        doubted = {
            n
            for part, to, each in zip(parts, given, shares, strict=True)
            if to is None and self.gives(part.text)
            for n, share in each.items()
            if share >= _MAY_BE and not (n is not None and self.is_of_another(part.text, n))
        }
        doubted |= {n for n in set(given) if n is not None and self._has_rows(parts, given, n)}
        return [None if n in doubted else n for n in given]

    def _has_rows(self, parts: Sequence[Part], given: Sequence[int | None], n: int) -> bool:
        """Return whether another line of figures, of nobody, has the words of *n*: a row more."""
        lines = {part.line for part, to in zip(parts, given, strict=True) if to == n}
        return any(
            to is None
            and part.line not in lines
            and has_figures(part.text)
            and self.shares(part.text, n)
            and not any(self.has_own(part.text, m) for m in range(len(self.asked)) if m != n)
            for part, to in zip(parts, given, strict=True)
        )

    def _in_whole_sentences(
        self, parts: Sequence[Part], given: Sequence[int | None], *looks_at: Sequence[Shares]
    ) -> list[int | None]:
        """Return *given* less the sentences of which a figure is of nobody, and may be theirs."""
        broken: set[tuple[int, int]] = set()
        for place, (part, to) in enumerate(zip(parts, given, strict=True)):
            if to is None and self.gives(part.text):
                each = {n for look in looks_at for n in self.open if look[place].get(n, 0) >= _HINT}
                each = {n for n in each if not self.is_of_another(part.text, n)}
                broken |= {(part.sentence, n) for n in each}
        return [
            None if n is not None and (part.sentence, n) in broken else n
            for part, n in zip(parts, given, strict=True)
        ]

    def _without_shared(
        self, parts: Sequence[Part], given: Sequence[int | None]
    ) -> list[int | None]:
        """
        Return *given* less what only decides, and may be said of a question without an answer too.

        "Attached." names none; "the claims are not ours" is said of "how many were paid?" too.
        """
        silent = self.open - set(given)
        kept = list(given)
        for place, n in enumerate(given):
            text = parts[place].text
            if n is None or not silent or has_figures(text) or not decides(text, self.rules):
                continue
            leans = n + 1 in silent and self._leans_on(n + 1, n)
            curt = len(plain(text)) <= _CURT or self.rules.answers.attachment.within(text)
            if leans or (curt and not (self.shares(text, n) or self.means(text, n))):
                kept = [None if to == n else to for to in kept]
        return kept

    def _leans_on(self, m: int, n: int) -> bool:
        """Return whether question *m* goes on with *n*: "How many of those were paid?"."""
        same = self.asked[m].reference == self.asked[n].reference
        return same and _LEANS.search(self.asked[m].text) is not None

    def _in_one_go(self, parts: Sequence[Part], given: Sequence[int | None]) -> list[int | None]:
        """Return *given* less what is come back to, and what may hold another's answer too."""
        runs = Counter(n for n, _ in groupby(n for n in given if n is not None))
        kept = [n if n is not None and runs[n] == 1 else None for n in given]
        left = {
            part.sentence
            for part, n in zip(parts, kept, strict=True)
            if n is None and self.may_answer(part.text)
        }
        silent = self.open - set(kept)
        kept = [
            None if n in kept[:place] and self._is_strange(parts[place].text, n, silent) else n
            for place, n in enumerate(kept)
        ]
        if not silent or len(left) >= len(silent):
            return kept
        return [
            None if n is not None and self._says_two(part.text, silent) else n
            for part, n in zip(parts, kept, strict=True)
        ]

    def _is_strange(self, text: str, n: int | None, silent: Set[int]) -> bool:
        """Return whether *text* goes on with *n*, but counts what only a *silent* one may mean."""
        if n is None or not has_figures(text) or not telling(text) or self.shares(text, n):
            return False
        return any(fits_question(text, self.asked[m].text, self.rules) for m in silent)

    def _says_two(self, text: str, silent: Set[int]) -> bool:
        """Return whether *text* has figures enough for a *silent* question too."""
        several = "several" in self.offers(text)
        return several and any(
            fits_question(text, self.asked[m].text, self.rules) and self.shares(text, m)
            for m in silent
        )

    def is_barred(self, text: str) -> bool:
        """Return whether a sentence names questions by number, or speaks of several at once."""
        counted = ordinals_within(text, self.rules.labels, len(self.asked))
        named = bool(counted) or _OF_A_NUMBER.search(text) is not None
        return named or counts_some(text) or speaks_of_several(text, self.rules)

    def _goes_on_with(self, parts: Sequence[Part], place: int, each: Shares, before: int) -> bool:
        """Return whether a clause is of the question *before* it, or says nothing."""
        together = parts[place].sentence == parts[place - 1].sentence
        return together and each.get(before, 0.0) + each.get(None, 0.0) >= SURE

    def _whole(self, parts: Sequence[Part], given: Sequence[int | None]) -> list[int | None]:
        """Return *given*; a sentence with a figure that may be another's is of nobody."""
        kept = list(given)
        silent = self.open - set(given)
        for place, part in enumerate(parts):
            if kept[place] is not None or not self.gives(part.text):
                continue
            before = place and parts[place - 1].sentence == part.sentence
            asked = any(fits_question(part.text, self.asked[n].text, self.rules) for n in silent)
            if before and kept[place - 1] is not None and not asked:
                kept[place] = kept[place - 1]
        return kept

    def found(self, parts: Sequence[Part], given: Sequence[int | None], ways: Lattice) -> Found:
        """Return the blocks of the questions given, the talk, and what the officer is asked of."""
        found = Found()
        blocks: dict[int, Block] = {}
        silent = tuple(self.asked[n].key for n in sorted(self.open - set(given)))
        rest: list[str] = []
        asked: Block | None = None
        for place, (part, n) in enumerate(zip(parts, given, strict=True)):
            text = part.text.strip(" ,;")
            if n is not None and n not in blocks:
                before = next((one for one in reversed(given[:place]) if one is not None), None)
                why = f"{_BECAUSE}: {because(ways, place, before, n)}"
                target = Target((self.asked[n].key,))
                blocks[n] = Block(target, Attribution.ORDER, [text], because=why)
                found.blocks.append(blocks[n])
            elif n is not None:
                joins = given[place - 1] == n and part.gap
                blocks[n].lines[0] += f"{part.gap if joins else ' '}{text}"
            elif is_of_the_rest(text, self.rules):
                rest.append(text)
            elif silent and (self.may_answer(text) or speaks_of(self, text, silent)):
                back = Block(Target((), silent, UNPLACED), Attribution.ORDER, [text])
                before = parts[place - 1].sentence if place else -1
                if asked is not None and found.blocks[-1] is asked and before == part.sentence:
                    asked.lines[0] += f"{part.gap}{text}"
                else:
                    asked = back
                    found.blocks.append(back)
            else:
                found.talk.append(text)
        add_rest(found, rest, silent, self.rules)
        return found


def _sentences(parts: Sequence[Part]) -> dict[int, str]:
    """Return the sentences of *parts* by their number."""
    found: dict[int, str] = {}
    for part in parts:
        found[part.sentence] = f"{found.get(part.sentence, '')}{part.gap}{part.text}"
    return found


def parts_of_lines(lines: Sequence[str], asked: Signing) -> list[Part]:
    """Return the clauses of *lines*, those that give nothing with their neighbour."""
    found: list[Part] = []
    count = 0
    for place, line in enumerate(lines):
        for sentence in sentences(line):
            if plain(sentence):
                found += _parts(sentence, place, count, asked)
                count += 1
    return found


def _parts(sentence: str, line: int, count: int, asked: Signing) -> list[Part]:
    own: list[tuple[int, int]] = []
    for start, end in clauses(sentence):
        text = sentence[start:end]
        if own and (not asked.gives(sentence[slice(*own[-1])]) or _goes_on(text, asked)):
            start = own.pop()[0]
        own.append((start, end))
    befores = [0, *(end for _, end in own)]
    return [
        Part(sentence[start:end], line, count, sentence[before:start])
        for before, (start, end) in zip(befores, own, strict=False)
    ]


def _goes_on(text: str, asked: Signing) -> bool:
    """Return whether *text* gives nothing, and nothing that another question may ask for."""
    return not asked.gives(text) and not any(asked.shares(text, n) for n in asked.open)
