"""The text of tables: xlsx, ods and csv, one line a row, cells apart by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from csv import Error, reader
from typing import Any

from foibot.attachments.documents import safe_archive
from foibot.attachments.findings import HIDDEN, LONGEST
from foibot.message.charset import decode

_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_SEPARATORS = "\t;,|"
_FIRST_LINES = 30


def xlsx(content: bytes, found: list[str]) -> str:
    """Return the cells of the visible sheets of an Excel workbook, each under its name."""
    if safe_archive(content, found) is None:
        return ""
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    pieces: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            found.append(HIDDEN)
            continue
        rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
        pieces.append(_sheet(str(sheet.title), rows))
        if sum(map(len, pieces)) > LONGEST:
            break
    return "\n\n".join(piece for piece in pieces if piece)


def ods(content: bytes, found: list[str]) -> str:
    """Return the cells of an OpenDocument spreadsheet, each sheet under its name."""
    if safe_archive(content, found) is None:
        return ""
    import odfdo

    book = odfdo.Document(io.BytesIO(content))
    tables = book.body.get_tables()
    return "\n\n".join(
        piece for table in tables if (piece := _sheet(str(table.name), _ods_rows(table)))
    )


def _ods_rows(table: Any) -> Iterator[list[object]]:
    """Yield the values of each row; LibreOffice writes a million empty ones as one, repeated."""
    for row in table.get_elements(".//table:table-row"):
        values: list[object] = []
        for cell in row.get_elements("table:table-cell|table:covered-table-cell"):
            value = cell.get_value()
            values.extend([value] * min(_repeated(cell, "columns"), _MOST_COLUMNS - len(values)))
        said = any(value is not None for value in values)
        for _ in range(min(_repeated(row, "rows"), _MOST_ROWS) if said else 1):
            yield values


def _repeated(element: Any, what: str) -> int:
    count = str(element.get_attribute(f"table:number-{what}-repeated") or "1")
    return int(count) if count.isdigit() and len(count) < 10 else 1


def csv(content: bytes, found: list[str]) -> str:
    """Return the rows of a file of separated values; its text as it stands where it has none."""
    text = decode(content[: 4 * LONGEST]).replace("\r\n", "\n").strip()
    separator = _separator(text)
    if separator is None or text.count("\n") >= _MOST_ROWS:
        return text
    rows = reader(io.StringIO(text), delimiter=separator)
    try:
        return _sheet("", rows).lstrip("\n")
    except Error:  # a cell longer than any that people fill in
        return text


def _separator(text: str) -> str | None:
    """Return the sign that stands in nearly every one of the first lines equally often, or None."""
    lines = [line for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES] if line.strip()]
    for sign in _SEPARATORS:
        try:
            counts = [len(row) - 1 for row in reader(lines, delimiter=sign) if row]
        except Error:
            continue
        usual = max(counts, key=counts.count, default=0)
        if usual and len(counts) > 1 and 5 * counts.count(usual) >= 4 * len(counts):
            return sign
    return None


def _sheet(title: str, rows: Iterable[Iterable[object]]) -> str:
    lines: list[str] = []
    size = 0
    for row in rows:
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            lines.append("\t".join(cells))
            size += len(lines[-1]) + 1
        if size > LONGEST or len(lines) > _MOST_ROWS:
            break
    return "\n".join([title, *lines]) if lines else ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
