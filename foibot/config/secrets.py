"""Where secrets come from: environment, `*_file` key, systemd credential; never a shared file."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from foibot.config.table import Table

# Variables that foibot reads, besides the secrets of a desk.
OTHER_VARIABLES = frozenset({"FOIBOT_CONFIG", "FOIBOT_DATABASE_PASSWORD", "FOIBOT_LOG_LEVEL"})


@dataclass(frozen=True, slots=True)
class Sources:
    """The environment, and which prefix this desk's variables have (`FOIBOT_` with one desk)."""

    environ: Mapping[str, str]
    prefix: str
    config_file: Path

    def variable(self, table: str, key: str) -> str:
        """Return the name of the environment variable for *key* of *table*."""
        return f"{self.prefix}{table}_{key}".upper()


def readable_by_others(path: Path) -> bool:
    """Return whether group or world may read *path*."""
    return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def secret(table: Table, key: str, sources: Sources, *, needed: bool) -> str:
    """Return the secret *key* of *table*: environment first, then file, credential, literal."""
    section = table.name.rpartition(".")[2]
    variable = sources.variable(section, key)
    literal = table.text(key)
    path = table.path(f"{key}_file")
    if literal and readable_by_others(sources.config_file):
        table.fault(
            key,
            "is written in a file that others on this machine can read",
            f"chmod 600 {sources.config_file}, or use {key}_file, or set {variable}",
        )
    if variable in sources.environ:
        return sources.environ[variable]
    if path is not None:
        return _from_file(table, f"{key}_file", path)
    credential = _credential(sources, variable)
    if credential is not None:
        return _from_file(table, key, credential)
    if not literal and needed:
        table.fault(key, "is missing", f"set {key}_file, or the variable {variable}")
    return literal


def _credential(sources: Sources, variable: str) -> Path | None:
    """Return systemd's credential file for *variable* (`LoadCredential=foibot_imap_password`)."""
    directory = sources.environ.get("CREDENTIALS_DIRECTORY")
    if not directory:
        return None
    path = Path(directory) / variable.lower()
    return path if path.is_file() else None


def _from_file(table: Table, key: str, path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not text"
        table.fault(key, f"{path} cannot be read: {reason}", "create it, with the secret alone")
        return ""
    if not text:
        table.fault(key, f"{path} is empty", "write the secret into it")
    return text
