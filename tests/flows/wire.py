"""The same town over the wire: its mail comes from a real Dovecot and goes out by real SMTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from foibot.app import handlers_of
from foibot.config.load import load
from foibot.demo.world import CONFIG, Sent, World
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import Mailbox
from foibot.outbox.protocol import Relay
from foibot.outbox.smtp import SmtpRelay
from foibot.schedule.opening import open_store
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.smtp_peer import SmtpPeer

FOLDERS = """[mailbox]
directory = "mailbox"

[outbox]
directory = "outbox"
"""
SERVERS = """[imap]
host = "127.0.0.1"
port = {port}
security = "none"
username = "{user}"
idle = false

[smtp]
host = "127.0.0.1"
port = {smtp}
security = "none"
per_minute = 0
"""


@dataclass(slots=True)
class Wire:
    """A running IMAP server and a running SMTP server."""

    imap: Dovecot
    smtp: SmtpPeer

    def config(self, user: str) -> str:
        """Return the configuration of a town whose mailbox is that of *user*."""
        servers = SERVERS.format(port=self.imap.port, user=user, smtp=self.smtp.port)
        assert FOLDERS in CONFIG
        return CONFIG.replace(FOLDERS, servers)


@dataclass(slots=True)
class WiredWorld(World):
    """A desk that logs in to its mailbox and speaks SMTP, in virtual time."""

    wire: Wire | None = None
    user: str = ""
    taken: int = 0
    inbox: ImapMailbox | None = field(default=None)
    way_out: SmtpRelay | None = field(default=None)

    @classmethod
    def over(cls, wire: Wire, folder: Path, start: datetime) -> Self:
        """Return a fresh desk with an empty mailbox of its own on the server."""
        user = wire.imap.new_user()
        for name in ("mailbox", "outbox"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        path = folder / "config.toml"
        path.write_text(wire.config(user), encoding="utf-8")
        store = open_store(load(path, {"FOIBOT_IMAP_PASSWORD": PASSWORD}))
        desk = store.config.desks[0]
        assert desk.imap is not None
        assert desk.smtp is not None
        world = cls(folder, store, handlers_of(store, desk), start, wire=wire, user=user)
        world.taken = len(wire.smtp.accepted)
        world.inbox = ImapMailbox(desk.imap)
        world.way_out = SmtpRelay(desk.smtp)
        return world

    def arrive(self, name: str, raw: bytes, at: datetime | None = None) -> None:
        """Append a message to the mailbox on the server, received at *at* (INTERNALDATE)."""
        assert self.wire is not None
        folder = "Junk Email" if name.startswith("Junk/") else "INBOX"
        self.wire.imap.deliver(self.user, raw, at or self.at, folder)

    def mailbox(self) -> Mailbox:
        """Return the mailbox on the server."""
        assert self.inbox is not None
        return self.inbox

    def relay(self) -> Relay:
        """Return the way out over SMTP."""
        assert self.way_out is not None
        return self.way_out

    def new(self) -> Iterator[Sent]:
        """Yield what the SMTP server accepted since it was last asked."""
        assert self.wire is not None
        for mail in self.wire.smtp.accepted[self.taken :]:
            self.taken += 1
            path = self.folder / "outbox" / f"{self.taken:05}.eml"
            path.write_bytes(mail.content)
            sent = self.read(path)
            assert mail.recipients == (sent.to,), mail.recipients
            yield sent

    def close(self) -> None:
        """Let go of everything."""
        if self.inbox is not None:
            self.inbox.close()
        if self.way_out is not None:
            self.way_out.close()
        World.close(self)
