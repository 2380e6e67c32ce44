"""What is stored together is kept together, on SQLite and on PostgreSQL."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from foibot.case.events import Event, Opened
from foibot.case.lifecycle import replay
from foibot.case.model import Case, CaseKind, Law, Requester
from foibot.questions.model import Item
from foibot.store import lease
from foibot.store.acknowledged import Most
from foibot.store.arrivals import Arrival
from foibot.store.dates import Dates
from foibot.store.engine import open_engine
from foibot.store.errors import OtherInstanceError, StaleCaseError, StoreError
from foibot.store.inbox import Outcome
from foibot.store.lanes import Lane
from foibot.store.migrate import upgrade
from foibot.store.outbox import State
from foibot.store.outgoing import Outgoing
from foibot.store.presence import Presence
from foibot.store.similar import Among
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.servers.postgresql import PostgreSQL

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WHO = "mixbury.example"
MINUTE = timedelta(minutes=1)


def arrival(uid: int, identity: str = "", *, folder: str = "INBOX", day: int = 1) -> Arrival:
    return Arrival(
        folder=folder,
        uidvalidity=7,
        uid=uid,
        internaldate=datetime(2026, 11, day, 12, tzinfo=UTC),
        received_on=date(2026, 11, day),
        junk=folder == "Junk",
        identity=identity or f"{uid:064x}",
        message_id=f"<{uid}@example.org>",
        sha256="a" * 64,
    )


def take_in(uow: UnitOfWork, *arrivals: Arrival) -> int:
    kept = uow.content.keep(b"Subject: x\r\n\r\nx")
    stored = [type(kept)("a" * 64, kept.size, kept.data)]
    uow.content.add_raw(stored, NOW)
    return uow.inbox.add(arrivals, NOW)


def opened(number: int, *questions: str) -> tuple[Case, list[Event]]:
    reference = f"FOI-2026-{number:05d}"
    items = tuple(Item(n, None, None, False, words) for n, words in enumerate(questions, 1))
    fact = Opened(
        CaseKind.REQUEST, Law.FOIA, Requester("Jo@Example.org"), NOW, NOW.date(), "Potholes", "",
        items, (Law.FOIA,) * len(items),
    )  # fmt: skip
    events = [Event(1, NOW, "foibot", fact)]
    return replay(reference, WHO, events), events


DATES = Dates(date(2026, 12, 21), date(2026, 11, 24), "uk 2026-11")


def test_what_is_not_committed_is_not_there(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1))
        uow.audit.append("message_stored", NOW)

    with reading(engine, WHO, tmp_path) as uow:
        assert list(uow.inbox.unknown("INBOX", 7, [1])) == [1]
        assert uow.audit.head()[0] == 0


def test_copies_of_one_message_are_one_message(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert take_in(uow, arrival(1, "i", folder="Junk", day=3), arrival(2, "i", day=2)) == 1
        assert take_in(uow, arrival(9, "i", day=1), arrival(2, "i")) == 0
        uow.commit()

    with reading(engine, WHO, tmp_path) as uow:
        (only,) = uow.inbox.by_message_id("<1@example.org>") + uow.inbox.by_message_id(
            "<2@example.org>"
        )
        assert (only.junk, only.received_on) == (False, date(2026, 11, 1))
        assert list(uow.inbox.unknown("INBOX", 7, range(1, 12))) == [1, *range(3, 9), 10, 11]
        assert list(uow.inbox.unknown("INBOX", 8, [2, 9])) == [2, 9]
        assert list(uow.inbox.unknown("Junk", 7, range(3))) == [0, 2]


def test_a_commit_that_fails_locks_nobody_out(sqlite_engine: Engine, tmp_path: Path) -> None:
    with (
        pytest.raises(IntegrityError),
        unit_of_work(sqlite_engine, WHO, tmp_path) as uow,
    ):
        uow.connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        take_in(uow, arrival(1))
        uow.connection.execute(text("DELETE FROM raw"))
        uow.commit()

    other = sqlite3.connect(tmp_path / "foibot.db", timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_another_authority_sees_nothing(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1, "i"))
        uow.outbox.add(mail("k"), NOW)
        case, events = opened(1, "How many?")
        uow.cases.create(case, events, DATES)
        uow.commit()

    with unit_of_work(engine, "other.example", tmp_path) as uow:
        assert uow.inbox.by_identity("i") is None
        assert uow.outbox.add(mail("k"), NOW)
        assert uow.cases.get(case.reference) is None
        assert uow.similar.candidates("How many potholes") == []
        uow.cases.create(case, events, DATES)


def test_messages_are_claimed_oldest_first_and_those_tried_before_come_alone(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1, day=3), arrival(2, day=1), arrival(3, day=2))
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        first = uow.inbox.claim_new(2, "me", NOW)
        assert [one.received_on.day for one in first] == [1, 2]
        assert uow.inbox.claim_new(2, "you", NOW)[0].received_on.day == 3
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert uow.inbox.claim_new(9, "you", NOW) != first
        uow.inbox.release_claims("me")
        uow.inbox.release_claims("you")
        again = uow.inbox.claim_new(9, "new", NOW)
        assert [(one.received_on.day, one.tries) for one in again] == [(1, 2)]
        uow.inbox.finish(again[0].id, Outcome("new_request", "open", "r", "FOI-2026-00001"), NOW)
        assert uow.inbox.claim_new(9, "new", NOW)[0].received_on.day == 2


def test_what_a_stalled_worker_claimed_is_not_done_again_by_it(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1, day=1), arrival(2, day=2))
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        numbers = [one.id for one in uow.inbox.claim_new(2, "stalled", NOW)]
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        (taken,) = uow.inbox.claim_new(1, "other", NOW + timedelta(minutes=6))
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert uow.inbox.still_ours(numbers, "stalled") == set(numbers) - {taken.id}
        uow.inbox.finish(taken.id, Outcome("new_request", "open", "r", "FOI-2026-00001"), NOW)
        assert uow.inbox.still_ours([taken.id], "other") == set()
        assert uow.inbox.claimants() == {"stalled"}


def test_what_we_died_over_waits_for_all_others_and_is_tried_three_times(
    engine: Engine, tmp_path: Path
) -> None:
    """P5: whoever kills us kills whatever we are at, so an innocent message is spared a while."""
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1, day=1), arrival(2, day=2))
        uow.inbox.claim_new(1, "me", NOW)
        order = []
        for _ in range(5):
            (one,) = uow.inbox.claim_new(1, "me", NOW)
            order.append(one.received_on.day)

        assert order == [2, 1, 2, 1, 2]
        assert uow.inbox.claim_new(5, "me", NOW) == []
        assert len(uow.inbox.worn_out("me", NOW)) == 2
        # Whoever is still at it is left alone.
        assert uow.inbox.worn_out("other", NOW) == []


@pytest.mark.pg
def test_who_died_is_known_at_once(pg_server: PostgreSQL) -> None:
    engine = open_engine(pg_server.new_database())
    living, dying = Presence(engine, "living"), Presence(engine, "dying")
    watching = Presence(engine, "watching")
    assert watching.gone({"living", "dying", "never"}) == {"never"}
    dying.end()
    # The server needs a moment to see that a connection has ended.
    end = time.monotonic() + 10
    while not watching.gone({"living", "dying"}) and time.monotonic() < end:
        time.sleep(0.01)

    # The lock goes when the server has noticed: on a busy machine a moment later.
    until = monotonic() + 10
    while not (gone := watching.gone({"living", "dying"})) and monotonic() < until:
        sleep(0.02)
    assert gone == {"dying"}
    living.end()
    watching.end()
    engine.dispose()


def test_a_message_tried_three_times_is_worn_out(engine: Engine, tmp_path: Path) -> None:
    for tries in (1, 2, 3):
        with unit_of_work(engine, WHO, tmp_path) as uow:
            take_in(uow, arrival(1))
            (one,) = uow.inbox.claim_new(5, "me", NOW)
            assert one.tries == tries
            uow.inbox.fail(one.id, "kaput")
            uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert uow.inbox.claim_new(5, "me", NOW) == []
        (worn,) = uow.inbox.worn_out("me", NOW)
        uow.inbox.hold(worn.id, "cannot be read", NOW)
        assert [one.held_reason for one in uow.inbox.held()] == ["cannot be read"]
        uow.inbox.release(worn.id)
        assert len(uow.inbox.claim_new(5, "me", NOW)) == 1


def test_a_case_is_its_events(engine: Engine, tmp_path: Path) -> None:
    case, events = opened(1, "How many potholes?", "What did it cost?")
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.cases.create(case, events, DATES)
        uow.commit()

    with reading(engine, WHO, tmp_path) as uow:
        loaded = uow.cases.load(case.reference)
        assert loaded is not None
        assert replay(case.reference, WHO, loaded[1]) == case
        assert loaded[0].requester == "jo@example.org"
        assert [one.n for one in uow.items.of_case(case.reference)] == [1, 2]
        assert [one.reference for one in uow.cases.due_for_look(date(2026, 11, 24))] == [
            case.reference
        ]
        assert uow.cases.due_for_look(date(2026, 11, 23)) == []
        assert [one.reference for one in uow.cases.search("pothole")] == [case.reference]
        assert uow.cases.search("%") == []


def test_a_case_that_moved_on_is_not_overwritten(engine: Engine, tmp_path: Path) -> None:
    case, events = opened(1, "How many?")
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.cases.create(case, events, DATES)
        with pytest.raises(StaleCaseError):
            uow.cases.save(case, [], DATES, expected_version=0)


def test_numbers_are_given_out_once(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert [uow.cases.next_number("FOI", 2026) for _ in range(2)] == [1, 2]
        uow.cases.raise_number("FOI", 2026, 40)
        uow.cases.raise_number("FOI", 2026, 7)
        assert uow.cases.next_number("FOI", 2026) == 41
        assert uow.cases.next_number("FOI", 2027) == 1


def test_similar_questions_are_found_by_their_rare_words(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        for number, words in enumerate(
            ["How many potholes were repaired?", "Taxi licences refused", "Spend on consultants"], 1
        ):
            case, events = opened(number, words)
            uow.cases.create(case, events, DATES)
        found = uow.similar.candidates('cost of repairing a POTHOLE? AND "NEAR (x*')
        assert [one.reference for one in found] == ["FOI-2026-00001"]
        assert uow.similar.candidates("and the of") == []
        assert uow.similar.candidates("potholes", among=Among(only_sent=True)) == []


def mail(key: str, **more: object) -> Outgoing:
    fields = {"kind": "acknowledgement", "recipient": "jo@example.org", "content": b"x"} | more
    return Outgoing(key=key, message_id=f"<{key}@mixbury.example>", **fields)  # type: ignore[arg-type]


def test_a_key_is_queued_once(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert uow.outbox.add(mail("k"), NOW)
        assert not uow.outbox.add(mail("k", content=b"other"), NOW)
        row = uow.outbox.get("k")
        assert row is not None
        assert uow.outbox.content_of(row) == b"x"
        assert uow.outbox.find_by_message_id(["<k@mixbury.example>"]) == [row]


def test_what_the_law_asks_for_goes_first_and_then_the_oldest_clock(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("alert", lane=Lane.ALERT), NOW)
        uow.outbox.add(mail("reminder", lane=Lane.REMINDER), NOW)
        uow.outbox.add(mail("new", priority=date(2026, 11, 20)), NOW)
        uow.outbox.add(mail("old", priority=date(2026, 11, 2)), NOW)
        uow.outbox.add(mail("letter", lane=Lane.URGENT), NOW)
        uow.outbox.add(mail("held", lane=Lane.URGENT, held=True), NOW)
        claimed = uow.outbox.claim(9, 1, NOW, 10**6)
        assert [row.key for row in claimed] == ["letter", "old", "new", "reminder", "alert"]
        assert uow.outbox.claim(9, 1, NOW, 10**6) == []


@pytest.mark.parametrize("flooded", Lane)
def test_a_flood_in_one_lane_keeps_no_other_waiting(
    engine: Engine, tmp_path: Path, flooded: Lane
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        for number in range(60):
            uow.outbox.add(mail(f"flood {number:02}", lane=flooded), NOW)
        for lane in Lane:
            if lane is not flooded:
                uow.outbox.add(mail(lane.name, lane=lane), NOW)
        # Thirty a minute are claimed five by five.
        went: list[str] = []
        while len(went) < 20:
            went += [row.key for row in uow.outbox.claim(5, 1, NOW, 10**6, turn=len(went))]

    others = {lane.name for lane in Lane if lane is not flooded}
    assert others <= {*went}
    assert [key for key in went if key.startswith("flood")] == [
        f"flood {number:02}" for number in range(20 - len(others))
    ]


def test_a_lost_fence_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("k"), NOW)
        (row,) = uow.outbox.claim(9, 1, NOW, 10**6)
        assert uow.outbox.orphaned(2, NOW) == 1
        assert uow.outbox.sent(row.id, 1, NOW) == 0
        assert [one.key for one in uow.outbox.in_state(State.UNKNOWN)] == ["k"]
        assert uow.outbox.resolve(row.id, State.QUEUED, NOW, "not in Sent") == 1
        (again,) = uow.outbox.claim(9, 2, NOW, 10**6)
        assert uow.outbox.again(again.id, 2, NOW + MINUTE, "451 later") == 1
        assert uow.outbox.claim(9, 2, NOW, 10**6) == []
        assert len(uow.outbox.claim(9, 2, NOW + MINUTE, 10**6)) == 1


def test_large_content_lies_in_a_file_and_comes_back(engine: Engine, tmp_path: Path) -> None:
    large = b"y" * 300_000
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("k", content=large), NOW)
        kept = uow.content.add_file(large, "../../etc/passwd", "text/plain", "test", NOW)
        row = uow.outbox.get("k")
        assert row is not None
        assert uow.outbox.content_of(row) == large
        assert uow.content.file_bytes(kept.sha256) == large
        assert [path.name for path in tmp_path.glob("??/*")] == [kept.sha256]


def test_acknowledgements_are_counted_for_the_limits(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("old"), NOW - 1500 * MINUTE)
        uow.outbox.add(mail("a"), NOW - 90 * MINUTE)
        uow.outbox.add(mail("b"), NOW)
        uow.outbox.add(mail("c", recipient="x@Example.ORG"), NOW)
        uow.outbox.add(mail("d", held=True), NOW)
        counted = uow.outbox.acknowledged
        far = Most(9, 9, 9, 9)
        assert counted("acknowledgement", "jo@example.org", NOW, far) == Most(1, 2, 3, 3)
        assert counted("acknowledgement", "x@Example.ORG", NOW, far) == Most(1, 1, 3, 3)
        assert counted("alert", "jo@example.org", NOW, far) == Most(0, 0, 0, 0)
        near = Most(0, 1, 2, 9)
        assert counted("acknowledgement", "jo@example.org", NOW, near) == Most(0, 1, 2, 3)


def test_the_audit_is_a_chain(engine: Engine, tmp_path: Path) -> None:
    for day in range(3):
        with unit_of_work(engine, WHO, tmp_path) as uow:
            uow.audit.append("case_opened", NOW, "FOI-2026-00001", rule="r", day=day)
            uow.audit.append("acknowledged", NOW, "FOI-2026-00001")
            uow.commit()
    with reading(engine, WHO, tmp_path) as uow:
        assert uow.audit.verify() == (6, None)


@pytest.mark.parametrize(
    ("harm", "whole", "says"),
    [
        ("UPDATE audit SET kind = 'other' WHERE seq = 3", 2, "line 3 was changed"),
        ("DELETE FROM audit WHERE seq = 3", 2, "line 3 is missing"),
        ("DELETE FROM audit WHERE seq > 4", 4, "2 lines are missing at the end"),
    ],
)
def test_what_is_changed_in_the_audit_is_found(
    engine: Engine, tmp_path: Path, harm: str, whole: int, says: str
) -> None:
    test_the_audit_is_a_chain(engine, tmp_path)
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.connection.execute(text(harm))
        uow.commit()

    with reading(engine, WHO, tmp_path) as uow:
        assert uow.audit.verify() == (whole, says)


def test_a_token_is_spent_once_and_an_absence_ends(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert [uow.contacts.spend("h", NOW) for _ in range(2)] == [True, False]
        uow.contacts.set_absent("A@x.example", date(2026, 11, 27), "m", NOW)
        assert uow.contacts.absent(date(2026, 11, 27)) == {"a@x.example": date(2026, 11, 27)}
        assert uow.contacts.absent(date(2026, 11, 28)) == {}


def test_a_lease_has_one_holder_and_its_fence_grows(engine: Engine) -> None:
    mine = lease.acquire(engine, "work", "me", NOW)
    assert mine is not None
    assert lease.acquire(engine, "work", "you", NOW) is None
    assert lease.renew(engine, mine, NOW)
    later = NOW + lease.lasts(engine) + MINUTE
    yours = lease.acquire(engine, "work", "you", later)
    assert yours is not None
    assert yours.fence > mine.fence
    assert not lease.renew(engine, mine, later)
    lease.give_back(engine, yours, later)
    assert lease.acquire(engine, "work", "me", later) is not None


def test_a_lease_of_a_clock_far_ahead_keeps_nobody_out(engine: Engine) -> None:
    """P18: a machine whose clock stood in 2030 had kept every other out until then."""
    ahead = lease.acquire(engine, "work", "clock far ahead", NOW + timedelta(days=1500))
    assert ahead is not None
    mine = lease.acquire(engine, "work", "me", NOW)
    assert mine is not None

    assert mine.fence > ahead.fence
    assert not lease.renew(engine, ahead, NOW + timedelta(days=1500))


def test_a_lease_of_a_clock_somewhat_ahead_is_honest(engine: Engine) -> None:
    assert lease.acquire(engine, "work", "somewhat ahead", NOW + 4 * MINUTE) is not None

    assert lease.acquire(engine, "work", "me", NOW) is None


def test_the_state_folder_has_one_worker(tmp_path: Path) -> None:
    lock = lease.StateLock(tmp_path)
    with pytest.raises(OtherInstanceError, match="another foibot"):
        lease.StateLock(tmp_path)
    lock.release()
    lease.StateLock(tmp_path).release()


def test_a_newer_schema_is_refused(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(StoreError, match="newer foibot"):
        upgrade(engine)


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foibot.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(StoreError, match=r"cannot be opened|damaged"):
        open_engine(f"sqlite:///{path}")


def test_a_database_that_does_not_open_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StoreError, match="see that the folder is there"):
        open_engine(f"sqlite:///{tmp_path}/folder.db")
    (tmp_path / "foibot.db").write_bytes(b"no database " * 500)
    with pytest.raises(StoreError, match="restore the newest backup"):
        open_engine(f"sqlite:///{tmp_path}/foibot.db")


def give_out(url: str, files: str, many: int) -> None:
    engine = open_engine(url)
    for _ in range(many):
        with unit_of_work(engine, WHO, Path(files)) as uow:
            number = uow.cases.next_number("FOI", 2026)
            uow.audit.append("numbered", NOW, None, number=number)
            uow.commit()
    engine.dispose()


def test_several_processes_never_lose_an_update(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=give_out, args=(database_url, str(tmp_path), 40)) for _ in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)

    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with unit_of_work(engine, WHO, tmp_path) as uow:
        assert uow.cases.next_number("FOI", 2026) == 121
        assert uow.audit.verify() == (120, None)
        numbers = {line.data["number"] for _, line, _ in uow.audit.lines()}
        assert numbers == set(range(1, 121))
