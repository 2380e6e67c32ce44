"""`foibot health`: is it alive and well; `foibot audit`: is the chain of the audit whole."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta

import click
from rich.console import Console
from rich.table import Table

from foibot.app import now
from foibot.cli.opening import opened
from foibot.outbox.standing import why_barred
from foibot.schedule.audit_heads import read_heads
from foibot.schedule.opening import OpenStore
from foibot.store.audit import Head
from foibot.store.state import BARRED
from foibot.store.unit_of_work import UnitOfWork, reading

AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object.")
VERBS = ("poll", "deliver", "remind")
SHORTEST_DIGEST = 16


@click.command("health")
@AS_JSON
@click.pass_context
def health(ctx: click.Context, as_json: bool) -> None:
    """Show the age of the last good poll, send and tick; exit code 1 when one is too old."""
    store = opened(ctx)
    limit = timedelta(minutes=store.config.health.alarm_minutes)
    found = {desk.key: _desk(store, desk.key, limit, now()) for desk in store.config.desks}
    well = all(one["well"] for one in found.values())
    if as_json:
        click.echo(json.dumps({"well": well, "desks": found}, indent=1))
    else:
        for key, one in found.items():
            _show(key, one)
    sys.exit(0 if well else 1)


def _desk(store: OpenStore, key: str, limit: timedelta, at: datetime) -> dict[str, object]:
    with reading(store.engine, key, store.config.store.files) as uow:
        verbs = _verbs(uow, at)
        paused, barred = uow.state.paused, why_barred(uow.state.own(BARRED))
        facts: dict[str, object] = {
            "paused": paused,
            "barred": barred,
            "messages": uow.inbox.counts(),
            "mails": uow.outbox.counts(),
            "cases": uow.cases.counts(),
        }
    ages = [verbs[name]["age_seconds"] for name in VERBS]
    young = all(isinstance(age, float) and age <= limit.total_seconds() for age in ages)
    return {"well": young and paused is None and not barred, "verbs": verbs} | facts


def _verbs(uow: UnitOfWork, at: datetime) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {
        name: {"age_seconds": None, "error": "never done"} for name in VERBS
    }
    for beat in uow.state.beats():
        age = (at - beat.good_at).total_seconds() if beat.good_at else None
        found[beat.verb] = {"age_seconds": age, "error": beat.error or ""}
    return found


def _show(key: str, one: dict[str, object]) -> None:
    verbs = one["verbs"]
    assert isinstance(verbs, dict)
    table = Table(
        "verb", "last good", "error", title=f"{key}: {'well' if one['well'] else 'NOT WELL'}"
    )
    for name, beat in verbs.items():
        age = beat["age_seconds"]
        table.add_row(name, "never" if age is None else f"{age:.0f} s ago", str(beat["error"]))
    console = Console()
    console.print(table)
    for name in ("paused", "barred", "messages", "mails", "cases"):
        console.print(f"{name}: {one[name] or 'no'}")


def _head_of(_ctx: object, _option: object, words: str | None) -> Head | None:
    """Return the line named as the weekly summary names it: "57, 3fa0..."."""
    if words is None:
        return None
    number, _, digest = words.partition(",")
    if not number.strip().isdecimal() or len(digest.strip()) < SHORTEST_DIGEST:
        raise click.BadParameter('give it as the weekly summary does: "57, 3fa0..."')
    return Head(int(number), digest.strip())


@click.command("audit")
@click.option("--case", "reference", help="Show the lines of one case.")
@click.option(
    "--holds", "held", callback=_head_of, help='A line from a weekly summary: "57, 3fa0...".'
)
@AS_JSON
@click.pass_context
def audit(ctx: click.Context, reference: str | None, held: Head | None, as_json: bool) -> None:
    """Verify the chain of the audit; exit code 1 when a line was changed or is missing."""
    store = opened(ctx)
    seen = read_heads(store.config.store.state)
    held_by, broken = [], False
    for desk in store.config.desks:
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            if reference is not None:
                _show_lines(uow, reference, as_json)
            whole, fault = uow.audit.verify()
            last = seen.get(desk.key)
            if fault is None and last is not None and not uow.audit.holds(last):
                fault = (
                    f"line {last.seq} was seen and is gone: the end was cut off, perhaps written "
                    "anew, or this is an older copy of the database"
                )
            held_by += [desk.key] if held is not None and uow.audit.holds(held) else []
            head = uow.audit.head().digest
        broken = broken or fault is not None
        _show_chain(desk.key, whole, fault, head, as_json)
    if held is not None and not held_by:
        click.echo(f"line {held.seq} is not what the summary said, or is gone", err=True)
    sys.exit(1 if broken or (held is not None and not held_by) else 0)


def _show_lines(uow: UnitOfWork, reference: str, as_json: bool) -> None:
    for seq, line, _ in uow.audit.lines(case_ref=reference):
        data = {"seq": seq, "at": line.at.isoformat(), "kind": line.kind, **line.data}
        click.echo(json.dumps(data) if as_json else f"{seq} {line.at} {line.kind}")


def _show_chain(key: str, whole: int, fault: str | None, head: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"authority": key, "lines": whole, "fault": fault, "head": head}))
        return
    click.echo(f"{key}: {whole} lines are whole" + (f"; {fault}" if fault else ""))
    click.echo(f"head {head}")


COMMANDS = {"health": health, "audit": audit}
