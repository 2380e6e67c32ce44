"""New requests like open ones: shown to governance, who alone may count them together (COST-6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice

from foibot.case.clockwork import REGIMES
from foibot.case.model import Case, CaseItem, CaseKind, Law
from foibot.clock.regimes import LimitName
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.dates import count
from foibot.letter.governance import AlertKind
from foibot.questions.similar import SAME_INFORMATION, alike
from foibot.store.similar import Among, Candidate

# 60 working days are never more than this many days: the database looks no further back.
WINDOW = timedelta(days=100)
MOST = 6
TOGETHER = (
    "For the cost limit the two may be counted together (regulation 5 of the Fees Regulations "
    "2004): you decide."
)
APART = "Each is valid by itself."  # REC-9


def tell_similar(file: CaseFile, desk: Desk) -> None:
    """Tell governance which open requests ask for the same information (COST-8); nothing else."""
    if file.case.kind is not CaseKind.REQUEST:
        return
    likes = list(islice(_likes(file, desk), MOST))
    if likes:
        what = "It asks for what other open requests ask for"
        lines = tuple(_said(item, like, file.case, desk) for item, like in likes)
        once = _campaign([like for _, like in likes], file, desk)
        desk.alert(AlertKind.SIMILAR, file, what, lines, once=once)


def _campaign(likes: Sequence[Candidate], file: CaseFile, desk: Desk) -> str:
    """
    Return under what the news is told once a day, or "" to tell it in any case.

    A campaign of hundreds must not bury governance under as many alerts (T6); what one requester
    asks again may be counted together (COST-5), so each of those is told.
    """
    own = file.case.requester.address.lower()
    if any(like.requester == own for like in likes):
        return ""
    return f"{min(like.reference for like in likes)}/{desk.today}"


def _likes(file: CaseFile, desk: Desk) -> Iterator[tuple[CaseItem, Candidate]]:
    """Yield the questions of other open cases that ask for the same information."""
    items = file.case.counted
    among = Among(open_since=file.case.received_on - WINDOW, besides=file.reference)
    texts = [item.question.text for item in items]

    @cache
    def same(question: str, one: Candidate) -> bool:
        if alike(question, one.text) < SAME_INFORMATION:
            return False
        return in_window(one.received_on, file.case.received_on, desk)

    every = desk.uow.similar.candidates_of(texts, among=among, is_it=same)
    for item, found in zip(items, every, strict=True):
        yield from ((item, one) for one in found if same(item.question.text, one))


def in_window(first: date, second: date, desk: Desk) -> bool:
    """Return whether 60 consecutive working days hold both receipts (COST-6, COST-7)."""
    rules = desk.office.rules
    limit = rules.regime(REGIMES[Law.FOIA]).limit(LimitName.AGGREGATION)
    calendar = desk.office.calendars[rules.regime(REGIMES[desk.office.law("foi")]).calendar]
    # A second one at a weekend needs a working day after it: the period ends on one.
    after = not calendar.is_working_day(second)
    return calendar.count(first, second) + after < limit.amount


def _said(item: CaseItem, like: Candidate, case: Case, desk: Desk) -> str:
    same = like.requester == case.requester.address.lower()
    law = desk.office.rules.regime(REGIMES[item.law])
    days = desk.office.calendars[law.calendar].count(like.received_on, case.received_on)
    ago = "the same day" if days == 0 else count(days, "working day") + " before"
    who = "the same requester" if same else "somebody else"
    # Never across FOIA and EIR (COST-9); whether others act in concert no mail can tell (COST-6).
    together = same and item.law is like.law is Law.FOIA
    return (
        f"Q{item.n}: like {like.reference} Q{like.n}, {ago}, from {who}. "
        f"{TOGETHER if together else APART}"
    )
