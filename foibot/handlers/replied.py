"""What one officer's answer means for the case, and what the officer gets back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from foibot.case import events
from foibot.case.clockwork import case_clock
from foibot.case.events import Event, Fact
from foibot.case.lifecycle import standing
from foibot.case.model import Answer, Case, CaseItem, ExemptionClaim, ItemState, Outcome
from foibot.handlers.arrival import Arrival
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.handlers.kept_files import Kept
from foibot.handlers.numbered_then import REWORDED
from foibot.letter.blocks import Block, Blocks, Heading, Listing, ListItem, Quote, words
from foibot.letter.dates import short_date
from foibot.letter.exemptions import REGULATIONS
from foibot.letter.governance import AlertKind
from foibot.letter.officer import (
    Confirmation,
    Recorded,
    Unclear,
    discarded_blocks,
    recorded_blocks,
    short_list,
)
from foibot.letter.plain import blocks_of_text
from foibot.letter.wanting import wanting, wanting_blocks
from foibot.replies.grounds import refined
from foibot.replies.model import (
    AskedQuestion,
    Certainty,
    Key,
    Proposal,
    QuestionReply,
    ReplyReading,
)
from foibot.trust.tokens import body_marker

if TYPE_CHECKING:
    from foibot.handlers.officer_reply import Taken

SAID = {
    Proposal.ANSWER: "Answer",
    Proposal.NOT_HELD: "Not held",
    Proposal.NOT_OURS: "Not yours",
    Proposal.NEED_CLARIFICATION: "To be asked of the requester",
    Proposal.EXEMPTION: "To be withheld",
    Proposal.MORE_TIME: "More time",
    Proposal.DONE: "Done",
}
OUTCOMES = {
    Outcome.DISCLOSED: "Answer",
    Outcome.PART: "Partly withheld",
    Outcome.REFUSED: "To be withheld",
    Outcome.NOT_HELD: "Not held",
    Outcome.NCND: "Neither confirmed nor denied",
    Outcome.COST: "Too costly",
    Outcome.VEXATIOUS: "Vexatious",
    Outcome.REPEATED: "Repeated",
    Outcome.ELSEWHERE: "Held by another body",
}
_LONGER = timedelta(days=14)  # by so much an example extends
CHOICES = (
    "Answer: write the answer between the two lines of its question.",
    'Not held: write "not held", and where you looked.',
    'Not ours: write "not ours, try" and the service.',
    'Need to ask: write "need to ask the requester:" and what you need to know.',
    'Withhold: write the exemption and the reason, such as "section 43(2): ...".',
    'More time: write "more time because ..." and until when.',
)


def facts_of(
    reply: QuestionReply, case: Case, files: Kept, author: str, desk: Desk
) -> Iterator[Fact]:
    """Yield what one answer changes; decisions that are governance's alone are put before it."""
    item = case.item(reply.key.n)
    if item is None:
        return
    if reply.proposal is Proposal.NOT_OURS:
        yield not_ours(reply, item, case, desk)
    elif reply.proposal is Proposal.NEED_CLARIFICATION:
        question = reply.detail or reply.text
        yield events.ClarificationWanted(item.n, question, author)
        _wanted(case, item, f"{author} would ask the requester about Q{item.n}: {question}", desk)
    elif reply.proposal is Proposal.MORE_TIME:
        yield events.MoreTimeAsked(item.n, reply.detail, reply.until, author)
    elif reply.proposal is not Proposal.DONE:
        answer = refined_answer(reply, item, files, author, desk)
        certain = reply.certainty is Certainty.RECORDED
        yield events.Answered(item.n, answer) if certain else events.AnswerProposed(item.n, answer)


def _wanted(case: Case, item: CaseItem, what: str, desk: Desk) -> None:
    file = desk.files.load(case.reference)
    history = file.history if file is not None else ()
    due = case_clock(desk.office.clocks(case, history, desk.today)).due
    desk.alert(AlertKind.WANTED, file, what, choices=decisions_on(item, due or desk.today))


def decisions_on(item: CaseItem, due: date) -> tuple[str, ...]:
    """Return what may be decided about *item*; its time can only be extended beyond *due*."""
    n = item.n
    ground = "complex and voluminous" if item.law in REGULATIONS else "public interest, section 36"
    until = short_date(due + _LONGER)
    return (
        f"clarify Q{n} genuine: your question to the requester (it cannot be found without; time "
        "stops)",
        f"clarify Q{n} advice: your question to the requester (time runs on)",
        f"extend all until {until}, {ground}: and the reason",
        f"assign Q{n} to the name of the service",
    )


def answer_of(
    reply: QuestionReply, item: CaseItem, files: Kept, author: str, now: datetime
) -> Answer:
    """Return the answer as it will stand in the letter."""
    outcome = Outcome.DISCLOSED
    if reply.proposal is Proposal.NOT_HELD:
        outcome = Outcome.NOT_HELD
    elif reply.exemptions:
        outcome = Outcome.PART if reply.text.strip() else Outcome.REFUSED
    claims = tuple(ExemptionClaim(one, reason=reply.detail) for one in reply.exemptions)
    return Answer(
        outcome=outcome,
        text=reply.text,
        exemptions=claims,
        enclosures=files.named(reply.enclosures),
        searches=reply.detail if outcome is Outcome.NOT_HELD else "",
        other_body=reply.other_body,
        by=author,
        at=now,
    )


def refined_answer(
    reply: QuestionReply, item: CaseItem, files: Kept, author: str, desk: Desk
) -> Answer:
    """Return the answer with its labelled parts; parts alone complete what was given before."""
    given = answer_of(reply, item, files, author, desk.now)
    before = item.answer or item.proposed
    raw = reply.text or reply.detail
    office = desk.office
    return refined(given, raw, before, office.grounds, office.replies.dates, desk.today)


def not_ours(reply: QuestionReply, item: CaseItem, case: Case, desk: Desk) -> Fact:
    """Give the question to the service that the officer names, or to governance."""
    service = desk.people.service_within(reply.service)
    if item.answer is not None:
        return _answered_already(reply, item, case, desk)
    if service is not None and service.name != item.service:
        officer = desk.people.officer(service).lower()
        return events.Assigned(item.n, service.name, officer, f"{item.service}: not ours")
    why = f"{item.service} says that it is not theirs"
    hint = f"; they name: {reply.service}" if reply.service else ""
    file = desk.files.load(case.reference)
    choices = (f"assign Q{item.n} to the name of the service",)
    desk.alert(AlertKind.UNASSIGNED, file, f"Q{item.n}: {why}{hint}", choices=choices)
    return events.Unassigned(item.n, why + hint)


def _answered_already(reply: QuestionReply, item: CaseItem, case: Case, desk: Desk) -> Fact:
    """A question that has its answer is not moved by a late "not ours": governance decides."""
    assert item.answer is not None
    hint = f"; they name: {reply.service}" if reply.service else ""
    said = f"Q{item.n} was answered by {item.answer.by}; {item.service} now says: not ours{hint}"
    choices = (f"assign Q{item.n} to the name of the service",)
    desk.alert(AlertKind.WANTED, desk.files.load(case.reference), said, choices=choices)
    return events.Noted(said)


def recorded(reply: QuestionReply, fact: Fact | None, files: Kept) -> Recorded:
    """Return what the officer is shown of one answer: as it was understood, part by part."""
    names = tuple(one.name for one in files.named(reply.enclosures))
    if isinstance(fact, events.Answered | events.AnswerProposed):
        given = fact.answer
        said = OUTCOMES[given.outcome]
        if given.exemptions:
            said = f"{said}: {', '.join(one.id for one in given.exemptions)}"
        return Recorded(reply.key.reference, reply.key.n, said, in_parts(given), names)
    text = "\n\n".join(part for part in (reply.text, reply.detail, _where_to(fact)) if part)
    return Recorded(reply.key.reference, reply.key.n, SAID[reply.proposal], text, names)


def _where_to(fact: Fact | None) -> str:
    """Return who has a question now that an officer did not keep."""
    if isinstance(fact, events.Assigned):
        return f"It went to {fact.service} ({fact.officer})."
    if isinstance(fact, events.Unassigned | events.Noted):
        return "Governance is asked who should have it."
    if isinstance(fact, events.ClarificationWanted | events.MoreTimeAsked):
        return "Governance is asked to decide."
    return ""


def passed_on(file: CaseFile, n: int, author: str) -> Event | None:
    """Return the event by which *author* gave question *n* away, while nothing came of it."""
    for event in reversed(standing(file.history)):
        fact = event.fact
        if isinstance(fact, AWAY) and fact.n == n:
            return event if event.actor.lower() == author.lower() else None
    return None


# What an officer may say of a question instead of an answer.
AWAY = (
    events.Assigned,
    events.Unassigned,
    events.ClarificationWanted,
    events.MoreTimeAsked,
)


def wanted_of(fact: Fact, key: Key, case: Case, desk: Desk) -> Blocks:
    """Return what the law still wants of an answer that was given, for whoever gave it."""
    item = case.item(key.n)
    if not isinstance(fact, events.Answered | events.AnswerProposed) or item is None:
        return ()
    lacking = wanting(fact.answer, item.law, desk.office.exemptions)
    return wanting_blocks(key.reference, key.n, lacking)


def in_parts(given: Answer) -> str:
    """Return an answer in words, each part behind its word, as an officer would write it."""
    out = [given.text] if given.text.strip() else []
    for claim in given.exemptions:
        parts = [("Exempt", f"{claim.id}. {claim.reason}".rstrip())]
        parts += [(word, str(getattr(claim, name) or "")) for word, name in CLAIM_PARTS]
        out += [f"{word}: {text}" for word, text in parts if text]
    out += [f"{word}: {text}" for word, name in ANSWER_PARTS if (text := getattr(given, name))]
    return "\n\n".join(out)


CLAIM_PARTS = (
    ("Withheld", "withheld"),
    ("Harm", "harm"),
    ("Likelihood", "likelihood"),
    ("For disclosure", "interest_in_disclosure"),
    ("For withholding", "interest_in_withholding"),
    ("Balance", "balance"),
    ("Qualified person", "qualified_person"),
    ("Opinion given on", "qualified_person_on"),
    ("Opinion", "opinion"),
)
ANSWER_PARTS = (
    ("Searches", "searches"),
    ("Held by", "other_body"),
    ("Estimate", "estimate"),
    ("Help", "help"),
)


def answer(
    arrival: Arrival,
    reading: ReplyReading,
    taken: Taken,
    changed: dict[str, CaseFile],
    asked: Sequence[AskedQuestion],
    desk: Desk,
) -> None:
    """Send back what was recorded; or ask back, with the choices, what is unclear."""
    if taken.recorded or taken.proposed:
        _confirm(arrival, reading, taken, desk)
    unclear = bool(reading.unclear or taken.missing) or not (taken.recorded or taken.proposed)
    if unclear and asked:
        _ask_back(arrival, reading, taken, asked, desk)


def _confirm(arrival: Arrival, reading: ReplyReading, taken: Taken, desk: Desk) -> None:
    author = arrival.context.author or ""
    message_id = arrival.message.message_id or ""
    names = dict.fromkeys(one.reference for one in (*taken.recorded, *taken.proposed))
    mail = desk.to_staff(author, f"confirmation/{arrival.identity}", next(iter(names)), message_id)
    left = desk.uow.items.count_with(
        author, [ItemState.WITH_OFFICER.value, ItemState.PROPOSED.value]
    )
    context = Confirmation(
        officer=called(arrival),
        references=short_list(tuple(names)),
        recorded=recorded_blocks(tuple(taken.recorded)),
        proposed=recorded_blocks(tuple(taken.proposed)),
        wanting=tuple(block for blocks in taken.wanting for block in blocks),
        not_taken=discarded_blocks("\n\n".join(one.text for one in reading.discarded)),
        left=left,
        token=body_marker(desk.post.token_of(mail)),
        changed=any(REWORDED in one.warnings for one in reading.replies),
    )
    desk.post.send(context, mail)


def _ask_back(
    arrival: Arrival,
    reading: ReplyReading,
    taken: Taken,
    asked: Sequence[AskedQuestion],
    desk: Desk,
) -> None:
    author = arrival.context.author or ""
    reference = asked[0].reference
    mail = desk.to_staff(
        author, f"unclear/{arrival.identity}", reference, arrival.message.message_id or ""
    )
    unclear = [(one.text, one.why) for one in reading.unclear] + taken.missing
    read = "\n\n".join(f"{text}\n({why})" for text, why in unclear)
    written = arrival.message.reply_text.strip()[:1000] or "(nothing new was written)"
    context = Unclear(
        officer=called(arrival),
        reference=reference,
        not_done=(),
        read=(Quote(blocks_of_text(read or written)),),
        choices=_choices(asked),
        token=body_marker(desk.post.token_of(mail)),
    )
    desk.post.send(context, mail)


def _choices(asked: Sequence[AskedQuestion]) -> tuple[Block, ...]:
    out: list[Block] = []
    for one in asked:
        out += [Heading(words(f"{one.reference} Q{one.n}"), 3), Quote(blocks_of_text(one.text))]
    return (*out, Listing(tuple(ListItem(words(choice)) for choice in CHOICES)))


def called(arrival: Arrival) -> str:
    """Return how an officer is greeted: by the first name they write under, "" for no name."""
    sender = arrival.message.sender
    return sender.name.split()[0] if sender and sender.name.strip() else ""
