"""The weekly summary for governance: what came, what went, what is late, what comes next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest
from zoneinfo import ZoneInfo

from foibot.case.clockwork import in_time
from foibot.case.model import ItemState, Status
from foibot.handlers.desk import Desk
from foibot.letter.blocks import Bars, Blocks, Table, paragraph
from foibot.letter.dates import short_date
from foibot.letter.governance import Weekly, clock_words
from foibot.store.cases import CaseRow
from foibot.store.lanes import Lane
from foibot.store.state import RECONCILIATION

LONDON = ZoneInfo("Europe/London")
SENT_ON = "weekly_on"
WAITING = "weekly_waits"  # who gets the summary on a later day of the week
AHEAD = 10
MOST = 200  # cases of each list
SETTLED = (ItemState.SENT.value, ItemState.DROPPED.value)


def weekly_is_due(desk: Desk) -> bool:
    """Return whether this is the first working day of a week; a Monday may be a holiday."""
    last = desk.uow.state.own(SENT_ON)
    if not last:
        return True
    return date.fromisoformat(last).isocalendar()[:2] != desk.today.isocalendar()[:2]


def send_weekly(desk: Desk) -> None:
    """
    Send the summary of the week that ended on Sunday to each lead who has not had it yet.

    Nobody gets two unasked mails on a day: who has one this morning gets the summary on the next
    working day without.  On the last of the week it stands in that other mail (summary_within).
    """
    leads = _still_to_tell(desk)
    busy = [one for one in leads if _has_mail(one, desk)]
    told = [one for one in leads if one not in busy]
    if told:
        context = weekly(*_week_before(desk.today), desk)
        for lead in told:
            mail = desk.to_staff(lead, f"weekly/{desk.today}", lane=Lane.REMINDER)
            desk.post.send(context, mail)
    if leads:
        later = [] if _ends_week(desk) else busy
        desk.uow.state.set_own(WAITING, json.dumps(later) if later else None)
        desk.uow.state.set_own(SENT_ON, desk.today.isoformat())


def summary_within(person: str, desk: Desk) -> Weekly | None:
    """Return the summary that is to stand in today's mail to *person*: a lead whose week ends."""
    if _ends_week(desk) and person in _still_to_tell(desk):
        return weekly(*_week_before(desk.today), desk)
    return None


def _still_to_tell(desk: Desk) -> list[str]:
    """Return the leads who have not had the summary of this week."""
    waiting = json.loads(desk.uow.state.own(WAITING) or "[]")
    due = weekly_is_due(desk)
    return [lead for lead in desk.people.leads if due or lead in waiting]


def _week_before(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week before that of *day*."""
    sunday = day - timedelta(days=day.isoweekday())
    return sunday - timedelta(days=6), sunday


def _has_mail(person: str, desk: Desk) -> bool:
    """Return whether *person* gets another mail this morning."""
    keys = (desk.to_staff(person, f"{kind}/{desk.today}").key for kind in ("digest", "escalation"))
    return any(desk.uow.outbox.has(key) for key in keys)


def _ends_week(desk: Desk) -> bool:
    """Return whether no other working day of this week follows."""
    following = desk.office.own_days.roll(desk.today + timedelta(days=1))
    return following.isocalendar()[:2] != desk.today.isocalendar()[:2]


@dataclass(slots=True)
class OpenCases:
    """What is told of the open cases, counted page by page; of each list the nearest dates."""

    today: date
    soon_until: date
    number: int = 0
    late_number: int = 0
    coming_number: int = 0
    late: list[CaseRow] = field(default_factory=list)
    coming: list[CaseRow] = field(default_factory=list)

    def take(self, page: list[CaseRow]) -> None:
        """Count the cases of a page."""
        self.number += len(page)
        late = [row for row in page if row.due and row.due < self.today]
        coming = [row for row in page if row.due and self.today <= row.due <= self.soon_until]
        self.late_number += len(late)
        self.coming_number += len(coming)
        self.late = nsmallest(MOST, [*self.late, *late], key=_by_date)
        self.coming = nsmallest(MOST, [*self.coming, *coming], key=_by_date)


def weekly(first: date, last: date, desk: Desk) -> Weekly:
    """Return the figures of the days from *first* to *last* and what stands open today."""
    still_open = _open(desk)
    letters = Counter(_answered(first, last, desk))
    compared = _reconciled(desk)
    ahead = "Due in the next ten working days"
    return Weekly(
        from_day=first,
        to_day=last,
        received=_received(first, last, desk),
        answered=letters.total(),
        in_time=letters[True],
        open_cases=still_open.number,
        late_cases=still_open.late_number,
        chart=_chart(desk),
        late=_listed("Late", still_open.late, still_open.late_number),
        coming=_listed(ahead, still_open.coming, still_open.coming_number),
        held=desk.uow.inbox.counts().get("held", 0),
        last_read_at=_last_read(desk),
        reconciled=compared.words,
        unregistered=compared.unregistered,
        audit_head=_audit_head(desk),
    )


def _received(first: date, last: date, desk: Desk) -> int:
    """Return how many cases came in, however many these are."""
    number, after = 0, ""
    while page := desk.uow.cases.received_between(first, last, after=after):
        number += len(page)
        after = page[-1].reference
    return number


def _open(desk: Desk) -> OpenCases:
    found = OpenCases(desk.today, desk.office.own_days.working_day(desk.today, AHEAD))
    after = ""
    while page := desk.uow.cases.open_cases(after=after):
        found.take(page)
        after = page[-1].reference
    return found


def _answered(first: date, last: date, desk: Desk) -> Iterator[bool]:
    """Yield, for each case answered in the week, whether it was in time."""
    for row in desk.uow.cases.closed_between(first, last):
        answered = row.status == Status.ANSWERED.value and row.closed_at
        file = desk.files.load(row.reference) if answered else None
        if file is not None:
            yield in_time(desk.office.clocks(file.case, file.history, desk.today))


def _chart(desk: Desk) -> Blocks:
    """Return how many questions each service has open, as bars that are a table."""
    counted = Counter(
        {
            service or "Nobody yet": number
            for service, number in desk.uow.items.open_by_service(SETTLED).items()
        }
    )
    bars = tuple(counted.most_common())
    return (Bars("Open questions by service", ("Service", "Questions"), bars),) if bars else ()


def _by_date(row: CaseRow) -> tuple[date, str]:
    return row.due or date.max, row.reference


def _listed(caption: str, rows: list[CaseRow], number: int) -> Blocks:
    if not rows:
        return ()
    cells = tuple(
        (row.reference, row.title[:80], short_date(row.due) if row.due else "", _said(row.status))
        for row in rows
    )
    table = Table(caption, ("Reference", "About", "Legal deadline", "Stands"), cells)
    more = number - len(rows)
    return (table, paragraph(f"and {more} more")) if more else (table,)


def _said(status: str) -> str:
    return status.replace("_", " ").capitalize()


def _last_read(desk: Desk) -> str:
    beat = next((one for one in desk.uow.state.beats() if one.verb == "poll"), None)
    if beat is None or beat.good_at is None:
        return "not yet"
    return clock_words(beat.good_at.astimezone(LONDON))


@dataclass(frozen=True, slots=True)
class _Compared:
    """What the last nightly comparison of the folders with the register found."""

    words: str
    unregistered: int


def _reconciled(desk: Desk) -> _Compared:
    stored = desk.uow.state.own(RECONCILIATION)
    if stored is None:
        return _Compared("not yet", 0)
    result = json.loads(stored)
    folders = result["folders"]
    missing = sum(one["unregistered"] for one in folders)
    counted = ", ".join(f"{one['folder']} {one['messages']}" for one in folders)
    found = f"{missing} are missing" if missing else "all are registered"
    night = short_date(date.fromisoformat(result["night"]))
    return _Compared(f"{night}: {counted}; {found}", missing)


def _audit_head(desk: Desk) -> str:
    number, head = desk.uow.audit.head()
    return f"{number}, {head[:32]}" if number else "none yet"
