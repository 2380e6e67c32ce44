from __future__ import annotations

import email
import random
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foibot.letter.compose import compose, quoted_printable
from foibot.letter.model import File, Letter, LetterError
from foibot.message.model import Address
from tests.linear import seconds

WHEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SENDER = Address("foi@wexcombe.example", "Wexcombe Council")
OWN_ID = "<acknowledgement.0123.abcd@wexcombe.example>"
LETTER = Letter(
    key="ack:1",
    kind="acknowledgement",
    recipient="ann@example.org",
    subject="Your request, reference FOI/2026/0001",
    text="Hello\n\nFrom here on, all is well.\n.\n",
    html="<p>Hello</p>\n<p>From here on, all is well.</p>\n<p>.</p>\n",
    headers=(("Auto-Submitted", "auto-replied"), ("X-Foibot-Ref", "FOI/2026/0001")),
    in_reply_to="<m2@example.org>",
    references=("<m1@example.org>",),
)
NAMES = {
    "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
    "Auto-Submitted", "X-Foibot-Ref", "X-Foibot-Kind", "X-Foibot-Id", "MIME-Version",
    "Content-Type",
}  # fmt: skip


def parsed(letter: Letter) -> EmailMessage:
    raw = compose(letter, SENDER, OWN_ID, WHEN)
    return email.message_from_bytes(raw, policy=policy.SMTP)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_message_reads_back_as_it_was_meant() -> None:
    message = parsed(LETTER)

    assert not message.defects
    assert message["From"] == "Wexcombe Council <foi@wexcombe.example>"
    assert message["Subject"] == LETTER.subject
    assert message["In-Reply-To"] == "<m2@example.org>"
    assert message["References"] == "<m1@example.org> <m2@example.org>"
    assert message["X-Foibot-Kind"] == "acknowledgement"
    assert message["X-Foibot-Id"] == OWN_ID.strip("<>")
    assert message.get_content_type() == "multipart/alternative"
    assert body(message, "plain") == LETTER.text
    assert body(message, "html") == LETTER.html


def test_the_same_letter_is_the_same_bytes() -> None:
    assert compose(LETTER, SENDER, OWN_ID, WHEN) == compose(LETTER, SENDER, OWN_ID, WHEN)


def test_every_line_ends_in_crlf_and_none_is_long() -> None:
    wordy = replace(LETTER, text="word " * 5000 + "é" * 3000, subject="Tŷ " * 60)

    raw = compose(wordy, SENDER, OWN_ID, WHEN)

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78


def test_files_come_after_the_words_and_are_whole() -> None:
    content = bytes(range(256)) * 50
    files = (File("costs.csv", "text/csv", b"a,b\r\n"), File("Tŷ.pdf", "application/pdf", content))

    message = parsed(replace(LETTER, attachments=files))

    assert message.get_content_type() == "multipart/mixed"
    got = [(p.get_filename(), p.get_content_type()) for p in message.iter_attachments()]
    assert got[0] == ("costs.csv", "text/csv")
    assert got[1][1] == "application/pdf"
    assert list(message.iter_attachments())[1].get_payload(decode=True) == content
    assert body(message, "plain") == LETTER.text


def test_plain_mail_is_one_part() -> None:
    message = parsed(replace(LETTER, html=""))

    assert message.get_content_type() == "text/plain"
    assert str(message.get_content()).replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize(
    "header",
    [
        ("Bcc", "x@y.example"),
        ("X-Foibot-Ref", "FOI/1\r\nBcc: x@y.example"),
        ("Auto-Submitted", "no"),
        ("X-Auto-Response-Suppress", "All"),
        ("X-Auto-Response-Suppress", "NDR"),
        ("List-Id", "x"),
        ("Reply-To", "a@b.example, c@d.example"),
    ],
)
def test_a_header_that_is_not_on_the_list_is_refused(header: tuple[str, str]) -> None:
    with pytest.raises(LetterError):
        compose(replace(LETTER, headers=(header,)), SENDER, OWN_ID, WHEN)


PIECES = (
    "\r\n", "\n", "\r", "\nBcc: x@y.example", "\r\nX: 1\r\n\r\nbody", "=?utf-8?q?=0D=0A?=",
    "\u2028", "\x85", "\x00", "\u202e", "\ud800", "\ue000", "\U0001f600", "é", "漢" * 30,
    "<", ">", "@", '"', "\\", ",", ";", ":", "(", ")", " ", "\t", "\x0b", "\x1f", "word", "From ",
    ".", "=", "a" * 90, "<a@b.example>",
)  # fmt: skip


def check_headers(subject: str, name: str, thread: str, text: str) -> None:
    letter = replace(LETTER, subject=subject, in_reply_to=thread, references=(thread,), text=text)

    raw = compose(letter, Address(SENDER.addr, name), OWN_ID, WHEN)

    head, _, _ = raw.partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    names = [line.split(":")[0] for line in lines if not line.startswith((" ", "\t"))]
    assert set(names) <= NAMES
    assert len(names) == len(set(names))
    assert all(line.strip() for line in lines)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


def test_no_words_make_a_header_in_ten_thousand_tries() -> None:
    chance = random.Random(7)

    for _ in range(2_500):
        words = ["".join(chance.choices(PIECES, k=chance.randrange(9))) for _ in range(4)]
        check_headers(*words)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
@given(subject=st.text(), name=st.text(), thread=st.text(), text=st.text())
def test_no_words_at_all_make_a_header(subject: str, name: str, thread: str, text: str) -> None:
    check_headers(subject, name, thread, text)


def test_the_names_that_the_standard_library_reads_are_ours_alone() -> None:
    chance = random.Random(11)

    for _ in range(200):
        words = ["".join(chance.choices(PIECES, k=8)) for _ in range(2)]
        message = parsed(replace(LETTER, subject=words[0], text=words[1]))
        assert set(message.keys()) <= NAMES
        assert not message.defects


@settings(max_examples=100, deadline=None, database=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_the_words_of_a_body_come_back_whole(text: str) -> None:
    message = parsed(replace(LETTER, text=text + "\n"))

    assert body(message, "plain") == text + "\n"


def test_what_a_mail_cannot_carry_is_left_out_of_its_body() -> None:
    assert quoted_printable("a\x00b\ud800c\x0bd") == b"abcd\r\n"


def test_building_a_mail_costs_less_than_half_of_the_librarys_own_way() -> None:
    def by_the_library() -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"] = str(SENDER), LETTER.recipient
        mail["Subject"], mail["Message-ID"] = LETTER.subject, OWN_ID
        mail.set_content(LETTER.text)
        mail.add_alternative(LETTER.html, subtype="html")
        return mail.as_bytes(policy=policy.SMTP)

    ours = seconds(lambda: [compose(LETTER, SENDER, OWN_ID, WHEN) for _ in range(200)])

    assert ours < seconds(lambda: [by_the_library() for _ in range(200)]) / 2
