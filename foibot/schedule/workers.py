"""Workers beside the service: they read and handle mail, and neither collect nor send it."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from foibot.schedule.desk_work import Handlers
from foibot.schedule.opening import OpenStore
from foibot.schedule.rest import rested
from foibot.schedule.serving import TEMPORARY_FAILURE, HandlersOf
from foibot.schedule.when_needed import ProgramChangedError
from foibot.store.engine import is_sqlite
from foibot.store.errors import StoreError
from foibot.store.presence import Presence
from foibot.store.unit_of_work import unit_of_work

log = logging.getLogger(__name__)
IDLE_SECONDS = 0.5


def work_beside(
    store: OpenStore,
    handlers_of: HandlersOf,
    clock: Callable[[], datetime],
    stop: threading.Event,
) -> int:
    """Handle messages beside other workers until *stop*; return the exit code."""
    if is_sqlite(store.engine):
        raise StoreError(
            "several workers need PostgreSQL; set [store] database, or run one service alone"
        )
    name = f"{socket.gethostname()}:{os.getpid()}"
    presence = Presence(store.engine, name)
    handlers = [handlers_of(store, desk) for desk in store.config.desks]
    try:
        while not stop.is_set():
            if not _round(handlers, clock, name, stop):
                rested(stop, IDLE_SECONDS)
        for desk in store.config.desks:
            with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
                uow.inbox.release_claims(name)
                uow.commit()
    except DBAPIError as error:
        log.critical("database_failed", extra={"reason": str(error.orig)})
        return TEMPORARY_FAILURE
    except ProgramChangedError as error:
        log.critical("program_changed", extra={"reason": str(error)})
        return TEMPORARY_FAILURE
    finally:
        presence.end()
    return 0


def _round(
    handlers: list[Handlers], clock: Callable[[], datetime], name: str, stop: threading.Event
) -> int:
    """Return how many messages one round over all desks handled."""
    done = 0
    for one in handlers:
        if not stop.is_set():
            done += one.process(clock(), name)
    return done
