"""
What kind of message this is: the first decision that holds, in the order of law.md 7.1.

In doubt a message is a request, and flagged: to take a request for something without a clock is a
breach, the other way about costs a minute.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from foibot.message.model import Automatic, Message
from foibot.request.cues import Act, Senders
from foibot.request.model import Kind, Reason
from foibot.request.signals import Signals

NAME_MARKS = re.compile(r"[,()]")


class ThreadState(StrEnum):
    """Where the case stands that a message replies to."""

    OPEN = "open"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_FEE = "awaiting_fee"
    ANSWERED = "answered"
    CLOSED = "closed"  # withdrawn, lapsed


@dataclass(frozen=True, slots=True)
class Thread:
    """The case that a message belongs to by our signed id, as far as it is known."""

    known: bool = False
    state: ThreadState | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A kind, how sure it is, the words that decided, and whether a person should look."""

    kind: Kind
    rule: str
    evidence: str
    confidence: float
    flagged: bool = False

    @property
    def reason(self) -> Reason:
        """Return the decision as a reason."""
        return Reason(self.rule, self.evidence)


IN_DOUBT = "in-doubt-a-request"  # nothing in it asks: a person looks before anything is read out
LIST_HEADERS = ("List-Id", "List-Unsubscribe")  # RFC 2919, RFC 2369
SELLS_PLAINLY = 4  # two phrases: one stands at the foot of any list on which people talk
CHASES_PLAINLY = 4  # words that leave no doubt
ASKS_PLAINLY = 2  # words that ask for figures or papers
SAYS_MORE = 4  # words beside a reminder
LEAST_WORDS = 6  # fewer say nothing about an answer

Decider = Callable[[Signals, Thread], Decision | None]

AUTOMATIC = {
    Automatic.AUTO_REPLY: Kind.AUTO_REPLY,
    Automatic.BOUNCE: Kind.BOUNCE,
    Automatic.LIST: Kind.MARKETING,
    Automatic.SPAM: Kind.MARKETING,
}


def decide(message: Message, signs: Signals, thread: Thread, senders: Senders) -> Decision:
    """Return what *message* is."""
    decided = _automatic(message, signs) or _regulator(message, signs, senders)
    decided = decided or _to_many(message, signs)
    if decided is not None:
        return decided
    for decider in DECIDERS:
        decided = decider(signs, thread)
        if decided is not None:
            return decided
    return _request(signs)


def _automatic(message: Message, signs: Signals) -> Decision | None:
    found = message.automatic
    if found is None:
        return None
    listed = found.kind in {Automatic.LIST, Automatic.SPAM}
    if listed and signs.invoked and signs.items:
        # A request that a filter or a list touched is still a request: DAY-6.
        return Decision(
            Kind.NEW_REQUEST, "request-despite-" + found.kind, found.evidence, 0.6, True
        )
    return Decision(
        AUTOMATIC[found.kind], found.rule, found.evidence, 0.97, listed and signs.invoked
    )


def _to_many(message: Message, signs: Signals) -> Decision | None:
    """Return that an advertisement came through a list; a person looks at what it asks."""
    listed = next((name for name in LIST_HEADERS if message.header(name)), None)
    if listed is None or signs.score(Act.SELLS) < SELLS_PLAINLY:
        return None
    if signs.invoked and signs.items:
        return None  # a request through a list has its clock, whatever stands at the list's foot
    evidence = f"{listed}; {signs.words_of(Act.SELLS)}"
    asks = signs.invoked or signs.items > 0
    return Decision(Kind.MARKETING, "advertises-to-a-list", evidence, 0.85, asks)


def _regulator(message: Message, signs: Signals, senders: Senders) -> Decision | None:
    sender = message.sender
    domain = sender.addr.rpartition("@")[2].lower() if sender else ""
    if any(domain == d or domain.endswith("." + d) for d in senders.regulator_domains):
        return Decision(Kind.REGULATOR, "regulator-address", domain, 0.97)
    name = _bare(sender.name if sender else "")
    named = next((n for n in senders.regulator_names if f" {n} " in name), "")
    score = signs.score(Act.REGULATES)
    if named and (score or not signs.invoked):
        return Decision(Kind.REGULATOR, "regulator-name", named, 0.9, flagged=not score)
    if (
        score >= 4
        and not signs.invoked
        and not signs.score(Act.REVIEWS)
        and not signs.score(Act.CHASES)
    ):
        return Decision(
            Kind.REGULATOR, "regulator-words", signs.words_of(Act.REGULATES), 0.8, flagged=True
        )
    return None


def _bare(name: str) -> str:
    """Return *name* in small letters between spaces, without marks and possessives."""
    small = " ".join(name.lower().replace("’", "'").split())
    return f" {NAME_MARKS.sub(' ', small)} ".replace("'s ", " ")


def _narrows(signs: Signals, thread: Thread) -> bool:
    """Return whether what is left out only narrows a request that goes on: CLK-3, CLK-9."""
    waiting = thread.state is ThreadState.AWAITING_CLARIFICATION or signs.existing
    return waiting and signs.items > 0 and signs.score(Act.CLARIFIES) > signs.score(Act.CORRECTS)


def _part_withdrawn(signs: Signals, thread: Thread) -> Decision | None:
    """A question taken back out of several corrects our list; it does not end the request."""
    if signs.score(Act.WITHDRAWS) >= 3 and _about_the_list(signs, thread):
        return Decision(Kind.CORRECTION, "part-taken-back", signs.words_of(Act.WITHDRAWS), 0.85)
    if _narrows(signs, thread):
        return None
    if signs.score(Act.WITHDRAWS) >= 3 and signs.score(Act.CORRECTS) >= 2 and not signs.invoked:
        return Decision(Kind.CORRECTION, "part-taken-back", signs.words_of(Act.CORRECTS), 0.85)
    return None


def _about_the_list(signs: Signals, thread: Thread) -> bool:
    """Return whether, while we work on a request, its own questions are spoken of by number."""
    return thread.state is ThreadState.OPEN and signs.names_list and not signs.invoked


def _withdrawal(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.WITHDRAWS) < 3 or _narrows(signs, thread):
        return None
    if signs.score(Act.CHASES) > signs.score(Act.WITHDRAWS):
        return None
    answered = thread.state is ThreadState.ANSWERED or not thread.known
    if answered and signs.score(Act.THANKS) and signs.score(Act.AFTER_ANSWER) and not signs.items:
        return None  # "Just what I was after: please close the case" takes nothing back
    words = signs.words_of(Act.WITHDRAWS)
    if (signs.records >= 2 and signs.items) or signs.invoked:
        return Decision(Kind.NEW_REQUEST, "withdrawal-beside-request", words, 0.6, flagged=True)
    # "I no longer wish to complain but please send the report": a person looks.
    beside = signs.score(Act.ASKS) >= ASKS_PLAINLY
    return Decision(Kind.WITHDRAWAL, "takes-the-request-back", words, 0.95, beside)


def _review(signs: Signals, thread: Thread) -> Decision | None:
    asked, unhappy = signs.score(Act.REVIEWS), signs.score(Act.UNHAPPY)
    words = signs.words_of(Act.REVIEWS)
    asks_anew = signs.score(Act.AFRESH) or (asked == 3 and not signs.existing)
    # "How many asked for it to be looked at again?" speaks of others, and of no answer of ours.
    fresh = signs.invoked or not (signs.existing or signs.about_request)
    if asked >= 3 and asks_anew and fresh and signs.items and signs.records >= 2:
        return Decision(Kind.NEW_REQUEST, "request-beside-review", words, 0.65, flagged=True)
    # "A review of the decision on the extension, and the officer's report": of no answer of ours.
    if asked == 3 and fresh and not thread.known and signs.score(Act.RECORDS) >= 2:
        return Decision(Kind.NEW_REQUEST, "request-beside-review", words, 0.5, flagged=True)
    if asked >= 3:
        # What asks for more beside the review has a clock of its own: a person looks.
        more = signs.items > 0 and signs.records >= 4
        return Decision(Kind.INTERNAL_REVIEW, "asks-for-internal-review", words, 0.97, more)
    chased = signs.score(Act.CHASES) >= 2 and unhappy < 2
    pleased = bool(signs.score(Act.THANKS)) and unhappy < 1 and signs.words < 60
    answered = unhappy >= 2 and signs.score(Act.ANSWERED)
    if asked >= 2 and not chased and not pleased and (answered or not signs.wants_records):
        return Decision(Kind.INTERNAL_REVIEW, "subject-says-review", words, 0.9)
    return _unhappy(signs, thread) if unhappy >= 2 else None


def _unhappy(signs: Signals, thread: Thread) -> Decision | None:
    """Any dissatisfaction with an answer is a request for review, whatever it is called: IR-2."""
    known = thread.state is ThreadState.ANSWERED
    unhappy = signs.score(Act.UNHAPPY)
    if (thread.known and not known) or signs.score(Act.CHASES) > unhappy:
        return None
    if not known and (not _about_an_answer(signs) or signs.invoked or signs.records >= 4):
        return None
    sure = known or signs.score(Act.ANSWERED) >= 1 or unhappy >= 4
    words = signs.words_of(Act.UNHAPPY)
    rule = "not-happy-with-our-answer"
    return Decision(Kind.INTERNAL_REVIEW, rule, words, 0.85 if sure else 0.65, not sure)


def _about_an_answer(signs: Signals) -> bool:
    """Return whether it is an answer of ours that displeases: not a service, not our list."""
    answered = signs.score(Act.ANSWERED)
    corrects = signs.score(Act.CORRECTS)
    if corrects and signs.score(Act.AFTER_ACKNOWLEDGEMENT):
        return False
    if corrects >= signs.score(Act.UNHAPPY) and not answered + signs.score(Act.AFTER_ANSWER):
        return False
    complains = signs.score(Act.COMPLAINS) >= 3
    if signs.existing:
        # "Re: Refusal of my dropped kerb": a decision about a service is no answer of ours.
        return not (complains and signs.wants_records and not signs.about_request)
    return bool(signs.about_request and answered and not complains and not signs.wants_records)


def _own_data(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.OWN_DATA) < 3 or signs.records >= 2 or signs.invoked:
        return None
    return Decision(Kind.SUBJECT_ACCESS, *own_data_rule(signs), 0.93)


def own_data_rule(signs: Signals) -> tuple[str, str]:
    """Return the rule by which a message asks for its sender's own data, and its evidence."""
    return "asks-for-own-data", signs.words_of(Act.OWN_DATA)


def _reuse(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.REUSES) < 3 or signs.records >= 2 or signs.invoked:
        return None
    return Decision(Kind.REUSE, "asks-to-re-use", signs.words_of(Act.REUSES), 0.9)


def _correction(signs: Signals, thread: Thread) -> Decision | None:
    score = signs.score(Act.CORRECTS)
    if _about_the_list(signs, thread) and score >= signs.score(Act.CHASES):
        words = signs.words_of(Act.CORRECTS)
        return Decision(Kind.CORRECTION, "names-our-questions", words, 0.85)
    others = max(signs.score(Act.CLARIFIES), signs.score(Act.CHASES))
    if score < 2 or score < others or signs.invoked:
        return None  # "It should have been answered by now" corrects nothing of ours
    if signs.score(Act.COMPLAINS) >= 3 or (score < 3 and signs.asks >= 2 and not thread.known):
        return None
    if thread.state is ThreadState.ANSWERED or not (thread.known or signs.existing):
        return None
    if signs.asked_by_us and not thread.known:
        return None  # "Re: clarification needed": what it puts right is what we asked about
    return Decision(Kind.CORRECTION, "corrects-our-reading", signs.words_of(Act.CORRECTS), 0.88)


def _chaser(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.CHASES) < 2:
        return None
    waiting = thread.state is ThreadState.AWAITING_CLARIFICATION
    if waiting and signs.besides_chasing >= SAYS_MORE:
        return None  # "Any news?  I mean the one by the library": it may answer what we asked
    if signs.subject_asks and not thread.known and signs.score(Act.CHASES) < CHASES_PLAINLY:
        return None  # "The question is in the subject.  Please reply by email."
    words = signs.words_of(Act.CHASES)
    # A first request may speak of waiting; only strong words make a chaser of it.
    plain = not (signs.records >= 2 or signs.invoked) or signs.score(Act.CHASES) >= 4
    about = thread.known or signs.existing or (signs.about_request and plain)
    fresh = signs.invoked and (signs.records >= 2 or signs.items > 0)
    several = signs.items >= 2 and (signs.records >= 2 or bool(signs.score(Act.AFRESH)))
    if signs.records >= 4 or fresh or several or not about:
        if signs.wants_records:
            flagged = about and (several or signs.score(Act.CHASES) >= 4)
            return Decision(Kind.NEW_REQUEST, "request-beside-chaser", words, 0.8, flagged)
        return None
    return Decision(Kind.CHASER, "asks-where-the-answer-is", words, 0.92, signs.records >= 2)


def _clarification(signs: Signals, thread: Thread) -> Decision | None:
    score = signs.score(Act.CLARIFIES)
    waiting = thread.state is ThreadState.AWAITING_CLARIFICATION
    if waiting and not signs.invoked:
        words = signs.words_of(Act.CLARIFIES) or "the case waits for the requester"
        chases = signs.score(Act.CHASES) >= 2
        return Decision(Kind.CLARIFICATION, "answers-what-we-asked", words, 0.9, chases)
    if score < 1 or signs.invoked or (signs.records >= 4 and not signs.asked_by_us):
        return None
    if not (signs.existing or thread.known):
        return None
    if signs.items >= 2 and not (signs.asked_by_us or thread.known):
        return None
    if signs.score(Act.THANKS) and not signs.asked_by_us and (score < 2 or signs.words <= 8):
        return None
    return Decision(Kind.CLARIFICATION, "answers-our-question", signs.words_of(Act.CLARIFIES), 0.85)


def _complaint(signs: Signals, thread: Thread) -> Decision | None:
    score = signs.score(Act.COMPLAINS) + signs.score(Act.DATA_COMPLAINT)
    if score < 2:
        return None
    words = signs.words_of(Act.COMPLAINS) or signs.words_of(Act.DATA_COMPLAINT)
    if signs.records >= 2 or signs.invoked or signs.score(Act.INVOKES):
        # What is plainly a complaint too has to reach those who answer complaints.
        formal = score >= 3 or signs.records < 2
        return Decision(Kind.NEW_REQUEST, "request-inside-complaint", words, 0.8, formal)
    if signs.items and (signs.asks or signs.questions > 1):
        # "Who decided it?  On what day?" may be answered from records, however angry: REC-1.
        return Decision(Kind.NEW_REQUEST, "question-inside-complaint", words, 0.6, flagged=True)
    # One question may be mere anger: a person looks.
    return Decision(Kind.COMPLAINT, "makes-a-complaint", words, 0.88, flagged=signs.questions > 0)


def _everyday(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.EVERYDAY) < 2 or signs.records >= 2 or signs.score(Act.INVOKES):
        return None
    if signs.words > 250 or (signs.items and (signs.words > 80 or signs.asks)):
        return None  # in doubt a request (law.md 7.1): what is asked beside the business counts
    words = signs.words_of(Act.EVERYDAY)
    return Decision(Kind.BUSINESS_AS_USUAL, "everyday-service", words, 0.85, signs.items > 0)


def _thanks(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.THANKS) < 1 or signs.score(Act.EVERYDAY):
        return None
    if signs.score(Act.REVIEWS) or signs.score(Act.UNHAPPY):
        return None  # "Pls review this.  Thanks": the thanks are mere courtesy
    if signs.records or signs.invoked or signs.asks or signs.items:
        return None
    if signs.words > 120 or not (signs.existing or signs.words < 25):
        return None
    return Decision(Kind.THANKS, "says-thank-you", signs.words_of(Act.THANKS), 0.92)


def _sales(signs: Signals, thread: Thread) -> Decision | None:
    if signs.score(Act.SELLS) < 4 or signs.invoked or signs.records >= 2:
        return None
    flagged = signs.items > 0
    return Decision(Kind.MARKETING, "advertises", signs.words_of(Act.SELLS), 0.8, flagged)


def _old_request(signs: Signals, thread: Thread) -> Decision | None:
    """Words about a request of before that ask for nothing are taken for displeasure: IR-2."""
    silent = not (signs.items or signs.asks or signs.records or signs.invoked or signs.questions)
    open_case = thread.known and thread.state is not ThreadState.ANSWERED
    if not silent or open_case or not signs.existing or signs.words < LEAST_WORDS:
        return None
    return Decision(Kind.INTERNAL_REVIEW, "speaks-of-an-old-request", "", 0.5, flagged=True)


def _request(signs: Signals) -> Decision:
    if signs.score(Act.INVOKES):
        return Decision(Kind.NEW_REQUEST, "names-the-right", signs.words_of(Act.INVOKES), 0.98)
    if signs.records >= 2:
        return Decision(Kind.NEW_REQUEST, "asks-for-records", signs.words_of(Act.ASKS), 0.93)
    if signs.items or signs.asks:
        words = signs.words_of(Act.ASKS)
        return Decision(Kind.NEW_REQUEST, "asks-for-something", words, 0.75, flagged=True)
    return Decision(Kind.NEW_REQUEST, IN_DOUBT, "", 0.4, flagged=True)


# The order is that of law.md 7.1: what takes a request back or disputes an answer comes before
# what asks, since such mails repeat the questions; what has no clock comes last.
DECIDERS: tuple[Decider, ...] = (
    _part_withdrawn,
    _withdrawal,
    _review,
    _own_data,
    _reuse,
    _correction,
    _chaser,
    _clarification,
    _complaint,
    _sales,
    _thanks,
    _everyday,
    _old_request,
)
