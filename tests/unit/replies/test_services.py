"""Which team a few words send a question to, and which name is an answer (T21)."""

from __future__ import annotations

import pytest

from foibot.replies.services import in_charge, sends_the_rest, sent_to, service_named
from tests.replies.test_officers import RULES


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Waste Operations please.", "Waste Operations"),
        ("thats Waste not Planning", "Waste"),
        ("It's Highways, not us", "Highways"),
        ("street lighting is county not district", "county"),
        ("The rest is Housing Options.", "Housing Options"),
        ("It's Serco not Veolia", ""),
        ("The rest are Band A.", ""),
        ("None please", ""),
        ("It is a county road", ""),
    ],
)
def test_a_team_is_sent_the_question(text: str, team: str) -> None:
    assert sent_to(text, RULES) == team


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Democratic Services run the appeals", "Democratic Services"),
        ("We run the appeals", ""),
        ("Democratic Services do not run the appeals", ""),
        ("Active Leisure Trust run both", ""),
    ],
)
def test_a_team_is_in_charge(text: str, team: str) -> None:
    assert in_charge(text, RULES) == team


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Not HR - Payroll would have this", "Payroll"),
        ("Not us, the Highways team will have that", "Highways team"),
        ("Legal should have this", "Legal"),
        ("Not one for us I'm afraid.", ""),
    ],
)
def test_the_name_of_a_team_ends_before_the_verb(text: str, team: str) -> None:
    assert service_named(text, RULES) == team


def test_the_rest_of_what_is_counted_is_no_team() -> None:
    assert sends_the_rest("The rest is with Legal", RULES)
    assert not sends_the_rest("The rest are Leased", RULES)
