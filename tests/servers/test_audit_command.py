"""`foibot audit` finds whatever is done to the audit, each harm for itself (P25)."""

from __future__ import annotations

import shutil
import sqlite3
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

WHO = "mixbury.example"
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)
COUNTER = "UPDATE counter SET last = last - 3 WHERE series = 'audit';"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk that has answered one request; a copy of its database; one request more answered."""
    (tmp_path / "config.toml").write_text(
        f'[authority]\nname = "Mixbury"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        f'[outbox]\ndirectory = "out"\n[governance]\nleads = ["lead@{WHO}"]\n'
    )
    with (tmp_path / "config.toml").open("a") as config:
        config.write(f'[health]\nalarm_command = ["sh", "-c", "cat >> {tmp_path}/alarm"]\n')
    (tmp_path / "in").mkdir()
    for number in (1, 2):
        (tmp_path / "in" / f"{number}.eml").write_bytes(request(number))
        assert passed(tmp_path, MORNING + timedelta(minutes=number)) == []
        if number == 1:
            shutil.copy(tmp_path / "foibot.db", tmp_path / "older.db")
    return tmp_path


def passed(home: Path, at: datetime) -> list[str]:
    store = open_store(load(home / "config.toml", {}))
    faults = once(store, handlers_of, lambda: at)
    store.engine.dispose()
    return faults


def audit(home: Path, *words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, ["--config", str(home / "config.toml"), "audit", *words])
    return found.exit_code, found.output


def harmed(home: Path, harm: str) -> None:
    with sqlite3.connect(home / "foibot.db") as connection:
        connection.executescript(harm)
    connection.close()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        ("UPDATE audit SET kind = 'other' WHERE seq = 3", "line 3 was changed"),
        ("UPDATE audit SET case_ref = NULL WHERE seq = 5", "was changed"),
        ("DELETE FROM audit WHERE seq = 3", "line 3 is missing"),
        (
            "UPDATE audit SET seq = 900 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4;"
            "UPDATE audit SET seq = 4 WHERE seq = 900",
            "line 3 was changed",
        ),
        ("DELETE FROM audit WHERE seq > (SELECT max(seq) - 3 FROM audit)", "3 lines are missing"),
        # The counter too: inside the database nothing is wrong any more.
        (f"DELETE FROM audit WHERE seq > (SELECT max(seq) - 3 FROM audit); {COUNTER}", "cut off"),
    ],
    ids=["changed", "freed of its case", "deleted", "swapped", "cut", "cut with the counter"],
)
def test_each_harm_is_found(home: Path, harm: str, says: str) -> None:
    assert audit(home)[0] == 0
    harmed(home, harm)
    code, told = audit(home)

    assert code == 1
    assert says in told


def test_an_older_copy_is_told_until_a_person_lets_it_go_on(home: Path) -> None:
    shutil.copy(home / "older.db", home / "foibot.db")
    assert "an older copy" in audit(home)[1]
    # The start after it notices, stops sending, and tells it by a way that is not mail, once;
    # what it writes does not hide what was lost.
    for hour in (1, 2):
        (fault,) = passed(home, MORNING + timedelta(hours=hour))
        assert fault.startswith("nothing is sent: ")
    assert (home / "alarm").read_text().count("restored from an older backup") == 1
    assert "an older copy" in audit(home)[1]
    resumed = CliRunner().invoke(main, ["--config", str(home / "config.toml"), "resume"])
    assert "restored" in resumed.output

    assert audit(home)[0] == 0


def test_a_plain_pause_and_resume_do_not_hide_a_cut_end(home: Path) -> None:
    harmed(home, f"DELETE FROM audit WHERE seq > (SELECT max(seq) - 3 FROM audit); {COUNTER}")
    for command in ("pause", "resume"):
        CliRunner().invoke(main, ["--config", str(home / "config.toml"), command])

    assert "cut off" in audit(home)[1]


def test_a_line_from_a_summary_is_looked_up(home: Path) -> None:
    with sqlite3.connect(home / "foibot.db") as connection:
        seq, digest = connection.execute("SELECT seq, hash FROM audit WHERE seq = 4").fetchone()
    connection.close()

    assert audit(home, "--holds", f"{seq}, {digest[:32]}")[0] == 0
    code, told = audit(home, "--holds", f"{seq}, {'0' * 32}")
    assert (code, "is not what the summary said" in told) == (1, True)
    assert audit(home, "--holds", "4, 12")[0] == 2
