"""A backup: database, files, key and rules in one archive, whole and readable without foibot."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, make_url

from foibot.store.engine import copy_sqlite, is_sqlite, open_engine
from foibot.store.errors import StoreError
from foibot.store.migrate import revision

MANIFEST = "foibot-backup.json"
DATABASE = "database"
Step = Callable[[int, int], None]  # (done, of) -> shown to a person


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of an installation are."""

    database: str
    files: Path
    key_file: Path
    config: Path
    rules: tuple[Path, ...]  # rules/ and templates/ beside config.toml, where they are


def write_backup(engine: Engine, places: Places, target: Path, at: datetime, step: Step) -> None:
    """Write a backup to *target*; it is there whole, or not at all."""
    partial = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = Path(folder) / DATABASE
        copy_database(engine, copy)
        members = [(DATABASE, copy), *_members(places)]
        partial.touch(mode=0o600)
        with tarfile.open(partial, "w:gz", compresslevel=3) as archive:
            manifest = {
                "at": at.isoformat(),
                "schema": revision(engine),
                "sqlite": is_sqlite(engine),
            }
            content = json.dumps(manifest).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
            for done, (name, path) in enumerate(members):
                step(done, len(members))
                archive.add(path, name, recursive=False)
            step(len(members), len(members))
    partial.rename(target)


def copy_database(engine: Engine, copy: Path) -> None:
    """Write a consistent copy of the database, while others work on it."""
    if is_sqlite(engine):
        copy_sqlite(engine, copy)
        return
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    _pg("pg_dump", ["--format=custom", f"--file={copy}", url])


def _pg(program: str, words: list[str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise StoreError(f"{program} is not installed; install postgresql-client")
    done = subprocess.run([found, *words], capture_output=True, check=False)
    if done.returncode:
        raise StoreError(
            f"{program} failed: {done.stderr.decode('utf-8', 'replace').strip()[:500]}"
        )


def _members(places: Places) -> Iterator[tuple[str, Path]]:
    yield "foibot.key", places.key_file
    yield "config.toml", places.config
    for folder in places.rules:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{folder.name}/{path.relative_to(folder)}", path
    for path in sorted(places.files.glob("??/*")):
        yield f"files/{path.parent.name}/{path.name}", path


def read_backup(source: Path, folder: Path) -> dict[str, object]:
    """Unpack *source* into *folder* and return its manifest; a damaged one is an error."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            # The filter refuses whatever would land outside of the folder.
            archive.extractall(folder, filter="data")
        manifest: dict[str, object] = json.loads((folder / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise StoreError(f"{source}: is not a whole backup ({error}); take another one") from error
    if manifest["sqlite"]:
        open_engine(f"sqlite:///{folder / DATABASE}").dispose()
    return manifest


def put_back(folder: Path, manifest: dict[str, object], places: Places, aside: str) -> list[Path]:
    """Put an unpacked backup in place; return what was there before, now under *aside*."""
    url = make_url(places.database)
    moved = []
    if manifest["sqlite"]:
        target = Path(url.database or "")
        moved += _replace(folder / DATABASE, target, aside)
        for left in ("-journal", "-wal", "-shm"):
            Path(f"{target}{left}").unlink(missing_ok=True)
    else:
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        words = ["--clean", "--if-exists", "--single-transaction", f"--dbname={address}"]
        _pg("pg_restore", [*words, str(folder / DATABASE)])
    moved += _replace(folder / "foibot.key", places.key_file, aside)
    for path in sorted((folder / "files").glob("??/*")):
        final = places.files / path.parent.name / path.name
        # Content is named by its hash: what is there already is the same.
        if not final.exists():
            final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.move(path, final)
    return moved


def _replace(source: Path, target: Path, aside: str) -> list[Path]:
    moved = []
    if target.exists():
        before = target.with_name(f"{target.name}.{aside}")
        target.rename(before)
        moved.append(before)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(source, target)
    target.chmod(0o600)
    return moved
