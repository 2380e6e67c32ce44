"""Letters of a PDF that are said to be others than are drawn, and words between what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pikepdf

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.pdf_objects import contents_of, dictionaries_in

_RENAMED = (
    "the letters of a font are said to be others than those that one sees; print it on paper, scan "
    "it, and send the scan"
)
_MOST_OBJECTS = 200_000
# No sign stands for so many letters; the longest of an alphabet in use is a ligature of three.
_MOST_LETTERS = 8
_MAP = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,400})>")
_LONG = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{4,4000})>")
_SINGLES = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PLAIN = frozenset(range(0x30, 0x3A)) | frozenset(range(0x41, 0x5B)) | frozenset(range(0x61, 0x7B))
# Strings and the data of pictures: neither may be taken for a comment (ISO 32000-1, 7.2.3).
_DATA = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|\bID\s.*?\sEI\b", re.DOTALL)
_COMMENT = re.compile(rb"%[^\r\n]{0,2000}")
_SAYS = re.compile(rb"[A-Za-z]{5}|[0-9]{6}")
_HEARD = re.compile(
    rb"<<(?:[^<>]|<[^<>]*>){0,2000}/(?:E|Alt)\s*[(<](?:[^<>]|<[^<>]*>){0,2000}>>\s*BDC"
)


def look_at_contents(file: pikepdf.Pdf, notes: Notes) -> None:
    """Note comments and spoken words in what draws the pages."""
    for number, page in enumerate(file.pages, 1):
        drawn = contents_of(page.obj)
        if _HEARD.search(drawn):
            notes.trace(f"page {number}", "words for readers who do not see the page")
        bare = _DATA.sub(b"()", drawn) if b"%" in drawn else b""
        if any(_SAYS.search(one) for one in _COMMENT.findall(bare)):
            notes.trace(f"page {number}", "a comment between what is drawn")


def look_at_letters(file: pikepdf.Pdf, notes: Notes) -> None:
    """Note a font whose letters are said to be others; nothing of such a file goes."""
    for font in _fonts(file):
        said = font["/ToUnicode"]
        if isinstance(said, pikepdf.Stream) and _lies(font, _read(said)):
            name = str(font.get("/BaseFont", ""))[1:60]
            notes.hidden(f"font {name}", "letters said to be others than those that are drawn")
            raise Unreadable(_RENAMED)


def _fonts(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the fonts that say which letters theirs are."""
    for thing in islice(file.objects, _MOST_OBJECTS):
        for one in dictionaries_in(thing):
            if "/ToUnicode" in one:
                yield one


def _lies(font: pikepdf.Object, mapping: bytes) -> bool:
    """Return whether a font says of a letter that it is another, or a whole word."""
    singles = b"\n".join(_SINGLES.findall(mapping))
    if any(len(to) > 4 * _MOST_LETTERS for _, to in _LONG.findall(singles)):
        return True
    if not _is_plain(font):
        return False
    return any(
        (code := int(one, 16)) in _PLAIN and int(to, 16) != code
        for one, to in _MAP.findall(singles)
    )


def _is_plain(font: pikepdf.Object) -> bool:
    """Return whether the codes of a font are those of the alphabet, by its own encoding."""
    if str(font.get("/Subtype", "")) not in ("/Type1", "/TrueType", "/MMType1"):
        return False
    encoding = font.get("/Encoding")
    return isinstance(encoding, pikepdf.Name) and str(encoding) in (
        "/WinAnsiEncoding",
        "/MacRomanEncoding",
    )


def _read(stream: pikepdf.Object) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""
