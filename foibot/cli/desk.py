"""One desk for one command: its rules and a transaction that is kept when all went well."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

import click

from foibot.app import now
from foibot.case.reference import number_of
from foibot.cli import fail
from foibot.cli.opening import desk_named, opened
from foibot.errors import FoibotError
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.telling import tell
from foibot.loading import load_office
from foibot.store.unit_of_work import unit_of_work

AUTHORITY = click.option("--authority", help="Which authority, where there are several.")


@contextmanager
def desk_of(ctx: click.Context, authority: str | None = None) -> Iterator[Desk]:
    """Open a desk; what was done is kept when the block ends well, else one clear message."""
    store = opened(ctx)
    config = desk_named(store.config, authority)
    try:
        office = load_office(config, store.config.directory, store.key)
        with unit_of_work(store.engine, config.key, store.config.store.files) as uow:
            desk = Desk(uow, office, now())
            yield desk
            tell(desk)
            uow.commit()
    except FoibotError as error:
        fail(str(error))
    finally:
        store.engine.dispose()


def case_of(desk: Desk, reference: str) -> CaseFile:
    """Return the case called *reference*, or end."""
    wanted = reference.upper()
    file = desk.files.load(wanted)
    if file is None:
        shape = "" if number_of(wanted) else " (a reference looks like FOI-2026-00001)"
        fail(f"there is no case {wanted}{shape}: foibot case list shows them")
    return file


def person() -> Decider:
    """Return who gives the command: the name under which they are logged in."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return Decider(f"{name} (command)")
