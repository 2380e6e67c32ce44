"""A request that reached the authority elsewhere: passed on by a colleague, or by phone or post."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from foibot.case.clockwork import case_clock
from foibot.case.events import Opened
from foibot.case.model import CaseKind
from foibot.clock.calendar import receipt_date
from foibot.handlers.acknowledge import Choice, Form, queue_acknowledgement
from foibot.handlers.arrival import Arrival
from foibot.handlers.by_post import told_at_entry
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.new_request import assignments, opening, tell_governance
from foibot.handlers.originals import FIELD, Original, original_of
from foibot.handlers.postal import postal_lines
from foibot.handlers.result import Result, kept
from foibot.handlers.review_entry import passed_on
from foibot.letter.blocks import paragraph
from foibot.letter.dates import count, long_date, short_date
from foibot.letter.governance import AlertKind, DecisionConfirmation
from foibot.questions.model import Item
from foibot.request.model import Kind
from foibot.triage.chain import Verdict
from foibot.trust.permissions import Action, Allowed, Facts, may
from foibot.trust.tokens import body_marker

# That what a colleague enters is a complaint about an answer.
REVIEW = re.compile(
    r"\breview(?: request)? (?:received |taken |made |asked for )?"
    r"(?:by|in|from|via) (?:phone|telephone|post|letter|web ?form|form|person|visitor|counter)",
    re.IGNORECASE,
)


def staff_entry(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Open a case for somebody else: receipt by any officer was receipt by us (DAY-5)."""
    original = original_of(arrival, desk)
    if original is not None and _asks_for_review(arrival):
        return _review(arrival, original, desk)
    opened = _opening(arrival, desk, original) if original and arrival.reading.items else None
    if opened is None or not opened.items:
        return hold_for(arrival, desk, f"{verdict.why} Who asked, or what, was not found in it.")
    allowed = _may_open(arrival)
    file = desk.files.open(opened, arrival.context.author or "", arrival.identity)
    file = desk.files.record(file, *assignments(file.case, desk), message=arrival.identity)
    if allowed:
        queue_acknowledgement(file, arrival.identity, desk, Choice(Form.ITEMISED))
    else:
        what = "No acknowledgement went: its sender at the council is not confirmed"
        desk.alert(AlertKind.NOT_ACKNOWLEDGED, file, what)
    received = short_date(file.case.received_on)
    what = f"Entered by {arrival.context.author}; day of receipt taken as {received}"
    choices = (f"received {received}: the reason",)
    desk.alert(AlertKind.DOUBTFUL, file, what, told_at_entry(file.case, desk.people), choices)
    if allowed:
        _confirm(file, arrival, desk)
    tell_governance(file, replace(arrival.reading, flagged=False), desk)
    return Result(file.reference, reading=kept(arrival.reading))


def _asks_for_review(arrival: Arrival) -> bool:
    first = next((one for one in arrival.message.reply_text.splitlines() if one.strip()), "")
    entered = REVIEW.search(f"{arrival.message.subject[:200]}\n{first[:200]}")
    named = bool(arrival.context.hints) and arrival.reading.kind is Kind.INTERNAL_REVIEW
    return entered is not None or named


def _review(arrival: Arrival, original: Original, desk: Desk) -> Result:
    """Open the review that a colleague enters or passes on (IR-2)."""
    if not _may_open(arrival):
        return hold_for(arrival, desk, "Who passes on this request for a review is not confirmed.")
    review = passed_on(arrival, original, desk)
    return Result(review.reference, reading=kept(arrival.reading))


def _may_open(arrival: Arrival) -> bool:
    facts = Facts(domain=arrival.context.verdict.passed, address=arrival.context.author is not None)
    return isinstance(may(Action.OPEN_CASE, facts), Allowed)


def _opening(arrival: Arrival, desk: Desk, original: Original) -> Opened:
    fact = opening(arrival, desk, original.requester.address)
    kind = CaseKind.REQUEST if fact.kind is CaseKind.REVIEW else fact.kind
    where = frozenset(postal_lines(arrival.message.reply_text[:5000]))
    items = without_fields(fact.items, where)
    return replace(
        fact,
        kind=kind,
        items=items,
        laws=tuple(
            law for item, law in zip(fact.items, fact.laws, strict=True) if asks(item, where)
        ),
        requester=original.requester,
        received_at=original.received_at,
        received_on=receipt_date(original.received_at),
        channel=original.channel,
        # What stands before the questions may be a colleague's remark: it never goes out.
        intro="",
        message_id="",
    )


def asks(item: Item, where: Collection[str] = ()) -> bool:
    """Return whether an item is a question, and not a line about who asked or *where* they live."""
    return not _of_who(item.text, where)


def _of_who(line: str, where: Collection[str]) -> bool:
    return FIELD.match(line) is not None or line.strip() in where


def without_fields(items: Sequence[Item], where: Collection[str] = ()) -> tuple[Item, ...]:
    """Return the questions alone, numbered anew: who asked stands in no question (T20)."""
    kept = [item for item in items if asks(item, where)]
    numbers = {item.n: n for n, item in enumerate(kept, 1)}
    return tuple(
        replace(
            item,
            n=numbers[item.n],
            parent=numbers.get(item.parent or 0),
            context=tuple(line for line in item.context if not _of_who(line, where)),
        )
        for item in kept
    )


def _confirm(file: CaseFile, arrival: Arrival, desk: Desk) -> None:
    """Tell the colleague under which reference it runs and by when it is answered."""
    author = arrival.context.author or ""
    answers = arrival.message.message_id or ""
    mail = desk.to_staff(author, f"entered/{arrival.identity}", file.reference, answers)
    due = case_clock(desk.office.clocks(file.case, file.history, desk.today)).due
    asked = len(file.case.counted)
    context = DecisionConfirmation(
        reference=file.reference,
        decision=f"You entered a request of {count(asked, 'question')}",
        effect=(
            paragraph(f"Day of receipt: {long_date(file.case.received_on)}."),
            paragraph(f"Legal deadline: {long_date(due)}." if due else ""),
        ),
        undo=False,
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)
