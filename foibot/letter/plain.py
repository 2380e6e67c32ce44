"""An officer's plain text -> BLOCKS: paragraphs, bullets, numbered lists and tables kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from foibot.letter.blocks import Block, Blocks, Listing, ListItem, Paragraph, Table, words

LONGEST = 200_000
BULLET = re.compile(r"([ \t]*)(?:[·•▪◦●○‣⁃∙*]|[-–—](?=[ \t]))[ \t]*(\S.*)")
NUMBER = re.compile(r"([ \t]*)(?:\(?(\d{1,3})[.)]|\(?([a-z]|[ivx]{1,4})\))[ \t]+(\S.*)")
CELLS = re.compile(r"\t+|[ ]*\|[ ]*")
RULE = re.compile(r"[\s|:+=-]*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list: its depth by indentation, its number, its words."""

    indent: int
    number: int | None
    label: str
    text: str


def blocks_of_text(text: str) -> Blocks:
    """Return what *text* shows: nothing in it is left out and nothing is added."""
    lines = [line.rstrip() for line in text[:LONGEST].replace("\r\n", "\n").split("\n")]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        block, at = _next(lines, at)
        if block is not None:
            found.append(block)
    return tuple(_joined(found))


def _next(lines: list[str], at: int) -> tuple[Block | None, int]:
    """Return the block that begins at *at*, and where the next one begins."""
    if not lines[at].strip():
        return None, at + 1
    if _is_row(lines[at]) and at + 1 < len(lines) and _is_row(lines[at + 1]):
        return _table(lines, at)
    if _entry(lines[at]) is not None:
        return _list(lines, at)
    end = at + 1
    while end < len(lines) and lines[end].strip() and _entry(lines[end]) is None:
        if _is_row(lines[end]):
            break
        end += 1
    return Paragraph(words(_flowed(lines[at:end]))), end


def _flowed(lines: list[str]) -> str:
    """Return the lines as one, but for those that were meant to be lines: short ones."""
    out = _folded(lines[0])
    for before, line in pairwise(lines):
        out += (" " if len(before) >= 55 else "\n") + _folded(line)
    return out


def _folded(text: str) -> str:
    """Return *text* with runs of spaces made one: typists put two after a full stop."""
    return re.sub(r"[ \t\u00a0]+", " ", text).strip()


def _is_row(line: str) -> bool:
    cells = _cells(line)
    return len(cells) >= 2 and (line.count("|") >= 1 or "\t" in line.strip())


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in CELLS.split(line.strip().strip("|").strip()))


def _table(lines: list[str], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    rows = [_cells(line) for line in lines[at:end] if not RULE.fullmatch(line)]
    width = max(len(row) for row in rows) if rows else 1
    even = [row + ("",) * (width - len(row)) for row in rows]
    return Table("", even[0], tuple(even[1:])), end


def _entry(line: str) -> _Entry | None:
    bullet = BULLET.fullmatch(line)
    if bullet:
        return _Entry(len(bullet[1].expandtabs(4)), None, "", bullet[2])
    number = NUMBER.fullmatch(line)
    if number is None:
        return None
    indent = len(number[1].expandtabs(4))
    if number[2]:
        return _Entry(indent, int(number[2]), number[2], number[4])
    # A letter is kept as words: "(a)" may be cited by the text around it.
    return _Entry(indent, None, number[3], f"({number[3]}) {number[4]}")


def _list(lines: list[str], at: int) -> tuple[Block, int]:
    """Return a list with the lists below it; a line that is no entry goes on with the last."""
    entries: list[_Entry] = []
    while at < len(lines):
        entry = _entry(lines[at])
        if entry is not None:
            if entries and not _goes_on(entries, entry):
                break
            entries.append(entry)
        elif lines[at].strip() and lines[at][:1] in " \t" and entries:
            last = entries[-1]
            entries[-1] = replace(last, text=f"{last.text} {lines[at].strip()}")
        elif lines[at].strip() or not _resumes(lines, at, entries):
            break
        at += 1
    return _nested(entries), at


def _goes_on(entries: list[_Entry], entry: _Entry) -> bool:
    """Return whether *entry* is of the list so far: deeper, or of the kind that its level has."""
    if entry.indent > entries[0].indent:
        return True
    return (entry.number is None) == (entries[0].number is None)


def _resumes(lines: list[str], at: int, entries: list[_Entry]) -> bool:
    """Return whether the list goes on after the blank lines at *at*."""
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    entry = _entry(following)
    if entry is None or not _goes_on(entries, entry):
        return False
    numbered = [one.number for one in entries if one.number is not None]
    return entry.number is None or not numbered or entry.number == numbered[-1] + 1


def _nested(entries: list[_Entry]) -> Listing:
    base = entries[0].indent
    items: list[ListItem] = []
    below: list[_Entry] = []
    for entry in [*entries, None]:
        if entry is not None and items and entry.indent > base:
            below.append(entry)
            continue
        if below:
            items[-1] = replace(items[-1], below=(_nested(below),))
            below = []
        if entry is not None:
            items.append(ListItem(words(_folded(entry.text))))
    first = entries[0].number
    return Listing(tuple(items), ordered=first is not None, start=first if first is not None else 1)


def _joined(blocks: list[Block]) -> list[Block]:
    """Return *blocks* with bullets of one run, blank lines between, as one list."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if (
            isinstance(block, Listing)
            and isinstance(last, Listing)
            and not block.ordered
            and not last.ordered
        ):
            out[-1] = replace(last, items=last.items + block.items)
        else:
            out.append(block)
    return out
