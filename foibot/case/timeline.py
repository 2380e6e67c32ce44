"""What happened to a case, a sentence an event: for `case explain`, the bundle and the reviewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from foibot.case import events, opinions
from foibot.case.events import Event, Undone
from foibot.case.lifecycle import standing

LEAVES = {
    "drop": "is left out",
    "safe": "goes in its safe form",
    "original": "goes as it was sent",
}
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; *undone* says that it no longer counts."""

    seq: int
    at: datetime
    actor: str
    text: str
    message: str
    undone: bool


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _numbers(ns: Sequence[int]) -> str:
    """Return "question 1", "questions 1, 2 and 4", or "every question" for none named."""
    if not ns:
        return "every question"
    if len(ns) == 1:
        return f"question {ns[0]}"
    return f"questions {', '.join(map(str, ns[:-1]))} and {ns[-1]}"


def _subject(n: int) -> str:
    """Return what item 0, a case without questions, is called."""
    return f"question {n}" if n else "the case"


def _because(why: str) -> str:
    return f": {why}" if why else ""


def _opened(fact: events.Opened) -> str:
    count = sum(not item.stem for item in fact.items)
    by = "" if fact.channel == "email" else f" by {fact.channel}"
    questions = "1 question" if count == 1 else f"{count} questions"
    return f"Received{by} on {_day(fact.received_on)}; {questions}; {fact.law.value.upper()}"


def _itemised(fact: events.Itemised) -> str:
    return f"Questions corrected ({fact.operation}); now {len(fact.items)}{_because(fact.why)}"


def _law(fact: events.LawChanged) -> str:
    which = "The case" if fact.n is None else f"Question {fact.n}"
    return f"{which} is answered under {fact.law.value.upper()}{_because(fact.why)}"


def _extended(fact: events.Extended) -> str:
    words = {"pit": "FOIA s.10(3)", "eir": "EIR reg 7", "review": "internal review"}
    basis = words.get(fact.basis, fact.basis)
    which = _numbers(fact.items)
    return f"Time extended to {_day(fact.until)} for {which} ({basis}){_because(fact.reason)}"


def _answered(fact: events.Answered) -> str:
    files = len(fact.answer.enclosures)
    with_ = "" if not files else f", {files} {'enclosure' if files == 1 else 'enclosures'}"
    return f"Answer to question {fact.n} recorded: {fact.answer.outcome.value}{with_}"


def _clarification(fact: events.ClarificationAsked) -> str:
    kind = "Clarification" if fact.genuine else "Advice (the clock runs on)"
    return f"{kind} asked on {_numbers(fact.items)}: {fact.question}"


def _more_time(fact: events.MoreTimeAsked) -> str:
    until = f" until {_day(fact.until)}" if fact.until else ""
    return f"{fact.by} asked for more time on question {fact.n}{until}{_because(fact.reason)}"


def _time_decided(fact: events.MoreTimeDecided) -> str:
    if fact.until is None:
        return f"No more time for question {fact.n}{_because(fact.why)}"
    day = _day(fact.until)
    return f"Question {fact.n} is to be answered to us by {day}{_because(fact.why)}"


def _receipt(fact: events.ReceiptCorrected) -> str:
    return f"Date of receipt corrected to {_day(fact.received_on)}{_because(fact.why)}"


# Any: each sentence takes its own fact; a test states that the table is complete.
SENTENCES: dict[type, Callable[[Any], str]] = {
    events.Opened: _opened,
    events.Itemised: _itemised,
    events.LawChanged: _law,
    events.Assigned: lambda f: (
        f"Question {f.n} given to {f.service} ({f.officer or 'nobody named'}){_because(f.why)}"
    ),
    events.Unassigned: lambda f: f"Question {f.n} has nobody{_because(f.why)}",
    events.AnswerProposed: lambda f: f"Answer to question {f.n} read; to be confirmed",
    events.Answered: _answered,
    events.AnswerTakenBack: lambda f: f"Answer to question {f.n} taken back{_because(f.why)}",
    events.MoreTimeAsked: _more_time,
    events.MoreTimeDecided: _time_decided,
    events.ClarificationWanted: lambda f: f"{f.by} would ask about question {f.n}: {f.question}",
    events.ClarificationAsked: _clarification,
    events.ClarificationAnswered: lambda f: f"Requester clarified {_numbers(f.items)}",
    events.FeeNoticeGiven: lambda f: f"Fees notice of {f.amount} given on {_day(f.given_on)}",
    events.FeePaid: lambda f: f"Fee received on {_day(f.paid_on)}",
    events.Extended: _extended,
    events.TransferredOut: lambda f: (
        f"{_numbers(f.items).capitalize()} passed to {f.body}{_because(f.why)}"
    ),
    events.TransferredIn: lambda f: f"Passed to us by {f.body}",
    events.ReceiptCorrected: _receipt,
    events.Chased: lambda f: f"Requester asked how it stands{' (overdue)' if f.overdue else ''}",
    events.Withdrawn: lambda f: f"Requester withdrew {_numbers(f.items)}{_because(f.why)}",
    events.Lapsed: lambda f: f"{_numbers(f.items).capitalize()} lapsed{_because(f.why)}",
    events.DraftMade: lambda f: (
        f"Draft letter {f.sha256[:12]} put before {', '.join(f.asked_of) or 'nobody'}"
    ),
    events.Approved: lambda f: f"Draft {f.sha256[:12]} approved by {f.by} (facts {f.facts})",
    events.ApprovalRefused: lambda f: (
        f"Draft {f.sha256[:12]} refused by {f.by}{_because(f.reason)}"
    ),
    events.ApprovalVoided: lambda f: f"Draft {f.sha256[:12]} is void{_because(f.why)}",
    events.ResponseQueued: lambda f: f"Letter queued for {_numbers(f.items)} ({f.sha256[:12]})",
    events.ResponseSent: lambda f: f"Letter sent, answering {_numbers(f.items)}",
    events.ResponseFailed: lambda f: f"Letter did not arrive{_because(f.why)}",
    events.ReviewOpened: lambda f: f"Internal review opened as {f.reference}",
    events.ComplaintAdded: lambda f: "The requester added to what they complain of",
    events.ReviewerAppointed: lambda f: f"Reviewer: {f.reviewer}{_because(f.why)}",
    events.ReviewDecided: lambda f: f"Review decided by {f.by}: {f.finding.value}",
    events.EnclosureDecided: lambda f: (
        f"{f.name or f'File {f.sha256[:12]}'} {LEAVES.get(f.decision, f.decision)}, "
        f"by {f.by}{_because(f.why)}"
    ),
    events.Linked: lambda f: f"Linked with {f.reference} ({f.relation})",
    events.Closed: lambda f: f"Closed{_because(f.why)}",
    events.Reopened: lambda f: f"Opened again{_because(f.why)}",
    events.Reminded: lambda f: (
        f"{', '.join(f.to) or 'Nobody'} reminded of {_subject(f.n)} (stage {f.stage})"
    ),
    events.LateExplained: lambda f: f"Why the letter is late{_because(f.reason)}",
    events.LeftOut: lambda f: f"Words of {f.by} left out{_because(f.why)}",
    events.Noted: lambda f: f.text,
    opinions.Consulted: lambda f: (
        f"{f.name or f.address} ({f.role}) asked about {_numbers(f.items)}, "
        f"to answer by {_day(f.reply_by)}"
    ),
    opinions.OpinionReceived: lambda f: f"{f.address} gave an opinion",
    opinions.OpinionPutOff: lambda f: (
        f"{f.address} will answer later{f', by {_day(f.until)}' if f.until else ''}"
    ),
    opinions.ConsultedUnreached: lambda f: (
        f"What {f.address} was asked did not arrive{_because(f.why)}"
    ),
    opinions.OpinionGiven: lambda f: (
        f"Opinion of the qualified person on {_numbers(f.items)}, "
        f"given on {_day(f.given_on)}{_because(f.text)}"
    ),
    opinions.RegulatorWrote: lambda f: (
        f"{f.body} wrote{f' ({f.theirs})' if f.theirs else ''}: {f.subject}"
        f"{f'; a reply is wanted by {_day(f.reply_by)}' if f.reply_by else ''}"
    ),
    opinions.RegulatorDated: lambda f: f"The regulator is to be answered by {_day(f.reply_by)}",
    opinions.RegulatorAnswered: lambda f: f"The regulator was answered on {_day(f.answered_on)}",
    opinions.RequesterNamed: lambda f: "The requester gave a name that can be used",
    events.Undone: lambda f: f"Event {f.seq} undone{_because(f.why)}",
}


def timeline(history: Sequence[Event]) -> tuple[Entry, ...]:
    """Return the sentences of a case's events, what was undone marked as such."""
    kept = {event.seq for event in standing(history)}
    return tuple(
        Entry(
            event.seq,
            event.at.astimezone(LONDON),
            event.actor,
            SENTENCES[type(event.fact)](event.fact),
            event.message,
            undone=event.seq not in kept and not isinstance(event.fact, Undone),
        )
        for event in history
    )
