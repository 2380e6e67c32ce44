"""The list of questions can be corrected, and nothing that was recorded is lost."""

from __future__ import annotations

import pytest

from foibot.case import corrections, events
from foibot.case.corrections import CorrectionError
from foibot.case.events import Fact
from foibot.case.model import Case, ItemState
from tests.builders import NOON, a_case, an_answer, an_item, an_opening

THREE = (an_item(1, "How many?"), an_item(2, "What cost? Who decided?"), an_item(3, "When?"))
PARTS = (
    an_item(1, "Lettings", stem=True),
    an_item(2, "How many?", parent=1),
    an_item(3, "To whom?", parent=1),
)


def corrected(fact: Fact, *before: Fact) -> Case:
    return a_case(*before, fact, opening=an_opening(THREE))


def texts(case: Case) -> list[str]:
    return [item.question.text for item in case.items]


def test_a_question_is_split_and_its_first_part_keeps_the_answer() -> None:
    answered = events.Answered(2, an_answer())
    case = a_case(answered, opening=an_opening(THREE))

    after = corrected(corrections.split(case, 2, ["What cost?", "Who decided?"]), answered)
    assert texts(after) == ["How many?", "What cost?", "Who decided?", "When?"]
    assert [item.state for item in after.items] == [
        ItemState.UNROUTED,
        ItemState.ANSWERED,
        ItemState.UNROUTED,
        ItemState.UNROUTED,
    ]


def test_questions_are_merged_in_the_place_of_the_first() -> None:
    after = corrected(corrections.merge(a_case(opening=an_opening(THREE)), [3, 1]))

    assert texts(after) == ["How many? When?", "What cost? Who decided?"]


def test_words_are_changed_and_a_question_is_added_or_dropped() -> None:
    case = a_case(opening=an_opening(THREE))

    assert (
        texts(corrected(corrections.reword(case, 1, "How  many\ntrees?")))[0] == "How many trees?"
    )
    assert texts(corrected(corrections.add(case, "Why?")))[-1] == "Why?"
    assert texts(corrected(corrections.drop(case, 2))) == ["How many?", "When?"]


def test_parts_follow_their_stem_and_go_with_it() -> None:
    case = a_case(opening=an_opening((*PARTS, an_item(4, "Why?"))))

    grown = corrections.split(case, 2, ["How many flats?", "How many houses?"])
    assert [item.parent for item in grown.items] == [None, 1, 1, 1, None]
    assert [item.text for item in corrections.drop(case, 1).items] == ["Why?"]


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (lambda case: corrections.drop(case, 9), "no question 9"),
        (lambda case: corrections.merge(case, [1]), "at least two"),
        (lambda case: corrections.split(case, 1, ["one"]), "at least two"),
        (lambda case: corrections.reword(case, 1, "  "), "words of the question"),
        (lambda case: corrections.reword(case, 3, "x"), "reopen"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_remedy(operation: object, words: str) -> None:
    sent = (events.Answered(3, an_answer()), events.ResponseSent("k", (3,), NOON))
    case = a_case(*sent, opening=an_opening(THREE))

    with pytest.raises(CorrectionError, match=words):
        operation(case)  # type: ignore[operator]
