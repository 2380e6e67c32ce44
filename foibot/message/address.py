"""Read addresses by one strict grammar (RFC 5322 without its comments, groups and routes).

Two programs that read one From line differently are how a stranger passes for an officer, so
whatever another reader could read differently has no strict reading here at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header

from foibot.message.model import Address

# Longer header values are no address that anybody needs.
_LONGEST_VALUE = 65_536
_LONGEST_NAME = 200

_ATEXT = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+"
_LOCAL = re.compile(rf"{_ATEXT}(?:\.{_ATEXT})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
# Zero-width and bidirectional controls change how a name looks, never what it says.
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ENCODED = re.compile(r"=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]*\?=")
# One that is still there when all that can be read was.
_UNREAD = re.compile(r"=\?[^?\s]{1,40}\?[bBqQ]\?[^\s\"]*")
_LOOSE = re.compile(r"[^\s<>\"(),;:@\[\]\\]{1,64}@[^\s<>\"(),;:@\\]{1,253}")
# A quoted string (to its end, or to the end of all) or a letter that shapes a list.
_LIST_TOKEN = re.compile(r'"(?:[^"\\]|\\.|\\\Z)*(?:"|\Z)|\\.|[(),;]', re.DOTALL)
_BARE_SPECIALS = frozenset('()<>[]:;@\\,"')


def strict_address(header_value: str) -> Address | None:
    """Return the one address in *header_value* when every reader must agree on it, else None."""
    value = _FOLD.sub("", header_value[:_LONGEST_VALUE]).strip(" \t")
    if len(header_value) > _LONGEST_VALUE or _CONTROL.search(value):
        return None
    phrase, angle, rest = _split_angle(value)
    if not angle:
        spec = _addr_spec(value)
        return Address(spec) if spec else None
    if not rest.endswith(">"):
        return None
    spec = _addr_spec(rest[:-1].strip(" \t"))
    name = _phrase(phrase.strip(" \t")) if spec else None
    if spec is None or name is None or not _name_agrees(name, spec):
        return None
    return Address(spec, clean_name(name))


def sender(from_values: Iterable[str]) -> Address | None:
    """Return the strict reading of the From header; None when there is none, or more than one."""
    values = tuple(from_values)
    return strict_address(values[0]) if len(values) == 1 else None


def addresses(header_values: Iterable[str], limit: int = 100) -> tuple[Address, ...]:
    """Return the strict addresses of *header_values*, in order, the first *limit* of them."""
    found: list[Address] = []
    for value in header_values:
        for element in split_list(value):
            if len(found) >= limit:
                return tuple(found)
            address = strict_address(element)
            if address is not None:
                found.append(address)
    return tuple(found)


def shown_address(header_value: str) -> Address | None:
    """Return how a person would read *header_value*: to be shown, never to be trusted."""
    strict = strict_address(header_value)
    if strict is not None:
        return strict
    value = _CONTROL.sub(" ", header_value[:_LONGEST_VALUE])
    # The last angle bracket is where a person looks; without any, the first thing with an "@".
    at = value.rfind("<")
    spec = _LOOSE.search(value, at + 1) if at >= 0 else None
    spec = spec or _LOOSE.search(value)
    if spec is None:
        return None
    local, _, domain = spec.group().rpartition("@")
    domain = (domain if domain.startswith("[") else domain.rstrip("]")).strip(".").lower()
    return Address(f"{local}@{domain}", _shown_name(value, spec.start(), spec.end()))


def split_list(value: str) -> Iterator[str]:
    """Yield the elements of a list of addresses, cut at the commas that separate them."""
    start = depth = 0
    value = value[:_LONGEST_VALUE]
    for token in _LIST_TOKEN.finditer(value):
        letter = token.group()
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in ",;" and not depth:
            if token.start() > start:
                yield value[start : token.start()]
            start = token.end()
    yield value[start:]


def clean_name(name: str) -> str:
    """
    Return *name* on one line without controls and invisible letters, at most 200 long.

    An encoded word (RFC 2047) that nobody can read is no part of it: "" where nothing else is left.
    """
    plain = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _CONTROL.sub(" ", _UNREAD.sub(" ", name))))
    words = " ".join(plain.split())[:_LONGEST_NAME]
    return "" if "\ufffd" in words and not any(map(str.isalnum, words)) else words


def a_label(domain: str) -> str | None:
    """Return *domain* in lower case and in its ASCII form (RFC 5890), or None."""
    if not 0 < len(domain) <= 253:
        return None
    lowered = domain.lower()
    if not lowered.isascii():
        try:
            lowered = lowered.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return None
    labels = lowered.split(".")
    if len(lowered) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return None if labels[-1].isdigit() else lowered


def _split_angle(value: str) -> tuple[str, str, str]:
    """Return what stands before and after the only opening angle bracket outside quotes."""
    if not value.endswith(">"):
        return value, "", ""
    before, angle, after = value.rpartition("<")
    return before, angle, after


def _addr_spec(text: str) -> str | None:
    local, at, domain = text.rpartition("@")
    if not at or len(text) > 254 or len(local) > 64 or "=?" in text:
        return None
    ascii_domain = a_label(domain)
    if ascii_domain is None or not _LOCAL.fullmatch(local):
        return None
    return f"{local}@{ascii_domain}"


def _phrase(text: str) -> str | None:
    """Return the words of a phrase, decoded, or None where it is not a phrase."""
    words: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == '"':
            closed = _closing_quote(text, at + 1)
            if closed is None:
                return None
            words.append(_unescape(text[at + 1 : closed]))
            at = closed + 1
            continue
        end = text.find('"', at)
        end = len(text) if end < 0 else end
        if not _BARE_SPECIALS.isdisjoint(text[at:end]):
            return None
        words.append(text[at:end])
        at = end
    return decoded("".join(words))


def _closing_quote(text: str, at: int) -> int | None:
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == '"':
            return at
        at += 1
    return None


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _name_agrees(name: str, spec: str) -> bool:
    """Return whether no reader could take *name* for the address: T2 of the threats."""
    if "<" in name or ">" in name or _CONTROL.search(name):
        return False
    if "@" not in name:
        return True
    # Outlook repeats the address as its own name, with or without quotes; that misleads nobody.
    return name.strip(" '\"").lower() == spec.lower()


def decoded(text: str) -> str:
    """Return *text* with its encoded words (RFC 2047) read; what cannot be read stays."""
    if "=?" not in text:
        return text
    # White space between two encoded words is not part of the text.
    joined = re.sub(r"(\?=)[ \t]+(?==\?)", r"\1", text)
    return _ENCODED.sub(lambda found: _decoded_word(found.group()), joined)


def _decoded_word(word: str) -> str:
    try:
        data, charset = decode_header(word)[0]
        return data if isinstance(data, str) else bytes(data).decode(charset or "ascii", "replace")
    except (LookupError, ValueError, HeaderParseError):
        return word


def _shown_name(value: str, start: int, end: int) -> str:
    before = value[:start].rpartition("<")[0] or value[:start]
    before = before.removesuffix("mailto:").rstrip(" [")  # "Ann Roe [mailto:ann@example.org]"
    before = before.strip(" \t<\"'")
    after = value[end:].strip(" \t>\"'")
    if not before and after.startswith("("):
        before = after.strip("() ")
    return clean_name(decoded(before))
