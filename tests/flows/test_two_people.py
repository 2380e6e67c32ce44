"""SEC-2: what is large or about people goes only when two different people have approved it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from foibot.cli import desk, main
from foibot.demo.cast import answers, asked, code
from foibot.demo.world import CONFIG
from tests.flows.town import ANN, APPROVER, GOVERNANCE, Town

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFERENCE = "FOI-2026-00001"
POTHOLES = "Under the FOI Act, how many potholes were repaired in 2025, by road?"
SICKNESS = "Under the FOI Act, how many days of sickness absence did your staff have in 2025?"


def book(rows: int) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Road", "Repairs"])
    for number in range(1, rows):
        sheet.append([f"Road {number}", number + 20])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def drafted(folder: Path, question: str, rows: int, config: str = CONFIG) -> Town:
    """Return a town in which the officer sent a workbook of so many rows."""
    town = Town.make(folder, config=config)
    town.tick()
    town.write(ANN, question)
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    text = answers(digest, dict.fromkeys(asked(digest), "The figures are in figures.xlsx."))
    town.reply(digest, text, files=[("figures.xlsx", XLSX, book(rows))])
    return town


def approvals(town: Town) -> int:
    return len(town.case(REFERENCE).approved_by)


def test_a_large_file_goes_when_a_second_person_approved_it_with_a_code_of_their_own(
    tmp_path: Path,
) -> None:
    town = drafted(tmp_path, POTHOLES, 101)
    first, second = town.last("draft", APPROVER), town.last("draft", GOVERNANCE)
    assert "it has 101 rows of data" in " ".join(first.text.split())
    assert code(first) != code(second)

    town.reply(first, code(first))
    assert f"it goes when {GOVERNANCE} approves it too" in " ".join(
        town.last("decision").text.split()
    )
    town.reply(first, code(first))
    assert not town.all("response")
    # The other's code in the wrong hands is no second person.
    town.reply(first, code(second))
    assert not town.all("response")

    town.reply(second, code(second))
    assert approvals(town) == 2
    assert len(town.all("response")) == 1


def test_a_hundred_rows_take_one_person(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 100)
    assert [one.to for one in town.all("draft")] == [APPROVER]

    town.approve()

    assert len(town.all("response")) == 1


def test_a_file_of_human_resources_takes_two_people_however_small(tmp_path: Path) -> None:
    town = drafted(tmp_path, SICKNESS, 4)

    assert {one.to for one in town.all("draft")} == {APPROVER, GOVERNANCE}
    assert "files of Human Resources" in " ".join(town.last("draft").text.split())


def test_a_change_between_the_two_approvals_makes_both_codes_dead(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 300)
    first, second = town.last("draft", APPROVER), town.last("draft", GOVERNANCE)
    town.reply(first, code(first))

    town.reply(second, "Q1: The file has every road.")
    town.reply(second, code(second))
    town.reply(first, code(first))

    assert not town.all("response")


def test_the_second_person_says_no_and_the_letter_stays(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 300)
    first, second = town.last("draft", APPROVER), town.last("draft", GOVERNANCE)
    town.reply(first, code(first))

    town.reply(second, "No: there are names in column D")
    town.reply(second, code(second))

    assert not town.all("response")


def lone(approver: str, lead: str) -> str:
    """Return a configuration in which one person approves and leads."""
    return CONFIG.replace(f'approvers = ["{approver}"]', f'approvers = ["{lead}"]')


def test_where_governance_is_one_person_the_services_manager_is_the_second(
    tmp_path: Path,
) -> None:
    town = drafted(tmp_path, POTHOLES, 300, lone(APPROVER, GOVERNANCE))
    other = next(one for one in town.all("draft") if one.to != GOVERNANCE)
    assert other.to == "head.highways@council.example"

    town.reply(town.last("draft", GOVERNANCE), code(town.last("draft", GOVERNANCE)))
    assert not town.all("response")
    town.reply(other, code(other))

    assert len(town.all("response")) == 1


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Town, Path, str], str]:
    def approve(town: Town, folder: Path, by: str) -> str:
        monkeypatch.setattr(desk, "now", lambda: town.now)
        words = ["-c", str(folder / "config.toml"), "case", "approve", REFERENCE, "--by", by]
        said = CliRunner().invoke(main, words)
        town.tick()
        return said.output

    return approve


def test_by_command_too_two_people_are_named(
    tmp_path: Path, command: Callable[[Town, Path, str], str]
) -> None:
    town = drafted(tmp_path, POTHOLES, 300)

    assert "waits for" in command(town, tmp_path, APPROVER)
    assert "second person" in command(town, tmp_path, APPROVER)
    assert not town.all("response")
    command(town, tmp_path, GOVERNANCE)

    assert len(town.all("response")) == 1


def test_the_first_of_two_may_undo_and_the_letter_waits_for_both_again(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 300)
    first, second = town.last("draft", APPROVER), town.last("draft", GOVERNANCE)
    town.reply(first, code(first))
    told = town.last("decision", APPROVER)
    assert "reply with the one word undo" in " ".join(told.text.split())

    town.reply(told, "undo")
    assert approvals(town) == 0
    town.reply(second, code(second))
    assert not town.all("response")


def test_the_letter_that_goes_is_not_said_to_be_undone(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 100)
    town.approve()
    told = " ".join(town.last("decision", APPROVER).text.split())

    assert "it goes now, and cannot be called back" in told
    assert "reply with the one word undo" not in told


def test_what_was_decided_beside_the_approval_is_not_said_to_be_undone(tmp_path: Path) -> None:
    town = drafted(tmp_path, POTHOLES, 100)
    draft = town.last("draft", APPROVER)
    town.reply(draft, "extend all until 10 December 2026, public interest, section 36: it is close")
    extends = re.search(r"EXTEND [0-9A-Z]{4}-[0-9A-Z]{4}", town.last("code-needed").text)
    assert extends is not None
    town.reply(draft, f"{extends[0]}\n\n{code(draft)}")
    told = " ".join(town.last("decision", APPROVER).text.split())

    assert "time extended to 10 December 2026" in told
    assert "it goes now, and cannot be called back" in told
    assert "reply with the one word undo" not in told
