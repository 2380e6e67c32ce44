"""A reply of governance, an approver or a reviewer: each decision carried out if it may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from foibot.case import corrections, events
from foibot.case.model import Answer, CaseKind, ExemptionClaim, Outcome
from foibot.errors import FoibotError
from foibot.handlers import deciding, pending
from foibot.handlers.approving import NotApproved, approve, code_proven, refuse
from foibot.handlers.arrival import Arrival
from foibot.handlers.asked import asked_in, files_of, sent_text
from foibot.handlers.casefile import CaseFile
from foibot.handlers.deciding import Decider, DecisionError
from foibot.handlers.desk import Desk
from foibot.handlers.drafting import draft_when_ready
from foibot.handlers.held_mail import release_message
from foibot.handlers.hold import hold_for
from foibot.handlers.replied import called
from foibot.handlers.result import Result, kept
from foibot.letter.blocks import Blocks, Heading, Listing, ListItem, Quote, words
from foibot.letter.governance import DecisionConfirmation
from foibot.letter.officer import Unclear as UnclearMail
from foibot.letter.plain import blocks_of_text
from foibot.replies.decision_parts import Decision
from foibot.replies.decisions import read_decisions
from foibot.replies.model import AskedQuestion
from foibot.store.outbox import OutboxRow
from foibot.triage.chain import Verdict
from foibot.trust.codes import Given
from foibot.trust.permissions import Action, Allowed, Facts, may
from foibot.trust.tokens import body_marker


@dataclass(slots=True)
class Carried:
    """What came of the decisions in one reply."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that carrying out one decision needs."""

    arrival: Arrival
    row: OutboxRow
    who: Decider
    desk: Desk

    @property
    def facts(self) -> Facts:
        """Return the facts A to C of the reply; D is found for each decision."""
        return Facts(domain=self.arrival.context.verdict.passed, token=True, address=True)


def decision(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Carry out what a reply decides; what may not be, or is unclear, is said back."""
    row, author = arrival.context.granted, arrival.context.author
    if row is None or author is None:
        return hold_for(arrival, desk, verdict.why)
    sent = sent_text(row, desk)
    files = files_of(sent, desk)
    if row.case_ref and row.case_ref not in files:
        loaded = desk.files.load(row.case_ref)
        files |= {row.case_ref: loaded} if loaded else {}
    asked = _asked(sent, files)
    reading = read_decisions(
        arrival.message, asked, desk.office.replies, today=desk.today, sent=sent
    )
    bench = Bench(arrival, row, Decider(author, arrival.identity), desk)
    carried = Carried()
    for one in reading.decisions:
        _carry_out(one, row.case_ref, bench, carried)
    _say_back(carried, [u.text for u in reading.unclear], asked, bench)
    return Result(row.case_ref, reading=kept(arrival.reading))


def _asked(sent: str, files: dict[str, CaseFile]) -> tuple[AskedQuestion, ...]:
    """Return the questions that a decision may be about: all of the cases that were spoken of."""
    named = asked_in(sent, files)
    if named:
        return named
    return tuple(
        AskedQuestion(file.reference, item.n, item.question.text, item.question.label)
        for file in files.values()
        for item in file.case.counted
    )


# What only changes a draft needs no code: the letter itself is approved with one.
LESS = {Action.REFUSE: Action.ASSIGN}


def _carry_out(one: Decision, case: str | None, bench: Bench, carried: Carried) -> None:
    reference = one.keys[0].reference if one.keys else case
    file = bench.desk.files.load(reference) if reference else None
    facts = _facts(one, file, bench)
    if one.code and one.action is not Action.APPROVE and file is not None:
        version = file.case.version
        found = pending.take(one, file.reference, version, bench.who.by, bench.desk)
        facts, one = replace(facts, code=found is not None), found or one
    allowed = may(LESS.get(one.action, one.action), facts)
    if not isinstance(allowed, Allowed):
        if file is not None and _lacks_code_only(one, facts):
            _ask_for_code(one, file, bench)
            return
        carried.refused.append(f"{_named(one)}: {'; '.join(allowed.reasons)}")
        bench.desk.uow.audit.append(
            "decision_refused", bench.desk.now, reference, action=one.action.value
        )
        return
    try:
        carried.done.append(_do(one, file, "".join(allowed.facts), bench))
    except FoibotError as error:
        carried.refused.append(f"{_named(one)}: {error}")


def _lacks_code_only(one: Decision, facts: Facts) -> bool:
    whole = may(one.action, replace(facts, code=True))
    return not one.code and one.action is not Action.APPROVE and isinstance(whole, Allowed)


def _ask_for_code(one: Decision, file: CaseFile, bench: Bench) -> None:
    """Show what would be done, and ask for the code of exactly that."""
    code = pending.keep(one, file.reference, file.case.version, bench.who.by, bench.desk)
    word = one.action.value.upper()
    lines = (f"{_named(one)}: {one.text}", f"To do this, reply with only this: {word} {code}")
    _mail_back("confirm", _listed(lines), bench)


def _facts(one: Decision, file: CaseFile | None, bench: Bench) -> Facts:
    if not one.code or file is None:
        return bench.facts
    proven = code_proven(file.case, [Given("APPROVE", one.code)], bench.desk)
    return replace(bench.facts, code=proven)


def _named(one: Decision) -> str:
    which = ", ".join(f"Q{key.n}" for key in one.keys)
    return f"{one.action.value.replace('_', ' ').capitalize()} {which}".strip()


def _do(one: Decision, file: CaseFile | None, facts: str, bench: Bench) -> str:
    """Carry out one decision and return what was done, in words."""
    if one.action is Action.RELEASE:
        return release_message(bench.row, bench.who, bench.desk)
    if file is None:
        raise DecisionError("the mail that you answered is about no case: name the reference")
    if one.action is Action.APPROVE:
        return _approve(file, facts, bench)
    action = DOING.get(one.action)
    if action is None:
        raise DecisionError(f"{one.action.value} is not decided by mail")
    said = action(one, file, bench)
    latest = bench.desk.files.load(file.reference)
    if latest is not None:
        draft_when_ready(latest, bench.desk)
    return f"{file.reference}: {said}"


def _approve(file: CaseFile, facts: str, bench: Bench) -> str:
    made = approve(file, bench.who.by, facts, bench.desk, bench.who.message)
    if isinstance(made, NotApproved):
        raise DecisionError(made.why)
    return f"{file.reference}: you approved the letter; it goes now"


def _ns(one: Decision, file: CaseFile) -> tuple[int, ...]:
    return tuple(key.n for key in one.keys if key.reference == file.reference)


def _only(one: Decision, file: CaseFile) -> int:
    ns = _ns(one, file)
    if len(ns) != 1:
        raise DecisionError("name exactly one question, such as Q2")
    return ns[0]


def _reject(one: Decision, file: CaseFile, bench: Bench) -> str:
    refuse(file, bench.who.by, one.text, bench.who.message, bench.desk)
    return f"the draft was put aside: {one.text}"


def _edit(one: Decision, file: CaseFile, bench: Bench) -> str:
    """Put other words into an answer of the draft; the draft is made again."""
    n = _only(one, file)
    item = file.case.item(n)
    before = item.answer if item else None
    given = replace(before, text=one.text) if before else Answer(Outcome.DISCLOSED, one.text)
    deciding.answer(
        file, n, replace(given, by=bench.who.by, at=bench.desk.now), bench.who, bench.desk
    )
    return f"Q{n} now reads as you wrote; a new draft follows"


def _refuse(one: Decision, file: CaseFile, bench: Bench) -> str:
    n = _only(one, file)
    claims = tuple(ExemptionClaim(name, reason=one.text) for name in one.exemptions)
    given = Answer(Outcome.REFUSED, exemptions=claims, by=bench.who.by, at=bench.desk.now)
    deciding.answer(file, n, given, bench.who, bench.desk)
    return f"Q{n} is to be withheld under {', '.join(one.exemptions)}"


def _assign(one: Decision, file: CaseFile, bench: Bench) -> str:
    for n in _ns(one, file):
        file = deciding.assign(file, n, one.to, bench.who, bench.desk)
    return f"{_named(one)} to {one.to}"


def _clarify(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.clarify(
        file,
        _ns(one, file),
        one.text,
        genuine=bool(one.genuine),
        why="governance says that it cannot be found without" if one.genuine else "",
        who=bench.who,
        desk=bench.desk,
    )
    stops = "the clock of these questions stops" if one.genuine else "the clock runs on"
    return f"the requester was asked; {stops}"


def _extend(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.until is None:
        raise DecisionError("say until when, such as 12 January 2027")
    both = "complex" in one.text.lower() and "voluminous" in one.text.lower()
    deciding.extend(
        file,
        one.basis,
        one.until,
        one.text,
        bench.who,
        bench.desk,
        ns=_ns(one, file),
        exemption=", ".join(one.exemptions),
        complex_=both,
        voluminous=both,
    )
    return f"time extended to {one.until}"


def _fee(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.paid:
        deciding.fee_paid(file, one.until or bench.desk.today, bench.who, bench.desk)
        return "the fee is noted as paid; the clock runs again"
    deciding.fee_notice(file, one.amount, one.text, "", bench.who, bench.desk)
    return f"a fees notice of {one.amount} was sent"


def _transfer(one: Decision, file: CaseFile, bench: Bench) -> str:
    deciding.transfer(file, _ns(one, file), one.to, "", bench.who, bench.desk)
    return f"the requester was told that {one.to} holds it"


def _corrected(operation: Callable[..., events.Itemised], said: str) -> Doing:
    def do(one: Decision, file: CaseFile, bench: Bench) -> str:
        fact = operation(one, file)
        deciding.itemise(file, fact, bench.who, bench.desk)
        return said

    return do


def _redate(one: Decision, file: CaseFile, bench: Bench) -> str:
    if one.until is None:
        raise DecisionError("say the day of receipt, such as 2 November 2026")
    deciding.redate(file, one.until, one.text, bench.who, bench.desk)
    return f"received on {one.until}"


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
    deciding.undo(file, None, "undone by reply", bench.who, bench.desk)
    return "the latest decision was undone"


def _answer(one: Decision, file: CaseFile, bench: Bench) -> str:
    if file.case.kind is CaseKind.REVIEW:
        raise DecisionError("a review is decided with its finding: upheld, partly or not upheld")
    return _edit(one, file, bench)


Doing = Callable[[Decision, CaseFile, Bench], str]

DOING: dict[Action, Doing] = {
    Action.REJECT: _reject,
    Action.ANSWER: _answer,
    Action.REFUSE: _refuse,
    Action.ASSIGN: _assign,
    Action.CLARIFY: _clarify,
    Action.EXTEND: _extend,
    Action.FEE: _fee,
    Action.TRANSFER: _transfer,
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
        lambda one, file: corrections.drop(file.case, _only(one, file)), "it is no question"
    ),
    Action.REDATE: _redate,
    Action.CLOSE: _close,
    Action.REOPEN: _reopen,
    Action.WITHDRAW: _withdraw,
    Action.UNDO: _undo,
}


def _say_back(
    carried: Carried, unclear: Sequence[str], asked: Sequence[AskedQuestion], bench: Bench
) -> None:
    if carried.done:
        _confirm(carried, bench)
    if carried.refused or unclear or not carried.done:
        _ask_back([*carried.refused, *unclear], asked, bench)


def _confirm(carried: Carried, bench: Bench) -> None:
    mail = bench.desk.to_staff(
        bench.who.by,
        f"decision/{bench.arrival.identity}",
        bench.row.case_ref or "",
        bench.arrival.message.message_id or "",
    )
    context = DecisionConfirmation(
        reference=bench.row.case_ref or "",
        decision=carried.done[0],
        effect=_listed(carried.done[1:]),
        undo=True,
        token=body_marker(bench.desk.post.token_of(mail)),
    )
    bench.desk.post.send(context, mail)


def _ask_back(lines: Sequence[str], asked: Sequence[AskedQuestion], bench: Bench) -> None:
    written = bench.arrival.message.reply_text[:1000] or "(nothing new was written)"
    read = (Quote(blocks_of_text("\n".join(lines) or written)),)
    about = tuple(block for one in asked[:20] for block in _question(one))
    _mail_back("query", read, bench, (*about, *_listed(CHOICES)))


def _question(one: AskedQuestion) -> Blocks:
    return (Heading(words(f"{one.reference} Q{one.n}"), 3), Quote(blocks_of_text(one.text)))


def _mail_back(what: str, read: Blocks, bench: Bench, choices: Blocks = ()) -> None:
    key = f"{what}/{bench.arrival.identity}"
    reference = bench.row.case_ref or ""
    answers = bench.arrival.message.message_id or ""
    mail = bench.desk.to_staff(bench.who.by, key, reference, answers)
    context = UnclearMail(
        officer=called(bench.arrival),
        reference=reference,
        read=read,
        choices=choices,
        token=body_marker(bench.desk.post.token_of(mail)),
    )
    bench.desk.post.send(context, mail)


CHOICES = (
    "approve and the code, alone on a line",
    "no: and the reason",
    "Q2: and the new words of its answer",
    "assign Q2 to the name of a service",
    "ask Q2: and the question to the requester",
    "undo",
)


def _listed(lines: Sequence[str]) -> Blocks:
    return (Listing(tuple(ListItem(words(line)) for line in lines)),) if lines else ()
