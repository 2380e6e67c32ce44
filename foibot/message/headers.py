"""Read header fields within bounds: names, parameters (RFC 2231), words (RFC 2047), dates, ids."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from urllib.parse import unquote_to_bytes

from foibot.message.charset import decode

MOST_HEADERS = 1000
LONGEST_HEADER = 65_536
_MOST_PARAMETERS = 64
_MOST_IDS = 200

Headers = tuple[tuple[str, str], ...]

_WORD = re.compile(r"=\?([^?\s=]{1,60})\?([bBqQ])\?([^?]*)\?=")
_PARAMETER = re.compile(r';\s*([^=;\s"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_NUMBERED = re.compile(r"(.+?)\*(\d{1,3})(\*?)")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,990})>")
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]+")


def first(headers: Sequence[tuple[str, str]], name: str) -> str:
    """Return the first value of the header *name* (given in lower case), or ""."""
    size = len(name)
    for key, value in headers:
        if len(key) == size and key.lower() == name:
            return value
    return ""


def every(headers: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    """Return every value of the header *name* (given in lower case), topmost first."""
    size = len(name)
    return tuple([value for key, value in headers if len(key) == size and key.lower() == name])


def words(value: str) -> str:
    """Return *value* with its encoded words read, on one line and without control letters."""
    if "=?" in value:
        value = _encoded_words(value)
    if _CONTROL.search(value):
        value = _CONTROL.sub(" ", value)
    return value.strip()


def content_type(value: str) -> str:
    """Return the type/subtype of a Content-Type value in lower case, or "" when it has none."""
    bare = value.partition(";")[0].strip().lower()
    if _TYPE.fullmatch(bare):
        return bare
    found = _TYPE.match(bare)
    return found.group() if found else ""


def parameters(value: str) -> dict[str, str]:
    """Return the parameters of a structured header, decoded; a first one is not overruled."""
    if len(value) > LONGEST_HEADER:
        value = value[:LONGEST_HEADER]
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for count, found in enumerate(_PARAMETER.finditer(value)):
        if count >= _MOST_PARAMETERS:
            break
        name, text = found.group(1).lower(), _unquoted(found.group(2))
        numbered = _NUMBERED.fullmatch(name)
        if numbered:
            piece = (int(numbered[2]), bool(numbered[3]), text)
            pieces.setdefault(numbered[1], []).append(piece)
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], []).append((0, True, text))
        else:
            plain.setdefault(name, words(text))
    for name, parts in pieces.items():
        plain[name] = _joined(parts)
    return plain


def message_ids(values: Sequence[str]) -> tuple[str, ...]:
    """Return the message ids in *values* without angle brackets, each once, in order."""
    found: dict[str, None] = {}
    for value in values:
        for each in _MESSAGE_ID.findall(value[:LONGEST_HEADER]):
            found.setdefault(each)
    return tuple(found)[:_MOST_IDS]


def date(value: str) -> datetime | None:
    """Return the moment that a Date header names, aware, or None."""
    try:
        parsed = parsedate_tz(value[:200])
        if parsed is None:
            return None
        offset = parsed[9]
        zone = UTC if offset is None else timezone(timedelta(seconds=offset))
        return datetime(*parsed[:6], tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _encoded_words(value: str) -> str:
    """Return *value* decoded; neighbours of one charset are joined first, as bytes."""
    out: list[str] = []
    at, same = 0, ("", "")
    run: list[str] = []
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        apart = bool(between.strip()) or not at
        here = (found[1].lower(), found[2].lower())
        if run and (apart or here != same):
            out.append(_decoded_run(run, same))
            run = []
        if apart:
            out.append(between)
        same = here
        run.append(found[3])
        at = found.end()
    if run:
        out.append(_decoded_run(run, same))
    return "".join((*out, value[at:]))


def _decoded_run(run: list[str], same: tuple[str, str]) -> str:
    charset, encoding = same
    if encoding == "b" and any(len(text) % 4 and "=" not in text for text in run[:-1]):
        # Cut in the middle of a group of four: only together do the letters make bytes.
        run = ["".join(text.rstrip("=") for text in run)]
    return decode(b"".join(_word_bytes(encoding, text) for text in run), charset)


def _word_bytes(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    bare = re.sub(rb"[^A-Za-z0-9+/]+", b"", data)
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def _unquoted(text: str) -> str:
    text = text.strip()
    if not text.startswith('"'):
        return text.strip("'") if len(text) > 1 and text[0] == text[-1] == "'" else text
    inner = text[1:-1] if len(text) > 1 and text.endswith('"') else text[1:]
    return re.sub(r'\\(["\\])', r"\1", inner)


def _joined(parts: list[tuple[int, bool, str]]) -> str:
    """Return the value that RFC 2231 cut into *parts*."""
    data: list[bytes] = []
    charset = ""
    for count, (_, extended, text) in enumerate(sorted(parts, key=lambda part: part[0])):
        if extended and not count and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data.append(unquote_to_bytes(text) if extended else text.encode("utf-8", "replace"))
    return words(decode(b"".join(data), charset))
