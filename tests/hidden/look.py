"""What the examination says of a file with a canary: what leaves, and whether it was told."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2

from foibot.enclosures.examine import examine
from foibot.enclosures.model import Examined
from foibot.sandbox.worker import Worker
from tests.hidden.judge import leaks
from tests.hidden.places import Place

# What one sees of the file that the places of a kind are made in.
VISIBLE = {
    "xlsx": ("Library", "Bexford Road", "1250", "Mill Lane", "Quay"),
    "xls": ("Bexford Road", "1250", "Mill Lane", "873", "Quay"),
    "pptx": ("Slide 1: Library loans", "Bexford Road 1,250", "Mill Lane 873"),
    "docx": ("Loans of libraries", "We hold the figures for 2025.", "1. Bexford Road", "1,250", "The fees are set"),
    "odt": ("We hold the figures for 2025.", "Bexford Road"),
    "ods": ("Library", "Bexford Road", "1250", "Mill Lane", "873"),
    "rtf": ("We hold the figures for 2025.", "Bexford Road", "1,250"),
    "pdf": ("We hold the figures for 2025.", "Bexford Road 1,250"),
    "csv": ("Library", "Mill Lane", "873"),
    "html": ("We hold the figures for 2025.", "Bexford Road"),
    "eml": ("We hold the figures for 2025.", "Bexford Road", "Subject: Figures", "Ann Archer"),
    "msg": ("We hold the figures for 2025.", "Bexford Road", "Subject: Figures"),
    "zip": ("We hold the figures for 2025.", "Mill Lane", "873"),
    "txt": ("We hold the figures.", "See below."),
    "winmail": ("Library", "Mill Lane", "873"),
    "winmail workbook": ("Library", "Bexford Road", "1250"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    place: str
    leaked: tuple[str, ...]
    blocked: str
    told: bool
    said: tuple[str, ...]
    lost: tuple[str, ...]  # visible words that are not in what leaves

    @property
    def good(self) -> bool:
        """Return whether nothing left and a person knows where to look."""
        return not self.leaked and self.told and not self.lost


def looked_at(one: Place, worker: Worker) -> Outcome:
    """Examine the file of a place."""
    found = examine(one.filename, "application/octet-stream", one.file(), worker)
    return judged(one, found)


def judged(one: Place, found: Examined) -> Outcome:
    """Return what became of the file of a place."""
    leaked = [
        where
        for safe in found.safe
        for where in [
            *leaks(safe.content, one.canary),
            *(f"title: {safe.title}" for sign in one.canary.signs if sign in safe.title),
        ]
    ]
    if found.blocked:
        leaked = []
    said = tuple(f"{finding.place}: {finding.what}" for finding in found.findings)
    named = any(all(words in line for words in one.told) for line in said)
    told = found.blocked if one.held else named
    shown = visible_words(found)
    kept = VISIBLE.get(one.kind, ()) if not one.held else ()
    lost = tuple(words for words in kept if words not in shown)
    return Outcome(one.id, tuple(leaked), found.why, told, said, lost)


def visible_words(found: Examined) -> str:
    """Return the words of everything that would leave, white space folded."""
    texts = [words_of(safe.content) for safe in found.safe] if not found.blocked else []
    return " ".join(" ".join(texts).split())


def words_of(content: bytes) -> str:
    """Return the words of a file of ours; those of pictures of pages are beside the picture."""
    if not content.startswith(b"%PDF-"):
        return content.decode("utf-8-sig", "replace")
    document = pypdfium2.PdfDocument(content)
    pages = [str(page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    with pikepdf.open(io.BytesIO(content)) as file:
        pages += [
            str(thing["/Alt"])
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing
        ]
    return " ".join(pages)
