"""The composition root: configuration to everything; alone reads the clock, files, environment."""

from __future__ import annotations

from datetime import UTC, datetime

from foibot.config.model import Desk as DeskConfig
from foibot.config.rule_files import files_beside, mark_of, program_mark
from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.schedule.when_needed import WhenNeeded
from foibot.settled import settle


def now() -> datetime:
    """Return the time; everything below takes it as an argument."""
    return datetime.now(UTC)  # noqa: TID251


def handlers_of(store: OpenStore, config: DeskConfig, checked: int | None = None) -> Handlers:
    """
    Return what happens with mail and time at one desk: what the service calls.

    *checked* is the newest change of the rules when they were found sound.  Rules that nobody has
    checked, or that were changed since, are read at once: their faults are told before anything
    starts.  Else all that a desk needs is loaded when there is work for it.
    """
    directory, program = store.config.directory, program_mark()
    files = files_beside(directory)

    def load() -> Handlers:
        from foibot.in_force import DeskRules, handlers_by

        loaded = handlers_by(DeskRules(config, directory, store.key, files, program), store)
        settle()
        return loaded

    desk = WhenNeeded(store, config, files.newest, mark_of(config, program, files), program, load)
    settle()
    if checked != files.newest:
        desk.loaded("rules not checked")
    return desk.handlers
