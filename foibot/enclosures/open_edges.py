"""Headers and footers of OpenDocument texts: which of them some page shows (T23)."""

from __future__ import annotations

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, attribute, local, under, words

# What a document uses that names no page of its own.
_USUAL = "Standard"
_DEEPEST = 30
_VARIANTS = ("", "-left", "-first")


def shown_edges(
    kind: str, root: Element, styles: Element | None, notes: Notes
) -> tuple[Element, ...]:
    """Return the headers or footers that pages show; note those that none shows."""
    used = _used(root, styles)
    shown: list[Element] = []
    said: set[str] = set()
    for page in under(styles, "master-page"):
        for one in page:
            name, text = local(one), words(one)
            if name not in {f"{kind}{variant}" for variant in _VARIANTS} or not text:
                continue
            place = f"{name} (styles.xml)"
            if attribute(one, "display") == "false":
                notes.hidden(place, f"a {kind} that is switched off")
            elif attribute(page, "name") not in used:
                notes.hidden(place, f"a {kind} that no page shows")
            elif text not in said:
                said.add(text)
                shown.append(one)
    return tuple(shown)


def _used(root: Element, styles: Element | None) -> set[str]:
    """Return the names of the pages that the text comes to."""
    said = [one for tree in (root, styles) for one in under(tree, "style")]
    parents = {attribute(one, "name"): attribute(one, "parent-style-name") for one in said}
    pages = {attribute(one, "name"): attribute(one, "master-page-name") for one in said}
    used = {_USUAL}
    for name in {attribute(one, "style-name") for one in root.iter()}:
        style, deep = name, 0
        while style and deep < _DEEPEST:
            used.add(pages.get(style, ""))
            style, deep = parents.get(style, ""), deep + 1
    following = {
        attribute(one, "name"): attribute(one, "next-style-name")
        for one in under(styles, "master-page")
    }
    for _ in following:
        used |= {following.get(name, "") for name in used}
    return used
