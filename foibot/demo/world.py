"""A desk in virtual time: a folder as mailbox, a folder as way out, and a clock that we set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zoneinfo import ZoneInfo

from foibot.app import handlers_of
from foibot.config.load import load
from foibot.mailbox.collect import Place, collect
from foibot.mailbox.directory import DirectoryMailbox
from foibot.mailbox.protocol import Mailbox
from foibot.outbox.deliver import deliver
from foibot.outbox.delivery import Delivery
from foibot.outbox.directory import DirectoryRelay
from foibot.outbox.protocol import Relay
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore, open_store

LONDON = ZoneInfo("Europe/London")
WORKER = "demo"
# A morning may make mails that answer mails; more rounds than this would be a loop.
ROUNDS = 20

CONFIG = """\
[authority]
name = "Brambleton Borough Council"
short_name = "Brambleton"
domain = "council.example"
regime = "uk"
website = "https://www.council.example/foi"
privacy_notice = "https://www.council.example/privacy/foi"

[mailbox]
directory = "mailbox"

[outbox]
directory = "outbox"
from_address = "info.requests@council.example"
from_name = "Brambleton Borough Council"

[store]
database = "sqlite:///foibot.db"
files = "files"
key_file = "key"

[governance]
leads = ["governance@council.example"]
approvers = ["approver@council.example"]
reviewers = ["reviewer@council.example"]

[trust]
provider = "own"
authserv_id = "mx.council.example"
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that went out."""

    path: Path
    mail: Message
    at: datetime

    @property
    def kind(self) -> str:
        """Return what kind of mail it is."""
        return str(self.mail["X-Foibot-Kind"])

    @property
    def to(self) -> str:
        """Return its addressee."""
        return str(self.mail["To"]).strip("<>")

    @property
    def text(self) -> str:
        """Return its plain text."""
        return self._part("text/plain")

    @property
    def html(self) -> str:
        """Return its page, or "" for a mail in plain text alone."""
        return self._part("text/html")

    def _part(self, kind: str) -> str:
        for part in self.mail.walk():
            if part.get_content_type() == kind:
                payload = part.get_payload(decode=True)
                assert isinstance(payload, bytes)
                return payload.decode("utf-8").replace("\r\n", "\n")
        return ""


@dataclass(slots=True)
class World:
    """The desk, its folders, and what has gone out so far."""

    folder: Path
    store: OpenStore
    handlers: Handlers
    at: datetime
    seen: set[str] = field(default_factory=set)

    @classmethod
    def make(cls, folder: Path, start: datetime, config: str = CONFIG) -> World:
        """Return a fresh desk in *folder*."""
        for name in ("mailbox", "outbox"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        path = folder / "config.toml"
        path.write_text(config, encoding="utf-8")
        store = open_store(load(path, {}))
        return cls(folder, store, handlers_of(store, store.config.desks[0]), start)

    def arrive(self, name: str, raw: bytes, at: datetime | None = None) -> None:
        """Put a message into the mailbox as received at *at*."""
        path = self.folder / "mailbox" / f"{name}.eml"
        path.write_bytes(raw)
        stamp = (at or self.at).timestamp()
        os.utime(path, (stamp, stamp))

    def tick(self) -> list[Sent]:
        """Do everything that is due at this moment; return the mails that went out."""
        desk = self.store.config.desks[0]
        place = Place(self.store.engine, desk.key, self.store.config.store.files)
        collect(self.mailbox(), place, self.at)
        for _ in range(ROUNDS):
            if not self.handlers.process(self.at, WORKER):
                break
        self.handlers.remind(self.at, lambda: True)
        delivery = Delivery(
            engine=self.store.engine,
            authority=desk.key,
            files=self.store.config.store.files,
            relay=self.relay(),
            retry_first_seconds=1.0,
            reconcile_seconds=0.0,
            on_sent=self.handlers.on_sent,
            on_failed=self.handlers.on_failed,
            on_barred=self.handlers.on_barred,
        )
        deliver(delivery, 1, lambda: self.at, lambda: True)
        return list(self.new())

    def read(self, path: Path) -> Sent:
        """Return a mail that went out."""
        return Sent(path, message_from_bytes(path.read_bytes()), self.at)

    def mailbox(self) -> Mailbox:
        """Return where mail comes in."""
        return DirectoryMailbox(self.folder / "mailbox")

    def relay(self) -> Relay:
        """Return where mail goes out."""
        return DirectoryRelay(self.folder / "outbox")

    def new(self) -> Iterator[Sent]:
        """Yield the mails that went out since it was last asked."""
        outbox = self.folder / "outbox"
        for name in sorted({path.name for path in outbox.iterdir()} - self.seen):
            if name.endswith(".eml"):
                self.seen.add(name)
                yield self.read(outbox / name)

    def days(self, until: datetime) -> Iterator[datetime]:
        """Go on to each morning up to *until*."""
        while self.at < until:
            self.at = min(morning_after(self.at), until)
            yield self.at

    def close(self) -> None:
        """Let go of everything."""
        self.handlers.close()
        self.store.engine.dispose()


def morning_after(at: datetime) -> datetime:
    """Return the next morning, a little after the hour of the digest."""
    local = at.astimezone(LONDON)
    today = local.replace(hour=8, minute=31, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)
