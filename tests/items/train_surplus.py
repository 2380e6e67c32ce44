"""
`python -m tests.items.train_surplus`: makes foibot/questions/surplus.json from labelled mails.

first_units.jsonl holds the sentences of every labelled mail as they were seen before any rule was
mended by it: where each stands, its marker and its tags; what the rules made of it ("-": they had
been mended already) and what it is: no question, begins one, goes on with one, heads some.  The
seed makes it repeatable.  `--across` shows, lot by lot, what was left out of the questions when
only the other lots had been learnt from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from foibot.message.parse import parse
from foibot.questions.casing import evened
from foibot.questions.chain import MODEL, STATES, UNIT, Weights, chances
from foibot.questions.facets import BEGINS, GOES_ON, NONE, Seen, facets
from foibot.questions.phrases import words_in
from foibot.questions.source import shortened
from foibot.questions.surplus import SURE, SURELY_ASKS
from foibot.request.sources import written
from tests.items.labelled import HERE
from tests.items.voices import mails

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
FILE = HERE / "first_units.jsonl"
SEED, ROUNDS, RATE, DECAY, START = 1, 6, 0.1, 1e-4, 0.1
LEAST_SEEN = 3
KEPT = 0.05  # a facet whose weights are all below this says nothing
UNREAD = "-"


@dataclass(frozen=True, slots=True)
class Example:
    """One mail: what its sentences show, what the rules made of them, and what they are."""

    lot: str
    shown: tuple[tuple[str, ...], ...]
    read: str
    states: str
    marked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """An example in numbers: its facets in one row, where each sentence begins, its states."""

    facets: Places
    starts: Places
    states: Places


@cache
def raws(lot: str) -> dict[str, bytes]:
    """Return the mails of a lot by name."""
    return {mail.name: mail.raw for mail in mails(lot)}


def text_of(raw: bytes) -> str:
    """Return the body of a mail, each character at its offset."""
    lines = evened(shortened(written(parse(raw), ()).body)).lines
    whole = [" "] * max((start + len(text) for text, start in lines), default=0)
    for text, start in lines:
        whole[start : start + len(text)] = text
    return "".join(whole)


@cache
def examples() -> tuple[Example, ...]:
    """Return every mail of first_units.jsonl."""
    head, *rows = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    found = []
    for each in rows:
        whole = text_of(raws(each["lot"])[each["mail"]])
        seen = []
        for (start, end, block, style, gap, *tags), read in zip(
            each["units"], each["read"], strict=True
        ):
            text = " ".join(whole[start:end].split())
            words = tuple(words_in(text))
            named = frozenset(head["tags"][tag] for tag in tags)
            seen.append(Seen(words, named, text, block, style or None, bool(gap), read))
        shown = tuple(tuple(dict.fromkeys(each)) for each in facets(seen))
        marked = tuple(one.style is not None for one in seen)
        found.append(Example(each["lot"], shown, each["read"], each["is"], marked))
    return tuple(found)


def coded(each: Example, known: dict[str, int]) -> Coded:
    """Return an example in numbers; facets that are not *known* count as number 0."""
    flat: list[int] = []
    starts = []
    for shown in each.shown:
        starts.append(len(flat))
        flat += [known[name] for name in shown if name in known] or [0]
    states = [STATES.index(state) for state in each.states]
    return Coded(np.array(flat), np.array(starts), np.array(states))


class Learner:
    """Learns the weights of the chain, one mail after the other."""

    def __init__(self, every: Sequence[Example]) -> None:
        count = Counter(name for each in every for shown in each.shown for name in shown)
        names = sorted(name for name, seen in count.items() if seen >= LEAST_SEEN)
        self.names = {name: n for n, name in enumerate(names, 1)}
        size = len(STATES)
        self.facets, self.steps = np.zeros((len(names) + 1, size)), np.zeros((size + 1, size))
        self.grades = np.full_like(self.facets, START), np.full_like(self.steps, START)
        self.chance = np.random.default_rng(SEED)
        self.mails = [coded(each, self.names) for each in every]

    def learn(self) -> Weights:
        """Return the weights, the mean of those of the later rounds."""
        facets, steps = np.zeros_like(self.facets), np.zeros_like(self.steps)
        later = ROUNDS - ROUNDS // 2
        for n in range(ROUNDS):
            for at in self.chance.permutation(len(self.mails)):
                self._look(self.mails[at])
            if n >= ROUNDS // 2:
                facets, steps = facets + self.facets / later, steps + self.steps / later
        kept = {
            name: tuple(np.round(facets[n], 2).tolist())
            for name, n in self.names.items()
            if np.abs(facets[n]).max() >= KEPT
        }
        *between, first = np.round(steps, 2).tolist()
        return Weights(kept, tuple(map(tuple, between)), tuple(first))

    def _look(self, each: Coded) -> None:
        scores = np.add.reduceat(self.facets[each.facets], each.starts, axis=0)
        ahead, behind, whole = self._passes(scores)
        fault = np.exp(ahead + behind - whole)
        fault[np.arange(len(scores)), each.states] -= 1
        step = np.zeros_like(self.steps)
        step[-1] = fault[0]
        pairs = ahead[:-1, :, None] + self.steps[:-1] + (scores + behind)[1:, None, :] - whole
        step[:-1] = np.exp(pairs).sum(0)
        np.add.at(step, (each.states[:-1], each.states[1:]), -1)
        sizes = np.diff(np.append(each.starts, len(each.facets)))
        names, inverse = np.unique(each.facets, return_inverse=True)
        slope = np.zeros((len(names), len(STATES)))
        np.add.at(slope, inverse, np.repeat(fault, sizes, axis=0))
        slope += DECAY * self.facets[names]
        slope[names == 0] = 0
        grades, step_grades = self.grades
        grades[names] += slope * slope
        self.facets[names] -= RATE * slope / np.sqrt(grades[names])
        step_grades += step * step
        self.steps -= RATE * step / np.sqrt(step_grades)

    def _passes(self, scores: Numbers) -> tuple[Numbers, Numbers, float]:
        """Return the log sums up to each sentence, those from it on, and that of the whole."""
        ahead, behind = np.empty_like(scores), np.zeros_like(scores)
        ahead[0] = self.steps[-1] + scores[0]
        for n in range(1, len(scores)):
            ahead[n] = log_sum((ahead[n - 1][:, None] + self.steps[:-1]).T) + scores[n]
        for n in range(len(scores) - 2, -1, -1):
            behind[n] = log_sum(self.steps[:-1] + scores[n + 1] + behind[n + 1])
        return ahead, behind, float(log_sum(ahead[-1:])[0])


def log_sum(rows: Numbers) -> Numbers:
    """Return the logarithm of the sum of the exponentials of each row."""
    most = rows.max(axis=1)
    total: Numbers = most + np.log(np.exp(rows - most[:, None]).sum(axis=1))
    return total


def without_surplus(each: Example, likely: Sequence[Sequence[float]]) -> str:
    """Return what the rules made of a mail, without the questions that are surely none."""
    out = [
        at
        for at in questions(each.read)
        if not each.marked[at.start] and min(likely[n][0] for n in at) > SURE
    ]
    if len(out) == each.read.count(BEGINS):
        return each.read
    read = list(each.read)
    for at in out:
        read[at.start : at.stop] = NONE * len(at)
    return "".join(read)


def mended(each: Example, likely: Sequence[Sequence[float]]) -> str:
    """Return what the rules made of a mail, less what is surely none, and what surely asks."""
    read = list(without_surplus(each, likely))
    for n, (state, mark) in enumerate(zip(each.read, each.marked, strict=True)):
        if state == NONE and not mark and likely[n][STATES.index(BEGINS)] > SURELY_ASKS:
            read[n] = BEGINS
    return "".join(read)


def questions(read: str) -> list[range]:
    """Return where each question of a reading begins and ends."""
    return [range(*found.span()) for found in re.finditer(f"{BEGINS}{GOES_ON}*", read)]


def left_out(each: Example, known: Weights) -> tuple[int, int]:
    """Return how many questions would be left out rightly, and how many wrongly."""
    read = without_surplus(each, chances(each.shown, known))
    out = [n for n, state in enumerate(each.read) if state == BEGINS and read[n] == NONE]
    right = sum(each.states[n] == NONE for n in out)
    return right, len(out) - right


def across() -> None:
    """Print for each lot what was left out by what the other lots taught, rightly and wrongly."""
    first = [each for each in examples() if UNREAD not in each.read]
    for lot in dict.fromkeys(each.lot for each in first):
        known = Learner([each for each in examples() if each.lot != lot]).learn()
        mine = [left_out(each, known) for each in first if each.lot == lot]
        right, wrong = (sum(pair[n] for pair in mine) for n in (0, 1))
        surplus = sum(
            read == BEGINS and state == NONE
            for each in first
            if each.lot == lot
            for read, state in zip(each.read, each.states, strict=True)
        )
        print(f"{lot:10}{surplus:4} were none; left out {right:3} of them, {wrong:2} questions")


def main() -> None:
    """Learn and write the weights, or show how they do on what they have not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--across", action="store_true", help="measure on each lot, write nothing")
    if parser.parse_args().across:
        across()
        return
    known = Learner(examples()).learn()
    lines = {name: [round(UNIT * value) for value in row] for name, row in known.facets.items()}
    paper = {
        "data_sha256": hashlib.sha256(FILE.read_bytes()).hexdigest(),
        "seed": SEED,
        "first": [round(UNIT * value) for value in known.first],
        "steps": [[round(UNIT * value) for value in row] for row in known.steps],
    }
    head = json.dumps(paper, sort_keys=True)[:-1]
    body = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in lines.items())
    MODEL.write_text(f'{head},\n"facets": {{\n{body}\n}}}}\n', encoding="utf-8")
    print(f"{len(lines)} facets, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
