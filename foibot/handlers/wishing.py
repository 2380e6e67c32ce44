"""An officer wishes more time: governance is asked once a reply, with what it may say (CLK-20)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.case import events
from foibot.case.clockwork import answer_by, case_clock
from foibot.case.events import Fact
from foibot.case.model import Case, CaseItem
from foibot.clock.model import ItemClock
from foibot.handlers.allowing import about_time
from foibot.handlers.desk import Desk
from foibot.handlers.replied import decisions_on
from foibot.letter.dates import listed, long_date, short_date
from foibot.letter.governance import AlertKind

_FOR_THE_LETTER = 3  # working days that an example leaves before the legal deadline


def tell_of_wishes(case: Case, facts: Sequence[Fact], author: str, desk: Desk) -> None:
    """Ask governance about every question of a case for which a reply wishes more time, at once."""
    asked = [one for one in facts if isinstance(one, events.MoreTimeAsked)]
    if not asked:
        return
    file = desk.files.load(case.reference)
    history = file.history if file is not None else ()
    clocks = desk.office.clocks(case, history, desk.today)
    items = [(one, item) for one in asked if (item := case.item(one.n)) is not None]
    details = [_wish(one, item, clocks[item.n]) for one, item in items]
    named = listed([f"Q{one.n}" for one in asked])
    named_days = {one.until for one in asked}
    day = named_days.pop() if len(named_days) == 1 else None
    due = case_clock(clocks).due or desk.today
    choices = (
        *([f"yes (they can have until {long_date(day)})"] if day else []),
        f"until {short_date(_before(due, desk))} (or any other day before the legal deadline)",
        "no: and the reason (the day stands)",
        *decisions_on(items[0][1], due),
    )
    desk.alert(
        AlertKind.MORE_TIME,
        file,
        f"{author} asks for more time on {named}",
        details,
        choices,
        subject=about_time(case.reference, [one.n for one in asked]),
    )


def _wish(one: events.MoreTimeAsked, item: CaseItem, clock: ItemClock) -> str:
    until = f" until {long_date(one.until)}" if one.until else ""
    why = f": {one.reason}" if one.reason else ""
    stands = f"The answer is wanted by {long_date(answer_by(item, clock))} now."
    return f"Q{one.n}{until}{why} ({stands})"


def _before(due: date, desk: Desk) -> date:
    """Return a day for an example: it leaves time for the letter, where there is any."""
    days = desk.office.own_days
    return max(days.before(due, _FOR_THE_LETTER), min(due, days.working_day(desk.today, 1)))
