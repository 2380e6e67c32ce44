"""`foibot pause` and `foibot resume`: no mail goes out; collecting and the clock go on."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from foibot.app import now
from foibot.cli.case_change import DAY
from foibot.cli.opening import opened
from foibot.clock.calendar import long_date, noon, receipt_date
from foibot.config.model import Desk
from foibot.letter.dates import count
from foibot.outbox.standing import why_barred
from foibot.schedule.audit_heads import keep_heads
from foibot.schedule.opening import OpenStore
from foibot.schedule.serving import CLOCK_REASON
from foibot.store.state import BARRED, LAST_CLOCK, PAUSED, RESTORED
from foibot.store.unit_of_work import unit_of_work


@click.command("pause")
@click.argument("reason", default="a person paused it")
@click.pass_context
def pause(ctx: click.Context, reason: str) -> None:
    """Stop all sending until `foibot resume`; collecting and the clock go on."""
    _set(opened(ctx), reason)
    click.echo("Nothing is sent until: foibot resume")


@click.command("resume")
@click.option("--already-sent", "said", flag_value="gone", help="What may have gone has gone.")
@click.option("--send-them", "said", flag_value="go", help="What may have gone goes now.")
@click.option(
    "--sent-on",
    type=DAY,
    help="With --already-sent: the day on which it went, else each mail's own date.",
)
@click.pass_context
def resume(ctx: click.Context, said: str | None, sent_on: datetime | None) -> None:
    """
    Lift `foibot pause`, the quarantine after a restore, or the stop after a clock went back.

    A mail server that refused all mail, because the account was barred or over its limit, is asked
    again at once.

    After a restore mails may have gone of which nothing shows whether they did: they wait until
    you say --already-sent or --send-them, or release them one by one.  With --already-sent each
    counts as sent on its own date, which is the day it was written: a mail that was written again
    after the restore has a later one than the mail that went.  Where you know the day, from the
    mail server's log, say --sent-on: whether an answer was in time rests on it.
    """
    at = _moment(sent_on, said)
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
    for desk in store.config.desks:
        _ask_again(store, desk)
        _decide(store, desk, said, at)


def _moment(sent_on: datetime | None, said: str | None) -> datetime | None:
    """Return the noon of the day that was given, or refuse it."""
    if sent_on is None:
        return None
    if said != "gone":
        raise click.UsageError("--sent-on goes with --already-sent")
    if sent_on.date() > receipt_date(now()):
        raise click.UsageError("--sent-on is a day that is still to come")
    at = noon(sent_on.date()).astimezone(UTC)
    return min(at, now())


def _ask_again(store: OpenStore, desk: Desk) -> None:
    """Let the mail server be asked at once that took no mail of ours (P8)."""
    with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
        barred = why_barred(uow.state.own(BARRED))
        if barred:
            uow.state.set_own(BARRED, None)
            uow.outbox.wake(now())
            uow.commit()
    if barred:
        name = desk.authority.short_name
        click.echo(f"{name}: the mail server is asked again at once; it had refused: {barred}")


def _decide(store: OpenStore, desk: Desk, said: str | None, at: datetime | None) -> None:
    """Do with the mails that may have gone before a restore what a person *said*; or ask."""
    with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
        number = uow.doubted.count()
        if said and number:
            if said == "gone":
                uow.doubted.have_gone(at)
            else:
                uow.doubted.go_now(now())
            day = at.isoformat() if at else "own date"
            uow.audit.append("doubt_decided", now(), None, mails=number, said=said, sent=day)
        uow.commit()
    if not number:
        return
    name, mails = desk.authority.short_name, count(number, "mail")
    if said:
        done = _taken(number, at) if said == "gone" else "go now"
        click.echo(f"{name}: {mails} that may have gone before the restore {done}.")
        return
    click.echo(
        f"{name}: {mails} may have gone before the restore, and nothing shows whether they did.\n"
        "They wait (foibot held list). Look at the mail server's log or ask a requester, then say\n"
        "foibot resume --already-sent (with --sent-on DAY where you know it), or\n"
        "foibot resume --send-them, or for one alone:\n"
        "foibot held release KEY"
    )


def _taken(number: int, at: datetime | None) -> str:
    """Return when so many mails are taken to have gone."""
    own = "its own date" if number == 1 else "their own dates"
    day = long_date(receipt_date(at)) if at else own
    return f"{'is' if number == 1 else 'are'} taken to have gone on {day}"


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
