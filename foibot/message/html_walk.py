"""Walk the tree of an HTML mail once and write down the lines that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foibot.message import html_style
from foibot.message.draft import Draft, Hint
from foibot.message.html_lists import Listing, listing, word_level
from foibot.message.html_quotes import container, quotes
from foibot.message.html_tags import BLOCKS, SPACED, UNSEEN
from foibot.message.ink import EMPHASIS, PLAIN, Ink, inked

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SPACES = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060\u034f\u200e\u200f]+")
_RUN = re.compile("  +")
_ITEM = re.compile(r"- |[0-9a-zA-Z]{1,9}\. ")
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for the letters at one place of the tree."""

    depth: int = 0
    hint: Hint = Hint.NONE
    ink: Ink = PLAIN
    link: bool = False
    pre: bool = False
    marker: bool = False  # inside the marker that Word writes before an item


class Walk:
    """The walk over one tree; lines are finished one after the other."""

    def __init__(self, sheet: Mapping[str, str] | None = None) -> None:
        self.sheet = sheet or {}  # the looks of classes
        self.done: list[Draft] = []
        self.buffer: list[str] = []
        self.inks: list[tuple[int, Ink]] = []  # letters of the line in each ink, in order
        self.place = Place()
        self.line_place = Place()
        self.lists: list[Listing] = []
        self.indent = ""
        self.gap = False
        self.begun = False  # a cell or item was opened and nothing is written in it yet
        self.cells = 0  # cells already written on the line that is being written

    def lines(self, root: LexborNode) -> list[Draft]:
        """Return the lines under *root*, in order, without empty ones at either end."""
        # Each element is left by an entry of its own: hostile nesting must not use our stack.
        waiting: list[tuple[LexborNode, Place | None]] = [(root, None)]
        while waiting and len(self.done) < _MOST_LINES:
            node, outer = waiting.pop()
            if outer is not None:
                self._leave(node, outer)
                continue
            before = self.place
            if not self._enter(node):
                self.place = before
                continue
            waiting.append((node, before))
            child = node.last_child
            while child is not None:
                waiting.append((child, None))
                child = child.prev
        self._break()
        return _trimmed(self.done)

    def _enter(self, node: LexborNode) -> bool:
        """Take in what *node* itself shows; return whether to go on to its children."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag is None or tag[0] in "-!" or tag in UNSEEN:
            return False
        attributes = node.attributes
        if attributes and _hidden(attributes):
            return False
        if tag in ("br", "hr", "img", "input"):
            self._void(tag)
            return False
        if attributes or tag in EMPHASIS or tag in ("blockquote", "pre"):
            self._describe(tag, attributes)
        if tag in BLOCKS:
            self._open_block(tag, attributes)
        return True

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._line()
        elif tag == "hr":
            self._break()

    def _describe(self, tag: str, attributes: dict[str, str | None]) -> None:
        place = self.place
        style = attributes.get("style") or ""
        # Links are coloured by everybody.
        link = place.link or tag == "a"
        ink = place.ink if link else inked(place.ink, tag, attributes, self._sheet(tag, attributes))
        if ink is not place.ink or link is not place.link:
            place = replace(place, ink=ink, link=link)
        hint = container(tag, attributes)
        if hint and not (place.hint is Hint.QUOTE and hint is Hint.SIGNATURE):
            place = replace(place, hint=hint)
        if tag == "blockquote" and quotes(attributes):
            place = replace(place, depth=place.depth + 1, hint=Hint.NONE)
        if tag == "pre" or "white-space:pre" in style.replace(" ", "").lower():
            place = replace(place, pre=True)
        if "mso-list" in style.lower() and "ignore" in style.lower():
            place = replace(place, marker=True)
        self.place = place

    def _sheet(self, tag: str, attributes: Mapping[str, str | None]) -> str:
        """Return what the style sheet says of the first class of an element that it knows."""
        if not self.sheet:
            return ""
        for each in (attributes.get("class") or "").lower().split()[:5]:
            name = each.removeprefix("x_")
            found = self.sheet.get(f"{tag}.{name}") or self.sheet.get(f".{name}")
            if found:
                return found
        return ""

    def _open_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in ("td", "th"):
            self._open_cell()
            return
        # The first paragraph of a cell or an item stays on its line.
        if not (self.begun and tag in ("p", "div")):
            self._break()
        if tag in ("ol", "ul"):
            self.lists.append(listing(tag, attributes))
        elif tag == "li":
            self._open_item(attributes)
        elif tag == "p":
            level = word_level(attributes.get("style") or "")
            self.indent = "  " * (level - 1) if level else ""

    def _open_item(self, attributes: dict[str, str | None]) -> None:
        level = max(0, len(self.lists) - 1)
        marker = self.lists[-1].marker(attributes.get("value")) if self.lists else "- "
        if "mso-list" not in (attributes.get("style") or "") or marker:
            self.buffer.append("  " * level + marker)
            self.line_place = self.place
            self.begun = True

    def _open_cell(self) -> None:
        if self.cells or self._written():
            self.buffer.append("\t")
        self.cells += 1
        self.begun = True

    def _written(self) -> bool:
        return any(piece.strip() for piece in self.buffer)

    def _leave(self, node: LexborNode, outer: Place) -> None:
        tag = node.tag or ""
        if tag in BLOCKS and tag not in ("td", "th"):
            if self.cells and tag in ("p", "div") and _last_in_cell(node):
                self.place = outer
                return
            self._break()
            if tag == "tr":
                self.cells = 0
            if tag in ("ol", "ul") and self.lists:
                self.lists.pop()
            if tag in SPACED and not (tag in ("ol", "ul") and self.lists):
                self._space(tag, node)
        self.place = outer

    def _space(self, tag: str, node: LexborNode) -> None:
        attributes = node.attributes
        classes = attributes.get("class") or ""
        style = attributes.get("style") or ""
        loose = not classes.lower().startswith(("mso", "x_mso", "s1", "p1", "p2"))
        self.gap = self.gap or (loose and not html_style.tight(style))

    def _text(self, text: str) -> None:
        if not text.isascii():
            text = _INVISIBLE.sub("", text)
        if self.place.pre:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._write(first)
            for line in rest:
                self._line()
                self._write(line)
            return
        self._write(_SPACES.sub(" ", text))

    def _write(self, text: str) -> None:
        if not text:
            return
        if self.place.marker:
            text = text.replace("\u00a0", " ").strip(" ")
            text = f"{text} " if text else ""
        letters = len(text) - text.count(" ") - text.count("\u00a0") - text.count("\t")
        if letters:
            self.begun = False
            if not self._written():
                self.line_place = self.place
            self._colour(letters)
        self.buffer.append(text)

    def _colour(self, letters: int) -> None:
        ink = self.place.ink
        if self.inks and self.inks[-1][1] == ink:
            letters += self.inks.pop()[0]
        self.inks.append((letters, ink))

    def _line(self) -> None:
        """End the line, even when it is empty."""
        self._finish("".join(self.buffer))

    def _break(self) -> None:
        """End the line if anything stands on it."""
        text = "".join(self.buffer)
        if text.strip(" \t"):
            self._finish(text)
        else:
            self._clear()

    def _clear(self) -> None:
        self.buffer.clear()
        self.inks.clear()
        self.begun = False

    def _finish(self, text: str) -> None:
        written = text.replace("\u00a0", " ").rstrip()
        place = self.line_place if written else self.place
        if self.gap and self.done and self.done[-1].text:
            self.done.append(Draft("", place.depth, place.hint))
        self.gap = False
        if not self.place.pre:
            written = _folded(written)
        if self.indent and written:
            written, self.indent = self.indent + written, ""
        draft = Draft(written, place.depth, place.hint, _covering(self.inks), written)
        if len(self.inks) > 1:
            draft.inks = _placed(written, self.inks)
        self.done.append(draft)
        self._clear()


def _hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and html_style.hidden(style or "")


def _covering(inks: Sequence[tuple[int, Ink]]) -> Ink:
    """Return the ink of nearly all letters of a line."""
    if len(inks) < 2:
        return inks[0][1] if inks else PLAIN
    weight: dict[Ink, int] = {}
    for letters, ink in inks:
        weight[ink] = weight.get(ink, 0) + letters
    most = max(weight, key=lambda ink: weight[ink])
    return most if weight[most] * 10 >= sum(weight.values()) * 9 else PLAIN


def _placed(text: str, inks: Sequence[tuple[int, Ink]]) -> tuple[tuple[int, Ink], ...]:
    """Return where in *text* each ink begins; markers of lists go with what stands behind them."""
    letters = [at for at, letter in enumerate(text) if letter not in " \t"]
    before = max(0, len(letters) - sum(count for count, _ in inks))
    found: list[tuple[int, Ink]] = []
    for count, ink in inks:
        if found and before >= len(letters):
            break
        found.append((letters[before] if found else 0, ink))
        before += count
    return tuple(found)


def _folded(text: str) -> str:
    """Return *text* with single spaces; what moves an item of a list to the right stays."""
    bare = text.lstrip(" ")
    moved = text[: len(text) - len(bare)] if _ITEM.match(bare) else ""
    return moved + (_RUN.sub(" ", bare) if "  " in bare else bare)


def _last_in_cell(node: LexborNode) -> bool:
    after = node.next
    while after is not None:
        if after.tag != "-text" or (after.text_content or "").strip():
            return False
        after = after.next
    parent = node.parent
    return parent is not None and parent.tag in ("td", "th")


def _trimmed(lines: list[Draft]) -> list[Draft]:
    first, last = 0, len(lines)
    while first < last and lines[first].blank:
        first += 1
    while last > first and lines[last - 1].blank:
        last -= 1
    return lines[first:last]
