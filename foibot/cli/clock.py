"""`foibot clock`: a due date explained day by day, many from a file, and new bank holidays."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import urllib.request
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from foibot.app import now
from foibot.cli import fail
from foibot.clock.calendar import receipt_date
from foibot.clock.explain import Explanation, explain_outcome
from foibot.clock.facts import facts_of
from foibot.clock.govuk import LARGEST, Merge, merge
from foibot.clock.holidays import parse_table, to_json
from foibot.clock.load import HOLIDAYS, load_calendars, load_rulebook
from foibot.clock.regimes import regime_code
from foibot.clock.render import rendered
from foibot.clock.statute import Desk, Outcome, work_out
from foibot.clock.table import answers
from foibot.config.shipped import rule_text
from foibot.errors import FoibotError

# A progress bar is worth its while from about this many rows (over two seconds).
MANY = 10_000
SECONDS = 30


@click.command("clock")
@click.argument("regime", required=False)
@click.argument("received", required=False)
@click.argument("events", nargs=-1, metavar="[EVENT=DATE]...")
@click.option("--rule", default="", help="A rule by its name, such as FOIA_20_CLAR.")
@click.option("--csv", "table", type=click.Path(), help="Work out every row of FILE (- is stdin).")
@click.option("--json", "as_json", is_flag=True, help="Write JSON for a program to read.")
@click.option(
    "--refresh-holidays",
    "source",
    metavar="PATH_OR_URL",
    help="Merge the GOV.UK bank-holiday file into rules/bank-holidays.json.",
)
@click.pass_context
def clock(
    ctx: click.Context,
    regime: str | None,
    received: str | None,
    events: tuple[str, ...],
    rule: str,
    table: str | None,
    as_json: bool,
    source: str | None,
) -> None:
    """Work out a due date and explain it day by day.

    REGIME is FOIA, EIR, FOISA, EISR, RPSI, SAR or DPC.  RECEIVED is a date, or an instant with
    its offset.  EVENT=DATE is what happened since, such as clar_sought=2026-06-15
    clar_recd=2026-06-22 fee_notice=2026-06-30 non_school=2026-07-21..2026-09-01.
    """
    directory = config_directory(ctx)
    try:
        if source is not None:
            refresh(source, directory or Path())
            return
        desk = Desk(load_calendars(directory), load_rulebook(directory))
        if table is not None:
            many(table, desk, as_json=as_json)
            return
        if not regime or not received:
            raise click.UsageError("give REGIME and RECEIVED, or --csv FILE")
        facts = facts_of(regime_code(regime), received, events)
        outcome = work_out(facts, desk, rule)
        show(outcome, explain_outcome(outcome, desk.calendars, desk.rules), as_json=as_json)
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough.
        sys.stderr.close()
        sys.exit(0)
    except (FoibotError, OSError) as error:
        fail(f"foibot clock: {error}")


def config_directory(ctx: click.Context) -> Path | None:
    """Return the folder of config.toml, whose rules come before the shipped ones."""
    named = (ctx.obj or {}).get("config")
    return Path(named).parent if named else None


def show(outcome: Outcome, explanation: Explanation, *, as_json: bool) -> None:
    """Print one explained date."""
    if as_json:
        click.echo(json.dumps(as_data(outcome, explanation), indent=1, ensure_ascii=False))
    else:
        click.echo(rendered(explanation), nl=False)


def iso(day: date | None) -> str | None:
    """Return *day* as a program reads it."""
    return day.isoformat() if day else None


def as_data(outcome: Outcome, explanation: Explanation) -> dict[str, object]:
    """Return the date and its explanation for a program."""
    return {
        "regime": outcome.law.code,
        "rule": outcome.rule,
        "received": iso(explanation.received),
        "day0": iso(explanation.start),
        "due": iso(outcome.due),
        "other": {key: iso(on) for key, on in outcome.other},
        "state": explanation.state,
        "target": iso(explanation.target),
        "england_only": iso(explanation.england_only),
        "section": explanation.limit.section,
        "days": [
            {"date": iso(day.on), "number": day.number, "why": day.why, "section": day.section}
            for day in explanation.days
        ],
        "effects": [
            {"date": iso(effect.on), "event": effect.kind, "effect": effect.text}
            | {"section": effect.section}
            for effect in explanation.effects
        ],
        "dates": [
            {"key": named.key, "date": iso(named.on), "meaning": named.meaning}
            | {"section": named.section}
            for named in explanation.dates
        ],
        "warnings": list(explanation.warnings),
        "calendar": explanation.calendar,
        "calendar_version": explanation.calendar_version,
    }


def many(table: str, desk: Desk, *, as_json: bool) -> None:
    """Write the answer to every row of *table* to standard output."""
    with click.open_file(table, encoding="utf-8-sig", errors="replace") as file:
        lines = file.readlines()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if not as_json:
        writer.writerow(["id", "due", "other"])
    errors = 0
    for row in answers(shown(lines), desk):
        errors += bool(row.error)
        if as_json:
            other = {} if row.error else {key: iso(on) for key, on in sorted(row.other)}
            data = {"id": row.name, "due": iso(row.due), "other": other}
            click.echo(json.dumps(data | ({"error": row.error} if row.error else {})))
        else:
            writer.writerow([row.name, iso(row.due) or "", row.other_text])
    if errors:
        click.echo(f"{errors} of the rows are at fault; see their lines", err=True)


def shown(lines: list[str]) -> Iterable[str]:
    """Yield *lines*, with a progress bar where a person waits for many of them."""
    return tracked(lines) if len(lines) > MANY and sys.stderr.isatty() else lines


def tracked(lines: list[str]) -> Iterator[str]:
    """Yield *lines* beside a progress bar on standard error."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(lines, description="Dates")


def refresh(source: str, directory: Path) -> None:
    """Merge the GOV.UK file at *source* into the rules beside config.toml; keep the last good."""
    path = directory / HOLIDAYS
    table = parse_table(rule_text(HOLIDAYS, directory), HOLIDAYS)
    merged = merge(table, fetched(source), receipt_date(now()), source)
    if not merged.accepted:
        fail("foibot clock: " + "; ".join(merged.faults))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, to_json(merged.table))
    report(merged, path)


def report(merged: Merge, path: Path) -> None:
    """Print what changed."""
    for label, days in (
        ("new", merged.added),
        ("kept, although the file lacks it", merged.kept),
        ("dropped, it had only been projected", merged.dropped),
    ):
        for day in days:
            click.echo(f"{label}: {day}")
    click.echo(f"{path}: published to {merged.table.published_to.isoformat()}")
    if merged.kept:
        click.echo("If a day was moved, say so under [[removed]] in rules/calendar.toml.")


def fetched(source: str) -> str:
    """Return the text at *source*, a path or an https address."""
    if "://" not in source:
        return Path(source).read_text(encoding="utf-8", errors="replace")
    if not source.startswith("https://"):
        raise click.UsageError("the address must begin with https://")
    with urllib.request.urlopen(source, timeout=SECONDS) as response:  # noqa: S310 - https only
        content: bytes = response.read(LARGEST + 1)
    return content.decode("utf-8", errors="replace")


def write_whole(path: Path, text: str) -> None:
    """Replace *path* by *text* in one step, so that a crash leaves the old file."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


COMMANDS = {"clock": clock}
