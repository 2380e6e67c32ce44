"""What each mail to officers and their managers says; who asked is never in it (T20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from foibot.letter.blocks import (
    Block,
    Blocks,
    Callout,
    Heading,
    Quote,
    Table,
    Tone,
    paragraph,
    words,
)
from foibot.letter.dates import short_date
from foibot.letter.plain import blocks_of_text
from foibot.letter.templates import Context


@dataclass(frozen=True, slots=True)
class Digest(Context):
    """The one mail of the morning: everything that a person has to answer, nearest date first."""

    template: ClassVar[str] = "officer-digest"
    kind: ClassVar[str] = "digest"

    officer: str
    references: str
    today: date
    questions: int
    cases: int
    late: int  # questions whose date has passed
    soon: int  # questions due within five working days
    work: Blocks
    token: str


@dataclass(frozen=True, slots=True)
class Assignment(Context):
    """New questions for an officer, sent at once because they cannot wait for the digest."""

    template: ClassVar[str] = "officer-assignment"
    kind: ClassVar[str] = "assignment"

    officer: str
    reference: str
    questions: int
    why: str  # why these come to this officer
    standing_in_for: str  # the officer who is away; empty: the officer's own
    work: Blocks
    token: str


@dataclass(frozen=True, slots=True)
class Reminder(Context):
    """A chase: the day has come by which the answer was asked for."""

    template: ClassVar[str] = "officer-reminder"
    kind: ClassVar[str] = "reminder"

    officer: str
    reference: str
    due_on: date
    days_left: str  # "3 working days left.", "Late by 1 working day."
    asked_on: date
    reminders: int  # how many have gone before
    next_step: str  # who is told next, and when
    work: Blocks
    token: str


@dataclass(frozen=True, slots=True)
class Confirmation(Context):
    """What was recorded from a reply, question by question, and how to undo it."""

    template: ClassVar[str] = "officer-confirmation"
    kind: ClassVar[str] = "confirmation"

    officer: str
    references: str
    recorded: Blocks
    proposed: Blocks  # what counts only when the officer confirms it
    wanting: Blocks  # what the law still wants of these answers, part by part
    not_taken: Blocks  # words of the reply that go nowhere
    left: int  # questions still with this officer
    token: str
    changed: bool = False  # a question that is to be confirmed was changed since it was asked


@dataclass(frozen=True, slots=True)
class Unclear(Context):
    """Says what was not done and why, and asks back, with the choices: nothing is guessed."""

    template: ClassVar[str] = "officer-unclear"
    kind: ClassVar[str] = "unclear"

    officer: str
    reference: str
    not_done: Blocks  # what was understood, and why it was not done
    read: Blocks  # what could not be understood
    choices: Blocks
    token: str


@dataclass(frozen=True, slots=True)
class Escalation(Context):
    """Tells a manager or a director which questions are stuck, and with whom."""

    template: ClassVar[str] = "manager-escalation"
    kind: ClassVar[str] = "escalation"

    person: str
    references: str
    director: bool
    questions: int
    table: Blocks
    work: Blocks
    token: str


def short_list(references: tuple[str, ...]) -> str:
    """Return the references for a subject: three of them, and how many more."""
    more = len(references) - 3
    return ", ".join(references[:3]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing that was recorded from a reply."""

    reference: str
    n: int
    what: str  # "Answer", "Not held", "Passed to Highways", "Exemption: section 43(2)"
    text: str = ""
    files: tuple[str, ...] = ()
    replaces: str = ""  # whose answer it takes the place of,
    before: str = ""  # and how that read


def recorded_blocks(entries: tuple[Recorded, ...]) -> Blocks:
    """Return what was recorded, question by question."""
    out: list[Block] = []
    for entry in entries:
        out.append(Heading(words(f"{entry.reference} Q{entry.n}: {entry.what}"), 3))
        if entry.text:
            out.append(Quote(blocks_of_text(entry.text)))
        if entry.files:
            out.append(paragraph("Files: " + ", ".join(entry.files)))
        if entry.replaces:
            out.append(paragraph(entry.replaces))
            out.append(Quote(blocks_of_text(entry.before or "(no words)")))
    return tuple(out)


# How the approver hears of a file that was asked back and is in no answer.
UNPLACED = "A file of which nobody has said which question it answers: "


def discarded_blocks(text: str) -> Blocks:
    """Return the words of a reply that were not taken, so that nobody thinks that they were."""
    return (Callout(blocks_of_text(text), Tone.NOTE),) if text.strip() else ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """One question that has not been answered."""

    reference: str
    n: int
    text: str
    officer: str
    due_on: date
    left: str


def stuck_table(rows: tuple[Stuck, ...]) -> Blocks:
    """Return the questions that are stuck, with whom and until when."""
    return (
        Table(
            "Questions without an answer",
            ("Question", "With", "Legal deadline", "Time left"),
            tuple(
                (
                    f"{row.reference} Q{row.n}: {row.text[:160]}",
                    row.officer,
                    short_date(row.due_on),
                    row.left,
                )
                for row in rows
            ),
        ),
    )
