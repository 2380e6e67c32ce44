"""Mark what OpenPGP puts around a text signed in the clear (RFC 9580 7): nobody wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.draft import Draft
from foibot.message.model import Role

_HEAD = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"
_KEYS = ("hash:", "comment:", "charset:", "notdashescaped:")


def mark_armour(drafts: Sequence[Draft], roles: list[Role]) -> None:
    """Give the lines around a signed text, and the signature below it, the role of a footer.

    Both must be there: a line that somebody mentions is his own.
    """
    bare = [draft.bare.strip() for draft in drafts]
    if _HEAD not in bare or _SIGNATURE not in bare:
        return
    first, last = bare.index(_HEAD), bare.index(_SIGNATURE)
    if first > last:
        return
    below = first + 1
    while below < last and bare[below].lower().startswith(_KEYS):
        below += 1
    end = bare.index(_END, last) + 1 if _END in bare[last:] else len(bare)
    for at in (*range(first, below), *range(last, end)):
        if roles[at] is Role.NEW:
            roles[at] = Role.FOOTER
