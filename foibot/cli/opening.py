"""What most commands begin with: the configuration and the open store, or one clear message."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foibot.cli import fail
from foibot.config.faults import ConfigError
from foibot.config.load import load
from foibot.config.model import Config, Desk
from foibot.errors import FoibotError

if TYPE_CHECKING:  # the database is loaded when it is opened
    from foibot.schedule.opening import OpenStore


def configuration(ctx: click.Context) -> Config:
    """Return the configuration, or end with all its faults."""
    try:
        return load(Path(ctx.find_root().obj["config"]), os.environ)
    except ConfigError as error:
        fail(told(error))


def told(error: ConfigError) -> str:
    """Return all faults, each on a line, with their number."""
    many = len(error.faults)
    return "\n".join([str(fault) for fault in error.faults] + [f"{many} fault{'s'[: many != 1]}"])


def opened(ctx: click.Context) -> OpenStore:
    """Return the open store, or end with what is wrong."""
    from foibot.schedule.opening import open_store

    try:
        return open_store(configuration(ctx))
    except FoibotError as error:
        fail(str(error))


def desk_named(config: Config, name: str | None) -> Desk:
    """Return the desk of *name* (domain or short name), or the only one; else end."""
    if name is None and len(config.desks) == 1:
        return config.desks[0]
    for desk in config.desks:
        if name in {desk.key, desk.authority.short_name, desk.authority.name}:
            return desk
    names = ", ".join(desk.key for desk in config.desks)
    return fail(f"which authority? name one of {names} with --authority")
