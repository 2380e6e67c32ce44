"""Papers asked for by themselves are no everyday business, whatever they are about (REC-1)."""

from __future__ import annotations

import pytest

from foibot.request.model import Kind
from tests.unit.request.test_read import read


@pytest.mark.parametrize(
    "ask",
    [
        "Please let me have every email sent by, or to, the officer who reviews opening times.",
        "Please provide all emails about the change of the opening hours of the baths.",
        "Please send all letters to or from the manager about the pool opening hours.",
        "Could I see all messages regarding opening times at the museum?",
    ],
)
def test_emails_about_opening_times_are_a_request(ask: str) -> None:
    assert read(ask).kind is Kind.NEW_REQUEST


def test_emails_to_a_new_address_are_everyday_business() -> None:
    business = "Please send all emails to my new address, I have moved house."

    assert read(business).kind is Kind.BUSINESS_AS_USUAL
