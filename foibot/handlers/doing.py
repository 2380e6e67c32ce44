"""Each decision that a reply may hold -> what is done, and the words that confirm it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from foibot.case import corrections, events
from foibot.case.model import CaseItem, CaseKind
from foibot.handlers import (
    allowing,
    clarifying,
    consulting,
    deciding,
    extending,
    handing,
    paying,
    releasing,
    undoing,
)
from foibot.handlers.approving import refuse
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.claiming import refusal
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import ready, who_approves
from foibot.handlers.editing import edited
from foibot.handlers.merged import PART_ONLY, of_answers, reopened
from foibot.letter.dates import short_date
from foibot.replies.decision_parts import Decision
from foibot.replies.more_time import REFUSED
from foibot.store.outbox import OutboxRow
from foibot.trust.permissions import Action, Facts

# A question as it is named in a sentence.
SHOWN = 120
QUESTION = re.compile(r"\b[Qq](?:uestion )?(\d{1,3})\b")


def named(one: Decision) -> str:
    """Return a decision in words, for the person who made it."""
    which = ", ".join(f"Q{key.n}" for key in one.keys)
    return f"{one.action.value.replace('_', ' ').capitalize()} {which}".strip()


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that carrying out one decision needs."""

    arrival: Arrival
    row: OutboxRow
    who: Decider
    desk: Desk
    only: str = ""  # the one case that the mail and its answer speak of

    @property
    def facts(self) -> Facts:
        """Return the facts A to C of the reply; D is found for each decision."""
        return Facts(domain=self.arrival.context.verdict.passed, token=True, address=True)

    @property
    def about_review(self) -> bool:
        """Return whether the reply answers the mail by which a review was given to somebody."""
        return self.row.key.startswith("review-assignment/")

    @property
    def about_draft(self) -> bool:
        """Return whether the reply answers the mail that put a letter before an approver."""
        return self.row.key.startswith("draft/")


def _ns(one: Decision, file: CaseFile) -> tuple[int, ...]:
    return tuple(key.n for key in one.keys if key.reference == file.reference)


def _only(one: Decision, file: CaseFile) -> int:
    ns = _ns(one, file)
    if len(ns) != 1:
        raise DecisionError("name exactly one question, such as Q2")
    return ns[0]


def _reject(one: Decision, file: CaseFile, bench: Bench) -> str:
    """Put the draft aside; the officers of what it is about get their questions back at once."""
    made = file.case.draft
    if made is None:
        raise DecisionError("no draft is waiting")
    file = refuse(file, bench.who.by, one.text, bench.who.message, bench.desk)
    about = {int(n) for n in QUESTION.findall(one.text)} & set(made.items) or set(made.items)
    back = [events.AnswerTakenBack(n, one.text) for n in sorted(about)]
    file = deciding.record(file, bench.who, bench.desk, *back)
    told = handing.send_back(file, about, one.text, bench.desk)
    whom = f"; told: {', '.join(told)}" if told else "; nobody has these questions: assign them"
    if file.case.kind is CaseKind.REVIEW:
        whom = "; send the findings again, as they should be"
    return f"the draft was put aside: {one.text}{whom}"


def _edit(one: Decision, file: CaseFile, bench: Bench) -> str:
    """Put other words, or more parts, into an answer of the draft; the draft is made again."""
    n = _only(one, file)
    item = file.case.item(n)
    if item is None:
        raise DecisionError(f"{file.reference} has no question {n}")
    given = edited(one.text, item, bench.who.by, bench.desk)
    made = deciding.answer(file, n, given, bench.who, bench.desk)
    return f"Q{n} now reads as you wrote; {_who_looks(made, bench)}"


def _who_looks(file: CaseFile, bench: Bench) -> str:
    """Return who gets the new draft: an answer is not approved by whoever wrote it (T30)."""
    now = ready(file.case)
    if not now.complete:
        return "the draft follows when every question has its answer"
    asked = who_approves(file.case, now.items, bench.desk, two=False)
    if bench.who.by.lower() in map(str.lower, asked):
        return "a new draft follows"
    return f"as the words are yours, the new draft goes to {' and '.join(asked)} for approval"


def _refuse(one: Decision, file: CaseFile, bench: Bench) -> str:
    n = _only(one, file)
    item = file.case.item(n)
    given = refusal(one.exemptions, one.text, item.answer if item else None, bench.desk)
    given = replace(given, by=bench.who.by, at=bench.desk.now)
    deciding.answer(file, n, given, bench.who, bench.desk)
    return f"Q{n} is to be withheld under {', '.join(one.exemptions)}"


def _assign(one: Decision, file: CaseFile, bench: Bench) -> str:
    for n in _ns(one, file):
        file = deciding.assign(file, n, one.to, bench.who, bench.desk)
    service = bench.desk.people.service_within(one.to)
    return f"{named(one)} to {service.name if service else one.to}"


def _more_time(one: Decision, file: CaseFile, bench: Bench) -> str:
    ns = _ns(one, file)
    if one.until is None and one.basis != REFUSED:
        raise DecisionError("say until when, such as 4 December")
    made = allowing.set_day(file, ns, one.until, one.text, bench.who, bench.desk)
    return allowing.said(made, ns, one.until, bench.desk)


def _clarify(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.until is not None:
        ns = _ns(one, file) if one.keys else ()
        return clarifying.answered(file, ns, one.text, one.until, bench.who, bench.desk)[1]
    # The mail goes when all that the reply asks is known: `deciding.tell_asked`.
    ns, genuine = tuple(_ns(one, file)), bool(one.genuine)
    why = "governance says that it cannot be found without" if genuine else ""
    asked = events.ClarificationAsked(ns, one.text, genuine, why)
    deciding.ask(file, asked, bench.who, bench.desk)
    about = ", ".join(f"Q{n}" for n in ns) or "the request"
    stops = "no time runs for it until the reply" if one.genuine else "the clock runs on"
    return f"the requester is asked about {about}; {stops}"


def _extension(one: Decision, file: CaseFile, bench: Bench) -> events.Extended:
    """Return the extension that a reply asks for."""
    if one.until is None:
        raise DecisionError("say until when, such as 12 January 2027")
    # The reader takes the ground for EIR only where the line says both (CLK-21).
    both = one.basis == "eir"
    return events.Extended(
        one.basis,
        one.until,
        _ns(one, file),
        one.text,
        ", ".join(one.exemptions),
        complex=both,
        voluminous=both,
        noticed_on=bench.desk.today,
    )


def _extend(one: Decision, file: CaseFile, bench: Bench) -> str:
    extended = extending.extend(file, _extension(one, file, bench), bench.who, bench.desk)
    return f"time extended to {short_date(extending.extended_to(extended))}"


def _fee(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.paid:
        on = one.until or bench.desk.today
        return paying.fee_paid(file, on, bench.who, bench.desk, _ns(one, file))[1]
    amount = f"£{one.amount}"
    charge = deciding.Charge(amount, *(one.parts or (one.text, "", "")))
    deciding.fee_notice(file, charge, bench.who, bench.desk, _ns(one, file))
    return f"a fees notice of {amount} was sent; the clock of these questions waits"


def _transfer(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.transfer(file, _ns(one, file), one.to, "", bench.who, bench.desk)
    return f"the requester was told that {one.to} holds it"


def _consult(one: Decision, file: CaseFile, bench: Bench) -> str:
    asked = one.basis == "opinion"
    consulting.consult(
        file,
        _ns(one, file),
        (one.to, one.address),
        one.text,
        bench.who,
        bench.desk,
        opinion=asked,
        limbs=", ".join(one.exemptions),
    )
    return f"{one.to or one.address} was asked at {one.address}; the time runs on"


def _opinion(one: Decision, file: CaseFile, bench: Bench) -> str:
    on = one.until or bench.desk.today
    consulting.give_opinion(file, _ns(one, file), on, one.text, bench.who, bench.desk, by=one.to)
    whose = f" ({one.to})" if one.to else ""
    return f"the qualified person's opinion of {short_date(on)}{whose} is on record"


def _corrected(operation: Callable[..., events.Itemised], said: str) -> Doing:
    def do(one: Decision, file: CaseFile, bench: Bench) -> str:
        fact = operation(one, file)
        made = deciding.itemise(file, fact, bench.who, bench.desk)
        open_again = reopened(fact, file.case, made.case)
        handing.ask_anew(made, open_again, PART_ONLY, bench.desk)
        lists = [f"now: {'; '.join(_stands(item) for item in made.case.counted)}"]
        return "; ".join([said, *of_answers(fact, file.case, made.case), *lists])

    return do


def _stands(item: CaseItem) -> str:
    text = item.question.text
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} ..."
    return f"Q{item.n} ({item.service or 'nobody yet'}) {shown}"


def _redate(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.until is None:
        raise DecisionError("say the day of receipt, such as 2 November 2026")
    deciding.redate(file, one.until, one.text, bench.who, bench.desk)
    return f"received on {short_date(one.until)}"


def _close(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.close(file, one.text, bench.who, bench.desk)
    return "closed"


def _reopen(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.reopen(file, one.text, bench.who, bench.desk)
    return "open again"


def _withdraw(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.withdraw(file, _ns(one, file), one.text, bench.who, bench.desk)
    return "noted as withdrawn"


def _undo(_one: Decision, file: CaseFile, bench: Bench) -> str:
    """Take back what the confirmation that is answered confirmed, else the sender's latest."""
    confirmed = undoing.confirmed_by(bench.row)
    _, told = undoing.undo_message(file, confirmed, bench.who, bench.desk)
    said = "undone, as if it had not been decided"
    return f"{said}; the requester was written to, please tell them" if told else said


def _answer(one: Decision, file: CaseFile, bench: Bench) -> str:
    if file.case.kind is CaseKind.REVIEW:
        raise DecisionError(
            "a review is decided by findings: begin the line with Q2: upheld (or partly upheld, or "
            "not upheld), then the reasons"
        )
    return _edit(one, file, bench)


def _leaves(one: Decision, file: CaseFile, bench: Bench) -> str:
    """Say how a file of the letter leaves; the draft is void, and a new one follows (T23, T30)."""
    made = releasing.decide(file, one.to, one.basis, one.text, bench.who, bench.desk)
    return releasing.said(made)


def check(one: Decision, file: CaseFile, bench: Bench) -> None:
    """Raise where the law refuses what a code would be asked for: nobody confirms it in vain."""
    if one.action is Action.EXTEND:
        extending.longer(file, _extension(one, file, bench), bench.who, bench.desk)


Doing = Callable[[Decision, CaseFile, Bench], str]

DOING: dict[Action, Doing] = {
    Action.REJECT: _reject,
    Action.ANSWER: _answer,
    Action.REFUSE: _refuse,
    Action.ASSIGN: _assign,
    Action.CLARIFY: _clarify,
    Action.MORE_TIME: _more_time,
    Action.EXTEND: _extend,
    Action.FEE: _fee,
    Action.TRANSFER: _transfer,
    Action.CONSULT: _consult,
    Action.OPINION: _opinion,
    Action.ENCLOSURE: _leaves,
    Action.ORIGINAL: _leaves,
    Action.SPLIT: _corrected(
        lambda one, file: corrections.split(file.case, _only(one, file), one.parts),
        "the question was split",
    ),
    Action.MERGE: _corrected(
        lambda one, file: corrections.merge(file.case, _ns(one, file)), "the questions are one"
    ),
    Action.REWORD: _corrected(
        lambda one, file: corrections.reword(file.case, _only(one, file), one.text),
        "the question has the new words",
    ),
    Action.ADD: _corrected(
        lambda one, file: corrections.add(file.case, one.text), "the question was added"
    ),
    Action.DROP: _corrected(
        lambda one, file: corrections.drop(file.case, _only(one, file), one.text),
        "it is no question",
    ),
    Action.REDATE: _redate,
    Action.CLOSE: _close,
    Action.REOPEN: _reopen,
    Action.WITHDRAW: _withdraw,
    Action.UNDO: _undo,
}
