"""Failed deliveries: whom, for good or not, and which of our mails."""

from __future__ import annotations

import pytest

from foibot.message.automatic import detect
from foibot.message.model import Automatic, AutomaticFinding
from tests.unit.message.probes import a_probe


def a_bounce(raw: str) -> AutomaticFinding:
    found = detect(a_probe(raw))
    assert found is not None
    assert found.kind is Automatic.BOUNCE
    return found


STANDARD = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example>
Subject: {subject}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

See below.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Original-Recipient: rfc822;bob@council.example
Final-Recipient: rfc822; bob@inner.example
Action: {action}
Status: {status}

Final-Recipient: rfc822; jane@council.example
Action: {second}
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: <foi.1@council.example>
To: bob@council.example
Subject: FOI-2026-00012

--b--
"""


@pytest.mark.parametrize(
    ("action", "second", "status", "permanent", "failed"),
    [
        ("failed", "failed", "5.1.1", True, ("bob@council.example", "jane@council.example")),
        ("failed", "delivered", "5.1.1", True, ("bob@council.example",)),
        ("delayed", "delayed", "4.4.1", False, ("bob@council.example", "jane@council.example")),
        ("failed", "delayed", "4.2.2", True, ("bob@council.example", "jane@council.example")),
        ("delayed", "relayed", "4.2.2", False, ("bob@council.example",)),
    ],
)
def test_the_fields_of_a_report_are_read(
    action: str, second: str, status: str, permanent: bool, failed: tuple[str, ...]
) -> None:
    raw = STANDARD.format(subject="Mail", action=action, second=second, status=status)
    found = a_bounce(raw)

    assert found.failed_addresses == failed
    assert found.permanent is permanent
    assert found.original_message_id == "<foi.1@council.example>"


COPY = """
Message-ID: <foi.1@council.example>
From: foi@council.example
To: bob@x.example
Subject: FOI-2026-00012
"""

WORDED = {
    "qmail": (
        "From: MAILER-DAEMON@mx.example\nTo: foi@council.example\nSubject: failure notice\n\n"
        "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message.\n"
        "This is a permanent error; I've given up.\n\n<bob@x.example>:\n"
        "no mailbox here by that name\n\n"
        "--- Below this line is a copy of the message.\n" + COPY,
        True,
    ),
    "exim": (
        "From: Mail Delivery System <Mailer-Daemon@mx.example>\nTo: foi@council.example\n"
        "X-Failed-Recipients: bob@x.example\nAuto-Submitted: auto-replied\n"
        "Subject: Mail delivery failed: returning message to sender\n\n"
        "A message that you sent could not be delivered.\nThe following address(es) failed:\n\n"
        "  bob@x.example\n    Unrouteable address\n\n"
        "------ This is a copy of the message, including all the headers. ------\n" + COPY,
        True,
    ),
    "exim, still trying": (
        "From: Mail Delivery System <Mailer-Daemon@mx.example>\nTo: foi@council.example\n"
        "Subject: Warning: message 1abc delayed 24 hours\n\n"
        "A message that you sent has not yet been delivered to one or more of its recipients.\n"
        "  bob@x.example\nDelivery attempts will continue to be made.\n\n" + COPY.strip(),
        False,
    ),
    "Postfix": (
        "From: MAILER-DAEMON@mx.example (Mail Delivery System)\nTo: foi@council.example\n"
        "Subject: Undelivered Mail Returned to Sender\n\n"
        "This is the mail system at host mx.example.\n\n"
        "For further assistance, please contact postmaster@mx.example\n\n"
        "<bob@x.example>: host mx.x.example said: 450 4.2.2 mailbox full\n\n"
        "Your original message:\n" + COPY,
        True,
    ),
    "sendmail": (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\nTo: foi@council.example\n"
        "Subject: Returned mail: see transcript for details\n\n"
        "The original message was received at Thu, 1 Jan 2026 from localhost\n\n"
        "   ----- The following addresses had permanent fatal errors -----\n<bob@x.example>\n\n"
        "   ----- Original message follows -----\n" + COPY,
        True,
    ),
    "Exchange of old": (
        "From: System Administrator <postmaster@x.example>\nTo: foi@council.example\n"
        "Subject: Undeliverable: FOI-2026-00012\n\nYour message\n\n  To:      bob@x.example\n"
        "  Subject: FOI-2026-00012\n\ndid not reach the following recipient(s):\n\n"
        "bob@x.example on Thu, 1 Jan 2026\n    The recipient name is not recognized\n\n"
        + COPY.strip(),
        True,
    ),
    "Mimecast": (
        "From: postmaster@x.example\nReturn-Path: <>\nTo: foi@council.example\n"
        "In-Reply-To: <foi.1@council.example>\nSubject: [Postmaster] Email Delivery Failure\n\n"
        "An email that you attempted to send to the following address could not be delivered:\n"
        "  -- bob@x.example\nThe problem appears to be :\n"
        "  -- Recipient server unavailable or busy\n",
        True,
    ),
    "Notes": (
        "From: Postmaster <postmaster@x.example>\nTo: foi@council.example\n"
        "References: <foi.1@council.example>\n"
        "Subject: DELIVERY FAILURE: User bob (bob@x.example) not listed in Domino Directory\n\n"
        "Your message\n\n  Subject: FOI-2026-00012\n\nwas not delivered to:\n\n  bob@x.example\n\n"
        "because:\n\n  User bob not listed in Domino Directory\n",
        True,
    ),
    "German": (
        "From: Mailer-Daemon <mailer-daemon@mx.example>\nTo: foi@council.example\n"
        "In-Reply-To: <foi.1@council.example>\nSubject: Unzustellbar: FOI-2026-00012\n\n"
        "Ihre Nachricht konnte nicht zugestellt werden:\nbob@x.example: 550 5.1.1 unbekannt\n",
        True,
    ),
}


@pytest.mark.parametrize(("raw", "permanent"), WORDED.values(), ids=WORDED.keys())
def test_a_report_without_fields_is_read_by_its_words(raw: str, permanent: bool) -> None:
    found = a_bounce(raw)

    assert found.failed_addresses == ("bob@x.example",)
    assert found.original_message_id == "<foi.1@council.example>"
    assert found.permanent is permanent


def test_a_complaint_about_spam_counts_as_a_failure_of_the_mail_it_returns() -> None:
    found = a_bounce(
        "From: feedback@isp.example\nSubject: complaint\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
        "--b\nContent-Type: message/rfc822\n" + COPY + "\nText\n--b--\n"
    )

    assert found.original_message_id == "<foi.1@council.example>"


def test_our_own_address_and_those_of_machines_did_not_fail() -> None:
    found = a_bounce(
        "From: MAILER-DAEMON@mx.example\nTo: foi@council.example\nSubject: failure notice\n\n"
        "From foi@council.example; ask postmaster@mx.example.\nCould not be delivered: "
        "bob@x.example\n"
    )

    assert found.failed_addresses == ("bob@x.example",)


@pytest.mark.parametrize(
    "raw",
    [
        "From: <agent@gw.example>\nSubject: Message status - undeliverable\n\n"
        "The message that you sent was undeliverable to the following:\n\n"
        "\tjsmith (Mailbox is full)\n",
        'From: "Content-filter at mx.example" <postmaster@mx.example>\n'
        "Subject: BANNED contents from you (.exe)\n\nOur content checker found a banned name in\n"
        "email presumably from you to:\n-> kim@firm.example\n\n"
        "Delivery of the email was stopped!\n",
    ],
    ids=["a mailbox named without its domain", "a filter that stopped a file"],
)
def test_a_report_in_words_of_its_own_is_a_bounce(raw: str) -> None:
    a_bounce(raw)


def test_a_person_who_speaks_of_the_same_is_none() -> None:
    raw = (
        "From: Jo <jo@x.example>\nSubject: Message status - undeliverable\n\n"
        "My request came back as undeliverable to the following: foi (mailbox full). Why is that?\n"
    )

    assert detect(a_probe(raw)) is None


def test_a_mail_of_a_list_without_a_word_is_a_lists() -> None:
    found = detect(a_probe("From: a@x.example\nPrecedence: list\n\n"))

    assert found is not None
    assert found.kind is Automatic.LIST
    assert detect(a_probe("From: a@x.example\nPrecedence: list\nSubject: bins\n\n")) is None
