"""An officer attaches a workbook with a hidden sheet: the sheet stays, the rest goes as CSV."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from foibot.cli import desk, main
from foibot.demo.cast import answers, asked, code, reply
from foibot.demo.story import LONDON
from foibot.demo.world import Sent, World
from tests.flows.town import ANN, Town

REQUEST = b"""From: Ann Lee <ann.lee@example.org>\r
To: info.requests@council.example\r
Subject: Freedom of Information request\r
Message-ID: <ann-2@example.org>\r
\r
Please provide the number of parking fines issued in each month of 2025.\r
"""
CANARY = "Jo Bloggs QQ123456C"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Fines"
    sheet.append(["Month", "Number"])
    sheet.append(["January 2025", 412])
    raw = book.create_sheet("Raw")
    raw.append([CANARY])
    raw.sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def go_on(world: World, hours: int) -> list[Sent]:
    world.at += timedelta(hours=hours)
    return world.tick()


def test_a_hidden_sheet_does_not_leave_and_the_approver_hears_of_it(tmp_path: Path) -> None:
    world = World.make(tmp_path, datetime(2026, 11, 3, 9, tzinfo=LONDON))
    try:
        world.arrive("request", REQUEST)
        digest = next(sent for sent in world.tick() if sent.kind == "digest")
        text = answers(digest, dict.fromkeys(asked(digest), "The numbers are in fines.xlsx."))
        files = [("fines.xlsx", XLSX, workbook())]
        world.arrive("reply", reply(digest, digest.to, text, world.at, files))
        draft = next(sent for sent in go_on(world, 1) if sent.kind == "draft")

        assert "very hidden" in draft.text.lower()
        # The approver sees what is in the file: how many rows, the first and the last.
        assert "January 2025" in draft.text
        assert CANARY not in draft.path.read_text(encoding="utf-8", errors="replace")

        approval = reply(draft, draft.to, code(draft), world.at)
        world.arrive("approval", approval)
        letter = next(sent for sent in go_on(world, 1) if sent.kind == "response")
        parts = list(message_from_bytes(letter.path.read_bytes()).walk())
        names = [part.get_filename() for part in parts if part.get_filename()]
        contents = b"".join(part.get_payload(decode=True) or b"" for part in parts)  # type: ignore[misc]

        assert "FOI-2026-00001-enclosure-1.csv" in names
        assert b"412" in contents
        assert CANARY.encode() not in contents
        assert not any(name.endswith(".xlsx") for name in names if name)
    finally:
        world.close()


def test_a_file_that_cannot_go_is_dropped_by_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town.make(tmp_path)
    monkeypatch.setattr(desk, "now", lambda: town.now)
    town.tick()
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    text = answers(digest, dict.fromkeys(asked(digest), "4,210 potholes were repaired."))
    locked = [("figures.zip", "application/zip", b"PK\x03\x04 and nothing that can be read")]
    town.reply(digest, text, files=locked)
    blocked = town.last("draft").text
    assert "figures.zip cannot go" in blocked
    assert code(town.last("draft")) == ""
    config = str(tmp_path / "config.toml")
    words = ["case", "file", "FOI-2026-00001", "figures.zip", "drop", "--why", "Not needed"]
    assert CliRunner().invoke(main, ["-c", config, *words]).exit_code == 0
    town.tick()
    town.approve()

    assert "4,210 potholes were repaired." in town.last("response").text
    assert "figures" not in town.last("response").text
