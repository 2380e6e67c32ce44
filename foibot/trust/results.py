"""Authentication-Results read tolerantly: RFC 8601, and what Exchange Online writes instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 8000
_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[()]|[^"\\()]+|["\\]', re.DOTALL)
_INNER = re.compile(r"[;\s]")


@dataclass(frozen=True, slots=True)
class Result:
    """One method's verdict with its properties (`header.from`, `smtp.mailfrom`, ...)."""

    method: str
    value: str
    properties: tuple[tuple[str, str], ...]

    def property(self, name: str) -> str | None:
        """Return the property *name*, or None."""
        return next((value for key, value in self.properties if key == name), None)


@dataclass(frozen=True, slots=True)
class Results:
    """One field: who wrote it ("" when it does not say) and what was found."""

    authserv_id: str
    results: tuple[Result, ...]

    def of(self, method: str) -> tuple[Result, ...]:
        """Return every verdict of *method*."""
        return tuple(result for result in self.results if result.method == method)


def parse_results(value: str) -> Results | None:
    """Return what the field says, or None when it cannot be read without guessing."""
    if len(value) > _LONGEST:
        return None
    parts = _parts(value)
    if parts is None:
        return None
    first = parts[0].split() if parts else []
    # Exchange Online leaves the server's name out and begins with the first method.
    named = bool(first) and "=" not in first[0]
    authserv_id = first[0].lower() if named else ""
    rest = parts[1:] if named else parts
    return Results(authserv_id, tuple(r for r in map(_result, rest) if r is not None))


def _parts(value: str) -> list[str] | None:
    """Return the parts between semicolons, without comments; None when in any doubt."""
    kept, depth = [], 0
    for word in _WORDS.findall(value):
        if word in "()":
            depth += 1 if word == "(" else -1
        elif word[0] == '"' and (depth or len(word) == 1):
            # A quotation mark in a comment, or never closed: parsers differ on these.
            return None
        elif not depth:
            kept.append(_INNER.sub("_", word) if word[0] == '"' else word)
        if depth < 0:
            return None
    return None if depth else "".join(kept).split(";")


def _result(part: str) -> Result | None:
    pairs = [_pair(word) for word in part.replace(" = ", "=").split() if "=" in word]
    if not pairs:
        return None
    (method, value), properties = pairs[0], pairs[1:]
    return Result(method.partition("/")[0], value, tuple(properties))


def _pair(word: str) -> tuple[str, str]:
    name, _, value = word.strip().partition("=")
    return name.strip().lower(), value.strip().lower()
