"""
`python -m tests.items.train`: makes foibot/questions/boundaries from our own labelled requests.

Each paragraph of running text is learnt as it stands and as careless writers would have put it:
without capitals, without full stops, without question marks.  The seed makes it repeatable.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.training import Example
from thinc.api import fix_random_seed

from foibot.questions.blocks import blocks
from foibot.questions.language import MODEL, pipeline
from foibot.questions.passage import passage
from foibot.questions.sentences import sentences
from foibot.questions.source import BODY
from tests.items.labelled import HERE, Request, ours

SEED = 20261123
ROUNDS = 14
DROP = 0.2
BATCH = 16
KINDS = ("as it stands", "small letters", "no full stops", "neither", "no question marks")


def paragraphs(requests: Sequence[Request]) -> list[list[str]]:
    """Return the sentences of every paragraph of the bodies."""
    found: list[list[str]] = []
    for request in requests:
        for each in request.sources:
            if each.name == BODY:
                found.extend(
                    [part.folded for part in sentences(passage(block.body.folded))]
                    for block in blocks(each.lines, lambda _: False)
                )
    return [parts for parts in found if parts]


def careless(parts: Sequence[str], kind: str) -> list[str]:
    """Return the sentences of a paragraph as a writer of this *kind* would have put them."""
    out = list(parts)
    if kind in ("small letters", "neither"):
        out = [part.lower() for part in out]
    if kind in ("no full stops", "neither"):
        out = [re.sub(r"[.?!]+$", "", part) for part in out]
    if kind == "no question marks":
        out = [re.sub(r"\?+$", "", part) for part in out]
    return out


def joined(paragraph: Sequence[list[str]], choose: random.Random) -> Iterator[list[str]]:
    """Yield paragraphs, short ones joined to the next, because careless writers use few."""
    held: list[str] = []
    for parts in paragraph:
        held += parts
        if len(held) >= 2 and choose.random() < 0.7:
            yield held
            held = []
    if held:
        yield held


def examples(requests: Sequence[Request], seed: int) -> list[Example]:
    """Return training examples: tokens, and which of them begin a sentence."""
    choose = random.Random(seed)
    nlp = spacy.blank("en")
    out = []
    for kind in KINDS:
        for parts in joined(paragraphs(requests), choose):
            words = careless(parts, kind)
            begins, at = set(), 0
            for word in words:
                begins.add(at)
                at += len(word) + 1
            doc = nlp.make_doc(" ".join(words))
            starts = [token.idx in begins for token in doc]
            out.append(Example.from_dict(doc, {"sent_starts": starts}))
    choose.shuffle(out)
    return out


def score(nlp: spacy.language.Language, held: Sequence[Example]) -> dict[str, float]:
    """Return precision, recall and F1 of sentence beginnings, the first of a text left out."""
    right = found = wanted = 0
    for each in held:
        doc = nlp(each.reference.text)
        gold = {token.idx for token in each.reference if token.is_sent_start} - {0}
        mine = {token.idx for token in doc if token.is_sent_start} - {0}
        right, found, wanted = right + len(gold & mine), found + len(mine), wanted + len(gold)
    precision, recall = right / max(1, found), right / max(1, wanted)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
    }


def train(requests: Sequence[Request]) -> spacy.language.Language:
    """Return a pipeline trained on *requests*."""
    fix_random_seed(SEED)
    nlp = pipeline()
    learnt = examples(requests, SEED)
    optimizer = nlp.initialize(lambda: learnt[:50])
    choose = random.Random(SEED)
    for _ in range(ROUNDS):
        choose.shuffle(learnt)
        for at in range(0, len(learnt), BATCH):
            nlp.update(learnt[at : at + BATCH], sgd=optimizer, drop=DROP)
    return nlp


def main() -> None:
    """Train, measure on the held-out requests, and write the model with its papers."""
    began = time.monotonic()
    requests = ours("requests")
    nlp = train(requests)
    nlp.get_pipe("senter").to_disk(MODEL / "senter")  # type: ignore[attr-defined]
    data = (HERE / "requests.txt").read_bytes()
    papers = {
        "made_by": "python -m tests.items.train",
        "spacy": version("spacy"),
        "seed": SEED,
        "rounds": ROUNDS,
        "requests": len(requests),
        "data_sha256": hashlib.sha256(data).hexdigest(),
        "held_out": score(nlp, examples(ours("held_out"), SEED)),
        "bytes": size(MODEL / "senter"),
    }
    (MODEL / "papers.json").write_text(json.dumps(papers, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(papers, indent=2), f"{time.monotonic() - began:.0f} s", sep="\n")


def size(folder: Path) -> int:
    """Return the bytes of all files in *folder*."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
