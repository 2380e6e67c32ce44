from __future__ import annotations

import typing

import pytest

from foibot.letter import blocks as b
from foibot.letter.as_html import _block as html_block
from foibot.letter.as_html import as_html
from foibot.letter.as_text import _block as text_block
from foibot.letter.as_text import as_text
from foibot.letter.markup import Link, Slots, blocks_of
from tests.unit.letter.desks import templates

OPENING = templates().layout.opening

SOURCE = """
# Title

A paragraph
on two lines with **strong** words.

- one
- two goes
  on
1. first
2. second

: Name = value
: Empty =
!warn Look out
---
--- ANSWER Q1 (goes to the requester) ---
See <https://www.wexcombe.example/a?b=1&c=2>.
"""


def test_the_signs_of_a_template_become_blocks() -> None:
    found = blocks_of(SOURCE, Slots())

    assert [type(block).__name__ for block in found] == [
        "Heading", "Paragraph", "Listing", "Listing", "Facts", "Callout", "Rule", "Fence",
        "Paragraph",
    ]  # fmt: skip
    assert as_text(found) == (
        "Title\n\nA paragraph on two lines with strong words.\n\n- one\n- two goes on\n\n"
        "1. first\n2. second\n\nName: value\n\nLook out\n\n"
        "----------------------------------------\n\n"
        "--- ANSWER Q1 (goes to the requester) ---\n\n"
        "See https://www.wexcombe.example/a?b=1&c=2.\n"
    )


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("13. March was wet.", "13. March was wet.\n"),
        ("1. a\n1. b", "1. a\n\n1. b\n"),
        ("2. b\n3. c", "2. b\n3. c\n"),
    ],
)
def test_no_number_of_a_template_changes(source: str, shown: str) -> None:
    assert as_text(blocks_of(source, Slots())) == shown


@pytest.mark.parametrize(
    "value",
    ["# heading", "- list", "1. one", "!late x", "---", "**x**", "<https://x.example>", "{{ 7*7 }}",
     "{% if x %}", "<script>alert(1)</script>", "<img src=x>", ": a = b", "a\n\n# b"],
)  # fmt: skip
def test_a_value_is_words_whatever_is_in_it(value: str) -> None:
    slots = Slots()

    found = blocks_of(f"{slots.add(value)}\n\n- {slots.add(value)}\n", slots)

    assert [type(block).__name__ for block in found] == ["Paragraph", "Listing"]
    assert as_text(found[:1]) == value + "\n"
    html = as_html(found, OPENING)
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_an_address_of_ours_can_be_followed() -> None:
    slots = Slots()

    found = blocks_of(f"Read {slots.add(Link('https://w.example/p?a=1&b'))}.", slots)

    assert 'href="https://w.example/p?a=1&amp;b"' in as_html(found, OPENING)


def test_every_kind_of_block_has_a_form_in_text_and_html() -> None:
    for kind in typing.get_args(b.Block):
        assert text_block.dispatch(kind) is not text_block.dispatch(object), kind
        assert html_block.dispatch(kind) is not html_block.dispatch(object), kind


def test_a_chart_is_a_table_whose_bars_are_for_the_eye_alone() -> None:
    chart = b.Bars("Open", ("Service", "Requests"), (("Highways", 4), ("Parks", 0)))

    html = as_html((chart,), OPENING)

    assert "width: 100%" in html
    assert html.count('aria-hidden="true"') == 1
    assert '<th scope="row"' in html
    assert as_text((chart,)).splitlines()[2] == "Highways | 4 " + "█" * 30
