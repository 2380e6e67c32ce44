"""A reply to a question that we took back answers no other question that waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import Sent
from foibot.handlers import deciding, undoing
from tests.flows.town import ANN, Town

TWO = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did the council spend on agency staff in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
SAID = "The calendar year, please.\n\nAnn"


def ask(town: Town, n: int) -> Sent:
    """Let governance ask about a question; return the mail that asks."""
    town.decide(
        REF,
        lambda f, w, d: deciding.clarify(
            f, (n,), "Which year?", genuine=True, why="two sorts of year", who=w, desk=d
        ),
    )
    town.later(hours=1)
    return town.last("clarification")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town with one request of two questions."""
    return Town.asked(tmp_path, TWO, "Tue 3 Nov 2026 09:00")


def undone(town: Town) -> Sent:
    """Ask about the first question and undo it; return the mail that asked."""
    asked = ask(town, 1)
    town.decide(REF, lambda f, w, d: undoing.undo(f, None, "it was clear", w, d))
    town.later(hours=1)
    return asked


def waits(town: Town) -> list[int]:
    """Return the questions that wait for the requester."""
    items = town.case(REF).items
    return [i.n for i in items if i.clarification and i.clarification.answered_at is None]


def test_a_reply_to_the_old_mail_is_shown_and_the_other_question_waits_on(town: Town) -> None:
    old = undone(town)
    ask(town, 2)
    town.reply(old, SAID, sender=ANN)

    assert waits(town) == [2]
    assert not town.all("clarified")
    (told,) = town.alerts("that we had taken back")
    assert "The calendar year, please." in told.text


def test_a_question_that_was_asked_again_has_its_answer_from_the_old_mail(town: Town) -> None:
    old = undone(town)
    ask(town, 2)
    ask(town, 1)
    town.reply(old, SAID, sender=ANN)

    assert waits(town) == [2]
    assert not town.alerts("that we had taken back")
    assert "Question 1" in town.last("clarified").text


def test_a_reply_to_what_still_stands_is_its_answer(town: Town) -> None:
    undone(town)
    town.reply(ask(town, 2), SAID, sender=ANN)

    assert waits(town) == []
    assert not town.alerts("that we had taken back")


def test_a_reply_to_a_reminder_of_it_is_none_either(town: Town) -> None:
    ask(town, 1)
    town.until("Wed 9 Dec 2026 09:00")
    reminder = town.last("clarification-reminder")
    town.decide(REF, lambda f, w, d: undoing.undo(f, None, "it was clear", w, d))
    town.later(hours=1)
    ask(town, 2)
    town.reply(reminder, SAID, sender=ANN)

    assert waits(town) == [2]
    assert town.alerts("that we had taken back")
