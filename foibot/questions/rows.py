"""The lines of a source that hold something: of a table or a form, what is asked (guide R13)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foibot.questions.acts import VALUE
from foibot.questions.markers import Marker, readings

BLANKS = re.compile(r"_{3,}|\.{5,}|…{2,}")
RULE = re.compile(r"[\s|:+=-]*\|[\s|:+=-]*-[\s|:+=-]*|[\s|:+=-]*-[\s|:+=-]*\|[\s|:+=-]*")
TABS = re.compile(r"\t+")
CELLS = re.compile(r"\t\s*\S|\|[^|]*\|")


@dataclass(frozen=True, slots=True)
class Row:
    """One line with something on it; *gap* says that a blank line stands before it."""

    text: str
    start: int
    indent: int
    gap: bool
    marks: tuple[Marker, ...]
    cell: bool = False  # it stands in a table


def rows(lines: Iterable[tuple[str, int]]) -> list[Row]:
    """Return the lines that hold something; each line comes with its offset in the source."""
    found: list[Row] = []
    gap, table = True, False
    for line, start in lines:
        bare = line.replace("\u00a0", " ").replace("\ufeff", " ").rstrip()
        if found and RULE.fullmatch(bare) and "|" in found[-1].text:
            # The heads of the columns stand above the rule of a table.
            found.pop()
            gap = True
            continue
        cell = first_cell(bare.lstrip(" \t\u200b|"))
        # Below a row of a table stand others, until a blank line: empty cells leave only the first.
        table = bool(bare.strip()) and (table or CELLS.search(bare) is not None)
        text = without_blanks(cell)
        # Of a form to fill in nothing may be left but its blanks.
        if not text.strip("*_-=~ \t"):
            gap = True
            continue
        lead = len(bare) - len(bare.lstrip(" \t\u200b|"))
        indent = len(bare[:lead].expandtabs(8))
        found.append(Row(text, start + lead, indent, gap, readings(text), table))
        gap = False
    return found


def without_blanks(text: str) -> str:
    """Return *text* without the blanks at its end that a form leaves to write on."""
    # Looked for in the end alone: a pattern over the whole line costs the square of its spaces.
    end = len(text.rstrip("_.… \t\r\n\x0b\x0c\u2003\u2002\u2009\u3000"))
    found = BLANKS.search(text, end)
    return text[: found.start()].rstrip() if found else text


def first_cell(text: str) -> str:
    """Return the head of a row of a table to fill in (R13); other text as it is."""
    # Bars first, then tabs: a pattern for a bar with its spaces costs the square of the spaces.
    cells = [cell for part in text.split("|") for cell in TABS.split(part.strip())]
    if len(cells) < 2 or len(cells[0].strip()) < 4:
        return text
    named = [cell for cell in cells[1:] if cell.strip()]
    if named and all(re.search(r"\b(?:19|20)\d\d\b", cell) for cell in named):
        # The heads of the columns: "2023/24", "Fee 2023", "Fee 2024".
        return ""
    rest = [cell for cell in cells[1:] if cell.strip(" _.…-–") and not VALUE.match(cell)]
    if not rest or (len(cells) == 2 and len(text.split()) < 5):
        return cells[0].rstrip()
    return text
