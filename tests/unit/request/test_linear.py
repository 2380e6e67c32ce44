"""No pattern hangs on 100 kB of its worst letters (reliability T13); nothing raises on noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.questions.lexicon import parsed, sentences
from foibot.request.cues import Zone, find_cues
from foibot.request.language import language
from foibot.request.organisation import is_name
from foibot.request.preferences import format_preference, period
from foibot.request.regime import weigh
from foibot.request.signals import REFERENCE
from tests.kinds.labelled import rules
from tests.linear import grows_in_proportion

WORST = [
    "a", "a'", "\n \t", "... ", "2024 ", "ref ", "from 1 may 2024 ", "you have not ", "(",
    "2022/23, ", "\n- ", "i ",
]  # fmt: skip


@pytest.mark.parametrize("letters", WORST, ids=repr)
def test_the_time_grows_with_the_text_and_no_faster(letters: str) -> None:
    def read(size: int) -> None:
        text = letters * (size // len(letters))
        part = parsed(text)
        find_cues(text, Zone.BODY, rules().kinds, part.sentences)
        format_preference(part)
        period(part, (), ())
        language(text, rules().languages)
        REFERENCE.search(text[:600])
        is_name(text)

    assert grows_in_proportion(read, 25_000)


def test_words_of_many_topics_cost_in_proportion() -> None:
    topics = rules().topics

    assert grows_in_proportion(lambda n: weigh(parsed("bin " * n), topics), 500)


@given(st.text(max_size=300))
def test_any_text_has_sentences_whose_words_lie_in_it(text: str) -> None:
    for sentence in sentences(text):
        assert 0 <= sentence.start < sentence.end <= len(text)
