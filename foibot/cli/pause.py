"""`foibot pause` and `foibot resume`: no mail goes out; collecting and the clock go on."""

from __future__ import annotations

import click

from foibot.app import now
from foibot.cli.opening import opened
from foibot.clock.calendar import receipt_date
from foibot.schedule.audit_heads import keep_heads
from foibot.schedule.opening import OpenStore
from foibot.schedule.serving import CLOCK_REASON
from foibot.store.state import LAST_CLOCK, PAUSED, RESTORED
from foibot.store.unit_of_work import unit_of_work


@click.command("pause")
@click.argument("reason", default="a person paused it")
@click.pass_context
def pause(ctx: click.Context, reason: str) -> None:
    """Stop all sending until `foibot resume`; collecting and the clock go on."""
    _set(opened(ctx), reason)
    click.echo("Nothing is sent until: foibot resume")


@click.command("resume")
@click.pass_context
def resume(ctx: click.Context) -> None:
    """Lift `foibot pause`, the quarantine after a restore, or the stop after a clock went back."""
    store = opened(ctx)
    before = _set(store, None)
    if before == CLOCK_REASON:
        # What was put off under a wrong clock is looked at under the right one (P12).
        for desk in store.config.desks:
            with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
                uow.cases.look_anew(receipt_date(now()))
                uow.commit()
    if before and RESTORED in before:
        # Whoever lifts the quarantine knows of the restore: the audit goes on from its older end.
        keep_heads(store, anew=True)
    click.echo(
        f"Sending goes on; it had stopped because: {before}" if before else "Nothing was paused."
    )


def _set(store: OpenStore, reason: str | None) -> str | None:
    files = store.config.store.files
    with unit_of_work(store.engine, store.config.desks[0].key, files) as uow:
        before = uow.state.paused
        uow.state.set(PAUSED, reason)
        if reason is None:
            # Whoever lets sending go on has looked at the clock: as it is now it is right (P12).
            uow.state.set(LAST_CLOCK, now().isoformat())
        kind = "sending_paused" if reason else "sending_resumed"
        uow.audit.append(kind, now(), None, reason=reason or before or "")
        uow.commit()
    return before


COMMANDS = {"pause": pause, "resume": resume}
