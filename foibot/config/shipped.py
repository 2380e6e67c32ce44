"""Where the rules and templates are: the copies beside config.toml first, then those shipped."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the shipped file or folder *name*: inside the wheel, else in the source checkout."""
    installed = PACKAGE / "shipped" / name
    return installed if installed.exists() else PACKAGE.parent / name


def find(name: str, directory: Path | None) -> Path:
    """Return *name* (such as `rules/triage.toml`) beside config.toml, else the shipped one."""
    if directory is not None and (directory / name).exists():
        return directory / name
    return shipped(name)
