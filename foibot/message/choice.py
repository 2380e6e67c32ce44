"""Decide between the plain and the HTML form of one text: whichever loses nothing."""

from __future__ import annotations

import re

from foibot.message.html_style import colour
from foibot.message.inline import cue

_TAG = re.compile(r"<[^<>]{0,2000}>")
# Where Outlook, desktop or web, begins to quote.
_OUTLOOK = re.compile(
    r"divRplyFwdMsg|border:none;\s*border-top:\s*solid|<b>\s*(?:<span[^>]{0,200}>\s*)?From:|"
    r"-----\s?Original",
    re.I,
)
# A colour on letters that are no link, or a marker's background.
_COLOURED = re.compile(
    r"<(?:span|font|p|div|td|b|strong|i|em|mark)\b[^<>]{0,400}?"
    r"(?:[\s;\"'{]color|background(?:-color)?)\s*[:=]\s*[\"']?\s*(rgb\([^)]{5,20}\)|#?\w{3,20})",
    re.I,
)
_BOLD = re.compile(r"<(?:b|strong|i|em|u)\b|font-weight:\s*(?:bold|[67]00)", re.I)
_WORD = re.compile(r"\w+")


def prefers_html(plain: str, html: str) -> bool:
    """Return whether the HTML form is to be read: the plain one is empty or a stub."""
    words = len(_WORD.findall(plain[:20_000]))
    if not words:
        return True
    if words > 60:
        return False
    start = html.lower().find("<body")
    shown = len(_WORD.findall(_TAG.sub(" ", html[max(0, start) : start + 40_000])))
    return shown > 3 * words + 20


def may_answer_in_colour(plain: str, html: str) -> bool:
    """Return whether somebody may have answered in colour inside what Outlook quotes."""
    quoted = _OUTLOOK.search(html)
    if quoted is None:
        return False
    if _COLOURED.search(html, quoted.end()) and any(
        colour(each).startswith("#") for each in _COLOURED.findall(html, quoted.end())[:200]
    ):
        return True
    return bool(cue(plain[:4000])) and bool(_BOLD.search(html, quoted.end()))
