"""Where the rules and templates are: the copies beside config.toml first, then those shipped."""

from __future__ import annotations

from pathlib import Path

from foibot.config.faults import ConfigError, Fault

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


def text_of(path: Path) -> str:
    """Return what stands in *path*, a rule or a template that somebody may have edited."""
    try:
        # A byte order mark is what Windows writes in front of UTF-8.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problem, remedy = "is not UTF-8 text", "save it with the encoding UTF-8"
    except OSError as error:
        problem, remedy = f"cannot be read: {error.strerror}", "correct its owner or its rights"
    raise ConfigError([Fault(str(path), "", "", problem, remedy)])


def rule_text(name: str, directory: Path | None) -> str:
    """Return what stands in the file *name*, beside config.toml or as shipped."""
    return text_of(find(name, directory))
