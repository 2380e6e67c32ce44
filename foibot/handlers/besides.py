"""What a reminder or a complaint also asks for: a request of its own, with its own clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.case.model import Case
from foibot.handlers.arrival import Arrival
from foibot.handlers.desk import Desk
from foibot.handlers.new_request import new_request
from foibot.questions.model import Item
from foibot.request.model import Kind, Reason
from foibot.triage.chain import Verdict
from foibot.triage.disposition import Disposition

SAME = 80  # in a hundred: what was asked before is only asked for again
# How people mark what they ask for the first time, beside a complaint that repeats the old.
ADDS = re.compile(
    r"\b(?:in addition|additionally|also|as well|separately|furthermore|further request|"
    r"new (?:request|question)|another (?:request|question|thing)|on another|at the same time|"
    r"while (?:i am|i'm|you are|you're)|hefyd|yn ogystal)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?]\s")
OPENS = frozenset({Disposition.CHASER, Disposition.REVIEW_REQUEST})


def open_besides(arrival: Arrival, desk: Desk, verdict: Verdict) -> str | None:
    """
    Open a request for what a message asks for besides, and return its reference, or None.

    A reply with new subject matter is a new request (law.md 7.1); a person looks at it, since it
    may only argue.  What the case asks already is no new matter.
    """
    case_ref = arrival.context.case
    if verdict.disposition not in OPENS or case_ref is None:
        return None
    file = desk.files.load(case_ref)
    new = () if file is None else new_matter(arrival, verdict, file.case)
    if not new:
        return None
    return open_request_for(new, arrival, desk, verdict, "beside a reminder or a complaint")


def open_request_for(
    new: Sequence[Item], arrival: Arrival, desk: Desk, verdict: Verdict, why: str
) -> str | None:
    """Open a request for the *new* questions of a message, for a person to look at; say which."""
    reading = replace(
        arrival.reading,
        kind=Kind.NEW_REQUEST,
        items=tuple(replace(item, n=n, parent=None) for n, item in enumerate(new, 1)),
        flagged=True,
        reasons=(Reason("asked-besides", why), *arrival.reading.reasons),
    )
    return new_request(replace(arrival, reading=reading), desk, verdict).case


def new_matter(arrival: Arrival, verdict: Verdict, case: Case) -> tuple[Item, ...]:
    """Return the questions of a message that its case does not hold already."""
    found = arrival.reading.besides
    if verdict.disposition is Disposition.REVIEW_REQUEST:
        found = tuple(item for item in found if ADDS.search(item.text[:100]))
    return tuple(item for item in found if is_new_to(case, item.text))


def plainly_new(arrival: Arrival, case: Case) -> tuple[Item, ...]:
    """
    Return what an answer to our question asks for besides, in words that say so ("also", "new").

    Other questions in it may only say again, in other words, what the case asks.
    """
    said = arrival.message.reply_text
    return tuple(
        item
        for item in arrival.reading.items
        if ADDS.search(sentence_of(item.text, said)) and is_new_to(case, item.text)
    )


def sentence_of(words: str, said: str) -> str:
    """Return *words* with what stands before them in their sentence of *said*, or ""."""
    folded, whole = " ".join(words.split()), " ".join(said.split())
    before, found, _ = whole.partition(folded)
    return f"{_ENDS.split(before)[-1]}{folded}" if found else ""


def is_new_to(case: Case, text: str) -> bool:
    """Return whether no question of *case* asks for the same already."""
    # Its libraries stay in memory, and a service that waits does not need them.
    from rapidfuzz.fuzz import token_set_ratio

    asked = [item.question.text for item in case.items]
    return all(token_set_ratio(text, one) < SAME for one in asked)
