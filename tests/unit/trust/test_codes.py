"""A content code names one content for one action and cannot be mistaken for words."""

from __future__ import annotations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from foibot.message.address import strict_address
from foibot.trust.codes import ALPHABET, Content, Given, content_code, given, proves
from foibot.trust.results import parse_results
from tests.linear import grows_in_proportion
from tests.unit.trust.mails import KEY

CONTENT = Content("FOI-2026-00047", "v7", "a@example.org", "0" * 64)


def test_the_alphabet_has_no_letter_to_confuse_and_no_vowel() -> None:
    assert not set(ALPHABET) & set("01OILSZB58UVAE")


@examples(st.sampled_from(["approve", "refuse", "extend", "close", "redate"]), st.text())
def test_every_code_can_be_typed_back(action: str, version: str) -> None:
    content = Content("FOI-2026-00047", version, "a@example.org", "0" * 64)
    code = content_code(action, content, KEY)

    read = given(f"{action} {code}")
    assert read is not None
    assert proves([read], action, content, KEY)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "approve",
        "7F3K-92QD",
        "please approve 7F3K-92QD",
        "approve 7F3K-92QD thanks to Ann",
        "approve 7F3K-92QDX",
        "approve 7F3K-92Q",
        "approve 7F3K--92QD",
        "do not approve 7F3K-92QD",
        "approve 7F3K-92Q0",
        "approve\u200b 7F3K-92QD",
        "> approve 7F3K-92QD",
        "approve " * 10_000,
    ],
)
def test_a_line_that_is_more_or_less_than_a_code_is_none(line: str) -> None:
    assert given(line) is None


def test_a_code_is_read_as_people_write_it() -> None:
    read = {
        given(line) for line in ("APPROVE 7F3K-92QD", " *approve 7f3k 92qd*", "Approve: 7F3K92QD.")
    }

    assert read == {Given("APPROVE", "7F3K92QD")}


@pytest.mark.parametrize("letters", ["(", '"', "\\", "a=b ", ";", '("', "<", "@", "a.", "\\("])
def test_hostile_headers_cost_in_proportion(letters: str) -> None:
    def read(size: int) -> None:
        text = letters * (size // len(letters))
        parse_results(text)
        strict_address(text)
        given(text)

    assert grows_in_proportion(read, 25_000)
