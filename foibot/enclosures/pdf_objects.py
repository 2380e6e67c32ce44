"""What stands in a PDF beside its pages: entries, objects, pictures that nothing shows (T23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pikepdf

from foibot.enclosures.notes import Notes

_ROOT = frozenset(
    [
        "Type",
        "Version",
        "Extensions",
        "Pages",
        "ViewerPreferences",
        "PageLayout",
        "PageMode",
        "OpenAction",
        "AA",
        "URI",
        "AcroForm",
        "Metadata",
        "MarkInfo",
        "Lang",
        "Requirements",
        "NeedsRendering",
        "OCProperties",
        "AF",
        "Collection",
    ]
)
_ROOT_TOLD = {
    "PieceInfo": "private data of a program",
    "Threads": "threads of articles with their titles",
    "Legal": "a legal statement",
    "SpiderInfo": "where it was fetched from",
}
_ROOT_TRACES = {
    "Outlines": "bookmarks",
    "Dests": "named places",
    "OutputIntents": "a profile of colours with its description",
    "Perms": "permissions with a signature",
    "DSS": "data of signatures",
}
_NAMES = {"JavaScript", "EmbeddedFiles", "AP", "IDS", "URLS"}
_PAGE = frozenset(
    [
        "Type",
        "Parent",
        "LastModified",
        "Resources",
        "MediaBox",
        "CropBox",
        "BleedBox",
        "TrimBox",
        "ArtBox",
        "BoxColorInfo",
        "Contents",
        "Rotate",
        "Group",
        "Thumb",
        "B",
        "Dur",
        "Trans",
        "Annots",
        "AA",
        "Metadata",
        "PieceInfo",
        "StructParents",
        "ID",
        "PZ",
        "SeparationInfo",
        "Tabs",
        "TemplateInstantiated",
        "PresSteps",
        "UserUnit",
        "VP",
        "AF",
    ]
)
_TRAILER = frozenset(
    [
        "Size",
        "Root",
        "Info",
        "ID",
        "Prev",
        "Encrypt",
        "XRefStm",
        "W",
        "Index",
        "Filter",
        "DecodeParms",
        "Length",
        "Type",
        "DocChecksum",
    ]
)
_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_COMMENT = re.compile(rb"(?m)^%(?!PDF-|%EOF)[^\r\n]{0,2000}")
_SAYS = re.compile(rb"[A-Za-z]{5}|[0-9]{6}")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MOST_OBJECTS = 200_000
_DEEPEST = 12


def look_at_entries(file: pikepdf.Pdf, notes: Notes) -> None:
    """Note what the document and its pages list beside what is drawn."""
    for key in _keys(file.Root) - _ROOT:
        if key in _ROOT_TOLD:
            notes.hidden(f"document, {key}", _ROOT_TOLD[key])
        elif key in _ROOT_TRACES:
            notes.trace(f"document, {key}", _ROOT_TRACES[key])
        elif key not in ("Names", "PageLabels", "StructTreeRoot"):
            notes.hidden(f"document, {key[:40]}", "an entry that no program shows")
    _pages(file, notes)
    _labels(file, notes)
    _structure(file, notes)


def _pages(file: pikepdf.Pdf, notes: Notes) -> None:
    for key in _keys(file.trailer) - _TRAILER:
        notes.hidden(f"trailer, {key[:40]}", "an entry that no program shows")
    if _keys(file.Root.get("/Names")) - _NAMES:
        notes.trace("document, Names", "named places or pages")
    for number, page in enumerate(file.pages, 1):
        for key in _keys(page.obj) - _PAGE:
            notes.hidden(f"page {number}, {key[:40]}", "an entry that no program shows")
        if "/AF" in page.obj:
            notes.hidden(f"page {number}, associated files", "a file within the file")


def _labels(file: pikepdf.Pdf, notes: Notes) -> None:
    labels = file.Root.get("/PageLabels")
    if labels is not None and any("/P" in one for one in dictionaries_in(labels)):
        notes.trace("document, PageLabels", "labels of pages with words")


def _structure(file: pikepdf.Pdf, notes: Notes) -> None:
    """Note words of the structure: a reader hears them and does not see them."""
    root = file.Root.get("/StructTreeRoot")
    if root is None:
        return
    for thing in islice(file.objects, _MOST_OBJECTS):
        for one in dictionaries_in(thing):
            if any(key in one for key in ("/Alt", "/ActualText", "/E")) and "/S" in one:
                notes.trace("document, structure", "words for readers who do not see the page")
                return


def look_at_objects(file: pikepdf.Pdf, content: bytes, notes: Notes) -> None:
    """Note objects that nothing points at, pictures that no page draws, and comments."""
    bare = _STREAMS.sub(b"", content)
    comments = [one for one in _COMMENT.findall(bare) if _SAYS.search(one)]
    if any(_SAYS.search(bytes(one)) for one in file.trailer.get("/ID", []) if _is_said(bytes(one))):
        notes.trace("trailer, ID", "words in the identifier of the file")
    if comments:
        notes.trace("between the objects", f"{len(comments)} comments")
    known = _reachable(file)
    lost = [one for one in file.objects if _is_something(one) and one.objgen not in known]
    if lost:
        # LibreOffice leaves one behind in every file.
        notes.trace("objects of the file", f"{len(lost)} objects that nothing points at")
    _undrawn(file, notes)


def _is_said(identifier: bytes) -> bool:
    """Return whether an identifier, which is a number drawn by lot, can be read."""
    return identifier.isascii() and identifier.decode("ascii").isprintable()


def _is_something(thing: pikepdf.Object) -> bool:
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        return str(thing.get("/Type", "")) not in ("/XRef", "/ObjStm")
    return isinstance(thing, pikepdf.String | pikepdf.Array)


def _reachable(file: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the objects that one comes to from the trailer."""
    known: set[tuple[int, int]] = set()
    waiting: list[object] = [file.trailer]
    while waiting:
        thing = waiting.pop()
        if getattr(thing, "is_indirect", False):
            number = thing.objgen  # type: ignore[attr-defined]
            if number in known:
                continue
            known.add(number)
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            waiting += [thing[key] for key in thing.keys()]  # noqa: SIM118
        elif isinstance(thing, pikepdf.Array):
            waiting += list(thing)
    return known


def _undrawn(file: pikepdf.Pdf, notes: Notes) -> None:
    """Note pictures and forms in the lists of pages that none of them draws."""
    drawn: set[tuple[int, int]] = set()
    listed: dict[tuple[int, int], int] = {}
    for number, page in enumerate(file.pages, 1):
        _drawings(page.obj, contents_of(page.obj), number, listed, drawn, 0)
    for one, number in listed.items():
        if one not in drawn:
            notes.hidden(f"page {number}", "a picture or form that no page draws")


def _drawings(
    owner: pikepdf.Object,
    content: bytes,
    page: int,
    listed: dict[tuple[int, int], int],
    drawn: set[tuple[int, int]],
    deep: int,
) -> None:
    resources = owner.get("/Resources")
    things = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(things, pikepdf.Dictionary) or deep > _DEEPEST:
        return
    used = {name.decode("latin-1") for name in _DRAWN.findall(content)}
    for key in things.keys():  # noqa: SIM118
        thing = things[key]
        listed.setdefault(thing.objgen, page)
        if key[1:] in used and thing.objgen not in drawn:
            drawn.add(thing.objgen)
            if str(thing.get("/Subtype", "")) == "/Form":
                _drawings(thing, _read(thing), page, listed, drawn, deep + 1)


def contents_of(page: pikepdf.Object) -> bytes:
    """Return what draws a page."""
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(_read(one) for one in streams if isinstance(one, pikepdf.Stream))


def _read(stream: pikepdf.Object) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _keys(thing: object) -> set[str]:
    if not isinstance(thing, pikepdf.Dictionary):
        return set()
    return {str(key)[1:] for key in thing.keys()}  # noqa: SIM118 - it is no mapping


def dictionaries_in(thing: object, deep: int = 0) -> Iterator[pikepdf.Dictionary]:
    """Yield the dictionaries in an object, without those of objects that it points at."""
    if deep > _DEEPEST:
        return
    inner: list[object] = []
    if isinstance(thing, pikepdf.Dictionary):
        yield thing
        inner = [thing[key] for key in thing.keys()]  # noqa: SIM118
    elif isinstance(thing, pikepdf.Array):
        inner = list(thing)
    for one in inner:
        if not getattr(one, "is_indirect", False):
            yield from dictionaries_in(one, deep + 1)
