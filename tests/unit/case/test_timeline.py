"""The timeline says what happened, in words."""

from __future__ import annotations

from foibot.case import events
from foibot.case.lifecycle import facts
from foibot.case.timeline import SENTENCES, timeline
from tests.builders import a_history, an_answer


def test_every_fact_has_its_sentence() -> None:
    assert set(SENTENCES) == set(facts())


def test_the_story_of_a_case_reads_as_one() -> None:
    history = a_history(
        events.Assigned(1, "Parks", "o@council.test", "tree"),
        events.Answered(1, an_answer()),
        events.Undone(3, "wrong question"),
        events.Withdrawn((1, 2), "no longer needed"),
    )

    assert [(entry.text, entry.undone) for entry in timeline(history)] == [
        ("Received on 23 November 2026; 2 questions; FOIA", False),
        ("Question 1 given to Parks (o@council.test): tree", False),
        ("Answer to question 1 recorded: disclosed", True),
        ("Event 3 undone: wrong question", False),
        ("Requester withdrew questions 1 and 2: no longer needed", False),
    ]
