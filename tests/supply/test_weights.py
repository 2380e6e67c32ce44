"""The weights that ship are those that were trained and measured: a changed byte is seen (T27)."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.supply.weights import MODELS, PINNED, lines


def test_the_weights_are_those_that_were_written_down() -> None:
    # Trained anew on purpose?  python -m tests.supply.weights > tests/supply/weights.txt
    assert list(lines()) == PINNED.read_text().splitlines()


def test_one_changed_byte_is_seen(tmp_path: Path) -> None:
    shutil.copytree(MODELS, tmp_path / "changed")
    path = max((tmp_path / "changed" / "senter").iterdir(), key=lambda one: one.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert len({*lines(tmp_path / "changed")} - {*PINNED.read_text().splitlines()}) == 1


def test_no_weights_are_a_program() -> None:
    """Pickle runs what it loads: none of it ships."""
    package = MODELS.parents[1]
    programs = {".pkl", ".pickle", ".pt", ".pth", ".joblib", ".npy"}

    assert [path for path in package.rglob("*") if path.suffix in programs] == []
