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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

MODEL = Path(__file__).parent / "boundaries"
# spaCy keeps a batch in memory at once.
BATCH = 8


def pipeline() -> Pipeline:
    """Return spaCy's empty English with the untrained boundary component."""
    # Half of the start and of the memory of an idle service, and most mail is read without it.
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("senter", config=json.loads((MODEL / "config.json").read_text(encoding="utf-8")))
    return nlp


def trained() -> Pipeline:
    """Return spaCy's empty English with our model of where sentences begin."""
    nlp = pipeline()
    nlp.initialize()
    nlp.get_pipe("senter").from_disk(MODEL / "senter")  # type: ignore[attr-defined]
    return nlp


class Language:
    """Reads English, loaded by the first text; holds none: each call works in its own zone."""

    def __init__(self) -> None:
        self._nlp: Pipeline | None = None
        self._lock = threading.Lock()

    def starts(self, texts: Sequence[str]) -> list[tuple[int, ...]]:
        """Return for each text the offsets at which a sentence begins."""
        with self._lock:
            nlp = self._nlp = self._nlp or trained()
            with nlp.memory_zone():
                return [
                    tuple(token.idx for token in doc if token.is_sent_start)
                    for doc in nlp.pipe(texts, batch_size=BATCH)
                ]


@cache
def load_language() -> Language:
    """Return the one reader of this process."""
    return Language()
