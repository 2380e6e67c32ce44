"""What does not work and foibot cannot mend: told to governance by mail, once an incident."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from foibot.clock.calendar import short_horizon
from foibot.handlers.desk import Desk
from foibot.handlers.office import Office
from foibot.handlers.telling import tell
from foibot.letter.governance import AlertKind
from foibot.store.unit_of_work import UnitOfWork

Open = Callable[[], AbstractContextManager[UnitOfWork]]
# What each verb does, in the words of those who read the alert.
VERBS = {
    "poll": "The mailbox cannot be read. Mail that comes in waits there; time limits run.",
    "deliver": "Mail cannot be sent. Nothing is lost: it goes when the way out is back.",
    "remind": "Reminders and digests cannot be made. Nothing is lost; time limits run.",
}


def tell_trouble(open_uow: Open, office: Office, now: datetime, words: str) -> None:
    """
    Queue the alert that a verb has not worked for long; the same incident is told once.

    *words* begin with the verb.  Where the way out is what fails, the alert goes when it is
    back; the alarm command and the heartbeat file tell meanwhile.
    """
    with open_uow() as uow:
        desk = Desk(uow, office, now)
        what = VERBS.get(words.split(" ", 1)[0], "A part of foibot does not work.")
        desk.alert(AlertKind.TROUBLE, None, what, (words,), subject="service")
        tell(desk)
        uow.commit()


def tell_short_calendar(desk: Desk) -> None:
    """Tell governance, once, that the published bank holidays end within half a year (WD-9)."""
    warning = short_horizon(desk.office.own_days, desk.today)
    if warning:
        what = "The list of bank holidays must be brought up to date."
        desk.alert(AlertKind.TROUBLE, None, what, (warning,), subject="calendar")


def tell_broken_rules(desk: Desk) -> None:
    """Tell governance, once, that an edited rule or template is at fault and does not hold."""
    if desk.office.broken:
        what = "A rule or a template was edited and cannot be used; the one before it still holds."
        faults = (*desk.office.broken.splitlines(), "foibot check shows every fault")
        desk.alert(AlertKind.TROUBLE, None, what, faults, subject="rules")
