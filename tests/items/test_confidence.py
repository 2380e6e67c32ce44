"""How sure a reading is, and in what words a person is told what to look at."""

from __future__ import annotations

import pytest

from foibot.questions.confidence import (
    CUT_OFF,
    LAST_RESORT,
    confidence,
    heaviest,
    is_doubtful,
    shipped_weights,
    surprises,
)
from foibot.questions.drafts import Doubt
from foibot.questions.facets import BEGINS, NONE
from foibot.questions.itemise import itemise
from foibot.questions.source import BODY, source
from tests.items.calibrate import weighed
from tests.items.score import rules
from tests.items.train_surplus import UNREAD, Learner, examples

HELD = frozenset({"voices17", "voices25", "voices27"})


def test_plain_questions_leave_no_doubt_that_a_person_need_look_at() -> None:
    text = "Please tell me:\n\n1. How many potholes were filled in 2024?\n2. What did that cost?\n"
    found = itemise([source(BODY, text)], rules())

    assert len(found.items) == 2
    assert found.confidence > 0.8
    assert not is_doubtful(found.confidence)


def test_what_surprises_is_told_with_its_words() -> None:
    likely = [[0.02, 0.95, 0.02, 0.01], [0.9, 0.08, 0.01, 0.01], [0.97, 0.01, 0.01, 0.01]]
    texts = ["How many potholes were filled?", "We hope you are all well.", "Regards"]
    doubts = list(surprises([NONE, BEGINS, NONE], likely, texts))

    assert heaviest(doubts) == [
        'may be a question, and is in none: "How many potholes were filled?"',
        'may be no question: "We hope you are all well."',
    ]
    assert is_doubtful(confidence(doubts, 1))


def test_the_gravest_doubt_is_told_where_none_is_grave_and_long_words_are_cut() -> None:
    words = " ".join(f"word{n}" for n in range(20))

    (told,) = heaviest([Doubt("may be no question", words, 0.1), Doubt("other", "", 0.01)])

    assert told.startswith('may be no question: "word0 ')
    assert told.endswith('word11 ..."')


@pytest.mark.parametrize("grave", [CUT_OFF, LAST_RESORT])
def test_a_list_cut_off_or_read_from_the_subject_alone_is_always_looked_at(grave: Doubt) -> None:
    assert is_doubtful(confidence([grave], 5))
    assert heaviest([grave]) == [grave.said]
    assert not is_doubtful(confidence([], 5))
    assert is_doubtful(confidence([], 0))


def test_readings_that_surprise_what_other_lots_taught_are_wrong_far_more_often() -> None:
    every = [each for each in examples() if UNREAD not in each.read]
    known = Learner([each for each in examples() if each.lot not in HELD]).learn()
    pairs = sorted(weighed([each for each in every if each.lot in HELD], known), reverse=True)
    wrong = [bad for _, bad in pairs]
    fifth, half = len(wrong) // 5, len(wrong) // 2

    assert sum(wrong[:fifth]) > 0.6 * fifth
    assert sum(wrong[half:]) < 0.2 * (len(wrong) - half)
    assert shipped_weights().slope > 0
