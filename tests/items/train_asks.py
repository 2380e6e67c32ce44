"""
`python -m tests.items.train_asks`: makes foibot/questions/asks.json from our own labelled mails.

Every sentence of every labelled mail is an example: part of an item, or not.  The seed makes it
repeatable.  `--across` shows how it does on each lot when it has learnt from the others alone.
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
from functools import cache

from foibot.message.parse import parse
from foibot.questions.casing import evened
from foibot.questions.layout import laid_out
from foibot.questions.likeness import MODEL, features, likeness
from foibot.questions.source import SUBJECT, Source
from foibot.request.model import Kind
from foibot.request.sources import written
from tests.items.labelled import HERE, ours
from tests.items.score import rules
from tests.items.scores import fold
from tests.items.voices import mails
from tests.kinds.labelled import FIFTH, FOURTH, LATER, MORE, SIXTH, THIRD, Labelled, labelled

LOTS = ("voices", *(f"voices{n}" for n in range(2, 16)))
FILES = ("requests", "held_out", *LOTS, "short mails")
# Mails of a sentence or two, which begin with it: what asks there, and what never does.
SHORT = (LATER, THIRD, FOURTH, FIFTH, SIXTH, MORE)
ASKING = frozenset({Kind.NEW_REQUEST, Kind.SUBJECT_ACCESS})
IDLE = frozenset({Kind.THANKS, Kind.CHASER, Kind.WITHDRAWAL, Kind.CORRECTION})
SEED = 20261126
ROUNDS = 14
RATE = 0.25
DECAY = 0.004
START = 0.01
LEAST_SEEN = 2
KEPT = 0.04  # a weight below this says nothing


@dataclass(frozen=True, slots=True)
class Example:
    """What one sentence shows, and whether it is part of an item."""

    text: str
    shown: tuple[str, ...]
    asks: bool


@cache
def lot(name: str) -> tuple[tuple[Example, ...], ...]:
    """Return the examples of one file, a tuple for each mail."""
    if name in LOTS:
        return tuple(
            tuple(examples(sources(mail.raw), [item.text for item in mail.items]))
            for mail in mails(name)
        )
    if name == "short mails":
        return tuple(tuple(short(mail)) for path in SHORT for mail in labelled(path))
    return tuple(
        tuple(examples(each.sources, [item.text for item in each.items])) for each in ours(name)
    )


def sources(raw: bytes) -> Sequence[Source]:
    """Return what a mail says in its body and its text files."""
    message = parse(raw)
    return (written(message, ()).body,)


def examples(every: Sequence[Source], items: Sequence[str]) -> Iterator[Example]:
    """Yield the sentences of the sources."""
    wanted = [" ".join(fold(item)) for item in items]
    for each in every:
        if each.name == SUBJECT:
            continue
        blocks = laid_out(evened(each), rules())
        for _, sentence, shown in features(blocks, rules()):
            text = " ".join(fold(sentence.text))
            yield Example(
                sentence.text,
                tuple(sorted(shown)),
                bool(text) and any(f" {text} " in f" {item} " for item in wanted),
            )


def short(mail: Labelled) -> Iterator[Example]:
    """Yield the only sentence of a request, and every sentence of a mail that asks for nothing."""
    each = sources(mail.raw)[0]
    found = list(features(laid_out(evened(each), rules()), rules()))
    if mail.kind in IDLE or (mail.kind in ASKING and len(found) == 1):
        for _, sentence, shown in found:
            yield Example(sentence.text, tuple(sorted(shown)), mail.kind in ASKING)


def learn(every: Sequence[Example]) -> dict[str, float]:
    """Return the weights that tell the examples apart; the same for the same examples."""
    seen = Counter(name for each in every for name in each.shown)
    known = {name: 0.0 for name in sorted(seen) if seen[name] >= LEAST_SEEN}
    grades = dict.fromkeys(known, START)
    sums = dict.fromkeys(known, 0.0)
    shuffled = [(tuple(name for name in each.shown if name in known), each.asks) for each in every]
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        chance.shuffle(shuffled)
        for shown, asks in shuffled:
            fault = likeness(set(shown), known) - asks
            for name in shown:
                slope = fault + DECAY * known[name]
                grades[name] += slope * slope
                known[name] -= RATE * slope / math.sqrt(grades[name])
        for name, weight in known.items():
            sums[name] += weight / ROUNDS
    return {name: round(weight, 2) for name, weight in sums.items() if abs(weight) >= KEPT}


def digest() -> str:
    """Return the fingerprint of what is learnt from."""
    files = [HERE / f"{name}.txt" for name in FILES[:-1]]
    texts = b"".join(file.read_bytes() for file in (*files, *SHORT))
    return hashlib.sha256(texts).hexdigest()


def across() -> None:
    """Print how many sentences of each lot are told apart by what the other lots taught."""
    for name in LOTS:
        others = [each for file in FILES if file != name for mail in lot(file) for each in mail]
        known = learn(others)
        mine = [each for mail in lot(name) for each in mail]
        right = sum((likeness(set(each.shown), known) > 1 / 2) == each.asks for each in mine)
        print(f"{name:10}{len(mine):6} sentences {100 * right / len(mine):6.1f} % right")


def main() -> None:
    """Learn and write the model, or show how it does on what it has not seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--across", action="store_true", help="measure on each lot, learn nothing")
    if parser.parse_args().across:
        across()
        return
    known = learn([each for file in FILES for mail in lot(file) for each in mail])
    paper = {"data_sha256": digest(), "seed": SEED, "weights": known}
    MODEL.write_text(json.dumps(paper, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(known)} weights, {MODEL.stat().st_size} bytes")


if __name__ == "__main__":
    main()
