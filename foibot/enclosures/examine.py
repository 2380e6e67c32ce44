"""A FILE -> WHAT MAY LEAVE: opened only in the limited child, made again, never trusted (T23)."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from foibot.attachments.findings import CRASHED, GREEDY, SLOW
from foibot.config.shipped import shipped
from foibot.enclosures.model import Examined, SafeFile
from foibot.enclosures.notes import Made, Report
from foibot.enclosures.paper import pages_to_pdf, words_to_pdf
from foibot.sandbox.codec import Value
from foibot.sandbox.values import decode
from foibot.sandbox.worker import ChildError, Worker
from foibot.typeset import TypesetError

LARGEST = 50_000_000
_EXAMINED = "foibot.enclosures.inside:examined"
_PAGES = "foibot.enclosures.pages:drawn"
_WHY = {"time": SLOW, "memory": GREEDY, "size": GREEDY, "crash": CRASHED}
_UNDRAWN = "its pages cannot be drawn; print it to PDF anew"


def examine(
    name: str,
    content_type: str,
    content: bytes,
    worker: Worker,
    template: Path | None = None,
) -> Examined:
    """Return what is hidden in a file, its safe forms, and why it must not leave, if so."""
    if len(content) > LARGEST:
        return Examined(why="it is larger than 50 MB; send less of it")
    task: Value = {"filename": name, "declared": content_type, "content": content}
    try:
        report = cast(Report, decode(Report, worker.run(_EXAMINED, task)))
        return _finished(report, content, worker, template or shipped("templates/enclosure.typ"))
    except ChildError as error:
        return Examined(why=_WHY.get(error.reason, f"it cannot be taken apart: {error.reason}"))
    except (TypeError, ValueError, KeyError):
        # A child that was taken over may say anything: what is no report is no permission.
        return Examined(why=CRASHED)


def _finished(report: Report, content: bytes, worker: Worker, template: Path) -> Examined:
    why = report.why
    safe: tuple[SafeFile, ...] = ()
    try:
        if not why and report.pages:
            safe = (_drawn(report.pages, content, worker, template),)
        elif not why:
            safe = tuple(_safe(made, template) for made in report.made)
    except TypesetError as error:
        why = f"no PDF can be made of it: {error}"
    if not why and not safe:
        why = "nothing in it is visible"
    return Examined(
        findings=report.findings,
        safe=safe,
        remarks=report.remarks,
        why=why,
        second_approver=report.second_approver,
    )


def _safe(made: Made, template: Path) -> SafeFile:
    if made.form == "paper":
        title = made.title or "Enclosure"
        content = words_to_pdf(made.content, title, template)
        return SafeFile(title, "pdf", "application/pdf", content, made.about)
    return SafeFile(made.title, made.extension, made.content_type, made.content, made.about)


def _drawn(pages: int, content: bytes, worker: Worker, template: Path) -> SafeFile:
    """Return the PDF of pictures of *pages* pages, drawn a few at a time within the limits."""
    drawn: list[tuple[bytes, str]] = []
    while len(drawn) < pages:
        answer = worker.run(_PAGES, {"content": content, "first": len(drawn)})
        some = _pictures(answer)
        if not some or len(drawn) + len(some) > pages:
            raise ChildError("failed", _UNDRAWN)
        drawn += some
    about = f"{pages} pages, as pictures"
    return SafeFile("", "pdf", "application/pdf", pages_to_pdf(drawn, "Enclosure", template), about)


def _pictures(answer: Value) -> list[tuple[bytes, str]]:
    found = []
    for one in answer if isinstance(answer, list) else []:
        picture = one.get("picture") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(picture, bytes):
            found.append((picture, str(one.get("words", ""))))
    return found
