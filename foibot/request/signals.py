"""What the words of a message amount to: how strongly each act is performed, and on what words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foibot.message.caseless import Caseless
from foibot.message.model import Message
from foibot.questions.lexicon import Sentence, Text, parsed
from foibot.questions.model import Item
from foibot.questions.numbered import speaks_of_the_list
from foibot.questions.source import BODY, Source
from foibot.request.aside import without_asides
from foibot.request.cues import Act, Found, KindRules, Zone, find_cues
from foibot.request.retold import retold, without_other_business, without_told
from foibot.request.sources import REPLY_MARKS, Written, joined, place

# A conditional or stock sentence ("If you refuse, tell me how to ask for a review") performs none
# of these; what it asks for still counts, since in doubt a message is a request.
VOID_IN_STOCK = frozenset(Act) - {Act.INVOKES, Act.ASKS, Act.RECORDS, Act.STOCK}

# An ask in a sentence that does one of these is about our handling or the sender's own affairs.
OTHER_BUSINESS = frozenset(
    {
        Act.REVIEWS,
        Act.CHASES,
        Act.WITHDRAWS,
        Act.OWN_DATA,
        Act.DATA_COMPLAINT,
        Act.REUSES,
        Act.STOCK,
    }
)
# So is one in a sentence that does one of these, unless it asks for figures or records.
SOFT_BUSINESS = frozenset(
    {Act.UNHAPPY, Act.CLARIFIES, Act.CORRECTS, Act.COMPLAINS, Act.EVERYDAY, Act.THANKS}
)
# What a mere reminder is made of.
COURTEOUS = frozenset({Act.CHASES, Act.THANKS, Act.STOCK, Act.COMPLAINS, Act.UNHAPPY})
# In a mail about a request of before, these repeat what was asked then.
REPEATS = frozenset({Act.UNHAPPY, Act.CLARIFIES, Act.CORRECTS})
REFERENCE = Caseless(
    # Each word begins with its letter, and what stands before that is looked at behind it: a
    # pattern that begins with a letter is missed far sooner.
    r"(?:f(?<!\wf)(?:oia?|s)|e(?<!\we)ir|i(?<!\wi)r|r(?<!\wr)(?:ef(?:erence)?|equest)"
    r"|c(?<!\wc)(?:ais|ase))\b[^\w\n,;]{0,3}(?:no[^\w\n]{0,2})?"
    r"(?!(?:19|20)\d\d\b(?![-/ ]?\d))[a-z/]{0,6}[-/ ]?(?!(?:19|20)\d\d\b(?![-/ ]?\d))\d{1,6}\b"
)
REFERENCE_ALONE = Caseless(r"(?:re:?\s*)?\d{3,6}$")
# "How many applications you refused": others were refused, and no answer of ours is spoken of.
COUNTED_REFUSALS = Caseless(
    r"\b(?:how (?:many|often)|number of)\b(?:(?!\b(?:and|but|i|my)\b)[^,;]){0,80}"
    r"\b(?:you|council)(?:['’]ve| have| had| has)? (?:refused|rejected|declined|turned down)\b",
)
REQUEST_WORDS = frozenset({"foi", "foia", "foisa", "eir", "eirs", "exemption", "exemptions"})
# Words of what asks where the answer to an earlier request is.
BEFORE = frozenset(
    [
        *("request", "requests", "requested", "asked", "answer", "answers", "reply", "response"),
        *("received", "heard", "waiting", "awaiting", "sent", "wrote", "written", "still"),
        *("overdue", "foi"),
    ]
)
# Data protection is for the living (UK GDPR recital 27): what is held about the dead is asked for
# under the Act, and its exemptions protect the family.
KIN = (
    r"(?:great[- ])*(?:mother|father|mum|mam|dad|grand\w+|gran|nan|husband|wife|partner|brother"
    r"|sister|son|daughter|child|uncle|aunt\w*|parents?|cousin|friend|neighbour)"
)
DEAD = Caseless(
    rf"\b(?:my|our|her|his) late {KIN}\b|\bthe (?:late|deceased)\b"
    rf"|\bmy {KIN}\b[^.!?]{{0,80}}\b(?:died|passed away|passed on|is dead|death)\b"
    r"|\b(?:he|she|who) (?:died|passed away)\b",
)
OF_ANOTHER = re.compile(rf"\b(?:his|her|their|him|them|late|{KIN})\b", re.IGNORECASE)
OPENING = 600  # characters in which a mail says which request it is about


@dataclass(frozen=True, slots=True)
class Signals:
    """The sums from which the kind is decided."""

    scores: Mapping[Act, float]
    evidence: Mapping[Act, Found]
    records: float  # asks for records, in sentences that have no other business
    asks: float  # asks of any sort, in such sentences
    invoked: bool  # names the right as its own, in the body
    free: tuple[Item, ...]  # questions found in such sentences, or in the subject or an attachment
    plain: tuple[Item, ...]  # those of them that ask for figures, or in so many words for records
    questions: int  # the question marks of all, whatever else their sentences do
    is_reply: bool
    existing: bool  # a reply, or about a request that was made before
    about_request: bool  # speaks of a request for information
    subject_asks: bool  # a first mail with the question in its subject
    asked_by_us: bool  # its subject is that of a question of ours
    words: int
    names_list: bool = False  # it names a question of a list by its number or place
    besides_chasing: int = 0  # words of sentences that neither chase nor are mere courtesy

    def score(self, act: Act) -> float:
        """Return how strongly *act* is performed; 0 when it is not."""
        return self.scores.get(act, 0.0)

    def words_of(self, act: Act) -> str:
        """Return the words that performed *act*."""
        return self.evidence[act].evidence if act in self.evidence else ""

    def subject_says(self, act: Act) -> bool:
        """Return whether the subject says *act* most plainly of all."""
        return act in self.evidence and self.evidence[act].zone is Zone.SUBJECT

    @property
    def items(self) -> int:
        """Return how many questions stand in sentences that have no other business."""
        return len(self.free)

    @property
    def wants_records(self) -> bool:
        """Return whether, apart from all else, recorded information is asked for."""
        return self.records >= 2 or self.invoked or (self.items > 0 and self.asks >= 1)


@dataclass(frozen=True, slots=True)
class Parts:
    """The texts of a message as sentences: its subject, what was written, what is attached."""

    subject: Text
    body: Text
    attached: Text

    @property
    def all(self) -> tuple[Text, ...]:
        """Return the three."""
        return (self.subject, self.body, self.attached)


def parts(subject: str, written: Written) -> Parts:
    """Return the texts of a message, each parted into sentences once."""
    attached = "\n".join(joined(source) for source in written.attached)
    return Parts(parsed(subject), parsed(joined(written.body)), parsed(attached))


def signals(
    message: Message, written: Source, texts: Parts, items: Sequence[Item], rules: KindRules
) -> Signals:
    """Return what the body *written*, the subject and the attached text amount to."""
    body, spans = texts.body.text, texts.body.sentences
    found = _own_rights(find_cues(body, Zone.BODY, rules, spans))
    found = _without_counted_refusals(_of_the_living(found, body), texts.body)
    found = without_asides(without_other_business(found, texts.body), texts.body)
    told = retold(found, texts.body)
    found = without_told(found, told)
    subject = find_cues(message.subject, Zone.SUBJECT, rules, texts.subject.sentences)
    beside = find_cues(texts.attached.text, Zone.ANY, rules, texts.attached.sentences)
    is_reply = message.subject.lower().startswith(REPLY_MARKS) or bool(message.in_reply_to)
    existing = is_reply or _names_a_reference(message.subject) or _names_a_reference(body[:OPENING])
    if existing:
        found = _without_updates(found, spans)
        subject = [f for f in subject if f.cue.act not in {Act.INVOKES, Act.ASKS}]
    else:
        found = _without_counted_reviews(_without_late_matters(found))
        subject = _without_stock(subject)
    beside = [f for f in beside if f.cue.act in {Act.ASKS, Act.RECORDS, Act.INVOKES}]
    scores, evidence = _sums([*_without_stock(found), *subject, *beside])
    sheet = _sheet(_without_stock(found) + [f for f in found if f.cue.act is Act.STOCK])
    touched = _touched(items, written, spans)
    held = set().union(*touched.values())
    free = [
        each for each in _free_items(items, touched, sheet) if not _all_in(touched[each.n], told)
    ]
    asked = [n for n in sheet if not sheet[n] & OTHER_BUSINESS]
    return Signals(
        scores=scores,
        evidence=evidence,
        records=_records(found, held, sheet, existing=existing) + _records(beside, set(), {}),
        asks=_asks(found, asked) + len(beside),
        invoked=any(f.cue.act is Act.INVOKES for f in beside) or _invoked(found, sheet),
        free=tuple(free),
        plain=tuple(item for item in free if _is_plain(touched[item.n], found)),
        questions=sum(item.text.count("?") for item in items if not item.stem),
        is_reply=is_reply,
        existing=existing,
        about_request=_about_request((*texts.subject.sentences, *spans), scores),
        subject_asks=not existing and message.subject.rstrip().endswith("?"),
        asked_by_us=any(f.cue.act is Act.CLARIFIES for f in subject),
        words=sum(len(span.small) for span in spans),
        names_list=speaks_of_the_list(body),
        besides_chasing=sum(
            len(span.small) for n, span in enumerate(spans) if not sheet.get(n, set()) & COURTEOUS
        ),
    )


def _names_a_reference(text: str) -> bool:
    """Return whether *text* names a request of before by its number."""
    if not any(map(str.isdecimal, set(text))):
        return False
    return REFERENCE_ALONE.match(text) is not None or REFERENCE.search(text) is not None


def _without_late_matters(found: Sequence[Found]) -> list[Found]:
    """Return *found* without words of waiting in what is asked: "how many were overdue in May?"."""
    figures = _figures(found)
    late = [f for f in found if f.cue.act is Act.CHASES and f.sentence in figures]
    weak = {f.sentence for f in late} - {f.sentence for f in late if f.cue.weight > 2}
    return [f for f in found if f.cue.act is not Act.CHASES or f.sentence not in weak]


def _without_counted_reviews(found: Sequence[Found]) -> list[Found]:
    """Return *found* without reviews that are counted: "the number who had it looked at again"."""
    figures = _figures(found)
    return [f for f in found if f.cue.act is not Act.REVIEWS or f.sentence not in figures]


def _without_counted_refusals(found: Sequence[Found], body: Text) -> list[Found]:
    """Return *found* without refusals that are counted, where they seem to be of our answer."""
    mood = {Act.UNHAPPY, Act.ANSWERED}
    if not any(f.cue.act in mood for f in found) or not COUNTED_REFUSALS.search(body.text):
        return list(found)
    spans = body.sentences
    counted = {
        n
        for n, span in enumerate(spans)
        if COUNTED_REFUSALS.search(body.text[span.start : span.end])
    }
    return [f for f in found if f.cue.act not in mood or f.sentence not in counted]


def _figures(found: Sequence[Found]) -> set[int]:
    """Return the sentences that ask for figures."""
    return {f.sentence for f in found if f.cue.act is Act.ASKS and f.cue.weight >= 2}


def _without_updates(found: Sequence[Found], spans: Sequence[Sentence]) -> list[Found]:
    """Return *found* without "an update" of records: "an update as to e-mails and any minutes".

    What asks where an answer is speaks of the request or the answer; in doubt it is a request.
    """
    nouns = Counter(f.sentence for f in found if f.cue.act is Act.RECORDS)
    asks = {f.sentence for f in found if f.cue.act is Act.ASKS}
    waits = [f for f in found if f.cue.act is Act.CHASES]
    plain = {f.sentence for f in waits if f.cue.weight > 2}
    fresh = {
        n
        for n in {f.sentence for f in waits} - plain
        if nouns[n] > 1 and n in asks and BEFORE.isdisjoint(spans[n].small)
    }
    return [f for f in found if f.cue.act is not Act.CHASES or f.sentence not in fresh]


def _own_rights(found: Sequence[Found]) -> list[Found]:
    """Return *found* without own data that are only to be erased or put right, not to be seen."""
    acts = _sheet(found)
    mended = {n for n, done in acts.items() if Act.DATA_COMPLAINT in done and Act.ASKS not in done}
    return [f for f in found if f.cue.act is not Act.OWN_DATA or f.sentence not in mended]


def _of_the_living(found: Sequence[Found], body: str) -> list[Found]:
    """Return *found* without own data of somebody else, where a relation of the sender is dead."""
    if not any(f.cue.act is Act.OWN_DATA for f in found) or not DEAD.search(body):
        return list(found)
    return [f for f in found if f.cue.act is not Act.OWN_DATA or not OF_ANOTHER.search(f.evidence)]


def _sheet(found: Sequence[Found]) -> dict[int, set[Act]]:
    """Return the acts of each sentence."""
    sheet: dict[int, set[Act]] = {}
    for each in found:
        sheet.setdefault(each.sentence, set()).add(each.cue.act)
    return sheet


def _records(
    found: Sequence[Found], held: set[int], sheet: Mapping[int, set[Act]], *, existing: bool = False
) -> float:
    """Return 2 for each sentence that asks for figures, or asks for something recorded."""
    total = 0.0
    counted: set[int] = set()
    nouns = Counter(f.sentence for f in found if f.cue.act is Act.RECORDS)
    papers = {f.sentence for f in found if f.cue.act is Act.RECORDS and f.cue.weight >= 2}
    for each in found:
        acts = sheet.get(each.sentence, set())
        if each.sentence in counted or acts & OTHER_BUSINESS or (existing and acts & REPEATS):
            continue
        figures = each.cue.act is Act.ASKS and each.cue.weight >= 2
        noun = each.cue.act is Act.RECORDS and (each.sentence in held or Act.ASKS in acts)
        # "Where do I order a copy of ...": one such word is no record in everyday business.
        plain = nouns[each.sentence] == 1 and each.sentence not in papers
        noun = noun and not (plain and Act.EVERYDAY in acts)
        if figures or noun:
            counted.add(each.sentence)
            total += 2
    return total


def _asks(found: Sequence[Found], free: Sequence[int]) -> float:
    return float(len({f.sentence for f in found if f.cue.act is Act.ASKS and f.sentence in free}))


def _invoked(found: Sequence[Found], sheet: Mapping[int, set[Act]]) -> bool:
    return any(f.cue.act is Act.INVOKES and not sheet[f.sentence] & OTHER_BUSINESS for f in found)


def _without_stock(found: Sequence[Found]) -> list[Found]:
    mere = {f.sentence for f in found if f.cue.act in {Act.STOCK, Act.TOPIC}}
    return [f for f in found if f.sentence not in mere or f.cue.act not in VOID_IN_STOCK]


def _sums(found: Sequence[Found]) -> tuple[dict[Act, float], dict[Act, Found]]:
    """Sum each cue once a sentence, a mere hint once for each of its words."""
    scores: dict[Act, float] = {}
    evidence: dict[Act, Found] = {}
    seen: set[tuple[str, str, Zone, int]] = set()
    for each in found:
        words = each.evidence.lower() if each.cue.weight < 2 else ""
        key = (each.cue.name, words, each.zone, each.sentence)
        if key in seen:
            continue
        seen.add(key)
        act = each.cue.act
        scores[act] = scores.get(act, 0.0) + each.cue.weight
        if act not in evidence or each.cue.weight > evidence[act].cue.weight:
            evidence[act] = each
    return scores, evidence


def _touched(items: Sequence[Item], body: Source, spans: Sequence[Sentence]) -> dict[int, set[int]]:
    """Return by the number of each question the sentences of the body that hold some of it."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    return {
        item.n: set(
            range(
                bisect_right(ends, place(body, item.start)),
                bisect_left(starts, place(body, item.end)),
            )
        )
        if item.source == BODY
        else set()
        for item in items
    }


def _free_items(
    items: Sequence[Item], touched: Mapping[int, set[int]], sheet: Mapping[int, set[Act]]
) -> list[Item]:
    """Return the questions that stand in a sentence that does nothing else."""
    busy = {n for n, acts in sheet.items() if acts & (OTHER_BUSINESS | SOFT_BUSINESS)}
    asked = [item for item in items if not item.stem]
    return [item for item in asked if not touched[item.n] or touched[item.n] - busy]


def _all_in(touched: set[int], told: frozenset[int]) -> bool:
    """Return whether a question stands in nothing but these sentences."""
    return bool(touched) and touched <= told


def _is_plain(touched: set[int], found: Sequence[Found]) -> bool:
    """Return whether one of these sentences asks for figures, or asks for something recorded."""
    acts = [f.cue for f in found if f.sentence in touched]
    asks = [cue.weight for cue in acts if cue.act is Act.ASKS]
    records = any(cue.act is Act.RECORDS for cue in acts)
    return any(weight >= 2 for weight in asks) or bool(asks and records)


def _about_request(spans: Sequence[Sentence], scores: Mapping[Act, float]) -> bool:
    words = {word for span in spans for word in span.small}
    if scores.get(Act.INVOKES) or words & REQUEST_WORDS:
        return True
    return not words.isdisjoint({"freedom", "environmental", "request"})
