"""A rehearsal says what these rules would have done with real mail, and touches nothing."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.cli import main
from foibot.rehearsal.arrivals import arrivals, received

REQUEST = (
    "Received: from mx.example.org by mail.mixbury.example with ESMTPS id 1;\r\n"
    " {received}\r\n"
    "Received: from home by mx.example.org; Sat, 1 Jan 2000 00:00:00 +0000\r\n"
    "From: Ann Example <ann@example.org>\r\nTo: info.requests@mixbury.example\r\n"
    "Subject: Request {number}\r\nMessage-ID: <{number}@example.org>\r\nDate: {received}\r\n\r\n"
    "Under the Freedom of Information Act, how many potholes were repaired in {number}?\r\n"
)
CONFIG = """
[authority]
name = "Mixbury Council"
domain = "mixbury.example"
[imap]
host = "127.0.0.1"
port = 9
security = "none"
username = "u"
password = "p"
[smtp]
host = "127.0.0.1"
port = 9
security = "none"
username = "u"
password = "p"
[governance]
leads = ["lead@mixbury.example"]
"""


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """Three requests and a copy of one, in no order, in a Maildir whose files are all new."""
    folder = tmp_path / "mail" / "cur"
    folder.mkdir(parents=True)
    days = {2021: "Mon, 2 Nov 2026 09:00:00 +0000", 2022: "Tue, 3 Nov 2026 23:59:00 +0000",
            2023: "Wed, 4 Nov 2026 09:00:00 +0000"}  # fmt: skip
    for place, (number, moment) in enumerate(reversed(days.items())):
        raw = REQUEST.format(number=number, received=moment).encode()
        (folder / f"{place}.M.host:2,S").write_bytes(raw)
    (folder / "9.M.host:2,S").write_bytes(REQUEST.format(number=2021, received=days[2021]).encode())
    return tmp_path / "mail"


def rehearse(tmp_path: Path, *words: str) -> str:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    path.chmod(0o600)
    result = CliRunner().invoke(main, ["-c", str(path), "rehearse", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_message_comes_in_at_its_moment_and_its_mails_are_left_in_a_folder(
    tmp_path: Path, maildir: Path
) -> None:
    before = {path.name: path.read_bytes() for path in (maildir / "cur").iterdir()}
    out = tmp_path / "out"
    told = json.loads(rehearse(tmp_path, str(maildir), "--out", str(out), "--json"))

    assert told["messages"] == 4
    assert told["taken for"] == {"new request": 3}
    assert told["mails that would go"]["acknowledgement"] == 3
    with (out / "messages.csv").open(encoding="utf-8-sig", newline="") as table:
        lines = list(csv.DictReader(table))
    assert [line["received"] for line in lines] == [
        "2026-11-02 09:00", "2026-11-02 09:00", "2026-11-03 23:59", "2026-11-04 09:00",
    ]  # fmt: skip
    assert lines[1]["taken_for"] == "a copy of an earlier message"
    assert lines[0]["case"] == "FOI-2026-00001"
    # St Andrew's Day is no working day (FOIA s.10(6)): 1 December, not 30 November.
    acknowledged = next(out.glob("outbox/FOI-2026-00001_acknowledgement*")).read_bytes()
    assert b"Tuesday 1 December 2026" in acknowledged
    assert {path.name: path.read_bytes() for path in (maildir / "cur").iterdir()} == before
    # Neither the database of the service nor its folders came into being.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "mail", "out"]


def test_days_may_be_left_out(maildir: Path) -> None:
    found = arrivals(maildir, date(2026, 11, 3), date(2026, 11, 3))

    assert [one.at for one in found] == [datetime(2026, 11, 3, 23, 59, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (
            b"Received: x;\n Mon, 2 Nov 2026 09:00:00 +0100\n\n",
            datetime(2026, 11, 2, 8, tzinfo=UTC),
        ),
        (b"From: a@b\n\nReceived: x; Mon, 2 Nov 2026 09:00:00 +0000", None),
        (b"Received: no moment\nReceived: x; Mon, 2 Nov 2026 09:00:00 +0000\n\n", None),
    ],
    ids=["folded", "in the body", "topmost without a moment"],
)
def test_the_moment_is_that_of_the_topmost_received_header(
    head: bytes, moment: datetime | None
) -> None:
    assert received(head) == moment


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, maildir: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["-c", str(path), "rehearse", str(maildir), "--out", str(maildir)]
    )

    assert result.exit_code == 1
    assert "is not empty; name another folder with --out" in result.output
