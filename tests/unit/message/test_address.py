"""Addresses: two hundred header values a clerk can check, and a bound on time."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.message.address import (
    a_label,
    addresses,
    clean_name,
    sender,
    shown_address,
    strict_address,
)
from tests.linear import grows_in_proportion

TABLE = Path(__file__).with_name("addresses.txt")


def _rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("# ")]
    pairs = [line.split(" => ") for line in kept]
    return [(_unescaped(value), _unescaped(wanted.strip())) for value, wanted in pairs]


def _unescaped(text: str) -> str:
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape")


def test_the_table_has_two_hundred_lines() -> None:
    assert len(_rows()) >= 200


@pytest.mark.parametrize(("value", "wanted"), _rows())
def test_the_strict_reading_of_a_header_value(value: str, wanted: str) -> None:
    found = strict_address(value)

    assert (f"{found.addr} | {found.name}".rstrip(" |") if found else "-") == wanted


def test_a_message_with_two_from_headers_has_no_sender() -> None:
    assert sender(["a@b.example"]) is not None
    assert sender(["a@b.example", "a@b.example"]) is None
    assert sender([]) is None


def test_a_list_is_cut_at_its_commas_only() -> None:
    value = '"Smith, John" <j@x.example>, b@x.example, (a, comment) c@x.example, d@x.example'

    assert [each.addr for each in addresses([value])] == [
        "j@x.example",
        "b@x.example",
        "d@x.example",
    ]


def test_a_list_ends_at_its_limit() -> None:
    assert len(addresses([", ".join(f"a{n}@b.example" for n in range(500))])) == 100


@pytest.mark.parametrize(
    ("value", "addr", "name"),
    [
        ("bob@council.gov.uk <alice@a.example>", "alice@a.example", "bob@council.gov.uk"),
        ("j@x.example (John Smith)", "j@x.example", "John Smith"),
        ("Team: a@x.example, b@x.example;", "a@x.example", "Team:"),
        ("Smith, John <j@X.example>", "j@x.example", "Smith, John"),
        ("j@x.example [mailto:j@x.example]", "j@x.example", ""),
    ],
)
def test_what_has_no_strict_reading_is_still_shown(value: str, addr: str, name: str) -> None:
    found = shown_address(value)

    assert strict_address(value) is None
    assert found is not None
    assert (found.addr, found.name) == (addr, name)


def test_a_name_is_shown_without_controls_and_invisible_letters() -> None:
    assert clean_name("exe\u202efdp\x00\r\nBcc: x \u200b") == "exefdp Bcc: x"


def test_a_domain_is_told_apart_from_its_look_alike() -> None:
    assert a_label("council.gov.uk") == "council.gov.uk"
    assert a_label("c\u043euncil.gov.uk") == "xn--cuncil-wqf.gov.uk"


@pytest.mark.parametrize(
    "piece", [*'("<>@,;\\=?.a ', '\\"', "=?utf-8?q?", "a@", "a@b.example, ", "(a", '"a" <']
)
def test_hostile_values_cost_in_proportion(piece: str) -> None:
    def read(size: int) -> None:
        hostile = '"' * (piece == '\\"') + piece * (size // len(piece))
        strict_address(hostile)
        strict_address(hostile + " <a@b.example>")
        shown_address(hostile)
        addresses([hostile])

    assert grows_in_proportion(read, 15_000)


def test_nested_comments_and_endless_lists_are_read_to_their_end() -> None:
    assert strict_address("From " + "(" * 500) is None
    assert len(addresses([", ".join(f"a{n}@b.example" for n in range(32_000))])) == 100


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("=?utf-8?B?/////?= <a@example.org>", ""),
        ("=?utf-8?B?//8=?= <a@example.org>", ""),
        ("Ann =?nonsense?Q?x?= Example <a@example.org>", "Ann Example"),
        ("=?utf-8?Q?Zo=C3=AB_Example?= <a@example.org>", "Zo\u00eb Example"),
    ],
)
def test_a_word_that_nobody_can_read_is_no_part_of_a_name(header: str, name: str) -> None:
    found = strict_address(header)
    assert found is not None
    assert found.name == name


def test_an_old_outlook_shows_the_address_behind_mailto() -> None:
    found = shown_address("Ann Roe [mailto:ann@example.org]")

    assert found is not None
    assert (found.addr, found.name) == ("ann@example.org", "Ann Roe")
