"""A web page -> a PDF of the words that one sees on it; everything else is told (SEC-2, T23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foibot.enclosures.notes import Notes, Unreadable
from foibot.enclosures.paper import Line, Paper, Rows, deliver_paper
from foibot.enclosures.signs import INVISIBLE, UNSEEN, is_odd
from foibot.enclosures.web_looks import PLAIN, Looks, WebLook
from foibot.enclosures.web_rules import comments
from foibot.message.charset import decode
from foibot.message.html import hostile, without_conditions
from foibot.message.html_walk import Walk

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST = 4_000_000
_NESTED = "it is nested too deeply to be looked through; print it to PDF"
_LARGE = "it is too large to be looked through; print it to PDF"
_SHEET = "its looks are kept in another file, so that nobody can tell them; print it to PDF"
_TAGS = re.compile(r"<[^<>]{0,4000}>")
_MARKED = re.compile(r"\[if [^\]]{0,80}\]>|<!\[endif\]|\[endif\]")
_NO_WORD = re.compile(r"[^A-Za-z]+")
# What office programs write of their settings into comments.
_SETTINGS = frozenset(
    [
        "EN", "GB", "US", "X", "NONE", "Clean", "false", "true", "Print", "Normal",
        "MicrosoftInternetExplorer", "auto", "none", "behavior", "url", "default", "VML",
    ]
)  # fmt: skip
_GRAVE = {
    "script": "a script",
    "noscript": "words that one sees only without scripts",
    "template": "words of a template that nobody sees",
    "object": "an embedded object",
    "embed": "an embedded object",
    "iframe": "a page within the page",
    "svg": "a drawing with data of its own",
    "math": "a formula with data of its own",
    "select": "a field of a form",
    "textarea": "a field of a form",
    "input": "a field of a form",
    "datalist": "a field of a form",
    "noframes": "words that only old programs show",
    "video": "a film",
    "audio": "a sound",
    "canvas": "words behind a drawing",
    "rp": "words that only old programs show",
    "dialog": "words in a window that is not open",
    "map": "data of a map",
}
_SAID = frozenset(
    [
        "title", "alt", "summary", "href", "src", "content", "cite", "srcset", "aria-label",
        "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext",
    ]
)  # fmt: skip
_QUIET = frozenset(
    [
        "class", "id", "style", "lang", "dir", "align", "valign", "width", "height", "border",
        "rowspan", "colspan", "cellpadding", "cellspacing", "bgcolor", "color", "face", "size",
        "start", "value", "type", "role", "scope", "charset", "name", "http-equiv", "media", "rel",
        "target", "clear", "headers", "link", "vlink", "background", "nowrap", "xmlns", "hspace",
        "vspace", "open", "text", "alink", "noshade", "span", "hidden", "reversed", "loading",
        "tabindex", "shape", "popover", "aria-hidden", "aria-labelledby", "aria-describedby",
        "aria-expanded", "aria-controls", "aria-current", "aria-level", "aria-live",
    ]
)  # fmt: skip
_OF_WORD = ("", "Font Definitions", "Style Definitions", "Page Definitions", "List Definitions")
_OFFICE = re.compile(r"(?:xmlns:|xml:|v:|o:|w:|x:|mso)")


def web_page(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible words of *content*; note everything else."""
    paper = Paper()
    for line in page_lines(decode(content), notes):
        paper.add(line)
    deliver_paper(paper, notes)


def page_lines(source: str, notes: Notes) -> list[Line | Rows]:
    """Return what one sees of an HTML page, from top to bottom; note what one does not see."""
    if len(source) > LARGEST:
        raise Unreadable(_LARGE)
    if hostile(source):
        raise Unreadable(_NESTED)
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(without_conditions(source))
    if tree.root is None or tree.body is None:
        raise Unreadable("it has no page in it")
    for number, found in enumerate(_unshown(tree.root), 1):
        _comment(number, found, notes)
    _sheets(tree, notes)
    _head(tree.head, notes)
    walk = _Seen(Looks(tree), notes)
    walk.start(tree.root)
    lines = [draft.text for draft in walk.lines(tree.body)]
    return _parts(lines)


def _unshown(root: LexborNode) -> Iterator[str]:
    """Yield the comments and instructions of a page, those before and behind it too."""
    first = root
    while first.prev is not None:
        first = first.prev
    node: LexborNode | None = first
    while node is not None:
        for one in node.traverse(include_text=True) if node.tag == "html" else [node]:
            if one.tag == "-comment":
                yield one.comment_content or ""
            elif one.tag is None:
                yield "instruction"
        node = node.next


def _comment(number: int, found: str, notes: Notes) -> None:
    """Note a comment; what Outlook and Word write into one for themselves is a trace."""
    conditional = "[if " in found[:40] or "[endif]" in found
    said = _NO_WORD.sub(" ", _TAGS.sub(" ", _MARKED.sub(" ", f"{found}>"))).split()
    if conditional and all(one in _SETTINGS or len(one) < 3 for one in said):
        notes.trace(f"comment {number}", "settings of an office program")
    elif found.strip():
        notes.hidden(f"comment {number}", "a comment in the page")


def _sheets(tree: LexborHTMLParser, notes: Notes) -> None:
    for node in tree.css("link"):
        if "stylesheet" in (node.attributes.get("rel") or "").lower():
            notes.hidden("<link>", "looks that are fetched from elsewhere")
            raise Unreadable(_SHEET)
    for sheet in tree.css("style"):
        for found in comments(sheet.text() or ""):
            # "Style Definitions" and "Font Definitions": what Word calls its own.
            if _NO_WORD.sub(" ", found).strip() not in _OF_WORD:
                notes.hidden("<style>", "a comment in the style of the page")
        if "content:" in (sheet.text() or "").replace(" ", ""):
            notes.hidden("<style>", "words that the style of the page adds")


def _head(head: LexborNode | None, notes: Notes) -> None:
    if head is None:
        return
    for node in head.css("*"):
        words = (node.text() or "").strip()
        if node.tag == "title" and words:
            notes.trace("<title>", "the title of the page")
        elif node.tag == "meta" and (node.attributes.get("content") or "").strip():
            notes.trace("<meta>", "data about the page")
        elif node.tag == "script" or (node.tag in _GRAVE and words):
            notes.hidden(f"<{node.tag}>", _GRAVE[str(node.tag)])
        elif node.tag not in ("head", "title", "meta", "style", "link", "base", "script") and words:
            notes.hidden(f"<{node.tag}>", "words in the head of the page")
        _attributes(str(node.tag), node, notes)


def _attributes(tag: str, node: LexborNode, notes: Notes) -> None:
    for name, value in node.attributes.items():
        if not (value or "").strip() or name in _QUIET or _OFFICE.match(name):
            continue
        if name in _SAID:
            notes.trace(f"<{tag}>, {name}", "the target of a link, or the description of something")
        elif name.startswith("on"):
            notes.hidden(f"<{tag}>, {name}", "a script")
        else:
            notes.hidden(f"<{tag}>, {name}", "data in an attribute")


class _Seen(Walk):
    """The walk over a page that leaves out what one does not see, and says so."""

    def __init__(self, looks: Looks, notes: Notes) -> None:
        super().__init__()
        self.looks, self.notes = looks, notes
        self.known: dict[int, WebLook] = {}

    def start(self, root: LexborNode) -> None:
        """Take in how the whole page looks."""
        self.known[root.mem_id], why = self.looks.of(root, PLAIN)
        if why:
            raise Unreadable("nothing in it is visible")

    def _enter(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        parent = node.parent
        outer = self.known.get(parent.mem_id, PLAIN) if parent is not None else PLAIN
        if tag == "-text":
            return self._words(node, outer)
        if not tag[:1].isalpha():
            return False
        _attributes(tag, node, self.notes)
        return self._stays(node, tag) and self._looks(node, tag, outer) and super()._enter(node)

    def _stays(self, node: LexborNode, tag: str) -> bool:
        """Return whether an element is one whose words are seen."""
        place = f"<{tag}> after line {len(self.done)}"
        if tag in ("style", "head", "title"):
            return False
        if tag == "img":
            how = "the PDF has only the words; print the page to PDF if the picture matters"
            self.notes.remark(place, "a picture that is left out", how)
            return False
        if tag in _GRAVE:
            self.notes.hidden(place, _GRAVE[tag])
            return False
        if "popover" in node.attributes:
            self.notes.hidden(place, "words in a window that is not open")
            return False
        if _is_folded(node):
            self.notes.hidden(place, "words that are folded away")
            return False
        return True

    def _looks(self, node: LexborNode, tag: str, outer: WebLook) -> bool:
        """Return whether the look of an element lets it be seen."""
        look, why = self.looks.of(node, outer)
        if why:
            if (node.text() or "").strip() or node.css_first("img, input") is not None:
                self.notes.hidden(f"<{tag}> after line {len(self.done)}", why)
            return False
        self.known[node.mem_id] = look
        return True

    def _words(self, node: LexborNode, look: WebLook) -> bool:
        text = node.text_content or ""
        if text.strip():
            place = f"line {len(self.done) + 1}"
            why = look.unseen()
            if any(map(is_odd, text.split("\n"))):
                self.notes.hidden(place, UNSEEN)
            if why:
                self.notes.hidden(place, why)
                return False
        self._text(INVISIBLE.sub("", text))
        return False


def _is_folded(node: LexborNode) -> bool:
    """Return whether an element stands in a part that one must unfold first."""
    parent = node.parent
    if parent is None or parent.tag != "details" or node.tag == "summary":
        return False
    return "open" not in parent.attributes


def _parts(lines: list[str]) -> list[Line | Rows]:
    """Return lines with tabs, one after the other, as tables; the rest as paragraphs."""
    found: list[Line | Rows] = []
    table: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if "\t" in line:
            table.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if table:
            found.append(Rows(tuple(table)))
            table = []
        if line.strip():
            found.append(Line(line.strip()))
    return found
