"""
REMIND: what the day asks for -> digests, reminders, escalations, drafts, the weekly summary.

A morning is many short transactions: with thousands of cases one would keep everybody else from
writing for so long that they give up (P16, P19).  Each does what the day asks of some cases and
keeps what stands in a mail with others, so whoever is killed goes on where the last one ended.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from foibot.case.model import Status
from foibot.handlers.absence import hand_on_the_rest
from foibot.handlers.approving import renew
from foibot.handlers.at_rest import note_rest
from foibot.handlers.consulting import remind_consulted
from foibot.handlers.deliveries import record_deliveries
from foibot.handlers.desk import Desk
from foibot.handlers.digests import (
    add_those_with_news,
    keep_more,
    send_mail,
    take,
    tell_still_late,
)
from foibot.handlers.gathered import Gathered
from foibot.handlers.nothing_due import DONE_ON
from foibot.handlers.noticing import notices_of
from foibot.handlers.office import Office
from foibot.handlers.promises import remind_promised
from foibot.handlers.recalculating import follow_calendar
from foibot.handlers.regulator import remind_regulated
from foibot.handlers.roster import follow_roster
from foibot.handlers.telling import tell
from foibot.handlers.trouble import tell_broken_rules, tell_short_calendar
from foibot.handlers.weekly import send_weekly
from foibot.store.cases import CaseRow
from foibot.store.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)
LONDON = ZoneInfo("Europe/London")
GATHERED = "morning"
PAGE = 200
# After so long a transaction ends and the next goes on: far less than others wait for their turn.
LONGEST_SECONDS = 3.0

Open = Callable[[], AbstractContextManager[UnitOfWork]]
Go = Callable[[], bool]


def always() -> bool:
    """Go on."""
    return True


def remind(open_uow: Open, office: Office, now: datetime, go: Go = always) -> int:
    """Queue what is due today, once; return how many cases were looked at."""
    if not _morning_begins(open_uow, office, now, go):
        return 0
    morning = Morning(open_uow, office, now, go)
    if morning.all_of_it():
        log.info("reminded", extra={"cases": morning.looked})
        # What came meanwhile is seen to, and that nothing is left is noted.
        _morning_begins(open_uow, office, now, go)
    return morning.looked


def _morning_begins(open_uow: Open, office: Office, now: datetime, go: Go) -> bool:
    """See to what is due at any hour; return whether the work of the day is to begin now."""
    more = done = True
    while more and go():
        with open_uow() as uow:
            desk = Desk(uow, office, now)
            more, done = _what_changed(desk)
            if not more:
                _note_rest(desk, done=done)
            uow.commit()
    return not (done or more) and is_time(office, now)


def _note_rest(desk: Desk, *, done: bool) -> None:
    """Note that nothing is left to do, if so: until then nobody need look again."""
    office, now = desk.office, desk.now
    if office.broken or not office.mark or (not done and is_time(office, now)):
        return
    to_come = not done and office.own_days.is_working_day(desk.today)
    note_rest(desk.uow, office.mark, now, office.timetable.digest_at if to_come else None)


def _what_changed(desk: Desk) -> tuple[bool, bool]:
    """
    See to what is due at any hour.

    Return whether more dates are to be worked out again, and whether the morning is done.
    """
    record_deliveries(desk)
    follow_roster(desk)
    hand_on_the_rest(desk)
    more = follow_calendar(desk)
    tell_broken_rules(desk)
    tell(desk)
    return more, _is_done(desk)


def _is_done(desk: Desk) -> bool:
    return desk.uow.state.own(DONE_ON) == desk.today.isoformat()


def is_time(office: Office, now: datetime) -> bool:
    """Return whether the hour of the digest has come on one of the authority's working days."""
    local = now.astimezone(LONDON)
    if local.time() < office.timetable.digest_at:
        return False
    return office.own_days.is_working_day(local.date())


@dataclass(slots=True)
class Morning:
    """Everything that a working day begins with, in short transactions."""

    open_uow: Open
    office: Office
    now: datetime
    go: Go
    looked: int = 0

    @contextmanager
    def _step(self) -> Iterator[tuple[Desk, Gathered]]:
        """Open a transaction; what was gathered before is at hand, and is kept with it."""
        with self.open_uow() as uow:
            desk = Desk(uow, self.office, self.now)
            gathered = Gathered.from_text(uow.state.own_for_change(GATHERED))
            yield desk, gathered
            tell(desk)
            if not _is_done(desk):
                uow.state.set_own(GATHERED, gathered.to_text())
            uow.commit()

    def all_of_it(self) -> bool:
        """Do all that is not done yet; return False when it was stopped before the end."""
        with self._step() as (desk, gathered):
            told = gathered.told == desk.today.isoformat()
        if not told and not (self._notices() and self._drafts() and self._rest()):
            return False
        return self._mails() and self._end()

    def _notices(self) -> bool:
        """See to every case whose day has come."""
        return self._through(self._due, self._notice)

    def _drafts(self) -> bool:
        """Make every draft again whose words no longer fit the day."""
        return self._through(self._waiting, self._renew)

    def _through(
        self,
        page: Callable[[Desk, str], list[CaseRow]],
        see_to: Callable[[str, Desk, Gathered], None],
    ) -> bool:
        """Call *see_to* for the cases of each *page*; return False when it was stopped before."""
        after: str | None = ""
        while after is not None:
            if not self.go():
                return False
            with self._step() as (desk, gathered):
                after = self._for_a_while(page(desk, after), see_to, desk, gathered)
        return True

    def _for_a_while(
        self,
        rows: list[CaseRow],
        see_to: Callable[[str, Desk, Gathered], None],
        desk: Desk,
        gathered: Gathered,
    ) -> str | None:
        """See to *rows* until the time is over; return the last that was seen to, if any."""
        began, after = time.monotonic(), None
        for row in rows:
            see_to(row.reference, desk, gathered)
            after = row.reference
            if time.monotonic() - began > LONGEST_SECONDS or not self.go():
                break
        return after

    def _due(self, desk: Desk, after: str) -> list[CaseRow]:
        return desk.uow.cases.due_for_look(desk.today, PAGE, after)

    def _notice(self, reference: str, desk: Desk, gathered: Gathered) -> None:
        self.looked += 1
        file = desk.files.load(reference)
        if file is not None:
            take(gathered, notices_of(remind_consulted(file, desk), desk), desk)

    def _waiting(self, desk: Desk, after: str) -> list[CaseRow]:
        return desk.uow.cases.with_status(Status.AWAITING_APPROVAL.value, PAGE, after)

    def _renew(self, reference: str, desk: Desk, _gathered: Gathered) -> None:
        file = desk.files.load(reference)
        if file is not None:
            renew(file, desk)

    def _rest(self) -> bool:
        """Tell of all that is no single case's, and note who gets a mail."""
        with self._step() as (desk, gathered):
            if _is_done(desk):  # by another leader, while this one stalled
                return False
            remind_regulated(desk)
            remind_promised(desk)
            tell_short_calendar(desk)
            add_those_with_news(gathered, desk)
            tell_still_late(gathered, desk)
            gathered.told = desk.today.isoformat()
        return True

    def _mails(self) -> bool:
        """Send each person the one mail of the morning, one after another."""
        while self.go():
            with self._step() as (desk, gathered):
                if not gathered.people:
                    return True
                person = min(gathered.people)
                if send_mail(person, gathered.people.pop(person), desk):
                    gathered.more.append(person)
        return False

    def _end(self) -> bool:
        """The day is done, with the weekly summary where it is due."""
        with self._step() as (desk, gathered):
            send_weekly(desk)
            keep_more(gathered, desk)
            desk.uow.state.set_own(GATHERED, None)
            desk.uow.state.set_own(DONE_ON, desk.today.isoformat())
        return True
