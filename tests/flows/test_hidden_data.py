"""An officer attaches a workbook with a hidden sheet: the sheet stays, the rest goes as CSV."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

from openpyxl import Workbook

from foibot.demo.cast import answers, asked, code, reply
from foibot.demo.story import LONDON
from foibot.demo.world import Sent, World

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
