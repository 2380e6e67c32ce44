"""The requester's own address is masked, and one that something is asked about never is."""

from __future__ import annotations

from functools import partial

import pytest

from foibot.case.blind import blind
from foibot.case.model import Requester
from foibot.case.whereabouts import without_own_address
from tests.linear import grows_in_proportion

ANN = Requester("ann@example.org", "Ann Example")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "I live at 14 Mill Lane, Ashby LE65 1AB, and would like to know the cost of bins.",
            "I live at [postal address], and would like to know the cost of bins.",
        ),
        (
            "My address is Flat 2, 9 High Street, Ashby. What",
            "My address is [postal address]. What",
        ),
        ("our house at 3 mill road, ashby, le65 1ab is", "our house at [postal address] is"),
        ("We live at Rose Cottage, Stow on the Wold GL54 1AB.", "We live at [postal address]."),
        ("I live at 14 Mill Lane, I would like", "I live at [postal address], I would like"),
        ("My postcode is LE65 1AB.", "My postcode is [postal address]."),
        ("Please write to me at 4 The Green, Ashby.", "Please write to me at [postal address]."),
        ("Rwy'n byw yn 4 Heol y Parc, Aberwen SA1 1AA ac", "Rwy'n byw yn [postal address] ac"),
        ("Ann Example, 14 Mill Lane, Ashby LE65 1AB", "[the requester], [postal address]"),
        ("I am Ann Example of 14 Mill Lane.", "I am [the requester] of [postal address]."),
    ],
)
def test_where_the_writer_lives_is_masked(said: str, shown: str) -> None:
    assert blind(said, ANN) == shown


@pytest.mark.parametrize(
    "said",
    [
        "The planning application for 14 Mill Lane, Ashby LE65 1AB.",
        "How many complaints about 14 Mill Lane were made?",
        "What is planned for our house at 14 Mill Lane?",
        "I live in Ashby. How many bins were missed in LE65 1AB?",
        "I live in a flat. Who owns 14 Mill Lane, Ashby LE65 1AB?",
        "I live at the top of the hill and ask about the bins of LE65 1AB.",
        "The address of the site is 14 Mill Lane.",
        "I have lived in 3 different council flats.",
        "Who has lived at 14 Mill Lane since 2019?",
        "I live in 2 places; what is the tax for 14 Mill Lane?",
    ],
)
def test_what_is_asked_about_stays(said: str) -> None:
    assert blind(said, ANN) == said


def masked(part: str, times: int) -> str:
    """Mask many of a part."""
    return without_own_address(part * times)


def test_the_cost_of_masking_is_linear() -> None:
    for part in ("I live at ", "I live at 14 a b c ", "my house at Aa Bb Cc, ", "my address is 1 "):
        assert grows_in_proportion(partial(masked, part), 500)
