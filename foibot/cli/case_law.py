"""The commands by which a person decides what the law leaves to people: time, fees, ends."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from foibot.case.events import Extended
from foibot.case.model import CaseKind, Requester
from foibot.cli.case_change import (
    DAY,
    QUESTIONS,
    REFERENCE,
    WHY,
    change,
    day_of,
)
from foibot.cli.desk import AUTHORITY, case_of, desk_of, person
from foibot.handlers import clarifying, deciding, extending, paying, undoing
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider
from foibot.handlers.desk import Desk
from foibot.handlers.evidence import whole_bundle
from foibot.handlers.opening import open_for_somebody


@click.command("open")
@click.option("--name", required=True, help="Who asks.")
@click.option("--email", default="", help="Their address; without one, yours.")
@click.option("--postal", default="", help="Their postal address, for who has no e-mail.")
@click.option("--received", type=DAY, required=True, help="The day it reached the authority.")
@click.option(
    "--channel", type=click.Choice(["phone", "post", "form", "visit", "email"]), default="post"
)
@click.option("--title", default="Request for information", show_default=True)
@click.option("--question", "questions", multiple=True, required=True, help="Repeat for each.")
@AUTHORITY
@click.pass_context
def open_(
    ctx: click.Context,
    name: str,
    email: str,
    postal: str,
    received: datetime,
    channel: str,
    title: str,
    questions: tuple[str, ...],
    authority: str | None,
) -> None:
    """Enter a request that came by phone, post, form or in person."""
    with desk_of(ctx, authority) as desk:
        who = person()
        to = Requester(email or desk.people.leads[0], name, postal=" ".join(postal.split()))
        file = open_for_somebody(
            to, day_of(received), channel, title, questions, CaseKind.REQUEST, who, desk
        )
        click.echo(f"{file.reference}: opened")


@click.command("clarify")
@REFERENCE
@click.argument("text")
@QUESTIONS
@click.option("--genuine", is_flag=True, help="It cannot be found without: the clock stops.")
@click.option("--why", default="", help="Why it cannot be found without (needed for --genuine).")
@AUTHORITY
@click.pass_context
def clarify(
    ctx: click.Context,
    reference: str,
    text: str,
    questions: tuple[int, ...],
    genuine: bool,
    why: str,
    authority: str | None,
) -> None:
    """Ask the requester what is meant."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        return deciding.clarify(file, questions, text, genuine=genuine, why=why, who=who, desk=desk)

    change(ctx, reference, authority, do)


@click.command("clarified")
@REFERENCE
@click.argument("text")
@QUESTIONS
@click.option("--on", type=DAY, help="The day on which the answer came; today, if not given.")
@AUTHORITY
@click.pass_context
def clarified(
    ctx: click.Context,
    reference: str,
    text: str,
    questions: tuple[int, ...],
    on: datetime | None,
    authority: str | None,
) -> None:
    """Note what the requester answered by phone, or in another mailbox."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        day = day_of(on) if on is not None else desk.today
        noted, said = clarifying.answered(file, questions, text, day, who, desk)
        click.echo(said)
        return noted

    change(ctx, reference, authority, do)


@click.command("extend")
@REFERENCE
@click.argument("basis", type=click.Choice(["pit", "eir", "review"]))
@click.argument("until", type=DAY)
@QUESTIONS
@click.option("--exemption", default="", help="pit: the qualified exemption.")
@click.option("--complex", "complex_", is_flag=True, help="eir: the information is complex.")
@click.option("--voluminous", is_flag=True, help="eir: the information is voluminous.")
@click.option("--override", default="", help="Why the usual longest time must be passed.")
@WHY
@AUTHORITY
@click.pass_context
def extend(
    ctx: click.Context,
    reference: str,
    basis: str,
    until: datetime,
    questions: tuple[int, ...],
    exemption: str,
    complex_: bool,
    voluminous: bool,
    override: str,
    why: str,
    authority: str | None,
) -> None:
    """Extend the time as the law allows: pit (FOIA s.10(3)), eir (reg 7) or review."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        wanted = Extended(
            basis,
            day_of(until),
            questions,
            why,
            exemption,
            complex=complex_,
            voluminous=voluminous,
            noticed_on=desk.today,
            override=override,
        )
        return extending.extend(file, wanted, who, desk)

    change(ctx, reference, authority, do)


@click.command("fee")
@REFERENCE
@click.argument("amount", default="")
@click.option("--for", "what_for", default="", help="What the charge is for.")
@click.option("--how", default="", help="How to pay.")
@click.option("--schedule", default="", help="EIR: where the schedule of charges is published.")
@click.option("--paid", type=DAY, help="The day on which the fee arrived.")
@QUESTIONS
@AUTHORITY
@click.pass_context
def fee(
    ctx: click.Context,
    reference: str,
    amount: str,
    what_for: str,
    how: str,
    schedule: str,
    paid: datetime | None,
    questions: tuple[int, ...],
    authority: str | None,
) -> None:
    """Give a fees notice, or note that the fee is there."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        if paid is not None:
            noted, said = paying.fee_paid(file, day_of(paid), who, desk, questions)
            click.echo(said)
            return noted
        if not amount:
            raise deciding.DecisionError('say the amount, such as "£12.40", or --paid DAY')
        charge = deciding.Charge(amount, what_for, how, schedule)
        return deciding.fee_notice(file, charge, who, desk, questions)

    change(ctx, reference, authority, do)


@click.command("transfer")
@REFERENCE
@click.argument("body")
@QUESTIONS
@click.option("--address", default="", help="How to reach the other authority.")
@AUTHORITY
@click.pass_context
def transfer(
    ctx: click.Context,
    reference: str,
    body: str,
    questions: tuple[int, ...],
    address: str,
    authority: str | None,
) -> None:
    """Tell the requester which other authority holds it."""
    change(
        ctx,
        reference,
        authority,
        lambda f, w, d: deciding.transfer(f, questions, body, address, w, d),
    )


@click.command("withdraw")
@REFERENCE
@QUESTIONS
@WHY
@AUTHORITY
@click.pass_context
def withdraw(
    ctx: click.Context, reference: str, questions: tuple[int, ...], why: str, authority: str | None
) -> None:
    """Note that the requester withdrew, in writing."""
    change(ctx, reference, authority, lambda f, w, d: deciding.withdraw(f, questions, why, w, d))


@click.command("redate")
@REFERENCE
@click.argument("received", type=DAY)
@WHY
@AUTHORITY
@click.pass_context
def redate(
    ctx: click.Context, reference: str, received: datetime, why: str, authority: str | None
) -> None:
    """Correct the day of receipt; the requester hears of a changed date."""
    change(
        ctx,
        reference,
        authority,
        lambda f, w, d: deciding.redate(f, day_of(received), why, w, d),
    )


@click.command("late")
@REFERENCE
@click.argument("reason")
@AUTHORITY
@click.pass_context
def late(ctx: click.Context, reference: str, reason: str, authority: str | None) -> None:
    """Say why the letter is late; it stands beside the apology."""
    change(ctx, reference, authority, lambda f, w, d: deciding.explain_late(f, reason, w, d))


@click.command("close")
@REFERENCE
@WHY
@AUTHORITY
@click.pass_context
def close(ctx: click.Context, reference: str, why: str, authority: str | None) -> None:
    """End a case for a reason that you give."""
    change(ctx, reference, authority, lambda f, w, d: deciding.close(f, why, w, d))


@click.command("reopen")
@REFERENCE
@WHY
@AUTHORITY
@click.pass_context
def reopen(ctx: click.Context, reference: str, why: str, authority: str | None) -> None:
    """Open a case again."""
    change(ctx, reference, authority, lambda f, w, d: deciding.reopen(f, why, w, d))


@click.command("undo")
@REFERENCE
@click.argument("event", type=int, required=False)
@click.option("--why", default="taken back", show_default=True)
@AUTHORITY
@click.pass_context
def undo(
    ctx: click.Context, reference: str, event: int | None, why: str, authority: str | None
) -> None:
    """Take back the latest decision, or the EVENT of that number (foibot case explain)."""
    change(ctx, reference, authority, lambda f, w, d: undoing.undo(f, event, why, w, d))


@click.command("bundle")
@REFERENCE
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path), required=False)
@AUTHORITY
@click.pass_context
def bundle_(ctx: click.Context, reference: str, path: Path | None, authority: str | None) -> None:
    """Write one file with everything about a case, for the reviewer or the regulator."""
    with desk_of(ctx, authority) as desk:
        file = case_of(desk, reference)
        target = path or Path(f"{file.reference}.zip")
        target.write_bytes(whole_bundle(file, desk))
        click.echo(f"{target}: everything about {file.reference}")


DECISIONS: tuple[click.Command, ...] = (
    open_, clarify, clarified, extend, fee, transfer, withdraw, redate, late, close, reopen, undo,
    bundle_,
)  # fmt: skip
