"""The list of hiding places: each a function that makes a file with a canary in one of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Canary:
    """What must not leave: a word and a number that stand nowhere else."""

    word: str
    number: int

    @property
    def signs(self) -> tuple[str, ...]:
        """Return every form in which it could be seen."""
        return (self.word, str(self.number))


Maker = Callable[[Canary], bytes]


@dataclass(frozen=True, slots=True)
class Place:
    """
    One hiding place.

    *told* are words that one finding must hold, in its place or in what it says; *held* says that
    nothing of the file may leave, so that no finding is needed.
    """

    kind: str
    name: str
    told: tuple[str, ...]
    held: bool
    make: Maker
    extension: str

    @property
    def id(self) -> str:
        """Return what the place is called in reports."""
        return f"{self.kind}: {self.name}"

    @property
    def filename(self) -> str:
        """Return a name for the file."""
        return f"file.{self.extension}"

    @property
    def canary(self) -> Canary:
        """Return the canary of this place; no two places have the same."""
        number = zlib.crc32(self.id.encode())
        letters = "".join(chr(65 + number // 26**at % 26) for at in range(7))
        return Canary(f"Kanari{letters}x", 30_000_000 + number % 60_000_000)

    def file(self) -> bytes:
        """Return the file."""
        return self.make(self.canary)


PLACES: list[Place] = []


def place(kind: str, name: str, *told: str, extension: str = "") -> Callable[[Maker], Maker]:
    """Register the maker of a file that goes without what is hidden, which is told."""

    def keep(make: Maker) -> Maker:
        PLACES.append(Place(kind, name, told, False, make, extension or kind))
        return make

    return keep


def held(kind: str, name: str, extension: str = "") -> Callable[[Maker], Maker]:
    """Register the maker of a file of which nothing may leave."""

    def keep(make: Maker) -> Maker:
        PLACES.append(Place(kind, name, (), True, make, extension or kind))
        return make

    return keep
