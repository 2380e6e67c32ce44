"""What somebody does not keep goes to somebody else, is said so, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import CONFIG
from tests.flows.post import absence_of, bounce_of
from tests.flows.town import ANN, APPROVER, Town, kinds

TWO = CONFIG.replace(
    'approvers = ["approver@council.example"]',
    'approvers = ["approver@council.example", "second@council.example"]',
)
ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act how many parking fines "
    "were issued in 2025.\n\nAnn Example"
)
REF = "FOI-2026-00001"
PARKING = "parking@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def test_not_ours_is_confirmed_with_who_has_it_now_and_can_be_undone(town: Town) -> None:
    town.reply(town.last("digest"), "Not ours, try Finance.")
    said = town.last("confirmation", PARKING)

    assert "It went to Finance and Procurement (finance@council.example)." in said.text
    assert "Please confirm" not in said.text
    town.later(minutes=5)
    town.reply(said, "undo")
    (item,) = town.case(REF).items
    assert (item.officer, item.service) == (PARKING, "Parking")
    assert "it is with you again" in town.last("confirmation", PARKING).text


def test_what_was_asked_of_governance_is_confirmed_and_can_be_undone(town: Town) -> None:
    town.reply(town.last("digest"), "Need more time because the machine is broken.")
    said = town.last("confirmation", PARKING)

    assert "Governance is asked to decide." in said.text
    town.later(minutes=5)
    assert kinds(town.reply(said, "undo")) == [("confirmation", "parking")]


def test_nobody_undoes_what_a_colleague_has_done_since(town: Town) -> None:
    town.reply(town.last("digest"), "Not ours, try Finance.")
    said = town.last("confirmation", PARKING)
    town.until("Wed 4 Nov 2026 08:32")
    town.answer(town.last("digest", "finance@council.example"), Q1="12,408 fines.")
    town.reply(said, "undo")

    (item,) = town.case(REF).items
    assert item.officer == "finance@council.example"
    assert item.answer is not None


@pytest.mark.parametrize("how", ["leave", "bounce"])
def test_a_letter_does_not_wait_for_an_approver_who_is_away(how: str, tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="12,408 fines were issued.")
    draft = town.last("draft", APPROVER)
    town.later(hours=1)
    words = "I am on annual leave until 16 November 2026."
    away = absence_of(APPROVER, draft, town.now, words)
    sent = town.receive(away if how == "leave" else bounce_of(draft, town.now))

    assert ("draft", "governance") in kinds(sent)
    assert town.alerts("1 letter that waited for approver@council.example")
    town.approve(town.last("draft", "governance@council.example"))
    assert town.last("response").to == "ann@example.org"


def test_while_one_approver_is_here_nothing_is_made_again(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=TWO)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="12,408 fines were issued.")
    words = "I am on annual leave until 16 November 2026."
    town.receive(absence_of(APPROVER, town.last("draft", APPROVER), town.now, words))

    assert len(town.all("draft")) == 2
    town.approve(town.last("draft", "second@council.example"))
    assert town.all("response")


THREE = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many parking fines were issued in 2025?\n"
    "2. How many library books were lost in 2025?\n"
    "3. How many potholes were filled in 2025?\n\nAnn Example"
)


@pytest.mark.parametrize(
    "words",
    [
        "assign Q1 and Q2 to Finance and Q3 to Parking",
        "Please give Q1 to Finance, Q2 to Finance and Q3 to Parking.",
        "assign Q1, Q2 to Finance; Q3 to Parking: they know it",
    ],
)
def test_questions_go_to_several_services_by_one_sentence(words: str, tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, THREE)
    town.until("Tue 3 Nov 2026 09:00")
    # Whatever governance is told of a request may be answered with a decision about it.
    town.reply(town.last("acknowledgement"), "Number 3: I only want the deep ones.", sender=ANN)
    town.reply(town.last("alert"), words)

    found = [(item.service or "").split()[0] for item in town.case(REF).items]
    assert found == ["Finance", "Finance", "Parking"]
