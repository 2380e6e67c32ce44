"""Forms in which case does not matter match as re.IGNORECASE has them match."""

from __future__ import annotations

import re

import pytest

from foibot.message.caseless import Caseless

TEXTS = [
    "Please treat THIS as a request",
    "please treat this\nas a Request",
    "Nothing of the kind",
    "İstanbul: please treat THIS as a request",
    "K and ſ",
    "",
]


@pytest.mark.parametrize(
    "source",
    [
        r"\b(?:Treat|accept) (?P<What>this|That)\W+As\b",
        r"^[A-Z]\w+\s",
        r"(?<=T)\S+$",
        r"Nothing\D*\Z",
    ],
)
@pytest.mark.parametrize("text", TEXTS)
def test_it_finds_what_a_pattern_that_ignores_case_finds(source: str, text: str) -> None:
    plain, caseless = re.compile(source, re.I | re.M), Caseless(source, re.M)

    for at in range(len(text) + 1):
        assert str(caseless.search(text, at)) == str(plain.search(text, at))
        assert str(caseless.search(text, 0, at)) == str(plain.search(text, 0, at))
        assert str(caseless.match(text, at)) == str(plain.match(text, at))


def test_what_it_finds_stands_as_the_text_has_it() -> None:
    found = Caseless(r"dear (?P<who>\w+)").search("DEAR Ann")

    assert found is not None
    assert found["who"] == "Ann"


def test_a_part_in_which_case_matters_is_refused() -> None:
    with pytest.raises(ValueError, match="minds case"):
        Caseless(r"the (?-i:May) of 2024")
