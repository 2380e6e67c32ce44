"""New requests like open ones: shown to governance, who alone may count them together (COST-6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from foibot.case.model import Case, CaseItem, CaseKind
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.questions.similar import SAME_INFORMATION, alike
from foibot.store.similar import Among, Candidate

# COST-7: 60 working days are never more than this many days.
WINDOW = timedelta(days=100)
MOST = 6


def tell_similar(file: CaseFile, desk: Desk) -> None:
    """Tell governance which open requests ask for the same information (COST-8); nothing else."""
    if file.case.kind is not CaseKind.REQUEST:
        return
    lines = tuple(islice(_lines(file, desk), MOST))
    if lines:
        what = "It asks for what other open requests ask for"
        desk.alert(AlertKind.SIMILAR, file, what, lines)


def _lines(file: CaseFile, desk: Desk) -> Iterator[str]:
    for item in file.case.counted:
        for like in _like(item, file, desk):
            yield _said(item, like, file.case, desk)


def _like(item: CaseItem, file: CaseFile, desk: Desk) -> Iterator[Candidate]:
    """Yield the questions of other open cases that ask for the same information."""
    text = item.question.text
    among = Among(open_since=file.case.received_on - WINDOW, besides=file.reference)
    for one in desk.uow.similar.candidates(text, among=among):
        if alike(text, one.text) >= SAME_INFORMATION:
            yield one


def _said(item: CaseItem, like: Candidate, case: Case, desk: Desk) -> str:
    same = like.requester == case.requester.address.lower()
    who = (
        "from the same requester" if same else "from somebody else: each is valid by itself (REC-9)"
    )
    days = desk.office.own_days.count(like.received_on, case.received_on)
    return f"Q{item.n}: like {like.reference} Q{like.n}, {days} working days before, {who}"
