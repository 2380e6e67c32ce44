"""Nothing that mail can hold makes reading slow: each pattern and each step is linear."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from time import process_time

import pytest

import foibot.message
from foibot.message.parse import parse

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
        before = process_time()
        pattern.match(hostile)  # type: ignore[arg-type]
        pattern.fullmatch(hostile)  # type: ignore[arg-type]
        if anywhere:
            pattern.search(hostile)  # type: ignore[arg-type]

        assert process_time() - before < 0.3, letters


@pytest.mark.parametrize("letters", WORST, ids=ascii)
@pytest.mark.parametrize("head", [HEAD, HTML], ids=["plain", "html"])
def test_a_message_of_one_hostile_thing_is_read_in_two_seconds(head: bytes, letters: str) -> None:
    before = process_time()
    parse(head + (letters * 200_000)[:200_000].encode())

    assert process_time() - before < 2


@pytest.mark.parametrize(
    "header",
    [
        b"From: " + b"(" * 100_000,
        b"To: " + b"a@b.example, " * 32_000,
        b"Content-Type: text/plain" + b"; a=b" * 16_000,
        b'Content-Type: text/plain; a="' + b"\\" * 60_000,
        b"Content-Type: multipart/mixed; boundary=" + b"-" * 60_000,
        b"Subject: " + b"=?utf-8?b?" * 6_000,
        b"X-A: b\r\n" * 50_000 + b"Y: z",
        b"References: " + b"<a@b>" * 12_000,
        b"Message-ID: <>",
        b"Message-ID: (x) <>",
        b"Date: " + b"1" * 60_000,
        b"Content-Type: text/plain; charset=" + b"x" * 60_000,
        b"From: =?utf-8?q?a=0D=0ABcc:_b@c.example?= <a@b.example>",
    ],
    ids=lambda header: header[:24].decode(),
)
def test_a_hostile_header_is_read_in_two_seconds(header: bytes) -> None:
    before = process_time()
    message = parse(header + b"\r\n\r\nWhat did it cost?\r\n")

    assert process_time() - before < 2
    assert "cost" in message.text


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
