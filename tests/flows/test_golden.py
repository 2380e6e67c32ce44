"""The mails of two journeys, word for word: an answer, and a clarification."""

from __future__ import annotations

from pathlib import Path

from tests.clients import Form, outlook_desktop
from tests.flows.golden import matches
from tests.flows.test_mended import POTHOLES
from tests.flows.town import ANN, Town


def opened(folder: Path) -> Town:
    town = Town.make(folder)
    town.tick()
    town.write(ANN, POTHOLES)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def test_the_mails_of_an_answer_are_the_golden_ones(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(town.last("digest"), Q1="4,210 potholes.", Q2="£310,000.")
    town.approve()

    for kind in ("acknowledgement", "digest", "confirmation", "draft", "response"):
        assert matches(town.last(kind), f"answer-{kind}"), kind


def test_the_mails_of_a_clarification_are_the_golden_ones(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(town.last("digest"), Q1="Need to ask the requester: which year?")
    alert = town.alerts("ask the requester")[-1]
    town.reply(alert, "clarify Q1 genuine: The calendar year or the financial year?")

    assert matches(alert, "clarification-alert")
    assert matches(town.last("clarification"), "clarification-asked")
    assert matches(town.last("decision"), "clarification-recorded")


def test_an_approval_from_outlook_in_html_alone_counts(tmp_path: Path) -> None:
    town = opened(tmp_path)
    town.answer(town.last("digest"), Q1="4,210 potholes.", Q2="£310,000.")
    draft = town.last("draft")
    words = next(line for line in draft.text.splitlines() if "APPROVE" in line)
    code = words[words.index("APPROVE") :][:17].rstrip(" .")
    town.reply(draft, code, client=outlook_desktop, form=Form.HTML)

    assert "4,210 potholes." in town.last("response").text
