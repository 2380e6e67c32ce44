"""New requests like open ones: shown to governance, who alone may count them together (COST-6)."""

from __future__ import annotations

from datetime import timedelta

from foibot.case.model import Case, CaseItem, CaseKind
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.questions.similar import SAME_INFORMATION, alike
from foibot.store.similar import Candidate

# COST-7: 60 working days are never more than this many days.
WINDOW = timedelta(days=100)
MOST = 6


def tell_similar(file: CaseFile, desk: Desk) -> None:
    """Tell governance which open requests ask for the same information (COST-8); nothing else."""
    if file.case.kind is not CaseKind.REQUEST:
        return
    lines: list[str] = []
    for item in file.case.counted:
        lines += [_said(item, like, file.case, desk) for like in _like(item, file, desk)]
    if lines:
        what = "It asks for what other open requests ask for"
        desk.alert(AlertKind.SIMILAR, file, what, tuple(lines[:MOST]))


def _like(item: CaseItem, file: CaseFile, desk: Desk) -> list[Candidate]:
    """Return the questions of other open cases that ask for the same information."""
    text = item.question.text
    return [
        one
        for one in desk.uow.similar.candidates(text)
        if one.is_open
        and one.reference != file.reference
        and file.case.received_on - one.received_on <= WINDOW
        and alike(text, one.text) >= SAME_INFORMATION
    ]


def _said(item: CaseItem, like: Candidate, case: Case, desk: Desk) -> str:
    row = desk.uow.cases.get(like.reference)
    same = row is not None and row.requester == case.requester.address.lower()
    who = (
        "from the same requester" if same else "from somebody else: each is valid by itself (REC-9)"
    )
    days = desk.office.own_days.count(like.received_on, case.received_on)
    return f"Q{item.n}: like {like.reference} Q{like.n}, {days} working days before, {who}"
