"""Sentences of running text that only look like questions."""

from __future__ import annotations

import hashlib
import json

import pytest

from foibot.questions import surplus
from foibot.questions.chain import MODEL, STATES, Weights, chances
from foibot.questions.facets import BEGINS, GOES_ON, NONE, Seen, facets
from foibot.questions.itemise import itemise
from foibot.questions.source import BODY, source
from foibot.questions.surplus import SURE
from tests.items.score import rules
from tests.items.train_surplus import FILE, Learner, examples, left_out

ASK = "Please tell me how many market stalls were let in 2024."


def questions(text: str) -> list[str]:
    return [each.text for each in itemise([source(BODY, text)], rules()).items]


def test_the_weights_are_small_and_made_from_what_lies_beside_the_tests() -> None:
    paper = json.loads(MODEL.read_text(encoding="utf-8"))

    assert MODEL.stat().st_size < 400_000
    assert paper["data_sha256"] == hashlib.sha256(FILE.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    "remark",
    [
        "I have run a stall there for twelve years so you will understand why I am asking.",
        "Please post the reply to me, as my son reads my emails.",
    ],
)
def test_a_remark_about_the_request_is_no_question_beside_one(remark: str) -> None:
    assert questions(f"Hello\n\n{ASK} {remark}\n\nRegards\n") == [ASK]


def test_a_message_keeps_its_questions_where_all_of_them_seem_to_be_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surplus, "chances", lambda every, _: [[1.0, 0.0, 0.0, 0.0] for _ in every])
    text = "Hello\n\nWhich oak stands by the gate? Who drew the plan?\n\nRegards\n"

    assert len(questions(text)) == 2


def test_what_surely_begins_a_question_is_one_though_the_rules_passed_it_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passed = "Finally, it interests me if the council is using a machine for this."
    text = f"Hello\n\n{ASK} Thank you for that. {passed}\n\nRegards\n"

    def likely(every: list[list[str]], _: Weights) -> list[list[float]]:
        return [[0.1, 0.9, 0, 0] if "w:machine" in shown else [0.5] * 4 for shown in every]

    monkeypatch.setattr(surplus, "chances", likely)

    assert questions(text) == [ASK, passed]


def test_the_questions_of_an_attachment_stand_without_what_is_surely_none_in_the_body() -> None:
    pointer = "Please treat the attached as a request under the FOI Act."
    signed = "Ann Lee\nPolicy & Engagement Manager\nCARE ALLIANCE\nUnit 4"
    body = f"Dear colleague\n\n{pointer}\n\nA reply in Word will do.\n\n{signed}\n"
    attached = "1. What is the weekly rate?\n2. How many homes are there?\n"
    found = itemise([source(BODY, body), source("questions.txt", attached)], rules())

    assert [each.source for each in found.items] == ["questions.txt"] * 2


def test_a_question_for_a_figure_is_never_left_out() -> None:
    aim = "I am trying to find out how many panels met in 2023."
    text = f"{aim}\n\nCould you provide a list of all hearings held in 2024?\n"

    assert len(questions(text)) == 2


def test_numbered_entries_are_never_left_out() -> None:
    remark = "Please post the reply to me, as my son reads my emails."

    assert questions(f"Please tell me:\n\n1. {ASK}\n2. {remark}\n") == [ASK, remark]


def test_a_sentence_is_weighed_by_those_around_it() -> None:
    steps = ((0.0,) * 4, (0.0, 0.0, 3.0, 0.0), (0.0,) * 4, (0.0,) * 4)
    known = Weights({"asks": (0.0, 5.0, 0.0, 0.0)}, steps, (0.0,) * 4)
    goes_on = STATES.index(GOES_ON)

    after_ask = chances([["asks"], []], known)[1]
    alone = chances([[]], known)[0]

    assert after_ask[goes_on] > alone[goes_on]
    assert sum(after_ask) == pytest.approx(1)
    assert chances([], known) == []


def test_what_the_rules_made_of_a_sentence_is_shown_with_its_neighbours() -> None:
    words = ("how", "many", "?")
    plain = Seen(words, frozenset({"mark"}), "How many?", 0, None, gap=True)
    asked = Seen(words, frozenset({"mark"}), "How many?", 1, None, gap=True, read=BEGINS)

    first, last = facets([plain, asked])

    assert f"rn={BEGINS}" in first
    assert f"rp={NONE}" in last
    assert "n:t=mark" in first


def test_what_other_lots_taught_leaves_out_far_more_remarks_than_questions() -> None:
    every = examples()
    held = {"voices17", "voices25", "voices27"}
    known = Learner([each for each in every if each.lot not in held]).learn()

    out = [left_out(each, known) for each in every if each.lot in held]

    assert 0 < SURE < 1
    assert sum(right for right, _ in out) >= 5 * sum(wrong for _, wrong in out)
    assert sum(right for right, _ in out) >= 5
