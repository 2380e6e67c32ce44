"""What a reply of staff says: about which question, what, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Key(NamedTuple):
    """One question of one case."""

    reference: str
    n: int


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that the mail asked: *label* is the requester's own number, such as "2(a)"."""

    reference: str
    n: int
    text: str
    label: str | None = None

    @property
    def key(self) -> Key:
        """Return what names the question."""
        return Key(self.reference, self.n)


class Proposal(StrEnum):
    """What an officer may say about a question."""

    ANSWER = "answer"
    NOT_HELD = "not_held"
    NOT_OURS = "not_ours"
    NEED_CLARIFICATION = "need_clarification"
    EXEMPTION = "exemption"
    MORE_TIME = "more_time"
    DONE = "done"


class Attribution(StrEnum):
    """How it was known which question a text is about."""

    FENCE = "fence"
    QUOTED = "quoted question"
    LABEL = "label"
    ONLY = "only question"
    ORDER = "order"
    ALL = "said of all"


class Certainty(StrEnum):
    """Recorded at once, or shown back and recorded on one confirming reply."""

    RECORDED = "recorded"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class QuestionReply:
    """
    What the reply says about one question.

    *text* goes to the requester once approved; *detail* never does: it is the reason of an
    exemption or of more time, the question to ask, or the rest of "not ours".
    """

    key: Key
    proposal: Proposal
    text: str
    detail: str = ""
    service: str = ""  # not ours: the words that name another service
    other_body: str = ""  # not held: who else has it
    exemptions: tuple[str, ...] = ()
    until: date | None = None
    attribution: Attribution = Attribution.FENCE
    certainty: Certainty = Certainty.RECORDED
    enclosures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discarded:
    """Text that is no answer: kept for governance to see, never sent."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Text or a file that may be an answer: asked back with the choices."""

    text: str
    why: str
    choices: tuple[Key, ...]
    is_file: bool = False


class Command(StrEnum):
    """A reply to our confirmation, said in its first words."""

    CONFIRM = "confirm"
    UNDO = "undo"
    CORRECT = "correct"
    LEAVE = "leave"  # a stand-in leaves a question for whom it was with


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """Everything that was found in one reply."""

    replies: tuple[QuestionReply, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    command: Command | None = None
    command_keys: tuple[Key, ...] = ()  # which questions "undo" or "confirm" names; none is all

    def to(self, key: Key) -> QuestionReply | None:
        """Return what was said about *key*, or None."""
        return next((reply for reply in self.replies if reply.key == key), None)
