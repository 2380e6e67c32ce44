"""What a requester wishes of the form of the answer, and how their questions were numbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.letter.work import own_number
from foibot.request.preferences import forms_wanted
from tests.flows.town import ANN, Town

ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "a) How many potholes were repaired in 2025?\n"
    "b) How much did pothole repairs cost in 2025?\n\n"
    "I am Ann and nearly blind: please send the answer in large print.\n\nAnn Example"
)


@pytest.mark.parametrize(
    ("wish", "forms"),
    [
        ("Please send the data as an Excel spreadsheet.", ("a spreadsheet",)),
        ("I would prefer large print, by post please.", ("large print", "a paper copy")),
        ("Could it be in CSV or another machine-readable format?", ("machine-readable data",)),
        ("Hoffwn yr ateb yn Gymraeg os gwelwch yn dda.", ("Welsh",)),
        ("Please reply by email.", ("an electronic copy",)),
        ("", ()),
    ],
)
def test_a_wish_is_told_by_its_kind_alone(wish: str, forms: tuple[str, ...]) -> None:
    assert set(forms) <= set(forms_wanted(wish))


@pytest.mark.parametrize(
    ("label", "n", "shown"),
    [("2(b)", 3, "2(b)"), ("b)", 2, "b)"), ("2.", 2, ""), ("Q2", 2, ""), ("", 1, "")],
)
def test_the_requesters_own_number_is_shown_where_it_differs(
    label: str, n: int, shown: str
) -> None:
    assert own_number(label, n) == shown


def test_the_officer_sees_the_form_and_the_approver_the_whole_wish(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")

    assert "large print" in digest.text
    assert "blind" not in digest.text
    assert "calls this a" in digest.text
    town.answer(digest, Q1="4,210.", Q2="£310,000.")
    draft = " ".join(town.last("draft").text.split())
    assert "please send the answer in large print" in draft
