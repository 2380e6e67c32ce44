"""
A colleague's reply that reads like an out-of-office: a person wrote it, and may be away as well.

"Extend until 15 December: the qualified person is away" has every word of a note.  Real notes come
with a machine's header, or under a subject of their own; what answers a mail of ours by hand is
read as a reply first.
"""

from __future__ import annotations

import re

from foibot.message.model import Automatic, Message
from foibot.message.wording import fold, is_reply

# Signs that no person makes, as the finding names them; all others are words alone.
MACHINE = frozenset(
    {"auto-submitted", "responder-header", "null-sender", "receipt", "delivery-receipt"}
    | {"receipt-words", "subject"}
)
_POLITE = r"(?:(?:hi|hello|sorry|thanks|thank you|but|and|please note(?: that)?)[\s,.!-]{1,3}){0,3}"
_WRITER = re.compile(
    rf"(?:^|(?<=[.,;!?\n]))\s{{0,3}}{_POLITE}(?:i|i'm|i am|i've|i'll|we|we're|we are|my|currently"
    r"|on (?:annual )?leave|out of (?:the )?office|away)(?!\w)",
    re.IGNORECASE,
)


def written_by_hand(message: Message) -> bool:
    """Return whether only the words of a reply make it look like a machine's."""
    found = message.automatic
    if found is None or found.kind is not Automatic.AUTO_REPLY:
        return False
    return found.rule not in MACHINE and is_reply(fold(message.subject))


def says_away(message: Message) -> bool:
    """Return whether the writer of such a reply says of himself that he is away."""
    return written_by_hand(message) and _WRITER.search(message.reply_text[:600]) is not None


def says_only_that(message: Message) -> bool:
    """Return whether such a reply begins with it: "I am away until Monday" decides nothing else."""
    return says_away(message) and _WRITER.match(message.reply_text[:600].lstrip()) is not None
