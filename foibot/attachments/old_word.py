"""The text of Word's binary documents (MS-DOC 2.4.1), in the pieces that the file lists."""

from __future__ import annotations

import io
import re
import struct
from itertools import pairwise

import olefile

from foibot.attachments.findings import ENCRYPTED

_MAGIC = 0xA5EC
_ENCRYPTED_BIT, _TABLE_BIT = 0x0100, 0x0200
_COMPRESSED = 0x40000000
_MOST_LETTERS = 4_000_000
# A field is its instruction, a mark, and its result, which is what a reader sees.
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_SIGNS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t", "\x1e": "-", "\xa0": " "}
    | dict.fromkeys(map(chr, (0, 1, 2, 3, 4, 5, 8, 0x13, 0x14, 0x15, 0x1F)), "")
)


def doc(content: bytes, found: list[str]) -> str:
    """Return the text of a .doc; raises on one that is broken, and notes one with a password."""
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        main = file.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H8xH", main)
        if magic != _MAGIC:
            raise ValueError("no Word document of 97 or later")
        if flags & _ENCRYPTED_BIT:
            found.append(ENCRYPTED)
            return ""
        table = file.openstream("1Table" if flags & _TABLE_BIT else "0Table").read()
    # Letters of the main text; notes, headers and comments stand behind them.
    letters = struct.unpack_from("<i", main, 0x4C)[0]
    at, length = struct.unpack_from("<II", main, 0x1A2)
    return _shown(_pieces(main, _piece_table(table[at : at + length]), letters))


def _piece_table(clx: bytes) -> bytes:
    """Return the list of pieces in *clx*, which property changes may precede (2.9.38)."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("a document without its list of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    return clx[at + 5 : at + 5 + size]


def _pieces(main: bytes, listed: bytes, letters: int) -> str:
    count = (len(listed) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", listed)
    text: list[str] = []
    for number, (start, end) in enumerate(pairwise(places)):
        end = min(end, letters, _MOST_LETTERS)
        if end <= start:
            continue
        where = struct.unpack_from("<I", listed, 4 * (count + 1) + 8 * number + 2)[0]
        if where & _COMPRESSED:
            begins = (where & ~_COMPRESSED) // 2
            text.append(main[begins : begins + end - start].decode("cp1252", "replace"))
        else:
            text.append(main[where : where + 2 * (end - start)].decode("utf-16-le", "replace"))
    return "".join(text)[:_MOST_LETTERS]


def _shown(text: str) -> str:
    for _ in range(3):  # fields within fields
        text = _INSTRUCTION.sub("", text)
    lines = text.replace("\x07\x07", "\n").translate(_SIGNS).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
