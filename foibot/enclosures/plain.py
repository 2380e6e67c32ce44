"""Text and CSV files -> the same in UTF-8, without signs that nobody sees (T14, T16, T23)."""

from __future__ import annotations

import csv
import io
import re

from foibot.enclosures.cells import before_emptiness
from foibot.enclosures.columns import look_at_columns
from foibot.enclosures.grid import Grid, about, as_csv, cut_far_cells, look_at_cells, ref, utf8
from foibot.enclosures.notes import Made, Notes, Unreadable, ranges
from foibot.enclosures.signs import UNSEEN, is_odd, without
from foibot.message.charset import decode

LARGEST = 30_000_000
# An escape changes how a terminal shows what follows; no text file of an office has one.
_ESCAPE = "\x1b"
_NO_TEXT = re.compile(
    r"\s*<[?!a-zA-Z]|BEGIN:[A-Z]|-----BEGIN |From [^\n]{3,200}\n[A-Z][\w-]{1,40}: |%!PS|7z\xbc"
)
_ODD_KIND = "what it says inside is another kind of file than text; send it as a PDF"


def plain(content: bytes, notes: Notes) -> None:
    """Make the text file again in UTF-8."""
    text = _near(_text(content, notes), notes)
    for number, line in enumerate(text.split("\n"), 1):
        notes.visible(f"line {number}", line)
    size = f"{text.count(chr(10)) + 1} lines"
    notes.made.append(Made("file", "", "txt", "text/plain", _lines(text), size))


def table(content: bytes, notes: Notes) -> None:
    """Make the CSV again in UTF-8; its cells stay as they are (T16)."""
    text = _text(content, notes)
    grid, cut = Grid("the file"), False
    csv.field_size_limit(LARGEST)
    for row, cells in enumerate(_rows(text), 1):
        for column, cell in enumerate(cells, 1):
            near, why = before_emptiness(cell.strip())
            grid.put(row, column, near)
            if why:
                cut = True
                notes.hidden(f"{grid.place}, cell {ref(row, column)}", why)
    if not grid.rows:
        raise Unreadable("there is nothing in it")
    before = grid.count_of_cells
    cut_far_cells(grid, notes)
    look_at_cells(grid, notes)
    look_at_columns(grid, notes)
    remade = cut or "\t" in text.split("\n", 1)[0] or grid.count_of_cells < before
    made = as_csv(grid) if remade else _lines(text)
    notes.made.append(Made("file", "", "csv", "text/csv", made, about(grid)))


def seen(text: str, notes: Notes) -> str:
    """Return *text* without what nobody sees; where that stood is noted."""
    hit = [n for n, line in enumerate(text.split("\n"), 1) if is_odd(line)]
    if hit:
        notes.hidden(f"lines {ranges(hit)}", UNSEEN)
    return without(text)


def _near(text: str, notes: Notes) -> str:
    """Return *text* without words that stand where nobody looks: far to the right or below."""
    kept: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        visible, why = before_emptiness(line)
        if why:
            notes.hidden(f"line {number}", why)
        kept.append(visible)
    whole, why = before_emptiness("\n".join(kept), far=True)
    if why:
        notes.hidden(f"line {whole.count(chr(10)) + 1} on", why)
    return whole


def _text(content: bytes, notes: Notes) -> str:
    if len(content) > LARGEST:
        raise Unreadable("it is too large to be looked at; send less of it")
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("it is no text: there are zero bytes in it")
    whole = decode(content).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _ESCAPE in whole or _NO_TEXT.match(whole[:2_000]):
        raise Unreadable(_ODD_KIND)
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
