"""Killed at any step of approving and sending: the letter goes once, as approved (P6, P7, T30)."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

from foibot.case.events import Approved, DraftMade, Event, ResponseQueued, ResponseSent
from foibot.case.lifecycle import replay
from foibot.case.model import Status
from foibot.store.outbox import OutboxRow, State
from foibot.store.unit_of_work import reading
from tests.crash.faults import Fault
from tests.crash.letters import Bases, Kind, Waiting, opened
from tests.crash.trial import LEAD, Expected, Verdict, words_of
from tests.crash.world import RECONCILE, SQLITE, Trial, World
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp_peer import Accepted

REQUESTER = "jo1@example.org"
STARTS = 8
FEW = 5
# More mails than connections: a kill finds some of them gone, some going, and some not begun.
MANY = Kind("a letter in eight mails", by_command=True, files=(150,) * 8, mails=8)
KINDS = (
    Kind("a letter approved by mail"),
    Kind("a letter approved by command", by_command=True),
    Kind("a letter in three mails", files=(150, 150, 150), mails=3),
    Kind("a letter in two mails, by command", by_command=True, files=(150, 150), mails=2),
    Kind("a letter that two people approve", files=(20,), rows=120),
)


@dataclass
class Sending:
    """One trial: what stands in the database and on the wire after each start."""

    base: Waiting
    trial: Trial

    def run(self, **fate: object) -> int:
        """Start once; who approves by command gives it again as long as nothing says it is done."""
        once = "once"
        if self.base.kind.by_command and not any(isinstance(e.fact, Approved) for e in self.told()):
            once = f"case approve {self.base.reference} --by {LEAD}; once"
        return self.trial.run(verb=once, **fate)

    def told(self) -> tuple[Event, ...]:
        """Return the history of the case."""
        return self._read()[0]

    def _read(self) -> tuple[tuple[Event, ...], list[OutboxRow]]:
        store = opened(self.trial.config)
        desk = store.config.desks[0]
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            loaded = uow.cases.load(self.base.reference)
            rows = [row for row in uow.outbox.of_case(self.base.reference) if row.approved]
        store.engine.dispose()
        assert loaded is not None
        return tuple(loaded[1]), rows

    def letters(self) -> list[Accepted]:
        """Return every mail of the letter that the server accepted."""
        kinds = {"response", "response-files"}
        accepted = self.trial.peer.accepted
        return [one for one in accepted if _kind(one) in kinds]

    def end(self) -> Verdict:
        """Start again and again until the letter is sent; return what is wrong then."""
        asked: list[str] = []
        for _ in range(STARTS):
            time.sleep(RECONCILE)
            ended = self.run()
            assert ended in {0, 1}, f"ended with {ended}"
            asked += self._people_decide()
            if ended == 0 and not self.wrong():
                break
        verdict = self.trial.judged()
        verdict.lost += [*asked, *self.wrong()]
        return verdict

    def _people_decide(self) -> list[str]:
        """
        Release what waits for a person: with enclosures, nothing goes twice by itself.

        Return what was wrong about the waiting: it had gone, or never began to, or nobody was told.
        """
        wrong = []
        gone = {message_from_bytes(one.content)["Message-ID"] for one in self.letters()}
        for row in self._read()[1]:
            if row.state == State.HELD:
                wrong += ["held although it had gone"] if row.message_id in gone else []
                never = row.message_id not in self.trial.peer.begun
                wrong += ["held although it had not begun to go"] if never else []
                wrong += [] if self._alerted() else ["held, and nobody was told"]
                self.trial.run(verb=f"held release {row.key}; once")
        return wrong

    def _alerted(self) -> bool:
        self.run()
        mails = [message_from_bytes(one.content) for one in self.trial.peer.accepted]
        alerts = [mail for mail in mails if mail["X-Foibot-Kind"] == "alert"]
        return any("nothing shows whether it was taken" in words_of(mail) for mail in alerts)

    def wrong(self) -> list[str]:
        """Return what is wrong with the letter, with the case, and with what it says of both."""
        history, rows = self._read()
        found = self._on_the_wire()
        status = replay(self.base.reference, "", history).status
        found += [] if status is Status.ANSWERED else [f"the case is {status.value}"]
        found += [f"{row.key} is {row.state}" for row in rows if row.state != State.SENT]
        if sorted(row.sha256 for row in rows) != sorted(self.base.shown):
            found.append("what was queued is not what was shown")
        return found + self._recorded(history)

    def _on_the_wire(self) -> list[str]:
        letters = self.letters()
        found = [
            f"it went to {one.recipients}" for one in letters if one.recipients != (REQUESTER,)
        ]
        went = Counter(_as_shown(one.content, self.base.shown) for one in letters)
        if went != Counter(self.base.shown):
            found.append(f"{len(letters)} mails went, of {len(self.base.shown)} as approved")
        return found

    def _recorded(self, history: tuple[Event, ...]) -> list[str]:
        approvals = len(self.base.approvals)
        wanted = {
            DraftMade: 1,
            Approved: approvals,
            ResponseQueued: 1,
            ResponseSent: 1,
        }
        many = {kind: sum(isinstance(e.fact, kind) for e in history) for kind in wanted}
        return [
            f"{many[kind]} times {kind.__name__}" for kind in wanted if many[kind] != wanted[kind]
        ]


def _kind(one: Accepted) -> str:
    return str(message_from_bytes(one.content)["X-Foibot-Kind"])


def _as_shown(content: bytes, shown: tuple[str, ...]) -> str:
    """Return the hash of what came over the wire, line ends as they were when it was shown."""
    both = [_hash(content), _hash(content.replace(b"\r\n", b"\n"))]
    return next((one for one in both if one in shown), both[0])


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


Copied = Callable[[Waiting], str]


@dataclass(frozen=True)
class Place:
    """Where the desk keeps its database: how a new one is had, and a copy of one."""

    name: str
    new: Callable[[], str]
    copy: Copied


def begun(bases: Bases, kind: Kind, place: Place, world: World, home: Path) -> Sending:
    """Return a trial whose letter waits for its approval."""
    base = bases.of(world, kind, place.name, place.new)
    trial = base.copied(home, place.copy(base))
    trial.expected = Expected(())
    return Sending(base, trial)


def undisturbed(bases: Bases, kind: Kind, place: Place, world: World, home: Path) -> Sending:
    """Return the trial in which nothing befalls it, counted."""
    one = begun(bases, kind, place, world, home)
    harm = {"at": 0, "kind": "nothing"}
    assert one.run(harm=harm) == 0
    base = one.base
    base.steps = len(one.trial.trail.read_text().splitlines())
    base.calls = len(Path(f"{one.trial.trail}.calls").read_text().splitlines())
    assert one.end() == Verdict()
    return one


def at_step(bases: Bases, kind: Kind, place: Place, *, calls: bool) -> Fault:
    """Return the fault: kill -9 at each step, of the wire and database or of the system."""

    def steps(world: World, home: Path) -> int:
        base = undisturbed(bases, kind, place, world, home).base
        return base.calls if calls else base.steps

    def trial(world: World, home: Path, number: int) -> Verdict:
        one = begun(bases, kind, place, world, home)
        fate = {"harm": {"at": number, "kind": "kill"}} if calls else {"kill_at": number}
        ended = one.run(**fate)
        # Some steps more or fewer are taken each time: the last ones may not come.
        total = one.base.calls if calls else one.base.steps
        last = total - max(FEW, total // 50)
        assert ended == -9 or number > last > 0, f"it was not killed at step {number}: {ended}"
        return one.end()

    where = "write, sync, rename, unlink" if calls else "wire and database event"
    name = f"{kind.name}: kill -9 at every {where}, {place.name}"
    # The many writes of large files are alike: every third of them stands for all.
    return Fault(name, trial, trials=0, steps=steps, stride=3 if calls and kind.files else 1)


def between_mails(bases: Bases, place: Place) -> Fault:
    """Return the fault: kill -9 while a batch of mails with enclosures goes."""

    def sending(world: World, home: Path) -> range:
        """Return the steps from the first mail at the server's door to the last one."""
        base = bases.of(world, MANY, place.name, place.new)
        if not base.sending:
            one = undisturbed(bases, MANY, place, world, home)
            steps = one.trial.trail.read_text().splitlines()
            at = [number for number, name in enumerate(steps, 1) if name.startswith("smtp")]
            base.sending = range(at[0], at[-1])
        return base.sending

    def trial(world: World, home: Path, number: int) -> Verdict:
        steps = sending(world, home.with_name(f"{home.name}-whole"))
        one = begun(bases, MANY, place, world, home)
        ended = one.run(kill_at=steps[number % len(steps)])
        assert ended == -9 or number > len(steps) - FEW, f"it was not killed: {ended}"
        return one.end()

    name = f"kill -9 between mails of a batch with enclosures, {place.name}"
    return Fault(name, trial, steps=lambda world, home: len(sending(world, home)))


def faults(server: PostgreSQL | None) -> list[Fault]:
    """Return them all; those of PostgreSQL where there is one."""
    bases = Bases()
    places = [Place("SQLite", lambda: SQLITE, lambda _base: SQLITE)]
    if server is not None:
        places.append(
            Place(
                "PostgreSQL",
                server.new_database,
                lambda base: server.new_database(base.database),
            )
        )
    found = [at_step(bases, kind, place, calls=False) for place in places for kind in KINDS]
    found += [between_mails(bases, place) for place in places]
    return [*found, *(at_step(bases, kind, places[0], calls=True) for kind in KINDS)]
