"""Dates that move, stand still or end, as the people concerned hear of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foibot.case import events
from foibot.case.clockwork import item_clocks
from foibot.case.model import ItemState, Law
from foibot.clock.model import ItemClock, State
from foibot.handlers import deciding, extending
from foibot.handlers.deciding import DecisionError
from foibot.handlers.resembling import in_window
from foibot.mailbox.collect import receipt
from tests.flows.post import Writing, made
from tests.flows.town import ANN, GOVERNANCE, Town, at, subject

REF = "FOI-2026-00001"
ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many parking fines were cancelled in 2025?\n"
    "2. How much did the council pay in 2025 to collect parking fines?\n\nAnn Example"
)
MORE = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act how many library books "
    "were lost in 2025?\n\nAnn Example"
)
HOLIDAY = """
[[extra]]
date = 2026-11-20
divisions = ["scotland"]
name = "A day of celebration"
basis = "proclamation under s.1(3) of the 1971 Act"
source = "made for this test"
"""


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def test_every_date_that_a_new_holiday_moves_stands_in_one_mail(town: Town) -> None:
    town.write(ANN, MORE, subject="Library books")
    rules = town.world.folder / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "calendar.toml").write_text(HOLIDAY, encoding="utf-8")
    town.until("Wed 4 Nov 2026 10:00")

    told = [one for one in town.all("alert", GOVERNANCE) if "date has moved" in subject(one)]
    assert len(told) == 1
    assert "2 dates moved: Fri 20 Nov 2026 (A day of celebration, Scotland) is now" in told[0].text
    for case in town.cases():
        assert f"{case.reference}: Due " in told[0].text
    letters = town.all("date-changed")
    assert len(letters) == 2
    assert "A day of celebration" in letters[0].text


def clocks(town: Town) -> dict[int, ItemClock]:
    """Return the clocks of the first case."""
    with town.desk() as desk:
        file = desk.files.load(REF)
        assert file is not None
        return item_clocks(
            file.case, file.history, desk.today, desk.office.calendars, desk.office.rules
        )


def history(town: Town) -> list[object]:
    """Return the facts of the first case."""
    with town.desk() as desk:
        file = desk.files.load(REF)
        assert file is not None
        return [event.fact for event in file.history]


def test_a_corrected_receipt_keeps_the_old_date_and_everybody_concerned_hears(town: Town) -> None:
    sent = town.decide(
        REF, lambda f, w, d: deciding.redate(f, date(2026, 11, 4), "it was sent to us again", w, d)
    )

    (letter,) = [one for one in sent if one.kind == "date-changed"]
    assert "1 December 2026" in letter.text
    assert "3 December 2026" in letter.text
    (alert,) = [one for one in sent if one.kind == "alert"]
    assert f"{REF} Q1: due Tue 1 Dec 2026 becomes Thu 3 Dec 2026 because receipt" in alert.text
    assert any(isinstance(f, events.Noted) and "becomes Thu 3 Dec" in f.text for f in history(town))


def test_a_change_of_law_that_moves_a_date_is_not_silent(town: Town) -> None:
    sent = town.decide(
        REF, lambda f, w, d: deciding.change_law(f, None, Law.SAR, "it is about himself", w, d)
    )

    assert [one.kind for one in sent if one.to == "ann@example.org"] == ["date-changed"]
    assert town.row(REF).due == date(2026, 12, 2)
    assert town.alerts("becomes Wed 2 Dec 2026")


def test_a_change_of_law_that_moves_nothing_troubles_nobody(town: Town) -> None:
    sent = town.decide(
        REF, lambda f, w, d: deciding.change_law(f, 1, Law.EIR, "about the highway", w, d)
    )

    assert sent == []


def test_a_void_extension_is_refused_and_leaves_no_trace(town: Town) -> None:
    for basis, ns in (("eir", (1,)), ("review", ()), ("eir", ())):
        with pytest.raises(DecisionError, match="not extended"), town.desk() as desk:
            file = desk.files.load(REF)
            assert file is not None
            wanted = events.Extended(
                basis, date(2026, 12, 20), ns, "much to read", complex=True, voluminous=True,
                noticed_on=desk.today,
            )  # fmt: skip
            extending.extend(file, wanted, deciding.Decider("lead"), desk)

    assert not any(isinstance(fact, events.Extended) for fact in history(town))


def test_an_extension_holds_for_the_questions_that_it_may_extend_and_names_no_other(
    town: Town,
) -> None:
    town.decide(REF, lambda f, w, d: deciding.change_law(f, 2, Law.EIR, "highway works", w, d))
    sent = town.decide(
        REF,
        lambda f, w, d: extending.extend(
            f,
            events.Extended(
                "eir", date(2026, 12, 31), (), "complex and voluminous", complex=True,
                voluminous=True, noticed_on=d.today,
            ),
            w, d,
        ),
    )  # fmt: skip

    (letter,) = [one for one in sent if one.kind == "extension"]
    assert "pay in 2025" in letter.text
    assert "cancelled in 2025" not in letter.text
    assert {n: clock.due for n, clock in clocks(town).items()} == {
        1: date(2026, 12, 1),
        2: date(2026, 12, 31),
    }


def test_a_longer_public_interest_extension_needs_a_recorded_reason(town: Town) -> None:
    def extend(until: date, override: str = "") -> None:
        town.decide(
            REF,
            lambda f, w, d: extending.extend(
                f,
                events.Extended(
                    "pit", until, (1,), "both sides weigh", "s.43(2)", noticed_on=d.today,
                    override=override,
                ),
                w, d,
            ),
        )  # fmt: skip

    with pytest.raises(DecisionError, match="later than the law or the regulator allows"):
        extend(date(2027, 3, 1))
    assert not any(isinstance(fact, events.Extended) for fact in history(town))
    extend(date(2027, 3, 1), "the supplier's court case ends in February")

    assert clocks(town)[1].due == date(2027, 3, 1)
    assert clocks(town)[2].due == date(2026, 12, 1)


def test_a_fee_holds_up_what_is_owed_and_the_requester_hears_the_truth_when_asking(
    town: Town,
) -> None:
    town.decide(
        REF,
        lambda f, w, d: deciding.fee_notice(
            f, deciding.Charge("£12", "copies", "by card", "https://council.example/charges"), w, d
        ),
    )
    town.reply(town.last("acknowledgement"), "When will I get my answer?", sender=ANN)

    status = town.last("status")
    assert "We have asked you for a fee." in status.text
    assert "pay by Tuesday 2 February 2027" in status.text
    assert "2 November 2026" not in status.text.split("fee.")[1]
    assert "Answer due by" not in status.text


def test_a_late_fees_notice_is_refused(town: Town) -> None:
    town.world.at = town.world.at.replace(month=12, day=7)

    with pytest.raises(DecisionError, match="comes too late"):
        town.decide(
            REF,
            lambda f, w, d: deciding.fee_notice(
                f, deciding.Charge("£12", "copies", "card", "https://council.example/charges"), w, d
            ),
        )


def test_what_lapsed_is_open_again_when_its_answer_comes_late(town: Town) -> None:
    town.decide(
        REF,
        lambda f, w, d: deciding.clarify(
            f, (2,), "Which roads?", genuine=True, why="no road named", who=w, desk=d
        ),
    )
    question = town.last("clarification")
    town.decide(REF, lambda f, w, d: deciding.withdraw(f, (1,), "they said so", w, d))
    town.until("Mon 11 Jan 2027 10:00")
    town.decide(REF, lambda f, w, d: deciding.close(f, "clarification not supplied", w, d))
    assert town.row(REF).status == "lapsed"

    town.until("Wed 20 Jan 2027 10:00")
    town.reply(question, "All A roads in the borough, please.", sender=ANN)

    case = town.case(REF)
    assert [item.state for item in case.items] == [ItemState.DROPPED, ItemState.WITH_OFFICER]
    assert clocks(town)[2].due == date(2027, 2, 17)
    assert clocks(town)[1].state is State.WITHDRAWN
    assert "17 February 2027" in town.last("clarified").text
    assert town.alerts("its answer came late")


def test_a_closed_case_promises_nothing_to_a_chaser(town: Town) -> None:
    town.decide(REF, lambda f, w, d: deciding.close(f, "entered twice", w, d))
    town.reply(town.last("acknowledgement"), "When will I get my answer?", sender=ANN)

    status = town.last("status")
    assert "Your request is closed" in status.text
    assert "We are working on" not in status.text


def test_the_window_of_like_requests_is_sixty_working_days_with_both(town: Town) -> None:
    with town.desk() as desk:
        first, last = date(2025, 6, 2), date(2025, 8, 27)
        assert in_window(first, last, desk)
        assert not in_window(first, date(2025, 8, 28), desk)
        # The last of the sixty is a Friday here: the Saturday after it is outside.
        assert in_window(date(2025, 6, 4), date(2025, 8, 29), desk)
        assert not in_window(date(2025, 6, 4), date(2025, 8, 30), desk)


def test_mail_dated_ahead_of_us_was_received_when_it_was_found(tmp_path: Path) -> None:
    """A colleague drags mail in from another mailbox, and the server keeps the date it had."""
    town = Town.make(tmp_path)
    town.world.arrive("copied", made(Writing(ANN, MORE, town.now)), at("Thu 20 Dec 2029 09:00"))
    town.tick()

    (case,) = town.cases()
    assert (case.received_on, case.due) == (date(2026, 11, 2), date(2026, 12, 1))


def test_a_clock_of_ours_that_went_back_says_nothing_against_the_servers() -> None:
    stamp, before = at("Mon 2 Nov 2026 09:00"), at("Fri 2 Nov 2018 09:00")

    assert receipt(stamp, before, last=stamp) == stamp
    assert receipt(stamp, before, last=before) == before
