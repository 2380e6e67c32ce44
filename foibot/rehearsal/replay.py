"""Play real mail through these rules in virtual time; what would go out goes into a folder."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from foibot.app import handlers_of
from foibot.config.model import Config, Desk, MailboxDirectory, OutboxDirectory
from foibot.demo.world import Sent, World, morning_after
from foibot.rehearsal.arrivals import Arrival
from foibot.schedule.opening import open_store
from foibot.store.inbox import Filed
from foibot.store.unit_of_work import reading

# Twenty working days and the holidays among them: what the last message starts is seen to its end.
AFTER = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Line:
    """What the rules made of one message: *filed* is None for a copy of another."""

    arrival: Arrival
    filed: Filed | None
    mails: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A rehearsal that was played: each message with its answers, and what mornings sent."""

    lines: tuple[Line, ...]
    mornings: tuple[Sent, ...]


def rehearsed(config: Config, desk: Desk, folder: Path) -> Config:
    """
    Return *config* for *desk* alone, with its rules, people and limits, and no way to anybody.

    No server is named in it any more: mail comes from *folder* and goes into it, and the
    database, the files and the key are new ones there.
    """
    alone = dataclasses.replace(
        desk,
        imap=None,
        smtp=None,
        oauth=None,
        mailbox=MailboxDirectory(folder / "mailbox", 60.0, None),
        outbox=OutboxDirectory(folder / "outbox", desk.from_address, desk.from_name),
    )
    store = dataclasses.replace(
        config.store,
        database=f"sqlite:///{folder / 'foibot.db'}",
        files=folder / "files",
        key_file=folder / "key",
        state=folder / "state",
    )
    health = dataclasses.replace(
        config.health, heartbeat_file=folder / "state" / "heartbeat", alarm_command=()
    )
    return dataclasses.replace(config, desks=(alone,), store=store, health=health)


def world_of(config: Config, folder: Path, start: datetime) -> World:
    """Return the desk of a rehearsal in *folder*, which must be empty or new."""
    for name in ("mailbox", "outbox"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    store = open_store(config)
    return World(folder, store, handlers_of(store, config.desks[0]), start)


def replay(
    world: World, arrivals: Sequence[Arrival], progress: Callable[[int], None] = lambda _done: None
) -> Replay:
    """Let *arrivals* come in, each at its moment, with every morning between; return the tale."""
    lines: list[Line] = []
    mornings: list[Sent] = []
    for number, arrival in enumerate(arrivals):
        mornings += _until(world, arrival.at)
        raw = arrival.path.read_bytes()
        before = _newest(world)
        world.arrive(f"{number:06}", raw, arrival.at)
        mails = tuple(world.tick())
        filed = _newest(world)
        same = before is not None and filed is not None and filed.id == before.id
        lines.append(Line(arrival, None if same else filed, mails))
        progress(number + 1)
    if arrivals:
        mornings += _until(world, arrivals[-1].at + AFTER)
    return Replay(tuple(lines), tuple(mornings))


def _until(world: World, moment: datetime) -> list[Sent]:
    """Go on to *moment* by way of every morning before it."""
    sent: list[Sent] = []
    while (morning := morning_after(world.at)) < moment:
        world.at = morning
        sent += world.tick()
    world.at = max(world.at, moment)
    return sent


def _newest(world: World) -> Filed | None:
    desk = world.store.config.desks[0]
    with reading(world.store.engine, desk.key, world.store.config.store.files) as uow:
        return uow.inbox.newest()
