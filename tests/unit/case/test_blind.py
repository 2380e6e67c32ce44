"""No officer learns from a question who asked it."""

from __future__ import annotations

import pytest

from foibot.case.blind import blind
from foibot.case.model import Requester

WHO = Requester("j.whitcombe@example.net", "Jo Whitcombe", "Kiln Lane Residents")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("How many trees were felled?", "How many trees were felled?"),
        ("I, Jo Whitcombe, ask who felled them", "I, [the requester], ask who felled them"),
        ("Write to j.whitcombe@example.net.", "Write to [e-mail address]."),
        (
            "Ring me on 07700 900123 or 0113 496 0000",
            "Ring me on [telephone number] or [telephone number]",
        ),
        ("Letters to Mrs WHITCOMBE since 2024", "Letters to Mrs [the requester] since 2024"),
        ("What did Kiln Lane Residents get?", "What did [the requester] get?"),
        ("The spend of £1,234,567,890 in 2024", "The spend of £1,234,567,890 in 2024"),
    ],
)
def test_who_asked_is_masked(text: str, seen: str) -> None:
    assert blind(text, WHO) == seen


def test_a_short_or_missing_name_masks_nothing_else() -> None:
    assert blind("Al fresco dining permits", Requester("x@example.net", "Al")) == (
        "Al fresco dining permits"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The calendar year, please.\n\nAnn",
        "The calendar year, please.\nThanks, Ann",
        "The calendar year, please.\nRegards\nA Example",
        "The calendar year, please.\nKind regards,\nAnn E.",
    ],
)
def test_a_first_name_that_signs_is_taken_out(text: str) -> None:
    shown = blind(text, Requester("ann@example.org", "Ann Example"))

    assert "Ann" not in shown
    assert "Example" not in shown
    assert shown.startswith("The calendar year, please.")


def test_a_first_name_within_a_sentence_may_be_anybodys() -> None:
    who = Requester("ann@example.org", "Ann Example")

    for text in ("How many people called Ann live here?", "- a\n- b", "A", "Thanks"):
        assert blind(text, who) == text
