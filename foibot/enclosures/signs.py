"""Signs that nobody sees, such as zero-width ones and tags: they can spell words (T14)."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\ufe00-\ufe0e\U000e0000-\U000e01ef]"
)
# A single zero-width sign comes along when somebody copies from a web page; these do not.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e01ef]")
_MANY = 8
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
UNSEEN = "signs that nobody sees, or that turn words round"


def is_odd(line: str) -> bool:
    """Return whether *line* holds signs that spell something nobody sees, or turn it round."""
    if line.isascii() and line.isprintable():
        return False
    if _TURNING.search(line) or _CONTROLS.search(line):
        return True
    return len(INVISIBLE.findall(line)) >= _MANY


def without(text: str) -> str:
    """Return *text* without the signs that nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROLS.sub("", INVISIBLE.sub("", text))
