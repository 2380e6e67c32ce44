"""What goes to the relay cannot end the mail before its end (RFC 5321 4.5.2)."""

from __future__ import annotations

import pytest
from aiosmtplib.protocol import PERIOD_REGEX, normalize_message_line_endings
from hypothesis import given
from hypothesis import strategies as st

from foibot.outbox.smtp import transparent


@pytest.mark.parametrize(
    ("content", "sent"),
    [
        (b"as it must be\r\n", b"as it must be\r\n"),
        (b"one\n.\ntwo", b"one\r\n..\r\ntwo\r\n"),
        (b"one\r.\r\r\n", b"one\r\n..\r\n\r\n"),
        (b".\r\n", b"..\r\n"),
        (b"", b"\r\n"),
    ],
)
def test_every_line_ends_whole_and_no_dot_stands_alone(content: bytes, sent: bytes) -> None:
    assert transparent(content) == sent


@given(st.lists(st.sampled_from([b"a", b".", b"\r", b"\n", b"\r\n"]), max_size=12))
def test_what_is_left_as_it_is_needed_no_mending(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    assert transparent(content) == PERIOD_REGEX.sub(b"..", normalize_message_line_endings(content))
