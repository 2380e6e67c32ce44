"""One reply that decides two things of a kind: both are done, and both are told (CLK-6, CLK-17)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.case.model import ItemState
from foibot.demo.world import Sent
from tests.flows.town import ANN, GOVERNANCE, Town

BEA = "Bea Marlow <bea@example.org>"
ALLOTMENTS = (
    "Under the Freedom of Information Act please tell me:\n"
    "1. How many allotment plots does the council own?\n"
    "2. How many complaints about fly-tipping were received in 2025?\n"
    "3. What was paid to bailiffs for the collection of council tax in 2025/26?\n\nBea Marlow"
)
FINES = "Please tell me under FOI how many parking fines were issued in 2025.\n\nAnn Example"
FIRST, SECOND = "FOI-2026-00001", "FOI-2026-00002"
LATER = "public interest, section 43(2): two firms are to be asked"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.tick()
    town.write(BEA, ALLOTMENTS)
    town.write(ANN, FINES)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def about(town: Town, reference: str) -> Sent:
    """Return a mail to governance about one case: its officer would ask the requester."""
    officer = town.case(reference).items[0].officer
    digest = town.last("digest", officer or "")
    town.reply(digest, f"{reference} Q1: Need to ask the requester: which of them?")
    return town.last("alert", GOVERNANCE)


def codes(sent: list[Sent]) -> dict[str, str]:
    """Return the code in each mail that asks for one, by what it would do."""
    found = {one.text: re.search(r"EXTEND \w{4}-\w{4}", one.text) for one in sent}
    return {text: code[0] for text, code in found.items() if code}


def test_two_questions_to_the_requester_are_asked_in_one_mail(town: Town) -> None:
    said = "clarify Q1 genuine: Which sites?\nclarify Q2 genuine: Also those made to councillors?"
    town.reply(about(town, FIRST), said)

    (asked,) = town.all("clarification")
    assert "Which sites?" in asked.text
    assert "Also those made to councillors?" in asked.text
    assert "asked about Q2" in town.last("decision").text


def test_what_stops_the_clock_and_what_does_not_are_asked_apart(town: Town) -> None:
    said = "clarify Q1 genuine: Which sites?\nclarify Q2 advice: Would 2025 alone do?"
    town.reply(about(town, FIRST), said)

    genuine, advice = sorted(town.all("clarification"), key=lambda one: "advice" in one.text)
    both = {one.text for one in (genuine, advice)}
    assert len(both) == 2
    needed = next(text for text in both if "Which sites?" in text)
    assert "Would 2025 alone do?" not in needed
    assert "start when we have your reply" in " ".join(needed.split())


def test_two_extensions_of_a_request_are_done_by_one_code(town: Town) -> None:
    said = f"extend Q1 until 31 December 2026, {LATER}\nextend Q2 until 30 December 2026, {LATER}"
    sent = town.reply(about(town, FIRST), said)
    ((text, code),) = codes(sent).items()
    assert "Extend Q1 until 31 December 2026" in text
    assert "Extend Q2 until 30 December 2026" in text
    town.reply(sent[0], code)

    told = [one.text for one in town.all("extension")]
    assert len(told) == 2
    assert any("31 December" in text and "allotment" in text for text in told)
    assert any("30 December" in text and "fly-tipping" in text for text in told)


def test_extensions_of_two_requests_have_a_code_each(town: Town) -> None:
    said = f"extend {FIRST} Q1 until 31 December 2026, {LATER}"
    sent = town.reply(about(town, SECOND), f"{said}\n{said.replace(FIRST, SECOND)}")

    assert len(codes(sent)) == 2


def test_a_second_undo_says_that_nothing_is_left_to_undo(town: Town) -> None:
    town.reply(about(town, FIRST), "clarify Q3 genuine: Which firm?")
    town.reply(town.last("decision"), "undo")
    assert town.case(FIRST).items[2].state is ItemState.WITH_OFFICER
    sent = town.reply(town.last("decision"), "undo")

    assert [one.kind for one in sent] == ["unclear"]
    assert "nothing of yours stands that could be undone" in sent[0].text


ADDED = "How many sheds stand on council land?"


def counts(town: Town) -> tuple[int, int]:
    """Return how many questions the two requests hold."""
    return len(town.case(FIRST).counted), len(town.case(SECOND).counted)


def test_a_decision_about_another_request_is_done_there(town: Town) -> None:
    town.reply(about(town, SECOND), f"add {FIRST}: {ADDED}")

    assert counts(town) == (4, 1)
    assert f"{FIRST}: the question was added" in town.last("decision").text


def test_the_code_is_for_the_request_that_was_named(town: Town) -> None:
    town.reply(about(town, SECOND), f"close {FIRST}: asked for twice")

    assert f"{FIRST}: one more step" in town.last("code-needed").text


def test_each_request_has_its_decisions_below_its_reference(town: Town) -> None:
    said = (
        f"{SECOND}:\nclarify Q1 genuine: Which car parks?\n\n"
        f"{FIRST}\nclarify Q1 genuine: Which sites?\nassign Q2 to Parks"
    )
    sent = town.reply(about(town, SECOND), said)

    asked = {one.to: one.text for one in town.all("clarification")}
    assert "Which car parks?" in asked["ann@example.org"]
    assert "Which sites?" in asked["bea@example.org"]
    assert town.case(FIRST).items[1].service == "Parks, Trees and Leisure"
    assert "unclear" not in [one.kind for one in sent]


def test_a_reference_before_the_word_is_that_of_its_line_alone(town: Town) -> None:
    town.reply(about(town, SECOND), f"{FIRST}: add: {ADDED}\nadd: {ADDED}")

    assert counts(town) == (4, 2)


def test_a_reference_in_a_reason_moves_no_decision(town: Town) -> None:
    town.reply(about(town, SECOND), f"close as a duplicate of {FIRST}")

    assert f"{SECOND}: one more step" in town.last("code-needed").text


def test_a_request_that_does_not_exist_is_told_and_nothing_is_done(town: Town) -> None:
    sent = town.reply(about(town, SECOND), f"add FOI-2026-00009: {ADDED}")

    assert counts(town) == (3, 1)
    assert "no case is called FOI-2026-00009" in sent[-1].text


def test_undo_takes_back_what_one_reply_decided_about_two_requests(town: Town) -> None:
    said = f"add {FIRST}: {ADDED}\nadd {SECOND}: {ADDED}"
    town.reply(about(town, SECOND), said)
    assert counts(town) == (4, 2)
    town.later(minutes=5)
    town.reply(town.last("decision"), "undo")

    assert counts(town) == (3, 1)


def test_what_was_decided_in_answer_to_the_weekly_is_undone_by_reply(town: Town) -> None:
    town.reply(town.last("weekly"), f"add {FIRST}: {ADDED}")
    assert counts(town) == (4, 1)
    town.later(minutes=5)
    town.reply(town.last("decision"), "undo")

    assert counts(town) == (3, 1)
