"""The composition root: configuration to everything; alone reads the clock, files, environment."""

from __future__ import annotations

import gc
import logging
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from foibot.clock.load import load_calendars, load_rulebook, load_timetable
from foibot.config.model import Desk as DeskConfig
from foibot.config.shipped import find, rule_text, shipped
from foibot.errors import FoibotError
from foibot.handlers.deliveries import on_barred, on_failed, on_sent
from foibot.handlers.office import Office
from foibot.handlers.process import process
from foibot.handlers.reader import LimitedReader
from foibot.handlers.remind import remind
from foibot.handlers.trouble import tell_trouble
from foibot.letter import checks
from foibot.letter import desk as letter_desk
from foibot.letter.exemptions import load as load_exemptions
from foibot.letter.templates import Templates
from foibot.questions.services import load_services
from foibot.replies.findings import parse_findings
from foibot.replies.grounds import parse_grounds
from foibot.replies.load import load_reply_rules
from foibot.sandbox.worker import Worker
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.store.unit_of_work import UnitOfWork, unit_of_work
from foibot.triage.load import load_chain
from foibot.trust.authentication import Provider, TrustConfig

log = logging.getLogger(__name__)
RARELY = 10_000  # objects more than before, when garbage is looked for; Python's own are 700


def now() -> datetime:
    """Return the time; everything below takes it as an argument."""
    return datetime.now(UTC)  # noqa: TID251


def load_office(
    config: DeskConfig, directory: Path | None, key: bytes, examiner: Worker | None = None
) -> Office:
    """Return the office of one authority from the rules and templates beside config.toml."""

    def text(name: str) -> str:
        return rule_text(name, directory)

    facts = letter_desk.AuthorityFacts(
        name=config.authority.name,
        short_name=config.authority.short_name,
        email=config.from_address,
        website=config.authority.website,
        privacy_notice=config.authority.privacy_notice,
        scotland=config.authority.regime == "scotland",
    )
    ours = directory / "templates" if directory and (directory / "templates").is_dir() else None
    wording = letter_desk.load(find("rules/letters.toml", directory), facts)
    services = load_services(text("rules/services.toml"))
    office = Office(
        config=config,
        key=key,
        calendars=load_calendars(directory),
        rules=load_rulebook(directory),
        timetable=load_timetable(directory),
        services=services,
        chain=load_chain(text("rules/triage.toml")),
        templates=Templates(shipped("templates"), wording, override=ours),
        replies=load_reply_rules(directory).knowing(services.names),
        findings=parse_findings(text("rules/reviews.toml")),
        grounds=parse_grounds(text("rules/answers.toml")),
        exemptions=load_exemptions(find("rules/exemptions.toml", directory)),
        check_words=checks.load(find("rules/checks.toml", directory)),
        trust=trust_of(config),
        examiner=examiner or Worker(),
    )
    return replace(office, replies=office.replies.counting_by(office.own_days.working_day))


# Whose name stands at the head of a verdict where the provider always writes the same.
SERVERS = {Provider.GOOGLE: "mx.google.com"}


def trust_of(config: DeskConfig) -> TrustConfig:
    """Return whose verdicts on a sender's domain are believed."""
    provider = Provider(config.trust.provider or "")
    said = config.trust.authserv_id or SERVERS.get(provider, "")
    ids = (said,) if said else ()
    return TrustConfig(
        provider=provider,
        authserv_ids=ids,
        own_hosts=config.trust.own_hosts,
        own_networks=config.trust.own_networks,
        results_below_received=config.trust.results_below_received,
        internal_source=config.trust.internal_source,
        internal_domains=(config.authority.domain,),
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rules of a desk as they were read at one moment, and the children that read by them."""

    newest: int  # the time of the newest change that was seen
    office: Office
    reader: LimitedReader


@dataclass(slots=True)
class DeskRules:
    """The rules of one authority, read again when a file beside config.toml changes."""

    config: DeskConfig
    directory: Path
    key: bytes = field(repr=False)
    examiner: Worker = field(default_factory=Worker, repr=False)
    _loaded: Loaded | None = None
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

    def _close_retired(self) -> None:
        while self._retired:
            self._retired.pop().close()

    def _now(self) -> Loaded:
        newest = newest_change(self.directory)
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load(newest)
            elif self._loaded.newest != newest:
                self._loaded = self._changed(self._loaded, newest)
            return self._loaded

    def _load(self, newest: int) -> Loaded:
        office = load_office(self.config, self.directory, self.key, self.examiner)
        return Loaded(newest, office, LimitedReader(self.directory))

    def _changed(self, old: Loaded, newest: int) -> Loaded:
        """Return what was read anew; a fault in it goes to governance, and *old* holds (remind)."""
        try:
            loaded = self._load(newest)
        except FoibotError as error:
            log.error("rules_not_loaded", extra={"reason": str(error)})
            return replace(old, newest=newest, office=replace(old.office, broken=str(error)))
        # Another verb may be noticing the change while messages are read.
        self._retired.append(old.reader)
        return loaded


def newest_change(directory: Path) -> int:
    """Return the time of the newest change of a rule or template beside config.toml."""
    folders = [directory / "rules", directory / "templates"]
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*"))
    return max((file.stat().st_mtime_ns for file in files if file.is_file()), default=0)


def handlers_of(store: OpenStore, config: DeskConfig) -> Handlers:
    """Return what happens with mail and time at one desk: what the service calls."""
    rules = DeskRules(config, store.config.directory, store.key)
    rules.office  # noqa: B018 - faults of the rules are told before anything starts
    # What was loaded lives as long as the process: no collection of garbage need look at it.  What
    # a message leaves is freed without one, but for little: it may wait for the next.
    gc.freeze()
    gc.set_threshold(RARELY)

    def open_uow() -> AbstractContextManager[UnitOfWork]:
        return unit_of_work(store.engine, config.key, store.config.store.files)

    return Handlers(
        process=lambda at, worker: process(open_uow, rules.office, rules.reader, at, worker),
        remind=lambda at, go: remind(open_uow, rules.office, at, go),
        on_sent=lambda uow, row, _reply, at: on_sent(uow, rules.known, row, at),
        trouble=lambda at, words: tell_trouble(open_uow, rules.office, at, words),
        on_failed=lambda uow, row, reply, at: on_failed(uow, rules.known, row, reply, at),
        on_barred=lambda uow, told, why, at: on_barred(uow, rules.known, told, why, at),
        close=rules.close,
    )
