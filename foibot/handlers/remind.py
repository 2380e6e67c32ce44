"""REMIND: what the day asks for -> digests, reminders, escalations, drafts, the weekly summary."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from zoneinfo import ZoneInfo

from foibot.handlers.approving import renew_all
from foibot.handlers.consulting import remind_consulted
from foibot.handlers.deliveries import record_deliveries
from foibot.handlers.desk import Desk
from foibot.handlers.digests import Gathered, send_digests
from foibot.handlers.noticing import Due, notices_of
from foibot.handlers.office import Office
from foibot.handlers.promises import remind_promised
from foibot.handlers.recalculating import follow_calendar
from foibot.handlers.regulator import remind_regulated
from foibot.handlers.roster import follow_roster
from foibot.handlers.telling import tell
from foibot.handlers.trouble import tell_broken_rules, tell_short_calendar
from foibot.handlers.weekly import send_weekly, weekly_is_due
from foibot.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)
LONDON = ZoneInfo("Europe/London")
DONE_ON = "reminded_on"
PAGE = 200

Open = Callable[[], AbstractContextManager[UnitOfWork]]


def remind(open_uow: Open, office: Office, now: datetime) -> int:
    """Queue what is due today, once; return how many cases were looked at."""
    with open_uow() as uow:
        desk = Desk(uow, office, now)
        record_deliveries(desk)
        follow_roster(desk)
        follow_calendar(desk)
        tell_broken_rules(desk)
        tell(desk)
        uow.commit()
    if not is_time(office, now):
        return 0
    with open_uow() as uow:
        desk = Desk(uow, office, now)
        if uow.state.own(DONE_ON) == desk.today.isoformat():
            return 0
        looked = morning(desk)
        # The day is done in the same transaction as its mails: never twice, never half.
        uow.state.set_own(DONE_ON, desk.today.isoformat())
        uow.commit()
    log.info("reminded", extra={"cases": looked})
    return looked


def is_time(office: Office, now: datetime) -> bool:
    """Return whether the hour of the digest has come on one of the authority's working days."""
    local = now.astimezone(LONDON)
    if local.time() < office.timetable.digest_at:
        return False
    return office.own_days.is_working_day(local.date())


def morning(desk: Desk) -> int:
    """Do everything that a working day begins with; the caller commits."""
    gathered = Gathered()
    after = ""
    looked = 0
    while rows := desk.uow.cases.due_for_look(desk.today, PAGE, after):
        due: list[Due] = []
        for row in rows:
            file = desk.files.load(row.reference)
            if file is not None:
                due += notices_of(remind_consulted(file, desk), desk)
        gathered.take(due, desk)
        tell(desk)
        looked += len(rows)
        after = rows[-1].reference
    remind_regulated(desk)
    remind_promised(desk)
    tell_short_calendar(desk)
    renew_all(desk)
    send_digests(gathered, desk)
    if weekly_is_due(desk):
        send_weekly(desk)
    tell(desk)
    return looked
