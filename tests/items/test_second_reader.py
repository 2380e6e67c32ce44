"""The reader beside the rules, and what its doubts are worth."""

from __future__ import annotations

from foibot.questions.confidence import SAID, confidence, heaviest, is_doubtful, shipped_weights
from foibot.questions.itemise import itemise
from foibot.questions.likeness import MODEL
from foibot.questions.source import BODY, source
from tests.items.calibrate import first_readings
from tests.items.score import rules

JOINED = "How many potholes were filled in 2024? Which firm filled them in 2023?"


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 1_000_000


def test_plain_questions_leave_no_doubt_that_a_person_need_look_at() -> None:
    text = "Please tell me:\n\n1. How many potholes were filled in 2024?\n2. What did that cost?\n"
    found = itemise([source(BODY, text)], rules())

    assert len(found.items) == 2
    assert not is_doubtful(found.confidence)


def test_two_questions_in_one_are_doubted_in_words_that_say_where_to_look() -> None:
    found = itemise([source(BODY, f"Hello\n\n{JOINED}\n")], rules())

    assert len(found.items) == 1
    assert "two in one" in found.notes
    assert found.confidence < 0.6
    assert heaviest(found.notes)[0] == SAID["two in one"]


def test_readings_of_which_the_doubts_are_great_are_wrong_more_often() -> None:
    every = first_readings()
    sure = [each for each in every if confidence(each.doubts, 1) > 0.75]
    doubted = [each for each in every if is_doubtful(confidence(each.doubts, 1))]

    assert sum(each.wrong for each in sure) < 0.25 * len(sure)
    assert sum(each.wrong for each in doubted) > 0.75 * len(doubted)
    assert len(doubted) < 0.2 * len(every)


def test_a_list_that_was_cut_off_is_always_looked_at() -> None:
    assert is_doubtful(confidence(["cut off"], 5))
    assert shipped_weights().base < 0


def test_a_question_like_none_that_asks_falls_away_also_under_a_lead_in() -> None:
    asks = "How many allotments are let?\nHow many people wait for one?\n"
    offer = "Could your team do with some help?\n\nRegards\nJo\n"
    lead = "Please could you answer these questions:"
    found = itemise([source(BODY, f"{lead}\n\n{asks}\n{offer}")], rules())

    assert [each.text for each in found.items] == asks.splitlines()
