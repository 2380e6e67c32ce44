"""The text of OpenDocument letters: content.xml to HTML, then the one walk that keeps lists."""

from __future__ import annotations

from html import escape

from lxml import etree

from foibot.attachments.documents import from_html, safe_archive
from foibot.attachments.findings import BROKEN
from foibot.attachments.zip_guard import member

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DEEPEST = 200

# What an element becomes; its children are walked in any case.
_BLOCKS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}h": "h2",
    f"{_TEXT}list-header": "p",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
}
# What was deleted, what stands at the side, what a reader does not see.
_UNSEEN = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}bookmark",
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{_TABLE}covered-table-cell",
        f"{_OFFICE}forms",
    }
)
_INLINE = {f"{_TEXT}line-break": "<br>", f"{_TEXT}tab": " "}


def odt(content: bytes, found: list[str]) -> str:
    """Return the text of an OpenDocument text with its lists numbered and its tables in rows."""
    archive = safe_archive(content, found)
    if archive is None:
        return ""
    root = _tree(member(archive, "content.xml"))
    body = None if root is None else root.find(f".//{_OFFICE}text")
    if root is None or body is None:
        found.append(BROKEN)
        return ""
    numbered = _numbered(root) | _numbered(_tree(member(archive, "styles.xml")))
    return from_html(_Html(numbered).of(body))


def _tree(xml: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    return etree.fromstring(xml, parser) if xml else None


def _numbered(root: etree._Element | None) -> dict[str, dict[int, str]]:
    """Return for each list style the HTML type of each of its levels that is numbered."""
    styles: dict[str, dict[int, str]] = {}
    for style in [] if root is None else root.iter(f"{_TEXT}list-style"):
        levels = styles.setdefault(style.get(f"{_STYLE}name", ""), {})
        for level in style.iter(f"{_TEXT}list-level-style-number"):
            number = level.get(f"{_TEXT}level", "1")
            if number.isdigit():
                levels[int(number)] = level.get(f"{_STYLE}num-format", "1") or "1"
    return styles


class _Html:
    """Writes the body of a document as HTML; *numbered* tells which lists have numbers."""

    def __init__(self, numbered: dict[str, dict[int, str]]) -> None:
        self.numbered = numbered
        self.out: list[str] = []

    def of(self, body: etree._Element) -> str:
        """Return the HTML of *body*."""
        self._children(body, style="", level=0, depth=0)
        return "".join(self.out)

    def _children(self, node: etree._Element, style: str, level: int, depth: int) -> None:
        if node.text:
            self.out.append(escape(node.text))
        for child in node:
            if isinstance(child.tag, str) and child.tag not in _UNSEEN and depth < _DEEPEST:
                self._element(child, style, level, depth + 1)
            if child.tail:
                self.out.append(escape(child.tail))

    def _element(self, node: etree._Element, style: str, level: int, depth: int) -> None:
        if node.tag == f"{_TEXT}s":
            count = node.get(f"{_TEXT}c", "1")
            self.out.append(" " * min(int(count) if count.isdigit() else 1, 80))
        elif node.tag in _INLINE:
            self.out.append(_INLINE[node.tag])
        elif node.tag == f"{_TEXT}list":
            self._list(node, style, level, depth)
        elif node.tag in (f"{_TABLE}table-cell", f"{_TEXT}list-item"):
            self._on_one_line(node, style, level, depth)
        elif node.tag in _BLOCKS:
            self.out.append(f"<{_BLOCKS[node.tag]}>")
            self._children(node, style, level, depth)
            self.out.append(f"</{_BLOCKS[node.tag]}>")
        else:
            self._children(node, style, level, depth)

    def _list(self, node: etree._Element, style: str, level: int, depth: int) -> None:
        # A list inside a list has the style of the outer one.
        style = node.get(f"{_TEXT}style-name") or style
        kind = self.numbered.get(style, {}).get(level + 1)
        first = node.find(f"{_TEXT}list-item")
        start = "" if first is None else first.get(f"{_TEXT}start-value", "")
        opening = f' type="{escape(kind)}" start="{escape(start or "1")}"' if kind else ""
        self.out.append(f"<ol{opening}>" if kind else "<ul>")
        self._children(node, style, level + 1, depth)
        self.out.append("</ol>" if kind else "</ul>")

    def _on_one_line(self, node: etree._Element, style: str, level: int, depth: int) -> None:
        """Write a cell or a list item; its first paragraph stands on its line."""
        name = "li" if node.tag == f"{_TEXT}list-item" else "td"
        self.out.append(f"<{name}>")
        for number, child in enumerate(node):
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.out.append("<br>" if number else "")
                self._children(child, style, level, depth + 1)
            elif isinstance(child.tag, str) and depth < _DEEPEST:
                self._element(child, style, level, depth + 1)
        self.out.append(f"</{name}>")
