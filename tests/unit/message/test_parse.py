"""Whatever the bytes are, a Message comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foibot.message.parse import parse

REQUEST = b"""From: Anwen Pritchard <anwen@example.org>
To: foi@council.example
Subject: =?utf-8?q?Potholes_=E2=80=93_a_request?=
Message-ID: <1@example.org>
Date: Mon, 2 Nov 2026 09:00:00 +0000

1. How many potholes?
2. At what cost in \xc2\xa3?
"""


def test_a_plain_request_is_read() -> None:
    message = parse(REQUEST)

    assert message.sender is not None
    assert message.sender.addr == "anwen@example.org"
    assert message.subject == "Potholes – a request"
    assert message.message_id == "1@example.org"
    assert message.text == "1. How many potholes?\n2. At what cost in £?"
    assert message.reply_text == message.text


@given(st.binary(max_size=2000))
def test_no_bytes_raise(raw: bytes) -> None:
    assert parse(raw).text is not None


def test_lines_start_where_they_say() -> None:
    message = parse(REQUEST)

    for line in message.lines:
        assert message.text[line.start : line.start + len(line.text)] == line.text
