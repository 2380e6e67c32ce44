"""Nothing that mail can hold makes reading slow: each pattern and each step is linear."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import pytest

import foibot.message
from foibot.message.parse import parse
from tests.linear import grows_in_proportion

HEAD = b"From: a@b.example\r\nSubject: RE: x\r\n\r\n"
HTML = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
WORST = [
    "a", " ", ">", "> ", "-", "--", "_", "=", "*", ":", "@", "a@", "<", "<a@", "a@b.c ", "[", "(",
    "On ", "1", "1/1/11 ", "11:11 ", "wrote ", "From:", "From: a\n", "\n", "\t", "a.", "a, ", "A ",
    "\u00c2\u00a3", "&#", "<b>", "</b>", "=?", "=?utf-8?q?", ";a=", '"', "\\", "|", "]", "{", "é",
    "+44 ", "0", "Sent from my ", "http://a", "a a, ", "begin 644 a\n", "color:", "style='", "w ",
    "lun. ", "> On 1 Jan 2026 at 10:10, a@b.c wrote:\n", "From: a\nTo: b\nSubject: c\n", "--\n",
]  # fmt: skip


Pattern = re.Pattern[str] | re.Pattern[bytes]
# Owned by these modules and tested beside them.
ELSEWHERE = {"filetype", "wording", "address"}


def patterns() -> list[tuple[str, bool, Pattern]]:
    """Return every compiled pattern with its name, and whether it is looked for anywhere."""
    found: list[tuple[str, bool, Pattern]] = []
    for info in pkgutil.iter_modules(foibot.message.__path__):
        module = importlib.import_module(f"foibot.message.{info.name}")
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            own = isinstance(value, re.Pattern) and f"\n{name} = " in source
            if own and info.name not in ELSEWHERE:
                used = rf"\b{name}\.(?:search|finditer|findall|sub|split)\b"
                anywhere = bool(re.search(used, source))
                found.append((f"{info.name}.{name}", anywhere, value))
    return found


def named(value: object) -> str:
    """Return the name of a pattern alone: what it holds may be in any order."""
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("name", "anywhere", "pattern"), patterns(), ids=named)
def test_a_pattern_is_linear_on_its_worst_letters(
    name: str, anywhere: bool, pattern: Pattern
) -> None:
    for letters in WORST:
        text = (letters * 100_000)[:100_000]
        hostile = text if isinstance(pattern.pattern, str) else text.encode()

        def look(size: int, hostile: str | bytes = hostile) -> None:
            pattern.match(hostile[:size])  # type: ignore[arg-type]
            pattern.fullmatch(hostile[:size])  # type: ignore[arg-type]
            if anywhere:
                pattern.search(hostile[:size])  # type: ignore[arg-type]

        assert grows_in_proportion(look, 25_000), letters


@pytest.mark.parametrize("letters", WORST, ids=ascii)
@pytest.mark.parametrize("head", [HEAD, HTML], ids=["plain", "html"])
def test_a_message_of_one_hostile_thing_costs_in_proportion(head: bytes, letters: str) -> None:
    def read(size: int) -> None:
        parse(head + (letters * size)[:size].encode())

    assert grows_in_proportion(read, 50_000)


@pytest.mark.parametrize(
    ("head", "letters", "tail"),
    [
        (b"From: ", b"(", b""),
        (b"To: ", b"a@b.example, ", b""),
        (b"Content-Type: text/plain", b"; a=b", b""),
        (b'Content-Type: text/plain; a="', b"\\", b""),
        (b"Content-Type: multipart/mixed; boundary=", b"-", b""),
        (b"Subject: ", b"=?utf-8?b?", b""),
        (b"", b"X-A: b\r\n", b"Y: z"),
        (b"References: ", b"<a@b>", b""),
        (b"Date: ", b"1", b""),
        (b"Content-Type: text/plain; charset=", b"x", b""),
    ],
    ids=lambda part: part[:24].decode(),
)
def test_a_hostile_header_costs_in_proportion(head: bytes, letters: bytes, tail: bytes) -> None:
    def read(size: int) -> str:
        header = head + letters * (size // len(letters)) + tail
        return parse(header + b"\r\n\r\nWhat did it cost?\r\n").text

    assert grows_in_proportion(read, 25_000)
    assert "cost" in read(100_000)


@pytest.mark.parametrize(
    "header",
    [
        b"Message-ID: <>",
        b"Message-ID: (x) <>",
        b"From: =?utf-8?q?a=0D=0ABcc:_b@c.example?= <a@b.example>",
    ],
    ids=lambda header: header[:24].decode(),
)
def test_a_header_that_is_not_one_takes_no_text_away(header: bytes) -> None:
    assert "cost" in parse(header + b"\r\n\r\nWhat did it cost?\r\n").text


def test_parts_within_parts_end_at_a_bound() -> None:
    raw = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
        for depth in range(2_000)
    )
    message = parse(b"From: a@b.example\r\n" + raw + b"\r\nHello\r\n")

    assert any("50 levels" in defect for defect in message.defects)


def test_html_within_html_is_not_left_to_the_parser() -> None:
    message = parse(HTML + b"<div>" * 100_000 + b"Hello")

    assert "Hello" in message.text
    assert message.defects == ("HTML nested too deeply",)
