"""Nothing that is hidden leaves, each finding names its place, and what is visible stays (T23)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from foibot.sandbox.worker import Worker
from tests.hidden.corpus import MAKERS
from tests.hidden.judge import leaks
from tests.hidden.look import looked_at
from tests.hidden.places import PLACES, Place


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


@pytest.mark.parametrize("place", PLACES, ids=lambda one: one.id)
def test_a_canary_stays_here_and_a_person_hears_where_it_was(place: Place, worker: Worker) -> None:
    found = looked_at(place, worker)

    assert found.leaked == ()
    assert found.told, found.said
    assert found.lost == ()


def test_the_canaries_are_in_the_files() -> None:
    kinds = ("docx", "odt", "ods", "rtf", "pdf", "xls", "pptx", "html", "msg", "zip")
    plain = [one for one in PLACES if one.extension in kinds]
    # Locked, spelled so that no search of ours finds it, or a number in eight bytes.
    named = (
        "password", "no archive", "data of a field", "signs of tags within words",
        "letter that is said to be another",
    )  # fmt: skip
    numbers = ("xls: number format that shows nothing",)

    missing = [
        one.id
        for one in plain
        if one.name not in named and one.id not in numbers and not leaks(one.file(), one.canary)
    ]

    assert missing == []


def test_a_judge_that_finds_nothing_is_no_judge() -> None:
    assert len(MAKERS) == 17
    assert len({one.id for one in PLACES}) == len(PLACES) > 610
