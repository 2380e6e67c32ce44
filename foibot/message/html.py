"""HTML -> lines as a reader sees them, each with what its markup says about it."""

from __future__ import annotations

import re

from foibot.message.draft import Draft
from foibot.message.html_style import classes
from foibot.message.html_tags import FORMATTING, IMPLIED
from foibot.message.html_walk import Walk

# Nesting costs the parser the square of its depth, unclosed fonts the product with paragraphs.
_LONGEST = 4_000_000
_DEEPEST = 1_500
_MOST_NODES = 1_000_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_CONDITION = re.compile(r"<!\[(?:if [^\]>]{0,80}|endif)\]>", re.I)


def drafts(html: str) -> tuple[list[Draft], str]:
    """Return the lines of *html*, and what kept it from being read whole ("" for nothing)."""
    defect = ""
    if len(html) > _LONGEST:
        html, defect = html[:_LONGEST], "HTML cut at 4,000,000 letters"
    if hostile(html):
        lines = [Draft(line, bare=line) for line in _ANY_TAG.sub(" ", html).split("\n")]
        return lines, "HTML nested too deeply"
    html = without_conditions(html)
    # Only the child that reads mail needs it, and nobody before the first.
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(html).body
    if root is None:
        return [], defect
    return Walk(classes(html)).lines(root), defect


def without_conditions(html: str) -> str:
    """Return *html* without the conditions of Word, which a browser takes for comments."""
    return _CONDITION.sub("", html) if "<![" in html else html


def hostile(html: str) -> bool:
    """Return whether the tree of *html* would cost more than any letter is worth."""
    if html.count("<") < _DEEPEST:
        return False
    depth = deepest = fonts = most_fonts = tags = 0
    for found in _TAG.finditer(html):
        name = found[2].lower()
        tags += 1
        step = -1 if found[1] else 1
        if name in FORMATTING:
            fonts = max(0, fonts + step)
            most_fonts = max(most_fonts, fonts)
        elif name not in IMPLIED:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    return deepest > _DEEPEST or (most_fonts * tags > _MOST_NODES and most_fonts > 100)
