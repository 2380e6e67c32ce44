"""The letter says once what is enclosed: in the officer's words where they name every file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foibot.case.model import Enclosure
from foibot.letter.enclosing import names_all, only_points
from tests.unit.letter.cases import TWINNING

FILE = next(file for item in TWINNING.items if item.answer for file in item.answer.enclosures)


def _file(name: str) -> Enclosure:
    return replace(FILE, name=name, title=name)


@pytest.mark.parametrize(
    "text", ["Attached.", "See attached", "Please see the attached file", "Ynghlwm"]
)
def test_a_pointer_is_no_answer_of_its_own(text: str) -> None:
    assert only_points(text)


@pytest.mark.parametrize(
    "text", ["61 in 2023, attached", "Not attached. We hold no such plan.", ""]
)
def test_what_says_more_stays(text: str) -> None:
    assert not only_points(text)


def test_words_that_name_every_file_need_no_list() -> None:
    files = [_file("limes-report.txt"), _file("Survey of roots.pdf")]

    assert names_all("We enclose limes-report.txt and the survey.", files)
    assert not names_all("We enclose limes-report.txt.", files)
    assert not names_all("The survey and the report were made in 2024.", files)
    assert not names_all("The file is enclosed.", files)
