"""Text and CSV files -> the same in UTF-8, without signs that nobody sees (T14, T16, T23)."""

from __future__ import annotations

import csv
import io
import re

from foibot.enclosures.columns import look_at_columns
from foibot.enclosures.grid import Grid, about, as_csv, cut_far_cells, look_at_cells, utf8
from foibot.enclosures.notes import Made, Notes, Unreadable, ranges
from foibot.message.charset import decode

LARGEST = 30_000_000
# Zero-width signs, controls of direction, tags: nobody sees them, and they can spell words.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\ufe00-\ufe0e\U000e0000-\U000e01ef]"
)
# A single zero-width sign comes along when somebody copies from a web page; these do not.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e01ef]")
_MANY = 8
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def plain(content: bytes, notes: Notes) -> None:
    """Make the text file again in UTF-8."""
    text = _text(content, notes)
    for number, line in enumerate(text.split("\n"), 1):
        notes.visible(f"line {number}", line)
    size = f"{text.count(chr(10)) + 1} lines"
    notes.made.append(Made("file", "", "txt", "text/plain", _lines(text), size))


def table(content: bytes, notes: Notes) -> None:
    """Make the CSV again in UTF-8; its cells stay as they are (T16)."""
    text = _text(content, notes)
    grid = Grid("the file")
    csv.field_size_limit(LARGEST)
    for row, cells in enumerate(_rows(text), 1):
        for column, cell in enumerate(cells, 1):
            grid.put(row, column, cell.strip())
    if not grid.rows:
        raise Unreadable("there is nothing in it")
    before = grid.count_of_cells
    cut_far_cells(grid, notes)
    look_at_cells(grid, notes)
    look_at_columns(grid, notes)
    remade = "\t" in text.split("\n", 1)[0] or grid.count_of_cells < before
    made = as_csv(grid) if remade else _lines(text)
    notes.made.append(Made("file", "", "csv", "text/csv", made, about(grid)))


def seen(text: str, notes: Notes) -> str:
    """Return *text* without the signs that nobody sees; where they stood is noted."""
    hit = [n for n, line in enumerate(text.split("\n"), 1) if _is_odd(line)]
    if hit:
        notes.hidden(f"lines {ranges(hit)}", "signs that nobody sees, or that turn words round")
    return _CONTROLS.sub("", _INVISIBLE.sub("", text))


def _is_odd(line: str) -> bool:
    if _TURNING.search(line) or _CONTROLS.search(line):
        return True
    return len(_INVISIBLE.findall(line)) >= _MANY


def _text(content: bytes, notes: Notes) -> str:
    if len(content) > LARGEST:
        raise Unreadable("it is too large to be looked at; send less of it")
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is no text: there are zero bytes in it")
    whole = decode(content).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = seen(whole, notes)
    if not text.strip():
        raise Unreadable("there is nothing in it")
    return text


def _rows(text: str) -> list[list[str]]:
    head = text[:4000].split("\n", 1)[0]
    delimiter = max((",", ";", "\t", "|"), key=head.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(f"it is no table: {error}") from error


def _lines(text: str) -> bytes:
    return utf8(text.replace("\n", "\r\n"))
