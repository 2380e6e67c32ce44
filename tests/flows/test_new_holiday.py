"""A proclaimed holiday moves every open date once, in front of everybody whom it concerns."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from foibot.demo.story import LONDON
from foibot.demo.world import World
from foibot.store.unit_of_work import reading

REQUEST = b"""From: Ann Lee <ann.lee@example.org>\r
To: info.requests@council.example\r
Subject: Freedom of Information request\r
Message-ID: <ann-1@example.org>\r
\r
How many street trees were felled in 2025?\r
"""
HOLIDAY = """
[[extra]]
date = 2026-11-20
divisions = ["scotland"]
name = "A day of celebration"
basis = "proclamation under s.1(3) of the 1971 Act"
source = "made for this test"
"""


def due_of(world: World) -> date | None:
    desk = world.store.config.desks[0]
    with reading(world.store.engine, desk.key, world.store.config.store.files) as uow:
        return uow.cases.all()[0].due


def test_a_new_holiday_moves_the_date_and_the_requester_is_told_once(tmp_path: Path) -> None:
    world = World.make(tmp_path, datetime(2026, 11, 2, 10, tzinfo=LONDON))
    try:
        world.arrive("request", REQUEST)
        world.tick()
        assert due_of(world) == date(2026, 12, 1)

        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "calendar.toml").write_text(HOLIDAY, encoding="utf-8")
        world.at = datetime(2026, 11, 4, 10, tzinfo=LONDON)
        kinds = [sent.kind for sent in world.tick()]

        assert due_of(world) == date(2026, 12, 2)
        assert kinds.count("date-changed") == 1
        assert "alert" in kinds
        world.at = datetime(2026, 11, 4, 11, tzinfo=LONDON)
        assert "date-changed" not in [sent.kind for sent in world.tick()]
    finally:
        world.close()
