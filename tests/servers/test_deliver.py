"""Mail goes out once, whatever the server does (reliability P6 to P9, P18, P22)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.config.model import Smtp
from foibot.outbox.deliver import deliver
from foibot.outbox.delivery import CannotLookError, Delivered, Delivery, RelayHealth
from foibot.outbox.directory import DirectoryRelay
from foibot.outbox.protocol import Deferred, Relay, RelayError, Unknown
from foibot.outbox.smtp import SmtpRelay
from foibot.store.lanes import Lane
from foibot.store.outbox import OutboxRow, State
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.fakes import RecordingRelay
from tests.servers.certificate import make_certificate
from tests.servers.smtp_peer import SmtpPeer, smtp_peer

WHO = "mixbury.example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def settings(port: int, **more: object) -> Smtp:
    values: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "ca_file": None,
        "username": "",
        "password": "",
        "auth": "password",
        "from_address": "foi@mixbury.example",
        "from_name": "FOI",
        "copy_to": None,
        "retry_first_seconds": 60.0,
        "reconcile_seconds": 900.0,
        "per_minute": 0,
    }
    return Smtp(**(values | more))  # type: ignore[arg-type]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Desk:
    """An outbox, a relay and a clock."""

    delivery: Delivery
    clock: Clock
    health: RelayHealth
    fence: int = 1

    def queue(self, *keys: str, **more: object) -> None:
        with unit_of_work(self.delivery.engine, WHO, self.delivery.files) as uow:
            for key in keys:
                fields: dict[str, object] = {
                    "kind": "acknowledgement",
                    "recipient": f"{key}@x.example",
                }
                fields |= {"content": f"Message-ID: <{key}@m>\r\n\r\nHello\r\n".encode()} | more
                uow.outbox.add(Outgoing(key=key, message_id=f"<{key}@m>", **fields), NOW)  # type: ignore[arg-type]
            uow.commit()

    def run(self, go: Callable[[], bool] = lambda: True) -> Delivered:
        return deliver(self.delivery, self.fence, self.clock, go, self.health)

    def row(self, key: str) -> OutboxRow:
        with reading(self.delivery.engine, WHO, self.delivery.files) as uow:
            row = uow.outbox.get(key)
        assert row is not None
        return row


def a_desk(engine: Engine, tmp_path: Path, relay: Relay, **more: object) -> Desk:
    delivery = Delivery(engine, WHO, tmp_path / "files", relay, 60.0, 900.0)
    return Desk(replace(delivery, **more), Clock(), RelayHealth())  # type: ignore[arg-type]


@pytest.fixture
def peer() -> Iterator[SmtpPeer]:
    with smtp_peer() as running:
        yield running


@pytest.fixture
def desk(sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer) -> Desk:
    return a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port)))


@pytest.mark.parametrize("kind", ["smtp", "directory", "fake"])
def test_every_relay_takes_each_mail_once_and_says_so(
    kind: str, sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer
) -> None:
    relay: Relay = RecordingRelay()
    if kind == "smtp":
        relay = SmtpRelay(settings(peer.port))
    elif kind == "directory":
        relay = DirectoryRelay(tmp_path / "out")
    desk = a_desk(sqlite_engine, tmp_path, relay)
    keys = [f"k{number}" for number in range(120)]
    desk.queue(*keys)
    assert desk.run().sent == 120
    assert desk.run().sent == 0

    if kind == "smtp":
        assert sorted(peer.message_ids()) == sorted(f"<{key}@m>" for key in keys)
        assert {mail.recipients for mail in peer.accepted} == {
            (f"{key}@x.example",) for key in keys
        }
        assert peer.connections == 4
    elif kind == "directory":
        assert len(list((tmp_path / "out").glob("*.eml"))) == 120
    assert desk.row("k7").state == State.SENT


def test_nothing_new_is_begun_when_stopping(desk: Desk) -> None:
    desk.queue("a", "b")

    assert desk.run(lambda: False).sent == 0
    assert (desk.row("a").state, desk.row("a").attempts) == (State.QUEUED, 0)


def test_a_lease_that_is_lost_within_a_mail_keeps_its_dot_back(desk: Desk, peer: SmtpPeer) -> None:
    """Another instance may have taken the mail over: what we had begun must be none (P18)."""
    desk.queue("a")
    desk.run(lambda: "DATA" not in peer.commands)

    assert "DATA" in peer.commands
    assert peer.accepted == []
    assert (desk.row("a").state, desk.row("a").attempts) == (State.QUEUED, 0)
    desk.run()
    assert peer.message_ids() == ["<a@m>"]


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("mail", "451 4.3.0 later"),
        ("mail", "drop"),
        ("data", "451 4.3.0 later"),
        ("data", "drop"),
        ("dot", "452 4.3.1 full"),
    ],
)
def test_what_was_surely_not_accepted_goes_again_later(
    desk: Desk, peer: SmtpPeer, step: str, fault: str
) -> None:
    getattr(peer.faults, step).append(fault)
    desk.queue("a")
    desk.run()

    row = desk.row("a")
    assert (row.state, peer.accepted) == (State.QUEUED, [])
    assert NOW + 40 * SECOND < row.next_attempt_at <= NOW + 60 * SECOND
    desk.run()
    assert peer.accepted == []
    desk.clock.now += 60 * SECOND
    desk.run()
    assert peer.message_ids() == ["<a@m>"]


def test_a_connection_lost_within_the_mail_makes_it_go_once_all_the_same(
    desk: Desk, peer: SmtpPeer
) -> None:
    peer.faults.dot.append("drop before")
    desk.queue("a")
    desk.run()
    # Whether the final dot had left our machine is a race; both answers are safe.
    assert desk.row("a").state in {State.QUEUED, State.UNKNOWN}
    for _ in range(2):
        desk.clock.now += 900 * SECOND
        desk.run()

    assert peer.message_ids() == ["<a@m>"]


@pytest.mark.parametrize("step", ["content", "rcpt"])
def test_what_is_refused_for_good_is_told_to_a_person_once_and_stops_nothing(
    sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer, step: str
) -> None:
    told: list[tuple[str, str]] = []

    def on_failed(_uow: UnitOfWork, row: OutboxRow, reply: str, _now: datetime) -> None:
        told.append((row.key, reply))

    getattr(peer.faults, step)["a@x.example"] = "550 5.1.1 nobody"
    relay = SmtpRelay(settings(peer.port, per_minute=6000))
    desk = a_desk(sqlite_engine, tmp_path, relay, on_failed=on_failed)
    desk.queue("a", "b", "c")
    desk.run()
    desk.run()

    assert len(told) == 1
    assert told[0][1].startswith("55")
    assert desk.row(told[0][0]).state == State.FAILED
    assert len(peer.accepted) == 2


@pytest.mark.parametrize("accepted", [True, False])
def test_what_may_have_gone_is_looked_for_and_then_goes_again_as_it_was(
    sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer, accepted: bool
) -> None:
    peer.faults.dot.append("drop after" if accepted else "lose")
    looked: list[str] = []

    def look(message_id: str) -> bool | None:
        looked.append(message_id)
        return message_id in peer.message_ids()

    desk = a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port)), look=look)
    desk.queue("a")
    desk.run()
    assert desk.row("a").state == State.UNKNOWN
    desk.clock.now += 899 * SECOND
    desk.run()
    assert looked == []
    desk.clock.now += SECOND
    desk.run()
    desk.run()

    assert looked == ["<a@m>"]
    assert peer.message_ids() == ["<a@m>"]
    assert desk.row("a").state == State.SENT


def test_while_our_own_mail_cannot_be_read_nothing_goes_again(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay(outcomes={"a": [Unknown("accepted")]})

    def look(_message_id: str) -> bool | None:
        raise CannotLookError

    desk = a_desk(sqlite_engine, tmp_path, relay, look=look)
    desk.queue("a")
    for _ in range(3):
        desk.run()
        desk.clock.now += 900 * SECOND

    assert len(relay.accepted) == 1
    assert desk.row("a").state == State.UNKNOWN


def test_a_letter_with_enclosures_never_goes_twice_by_itself(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay(outcomes={"a": [Unknown("accepted")]})
    told: list[str] = []
    desk = a_desk(
        sqlite_engine,
        tmp_path,
        relay,
        look=lambda _id: False,
        on_failed=lambda _uow, row, _reply, _now: told.append(row.key),
    )
    desk.queue("a", resend_allowed=False)
    desk.run()
    desk.clock.now += 900 * SECOND
    desk.run()

    assert (desk.row("a").state, told, len(relay.accepted)) == (State.HELD, ["a"], 1)


def test_what_a_server_takes_without_ever_saying_so_goes_again_only_once(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay(outcomes={"a": [Unknown("accepted")] * 9})
    told: list[str] = []
    desk = a_desk(
        sqlite_engine,
        tmp_path,
        relay,
        on_failed=lambda _uow, row, _reply, _now: told.append(row.key),
    )
    desk.queue("a")
    for _ in range(9):
        desk.run()
        desk.clock.now += 900 * SECOND

    assert (desk.row("a").state, told, len(relay.accepted)) == (State.HELD, ["a"], 2)


def test_what_an_earlier_holder_of_the_lease_was_sending_is_unknown(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay()
    desk = a_desk(sqlite_engine, tmp_path, relay)
    desk.queue("a")
    with unit_of_work(sqlite_engine, WHO, tmp_path) as uow:
        uow.outbox.claim(5, 1, NOW, 10**6)
        uow.commit()
    desk.fence = 2
    desk.run()
    assert (desk.row("a").state, relay.accepted) == (State.UNKNOWN, [])
    desk.clock.now += 900 * SECOND
    desk.run()

    assert [mail.key for mail in relay.accepted] == ["a"]


def test_a_relay_that_is_away_is_asked_with_one_mail_and_then_gets_all(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay(down=True)
    desk = a_desk(sqlite_engine, tmp_path, relay, retry_first_seconds=1.0)
    desk.queue(*"abcde")
    for _ in range(40):
        assert desk.run().error
        desk.clock.now += 15 * SECOND
    assert desk.row("a").attempts == 0

    relay.down = False
    desk.clock.now += 15 * SECOND
    assert desk.run().sent == 5


def test_a_relay_that_defers_everything_is_not_asked_again_and_again(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay(outcomes={key: [Deferred("451")] * 9 for key in "abc"})
    desk = a_desk(sqlite_engine, tmp_path, relay, retry_first_seconds=1.0)
    desk.queue(*"abc")
    desk.run()
    for _ in range(3):
        desk.clock.now += 15 * SECOND
        desk.run()

    assert sum(len(left) for left in relay.outcomes.values()) == 27 - 3 - 3


def test_full_mailboxes_do_not_keep_the_mail_of_others_waiting(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    """P8: two addresses that are deferred for days look like a relay that is away."""
    relay = RecordingRelay(outcomes={key: [Deferred("452 mailbox full")] * 99 for key in "ab"})
    desk = a_desk(sqlite_engine, tmp_path, relay, retry_first_seconds=1.0)
    desk.queue(*"ab")
    for _ in range(5):
        desk.run()
        desk.clock.now += 15 * SECOND

    desk.queue("c", lane=Lane.ALERT)
    desk.queue("d")
    desk.run()

    assert [desk.row(key).state for key in "cd"] == [State.SENT, State.SENT]


def test_sending_is_paused_and_goes_on(sqlite_engine: Engine, tmp_path: Path) -> None:
    relay = RecordingRelay()
    desk = a_desk(sqlite_engine, tmp_path, relay)
    desk.queue("a")
    for reason in ("a person said so", None):
        with unit_of_work(sqlite_engine, WHO, tmp_path) as uow:
            uow.state.set("paused", reason)
            uow.commit()
        desk.run()
        assert len(relay.accepted) == (0 if reason else 1)


def test_our_copy_goes_in_the_same_transaction(
    sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer
) -> None:
    relay = SmtpRelay(settings(peer.port, copy_to="copies@mixbury.example"))
    desk = a_desk(sqlite_engine, tmp_path, relay)
    desk.queue("a")
    peer.faults.rcpt["b@x.example"] = "550 no"
    desk.queue("b")
    desk.run()

    assert [mail.recipients for mail in peer.accepted] == [
        ("a@x.example", "copies@mixbury.example")
    ]


def test_no_content_can_end_the_mail_early(desk: Desk, peer: SmtpPeer) -> None:
    content = b"Message-ID: <a@m>\r\n\r\n.\r\nMAIL FROM:<x>\n.\nx\r.\r\n..\r\nend"
    desk.queue("a", content=content)
    desk.run()

    (mail,) = peer.accepted
    assert (
        mail.content
        == b"Message-ID: <a@m>\r\n\r\n.\r\nMAIL FROM:<x>\r\n.\r\nx\r\n.\r\n..\r\nend\r\n"
    )


def test_an_address_that_is_none_is_never_put_on_the_wire(desk: Desk, peer: SmtpPeer) -> None:
    desk.queue("a", recipient="x@y.example>\r\nRCPT TO:<z@z.example")
    desk.run()

    assert desk.row("a").state == State.FAILED
    assert not any("z.example" in command for command in peer.commands)


def test_mail_is_paced(sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer) -> None:
    relay = SmtpRelay(settings(peer.port, per_minute=600))
    desk = a_desk(sqlite_engine, tmp_path, relay)
    desk.queue(*"abcdef")
    began = time.monotonic()
    desk.run()

    assert 0.45 < time.monotonic() - began < 3


def test_a_slow_server_is_waited_for(desk: Desk, peer: SmtpPeer) -> None:
    peer.faults.dot.append("slow 1.5")
    desk.queue("a")

    assert desk.run().sent == 1


def test_stopping_leaves_what_is_on_its_way_unknown_in_the_end(
    desk: Desk, peer: SmtpPeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foibot.outbox.smtp.STOP_SECONDS", 0.2)
    peer.faults.dot.append("slow 5")
    desk.queue("a")
    stopping = threading.Event()
    threading.Timer(0.3, stopping.set).start()
    began = time.monotonic()
    desk.run(lambda: not stopping.is_set())

    assert time.monotonic() - began < 3
    assert desk.row("a").state == State.UNKNOWN


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_tls_is_used_and_verified(tls: str, sqlite_engine: Engine, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with smtp_peer(tls=tls, certificate=certificate, auth=True) as peer:
        good = {"security": tls, "ca_file": certificate[0], "username": "user"}
        desk = a_desk(
            sqlite_engine, tmp_path, SmtpRelay(settings(peer.port, **good, password="secret"))
        )
        desk.queue("a")
        assert desk.run().sent == 1
        strange = SmtpRelay(settings(peer.port, security=tls))
        wrong = SmtpRelay(settings(peer.port, **good, password="wrong"))
        for relay, says in (
            (strange, "its certificate is not valid"),
            (wrong, "check [smtp] username and password"),
        ):
            other = replace(
                desk, delivery=replace(desk.delivery, relay=relay), health=RelayHealth()
            )
            other.queue(says)
            assert says in other.run().error
            assert other.row(says).state == State.QUEUED


def test_a_server_without_starttls_gets_no_mail_in_clear_text(
    sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer
) -> None:
    desk = a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port, security="starttls")))
    desk.queue("a")

    assert "check [smtp] security" in desk.run().error
    assert peer.accepted == []


@pytest.mark.parametrize("tls", ["none", "tls"])
def test_a_server_that_knows_only_helo_and_no_extension_gets_every_mail_whole(
    tls: str, sqlite_engine: Engine, tmp_path: Path
) -> None:
    certificate = make_certificate(tmp_path) if tls == "tls" else None
    content = b"Message-ID: <a@m>\r\n\r\n.one dot\r\n" + b"x" * 900 + b"\r\n"
    with smtp_peer(tls=tls, certificate=certificate, extensions=()) as peer:
        peer.greetings = frozenset({"HELO"})
        ca_file = certificate[0] if certificate else None
        relay = SmtpRelay(settings(peer.port, security=tls, ca_file=ca_file))
        desk = a_desk(sqlite_engine, tmp_path, relay)
        desk.queue("a", content=content)
        desk.queue("b", "c", "d", "e", "f")

        assert desk.run().sent == 6
        assert content in [mail.content for mail in peer.accepted]
        assert len(set(peer.message_ids())) == 6
        parameters = [one for one in peer.commands if one.startswith("MAIL") and "> " in one]
        assert parameters == []


def test_a_server_that_offers_nothing_gets_the_mail(sqlite_engine: Engine, tmp_path: Path) -> None:
    with smtp_peer(extensions=()) as peer:
        desk = a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port)))
        desk.queue("a")

        assert desk.run().sent == 1


def test_a_server_that_refuses_our_greeting_refuses_no_mail_for_good(
    sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer
) -> None:
    peer.greetings = frozenset()
    desk = a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port)))
    desk.queue("a")

    assert "we do not know you" in desk.run().error
    assert desk.row("a").state == State.QUEUED
    peer.greetings = frozenset({"HELO"})
    desk.clock.now += timedelta(hours=1)
    assert desk.run().sent == 1


def test_an_access_token_logs_in(sqlite_engine: Engine, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with smtp_peer(tls="tls", certificate=certificate, auth=True) as peer:
        values = {
            "security": "tls",
            "ca_file": certificate[0],
            "username": "user",
            "auth": "oauth2",
        }
        desk = a_desk(
            sqlite_engine, tmp_path, SmtpRelay(settings(peer.port, **values), lambda: "good")
        )
        desk.queue("a")

        assert desk.run().sent == 1
        assert peer.logins[0].startswith("XOAUTH2")


def test_a_server_that_is_not_there_is_said_plainly() -> None:
    with pytest.raises(RelayError, match=r"SMTP server 127\.0\.0\.1 port 1"):
        SmtpRelay(settings(1)).check()


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_mail_whose_file_is_gone_or_changed_waits_and_stops_no_other(
    desk: Desk, peer: SmtpPeer, harm: str
) -> None:
    """P23: what goes out is what was kept, or nothing; and P8: one mail must not stop the queue."""
    large = b"Message-ID: <large@m>\r\n\r\n" + b"y" * 300_000 + b"\r\n"
    desk.queue("first", "last")
    desk.queue("large", content=large)
    (path,) = desk.delivery.files.glob("??/*")
    path.write_bytes(large.replace(b"y", b"z", 1))
    if harm == "gone":
        path.unlink()
    result = desk.run()

    assert sorted(peer.message_ids()) == ["<first@m>", "<last@m>"]
    assert result.error.endswith(
        f"the file {'is' if harm == 'gone' else 'was'} {harm}; restore it from the newest backup"
    )
    assert desk.row("large").state == State.QUEUED
    path.write_bytes(large)
    desk.clock.now += timedelta(hours=2)
    desk.run()
    assert peer.accepted[-1].content == large


@pytest.mark.parametrize("ahead", [timedelta(minutes=30), timedelta(days=400)])
def test_what_was_queued_or_put_off_under_a_clock_far_ahead_goes_when_it_is_right(
    sqlite_engine: Engine, tmp_path: Path, ahead: timedelta
) -> None:
    """P12: found by the fault programme; the mail waited for the wrong day."""
    relay = RecordingRelay()
    desk = a_desk(sqlite_engine, tmp_path, relay)
    right = desk.clock.now
    desk.clock.now = right + ahead
    with unit_of_work(sqlite_engine, WHO, desk.delivery.files) as uow:
        uow.outbox.add(
            Outgoing("k", "acknowledgement", "k@x.example", "<k@m>", b"x"), desk.clock.now
        )
        uow.commit()
    desk.health.not_before, desk.health.last_error = desk.clock.now + timedelta(seconds=9), "away"
    assert desk.run().error == "away"

    desk.clock.now = right

    assert desk.run().sent == 1
    assert desk.row("k").state == State.SENT


def test_what_may_have_gone_under_a_clock_far_ahead_is_looked_for_when_it_is_right(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    desk = a_desk(sqlite_engine, tmp_path, RecordingRelay(), look=lambda _name: True)
    desk.queue("k")
    with unit_of_work(sqlite_engine, WHO, desk.delivery.files) as uow:
        uow.outbox.claim(5, 1, NOW, 10**6)
        uow.outbox.orphaned(2, NOW + timedelta(days=400))
        uow.commit()

    desk.run()

    assert desk.row("k").state == State.SENT
