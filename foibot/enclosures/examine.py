"""A FILE -> WHAT MAY LEAVE: opened only in the limited child, made again, never trusted (T23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from foibot.attachments.findings import CRASHED, GREEDY, SLOW
from foibot.config.shipped import shipped
from foibot.enclosures.model import Examined, HiddenFinding, SafeFile
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
_PERSONAL = "foibot.enclosures.inside:personal"
_UNSEEN = "that nobody sees: under a box, invisible or without contrast"
_SAID = 200
_UNDRAWN = "its pages cannot be drawn; print it to PDF anew"
# Raised with every change of what is found or made: what was examined before is examined anew.
EXAMINATION = 8


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
    found, remarks, second = report.findings, report.remarks, report.second_person
    try:
        if not why and report.pages:
            pages = _pages(report.pages, content, worker)
            found += tuple(
                finding for number, one in enumerate(pages, 1) for finding in _told(number, one)
            )
            safe = (_drawn(pages, template),)
            about_people = worker.run(_PERSONAL, {"words": [one.words for one in pages]})
            more = cast(Report, decode(Report, about_people))
            remarks, second = remarks + more.remarks, second or more.second_person
        elif not why:
            safe = tuple(_safe(made, template) for made in report.made)
    except TypesetError as error:
        why = f"no PDF can be made of it: {error}"
    if not why and not safe:
        why = "nothing in it is visible"
    return Examined(findings=found, safe=safe, remarks=remarks, why=why, second_person=second)


def _safe(made: Made, template: Path) -> SafeFile:
    if made.form == "paper":
        title = made.title or "Enclosure"
        content = words_to_pdf(made.content, title, template)
        return SafeFile(title, "pdf", "application/pdf", content, made.about)
    return SafeFile(made.title, made.extension, made.content_type, made.content, made.about)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as the child drew it, and what it found on it."""

    picture: bytes
    words: str
    outside: int
    hidden: int
    scanned: int
    comments: int
    renamed: bool
    pictures: bool


def _pages(count: int, content: bytes, worker: Worker) -> list[_Page]:
    """Return the pages, drawn a few at a time within the limits."""
    drawn: list[_Page] = []
    while len(drawn) < count:
        answer = worker.run(_PAGES, {"content": content, "first": len(drawn)})
        some = [cast(_Page, decode(_Page, one)) for one in cast(list[Value], answer)]
        if not some or len(drawn) + len(some) > count:
            raise ChildError("failed", _UNDRAWN)
        drawn += some
    return drawn


def _drawn(pages: list[_Page], template: Path) -> SafeFile:
    """Return the PDF of pictures of the pages."""
    drawn = [(one.picture, one.words) for one in pages]
    first, last = pages[0].words[:_SAID], pages[-1].words[:_SAID]
    about = f"{len(pages)} pages, as pictures\nFirst page: {first}"
    if len(pages) > 1:
        about += f"\nLast page: {last}"
    return SafeFile("", "pdf", "application/pdf", pages_to_pdf(drawn, "Enclosure", template), about)


def _told(number: int, page: _Page) -> Iterator[HiddenFinding]:
    """Yield what nobody sees of a page."""
    place, how = f"page {number}", "it is left out of what goes"
    if page.outside:
        yield HiddenFinding("T23", place, f"{page.outside} letters outside the page", how)
    if page.hidden > 0:
        yield HiddenFinding("T23", place, f"{page.hidden} letters {_UNSEEN}", how)
    if page.scanned:
        what = f"{page.scanned} letters that a scanner read, unseen over its picture"
        yield HiddenFinding("T23", place, what, how, False)
    if page.comments:
        yield HiddenFinding("T23", place, f"{page.comments} comments written over the page", how)
    if page.renamed:
        yield HiddenFinding("T23", place, "words marked as others than are drawn", how)
    if page.pictures:
        yield HiddenFinding(
            "T23", place, "a picture, which may hold more than one sees", how, False
        )
