"""Messages that a server shows and does not give: asked for again, ever more seldom, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
# Moved or deleted at that very moment, a message is simply not answered for: that is no fault yet.
PATIENCE = 2
NO_ANSWER = "no answer"


@dataclass(slots=True)
class _Doubt:
    tries: int
    again_at: datetime
    why: str

    @property
    def certain(self) -> bool:
        """Return whether it is the server's fault, and not a person's who moved the message."""
        return self.why != NO_ANSWER or self.tries >= PATIENCE

    def is_due(self, now: datetime) -> bool:
        """Return whether to ask again; a clock that was set back puts nothing off."""
        return not self.again_at - LONGEST_WAIT <= now < self.again_at


@dataclass(slots=True)
class Doubts:
    """What one mailbox did not give, by folder, UIDVALIDITY and UID."""

    of_folder: dict[tuple[str, int], dict[int, _Doubt]] = field(default_factory=dict)

    def keep(self, folder: str, validity: int, listed: Iterable[int]) -> None:
        """Forget what *folder* does not list any more."""
        self.of_folder = {
            key: ones
            for key, ones in self.of_folder.items()
            if key[0] != folder or key[1] == validity
        }
        ones = self.of_folder.get((folder, validity))
        if ones:
            there = set(listed)
            for uid in [uid for uid in ones if uid not in there]:
                del ones[uid]

    def due(self, folder: str, validity: int, uids: Sequence[int], now: datetime) -> Sequence[int]:
        """Return which of *uids* to ask for now: those not in doubt first."""
        ones = self.of_folder.get((folder, validity))
        if not ones:
            return uids
        due = [uid for uid in uids if uid not in ones or ones[uid].is_due(now)]
        return sorted(due, key=lambda uid: uid in ones)

    def doubted(self, folder: str, validity: int, uid: int) -> bool:
        """Return whether *uid* was not given before."""
        return uid in self.of_folder.get((folder, validity), {})

    def add(self, folder: str, validity: int, uid: int, now: datetime, why: str) -> None:
        """Note that *uid* was not given; it is asked for again after a while."""
        ones = self.of_folder.setdefault((folder, validity), {})
        tries = ones[uid].tries + 1 if uid in ones else 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(tries - 1, 10))
        # A message that was merely not answered for is asked for again at once.
        again_at = now + wait if why != NO_ANSWER or tries >= PATIENCE else now
        ones[uid] = _Doubt(tries, again_at, why)

    def settle(self, folder: str, validity: int, uid: int) -> None:
        """Note that *uid* was given."""
        self.of_folder.get((folder, validity), {}).pop(uid, None)

    def told(self) -> str:
        """Return what a person must know, or ""."""
        parts = []
        for (folder, _), ones in sorted(self.of_folder.items()):
            bad = [uid for uid, one in sorted(ones.items()) if one.certain]
            if bad:
                uids = ", ".join(map(str, bad[:10])) + (", ..." if len(bad) > 10 else "")
                parts.append(
                    f"{folder}: the server lists messages that it does not give (UID {uids}: "
                    f"{ones[bad[0]].why}); read them in a mail program, and send what is a request "
                    "to this mailbox again as an attachment"
                )
        return "; ".join(parts)
