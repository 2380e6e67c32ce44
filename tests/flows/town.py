"""A council in virtual time: what people write goes in, what the desk sends comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from foibot.case.events import Event
from foibot.case.lifecycle import replay
from foibot.case.model import Case
from foibot.config.shipped import shipped
from foibot.demo.cast import answers, asked, code
from foibot.demo.world import CONFIG, Sent, World, morning_after
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.telling import tell
from foibot.loading import load_office
from foibot.store.cases import CaseRow
from foibot.store.unit_of_work import reading, unit_of_work
from tests.flows.post import Writing, made
from tests.flows.wire import Wire, WiredWorld

LONDON = ZoneInfo("Europe/London")
GOVERNANCE = "governance@council.example"
APPROVER = "approver@council.example"
REVIEWER = "reviewer@council.example"
KEY = "ab" * 32
ANN = "Ann Example <ann@example.org>"
OPEN: list[World] = []


def at(said: str) -> datetime:
    """Return a moment in London as a clerk writes it: "Mon 2 Nov 2026 09:00"."""
    moment = datetime.strptime(said, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON)
    assert f"{moment:%a}" == said[:3], said
    return moment


@dataclass(slots=True)
class Town:
    """The desk, and every mail that it sent so far."""

    world: World
    sent: list[Sent] = field(default_factory=list)
    letters: int = 0

    @classmethod
    def make(
        cls,
        folder: Path,
        start: str = "Mon 2 Nov 2026 09:00",
        config: str = CONFIG,
        wire: Wire | None = None,
    ) -> Town:
        """Return a town whose desk is fresh; with a *wire* its mail takes real servers."""
        folder.mkdir(parents=True, exist_ok=True)
        # A known key makes every mail of a journey the same in each run.
        key = folder / "key"
        key.touch(mode=0o600)
        key.write_text(KEY + "\n", encoding="ascii")
        if wire is not None:
            world: World = WiredWorld.over(wire, folder, at(start))
        else:
            world = World.make(folder, at(start), config)
        OPEN.append(world)
        return cls(world)

    @classmethod
    def asked(cls, folder: Path, text: str, until: str = "") -> Town:
        """Return a fresh town to which Ann wrote *text*: just then, or later, *until* that time."""
        town = cls.make(folder)
        town.tick()
        town.write(ANN, text)
        if until:
            town.until(until)
        return town

    @property
    def now(self) -> datetime:
        """Return the moment that it is in the town."""
        return self.world.at

    def tick(self) -> list[Sent]:
        """Do what is due; return what went out."""
        new = self.world.tick()
        self.sent += new
        return new

    def receive(self, raw: bytes, folder: str = "") -> list[Sent]:
        """Let a message arrive now; return what the desk sends at once."""
        self.letters += 1
        name = f"{folder}/{self.letters:05}" if folder else f"{self.letters:05}"
        if folder:
            (self.world.folder / "mailbox" / folder).mkdir(exist_ok=True)
        self.world.arrive(name, raw)
        return self.tick()

    # Any: the fields of a Writing.
    def write(self, sender: str, text: str, **fields: Any) -> list[Sent]:
        """Let *sender* write a fresh mail, or a reply when *answers* is given."""
        folder = fields.pop("folder", "")
        return self.receive(made(Writing(sender, text, self.now, **fields)), folder)

    def reply(self, to: Sent, text: str, **fields: Any) -> list[Sent]:
        """Let the addressee of a mail of ours answer it."""
        sender = fields.pop("sender", to.to)
        return self.write(sender, text, answers=to, **fields)

    def answer(self, to: Sent, **given: str) -> list[Sent]:
        """Let an officer answer between the lines: *given* has answers as Q1="..."."""
        numbers = {int(name[1:]): text for name, text in given.items()}
        wanted = {key: numbers[key[1]] for key in asked(to) if key[1] in numbers}
        assert wanted, f"none of {given} is asked in {to.text}"
        return self.reply(to, answers(to, wanted))

    def approve(self, draft: Sent | None = None) -> list[Sent]:
        """Let the approver approve the newest draft by its code."""
        draft = draft or self.last("draft")
        assert code(draft), draft.text
        return self.reply(draft, code(draft))

    def later(self, **span: float) -> None:
        """Let time pass without anything happening."""
        self.world.at += timedelta(**span)

    def until(self, said: str) -> list[Sent]:
        """Go on, morning by morning, to a moment; return what went out on the way."""
        end = at(said)
        out: list[Sent] = []
        while self.world.at < end:
            self.world.at = min(morning_after(self.world.at), end)
            out += self.tick()
        return out

    def all(self, kind: str, to: str = "") -> list[Sent]:
        """Return every mail of a kind (to somebody) so far."""
        return [one for one in self.sent if one.kind == kind and (not to or one.to == to)]

    def last(self, kind: str, to: str = "") -> Sent:
        """Return the newest mail of a kind."""
        found = self.all(kind, to)
        kinds = [(one.kind, one.to) for one in self.sent]
        assert found, f"no {kind} to {to or 'anybody'} among {kinds}"
        return found[-1]

    def alerts(self, words: str = "") -> list[Sent]:
        """Return the alerts that hold some words."""
        return [one for one in self.all("alert") if words in one.text or words in subject(one)]

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the desk as a command does, at the town's time; what was done is kept."""
        store = self.world.store
        config = store.config.desks[0]
        office = load_office(config, store.config.directory, store.key)
        with unit_of_work(store.engine, config.key, self._files) as uow:
            desk = Desk(uow, office, self.now)
            yield desk
            tell(desk)
            uow.commit()

    def decide(self, reference: str, do: Callable[[CaseFile, Decider, Desk], object]) -> list[Sent]:
        """Let a person decide something about a case; return what went out."""
        with self.desk() as desk:
            file = desk.files.load(reference)
            assert file is not None, reference
            do(file, Decider("lead@council.example"), desk)
        return self.tick()

    def case(self, reference: str) -> Case:
        """Return a case as it stands."""
        desk = self.world.store.config.desks[0]
        with reading(self.world.store.engine, desk.key, self._files) as uow:
            found = uow.cases.load(reference)
            assert found is not None, reference
            return replay(reference, desk.key, found[1])

    def history(self, reference: str) -> tuple[Event, ...]:
        """Return the events of a case."""
        desk = self.world.store.config.desks[0]
        with reading(self.world.store.engine, desk.key, self._files) as uow:
            found = uow.cases.load(reference)
            assert found is not None, reference
            return tuple(found[1])

    def row(self, reference: str) -> CaseRow:
        """Return the row of a case, with its due date."""
        desk = self.world.store.config.desks[0]
        with reading(self.world.store.engine, desk.key, self._files) as uow:
            found = uow.cases.get(reference)
            assert found is not None, reference
            return found

    def cases(self) -> list[CaseRow]:
        """Return the rows of all cases."""
        desk = self.world.store.config.desks[0]
        with reading(self.world.store.engine, desk.key, self._files) as uow:
            return uow.cases.all(limit=1_000_000)

    @property
    def _files(self) -> Path:
        return self.world.store.config.store.files

    def rules(self, name: str, change: tuple[str, str]) -> None:
        """Let an officer edit a rule file: the first words become the second."""
        own = self.world.folder / "rules" / name
        own.parent.mkdir(exist_ok=True)
        source = own if own.exists() else shipped("rules") / name
        text = source.read_text(encoding="utf-8")
        assert change[0] in text, change
        own.write_text(text.replace(*change), encoding="utf-8")


def subject(sent: Sent) -> str:
    """Return the subject, unfolded."""
    return " ".join(str(sent.mail["Subject"]).split())


def flat(sent: Sent) -> str:
    """Return the words of a mail in one line."""
    return " ".join(sent.text.split())


def kinds(sent: list[Sent]) -> list[tuple[str, str]]:
    """Return what went to whom: the shortest way to say what happened."""
    return sorted((one.kind, one.to.partition("@")[0]) for one in sent)
