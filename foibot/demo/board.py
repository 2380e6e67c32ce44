"""The board of the demo: every case, as it stands at the end of the story."""

from __future__ import annotations

from foibot.demo.world import LONDON, World
from foibot.reports import board as boards
from foibot.store.unit_of_work import reading


def board(world: World) -> str:
    """Return the page."""
    desk = world.store.config.desks[0]
    with reading(world.store.engine, desk.key, world.store.config.store.files) as uow:
        rows = uow.cases.all()
        items = {row.reference: uow.items.of_case(row.reference) for row in rows}
    day = world.at.astimezone(LONDON).date()
    return boards.board(desk.authority.name, rows, items, day)
