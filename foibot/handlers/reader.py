"""Messages opened in limited children and understood by the rules (reliability P5)."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from foibot.attachments.extractor import Extractor
from foibot.handlers.arrival import Opened, Unreadable
from foibot.message.model import Message
from foibot.questions import rules as question_rules
from foibot.questions.itemise import Itemised, itemise
from foibot.questions.language import load_language
from foibot.questions.source import Source
from foibot.request.kind import Thread
from foibot.request.load import load_reading_rules
from foibot.request.model import Reading
from foibot.request.read import read_request, sources_of
from foibot.request.sources import written
from foibot.sandbox.codec import Value
from foibot.sandbox.limits import Limits
from foibot.sandbox.values import decode
from foibot.sandbox.worker import ChildError, Worker

PARSED = "foibot.attachments.whole:parsed"


class LimitedReader:
    """
    One child for messages and one for attachments; each is replaced when it fails.

    The rules are those of the moment at which it is made.
    """

    def __init__(self, directory: Path | None = None, limits: Limits | None = None) -> None:
        self._folder = None if directory is None else str(directory)
        self._worker = Worker(limits)
        self._extractor = Extractor(limits)
        # One thread for as long as the children live: they end with the thread that made them.
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._rules = load_reading_rules(directory)
        questions, language = question_rules.load(directory), load_language()

        # In a flood the same text comes again and again, and what was prepared is asked for next.
        @lru_cache(maxsize=64)
        def itemised(sources: tuple[Source, ...]) -> Itemised:
            return itemise(sources, questions, language)

        self._itemise = itemised

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children, after what they are at."""
        self._ahead.shutdown()
        self._worker.close()
        self._extractor.close()

    def open_ahead(self, raws: Sequence[bytes | Path]) -> Future[list[Opened | Unreadable]]:
        """Open *raws* one after another while the caller does something else."""
        return self._ahead.submit(lambda: [self.open(raw) for raw in raws])

    def open(self, raw: bytes | Path) -> Opened | Unreadable:
        """Return the message in *raw*, or why it cannot be had within the limits."""
        what: dict[str, Value] = {"path": str(raw)} if isinstance(raw, Path) else {"raw": raw}
        payload: Value = what | {"rules": self._folder}
        try:
            message = cast(Message, decode(Message, self._worker.run(PARSED, payload)))
        except ChildError as error:
            return Unreadable(f"{error.reason} ({error.detail})")
        return Opened(message, self._extractor.texts(message.attachments))

    def prepare(self, opened: Opened) -> tuple[str, ...]:
        """Return the questions, found ahead: `understand` then has them at hand."""
        found = self._itemise(sources_of(opened.message, written(opened.message, opened.texts)))
        return tuple([item.text for item in found.items])

    def understand(self, opened: Opened, thread: Thread) -> Reading:
        """Return what the message asks for."""
        return read_request(opened.message, opened.texts, self._rules, self._itemise, thread)
