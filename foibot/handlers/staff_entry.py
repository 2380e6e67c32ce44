"""A request that reached the authority elsewhere: passed on by a colleague, or by phone or post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from foibot.case.clockwork import case_clock
from foibot.case.events import Opened
from foibot.case.model import CaseKind, Requester
from foibot.clock.calendar import receipt_date
from foibot.handlers.acknowledge import Choice, Form, queue_acknowledgement
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.hold import hold_for
from foibot.handlers.new_request import assignments, opening, tell_governance
from foibot.handlers.result import Result, kept
from foibot.letter.blocks import paragraph
from foibot.letter.dates import count, long_date, short_date
from foibot.letter.governance import AlertKind, DecisionConfirmation
from foibot.message.address import strict_address
from foibot.questions.model import Item
from foibot.replies.dates import find_date
from foibot.triage.chain import Verdict
from foibot.trust.permissions import Action, Allowed, Facts, may
from foibot.trust.tokens import body_marker

LONDON = ZoneInfo("Europe/London")
# An original older than this is hardly the receipt of what is passed on today: a person decides.
OLDEST = timedelta(days=120)
FIELD = re.compile(
    r"^[ \t]*(name|e-?mail|address|received|date received|organisation)[ \t]*:[ \t]*(\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
CHANNELS = ("phone", "telephone", "post", "letter", "form", "person", "visitor", "counter")
CHANNEL_NAMES = {
    "telephone": "phone",
    "letter": "post",
    "person": "visit",
    "visitor": "visit",
    "counter": "visit",
}


@dataclass(frozen=True, slots=True)
class Original:
    """Who really asked, when it reached any officer, and how."""

    requester: Requester
    received_at: datetime
    channel: str


def staff_entry(arrival: Arrival, desk: Desk, verdict: Verdict) -> Result:
    """Open a case for somebody else: receipt by any officer was receipt by us (DAY-5)."""
    original = _original(arrival, desk)
    if original is None or not arrival.reading.items:
        return hold_for(arrival, desk, f"{verdict.why} Who asked, or what, was not found in it.")
    facts = Facts(domain=arrival.context.verdict.passed, address=arrival.context.author is not None)
    allowed = isinstance(may(Action.OPEN_CASE, facts), Allowed)
    file = desk.files.open(
        _opening(arrival, desk, original), arrival.context.author or "", arrival.identity
    )
    file = desk.files.record(file, *assignments(file.case, desk), message=arrival.identity)
    if allowed:
        queue_acknowledgement(file, arrival.identity, desk, Choice(Form.ITEMISED))
    else:
        what = "No acknowledgement went: its sender at the council is not confirmed"
        desk.alert(AlertKind.NOT_ACKNOWLEDGED, file, what)
    received = short_date(file.case.received_on)
    what = f"Entered by {arrival.context.author}; day of receipt taken as {received}"
    desk.alert(AlertKind.DOUBTFUL, file, what, choices=(f"received {received}: the reason",))
    if allowed:
        _confirm(file, arrival, desk)
    tell_governance(file, replace(arrival.reading, flagged=False), desk)
    return Result(file.reference, reading=kept(arrival.reading))


def _opening(arrival: Arrival, desk: Desk, original: Original) -> Opened:
    fact = opening(arrival, desk, original.requester.address)
    kind = CaseKind.REQUEST if fact.kind is CaseKind.REVIEW else fact.kind
    items = without_fields(fact.items)
    return replace(
        fact,
        kind=kind,
        items=items,
        laws=tuple(law for item, law in zip(fact.items, fact.laws, strict=True) if asks(item)),
        requester=original.requester,
        received_at=original.received_at,
        received_on=receipt_date(original.received_at),
        channel=original.channel,
        # What stands before the questions may be a colleague's remark: it never goes out.
        intro="",
        message_id="",
    )


def asks(item: Item) -> bool:
    """Return whether an item is a question, and not one of the lines about who asked."""
    return FIELD.match(item.text) is None


def without_fields(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the questions alone, numbered anew: who asked stands in no question (T20)."""
    kept = [item for item in items if asks(item)]
    numbers = {item.n: n for n, item in enumerate(kept, 1)}
    return tuple(
        replace(
            item,
            n=numbers[item.n],
            parent=numbers.get(item.parent or 0),
            context=tuple(line for line in item.context if FIELD.match(line) is None),
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


def _original(arrival: Arrival, desk: Desk) -> Original | None:
    forwarded = arrival.message.forwarded
    if forwarded is not None and forwarded.sender is not None:
        sender = forwarded.sender
        if desk.people.is_staff(sender.addr.lower()) or not strict_address(sender.addr):
            return None
        when = _plausible(forwarded.date, arrival.received_at)
        language = arrival.reading.language
        return Original(Requester(sender.addr, sender.name, "", language), when, "email")
    return _entered(arrival, desk)


def _entered(arrival: Arrival, desk: Desk) -> Original | None:
    """Return what a colleague wrote down: lines such as "Name: ..." and "Received: ..."."""
    text = arrival.message.reply_text
    fields = {m[1].lower().replace("-", ""): m[2].strip() for m in FIELD.finditer(text[:5000])}
    name, address = fields.get("name", ""), fields.get("email", "")
    if not name and not address:
        return None
    # Without an e-mail address the letters go to the colleague, who passes them on.
    strict = strict_address(address)
    to = strict.addr if strict else arrival.context.author or ""
    stated = fields.get("date received") or fields.get("received") or ""
    day = find_date(stated, desk.office.replies.dates, desk.today)
    when = arrival.received_at
    if day is not None:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON).astimezone(UTC)
        when = _plausible(noon, arrival.received_at)
    who = Requester(to, name, fields.get("organisation", ""), arrival.reading.language)
    return Original(who, when, _channel(arrival))


def _plausible(claimed: datetime | None, arrived: datetime) -> datetime:
    """Return the earlier receipt that is claimed, unless it cannot be true."""
    if claimed is None or claimed.tzinfo is None:
        return arrived
    return claimed if arrived - OLDEST <= claimed <= arrived else arrived


def _channel(arrival: Arrival) -> str:
    words = f"{arrival.message.subject} {arrival.message.reply_text[:200]}".lower()
    found = next((one for one in CHANNELS if one in words), "email")
    return CHANNEL_NAMES.get(found, found)
