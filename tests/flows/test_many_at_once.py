"""Many requests at once: mails stay of a size, and no question is lost (P19)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foibot.handlers import digests, gathered, weekly
from tests.flows.town import GOVERNANCE, Town
from tests.security.test_strangers import OPEN_LIMITS

OFFICER = "highways@council.example"
REQUESTS = 5


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(digests, "MOST", 2)
    monkeypatch.setattr(gathered, "MOST", 2)
    monkeypatch.setattr(weekly, "MOST", 2)
    town = Town.make(tmp_path, config=OPEN_LIMITS)
    town.tick()
    for number in range(REQUESTS):
        text = f"Under the FOI Act, how many potholes were repaired in {2015 + number}?\n\nAnn"
        town.write(f"Ann <ann{number}@home{number}.example>", text)
    return town


def told(text: str) -> set[str]:
    """Return the references of a mail."""
    return set(re.findall(r"FOI-2026-\d{5}", text))


def test_an_officer_with_more_than_a_mail_holds_gets_the_nearest_and_then_the_next(
    town: Town,
) -> None:
    asked: list[set[str]] = []
    for day in range(3, 7):
        town.until(f"{['Tue', 'Wed', 'Thu', 'Fri'][day - 3]} {day} Nov 2026 08:32")
        digest = town.last("digest", OFFICER)
        shown = {name for name in told(digest.text) if f"ANSWER {name}" in digest.text}
        asked.append(shown)
        answered = {int(name[-1]) for name in shown}
        town.reply(
            digest,
            "\n\n".join(
                f"--- ANSWER FOI-2026-{n:05} Q1 ---\n{n}2 potholes.\n--- END ---" for n in answered
            ),
        )
        if day == 3:
            assert "You have 3 more questions with later dates" in digest.text

    # Two, two and one: each was asked, in the order of the dates, none twice.
    assert [len(names) for names in asked[:3]] == [2, 2, 1]
    assert len(set().union(*asked[:3])) == REQUESTS


def test_who_answers_nothing_is_shown_the_nearest_every_morning(town: Town) -> None:
    town.until("Tue 3 Nov 2026 08:32")
    first = told(town.last("digest", OFFICER).text)
    town.until("Wed 4 Nov 2026 08:32")

    assert len(town.all("digest", OFFICER)) == 2
    assert told(town.last("digest", OFFICER).text) == first


def test_the_weekly_summary_counts_all_and_lists_the_nearest(town: Town) -> None:
    town.until("Mon 23 Nov 2026 08:32")
    summary = town.last("weekly", GOVERNANCE).text

    assert "and 3 more" in summary
    assert len(told(summary)) == 2
    assert re.search(r"\b5\b", summary)


def test_what_is_late_for_days_is_told_of_the_first_and_counted(town: Town) -> None:
    town.until("Thu 3 Dec 2026 08:32")
    (together,) = [one for one in town.alerts("are still late") if one.to == GOVERNANCE]

    assert "5 requests are still late" in together.text
    assert "and 3 more" in together.text
