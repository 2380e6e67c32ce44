"""When two messages are one (reliability P4)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.mailbox.identity import IdentityHasher, identity
from tests.linear import grows_in_proportion

LETTER = b"""Received: from a by b
Message-ID: <1@example.org>
From: Jo <jo@example.org>
Date: Mon, 23 Nov 2026 09:00:00 +0000
Subject: How many
 potholes?

How many?
"""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(LETTER.replace(b"by b", b"by c"), True, id="another journey"),
        pytest.param(LETTER.replace(b"\n", b"\r\n"), True, id="other line ends"),
        pytest.param(LETTER.replace(b"\n potholes", b" potholes"), True, id="folded otherwise"),
        pytest.param(b"X-Junk: yes\n" + LETTER, True, id="a header added by a server"),
        pytest.param(LETTER.replace(b"How many?", b"How few?"), False, id="another text"),
        pytest.param(LETTER.replace(b"23 Nov", b"24 Nov"), False, id="sent again a day later"),
        pytest.param(LETTER.replace(b"jo@", b"joe@"), False, id="another sender"),
        pytest.param(LETTER.replace(b"<1@", b"<2@"), False, id="another Message-ID"),
        pytest.param(LETTER.replace(b"\n\n", b"\n"), False, id="no blank line"),
    ],
)
def test_copies_are_one_message_and_others_are_not(other: bytes, same: bool) -> None:
    assert (identity(LETTER).digest == identity(other).digest) is same


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=6))
def test_it_does_not_matter_in_which_pieces_a_message_arrives(
    content: bytes, cuts: list[int]
) -> None:
    hasher = IdentityHasher()
    places = [0, *sorted(cuts), len(content)]
    for start, end in itertools.pairwise(places):
        hasher.feed(content[start:end])

    assert hasher.result() == identity(content)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_messages_without_any_header_differ_by_their_bytes(one: bytes, other: bytes) -> None:
    one, other = (piece.replace(b"\r", b"").replace(b":", b"") for piece in (one, other))

    assert (identity(one).digest == identity(other).digest) is (one == other)


@pytest.mark.parametrize(
    ("header", "message_id"),
    [
        (b"Message-ID: <a@b>", "<a@b>"),
        (b"message-id:\r\n <a@b>", "<a@b>"),
        (b"Message-ID: <>", None),
        (b"Message-ID: (x) <>", None),
        (b"Message-ID: <a b@c>", None),
        (b"Message-ID: <\xe9@b>", "<?@b>"),
        (b"Message-ID: <" + b"m" * 3000 + b"@b>", None),
        (b"X-Message-ID: <a@b>", None),
    ],
)
def test_the_message_id_is_taken_when_it_is_one(header: bytes, message_id: str | None) -> None:
    assert identity(header + b"\r\n\r\nx").message_id == message_id


@pytest.mark.parametrize(
    ("head", "letters"), [(b"Subject:", b" "), (b"", b"From: x\n "), (b"", b"\r"), (b"", b"\n ")]
)
def test_hostile_headers_cost_in_proportion(head: bytes, letters: bytes) -> None:
    def read(size: int) -> None:
        identity(head + letters * (size // len(letters)))

    assert grows_in_proportion(read, 250_000)
