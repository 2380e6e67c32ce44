"""What a refusal says of whose fault it is (RFC 3463, RFC 5248), and what others say of it."""

from __future__ import annotations

import pytest

from foibot.outbox.refusal import Doubts, Verdict, is_of_us


@pytest.mark.parametrize(
    ("reply", "us"),
    [
        ("550 5.1.1 no such user", False),
        ("550 5.1.10 the domain takes no mail", False),
        ("552 5.2.2 mailbox full", False),
        ("552 5.3.4 too big", False),
        ("550 5.1.8 bad outbound sender", True),
        ("550 5.4.5 Daily user sending limit exceeded", True),
        ("550-5.7.60 Client does not have permissions to send as this sender", True),
        ("550 5.7.1 rejected", None),
        ("550 5.7.100 rejected", None),
        ("554 5.6.0 content", None),
        ("550 no", None),
        ("550 4.5.5 no status of a refusal", None),
    ],
)
def test_the_status_says_whose_it_is(reply: str, us: bool | None) -> None:
    assert is_of_us(reply) is us


def test_refusals_that_are_not_alike_are_no_row() -> None:
    doubts = Doubts()
    found = [
        doubts.refused(str(number), f"{number}@x", f"554 5.6.{number} no", "1")
        for number in range(5)
    ]

    assert set(found) == {Verdict.WAIT}


def test_one_addressee_refused_over_and_over_is_no_row_either() -> None:
    doubts = Doubts()

    assert {doubts.refused(str(n), "a@x", "554 no", "1") for n in range(5)} == {Verdict.WAIT}


def test_what_was_accepted_beside_a_first_refusal_tells_nothing_of_it() -> None:
    """Of mails that go side by side nobody knows which the server saw first."""
    doubts = Doubts()
    doubts.refused("a", "a@x", "554 no", "batch 1")
    doubts.accepted("b", "batch 1")
    assert doubts.refused("a", "a@x", "554 no", "batch 2") is Verdict.WAIT
    doubts.accepted("c", "batch 2")

    assert [one.key for one in Doubts.read(doubts.text()).decided()] == ["a"]
