"""The rules in force at one desk: read anew when a file changes, and what happens by them."""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from foibot.config.model import Desk as DeskConfig
from foibot.config.rule_files import RuleFiles, files_beside, mark_of, newest_change
from foibot.errors import FoibotError
from foibot.handlers.deliveries import on_barred, on_failed, on_sent
from foibot.handlers.office import Office
from foibot.handlers.process import process
from foibot.handlers.reader import LimitedReader
from foibot.handlers.remind import remind
from foibot.handlers.trouble import tell_trouble
from foibot.loading import load_office
from foibot.sandbox.worker import Worker
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.store.unit_of_work import UnitOfWork, unit_of_work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rules of a desk as they were read at one moment, and the children that read by them."""

    newest: int  # the time of the newest change that was seen
    office: Office
    reader: LimitedReader


@dataclass(slots=True)
class DeskRules:
    """
    The rules of one authority, read again when a file beside config.toml changes.

    *checked* is what lay there when they were found sound, before anything was read.
    """

    config: DeskConfig
    directory: Path
    key: bytes = field(repr=False)
    checked: RuleFiles = field(repr=False)
    program: str = ""  # the mark of this program as installed
    examiner: Worker = field(default_factory=Worker, repr=False)
    _loaded: Loaded | None = None
    _kept: TemporaryDirectory[str] | None = None  # with what was checked, where it must hold
    _retired: list[LimitedReader] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def office(self) -> Office:
        """Return the rules as they are now; what a person broke is told, and the old ones hold."""
        return self._now().office

    @property
    def known(self) -> Office:
        """Return the rules as they were last read: for what follows from each single mail."""
        loaded = self._loaded
        return loaded.office if loaded is not None else self.office

    @property
    def reader(self) -> LimitedReader:
        """Return what reads messages by the rules as they are now; an old one is ended."""
        now = self._now().reader
        self._close_retired()
        return now

    def close(self) -> None:
        """End the children."""
        self._close_retired()
        if self._loaded is not None:
            self._loaded.reader.close()
        self.examiner.close()
        if self._kept is not None:
            self._kept.cleanup()

    def _close_retired(self) -> None:
        while self._retired:
            self._retired.pop().close()

    def _now(self) -> Loaded:
        newest = newest_change(self.directory)
        with self._lock:
            if self._loaded is None:
                self._loaded = self._first(newest)
            elif self._loaded.newest != newest:
                self._loaded = self._changed(self._loaded, newest)
            return self._loaded

    def _first(self, newest: int) -> Loaded:
        """Return the rules; where they were broken since the start, those that were checked."""
        try:
            return self._load(newest, self.directory)
        except FoibotError as error:
            if self.checked.newest == newest:
                raise
            self._kept = TemporaryDirectory(prefix="foibot-rules-")
            self.checked.put_into(Path(self._kept.name))
            return _still(self._load(newest, Path(self._kept.name)), newest, error)

    def _load(self, newest: int, directory: Path) -> Loaded:
        # The mark is taken first: where a file changes meanwhile, it is not that of what is read.
        mark = mark_of(self.config, self.program, files_beside(directory))
        office = load_office(self.config, directory, self.key, self.examiner)
        return Loaded(newest, replace(office, mark=mark), LimitedReader(directory))

    def _changed(self, old: Loaded, newest: int) -> Loaded:
        """Return what was read anew; a fault in it goes to governance, and *old* holds (remind)."""
        try:
            loaded = self._load(newest, self.directory)
        except FoibotError as error:
            return _still(old, newest, error)
        # Another verb may be noticing the change while messages are read.
        self._retired.append(old.reader)
        return loaded


def _still(old: Loaded, newest: int, error: FoibotError) -> Loaded:
    """Return that *old* holds, and that what was changed last is at fault: governance is told."""
    log.error("rules_not_loaded", extra={"reason": str(error)})
    return replace(old, newest=newest, office=replace(old.office, broken=str(error)))


def handlers_by(rules: DeskRules, store: OpenStore) -> Handlers:
    """Return what happens with mail and time at one desk; faults of the rules are told here."""
    rules.office  # noqa: B018 - before anything else is done by them

    def open_uow() -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(store.engine, rules.config.key, store.config.store.files)

    return Handlers(
        process=lambda at, worker: process(open_uow, rules.office, rules.reader, at, worker),
        remind=lambda at, go: remind(open_uow, rules.office, at, go),
        on_sent=lambda uow, row, _reply, at: on_sent(uow, rules.known, row, at),
        trouble=lambda at, words: tell_trouble(open_uow, rules.office, at, words),
        on_failed=lambda uow, row, reply, at: on_failed(uow, rules.known, row, reply, at),
        on_barred=lambda uow, told, why, at: on_barred(uow, rules.known, told, why, at),
        close=rules.close,
    )
