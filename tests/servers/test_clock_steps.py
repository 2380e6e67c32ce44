"""Clock steps, changes of summer time, a machine that slept: each mail goes once (P12, P13)."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.app import handlers_of
from foibot.cli import main
from foibot.clock.calendar import receipt_date
from foibot.config.load import load
from foibot.schedule.opening import OpenStore, open_store
from foibot.schedule.serving import CLOCK_REASON, once
from foibot.store.outbox import OutboxRow
from foibot.store.unit_of_work import reading
from tests.crash.trial import request

WHO = "mixbury.example"
ARRIVED = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[authority]\nname = "Mixbury"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        f'[outbox]\ndirectory = "out"\n[governance]\nleads = ["lead@{WHO}"]\n'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.eml").write_bytes(request(1))
    # The time of the file is that of the receipt: whatever the day on which the tests run.
    os.utime(tmp_path / "in" / "1.eml", (ARRIVED.timestamp(), ARRIVED.timestamp()))
    return open_store(load(path, {}))


def mails(store: OpenStore) -> list[OutboxRow]:
    with reading(store.engine, WHO, store.config.store.files) as uow:
        return uow.outbox.since(0)


def files(store: OpenStore) -> list[Path]:
    return sorted((store.config.directory / "out").glob("*.eml"))


def kinds(store: OpenStore) -> Counter[tuple[str, str]]:
    """Return how many mails of each kind each person got."""
    found = [message_from_bytes(path.read_bytes()) for path in files(store)]
    return Counter((str(one["X-Foibot-Kind"]), str(one["To"])) for one in found)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(datetime(2026, 10, 25, 1, tzinfo=UTC), id="back to winter time"),
        pytest.param(datetime(2027, 3, 28, 1, tzinfo=UTC), id="forward to summer time"),
    ],
)
def test_over_a_change_of_the_clocks_nothing_goes_twice(store: OpenStore, change: datetime) -> None:
    at = change - 44 * HOUR
    while at < change + 60 * HOUR:
        assert once(store, handlers_of, lambda at=at: at) == []  # type: ignore[misc]
        at += 2 * HOUR

    days = Counter((row.kind, row.recipient, row.created_at.date()) for row in mails(store))
    assert max(days.values()) == 1
    assert sum(kind == "acknowledgement" for kind, _, _ in days) == 1
    assert len(files(store)) == len(mails(store))


def test_a_machine_that_slept_sends_one_digest_not_one_a_day(store: OpenStore) -> None:
    start = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    for at in (start, start + HOUR):
        once(store, handlers_of, lambda at=at: at)  # type: ignore[misc]
    before = kinds(store)
    woke = start + 9 * DAY
    for at in (woke, woke + HOUR / 60, woke + HOUR):
        once(store, handlers_of, lambda at=at: at)  # type: ignore[misc]
    added = kinds(store) - before

    assert max(added.values()) == 1


def test_a_clock_that_goes_back_stops_sending_until_it_is_right(store: OpenStore) -> None:
    start = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    once(store, handlers_of, lambda: start)
    sent = files(store)
    (store.config.directory / "in" / "2.eml").write_bytes(request(2))
    once(store, handlers_of, lambda: start - 2 * DAY)
    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert uow.state.paused == CLOCK_REASON
        assert sum(uow.inbox.counts().values()) == 2
    assert files(store) == sent
    once(store, handlers_of, lambda: start + HOUR)

    recipients = [to for kind, to in kinds(store) if kind == "acknowledgement"]
    assert len(recipients) == 2


def test_a_year_ahead_and_back_doubles_nothing(store: OpenStore) -> None:
    start = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    for at in (start, start + 400 * DAY, start + HOUR, start + 401 * DAY):
        once(store, handlers_of, lambda at=at: at)  # type: ignore[misc]
    days = Counter((row.kind, row.recipient, row.created_at.date()) for row in mails(store))

    assert max(days.values()) == 1


def test_after_a_clock_that_was_far_ahead_a_person_lets_mail_go_on(store: OpenStore) -> None:
    """Nobody can wait until the clock has caught up with a year."""
    start = datetime.now(UTC)
    once(store, handlers_of, lambda: start + 400 * DAY)
    (store.config.directory / "in" / "2.eml").write_bytes(request(2))
    once(store, handlers_of, lambda: start)
    assert sum(kind == "acknowledgement" for kind, _ in kinds(store)) == 1
    words = ["--config", str(store.config.directory / "config.toml"), "resume"]
    result = CliRunner().invoke(main, words)
    assert "went back" in result.output
    once(store, handlers_of, lambda: start + HOUR)

    assert sum(kind == "acknowledgement" for kind, _ in kinds(store)) == 2
    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert uow.state.paused is None


def test_after_days_without_a_way_out_one_digest_goes_not_one_a_day(store: OpenStore) -> None:
    """P13: each holds everything that is asked of its reader."""
    start = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    out = store.config.directory / "out"
    out.write_text("in the way")
    for days in (0, 4, 10):
        once(store, handlers_of, lambda days=days: start + days * DAY)  # type: ignore[misc]
    made = Counter(row.recipient for row in mails(store) if row.kind == "digest")
    assert max(made.values()) > 1
    out.unlink()
    once(store, handlers_of, lambda: start + 10 * DAY + HOUR)
    sent = Counter(to for kind, to in kinds(store).elements() if kind == "digest")

    assert set(sent) == set(made)
    assert set(sent.values()) == {1}


def test_a_case_that_was_looked_at_under_a_clock_far_ahead_is_looked_at_again_after_resume(
    store: OpenStore,
) -> None:
    start = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    once(store, handlers_of, lambda: start)
    # Whoever looks under that clock puts the next look off to its morrow.
    once(store, handlers_of, lambda: start + 400 * DAY)
    once(store, handlers_of, lambda: start + DAY)
    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert uow.cases.due_for_look((start + DAY).date()) == []
    config = str(store.config.directory / "config.toml")
    assert CliRunner().invoke(main, ["--config", config, "resume"]).exit_code == 0

    # The command takes the clock of this machine: whatever it says, the case comes in its time.
    with reading(store.engine, WHO, store.config.store.files) as uow:
        today = receipt_date(max(datetime.now(UTC), start + DAY))
        assert uow.cases.due_for_look(today) != []
