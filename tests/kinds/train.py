"""Learn foibot/request/kinds.json from our own labelled mails: `python -m tests.kinds.train`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage

import numpy as np

from foibot.message.model import Message
from foibot.message.parse import parse
from foibot.questions.source import BODY, SUBJECT, Source
from foibot.request.features import features
from foibot.request.model import Kind
from foibot.request.second import MODEL, SCALE
from foibot.request.signals import parts, signals
from foibot.request.sources import joined, written
from tests.items.labelled import ours
from tests.kinds.labelled import (
    FIFTH,
    FOURTH,
    LATER,
    MAILS,
    MORE,
    SIXTH,
    THIRD,
    itemiser,
    labelled,
    rules,
)

STEPS = 400
RATE = 0.3
MOMENTUM = 0.9
DECAY = 0.2
LEAST_SEEN = 2
KEPT = 0.02  # a weight below this says nothing

# The items guide calls everyday business "bau".
OTHER_NAMES = {"bau": Kind.BUSINESS_AS_USUAL, "other": Kind.AUTO_REPLY}

Example = tuple[set[str], Kind]


def shown(message: Message) -> set[str]:
    """Return the features of *message*."""
    texts = written(message, [])
    subject = Source(SUBJECT, ((message.subject, 0),))
    items = itemiser((*texts.all, subject)).items
    found = parts(message.subject, texts)
    return features(found, signals(message, texts.body, found, items, rules().kinds))


def examples() -> Iterator[Example]:
    """Yield what is learnt from: never the half of mails.txt that is held out."""
    for path in (MAILS, LATER, THIRD, FOURTH, FIFTH, SIXTH, MORE):
        for mail in labelled(path):
            if not (path == MAILS and mail.held_out):
                yield shown(parse(mail.raw)), mail.kind
    for request in ours("requests"):
        subjects = [each for each in request.sources if each.name == SUBJECT]
        made = EmailMessage()
        made["Subject"] = subjects[0].lines[0][0] if subjects else request.pattern
        made["From"] = "Ann Example <ann@mail.example>"
        bodies = [joined(each) for each in request.sources if each.name == BODY]
        made.set_content("\n".join(bodies))
        yield shown(parse(made.as_bytes())), OTHER_NAMES.get(request.kind) or Kind(request.kind)


def learn(data: list[Example]) -> dict[str, object]:
    """Return the weights: softmax regression by full-batch descent, without chance."""
    seen = Counter(name for found, _ in data for name in found)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    kinds = sorted({kind.value for _, kind in data})
    place = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(data), len(names)))
    y = np.zeros((len(data), len(kinds)))
    for row, (found, kind) in enumerate(data):
        y[row, kinds.index(kind.value)] = 1
        for name in found & place.keys():
            x[row, place[name]] = SCALE[name[0]]
    weights, start, speed = np.zeros((len(names), len(kinds))), np.zeros(len(kinds)), 0.0
    for _ in range(STEPS):
        sums = x @ weights + start
        shares = np.exp(sums - sums.max(1, keepdims=True))
        wrong = shares / shares.sum(1, keepdims=True) - y
        speed = MOMENTUM * speed - RATE * (x.T @ wrong + DECAY * weights) / len(data)
        weights = weights + speed
        start = start - RATE * wrong.mean(0)
    rows = {
        name: [[k, round(float(w), 2)] for k, w in enumerate(weights[n]) if abs(w) >= KEPT]
        for name, n in place.items()
    }
    kept = {name: pairs for name, pairs in rows.items() if pairs}
    return {"kinds": kinds, "start": [round(float(s), 3) for s in start], "weights": kept}


def main() -> None:
    """Write the model and say how large it is."""
    text = json.dumps(learn(list(examples())), ensure_ascii=False, separators=(",", ":"))
    MODEL.write_text(text + "\n", encoding="utf-8")
    print(f"{MODEL.name}: {len(text) // 1024} KB")


if __name__ == "__main__":
    main()
