"""What requesters write in a thread: nothing that they ask is lost, nothing of ours is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.events import Chased, ClarificationAnswered
from foibot.handlers import deciding
from foibot.message.model import Role
from foibot.message.parse import parse
from foibot.message.repeated import without_ours
from tests.flows.town import ANN, Town

REF = "FOI-2026-00001"
ASKED = (
    "Dear council,\n\nPlease tell me under the Freedom of Information Act how many parking fines "
    "were issued in 2025.\n\nAnn Example"
)
OURS = (
    "Please tell us which year you mean.\n\nHow many parking fines were issued in 2025?\n"
    "Please reply to this e-mail and keep the reference in the subject.\n"
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town with one request, of Monday 2 November 2026."""
    fresh = Town.make(tmp_path)
    fresh.tick()
    fresh.write(ANN, ASKED)
    return fresh


def roles(text: str) -> list[tuple[str, Role]]:
    head = b"From: a@b.example\r\nSubject: Re: x\r\nIn-Reply-To: <c@d>\r\n\r\n"
    asked = ["How many parking fines were issued in 2025?"]
    message = without_ours(parse(head + text.encode()), OURS, asked)
    return [(line.text, line.role) for line in message.lines if line.text.strip()]


def test_words_of_ours_without_a_mark_of_quotation_are_not_the_senders() -> None:
    assert roles("The calendar year.\nPlease reply to this e-mail and keep the reference in the "
                 "subject.") == [
        ("The calendar year.", Role.NEW),
        ("Please reply to this e-mail and keep the reference in the subject.", Role.OURS),
    ]  # fmt: skip


def test_what_was_asked_before_may_be_asked_again() -> None:
    assert roles("Once more:\n1. How many parking fines were issued in 2025?") == [
        ("Once more:", Role.NEW),
        ("1. How many parking fines were issued in 2025?", Role.NEW),
    ]


def test_an_answer_that_speaks_of_a_map_is_no_reminder(town: Town) -> None:
    town.decide(
        REF,
        lambda f, w, d: deciding.clarify(
            f, (1,), "Which of the two?", genuine=True, why="there are two", who=w, desk=d
        ),
    )
    words = "Hi\n\nIt's the one I've ringed in red on the attached map.\n\nAnn Example"
    town.reply(town.last("clarification"), words, sender=ANN)

    facts = [type(event.fact) for event in town.history(REF)]
    assert ClarificationAnswered in facts
    assert Chased not in facts
    assert town.row(REF).status == "open"


def test_a_question_beside_a_reminder_is_a_request_of_its_own(town: Town) -> None:
    town.until("Thu 3 Dec 2026 10:00")
    words = (
        "You are now late with this. When may I expect your response?\n\n"
        "Please also tell me how many street lights the council replaced in 2025.\n\nAnn Example"
    )
    town.reply(town.last("acknowledgement"), words, sender=ANN)

    assert {row.reference[:3] for row in town.cases()} == {"FOI", "IR-"}
    (item,) = town.case("FOI-2026-00002").items
    assert "how many street lights" in item.question.text


def test_a_reminder_that_repeats_the_question_opens_nothing_new(town: Town) -> None:
    town.until("Tue 10 Nov 2026 10:00")
    words = (
        "Any news? I am still waiting for a reply. Please tell me how many parking fines were "
        "issued in 2025.\n\nAnn Example"
    )
    town.reply(town.last("acknowledgement"), words, sender=ANN)

    assert [row.reference for row in town.cases()] == [REF]


def test_an_empty_reply_makes_no_request_of_our_own_mail(town: Town) -> None:
    town.reply(town.last("acknowledgement"), "", sender=ANN)

    assert [row.reference for row in town.cases()] == [REF]
    assert "is held" in town.alerts()[-1].text


def test_a_charge_that_is_said_to_be_paid_is_shown_to_governance(town: Town) -> None:
    town.decide(
        REF,
        lambda f, w, d: deciding.fee_notice(
            f, deciding.Charge("£12", "copies", "by card", "https://council.example/charges"), w, d
        ),
    )
    town.reply(town.last("fee-notice"), "Paid. See the screenshot.\n\nAnn Example", sender=ANN)

    assert [row.reference for row in town.cases()] == [REF]
    assert "Paid. See the screenshot." in town.alerts()[-1].text
    assert "fee paid 2 November" in town.alerts()[-1].text


def test_what_is_added_to_a_review_may_name_the_request_that_it_is_of(town: Town) -> None:
    town.until("Thu 3 Dec 2026 10:00")
    late = "My request is overdue. Why have you not answered?\n\nAnn Example"
    town.reply(town.last("acknowledgement"), late, sender=ANN)
    more = f"My request for an internal review is also about how {REF} was read.\n\nAnn Example"
    town.reply(town.last("review-acknowledgement"), more, sender=ANN)

    assert not town.alerts("is held")
    assert "added to an open review" in town.alerts()[-1].text


def test_a_review_of_another_request_opens_none_of_this(town: Town) -> None:
    words = (
        "Your answer on FOI-2025-01893 I cannot accept. I ask for that refusal to be reconsidered "
        "by someone who had no part in it.\n\nAnn Example"
    )
    town.reply(town.last("acknowledgement"), words, sender=ANN)

    assert [row.reference for row in town.cases()] == [REF]
    assert "is held" in town.alerts()[-1].text


STRANGER = "Other Person <other@else.example>"


def test_a_stranger_who_is_not_happy_with_a_request_waits_for_a_person(town: Town) -> None:
    words = f"I am not happy with how {REF} was handled. Please review it.\n\nOther Person"
    town.write(STRANGER, words, subject="Your answer")

    assert [row.reference for row in town.cases()] == [REF]
    held = town.alerts("is held")[-1]
    assert "a request that somebody else made" in held.text
    town.reply(held, "release")
    assert [row.reference for row in town.cases()] == [REF, "IR-2026-00001"]


def test_what_a_stranger_asks_beside_it_is_a_request_of_its_own(town: Town) -> None:
    words = (
        f"I am not happy with how {REF} was handled, please review that.\n\n"
        "How many of those fines were paid late in 2024?\n\nOther Person"
    )
    town.write(STRANGER, words, subject="Your answer")

    assert sorted(row.reference for row in town.cases()) == [REF, "FOI-2026-00002"]
    (item,) = town.case("FOI-2026-00002").items
    assert "paid late" in item.question.text


def test_what_is_held_says_to_which_request_it_belongs(town: Town) -> None:
    town.reply(town.last("acknowledgement"), "", sender=ANN)

    assert f"It answers a mail about {REF}" in town.alerts("is held")[-1].text


@pytest.mark.parametrize(
    "words",
    [
        "Thanks for this.\n\n-- \nAnn Example\nPS How many of the fines were cancelled?",
        "Thanks for this.\n\nKind regards,\n\nAnn Example\n\nHow many of the fines were cancelled?",
    ],
)
def test_a_question_below_the_name_is_a_request_of_its_own(words: str, town: Town) -> None:
    town.reply(town.last("acknowledgement"), words, sender=ANN)

    (item,) = town.case("FOI-2026-00002").items
    assert "How many of the fines were cancelled?" in item.question.text
