"""The first page of a bundle: where a regulator finds what it asks for, and every file's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from foibot.case import events
from foibot.case.events import Event
from foibot.case.model import Case, CaseKind, Outcome
from foibot.case.timeline import timeline

LONDON = ZoneInfo("Europe/London")
WITHHELD = frozenset({Outcome.PART, Outcome.REFUSED, Outcome.NCND})
# What a regulator asks an authority for, and by which mails of a case it is answered.
ASKED: tuple[tuple[str, frozenset[str]], ...] = (
    ("The request", frozenset({"request", "staff-enter-request", "staff-pass-mail-on"})),
    ("The acknowledgement", frozenset({"acknowledgement"})),
    (
        "Letters about time, fees or what was meant",
        frozenset({"extension", "fee-notice", "clarification", "clarification-reminder",
                   "date-changed", "review-extension"}),
    ),
    ("The response", frozenset({"response", "response-files"})),
    ("The request for a review", frozenset({"review", "complaint-about-answer"})),
    ("The acknowledgement of the review", frozenset({"review-acknowledgement"})),
    ("The outcome of the review", frozenset({"review-outcome"})),
    ("The regulator's and the tribunal's letters", frozenset({"regulator"})),
)  # fmt: skip
ON_DRAFTS = (
    events.DraftMade, events.Approved, events.ApprovalRefused, events.ApprovalVoided,
    events.ResponseQueued, events.ResponseSent, events.ResponseFailed, events.ReviewerAppointed,
    events.ReviewDecided, events.EnclosureDecided,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the bundle and what it is; *kind* is the kind or the rule of a mail."""

    name: str
    what: str
    content: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One case of a bundle, with its events and its clock explained day by day."""

    case: Case
    history: Sequence[Event]
    clock: str


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one case of a bundle."""

    part: Part
    entries: tuple[Entry, ...]


def index(made: Sequence[Made]) -> str:
    """Return the first page: what this is, what is asked for and where it is, all files."""
    main = made[0].part.case
    every = [entry for one in made for entry in one.entries]
    lines = [f"{main.reference}: {main.title}", *_about(main), ""]
    lines += ["What a regulator asks for, and where it is", ""]
    for name, kinds in ASKED:
        found = [entry.name for entry in every if entry.kind in kinds]
        lines.append(f"{name}: {'; '.join(found) or 'none'}")
    lines += [*_withheld(made), "", "Every file", "", "SHA-256, file, what it is", ""]
    lines += [f"{hashlib.sha256(e.content).hexdigest()}  {e.name}  {e.what}" for e in every]
    return "\n".join([*lines, ""])


def _about(case: Case) -> Iterator[str]:
    laws = dict.fromkeys(
        [item.law.value.upper() for item in case.counted] or [case.law.value.upper()]
    )
    yield f"Received on {case.received_on:%d.%m.%Y} by {case.channel}; under {' and '.join(laws)}"
    yield f"Stands: {case.status.value.replace('_', ' ')}"
    yield f"Reviews: {', '.join(case.reviews) or 'none'}"
    if case.kind is CaseKind.REVIEW:
        yield f"This is the review of {case.review_of or 'a request that is not known'}"
    for letter in case.regulator:
        by = f"; a reply is wanted by {letter.reply_by:%d.%m.%Y}" if letter.reply_by else ""
        yield f"{letter.body} wrote on {letter.received_on:%d.%m.%Y} {letter.theirs}{by}".rstrip()


def _withheld(made: Sequence[Made]) -> Iterator[str]:
    """Yield what the bundle cannot hold: a regulator asks for the very information withheld."""
    items = [item for one in made for item in one.part.case.items]
    numbers = [str(item.n) for item in items if item.answer and item.answer.outcome in WITHHELD]
    yield "Our arguments (submissions): not in here; write them, and send them with this file"
    if numbers:
        yield (
            f"The information withheld (question {', '.join(numbers)}): not in here; get it from "
            "the service that holds it, unredacted, and send it apart and protected"
        )


def approvals(history: Sequence[Event]) -> bytes:
    """Return who was asked, who approved or refused each draft, by which proof, and what went."""
    chosen = {event.seq for event in history if isinstance(event.fact, ON_DRAFTS)}
    lines = [
        f"{entry.at:%Y-%m-%d %H:%M:%S %Z}  {entry.actor}: {entry.text}"
        f"{' (undone)' if entry.undone else ''}"
        for entry in timeline(history)
        if entry.seq in chosen
    ]
    hashes = [
        f"Letter {event.fact.sha256[:12]}: SHA-256 {event.fact.sha256} (its mail under sent/)"
        for event in history
        if isinstance(event.fact, events.ResponseQueued)
    ]
    said = "Facts: A the domain is confirmed, B the token, C the address, D the code of the letter."
    return "\n".join([said, "", *(lines or ["No draft was made."]), "", *hashes, ""]).encode()


def checks(history: Sequence[Event]) -> bytes:
    """Return what the checks said of each draft; a rule's id stands before what it found."""
    lines: list[str] = []
    for event in history:
        if isinstance(event.fact, events.DraftMade):
            at = f"{event.at.astimezone(LONDON):%Y-%m-%d %H:%M:%S %Z}"
            stands = "must be mended first" if event.fact.blocked else "may go"
            lines += [f"Draft {event.fact.sha256[:12]} of {at}: {stands}"]
            lines += [f"  {one}" for one in event.fact.checks] or ["  every check passed"]
    return "\n".join([*(lines or ["No draft was made."]), ""]).encode()
