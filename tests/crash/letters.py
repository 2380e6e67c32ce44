"""A letter that waits for its approver: made once, undisturbed; each trial begins with a copy."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from foibot.case.model import Answer, Enclosure, Outcome
from foibot.config.load import load
from foibot.demo.cast import code
from foibot.demo.world import Sent
from foibot.handlers import deciding
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.loading import load_office
from foibot.schedule.opening import OpenStore, open_store
from foibot.store.unit_of_work import unit_of_work
from tests.crash.trial import WHO, request
from tests.crash.world import BEGIN, Trial, World
from tests.flows.post import SERVER, Writing, made

SECOND = f"second@{WHO}"
ANSWERED = BEGIN + timedelta(hours=1)
APPROVED = BEGIN + timedelta(hours=2)
# Rows of a file from which on SEC-2 asks for two people.
ENOUGH_FOR_TWO = 100
TRUST = f'[trust]\nprovider = "own"\nauthserv_id = "{SERVER}"\n'


@dataclass(frozen=True)
class Kind:
    """What is sent and how it is approved."""

    name: str
    by_command: bool = False
    files: tuple[int, ...] = ()  # the kilobytes of each
    rows: int = 10  # of each file; over a hundred take two people (SEC-2)
    mails: int = 1  # in how many the letter goes


@dataclass
class Waiting:
    """A home whose letter waits; *steps* and *calls* are what approving and sending it takes."""

    world: World
    kind: Kind
    home: Path
    database: str
    reference: str = ""
    shown: tuple[str, ...] = ()  # the hashes of the very bytes that were put before the approver
    approvals: tuple[bytes, ...] = ()
    steps: int = 0
    calls: int = 0
    sending: range = range(0)  # the steps at which its mails go

    @classmethod
    def made(cls, world: World, kind: Kind, database: str) -> Waiting:
        """Ask, answer and draft in a new home."""
        folder = Path(world.stack.enter_context(tempfile.TemporaryDirectory(prefix="foibot-base-")))
        found = cls(world, kind, folder / "base", database)
        trial = world.trial(found.home, database, mails=(request(1),))
        found.configure(trial)
        assert trial.run() == 0
        found._answer(trial.config)
        trial.set_clock(ANSWERED)
        assert trial.run() == 0
        found.approvals = tuple(found._approval(draft) for draft in found._drafts())
        return found

    def configure(self, trial: Trial) -> None:
        """Let the letter be split when it is large, and a colleague be asked to approve it."""
        two = self.kind.rows > ENOUGH_FOR_TWO
        trial.configure(
            limits="largest_mail_mb = 0.4" if self.kind.files else "",
            governance=f'approvers = ["{SECOND}"]' if two else "",
        )
        trial.config.write_text(trial.config.read_text() + TRUST)

    def _answer(self, config: Path) -> None:
        """Record an answer to each question, in an officer's name, and draft the letter."""
        store = opened(config)
        desk_of = store.config.desks[0]
        office = load_office(desk_of, store.config.directory, store.key)
        with unit_of_work(store.engine, desk_of.key, store.config.store.files) as uow:
            desk = Desk(uow, office, ANSWERED)
            (row,) = uow.cases.all()
            self.reference = row.reference
            file = desk.files.load(row.reference)
            assert file is not None
            who = Decider(f"officer@{WHO}")
            for item in file.case.counted:
                sent = self._files(desk) if item.n == 1 else ()
                said = (
                    "The lists are in the files enclosed." if sent else f"{4000 + item.n} potholes."
                )
                given = Answer(Outcome.DISCLOSED, said, enclosures=sent, by=who.by)
                file = deciding.answer(file, item.n, given, who, desk)
            draft = draft_when_ready(file, desk).case.draft
            assert draft is not None
            assert not draft.blocked
            self.shown = (draft.sha256, *(sha256 for _, sha256 in draft.more))
            assert len(self.shown) == self.kind.mails
            assert bool(draft.two_people) is (self.kind.rows > ENOUGH_FOR_TWO)
            uow.commit()
        office.examiner.close()
        store.engine.dispose()

    def _files(self, desk: Desk) -> tuple[Enclosure, ...]:
        found = []
        for number, size in enumerate(self.kind.files, 1):
            name, content = f"list-{number}.csv", a_list(number, self.kind.rows, size)
            kept = desk.uow.content.add_file(content, name, "text/csv", "officer", desk.now)
            one = Enclosure(name, f"List {number}", kept.sha256, "text/csv", kept.size)
            found.append(replace(one, original_name=name, original_sha256=kept.sha256))
        return tuple(found)

    def _drafts(self) -> list[Message]:
        """Return the drafts that came to those who approve."""
        mails = [message_from_bytes(one.content) for one in self.world.peer.accepted]
        return [mail for mail in mails if mail["X-Foibot-Kind"] == "draft"]

    def _approval(self, draft: Message) -> bytes:
        shown = Sent(self.home / "draft", draft, ANSWERED)
        assert code(shown), shown.text
        return made(Writing(str(draft["To"]), code(shown), ANSWERED, answers=shown))

    def copied(self, home: Path, database: str) -> Trial:
        """Return a trial whose desk stands as this one's does; the approvals lie in its mailbox."""
        by_mail = () if self.kind.by_command else self.approvals
        trial = self.world.trial(home, database, mails=by_mail)
        own = shutil.ignore_patterns("config.toml")
        shutil.copytree(self.home, home, dirs_exist_ok=True, ignore=own)
        self.configure(trial)
        trial.set_clock(APPROVED)
        return trial


def a_list(number: int, rows: int, kilobytes: int) -> bytes:
    """Return a CSV file of so many rows and so many bytes that no compression makes small."""
    width = kilobytes * 1000 // rows
    cells = [_cell(f"{number} {row}", width) for row in range(rows)]
    return ("road,notes\n" + "".join(f"A,{cell}\n" for cell in cells)).encode()


def _cell(seed: str, width: int) -> str:
    parts = (hashlib.sha512(f"{seed} {n}".encode()).hexdigest() for n in range(1 + width // 128))
    return "".join(parts)[:width]


def opened(config: Path) -> OpenStore:
    """Return the store of a trial."""
    return open_store(load(config, {"FOIBOT_IMAP_PASSWORD": "secret"}))


@dataclass
class Bases:
    """What waits, made once for all the trials with the same servers."""

    found: dict[tuple[int, str, str], Waiting] = field(default_factory=dict)

    def of(self, world: World, kind: Kind, place: str, database: Callable[[], str]) -> Waiting:
        """Return the home of *kind*, made now when it is the first time."""
        key = (id(world), kind.name, place)
        if key not in self.found:
            self.found[key] = Waiting.made(world, kind, database())
        return self.found[key]
