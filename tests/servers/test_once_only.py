"""Of a batch of letters with enclosures a kill leaves only those in doubt that were going (P7)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from foibot.outbox.smtp import CONNECTIONS, SmtpRelay
from foibot.store.outbox import State
from foibot.store.unit_of_work import reading, unit_of_work
from tests.fakes import RecordingRelay
from tests.servers.smtp_peer import Accepted, smtp_peer
from tests.servers.test_deliver import NOW, SECOND, WHO, a_desk, settings


def test_after_a_kill_only_the_letter_at_the_door_waits_for_a_person(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    relay = RecordingRelay()
    desk = a_desk(sqlite_engine, tmp_path, relay, look=lambda _id: False)
    desk.queue(*"abc", resend_allowed=False)
    with unit_of_work(sqlite_engine, WHO, tmp_path) as uow:
        first, *_ = uow.outbox.claim(5, 1, NOW, 10**6)
        assert uow.outbox.begin(first.id, 1)
        uow.commit()
    desk.fence = 2
    desk.run()
    desk.clock.now += 900 * SECOND
    desk.run()

    assert [mail.key for mail in relay.accepted] == ["b", "c"]
    assert desk.row("a").state == State.HELD


def test_what_was_stopped_or_taken_over_meanwhile_is_not_begun(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    desk = a_desk(sqlite_engine, tmp_path, RecordingRelay())
    desk.queue(*"ab", resend_allowed=False)
    with unit_of_work(sqlite_engine, WHO, tmp_path) as uow:
        numbers = [row.id for row in uow.outbox.claim(5, 1, NOW, 10**6)]
        assert uow.outbox.cancel("a", NOW)
        uow.outbox.claim(5, 2, NOW, 10**6)

        assert [uow.outbox.begin(number, 1) for number in numbers] == [False, False]


def test_a_letter_with_enclosures_is_noted_as_going_right_before_its_own_dot(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    standing: list[dict[str, str]] = []
    keys = [f"k{number}" for number in range(12)]

    def states(mail: Accepted) -> None:
        with reading(sqlite_engine, WHO, tmp_path) as uow:
            rows = {row.key: row.state for row in uow.outbox.since(0)}
        standing.append(rows | {"this": rows[mail.recipients[0].partition("@")[0]]})

    with smtp_peer() as peer:
        peer.on_accept = states
        desk = a_desk(sqlite_engine, tmp_path, SmtpRelay(settings(peer.port)))
        desk.queue(*keys, resend_allowed=False)
        assert desk.run().sent == len(keys)

    assert {one["this"] for one in standing} == {State.SENDING}
    going = [sum(one[key] == State.SENDING for key in keys) for one in standing]
    # What the server has answered for is among them until its group is written down.
    assert going[0] <= CONNECTIONS
