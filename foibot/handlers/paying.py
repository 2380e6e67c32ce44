"""A fee that came: a receipt with the new date to the requester, and what a late one means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.lifecycle import standing
from foibot.case.model import ItemState
from foibot.clock.model import ItemClock
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import (
    AWAITS_FEE,
    ENVIRONMENTAL,
    Decider,
    DecisionError,
    record,
    tell_requester,
)
from foibot.handlers.desk import Desk
from foibot.handlers.moving import clocks_of, due_besides, owed_besides
from foibot.letter.dates import short_date
from foibot.letter.questions import question_list
from foibot.letter.requester import FeeReceived


def fee_paid(
    file: CaseFile, on: date, who: Decider, desk: Desk, ns: Sequence[int] = ()
) -> tuple[CaseFile, str]:
    """
    Note that the fee is there and tell the requester; return the case, and what governance is told.

    Who pays too late has no right to an answer any more (FOIA 2000 s.9(2), FOISA s.9, EIR reg
    8(5)): a person decides whether there is one, and the clock counts the payment meanwhile.
    """
    unpaid = _unpaid(file)
    notice = _meant(file, unpaid, ns)
    _check_day(file, notice, on, desk)
    about = frozenset(notice.items) if len(unpaid) > 1 else None
    before = clocks_of(file, desk)
    waited = {n for n, clock in before.items() if clock.state is AWAITS_FEE}
    waited = waited if about is None else waited & about
    pay_by = _pay_by(before, waited or set(notice.items))
    file = record(file, who, desk, events.FeePaid(notice.items if about else (), on))
    late = pay_by is not None and on > pay_by
    context = _receipt(file, notice, on, pay_by if late else None, waited, desk)
    if context is not None:
        tell_requester(context, file, "fee-received", who, desk)
    return file, _said(file, pay_by if late else None, waited, notice)


def _unpaid(file: CaseFile) -> list[events.FeeNoticeGiven]:
    """Return the fees notices that wait for their fee; one for the same questions replaces them."""
    unpaid: list[events.FeeNoticeGiven] = []
    paid: events.FeePaid | None = None
    for event in standing(file.history):
        fact = event.fact
        if isinstance(fact, events.FeeNoticeGiven):
            unpaid = [one for one in unpaid if not set(one.items) <= set(fact.items)]
            unpaid.append(fact)
        elif isinstance(fact, events.FeePaid):
            about, paid = set(fact.items), fact
            unpaid = [one for one in unpaid if about and about.isdisjoint(one.items)]
    if unpaid:
        return unpaid
    if paid is None:
        raise DecisionError(f"{file.reference}: no fee was asked for")
    raise DecisionError(
        f"{file.reference}: the fee is noted as paid on {short_date(paid.paid_on)} already; "
        "undo that first where the day was another"
    )


def _meant(
    file: CaseFile, unpaid: Sequence[events.FeeNoticeGiven], ns: Sequence[int]
) -> events.FeeNoticeGiven:
    """Return the notice whose fee came: that of the questions *ns*; a fee pays no other's."""
    named = [one for one in unpaid if not set(one.items).isdisjoint(ns)] or unpaid
    if len(named) == 1:
        return named[0]
    each = " and ".join(
        f"{one.amount} for {', '.join(f'Q{n}' for n in one.items)}" for one in named
    )
    raise DecisionError(
        f"{file.reference}: {each} were asked for: say for which question the fee came, such as "
        f"fee paid Q{named[0].items[0]} on {short_date(named[0].given_on)}"
    )


def _check_day(file: CaseFile, notice: events.FeeNoticeGiven, on: date, desk: Desk) -> None:
    """Raise for a day that cannot be: by it the clock would stand still for good (s.10(2))."""
    if not notice.given_on <= on <= desk.today:
        raise DecisionError(
            f"{file.reference}: the fee was asked for on {short_date(notice.given_on)}, so it did "
            f"not come on {short_date(on)}: say on which day from then to today it came"
        )


def _pay_by(clocks: dict[int, ItemClock], ns: Collection[int]) -> date | None:
    days = [clock.date_of("fee_pay_by") for n, clock in clocks.items() if n in ns]
    return min((day for day in days if day), default=None)


def _receipt(
    file: CaseFile,
    notice: events.FeeNoticeGiven,
    on: date,
    late_after: date | None,
    waited: Collection[int],
    desk: Desk,
) -> FeeReceived | None:
    """Return the receipt; None where no date follows from the payment and it was not late."""
    clocks = clocks_of(file, desk)
    due = case_clock({n: clock for n, clock in clocks.items() if n in waited}).due
    answered = _answered(file, notice)
    if due is None and late_after is None and not answered:
        return None
    about = [item for item in file.case.items if item.n in (waited or notice.items)]
    rest_due = due_besides(file, waited, desk)
    return FeeReceived(
        reference=file.reference,
        amount=notice.amount,
        paid_on=on,
        late_after=late_after,
        due_on=due,
        part=bool(owed_besides(file, waited)),
        questions=question_list([i.question for i in about], file.case.requester.language),
        rest_due_on=rest_due,
        rest_late=bool(rest_due and rest_due < desk.today),
        late=bool(due and due < desk.today),
        answered=answered,
    )


def _answered(file: CaseFile, notice: events.FeeNoticeGiven) -> bool:
    """Return whether everything that the fee was for has been answered already."""
    about = [item for item in file.case.items if item.n in notice.items]
    return bool(about) and all(item.state is ItemState.SENT for item in about)


def _said(
    file: CaseFile,
    late_after: date | None,
    waited: Collection[int],
    notice: events.FeeNoticeGiven,
) -> str:
    """Return what governance is told: that the clock runs, and what a late payment means."""
    if _answered(file, notice):
        return (
            "the fee is noted as paid, but all that it was for had been answered already; the "
            "requester was told that you will look whether it goes back: please do, and tell them"
        )
    if late_after is None and waited:
        return "the fee is noted as paid; the clock runs again"
    if late_after is None:
        return "the fee is noted as paid; no time waited for it"
    laws = {item.law for item in file.case.items if item.n in notice.items}
    time = "60 working days" if laws <= ENVIRONMENTAL else "three months"
    over = (
        f"the fee is noted as paid, but the {time} for it were over on {short_date(late_after)}: "
        "the law requires no answer any more"
    )
    if not waited:
        return f"{over}. The request is closed: reopen it, with the reason, to answer all the same"
    return (
        f"{over}. Decide whether there is one (close, with the reason, if there is none) and tell "
        "the requester; until then the clock counts the payment"
    )
