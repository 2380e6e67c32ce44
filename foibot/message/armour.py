"""Mark what OpenPGP writes (RFC 9580 6.2, 7): around a signed text, an encrypted one, a key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foibot.message.draft import Draft
from foibot.message.model import Role

_HEAD = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"
_BLOCKS = tuple(
    (f"-----BEGIN PGP {what}-----", f"-----END PGP {what}-----")
    for what in ("MESSAGE", "PUBLIC KEY BLOCK")
)
_SEALED = re.compile(rb"^-----BEGIN PGP MESSAGE-----[ \t]*\r?$", re.M)
_KEYS = ("hash:", "comment:", "charset:", "notdashescaped:")


def mark_armour(drafts: Sequence[Draft], roles: list[Role]) -> None:
    """Give the lines around a signed text, and all of a sealed one, the role of a footer.

    Beginning and end must be there: a line that somebody mentions is his own.
    """
    bare = [draft.bare.strip() for draft in drafts]
    for begins, ends in _BLOCKS:
        if begins in bare and ends in bare[bare.index(begins) :]:
            first = bare.index(begins)
            _mark(range(first, bare.index(ends, first) + 1), roles)
    if _HEAD not in bare or _SIGNATURE not in bare:
        return
    first, last = bare.index(_HEAD), bare.index(_SIGNATURE)
    if first > last:
        return
    below = first + 1
    while below < last and bare[below].lower().startswith(_KEYS):
        below += 1
    end = bare.index(_END, last) + 1 if _END in bare[last:] else len(bare)
    _mark((*range(first, below), *range(last, end)), roles)


def holds_sealed(text: bytes) -> bool:
    """Return whether an encrypted message stands in plain *text*, on lines of its own."""
    begun = _SEALED.search(text) if b"-----BEGIN PGP MESSAGE" in text else None
    return begun is not None and b"-----END PGP MESSAGE-----" in text[begun.end() :]


def _mark(places: Iterable[int], roles: list[Role]) -> None:
    for at in places:
        if roles[at] is Role.NEW:
            roles[at] = Role.FOOTER
