"""The mails of a trial, what must come of them, and the judge of what went over the wire."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

from tests.servers.smtp_peer import Accepted

WHO = "mixbury.example"
LEAD = f"lead@{WHO}"
RECEIVED = datetime(2026, 11, 20, 10, tzinfo=UTC)
# Working days from Monday 23 November: 30 November, 25 and 28 December, 1 January do not count.
DUE = "21 December 2026"
# Of these a person gets at most one a day.
ONE_A_DAY = {"digest", "reminder", "weekly"}


@dataclass(frozen=True)
class Expected:
    """Who must be answered, exactly once and with which date, and who must not."""

    requesters: tuple[str, ...]
    silent: tuple[str, ...] = ()
    due: Mapping[str, str] = field(default_factory=dict)  # where it is not DUE
    # Without a Sent folder a mail whose fate is unknown goes again under the same Message-ID.
    window: bool = False


def request(number: int) -> bytes:
    """Return a plain request."""
    return (
        f"From: Jo Bloggs <jo{number}@example.org>\r\nTo: foi@{WHO}\r\n"
        f"Subject: Freedom of Information request {number}\r\n"
        f"Message-ID: <r{number}@example.org>\r\n"
        "Date: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\n"
        "Under the Freedom of Information Act 2000 please tell me:\r\n\r\n"
        f"1. How many potholes were repaired in ward {number} in 2025?\r\n"
        "2. What did the repairs cost?\r\n\r\nJo Bloggs\r\n"
    ).encode()


def out_of_office(number: int) -> bytes:
    """Return an automatic reply."""
    return (
        f"From: auto{number}@example.org\r\nTo: foi@{WHO}\r\nSubject: Automatic reply: away\r\n"
        f"Message-ID: <a{number}@example.org>\r\nAuto-Submitted: auto-replied\r\n\r\n"
        "I am away until Monday.\r\n"
    ).encode()


@dataclass
class Verdict:
    """What a trial showed; all empty is good."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong_date: list[str] = field(default_factory=list)
    answered_automatic: list[str] = field(default_factory=list)
    shared_reference: list[str] = field(default_factory=list)
    misaddressed: list[str] = field(default_factory=list)
    in_logs: list[str] = field(default_factory=list)  # passwords, addresses, words of mails
    again: list[str] = field(default_factory=list)  # the same Message-ID, where that is allowed
    judged: int = field(default=0, compare=False)  # how many messages it is about

    @property
    def good(self) -> bool:
        """Return whether nothing is wrong."""
        return not any(getattr(self, name) for name in COLUMNS)


COLUMNS = (
    "lost",
    "doubled",
    "wrong_date",
    "answered_automatic",
    "shared_reference",
    "misaddressed",
    "in_logs",
)


def judge(accepted: Sequence[Accepted], expected: Expected) -> Verdict:
    """Return what is wrong with what went over the wire."""
    verdict = Verdict(judged=len(expected.requesters) + len(expected.silent))
    acknowledged: dict[str, set[str]] = {}
    references: dict[str, str] = {}
    for one in accepted:
        mail, recipient = message_from_bytes(one.content), one.recipients[0]
        if str(mail["To"]).find(recipient) < 0 or len(one.recipients) != 1:
            verdict.misaddressed.append(str(one.recipients))
        if mail["X-Foibot-Kind"] == "acknowledgement":
            acknowledged.setdefault(recipient, set()).add(str(mail["Message-ID"]))
            _judge_one(verdict, recipient, mail, expected, references)
    verdict.lost += [who for who in expected.requesters if who not in acknowledged]
    verdict.doubled += [who for who, ids in acknowledged.items() if len(ids) > 1]
    verdict.doubled += _twice_a_day(accepted)
    verdict.answered_automatic += [who for who in expected.silent if who in acknowledged]
    ids = Counter(str(message_from_bytes(one.content)["Message-ID"]) for one in accepted)
    repeated = [name for name, many in ids.items() if many > 1]
    (verdict.again if expected.window else verdict.doubled).extend(repeated)
    return verdict


def _judge_one(
    verdict: Verdict,
    recipient: str,
    mail: Message,
    expected: Expected,
    references: dict[str, str],
) -> None:
    reference = str(mail["X-Foibot-Ref"])
    if references.setdefault(reference, recipient) != recipient:
        verdict.shared_reference.append(reference)
    if expected.due.get(recipient, DUE) not in words_of(mail):
        verdict.wrong_date.append(recipient)


def words_of(mail: Message) -> str:
    """Return the plain text of a mail, its white space folded."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
    content = part.get_payload(decode=True)
    return re.sub(r"\s+", " ", bytes(content).decode()) if isinstance(content, bytes) else ""


def _twice_a_day(accepted: Sequence[Accepted]) -> list[str]:
    """Return the people who got two different digests, reminders or summaries on one day."""
    seen: dict[tuple[str, str, str], set[str]] = {}
    for one in accepted:
        mail = message_from_bytes(one.content)
        kind, day = str(mail["X-Foibot-Kind"]), str(mail["Date"])[:16]
        if kind in ONE_A_DAY:
            seen.setdefault((kind, one.recipients[0], day), set()).add(str(mail["Message-ID"]))
    return [f"{kind} to {who}, {day}" for (kind, who, day), ids in seen.items() if len(ids) > 1]


MAILS = (request(1), out_of_office(1), request(2))
EXPECTED = Expected(("jo1@example.org", "jo2@example.org"), ("auto1@example.org",))
