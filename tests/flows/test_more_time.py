"""An officer asks for more time and a lead decides: the day of our own moves, the law's never."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foibot.case.model import MoreTime
from foibot.demo.world import Sent
from tests.clients import gmail, outlook_web
from tests.flows.town import ANN, Town, flat, kinds, subject

REF = "FOI-2026-00001"
OFFICER = "highways@council.example"
ROADS = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act how many potholes were "
    "reported in 2025?\n\nAnn Example"
)
DUE = date(2026, 12, 1)  # twenty working days from Tuesday 3 November, which is day 1


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town on Monday 9 November, a week after the request came."""
    fresh = Town.make(tmp_path)
    fresh.tick()
    fresh.write(ANN, ROADS)
    fresh.until("Mon 9 Nov 2026 09:00")
    return fresh


def wish(town: Town, text: str = "Need more time because the depot is closed") -> Sent:
    """Let the officer ask for more time; return what governance is asked."""
    town.reply(town.last("digest", OFFICER), text)
    found = town.alerts("asks for more time")
    assert found, [subject(one) for one in town.all("alert")]
    return found[-1]


def stands(town: Town) -> MoreTime:
    """Return what was decided about the one question."""
    item = town.case(REF).item(1)
    assert item is not None
    assert item.more_time is not None
    return item.more_time


def test_a_lead_gives_the_day_the_officer_reads_it_and_the_law_stays(town: Town) -> None:
    alert = wish(town)
    out = town.reply(alert, "Yes they can have until 24 November", client=outlook_web)

    assert kinds(out) == [("decision", "governance")]
    assert "is to answer by Tuesday 24 November 2026" in flat(out[0])
    assert "legal deadline stays Tuesday 1 December 2026" in flat(out[0])
    assert stands(town).until == date(2026, 11, 24)
    assert town.row(REF).due == DUE
    town.until("Tue 10 Nov 2026 09:00")
    digest = flat(town.last("digest", OFFICER))
    assert "governance wants this answer by Tuesday 24 November 2026" in digest
    assert "Please answer by Tuesday 24 November 2026" in digest.replace(" =", "").replace(":", "")


def test_reminders_follow_the_day_that_was_given(town: Town) -> None:
    town.reply(wish(town), "fine, give them till the 24th")
    town.until("Fri 27 Nov 2026 09:00")

    days = [f"{one.at:%d %b}" for one in town.all("digest", OFFICER)]
    # News on the 10th; then five and two working days before the day given, and on it.
    assert days == ["03 Nov", "09 Nov", "10 Nov", "20 Nov", "24 Nov"]


def test_no_leaves_the_day_and_the_officer_reads_why(town: Town) -> None:
    out = town.reply(wish(town), "No, the committee wants it: it is on the agenda", client=gmail)

    assert "no more time" in flat(out[0])
    town.until("Tue 10 Nov 2026 09:00")
    digest = flat(town.last("digest", OFFICER))
    assert "Governance has decided that the day stands. It is on the agenda." in digest
    assert "Monday 16 November 2026" in digest


def test_a_day_after_the_legal_deadline_is_refused_with_the_reason(town: Town) -> None:
    out = town.reply(wish(town), "ok until 4/12")

    assert kinds(out) == [("unclear", "governance")]
    assert "after the legal deadline of Q1, which is Tuesday 1 December 2026" in flat(out[0])
    assert not stands(town).decided
    assert town.row(REF).due == DUE
    # The legal deadline itself is the last day that can be given.
    town.reply(out[0], "1 December then")
    assert stands(town).until == DUE


def test_what_is_unclear_is_asked_back_and_the_answer_to_that_is_understood(town: Town) -> None:
    out = town.reply(wish(town), "yes")
    assert kinds(out) == [("unclear", "governance")]
    assert "until when?" in flat(out[0])

    out = town.reply(out[0], "Friday the 20th", client=outlook_web)
    assert kinds(out) == [("decision", "governance")]
    assert stands(town).until == date(2026, 11, 20)
    # And a change of mind, in reply to what confirmed it.
    town.reply(out[0], "Sorry, make it the 24th")
    assert stands(town).until == date(2026, 11, 24)


def test_yes_alone_gives_the_day_that_the_officer_named(town: Town) -> None:
    alert = wish(town, "Could I have until 18 November please, the depot is closed")
    town.later(minutes=5)
    town.reply(alert, "ok", client=outlook_web)

    assert stands(town).until == date(2026, 11, 18)


def test_undo_takes_the_day_back_and_the_officer_hears_of_it(town: Town) -> None:
    out = town.reply(wish(town), "they can have until the 24th")
    town.until("Tue 10 Nov 2026 09:00")
    town.reply(out[0], "undo")
    assert not stands(town).decided
    town.until("Wed 11 Nov 2026 09:00")

    digest = town.last("digest", OFFICER)
    assert f"{digest.at:%d %b}" == "11 Nov"
    assert "Governance has not decided yet" in flat(digest)
    assert "Monday 16 November 2026" in flat(digest)


def test_what_cannot_be_shown_to_come_from_the_lead_moves_nothing(town: Town) -> None:
    town.reply(wish(town), "Yes they can have until 24 November", dmarc="fail")

    assert not stands(town).decided


def test_a_lead_gives_time_that_nobody_asked_for(town: Town) -> None:
    town.until("Tue 24 Nov 2026 09:00")
    alert = town.alerts("Five working days")[-1] if town.alerts("Five working") else None
    alert = alert or town.all("alert")[-1]
    out = town.reply(alert, "allow Q1 until 27 November: they rang me")

    assert kinds(out) == [("decision", "governance")], out[0].text
    town.until("Wed 25 Nov 2026 09:00")
    digest = flat(town.last("digest", OFFICER))
    assert "Governance wants this answer by Friday 27 November 2026. They rang me." in digest


def test_an_answer_that_came_meanwhile_needs_no_day(town: Town) -> None:
    alert = wish(town)
    town.answer(town.last("digest", OFFICER), Q1="812 potholes were reported.")
    out = town.reply(alert, "until the 24th")

    assert "answered meanwhile" in flat(out[0])


def test_two_questions_in_one_reply_are_one_alert_and_may_differ(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    two = "1. How many potholes were repaired in 2025?\n2. How many miles of road were resurfaced?"
    town.write(ANN, f"Dear council,\n\nUnder the Freedom of Information Act:\n{two}\n\nAnn Example")
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(
        town.last("digest", OFFICER),
        Q1="Need more time because the depot is closed",
        Q2="Need more time until 20 November because the surveyor is away",
    )
    (alert,) = town.alerts("asks for more time on Q1 and Q2")
    out = town.reply(alert, "Q1 no, we have those figures\nQ2 yes")

    assert "Q1: no more time" in flat(out[0])
    assert "Q2:" in flat(out[0])
    items = {item.n: item.more_time for item in town.case(REF).counted}
    assert items[1] is not None
    assert items[1].refused
    assert items[2] is not None
    assert items[2].until == date(2026, 11, 20)


def test_another_service_is_not_given_the_day_of_the_first(town: Town) -> None:
    alert = wish(town)
    town.reply(alert, "until the 24th")
    town.reply(alert, "assign Q1 to Finance")
    item = town.case(REF).item(1)

    assert item is not None
    assert (item.service, item.more_time) == ("Finance and Procurement", None)


def test_a_question_with_its_answer_is_not_given_back_in_silence(town: Town) -> None:
    alert = wish(town)
    town.answer(town.last("digest", OFFICER), Q1="812 potholes were reported.")
    out = town.reply(alert, "assign Q1 back to Highways")

    assert kinds(out) == [("unclear", "governance")]
    assert "has answered Q1; to have it answered again" in flat(out[0])


def test_working_days_leave_out_the_bank_holidays(tmp_path: Path) -> None:
    town = Town.make(tmp_path, "Mon 14 Dec 2026 09:00")
    town.tick()
    town.write(ANN, ROADS)
    town.until("Mon 21 Dec 2026 09:00")
    out = town.reply(wish(town), "Fine, give them 4 working days")

    # Friday is Christmas Day, and Boxing Day is kept on the Monday.
    assert "is to answer by Tuesday 29 December 2026" in flat(out[0])
