"""Decide between the plain and the HTML form of one text: whichever loses nothing."""

from __future__ import annotations

import re

from foibot.message.announced import Force, notice
from foibot.message.ink import colour, shade

_TAG = re.compile(r"<[^<>]{0,2000}>")
# Where a program begins to quote.
_QUOTED = re.compile(
    r"divRplyFwdMsg|border:none;\s*border-top:\s*solid|<b>\s*(?:<span[^>]{0,200}>\s*)?From:|"
    r"-----\s?Original|mail-editor-reference|reference-message|<blockquote|gmail_quote|yahoo_quoted",
    re.I,
)
_QUOTED_PLAIN = re.compile(r"^(?:From:|-{4,}|_{10,}|>|On .{5,200}:$)", re.M)
# A colour on letters that are no link, or behind them.
_COLOURED = re.compile(
    r"<(?:span|font|p|div|td|b|strong|i|em|mark)\b[^<>]{0,400}?"
    r"(?:[\s;\"'{]color|background(?:-color)?)\s*[:=]\s*[\"']?\s*(rgb\([^)]{5,20}\)|#?\w{3,20})",
    re.I,
)
_EMPHASISED = re.compile(
    r"<(?:b|strong|i|em|u|mark|ins)\b|font-(?:weight:\s*(?:bold|[67]00)|style:\s*italic)|"
    r"background|text-decoration:\s*underline",
    re.I,
)
_STRUCK = re.compile(r"<(?:s|strike|del)\b|line-through", re.I)
_MOST_SILENT = 400
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
    """Return whether somebody may have answered inside the quotation with nothing but a colour."""
    quoted = _QUOTED.search(html)
    if quoted is None:
        return False
    above = _QUOTED_PLAIN.search(plain)
    said = notice(plain[: above.start() if above else 4000])
    if said.force is Force.SAYS and _EMPHASISED.search(html, quoted.end()):
        return True
    if _STRUCK.search(html, quoted.end()):
        return True
    silent = above is not None and above.start() < _MOST_SILENT
    return (bool(said.force) or silent) and any(
        colour(each) or shade(each) for each in _COLOURED.findall(html, quoted.end())[:200]
    )
