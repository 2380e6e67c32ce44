"""The service as a whole, with the plainest of handlers: start, work, stop, fail, start again."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from foibot.config.load import load
from foibot.config.model import Config, Desk
from foibot.errors import FoibotError
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore, load_key, open_store
from foibot.schedule.serving import CLOCK_REASON, HandlersOf, heed_clock, once, serve
from foibot.store.errors import OtherInstanceError, StoreError
from foibot.store.inbox import Outcome
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import reading, unit_of_work
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.smtp_peer import SmtpPeer, smtp_peer

WHO = "mixbury.example"


def clock() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def peer() -> Iterator[SmtpPeer]:
    with smtp_peer() as running:
        yield running


def letter(number: int) -> bytes:
    head = (
        f"From: jo{number}@example.org\r\nSubject: {number}\r\nMessage-ID: <{number}@example.org>"
    )
    return head.encode() + b"\r\n\r\nHow many?\r\n"


def answer_everything(store: OpenStore, desk: Desk) -> Handlers:
    """Acknowledge each message once, and nothing more."""
    files = store.config.store.files

    def process(now: datetime, worker: str) -> int:
        with unit_of_work(store.engine, desk.key, files) as uow:
            claimed = uow.inbox.claim_new(50, worker, now)
            uow.commit()
        with unit_of_work(store.engine, desk.key, files) as uow:
            for one in claimed:
                own = f"<ack.{one.identity[:20]}@{desk.key}>"
                content = f"Message-ID: {own}\r\nIn-Reply-To: {one.message_id}\r\n\r\nThanks\r\n"
                uow.outbox.add(
                    Outgoing(f"ack:{one.identity}", "ack", "jo@example.org", own, content.encode()),
                    now,
                )
                uow.inbox.finish(one.id, Outcome("new_request", "open", "test"), now)
            uow.commit()
        return len(claimed)

    return Handlers(process=process, remind=lambda _now, _go: 0)


def configured(tmp_path: Path, server: Dovecot, peer: SmtpPeer, more: str = "") -> Config:
    user = server.new_user()
    path = tmp_path / "config.toml"
    path.write_text(
        f"""
[authority]
name = "Mixbury"
domain = "{WHO}"
[imap]
host = "127.0.0.1"
port = {server.port}
security = "none"
username = "{user}"
poll_seconds = 0.2
idle = false
[smtp]
host = "127.0.0.1"
port = {peer.port}
security = "none"
retry_first_seconds = 0.2
reconcile_seconds = 0.5
per_minute = 0
[schedule]
tick_seconds = 0.2
{more}
"""
    )
    return load(path, {"FOIBOT_IMAP_PASSWORD": PASSWORD})


class Running:
    """The service on a thread."""

    def __init__(
        self,
        store: OpenStore,
        now: Callable[[], datetime] = clock,
        handlers_of: HandlersOf = answer_everything,
    ) -> None:
        self.stop = threading.Event()
        self.code: list[int] = []
        self.thread = threading.Thread(
            target=lambda: self.code.append(serve(store, handlers_of, now, self.stop))
        )
        self.thread.start()

    def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        end = time.monotonic() + seconds
        while not true() and self.thread.is_alive():
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.02)

    def end(self) -> int:
        self.stop.set()
        self.thread.join(30)
        assert not self.thread.is_alive()
        return self.code[0]


@pytest.mark.imap
def test_each_message_is_answered_once_through_stops_and_starts(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    config = configured(tmp_path, server, peer)
    user = config.desks[0].imap.username if config.desks[0].imap else ""
    store = open_store(config)
    for turn in range(3):
        for number in range(5):
            server.deliver(user, letter(turn * 5 + number), clock())
        running = Running(store)
        running.until(lambda turn=turn: len(peer.accepted) == 5 * turn + 5)  # type: ignore[misc]
        assert running.end() == 0

    assert len(set(peer.message_ids())) == 15
    beat = json.loads(config.health.heartbeat_file.read_text())
    assert set(beat["good"]) == {"start", f"poll {WHO}", f"deliver {WHO}", f"remind {WHO}"}
    assert once(store, answer_everything, clock) == []
    store.engine.dispose()


@pytest.mark.imap
def test_a_second_service_says_so_and_leaves(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    store = open_store(configured(tmp_path, server, peer))
    running = Running(store)
    running.until(lambda: store.config.health.heartbeat_file.exists())
    with pytest.raises(OtherInstanceError, match="another foibot"):
        once(store, answer_everything, clock)
    elsewhere = replace(store.config.store, state=tmp_path / "other-machine")
    other = replace(store, config=replace(store.config, store=elsewhere))
    with pytest.raises(OtherInstanceError, match="another machine"):
        once(other, answer_everything, clock)

    assert running.end() == 0
    assert once(other, answer_everything, clock) == []
    store.engine.dispose()


@pytest.mark.imap
def test_a_database_that_fails_ends_the_process_for_the_supervisor(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    store = open_store(configured(tmp_path, server, peer))
    running = Running(store)
    running.until(lambda: store.config.health.heartbeat_file.exists())
    with store.engine.connect() as connection:
        connection.execute(text("DROP TABLE location"))
        connection.commit()
    running.until(lambda: False, 20)

    assert running.end() == 75
    store.engine.dispose()


@pytest.mark.imap
def test_a_mailbox_that_is_away_stops_nothing_else_and_comes_back(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    config = configured(tmp_path, server, peer, "[health]\nalarm_minutes = 0.01")
    imap = config.desks[0].imap
    assert imap is not None
    away = replace(config.desks[0], imap=replace(imap, port=1))
    alarm = replace(config.health, alarm_command=("sh", "-c", f"cat > {tmp_path}/alarm"))
    store = open_store(replace(config, desks=(away,), health=alarm))
    mailed: list[str] = []

    def telling(store: OpenStore, desk: Desk) -> Handlers:
        return replace(answer_everything(store, desk), trouble=lambda _at, it: mailed.append(it))

    running = Running(store, handlers_of=telling)
    running.until(lambda: bool(mailed), 25)
    assert running.end() == 0

    assert "has not worked since" in (tmp_path / "alarm").read_text()
    assert mailed[0].startswith(f"poll {WHO} has not worked since")
    server.deliver(imap.username, letter(1), clock())
    assert once(replace(store, config=config), answer_everything, clock) == []
    assert len(peer.accepted) == 1
    store.engine.dispose()


@pytest.mark.imap
def test_a_wrong_password_keeps_the_service_from_starting_and_all_faults_are_told(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    config = configured(tmp_path, server, peer)
    desk = config.desks[0]
    assert desk.imap is not None
    assert desk.smtp is not None
    wrong = replace(
        desk,
        imap=replace(desk.imap, password="wrong"),
        smtp=replace(desk.smtp, security="starttls"),
    )
    store = open_store(replace(config, desks=(wrong,)))
    with pytest.raises(FoibotError) as caught:
        serve(store, answer_everything, clock, threading.Event())

    told = str(caught.value).splitlines()
    assert ["[imap] username and password" in told[0], "check [smtp] security" in told[1]] == [
        True,
        True,
    ]
    store.engine.dispose()


@pytest.mark.imap
def test_a_login_refused_after_it_had_worked_is_told_and_tried_again(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    """P8: a service that starts at boot must not die of what is the server's doing."""
    config = configured(tmp_path, server, peer)
    assert once(open_store(config), answer_everything, clock) == []
    desk = config.desks[0]
    assert desk.imap is not None
    assert desk.smtp is not None
    server.deliver(desk.imap.username, letter(1), clock())
    wrong = replace(
        desk,
        imap=replace(desk.imap, password="wrong"),
        smtp=replace(desk.smtp, security="starttls"),
    )
    alarm = replace(config.health, alarm_command=("sh", "-c", f"cat >> {tmp_path}/alarm"))
    store = open_store(replace(config, desks=(wrong,), health=alarm))
    running = Running(store)
    running.until(lambda: bool(heartbeat(store).get("errors")), 30)
    assert set(heartbeat(store)["errors"]) == {f"poll {WHO}"}
    assert running.end() == 0
    told = (tmp_path / "alarm").read_text()
    assert "username and password" in told
    assert "check [smtp] security" in told

    assert once(open_store(config), answer_everything, clock) == []
    assert len(peer.accepted) == 1
    store.engine.dispose()


def heartbeat(store: OpenStore) -> dict[str, dict[str, str]]:
    path = store.config.health.heartbeat_file
    found: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.exists() else {}
    return found


@pytest.mark.imap
def test_a_mailbox_that_cannot_be_seen_delays_mail_for_a_quarter_of_an_hour_and_no_longer(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    """P17: what went out before a restore is looked for first; P8: but mail does not wait on."""
    config = configured(tmp_path, server, peer)
    desk = config.desks[0]
    assert desk.imap is not None
    server.deliver(desk.imap.username, letter(1), clock())
    store = open_store(config)
    with unit_of_work(store.engine, WHO, config.store.files) as uow:
        uow.outbox.add(
            Outgoing("k", "ack", "jo@example.org", "<k@x>", b"Message-ID: <k@x>\r\n\r\n"), clock()
        )
        uow.commit()
    away = replace(
        store, config=replace(config, desks=(replace(desk, imap=replace(desk.imap, port=1)),))
    )
    began = clock()
    sent = []
    for minutes in (0, 7, 14, 16):
        once(away, answer_everything, lambda minutes=minutes: began + timedelta(minutes=minutes))  # type: ignore[misc]
        sent.append(len(peer.accepted))

    assert sent == [0, 0, 0, 1]
    assert once(store, answer_everything, lambda: began + timedelta(minutes=17)) == []
    assert len(peer.accepted) == 2
    once(away, answer_everything, lambda: began + timedelta(minutes=18))
    with reading(store.engine, WHO, config.store.files) as uow:
        assert uow.state.own("blind_since") is not None
    store.engine.dispose()


@pytest.mark.imap
def test_every_night_each_folder_is_compared_with_the_register(
    server: Dovecot, peer: SmtpPeer, tmp_path: Path
) -> None:
    config = configured(tmp_path, server, peer)
    user = config.desks[0].imap.username if config.desks[0].imap else ""
    server.deliver(user, letter(1), clock())
    store = open_store(config)
    night = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
    assert once(store, answer_everything, lambda: night) == []

    with reading(store.engine, WHO, tmp_path) as uow:
        stored = json.loads(uow.state.own("reconciliation") or "")
    assert stored["folders"][0] == {"folder": "INBOX", "messages": 1, "unregistered": 0}
    store.engine.dispose()


def test_the_key_is_made_once_and_never_again(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[authority]\nname = "A"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        '[outbox]\ndirectory = "out"\n'
    )
    config = load(path, {})
    store = open_store(config)
    store.engine.dispose()
    assert open_store(config).key == store.key
    config.store.key_file.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        load_key(config)
    config.store.key_file.unlink()
    with pytest.raises(StoreError, match="the key is missing"):
        open_store(config)


def test_nothing_is_sent_while_the_clock_is_behind(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[authority]\nname = "A"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        '[outbox]\ndirectory = "out"\n'
    )
    store = open_store(load(path, {}))
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    seen = []
    for at in (now, now - timedelta(minutes=4), now - timedelta(days=2), now + timedelta(days=1)):
        with unit_of_work(store.engine, WHO, tmp_path) as uow:
            heed_clock(uow, at)
            seen.append(uow.state.paused)
            uow.commit()

    assert seen == [None, None, CLOCK_REASON, None]
    with reading(store.engine, WHO, tmp_path) as uow:
        assert uow.state.paused is None
    store.engine.dispose()
