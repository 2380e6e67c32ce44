"""`foibot report`: the statistics of a period, and the regulator's tracking workbook."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from foibot.app import now
from foibot.cli import fail
from foibot.cli.desk import AUTHORITY
from foibot.cli.opening import desk_named, opened
from foibot.clock.calendar import long_date, receipt_date
from foibot.clock.limits import corresponding_date
from foibot.clock.load import load_calendars, load_rulebook
from foibot.errors import FoibotError
from foibot.reports.board import blinded, board
from foibot.reports.disclosure import disclosure_log
from foibot.reports.gathering import Period, gather
from foibot.reports.measuring import Setting
from foibot.reports.statistics import Report
from foibot.reports.statistics import quarter as figures_of
from foibot.reports.tracker import workbook
from foibot.store.unit_of_work import reading

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
FROM = click.option("--from", "first", type=DAY, help="The first day of receipt.")
TO = click.option("--to", "last", type=DAY, help="The last day of receipt.")
QUARTER = click.option("--quarter", "name", metavar="2026-Q4", help="A quarter of the year.")
CUT_OFF = click.option("--cut-off", type=DAY, help="The day at whose end the cases are looked at.")
MOST = 100_000
CHECKED_AFTER = 1  # months after the period: by then the twentieth day has passed (STAT-1)


@click.group("report")
def command() -> None:
    """Write statistics and lists of cases."""


COMMANDS = {"report": command}


@command.command("quarter")
@QUARTER
@FROM
@TO
@CUT_OFF
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="To a file.")
@click.option("--json", "as_json", is_flag=True, help="For programs to read.")
@AUTHORITY
@click.pass_context
def quarter(
    ctx: click.Context,
    name: str | None,
    first: datetime | None,
    last: datetime | None,
    cut_off: datetime | None,
    table: Path | None,
    as_json: bool,
    authority: str | None,
) -> None:
    """
    Count the requests of a period as the section 45 Code asks (the last whole quarter by itself).

    The cases are looked at as they stood one month after the period, or today where that is
    still to come.
    """
    start, end = span(name, first, last)
    on = looked_at(cut_off, end)
    with period_of(ctx, authority, start, end, on) as found:
        requests = [one.measured for one in found.requests]
        reviews = [one.measured for one in found.reviews]
        made = figures_of(requests, reviews, start, end, on, found.erased)
    if table is not None:
        write_table(made, table)
    if as_json:
        click.echo(json.dumps(as_data(made), indent=1))
    elif table is None:
        for line in shown(made):
            click.echo(line)


@command.command("tracker")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), default="tracker.xlsx")
@QUARTER
@FROM
@TO
@CUT_OFF
@AUTHORITY
@click.pass_context
def tracker(
    ctx: click.Context,
    path: Path,
    name: str | None,
    first: datetime | None,
    last: datetime | None,
    cut_off: datetime | None,
    authority: str | None,
) -> None:
    """Write the tracking workbook of a period; it names no requester."""
    start, end = span(name, first, last)
    on = cut_off.date() if cut_off else receipt_date(now())
    with period_of(ctx, authority, start, end, on) as found:
        path.write_bytes(workbook(found, on))
        many = len(found.requests)
    click.echo(f"{path}: {many} requests received from {start} to {end}")


@command.command("board")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), default="board.html")
@click.option("--all", "everything", is_flag=True, help="Closed cases too.")
@AUTHORITY
@click.pass_context
def board_(ctx: click.Context, path: Path, *, everything: bool, authority: str | None) -> None:
    """Write the board: the open cases, the nearest date first, on one page without a requester."""
    store = opened(ctx)
    desk = desk_named(store.config, authority)
    try:
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            stored = [row for row in uow.cases.all(limit=MOST) if everything or row.is_open]
            shown_ = [blinded(row, uow, desk.key) for row in stored]
        rows = [row for row, _ in shown_]
        items = {row.reference: of_case for row, of_case in shown_}
        rows.sort(key=lambda row: (not row.is_open, row.due or date.max, row.reference))
        page = board(desk.authority.name, rows, items, receipt_date(now()))
        path.write_text(page, encoding="utf-8")
        click.echo(f"{path}: {len(rows)} requests")
    except (FoibotError, OSError) as error:
        fail(f"foibot report: {error}")
    finally:
        store.engine.dispose()


@command.command("disclosure-log")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), default="disclosures.csv")
@QUARTER
@FROM
@TO
@AUTHORITY
@click.pass_context
def disclosures(
    ctx: click.Context,
    path: Path,
    name: str | None,
    first: datetime | None,
    last: datetime | None,
    authority: str | None,
) -> None:
    """Write what was answered of a period's requests as CSV, to be read before it is published."""
    start, end = span(name, first, last)
    with period_of(ctx, authority, start, end, receipt_date(now())) as found:
        text = disclosure_log(one.case for one in found.requests)
        path.write_text(text, encoding="utf-8-sig", newline="")
    click.echo(f"{path}: names, addresses and telephone numbers of requesters are taken out")
    click.echo("Read it before you publish it: what an officer wrote about somebody stands in it.")


def span(name: str | None, first: datetime | None, last: datetime | None) -> tuple[date, date]:
    """Return the first and the last day of receipt that the options ask for."""
    if first is not None and last is not None and name is None:
        if last < first:
            raise click.UsageError("--to is before --from")
        return first.date(), last.date()
    if first is not None or last is not None:
        raise click.UsageError("give --from and --to together, or --quarter")
    if name is None:
        today = receipt_date(now())
        start, _ = corresponding_date(date(today.year, 3 * ((today.month - 1) // 3) + 1, 1), -3)
    else:
        start = first_day(name)
    after, _ = corresponding_date(start, 3)
    return start, after - timedelta(days=1)


def first_day(name: str) -> date:
    """Return the first day of a quarter such as 2026-Q4."""
    year, _, number = name.upper().partition("-Q")
    if not (year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}):
        raise click.UsageError(f"{name!r} is not a quarter; write it as 2026-Q4")
    return date(int(year), 3 * int(number) - 2, 1)


def looked_at(cut_off: datetime | None, end: date) -> date:
    """Return the day at whose end the cases are looked at; never one that is still to come."""
    wanted = cut_off.date() if cut_off else corresponding_date(end, CHECKED_AFTER)[0]
    return min(wanted, receipt_date(now()))


@contextmanager
def period_of(
    ctx: click.Context, authority: str | None, start: date, end: date, on: date
) -> Iterator[Period]:
    """Open the database and give what was received in the period; nothing is changed."""
    store = opened(ctx)
    desk = desk_named(store.config, authority)
    try:
        directory = store.config.directory
        setting = Setting(load_calendars(directory), load_rulebook(directory), on)
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            yield gather(uow, desk.key, start, end, setting)
    except (FoibotError, OSError) as error:
        fail(f"foibot report: {error}")
    finally:
        store.engine.dispose()


def shown(made: Report) -> Iterator[str]:
    """Yield the figures as lines for a person."""
    yield f"Requests received from {long_date(made.first)} to {long_date(made.last)},"
    yield f"as they stood at the end of {long_date(made.cut_off)}"
    yield ""
    for figure in made.figures:
        count = "-" if figure.count is None else f"{figure.count:g}"
        yield f"{count:>8}  {figure.id:<5} {figure.label}"
    if made.sections:
        yield ""
        yield "Exemptions, exceptions and exclusions relied on (a request counts once for each)"
    for section, count_ in made.sections:
        yield f"{count_:>8}  {section}"
    yield ""
    yield from (f"Check: {check}" for check in made.checks)


def write_table(made: Report, path: Path) -> None:
    """Write the figures as a table that a spreadsheet opens."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "figure", "count"])
        for figure in made.figures:
            writer.writerow([figure.id, figure.label, figure.count])
        for section, count in made.sections:
            writer.writerow(["X", f"Relied on: {section}", count])
    click.echo(f"{path}: {len(made.figures)} figures")


def as_data(made: Report) -> dict[str, object]:
    """Return the report for a program."""
    return {
        "from": made.first.isoformat(),
        "to": made.last.isoformat(),
        "cut_off": made.cut_off.isoformat(),
        "figures": [{"id": one.id, "label": one.label, "count": one.count} for one in made.figures],
        "sections": dict(made.sections),
        "checks": list(made.checks),
    }
