"""The draft of a review's outcome: what its mail offers works (law.md IR-8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import Sent
from tests.flows.test_reviews import REVIEW, UNHAPPY, answered
from tests.flows.town import ANN, REVIEWER, Town, flat

FOUND = (
    "Q1: upheld. Side roads are missing.\n"
    "Q2: not upheld. The number of lamps is right.\n"
    "Reviewed by: Head of Legal Services"
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town in which a reviewer has the draft of an outcome."""
    town = answered(tmp_path)
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    town.later(hours=1)
    town.reply(town.last("review-assignment", REVIEWER), FOUND)
    return town


def approve_twice(town: Town, draft: Sent) -> None:
    """Approve a draft, and once more what its checks doubt: no action is named (IR-8)."""
    town.approve(draft)
    town.approve(town.last("second-look", REVIEWER))


def test_the_draft_offers_findings_and_no_answers(town: Town) -> None:
    told = flat(town.last("draft", REVIEWER))

    assert "Q2: and a new text" not in told
    assert "Q2: upheld (or partly upheld, or not upheld) and the reasons" in told


def test_one_finding_is_changed_in_reply_to_the_draft_and_the_others_stay(town: Town) -> None:
    first = town.last("draft", REVIEWER)
    town.reply(first, "Q2: partly upheld. Two lamps were counted twice.")
    points = town.case(REVIEW).points
    assert [(one.n, one.finding.value) for one in points] == [(1, "upheld"), (2, "partly")]
    assert town.case(REVIEW).reviewer_role == "Head of Legal Services"
    new = town.last("draft", REVIEWER)
    assert new is not first
    assert "Two lamps were counted twice" in new.text
    assert "Side roads are missing" in new.text

    # The code of the first draft is dead; that of the new one sends it.
    town.approve(first)
    assert not town.all("review-outcome")
    approve_twice(town, new)
    assert "counted twice" in town.last("review-outcome", "ann@example.org").text


def test_new_words_without_a_finding_are_asked_back_with_what_works(town: Town) -> None:
    town.reply(town.last("draft", REVIEWER), "Q2: Two lamps were counted twice.")
    asked = flat(town.last("unclear", REVIEWER))

    assert "Q1: upheld. and the reasons (or partly upheld, or not upheld)" in asked
    assert "Q2: and the new words of its answer" not in asked
    assert town.case(REVIEW).points[1].text == "The number of lamps is right."


def test_no_puts_the_outcome_aside_and_the_findings_may_come_again(town: Town) -> None:
    town.reply(town.last("draft", REVIEWER), "No: the count of lamps must be looked at again")
    told = flat(town.last("decision", REVIEWER))
    assert "send the findings again" in told
    assert "assign them" not in told

    town.later(hours=1)
    town.reply(town.last("review-assignment", REVIEWER), FOUND.replace("not upheld", "upheld"))
    approve_twice(town, town.last("draft", REVIEWER))
    assert town.all("review-outcome")


def test_a_finding_of_everything_takes_the_place_of_those_of_questions(town: Town) -> None:
    town.reply(town.last("draft", REVIEWER), "Upheld. All of it: the count was never checked.")

    assert [(one.n, one.finding.value) for one in town.case(REVIEW).points] == [(0, "upheld")]
    assert "Two lamps" not in town.last("draft", REVIEWER).text


def test_a_finding_of_nothing_named_is_asked_back_where_it_contradicts_one(town: Town) -> None:
    before = town.case(REVIEW).points
    town.reply(town.last("draft", REVIEWER), "Upheld. The delay was ours.")

    assert "say which question this one is about" in flat(town.last("unclear", REVIEWER))
    assert town.case(REVIEW).points == before


@pytest.mark.parametrize("mail", ["review-assignment", "draft"])
def test_a_question_that_there_is_not_is_asked_back(town: Town, mail: str) -> None:
    before = town.case(REVIEW).points
    town.reply(town.last(mail, REVIEWER), "Q7: upheld. It was never answered.")

    told = flat(town.last("unclear", REVIEWER))
    assert "FOI-2026-00001 has no question 7: it has Q1, Q2" in told
    assert town.case(REVIEW).points == before


def test_after_the_outcome_nothing_is_changed_and_that_is_said(town: Town) -> None:
    draft = town.last("draft", REVIEWER)
    approve_twice(town, draft)
    went = town.last("review-outcome")
    before = town.case(REVIEW)
    town.later(days=4)
    told_before = len(town.all("decision", REVIEWER))
    town.reply(draft, "Q2: partly upheld. Two lamps were counted twice.")

    told = flat(town.last("unclear", REVIEWER))
    assert "the outcome went on 5 November 2026: nothing was changed" in told
    assert "upheld (or partly upheld" not in told
    assert town.case(REVIEW).points == before.points
    assert len(town.all("decision", REVIEWER)) == told_before
    assert town.last("review-outcome") is went
