"""IMAP cut at any byte, slow, lying; a locked database; a leader that stalls (P14 to P18)."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.mailbox.collect import Place, collect, reconcile
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import MailboxError, Outline
from foibot.schedule import leadership
from foibot.schedule.leadership import Leader
from foibot.schedule.opening import OpenStore
from foibot.store import lease
from foibot.store.unit_of_work import reading, unit_of_work
from tests.fakes import FakeMailbox
from tests.servers.cutting_proxy import cutting_proxy
from tests.servers.dovecot import Dovecot, dovecot

WHO = "mixbury.example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STRIDE = int(os.environ.get("FOIBOT_TEST_STRIDE", "61"))


def letter(number: int, size: int = 20) -> bytes:
    head = (
        f"From: jo@example.org\r\nSubject: {number}\r\nMessage-ID: <{number}@example.org>\r\n\r\n"
    )
    return head.encode() + b"How many?\r\n" * size


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def place(sqlite_engine: Engine, tmp_path: Path) -> Place:
    return Place(sqlite_engine, WHO, tmp_path / "files")


def stored(place: Place) -> int:
    with reading(place.engine, WHO, place.files) as uow:
        return sum(uow.inbox.counts().values())


@pytest.mark.imap
def test_cut_at_any_byte_nothing_is_lost_or_doubled(server: Dovecot, place: Place) -> None:
    user = server.new_user()
    for number in range(3):
        server.deliver(user, letter(number), NOW)
    server.deliver(user, letter(9, 150_000), NOW)  # goes to disk in pieces
    with cutting_proxy(server.port) as proxy:
        settings = server.settings(user, port=proxy.port)
        whole = ImapMailbox(settings)
        scratch = replace(place, authority="scratch.example")
        assert collect(whole, scratch, NOW).stored == 4
        whole.close()
        small, total = 4000, proxy.passed
        cuts = [*range(1, small, STRIDE), *range(small, total, total // 12)]
        for number, cut in enumerate(cuts):
            here = replace(place, authority=f"{number}.example")
            proxy.passed, proxy.cut_after = 0, cut
            mailbox = ImapMailbox(settings)
            with pytest.raises(MailboxError):
                collect(mailbox, here, NOW)
            proxy.cut_after = None
            assert collect(mailbox, here, NOW).copies == 0, f"cut after {cut} bytes"
            assert {tally.unregistered for tally in reconcile(mailbox, here)} == {0}
            with reading(here.engine, here.authority, here.files) as uow:
                assert uow.inbox.counts() == {"new": 4}, f"cut after {cut} bytes"
            mailbox.close()
    assert list(place.files.glob("incoming-*")) == []


@pytest.mark.imap
def test_a_slow_server_is_read_all_the_same(server: Dovecot, place: Place) -> None:
    user = server.new_user()
    server.deliver(user, letter(1), NOW)
    with cutting_proxy(server.port) as proxy:
        proxy.delay = 0.1
        mailbox = ImapMailbox(server.settings(user, port=proxy.port))
        assert collect(mailbox, place, NOW).stored == 1
        mailbox.close()


@pytest.mark.imap
def test_a_server_that_falls_silent_is_given_up(
    server: Dovecot, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foibot.mailbox.imap.READ_SECONDS", 0.5)
    monkeypatch.setattr("foibot.mailbox.imap.CONNECT_SECONDS", 0.5)
    user = server.new_user()
    with cutting_proxy(server.port) as proxy:
        proxy.delay = 20.0
        began = time.monotonic()
        with pytest.raises(MailboxError):
            collect(ImapMailbox(server.settings(user, port=proxy.port)), place, NOW)
        assert time.monotonic() - began < 3
        proxy.stop.set()


@dataclass
class LyingMailbox(FakeMailbox):
    """It gives wrong sizes, names messages that are not there, and leaves answers out."""

    turn: int = 0

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        true = super().outlines(uids)
        return [replace(one, size=one.size // 2) for one in true] + [Outline(9999, 10, NOW)]

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        self.turn += 1
        found = super().contents(uids)
        return {uid: raw for uid, raw in found.items() if (uid + self.turn) % 3}


def test_what_a_lying_server_leaves_out_is_asked_for_again(place: Place) -> None:
    mailbox = LyingMailbox()
    for number in range(30):
        mailbox.put(letter(number), NOW)
    for _ in range(4):
        collect(mailbox, place, NOW)

    assert stored(place) == 30
    assert {tally.unregistered for tally in reconcile(mailbox, place)} == {0}


def test_a_mailbox_that_is_away_for_days_loses_nothing(place: Place) -> None:
    mailbox = FakeMailbox()
    mailbox.put(letter(1), NOW)
    mailbox.down = True
    for _ in range(5):
        with pytest.raises(MailboxError):
            collect(mailbox, place, NOW)
    mailbox.down = False

    assert collect(mailbox, place, NOW).stored == 1


def test_a_locked_database_is_waited_for(
    sqlite_engine: Engine, tmp_path: Path, place: Place
) -> None:
    mailbox = FakeMailbox()
    mailbox.put(letter(1), NOW)
    other = sqlite3.connect(tmp_path / "foibot.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(1.0, lambda: other.execute("COMMIT"))
    timer.start()
    began = time.monotonic()

    assert collect(mailbox, place, NOW).stored == 1
    assert time.monotonic() - began > 0.8
    timer.join()
    other.close()


def test_a_leader_that_stalled_beyond_its_lease_does_nothing_more(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr(leadership, "elapsed", lambda: seconds[0])
    held = lease.acquire(sqlite_engine, "service", "me", NOW)
    assert held is not None
    stop = threading.Event()
    store = OpenStore(None, sqlite_engine, b"")  # type: ignore[arg-type]
    leader = Leader(store, held, lambda: NOW, stop)
    assert leader.go()
    seconds[0] = lease.lasts(sqlite_engine).total_seconds() - 1
    assert not leader.go()
    leader.end()


def test_content_is_whole_or_absent_when_writing_it_fails(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        unit_of_work(sqlite_engine, WHO, tmp_path / "files") as uow,
        pytest.raises(OSError, match="No space"),
    ):
        uow.content.add_file(b"x" * 300_000, "a", "text/plain", "test", NOW)

    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []
