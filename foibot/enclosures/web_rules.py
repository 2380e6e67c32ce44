"""The style sheets of a page -> its rules, each with its weight (CSS 2.2, 6.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foibot.enclosures.notes import Unreadable
from foibot.message.html_style import declarations

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_FETCHED = "its looks are kept in another file, so that nobody can tell them; print it to PDF"
# These hold only while somebody points at an element, or for letters that are added to it.
_PASSING = re.compile(
    r":(?:hover|focus(?:-within|-visible)?|active|visited|target)\b"
    r"|::[a-z-]+|:(?:before|after|first-l\w+)",
    re.I,
)
_CLASSES, _NAMES = re.compile(r"[.\[:](?!:)"), re.compile(r"(?:^|[\s>+~(])[a-z]", re.I)
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for one selector; the heavier one holds."""

    selector: str
    said: dict[str, str]
    weight: tuple[int, int, int, int]


def comments(sheet: str) -> list[str]:
    """Return the comments of a style sheet that say something."""
    return [one for one in _COMMENT.findall(sheet) if any(map(str.isalnum, one))]


def rules(sheet: str) -> list[Rule]:
    """Return the rules of a style sheet for screens; what it fetches leaves its looks open."""
    if "@import" in sheet.lower():
        raise Unreadable(_FETCHED)
    text = _COMMENT.sub(" ", sheet).replace("<!--", " ").replace("-->", " ")
    found: list[Rule] = []
    for prelude, body in _blocks(text, 0):
        for one in prelude.split(","):
            selector = one.strip()
            if selector and not _PASSING.search(re.sub(r":not\([^)]*\)", "", selector)):
                found.append(Rule(selector, declarations(body), _weight(selector, len(found))))
    return found


def _blocks(text: str, deep: int) -> Iterator[tuple[str, str]]:
    """Yield each selector with its declarations, those within conditions too."""
    at = 0
    while (opening := text.find("{", at)) >= 0:
        prelude = text[at:opening].rpartition(";")[2].strip()
        end = _closing(text, opening)
        body, at = text[opening + 1 : end], end + 1
        if not prelude.startswith("@"):
            yield prelude, body
        elif prelude.lower().startswith(("@media", "@supports", "@layer", "@container", "@scope")):
            condition = prelude.lower()
            if deep < _DEEPEST and not ("print" in condition and "screen" not in condition):
                yield from _blocks(body, deep + 1)


def _closing(text: str, opening: int) -> int:
    deep = 0
    for found in re.compile(r"[{}]").finditer(text, opening):
        deep += 1 if found[0] == "{" else -1
        if not deep:
            return found.start()
    return len(text)


def _weight(selector: str, order: int) -> tuple[int, int, int, int]:
    names = len(_NAMES.findall(selector))
    return selector.count("#"), len(_CLASSES.findall(selector)), names, order
