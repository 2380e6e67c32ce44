"""Mail as people write it: fresh ones, replies of real mail programs, and what a server adds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from foibot.demo.world import Sent
from tests.clients import Client, Form, Original, Reply

LONG_LINES = SMTP.clone(max_line_length=998)
SERVER = "mx.council.example"
DESK = "info.requests@council.example"

Files = Sequence[tuple[str, str, bytes]]


@dataclass(frozen=True, slots=True)
class Writing:
    """What somebody sends; *dmarc* is what our own server found: "" where it says nothing."""

    sender: str
    text: str
    at: datetime
    subject: str = "Request for information"
    dmarc: str = "pass"
    files: Files = ()
    answers: Sent | None = None
    client: Client | None = None
    form: Form = Form.BOTH
    inline: tuple[tuple[int, str], ...] = ()
    to: str = ""  # where a forger or a stranger sends it instead of the Reply-To


def made(one: Writing) -> bytes:
    """Return the bytes of *one* as they reach our mailbox."""
    mail = _by_client(one) if one.client is not None else _plain(one)
    for name, value in _head(one).items():
        del mail[name]
        mail[name] = value
    for name, kind, content in one.files:
        main, _, minor = kind.partition("/")
        assert isinstance(mail, EmailMessage)
        mail.add_attachment(content, maintype=main, subtype=minor, filename=name)
    received = f"Received: from client.example ([192.0.2.7]) by {SERVER}\r\n"
    return _verdict(one).encode() + received.encode() + mail.as_bytes()


def _verdict(one: Writing) -> str:
    if not one.dmarc:
        return ""
    domain = parseaddr(one.sender)[1].rpartition("@")[2]
    return f"Authentication-Results: {SERVER}; dmarc={one.dmarc} header.from={domain}\r\n"


def _head(one: Writing) -> dict[str, str]:
    mark = hashlib.sha256(f"{one.sender}{one.text}{one.at}{one.dmarc}".encode()).hexdigest()[:16]
    address = parseaddr(one.sender)[1]
    head = {
        "From": one.sender,
        "To": one.to or DESK,
        "Subject": one.subject,
        "Date": format_datetime(one.at),
        "Message-ID": f"<{mark}@{address.rpartition('@')[2]}>",
    }
    if one.answers is not None:
        original = one.answers.mail
        head["To"] = one.to or str(original["Reply-To"] or original["From"])
        head["Subject"] = "Re: " + subject_of(one.answers)
        head["In-Reply-To"] = head["References"] = str(original["Message-ID"])
    return head


def subject_of(sent: Sent) -> str:
    """Return the subject of a mail of ours, unfolded."""
    return " ".join(str(sent.mail["Subject"]).split())


def _plain(one: Writing) -> EmailMessage:
    mail = EmailMessage(policy=LONG_LINES)
    quoted = ""
    if one.answers is not None:
        lines = "\n".join(f"> {line}" for line in one.answers.text.splitlines())
        quoted = f"\n\nOn {one.at:%d/%m/%Y} {one.answers.mail['From']} wrote:\n{lines}\n"
    mail.set_content(f"{one.text}{quoted}\n")
    return mail


def _by_client(one: Writing) -> Message:
    """Return the reply as a mail program makes it; *inline* answers stand below paragraphs."""
    assert one.client is not None
    assert one.answers is not None
    name, address = parseaddr(one.sender)
    original = Original(paragraphs_of(one.answers), "FOI Desk", DESK, subject_of(one.answers))
    reply = Reply(one.text, dict(one.inline), name=name or "Officer", address=address)
    return message_from_bytes(one.client(reply, original, one.form), policy=LONG_LINES)


def paragraphs_of(sent: Sent) -> tuple[str, ...]:
    """Return the paragraphs of a mail of ours, which a reply quotes."""
    return tuple(part for part in sent.text.strip().split("\n\n") if part.strip())


def below(sent: Sent, words: str, answer: str) -> tuple[tuple[int, str], ...]:
    """Return *answer* as it stands below the paragraph of *sent* that holds *words*."""
    parts = paragraphs_of(sent)
    at = next(number for number, part in enumerate(parts) if words in part)
    return ((at, answer),)


def bounce_of(sent: Sent, at: datetime) -> bytes:
    """Return what the far server says of a mail of ours that it could not deliver (RFC 3464)."""
    own, to = str(sent.mail["Message-ID"]), sent.to
    return (
        f"Return-Path: <>\r\nFrom: MAILER-DAEMON@{to.rpartition('@')[2]}\r\nTo: {DESK}\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <bounce{at:%m%d%H%M}@{to.rpartition('@')[2]}>\r\nMIME-Version: 1.0\r\n"
        "Auto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\n<{to}>: no such user here\r\n\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; {to}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {own}\r\n"
        f"To: {to}\r\nFrom: {DESK}\r\n\r\n--b--\r\n"
    ).encode()


def absence_of(who: str, to: Sent, at: datetime, words: str) -> bytes:
    """Return an out-of-office reply of *who* to a mail of ours."""
    mail = EmailMessage(policy=LONG_LINES)
    mail["From"] = who
    mail["To"] = DESK
    mail["Subject"] = "Automatic reply: " + subject_of(to)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<ooo{at:%m%d%H%M%S}@{who.rpartition('@')[2].strip('>')}>"
    mail["In-Reply-To"] = str(to.mail["Message-ID"])
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(words)
    verdict = f"Authentication-Results: {SERVER}; dmarc=pass header.from=council.example\r\n"
    return verdict.encode() + f"Received: from x by {SERVER}\r\n".encode() + mail.as_bytes()
