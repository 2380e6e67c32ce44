"""Gather from the parts of a message what the finding of automatic mail looks at."""

from __future__ import annotations

from datetime import datetime

from foibot.message.headers import Headers
from foibot.message.mime import Part
from foibot.message.probe import Probe, ProbePart

_PART_LIMIT = 65_536
_MOST_PARTS = 50


def probe(root: Part, subject: str, text: str, new_text: str, moment: datetime | None) -> Probe:
    """Return the facts of the message *root* by which it is found to be automatic."""
    return Probe(
        headers=root.headers,
        subject=subject,
        text=text,
        new_text=new_text,
        content_type=root.content_type,
        parts=_parts(root),
        day=moment.date() if moment else None,
    )


def _parts(root: Part) -> tuple[ProbePart, ...]:
    found: list[ProbePart] = []
    waiting = [root]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop()
        if part.holds_parts:
            waiting.extend(reversed(part.children))
            continue
        found.append(ProbePart(part.content_type, _text(part), part.filename[:255]))
    return tuple(found)


def _text(part: Part) -> str:
    if part.children:
        return _message(part.children[0])
    if not part.content_type.startswith(("text/", "message/")):
        return ""
    return part.text[:_PART_LIMIT]


def _message(inside: Part) -> str:
    """Return the headers of a message inside, and the beginning of its first text."""
    body = next((leaf for leaf in _leaves(inside) if leaf.content_type.startswith("text/")), None)
    return (_block(inside.headers) + "\n\n" + (body.text[:4096] if body else ""))[:_PART_LIMIT]


def _leaves(root: Part) -> list[Part]:
    found: list[Part] = []
    waiting = [root]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop()
        waiting.extend(reversed(part.children))
        if not part.children:
            found.append(part)
    return found


def _block(headers: Headers) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers)
