"""OpenDocument slides: what stands beside them, then saved anew as a presentation (SEC-1, T23)."""

from __future__ import annotations

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.open_parts import look_at_parts
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words

_UNSHOWN = "it has shapes that are not always shown; delete them and send it again"
_BESIDE = {
    "tracked-changes": "tracked changes",
    "variable-set": "a variable",
    "hidden-text": "hidden text",
    "hidden-paragraph": "hidden text",
    "script": "a script",
}


def open_slides(content: bytes, notes: Notes) -> None:
    """Note what no slide of *content* shows, and ask for it as .pptx."""
    package = Package(content, notes)
    look_at_parts(package, notes)
    root = package.maybe("content.xml")
    pages = under(child(root, "body", "presentation"), "page")
    if not pages:
        raise Unreadable("it has no slides in it")
    for number, page in enumerate(pages, 1):
        _beside(page, f"slide {number}", notes)
    if under(root, "show"):
        notes.hidden("content.xml", "a selection of slides")
    _layers(package, notes)
    notes.words = words(child(root, "body"))
    notes.save_as = ("odp", "pptx")


def _beside(page: Element, place: str, notes: Notes) -> None:
    for node in page.iter():
        name = local(node)
        if name == "notes" and words(node):
            notes.hidden(place, "notes of the speaker")
        elif name == "annotation":
            notes.hidden(place, "a comment")
        elif name in ("desc", "title") and words(node):
            notes.trace(place, "the description of a picture or shape")
        elif name in _BESIDE:
            notes.hidden(place, _BESIDE[name])
        elif attribute(node, "display") in ("none", "printer", "screen") and _is_shape(name):
            notes.hidden(place, "a shape that is not shown")
            raise Unreadable(_UNSHOWN)


def _is_shape(name: str) -> bool:
    return name not in ("page", "style", "drawing-page-properties", "text-properties")


def _layers(package: Package, notes: Notes) -> None:
    """Refuse layers that are not always shown: another program shows their shapes."""
    for part in ("content.xml", "styles.xml"):
        for node in under(package.maybe(part), "layer"):
            if attribute(node, "display", "always") != "always":
                notes.hidden(f"layer '{attribute(node, 'name')}'", "a layer that is not shown")
                raise Unreadable(_UNSHOWN)
