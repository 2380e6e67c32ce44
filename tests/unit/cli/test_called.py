"""What a command tells a person to type works in the shell from which it was called."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.cli.demo import called


@pytest.mark.parametrize(
    ("program", "on_path", "typed"),
    [
        ("venv/bin/foibot", False, "venv/bin/foibot"),
        ("venv/bin/foibot", True, "foibot"),
        ("site/foibot/__main__.py", False, "python -m foibot"),
    ],
)
def test_the_demo_names_itself_as_it_was_called(
    program: str, on_path: bool, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / program
    path.parent.mkdir(parents=True)
    path.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(path.parent) if on_path else str(tmp_path))
    monkeypatch.setattr("sys.argv", [program])

    assert called() == typed
