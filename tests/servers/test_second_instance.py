"""A second instance by mistake says who works and leaves, before it loads anything slow (P18)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from foibot.store.lease import StateLock
from tests.shared import ROOT


@pytest.mark.parametrize("command", ["run", "once"])
def test_it_leaves_with_a_reason_and_loads_no_language_model(tmp_path: Path, command: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[authority]\nname = "Mixbury"\ndomain = "mixbury.example"\n'
        '[mailbox]\ndirectory = "in"\n[outbox]\ndirectory = "out"\n'
    )
    lock = StateLock(tmp_path / "state")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "foibot", "--config", path, command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    lock.release()

    assert done.returncode == 1
    assert "another foibot" in done.stderr
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "foibot.store.lease" in loaded
    assert "spacy" not in loaded
    assert not (tmp_path / "foibot.db").exists()
