"""A letter whose files are too large for one mail: which file goes in which of its mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from foibot.letter.blocks import Block, Blocks, Listing, ListItem, paragraph, words
from foibot.letter.dates import listed
from foibot.letter.requester import ToRequester
from foibot.letter.templates import Context

# What stands around a file in a mail: its headers, and the line that parts it from the next.
AROUND = 600


@dataclass(frozen=True, slots=True)
class ResponseFiles(ToRequester):
    """Brings the files of a letter that did not fit into its first e-mail."""

    template: ClassVar[str] = "requester-response-files"
    kind: ClassVar[str] = "response-files"

    reference: str
    part: int
    of: int
    files: Blocks


@dataclass(frozen=True, slots=True)
class DraftFiles(Context):
    """Shows an approver the files of a draft that did not fit into the mail with the draft."""

    template: ClassVar[str] = "governance-draft-files"
    kind: ClassVar[str] = "draft-files"

    reference: str
    part: int
    of: int
    files: Blocks
    token: str


def in_mail(size: int) -> int:
    """Return how many bytes a file of *size* takes in a mail (base64, RFC 2045)."""
    signs = -(-size // 3) * 4
    return signs + 2 * (-(-signs // 76)) + AROUND


def parcels(sizes: Sequence[int], first: int, others: int) -> tuple[tuple[int, ...], ...]:
    """
    Return, for each mail, the places of the files that it holds, in their order.

    *first* is the room that the letter itself leaves in its mail, *others* that of the further
    mails.  A file that fits into none has a mail of its own.
    """
    mails: list[list[int]] = [[]]
    room = first
    for at, size in enumerate(map(in_mail, sizes)):
        if size > room and (mails[-1] or len(mails) == 1):
            mails.append([])
            room = others
        mails[-1].append(at)
        room -= size
    return tuple(map(tuple, mails))


def told(names: Sequence[Sequence[str]]) -> Blocks:
    """Return what the first e-mail says of all of them: which file comes in which."""
    many = len(names)
    lines: list[Block] = [
        paragraph(
            f"The files are too large for one e-mail, so our response comes in {many} e-mails. "
            f"This is e-mail 1 of {many}."
        )
    ]
    items = tuple(
        ListItem(words(f"E-mail {at} of {many}: {listed(each) or 'this letter'}"))
        for at, each in enumerate(names, 1)
    )
    return (*lines, Listing(items))


def files_listed(names: Sequence[str]) -> Blocks:
    """Return the files of one e-mail as a list."""
    return (Listing(tuple(ListItem(words(name)) for name in names)),)
