"""Huge messages: read in bounded memory, with nothing but large bodies left out."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.message.bounds import (
    ReducedMessage,
    read_message,
    reduce_stream,
    restored,
)
from foibot.message.parse import parse
from tests.linear import grows_in_proportion

PDF = b"%PDF-1.4 " + bytes(range(256)) * 4_000


def a_message(encoding: str = "base64", content: bytes = PDF, newline: bytes = b"\r\n") -> bytes:
    """Return a message with a text, one large file and one small."""
    body = base64.encodebytes(content) if encoding == "base64" else content
    lines = [
        b"From: a@b.example",
        b"Subject: bins",
        b'Content-Type: multipart/mixed; boundary="x=y"',
        b"",
        b"--x=y",
        b"Content-Type: text/plain",
        b"",
        b"How many bins?",
        b"--x=y",
        b'Content-Type: application/octet-stream; name="../large.pdf"',
        b"Content-Transfer-Encoding: " + encoding.encode(),
        b"",
        body.replace(b"\n", newline) if encoding == "base64" else body,
        b"--x=y",
        b'Content-Type: text/plain; name="small.txt"',
        b"",
        b"small",
        b"--x=y--",
        b"",
    ]
    return newline.join(lines)


def test_a_large_file_is_cut_out_and_keeps_name_size_type_and_digest() -> None:
    reduced = reduce_stream(io.BytesIO(a_message()), limit=30_000)
    message = restored(parse(reduced.raw), reduced)
    large, small = message.attachments

    assert len(reduced.raw) < 2_000
    assert message.text == "How many bins?"
    assert (large.filename, large.content_type) == ("large.pdf", "application/pdf")
    assert (large.size, large.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert large.content == b""
    assert small.content.strip() == b"small"
    assert message.defects


@pytest.mark.parametrize("encoding", ["base64", "7bit", "x-unknown"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("block", [64, 1_000, 262_144])
def test_what_is_within_the_limit_stays_byte_for_byte(
    encoding: str, newline: bytes, block: int
) -> None:
    raw = a_message(encoding, b"short\n" * 20, newline)

    assert reduce_stream(io.BytesIO(raw), block=block).raw == raw


@given(
    st.lists(st.sampled_from([b"--x\r\n", b"--x--\r\n", b"\r\n", b"A: b\r\n", b"text\n", b"\xff"]))
)
def test_any_order_of_lines_stays_byte_for_byte(lines: list[bytes]) -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"".join(lines)
    reduced = reduce_stream(io.BytesIO(raw), block=7)

    # A part that ends within its headers gets the empty line that was forgotten.
    assert reduced.raw.replace(b"\n", b"").replace(b"\r", b"") == raw.replace(b"\n", b"").replace(
        b"\r", b""
    )


def test_a_huge_text_is_cut_off_and_said_to_be() -> None:
    raw = b"Subject: x\n\n" + b"line of text\n" * 100_000
    reduced = reduce_stream(io.BytesIO(raw), limit=90_000)

    assert len(reduced.raw) < 31_000
    assert reduced.raw.endswith(b"line of text\n")
    assert any("cut off" in defect for defect in reduced.defects)


def test_a_mark_that_a_sender_wrote_himself_is_only_text() -> None:
    raw = a_message("7bit", b"foibot-cut " + b"0" * 64 + b" 999")
    reduced = reduce_stream(io.BytesIO(raw))

    assert restored(parse(reduced.raw), reduced).attachments == parse(raw).attachments


@pytest.mark.parametrize(
    "line",
    [b"--x\r\n\r\n", b"--x\r\n", b"> a\n", b"x" * 50_000, b"X-Y: z\n", b"\n", b"--x--\n", b"--"],
    ids=lambda line: str(line[:8]),
)
def test_a_flood_of_anything_costs_in_proportion_and_stays_small(line: bytes) -> None:
    head = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"

    def read(size: int) -> ReducedMessage:
        return reduce_stream(io.BytesIO(head + line * (size // len(line))), limit=300_000)

    assert grows_in_proportion(read, 1_000_000)
    assert len(read(20_000_000).raw) < 3_000_000


def test_a_message_of_150_million_bytes_costs_less_than_120_million_of_memory(
    tmp_path: Path,
) -> None:
    path = tmp_path / "big.eml"
    parts = a_message(content=b"%PDF-1.4 " + b"x" * 1_000_000).split(b"\r\n\r\n")
    with path.open("wb") as into:
        into.write(b"\r\n\r\n".join(parts[:3]) + b"\r\n\r\n")
        for _ in range(110):
            into.write(base64.encodebytes(b"x" * 1_000_000))
        into.write(b"\r\n--x=y--\r\n")
    assert path.stat().st_size > 148_000_000
    script = (
        "import sys; from pathlib import Path;"
        "from foibot.message.bounds import read_message;"
        "m = read_message(Path(sys.argv[1]));"
        "status = Path('/proc/self/status').read_text();"
        "print(status.split('VmHWM:')[1].split()[0], m.attachments[0].size)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )

    kilobytes, size = map(int, done.stdout.split())
    assert size == 110_000_000
    assert kilobytes < 120_000


def test_a_small_message_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "small.eml"
    path.write_bytes(a_message())

    assert read_message(path) == parse(a_message())
