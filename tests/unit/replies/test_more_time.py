"""A lead answers a wish for more time in any words; what is not one sure day is asked back."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.replies.decisions import DecisionReading, read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion, Key
from foibot.replies.more_time import Wish
from foibot.trust.permissions import Action
from tests.linear import grows_in_proportion
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules().knowing(["Finance", "Highways"])
REF = "FOI-2026-00047"
Q1, Q2 = Key(REF, 1), Key(REF, 2)
ASKED = (AskedQuestion(REF, 1, "How many fines?"), AskedQuestion(REF, 2, "What did they cost?"))
TODAY = date(2026, 11, 18)  # a Wednesday
STANDS = date(2026, 11, 24)
NAMED = date(2026, 12, 4)  # the day that the officer asked for
OPEN = (Wish(Q1, None, STANDS),)
DATED = (Wish(Q1, NAMED, STANDS),)
BOTH = (Wish(Q1, NAMED, STANDS), Wish(Q2, NAMED, STANDS))


def read(text: str, wishes: tuple[Wish, ...]) -> DecisionReading:
    return read_decisions(a_reply(text), ASKED, RULES, today=TODAY, wishes=wishes)


def said(text: str, wishes: tuple[Wish, ...] = OPEN) -> tuple[tuple[int, ...], date | None]:
    """Return the questions and the day of the one decision in *text*; None is "no more time"."""
    reading = read(text, wishes)
    assert not reading.unclear, reading.unclear
    (one,) = reading.decisions
    assert one.action is Action.MORE_TIME
    assert (one.until is None) == (one.basis == "no")
    return tuple(key.n for key in one.keys), one.until


DAYS = {
    "Yes they can have until 4 December": date(2026, 12, 4),
    "fine, give them till Friday": date(2026, 11, 20),
    "ok until 4/12": date(2026, 12, 4),
    "Hi,\n\nHappy for her to have until Monday but no later.\n\nThanks\nSam": date(2026, 11, 23),
    "No, they must answer by the 2nd": date(2026, 12, 2),
    "That's too late - by Wednesday at the latest please": date(2026, 11, 25),
    "No more than a week": date(2026, 11, 25),
    "can Priya have another week": date(2026, 12, 1),  # from the day that stands
    "Another fortnight then that's it": date(2026, 12, 8),
    "Two more weeks and not a day more": date(2026, 12, 8),
    "She can have a week": date(2026, 11, 25),  # from today
    "give them 5 more working days": date(2026, 12, 1),
    "Give Priya another three days": date(2026, 11, 27),
    "They can have a couple more days": date(2026, 11, 26),
    "No problem - Friday week": date(2026, 11, 27),
    "Tuesday next week is fine": date(2026, 11, 24),
    "End of next week at the latest": date(2026, 11, 27),
    "end of the month is fine": date(2026, 11, 30),
    "tomorrow please, close of play": date(2026, 11, 19),
    "Monday's fine": date(2026, 11, 23),
    "make it 30th": date(2026, 11, 30),
    "Can you ask them to do it by Monday 30th?": date(2026, 11, 30),
    "Friday, 4 December": date(2026, 12, 4),
    "Extend to 26 November please": date(2026, 11, 26),
    "Approve extension to 26 November": date(2026, 11, 26),
    "I can give her until the 27th, not beyond": date(2026, 11, 27),
    "Ok.\nThey can have until the 27th.": date(2026, 11, 27),
    "Iawn, tan ddydd Gwener": date(2026, 11, 20),
}
REFUSED = [
    "No",
    "No sorry, we are already late on this one",
    "Refuse. This has been late twice already",
    "Extension not approved",
    "Afraid not, the deadline stands",
    "Na",
    "No further extension",
    "Not a chance, sorry",
]
GRANTED_AS_ASKED = [
    "ok",
    "Yes that's fine",
    "Approved",
    "Fine by me",
    "I'm content",
    "sure, go for it",
    "Yes pls",
]
ASKED_BACK = [
    "yes",  # the officer named no day
    "a few more days is ok",
    "next week is fine",
    "another day or two",
    "give them two or three more days",
    "2-3 days is fine",
    "A week or so is fine",
    "Next Friday",  # said on a Wednesday: this one, or the one after
    "Thursday 4 December",  # which is a Friday
    "Friday or Monday is fine",
    "Yes until Friday. No.",
    "Only until Friday if they send Q2 first",
    "Why do they need until Friday",
    "Is Friday OK for you?",
    "Can they not manage it by Wednesday?",
    "I don't think we can wait that long. Can they do Tuesday?",
    "OK but I need a draft by Wednesday",
    "No. The letter goes on the 10th of December so no slack",
    "Please chase again on Friday",
    "I'm on leave until Monday, ask Sam",
    "Who is the cover for Parking?",
    "Q1: see what they say",  # no answer of the draft either
]


@pytest.mark.parametrize(("text", "until"), DAYS.items())
def test_the_day_in_a_leads_own_words(text: str, until: date) -> None:
    assert said(text) == ((1,), until)


@pytest.mark.parametrize("text", REFUSED)
def test_no_leaves_the_day_that_stands(text: str) -> None:
    assert said(text, DATED) == ((1,), None)


@pytest.mark.parametrize("text", GRANTED_AS_ASKED)
def test_yes_gives_the_day_that_the_officer_asked_for(text: str) -> None:
    assert said(text, DATED) == ((1,), NAMED)


@pytest.mark.parametrize("text", ASKED_BACK)
def test_what_is_not_one_sure_day_is_asked_back(text: str) -> None:
    reading = read(text, OPEN)

    assert not reading.decisions
    assert reading.unclear


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Q1 until Friday\nQ2 no", [((1,), date(2026, 11, 20)), ((2,), None)]),
        ("Q1 yes, Q2 no", [((1,), NAMED), ((2,), None)]),
        ("Q1: until 30 Nov. Q2: no, too long", [((1,), date(2026, 11, 30)), ((2,), None)]),
        ("Fine for both, until the 27th", [((1, 2), date(2026, 11, 27))]),
        ("yes to Q1 only", [((1,), NAMED)]),
    ],
)
def test_each_question_gets_what_is_said_of_it(
    text: str, wanted: list[tuple[tuple[int, ...], date | None]]
) -> None:
    found = read(text, BOTH).decisions

    assert [(tuple(key.n for key in one.keys), one.until) for one in found] == wanted


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("assign Q1 to Finance", Action.ASSIGN),
        ("Give Q1 to Finance", Action.ASSIGN),
        ("extend all until 12 January 2027, public interest, section 36: advice", Action.EXTEND),
        ("clarify Q1 genuine: which year do they mean?", Action.CLARIFY),
        ("refuse Q1 s.36(2)(c): bidders speak freely\nharm: they would hold back", Action.REFUSE),
        ("undo", Action.UNDO),
    ],
)
def test_other_decisions_stay_what_they_are_in_reply_to_a_wish(text: str, action: Action) -> None:
    assert [one.action for one in read(text, DATED).decisions] == [action]


def test_a_day_is_set_in_any_mail_by_its_own_word_only() -> None:
    (one,) = read("allow Q2 until 4 December: audit has the ledger", ()).decisions

    assert (one.action, one.keys, one.until) == (Action.MORE_TIME, (Q2,), NAMED)
    assert one.text == "audit has the ledger"
    # Beside no wish, ordinary words decide nothing.
    for text in ("fine, give them till Friday", "ok until 4/12", "Q1 until Friday please"):
        assert not [o for o in read(text, ()).decisions if o.action is Action.MORE_TIME], text


def test_the_reason_is_kept_for_the_officer() -> None:
    (one,) = read("No: the committee meets on the 10th", DATED).decisions

    assert (one.basis, one.text) == ("no", "the committee meets on the 10th")


def test_long_replies_take_time_in_proportion_to_their_length() -> None:
    assert grows_in_proportion(
        lambda n: read("not a day " * n + "until Friday, but " * n, DATED), 400
    )
