"""A sample of the hiding places by mail, from the officer's reply to the bytes that go (T23)."""

from __future__ import annotations

import pytest

from tests.hidden.corpus import every_place
from tests.hidden.places import Place
from tests.hidden.through import Passed, through_desk

# `python -m tests.hidden` takes all.
KINDS = ("xlsx", "docx", "ods", "odt", "rtf", "pdf", "csv", "jpg")


def sample() -> list[Place]:
    """Return the first of each kind that goes, and some of those that are held."""
    going = {one.kind: one for one in reversed(every_place()) if not one.held}
    held = [one for one in every_place() if one.held][::12]
    return [*(going[kind] for kind in KINDS), *held]


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> list[Passed]:
    return through_desk(sample(), tmp_path_factory.mktemp("desk"))


def test_no_canary_is_in_the_mail_that_goes(passed: list[Passed]) -> None:
    assert [one for one in passed if one.leaked] == []


def test_the_approver_hears_where_each_was(passed: list[Passed]) -> None:
    assert [one.place for one in passed if not one.told] == []


def test_the_sample_has_files_that_went_and_files_that_were_held(passed: list[Passed]) -> None:
    assert sum(one.went for one in passed) == len(KINDS)
    assert sum(not one.went for one in passed) >= 3
