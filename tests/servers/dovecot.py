"""A Dovecot of our own on 127.0.0.1, run as one unprivileged user, for as long as the tests run."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import imapclient

from foibot.config.model import Imap
from tests.servers.certificate import make_certificate
from tests.servers.needs import as_nobody, free_port, own_folder, program

PASSWORD = "secret"
# What Exchange Online offers: no CONDSTORE, no SPECIAL-USE, no keywords.
EXCHANGE = "IMAP4rev1 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+"
SETTINGS = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
instance_name = {name}
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
last_valid_uid = {uid}
mail_location = maildir:~/Maildir:LAYOUT=fs
mail_fsync = never
{capability}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox "Junk Email" {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Processed {{
    auto = create
  }}
}}
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = passwd-file
  args = {home}/users
}}
mail_max_userip_connections = 50
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


@dataclass
class Dovecot:
    """A running server; every user of `users` has a mailbox of their own."""

    home: Path
    port: int
    tls_port: int
    process: subprocess.Popen[bytes]
    count: int = 0

    @property
    def ca_file(self) -> Path:
        """Return the certificate that signs the server's."""
        return self.home / "cert.pem"

    def new_user(self) -> str:
        """Return the name of a user with an empty mailbox."""
        self.count += 1
        return f"user{self.count}"

    def settings(self, user: str, security: str = "none", **more: object) -> Imap:
        """Return the [imap] settings that read the mailbox of *user*."""
        values: dict[str, object] = {
            "host": "127.0.0.1",
            "port": self.tls_port if security == "tls" else self.port,
            "security": security,
            "ca_file": self.ca_file,
            "username": user,
            "password": PASSWORD,
            "auth": "password",
            "folders": ("INBOX", "Junk"),
            "sent_folder": None,
            "poll_seconds": 0.3,
            "idle": False,
            "answer_from": None,
        } | more
        return Imap(**values)  # type: ignore[arg-type]

    def client(self, user: str) -> imapclient.IMAPClient:
        """Return a person's connection to the mailbox of *user*."""
        client = imapclient.IMAPClient("127.0.0.1", port=self.port, ssl=False, timeout=30)
        client.login(user, PASSWORD)
        return client

    def deliver(
        self, user: str, content: bytes, at: datetime | None = None, folder: str = "INBOX"
    ) -> None:
        """Put a message into *folder* of *user*, received at *at*."""
        client = self.client(user)
        client.append(folder, content, msg_time=at)
        client.logout()

    def maildir(self, user: str) -> Path:
        """Return the Maildir of *user*."""
        return self.home / "mail" / user / "Maildir"


USERS = 5000


@contextmanager
def dovecot(*, like_exchange: bool = False) -> Iterator[Dovecot]:
    """Run a server in a folder of its own."""
    binary = program("imap", "dovecot")
    with own_folder() as home:
        make_certificate(home)
        root = os.geteuid() == 0
        uid, gid = (65534, 65534) if root else (os.getuid(), os.getgid())
        user, group = ("nobody", "nogroup") if root else (str(uid), str(gid))
        lines = (
            f"user{number}:{{PLAIN}}{PASSWORD}:{uid}:{gid}::{home}/mail/user{number}::\n"
            for number in range(1, USERS + 1)
        )
        (home / "users").write_text("".join(lines))
        (home / "mail").mkdir()
        port, tls_port = free_port(), free_port()
        capability = f"imap_capability = {EXCHANGE}" if like_exchange else ""
        names = {"home": home, "user": user, "group": group, "uid": uid, "port": port}
        text = SETTINGS.format(
            tls_port=tls_port, capability=capability, name=f"foibot-{home.name}", **names
        )
        (home / "dovecot.conf").write_text(text)
        command = [*as_nobody(home), str(binary), "-F", "-c", str(home / "dovecot.conf")]
        process = subprocess.Popen(
            command, env=os.environ | {"HOME": str(home)}, stderr=subprocess.DEVNULL
        )
        server = Dovecot(home, port, tls_port, process)
        try:
            _wait(server)
            yield server
        finally:
            process.terminate()
            process.wait(20)


def _wait(server: Dovecot) -> None:
    for _ in range(200):
        assert server.process.poll() is None, (server.home / "dovecot.log").read_text()
        try:
            server.client(f"user{USERS}").logout()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((server.home / "dovecot.log").read_text())
