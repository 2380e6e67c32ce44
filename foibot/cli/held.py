"""`foibot held`: what waits for a person: listed, shown, released, filed."""

from __future__ import annotations

import json
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from foibot.cli.case_change import DAY
from foibot.cli.desk import AUTHORITY, desk_of, person
from foibot.handlers.held_mail import file_under, release
from foibot.letter.dates import count
from foibot.message.parse import parse
from foibot.sandbox.values import encode
from foibot.store.outbox import State

NUMBER = click.argument("number", type=int)


@click.group("held")
def command() -> None:
    """See and release what waits for a person."""


COMMANDS = {"held": command}


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs to read.")
@AUTHORITY
@click.pass_context
def list_(ctx: click.Context, as_json: bool, authority: str | None) -> None:
    """List messages that wait, and mails that were refused or may not have arrived."""
    with desk_of(ctx, authority) as desk:
        messages = desk.uow.inbox.held()
        mails = [
            row for state in (State.HELD, State.FAILED) for row in desk.uow.outbox.in_state(state)
        ]
    if as_json:
        found = {"messages": encode(tuple(messages)), "mails": encode(tuple(mails))}
        click.echo(json.dumps(found, indent=1, ensure_ascii=False))
        return
    table = Table(title=f"Waiting: {count(len(messages), 'message')}, {count(len(mails), 'mail')}")
    for head in ("Number", "Received", "Read as", "Why it waits"):
        table.add_column(head)
    for one in messages:
        kind = (one.kind or "unread").replace("_", " ")
        table.add_row(str(one.id), f"{one.received_on:%d.%m.%Y}", kind, one.held_reason or "")
    for row in mails:
        why = row.last_reply or row.state
        table.add_row(row.key, f"{row.created_at:%d.%m.%Y}", row.kind, f"{row.recipient}: {why}")
    Console().print(table)


@command.command("show")
@NUMBER
@AUTHORITY
@click.pass_context
def show(ctx: click.Context, number: int, authority: str | None) -> None:
    """Show a held message."""
    with desk_of(ctx, authority) as desk:
        filed = desk.uow.inbox.get(number)
        if filed is None:
            raise click.UsageError(f"there is no message {number}")
        message = parse(desk.uow.content.raw(filed.sha256))
    click.echo(f"From:     {message.sender_raw}\nSubject:  {message.subject}")
    click.echo(f"Received: {filed.received_on}\nWaits:    {filed.held_reason or 'no longer'}\n")
    click.echo(message.text[:20_000])


@command.command("release")
@click.argument("what")
@click.option("--received", type=DAY, help="The day of receipt, where the mail server's is wrong.")
@AUTHORITY
@click.pass_context
def release_(
    ctx: click.Context, what: str, received: datetime | None, authority: str | None
) -> None:
    """Deal with message number WHAT as a request, or send the mail whose key is WHAT."""
    with desk_of(ctx, authority) as desk:
        if what.isdigit():
            day = received.date() if received else None
            click.echo(release(int(what), person(), desk, day))
        elif desk.uow.outbox.release(what, desk.now):
            click.echo(f"{what}: goes again")
        else:
            raise click.UsageError(f"nothing called {what} waits: foibot held list")


@command.command("file")
@NUMBER
@click.argument("reference")
@AUTHORITY
@click.pass_context
def file_(ctx: click.Context, number: int, reference: str, authority: str | None) -> None:
    """File a held message under a case."""
    with desk_of(ctx, authority) as desk:
        click.echo(file_under(number, reference.upper(), person(), desk))
