"""A requester corrects our list of questions in his own words."""

from __future__ import annotations

import pytest

from foibot.replies.load import load_reply_rules
from foibot.replies.requester import Correction, CorrectionKind, CorrectionReading, read_corrections
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules()
K = CorrectionKind


def read(text: str) -> CorrectionReading:
    return read_corrections(a_reply(text), range(1, 7), RULES)


TABLE = {
    "2 should be split": [(K.SPLIT, (2,))],
    "Please split question 2 into two questions.": [(K.SPLIT, (2,))],
    "Hi,\n\nQuestions 2 and 5 should be two separate questions.\n\nThanks": [(K.SPLIT, (2, 5))],
    "3 and 4 are the same": [(K.SAME, (3, 4))],
    "Items 3, 4 and 5 are duplicates.": [(K.SAME, (3, 4, 5))],
    "You missed my question about the cost of salt.": [(K.MISSED, ())],
    "You have left out one: how many gritters were sold?": [(K.MISSED, ())],
    "I also asked for the policy in force in 2024.": [(K.MISSED, ())],
    "Question 1 should read: How many gritters were bought in 2025?": [(K.REWORD, (1,))],
    "In 4 I meant depots rather than yards.": [(K.REWORD, (4,))],
    "Please drop 6.": [(K.DROP, (6,))],
    "5 is not a question, it is background.": [(K.DROP, (5,))],
    "That's right, thank you.": [(K.FINE, ())],
    "Yes that is correct": [(K.FINE, ())],
    "Mae 3 a 4 yr un peth.": [(K.SAME, (3, 4))],
    "Thanks, that looks right except that 2 should be split.\nAnd 3 and 4 are the same.": [
        (K.SPLIT, (2,)),
        (K.SAME, (3, 4)),
    ],
}


@pytest.mark.parametrize("text", TABLE)
def test_a_correction_is_read_with_its_numbers(text: str) -> None:
    reading = read(text)

    assert [(one.kind, one.numbers) for one in reading.corrections] == TABLE[text]
    assert reading.unclear == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("You left out one: how many gritters were sold?", "how many gritters were sold?"),
        (
            "Question 1 should read \u201cHow many gritters in 2025?\u201d",
            "How many gritters in 2025?",
        ),
        ("4 should be: all depots in the county", "all depots in the county"),
    ],
)
def test_the_wanted_words_are_kept(text: str, wanted: str) -> None:
    assert [one.text for one in read(text).corrections] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "I am writing about the year 2025.",
        "Why does it take 20 working days?",
        "Please confirm by 3 March that you are looking at this.",
        "9 should be split",
    ],
)
def test_what_corrects_nothing_is_left_for_a_person(text: str) -> None:
    assert read(text) == CorrectionReading((), (text,))


def test_a_missed_question_may_take_two_sentences() -> None:
    reading = read("You missed one. It asked what the salt cost in 2025.")

    assert reading == CorrectionReading(
        (Correction(K.MISSED, (), "You missed one. It asked what the salt cost in 2025."),), ()
    )


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("Can you split question 2 please?", K.SPLIT, (2,)),
        ("Hi, can you make 2 and 3 one question?", K.SAME, (2, 3)),
        ("Please could you remove question 4, I don't need it.", K.DROP, (4,)),
        ("Can you change question 3 to read: how many grit bins?", K.REWORD, (3,)),
        ("Could you please add my question about the cost of salt?", K.MISSED, ()),
        ("Sorry, I meant 2024 not 2023 in question 1", K.REWORD, (1,)),
    ],
)
def test_a_correction_that_is_asked_for_is_none_the_less_one(
    text: str, kind: K, numbers: tuple[int, ...]
) -> None:
    reading = read(text)

    assert [(one.kind, one.numbers) for one in reading.corrections] == [(kind, numbers)]
    assert reading.unclear == ()
