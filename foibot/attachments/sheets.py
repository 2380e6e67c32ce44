"""The text of tables: xlsx, ods and csv, one line a row, cells apart by tabs."""

from __future__ import annotations

import io
from collections.abc import Iterable

from foibot.attachments.documents import safe_archive
from foibot.attachments.findings import HIDDEN, LONGEST
from foibot.message.charset import decode

_MOST_ROWS = 20_000
_MOST_COLUMNS = 200


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
        piece for table in tables if (piece := _sheet(str(table.name), table.iter_values()))
    )


def csv(content: bytes, found: list[str]) -> str:
    """Return the text of a file of comma separated values as it stands."""
    return decode(content[: 4 * LONGEST]).replace("\r\n", "\n").strip()


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
