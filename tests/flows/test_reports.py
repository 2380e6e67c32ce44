"""`foibot report` on a desk that has worked: counts, the workbook, and what it may not show."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from foibot.cli import main, report
from foibot.demo.world import CONFIG
from tests.flows.town import ANN, Town

ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many parking fines were cancelled in 2025?\n"
    "2. How much did the council pay in 2025 to collect parking fines?\n\nAnn Example"
)


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Town:
    """A town with one request answered and one open."""
    town = Town.make(tmp_path, config=CONFIG.replace("sqlite:///foibot.db", database_url))
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210.", Q2="£310,000.")
    town.approve()
    town.write(ANN, "Under the FOI Act, how many library books were lost in 2025?\n\nAnn Example")
    return town


@pytest.fixture
def run(town: Town, monkeypatch: pytest.MonkeyPatch) -> object:
    """Run the command on a day in February: it alone reads the clock."""
    monkeypatch.setattr(report, "now", lambda: datetime(2027, 2, 10, 12, tzinfo=UTC))

    def ran(*words: str) -> Result:
        path = str(town.world.folder / "config.toml")
        return CliRunner().invoke(main, ["-c", path, "report", *words])

    return ran


def test_the_last_whole_quarter_is_counted_a_month_after_its_end(run: object) -> None:
    assert callable(run)
    made = json.loads(run("quarter", "--json").output)

    assert (made["from"], made["to"], made["cut_off"]) == ("2026-10-01", "2026-12-31", "2027-01-31")
    count = {one["id"]: one["count"] for one in made["figures"]}
    assert [count[name] for name in ("ST1", "ST2", "ST2c", "ST3", "ST3a", "ST4")] == [
        2, 1, 1, 1, 1, 1,
    ]  # fmt: skip
    assert not any("IS NOT" in check for check in made["checks"])


def test_the_figures_are_lines_for_a_person_and_a_table_for_a_website(
    run: object, tmp_path: Path
) -> None:
    assert callable(run)
    said = run("quarter", "--quarter", "2026-q4", "--cut-off", "2026-11-03").output
    assert "as they stood at the end of Tue 3 Nov 2026" in said
    assert "       2  ST1   Requests received" in said
    table = tmp_path / "out.csv"
    run("quarter", "--quarter", "2026-Q4", "--csv", str(table))
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {"id": "ST1", "figure": "Requests received", "count": "2"} in rows


def test_the_workbook_names_no_requester(run: object, tmp_path: Path) -> None:
    assert callable(run)
    path = tmp_path / "t.xlsx"
    result = run("tracker", str(path), "--from", "2026-11-01", "--to", "2026-11-30")

    assert result.exit_code == 0, result.output
    book = load_workbook(io.BytesIO(path.read_bytes()))
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "FOI-2026-00002" in words
    assert not any("Ann" in one or "example.org" in one for one in words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("quarter", "--quarter", "2026"), "is not a quarter; write it as 2026-Q4"),
        (("quarter", "--from", "2026-10-01"), "give --from and --to together"),
        (("quarter", "--from", "2026-10-02", "--to", "2026-10-01"), "--to is before --from"),
    ],
)
def test_a_period_that_cannot_be_is_said(run: object, words: tuple[str, ...], said: str) -> None:
    assert callable(run)
    result = run(*words)

    assert result.exit_code == 2
    assert said in result.output


def test_the_log_holds_what_was_answered_and_not_who_asked(
    town: Town, run: object, tmp_path: Path
) -> None:
    assert callable(run)
    path = tmp_path / "log.csv"
    done = run("disclosure-log", str(path), "--quarter", "2026-Q4")
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))

    assert [row["answer"] for row in rows] == ["4,210.", "£310,000."]
    assert {row["outcome"] for row in rows} == {"disclosed"}
    assert {row["reference"] for row in rows} == {"FOI-2026-00001"}
    assert "Ann" not in path.read_text(encoding="utf-8")


def test_the_board_shows_the_open_cases_and_no_requester(run: object, tmp_path: Path) -> None:
    assert callable(run)
    path = tmp_path / "board.html"
    done = run("board", str(path))
    page = path.read_text(encoding="utf-8")

    assert done.exit_code == 0, done.output
    assert "FOI-2026-00002" in page
    assert "FOI-2026-00001" not in page
    assert "library books" in page
    assert "Ann" not in page
    run("board", str(path), "--all")
    assert "FOI-2026-00001" in path.read_text(encoding="utf-8")
