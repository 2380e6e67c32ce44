"""The clock of a case in words, questions that have the same one together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.case.clockwork import item_clocks
from foibot.case.events import Event
from foibot.case.model import Case
from foibot.clock.calendar import Calendars
from foibot.clock.explain import explain_item
from foibot.clock.render import rendered
from foibot.clock.rulebook import Rulebook


def numbered(ns: Sequence[int]) -> str:
    """Return "Question 1" or "Questions 1, 2 and 4"."""
    if len(ns) == 1:
        return f"Question {ns[0]}"
    return f"Questions {', '.join(map(str, ns[:-1]))} and {ns[-1]}"


def explained(
    case: Case, history: Sequence[Event], today: date, calendars: Calendars, rules: Rulebook
) -> str:
    """Return the clock of each question, day by day; questions with one clock share the text."""
    texts: dict[str, list[int]] = {}
    for n, clock in item_clocks(case, history, today, calendars, rules).items():
        texts.setdefault(rendered(explain_item(clock, calendars, rules)), []).append(n)
    parts = []
    for text, ns in texts.items():
        which = "The case" if ns == [0] else numbered(ns)
        parts.append(f"{which}\n\n{text}")
    return "\n".join(parts)
