"""T25: what is kept is personal: nobody but the owner may read it, whatever the umask was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.app import handlers_of
from foibot.cli import main
from foibot.config.load import load
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once
from tests.crash.trial import request

MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
OTHERS = 0o077


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A desk set up under the umask that most machines have."""
    before = os.umask(0o022)
    (tmp_path / "config.toml").write_text(
        '[authority]\nname = "Mixbury"\ndomain = "mixbury.example"\n'
        '[mailbox]\ndirectory = "in"\n[outbox]\ndirectory = "out"\n'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.eml").write_bytes(request(1) + b"x" * 300_000)
    yield tmp_path
    os.umask(before)


def passed(home: Path, at: datetime = MORNING) -> None:
    store = open_store(load(home / "config.toml", {}))
    once(store, handlers_of, lambda: at)
    store.engine.dispose()


def ours(home: Path) -> list[Path]:
    """Return everything that foibot made."""
    given = {home / "config.toml", home / "in", home / "in" / "1.eml"}
    return [path for path in home.rglob("*") if path not in given]


def test_nobody_else_can_read_what_is_kept(home: Path) -> None:
    passed(home)
    backup = ["--config", str(home / "config.toml"), "backup", str(home / "backup.tar.gz")]
    assert CliRunner().invoke(main, backup).exit_code == 0
    names = {path.name for path in ours(home)}

    assert {"foibot.db", "foibot.key", "state", "files", "generation", "backup.tar.gz"} <= names
    assert any(path.stat().st_size > 300_000 for path in (home / "files").rglob("*"))
    assert [path for path in ours(home) if path.stat().st_mode & OTHERS] == []


def test_what_stood_open_is_closed_at_the_next_start(home: Path) -> None:
    passed(home)
    for name in ("state", "files", "foibot.db"):
        (home / name).chmod(0o777)
    passed(home, MORNING + timedelta(minutes=1))

    assert [n for n in ("state", "files", "foibot.db") if (home / n).stat().st_mode & 0o007] == []
