"""Prose that answers several questions is told apart by their words, or asked back (T21)."""

from __future__ import annotations

import pytest

import tests.replies.blind  # noqa: F401 (it adds its mails)
from tests.replies.test_programs import Labelled, read


def _answers(mail: str, text: str) -> dict[int, str]:
    reading = read(Labelled("prose", mail, "outlook", top=text, signature=""))
    return {one.key.n: one.text for one in reading.replies}


def test_each_sentence_answers_the_question_whose_words_it_has() -> None:
    text = (
        "We planted 480 to replace them. 312 street trees were felled in 2025, because of dieback."
    )

    assert _answers("trees", f"{text} All in it cost \u00a341,200.") == {
        1: "312 street trees were felled in 2025",
        2: "because of dieback.",
        3: "We planted 480 to replace them.",
        4: "All in it cost \u00a341,200.",
    }


def test_what_stands_between_two_answers_answers_the_question_between_theirs() -> None:
    text = "We felled 212 street trees. Nearly all had dieback. 340 went in. Cost: \u00a398k."

    assert _answers("trees", text)[2] == "Nearly all had dieback."


@pytest.mark.parametrize(
    "text",
    [
        "37 enforcement notices were served. 12 of these were for breach of condition.",
        "Something over 30, six of them later.",
    ],
)
def test_what_goes_on_with_one_answer_is_not_given_to_another_question(text: str) -> None:
    assert 2 not in _answers("plan", text)


def test_lines_out_of_order_go_by_their_words() -> None:
    text = "Appealed: 6\nEnforcement notices served: 37"

    assert _answers("plan", text) == {1: "37", 2: "6"}


def test_what_is_said_of_all_but_one_is_asked_back() -> None:
    text = "All of these are for Parking except 4 which is ICT: we buy the handhelds from Zebra."

    assert _answers("parking", text) == {}
