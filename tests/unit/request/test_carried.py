"""What a reminder carries below: its sender's own request, and no letter to the sender."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.message.parse import parse
from foibot.request.model import Kind
from foibot.request.read import read_request
from tests.unit.request.test_read import itemiser, rules

ANN = "Ann Lee <ann@people.example>"
DESK = "Records Team <records@council.example>"
CHASES = """I have heard nothing about my request below.  When may I expect an answer?

Ann Lee

From: {author}
Sent: 3 March 2025 09:12
To: {to}
Subject: Ponds

1. How many ponds does the council own?
2. What was spent on cleaning them in 2024?
"""


@pytest.mark.parametrize(("author", "to", "count"), [(ANN, DESK, 2), (DESK, ANN, 0)])
def test_only_what_the_sender_wrote_is_the_request_that_a_reminder_carries(
    author: str, to: str, count: int
) -> None:
    mail = EmailMessage()
    mail["From"] = ANN
    mail["Subject"] = "RE: Ponds"
    mail.set_content(CHASES.format(author=author, to=to))
    reading = read_request(parse(mail.as_bytes()), [], rules(), itemiser)

    assert reading.kind is Kind.CHASER
    assert len(reading.repeats) == count
