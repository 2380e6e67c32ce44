"""Personal data in words are told; what only looks like them is not (SEC-2, section 40)."""

from __future__ import annotations

import pytest

from foibot.enclosures.columns import is_person
from foibot.enclosures.notes import Notes
from foibot.enclosures.personal import found_in, look_at_words
from tests.linear import grows_in_proportion
from tests.personal.measured import measured


def test_what_is_planted_is_told_and_hardly_anything_for_nothing() -> None:
    found = measured()

    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.95, found.false


@pytest.mark.parametrize("name", ["Ann Lee", "Mr J. O'Neill", "Siân Huws", "PATEL, Asha", "Khan"])
def test_the_name_of_a_person_is_one(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["Quay Library", "Ashdown Paving Ltd", "Mill Lane", "Car park 3", "Parks team"],
)
def test_the_name_of_a_place_or_a_firm_is_no_person(name: str) -> None:
    assert not is_person(name)


def test_a_kind_that_stands_in_many_places_is_one_remark() -> None:
    notes = Notes()

    look_at_words([(f"row {n}", "NINO: AB123456C") for n in range(400)], notes)

    (remark,) = notes.remarks
    assert remark.what == "a National Insurance number, 400 times"
    assert "394 more places" in remark.place
    assert notes.second_person


@pytest.mark.parametrize(
    "worst", ["1 A", "Mr A", "07", "a@", "ab", "00-00-00 ", "born ", "Council tax ", "she in care "]
)
def test_the_patterns_take_linear_time(worst: str) -> None:
    assert grows_in_proportion(lambda size: found_in(worst * (size // len(worst))), 25_000)
