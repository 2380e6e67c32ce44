"""A FILE -> WHAT MAY LEAVE: opened only in the limited child, made again, never trusted (T23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from foibot.attachments.findings import CRASHED, GREEDY, SLOW
from foibot.config.shipped import shipped
from foibot.enclosures.joined import joined, within
from foibot.enclosures.model import Examined, HiddenFinding, SafeFile
from foibot.enclosures.notes import Made, Member, Report
from foibot.enclosures.paper import pages_to_pdf, words_to_pdf
from foibot.sandbox.codec import Value
from foibot.sandbox.office import OfficeError, saved_as
from foibot.sandbox.values import decode
from foibot.sandbox.worker import ChildError, Worker
from foibot.typeset import TypesetError

LARGEST = 50_000_000
_EXAMINED = "foibot.enclosures.inside:examined"
_PAGES = "foibot.enclosures.pages:drawn"
_WHY = {"time": SLOW, "memory": GREEDY, "size": GREEDY, "crash": CRASHED}
_LOST = "foibot.enclosures.saved_anew:lost"
_PERSONAL = "foibot.enclosures.inside:personal"
_UNSEEN = "that nobody sees: under a box, invisible or without contrast"
_SAID = 200
_UNDRAWN = "its pages cannot be drawn; print it to PDF anew"
# Raised with every change of what is found or made: what was examined before is examined anew.
EXAMINATION = 10
# A mail in an archive is looked into, and what is attached to it; no further.
_DEEPEST = 2
_LEFT = "it is left out of what goes"
_ANEW = "save it as .{} and send it again"


def examine(
    name: str,
    content_type: str,
    content: bytes,
    worker: Worker,
    template: Path | None = None,
) -> Examined:
    """Return what is hidden in a file, its safe forms, and why it must not leave, if so."""
    return _Examiner(worker, template or shipped("templates/enclosure.typ")).look(
        Member(name, content), content_type
    )


@dataclass(frozen=True, slots=True)
class _Examiner:
    """Looks at a file and at those in it."""

    worker: Worker
    template: Path

    def look(self, file: Member, content_type: str = "", deep: int = 0) -> Examined:
        """Return what is known of a file that stands in *deep* others."""
        if len(file.content) > LARGEST:
            return Examined(why="it is larger than 50 MB; send less of it")
        try:
            report = self._report(file.name, content_type, file.content)
            found = self._finished(report, file.content)
            return self._with_members(found, report.members, deep)
        except ChildError as error:
            return Examined(why=_WHY.get(error.reason, f"it cannot be taken apart: {error.reason}"))
        except (TypeError, ValueError, KeyError):
            # A child that was taken over may say anything: what is no report is no permission.
            return Examined(why=CRASHED)

    def _report(self, name: str, content_type: str, content: bytes) -> Report:
        task: Value = {"filename": name, "declared": content_type, "content": content}
        return cast(Report, decode(Report, self.worker.run(_EXAMINED, task)))

    def _finished(self, report: Report, content: bytes) -> Examined:
        """Return what is known of a file itself."""
        if report.save_as is not None:
            return self._saved_anew(report, content, *report.save_as)
        why = report.why
        safe: tuple[SafeFile, ...] = ()
        found, remarks, second = report.findings, report.remarks, report.second_person
        try:
            if not why and report.pages:
                pages = _pages(report.pages, content, self.worker)
                found += tuple(
                    finding for number, one in enumerate(pages, 1) for finding in _told(number, one)
                )
                safe = (_drawn(pages, self.template),)
                about_people = self.worker.run(_PERSONAL, {"words": [one.words for one in pages]})
                more = cast(Report, decode(Report, about_people))
                remarks, second = remarks + more.remarks, second or more.second_person
            elif not why:
                safe = tuple(_safe(made, self.template) for made in report.made)
        except TypesetError as error:
            why = f"no PDF can be made of it: {error}"
        if not why and not safe and not report.members:
            why = "nothing in it is visible"
        return Examined(findings=found, safe=safe, remarks=remarks, why=why, second_person=second)

    def _saved_anew(self, report: Report, content: bytes, old: str, new: str) -> Examined:
        """Return what is known of a file of an old form, and of it as an office saves it anew."""
        found = Examined(findings=report.findings, remarks=report.remarks)
        try:
            again = saved_as(content, old, new)
        except OfficeError as error:
            why = f"it cannot be looked through as .{old} ({error}); {_ANEW.format(new)}"
            return replace(found, why=why)
        inner = self._report(f"file.{new}", "", again)
        if inner.save_as is not None or inner.members:
            return replace(found, why=CRASHED)
        lost = self._lost(report.words, again)
        if lost:
            told = HiddenFinding("T23", f"the .{old}", f"{lost} words that nobody sees", _LEFT)
            found = replace(found, findings=(*found.findings, told))
        return joined(found, self._finished(inner, again))

    def _lost(self, words: str, content: bytes) -> int:
        """Return how many words of an old form are nowhere in the new one."""
        lost = self.worker.run(_LOST, {"words": words, "content": content})
        return lost if isinstance(lost, int) else 0

    def _with_members(self, found: Examined, members: Sequence[Member], deep: int) -> Examined:
        """Return *found* with what is known of the files within; one that is held holds all."""
        if members and deep >= _DEEPEST:
            return replace(found, safe=(), why="it holds files within files within files")
        for one in members:
            found = joined(found, within(one.name, self.look(one, deep=deep + 1)))
        return found


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
    about = f"{len(pages)} page{'s' if len(pages) > 1 else ''}, as pictures\nFirst page: {first}"
    if len(pages) > 1:
        about += f"\nLast page: {last}"
    return SafeFile("", "pdf", "application/pdf", pages_to_pdf(drawn, "Enclosure", template), about)


def _told(number: int, page: _Page) -> Iterator[HiddenFinding]:
    """Yield what nobody sees of a page."""
    place, how = f"page {number}", _LEFT
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
