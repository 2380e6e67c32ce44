"""The commands that change a case: the same decisions as by mail (handlers.deciding)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import click

from foibot.case import corrections
from foibot.case.events import Itemised
from foibot.case.model import Case, Law, Outcome
from foibot.cli.desk import AUTHORITY, case_of, desk_of, person
from foibot.handlers import deciding
from foibot.handlers.allowing import set_day
from foibot.handlers.approving import NotApproved, approve, still_asked, waits_for_another
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.editing import edited
from foibot.handlers.releasing import decide

Change = Callable[[CaseFile, Decider, Desk], CaseFile]

DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"])
REFERENCE = click.argument("reference")
QUESTION = click.argument("question", type=int)
WHY = click.option("--why", required=True, help="The reason, which the case keeps.")
QUESTIONS = click.option(
    "-q", "--question", "questions", type=int, multiple=True, help="Only this question; repeat it."
)


def change(ctx: click.Context, reference: str, authority: str | None, do: Change) -> None:
    """Carry out *do* on one case, and say how it stands now."""
    with desk_of(ctx, authority) as desk:
        file = do(case_of(desk, reference), person(), desk)
        file = draft_when_ready(file, desk)
        click.echo(f"{file.reference}: done, now {file.case.status.value.replace('_', ' ')}")


def day_of(value: datetime) -> date:
    """Return the day that was given."""
    return value.date()


def corrected(
    ctx: click.Context,
    reference: str,
    authority: str | None,
    make: Callable[[Case], Itemised],
) -> None:
    """Put a corrected list of questions in place."""
    change(ctx, reference, authority, lambda f, w, d: deciding.itemise(f, make(f.case), w, d))


@click.command("file")
@REFERENCE
@click.argument("name")
@click.argument("decision", type=click.Choice(["safe", "original", "drop"]))
@WHY
@AUTHORITY
@click.pass_context
def file_(
    ctx: click.Context, reference: str, name: str, decision: str, why: str, authority: str | None
) -> None:
    """Decide how the enclosed file NAME (or its number) leaves: safe, as it is, or not at all."""
    change(ctx, reference, authority, lambda f, w, d: decide(f, name, decision, why, w, d).file)


@click.command("assign")
@REFERENCE
@QUESTION
@click.argument("service")
@AUTHORITY
@click.pass_context
def assign(
    ctx: click.Context, reference: str, question: int, service: str, authority: str | None
) -> None:
    """Give a question to a service."""
    change(ctx, reference, authority, lambda f, w, d: deciding.assign(f, question, service, w, d))


@click.command("allow")
@REFERENCE
@QUESTION
@click.argument("until", type=DAY)
@click.option("--why", default="", help="The reason, which the officer reads.")
@AUTHORITY
@click.pass_context
def allow(
    ctx: click.Context,
    reference: str,
    question: int,
    until: datetime,
    why: str,
    authority: str | None,
) -> None:
    """Set the day by which an officer is to answer; the legal deadline does not move."""
    day = day_of(until)
    change(ctx, reference, authority, lambda f, w, d: set_day(f, [question], day, why, w, d))


@click.command("split")
@REFERENCE
@QUESTION
@click.argument("parts", nargs=-1, required=True)
@AUTHORITY
@click.pass_context
def split(
    ctx: click.Context, reference: str, question: int, parts: tuple[str, ...], authority: str | None
) -> None:
    """Make several questions of one; the first keeps what was recorded."""
    corrected(ctx, reference, authority, lambda case: corrections.split(case, question, parts))


@click.command("merge")
@REFERENCE
@click.argument("questions", type=int, nargs=-1, required=True)
@AUTHORITY
@click.pass_context
def merge(
    ctx: click.Context, reference: str, questions: tuple[int, ...], authority: str | None
) -> None:
    """Make one question of several."""
    corrected(ctx, reference, authority, lambda case: corrections.merge(case, questions))


@click.command("reword")
@REFERENCE
@QUESTION
@click.argument("text")
@AUTHORITY
@click.pass_context
def reword(
    ctx: click.Context, reference: str, question: int, text: str, authority: str | None
) -> None:
    """Put other words to a question."""
    corrected(ctx, reference, authority, lambda case: corrections.reword(case, question, text))


@click.command("add")
@REFERENCE
@click.argument("text")
@AUTHORITY
@click.pass_context
def add(ctx: click.Context, reference: str, text: str, authority: str | None) -> None:
    """Add a question that was missed."""
    corrected(ctx, reference, authority, lambda case: corrections.add(case, text))


@click.command("drop")
@REFERENCE
@QUESTION
@click.option("--why", default="", help="Why it is none; it stands in the history of the case.")
@AUTHORITY
@click.pass_context
def drop(
    ctx: click.Context, reference: str, question: int, why: str, authority: str | None
) -> None:
    """Take out what is no question."""
    corrected(ctx, reference, authority, lambda case: corrections.drop(case, question, why))


@click.command("law")
@REFERENCE
@click.argument("law", type=click.Choice([one.value for one in Law]))
@QUESTIONS
@WHY
@AUTHORITY
@click.pass_context
def law_(
    ctx: click.Context,
    reference: str,
    law: str,
    questions: tuple[int, ...],
    why: str,
    authority: str | None,
) -> None:
    """Answer a case, or some of its questions, under another law."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        for n in questions or (None,):
            file = deciding.change_law(file, n, Law(law), why, who, desk)
        return file

    change(ctx, reference, authority, do)


@click.command("answer")
@REFERENCE
@QUESTION
@click.argument("text", default="")
@click.option("--outcome", type=click.Choice([one.value for one in Outcome]))
@click.option("--exemption", "exemptions", multiple=True, help='Such as "s.43(2)"; repeat it.')
@click.option("--reason", default="", help="Why the exemption applies.")
@click.option(
    "-p",
    "--part",
    "parts",
    multiple=True,
    help='Another part, such as -p "harm: ..."; the words are those of rules/answers.toml.',
)
@click.option("--by", default="", help="The address of whoever supplied the answer.")
@AUTHORITY
@click.pass_context
def answer(
    ctx: click.Context,
    reference: str,
    question: int,
    text: str,
    outcome: str | None,
    exemptions: tuple[str, ...],
    reason: str,
    parts: tuple[str, ...],
    by: str,
    authority: str | None,
) -> None:
    """Record the answer to a question; parts without TEXT complete what is recorded."""
    written = [text] if text else []
    written += [f"Outcome: {outcome}"] if outcome else []
    written += [f"Exempt: {one}. {reason}".rstrip() for one in exemptions]
    written += parts

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        item = file.case.item(question)
        if item is None or not written:
            raise DecisionError(f"{reference}: say the answer to a question that it has")
        given = edited("\n".join(written), item, by or who.by, desk)
        return deciding.answer(file, question, given, who, desk)

    change(ctx, reference, authority, do)


@click.command("approve")
@REFERENCE
@click.option("--by", required=True, help="The address of the approver.")
@click.option("--looked-again", is_flag=True, help="What the checks doubt was looked at twice.")
@AUTHORITY
@click.pass_context
def approve_(
    ctx: click.Context, reference: str, by: str, looked_again: bool, authority: str | None
) -> None:
    """Approve the draft that stands; it goes as it was shown."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        made = approve(file, by, f"command of {who.by}", desk, second_look=looked_again)
        if isinstance(made, NotApproved):
            raise DecisionError(made.why)
        if waits_for_another(made.case):
            others = " or ".join(still_asked(made.case)) or "a second person"
            click.echo(f"{made.reference}: the letter waits for {others} to approve it too")
        return made

    change(ctx, reference, authority, do)


CHANGES: tuple[click.Command, ...] = (
    assign, allow, split, merge, reword, add, drop, law_, answer, approve_, file_,
)  # fmt: skip
