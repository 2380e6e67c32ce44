"""The composition root: configuration to everything; alone reads clock, files, environment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from foibot.clock.load import load_calendars, load_rulebook, load_timetable
from foibot.config.model import Desk
from foibot.config.shipped import find
from foibot.message.automatic_rules import load_automatic
from foibot.questions.services import load_services
from foibot.replies.load import load_reply_rules
from foibot.request.load import load_reading_rules
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.triage.load import load_chain


def now() -> datetime:
    """Return the present instant; everything below is given the time."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the one place that reads the clock


def handlers_of(store: OpenStore, desk: Desk) -> Handlers:
    """Return what happens with the mail and the time of *desk*."""
    raise NotImplementedError


def rule_checks(directory: Path) -> list[Callable[[], object]]:
    """Return what reads each file of rules and templates beside config.toml, or its fault."""

    def text(name: str) -> str:
        return find(name, directory).read_text(encoding="utf-8")

    return [
        lambda: load_calendars(directory),
        lambda: load_rulebook(directory),
        lambda: load_timetable(directory),
        lambda: load_automatic(directory),
        lambda: load_services(text("rules/services.toml")),
        lambda: load_reply_rules(directory),
        lambda: load_reading_rules(directory),
        lambda: load_chain(text("rules/triage.toml")),
    ]
