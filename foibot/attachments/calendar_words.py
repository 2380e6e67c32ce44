"""What an iCalendar file says to people: no dates and addresses of its machinery (RFC 5545)."""

from __future__ import annotations

import re

# A long line goes on behind a line break and one blank (3.1).
_FOLD = re.compile(r"\r?\n[ \t]")
_SAID = re.compile(
    r"^(SUMMARY|DESCRIPTION|LOCATION|COMMENT)(?:;(?:[^:\"\n]|\"[^\"\n]*\"){0,500})?:(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([\\;,nN])")


def calendar_words(text: str) -> str:
    """Return the words of the meetings in *text*, each property on lines of its own."""
    found = [one[2].strip() for one in _SAID.finditer(_FOLD.sub("", text))]
    return "\n\n".join(_plain(one) for one in dict.fromkeys(found) if one)


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], value).strip()
