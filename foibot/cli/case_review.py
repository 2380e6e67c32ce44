"""The commands of what follows an answer: internal reviews, and letters of a regulator."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from foibot.cli.case_change import DAY, REFERENCE, change, day_of
from foibot.cli.desk import AUTHORITY, case_of, desk_of, person
from foibot.handlers import regulator, review_entry, reviewing
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.kept_files import Kept


@click.command("review")
@REFERENCE
@click.argument("complaint")
@click.option("--received", type=DAY, required=True, help="The day it reached the authority.")
@click.option(
    "--channel", type=click.Choice(["phone", "post", "form", "visit", "email"]), default="post"
)
@AUTHORITY
@click.pass_context
def review(
    ctx: click.Context,
    reference: str,
    complaint: str,
    received: datetime,
    channel: str,
    authority: str | None,
) -> None:
    """Enter a request for an internal review of REFERENCE: the COMPLAINT in its own words."""
    with desk_of(ctx, authority) as desk:
        original = case_of(desk, reference)
        made = review_entry.enter_review(
            original, day_of(received), channel, complaint, person(), desk
        )
        whom = made.case.reviewer or "nobody yet"
        click.echo(f"{made.reference}: opened, reviewer: {whom}")
        click.echo(reviewing.asked_when(made, original, desk))


@click.command("about")
@REFERENCE
@click.argument("request")
@AUTHORITY
@click.pass_context
def about(ctx: click.Context, reference: str, request: str, authority: str | None) -> None:
    """Say which REQUEST the review REFERENCE is about, where that was not certain."""
    change(ctx, reference, authority, lambda f, w, d: review_entry.about(f, request, w, d))


@click.command("reviewer")
@REFERENCE
@click.argument("address")
@click.option("--why", default="", help="Needed where they took part in the first answer.")
@AUTHORITY
@click.pass_context
def reviewer(
    ctx: click.Context, reference: str, address: str, why: str, authority: str | None
) -> None:
    """Give a review to somebody, who did not draft, supply or approve the first answer."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        return reviewing.appoint(file, address.lower(), why, who, desk)

    change(ctx, reference, authority, do)


@click.command("outcome")
@REFERENCE
@click.argument("findings")
@click.option("--by", required=True, help="The address of the reviewer.")
@AUTHORITY
@click.pass_context
def outcome(
    ctx: click.Context, reference: str, findings: str, by: str, authority: str | None
) -> None:
    """
    Record what a review found, as the reviewer would write it; "-" reads it from standard input.

    Such as "Q1: upheld. Two roads were left out." with, on lines of their own, "We will: ...",
    "By: 12 January 2027", "Answer: ..." and "Reviewed by: Head of Legal Services".
    """
    text = sys.stdin.read() if findings == "-" else findings

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        return reviewing.decide(file, text.splitlines(), Kept({}), Decider(by), desk)

    change(ctx, reference, authority, do)


@click.command("regulator")
@REFERENCE
@click.option("--from", "body", default="", help="Who wrote, of a letter that came by post.")
@click.option("--subject", default="Letter", help="What it is about, with their reference.")
@click.option("--received", type=DAY, help="The day it came; with --from.")
@click.option("--by", type=DAY, help="The day by which a reply is wanted.")
@click.option("--answered", type=DAY, help="The day on which it was answered.")
@AUTHORITY
@click.pass_context
def regulator_(
    ctx: click.Context,
    reference: str,
    body: str,
    subject: str,
    received: datetime | None,
    by: datetime | None,
    answered: datetime | None,
    authority: str | None,
) -> None:
    """Note a regulator's or tribunal's letter, by when a reply is wanted, or that it went."""

    def do(file: CaseFile, who: Decider, desk: Desk) -> CaseFile:
        until = day_of(by) if by else None
        if body:
            came = day_of(received) if received else desk.today
            return regulator.entered(file, body, subject, came, until, who, desk)
        if by is None and answered is None:
            raise DecisionError("say --by DAY or --answered DAY, or --from for a new letter")
        on = day_of(answered) if answered else None
        return regulator.noted(file, who, desk, answered=on, by=until)

    change(ctx, reference, authority, do)


REVIEWS: tuple[click.Command, ...] = (
    review, about, reviewer, outcome, regulator_,
)  # fmt: skip
