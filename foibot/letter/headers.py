"""Header values that cannot hurt: cleaned, encoded and folded (RFC 5322, RFC 2047, RFC 2231)."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import quote

from foibot.letter.model import LetterError

LONGEST = 200
# 39 bytes give an encoded word of 64 characters: it fits beside the name of any header we write.
WORD_BYTES = 39
THREAD = 20

PLAIN = re.compile(r"[ -~]*")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
ADDRESS = re.compile(
    r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}|\"(?:[ !#-\[\]-~]|\\[ -~]){1,64}\")"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f.:IPv]{3,60}\])"
)
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,480}@[!-;=?-~]{1,480}>")
# The months and days of RFC 5322; strftime would follow the locale.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def hdr(value: str, longest: int = LONGEST) -> str:
    """Return *value* fit for a header: no control, bidi or private characters, spaces folded."""
    if len(value) <= longest and PLAIN.fullmatch(value) and "  " not in value:
        return value.strip()
    kept = (_harmless(char) for char in value[: longest * 8])
    folded = " ".join("".join(kept).split())
    return folded if len(folded) <= longest else folded[: longest - 1].rstrip() + "…"


def _harmless(char: str) -> str:
    """Return *char*, a space for what separates lines, or nothing for what cannot be seen."""
    if " " <= char <= "~":
        return char
    category = unicodedata.category(char)
    if char in "\r\n\t\v\f\x85" or category in {"Zs", "Zl", "Zp"}:
        return " "
    return "" if category[0] == "C" else char


def unstructured(name: str, value: str) -> str:
    """Return the header line for free text such as a subject, encoded where it is not ASCII."""
    clean = hdr(value)
    if PLAIN.fullmatch(clean) and "=?" not in clean:
        return fold(name, clean.split(" "))
    return fold(name, encoded_words(clean))


def encoded_words(text: str) -> list[str]:
    """Return *text* as encoded words of whole characters (RFC 2047 section 5)."""
    words: list[str] = []
    chunk = b""
    for char in text:
        piece = char.encode("utf-8", "replace")
        if len(chunk) + len(piece) > WORD_BYTES:
            words.append(_word(chunk))
            chunk = b""
        chunk += piece
    return [*words, _word(chunk)] if chunk else words


def _word(chunk: bytes) -> str:
    return f"=?utf-8?B?{b64encode(chunk).decode('ascii')}?="


def fold(name: str, tokens: Iterable[str]) -> str:
    """Return `name: tokens` folded at 76 characters where there is a space to fold at."""
    lines: list[str] = []
    line = f"{name}:"
    for token in tokens:
        # A line of white space alone would end the headers for some readers.
        if len(line) + 1 + len(token) > 76 and line.strip() and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += " " + token
    return "\r\n".join([*lines, line])


def address(value: str) -> str:
    """Return *value* when it is one plain addr-spec; anything else is an error (T2, T7)."""
    found = value
    if not value.isascii() and "@" in value:
        local, _, domain = value.rpartition("@")
        try:
            found = f"{local}@{domain.encode('idna').decode('ascii')}"
        except UnicodeError:
            found = value
    if len(found) > 320 or not ADDRESS.fullmatch(found) or ".." in found:
        raise LetterError(
            f"address {hdr(value, 80)!r}: not a single plain e-mail address; "
            "ask the person for another one, or correct it in the configuration"
        )
    return found


def mailbox(name: str, phrase: str, addr: str) -> str:
    """Return an address header: the phrase quoted or encoded, then the address in brackets."""
    spec = address(addr)
    clean = hdr(phrase, 100)
    if not clean:
        return f"{name}: {spec}"
    if ATOMS.fullmatch(clean) and "=?" not in clean:
        words = [clean]
    elif PLAIN.fullmatch(clean) and "=?" not in clean:
        words = ['"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"']
    else:
        words = encoded_words(clean)
    return fold(name, [*words, f"<{spec}>"])


def message_id(name: str, value: str) -> str:
    """Return the header line of our own identifier; a malformed one is an error."""
    if not MESSAGE_ID.fullmatch(value):
        raise LetterError(f"{name} {hdr(value, 80)!r}: not a message identifier")
    return f"{name}: {value}"


def thread(name: str, values: Iterable[str]) -> str:
    """Return a header of identifiers: strict ones only, the first and the latest; else nothing."""
    sound = [value for value in dict.fromkeys(values) if MESSAGE_ID.fullmatch(value)]
    kept = sound if len(sound) <= THREAD else [sound[0], *sound[-(THREAD - 1) :]]
    return fold(name, kept) if kept else ""


def date_line(moment: datetime) -> str:
    """Return the Date header of *moment*, which must know its zone."""
    if moment.tzinfo is None:
        raise LetterError(f"date {moment}: without a zone; give an aware time")
    return (
        f"Date: {DAYS[moment.weekday()]}, {moment.day:02d} {MONTHS[moment.month - 1]} "
        f"{moment.year:04d} {moment:%H:%M:%S %z}"
    )


def parameter(name: str, value: str) -> str:
    """Return `name="value"` for a MIME header; with the RFC 2231 form too where not ASCII."""
    clean = hdr(value, 150).replace("/", "_").replace("\\", "_") or "file"
    ascii_form = clean.encode("ascii", "replace").decode("ascii").replace("?", "_")
    ascii_form = ascii_form.replace('"', "'")
    plain = f'{name}="{ascii_form}"'
    if ascii_form == clean:
        return plain
    return f"{plain};\r\n {name}*=utf-8''{quote(clean, safe='')}"
