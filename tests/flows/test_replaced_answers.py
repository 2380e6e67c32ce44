"""An answer in the place of a colleague's is said to be one, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.post import absence_of
from tests.flows.town import Town, flat

TWO = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
OFFICER = "highways@council.example"
DEPUTY = "highways.deputy@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which a deputy has two questions, and the officer answered one after all."""
    town = Town.asked(tmp_path, TWO, "Tue 3 Nov 2026 09:00")
    digest = town.last("digest", OFFICER)
    town.receive(absence_of(OFFICER, digest, town.now, "I am on leave until 16 November 2026."))
    town.later(minutes=5)
    town.answer(digest, Q1="4,210 potholes.")
    town.later(minutes=5)
    return town


def current(town: Town) -> tuple[str, str]:
    """Return the answer to the first question as it stands, and who gave it."""
    answer = town.case(REF).items[0].answer
    assert answer is not None
    return answer.text, answer.by


def test_whoever_answers_sees_whose_answer_is_replaced(town: Town) -> None:
    town.answer(town.last("assignment", DEPUTY), Q1="4,250 potholes.", Q2="£310,000.")
    told = flat(town.last("confirmation", DEPUTY))

    assert f"This takes the place of the answer that {OFFICER} gave on 3 November 2026." in told
    assert "kept in the history: 4,210 potholes." in told
    assert told.count("takes the place of") == 1
    assert current(town) == ("4,250 potholes.", DEPUTY)
    assert [one.text for one in town.case(REF).items[0].earlier_answers] == ["4,210 potholes."]


def test_undo_lets_the_colleagues_answer_stand_again(town: Town) -> None:
    town.answer(town.last("assignment", DEPUTY), Q1="4,250 potholes.")
    town.later(minutes=5)
    town.reply(town.last("confirmation", DEPUTY), "undo")

    assert current(town) == ("4,210 potholes.", OFFICER)
    assert f"the answer of {OFFICER} stands again" in flat(town.last("confirmation", DEPUTY))


def test_undo_of_one_answer_after_another_lets_the_colleagues_stand_again(town: Town) -> None:
    town.answer(town.last("assignment", DEPUTY), Q1="4,250 potholes.", Q2="£310,000.")
    told = town.last("confirmation", DEPUTY)
    for said in ("undo Q2", "undo Q1"):
        town.later(minutes=5)
        town.reply(told, said)

    assert current(town) == ("4,210 potholes.", OFFICER)


def test_an_answer_that_waits_for_its_yes_says_what_it_would_replace(town: Town) -> None:
    given = town.last("assignment", DEPUTY)
    town.reply(given, "Q1: 4,250 potholes.\n\nQ2: £310,000.")
    told = flat(town.last("confirmation", DEPUTY))
    assert f"With your yes this takes the place of the answer that {OFFICER} gave" in told
    assert current(town) == ("4,210 potholes.", OFFICER)

    town.later(minutes=5)
    town.reply(town.last("confirmation", DEPUTY), "yes")
    assert "kept in the history: 4,210 potholes." in flat(town.last("confirmation", DEPUTY))
    assert current(town) == ("4,250 potholes.", DEPUTY)


def test_who_sends_an_answer_of_their_own_again_is_not_told_so(town: Town) -> None:
    town.answer(town.last("digest", OFFICER), Q1="4,211 potholes.")

    assert "takes the place of" not in flat(town.last("confirmation", OFFICER))


def test_undo_after_two_answers_lets_the_colleagues_stand_again(town: Town) -> None:
    for answer in ("4,250 potholes.", "4,260 potholes."):
        town.answer(town.last("assignment", DEPUTY), Q1=answer)
        town.later(minutes=5)
    town.reply(town.last("confirmation", DEPUTY), "undo")

    assert current(town) == ("4,210 potholes.", OFFICER)
    assert f"the answer of {OFFICER} stands again" in flat(town.last("confirmation", DEPUTY))


def test_undo_of_an_answer_with_its_yes_leaves_no_proposal(town: Town) -> None:
    town.reply(town.last("assignment", DEPUTY), "Q1: 4,250 potholes.\n\nQ2: £310,000.")
    for said in ("yes", "undo Q1"):
        town.later(minutes=5)
        town.reply(town.last("confirmation", DEPUTY), said)

    assert current(town) == ("4,210 potholes.", OFFICER)
    assert town.case(REF).items[0].proposed is None
