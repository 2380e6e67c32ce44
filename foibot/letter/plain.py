"""An officer's plain text -> BLOCKS: paragraphs, bullets, numbered lists and tables kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from foibot.letter.blocks import Block, Blocks, Listing, ListItem, Paragraph, Table, words

LONGEST = 200_000
DEEPEST = 40
BULLET = re.compile(r"([ \t]*)([·•▪◦●○‣⁃∙]|[-–—*](?=[ \t]))[ \t]*(\S.*)")
NUMBER = re.compile(r"([ \t]*)(?:\(?(\d{1,3})[.)]|\(?([a-z]|[ivx]{1,4})\))[ \t]+(\S.*)")
# "- 500" is minus five hundred as often as an entry: the sign stays a sign.
AMOUNT = re.compile(r"[£$€]?[ ]?[\d,.]*\d[\d,.]*[ ]?(?:%|[kKmM]|bn)?")
CELLS = re.compile(r"\t+|[ ]*\|[ ]*")
RULE = re.compile(r"[\s|:+=-]*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list: its depth by indentation, its number, its words, and the line itself."""

    indent: int
    number: int | None
    label: str
    text: str
    whole: str


def blocks_of_text(text: str) -> Blocks:
    """Return what *text* shows: nothing in it is left out and nothing is added."""
    lines = [line.rstrip() for line in text[:LONGEST].replace("\r\n", "\n").split("\n")]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        blocks, at = _next(lines, at)
        found += blocks
    return tuple(_joined(found))


def _next(lines: list[str], at: int) -> tuple[Blocks, int]:
    """Return the blocks that begin at *at*, and where the next ones begin."""
    if not lines[at].strip():
        return (), at + 1
    if _is_row(lines[at]) and at + 1 < len(lines) and _is_row(lines[at + 1]):
        return _table(lines, at)
    if _begins_list(lines, at):
        entries, end = _entries(lines, at)
        return (_nested(entries)[0],), end
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins_list(lines, end):
        if _is_row(lines[end]):
            break
        end += 1
    return (Paragraph(words(_flowed(lines[at:end]))),), end


def _flowed(lines: list[str]) -> str:
    """Return the lines as one, but for those that were meant to be lines: short or numbered."""
    out = _folded(lines[0])
    for before, line in pairwise(lines):
        meant = len(before) < 55 or (_entry(line) is not None and before[-1] in ".;:!?)")
        out += ("\n" if meant else " ") + _folded(line)
    return out


def _folded(text: str) -> str:
    """Return *text* with runs of spaces made one: typists put two after a full stop."""
    return re.sub(r"[ \t\u00a0]+", " ", text).strip()


def _is_row(line: str) -> bool:
    cells = _cells(line)
    return len(cells) >= 2 and (line.count("|") >= 1 or "\t" in line.strip())


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in CELLS.split(line.strip().strip("|").strip()))


def _table(lines: list[str], at: int) -> tuple[Blocks, int]:
    end = at
    while end < len(lines) and _is_row(lines[end]):
        end += 1
    rows = [_cells(line) for line in lines[at:end] if not RULE.fullmatch(line)]
    width = max(len(row) for row in rows) if rows else 1
    even = [row + ("",) * (width - len(row)) for row in rows]
    return (Table("", even[0], tuple(even[1:])),), end


def _entry(line: str) -> _Entry | None:
    bullet = BULLET.fullmatch(line)
    if bullet:
        if bullet[2] in "-–—" and AMOUNT.fullmatch(bullet[3]):
            return None
        return _Entry(_indent(bullet[1]), None, bullet[2], bullet[3], line)
    number = NUMBER.fullmatch(line)
    if number is None:
        return None
    indent = _indent(number[1])
    if number[2]:
        return _Entry(indent, int(number[2]), number[2], number[4], line)
    # A letter is kept as words: "(a)" may be cited by the text around it.
    return _Entry(indent, None, number[3], f"({number[3]}) {number[4]}", line)


def _indent(space: str) -> int:
    return min(len(space.expandtabs(4)), DEEPEST)


def _begins_list(lines: list[str], at: int) -> bool:
    """
    Return whether a list begins at *at*.

    One numbered line alone is a sentence ("13. March was wet"), and one asterisk alone a note
    below a table; a dash within a paragraph that a mail program broke is a dash.
    """
    entry = _entry(lines[at])
    if entry is None:
        return False
    if entry.number is None and entry.label != "*":
        return entry.label not in "-–—" or not _breaks_a_sentence(lines, at)
    entries, _ = _entries(lines, at)
    return sum(one.indent <= entry.indent for one in entries) > 1


def _breaks_a_sentence(lines: list[str], at: int) -> bool:
    """Return whether the line at *at* goes on with a long line that ends in mid-sentence."""
    before = lines[at - 1] if at else ""
    alone = at + 1 >= len(lines) or _entry(lines[at + 1]) is None
    return alone and len(before) >= 55 and before[-1].isalnum() and _entry(before) is None


def _entries(lines: list[str], at: int) -> tuple[list[_Entry], int]:
    """Return the entries of a list; an indented line that is no entry goes on with the last."""
    entries: list[_Entry] = []
    top: _Entry | None = None
    while at < len(lines):
        entry = _entry(lines[at])
        if entry is not None:
            if top is not None and not _goes_on(entries[0].indent, top, entry):
                break
            entries.append(entry)
            top = entry if entry.indent <= entries[0].indent else top
        elif lines[at].strip() and lines[at][:1] in " \t" and entries:
            last, more = entries[-1], lines[at].strip()
            entries[-1] = replace(last, text=f"{last.text} {more}", whole=f"{last.whole} {more}")
            top = entries[-1] if top is last else top
        elif lines[at].strip() or top is None or not _resumes(lines, at, entries[0].indent, top):
            break
        at += 1
    return entries, at


def _goes_on(base: int, top: _Entry, entry: _Entry) -> bool:
    """Return whether *entry* is below *top*, or the next one of the same list: no number moves."""
    if entry.indent > base:
        return True
    if top.number is None or entry.number is None:
        return top.number is None and entry.number is None
    return _follows(top, entry)


def _follows(before: _Entry, entry: _Entry) -> bool:
    """Return whether a program that counts would number *entry* as the officer did."""
    if before.number is None or entry.number != before.number + 1:
        return False
    return before.label == str(before.number) and entry.label == str(entry.number)


def _resumes(lines: list[str], at: int, base: int, top: _Entry) -> bool:
    """Return whether the list goes on after the blank lines at *at*."""
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    entry = _entry(following)
    return entry is not None and _goes_on(base, top, entry)


def _nested(entries: list[_Entry]) -> tuple[Listing, ...]:
    """Return the lists of one level, one after the other, each with those below its entries."""
    base = entries[0].indent
    runs: list[list[tuple[_Entry, list[_Entry]]]] = []
    for entry in entries:
        if runs and entry.indent > base:
            runs[-1][-1][1].append(entry)
        elif runs and _goes_on(base, runs[-1][-1][0], entry):
            runs[-1].append((entry, []))
        else:
            runs.append([(entry, [])])
    return tuple(map(_listing, runs))


def _listing(run: list[tuple[_Entry, list[_Entry]]]) -> Listing:
    """Return one list; a number that stands alone is not counted anew: it is part of the words."""
    start = run[0][0].number
    ordered = start is not None and len(run) > 1
    items = tuple(
        ListItem(
            words(_folded(one.whole if one.number is not None and not ordered else one.text)),
            below=_nested(below) if below else (),
        )
        for one, below in run
    )
    return Listing(items, ordered=ordered, start=start if ordered and start is not None else 1)


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
