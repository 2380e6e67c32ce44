"""A colleague's own reply is read, whatever it says of leave; a real note still moves work."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.demo.world import Sent
from tests.clients import gmail, iphone, outlook_desktop
from tests.flows.post import Writing, made
from tests.flows.rates import PARKING, REF, asked_of_parking
from tests.flows.town import Town, kinds

GOVERNANCE = "governance@council.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return asked_of_parking(tmp_path)


def wish(town: Town) -> Sent:
    """Let the officer ask for more time; return what governance is asked."""
    town.answer(town.last("digest", PARKING), Q1="12,408.", Q2="Need more time because of legal")
    return town.alerts("more time")[-1]


def officers(town: Town) -> set[str | None]:
    return {item.officer for item in town.case(REF).counted}


def flat(sent: list[Sent]) -> str:
    return " ".join(" ".join(one.text.split()) for one in sent)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "extend all until 15 December 2026, public interest, section 36: the qualified person "
            "is away",
            ("code-needed", "governance"),
        ),
        (
            "no: I am out of the office until Friday and the deadline is close",
            ("decision", "governance"),
        ),
        ("assign Q2 to Finance, Priya is on leave until Monday", ("decision", "governance")),
        ("Yes until Friday, Priya is on leave this week", ("decision", "governance")),
        # A day on which somebody is back is no day for the answer.
        ("The contract manager is away until Monday", ("unclear", "governance")),
        ("Dave is on leave until 16 November", ("unclear", "governance")),
    ],
)
def test_a_lead_who_speaks_of_leave_is_read_and_not_away(
    town: Town, text: str, wanted: tuple[str, str]
) -> None:
    out = town.reply(wish(town), text, client=outlook_desktop)

    assert wanted in kinds(out)
    assert "is away until" not in flat([one for one in out if one.kind == "alert"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("need more time, I'm on leave until 16 November", "asks for more time on Q1 and Q2"),
        ("I no longer work in Parking, try Sam in Highways", "It went to Highways and Transport"),
        ("Dave is on leave until 16 November", "we do not guess"),
    ],
)
def test_an_officer_who_speaks_of_leave_is_read(town: Town, text: str, wanted: str) -> None:
    out = town.reply(town.last("digest", PARKING), text, client=iphone)

    assert wanted in flat(out)
    assert "highways.deputy@council.example" not in officers(town)


def test_a_decision_beside_ones_own_leave_is_asked_back_and_the_leave_is_noted(town: Town) -> None:
    out = town.reply(wish(town), "approve, I am out of the office tomorrow", client=gmail)

    assert kinds(out) == [("alert", "governance"), ("unclear", "governance")]


@pytest.mark.parametrize(
    "text",
    [
        "I am on annual leave until 16 November.",
        "I am away until Monday, Priya has the figures",
    ],
)
def test_who_only_says_to_be_away_is_away(town: Town, text: str) -> None:
    out = town.reply(town.last("digest", PARKING), text, client=outlook_desktop)

    assert kinds(out) == [("alert", "governance"), ("assignment", "highways.deputy")]
    assert officers(town) == {"highways.deputy@council.example"}


def test_a_machines_note_moves_the_work_whatever_its_subject(town: Town) -> None:
    digest = town.last("digest", PARKING)
    raw = made(Writing(PARKING, "Dave is on leave until 16 November.", town.now, answers=digest))
    out = town.receive(b"X-Autoreply: yes\n" + raw)

    assert ("assignment", "highways.deputy") in kinds(out)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("Not ours - please send to Sarah in Waste", "Waste and Street Cleaning"),
        ("not ours, try Highways at the county council", None),
        ("not ours, either Waste or Highways", None),
    ],
)
def test_a_service_within_the_words_gets_the_question(
    town: Town, text: str, service: str | None
) -> None:
    town.reply(town.last("digest", PARKING), f"Q2: {text}", client=outlook_desktop)
    item = town.case(REF).item(2)

    assert item is not None
    assert item.service == service or (service is None and item.service in (None, "Parking"))


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for contacting Parking. We aim to respond within 5 working days. Your reference "
        "is PK-22.",
        "Your email has been received and will be dealt with shortly.",
        "Please note we are experiencing high volumes of enquiries and responses may take longer "
        "than usual.",
    ],
)
def test_a_mailbox_that_acknowledges_every_mail_is_not_away(town: Town, text: str) -> None:
    digest = town.last("digest", PARKING)
    raw = made(Writing(PARKING, text, town.now, answers=digest))

    assert town.receive(b"Auto-Submitted: auto-replied\n" + raw) == []
    assert officers(town) == {PARKING}


@pytest.mark.parametrize(
    "text",
    [
        "I have now left the council. Please contact roads.admin@council.example.",
        "Thank you for your email. I work Monday to Wednesday and am not in today.",
        "Gone fishing",
        "Zz qq yy",  # nobody can tell: the work is not left lying
    ],
)
def test_a_note_that_says_more_moves_the_work(town: Town, text: str) -> None:
    digest = town.last("digest", PARKING)
    raw = made(Writing(PARKING, text, town.now, answers=digest))
    out = town.receive(b"Auto-Submitted: auto-replied\n" + raw)

    assert officers(town) == {"highways.deputy@council.example"}
    assert ("roads.admin@council.example to turn to" in flat(out)) == ("roads.admin" in text)


@pytest.mark.parametrize(
    "text",
    [
        "split Q1: How many fines were issued? / How many of them were paid?",
        "Hi, which year does the requester mean? Is it the calendar or the financial year?",
    ],
)
@pytest.mark.parametrize("who", [GOVERNANCE, PARKING])
def test_a_colleague_who_writes_afresh_about_a_request_makes_none(
    who: str, text: str, town: Town
) -> None:
    sent = town.write(who, text, subject=REF)

    assert [row.reference for row in town.cases()] == [REF]
    assert kinds(sent) == [("alert", "governance")]
    assert "in reply to our mails" in flat(sent)


def test_a_colleague_asks_as_anybody_may(town: Town) -> None:
    words = (
        "Under the Freedom of Information Act, how many trees were felled in 2025?\n\nKim Colley"
    )
    town.write("Kim Colley <kim@council.example>", words)

    assert len(town.cases()) == 2
