"""Who wrote a message: the one strictly read address, equal to the roster's or not (fact C, T2)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.address import sender


def author(headers: Sequence[tuple[str, str]]) -> str | None:
    """Return the strictly read author in lower case; None without exactly one plain From."""
    read = sender([value for name, value in headers if name.strip().lower() == "from"])
    return read.addr.lower() if read is not None and read.addr.isascii() else None
