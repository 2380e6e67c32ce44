"""`foibot read` answers each message on its own, and one bad path stops no other."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from foibot.cli.read import command
from tests import clients
from tests.clients import Original, Reply

RAW = clients.gmail(Reply("We repaired 412."), Original(("How many potholes were repaired?",)))
NAMES = {
    "path", "error", "message_id", "from", "subject", "date", "text", "reply_text", "attachments",
    "automatic", "kind", "regime", "items", "confidence", "urgent", "format_preference", "period",
    "requester_name", "requester_org", "language", "reasons",
}  # fmt: skip


def answers(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_message_is_one_line_of_json_with_every_name(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(RAW)
    result = CliRunner().invoke(command, ["--json", str(path)])
    (answer,) = answers(result.output)

    assert result.exit_code == 0
    assert set(answer) == NAMES
    assert answer["reply_text"] == "We repaired 412."
    assert answer["from"] == "rhys.morgan@council.example"


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.eml", "a.eml"):
        (tmp_path / name).write_bytes(RAW)
    result = CliRunner().invoke(command, ["--json", str(tmp_path)])

    assert [Path(str(each["path"])).name for each in answers(result.output)] == ["a.eml", "b.eml"]


def test_paths_come_from_standard_input_and_a_missing_one_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(RAW)
    result = CliRunner().invoke(
        command, ["--json", "--paths-from", "-"], input=f"{tmp_path}/none.eml\n{path}\n"
    )
    missing, read = answers(result.output)

    assert "none.eml" in str(missing["error"])
    assert read["error"] is None


def test_a_message_may_come_from_standard_input() -> None:
    (answer,) = answers(CliRunner().invoke(command, ["--json", "-"], input=RAW).output)

    assert answer["reply_text"] == "We repaired 412."


def test_a_person_sees_the_role_of_each_line(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(RAW)
    output = CliRunner().invoke(command, [str(path)]).output

    assert "| We repaired 412." in output
    assert "quoted | > How many potholes were repaired?" in output


def test_a_path_that_cannot_be_read_fails_with_its_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(tmp_path / "none.eml")])

    assert result.exit_code == 1
    assert "none.eml" in result.output


def test_a_person_sees_which_words_of_the_message_are_which_question(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text(
        "From: Ann Example <ann@example.org>\nSubject: Swans\nMessage-ID: <a@example.org>\n\n"
        "Dear council,\n\nPlease tell me:\n\n1. How many swans live\n   on the lake?\n"
        "2. Who feeds them?\n\nThanks\nAnn Example\n",
        encoding="utf-8",
    )
    shown = CliRunner().invoke(command, [str(path)]).output.splitlines()
    marked = [line.split("|", 1) for line in shown if " | " in line]

    assert [said.strip() for mark, said in marked if mark.strip() == "Q1"] == [
        "1. How many swans live",
        "on the lake?",
    ]
    assert [said.strip() for mark, said in marked if mark.strip() == "Q2"] == ["2. Who feeds them?"]
    assert [mark.strip() for mark, said in marked if "Please tell me" in said] == [""]
