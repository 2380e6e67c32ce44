"""The lines of a source that hold something: of a table or a form, what is asked (guide R13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from foibot.questions.acts import VALUE
from foibot.questions.markers import Marker, readings

BLANKS = re.compile(r"_{3,}|\.{5,}|…{2,}")
# A line of bars and dashes, at least one of each.
RULE = re.compile(r"(?=[^|]*\|)(?=[^-]*-)[\s|:+=-]+")
TABS = re.compile(r"\t+")
COLUMNS = re.compile(r"\t|\|| {3,}")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST_ROW = 400  # characters
MOST_IN_HEAD, MOST_IN_ROW = 6, 14  # words of the head of a column, and of a row
LEAST_NAMED = 4  # words, with the first of several years, that name more than a column
WORD = " Any"  # a label needs a word behind it to be known as one
LONGEST_LABEL = 8
FEWEST = 2  # rows below the heads of columns
# "and" on a line of its own only joins the entries above and below it.
JOINT = re.compile(
    r"(?:and|or|plus|also)?\s?(?:and|or|plus|also|finally|lastly|as well as|along with"
    r"|together with)\W*",
    re.I,
)
BOLD_LABEL = re.compile(
    r"[-*+•–]\s+(?=(?:\*\*|__)[(\[]?(?:Q?\d{1,2}(?:\.\d{1,2})?[a-z]?|[a-z]|[ivx]{1,5})[.:)\]]{0,2}"
    r"(?:\*\*|__)[.:)]?\s+\S"
    r"|(?:\*\*|__)(?:Q?\d{1,2}[.:)]|[a-h]\))\s+\S)",
    re.I,
)
CELLS = re.compile(r"\t\s*\S|\|[^|]*\|")


class Row(NamedTuple):
    """One line with something on it; *gap* says that a blank line stands before it."""

    text: str
    start: int
    indent: int
    gap: bool
    marks: tuple[Marker, ...]
    cell: bool = False  # it stands in a table
    cells: int = 1  # in how many columns it is written
    fill: bool = False  # its other cells are empty: what it names is wanted


def rows(lines: Iterable[tuple[str, int]]) -> list[Row]:
    """Return the lines that hold something; each line comes with its offset in the source."""
    found: list[Row] = []
    gap, table, headed = True, False, False
    for line, start in lines:
        bare = line.replace("\u00a0", " ").replace("\ufeff", " ").rstrip()
        if found and "|" in found[-1].text and RULE.fullmatch(bare):
            # The heads of the columns stand above the rule of a table.
            found.pop()
            gap = True
            continue
        cell = first_cell(bare.lstrip(" \t\u200b|"))
        # Below a row of a table stand others, until a blank line: empty cells leave only the first.
        table = bool(bare.strip()) and (table or CELLS.search(bare) is not None)
        headed = bool(bare.strip()) and (headed or not cell)
        text = without_blanks(cell)
        # Of a form to fill in nothing may be left but its blanks.
        if not text.strip("*_-=~ \t"):
            gap = True
            continue
        lead = len(bare) - len(bare.lstrip(" \t\u200b|"))
        indent = len(bare[:lead].expandtabs(8))
        # "- **a)** The supplier": before a label that is set in bold the bullet says nothing.
        if bold := BOLD_LABEL.match(text):
            text, lead, indent = text[bold.end() :], lead + bold.end(), indent + bold.end()
        fill = headed or is_to_fill(bare, text)
        count = columns(bare)
        found.append(Row(text, start + lead, indent, gap, marks(text), table, count, fill))
        gap = False
    return without_heads(without_joints(found))


def marks(text: str) -> tuple[Marker, ...]:
    """Return what the beginning of a line may mean, be it a label alone: "1a", its text below."""
    found = readings(text)
    if found or len(text) > LONGEST_LABEL:
        return found
    alone = (m for m in readings(text + WORD) if m.label and m.length >= len(text))
    return tuple(mark._replace(length=len(text), weak=True) for mark in alone)


def without_joints(found: list[Row]) -> list[Row]:
    """Return *found* without the lines that only join the entry below them to the one above."""
    return [
        row
        for row, after in zip_longest(found, found[1:])
        if not (after and after.marks and JOINT.fullmatch(row.text))
    ]


def is_to_fill(line: str, text: str) -> bool:
    """Return whether what stands behind *text*, the head of a row, is left to write on."""
    rest = line.strip(" \t|")[len(text) :]
    if not rest.strip(" _.…") and BLANKS.search(rest):
        return True
    return line.count("|") > 1 and not line.replace(text, "", 1).strip(" _.…|")


def columns(line: str) -> int:
    """Return in how many columns a line is written; that above the heads of rows is one too."""
    if len(line) > LONGEST_ROW or not any(sign in line for sign in ("\t", "|", "   ")):
        return 1
    parts = [part for part in COLUMNS.split(line.strip(" |")) if part.strip()]
    short = all(len(part.split()) <= MOST_IN_HEAD for part in parts)
    return len(parts) + line.startswith("\t") if short else 1


def without_heads(found: list[Row]) -> list[Row]:
    """Return *found* without the heads of columns; what stands under them is to be filled in."""
    kept: list[Row] = []
    at = 0
    while at < len(found):
        below = rows_below(found, at)
        if not below:
            kept.append(found[at])
        for n, row in enumerate(found[at + 1 : at + 1 + below]):
            kept.append(row._replace(fill=True, gap=row.gap or not n))
        at += 1 + below
    return kept


def rows_below(found: list[Row], at: int) -> int:
    """Return how many rows that leave cells empty stand under the heads of columns at *at*."""
    head, below = found[at], []
    if head.cells < 2 or head.fill or head.marks or head.text[-1] in ".?!:":
        return 0
    for row in found[at + 1 :]:
        plain = row.cells == 1 and not row.marks and len(row.text.split()) <= MOST_IN_ROW
        if row.gap or not (row.fill or (plain and row.text[-1] not in ".?!:;,")):
            break
        below.append(row)
    sure = head.cells > 2 or all(row.fill for row in below)
    return len(below) if sure and len(below) >= FEWEST else 0


def without_blanks(text: str) -> str:
    """Return *text* without the blanks at its end that a form leaves to write on."""
    # Looked for in the end alone: a pattern over the whole line costs the square of its spaces.
    end = len(text.rstrip("_.… \t\r\n\x0b\x0c\u2003\u2002\u2009\u3000"))
    found = BLANKS.search(text, end) if end < len(text) else None
    return text[: found.start()].rstrip() if found else text


def is_label(cell: str) -> bool:
    """Return whether a cell holds a label and nothing more: "viii)", "(iii)", "10.1" (R14)."""
    cell = cell.strip()
    return any(mark.length >= len(cell) for mark in readings(cell + WORD))


def names_years(text: str, first: str) -> bool:
    """Return whether bars only part the years of what is wanted: "3. Spend, 2023 | 2024"."""
    if any(not mark.weak for mark in readings(text)):
        return True
    return YEAR.search(first) is not None and len(first.split()) >= LEAST_NAMED


def without_empty_cells(text: str, cells: Sequence[str]) -> str:
    """Return a row with its label up to the last cell that says something.

    So "| 1 | Number of permits | 2024 |  |": the period is part of what is asked.
    """
    end = 0
    for place, cell in enumerate(cells):
        at = text.index(cell, end)
        if place < 2 or cell.strip(" _.…-–"):
            end = at + len(cell)
        else:
            break
    return text[:end].rstrip()


def first_cell(text: str) -> str:
    """Return the head of a row of a table to fill in (R13); other text as it is."""
    if "|" not in text and "\t" not in text:
        return text
    # Bars first, then tabs: a pattern for a bar with its spaces costs the square of the spaces.
    cells = [cell for part in text.split("|") for cell in TABS.split(part.strip())]
    if len(cells) > 2 and "|" in text and is_label(cells[0]):
        return without_empty_cells(text, cells)
    if len(cells) < 2 or len(cells[0].strip()) < 4 or is_label(cells[0]):
        return text
    named = [cell for cell in cells[1:] if cell.strip()]
    years = bool(named) and all(map(YEAR.search, named))
    if years and YEAR.search(cells[0]) and names_years(text, cells[0]):
        return text
    if years and not names_years(text, cells[0]):
        # The heads of the columns: "2023/24", "Fee 2023", "Fee 2024".
        return ""
    rest = [cell for cell in cells[1:] if cell.strip(" _.…-–") and not VALUE.match(cell)]
    if not rest or (len(cells) == 2 and len(text.split()) < 5):
        return cells[0].rstrip()
    return text
