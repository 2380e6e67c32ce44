"""What governance must hear of: noted while a handler works, mailed once to each lead."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from foibot.handlers.casefile import CaseFile
from foibot.letter.governance import AlertKind

# What a reply may say to put the list of questions right.
LIST_CHOICES = (
    "split Q2: first question / second question",
    "merge Q1 and Q2",
    "reword Q3: the new words",
    "add: the words of the question",
    "drop Q4: why it is no question",
)


# On which day the alert of a new request told that it is already old, under its reference.
TOLD_OLD = "told-old/"
SOON = 5  # working days


@dataclass(frozen=True, slots=True)
class News:
    """One thing that governance must hear of: *details* are lines, *choices* possible replies."""

    kind: AlertKind
    file: CaseFile | None
    what: str
    details: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    subject: str = ""
    once: str = ""  # of news with the same mark only the first is told


def alert_key(news: News) -> str:
    """Return the key of an alert: the same news goes to the same person once."""
    if news.once:
        return f"alert/{news.kind.value}/once/{news.once}"
    lines = "\n".join((news.what, *news.details))
    mark = hashlib.sha256(lines.encode()).hexdigest()[:16]
    return f"alert/{news.kind.value}/{news.subject}/{mark}"


def numbers(ns: Sequence[int]) -> str:
    """Return "question 1" or "questions 1, 2 and 4"."""
    if len(ns) == 1:
        return f"question {ns[0]}"
    return f"questions {', '.join(map(str, ns[:-1]))} and {ns[-1]}"
