"""`foibot case`: see cases, and everything a person may do or undo from a shell."""

from __future__ import annotations

import json

import click
from rich.console import Console
from rich.table import Table

from foibot.case.blind import blind
from foibot.case.clockwork import case_clock
from foibot.case.events import Fact, Opened
from foibot.case.timeline import timeline
from foibot.cli.case_change import CHANGES
from foibot.cli.case_law import DECISIONS
from foibot.cli.case_review import REVIEWS
from foibot.cli.desk import AUTHORITY, case_of, desk_of
from foibot.clock.model import ItemClock
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.dates import count
from foibot.letter.work import days_left
from foibot.questions.model import Item
from foibot.sandbox.values import encode
from foibot.store.cases import CaseRow

AS_JSON = click.option("--json", "as_json", is_flag=True, help="For programs to read.")


@click.group("case")
def command() -> None:
    """See and change cases."""


COMMANDS = {"case": command}
for one in (*CHANGES, *DECISIONS, *REVIEWS):
    command.add_command(one)


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Closed cases too.")
@click.option("--find", help="Words of the reference, the title or the requester's address.")
@AUTHORITY
@AS_JSON
@click.pass_context
def list_(
    ctx: click.Context, everything: bool, find: str | None, authority: str | None, as_json: bool
) -> None:
    """List cases, the nearest date first."""
    with desk_of(ctx, authority) as desk:
        rows = _rows(desk, everything=everything or bool(find), find=find)
    rows.sort(key=lambda row: (not row.is_open, row.due is None, row.due, row.reference))
    if as_json:
        click.echo(json.dumps([encode(row) for row in rows], indent=1, ensure_ascii=False))
        return
    table = Table(title=count(len(rows), "case"))
    for head in ("Reference", "Received", "Due", "Stands", "Law", "About"):
        table.add_column(head)
    for row in rows:
        due = f"{row.due:%d.%m.%Y}" if row.due else ""
        stands = row.status.replace("_", " ")
        received = f"{row.received_on:%d.%m.%Y}"
        table.add_row(row.reference, received, due, stands, row.law.upper(), row.title[:60])
    Console().print(table)


def _rows(desk: Desk, *, everything: bool, find: str | None) -> list[CaseRow]:
    if find:
        return desk.uow.cases.search(find)
    rows: list[CaseRow] = []
    page = desk.uow.cases.all if everything else desk.uow.cases.open_cases
    while found := page(after=rows[-1].reference if rows else ""):
        rows += found
    return rows


@command.command("show")
@click.argument("reference")
@AUTHORITY
@AS_JSON
@click.pass_context
def show(ctx: click.Context, reference: str, authority: str | None, as_json: bool) -> None:
    """Show a case: who asked, each question with its answer, and where it stands."""
    with desk_of(ctx, authority) as desk:
        file = case_of(desk, reference)
        if as_json:
            click.echo(json.dumps(encode(file.case), indent=1, ensure_ascii=False))
            return
        for line in _shown(file, desk):
            click.echo(line)


def _due(clocks: dict[int, ItemClock]) -> str:
    """Return the last lawful day while a clock runs, otherwise why none does."""
    clock = case_clock(clocks)
    if clock.due and clock.days_left is not None:
        return f"{clock.due:%A %d %B %Y}: {days_left(clock.days_left)[0]}"
    answered = [one.answered_on for one in clocks.values() if one.answered_on]
    last = f"; last answered on {max(answered):%A %d %B %Y}" if answered else ""
    return f"no clock runs{last}"


def _shown(file: CaseFile, desk: Desk) -> list[str]:
    case = file.case
    lines = [
        f"{case.reference}: {case.title}",
        f"  from       {case.requester.name or '(no name)'} <{case.requester.address}>",
        *([f"  posted to  {case.requester.postal}"] if case.requester.postal else []),
        f"  received   {case.received_on:%A %d %B %Y} by {case.channel}",
        f"  due        {_due(desk.office.clocks(case, file.history, desk.today))}",
        f"  stands     {case.status.value.replace('_', ' ')}, under {case.law.value.upper()}",
    ]
    lines += [f"  wanted as  {case.format_preference}"] if case.format_preference else []
    lines += [f"  {relation}: {other}" for relation, other in case.links]
    lines += [f"  internal review: {one}" for one in case.reviews]
    for item in case.items:
        label = f" ({item.question.label})" if item.question.label else ""
        lines += ["", f"  Q{item.n}{label} {item.question.text}"]
        if not item.question.stem:
            state = item.state.value.replace("_", " ")
            who = item.officer or "nobody"
            lines.append(f"     {state}; {item.service or 'no service'}, {who}")
        if item.answer is not None:
            lines.append(f"     {item.answer.outcome.value}:")
            lines += [f"       {line}" for line in item.answer.text.splitlines()]
    return lines


@command.command("explain")
@click.argument("reference")
@AUTHORITY
@click.pass_context
def explain(ctx: click.Context, reference: str, authority: str | None) -> None:
    """Explain a case line by line: how it was read, what happened, and its dates day by day."""
    with desk_of(ctx, authority) as desk:
        file = case_of(desk, reference)
        for line in _read_as(file, desk):
            click.echo(line)
        click.echo("\nWhat happened")
        for entry in timeline(file.history):
            undone = " (undone)" if entry.undone else ""
            at = f"{entry.at:%d.%m.%Y %H:%M}"
            click.echo(f"  {entry.seq:3} {at} {entry.actor}: {entry.text}{undone}")
        click.echo()
        click.echo(desk.office.explained(file.case, file.history, desk.today))


def _read_as(file: CaseFile, desk: Desk) -> list[str]:
    """Return how the message that opened the case was read, and by which rules."""
    filed = desk.uow.inbox.by_identity(file.case.opened_from)
    if filed is None:
        return [f"{file.reference} was opened by {file.history[0].actor}"]
    lines = [f"{file.reference}: message {filed.id}, read as {filed.kind}, by rule {filed.rule}"]
    reasons = (filed.reading or {}).get("reasons")
    known = reasons if isinstance(reasons, list) else []
    lines += [f"  {reason.get('rule')}: {reason.get('evidence')}" for reason in known]
    first = file.history[0].fact
    for item in _items(first):
        text = blind(item.text, file.case.requester)
        lines.append(
            f"  Q{item.n} from the {item.source}, {item.confidence:.0%} sure: {text[:100]}"
        )
    now = [item for item in file.case.items if item.question not in _items(first)]
    lines += [f"  now Q{item.n}: {item.question.text[:100]}" for item in now]
    return lines


def _items(fact: Fact) -> tuple[Item, ...]:
    return fact.items if isinstance(fact, Opened) else ()
