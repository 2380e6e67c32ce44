"""No pattern hangs on 100 kB of its worst letters (reliability T13); nothing raises on noise."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.questions.lexicon import parsed, sentences
from foibot.request.cues import Zone, find_cues
from foibot.request.language import language
from foibot.request.organisation import is_name
from foibot.request.preferences import format_preference, period
from foibot.request.signals import REFERENCE
from tests.kinds.labelled import rules

SIZE = 100_000
WORST = [
    "a" * SIZE,
    "a'" * (SIZE // 2),
    "\n \t" * (SIZE // 3),
    "... " * (SIZE // 4),
    "2024 " * (SIZE // 5),
    "ref " * (SIZE // 4),
    "from 1 may 2024 " * (SIZE // 16),
    "you have not " * (SIZE // 13),
    "(" * SIZE,
    "2022/23, " * (SIZE // 9),
    "\n- " * (SIZE // 3),
    "i " * (SIZE // 2),
]


@pytest.mark.parametrize("text", WORST, ids=lambda text: repr(text[:12]))
def test_the_time_grows_with_the_text_and_no_faster(text: str) -> None:
    start = time.process_time()
    part = parsed(text)
    find_cues(text, Zone.BODY, rules().kinds, part.sentences)
    format_preference(part)
    period(part, (), ())
    language(text, rules().languages)
    REFERENCE.search(text[:600])
    is_name(text)

    assert time.process_time() - start < 5


@given(st.text(max_size=300))
def test_any_text_has_sentences_whose_words_lie_in_it(text: str) -> None:
    for sentence in sentences(text):
        assert 0 <= sentence.start < sentence.end <= len(text)
