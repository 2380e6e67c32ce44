"""Turn bytes into text: utf-8 where it fits, then the declared charset, then cp1252 (UK mail)."""

from __future__ import annotations

import codecs
import re

from foibot.message.undeclared import undeclared

# Escape sequences of these are plain ASCII bytes, so that utf-8 would seem to fit.
_STATEFUL = frozenset({"iso-2022-jp", "iso-2022-kr", "iso-2022-cn", "hz-gb-2312", "utf-7", "hz"})
_WIDE = frozenset({"utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "ucs-2"})
# What senders call one charset and mean another, wider one.
_MEANT = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "iso-2022-jp": "iso2022_jp_ext",
}
# What programs declare that do not know; a text in other letters is told by those.
_UNTOLD = frozenset(
    {"", "us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "8bit",
     "unknown-8bit", "x-unknown", "x-user-defined", "default", "iso-8859-15"}
)  # fmt: skip
_NAME = re.compile(r"[a-z0-9][a-z0-9._:-]{0,39}")
# Letters that utf-8 shows when it is read as cp1252: Â and Ã, or â before a sign of cp1252.
_MOJIBAKE = re.compile(r"[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚„†]")
_SEQUENCE = re.compile(
    r"Â[\xa0-\xbf]|Ã[\xa0-\xbc€ƒ„…†‡ˆ‰‘’“”•–—˜™š›œžŸ]|â[€‚„†][\x80-\xbf‘’“”œž¢™˜\x9d]"
)
_ESCAPE = re.compile(rb"(\x1b(?:\([A-Z]|\$[@A-Z]|\$\([A-Z]))")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of *data*; never raises, and never loses a byte without a mark."""
    # "+" and "~{" begin other letters in charsets that must be named.
    plain = not declared or (b"+" not in data and b"~{" not in data)
    if plain and data.isascii() and b"\x1b" not in data:
        return _ascii(data, declared)
    name = _name(declared)
    if name in _UNTOLD and (b"\x1b$" in data or _strict(data, "utf-8") is None):
        name = undeclared(data) or name
    for charset in _order(data, name):
        text = _strict(data, charset)
        if text is not None:
            return text
    mixed = _mostly_utf8(data, name)
    if mixed is not None:
        return mixed
    # The five bytes that cp1252 does not have stay what they are in latin-1.
    return data.decode("cp1252", "foibot-latin1")


def repaired(text: str) -> str:
    """Return *text* with the lines read back that were utf-8 taken for cp1252."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    return "\n".join(_repaired_line(line) for line in text.split("\n"))


def _ascii(data: bytes, declared: str) -> str:
    if b"\0" not in data:
        return data.decode("ascii")
    name = _name(declared)
    wide = _strict(data, name) if name in _WIDE and b"\0" in data else None
    return wide if wide is not None else data.decode("ascii")


def _name(declared: str) -> str:
    """Return the charset that *declared* names, in one spelling; "" when it names none."""
    name = declared.strip(" \t\r\n\"'").lower().partition("*")[0].replace("_", "-")
    if name.startswith(("charset=", "x-unknown")):
        name = name.removeprefix("charset=")
    if name.startswith("ks-c"):
        name = name.replace("-", "_", 2)
    return name if _NAME.fullmatch(name) else ""


def _order(data: bytes, name: str) -> list[str]:
    meant = _MEANT.get(name, _MEANT.get(name.replace("-", "_"), name))
    if name == "utf-8":
        meant = ""
    order = [charset for mark, charset in _BOMS if data.startswith(mark)][:1]
    if name in _STATEFUL or name in _WIDE:
        return [*order, meant, name, "utf-8"]
    return [*order, "utf-8", meant, name]


def _mostly_utf8(data: bytes, name: str) -> str | None:
    """Return *data* as utf-8 with marks for its faults, when it is that and not cp1252."""
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    letters = sum(letter > "\x7f" for letter in text[:100_000]) - faults
    cut = name == "utf-8" and faults == 1 and text.endswith("\ufffd") and data[-1] >= 0xC2
    return text if cut or letters > 3 * faults or (name == "utf-8" and letters > faults) else None


def _japanese(data: bytes) -> str | None:
    """Return ISO-2022-JP with the rows that Windows adds to it (a circled one, Roman numbers)."""
    out: list[str] = []
    wide = False
    for piece in _ESCAPE.split(data):
        if _ESCAPE.fullmatch(piece):
            wide = piece[1:2] == b"$"
        elif wide:
            high = bytes(byte | 0x80 for byte in piece)
            out.append(high.decode("euc_jis_2004", "replace"))
        else:
            out.append(piece.decode("ascii", "replace"))
    return "".join(out)


def _strict(data: bytes, charset: str) -> str | None:
    if not charset:
        return None
    if charset == "iso-2022-jp":
        return _japanese(data)
    try:
        text = data.decode(charset)
    except (LookupError, ValueError):
        # LookupError also stands for codecs that give no text (base64, rot13).
        return None
    return text.removeprefix("\ufeff")


def _latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("foibot-latin1", _latin1)


def _repaired_line(line: str) -> str:
    if not _MOJIBAKE.search(line):
        return line
    whole = _read_back(line)
    # Beside letters that are right, only what is surely wrong is read back.
    return _SEQUENCE.sub(lambda found: _read_back(found[0]), line) if whole == line else whole


def _read_back(text: str) -> str:
    try:
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except ValueError:
        return text


def _byte(letter: str) -> bytes:
    if ord(letter) < 0x100:
        return bytes((ord(letter),))
    return letter.encode("cp1252")
