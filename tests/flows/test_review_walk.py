"""A review from complaint to outcome, as each kind of requester and law has it (IR-2 to IR-9)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foibot.demo.world import CONFIG
from tests.flows.test_reviews import ASKED, REF, REVIEW, UNHAPPY, answered
from tests.flows.town import ANN, REVIEWER, Town

RELAY = "request-991234-0a1b2c3d@whatdotheyknow.com"
SCOTTISH = CONFIG.replace('regime = "uk"', 'regime = "scotland"')


def answered_relay(folder: Path) -> Town:
    """Return a town that answered a request that came through WhatDoTheyKnow."""
    town = Town.make(folder)
    town.tick()
    subject = "Freedom of Information request - Figures for 2025"
    town.write(f"Ann Example <{RELAY}>", ASKED, subject=subject)
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210 potholes.", Q2="215 street lamps.")
    town.approve()
    town.until("Thu 5 Nov 2026 10:00")
    return town


def test_a_review_through_the_relay_is_known_by_its_subject_and_answered_there(
    tmp_path: Path,
) -> None:
    town = answered_relay(tmp_path)
    assert town.last("response").to == RELAY
    subject = "Internal review of Freedom of Information request - Figures for 2025"
    said = "Please pass this on to whoever reviews requests. The side roads are missing.\n\nAnn"
    town.write(f"Ann Example <{RELAY}>", said, subject=subject)

    told = town.last("review-acknowledgement")
    assert told.to == RELAY
    assert REVIEW in told.text
    assert "Friday 4 December 2026" in told.text
    assert REF in told.text
    assert town.row(REVIEW).due == date(2026, 12, 4)


@pytest.mark.parametrize(
    "said",
    [
        "Thank you, but I do not believe that this is all you hold. The side roads are missing.",
        "I disagree with this. Your figure leaves out every side road, please look at it again.",
        "This does not answer my question: I asked for all roads, not for main roads alone.",
    ],
)
def test_dissatisfaction_in_any_words_opens_a_review(tmp_path: Path, said: str) -> None:
    town = answered(tmp_path)
    town.reply(town.last("response"), f"{said}\n\nAnn", sender=ANN)

    assert town.row(REVIEW).due == date(2026, 12, 4)
    assert "side road" in town.last("review-assignment", REVIEWER).text or "main roads" in said


def test_a_scottish_review_has_twenty_days_and_its_own_decision_and_appeal(tmp_path: Path) -> None:
    town = answered(tmp_path, config=SCOTTISH)
    town.reply(town.last("response"), UNHAPPY, sender=ANN)
    assert town.row(REVIEW).due == date(2026, 12, 4)
    town.later(hours=4)
    found = "Q1: Not upheld. Side roads are counted.\nReviewed by: Head of Legal Services"
    town.reply(town.last("review-assignment", REVIEWER), found)
    town.approve(town.last("draft", REVIEWER))

    letter = " ".join(town.last("review-outcome", "ann@example.org").text.split())
    assert "Under section 21(4) of the Freedom of Information (Scotland) Act 2002" in letter
    assert "Scottish Information Commissioner" in letter
    assert "within six months" in letter
    assert "Court of Session" in letter
    assert "Information Commissioner's Office" not in letter


def test_a_relay_that_its_domain_does_not_vouch_for_is_linked_by_a_person(tmp_path: Path) -> None:
    town = answered_relay(tmp_path)
    subject = "Internal review of Freedom of Information request - Figures for 2025"
    said = "Please carry out an internal review. The side roads are missing.\n\nAnn"
    town.write(f"Ann Example <{RELAY}>", said, subject=subject, dmarc="fail")

    assert not town.all("review-assignment")
