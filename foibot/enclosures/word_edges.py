"""Headers and footers of Word documents: which of them some page shows (T23)."""

from __future__ import annotations

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, Package, attribute, child, local, under, words


def shown_edges(package: Package, main: str, root: Element, settings: Element | None) -> set[str]:
    """Return the parts of the headers and footers that pages of the document show."""
    both = _is_on(child(settings, "evenAndOddHeaders"))
    targets = {link.id: link.target for link in package.links(main)}
    shown = set()
    for section in under(root, "sectPr"):
        first = _is_on(child(section, "titlePg"))
        for one in section:
            if local(one) not in ("headerReference", "footerReference"):
                continue
            kind = attribute(one, "type", "default")
            if kind == "default" or (kind == "first" and first) or (kind == "even" and both):
                shown.add(targets.get(attribute(one, "id"), ""))
    return shown


def edges(package: Package, main: str, kind: str) -> list[str]:
    """Return the parts of all headers or footers, in the order of their links."""
    found = [one.target for one in package.links(main) if one.kind == kind]
    return [target for target in dict.fromkeys(found) if package.has(target)]


def tell_unshown(package: Package, part: str, kind: str, notes: Notes) -> None:
    """Note a header or footer that no page shows."""
    if words(package.tree(part)):
        notes.hidden(f"{kind} ({part})", f"a {kind} that no page shows")


def _is_on(node: Element | None) -> bool:
    return node is not None and attribute(node, "val", "1") not in ("0", "false", "off")
