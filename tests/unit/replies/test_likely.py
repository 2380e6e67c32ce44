"""The model of what words say: made from our own sentences alone, and of use on others."""

from __future__ import annotations

import hashlib
import json

import pytest

from foibot.replies.likely import MODEL, Says, likely
from tests.replies.train_said import FILE


def test_the_model_was_made_from_the_sentences_that_lie_in_the_tests() -> None:
    digest = json.loads(MODEL.read_text())["data_sha256"]

    assert digest == hashlib.sha256(FILE.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("We counted 31 of them in the last year.", Says.ANSWER),
        ("The bridge was closed because its bearings had failed.", Says.ANSWER),
        ("There is no record of that meeting.", Says.NOT_HELD),
        ("Nothing to do with us, Fleet have it", Says.NOT_OURS),
        ("Which ward do they mean?", Says.NEED_CLARIFICATION),
        ("can I have until Tuesday please", Says.MORE_TIME),
        ("same as we told the paper in May", Says.ELSEWHERE),
        ("ring me if it looks odd", Says.TALK),
    ],
)
def test_words_that_it_has_not_learnt_are_told_apart(text: str, says: Says) -> None:
    assert likely(text).says is says
