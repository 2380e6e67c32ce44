"""The weights that ship, file by file: `python -m tests.supply.weights > tests/supply/weights.txt`.

Nobody can read them in a change as one reads code, so what they are to be is written down here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from tests.shared import ROOT

MODELS = ROOT / "foibot" / "questions" / "boundaries"
PINNED = Path(__file__).with_name("weights.txt")


def lines(folder: Path = MODELS) -> Iterator[str]:
    """Yield each file of weights with its hash, as sha256sum(1) writes them."""
    for path in sorted((folder / "senter").rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield f"{digest}  {path.relative_to(folder)}"


if __name__ == "__main__":
    print("\n".join(lines()))
