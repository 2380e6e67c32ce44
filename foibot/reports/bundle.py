"""One file with everything about a case: mails, timeline, clock, approvals, hashes (FOIA s.50)."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from foibot.case.events import Event
from foibot.case.model import Answer, Case
from foibot.case.timeline import timeline
from foibot.store.inbox import Filed
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import UnitOfWork

LONDON = ZoneInfo("Europe/London")
# A fixed date in the archive, so that the same case makes the same bytes.
ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the bundle and what it is."""

    name: str
    what: str
    content: bytes


def bundle(uow: UnitOfWork, case: Case, history: Sequence[Event], clock: str) -> bytes:
    """
    Return a ZIP archive: what came in, what went out, who did what when, and how it was counted.

    *clock* is the explained clock.  index.txt lists every file with its SHA-256.
    """
    entries = [
        Entry("timeline.txt", "Every event of the case, in order", _timeline(history)),
        Entry("clock.txt", "The statutory date, explained day by day", clock.encode()),
        Entry("questions.txt", "The questions with their answers", _questions(case)),
        Entry(
            "chased.csv",
            "Every mail that we sent: to whom, when, what became of it",
            _sent(uow, case),
        ),
        Entry("audit.csv", "The lines of the audit chain about this case", _audit(uow, case)),
        *_received(uow, case),
        *_outgoing(uow, case),
        *_files(uow, case),
    ]
    return _archive(case, entries)


def _archive(case: Case, entries: Sequence[Entry]) -> bytes:
    index = [f"{case.reference}: the case in full", "", "SHA-256, file, what it is", ""]
    index += [f"{hashlib.sha256(e.content).hexdigest()}  {e.name}  {e.what}" for e in entries]
    whole = [Entry("index.txt", "", "\n".join([*index, ""]).encode()), *entries]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in whole:
            info = zipfile.ZipInfo(f"{case.reference}/{entry.name}", ARCHIVE_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, entry.content)
    return out.getvalue()


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M:%S %Z}" if moment else ""


def _timeline(history: Sequence[Event]) -> bytes:
    lines = []
    for entry in timeline(history):
        gone = " (undone)" if entry.undone else ""
        source = f" [message {entry.message[:12]}]" if entry.message else ""
        lines.append(f"{entry.seq:4}  {_when(entry.at)}  {entry.actor}: {entry.text}{gone}{source}")
    return "\n".join([*lines, ""]).encode()


def _questions(case: Case) -> bytes:
    lines: list[str] = [case.title, ""]
    for item in case.items:
        lines += [f"{item.n}. {item.question.text}"]
        lines += [f"   {item.law.value.upper()}, {item.state.value}"]
        lines += [line for answer in item.earlier_answers for line in _answer("Earlier", answer)]
        lines += _answer("Answer", item.answer) if item.answer else []
        lines.append("")
    return "\n".join(lines).encode()


def _answer(label: str, answer: Answer) -> list[str]:
    claims = "".join(f"; {claim.id}" for claim in answer.exemptions)
    head = f"   {label} ({answer.outcome.value}{claims}), by {answer.by}:"
    return [head, *(f"     {line}" for line in answer.text.splitlines())]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_harmless(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()


def _harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula (reliability T16)."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def _sent(uow: UnitOfWork, case: Case) -> bytes:
    head = ("queued", "sent", "kind", "to", "state", "approved", "message_id", "sha256", "reply")
    rows = (
        (
            _when(row.created_at),
            _when(row.sent_at),
            row.kind,
            row.recipient,
            row.state,
            "yes" if row.approved else "no",
            row.message_id,
            row.sha256,
            row.last_reply or "",
        )
        for row in uow.outbox.of_case(case.reference)
    )
    return _table(head, rows)


def _audit(uow: UnitOfWork, case: Case) -> bytes:
    lines = uow.audit.lines(case_ref=case.reference)
    rows = ((seq, _when(line.at), line.kind, dict(line.data), mark) for seq, line, mark in lines)
    return _table(("line", "at", "kind", "data", "hash"), rows)


def _received(uow: UnitOfWork, case: Case) -> list[Entry]:
    mails: list[Filed] = uow.inbox.of_case(case.reference)
    return [
        Entry(
            f"received/{n:03}-{mail.kind or 'message'}.eml",
            f"received {_when(mail.received_at)}; read as {mail.kind} by rule {mail.rule}",
            uow.content.raw(mail.sha256),
        )
        for n, mail in enumerate(mails, 1)
    ]


def _outgoing(uow: UnitOfWork, case: Case) -> list[Entry]:
    mails: list[OutboxRow] = uow.outbox.of_case(case.reference)
    return [
        Entry(
            f"sent/{n:03}-{mail.kind}.eml",
            f"to {mail.recipient}, {mail.state} {_when(mail.sent_at)}",
            uow.outbox.content_of(mail),
        )
        for n, mail in enumerate(mails, 1)
    ]


def _files(uow: UnitOfWork, case: Case) -> list[Entry]:
    found = []
    for item in case.items:
        answers = [item.answer, *item.earlier_answers]
        for enclosure in (one for answer in answers if answer for one in answer.enclosures):
            what = f"enclosure of question {item.n}: {enclosure.title}"
            content = uow.content.file_bytes(enclosure.sha256)
            found.append(Entry(f"enclosures/{enclosure.name}", what, content))
    return found
