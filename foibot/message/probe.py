"""What the finding of automatic mail looks at: headers, subject, text and the telling parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.message import Message as RawMessage
from functools import cached_property

# Of each part, and of all of them: enough for every report that mail servers write.
_PART_LIMIT = 65_536
_MOST_PARTS = 50
_TELLING = ("text/", "message/")
_FOLD = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class ProbePart:
    """One part of a message; *text* is empty unless the part is text or a message/... part."""

    content_type: str
    text: str
    filename: str = ""


@dataclass(frozen=True)
class Probe:
    """The facts from which mail is found to be automatic; *subject* and *text* are decoded.

    *new_text* is what the sender newly wrote, "" where that is not known apart from *text*;
    *day* is the day of the Date header, by which a return date without a year is read.
    """

    headers: tuple[tuple[str, str], ...]
    subject: str
    text: str
    new_text: str = ""
    content_type: str = "text/plain"
    parts: tuple[ProbePart, ...] = ()
    day: date | None = None

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return the values of the headers by their names in lower case, unfolded."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.headers:
            key = name.lower()
            found[key] = (*found.get(key, ()), _FOLD.sub("", value).strip())
        return found

    def first(self, name: str) -> str:
        """Return the first header called *name* (in lower case), or ""."""
        return self.by_name.get(name, ("",))[0]

    def has(self, name: str) -> bool:
        """Return whether there is a header called *name* (in lower case)."""
        return name in self.by_name

    @cached_property
    def words(self) -> str:
        """Return the text to judge the sender's words by, in lower case, bounded."""
        return (self.new_text or self.text)[:_PART_LIMIT].lower()


def probe_parts(message: RawMessage) -> tuple[ProbePart, ...]:
    """Return the parts of *message* (read with compat32), the first fifty, their text bounded.

    A message inside (message/rfc822) is given by its headers and the beginning of its text.
    """
    found: list[ProbePart] = []
    waiting: list[RawMessage] = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop()
        kind = _content_type(part)
        inside = part.get_payload()
        below = (
            [each for each in inside if isinstance(each, RawMessage)]
            if isinstance(inside, list)
            else []
        )
        if kind.startswith("multipart/"):
            waiting.extend(reversed(below))
            continue
        found.append(ProbePart(kind, _part_text(part, kind, below), _filename(part)))
    return tuple(found)


def _content_type(part: RawMessage) -> str:
    return part.get_content_type().lower()


def _filename(part: RawMessage) -> str:
    try:
        return str(part.get_filename() or "")[:255]
    except (ValueError, LookupError, TypeError):
        return ""


def _part_text(part: RawMessage, kind: str, below: list[RawMessage]) -> str:
    if below:
        # message/delivery-status: blocks of headers; message/rfc822: the message inside.
        return "\n".join(_header_block(each) for each in below[:_MOST_PARTS])[:_PART_LIMIT]
    if not kind.startswith(_TELLING):
        return ""
    return _decoded_payload(part)[:_PART_LIMIT]


def _header_block(part: RawMessage) -> str:
    lines = [f"{name}: {_FOLD.sub('', str(value))}" for name, value in part.items()]
    inside = part.get_payload()
    rest = inside if isinstance(inside, str) else ""
    return "\n".join(lines) + "\n\n" + rest[:4096]


def _decoded_payload(part: RawMessage) -> str:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError):
        data = None
    if not isinstance(data, bytes):
        return ""
    try:
        return data[: _PART_LIMIT * 2].decode("utf-8")
    except UnicodeDecodeError:
        return data[: _PART_LIMIT * 2].decode("cp1252", "replace")
