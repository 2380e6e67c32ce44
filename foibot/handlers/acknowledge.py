"""The acknowledgement: in which form it goes, or why it does not (law.md part 5, T3 to T5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foibot.case.clockwork import case_clock
from foibot.case.model import CaseKind, Law
from foibot.handlers import limits
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.letter.governance import AlertKind
from foibot.letter.questions import question_list
from foibot.letter.requester import Acknowledgement
from foibot.message.address import strict_address
from foibot.store.outbox import Lane
from foibot.trust.authentication import Outcome

MOST_HOPS = 25
ROLES = frozenset(
    {"abuse", "postmaster", "mailer-daemon", "noreply", "no-reply", "donotreply", "root"}
)


class Form(StrEnum):
    """What the sender gets."""

    ITEMISED = "itemised"
    PLAIN = "plain"  # not one word of the sender's
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """The form, and why none goes."""

    form: Form
    why: str = ""


def choose(arrival: Arrival, limit: str | None) -> Choice:
    """Return in which form the acknowledgement goes (the case and its clock start anyway)."""
    author = arrival.context.author
    if author is None or strict_address(author) is None:
        return Choice(Form.NONE, "its sender's address cannot be read beyond doubt")
    checks = (
        (author.partition("@")[0] in ROLES, f"{author} is no person's address"),
        (arrival.waiting.junk, "it was found in Junk"),
        (arrival.context.verdict.outcome is Outcome.FAIL, arrival.context.verdict.why),
        (bool(limit), limit or ""),
        (len(arrival.message.header_all("Received")) > MOST_HOPS, "it may be a loop of mail"),
    )
    for stops, why in checks:
        if stops:
            return Choice(Form.NONE, why)
    if arrival.context.verdict.outcome is Outcome.NEUTRAL:
        return Choice(Form.PLAIN)
    return Choice(Form.ITEMISED)


def acknowledge(file: CaseFile, arrival: Arrival, desk: Desk) -> None:
    """Queue the acknowledgement of a new case, or say to governance why none goes."""
    author = arrival.context.author or ""
    most = desk.office.config.limits
    limit = limits.over(limits.counts(desk.uow, author, desk.now, most), most)
    queue_acknowledgement(file, arrival.identity, desk, choose(arrival, limit))


def queue_acknowledgement(file: CaseFile, identity: str, desk: Desk, choice: Choice) -> None:
    """Queue it in the chosen form; its key is the message's identity, so it goes once (P6)."""
    if choice.form is Form.NONE:
        desk.alert(AlertKind.NOT_ACKNOWLEDGED, file, f"No acknowledgement went: {choice.why}")
        return
    context = acknowledgement(file, desk, itemised=choice.form is Form.ITEMISED)
    key = f"acknowledgement/{identity}"
    desk.post.send(context, desk.to_requester(file, key, lane=Lane.ORDINARY))


def acknowledgement(file: CaseFile, desk: Desk, *, itemised: bool) -> Acknowledgement:
    """Return what the acknowledgement of a case says."""
    case, lang = file.case, file.case.requester.language
    clocks = desk.office.clocks(case, file.history, desk.today)
    own = [item.n for item in case.items if item.law is Law.SAR]
    mixed = bool(own) and case.kind is not CaseKind.SUBJECT_ACCESS
    asked = {n: clock for n, clock in clocks.items() if n not in own} if mixed else clocks
    due = case_clock(asked).due
    assert due is not None
    return Acknowledgement(
        reference=case.reference,
        received_on=case.received_on,
        due_on=due,
        questions=question_list([i.question for i in case.items], lang) if itemised else (),
        several=len(case.counted) > 1,
        own_data_due_on=case_clock({n: clocks[n] for n in own}).due if mixed else None,
        own_data=case.kind is CaseKind.SUBJECT_ACCESS,
        reuse=case.kind is CaseKind.REUSE,
        lang=lang,
    )
