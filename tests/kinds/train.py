"""
Learn kinds.json and laws.json (foibot/request) from our own labelled mails.

`python -m tests.kinds.train`
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import numpy as np

from foibot.message.model import Message
from foibot.message.parse import parse
from foibot.questions.source import BODY, SUBJECT, Source
from foibot.request.features import features
from foibot.request.likeness import MODEL as LAWS
from foibot.request.likeness import SHOWN
from foibot.request.model import Kind
from foibot.request.second import MODEL, SCALE
from foibot.request.signals import parts, signals
from foibot.request.sources import joined, written
from foibot.request.surroundings import around
from tests.items import voices
from tests.items.labelled import ours
from tests.kinds.labelled import (
    FIFTH,
    FOURTH,
    LATER,
    MAILS,
    MORE,
    SIXTH,
    STRANGERS,
    THIRD,
    itemiser,
    labelled,
    rules,
)

STEPS = 400
RATE = 0.3
MOMENTUM = 0.9
DECAY = 0.2
LEAST_SEEN = 3
KEPT = 0.03  # a weight below this says nothing

# The items guide calls everyday business "bau".
OTHER_NAMES = {"bau": Kind.BUSINESS_AS_USUAL.value, "other": Kind.AUTO_REPLY.value}
ONE_LAW = ("eir", "foi")

Example = tuple[set[str], str]  # what a mail shows, and what it is


def shown(message: Message) -> set[str]:
    """Return the features of *message*."""
    texts = written(message, [])
    subject = Source(SUBJECT, ((message.subject, 0),))
    items = itemiser((*texts.all, subject)).items
    found = parts(message.subject, texts)
    signs = signals(message, texts.body, found, items, rules().kinds)
    return features(found, signs) | around(message, texts, rules().kinds)


def examples() -> Iterator[Example]:
    """Yield what is learnt from: never the half of mails.txt that is held out."""
    for path in (MAILS, LATER, THIRD, FOURTH, FIFTH, SIXTH, MORE, *STRANGERS):
        for mail in labelled(path):
            if not (path == MAILS and mail.held_out):
                yield shown(parse(mail.raw)), mail.kind.value
    for request in ours("requests"):
        subjects = [each for each in request.sources if each.name == SUBJECT]
        made = EmailMessage()
        made["Subject"] = subjects[0].lines[0][0] if subjects else request.pattern
        made["From"] = "Ann Example <ann@mail.example>"
        bodies = [joined(each) for each in request.sources if each.name == BODY]
        made.set_content("\n".join(bodies))
        yield shown(parse(made.as_bytes())), known_kind(request.kind)
    for name in sorted(path.stem for path in voices.HERE.glob("voices*.txt")):
        for voice in voices.mails(name):
            yield shown(parse(voice.raw)), kind_of(voice)


def laws() -> Iterator[Example]:
    """Yield what the law of a request is learnt from: those that fall under one law alone."""
    for name in sorted(path.stem for path in voices.HERE.glob("voices*.txt")):
        for voice in voices.mails(name):
            if voice.kind == Kind.NEW_REQUEST and voice.regime in ONE_LAW:
                found = {each for each in shown(parse(voice.raw)) if each[0] in SHOWN}
                yield found, voice.regime


def known_kind(name: str) -> str:
    """Return our name of a kind that the guide names."""
    return OTHER_NAMES.get(name, name)


def kind_of(mail: voices.Mail) -> str:
    """Return what a mail of the voices is: a request for own data is a kind of its own to us."""
    own = mail.kind == Kind.NEW_REQUEST and mail.regime == "sar"
    return Kind.SUBJECT_ACCESS.value if own else known_kind(mail.kind)


@dataclass(frozen=True, slots=True)
class Table:
    """What each mail shows, as places in a long list of weights: most mails show few of all."""

    rows: np.ndarray  # of each pair of mail and feature, the mail; in its order
    columns: np.ndarray  # ... the feature
    values: np.ndarray  # ... how much it counts

    def times(self, weights: np.ndarray, count: int) -> np.ndarray:
        """Return for each of *count* mails the sum of the weights of what it shows."""
        return _sums(self.values[:, None] * weights[self.columns], self.rows, count)

    def turned(self, wrong: np.ndarray, count: int) -> np.ndarray:
        """Return for each of *count* features the sum of what is *wrong* with mails showing it."""
        order = np.argsort(self.columns, kind="stable")
        parts = self.values[order, None] * wrong[self.rows[order]]
        return _sums(parts, self.columns[order], count)


def _sums(parts: np.ndarray, places: np.ndarray, count: int) -> np.ndarray:
    """Return the sums of *parts* by their place; *places* ascend."""
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    total = np.zeros((count, parts.shape[1]), dtype=parts.dtype)
    total[places[starts]] = np.add.reduceat(parts, starts)
    return total


@dataclass(frozen=True, slots=True)
class Learnt:
    """What speaks for each of *kinds*: a weight for each in its order, and those of nothing."""

    kinds: list[str]
    start: list[float]
    weights: dict[str, list[float]]


def learn(data: list[Example]) -> Learnt:
    """Return the weights: softmax regression by full-batch descent, without chance."""
    seen = Counter(name for found, _ in data for name in found)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    kinds = sorted({kind for _, kind in data})
    place = {name: n for n, name in enumerate(names)}
    y = np.zeros((len(data), len(kinds)), dtype=np.float32)
    cells = []
    for row, (found, kind) in enumerate(data):
        y[row, kinds.index(kind)] = 1
        shown_here = sorted(place[name] for name in found & place.keys())
        cells += [(row, column, SCALE[names[column][0]]) for column in shown_here]
    rows, columns, values = (np.array(each) for each in zip(*cells, strict=True))
    table = Table(rows, columns, values.astype(np.float32))
    weights = np.zeros((len(names), len(kinds)), dtype=np.float32)
    start, speed = np.zeros(len(kinds)), np.zeros_like(weights)
    for _ in range(STEPS):
        sums = table.times(weights, len(data)) + start
        shares = np.exp(sums - sums.max(1, keepdims=True))
        wrong = (shares / shares.sum(1, keepdims=True) - y).astype(np.float32)
        speed = MOMENTUM * speed - RATE * (table.turned(wrong, len(names)) + DECAY * weights) / len(
            data
        )
        weights = weights + speed
        start = start - RATE * wrong.mean(0)
    return Learnt(kinds, start.tolist(), {name: weights[n].tolist() for name, n in place.items()})


def of_kinds(learnt: Learnt) -> dict[str, object]:
    """Return what kinds.json holds."""
    found_rows = {
        name: [[k, round(weight, 2)] for k, weight in enumerate(row) if abs(weight) >= KEPT]
        for name, row in learnt.weights.items()
    }
    kept = {name: pairs for name, pairs in found_rows.items() if pairs}
    start = [round(each, 3) for each in learnt.start]
    return {"kinds": learnt.kinds, "start": start, "weights": kept}


def of_laws(learnt: Learnt) -> dict[str, object]:
    """Return what laws.json holds: how much more each word speaks for the EIR than for FOI."""
    eir, foi = (learnt.kinds.index(law) for law in ONE_LAW)
    apart = {name: SCALE[name[0]] * (row[eir] - row[foi]) for name, row in learnt.weights.items()}
    kept = {name: round(weight, 2) for name, weight in apart.items() if abs(weight) >= KEPT}
    return {"start": round(learnt.start[eir] - learnt.start[foi], 3), "weights": kept}


def main() -> None:
    """Write both models and say how large they are."""
    kinds, law = learn(list(examples())), learn(list(laws()))
    for path, model in ((MODEL, of_kinds(kinds)), (LAWS, of_laws(law))):
        text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8")
        print(f"{path.name}: {len(text) // 1024} KB")


if __name__ == "__main__":
    main()
