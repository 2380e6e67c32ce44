"""The list of everyday files: each a function that makes one, and words that one sees in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class CleanFile:
    """One everyday file; *shown* are words that must be in what goes, *large* has over 100 rows."""

    name: str
    extension: str
    make: Maker
    shown: tuple[str, ...]
    large: bool = False

    @property
    def id(self) -> str:
        """Return what the file is called in reports."""
        return f"{self.extension}: {self.name}"


FILES: list[CleanFile] = []


def clean(name: str, extension: str, *shown: str, large: bool = False) -> Callable[[Maker], Maker]:
    """Register the maker of an everyday file."""

    def keep(make: Maker) -> Maker:
        FILES.append(CleanFile(name, extension, make, shown, large))
        return make

    return keep
