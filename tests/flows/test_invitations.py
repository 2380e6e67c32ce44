"""The invitation to a meeting is no request, unless its words are one (RFC 5546, DAY-6)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from foibot.attachments.calendar_words import calendar_words
from tests.flows.post import Writing, made
from tests.flows.town import ANN, Town

MEETING = (
    "BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
    "SUMMARY:Budget meeting\r\nDTSTART:20261203T100000Z\r\nORGANIZER:mailto:ann@example.org\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def invitation(town: Town, text: str, method: str) -> bytes:
    raw = made(Writing(ANN, text, town.now, subject="Budget meeting"))
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    content = MEETING.format(method=method).encode()
    mail.add_alternative(content, "text", "calendar", params={"method": method})
    return mail.as_bytes()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY"])
@pytest.mark.parametrize("text", ["", "When: 3 December, 10:00\nLet us talk about the budget.\n"])
def test_a_bare_invitation_waits_for_a_person(tmp_path: Path, text: str, method: str) -> None:
    town = Town.make(tmp_path)
    town.receive(invitation(town, text, method))

    assert (town.cases(), town.all("acknowledgement")) == ([], [])
    assert len(town.alerts("invites to a meeting")) == 1


def test_one_that_asks_for_information_is_a_request(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    asked = "Under the FOI Act, how many potholes were repaired in 2025?"
    town.receive(invitation(town, asked, "REQUEST"))

    assert len(town.cases()) == 1
    assert "potholes" in town.last("acknowledgement").text


def test_of_a_calendar_file_the_words_are_read_and_not_its_machinery() -> None:
    text = (
        "BEGIN:VEVENT\r\nDTSTART:20261203T100000Z\r\nSUMMARY;LANGUAGE=en:Budget\\, again\r\n"
        "DESCRIPTION:How many\\npotholes were rep\r\n aired?\r\nEND:VEVENT\r\n"
    )

    assert calendar_words(text) == "Budget, again\n\nHow many\npotholes were repaired?"
