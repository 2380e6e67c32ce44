"""The rules and templates beside config.toml as files: whether one changed, and what they held."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from foibot.config.model import Desk
from foibot.config.shipped import PACKAGE, shipped

FOLDERS = ("rules", "templates")


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """What lay beside config.toml at one moment: sound rules can be had again from it."""

    newest: int  # the time of the newest change that was seen before any was read
    contents: Mapping[str, bytes]

    @property
    def mark(self) -> str:
        """Return what stands for all of it, and for nothing else."""
        digest = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            digest.update(f"{name}\n{len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()

    def put_into(self, folder: Path) -> None:
        """Write them into *folder* as they were."""
        for name, content in self.contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def files_beside(directory: Path) -> RuleFiles:
    """Return the rules and templates beside config.toml; one that cannot be read is left out."""
    newest = newest_change(directory)
    contents = {}
    for path in _files(directory):
        try:
            contents[str(path.relative_to(directory))] = path.read_bytes()
        except OSError:
            continue  # that it cannot be read is told where it is needed
    return RuleFiles(newest, contents)


def newest_change(directory: Path) -> int:
    """Return the time of the newest change of a rule or template beside config.toml."""
    return max((path.stat().st_mtime_ns for path in _files(directory)), default=0)


def mark_of(config: Desk, program: str, files: RuleFiles) -> str:
    """Return what stands for all that a desk decides by, apart from register and time."""
    return hashlib.sha256(f"{program}\n{config!r}\n{files.mark}".encode()).hexdigest()


def program_mark() -> str:
    """Return what stands for this program and its rules as installed: another is another one."""
    said = []
    for root in (PACKAGE, *map(shipped, FOLDERS)):
        for folder, _, names in os.walk(root):
            if not folder.endswith("__pycache__"):
                paths = [os.path.join(folder, name) for name in names]  # noqa: PTH118 - of many
                said += [f"{path}:{_state(os.stat(path))}" for path in paths]  # noqa: PTH116
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()


def _state(found: os.stat_result) -> str:
    return f"{found.st_size}:{found.st_mtime_ns}"


def _files(directory: Path) -> Iterator[Path]:
    folders = [directory / name for name in FOLDERS]
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return (path for path in found if path.is_file())
