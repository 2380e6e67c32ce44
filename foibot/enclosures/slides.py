"""A PowerPoint presentation -> a PDF of the words that one sees on its slides (SEC-1, T23)."""

from __future__ import annotations

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.office_parts import look_at_parts
from foibot.enclosures.package import Element, Package, attribute, child, under, words
from foibot.enclosures.paper import Paper, deliver_paper
from foibot.enclosures.slide import Below, read_slide
from foibot.enclosures.slide_ink import Palette
from foibot.enclosures.slide_shapes import Area, own_properties, untold_fallbacks

_WIDE, _HIGH = 9_144_000, 6_858_000
_BESIDE = {"custDataLst": "custom data of a program", "custShowLst": "a selection of slides"}


def slides(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible words of each slide of *content*; note everything else."""
    package = Package(content, notes)
    main = next((one.target for one in package.links("") if one.kind == "officeDocument"), "")
    if not package.has(main):
        raise Unreadable("it has no slides in it")
    root = package.tree(main)
    listed = _listed(package, root, main)
    look_at_parts(package, notes, _owners(package, listed))
    for name, what in _BESIDE.items():
        if under(root, name):
            notes.hidden(main, what)
    size = child(root, "sldSz")
    page = Area(0, 0, _number(size, "cx", _WIDE), _number(size, "cy", _HIGH))
    paper = Paper()
    for number, part in enumerate(listed, 1):
        slide = package.tree(part)
        if attribute(slide, "show", "1") in ("0", "false"):
            notes.hidden(f"slide {number}", "a hidden slide")
            continue
        _beside(package, number, part, slide, notes)
        for one in read_slide(number, slide, _below(package, part, page), notes):
            paper.add(one)
    _orphans(package, listed, notes)
    _masters(package, notes)
    if len(paper.parts) <= sum(1 for _ in listed) and not _has_words(paper):
        raise Unreadable("no visible slide of it has words on it; send it as a PDF")
    deliver_paper(paper, notes)


def _has_words(paper: Paper) -> bool:
    """Return whether more than the numbers of the slides is on them."""
    said = [line for line in paper.words().split("\n") if not line.removeprefix("Slide ").isdigit()]
    return any(line.strip() for line in said)


def _listed(package: Package, root: Element, main: str) -> list[str]:
    """Return the parts of the slides in their order."""
    by_id = {link.id: link.target for link in package.links(main) if not link.external}
    found = []
    for node in under(child(root, "sldIdLst"), "sldId"):
        ids = [str(value) for key, value in node.attrib.items() if str(key).endswith("}id")]
        if not ids or not package.has(by_id.get(ids[0], "")):
            raise Unreadable("a slide that it names is missing")
        found.append(by_id[ids[0]])
    return found


def _owners(package: Package, listed: list[str]) -> dict[str, str]:
    """Return for each part beside a slide the slide that it belongs to."""
    found: dict[str, str] = {}
    for number, part in enumerate(listed, 1):
        reach = [part]
        for one in reach:
            for link in package.links(one):
                below = link.kind in ("slideLayout", "slideMaster", "slide")
                if not (link.external or below or link.target in found) and len(reach) < 500:
                    found[link.target] = f"slide {number}"
                    reach.append(link.target)
    return found


def _below(package: Package, part: str, size: Area) -> Below:
    """Return what a slide stands on."""
    layout = _linked(package, part, "slideLayout")
    master = _linked(package, layout, "slideMaster")
    theme = _linked(package, master, "theme")
    roots = [package.maybe(name) for name in (layout, master, theme)]
    mapped = child(roots[1], "clrMap")
    return Below(roots[0], roots[1], Palette(roots[2], mapped), size)


def _linked(package: Package, part: str, kind: str) -> str:
    if not part:
        return ""
    return next((link.target for link in package.links(part) if link.kind == kind), "")


def _beside(package: Package, number: int, part: str, slide: Element, notes: Notes) -> None:
    """Note what a slide says beside what one sees."""
    place = f"slide {number}"
    for node in under(slide, "cNvPr"):
        if attribute(node, "descr") or attribute(node, "title"):
            notes.trace(place, "the description of a picture or shape")
    if untold_fallbacks(slide):
        notes.hidden(place, "words that only older programs would show")
    for name, what in (("custDataLst", "custom data of a program"), ("tags", "tags with data")):
        if under(slide, name):
            notes.hidden(place, what)
    for link in package.links(part):
        if link.external:
            notes.trace(place, "the target of a link")


def _orphans(package: Package, listed: list[str], notes: Notes) -> None:
    for name in package.names:
        if "/slides/" in name and name.endswith(".xml") and name not in listed:
            notes.hidden(name, "a slide that the presentation does not list")


def _masters(package: Package, notes: Notes) -> None:
    """Note words on masters and layouts: those of their own, not the hints of placeholders."""
    for name in package.names:
        masters = ("slideMasters/", "slideLayouts/", "notesMasters/", "handoutMasters/")
        if not name.endswith(".xml") or not any(one in name for one in masters):
            continue
        for shape in under(package.tree(name), "sp"):
            hint = under(own_properties(shape), "ph")
            if not hint and words(child(shape, "txBody")):
                notes.trace(name, "words on the master of slides, which are left out")


def _number(node: Element | None, name: str, usual: int) -> int:
    text = attribute(node, name) if node is not None else ""
    return int(text) if text.isdigit() else usual
