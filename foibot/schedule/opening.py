"""Opening the store: folders, the key, the schema; refused where something is not as it must be."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from foibot.config.model import Config
from foibot.config.secrets import readable_by_others
from foibot.store import migrate
from foibot.store.engine import copy_sqlite, is_sqlite, open_engine
from foibot.store.errors import StoreError

KEY_BYTES = 32
EVERYBODY = 0o007


@dataclass(frozen=True, slots=True)
class OpenStore:
    """The database with the newest schema, and the key that signs tokens and Message-IDs."""

    config: Config
    engine: Engine
    key: bytes = field(repr=False)


def open_store(config: Config) -> OpenStore:
    """Open the store of *config*; a new one is made, an old one is backed up and upgraded."""
    # What is kept is personal: nobody but the owner may read it.
    os.umask(0o077)
    config.store.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    config.store.files.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_engine(config.store.database)
    database = [Path(engine.url.database or "")] if is_sqlite(engine) else []
    for kept in (config.store.state, config.store.files, *database):
        _close_to_others(kept)
    found = migrate.revision(engine)
    key = load_key(config) if found is not None else make_key(config)
    if not migrate.is_current(engine):
        if found is not None and is_sqlite(engine):
            _copy_before(engine, config, found)
        migrate.upgrade(engine)
    return OpenStore(config, engine, key)


def _close_to_others(path: Path) -> None:
    """Take what everybody may do with *path* away (T25); what a group may do stays as it is."""
    mode = path.stat().st_mode if path.exists() else 0
    if not mode & EVERYBODY:
        return
    try:
        path.chmod(mode & ~EVERYBODY & 0o7777)
    except PermissionError:
        raise StoreError(
            f"{path}: everybody can reach it, and it belongs to another user; "
            f"chmod o-rwx {path}, or start foibot as its owner"
        ) from None


def _copy_before(engine: Engine, config: Config, revision: str) -> None:
    """Keep a copy of the database as it was before an upgrade (P20)."""
    copy = config.store.state / f"before-upgrade-from-{revision}.db"
    copy.unlink(missing_ok=True)
    copy_sqlite(engine, copy)


def load_key(config: Config) -> bytes:
    """Return the key; earlier mails are known by it, so it is never made anew."""
    path = config.store.key_file
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise StoreError(
            f"{path}: the key is missing, and the database needs it; "
            "restore it from a backup: foibot restore FILE"
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{path}: the key cannot be read ({error}); restore it") from error
    if len(key) < KEY_BYTES or readable_by_others(path):
        raise StoreError(f"{path}: too short, or others can read it; chmod 600 {path}")
    return key


def make_key(config: Config) -> bytes:
    """Return the key, made now when there is none."""
    path = config.store.key_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(KEY_BYTES) + "\n")
            out.flush()
            os.fsync(out.fileno())
    return load_key(config)
