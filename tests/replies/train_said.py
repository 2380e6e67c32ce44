"""
`python -m tests.replies.train_said`: makes foibot/replies/said.json from our own sentences.

Each line of said.txt is an example.  The seed makes it repeatable.  `--across` shows how it does
on each tenth of them when it has learnt from the others alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foibot.replies.likely import MODEL, Says, shares, shown

FILE = Path(__file__).with_name("said.txt")
SEED = 20261126
ROUNDS = 16
RATE = 0.3
DECAY = 0.003
START = 0.05
LEAST_SEEN = 2
KEPT = 0.05  # a weight below this says nothing
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """What one sentence shows, and which of the meanings it has."""

    text: str
    seen: tuple[str, ...]
    says: int


def examples() -> Iterator[Example]:
    """Yield the sentences of said.txt."""
    says = 0
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("== "):
            says = list(Says).index(Says(line.removeprefix("== ")))
        elif line.strip() and not line.startswith("#"):
            yield Example(line, tuple(sorted(shown(line))), says)


def learn(every: Sequence[Example]) -> dict[str, list[float]]:
    """Return the weights that tell the examples apart; the same for the same examples."""
    count = Counter(name for each in every for name in each.seen)
    width = range(len(Says))
    known = {name: [0.0 for _ in width] for name in sorted(count) if count[name] >= LEAST_SEEN}
    grades = {name: [START for _ in width] for name in known}
    sums = {name: [0.0 for _ in width] for name in known}
    shuffled = [(tuple(name for name in each.seen if name in known), each.says) for each in every]
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        chance.shuffle(shuffled)
        for seen, says in shuffled:
            found = shares(seen, known)
            for name in seen:
                mine, grade = known[name], grades[name]
                for n in width:
                    slope = found[n] - (n == says) + DECAY * mine[n]
                    grade[n] += slope * slope
                    mine[n] -= RATE * slope / math.sqrt(grade[n])
        for name, each in known.items():
            sums[name] = [one + new / ROUNDS for one, new in zip(sums[name], each, strict=True)]
    rounded = {name: [round(one, 2) for one in each] for name, each in sums.items()}
    return {name: each for name, each in rounded.items() if max(map(abs, each)) >= KEPT}


def across() -> None:
    """Print how many sentences are told apart by what the others taught."""
    every = list(examples())
    random.Random(SEED).shuffle(every)
    right, sure, sure_right = 0, 0, 0
    for tenth in range(TENTHS):
        known = learn([each for n, each in enumerate(every) if n % TENTHS != tenth])
        for each in every[tenth::TENTHS]:
            found = shares(each.seen, known)
            best = found.index(max(found))
            right += best == each.says
            sure += max(found) >= 0.8
            sure_right += max(found) >= 0.8 and best == each.says
            if max(found) >= 0.8 and best != each.says:
                said = list(Says)
                print(f"{max(found):.2f} {said[best]} not {said[each.says]}: {each.text[:90]}")
    print(f"{len(every)} sentences, {100 * right / len(every):.1f} % right")
    print(f"sure of {sure}, of those {100 * sure_right / max(1, sure):.1f} % right")


def main() -> None:
    """Learn and write the model, or show how it does on what it has not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument(
        "--across", action="store_true", help="measure on each tenth, learn nothing"
    )
    if parser.parse_args().across:
        across()
        return
    known = learn(list(examples()))
    digest = hashlib.sha256(FILE.read_bytes()).hexdigest()
    paper = {"data_sha256": digest, "seed": SEED, "says": list(Says), "weights": known}
    lines = json.dumps(paper, sort_keys=True).replace('], "', '],\n"')
    MODEL.write_text(lines + "\n", encoding="utf-8")
    print(f"{len(known)} weights, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
