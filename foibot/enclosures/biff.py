"""The records and strings of an Excel workbook of before 2007 (MS-XLS 2.1.4, 2.5.293)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from foibot.enclosures.notes import Unreadable

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_BIFF8 = 0x0600
_CUT = "it is cut short; save it anew and send it again"


@dataclass(frozen=True, slots=True)
class Record:
    """One record: *parts* are its own bytes and those of the records that continue it."""

    kind: int
    at: int
    parts: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        """Return its own bytes."""
        return self.parts[0]

    def numbers(self, form: str, at: int = 0) -> tuple[int, ...]:
        """Return numbers in it, as struct names their *form*."""
        try:
            return struct.unpack_from(f"<{form}", self.data, at)
        except struct.error as error:
            raise Unreadable(_CUT) from error


def records(stream: bytes) -> list[Record]:
    """Return the records of a workbook; one of before 1997, or cut short, is not read."""
    found: list[Record] = []
    for kind, at, data in _raw(stream):
        if kind == CONTINUE and found:
            last = found[-1]
            found[-1] = Record(last.kind, last.at, (*last.parts, data))
        else:
            found.append(Record(kind, at, (data,)))
    if not found or found[0].kind != BOF or found[0].numbers("H")[0] != _BIFF8:
        raise Unreadable("it is a workbook of before 1997; save it as .xlsx and send it again")
    return found


def _raw(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = deep = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            raise Unreadable(_CUT)
        # Behind the end of the last part a program may pad with zeros.
        if deep == 0 and kind == 0:
            return
        deep += (kind == BOF) - (kind == EOF)
        yield kind, at, stream[at + 4 : at + 4 + size]
        at += 4 + size


class Letters:
    """Reads strings that may go on in the records behind: there each part says anew how wide."""

    def __init__(self, parts: tuple[bytes, ...], at: int = 0) -> None:
        self._parts = parts
        self._part, self._at = 0, at

    def number(self, form: str) -> int:
        """Return the next number."""
        return int(struct.unpack(f"<{form}", self.take(struct.calcsize(f"<{form}")))[0])

    def take(self, size: int) -> bytes:
        """Return the next *size* bytes."""
        taken = b""
        while len(taken) < size:
            some = self._here()[: size - len(taken)]
            self._at += len(some)
            taken += some
        return taken

    def text(self, *, short: bool = False) -> tuple[str, tuple[tuple[int, int], ...], bool]:
        """Return the next string, where in it fonts change, and whether it has a reading aid."""
        count, flags = self.number("B" if short else "H"), self.number("B")
        runs = self.number("H") if flags & 8 else 0
        extra = self.number("I") if flags & 4 else 0
        words = self._letters(count, wide=bool(flags & 1))
        packed = self.take(4 * runs)
        fonts = tuple((int(a), int(b)) for a, b in struct.iter_unpack("<HH", packed))
        return words, fonts, any(self.take(extra)[10:])

    def _letters(self, count: int, *, wide: bool) -> str:
        words = ""
        while count > 0:
            if self._at >= len(self._parts[self._part]):
                self._here()
                wide = bool(self.take(1)[0] & 1)
            some = self._here()[: count * (2 if wide else 1)]
            if wide and len(some) < 2:
                raise Unreadable(_CUT)
            some = some[: len(some) - len(some) % 2] if wide else some
            self._at += len(some)
            count -= len(some) // 2 if wide else len(some)
            words += some.decode("utf-16-le" if wide else "latin-1", "replace")
        return words

    def _here(self) -> bytes:
        """Return what is left of the part where the reading is, or the next one."""
        while self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
            if self._part >= len(self._parts):
                raise Unreadable(_CUT)
        return self._parts[self._part][self._at :]
