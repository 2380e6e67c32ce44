"""The real messages that fuzzing starts from: our own samples, and others' where they are."""

from __future__ import annotations

from pathlib import Path

from foibot.config.shipped import PACKAGE
from tests.shared import ROOT, shared_dir

_ENDINGS = {".eml", ".txt", ".msg", ".mbox", ".email"}


def messages() -> list[bytes]:
    """Return the messages of the repository, then those beside the checkout, in a fixed order."""
    folders = [ROOT / "tests", PACKAGE / "demo"]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.eml"))]
    shared = shared_dir()
    if shared is not None:
        paths += sorted(path for path in (shared / "mail").rglob("*") if _is_message(path))
    found = [path.read_bytes() for path in paths if path.stat().st_size < 300_000]
    return found or [b"From: a@b.example\nSubject: bins\n\nHow many bins?\n"]


def _is_message(path: Path) -> bool:
    return path.is_file() and path.suffix in _ENDINGS and "baselines" not in path.parts
