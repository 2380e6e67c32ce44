"""Prose whose parts are given to the questions by all that speaks for each way at once (T21)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from foibot.replies.belonging import OF_THIS, Belonging
from foibot.replies.blocks import Block, Found
from foibot.replies.chain import Lattice, Shares, because, lattice
from foibot.replies.claiming import of_the_whole
from foibot.replies.evidence import told_before
from foibot.replies.figures import has_figures, undated
from foibot.replies.labels import bare_label, decimal, weak_label
from foibot.replies.mentions import MENTION
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import asks_for_a_name
from foibot.replies.parted import (
    MOST_PARTS,
    MOST_WORDS,
    UNPLACED,
    add_rest,
    clauses,
    is_of_the_rest,
    speaks_of,
)
from foibot.replies.promises import without_times
from foibot.replies.questions import Questions, Target
from foibot.replies.rivals import every_answered, likeliest, looks
from foibot.replies.rules import ReplyRules
from foibot.replies.signs import Part, Signing
from foibot.replies.words import plain, sentences

SURE = 0.75
_AT_FIRST = 0.6  # so sure must the first look be too: the second gives all to somebody
_SURE_BY_KIND = 0.9  # and by its place, where no word tells
_HINT = 0.1
_ENTIRE = 0.1  # so likely must it be that each question is answered
# "12 of these were for breach of condition": of what was counted before.
_OF_THEM = re.compile(r"\b(?:of|among) (?:these|those|them|which)\b", re.IGNORECASE)
# Two things may be said: "Biffa is the contractor but agency spend is for HR".
_JOINED = re.compile(r"(?:,|\b(?:but|and|while|whereas|although|so)\b)\s", re.IGNORECASE)
_TURNS = re.compile(r"\b(?:but|although|though|whereas|while|however|ond)\b", re.IGNORECASE)
_OF_THESE = re.compile(r"^\W*(?:this|these|all|both|they)\b", re.IGNORECASE)
_NONE = (("no",), ("none",), ("nothing",), ("neither",), ("dim",))
_BULLET = re.compile(r"^\s{0,20}[*\u2022\u00b7\u2013-]\s{1,8}")
_BY_NAME = re.compile(
    r"\b(?:by|with) (?:the )?[A-Z]\w+ (?:[A-Z]\w+ )*(?:Ltd|Limited|LLP|plc|PLC|Group|Services)\b"
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
    asked = _Weighing(questions, left, rules)
    parts = parts_of_lines([_BULLET.sub("", line) for line in lines], asked)
    if not 0 < len(parts) <= MOST_PARTS:
        return None
    ways = lattice(parts, asked)
    entire = asked.entire(parts, ways)
    if entire is not None:
        return asked.found(parts, entire, ways)
    if of_the_whole("\n".join(lines), rules):
        return None
    given = asked.sure(parts, ways)
    if all(n is None for n in given) or asked.decides_of_any(parts, given):
        return None
    return asked.found(parts, given, ways)


def _names_number(line: str, questions: Questions) -> bool:
    """Return whether *line* begins with a number that was asked, or names one; "58." is none."""
    label = (weak_label(line) if not decimal(line) else None) or bare_label(line)
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
        if cut is None and alone and _names_whom(block, silent, questions):
            cut = [_unplaced(block, silent, questions)]
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
    return [_unplaced(block, silent, questions)]


def _unplaced(block: Block, silent: Sequence[Key], questions: Questions) -> Block:
    """Return the words of *block*, of which the officer is asked: its own or a *silent* one."""
    keys = (*block.target.keys, *silent)
    choices = tuple(key for key in questions.all_keys if key in keys)
    return Block(Target((), choices, UNPLACED), Attribution.ORDER, block.lines)


def _names_whom(block: Block, silent: Sequence[Key], questions: Questions) -> bool:
    """Return whether "run by Active Ltd until March" has the name that a *silent* one asks for."""
    asked = (questions.texts((key,)) for key in silent)
    own = asks_for_a_name(questions.texts(block.target.keys))
    return (
        not own and _BY_NAME.search(block.text()) is not None and any(map(asks_for_a_name, asked))
    )


class _Weighing(Belonging):
    """The questions, and which parts of a reply are surely about each of them."""

    def entire(self, parts: Sequence[Part], ways: Lattice) -> list[int | None] | None:
        """
        Return the question of each part where each question has its own, and no figure is left.

        Then "all three pleaded guilty" says nothing of three questions; None where it is not so.
        """
        found = every_answered(ways)
        if found is None or found[0] < _ENTIRE:
            return None
        given: list[int | None] = []
        for part, each in zip(parts, found[1], strict=True):
            n = max(each, key=lambda to: each[to])
            sure = each[n] >= SURE
            before = given[-1] if given else None
            if (n is None or not sure) and self.gives(part.text):
                return None
            if not sure and before is not None and each.get(before, 0) + each.get(None, 0) >= SURE:
                n = before  # a remark on the answer before it
            elif not sure and self.may_answer(part.text):
                return None
            given.append(n if sure or n == before else None)
        says = all(self.says_of(parts, given, n) for n in self.open)
        # "45", "£3k", "none": where most name no question, their order alone is not enough.
        named = [n for part, n in zip(parts, given, strict=True) if self.names(part.text, n)]
        return given if says and 2 * len(set(named)) >= len(self.open) else None

    def sure(self, parts: Sequence[Part], ways: Lattice) -> list[int | None]:
        """Return the question of each part; None where another might be meant as well."""
        every = frozenset(self.open) | {None}
        nobody: frozenset[int | None] = frozenset({None})
        allowed = [nobody if self.names_number(part.whole) else every for part in parts]
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
        given = self._in_whole_sentences(parts, given, first, shares)
        return self._without_doubtful(parts, self._in_one_go(parts, given), shares)

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

    def _without_doubtful(
        self, parts: Sequence[Part], given: Sequence[int | None], shares: Sequence[Shares]
    ) -> list[int | None]:
        """
        Return *given* less what is unsure, or may be said of a question without an answer too.

        "Attached." names none; "the claims are not ours" is said of "how many were paid?" too.
        """
        silent = self.open - set(given)
        kept = list(given)
        for place, n in enumerate(given):
            text = parts[place].text
            if n is None or n in given[:place]:
                continue
            if has_figures(without_times(undated(text))):
                goes_on = _OF_THEM.search(text) is not None and not self.names(text, n)
                unsure = shares[place].get(n, 0.0) < _SURE_BY_KIND
                two = _JOINED.search(text) and any(self.has_own(text, m) for m in silent)
                taken_back = told_before(text)
                if goes_on or two or taken_back or (unsure and self.may_be_of(text, n, silent)):
                    kept = [None if to == n else to for to in kept]
                continue
            decides_more = self.settles(text) and n + 1 in silent and self.leans_on(n + 1, n)
            names = self.names(text, n)
            none = self.settles(text) or plain(text)[:1] in _NONE or _JOINED.search(text)
            other = none and any(self.has_own(text, m) for m in silent)
            doubtful = other or decides_more or (self.settles(text) and not names)
            doubtful = doubtful or _OF_THESE.match(text) is not None
            doubtful = doubtful or not (self.gives(text) or self.may_answer(text))
            if self.is_unsure(text) or (silent and doubtful):
                kept = [None if to == n else to for to in kept]
        return kept

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
            None if n in kept[:place] and self.is_strange(parts[place].text, n, silent) else n
            for place, n in enumerate(kept)
        ]
        if not silent or len(left) >= len(silent):
            return kept
        return [
            None if n is not None and self.says_two(part.text, silent) else n
            for part, n in zip(parts, kept, strict=True)
        ]

    def _goes_on_with(self, parts: Sequence[Part], place: int, each: Shares, before: int) -> bool:
        """Return whether a clause is of the question *before* it, or says nothing."""
        together = parts[place].sentence == parts[place - 1].sentence
        return together and each.get(before, 0.0) + each.get(None, 0.0) >= SURE

    def _decided(self, parts: Sequence[Part], given: Sequence[int | None]) -> dict[int, Block]:
        """
        Return the blocks of sentences that decide of silent questions by their own words.

        "Claims and compensation sit with Insurance": each question of which it has words that no
        other has, where no other silent question has any.  By the number of the sentence.
        """
        silent = self.open - set(given)
        if len({self.asked[n].reference for n in self.open}) > 1:
            return {}  # "Parking I can't help with" is said of a case
        placed = {part.sentence for part, n in zip(parts, given, strict=True) if n is not None}
        found: dict[int, Block] = {}
        for number, whole in {part.sentence: part.whole for part in parts}.items():
            open_ = self.is_unsure(whole) or OF_THIS.search(whole) is not None
            if open_ or number in placed or has_figures(without_times(whole)):
                continue
            if not self.settles(whole):
                continue
            own = {n for n in silent if self.has_own(whole, n)}
            if len(own) > 1 and _TURNS.search(whole):
                continue  # "Complaints we don't hold, but compensation is on our website"
            if own and own == {n for n in silent if self.shares(whole, n)}:
                keys = tuple(self.asked[n].key for n in sorted(own))
                kind = Attribution.ORDER if len(keys) == 1 else Attribution.ALL
                found[number] = Block(Target(keys), kind, [whole.strip()])
                silent -= own
        return found

    def found(self, parts: Sequence[Part], given: Sequence[int | None], ways: Lattice) -> Found:
        """Return the blocks of the questions given, the talk, and what the officer is asked of."""
        decided = self._decided(parts, given)
        settled = {key for each in decided.values() for key in each.target.keys}
        still = (self.asked[n].key for n in sorted(self.open - set(given)))
        silent = tuple(key for key in still if key not in settled)
        found = Found()
        blocks: dict[int, Block] = {}
        rest: list[str] = []
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
            elif part.sentence in decided:
                if decided[part.sentence] not in found.blocks:
                    found.blocks.append(decided[part.sentence])
            elif is_of_the_rest(text, self.rules):
                rest.append(text)
            else:
                self._add_unplaced(found, text, silent, parts[max(place - 1, 0) : place + 1])
        add_rest(found, rest, silent, self.rules)
        return found

    def _add_unplaced(
        self, found: Found, text: str, silent: tuple[Key, ...], near: Sequence[Part]
    ) -> None:
        """Add what is of nobody: asked back where it may answer a *silent* question, else talk."""
        if not (silent and (self.may_answer(text) or speaks_of(self, text, silent))):
            found.talk.append(text)
            return
        last = found.blocks[-1] if found.blocks else None
        goes_on = len(near) > 1 and near[0].sentence == near[1].sentence
        if last is not None and last.target.why == UNPLACED and goes_on:
            last.lines[0] += f"{near[-1].gap}{text}"
        else:
            found.blocks.append(Block(Target((), silent, UNPLACED), Attribution.ORDER, [text]))


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
        Part(sentence[start:end], line, count, sentence[before:start], sentence)
        for before, (start, end) in zip(befores, own, strict=False)
    ]


def _goes_on(text: str, asked: Signing) -> bool:
    """Return whether *text* gives nothing, and nothing that another question may ask for."""
    return not asked.gives(text) and not any(asked.shares(text, n) for n in asked.open)
