"""Which of the facts A (domain), B (token), C (address), D (content code) an action needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """Everything somebody may ask for by mail."""

    ANSWER = "answer"
    ENCLOSE = "enclose"
    APPROVE = "approve"
    EXTEND = "extend"
    REFUSE = "refuse"
    CLOSE = "close"
    REDATE = "redate"
    REJECT = "reject"
    ASSIGN = "assign"
    MORE_TIME = "more_time"
    SPLIT = "split"
    MERGE = "merge"
    REWORD = "reword"
    DROP = "drop"
    ADD = "add"
    CLARIFY = "clarify"
    FEE = "fee"
    TRANSFER = "transfer"
    RELEASE = "release"
    FILE = "file"
    ENCLOSURE = "enclosure"
    ORIGINAL = "original"
    CONSULT = "consult"
    OPINION = "opinion"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    UNDO_ANSWER = "undo_answer"
    UNDO = "undo"
    OPEN_CASE = "open_case"
    REVIEW = "review"
    JOIN_CASE = "join_case"
    CORRECT_REQUEST = "correct_request"
    WITHDRAW_REQUEST = "withdraw_request"
    CHANGE_ADDRESS = "change_address"
    ROSTER = "roster"
    RULES = "rules"
    TEMPLATES = "templates"


class Fact(StrEnum):
    """The four independent facts about a message."""

    DOMAIN = "A"
    TOKEN = "B"  # noqa: S105
    ADDRESS = "C"
    CODE = "D"


A, B, C, D = Fact.DOMAIN, Fact.TOKEN, Fact.ADDRESS, Fact.CODE

# Each action with the sets of facts that suffice; no set at all: never by e-mail.
NEEDS: Mapping[Action, tuple[frozenset[Fact], ...]] = {
    # The text goes into a draft, never out.
    Action.ANSWER: (frozenset({C, A}), frozenset({C, B})),
    Action.UNDO_ANSWER: (frozenset({C, A}), frozenset({C, B})),
    Action.ENCLOSE: (frozenset({A, B, C}),),
    # What goes out, or changes a legal position.
    Action.APPROVE: (frozenset({A, B, C, D}),),
    Action.EXTEND: (frozenset({A, B, C, D}),),
    Action.REFUSE: (frozenset({A, B, C, D}),),
    Action.CLOSE: (frozenset({A, B, C, D}),),
    Action.REDATE: (frozenset({A, B, C, D}),),
    # Decisions of governance that go no further than the case.
    Action.REJECT: (frozenset({A, B, C}),),
    Action.ASSIGN: (frozenset({A, B, C}),),
    # The day of our own for an answer: the statutory date does not move by it.
    Action.MORE_TIME: (frozenset({A, B, C}),),
    Action.SPLIT: (frozenset({A, B, C}),),
    Action.MERGE: (frozenset({A, B, C}),),
    Action.REWORD: (frozenset({A, B, C}),),
    Action.DROP: (frozenset({A, B, C}),),
    Action.ADD: (frozenset({A, B, C}),),
    Action.CLARIFY: (frozenset({A, B, C}),),
    Action.FEE: (frozenset({A, B, C}),),
    Action.TRANSFER: (frozenset({A, B, C}),),
    Action.RELEASE: (frozenset({A, B, C}),),
    Action.FILE: (frozenset({A, B, C}),),
    Action.OPINION: (frozenset({A, B, C}),),
    # A file that goes is dropped, or goes in its safe form again; as it is only with a code (T23).
    Action.ENCLOSURE: (frozenset({A, B, C}),),
    Action.ORIGINAL: (frozenset({A, B, C, D}),),
    # A typed address outside the authority gets words about a case: exactly these, or none.
    Action.CONSULT: (frozenset({A, B, C, D}),),
    Action.REOPEN: (frozenset({A, B, C}),),
    Action.WITHDRAW: (frozenset({A, B, C}),),
    Action.UNDO: (frozenset({A, B, C}),),
    # A request that came by phone or post is entered by a member of staff; no mail of ours
    # came before it, so there is no token.
    Action.OPEN_CASE: (frozenset({A, C}),),
    # The requester: B is our signed Message-ID, C the address the request came from.
    Action.REVIEW: (frozenset(),),
    Action.JOIN_CASE: (frozenset({B, C}),),
    Action.CORRECT_REQUEST: (frozenset({B, C}),),
    Action.WITHDRAW_REQUEST: (frozenset({A, B, C}),),
    Action.CHANGE_ADDRESS: (frozenset({A, B, C}),),
    Action.ROSTER: (),
    Action.RULES: (),
    Action.TEMPLATES: (),
}

_MISSING: Mapping[Fact, str] = {
    A: "the mail server did not confirm that it comes from the domain in its From line",
    B: "it does not answer the mail that asked for this; reply to that mail itself",
    C: "its From address is not the one on the roster for this",
    D: "the code of exactly what will go out is missing or is not the current one",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a message."""

    domain: bool = False
    token: bool = False
    address: bool = False
    code: bool = False

    def held(self) -> frozenset[Fact]:
        """Return the facts that hold."""
        each = {A: self.domain, B: self.token, C: self.address, D: self.code}
        return frozenset(fact for fact, holds in each.items() if holds)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The action may be done; *facts* are those that carried it, for the record."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The action may not be done: each reason is a sentence for the person who is told."""

    reasons: tuple[str, ...]


def may(action: Action, facts: Facts) -> Allowed | Refused:
    """
    Return whether *facts* suffice for *action*.

    Where a server gives no verdict there is no fact A, and what needs it goes by command alone.
    """
    held = facts.held()
    ways = NEEDS[action]
    if not ways:
        return Refused((f"{action.value} is never changed by e-mail; edit the file instead",))
    if any(way <= held for way in ways):
        return Allowed(tuple(sorted(fact.value for fact in held)))
    nearest = min(ways, key=lambda way: len(way - held))
    return Refused(tuple(_MISSING[fact] for fact in sorted(nearest - held)))
