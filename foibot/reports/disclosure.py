"""The disclosure log: what was answered, without a word of who asked (law.md RET-4)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from foibot.case.blind import blind
from foibot.case.model import Case, CaseItem, ItemState, Outcome
from foibot.reports.cells import words_only

COLUMNS = (
    "reference", "received", "answered", "law", "question", "outcome", "relied on", "answer",
    "files",
)  # fmt: skip
SAID = {
    Outcome.DISCLOSED: "disclosed",
    Outcome.PART: "partly withheld",
    Outcome.REFUSED: "withheld",
    Outcome.NOT_HELD: "not held",
    Outcome.NCND: "neither confirmed nor denied",
    Outcome.COST: "over the cost limit",
    Outcome.VEXATIOUS: "refused as vexatious",
    Outcome.REPEATED: "refused as repeated",
    Outcome.ELSEWHERE: "held by another body",
}


def disclosure_log(cases: Iterable[Case]) -> str:
    """Return the log of *cases* as CSV: one line a question whose answer has gone out."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for case in cases:
        writer.writerows([words_only(cell) for cell in line] for line in lines_of(case))
    return out.getvalue()


def lines_of(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield what the log says of each answered question of a case."""
    for item in case.counted:
        if item.state is ItemState.SENT and item.answer is not None and item.sent_at is not None:
            yield _line(case, item)


def _line(case: Case, item: CaseItem) -> tuple[str, ...]:
    given, who = item.answer, case.requester
    assert given is not None
    assert item.sent_at is not None
    return (
        case.reference,
        case.received_on.isoformat(),
        item.sent_at.date().isoformat(),
        item.law.value.upper(),
        blind(item.question.text, who),
        SAID[given.outcome],
        "; ".join(claim.id for claim in given.exemptions),
        blind(given.text, who),
        "; ".join(file.name for file in given.enclosures),
    )
