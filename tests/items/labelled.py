"""
Labelled requests: ours in tests/items/*.txt, and those of the shared material when it is there.

A request begins with `==== id | pattern | kind | subject`.  An item is `{{label<parent!|...}}`:
*label* as printed, `<parent` the label of its parent (`<-` is the last stem), `!` marks a stem.
`---- file name` begins an attachment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from foibot.questions.source import BODY, SUBJECT, Source, source
from tests.shared import shared_dir

HERE = Path(__file__).parent
HEAD = re.compile(r"^==== (\S+) \| (\w+) \| (\w+) \| (.*)$", re.M)
FILE = re.compile(r"^---- (.+)$", re.M)
MARK = re.compile(
    r"\{\{(?P<label>[^|{}<!]*)(?:<(?P<parent>[^|{}!]*))?(?P<stem>!?)\|(?P<text>.*?)\}\}", re.S
)
SHARED_FILE = re.compile(r"^\[attachment: (.*)\]$", re.M)


@dataclass(frozen=True, slots=True)
class Label:
    """An item as a person labelled it; *parent* is a place in the list of items."""

    text: str
    label: str | None
    parent: int | None
    stem: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request with its labels."""

    name: str
    pattern: str
    kind: str
    sources: tuple[Source, ...]
    items: tuple[Label, ...]
    texts: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Label, ...]:
        """Return the items that count: not the stems."""
        return tuple(item for item in self.items if not item.stem)


def ours(file: str) -> list[Request]:
    """Return the requests of one of our files: "requests" or "held_out"."""
    text = (HERE / f"{file}.txt").read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        _request(head, text[head.end() : end].strip("\n"))
        for head, end in zip(heads, ends, strict=True)
    ]


def _request(head: re.Match[str], body: str) -> Request:
    name, pattern, kind, subject = head.groups()
    found: list[Label] = []
    parts = FILE.split(body)
    named = [(SUBJECT, subject), (BODY, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    clean = [(each, _labels(text, found)) for each, text in named]
    sources = tuple(source(each, text.strip("\n")) for each, text in clean)
    return Request(name, pattern, kind, sources, tuple(found), tuple(text for _, text in clean))


def _labels(text: str, found: list[Label]) -> str:
    """Add the items marked in *text* to *found*; return the text without the marks."""
    for mark in MARK.finditer(text):
        parent = _parent(mark["parent"], found)
        words = " ".join(mark["text"].split())
        found.append(Label(words, mark["label"] or None, parent, bool(mark["stem"])))
    return MARK.sub(lambda mark: mark["text"], text)


def _parent(label: str | None, found: Sequence[Label]) -> int | None:
    if label is None:
        return None
    for place in range(len(found) - 1, -1, -1):
        if found[place].stem if label == "-" else found[place].label == label:
            return place
    raise ValueError(f"no item {label} to be a parent")


def shared(part: str | None = None) -> Iterator[Request]:
    """Yield the requests of the shared material (its half *part*), if it is there."""
    folder = shared_dir()
    if folder is None:
        return
    items = folder / "items"
    halves = json.loads((items / "split.json").read_text())
    for name in sorted(halves[part] if part else halves["dev"] + halves["test"]):
        yield _shared(items / "gold" / name)


def _shared(path: Path) -> Request:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    parts = SHARED_FILE.split(path.with_suffix(".txt").read_text(encoding="utf-8"))
    named = [(SUBJECT, gold["subject"]), (BODY, parts[0])]
    named += zip(parts[1::2], parts[2::2], strict=True)
    places = {item["n"]: place for place, item in enumerate(gold["items"])}
    items = tuple(
        Label(item["text"], item["label"], places.get(item["parent"]), bool(item.get("stem")))
        for item in gold["items"]
    )
    sources = tuple(source(each, text) for each, text in named)
    texts = tuple(text for _, text in named)
    return Request(path.name, gold["pattern"], gold["kind"], sources, items, texts)
