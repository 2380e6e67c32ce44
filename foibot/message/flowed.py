"""Join the lines of format=flowed text (RFC 3676), and take quotation marks off plain lines."""

from __future__ import annotations

import re

from foibot.message.draft import Draft

# ">", "> >", and the initials that some programs put before it ("JS> ").
_MARKS = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,60}")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\ufeff\u200b]+")
_MOST_LINES = 200_000


def drafts(text: str) -> list[Draft]:
    """Return the lines of plain *text* with their depth of quotation."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return [_draft(line.rstrip()) for line in text.split("\n", _MOST_LINES)]


def flowed(text: str, *, delsp: bool) -> str:
    """Return format=flowed *text* with its soft line ends joined, quoted ones too."""
    out: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:]
        bare = bare[1:] if bare.startswith(" ") else bare
        soft = bare.endswith(" ") and bare != "-- "
        if soft and delsp:
            bare = bare[:-1]
        if open_depth == depth and bare != "-- ":
            out[-1] += bare
        else:
            out.append(">" * depth + (" " if depth else "") + bare)
        open_depth = depth if soft else -1
    return "\n".join(out)


def _draft(line: str) -> Draft:
    bare = line
    if not line.isascii():
        bare = _DIRECTION.sub("", line)
    if bare.startswith(">>>") and bare.endswith(">>>") and bare.strip("> "):
        # GroupWise writes its attribution so.
        return Draft(line, bare=bare)
    marks = _MARKS.match(bare) if ">" in bare[:4] else None
    if marks is None:
        return Draft(line, bare=bare)
    return Draft(line, depth=marks.group().count(">"), bare=bare[marks.end() :])
