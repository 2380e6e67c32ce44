"""A fee that came: a receipt with the new date, and what a late one means (CLK-11, CLK-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from foibot.case.model import Answer, Law, Outcome
from foibot.demo.world import Sent
from foibot.handlers import deciding, paying
from foibot.handlers.deciding import Charge
from foibot.handlers.drafting import draft_when_ready
from tests.flows.town import GOVERNANCE, Town, flat

TWO = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did pothole repairs cost in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
CHARGE = Charge("£18.00", "copying 900 sheets", "by card", "https://council.example/charges")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town with one request of two questions under the Act."""
    town = Town.asked(tmp_path, TWO)
    town.decide(REF, lambda f, w, d: deciding.change_law(f, None, Law.FOIA, "spending", w, d))
    town.until("Tue 3 Nov 2026 09:00")
    return town


def ask(town: Town, *ns: int, amount: str = CHARGE.amount) -> None:
    """Let governance ask for a fee."""
    charge = replace(CHARGE, amount=amount)
    town.decide(REF, lambda f, w, d: deciding.fee_notice(f, charge, w, d, ns))


def paid(town: Town, words: str) -> Sent:
    """Let governance say when the fee came; return what it gets back."""
    town.reply(town.all("alert", GOVERNANCE)[-1], words)
    return next(one for one in reversed(town.sent) if one.to == GOVERNANCE)


def test_the_receipt_has_the_new_date_and_comes_once(town: Town) -> None:
    ask(town, 1, 2)
    town.until("Mon 16 Nov 2026 09:00")
    assert "the clock runs again" in flat(paid(town, "fee paid 13 November"))

    # Nine working days, 3 to 13 November, do not count (FOIA 2000 s.10(2)).
    assert str(town.row(REF).due) == "2026-12-14"
    receipt = flat(town.last("fee-received", "ann@example.org"))
    assert "Amount: £18.00 Received: Friday 13 November 2026" in receipt
    assert "We will now answer by: Monday 14 December 2026" in receipt
    assert "the rest of your request" not in receipt

    town.later(minutes=5)
    again = flat(paid(town, "fee paid 13 November"))
    assert "is noted as paid on 13 November 2026 already" in again
    assert len(town.all("fee-received")) == 1
    assert str(town.row(REF).due) == "2026-12-14"


def test_a_fee_for_a_part_leaves_the_date_of_the_rest(town: Town) -> None:
    ask(town, 2)
    town.until("Mon 16 Nov 2026 09:00")
    paid(town, "fee paid 13 November")
    receipt = flat(town.last("fee-received"))

    assert "This is about: - Question 2: How much did pothole repairs cost" in receipt
    assert "rest of your request has not changed: it is Tuesday 1 December 2026" in receipt


def test_a_payment_after_three_months_binds_nobody_and_is_said_so(town: Town) -> None:
    ask(town, 1, 2)
    town.until("Fri 5 Feb 2027 09:00")
    told = flat(paid(town, "fee paid 4 February"))

    assert "the three months for it were over on 2 February 2027" in told
    assert "the law requires no answer any more" in told
    receipt = flat(town.last("fee-received", "ann@example.org"))
    assert "Last day to pay: Tuesday 2 February 2027" in receipt
    assert "the law no longer requires us to answer" in receipt
    assert "We will now answer by" not in receipt
    # The clock counts it until a person decides: that is the safe side.
    assert town.row(REF).due is not None


def test_the_last_day_is_in_time(town: Town) -> None:
    ask(town, 1, 2)
    town.until("Fri 5 Feb 2027 09:00")

    assert "the clock runs again" in flat(paid(town, "fee paid 2 February"))
    assert "We will now answer by" in town.last("fee-received").text


def test_a_payment_after_the_request_lapsed_is_told_as_that(town: Town) -> None:
    ask(town, 1, 2)
    town.until("Fri 5 Feb 2027 09:00")
    town.decide(REF, lambda f, w, d: deciding.close(f, "the fee was not paid", w, d))
    told = flat(paid(town, "fee paid 4 February"))

    assert "The request is closed: reopen it" in told
    assert "no longer requires us to answer" in flat(town.last("fee-received"))
    assert town.row(REF).status == "lapsed"


def test_under_the_regulations_it_is_sixty_working_days(town: Town) -> None:
    town.decide(REF, lambda f, w, d: deciding.change_law(f, None, Law.EIR, "roads", w, d))
    ask(town, 1, 2)
    town.until("Mon 8 Mar 2027 09:00")
    told = flat(paid(town, "fee paid 5 March"))

    assert "the 60 working days for it were over on" in told
    assert date(2027, 1, 29) < (town.row(REF).due or date(2027, 1, 1))


BEFORE = "the fee was asked for on 3 November 2026, so it did not come on 2 November 2026"
AHEAD = "{} is still to come: say on which day the fee came"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("fee paid 2 November", BEFORE),
        ("fee paid 20 November 2026", AHEAD.format("20 November 2026")),
        ("fee paid 20 November", "it did not come on 20 November 2025"),
        ("fee paid 3 March 2027", AHEAD.format("3 March 2027")),
        ("fee paid 3/11/27", AHEAD.format("3 November 2027")),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_the_clock_waits_on(
    said: str, why: str, town: Town
) -> None:
    ask(town, 1, 2)
    town.until("Mon 16 Nov 2026 09:00")
    assert why in flat(paid(town, said))
    assert town.row(REF).status == "awaiting_fee"

    town.later(minutes=5)
    assert "the clock runs again" in flat(paid(town, "fee paid 13 November"))
    assert str(town.row(REF).due) == "2026-12-14"


def test_by_command_the_day_cannot_lie_ahead_either(town: Town) -> None:
    ask(town, 1, 2)
    with pytest.raises(deciding.DecisionError, match="did not come on 4 November 2026"):
        town.decide(REF, lambda f, w, d: paying.fee_paid(f, date(2026, 11, 4), w, d))


def test_the_fee_for_one_question_pays_no_other(town: Town) -> None:
    ask(town, 1)
    ask(town, 2, amount="£40.00")
    town.until("Mon 16 Nov 2026 09:00")
    told = flat(paid(town, "fee paid 13 November"))
    assert "£18.00 for Q1 and £40.00 for Q2 were asked for: say for which question" in told
    assert not town.all("fee-received")

    town.later(minutes=5)
    paid(town, "fee paid Q1 on 13 November")
    receipt = flat(town.last("fee-received"))
    assert "Amount: £18.00" in receipt
    assert "Question 1" in receipt
    assert "Question 2" not in receipt
    assert town.row(REF).status == "awaiting_fee" or str(town.row(REF).due) == "2026-12-14"

    town.later(minutes=5)
    paid(town, "fee paid 16 November")
    assert "Amount: £40.00" in flat(town.last("fee-received"))
    assert len(town.all("fee-received")) == 2


def test_a_date_that_is_over_is_not_promised(town: Town) -> None:
    ask(town, 2)
    town.until("Mon 11 Jan 2027 09:00")
    paid(town, "fee paid 13 November")
    receipt = flat(town.last("fee-received"))

    assert "We will" not in receipt
    assert "This was due to be answered by Monday 14 December 2026. We are sorry" in receipt
    assert "rest of your request was due to be answered by Tuesday 1 December 2026" in receipt


def answer(town: Town, n: int) -> None:
    """Let a question be answered; the letter is drafted where that was the last."""
    given = Answer(Outcome.DISCLOSED, "4,210 in all.", by="highways@council.example")
    town.decide(REF, lambda f, w, d: draft_when_ready(deciding.answer(f, n, given, w, d), d))


def test_a_fee_for_what_was_answered_already_gets_a_true_receipt(town: Town) -> None:
    ask(town, 1, 2)
    for n in (1, 2):
        answer(town, n)
    town.approve()
    assert town.row(REF).status == "answered"
    town.until("Mon 16 Nov 2026 09:00")
    told = flat(paid(town, "fee paid 13 November"))

    assert "had been answered already" in told
    receipt = flat(town.last("fee-received", "ann@example.org"))
    assert "We will consider whether to pay it back to you" in receipt
    assert "answer by" not in receipt
