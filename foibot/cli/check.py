"""`foibot check`: every fault of configuration, rules and templates at once, then the logins."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from foibot.app import now
from foibot.cli import fail
from foibot.cli.soundness import calendar_warnings, rule_faults
from foibot.config.faults import ConfigError
from foibot.config.load import load
from foibot.config.model import Config, Desk
from foibot.errors import FoibotError, PassingError
from foibot.outbox.smtp import SmtpRelay
from foibot.schedule.desk_work import open_mailbox, open_relay
from foibot.schedule.opening import open_store
from foibot.store.engine import open_engine


@click.command("check")
@click.option("--offline", is_flag=True, help="Do not log in to IMAP, SMTP and the database.")
@click.pass_context
def check(ctx: click.Context, offline: bool) -> None:
    """Report every fault of configuration, rules and templates; then try every login."""
    path = Path(ctx.find_root().obj["config"])
    faults: list[str] = []
    config = _configuration(path, faults)
    faults += rule_faults(path.absolute().parent, config.desks if config else ())
    if config is not None:
        for warning in (*config.warnings, *calendar_warnings(config.directory, now())):
            click.echo(f"warning: {warning}")
        if not offline:
            faults += _online(config)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        fail(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}")
    click.echo("configuration, rules and templates are sound" + ("" if offline else "; logged in"))


def _configuration(path: Path, faults: list[str]) -> Config | None:
    try:
        return load(path, os.environ)
    except ConfigError as error:
        faults.extend(str(fault) for fault in error.faults)
        return None


def _online(config: Config) -> list[str]:
    faults = []
    tries: list[tuple[str, Callable[[], object]]] = [
        (f"database {_where(config)}", lambda: _database(config))
    ]
    for desk in config.desks:
        name = desk.authority.short_name
        tries.append((f"{name}: mailbox", lambda desk=desk: _mailbox(desk)))  # type: ignore[misc]
        tries.append((f"{name}: way out", lambda desk=desk: _relay(desk)))  # type: ignore[misc]
    for what, attempt in tries:
        try:
            said = attempt()
        except (FoibotError, OSError) as error:
            # Nothing is tried again by a command that tries each login once.
            faults.append(error.fault if isinstance(error, PassingError) else str(error))
        else:
            click.echo(f"{what}: {said}")
    return faults


def _where(config: Config) -> str:
    return config.store.database.partition("://")[0]


def _database(config: Config) -> str:
    """Try the database without changing it; a new one is only made by running."""
    if config.store.database.startswith("sqlite"):
        path = Path(config.store.database.removeprefix("sqlite:///"))
        if not path.exists():
            parent = path.parent
            if not parent.is_dir() or not os.access(parent, os.W_OK):
                raise FoibotError(f"{parent}: cannot be written; create it or correct [store]")
            return "will be made at the first start"
        open_store(config).engine.dispose()
        return "sound"
    open_engine(config.store.database).dispose()
    return "logged in"


def _mailbox(desk: Desk) -> str:
    mailbox = open_mailbox(desk)
    try:
        folders = ", ".join(folder.name for folder in mailbox.folders())
        missing = ", ".join(mailbox.missing())
    finally:
        mailbox.close()
    return f"watching {folders}" + (f"; warning: no folder {missing}" if missing else "")


def _relay(desk: Desk) -> str:
    relay = open_relay(desk)
    if isinstance(relay, SmtpRelay):
        relay.check()
        return "logged in"
    assert desk.outbox is not None
    return f"files in {desk.outbox.directory}"


COMMANDS = {"check": check}
