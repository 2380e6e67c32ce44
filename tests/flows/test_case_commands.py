"""Everything that a person may do to a case from a shell, and that each of it can be taken back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.case.model import ItemState, Law, Status
from foibot.cli import desk, main
from tests.flows.town import ANN, APPROVER, Town

REF = "FOI-2026-00001"
ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025 and what did it cost?\n"
    "2. How many street lamps were replaced in 2025?\n\nAnn Example"
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town with one open case of two questions; commands are given at its time."""
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    monkeypatch.setattr(desk, "now", lambda: town.now)
    return town


def case(town: Town, *words: str, code: int = 0) -> str:
    """Give a command, let the desk send what it made, and return what was printed."""
    path = town.world.folder / "config.toml"
    result = CliRunner().invoke(main, ["-c", str(path), "case", *words])
    assert result.exit_code == code, (result.output, result.exception)
    town.tick()
    return result.output


def texts(town: Town) -> list[str]:
    return [item.question.text for item in town.case(REF).counted]


def test_the_list_of_questions_is_corrected_and_put_back(town: Town) -> None:
    before = texts(town)
    case(town, "split", REF, "1", "How many potholes were repaired in 2025?", "What did it cost?")
    assert len(texts(town)) == 3
    case(town, "undo", REF)
    assert texts(town) == before
    case(town, "add", REF, "Who repaired them?")
    case(town, "reword", REF, "2", "How many street lights were replaced in 2025?")
    case(town, "drop", REF, "3", "--why", "It is a remark")
    assert "It is a remark" in case(town, "explain", REF)
    assert texts(town) == [before[0], "How many street lights were replaced in 2025?"]
    case(town, "merge", REF, "1", "2")

    assert len(texts(town)) == 1
    history = case(town, "explain", REF)
    assert before[1] in history or "street lamps" in history


def test_a_question_is_given_to_another_service_and_back(town: Town) -> None:
    officer = town.case(REF).counted[0].officer
    case(town, "assign", REF, "1", "Legal")
    given = town.case(REF).counted[0]
    case(town, "undo", REF)

    assert given.officer != officer
    assert town.case(REF).counted[0].officer == officer
    assert "no service" in case(town, "assign", REF, "1", "Astrology", code=1).lower()


def test_answers_approval_and_sending(town: Town) -> None:
    case(town, "answer", REF, "1", "4,210 potholes for £310,000.")
    assert "no draft" in case(town, "approve", REF, "--by", APPROVER, code=1).lower()
    case(town, "answer", REF, "2", "We looked in the asset register.", "--outcome", "not_held")
    town.tick()
    case(town, "approve", REF, "--by", APPROVER)

    assert town.case(REF).status is Status.ANSWERED
    letter = town.last("response").text
    assert "4,210 potholes for £310,000." in letter
    assert "1(1)(a)" in letter
    case(town, "reopen", REF, "--why", "A page was missing")
    assert town.case(REF).status.is_open


def test_the_clock_is_stopped_extended_and_redated(town: Town) -> None:
    due = town.row(REF).due
    case(town, "clarify", REF, "Which wards?", "-q", "1", "--genuine", "--why", "No ward is named")
    assert town.case(REF).counted[0].state is ItemState.AWAITING_CLARIFICATION
    assert "Which wards?" in town.last("clarification").text
    case(town, "undo", REF)
    assert town.row(REF).due == due
    case(town, "redate", REF, "2026-10-30", "--why", "It reached the town hall on Friday")
    assert town.row(REF).due is not None
    assert town.row(REF).due != due
    case(town, "undo", REF)

    assert town.row(REF).due == due


def test_another_law_a_fee_a_transfer_and_a_withdrawal(town: Town) -> None:
    case(town, "law", REF, "eir", "-q", "2", "--why", "Lighting is a measure affecting energy")
    assert town.case(REF).counted[1].law is Law.EIR
    case(
        town, "fee", REF, "12.50", "--for", "Copies of 125 plans", "--how", "By card",
        "--schedule", "https://www.council.example/charges",
    )  # fmt: skip
    assert "12.50" in town.last("fee-notice").text
    case(town, "fee", REF, "--paid", "2026-11-03")
    case(town, "transfer", REF, "Mixshire County Council", "-q", "2")
    assert "Mixshire County Council" in town.last("transfer").text
    case(town, "withdraw", REF, "-q", "1", "--why", "She wrote so")

    first = town.case(REF).item(1)
    assert first is not None
    assert first.state is ItemState.DROPPED


def test_a_request_by_phone_is_entered_closed_and_shown(town: Town) -> None:
    said = case(
        town, "open", "--name", "Joe Caller", "--email", "joe@example.org", "--received",
        "2026-11-02", "--channel", "phone", "--question", "How many benches are there?",
    )  # fmt: skip
    assert "FOI-2026-00002" in said
    assert "joe@example.org" in case(town, "show", "FOI-2026-00002")
    assert "How many benches" in town.last("acknowledgement", "joe@example.org").text
    case(town, "close", "FOI-2026-00002", "--why", "Entered twice")

    assert not town.case("FOI-2026-00002").status.is_open


def test_a_letter_by_post_is_entered_with_its_address(town: Town) -> None:
    case(
        town, "open", "--name", "Edith Ransome", "--postal", "12 High Street, Leicester LE1 1AA",
        "--received", "2026-11-02", "--question", "How many trees were felled in 2025?",
    )  # fmt: skip
    town.tick()

    assert "12 High Street, Leicester LE1 1AA" in case(town, "show", "FOI-2026-00002")
    told = " ".join(town.last("acknowledgement", "governance@council.example").text.split())
    assert "post it to: Edith Ransome, 12 High Street" in told


def test_the_bundle_holds_the_case_and_a_wrong_reference_is_explained(
    town: Town, tmp_path: Path
) -> None:
    case(town, "bundle", REF, str(tmp_path / "bundle.zip"))
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        names = bundle.namelist()

    assert any(name.endswith(".eml") for name in names)
    assert "there is no case FOI-2026-00009" in case(town, "show", "FOI-2026-00009", code=1)
    assert "a reference looks like" in case(town, "show", "12", code=1)


def test_a_day_for_an_answer_is_set_and_taken_back(town: Town) -> None:
    case(town, "allow", REF, "2", "2026-11-20", "--why", "they rang")
    assert "is to be answered to us by 20 November 2026: they rang" in case(town, "explain", REF)
    case(town, "undo", REF)
    item = town.case(REF).item(2)
    assert item is not None
    assert item.more_time is None
    assert "after the legal deadline" in case(town, "allow", REF, "2", "2026-12-20", code=1)
