"""Who answers a question of ours hears by when we now answer, once (FOIA 2000 s.10(6))."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foibot.demo.world import Sent
from foibot.handlers import clarifying, deciding
from tests.flows.town import ANN, GOVERNANCE, Town, flat, kinds

TWO = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act:\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much did the council spend on agency staff in 2025?\n\nAnn Example"
)
REF = "FOI-2026-00001"
NOV_9 = date(2026, 11, 9)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town with one request of two questions."""
    return Town.asked(tmp_path, TWO, "Tue 3 Nov 2026 09:00")


def ask(town: Town, *ns: int, genuine: bool = True) -> Sent:
    """Let governance ask about some questions; return the mail that asks."""
    town.decide(
        REF,
        lambda f, w, d: deciding.clarify(
            f, ns, "Which year?", genuine=genuine, why="two sorts of year", who=w, desk=d
        ),
    )
    return town.last("clarification")


def test_the_new_date_is_told_once(town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN)
    town.reply(asked, "I should add: without VAT.\n\nAnn", sender=ANN)

    # Day 0 is 9 November; 30 November does not count.
    (told,) = town.all("clarified")
    assert told.to == "ann@example.org"
    assert "We will now answer by: Tuesday 8 December 2026" in told.text
    assert "the rest of your request" not in told.text
    assert str(town.row(REF).due) == "2026-12-08"


def test_the_rest_keeps_its_date(town: Town) -> None:
    asked = ask(town, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN)

    told = " ".join(town.last("clarified").text.split())
    assert "This is the date for: - Question 2: How much did the council spend" in told
    assert "We will now answer by: Tuesday 8 December 2026" in told
    assert "has not changed: we will answer it by Tuesday 1 December 2026" in told


def test_a_rest_that_is_late_is_said_to_be_late(town: Town) -> None:
    asked = ask(town, 2)
    town.until("Mon 7 Dec 2026 10:00")
    town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN)

    told = " ".join(town.last("clarified").text.split())
    assert "was due to be answered by Tuesday 1 December 2026. We are sorry" in told


def test_advice_moves_no_date_and_is_not_confirmed(town: Town) -> None:
    asked = ask(town, 1, genuine=False)
    town.until("Mon 9 Nov 2026 10:00")
    sent = town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN)

    assert not [one for one in sent if one.to == "ann@example.org"]
    assert str(town.row(REF).due) == "2026-12-01"


@pytest.mark.parametrize(
    "text", ["What do you mean?", "What do you mean by that? Which years are there?"]
)
def test_what_may_be_no_answer_is_looked_at_first(text: str, town: Town) -> None:
    asked = ask(town, 1, 2)
    sent = town.reply(asked, f"{text}\n\nAnn", sender=ANN)

    assert kinds(sent) == [("alert", "governance")]


def test_who_writes_in_welsh_is_told_in_welsh(town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, "Y flwyddyn galendr, os gwelwch yn dda. Diolch yn fawr.\n\nAnn", sender=ANN)

    assert "Byddwn yn awr yn ateb erbyn" in town.last("clarified").text


AWAY = (
    "I am on holiday, I'll let you know.",
    "I am on holiday until 16 November. I will get back to you when I am back.\n\nKind regards",
    "Thanks, I will reply next week.",
    "Diolch, byddaf yn ateb yn fuan.",
)
ANSWERS = (
    "The calendar year. I am on holiday, I'll let you know if that changes.",
    "Both, thanks. I will be away next week.",
    "I'll let you know: 2025.",
    "November. I am on holiday until Monday.",
    "I want it. I will be away next week.",
)


@pytest.mark.parametrize("text", AWAY)
def test_a_promise_starts_no_clock_and_is_put_before_governance(text: str, town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    sent = town.reply(asked, f"{text}\n\nAnn", sender=ANN)

    assert kinds(sent) == [("alert", "governance")]
    told = " ".join(sent[0].text.split())
    assert "no time began. Please confirm" in told or "reads like an automatic one" in told
    assert town.row(REF).status == "awaiting_clarification"
    town.reply(asked, "The calendar year, please.\n\nAnn", sender=ANN)
    assert str(town.row(REF).due) == "2026-12-08"


@pytest.mark.parametrize("text", ANSWERS)
def test_what_may_be_an_answer_starts_the_clock(text: str, town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, f"{text}\n\nAnn", sender=ANN)

    assert str(town.row(REF).due) == "2026-12-08"


def test_who_asks_back_after_it_lapsed_hears_that_it_goes_on(town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 4 Jan 2027 10:00")
    town.decide(REF, lambda f, w, d: deciding.close(f, "no reply came", w, d))
    assert town.row(REF).status == "lapsed"
    sent = town.reply(asked, "What do you mean?\n\nAnn", sender=ANN)

    (told,) = (one for one in sent if one.to == "ann@example.org")
    assert "will answer by Monday 1 February 2027" in " ".join(told.text.split())
    assert str(town.row(REF).due) == "2027-02-01"


def test_a_promise_reopens_nothing_that_lapsed_and_is_answered_with_the_truth(town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 4 Jan 2027 10:00")
    town.decide(REF, lambda f, w, d: deciding.close(f, "no reply came", w, d))
    sent = town.reply(asked, f"{AWAY[2]}\n\nAnn", sender=ANN)

    (told,) = (one for one in sent if one.to == "ann@example.org")
    assert "Your request is closed" in told.text
    assert town.row(REF).status == "lapsed"


def noted(town: Town, words: str) -> str:
    """Let governance note in reply to an alert what the requester said; return what they hear."""
    town.later(minutes=5)
    town.reply(town.last("alert", GOVERNANCE), words)
    return flat(next(one for one in reversed(town.sent) if one.to == GOVERNANCE))


def test_an_answer_by_phone_starts_the_time_again_and_is_told(town: Town) -> None:
    ask(town, 1, 2)
    town.until("Tue 10 Nov 2026 09:00")
    town.write(ANN, "Any news?", subject="FOI-2026-00001")
    town.decide(REF, lambda f, w, d: clarifying.answered(f, (), "by phone", NOV_9, w, d)[0])

    (told,) = town.all("clarified")
    assert "We will now answer by: Tuesday 8 December 2026" in told.text
    assert str(town.row(REF).due) == "2026-12-08"


def test_governance_says_that_a_promise_was_an_answer_after_all(town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, "I will let you know next week.\n\nAnn", sender=ANN)
    assert "clarified Q1 and Q2 on 9 November: and what they answered" in flat(town.last("alert"))
    town.until("Tue 10 Nov 2026 09:00")

    said = noted(town, "clarified Q1 and Q2 on 9 November: they mean the calendar year")

    assert "the time runs again and is over on 8 December 2026" in said
    assert len(town.all("clarified")) == 1
    assert str(town.row(REF).due) == "2026-12-08"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("clarified all on 2 November: they mean 2024", "we asked on 3 November 2026"),
        ("clarified all on 30 November 2026: they mean 2024", "is still to come"),
        ("clarified all on 9 November", "say what the requester answered"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_back(words: str, said: str, town: Town) -> None:
    asked = ask(town, 1, 2)
    town.until("Mon 9 Nov 2026 10:00")
    town.reply(asked, "I will let you know next week.\n\nAnn", sender=ANN)
    town.until("Tue 10 Nov 2026 09:00")

    assert said in noted(town, words)
    assert not town.all("clarified")


def test_an_answer_to_nothing_is_refused(town: Town) -> None:
    with pytest.raises(deciding.DecisionError, match="no question of ours waits for an answer"):
        town.decide(REF, lambda f, w, d: clarifying.answered(f, (), "2024", NOV_9, w, d)[0])
