"""The hiding places of newer files as LibreOffice saves them in old forms, and old files by hand."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.clean.office import convert
from tests.hidden.compound import compound
from tests.hidden.corpus import every_place
from tests.hidden.judge import leaks
from tests.hidden.places import Place

SAVED_AS = {"docx": ("doc",), "pptx": ("ppt", "odp")}
# What the old forms cannot hide: LibreOffice writes it for all to see, or not at all.
NOT_HIDDEN_THERE = {
    "doc": {
        "white by the theme", "white by a shade of the theme", "transparent words",
        "words of full transparency", "hidden row of a table", "deleted row of a table",
        "deleted cell of a table", "words with neither fill nor line",
    },
    "ppt": {"transparent letters", "what only older programs show"},
    "odp": {"what only older programs show"},
}  # fmt: skip


def saved_in_old_forms() -> Iterator[tuple[Place, bytes]]:
    """Yield each place in each old form in which the canary still stands, and the file."""
    with tempfile.TemporaryDirectory() as folder:
        for form, targets in SAVED_AS.items():
            sources = [one for one in every_place() if one.extension == form and not one.held]
            for target in targets:
                made = _saved(sources, target, Path(folder) / f"{form}-{target}")
                for one, content in zip(sources, made, strict=True):
                    if leaks(content, one.canary) and one.name not in NOT_HIDDEN_THERE[target]:
                        yield replace(one, extension=target), content


def _saved(sources: list[Place], target: str, folder: Path) -> list[bytes]:
    (folder / "in").mkdir(parents=True)
    names = [f"{n}.{one.extension}" for n, one in enumerate(sources)]
    for name, one in zip(names, sources, strict=True):
        (folder / "in" / name).write_bytes(one.file())
    convert([folder / "in" / name for name in names], target, folder)
    return [(folder / f"{n}.{target}").read_bytes() for n in range(len(sources))]


def by_hand(
    text: str = "We hold it.\r", *, behind: str = "", lists: tuple[int, ...] = (), flags: int = 0
) -> bytes:
    """Return a .doc of one piece of text, with words *behind* it and *lists* that no page shows."""
    head = bytearray(0x400)
    struct.pack_into("<HHHHHH", head, 0, 0xA5EC, 0xC1, 0, 0x809, 0, flags)
    struct.pack_into("<i", head, 0x4C, len(text))
    piece = struct.pack("<IIHIH", 0, len(text), 0, 0x400, 0)
    clx = b"\x02" + struct.pack("<I", len(piece)) + piece
    struct.pack_into("<II", head, 0x1A2, 0, len(clx))
    for at in lists:
        struct.pack_into("<II", head, at, 0, 8)
    main = bytes(head) + text.encode("utf-16-le") + behind.encode("utf-16-le")
    return compound({"WordDocument": main, "0Table": clx})
