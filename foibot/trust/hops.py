"""Received lines read from the top: which of them our own servers wrote, and where mail came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

_BY = re.compile(r"\bby[ \t]{1,4}([A-Za-z0-9._:-]{1,255})")
_FROM = re.compile(r"from[ \t]{1,4}([^ \t();]{1,255})")
_IP = re.compile(r"[(\[](?:IPv6:)?([0-9A-Fa-f.:]{3,45})(?:%[0-9]{1,6})?[)\]]")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Hop:
    """One Received line: the name the sender gave itself, where it came from, who wrote it."""

    index: int
    said: str
    addresses: tuple[str, ...]
    by: str
    local: bool  # no "from" at all: handed over inside one machine


def hops(headers: Sequence[tuple[str, str]]) -> tuple[Hop, ...]:
    """Return the hops, the topmost (latest) first; *index* is the place among all fields."""
    return tuple(
        _hop(index, value[:_LONGEST])
        for index, (name, value) in enumerate(headers)
        if name.strip().lower() == "received"
    )


def _hop(index: int, value: str) -> Hop:
    text = value.strip()
    start = _FROM.match(text)
    by = _BY.search(text)
    # Only what stands before "by" speaks of where the mail came from.
    sender = text[: by.start()] if by else text
    return Hop(
        index,
        start[1].lower().rstrip(".") if start else "",
        tuple(_IP.findall(sender)),
        by[1].lower().rstrip(".") if by else "",
        start is None,
    )


def within(host: str, names: Sequence[str]) -> bool:
    """Return whether *host* is one of *names* or lies below one of them."""
    return any(host == name or host.endswith("." + name) for name in names)


def from_networks(hop: Hop, networks: Sequence[str]) -> bool:
    """Return whether every address the server saw lies in *networks*; the name never counts."""
    if not hop.addresses:
        return False
    return all(_inside(address, networks) for address in hop.addresses)


def _inside(address: str, networks: Sequence[str]) -> bool:
    try:
        number = ip_address(address)
    except ValueError:
        return False
    return any(number in ip_network(network) for network in networks)
