"""Refused for good (5xx): this mail, or all of ours because our account is barred (P8)?"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, auto

# The class 5 status of RFC 3463 behind the reply code, without its class.
STATUS = re.compile(r"5\d\d[ -]5\.(\d{1,3}\.\d{1,3})(?!\d)")
# RFC 3463 3.2 and 3.3, RFC 7505: the address or the mailbox it names; and the size of this mail.
OF_THE_MAIL = frozenset({"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.10", "3.4"})
OF_THE_MAILBOX = "2."
# RFC 3463 3.2 and 3.5: the sender's address, a congested server (so Google tells a daily limit);
# RFC 5248 and RFC 4954: the account that sends, its login.
OF_THE_SENDER = frozenset({"1.7", "1.8", "4.5", "7.8", "7.9", "7.13"})
# Exchange Online: over a daily limit, not allowed to send as this sender, banned, tenant barred.
OF_THE_SENDER |= {"1.90", "7.57", "7.60", "7.232", "7.233", "7.501", "7.502", "7.503", "7.511"}
OF_THE_SENDER |= {"7.705", "7.708", "7.750"}
# So many addressees refused alike with none accepted between, or two of them twice, are all.
ENOUGH, TWICE = 3, 2


class Verdict(Enum):
    """What a refusal means."""

    FOR_GOOD = auto()  # of this mail: a person is told
    WAIT = auto()  # not known yet: the mail stays queued
    BARRED = auto()  # of us: every mail stays queued


def is_of_us(reply: str) -> bool | None:
    """Return whether a refusal is of us or of this mail alone; None when it may be either."""
    found = STATUS.match(reply)
    if found is None:
        return None
    if found[1] in OF_THE_SENDER:
        return True
    own = found[1] in OF_THE_MAIL or found[1].startswith(OF_THE_MAILBOX)
    return False if own else None


def mark_of(reply: str) -> str:
    """Return what makes refusals alike: the code and the status, not the words."""
    found = STATUS.match(reply)
    return found[0] if found else reply[:3]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mail that was refused, which may be its own fault or ours."""

    key: str
    recipient: str
    reply: str
    batch: str  # in which it was refused first
    tries: int = 1
    in_a_row: bool = True  # nothing was accepted since it was last refused
    passed: bool = False  # a mail that was surely handed over after it was accepted
    told: bool = False


@dataclass(slots=True)
class Doubts:
    """The refusals of one authority whose meaning is not known yet, by the keys of the mails."""

    by_key: dict[str, Doubt] = field(default_factory=dict)

    @classmethod
    def read(cls, stored: str | None) -> Doubts:
        """Return what was kept as text."""
        found = (Doubt(**one) for one in json.loads(stored or "[]"))
        return cls({one.key: one for one in found})

    def text(self) -> str | None:
        """Return them as text to keep, or None when there are none."""
        return json.dumps([asdict(one) for one in self.by_key.values()]) if self.by_key else None

    def refused(self, key: str, recipient: str, reply: str, batch: str) -> Verdict:
        """
        Return what the refusal of a mail means whose status does not say it.

        Others do: one that was accepted after the first refusal of this mail shows that it is this
        mail's; several refused alike in a row, that it is ours.
        """
        known = self.by_key.pop(key, None)
        if known is not None and known.passed:
            return Verdict.FOR_GOOD
        again = known or Doubt(key, recipient, reply, batch, tries=0)
        doubt = replace(again, tries=again.tries + 1, in_a_row=True)
        self.by_key[key] = doubt
        return Verdict.BARRED if self._are_all(mark_of(reply)) else Verdict.WAIT

    def _are_all(self, mark: str) -> bool:
        alike = [one for one in self.by_key.values() if one.in_a_row and mark_of(one.reply) == mark]
        twice = {one.recipient for one in alike if one.tries >= TWICE}
        return len({one.recipient for one in alike}) >= ENOUGH or len(twice) >= TWICE

    def accepted(self, key: str, batch: str) -> None:
        """
        Note that the server took a mail.

        Mails of one batch go side by side: it tells nothing of one refused in the same batch.
        """
        self.by_key.pop(key, None)
        for one in list(self.by_key.values()):
            passed = one.passed or one.batch != batch
            self.by_key[one.key] = replace(one, in_a_row=False, passed=passed)

    def decided(self) -> list[Doubt]:
        """Return those that were refused twice while others passed: they are refused for good."""
        return [one for one in self.by_key.values() if one.tries >= TWICE and one.passed]

    def open(self) -> list[Doubt]:
        """Return those that were refused twice and with which nothing can be compared yet."""
        return [one for one in self.by_key.values() if one.tries >= TWICE and not one.passed]

    def tell(self, key: str) -> None:
        """Note that a person was told of it."""
        self.by_key[key] = replace(self.by_key[key], told=True)

    def drop(self, key: str) -> None:
        """Forget a mail that is decided."""
        self.by_key.pop(key, None)
