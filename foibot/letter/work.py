"""
WORK -> BLOCKS: what officers have to answer, as digests, reminders and assignments show it.

Nothing here knows who asked (T20).  Each question carries its own reference and fence, so that a
reply to it is attributed whatever the mail program does to the rest (T21).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foibot.letter.blocks import (
    Block,
    Blocks,
    Callout,
    Facts,
    Fence,
    Heading,
    Paragraph,
    Quote,
    Rule,
    Span,
    Tone,
    paragraph,
    words,
)
from foibot.letter.dates import count, long_date, short_date
from foibot.questions.similar import Currency

NBSP = "\u00a0"
NOTE = "--- NOTE (internal, never sent) ---"
END = "--- END ---"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer that was given to a similar question: how like, how old, whether it may hold."""

    reference: str
    n: int
    question: str
    answer: str
    sent_on: date
    asked_before: float
    holds: Currency


@dataclass(frozen=True, slots=True)
class Question:
    """One question that somebody has to answer."""

    n: int
    text: str
    label: str = ""  # the requester's own number, where it is another
    context: tuple[str, ...] = ()
    environmental: bool = False
    earlier: tuple[Earlier, ...] = ()
    remark: str = ""  # "sent back by governance: ...", "you asked for more time"


@dataclass(frozen=True, slots=True)
class CaseWork:
    """What one person has to answer of one case; *days_left* is negative when it is late."""

    reference: str
    received_on: date
    due_on: date
    answer_by: date  # our own date, before the statutory one
    days_left: int
    questions: tuple[Question, ...]
    wanted_as: str = ""  # "a spreadsheet": the kind alone, not a word of the requester's


def own_number(label: str, n: int) -> str:
    """Return the requester's own number of question *n*, or "" where it is ours too."""
    bare = label.strip().strip("().:").lower()
    return "" if bare in {"", str(n), f"q{n}", f"question {n}"} else label.strip()


def answer_fence(reference: str, n: int) -> str:
    """Return the line above an answer, exactly as replies are read by it."""
    return f"--- ANSWER {reference} Q{n} (goes to the requester) ---"


def days_left(days: int) -> tuple[str, Tone]:
    """Return how long is left, in words, and the colour that goes with them."""
    if days < 0:
        return f"Late by {count(-days, 'working day')}.", Tone.LATE
    if days == 0:
        return "Due today.", Tone.LATE
    said = f"{count(days, 'working day')} left."
    return said, Tone.WARN if days <= 5 else Tone.NOTE


def work_blocks(cases: Sequence[CaseWork], today: date, *, fences: bool = True) -> Blocks:
    """Return all that there is to answer, the nearest date first."""
    out: list[Block] = []
    ordered = sorted(cases, key=lambda case: (case.due_on, case.reference))
    for at, case in enumerate(ordered):
        out += [Rule()] if at else []
        out += _case(case, today, fences=fences)
    if fences and ordered:
        out += [Rule(), *_note()]
    return tuple(out)


def _case(case: CaseWork, today: date, *, fences: bool) -> Sequence[Block]:
    said, tone = days_left(case.days_left)
    out: list[Block] = [
        Heading(words(f"{case.reference}: {count(len(case.questions), 'question')} for you")),
        Callout(
            (
                Paragraph(
                    (
                        Span(said, strong=True),
                        Span(f" The legal deadline is {long_date(case.due_on)}."),
                    )
                ),
            ),
            tone,
        ),
        Facts(_facts(case)),
    ]
    for question in case.questions:
        out += _question(case, question, today, fences=fences)
    return out


def _facts(case: CaseWork) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    facts = [
        ("Please answer by", words(long_date(case.answer_by))),
        ("Received", words(long_date(case.received_on))),
    ]
    if case.wanted_as:
        facts.append(("Wanted as", words(case.wanted_as)))
    return tuple(facts)


def _question(case: CaseWork, question: Question, today: date, *, fences: bool) -> Sequence[Block]:
    out: list[Block] = [
        Heading(words(f"{case.reference} Q{question.n}"), 3),
        *_labelled(question),
        *([paragraph(part) for part in question.context if part.strip()]),
        Quote((paragraph(question.text),)),
    ]
    if question.remark:
        out.append(Callout((paragraph(question.remark),), Tone.WARN))
    if question.environmental:
        out.append(paragraph("This is about the environment: the Regulations apply to it."))
    for earlier in question.earlier:
        out += _earlier(earlier, today)
    if fences:
        fence = answer_fence(case.reference, question.n)
        out += [Fence(fence), Paragraph(words(NBSP)), Fence(END)]
    return out


def _labelled(question: Question) -> Sequence[Block]:
    """Return what the requester called the question: their letter may be in front of somebody."""
    if not question.label:
        return []
    return [paragraph(f"The request itself calls this {question.label}.")]


def _earlier(earlier: Earlier, today: date) -> Sequence[Block]:
    age = _age(earlier.sent_on, today)
    return [
        paragraph(
            f"A similar question was answered on {short_date(earlier.sent_on)}, {age} "
            f"({earlier.reference} Q{earlier.n}). Check that it still holds.",
            strong=True,
        ),
        paragraph(
            f"The two questions are {earlier.asked_before:.0%} alike. That the answer still holds "
            f"is {earlier.holds.still_current:.0%} likely: {earlier.holds.why}."
        ),
        Quote((paragraph(f"Asked: {earlier.question}"), paragraph(f"Answer: {earlier.answer}"))),
    ]


def _age(then: date, today: date) -> str:
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    if months < 1:
        return "less than a month ago"
    return f"{count(months, 'month')} ago" if months < 24 else f"{count(months // 12, 'year')} ago"


def _note() -> Sequence[Block]:
    return [
        paragraph("Anything that the requester must not see can go here, or be left out:"),
        Fence(NOTE),
        Paragraph(words(NBSP)),
        Fence(END),
    ]
