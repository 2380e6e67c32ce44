"""Which rule files there are: what an installation may edit, and what `foibot check` reads."""

from __future__ import annotations

from pathlib import Path

from foibot.config.shipped import shipped

# Copied beside config.toml by `foibot init`; each may be edited or deleted there.
EDITABLE = ("rules", "templates")


def copies(directory: Path) -> list[tuple[Path, Path]]:
    """Return (shipped file, its place in *directory*) for everything that may be edited."""
    return [
        (path, directory / name / path.relative_to(shipped(name)))
        for name in EDITABLE
        for path in sorted(shipped(name).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
