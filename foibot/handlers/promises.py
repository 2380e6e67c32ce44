"""What a review's outcome promised: whoever governs is reminded until its day (IR-8, reg 11(5))."""

from __future__ import annotations

import json
from datetime import date

from foibot.case.model import PointDecided, Status
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.dates import short_date
from foibot.letter.governance import AlertKind

_KEPT = "promised/"
# Working days before the day on which a first reminder comes.
_BEFORE = 5


def keep_promises(review: CaseFile, points: tuple[PointDecided, ...], desk: Desk) -> None:
    """Keep what the outcome says will be done and by when; what was said before is replaced."""
    dated = [one for one in points if one.action and one.action_by]
    said = [[str(one.action_by), one.action] for one in dated]
    desk.uow.state.set_own(_KEPT + review.reference, json.dumps(said) if said else None)


def remind_promised(desk: Desk) -> None:
    """Remind governance of each promise before its day and on it; then it is forgotten."""
    for name, kept in sorted(desk.uow.state.own_under(_KEPT).items()):
        file = desk.files.load(name.removeprefix(_KEPT))
        promises = [(date.fromisoformat(day), action) for day, action in json.loads(kept)]
        if file is None or all(day < desk.today for day, _ in promises):
            desk.uow.state.set_own(name, None)
        if file is not None and file.case.status is Status.ANSWERED:
            for day, action in promises:
                _remind(file, day, action, desk)


def _remind(file: CaseFile, day: date, action: str, desk: Desk) -> None:
    """Tell of one promise; a day on which nobody works is told on the working day before."""
    days = desk.office.own_days
    last = day if days.is_working_day(day) else days.before(day, 1)
    first = days.before(last, _BEFORE)
    stage = "today" if desk.today == last else "soon" if first <= desk.today < last else ""
    if not stage:
        return
    left = days.count(desk.today, day)
    when = f"working days left: {left}" if left else "today is the last working day for it"
    what = f"The outcome of the review promised something by {short_date(day)}: {when}"
    once = f"{file.reference}/{day}/{stage}/{action[:40]}"
    desk.alert(AlertKind.PROMISE, file, what, (f"What was promised: {action}",), once=once)
