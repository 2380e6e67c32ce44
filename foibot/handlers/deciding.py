"""What a person may decide about a case, by mail or by command: facts recorded, letters queued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.events import Event, Fact, Itemised
from foibot.case.model import Answer, CaseItem, ItemState, Law, Status
from foibot.clock.calendar import noon
from foibot.clock.model import State
from foibot.errors import FoibotError
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.merged import merged_answers
from foibot.handlers.moving import clocks_of, due_of, foreseen, tell_moved
from foibot.handlers.new_request import assignments
from foibot.letter import requester as letters
from foibot.letter.blocks import Blocks, paragraph
from foibot.letter.questions import question_list
from foibot.letter.response import rights_of
from foibot.letter.templates import Context

AWAITS_FEE = State.SUSPENDED_FEE
ENVIRONMENTAL = frozenset({Law.EIR, Law.EISRS})


class DecisionError(FoibotError):
    """The decision cannot be carried out: says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and the message that says so ("" for a command)."""

    by: str
    message: str = ""


def record(file: CaseFile, who: Decider, desk: Desk, *facts: Fact) -> CaseFile:
    """Record what was decided."""
    return desk.files.record(file, *facts, actor=who.by, message=who.message)


def chosen(file: CaseFile, ns: Sequence[int]) -> tuple[CaseItem, ...]:
    """Return the questions *ns*, or all that are owed an answer still."""
    owed = [item for item in file.case.counted if item.state is not ItemState.SENT]
    found = [item for item in owed if not ns or item.n in ns]
    missing = sorted(set(ns) - {item.n for item in found})
    if missing or not found:
        named = ", ".join(map(str, missing)) or "any"
        raise DecisionError(f"{file.reference} has no open question {named}")
    return tuple(found)


def tell_requester(context: Context, file: CaseFile, what: str, who: Decider, desk: Desk) -> None:
    """Send the requester what a decision means for them, once a decision: a reply may hold two."""
    key = "/".join(filter(None, (what, file.reference, who.message, str(file.case.version))))
    desk.post.send(context, desk.to_requester(file, key))


def assign(file: CaseFile, n: int, service: str, who: Decider, desk: Desk) -> CaseFile:
    """Give a question to a service."""
    (item,) = chosen(file, [n])
    found = desk.people.service_within(service)
    if found is None:
        names = ", ".join(one.name for one in desk.office.services.all)
        raise DecisionError(f"no service is called {service!r}; rules/services.toml has {names}")
    officer = desk.people.officer(found).lower()
    if item.answer is not None and item.service == found.name:
        raise DecisionError(
            f"{found.name} has answered Q{n}; to have it answered again, reply to the draft: "
            f"no: Q{n} and what is wrong with it"
        )
    fact = events.Assigned(item.n, found.name, officer, f"assigned by {who.by}")
    return record(file, who, desk, fact)


def itemise(file: CaseFile, fact: Itemised, who: Decider, desk: Desk) -> CaseFile:
    """Put a corrected list of questions in place, and give the new ones to their services."""
    changed = record(file, who, desk, fact, *merged_answers(file.case, fact))
    new = {n for n, _ in enumerate(fact.items, 1)} - {n for n, _ in fact.kept}
    routed = [one for one in assignments(changed.case, desk) if getattr(one, "n", 0) in new]
    if fact.operation == "split":
        routed = [_with_its_first(one, changed, desk) for one in routed]
    return record(changed, who, desk, *routed)


def _with_its_first(fact: Fact, file: CaseFile, desk: Desk) -> Fact:
    """Leave a part that no words give to a service with that of the question it was part of."""
    if not isinstance(fact, events.Unassigned):
        return fact
    before = [item for item in file.case.items if item.n < fact.n and item.service]
    service = desk.people.service(before[-1].service) if before else None
    if service is None:
        return fact
    why = f"a part of a question of {service.name}"
    return events.Assigned(fact.n, service.name, desk.people.officer(service).lower(), why)


def change_law(
    file: CaseFile, n: int | None, law: Law, why: str, who: Decider, desk: Desk
) -> CaseFile:
    """Answer one question, or all, under another regime."""
    after = record(file, who, desk, events.LawChanged(n, law, why))
    return tell_moved(file, after, why, desk, who.by, who.message)


def clarify(
    file: CaseFile,
    ns: Sequence[int],
    question: str,
    *,
    genuine: bool,
    why: str,
    who: Decider,
    desk: Desk,
) -> CaseFile:
    """Ask the requester, in a mail of its own."""
    before = len(file.history)
    file = ask(file, events.ClarificationAsked(tuple(ns), question, genuine, why), who, desk)
    tell_asked(file, file.history[before:], who, desk)
    return file


def ask(file: CaseFile, asked: events.ClarificationAsked, who: Decider, desk: Desk) -> CaseFile:
    """
    Record what the requester is to be asked, about all questions where it names none.

    `tell_asked` asks it.  The clock stops only for what cannot be found without it (CLK-1 to 3).
    """
    if asked.genuine and not asked.why.strip():
        raise DecisionError("say why it cannot be identified or located without the answer (CLK-3)")
    items = chosen(file, asked.items)
    fact = replace(asked, items=tuple(i.n for i in items))
    stopped = foreseen(file, fact, who.by, desk)
    if fact.genuine and not any(stopped[i.n].state is State.SUSPENDED_CLARIFICATION for i in items):
        raise DecisionError("this clock does not stop for a question: ask without stopping it")
    return record(file, who, desk, fact)


def tell_asked(file: CaseFile, made: Sequence[Event], who: Decider, desk: Desk) -> None:
    """Ask the requester what *made* holds: in one mail, or two where some of it stops no clock."""
    facts = [e.fact for e in made if isinstance(e.fact, events.ClarificationAsked)]
    for genuine in (True, False):
        asked = [fact for fact in facts if fact.genuine is genuine]
        if asked:
            _tell_asked(file, asked, who, desk)


def _tell_asked(
    file: CaseFile, asked: Sequence[events.ClarificationAsked], who: Decider, desk: Desk
) -> None:
    clocks = clocks_of(file, desk)
    items = [item for item in file.case.counted if any(item.n in one.items for one in asked)]
    context = letters.ClarificationAsked(
        reference=file.reference,
        received_on=file.case.received_on,
        asked=tuple(block for one in asked for block in _asked_about(one, file)),
        genuine=asked[0].genuine,
        due_on=case_clock(clocks).due or min(c.answer_by for c in clocks.values()),
        rest=len(items) < len(file.case.counted),
        environmental=any(i.law in ENVIRONMENTAL for i in items),
    )
    what = "clarification" if asked[0].genuine else "clarification/advice"
    tell_requester(context, file, what, who, desk)


def _asked_about(fact: events.ClarificationAsked, file: CaseFile) -> Blocks:
    about = [item.question for item in file.case.counted if item.n in fact.items]
    return (*question_list(about, file.case.requester.language), paragraph(fact.question))


def transfer(
    file: CaseFile, ns: Sequence[int], body: str, address: str, who: Decider, desk: Desk
) -> CaseFile:
    """Tell the requester who holds it; those questions are answered there (CLK-23, CLK-24)."""
    items = chosen(file, ns)
    fact = events.TransferredOut(tuple(i.n for i in items), body, "")
    file = record(file, who, desk, fact)
    rest = due_of(file, desk)
    context = letters.Transfer(
        reference=file.reference,
        body=body,
        body_address=address,
        questions=question_list([i.question for i in items], file.case.requester.language),
        passed_on=None,
        environmental=any(i.law in ENVIRONMENTAL for i in items),
        rest_due_on=rest,
        rights=rights_of(file.case, desk.office.templates, desk.today),
    )
    tell_requester(context, file, "transfer", who, desk)
    return file


@dataclass(frozen=True, slots=True)
class Charge:
    """What a fees notice asks for; *schedule* is where the charges are published (EIR reg 8)."""

    amount: str
    what_for: str
    how_to_pay: str
    schedule: str = ""


def fee_notice(
    file: CaseFile, charge: Charge, who: Decider, desk: Desk, ns: Sequence[int] = ()
) -> CaseFile:
    """Give a fees notice; the clock waits from today until the fee is there (CLK-11 to 14)."""
    items = chosen(file, ns)
    environmental = any(i.law in ENVIRONMENTAL for i in items)
    _check(charge, environmental=environmental)
    amount = charge.amount
    fact = events.FeeNoticeGiven(tuple(i.n for i in items), amount, desk.today)
    stopped = [c for c in foreseen(file, fact, who.by, desk).values() if c.state is AWAITS_FEE]
    if not stopped:
        raise DecisionError("a fees notice stops no clock of this case any more: it comes too late")
    file = record(file, who, desk, fact)
    pay_by = min((d for c in stopped if (d := c.date_of("fee_pay_by"))), default=desk.today)
    context = letters.FeeNotice(
        reference=file.reference,
        given_on=desk.today,
        amount=amount,
        what_for=charge.what_for,
        pay_by=pay_by,
        how_to_pay=charge.how_to_pay,
        environmental=environmental,
        schedule=charge.schedule,
        questions=question_list([i.question for i in items], file.case.requester.language),
        rights=rights_of(file.case, desk.office.templates, desk.today),
    )
    tell_requester(context, file, "fee-notice", who, desk)
    return file


def _check(charge: Charge, *, environmental: bool) -> None:
    """Raise for a notice that the requester could not act on, or that the law does not allow."""
    if not charge.what_for.strip() or not charge.how_to_pay.strip():
        raise DecisionError(
            "say what the charge is for and how to pay it: "
            "fee £25: copying 250 sheets; pay: by card on 01234 567890"
        )
    if environmental and not charge.schedule.strip():
        raise DecisionError(
            "environmental information is charged for only by a published schedule (CLK-14): "
            "add where it is published: ...; schedule: https://..."
        )


def withdraw(file: CaseFile, ns: Sequence[int], why: str, who: Decider, desk: Desk) -> CaseFile:
    """Note that the requester withdrew (CLK-27)."""
    return record(file, who, desk, events.Withdrawn(tuple(ns), why))


def answer(file: CaseFile, n: int, given: Answer, who: Decider, desk: Desk) -> CaseFile:
    """Record an answer in an officer's or a lead's name."""
    chosen(file, [n])
    return record(file, who, desk, events.Answered(n, given))


def explain_late(file: CaseFile, reason: str, who: Decider, desk: Desk) -> CaseFile:
    """Note why the letter is late: it says so beside the apology (law.md 6.2 row 2)."""
    said = reason.strip()[:500]
    if not said:
        raise DecisionError("say in a few words why the letter is late")
    return record(file, who, desk, events.LateExplained(said[:1].upper() + said[1:]))


def redate(file: CaseFile, received: date, why: str, who: Decider, desk: Desk) -> CaseFile:
    """Correct the day of receipt; a promised date never moves later in silence (WD-9)."""
    at = noon(received)
    after = record(file, who, desk, events.ReceiptCorrected(at, received, why))
    return tell_moved(file, after, why, desk, who.by, who.message)


def close(file: CaseFile, why: str, who: Decider, desk: Desk) -> CaseFile:
    """End a case for a reason that a person gives; one that waits for its requester lapses."""
    if file.case.status in {Status.AWAITING_CLARIFICATION, Status.AWAITING_FEE}:
        # CLK-5, CLK-11: not supplied, not paid.
        return record(file, who, desk, events.Lapsed((), why))
    return record(file, who, desk, events.Closed(why))


def reopen(file: CaseFile, why: str, who: Decider, desk: Desk) -> CaseFile:
    """Open a case again."""
    return record(file, who, desk, events.Reopened(why))
