"""Letters of the regulator and the tribunal: linked, their days kept, governance reminded."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.cli import desk
from tests.flows.test_reviews import REF, answered, case
from tests.flows.town import GOVERNANCE, Town, at

ICO = "ICO Casework <icocasework@ico.org.uk>"
LETTER = (
    "Dear Sir or Madam,\n\nWe have received a complaint about your handling of a request.\n"
    f"Your reference: {REF}\nOur reference: IC-123456-A1B2\n\n"
    "Please provide your submissions within 20 working days of this letter.\n\n"
    "The complainant may withdraw the complaint by 1 December 2026.\n\nCase officer"
)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose answered case a regulator has written about."""
    town = answered(tmp_path)
    monkeypatch.setattr(desk, "now", lambda: town.now)
    town.write(ICO, LETTER, subject="Complaint IC-123456-A1B2")
    return town


def told(town: Town) -> list[str]:
    """Return what governance was told of the regulator, in order."""
    return [" ".join(one.text.split()) for one in town.alerts("regulator") if one.kind == "alert"]


def test_the_letter_is_linked_its_day_is_shown_and_governance_is_reminded(town: Town) -> None:
    (first,) = told(town)
    assert REF in first
    assert "reference IC-123456-A1B2" in first
    assert "Wanted by 3 December 2026" in first, first
    (letter,) = town.case(REF).regulator
    assert letter.theirs == "IC-123456-A1B2"
    assert str(letter.reply_by) == "2026-12-03"
    assert town.row(REF).status == "answered"

    town.until("Thu 19 Nov 2026 08:40")
    assert "working days left: 10" in told(town)[-1]
    town.until("Tue 1 Dec 2026 08:40")
    assert "working days left: 5" in " ".join(told(town))
    town.until("Fri 4 Dec 2026 08:40")
    assert "the day has passed" in told(town)[-1]
    many = len(told(town))
    town.until("Thu 17 Dec 2026 08:40")
    assert len(told(town)) == many


def test_once_it_is_answered_nobody_is_reminded(town: Town) -> None:
    alert = town.alerts("regulator")[-1]
    town.until("Wed 11 Nov 2026 10:00")
    town.reply(alert, "regulator answered on 10 November", sender=GOVERNANCE)
    assert "was answered on" in town.last("decision").text
    many = len(told(town))
    town.until("Fri 18 Dec 2026 08:40")

    assert len(told(town)) == many


def test_another_day_is_put_by_reply_or_by_command(town: Town) -> None:
    alert = town.alerts("regulator")[-1]
    town.later(hours=1)
    town.reply(alert, "regulator by 18 December 2026", sender=GOVERNANCE)
    assert str(town.case(REF).regulator[-1].reply_by) == "2026-12-18"
    case(town, "regulator", REF, "--by", "2026-12-21")
    assert str(town.case(REF).regulator[-1].reply_by) == "2026-12-21"
    assert "say --by DAY" in case(town, "regulator", REF, code=1)


def test_a_later_letter_that_names_only_their_reference_joins_the_case(town: Town) -> None:
    town.later(days=2)
    text = "Further to our letter, please confirm by 20 November 2026 that you hold the list."
    town.write(ICO, text, subject="IC-123456-A1B2")

    assert [str(one.reply_by) for one in town.case(REF).regulator] == ["2026-12-03", "2026-11-20"]


def test_a_letter_by_post_is_entered_by_command(town: Town) -> None:
    case(
        town, "regulator", REF, "--from", "First-tier Tribunal", "--subject",
        "Directions EA/2026/0123", "--received", "2026-11-05", "--by", "2026-11-27",
    )  # fmt: skip
    assert "First-tier Tribunal wrote (EA/2026/0123)" in case(town, "explain", REF)
    town.until("Fri 13 Nov 2026 08:40")

    assert "First-tier Tribunal wants a reply by" in told(town)[-1]
    assert town.now == at("Fri 13 Nov 2026 08:40")


def test_a_letter_about_no_case_we_know_is_still_put_before_governance(tmp_path: Path) -> None:
    town = answered(tmp_path)
    text = "The Commissioner requires a reply by 1 December 2026 about request 77."
    town.write(ICO, text, subject="New complaint")

    assert "Wanted by" in told(town)[-1]
    assert town.case(REF).regulator == ()
