"""Items while they are being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from foibot.questions.passage import Passage


@dataclass(slots=True)
class Draft:
    """An item in the making; *path* says how it was found, *weak* that it names nothing."""

    body: Passage
    label: str | None = None
    parent: Draft | None = None
    stem: bool = False
    context: list[Passage] = field(default_factory=list)
    lead: list[Passage] = field(default_factory=list)
    path: str = "prose"
    weak: bool = False
    named: bool = True  # asks for something that it names, or says that it adds a question
    idle: bool = False  # speaks of the request and names nothing that could be supplied
    place: int = 0
    filled: bool = False  # a row of a table, a field, a first entry: asked for by its place


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong with a reading, of which words, and how much it surprises (log odds)."""

    said: str
    words: str
    weight: float


@dataclass(slots=True)
class Found:
    """All that one source gave: items, what scopes them, sentences left aside, doubts."""

    drafts: list[Draft] = field(default_factory=list)
    scopes: list[Passage] = field(default_factory=list)
    formats: list[Passage] = field(default_factory=list)
    announced: list[Passage] = field(default_factory=list)
    weak: list[Passage] = field(default_factory=list)
    unused: list[Passage] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    surplus: bool = False  # whether all items are surely none, and stay as there are no others
    told: list[Passage] = field(default_factory=list)  # facts
