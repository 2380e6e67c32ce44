"""Lines without a number answer in order only where each is of the kind that is asked for."""

from __future__ import annotations

import pytest

from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion
from foibot.replies.ordered import fits_question, one_line_each
from foibot.replies.questions import Questions

RULES = load_reply_rules()
ASKED = [
    AskedQuestion("FOI-2026-00120", n, text)
    for n, text in enumerate(
        [
            "How many penalty notices were issued?",
            "Does the council use cameras?",
            "Please provide the contract.",
        ],
        1,
    )
]


@pytest.mark.parametrize(
    ("line", "question", "fits"),
    [
        ("14,208", 0, True),
        ("none", 0, True),
        ("not held", 0, True),
        ("Imperial", 0, False),
        ("Yes, at four sites", 1, True),
        ("61, 74, 58", 1, False),
        ("attached", 2, True),
        ("14,208", 2, False),
        ("which year?", 0, False),
    ],
)
def test_a_line_fits_the_question_that_asks_for_its_kind(
    line: str, question: int, fits: bool
) -> None:
    assert fits_question(line, ASKED[question].text, RULES) is fits


def test_as_many_fitting_lines_as_questions_are_taken_in_order() -> None:
    questions = Questions(ASKED)
    keys = questions.all_keys

    found = one_line_each(["14,208", "", "No", "attached"], keys, questions, RULES)

    assert found is not None
    assert [(b.target.keys[0].n, b.text()) for b in found.blocks] == [
        (1, "14,208"), (2, "No"), (3, "attached"),
    ]  # fmt: skip


@pytest.mark.parametrize("lines", [["14,208", "No"], ["No", "14,208", "attached"]])
def test_too_few_lines_and_lines_that_do_not_fit_are_left(lines: list[str]) -> None:
    questions = Questions(ASKED)

    assert one_line_each(lines, questions.all_keys, questions, RULES) is None
