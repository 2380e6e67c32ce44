"""`foibot retain`: what the retention schedule says has had its time, and its erasure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import click

from foibot.app import now
from foibot.cli.opening import opened
from foibot.clock.calendar import receipt_date
from foibot.config.model import Desk, Retention
from foibot.letter.dates import count
from foibot.schedule.opening import OpenStore
from foibot.store.erasure import Past, remove_files, scrub
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work


@click.command("retain")
@click.option("--apply", is_flag=True, help="Erase it; without this nothing is changed.")
@click.option("--json", "as_json", is_flag=True, help="For programs to read.")
@click.pass_context
def command(ctx: click.Context, apply: bool, as_json: bool) -> None:
    """
    List what has had its time by [retention]; with --apply erase it for good.

    Of a case its reference, law, dates and outcomes stay for the statistics; the audit keeps
    that it was there and when it went.  Backups and the mailbox have schedules of their own.
    """
    store = opened(ctx)
    today = receipt_date(now())
    found = [found_of(store, desk, today) for desk in store.config.desks]
    if as_json:
        click.echo(json.dumps([_as_json(one) for one in found], indent=1))
    else:
        for one in found:
            _tell(one, store.config.retention)
    if apply and any(one.anything for one in found):
        files = sum(erase(store, one) for one in found)
        scrub(store.engine)
        click.echo(f"Erased; {files} files were removed.", err=as_json)
    elif any(one.anything for one in found):
        click.echo("Nothing was changed: foibot retain --apply erases it.", err=as_json)
    store.engine.dispose()


COMMANDS = {"retain": command}


@dataclass(frozen=True, slots=True)
class Found:
    """What has had its time at one desk; a limit is the first day that is kept, None for ever."""

    desk: Desk
    cases: tuple[Past, ...]
    messages: int
    mails: int
    case_limit: date | None
    other_limit: date | None

    @property
    def anything(self) -> bool:
        """Return whether there is anything to erase."""
        return bool(self.cases or self.messages or self.mails)


def limits(today: date, schedule: Retention) -> tuple[date | None, date | None]:
    """Return the first days on which something must have happened to be kept: cases, other mail."""
    case = years_before(today, schedule.case_years) if schedule.case_years else None
    return case, today - timedelta(schedule.other_days) if schedule.other_days else None


def years_before(day: date, years: int) -> date:
    """Return the same day *years* earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def found_of(store: OpenStore, desk: Desk, today: date) -> Found:
    """Return what has had its time at *desk*."""
    case_limit, other_limit = limits(today, store.config.retention)

    with reading(store.engine, desk.key, store.config.store.files) as uow:
        return Found(
            desk,
            tuple(uow.erasure.cases_before(case_limit)) if case_limit else (),
            len(uow.erasure.other_messages_before(other_limit, 10**9)) if other_limit else 0,
            # Our digests tell who was asked when: they go with the cases.
            len(uow.erasure.other_mails_before(case_limit, 10**9)) if case_limit else 0,
            case_limit,
            other_limit,
        )


def erase(store: OpenStore, found: Found) -> int:
    """Erase what was found, a case or a portion a transaction; return how many files went."""
    removed = 0
    for past in found.cases:
        with unit_of_work(store.engine, found.desk.key, store.config.store.files) as uow:
            # Something may have happened to it since it was looked for.
            if uow.erasure.still_past(past):
                hashes = uow.erasure.erase_cases(past)
                for reference in past.references:
                    uow.audit.append("erased", now(), reference, last=past.last.isoformat())
                uow.commit()
                removed += remove_files(store.config.store.files, hashes)
    return removed + _others(store, found)


def _others(store: OpenStore, found: Found) -> int:
    """Erase messages and mails that belong to no case, in portions."""
    removed = 0
    kinds: list[tuple[str, date | None, Callable[[UnitOfWork, date], Sequence[int]]]] = [
        ("message", found.other_limit, lambda uow, day: uow.erasure.other_messages_before(day)),
        ("mail", found.case_limit, lambda uow, day: uow.erasure.other_mails_before(day)),
    ]
    for kind, limit, look in kinds:
        while limit is not None:
            with unit_of_work(store.engine, found.desk.key, store.config.store.files) as uow:
                numbers = look(uow, limit)
                if not numbers:
                    break
                take = uow.erasure.erase_messages if kind == "message" else uow.erasure.erase_mails
                hashes = take(numbers)
                uow.audit.append("erased", now(), None, what=kind, how_many=len(numbers))
                uow.commit()
            removed += remove_files(store.config.store.files, hashes)
    return removed


def _tell(found: Found, schedule: Retention) -> None:
    name = found.desk.authority.name
    kept = f"{schedule.case_years} years" if schedule.case_years else "ever"
    click.echo(f"{name}: cases are kept for {kept} after anything last happened to them.")
    for past in found.cases:
        click.echo(f"  {', '.join(past.references)}  (last: {past.last:%d.%m.%Y})")
    click.echo(
        f"  {count(len(found.cases), 'case')}, {count(found.messages, 'other message')} and "
        f"{count(found.mails, 'mail')} of ours that belong to no case: their time is over."
    )


def _as_json(found: Found) -> dict[str, object]:
    return {
        "authority": found.desk.key,
        "cases": [
            {"references": list(one.references), "last": one.last.isoformat()}
            for one in found.cases
        ],
        "other_messages": found.messages,
        "other_mails": found.mails,
    }
