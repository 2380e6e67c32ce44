"""The lines of a reply on their way: blocks that are about a question, and loose lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from foibot.replies.model import Attribution, Discarded, Key
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import LabelWords

OUTSIDE = "outside every answer block"
NOTE = "an internal note"
FOREIGN = "quoted words of somebody else"
WHOLE_CASE = "the case has several questions"


@dataclass(slots=True)
class Block:
    """Lines that belong together, and the questions they are about."""

    target: Target
    attribution: Attribution
    lines: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)  # in a fence, at the depth of a quotation
    depth: int = 0
    ended: bool = False  # its END fence stands
    several: bool = False  # more than one question stood quoted above it
    after: int = 0  # how many quoted lines stood above it
    because: str = ""  # what spoke for the question, where many signs were weighed

    def text(self) -> str:
        """Return the lines: those newly written, else those in the quoted fence."""
        written = "\n".join(self.lines).strip("\n")
        return written if written.strip() else "\n".join(self.quoted).strip("\n")

    def says(self) -> bool:
        """Return whether there are words in it."""
        return bool(self.text().strip())


@dataclass(slots=True)
class Walk:
    """What has been found so far, and where the walk stands."""

    questions: Questions
    words: LabelWords
    list_foreign: bool
    blocks: list[Block] = field(default_factory=list)
    # Loose lines, apart where a quotation or a signature stood between them.
    loose: list[list[str]] = field(default_factory=lambda: [[]])
    discarded: list[Discarded] = field(default_factory=list)
    near: str | None = None
    block: Block | None = None
    fence: Block | None = None
    note: list[str] | None = None
    run: list[Key] = field(default_factory=list)
    quoting: bool = False
    under: str | None = None  # the case whose heading the officer typed above
    strong: bool = False  # a label such as "Q1" has stood under it
    counts_on: bool = False  # bare numbers went on behind "Questions 1 to 3"
    anchor: Key | None = None  # the question whose heading stands above, in our own mail
    quoted: int = 0  # quoted lines so far
    past_end: bool = False  # an END was passed since the last quoted question
    foreign: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """Blocks made of loose lines, and the lines that belong to no question."""

    blocks: list[Block] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    talk: list[str] = field(default_factory=list)
