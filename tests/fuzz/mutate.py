"""Change real messages the way hostile and broken mail programs do: by their structure."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable
from functools import cache

from tests.unit.attachments import files

HEADERS = (
    b"Content-Type: multipart/mixed; boundary=",
    b'Content-Type: multipart/mixed; boundary=""',
    b'Content-Type: multipart/mixed; boundary="--"',
    b"Content-Type: multipart/alternative; boundary=x; boundary=y",
    b"Content-Type: text/html; charset=utf-16",
    b"Content-Type: text/plain; charset=no-such-charset",
    b"Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes",
    b"Content-Type: text/plain; charset=iso-2022-jp",
    b"Content-Type: message/rfc822",
    b"Content-Type: message/delivery-status",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    b"Content-Type: application/ms-tnef; name=winmail.dat",
    b"Content-Type: text/calendar; method=REQUEST",
    b"Content-Type: " + b"a" * 3_000,
    b"Content-Type: text/plain" + b"; a=b" * 2_000,
    b"Content-Type: text/plain; name*0*=utf-8''..%2F..; name*1*=%00; name*99999999999=x",
    b"Content-Transfer-Encoding: base64",
    b"Content-Transfer-Encoding: quoted-printable",
    b"Content-Transfer-Encoding: x-uuencode",
    b"Content-Transfer-Encoding: 8bit\x00",
    b"Content-Disposition: attachment; filename*=utf-8''%ff%fe%00..%2f",
    b"Content-Disposition: attachment; filename==?utf-8?b?====?=",
    b"From: " + b"(" * 500,
    b"From: =?utf-8?q?a=0d=0aBcc:_x?= <a@b.example>",
    b"From: bob@council.example <alice@a.example>",
    b"From: \xff\xfe@\xff",
    b"To: " + b"a@b.example, " * 2_000,
    b"Subject: " + b"=?utf-8?q?=C3?=" * 300,
    b"Subject: " + b"Re: " * 3_000,
    b"Subject: =?iso-2022-jp?b?GyRC?=",
    b"Date: Mon, 99 Foo 99999 99:99:99 +9999",
    b"Date: Thu, 01 Jan 0001 00:00:00 -2359",
    b"Message-ID: <>",
    b"Message-ID: " + b"<" * 2_000,
    b"References: " + b"<a@b> " * 2_000,
    b"Auto-Submitted: auto-replied",
    b"Return-Path: <>",
    b"X-Failed-Recipients: " + b"," * 500,
    b": no name",
    b"no colon at all",
)
TEXTS = (
    b"\r\n--\r\n", b"\n-- \n", b"> ", b">>>> ", b"On Mon, x wrote:\n", b"begin 644 a\n", b"\nend\n",
    b"<table>" * 50, b"<div>" * 300, b"<ol type=a start=99999999999999999999>", b"<li value=-5>",
    b"<blockquote>" * 100, b"</div></td>", b"<!--", b"<![if !supportLists]>", b"<style>",
    b"&#x110000;", b"\x00", b"\x1b$B", b"\xe2\x80\xae", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3",
    b"+AAA-",
    b"=\n", b"=ZZ", b"====", b"\r", b"\x85", b"\x0c", b"\xe2\x80\xa8", b"__________",
    b"-----Original Message-----\n",
    b"From: a\nSent: b\nTo: c\nSubject: d\n", b"Final-Recipient: rfc822; a@b\nAction: failed\n",
    b"a" * 5_000, b" " * 5_000, b"(" * 2_000, b"1.1." * 500, b"\t" * 500, b"@" * 500,
)  # fmt: skip

NUMBERS = (
    b"0", b"-1", b"100", b"101", b"999", b"4000", b"99999", b"1e9", b"9" * 5_000, b"00000000001",
    b"31", b"32", b"2999", b"\xd9\xa3", b"\xc2\xb3", b"\xe2\x85\xa7", b"\xef\xbc\x95", b"\xc2\xbd",
)  # fmt: skip
_NUMBER = re.compile(rb"\d{1,20}")
# What stands before the questions of a letter, rightly counted or not.
LABELS = (
    b"1.", b"2)", b"(iii)", b"ix)", b"xc)", b"(lxxx)", b"a)", b"(z)", b"Q99.", b"Question 100:",
    b"100)", b"101.", b"999)", b"0.", b"1.1.1.1", b"99.99", b"-", b"*",
    b"\xe2\x80\xa2", b"[x]", b"**7.**", b"\xd9\xa1.", b"\xc2\xb2)", b"\xe2\x91\xa0",
    b"I.", b"XC.", b"lllll)", b"#", b"No. 3", b"|",
)  # fmt: skip
ASKED = (
    b"How many potholes?", b"please provide a copy of the contract", b"the cost,", b"\"the cost",
    b"and", b"", b"per year: 2021, 2022, 2023", b"(a) who, (b) when, (99) why", b"a" * 200,
    b"Under the Freedom of Information Act 2000 I would like to request:", b"Dear Sir,", b"Regards",
)  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def mutated(raw: bytes, other: bytes, dice: random.Random) -> bytes:
    """Return *raw* after one to five changes; *other* is a message to splice from."""
    for _ in range(dice.choice((1, 1, 2, 2, 3, 5))):
        change = dice.choice(MUTATIONS)
        raw = change(raw, dice) if dice.random() < 0.95 else _spliced(raw, other, dice)
    return raw[:2_000_000]


def _lines(raw: bytes) -> list[bytes]:
    return raw.splitlines(keepends=True) or [b"\n"]


def _header_end(lines: list[bytes]) -> int:
    return next((n for n, line in enumerate(lines) if not line.strip()), len(lines))


def bits(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with some bytes changed."""
    changed = bytearray(raw or b"\n")
    for _ in range(dice.randint(1, 30)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* without its end, its beginning, or a piece in the middle."""
    start, end = sorted(dice.randrange(len(raw) + 1) for _ in range(2))
    return dice.choice((raw[:start], raw[start:], raw[:start] + raw[end:]))


def repeated(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with a piece of it many times over."""
    start, end = sorted(dice.randrange(len(raw) + 1) for _ in range(2))
    piece = raw[start : min(end, start + 400)]
    return raw[:start] + piece * dice.choice((2, 10, 100)) + raw[start:]


def header_added(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with a hostile header among its headers."""
    lines = _lines(raw)
    at = dice.randint(0, _header_end(lines))
    return b"".join([*lines[:at], dice.choice(HEADERS), b"\n", *lines[at:]])


def header_anywhere(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with a hostile header in place of a header of any part."""
    lines = _lines(raw)
    places = [n for n, line in enumerate(lines) if line[:8].lower() == b"content-"]
    at = dice.choice(places) if places else 0
    lines[at] = dice.choice(HEADERS) + b"\n"
    return b"".join(lines)


def header_lines_shuffled(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with its header lines in any order, folds torn from their fields."""
    lines = _lines(raw)
    end = _header_end(lines)
    head = lines[:end]
    dice.shuffle(head)
    return b"".join([*head, *lines[end:]])


def line_dropped(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* without some lines."""
    lines = _lines(raw)
    for _ in range(dice.randint(1, 4)):
        if lines:
            del lines[dice.randrange(len(lines))]
    return b"".join(lines)


def text_added(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with pieces of mail's own syntax where they do not belong."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(raw) + 1)
        raw = raw[:at] + dice.choice(TEXTS) + raw[at:]
    return raw


def line_ends_changed(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with other line ends, or with all of them mixed."""
    bare = raw.replace(b"\r\n", b"\n")
    if dice.random() < 0.3:
        ends = (b"\n", b"\r\n", b"\r", b"\n\r")
        return b"".join(line.rstrip(b"\r\n") + dice.choice(ends) for line in _lines(bare))
    return bare.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n")))


def wrapped(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* as a part of another message, once or many times."""
    for number in range(dice.choice((1, 1, 2, 60))):
        boundary = b"w%d" % number
        kind = dice.choice(
            (b"message/rfc822", b"text/plain", b"multipart/mixed; boundary=" + boundary)
        )
        raw = (
            b"From: a@b.example\nContent-Type: multipart/mixed; boundary=" + boundary
            + b"\n\n--" + boundary + b"\nContent-Type: " + kind + b"\n\n" + raw
            + b"\n--" + boundary + b"--\n"
        )  # fmt: skip
    return raw


def encoded(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with its body in base64 or quoted-printable, not always rightly."""
    lines = _lines(raw)
    end = _header_end(lines)
    body = b"".join(lines[end:])
    head = b"".join(line for line in lines[:end] if b"encoding" not in line.lower())
    letters = base64.encodebytes(body)
    if dice.random() < 0.5:
        at = dice.randrange(len(letters) + 1)
        letters = letters[:at] + dice.choice((b"=", b"*", b"\n\n", b"\x00")) + letters[at:]
    return head + b"Content-Transfer-Encoding: base64\n\n" + letters


def numbers_changed(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with some of its numbers made none, huge, or of other scripts."""
    places = [found.span() for found in _NUMBER.finditer(raw[:200_000])]
    for start, end in sorted(dice.sample(places, min(len(places), 8)), reverse=True):
        raw = raw[:start] + dice.choice(NUMBERS) + raw[end:]
    return raw


def letter_written(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with a letter of questions for its body, counted rightly and not."""
    head = (
        b"".join(_lines(raw)[: _header_end(_lines(raw))])
        if dice.random() < 0.5
        else b"From: a@b.c\n"
    )
    gap = dice.choice((b" ", b"", b"  ", b"\t", b"\n"))
    label = dice.choice(LABELS)
    lines = []
    for number in range(dice.randint(1, 130)):
        if dice.random() < 0.4:
            label = dice.choice(LABELS)
        elif dice.random() < 0.6:
            label = b"%d%s" % (number, dice.choice((b".", b")", b":", b" -")))
        lines.append(b" " * dice.choice((0, 0, 0, 2, 7)) + label + gap + dice.choice(ASKED))
        lines += [b""] * dice.choice((0, 0, 1))
    return head + b"\n" + dice.choice((b"\n", b"\r\n")).join(lines) + b"\n"


@cache
def _files() -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"letter.docx", files.a_docx()),
        (b"letter.odt", files.an_odt()),
        (b"letter.rtf", files.an_rtf()),
        (b"letter.pdf", files.a_pdf()),
        (b"sheet.xlsx", files.an_xlsx()),
        (b"sheet.ods", files.an_ods()),
        (b"winmail.dat", files.a_tnef([("letter.docx", files.a_docx())], "How many bins?")),
        (b"mail.eml", files.an_eml(("letter.odt", files.an_odt()))),
        (b"all.zip", files.a_zip({"letter.docx": files.a_docx()})),
    )


def file_attached(raw: bytes, dice: random.Random) -> bytes:
    """Return *raw* with a file of the kinds that are opened, its bytes mostly changed."""
    name, content = dice.choice(_files())
    for _ in range(dice.choice((0, 1, 1, 2))):
        content = dice.choice((bits, cut, repeated))(content, dice)
    return (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=file\n\n--file\n"
        b"Content-Type: message/rfc822\n\n" + raw + b"\n--file\nContent-Type: "
        b"application/octet-stream; name=" + name + b"\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(content) + b"\n--file--\n"
    )  # fmt: skip


def _spliced(raw: bytes, other: bytes, dice: random.Random) -> bytes:
    start, end = sorted(dice.randrange(len(other) + 1) for _ in range(2))
    at = dice.randrange(len(raw) + 1)
    return raw[:at] + other[start:end] + raw[at:]


MUTATIONS: tuple[Mutation, ...] = (
    bits,
    cut,
    repeated,
    header_added,
    header_anywhere,
    header_lines_shuffled,
    line_dropped,
    text_added,
    line_ends_changed,
    wrapped,
    encoded,
    numbers_changed,
    letter_written,
    file_attached,
)
