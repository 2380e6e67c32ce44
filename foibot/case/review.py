"""Internal reviews: who may do one, under which law, and whether it was asked for in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foibot.case import events, opinions
from foibot.case.events import Event
from foibot.case.model import Case, Law
from foibot.clock.calendar import long_date
from foibot.clock.model import ItemClock

ENVIRONMENTAL = frozenset({Law.EIR, Law.EISRS})


# Whoever made one of these had a hand in the first decision, even if it was undone later.
DECIDING = (
    events.AnswerProposed, events.Answered, events.AnswerTakenBack, events.LawChanged,
    events.ClarificationAsked, events.FeeNoticeGiven, events.Extended, events.TransferredOut,
    events.EnclosureDecided, events.Approved, events.ApprovalRefused, events.Closed,
    opinions.OpinionGiven,
)  # fmt: skip
APPROVING = (events.Approved, events.ApprovalRefused)


def took_part(case: Case, history: Sequence[Event]) -> frozenset[str]:
    """Return the addresses of all who drafted, supplied, approved or decided, in lower case."""
    people: list[str] = [*case.drafted_by]
    people += [event.actor for event in history if isinstance(event.fact, DECIDING)]
    people += [e.fact.by for e in history if isinstance(e.fact, APPROVING)]
    for item in case.items:
        people += item.suppliers
        people += [answer.by for answer in (item.answer, *item.earlier_answers) if answer]
        if item.officer:
            people.append(item.officer)
    return frozenset(person.lower() for person in people if "@" in person)


def free_reviewers(
    case: Case, history: Sequence[Event], reviewers: Iterable[str]
) -> tuple[str, ...]:
    """Return those of *reviewers* who took no part in *case*, in their order."""
    barred = took_part(case, history)
    return tuple(person for person in reviewers if person.lower() not in barred)


def laws_under_review(case: Case) -> tuple[Law, ...]:
    """Return the laws under which the questions of *case* were answered, each once."""
    return tuple(dict.fromkeys(item.law for item in case.counted)) or (case.law,)


def law_of_review(case: Case) -> Law:
    """
    Return the law whose time a review of *case* takes: the Act's where its questions are mixed.

    The Act's 20 working days are the shorter ones; at most 40 both give (IR-4).
    """
    laws = laws_under_review(case)
    return next((law for law in laws if law not in ENVIRONMENTAL), laws[0])


def laws_of_point(n: int, first: Case) -> tuple[Law, ...]:
    """Return the law of question *n* of the first case; all of its laws for another point."""
    item = first.item(n)
    return (item.law,) if item is not None else laws_under_review(first)


def never_answered(first: Case) -> bool:
    """Return whether the first request has had no answer at all."""
    return first.sent_at is None


@dataclass(frozen=True, slots=True)
class Asking:
    """When a review was asked for, and the last day for that; None: no answer was due yet."""

    on: date
    last: date | None
    section: str

    @property
    def late(self) -> bool:
        """Return whether the time to ask had passed (IR-3)."""
        return self.last is not None and self.on > self.last

    @property
    def said(self) -> str:
        """Return it in a sentence, with what follows from it."""
        if self.last is None:
            return "No answer was due yet when the review was asked for."
        until = f"the last day was {long_date(self.last)} ({self.section})"
        if not self.late:
            return f"The review was asked for in time: {until}."
        return (
            f"The review was asked for late: {until}. You may still do it, and the regulator may "
            "still look at the case. To decline it, close the review and tell the requester why."
        )


def asking(on: date, clocks: Mapping[int, ItemClock]) -> Asking:
    """Return whether a review asked for *on* a day was in time: the latest answer counts (IR-3)."""
    dates = [d for c in clocks.values() for d in c.dates if d.key == "review_ask_by"]
    last = max(dates, key=lambda one: one.on, default=None)
    return Asking(on, last.on if last else None, last.section if last else "")
