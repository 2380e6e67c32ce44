"""The service and the single pass, from the first check to the exit code."""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
from collections.abc import Callable
from functools import partial

import click
from sqlalchemy.exc import DBAPIError

from foibot.app import handlers_of, now
from foibot.cli import fail
from foibot.cli.rule_check import RuleCheck, faults_here
from foibot.config.model import Config
from foibot.config.rule_files import newest_change
from foibot.errors import FoibotError
from foibot.schedule.opening import open_store
from foibot.schedule.rest import rested
from foibot.schedule.serving import TEMPORARY_FAILURE, HandlersOf, once, serve
from foibot.schedule.workers import work_beside
from foibot.store.lease import StateLock

log = logging.getLogger(__name__)
STOP_SECONDS = 25.0


def run_service(config: Config, check: RuleCheck, *, worker: bool) -> int:
    """Run the service, or a worker beside it, until it is told to stop; return the exit code."""

    def serving() -> int:
        if not worker:
            _refuse_second(config)
        _refuse_faults(check.faults())
        store = open_store(config)
        for warning in config.warnings:
            click.echo(f"warning: {warning}", err=True)
        stop = threading.Event()
        asked = heed_signals(stop)
        threading.Thread(target=_end_in_time, args=(stop, asked), daemon=True).start()
        service = work_beside if worker else serve
        return service(store, _needed(check.newest), now, stop)

    return ended(serving)


def run_once(config: Config) -> int:
    """Do once everything that is due; return the exit code."""

    def passes() -> int:
        _refuse_second(config)
        newest = newest_change(config.directory)
        _refuse_faults(faults_here(config))
        faults = once(open_store(config), _needed(newest), now)
        for fault in faults:
            click.echo(fault, err=True)
        return 1 if faults else 0

    return ended(passes)


def _needed(newest: int) -> HandlersOf:
    """Return what gives the handlers of a desk, of rules found sound with that newest change."""
    return partial(handlers_of, checked=newest)


def _refuse_second(config: Config) -> None:
    """Tell a second instance by mistake at once, before anything slow is loaded (P18)."""
    if config.store.state.is_dir():
        StateLock(config.store.state).release()


def _refuse_faults(faults: list[str]) -> None:
    """With a fault in the rules nothing is made and nothing starts."""
    if faults:
        fail("\n".join(faults))


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
