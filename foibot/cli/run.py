"""`foibot run`: the service; `foibot once`: one pass of every verb over what is due."""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable

import click
from sqlalchemy.exc import DBAPIError

from foibot.cli import fail
from foibot.cli.logs import start_logging
from foibot.cli.opening import configuration, opened
from foibot.errors import FoibotError
from foibot.schedule.opening import OpenStore
from foibot.schedule.rest import rested
from foibot.schedule.serving import TEMPORARY_FAILURE, once, serve
from foibot.schedule.workers import work_beside
from foibot.store.lease import StateLock

log = logging.getLogger(__name__)
STOP_SECONDS = 25.0

STYLE = click.option(
    "--log-format",
    type=click.Choice(["json", "console"]),
    default="json",
    show_default=True,
    help="How the log is written to standard error.",
)


@click.command("run")
@STYLE
@click.option("--worker", is_flag=True, help="Only help a running service (PostgreSQL).")
@click.pass_context
def run(ctx: click.Context, log_format: str, worker: bool) -> None:
    """Run the service until it is told to stop (SIGTERM, Ctrl-C)."""
    start_logging(log_format, os.environ.get("FOIBOT_LOG_LEVEL", "INFO"))

    def serving() -> int:
        store = _sound(ctx, alone=not worker)
        from foibot.app import handlers_of, now

        for warning in store.config.warnings:
            click.echo(f"warning: {warning}", err=True)
        stop = threading.Event()
        asked = heed_signals(stop)
        threading.Thread(target=_end_in_time, args=(stop, asked), daemon=True).start()
        service = work_beside if worker else serve
        return service(store, handlers_of, now, stop)

    sys.exit(ended(serving))


def heed_signals(stop: threading.Event) -> threading.Event:
    """
    Let SIGTERM and Ctrl-C set *stop*; return what is set when one of them came.

    A second one may come while the handler of the first still runs, in the same thread.  So the
    handler takes no lock: an Event has one, a SimpleQueue may be put to again from within.
    """
    came: queue.SimpleQueue[int] = queue.SimpleQueue()
    asked = threading.Event()

    def pass_on() -> None:
        came.get()
        asked.set()
        stop.set()

    threading.Thread(target=pass_on, name="signals", daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: came.put(number))
    return asked


def _end_in_time(stop: threading.Event, asked: threading.Event) -> None:
    """
    End the process when a server keeps it for longer than a stop may take (P22).

    It may be killed at any moment: what was under way is put in order by the next start.
    """
    stop.wait()
    rested(threading.Event(), STOP_SECONDS)
    log.error("left_behind", extra={"seconds": STOP_SECONDS})
    logging.shutdown()
    os._exit(0 if asked.is_set() else TEMPORARY_FAILURE)


@click.command("once")
@STYLE
@click.pass_context
def once_command(ctx: click.Context, log_format: str) -> None:
    """Do once everything that is due, then exit."""
    start_logging(log_format, os.environ.get("FOIBOT_LOG_LEVEL", "WARNING"))

    def passes() -> int:
        store = _sound(ctx, alone=True)
        from foibot.app import handlers_of, now

        faults = once(store, handlers_of, now)
        for fault in faults:
            click.echo(fault, err=True)
        return 1 if faults else 0

    sys.exit(ended(passes))


def _sound(ctx: click.Context, *, alone: bool) -> OpenStore:
    """Return the open store; with a fault in the rules nothing is made and nothing starts."""
    config = configuration(ctx)
    if alone and config.store.state.is_dir():
        # A second instance by mistake is told at once, before anything slow is loaded (P18).
        StateLock(config.store.state).release()
    from foibot.cli.soundness import rule_faults

    faults = rule_faults(config.directory, config.desks)
    if faults:
        fail("\n".join(faults))
    return opened(ctx)


def ended(call: Callable[[], int]) -> int:
    """Return the exit code of *call*: what fails is told in a line, never with a mail's words."""
    try:
        return call()
    except FoibotError as error:
        click.echo(str(error), err=True)
        return 1
    except DBAPIError as error:
        click.echo(f"the database failed: {error.orig}", err=True)
    except OSError as error:
        # What is not stored is not answered; the next start puts it right (P15).
        click.echo(f"the disk failed: {error}", err=True)
    return TEMPORARY_FAILURE


COMMANDS = {"run": run, "once": once_command}
