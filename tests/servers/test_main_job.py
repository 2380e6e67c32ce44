"""The main job on real mail through real servers: collected, read, dated, acknowledged, once."""

from __future__ import annotations

import csv
import json
import multiprocessing
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import holidays
import pytest

from foibot.app import handlers_of, now
from foibot.config.load import load
from foibot.mailbox.identity import identity
from foibot.schedule.opening import OpenStore, open_store
from foibot.schedule.serving import once
from foibot.schedule.workers import work_beside
from foibot.store.unit_of_work import reading
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.postgresql import PostgreSQL
from tests.servers.smtp_peer import SmtpPeer, smtp_peer
from tests.shared import need_shared

WHO = "mixbury.example"
AUTOMATIC = 40


@dataclass(frozen=True)
class Labelled:
    """A message with what it is, and the day on which it was received."""

    content: bytes
    kind: str
    received: datetime
    regime: str = "foi"

    @property
    def message_id(self) -> str:
        """Return its Message-ID."""
        return str(message_from_bytes(self.content)["Message-ID"] or "").strip()


def labelled(shared: Path) -> list[Labelled]:
    """Return the labelled requests, each received on another day at noon."""
    found = []
    first = datetime(2025, 1, 6, 12, tzinfo=UTC)
    for number, path in enumerate(sorted((shared / "items" / "gold").glob("*.eml"))):
        label = json.loads(path.with_suffix(".json").read_text())
        received = first + timedelta(3 * number)
        found.append(
            Labelled(path.read_bytes(), label["kind"], received, str(label["regime_hint"]))
        )
    return found


def automatic(shared: Path) -> list[Labelled]:
    """Return automatic mail from other people's test suites."""
    found = []
    with (shared / "mail" / "manifest.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["expected_kind"] in {"auto_reply", "bounce"} and row["wrapped"] == "no":
                content = (shared / "mail" / row["path"]).read_bytes()
                # IMAP itself would make CR LF of a bare CR.
                bare = b"\r" in content.replace(b"\r\n", b"")
                if int(row["size"]) < 50_000 and b"\0" not in content and not bare:
                    found.append(Labelled(content, row["expected_kind"], datetime.now(UTC)))
    return found[:: max(1, len(found) // AUTOMATIC)][:AUTOMATIC]


# The law's calendar, worked out by others: no bank holiday of any part of the United Kingdom.
UK = [holidays.country_holidays("GB", subdiv=part, years=range(2025, 2028)) for part in
      ("ENG", "SCT", "WLS", "NIR")]  # fmt: skip


def is_working(day: date) -> bool:
    """Return whether *day* is a working day everywhere in the United Kingdom."""
    return day.weekday() < 5 and not any(day in part for part in UK)


def due(mail: Labelled) -> date:
    """Return the twentieth working day (FOIA s.10), or for a subject access request a month."""
    received = mail.received.date()
    if mail.regime == "sar":
        month = received.month % 12 + 1
        day = received.replace(month=month, year=received.year + (month == 1))
        while not is_working(day):
            day += timedelta(1)
        return day
    day, left = received, 20
    while left:
        day += timedelta(1)
        left -= is_working(day)
    return day


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[SmtpPeer]:
    certificate = make_certificate(tmp_path)
    with smtp_peer(tls="starttls", certificate=certificate, auth=True) as running:
        yield running


def installation(
    tmp_path: Path, server: Dovecot, peer: SmtpPeer, database: str, mails: list[Labelled]
) -> OpenStore:
    """Return an installation whose mailbox holds *mails*; every seventh lies in Junk as well."""
    user = server.new_user()
    client = server.client(user)
    for number, mail in enumerate(mails):
        client.append("INBOX", mail.content, msg_time=mail.received)
        if number % 7 == 0:
            client.append("Junk Email", mail.content, msg_time=mail.received)
    client.logout()
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[authority]
name = "Mixbury District Council"
domain = "{WHO}"
[imap]
host = "localhost"
port = {server.tls_port}
ca_file = "{server.ca_file}"
username = "{user}"
[smtp]
host = "localhost"
port = {peer.port}
security = "starttls"
ca_file = "{tmp_path}/cert.pem"
username = "user"
per_minute = 0
[limits]
per_sender_hour = 0
per_sender_day = 0
per_domain_day = 0
per_day = 0
[governance]
leads = ["lead@{WHO}"]
[store]
database = "{database}"
"""
    )
    secrets = {"FOIBOT_IMAP_PASSWORD": PASSWORD, "FOIBOT_SMTP_PASSWORD": "secret"}
    return open_store(load(path, secrets))


def acknowledgements(peer: SmtpPeer) -> list[tuple[str, str]]:
    """Return (what it answers, its words) of every acknowledgement that went out."""
    found = []
    for mail in peer.accepted:
        message = message_from_bytes(mail.content)
        if str(message["X-Foibot-Kind"]).endswith("acknowledgement"):
            part = next(one for one in message.walk() if one.get_content_type() == "text/plain")
            words = part.get_payload(decode=True)
            assert isinstance(words, bytes)
            text = re.sub(r"\s+", " ", words.decode())
            found.append((str(message["In-Reply-To"]).strip(), text))
    return found


def check(store: OpenStore, peer: SmtpPeer, mails: list[Labelled]) -> None:
    """Assert that everybody who asked was answered once, and nobody else."""
    acks = acknowledgements(peer)
    times = Counter(answers for answers, _ in acks)
    words = dict(acks)
    requests = [mail for mail in mails if mail.kind == "new_request"]
    machines = {mail.message_id for mail in mails if mail.kind in {"auto_reply", "bounce"}}

    assert {mail.message_id for mail in requests} <= set(times)
    assert max(times.values()) == 1
    assert not machines & set(times)
    wrong = [
        mail.message_id
        for mail in requests
        if f"{due(mail).day} {due(mail):%B %Y}" not in words[mail.message_id]
    ]
    assert wrong == []
    with reading(store.engine, WHO, store.config.store.files) as uow:
        different = {identity(mail.content).received(mail.received) for mail in mails}
        assert sum(uow.inbox.counts().values()) == len(different)
        assert "new" not in uow.inbox.counts()
        assert uow.audit.verify()[1] is None


@pytest.mark.imap
@pytest.mark.shared
def test_every_labelled_request_is_acknowledged_once_with_its_date(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    shared = need_shared()
    mails = labelled(shared) + automatic(shared)
    store = installation(tmp_path, server, peer, "sqlite:///foibot.db", mails)
    assert once(store, handlers_of, now) == []
    assert once(store, handlers_of, now) == []

    check(store, peer, mails)
    store.engine.dispose()


def beside(config: str, environ: dict[str, str], stop: float) -> None:
    """A worker beside the service, as `foibot run --worker` is."""
    store = open_store(load(Path(config), environ))
    done = threading.Event()
    threading.Timer(stop, done.set).start()
    work_beside(store, handlers_of, now, done)


@pytest.mark.imap
@pytest.mark.pg
@pytest.mark.shared
def test_two_workers_on_postgresql_do_each_thing_once(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path, pg_server: PostgreSQL
) -> None:
    shared = need_shared()
    mails = labelled(shared)[::3] + automatic(shared)[::3]
    store = installation(tmp_path, server, peer, pg_server.new_database(), mails)
    secrets = {"FOIBOT_IMAP_PASSWORD": PASSWORD, "FOIBOT_SMTP_PASSWORD": "secret"}
    context = multiprocessing.get_context("spawn")
    words = (str(store.config.file), secrets, 25.0)
    worker = context.Process(target=beside, args=words)
    worker.start()
    assert once(store, handlers_of, now) == []
    worker.join(60)
    assert worker.exitcode == 0
    assert once(store, handlers_of, now) == []

    check(store, peer, mails)
    store.engine.dispose()
