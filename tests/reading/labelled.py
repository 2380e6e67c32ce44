"""The labelled messages beside the checkout, and in what foibot reads each of them differently."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foibot.cli.read_json import described
from foibot.cli.read_messages import Reader
from foibot.message.model import Message
from foibot.message.parse import parse

Label = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message."""

    id: str
    path: Path
    category: str
    label: Label
    body_only: bool  # only its text was given; headers were made up


@dataclass(frozen=True, slots=True)
class Miss:
    """What was expected of one measure, and what was read."""

    row: Row
    expected: str
    read: str


def rows(folder: Path) -> list[Row]:
    """Return the messages in *folder* that have a label, each once."""
    with (folder / "manifest.csv").open(encoding="utf-8") as lines:
        found = [row for row in csv.DictReader(lines) if not row["dup_of"] and row["expected_json"]]
    return [
        Row(
            row["id"],
            folder / row["path"],
            row["category"],
            json.loads((folder / row["expected_json"]).read_text(encoding="utf-8")),
            row["wrapped"] not in ("no", "header"),
        )
        for row in found
    ]


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFC", text.replace("\u200b", "").replace("\ufeff", ""))
    return re.sub(r"\s+", " ", bare).strip()


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if each is not None]


def _kind(message: Message) -> str:
    return message.automatic.kind.value if message.automatic else "human"


def _kind_missed(row: Row, message: Message) -> tuple[str, str] | None:
    allowed = {*_strings(row.label.get("kind_any", [])), *_strings(row.label["kind"])}
    return None if _kind(message) in allowed else ("|".join(sorted(allowed)), _kind(message))


def _reply_missed(row: Row, message: Message) -> tuple[str, str] | None:
    allowed = _strings(row.label["reply"])
    read = _folded(message.reply_text)
    return None if read in map(_folded, allowed) else (_folded(allowed[0]), read)


def _text_missed(row: Row, message: Message) -> tuple[str, str] | None:
    allowed = [*_strings(row.label["text"]), *_strings(row.label.get("text_any", []))]
    read = _folded(message.text)
    return None if read in map(_folded, allowed) else (_folded(allowed[0]), read)


def _names_missed(row: Row, message: Message) -> tuple[str, str] | None:
    wanted = [_folded(name).casefold() for name in _strings(row.label["att_names"])]
    with Reader() as reader:
        shown = described(row.id, reader.understand(message))["attachments"]
    assert isinstance(shown, list)
    have = [_folded(str(one["filename"])).casefold() for one in shown]
    missing = [name for name in wanted if name not in have]
    return (", ".join(wanted), ", ".join(have)) if missing else None


MEASURES: Mapping[str, tuple[str, Callable[[Row, Message], tuple[str, str] | None]]] = {
    "kind": ("kind", _kind_missed),
    "reply text": ("reply", _reply_missed),
    "text": ("text", _text_missed),
    "names of attachments": ("att_names", _names_missed),
}


def measured(found: list[Row], measure: str) -> Iterator[tuple[Row, Miss | None]]:
    """Yield the rows that have a label for *measure*, each with its miss or None."""
    key, missed = MEASURES[measure]
    for row in found:
        if key not in row.label or (key == "kind" and row.body_only):
            continue
        wrong = missed(row, parse(row.path.read_bytes()))
        yield row, Miss(row, *wrong) if wrong else None
