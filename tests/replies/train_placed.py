"""
`python -m tests.replies.train_placed`: makes foibot/replies/placed.json from the lots we know.

Each reply is cut as the reader cuts it; a part that has the words of one labelled answer is of that
question, one between two of them is of the one before it or of none.  The seed makes it repeatable.
`--across` shows how it does on each fifth of the mails when it has learnt from the others alone.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from foibot.replies import loose
from foibot.replies.blocks import Found
from foibot.replies.chain import MODEL, Lattice, lattice, likely_by, shares
from foibot.replies.labels import bare_label, weak_label
from foibot.replies.mentions import MENTION, counts_some
from foibot.replies.model import Key
from foibot.replies.questions import Questions
from foibot.replies.rivals import with_rivals
from foibot.replies.rules import ReplyRules
from foibot.replies.signs import Part, Signing
from foibot.replies.weighed import parts_of_lines
from tests.replies.blind import HERE, replies
from tests.replies.programs import place
from tests.replies.test_officers import RULES
from tests.replies.test_programs import MAILS, Labelled, read

NAMES = (
    "blind", "blind2", "blind3", "placing", "blind4", "blind5", "blind6", "voices", "programs",
    "habits", "blind7", "blind8", "blind9", "blind10",
)  # fmt: skip
HALF_SEEN = "blind6"  # its replies at odd places were not looked into
FIRST_HALF = "blind7"  # nor those of its second half
SEED = 20261127
ROUNDS = 12
RATE = 0.15
DECAY = 0.002
KEPT = 0.02  # a weight below this says nothing
MOST_PARTS = 24
FOLDS = 5
LEVELS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Example:
    """Parts of one reply, the ways to give them to the questions, and those that are right."""

    name: str
    mail: str
    parts: Sequence[Part]
    ways: Lattice
    allowed: Sequence[frozenset[int | None]]
    gold: Mapping[int, int | None]


def examples() -> Iterator[Example]:
    """Yield what is learnt from: the loose lines of replies, and answers one below the other."""
    for name in NAMES:
        every = list(replies(HERE / f"{name}.toml"))
        for n, (one, _) in enumerate(every):
            unseen = (name == HALF_SEEN and n % 2) or (name == FIRST_HALF and 2 * n >= len(every))
            if not unseen:
                yield from _of_reply(f"{name} {n}", one)


def _of_reply(name: str, one: Labelled) -> Iterator[Example]:
    heard: list[tuple[Sequence[str], Sequence[Key], Questions]] = list(_heard(one))
    every = Questions(MAILS[one.mail])
    for field in (one.under, one.fenced):
        if len(field) > 1:
            lines = [line for text in field.values() for line in text.split("\n") if line.strip()]
            heard.append((lines, every.all_keys, every))
    for said, left, questions in heard:
        found = _example(name, one, said, Signing(questions, left, RULES))
        if found is not None and len(left) > 1:
            yield found


def _heard(one: Labelled) -> Iterator[tuple[Sequence[str], Sequence[Key], Questions]]:
    """Yield the loose lines of a reply, and what is still open, as the reader comes to them."""
    heard: dict[tuple[tuple[str, ...], tuple[Key, ...]], Questions] = {}
    ways, said = loose._by_ways, loose._said

    def hear_ways(
        lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
    ) -> Found:
        left = tuple(key for key in questions.all_keys if key not in taken)
        heard[tuple(line for line in lines if line.strip()), left] = questions
        return ways(lines, questions, taken, rules)

    def hear_said(
        lines: list[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
    ) -> Found:
        heard[tuple(line for line in lines if line.strip()), tuple(left)] = questions
        return said(lines, left, questions, rules)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loose, "_by_ways", hear_ways)
        patch.setattr(loose, "_said", hear_said)
        read(one)
    for (typed, open_keys), questions in heard.items():
        yield typed, open_keys, questions


def _example(name: str, one: Labelled, lines: Sequence[str], asked: Signing) -> Example | None:
    parts = parts_of_lines(lines, asked)
    owners = _owners(one, parts, asked)
    if not 0 < len(parts) <= MOST_PARTS or not owners or any(map(_is_labelled, lines)):
        return None
    back = [" ".join(_folded(text)) for text in one.back]
    allowed = [_allowed(n, parts, owners, back) for n in range(len(parts))]
    gold = {n: next(iter(each)) if len(each) == 1 else None for n, each in owners.items()}
    return Example(name, one.mail, parts, lattice(parts, asked), allowed, gold)


def _is_labelled(line: str) -> bool:
    label = weak_label(line) or bare_label(line) or MENTION.search(line)
    return bool(label) or counts_some(line)


def _owners(one: Labelled, parts: Sequence[Part], asked: Signing) -> dict[int, set[int]]:
    """Return the questions of which each part has words; none where it is not plain which."""
    spread = [(word, n) for n, part in enumerate(parts) for word in _folded(part.text)]
    several = len({each.reference for each in MAILS[one.mail]}) > 1
    keys = {place(each, several=several): each.key for each in MAILS[one.mail]}
    found: dict[int, set[int]] = {}
    for name, wanted in one.expect.items():
        places = [n for n in asked.open if asked.asked[n].key == keys[name]]
        words = _folded(wanted.partition("|")[2])
        if places and not words:
            return {}
        ends = range(len(spread) - len(words) + 1)
        begun = [n for n in ends if [word for word, _ in spread[n : n + len(words)]] == words]
        if places and len(begun) > 1:
            return {}
        for start in begun:
            for _, n in spread[start : start + len(words)]:
                found.setdefault(n, set()).update(places)
    return {n: each for n, each in found.items() if each}


def _allowed(
    n: int, parts: Sequence[Part], owners: Mapping[int, set[int]], back: Sequence[str]
) -> frozenset[int | None]:
    """Return the questions that part *n* may be given to: its own, or those beside it, or none."""
    if n in owners:
        return frozenset(owners[n]) if len(owners[n]) == 1 else frozenset({None, *owners[n]})
    text = " ".join(_folded(parts[n].text))
    if any(text and (text in one or one in text) for one in back if one):
        return frozenset({None})
    alone = [m for m in owners if len(owners[m]) == 1]
    before = max((m for m in alone if m < n), default=None)
    after = min((m for m in alone if m > n), default=None)
    found: set[int | None] = {None}
    if before is not None:
        found |= owners[before]
    if after is not None and parts[after].sentence == parts[n].sentence:
        found |= owners[after]
    return frozenset(found)


def _folded(text: str) -> list[str]:
    return re.findall(r"[\w\u00a3<>%]+", text.casefold())


def learn(every: Sequence[Example]) -> dict[str, float]:
    """Return the weights that give the parts to their questions; the same for the same examples."""
    known: dict[str, float] = {}
    grades: dict[str, float] = {}
    sums: Counter[str] = Counter()
    chance, shuffled = random.Random(SEED), list(every)
    for turn in range(ROUNDS):
        chance.shuffle(shuffled)
        for one in shuffled:
            for name, slope in _slopes(one, known).items():
                slope -= DECAY * known.get(name, 0.0)
                grades[name] = grades.get(name, 1.0) + slope * slope
                known[name] = known.get(name, 0.0) + RATE * slope / math.sqrt(grades[name])
        if turn >= ROUNDS // 2:
            sums.update(known)
    count = ROUNDS - ROUNDS // 2
    rounded = {name: round(value / count, 2) for name, value in sorted(sums.items())}
    return {name: value for name, value in rounded.items() if abs(value) >= KEPT}


def learn_again(every: Sequence[Example]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the first look, and of the second, which knows what the first found."""
    mails = sorted({one.mail for one in every})
    random.Random(SEED).shuffle(mails)
    halves = (set(mails[::2]), set(mails[1::2]))
    seen: list[Example] = []
    for half in halves:
        known = learn([one for one in every if one.mail not in half])
        # What the first look finds of what it has learnt from would be too sure.
        seen += [with_first_look(one, known) for one in every if one.mail in half]
    return learn(every), learn(sorted(seen, key=lambda one: one.name))


def with_first_look(one: Example, known: Mapping[str, float]) -> Example:
    """Return an example with the signs of what a first look, by *known*, found for its parts."""
    return replace(one, ways=with_rivals(one.ways, likely_by(one.ways, known)))


def _slopes(one: Example, known: Mapping[str, float]) -> Mapping[str, float]:
    """Return how much oftener each sign stands in the right ways than in all that are likely."""
    found: Counter[str] = Counter()
    for allowed, sign in ((one.allowed, 1.0), ((), -1.0)):
        for at, steps in enumerate(shares(one.ways, known, allowed)[1]):
            for (last, state), share in steps.items():
                for name, value in one.ways.signs(at, last, state):
                    found[name] += sign * share * value  # type: ignore[assignment]
    return found


def across() -> None:
    """Print how many parts are given rightly by what the mails of others taught."""
    every = list(examples())
    mails = sorted({one.mail for one in every})
    random.Random(SEED).shuffle(mails)
    rows: list[tuple[float, bool, str]] = []
    for fold in range(FOLDS):
        held = set(mails[fold::FOLDS])
        known, again = learn_again([one for one in every if one.mail not in held])
        for one in every:
            rows += _judged(with_first_look(one, known), again) if one.mail in held else []
    for level in LEVELS:
        sure = [right for share, right, _ in rows if share >= level]
        print(f"{level}: sure of {len(sure)} of {len(rows)}, {sure.count(False)} wrong")
    for share, right, told in rows:
        if not right and share >= LEVELS[-3]:
            print(f"{share:.2f} {told}")


def _judged(one: Example, known: Mapping[str, float]) -> Iterator[tuple[float, bool, str]]:
    """Yield how sure it is of each labelled part that it gives a question, and whether rightly."""
    for at, steps in enumerate(shares(one.ways, known)[1]):
        likely: Counter[int | None] = Counter()
        for (_, state), share in steps.items():
            likely[state.given] += share  # type: ignore[assignment]
        best, most = max(likely.items(), key=lambda each: each[1])
        if at in one.gold:
            told = f"{one.name}: {one.parts[at].text!r} to {best}, not {one.gold[at]}"
            yield most if best is not None else 0.0, best == one.gold[at], told


def main() -> None:
    """Learn and write the weights, or show how they do on what they have not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--across", action="store_true", help="measure on each fifth of the mails")
    if parser.parse_args().across:
        across()
        return
    known, again = learn_again(list(examples()))
    model = {"seed": SEED, "weights": known, "again": again}
    lines = json.dumps(model, indent=0, ensure_ascii=False)
    MODEL.write_text(lines + "\n", encoding="utf-8")
    print(f"{len(known)} and {len(again)} weights, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
