"""One file with everything about a case and its reviews, for whoever looks at it (FOIA s.50)."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from foibot.case.events import Event
from foibot.case.model import Answer, Case, ExemptionClaim
from foibot.case.timeline import timeline
from foibot.message.parse import parse
from foibot.reports.bundle_index import Entry, Made, Part, approvals, checks, index
from foibot.reports.cells import words_only
from foibot.store.inbox import Filed
from foibot.store.outbox import State
from foibot.store.unit_of_work import UnitOfWork

LONDON = ZoneInfo("Europe/London")
LETTERS = frozenset({"response", "response-files", "review-outcome"})
# A fixed date in the archive, so that the same case makes the same bytes.
ARCHIVE_DATE = (1980, 1, 1, 0, 0, 0)


def bundle(uow: UnitOfWork, main: Part, reviews: Sequence[Part] = ()) -> bytes:
    """
    Return a ZIP archive: what came in, what went out, who did what when, and how it was counted.

    The reviews of the case are in it, each in a folder of its own.  index.txt says where to find
    what a regulator asks for, and lists every file with its SHA-256.
    """
    parts = [(main, ""), *((one, f"reviews/{one.case.reference}/") for one in reviews)]
    made = [Made(part, _placed(_entries(uow, part), folder)) for part, folder in parts]
    return _archive(main.case.reference, index(made), [e for one in made for e in one.entries])


def _placed(entries: Iterable[Entry], folder: str) -> tuple[Entry, ...]:
    return tuple(replace(entry, name=f"{folder}{entry.name}") for entry in entries)


def _entries(uow: UnitOfWork, part: Part) -> list[Entry]:
    case, history = part.case, part.history
    return [
        Entry("timeline.txt", "Every event of the case, in order", _timeline(history)),
        Entry("clock.txt", "The statutory date, explained day by day", part.clock.encode()),
        Entry("questions.txt", "The questions with their answers", _questions(case)),
        Entry("approvals.txt", "Each draft: who approved or refused it, when", approvals(history)),
        Entry("checks.txt", "What the checks said of each draft", checks(history)),
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


def _archive(reference: str, head: str, entries: Sequence[Entry]) -> bytes:
    whole = [Entry("index.txt", "", head.encode()), *entries]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in whole:
            info = zipfile.ZipInfo(f"{reference}/{entry.name}", ARCHIVE_DATE)
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
    return "\n".join([*lines, *_review(case)]).encode()


def _review(case: Case) -> list[str]:
    """Return what a review was asked to look at, and what it found point by point (IR-8)."""
    lines = ["Complained of:", *_indented(case.complaint), ""] if case.complaint else []
    for point in case.points:
        about = f"Question {point.n}" if point.n else "The handling of the request"
        lines += [f"{about}: {point.finding.value.replace('_', ' ')}", *_indented(point.text)]
        by = f" by {point.action_by:%d %B %Y}" if point.action_by else ""
        lines += [f"     To be done{by}: {point.action}"] if point.action else []
        lines += [*(_answer("Answered now", point.answer) if point.answer else ()), ""]
    return lines


def _indented(text: str) -> list[str]:
    return [f"     {line}".rstrip() for line in text.splitlines()]


def _answer(label: str, answer: Answer) -> list[str]:
    claims = "".join(f"; {claim.id}" for claim in answer.exemptions)
    head = f"   {label} ({answer.outcome.value}{claims}), by {answer.by}:"
    beside = {
        "Searches": answer.searches,
        "Estimate": answer.estimate,
        "Held by": answer.other_body,
        "Help": answer.help,
    }
    lines = [head, *_indented(answer.text)]
    lines += [f"     {name}: {said}" for name, said in beside.items() if said]
    return [*lines, *(line for claim in answer.exemptions for line in _claim(claim))]


def _claim(claim: ExemptionClaim) -> list[str]:
    """Return why an exemption was relied on: what a regulator asks for first (LET-5 to LET-14)."""
    opinion, thinks = claim.qualified_person_on, f": {claim.opinion}" if claim.opinion else ""
    said = {
        "withheld": claim.withheld,
        "why": claim.reason,
        "harm": f"{claim.likelihood}: {claim.harm}" if claim.harm else "",
        "qualified person": claim.qualified_person,
        "opinion of the qualified person": f"{opinion:%d %B %Y}{thinks}" if opinion else "",
        "for disclosure": claim.interest_in_disclosure,
        "for withholding": claim.interest_in_withholding,
        "decision": claim.balance,
    }
    return [f"     {claim.id}, {name}: {words}" for name, words in said.items() if words]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([words_only(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode()


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
    rows = ((seq, _when(line.at), line.kind, _json(line.data), mark) for seq, line, mark in lines)
    return _table(("line", "at", "kind", "data", "hash"), rows)


def _json(data: Mapping[str, object]) -> str:
    return json.dumps(dict(data), ensure_ascii=False, default=str)


def _received(uow: UnitOfWork, case: Case) -> list[Entry]:
    mails: list[Filed] = uow.inbox.of_case(case.reference)
    return [
        Entry(
            f"received/{n:03}-{mail.received_on}-{mail.rule or 'message'}.eml",
            f"received {_when(mail.received_at)}; dealt with by rule {mail.rule or 'none yet'}",
            uow.content.raw(mail.sha256),
            mail.rule or "",
        )
        for n, mail in enumerate(mails, 1)
    ]


def _outgoing(uow: UnitOfWork, case: Case) -> list[Entry]:
    found: list[Entry] = []
    for n, mail in enumerate(uow.outbox.of_case(case.reference), 1):
        content = uow.outbox.content_of(mail)
        day = mail.sent_at.astimezone(LONDON).date() if mail.sent_at else "not-sent"
        name = f"{n:03}-{day}-{mail.kind}"
        what = f"to {mail.recipient}, {mail.state} {_when(mail.sent_at)}"
        found.append(Entry(f"sent/{name}.eml", what, content, mail.kind))
        if mail.kind in LETTERS and mail.state == State.SENT:
            found += _as_sent(name, content)
    return found


def _as_sent(name: str, content: bytes) -> Iterator[Entry]:
    """Yield what the requester had: the words of the letter, and each file that came with it."""
    letter = parse(content)
    text = f"{letter.subject}\n\n{letter.text}".encode()
    yield Entry(f"as-sent/{name}/letter.txt", "the words of the letter, as it went", text)
    for part in letter.attachments:
        # Every name is ours (T15).
        what = f"went with the letter ({part.content_type})"
        yield Entry(f"as-sent/{name}/{part.filename}", what, part.content or b"")


def _files(uow: UnitOfWork, case: Case) -> list[Entry]:
    """Return what officers supplied, before anything was taken out of it."""
    answers = [(item.n, one) for item in case.items for one in (item.answer, *item.earlier_answers)]
    answers += [(point.n, point.answer) for point in case.points]
    found: dict[str, Entry] = {}
    for n, answer in answers:
        for enclosure in answer.enclosures if answer else ():
            what = f"supplied for question {n}, before it was made safe: {enclosure.title}"
            content = uow.content.file_bytes(enclosure.sha256)
            name = f"supplied/{len(found) + 1:03}-{_plain(enclosure.name)}"
            found.setdefault(enclosure.sha256, Entry(name, what, content))
    return list(found.values())


def _plain(name: str) -> str:
    """Return a stranger's file name so that it stays within its folder."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", name).lstrip(".")[-100:] or "file"
