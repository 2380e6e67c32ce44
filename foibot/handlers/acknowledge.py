"""The acknowledgement: in which form it goes, or why it does not (law.md part 5, T3 to T5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from foibot.store.lanes import Lane
from foibot.store.rescued import IN_JUNK, acknowledgement_of
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
    waits_as: Form = Form.NONE  # what a person may still release


def choose(arrival: Arrival, limit: str | None) -> Choice:
    """Return in which form the acknowledgement goes (the case and its clock start anyway)."""
    author = arrival.context.author
    if author is None or strict_address(author) is None:
        return Choice(Form.NONE, "its sender's address cannot be read beyond doubt")
    looping = len(arrival.message.header_all("Received")) > MOST_HOPS
    doubtful = arrival.context.verdict.outcome is Outcome.NEUTRAL
    failed = arrival.context.verdict.outcome is Outcome.FAIL
    checks = (
        (author.partition("@")[0] in ROLES, f"{author} is no person's address", Form.NONE),
        (looping, "it may be a loop of mail", Form.NONE),
        (failed, arrival.context.verdict.why, Form.PLAIN),
        (bool(limit), limit or "", Form.PLAIN),
        (arrival.reading.urgent, "a person reads it first", Form.ITEMISED),
        # Last: where it is the only reason, moving the message out of Junk is enough.
        (arrival.waiting.junk, IN_JUNK, Form.PLAIN if doubtful else Form.ITEMISED),
    )
    for stops, why, waits_as in checks:
        if stops:
            return Choice(Form.NONE, why, waits_as)
    if doubtful:
        return Choice(Form.PLAIN)
    return Choice(Form.ITEMISED)


def acknowledge(file: CaseFile, arrival: Arrival, desk: Desk) -> None:
    """Queue the acknowledgement of a new case, or say to governance why none goes."""
    author = arrival.context.author or ""
    most = desk.office.config.limits
    limit = limits.over(limits.counts(desk.uow, author, desk.now, most), most)
    queue_acknowledgement(file, arrival.identity, desk, choose(arrival, limit))


def key_of(identity: str) -> str:
    """Return the key of the acknowledgement of the message *identity*."""
    return acknowledgement_of(identity)


def queue_acknowledgement(file: CaseFile, identity: str, desk: Desk, choice: Choice) -> None:
    """Queue it in the chosen form; its key is the message's identity, so it goes once (P6)."""
    key = key_of(identity)
    form = choice.waits_as if choice.form is Form.NONE else choice.form
    if choice.form is Form.NONE:
        choices = ("release (to send the acknowledgement)",) if form is not Form.NONE else ()
        what = f"No acknowledgement went: {choice.why}"
        desk.alert(AlertKind.NOT_ACKNOWLEDGED, file, what, choices=choices, subject=key)
    if form is Form.NONE:
        return
    context = acknowledgement(file, desk, itemised=form is Form.ITEMISED)
    mail = desk.to_requester(file, key, lane=Lane.ORDINARY)
    held = choice.form is Form.NONE
    why = choice.why if held else ""
    desk.post.send(context, replace(mail, held=held, held_because=why))


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
