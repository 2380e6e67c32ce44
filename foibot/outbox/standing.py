"""How we stand with the mail server: refusals in doubt, and whether it takes no mail of ours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from foibot.outbox.protocol import Refused
from foibot.outbox.refusal import Doubt, Doubts, Verdict
from foibot.outbox.retry import next_when_barred
from foibot.store.outbox import State
from foibot.store.state import BARRED, DOUBTED_REFUSALS
from foibot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Bar:
    """Since when, and with which words, the server takes no mail from our account."""

    since: str
    until: str  # when it is asked again, with one mail
    tried: int
    reply: str

    def words(self) -> str:
        """Return it as people are told."""
        return (
            f'the mail server refuses all our mail ("{self.reply}"): the account that sends is '
            "barred or over its limit. Mail waits and is tried again; at once after: foibot resume"
        )


def why_barred(stored: str | None) -> str:
    """Return what is told of the fact BARRED, or "" where it does not hold."""
    return Bar(**json.loads(stored)).words() if stored else ""


class Standing:
    """What is known of one authority during one pass; kept with what it follows from."""

    def __init__(self, uow: UnitOfWork, first_seconds: float) -> None:
        self._first = first_seconds
        self._stored = stored = uow.state.own(BARRED), uow.state.own(DOUBTED_REFUSALS)
        self.bar = Bar(**json.loads(stored[0])) if stored[0] else None
        self.doubts = Doubts.read(stored[1])
        self.barred_now = False  # in this pass: nothing more is handed over
        for key in list(self.doubts.by_key):
            row = uow.outbox.get(key)
            if row is None or row.state not in {State.QUEUED, State.SENDING}:
                self.doubts.drop(key)

    def rests(self, now: datetime) -> bool:
        """Return whether the server is left alone; a clock that was set back prolongs nothing."""
        if self.bar is None:
            return False
        until = datetime.fromisoformat(self.bar.until)
        return until - self._wait(self.bar.tried) <= now < until

    def refused(self, key: str, recipient: str, refused: Refused, batch: str) -> Verdict:
        """Return what a refusal means; while we are barred it tells nothing of the mail."""
        if refused.us is not None:
            self.doubts.drop(key)
            return Verdict.BARRED if refused.us else Verdict.FOR_GOOD
        verdict = self.doubts.refused(key, recipient, refused.reply, batch)
        barred = self.bar is not None and verdict is Verdict.WAIT
        return Verdict.BARRED if barred else verdict

    def is_barred(self, reply: str, now: datetime) -> list[Doubt]:
        """Note that no mail of ours is taken; return the doubts that are over with it."""
        if self.barred_now:
            return []
        tried = self.bar.tried + 1 if self.bar else 0
        since = self.bar.since if self.bar else now.isoformat()
        until = (now + self._wait(tried)).isoformat()
        self.bar, self.barred_now = Bar(since, until, tried, reply[:300]), True
        over = list(self.doubts.by_key.values())
        self.doubts = Doubts()
        return over

    def _wait(self, tried: int) -> timedelta:
        return timedelta(seconds=next_when_barred(tried, self._first))

    def trouble(self) -> str:
        """Return what must not be silent, or ""."""
        if self.bar is not None:
            return self.bar.words()
        doubted = self.doubts.open()
        return f"the mail server refuses mail: {doubted[0].reply}" if doubted else ""

    def keep(self, uow: UnitOfWork) -> None:
        """Write down what has changed."""
        bar = json.dumps(asdict(self.bar)) if self.bar else None
        now = bar, self.doubts.text()
        for name, before, after in zip((BARRED, DOUBTED_REFUSALS), self._stored, now, strict=True):
            if before != after:
                uow.state.set_own(name, after)
        self._stored = now
