"""
The only door to spaCy: its tokenizer, and our own small model of where sentences begin.

The model finds the beginnings that careless writing does not mark.  tests/items/train.py makes it
from our own labelled requests; what it was made of and how good it is stands beside it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline

MODEL = Path(__file__).parent / "boundaries"
# spaCy keeps a batch in memory at once.
BATCH = 8


def pipeline() -> Pipeline:
    """Return spaCy's empty English with the untrained boundary component."""
    nlp = spacy.blank("en")
    nlp.add_pipe("senter", config=json.loads((MODEL / "config.json").read_text(encoding="utf-8")))
    return nlp


class Language:
    """Reads English; holds no text: each call works in a zone of its own."""

    def __init__(self) -> None:
        self._nlp = pipeline()
        self._nlp.initialize()
        self._nlp.get_pipe("senter").from_disk(MODEL / "senter")  # type: ignore[attr-defined]
        self._lock = threading.Lock()

    def starts(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """Return for each text the offsets at which a sentence begins."""
        with self._lock, self._nlp.memory_zone():
            return [
                tuple(token.idx for token in doc if token.is_sent_start)
                for doc in self._nlp.pipe(texts, batch_size=BATCH)
            ]


@cache
def load_language() -> Language:
    """Return the one reader of this process."""
    return Language()
