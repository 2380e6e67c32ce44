"""REMIND is left alone only where it has nothing to do; each cause of work loads the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from foibot.config.rule_files import files_beside, mark_of, program_mark
from foibot.handlers.at_rest import is_at_rest
from foibot.handlers.nothing_due import DONE_ON, KNOWN_CALENDAR, NOTED, Note, next_instant
from foibot.schedule.desk_work import Handlers
from foibot.schedule.when_needed import ProgramChangedError, WhenNeeded
from foibot.store import tables
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work
from tests.flows.post import absence_of
from tests.flows.rates import PARKING, REF, asked_of_parking
from tests.flows.town import LONDON, Town, at

PROGRAM = program_mark()


def mark(town: Town) -> str:
    """Return what stands for all that the desk of *town* decides by now."""
    store = town.world.store
    return mark_of(store.config.desks[0], PROGRAM, files_beside(store.config.directory))


def changed(town: Town, change: Callable[[UnitOfWork], object]) -> None:
    """Let somebody change the register of *town*."""
    store = town.world.store
    with unit_of_work(store.engine, store.config.desks[0].key, store.config.store.files) as uow:
        change(uow)
        uow.commit()


def rests(town: Town) -> bool:
    """Return whether REMIND would be left alone now."""
    store = town.world.store
    with reading(store.engine, store.config.desks[0].key, store.config.store.files) as uow:
        return is_at_rest(uow, mark(town), town.now)


def register(town: Town) -> list[object]:
    """Return every row of every table."""
    with town.world.store.engine.connect() as connection:
        return [
            row
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table)).tuples().all()
        ]


@dataclass
class Watch:
    """Looks whether REMIND, where it would be left alone, does nothing indeed."""

    town: Town
    rested: int = 0
    worked: int = 0
    _remind: Callable[..., int] = field(init=False)

    def __post_init__(self) -> None:
        self._remind = self.town.world.handlers.remind
        self.town.world.handlers = replace(self.town.world.handlers, remind=self._watched)

    def _watched(self, now: datetime, go: Callable[[], bool]) -> int:
        if not rests(self.town):
            self.worked += 1
            return self._remind(now, go)
        before = register(self.town)
        looked = self._remind(now, go)
        assert register(self.town) == before, f"there was work at {now}"
        self.rested += 1
        return looked

    def until(self, said: str) -> None:
        """Go on, hour by hour."""
        while self.town.now < at(said):
            self.town.later(hours=1)
            self.town.tick()


def test_where_it_is_left_alone_it_has_nothing_to_do_in_two_weeks_of_a_desk(tmp_path: Path) -> None:
    town = asked_of_parking(tmp_path)
    watch = Watch(town)
    watch.until("Tue 3 Nov 2026 15:00")
    out = absence_of(PARKING, town.last("digest", PARKING), town.now, "I am away until 6 November.")
    town.receive(out)
    watch.until("Wed 4 Nov 2026 10:00")
    town.rules("services.toml", (PARKING, "fines@council.example"))
    watch.until("Thu 5 Nov 2026 10:00")
    town.answer(town.last("digest"), Q1="1,234 fines were issued.", Q2="£31 an hour.")
    watch.until("Thu 5 Nov 2026 15:00")
    town.approve()
    watch.until("Tue 17 Nov 2026 12:00")

    assert town.all("response")
    # The days' beginnings, their digests, and what came; all other hours are of no interest.
    assert watch.rested > 5 * watch.worked
    assert watch.worked > 14


@dataclass
class Idle:
    """A service that was started again at a desk with an open case, and waits."""

    town: Town
    desk: WhenNeeded
    loads: list[str]

    @classmethod
    def at(cls, town: Town) -> Idle:
        """Return a desk that waits in *town*, by the rules as they are now."""
        loads: list[str] = []
        store = town.world.store
        newest = files_beside(store.config.directory).newest

        def load() -> Handlers:
            loads.append("loaded")
            return Handlers(process=lambda _at, _worker: 0, remind=lambda _at, _go: 0)

        desk = WhenNeeded(store, store.config.desks[0], newest, mark(town), PROGRAM, load)
        return cls(town, desk, loads)

    def tick(self) -> bool:
        """Let a poll, a look and a delivery pass; return whether the desk was loaded."""
        handlers = self.desk.handlers
        handlers.process(self.town.now, "here")
        handlers.remind(self.town.now, lambda: True)
        handlers.before_delivery()
        return bool(self.loads)


@pytest.fixture
def idle(tmp_path: Path) -> Idle:
    town = asked_of_parking(tmp_path)
    town.tick()
    town.later(minutes=1)
    return Idle.at(town)


def test_a_desk_with_an_open_case_and_nothing_to_do_is_not_loaded(idle: Idle) -> None:
    for _ in range(12):
        assert not idle.tick()
        idle.town.later(hours=1)
    assert idle.town.case(REF).status.is_open


def a_message(town: Town) -> None:
    message = tables.message
    changed(town, lambda uow: uow.connection.execute(update(message).values(state="new")))


def a_mail_to_send(town: Town) -> None:
    mail = Outgoing("key", "digest", PARKING, "<key@council.example>", b"\r\n\r\n")
    changed(town, lambda uow: uow.outbox.add(mail, town.now))


def a_letter_approved(town: Town) -> None:
    case = tables.case
    changed(town, lambda uow: uow.connection.execute(update(case).values(status="approved")))


def somebody_away(town: Town) -> None:
    changed(town, lambda uow: uow.contacts.set_absent(PARKING, None, "", town.now))


def questions_to_hand_on(town: Town) -> None:
    changed(town, lambda uow: uow.state.set_own(f"hand-on/{PARKING}", "is away"))


def another_calendar(town: Town) -> None:
    changed(town, lambda uow: uow.state.set_own(KNOWN_CALENDAR, "older"))


def a_day_undone(town: Town) -> None:
    changed(town, lambda uow: uow.state.set_own(DONE_ON, None))


def a_note_that_cannot_be_read(town: Town) -> None:
    changed(town, lambda uow: uow.state.set_own(NOTED, '{"at": "yesterday"}'))


def services_edited(town: Town) -> None:
    town.rules("services.toml", (PARKING, "fines@council.example"))


def the_next_day(town: Town) -> None:
    town.world.at = at("Wed 4 Nov 2026 00:00")


def a_clock_set_back(town: Town) -> None:
    town.later(hours=-3)


CAUSES = (
    a_message, a_mail_to_send, a_letter_approved, somebody_away, questions_to_hand_on,
    another_calendar, a_day_undone, a_note_that_cannot_be_read, services_edited, the_next_day,
    a_clock_set_back,
)  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_of_work_loads_the_desk_at_the_next_tick(
    idle: Idle, cause: Callable[[Town], None]
) -> None:
    assert not idle.tick()
    cause(idle.town)

    assert idle.tick()


def test_the_hour_of_the_digest_loads_the_desk(tmp_path: Path) -> None:
    town = asked_of_parking(tmp_path)
    town.world.at = at("Wed 4 Nov 2026 00:01")
    town.tick()
    town.later(minutes=1)
    idle = Idle.at(town)
    town.world.at = at("Wed 4 Nov 2026 08:29")
    assert not idle.tick()
    town.world.at = at("Wed 4 Nov 2026 08:30")

    assert idle.tick()


def test_rules_edited_while_nobody_worked_load_the_desk(tmp_path: Path) -> None:
    town = asked_of_parking(tmp_path)
    town.tick()
    services_edited(town)

    assert Idle.at(town).tick()


def test_another_version_installed_meanwhile_is_not_mixed_with_this_one(idle: Idle) -> None:
    idle.desk.program = "another"
    a_message(idle.town)

    with pytest.raises(ProgramChangedError):
        idle.tick()
    assert not idle.loads


def test_a_note_holds_from_its_moment_until_time_makes_work() -> None:
    noted = datetime(2026, 11, 27, 13, tzinfo=UTC)
    note = Note(noted, noted + timedelta(hours=1), "mark")

    assert Note.from_text(note.to_text()) == note
    assert Note.from_text(None) is None
    assert Note.from_text("{}") is None
    assert Note.from_text("[1]") is None


@pytest.mark.parametrize(
    ("now", "digest", "expected"),
    [
        ("2026-11-27 07:00", time(8, 30), "2026-11-27 08:30"),
        ("2026-11-27 13:00", None, "2026-11-28 00:00"),
        ("2026-07-01 07:00", time(8, 30), "2026-07-01 08:30"),
        # The hour from one to two comes twice in October, and never in March.
        ("2026-10-25 00:10", time(1, 30), "2026-10-25 01:30"),
        ("2026-03-29 00:10", time(1, 30), "2026-03-29 00:30"),
    ],
)
def test_time_makes_work_at_the_digest_or_the_next_day(
    now: str, digest: time | None, expected: str
) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=LONDON)
    found = next_instant(moment.astimezone(UTC), digest)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=LONDON).astimezone(UTC)
