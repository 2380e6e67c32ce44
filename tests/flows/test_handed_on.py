"""What somebody does not keep goes to somebody else, is said so, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import CONFIG
from tests.flows.post import absence_of, bounce_of
from tests.flows.rates import asked_of_parking
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


DEPUTY = "highways.deputy@council.example"


def stood_in(folder: Path, words: str) -> Town:
    """Return a town in which a deputy stands in for parking, who is away as *words* say."""
    town = asked_of_parking(folder)
    town.receive(absence_of(PARKING, town.last("digest"), town.now, words))
    assert {item.officer for item in town.case(REF).items} == {DEPUTY}
    town.later(hours=1)
    return town


def test_a_deputy_leaves_it_for_whom_it_was_with_and_can_take_it_back(tmp_path: Path) -> None:
    town = stood_in(tmp_path, "I am on annual leave until 9 November 2026.")
    sent = town.reply(town.last("assignment"), "Leave it for Dave, he is back on Monday.")

    assert kinds(sent) == [("alert", "governance"), ("confirmation", "highways.deputy")]
    assert "back after Sunday 8 November 2026" in town.alerts("leaves questions")[-1].text
    assert {item.officer for item in town.case(REF).items} == {PARKING}
    # The news that somebody else is away gives it to nobody again.
    away = absence_of(
        "finance@council.example", town.last("digest"), town.now, "I am away until 12 November."
    )
    town.receive(away)
    town.until("Fri 6 Nov 2026 09:00")
    assert {item.officer for item in town.case(REF).items} == {PARKING}
    town.reply(town.last("confirmation", DEPUTY), "undo")
    assert {item.officer for item in town.case(REF).items} == {DEPUTY}


def test_one_question_is_left_and_the_other_answered(tmp_path: Path) -> None:
    town = stood_in(tmp_path, "I am on annual leave until 9 November 2026.")
    words = "Please leave Q1 for him.\n\nQ2: £21.40 an hour."
    town.reply(town.last("assignment"), words)

    first, second = town.case(REF).items
    assert (first.officer, second.officer) == (PARKING, DEPUTY)
    assert second.proposed is not None


@pytest.mark.parametrize(
    "away", ["I am on annual leave until 27 November 2026.", "I am off sick for now."]
)
def test_no_clock_waits_for_who_comes_back_too_late(away: str, tmp_path: Path) -> None:
    town = stood_in(tmp_path, away)
    town.reply(town.last("assignment"), "Leave it for Dave please.")

    assert {item.officer for item in town.case(REF).items} == {DEPUTY}
    assert "stays with" in town.alerts("leaves questions")[-1].text
    assert "legal deadline does not wait" in town.last("confirmation", DEPUTY).text


@pytest.mark.parametrize(
    "words", ["Leave it with me.", "Leave it for now.", "Should I leave it for Dave?"]
)
def test_what_leaves_it_for_nobody_moves_nothing(words: str, tmp_path: Path) -> None:
    town = stood_in(tmp_path, "I am on annual leave until 9 November 2026.")
    town.reply(town.last("assignment"), words)

    assert {item.officer for item in town.case(REF).items} == {DEPUTY}
