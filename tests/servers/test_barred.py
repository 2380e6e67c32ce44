"""A server that refuses our account refuses no mail for good: all waits and people hear (P8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from foibot.cli import main
from foibot.outbox.delivery import RelayHealth
from foibot.outbox.smtp import CONNECTIONS, SmtpRelay
from foibot.store.lanes import Lane
from foibot.store.outbox import OutboxRow, State
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import UnitOfWork
from tests.crash.trial import request, words_of
from tests.servers.smtp_peer import SmtpPeer, smtp_peer
from tests.servers.test_deliver import NOW, SECOND, WHO, Desk, a_desk, settings

LIMIT = "550 5.4.5 Daily user sending limit exceeded"
UNCLEAR = "554 Transaction failed"
KEYS = tuple("abcdefghij")


class People:
    """Who is told, and of what; an alert is a mail to governance as any other."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.barred: list[str] = []

    def on_failed(self, uow: UnitOfWork, row: OutboxRow, _reply: str, now: datetime) -> None:
        self.failed.append(row.key)
        key, content = f"alert-{row.key}", f"Message-ID: <alert-{row.key}@m>\r\n\r\n".encode()
        name = f"<{key}@m>"
        uow.outbox.add(
            Outgoing(key, "alert", "lead@x.example", name, content, lane=Lane.ALERT), now
        )

    def on_barred(
        self, _uow: UnitOfWork, _told: Sequence[tuple[str, str]], why: str, _now: datetime
    ) -> None:
        self.barred.append(why)


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def peer() -> Iterator[SmtpPeer]:
    with smtp_peer() as running:
        yield running


@pytest.fixture
def desk(sqlite_engine: Engine, tmp_path: Path, peer: SmtpPeer, people: People) -> Desk:
    relay = SmtpRelay(settings(peer.port))
    told = {"on_failed": people.on_failed, "on_barred": people.on_barred}
    return a_desk(sqlite_engine, tmp_path, relay, **told)


def dots(peer: SmtpPeer) -> int:
    """Return how many mails were begun."""
    return sum(one.startswith("MAIL") for one in peer.commands)


def go_on(desk: Desk, passes: int, seconds: int) -> None:
    for _ in range(passes):
        desk.run()
        desk.clock.now += seconds * SECOND


@pytest.mark.parametrize(
    "reply",
    [
        LIMIT,
        "550 5.1.8 Access denied, bad outbound sender",
        "554 5.7.13 account disabled",
        "550 5.7.705 Access denied, tenant has exceeded threshold",
    ],
)
def test_a_status_that_names_our_account_stops_the_batch_and_fails_nothing(
    desk: Desk, peer: SmtpPeer, people: People, reply: str
) -> None:
    peer.faults.dot, peer.faults.forever = [reply], True
    desk.queue(*KEYS)
    result = desk.run()

    assert dots(peer) <= CONNECTIONS
    assert "refuses all our mail" in result.error
    assert reply in result.error
    assert {desk.row(key).state for key in KEYS} == {State.QUEUED}
    assert (people.failed, len(people.barred)) == ([], 1)


def test_it_is_asked_again_seldom_and_with_one_mail_and_then_all_goes_once(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    peer.faults.dot, peer.faults.forever = [LIMIT], True
    desk.queue(*KEYS)
    desk.run()
    before = dots(peer)
    go_on(desk, passes=60, seconds=60)
    asked = dots(peer) - before

    assert 2 <= asked <= 5
    assert len(people.barred) == 1
    peer.faults.clear()
    go_on(desk, passes=62, seconds=60)
    assert sorted(peer.message_ids()) == sorted(f"<{key}@m>" for key in KEYS)
    assert desk.run().error == ""


def test_a_start_or_another_process_does_not_ask_sooner(desk: Desk, peer: SmtpPeer) -> None:
    peer.faults.dot, peer.faults.forever = [LIMIT], True
    desk.queue(*KEYS)
    desk.run()
    before = dots(peer)
    other = replace(desk, health=RelayHealth(), fence=2)

    assert "refuses all our mail" in other.run().error
    assert dots(peer) == before


def test_refused_alike_one_after_another_without_any_status_is_of_us_too(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    peer.faults.dot, peer.faults.forever = [UNCLEAR], True
    desk.queue(*KEYS)
    go_on(desk, passes=5, seconds=60)

    assert {desk.row(key).state for key in KEYS} == {State.QUEUED}
    assert len(people.barred) == 1
    peer.faults.clear()
    go_on(desk, passes=70, seconds=60)
    assert sorted(set(peer.message_ids())) == sorted(peer.message_ids())
    assert {f"<{key}@m>" for key in KEYS} <= set(peer.message_ids())


def test_one_that_is_refused_while_others_pass_is_refused_for_good(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    peer.faults.content["a@x.example"] = UNCLEAR
    desk.queue(*KEYS)
    desk.run()
    assert desk.row("a").state == State.QUEUED
    desk.queue("k")
    desk.clock.now += 60 * SECOND
    desk.run()

    assert (desk.row("a").state, desk.row("k").state) == (State.FAILED, State.SENT)
    assert (people.failed, people.barred) == (["a"], [])


def test_where_nothing_else_goes_what_tells_of_it_decides(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    peer.faults.content["a@x.example"] = UNCLEAR
    desk.queue("a")
    go_on(desk, passes=3, seconds=60)

    assert desk.row("a").state == State.FAILED
    assert "<alert-a@m>" in peer.message_ids()
    assert people.barred == []


def test_and_where_that_is_refused_alike_it_is_of_us(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    peer.faults.dot, peer.faults.forever = [UNCLEAR], True
    desk.queue("a")
    assert desk.run().error == ""
    go_on(desk, passes=6, seconds=60)

    assert desk.row("a").state == State.QUEUED
    assert len(people.barred) == 1
    peer.faults.clear()
    go_on(desk, passes=70, seconds=60)
    assert peer.message_ids().count("<a@m>") == 1


def test_many_addresses_that_do_not_exist_stop_nobody_else(
    desk: Desk, peer: SmtpPeer, people: People
) -> None:
    """A flood in forged names must not stop the desk."""
    for key in "abcdef":
        peer.faults.rcpt[f"{key}@x.example"] = "550 no such user here"
    desk.queue(*KEYS)
    desk.run()

    assert [desk.row(key).state for key in KEYS] == [State.FAILED] * 6 + [State.SENT] * 4
    assert people.barred == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_server_that_refuses_us_as_sender_refuses_no_mail_for_good_and_is_told(
    desk: Desk, peer: SmtpPeer, people: People, number: int
) -> None:
    """The mail that tells of it would be refused too, so the alarm must; of one mail alone too."""
    peer.faults.mail, peer.faults.forever = ["550 5.7.60 you may not send as this sender"], True
    desk.queue(*KEYS[:number])

    assert "refuses all our mail" in desk.run().error
    peer.faults.clear()
    desk.clock.now = NOW + timedelta(minutes=5)
    desk.run()
    assert sorted(peer.message_ids()) == [f"<{key}@m>" for key in KEYS[:number]]


def test_the_alarm_health_and_governance_tell_it_and_resume_asks_at_once(
    tmp_path: Path, peer: SmtpPeer
) -> None:
    alarm = tmp_path / "alarm"
    config = tmp_path / "config.toml"
    config.write_text(
        f'[authority]\nname = "Mixbury"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        f'[smtp]\nhost = "127.0.0.1"\nport = {peer.port}\nsecurity = "none"\n'
        f'[governance]\nleads = ["lead@{WHO}"]\n'
        f"[health]\nalarm_command = ['sh', '-c', 'cat >> {alarm}']\n"
    )
    (tmp_path / "in").mkdir()
    for number in (1, 2, 3):
        (tmp_path / "in" / f"{number}.eml").write_bytes(request(number))
    peer.faults.dot, peer.faults.forever = [LIMIT], True

    def foibot(*words: str) -> Result:
        return CliRunner().invoke(main, ["-c", str(config), *words])

    for _ in range(2):
        assert LIMIT in foibot("once").output
    health = foibot("health", "--json")
    assert (health.exit_code, LIMIT in health.output) == (1, True)
    assert alarm.read_text().count(LIMIT) == 1
    assert peer.accepted == []

    peer.faults.clear()
    assert "asked again at once" in foibot("resume").output
    assert foibot("once").exit_code == 0
    assert foibot("health").exit_code == 0
    sent = [message_from_bytes(mail.content) for mail in peer.accepted]
    kinds = Counter(str(one["X-Foibot-Kind"]) for one in sent)
    assert kinds["acknowledgement"] == 3
    assert sum(LIMIT in words_of(one) for one in sent) == 1
