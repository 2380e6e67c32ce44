"""The clock of a case in words, each question that has the same one together."""

from __future__ import annotations

from foibot.clock.explain import explain_item
from foibot.clock.render import rendered
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk


def explained(file: CaseFile, desk: Desk) -> str:
    """Return the clock of each question, day by day; questions with one clock share the text."""
    clocks = desk.office.clocks(file.case, file.history, desk.today)
    texts: dict[str, list[int]] = {}
    for n, clock in clocks.items():
        text = rendered(explain_item(clock, desk.office.calendars, desk.office.rules))
        texts.setdefault(text, []).append(n)
    parts = []
    for text, ns in texts.items():
        which = "The case" if ns == [0] else "Question " + ", ".join(map(str, ns))
        parts.append(f"{which}\n\n{text}")
    return "\n".join(parts)
