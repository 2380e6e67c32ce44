"""`foibot rehearse`: real mail replayed in virtual time against these rules; nothing is sent."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from foibot.cli import fail
from foibot.cli.desk import AUTHORITY
from foibot.cli.opening import configuration, desk_named
from foibot.errors import FoibotError
from foibot.rehearsal.arrivals import Arrival, arrivals
from foibot.rehearsal.replay import Replay, rehearsed, replay, world_of
from foibot.rehearsal.tale import sums, write

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("rehearse")
@click.argument("maildir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--from", "first", type=DAY, help="Leave out what was received before this day.")
@click.option("--to", "last", type=DAY, help="Leave out what was received after this day.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("rehearsal-out"),
    show_default=True,
    help="An empty or new folder for what would have been sent.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs to read.")
@AUTHORITY
@click.pass_context
def command(
    ctx: click.Context,
    maildir: Path,
    first: datetime | None,
    last: datetime | None,
    out: Path,
    as_json: bool,
    authority: str | None,
) -> None:
    """
    Replay the mail in MAILDIR (a Maildir or .eml files) with your rules; nothing is sent.

    Every mail that would have gone is left in the folder, with a table of what was made of
    each message.  MAILDIR, the mailbox and the database of the service are not touched.
    """
    if out.exists() and any(out.iterdir()):
        fail(f"{out}: is not empty; name another folder with --out")
    mail = arrivals(maildir, first and first.date(), last and last.date())
    if not mail:
        fail(f"{maildir}: no message in it was received on those days")
    played = _play(ctx, authority, out, mail)
    write(played, out / "messages.csv")
    if as_json:
        click.echo(json.dumps({"messages": len(mail), **sums(played)}, indent=1))
        return
    _tell(played, out)


COMMANDS = {"rehearse": command}


def _play(ctx: click.Context, authority: str | None, out: Path, mail: list[Arrival]) -> Replay:
    logging.getLogger("foibot").setLevel(logging.CRITICAL)
    config = configuration(ctx)
    desk = desk_named(config, authority)
    out.mkdir(parents=True, exist_ok=True)
    try:
        world = world_of(rehearsed(config, desk, out.absolute()), out.absolute(), mail[0].at)
    except FoibotError as error:
        fail(str(error))
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Replaying", total=len(mail))
        played = replay(world, mail, lambda done: bar.update(task, completed=done))
    world.close()
    return played


def _tell(played: Replay, out: Path) -> None:
    click.echo(f"{len(played.lines)} messages were replayed. Nothing was sent.\n")
    for what, counted in sums(played).items():
        click.echo(what[:1].upper() + what[1:])
        for name, number in counted.items():
            click.echo(f"{number:7}  {name}")
        click.echo()
    click.echo(
        f"{out}/outbox/       every mail that would have gone, as .eml\n"
        f"{out}/messages.csv  what was made of each message, by which rule"
    )
