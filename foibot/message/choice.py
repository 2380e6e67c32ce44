"""Decide between the plain and the HTML form of one text: whichever loses nothing."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^<>]{0,2000}>")
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
