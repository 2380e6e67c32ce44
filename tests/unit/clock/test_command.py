"""`foibot clock`: one date explained, a file of cases, new bank holidays."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from foibot.cli import main
from foibot.cli.clock import write_whole
from foibot.clock.load import load_calendars, load_table
from tests.shared import need_shared
from tests.unit.clock.dates import day
from tests.unit.clock.test_govuk import drop, event, published
from tests.unit.clock.test_published_cases import COMPARISONS


def foibot(*words: str, config: Path | None = None, typed: str | None = None) -> Result:
    where = ["-c", str(config)] if config else []
    return CliRunner().invoke(main, [*where, "clock", *words], input=typed)


def test_a_date_is_printed_with_its_explanation() -> None:
    result = foibot("FOIA", "2026-11-23")

    assert result.exit_code == 0
    assert "Due       Tue 22 Dec 2026  (working day 20; FOIA s.10(1))" in result.output
    assert "St Andrew's Day (Scotland)" in result.output


def test_events_and_a_rule_may_follow() -> None:
    result = foibot(
        "FOIA", "2026-10-05", "clar_sought=2026-10-07", "clar_recd=2026-10-16",
        "--rule", "foia_20_clar",
    )  # fmt: skip

    assert "Due       Fri 13 Nov 2026" in result.output


def test_json_is_for_a_program() -> None:
    data = json.loads(foibot("FOIA", "2026-11-23", "--json").output)

    assert (data["due"], data["england_only"], data["target"]) == (
        "2026-12-22", "2026-12-21", "2026-12-21",
    )  # fmt: skip
    assert data["other"] == {"pit_notice_by": "2026-12-22", "pit_target_max": "2027-01-25"}
    assert data["rule"] == "FOIA_20"
    assert [entry["date"] for entry in data["days"] if entry["number"] == 20] == ["2026-12-22"]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("FOIA", "soon"), 1, "is not a date"),
        (("GDPR", "2026-10-05"), 1, "unknown regime"),
        (("FOIA", "2026-10-05", "--rule", "X"), 1, "unknown rule"),
        (("FOIA", "2026-10-05", "x=1"), 1, "unknown event x"),
        (("FOIA",), 2, "give REGIME and RECEIVED"),
        ((), 2, "give REGIME and RECEIVED"),
        (("--csv", "/nowhere/at/all.csv"), 1, "No such file"),
        (("--refresh-holidays", "/nowhere/at/all.json"), 1, "No such file"),
        (("--refresh-holidays", "http://www.gov.uk/bank-holidays.json"), 2, "https://"),
    ],
)
def test_what_is_wrong_is_said_with_its_status(
    words: tuple[str, ...], status: int, message: str
) -> None:
    result = foibot(*words)

    assert result.exit_code == status
    assert message in result.output
    assert "Traceback" not in result.output


def test_a_file_is_answered_row_by_row_also_from_standard_input(tmp_path: Path) -> None:
    text = (
        "\ufeffid,regime,rule,received,events\n"
        "A,FOIA,FOIA_20,2026-10-05,\n"
        "B,FOIA,FOIA_20,soon,\n"
        "C,FOIA,FOIA_20_CLAR,2026-10-05,clar_sought=2026-10-07\n"
    )
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8")

    for result in (foibot("--csv", str(file)), foibot("--csv", "-", typed=text)):
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            "id,due,other",
            "A,2026-11-02,pit_notice_by=2026-11-02;pit_target_max=2026-12-01",
            "B,,\"error=received: 'soon' is not a date, write it as 2026-06-15 or "
            '2026-06-15T09:30:00+01:00"',
            "C,,orig_due=2026-11-02",
        ]
        assert "1 of the rows are at fault" in result.stderr


def test_a_file_can_be_answered_in_json_lines() -> None:
    text = "id,regime,received\nA,FOIA,2026-10-05\nB,FOIA,soon\n"
    lines = [json.loads(line) for line in foibot("--csv", "-", "--json", typed=text)
             .stdout.splitlines()]  # fmt: skip

    assert lines[0]["due"] == "2026-11-02"
    assert lines[0]["other"]["pit_notice_by"] == "2026-11-02"
    assert lines[1]["due"] is None
    assert "is not a date" in lines[1]["error"]


@pytest.mark.shared
def test_the_command_gives_every_published_case() -> None:
    path = need_shared() / "law" / "clock_cases.csv"
    with path.open(encoding="utf-8", newline="") as file:
        wanted = {row["id"]: row for row in csv.DictReader(file)}
    result = foibot("--csv", str(path))
    found = {row["id"]: row for row in csv.DictReader(result.stdout.splitlines())}

    assert found.keys() == wanted.keys()
    for name, row in wanted.items():
        other = dict(pair.split("=") for pair in found[name]["other"].split(";") if pair)
        expected = dict(pair.split("=") for pair in row["expected_other"].split(";") if pair)
        assert found[name]["due"] == row["expected_due"], name
        assert {key: other.get(key) for key in expected if key not in COMPARISONS} == {
            key: value for key, value in expected.items() if key not in COMPARISONS
        }, name


def test_new_holidays_are_merged_beside_the_configuration(tmp_path: Path) -> None:
    raw = published()
    raw["scotland"]["events"].append(event("2027-06-11", "A Scottish day"))
    drop(raw, next(iter(load_table().holidays[1].divisions)), "2026-06-15")
    file = tmp_path / "bank-holidays.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    result = foibot("--refresh-holidays", str(file), config=tmp_path / "config.toml")

    assert result.exit_code == 0
    assert "new: Fri 11 Jun 2027 A Scottish day (Scotland)" in result.output
    assert "kept, although the file lacks it: Mon 15 Jun 2026" in result.output
    calendars = load_calendars(tmp_path)
    assert not calendars.uk_any.is_working_day(day("Fri 11 Jun 2027"))
    assert not calendars.uk_any.is_working_day(day("Mon 15 Jun 2026"))


def test_a_broken_file_of_holidays_leaves_the_rules_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    ours = tmp_path / "rules" / "bank-holidays.json"
    write_whole(ours, "the last good copy")
    ours.write_text(
        (Path(__file__).parents[3] / "rules" / "bank-holidays.json").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    before = ours.read_bytes()
    file = tmp_path / "broken.json"
    file.write_text("{}", encoding="utf-8")
    result = foibot("--refresh-holidays", str(file), config=tmp_path / "config.toml")

    assert result.exit_code == 1
    assert "the old table is kept" in result.output
    assert ours.read_bytes() == before
    assert [path.name for path in ours.parent.iterdir()] == ["bank-holidays.json"]
