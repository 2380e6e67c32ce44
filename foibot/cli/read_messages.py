"""Read messages from files with everything the desk knows: text, attachments, questions."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from foibot.attachments.extractor import Extractor
from foibot.attachments.model import AttachmentText
from foibot.message.bounds import read_message
from foibot.message.model import Message
from foibot.message.parse import parse
from foibot.questions import rules as question_rules
from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.request.load import load_reading_rules
from foibot.request.model import Reading
from foibot.request.read import read_request


@dataclass(frozen=True, slots=True)
class Found:
    """What was made of one message."""

    message: Message
    attachments: tuple[AttachmentText, ...]
    reading: Reading


class Reader:
    """Reads one message after the other; its child for attachments lives as long as it does."""

    def __init__(self, directory: Path | None = None) -> None:
        self._rules = load_reading_rules(directory)
        self._itemise = partial(
            itemise, rules=question_rules.load(directory), language=load_language()
        )
        self._extractor = Extractor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._extractor.close()

    def read(self, path: str) -> Found:
        """Return what is in the message at *path*; "-" is standard input."""
        if path == "-":
            return self.understand(parse(sys.stdin.buffer.read()))
        return self.understand(read_message(Path(path)))

    def understand(self, message: Message) -> Found:
        """Return *message* with the text of its attachments and what it asks for."""
        texts = self._extractor.texts(message.attachments)
        reading = read_request(message, texts, self._rules, self._itemise)
        return Found(message, texts, reading)
