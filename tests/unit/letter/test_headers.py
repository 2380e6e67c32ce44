from __future__ import annotations

from datetime import UTC, datetime

import pytest

from foibot.letter import headers
from foibot.letter.model import LetterError


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("Your request", "Your request"),
        ("FOI\r\nBcc: evil@x.example", "FOI Bcc: evil@x.example"),
        ("a\x00b\x1bc\x7fd\x85e", "abcd e"),
        ("left\u202egnirts\u2066x\u200by\ufeff", "leftgnirtsxy"),
        ("  too   many\t\tspaces ", "too many spaces"),
        ("Tŷ Cyngor – cais", "Tŷ Cyngor – cais"),
        ("x\ud800y\ue000z", "xyz"),
    ],
)
def test_what_cannot_be_seen_does_not_get_into_a_header(value: str, clean: str) -> None:
    assert headers.hdr(value) == clean


def test_a_header_value_is_cut_at_two_hundred_characters() -> None:
    assert len(headers.hdr("long " * 1000)) <= 200


@pytest.mark.parametrize(
    "value",
    [
        "request-1234-5ab67cd8@whatdotheyknow.com",
        "o'brien+foi@example.org",
        '"odd name"@example.org',
        "a@[192.0.2.1]",
    ],
)
def test_an_address_is_kept_as_it_was_written(value: str) -> None:
    assert headers.address(value) == value


def test_a_domain_in_other_letters_goes_as_ascii() -> None:
    assert headers.address("a@bücher.example") == "a@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "nobody",
        "a@b@c.example",
        "a b@c.example",
        "a@c.example\r\nBcc: x@y.example",
        "a@c.example, b@c.example",
        "Name <a@c.example>",
        "a..b@c.example",
        "ü@c.example",
        "a@c.example\n",
        "a@" + "x" * 400,
    ],
)
def test_anything_but_one_plain_address_is_refused(value: str) -> None:
    with pytest.raises(LetterError, match="not a single plain e-mail address"):
        headers.address(value)


def test_only_sound_identifiers_get_into_the_thread_and_the_first_stays() -> None:
    many = [f"<m{n}@a.example>" for n in range(100)]

    line = headers.thread("References", [*many, "<bad id@x>", "no", "<a@b>\r\nBcc: c@d"])

    found = line.replace("\r\n", "").removeprefix("References: ").split(" ")
    assert found == ["<m0@a.example>", *many[-19:]]
    assert headers.thread("In-Reply-To", [""]) == ""


def test_a_date_without_a_zone_is_an_error() -> None:
    assert headers.date_line(datetime(2026, 11, 3, 9, 5, tzinfo=UTC)) == (
        "Date: Tue, 03 Nov 2026 09:05:00 +0000"
    )
    with pytest.raises(LetterError, match="without a zone"):
        headers.date_line(datetime(2026, 11, 3, 9, 5))  # noqa: DTZ001


def test_a_file_name_has_an_ascii_form_and_its_own() -> None:
    assert headers.parameter("filename", "costs.csv") == 'filename="costs.csv"'
    assert headers.parameter("filename", 'Tŷ "1".csv') == (
        "filename=\"T_ '1'.csv\";\r\n filename*=utf-8''T%C5%B7%20%221%22.csv"
    )
    assert headers.parameter("filename", "../../x") == 'filename=".._.._x"'
