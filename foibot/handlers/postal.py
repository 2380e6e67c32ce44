"""The postal address that a colleague writes down of whoever asked by post, phone or in person."""

from __future__ import annotations

import re
from collections.abc import Iterator

ADDRESS = r"(?:(?:full |postal |home |mailing |contact |correspondence |their ){0,2}address)"
_LABEL = re.compile(rf"^[ \t]*{ADDRESS}[ \t]*:[ \t]*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_SAYS = re.compile(r"[?:@]|^(?:\d{1,2}|[a-z]|q\d{1,2})[.)]\s|^dear\b", re.IGNORECASE)
# In small letters within the name of a place or street: "Stow on the Wold", "Clos yr Eglwys".
_SMALL = frozenset({"and", "at", "by", "in", "le", "near", "of", "on", "the", "upon", "y", "yr"})
MOST_LINES = 7
LONGEST_LINE = 60
MOST_WORDS = 7


def postal_lines(text: str) -> list[str]:
    """
    Return the lines of a postal address: behind "Address:", and those below that belong to it.

    It ends with its postcode.  Where there is none below the label it ends at an empty line, or at
    the first line that is not written as a place is: what follows may be the first question.
    """
    lines = [one.strip() for one in text.splitlines()]
    begins = next((at for at, one in enumerate(lines) if _LABEL.match(one)), None)
    if begins is None:
        return []
    first = _LABEL.sub("", lines[begins], count=1)
    if _POSTCODE.search(first):
        return [first]
    below = _to_postcode(lines[begins + 1 :])
    if below is None:
        below = list(_places(lines[begins + 1 :], alone=not first))
    return [first, *below] if first else below


def postal_address(text: str) -> str:
    """Return the postal address that a colleague wrote down, in one line; "" for none."""
    return ", ".join(one.rstrip(",.") for one in postal_lines(text))


def _to_postcode(lines: list[str]) -> list[str] | None:
    """Return the lines down to that of the postcode; None where none of the next few has one."""
    found: list[str] = []
    for line in filter(None, lines):
        if _says_something(line) or len(found) == MOST_LINES:
            return None
        found.append(line)
        if _POSTCODE.search(line):
            return found
    return None


def _places(lines: list[str], *, alone: bool) -> Iterator[str]:
    """Yield the lines that are written as places; a label *alone* may have an empty line below."""
    rest = lines[1:] if alone and lines and not lines[0] else lines
    for line in rest[:MOST_LINES]:
        if not line or _says_something(line) or not _is_place(line):
            return
        yield line


def _says_something(line: str) -> bool:
    """Return whether a line is a question, a field, a numbered entry or a whole sentence."""
    many = len(line) > LONGEST_LINE or len(line.split()) > MOST_WORDS
    return many or _SAYS.search(line) is not None


def _is_place(line: str) -> bool:
    """Return whether each word begins with a capital or a figure, but for small ones between."""
    words = re.findall(r"[^\s,]+", line)
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
