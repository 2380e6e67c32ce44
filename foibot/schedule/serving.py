"""The service: every desk's verbs, until it is told to stop or the database fails (crash-only)."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from foibot.config.model import Desk
from foibot.errors import FoibotError
from foibot.outbox.standing import why_barred
from foibot.schedule.audit_heads import keep_heads
from foibot.schedule.desk_work import DeskWork, Handlers, unusable
from foibot.schedule.generation import next_generation, write_generation
from foibot.schedule.leadership import Leader, leadership
from foibot.schedule.opening import OpenStore
from foibot.schedule.ticks import Job, tick
from foibot.schedule.when_needed import ProgramChangedError
from foibot.store.content import sweep_temporary
from foibot.store.state import BARRED, LAST_CLOCK, PAUSED, RESTORED
from foibot.store.unit_of_work import UnitOfWork, reading, unit_of_work

log = logging.getLogger(__name__)
TEMPORARY_FAILURE = 75  # sysexits.h: the supervisor starts it again
DELIVER_SECONDS = 1.0
HEARTBEAT_SECONDS = 5.0
SENDING = "sending"  # what an alarm is about, beside the verbs
BACKWARDS = timedelta(minutes=5)
CLOCK_REASON = (
    "the clock of this machine went back; sending goes on when it has caught up, "
    "or, when it is right as it is, after: foibot resume"
)

HandlersOf = Callable[[OpenStore, Desk], Handlers]


@dataclass(slots=True)
class Pulse:
    """What the verbs last did, for the heartbeat file and the alarm."""

    good: dict[str, datetime] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    alarmed: dict[str, datetime] = field(default_factory=dict)
    written: datetime | None = None
    fatal: str = ""


def serve(
    store: OpenStore,
    handlers_of: HandlersOf,
    clock: Callable[[], datetime],
    stop: threading.Event,
) -> int:
    """Run the service until *stop*; return its exit code."""
    with leadership(store, clock, stop) as leader:
        _servers_are_usable(store)
        begin(store, leader, clock)
        works = [_work(store, desk, handlers_of, leader, clock) for desk in store.config.desks]
        pulse = Pulse(good={"start": clock()})
        watchers = [threading.Thread(target=one.watch, daemon=True) for one in works]
        for thread in watchers:
            thread.start()
        jobs = [job for work in works for job in _jobs(work, pulse, stop)]
        started = clock()
        log.info("service_started", extra={"desks": len(works), "fence": leader.fence})
        try:
            tick(jobs, stop, clock, lambda: _moment(store, works, pulse, clock(), started))
        finally:
            for work in works:
                work.close()
            write_heartbeat(store, pulse, clock())
        if not pulse.fatal:
            keep_heads(store)
        log.info("service_stopped", extra={"reason": pulse.fatal or "asked to"})
        return TEMPORARY_FAILURE if pulse.fatal or leader.lost else 0


def _servers_are_usable(store: OpenStore) -> None:
    """
    Refuse the first start of a desk with a wrong password or certificate.

    Once it has worked, the same is told and tried again for ever (P8): it is the server's doing,
    and a service that starts at boot must not die of it.  A server that is away is waited for.
    """
    refused: list[str] = []
    for desk in store.config.desks:
        faults = unusable(desk)
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            worked = any(beat.good_at is not None for beat in uow.state.beats())
        for fault in faults if worked else ():
            alarm(store, f"foibot: {desk.authority.short_name}: {fault}")
        refused += [] if worked else faults
    if refused:
        raise FoibotError("\n".join(refused))


def once(store: OpenStore, handlers_of: HandlersOf, clock: Callable[[], datetime]) -> list[str]:
    """Run every verb over what is due, and return what went wrong."""
    faults: list[str] = []
    with leadership(store, clock, threading.Event()) as leader:
        before = stopped_by_itself(store) or barred(store)
        begin(store, leader, clock)
        for desk in store.config.desks:
            work = _work(store, desk, handlers_of, leader, clock)
            try:
                for verb in (work.poll, work.remind, work.deliver):
                    faults.extend(_one_pass(work, verb))
            finally:
                work.close()
        keep_heads(store)
        stopped = stopped_by_itself(store)
        silent = stopped or barred(store)
        if silent and not before:
            alarm(store, f"foibot: nothing is sent: {silent}")
    return [*faults, f"nothing is sent: {stopped}"] if stopped else faults


def stopped_by_itself(store: OpenStore) -> str:
    """Return why sending has stopped without a person's doing (P12, P17), or ""."""
    with reading(store.engine, store.config.desks[0].key, store.config.store.files) as uow:
        reason = uow.state.paused or ""
    return reason if reason == CLOCK_REASON or RESTORED in reason else ""


def barred(store: OpenStore) -> str:
    """Return for which authorities the mail server takes no mail, and why (P8), or ""."""
    said = []
    for desk in store.config.desks:
        with reading(store.engine, desk.key, store.config.store.files) as uow:
            why = why_barred(uow.state.own(BARRED))
        said += [f"{desk.authority.short_name}: {why}"] if why else []
    return "\n".join(said)


def _one_pass(work: DeskWork, verb: Callable[[], object]) -> list[str]:
    name = verb.__name__
    # The verb before may have taken long.
    if not work.leader.renewed():
        return ["the lease was lost to another foibot: nothing more was done"]
    try:
        done = verb()
    except DBAPIError:
        raise
    except FoibotError as error:
        work.beat(name, str(error))
        return [f"{work.desk.authority.short_name}: {error}"]
    trouble = str(getattr(done, "error", ""))
    work.beat(name, trouble)
    return [f"{work.desk.authority.short_name}: {trouble}"] if trouble else []


def begin(store: OpenStore, leader: Leader, clock: Callable[[], datetime]) -> None:
    """Put in order what a killed process may have left; every start does this."""
    sweep_temporary(store.config.store.files)
    for desk in store.config.desks:
        with unit_of_work(store.engine, desk.key, store.config.store.files) as uow:
            uow.inbox.release_claims(leader.held.holder)
            heed_clock(uow, clock())
            uow.commit()
    state = store.config.store.state
    with unit_of_work(store.engine, store.config.desks[0].key, store.config.store.files) as uow:
        number = next_generation(uow, state, clock())
        uow.commit()
    write_generation(state, number)


def heed_clock(uow: UnitOfWork, now: datetime) -> None:
    """Stop sending while the clock is behind what was written before (P12: a restored machine)."""
    stored = uow.state.get(LAST_CLOCK)
    last = datetime.fromisoformat(stored) if stored else now
    if now < last - BACKWARDS:
        if uow.state.paused is None:
            uow.state.set(PAUSED, CLOCK_REASON)
            log.error("clock_went_back", extra={"last": stored})
        return
    if uow.state.paused == CLOCK_REASON:
        uow.state.set(PAUSED, None)
    if now > last or stored is None:
        uow.state.set(LAST_CLOCK, now.isoformat())


def _work(
    store: OpenStore,
    desk: Desk,
    handlers_of: HandlersOf,
    leader: Leader,
    clock: Callable[[], datetime],
) -> DeskWork:
    return DeskWork(desk, store, handlers_of(store, desk), leader, clock)


def _jobs(work: DeskWork, pulse: Pulse, stop: threading.Event) -> list[Job]:
    name = work.desk.key
    tick_seconds = work.store.config.schedule.tick_seconds

    def job(verb: str, seconds: float, call: Callable[[], object], wake: threading.Event) -> Job:
        def guarded() -> None:
            _guarded(work, verb, call, pulse, stop)

        return Job(f"{verb} {name}", seconds, guarded, wake)

    return [
        job("poll", work.poll_seconds, work.poll, work.mail_came),
        job("deliver", min(DELIVER_SECONDS, work.poll_seconds), work.deliver, work.mail_waits),
        job("remind", tick_seconds, work.remind, threading.Event()),
    ]


def _guarded(
    work: DeskWork,
    verb: str,
    call: Callable[[], object],
    pulse: Pulse,
    stop: threading.Event,
) -> None:
    """Call a verb: a database that fails ends the process, anything else is tried again."""
    name = f"{verb} {work.desk.key}"
    try:
        done = call()
        if getattr(done, "waits", False):
            return
        error = str(getattr(done, "error", ""))
        work.beat(verb, error)
    except DBAPIError as failure:
        log.critical("database_failed", extra={"verb": verb, "reason": str(failure.orig)})
        pulse.fatal = f"the database failed: {failure.orig}"
        stop.set()
        return
    except (OSError, ProgramChangedError) as failure:
        # A full or failing disk: what is not stored is not answered, and the start puts it right.
        what = "disk_failed" if isinstance(failure, OSError) else "program_changed"
        log.critical(what, extra={"verb": verb, "reason": str(failure)})
        pulse.fatal = str(failure)
        stop.set()
        return
    except FoibotError as failure:
        error = str(failure)
        log.warning("verb_failed", extra={"verb": verb, "reason": error})
        _beat_failure(work, verb, error, pulse, stop)
    except Exception as failure:
        log.exception("verb_broke", extra={"verb": verb})
        error = f"{type(failure).__name__}: {failure}"
        _beat_failure(work, verb, error, pulse, stop)
    if error:
        pulse.errors[name] = error
    else:
        pulse.errors.pop(name, None)
        pulse.good[name] = work.clock()


def _beat_failure(
    work: DeskWork, verb: str, error: str, pulse: Pulse, stop: threading.Event
) -> None:
    try:
        work.beat(verb, error)
    except DBAPIError as failure:
        pulse.fatal = f"the database failed: {failure.orig}"
        stop.set()


def _moment(
    store: OpenStore, works: Sequence[DeskWork], pulse: Pulse, now: datetime, started: datetime
) -> None:
    """Now and then: the heartbeat file, the clock, and the alarm."""
    if pulse.written is not None and 0 <= (now - pulse.written).total_seconds() < HEARTBEAT_SECONDS:
        return
    pulse.written = now
    write_heartbeat(store, pulse, now)
    with unit_of_work(store.engine, works[0].desk.key, store.config.store.files) as uow:
        heed_clock(uow, now)
        uow.commit()
    keep_heads(store)
    _tell_stopped(store, pulse, now)
    patience = timedelta(minutes=store.config.health.alarm_minutes)
    for name, error in list(pulse.errors.items()):
        since = pulse.good.get(name, started)
        last = pulse.alarmed.get(name)
        if now - since > patience and (last is None or now - last > timedelta(hours=1)):
            pulse.alarmed[name] = now
            words = f"{name} has not worked since {since:%d %B %H:%M} UTC: {error}"
            alarm(store, f"foibot: {words}")
            for work in works:
                if name.endswith(f" {work.desk.key}"):
                    _tell_trouble(work, now, words)


def _tell_trouble(work: DeskWork, now: datetime, words: str) -> None:
    try:
        work.handlers.trouble(now, words)
    except FoibotError as failure:
        # Without rules that can be read no mail is made: the alarm command has told.
        log.error("trouble_not_mailed", extra={"reason": str(failure)})


def _tell_stopped(store: OpenStore, pulse: Pulse, now: datetime) -> None:
    """Sending that stopped by itself is told at once and every hour: by mail nobody can hear it."""
    stopped, last = stopped_by_itself(store) or barred(store), pulse.alarmed.get(SENDING)
    if stopped and (last is None or now - last > timedelta(hours=1)):
        pulse.alarmed[SENDING] = now
        alarm(store, f"foibot: nothing is sent: {stopped}")
    elif not stopped:
        pulse.alarmed.pop(SENDING, None)


def write_heartbeat(store: OpenStore, pulse: Pulse, now: datetime) -> None:
    """Write the heartbeat file, whole or not at all."""
    path = store.config.health.heartbeat_file
    content = {
        "at": now.isoformat(),
        "process": os.getpid(),
        "good": {name: at.isoformat() for name, at in pulse.good.items()},
        "errors": dict(pulse.errors),
    }
    temporary = path.with_name(path.name + ".part")
    try:
        temporary.write_text(json.dumps(content, indent=1), encoding="utf-8")
        temporary.rename(path)
    except OSError as error:
        log.warning("heartbeat_not_written", extra={"reason": str(error)})


def alarm(store: OpenStore, words: str) -> None:
    """Tell people by the path that needs no mail: the log, and the configured command."""
    log.error("alarm", extra={"words": words})
    command = store.config.health.alarm_command
    if command:
        try:
            subprocess.run(command, input=words.encode(), timeout=60, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            log.error("alarm_command_failed", extra={"reason": str(error)})
