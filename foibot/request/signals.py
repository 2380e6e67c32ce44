"""What the words of a message amount to: how strongly each act is performed, and on what words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foibot.message.model import Message
from foibot.questions.lexicon import Sentence, sentences
from foibot.questions.model import Item
from foibot.questions.source import BODY, Source
from foibot.request.cues import Act, Found, KindRules, Zone, find_cues
from foibot.request.sources import joined, place

# A conditional or stock sentence ("If you refuse, tell me how to ask for a review") performs none
# of these; what it asks for still counts, since in doubt a message is a request.
VOID_IN_STOCK = frozenset(Act) - {Act.INVOKES, Act.ASKS, Act.STOCK}

# An ask in a sentence that does one of these is about our handling, not about records.
OTHER_BUSINESS = frozenset(
    {
        Act.REVIEWS,
        Act.UNHAPPY,
        Act.CHASES,
        Act.CLARIFIES,
        Act.CORRECTS,
        Act.WITHDRAWS,
        Act.OWN_DATA,
        Act.DATA_COMPLAINT,
        Act.REUSES,
        Act.COMPLAINS,
        Act.EVERYDAY,
        Act.STOCK,
    }
)
REQUEST_WORDS = frozenset({"foi", "foia", "foisa", "eir", "eirs", "exemption", "exemptions"})
REPLY_MARKS = ("re:", "re ", "aw:", "ynghylch:", "ateb:")


@dataclass(frozen=True, slots=True)
class Signals:
    """The sums from which the kind is decided."""

    scores: Mapping[Act, float]
    evidence: Mapping[Act, Found]
    records: float  # asks for records, in sentences that have no other business
    asks: float  # asks of any sort, in such sentences
    invoked: bool  # names the right as its own, in the body
    items: int  # questions found in such sentences, or in the subject or an attachment
    is_reply: bool
    about_request: bool  # speaks of a request for information
    words: int

    def score(self, act: Act) -> float:
        """Return how strongly *act* is performed; 0 when it is not."""
        return self.scores.get(act, 0.0)

    def words_of(self, act: Act) -> str:
        """Return the words that performed *act*."""
        return self.evidence[act].evidence if act in self.evidence else ""

    @property
    def wants_records(self) -> bool:
        """Return whether, apart from all else, recorded information is asked for."""
        return self.records >= 2 or self.invoked or (self.items > 0 and self.asks >= 1)


def signals(
    message: Message, written: Source, items: Sequence[Item], rules: KindRules, attached: str = ""
) -> Signals:
    """Return what the body *written*, the subject and the attached text amount to."""
    body = joined(written)
    spans = sentences(body)
    found = find_cues(body, Zone.BODY, rules, spans)
    subject = find_cues(message.subject, Zone.SUBJECT, rules, sentences(message.subject))
    beside = find_cues(attached, Zone.ANY, rules, sentences(attached)) if attached else []
    counted = [*_without_stock(found), *subject]
    scores, evidence = _sums(
        [*counted, *(f for f in beside if f.cue.act in {Act.ASKS, Act.INVOKES})]
    )
    busy = {f.sentence for f in found if f.cue.act in OTHER_BUSINESS}
    free = [f for f in found if f.cue.act is Act.ASKS and f.sentence not in busy]
    free += [f for f in beside if f.cue.act is Act.ASKS]
    return Signals(
        scores=scores,
        evidence=evidence,
        records=_total(f for f in free if f.cue.weight >= 2),
        asks=_total(free),
        invoked=any(f.cue.act is Act.INVOKES for f in [*found, *beside] if f.sentence not in busy),
        items=_free_items(items, written, spans, busy),
        is_reply=message.subject.lower().startswith(REPLY_MARKS) or bool(message.in_reply_to),
        about_request=_about_request(message.subject, spans, scores),
        words=sum(len(span.words) for span in spans),
    )


def _without_stock(found: Sequence[Found]) -> list[Found]:
    stock = {f.sentence for f in found if f.cue.act is Act.STOCK}
    return [f for f in found if f.sentence not in stock or f.cue.act not in VOID_IN_STOCK]


def _sums(found: Sequence[Found]) -> tuple[dict[Act, float], dict[Act, Found]]:
    """Sum each cue once a sentence; the heaviest words are the evidence."""
    scores: dict[Act, float] = {}
    evidence: dict[Act, Found] = {}
    seen: set[tuple[str, Zone, int]] = set()
    for each in found:
        key = (each.cue.name, each.zone, each.sentence)
        if key in seen:
            continue
        seen.add(key)
        act = each.cue.act
        scores[act] = scores.get(act, 0.0) + each.cue.weight
        if act not in evidence or each.cue.weight > evidence[act].cue.weight:
            evidence[act] = each
    return scores, evidence


def _total(found: Iterable[Found]) -> float:
    seen: dict[tuple[str, Zone, int], float] = {}
    for each in found:
        seen[(each.cue.name, each.zone, each.sentence)] = each.cue.weight
    return sum(seen.values())


def _free_items(
    items: Sequence[Item], body: Source, spans: Sequence[Sentence], busy: set[int]
) -> int:
    """Return how many questions stand in a sentence that does nothing else."""
    count = 0
    for item in items:
        if item.stem:
            continue
        start, end = place(body, item.start), place(body, item.end)
        touched = {n for n, span in enumerate(spans) if span.start < end and start < span.end}
        if item.source != BODY or not touched or touched - busy:
            count += 1
    return count


def _about_request(subject: str, spans: Sequence[Sentence], scores: Mapping[Act, float]) -> bool:
    words = {word.word for span in spans for word in span.words}
    words |= {word.word for span in sentences(subject) for word in span.words}
    if scores.get(Act.INVOKES) or words & REQUEST_WORDS:
        return True
    return "freedom" in words or "environmental" in words or "request" in words
