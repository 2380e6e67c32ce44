"""Reasons are of messages that exist; the command says where there is nothing to read."""

from __future__ import annotations

import tomllib

import pytest

from tests.reading.__main__ import REASONS, main
from tests.reading.labelled import rows
from tests.shared import need_shared


@pytest.mark.shared
def test_each_reason_is_of_a_labelled_message() -> None:
    known = {row.id for row in rows(need_shared() / "mail")}

    assert set(tomllib.loads(REASONS.read_text(encoding="utf-8"))) <= known


def test_without_the_messages_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.reading.__main__.shared_dir", lambda: None)
    monkeypatch.setattr("sys.argv", ["reading"])

    assert main() == 0
    assert "nothing to measure" in capsys.readouterr().out
