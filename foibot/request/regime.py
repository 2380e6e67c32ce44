"""The access right of each question and of the message: FOI, EIR, or own data (law.md 7.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from foibot.questions.lexicon import Hit, Lexicon, Text, lexicon, parsed, plain_phrase
from foibot.questions.model import Item
from foibot.questions.rulefile import RuleFile, rule_file
from foibot.request.cues import KindRules
from foibot.request.likeness import HARDLY, LIKE, UNLIKE, VERY_LIKE
from foibot.request.model import Kind, Reason, Regime
from foibot.request.own_data import is_own_data, own_data_beside
from foibot.request.sections import headed_laws
from foibot.request.signals import Parts

# Kinds that use no information right, or concern none.
NO_RIGHT = frozenset(
    {
        Kind.COMPLAINT,
        Kind.BUSINESS_AS_USUAL,
        Kind.REUSE,
        Kind.AUTO_REPLY,
        Kind.BOUNCE,
        Kind.MARKETING,
    }
)
CLEARLY = 4.0  # a sum, of several words, that takes one question out of the message's law
CORE = 3.0  # the weight of what everybody calls environmental; the rest is on the edge
COUNTS = 2.5  # a sum from which a law is taken to be meant
ITEM_CAP = 4.0  # one long question does not outweigh the others
NAME_REACH = 2  # "Tree Action Group": what a name is called stands within so many words
DESK = "desk"  # "Dear FOI team" names whom they write to, no law
IN_DOUBT = 0.6  # sure of the law where earlier requests speak against it
EDGE_BUT_LIKE = 0.8  # ... and where they speak for it, and the topics hardly do
EXCEPT_REACH = 5  # words within which "not asking for" leaves a topic out


@dataclass(frozen=True, slots=True)
class Topic:
    """One [[topic]]: the law that its phrases point to, and how strongly."""

    name: str
    law: Regime
    weight: float


@dataclass(frozen=True, slots=True)
class TopicRules:
    """rules/topics.toml, ready for use."""

    topics: Mapping[str, Topic]
    lexicon: Lexicon
    names: Lexicon
    left_out: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()  # "Mr Bird"
    places: frozenset[str] = frozenset()  # "Riverside Court"


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much a text leans to either law, and on which words."""

    eir: float
    foi: float
    eir_words: tuple[str, ...] = ()
    foi_words: tuple[str, ...] = ()
    core: bool = False  # whether it speaks of the elements, waste, noise, energy or planning


@dataclass(frozen=True, slots=True)
class Found:
    """The regime of the message and of each item, with reasons."""

    regime: Regime
    items: tuple[str, ...]
    reasons: tuple[Reason, ...]
    confidence: float
    flagged: bool = False


# The start reads the rules to find their faults, then to work by them, each desk for itself.
@lru_cache(maxsize=4)
def load_topics(text: str, name: str = "rules/topics.toml") -> TopicRules:
    """Return the rules in *text*; raises ConfigError with every fault."""
    file = rule_file(name, text)
    file.known("", file.tables, ["topic", "names", "except", "places"])
    topics: dict[str, Topic] = {}
    phrases: list[tuple[str, str, str]] = []
    for where, row in file.rows("topic"):
        file.known(where, row, ["name", "law", "weight", "phrases"])
        law = file.text(where, row, "law")
        if law not in {"eir", "foi"}:
            file.fault(where, "law", f'"{law}" is not a law', 'write "eir" or "foi"')
            continue
        topic = Topic(
            file.text(where, row, "name"), Regime(law), file.number(where, row, "weight", 2)
        )
        topics[topic.name] = topic
        phrases += [(topic.name, where, s) for s in file.texts(where, row, "phrases")]
    table = file.section("names")
    named = [(law, "names", s) for law in ("eir", "foi") for s in file.texts("names", table, law)]
    named += [(DESK, "names", s) for s in file.texts("names", table, DESK, needed=False)]
    out = file.texts("except", file.section("except"), "words", needed=False)
    near = file.section("places")
    titles, places = (file.texts("places", near, key, needed=False) for key in ("before", "after"))
    rules = TopicRules(
        topics,
        _lexicon(file, phrases),
        _lexicon(file, named),
        frozenset(out),
        frozenset(titles),
        frozenset(places),
    )
    file.raise_faults()
    return rules


def _lexicon(file: RuleFile, rows: Sequence[tuple[str, str, str]]) -> Lexicon:
    made = []
    for tag, where, source in rows:
        try:
            made.append(plain_phrase(tag, source, {}))
        except ValueError as error:
            file.fault(where, "phrases", str(error), "correct the phrase")
    return lexicon(made)


def weigh(part: Text, rules: TopicRules) -> Weighed:
    """Return how much a text leans to the EIR and to FOI."""
    text, spans = part.text, part.sentences
    words: dict[Regime, dict[str, str]] = {Regime.EIR: {}, Regime.FOI: {}}
    sums = {Regime.EIR: 0.0, Regime.FOI: 0.0}
    reached = {Regime.EIR: (0, 0), Regime.FOI: (0, 0)}
    for hit in longest(rules.lexicon.find(spans)):
        before = spans[hit.sentence].small[max(0, hit.first - EXCEPT_REACH) : hit.first]
        if not rules.left_out.isdisjoint(before) or _in_a_name(part, hit, rules):
            continue
        topic = rules.topics[hit.phrase.tag]
        if (hit.sentence, hit.first) < reached[topic.law]:
            continue  # "electricity did they use" after "how much electricity" says nothing new
        reached[topic.law] = (hit.sentence, hit.last)
        seen = " ".join(text[hit.start : hit.end].lower().split())
        if seen not in words[topic.law]:
            words[topic.law][seen] = topic.name
            sums[topic.law] += topic.weight
    core = any(rules.topics[name].weight >= CORE for name in words[Regime.EIR].values())
    return Weighed(
        sums[Regime.EIR], sums[Regime.FOI], tuple(words[Regime.EIR]), tuple(words[Regime.FOI]), core
    )


def _in_a_name(part: Text, hit: Hit, rules: TopicRules) -> bool:
    """Return whether *hit* is one word of a name: "Riverside Court", "Tree Action Group"."""
    words, places, _ = part.sentences[hit.sentence]
    if hit.last - hit.first > 1 or not part.text[hit.start].isupper():
        return False
    if hit.first and words[hit.first - 1] in rules.titles:
        return True
    after = slice(hit.last, hit.last + NAME_REACH)
    name = takewhile(
        lambda each: part.text[each[1].start()].isupper(),
        zip(words[after], places[after], strict=True),
    )
    return any(word in rules.places for word, _ in name)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits that lie in no longer hit: "household waste", not its "waste"."""
    every = list(hits)
    inside: set[tuple[int, int]] = set()
    reached = -1
    # Of those that begin at one place the longest comes first: what ends by *reached* is in one.
    for start, end in sorted(
        {(hit.start, hit.end) for hit in every}, key=lambda at: (at[0], -at[1])
    ):
        if end <= reached:
            inside.add((start, end))
        reached = max(reached, end)
    return [hit for hit in every if (hit.start, hit.end) not in inside]


def laws_named(texts: Parts, rules: TopicRules) -> tuple[frozenset[str], frozenset[str]]:
    """
    Return which of the two laws *texts* name, be it in the name of the desk, and which outside it.

    Who writes to "the FOI and EIR team" claims neither.
    """
    found = [rules.names.find(each.sentences) for each in texts.all]
    claimed = (longest(hits) for hits in found)
    named, outside = (
        frozenset(hit.phrase.tag for hits in every for hit in hits) - {DESK}
        for every in (found, claimed)
    )
    return named, outside


def find_regime(
    kind: Kind,
    texts: Parts,
    items: Sequence[Item],
    rules: TopicRules,
    kinds: KindRules,
    *,
    own_data: bool,
    like: float | None = None,
) -> Found:
    """
    Return the right that is used; by topic, whatever Act the requester names (REC-1).

    *own_data* says whether the sender's own data are asked for anywhere in the message, *like* how
    much a request reads like earlier ones under the EIR (likeness.py), if that is known.
    """
    if kind in NO_RIGHT:
        return Found(Regime.NONE, ("foi",) * len(items), (), 1.0)
    if kind is Kind.SUBJECT_ACCESS:
        return Found(Regime.SAR, ("sar",) * len(items), (), 0.95)
    named, claimed = laws_named(texts, rules)
    away = _is_ombudsman(texts) if kind is Kind.REGULATOR else not named
    if kind in {Kind.THANKS, Kind.REGULATOR} and away:
        return Found(Regime.NONE, ("foi",) * len(items), (), 0.8)
    if kind is Kind.THANKS:
        # No topic: "the draft has gone in the bin" is of no waste.
        return Found(Regime.EIR if named == {"eir"} else Regime.FOI, (), (), 0.9)
    headed = headed_laws(items)
    pairs = zip(items, headed, strict=True)
    own = [own_data and is_own_data(item, texts, kinds, over) for item, over in pairs]
    weighed = _weighed(items, rules)
    top = weigh(texts.subject, rules)
    like = like if kind is Kind.NEW_REQUEST else None
    law = _law(texts, items, weighed, top, named, rules, like)
    each = _each(weighed, own, headed, law, top, claimed)
    if own and all(own):
        return Found(Regime.SAR, each, (Reason("own-data", "every question"),), 0.9)
    if len(set(each)) > 1:
        # Own data beside other questions are told apart by their words; two laws on the rest, less.
        laws = set(each) - {Regime.SAR.value}
        return Found(Regime.MIXED, each, law.reasons, 0.8, flagged=len(laws) > 1)
    if own_data and items and own_data_beside(texts, items, kinds):
        return Found(Regime.MIXED, each, (Reason("own-data", "beside questions"),), 0.7, True)
    return Found(law.regime, each, law.reasons, law.confidence, law.flagged)


def _weighed(items: Sequence[Item], rules: TopicRules) -> list[Weighed]:
    """Return how each item leans; "how many there are", under "Gullies:", leans as that does."""
    found: dict[int, Weighed] = {}
    for item in items:
        mine = weigh(parsed(item.text), rules)
        above = found.get(item.parent or 0)
        if above is not None and above.core and not (mine.eir or mine.foi):
            mine = above
        found[item.n] = mine
    return list(found.values())


def _is_ombudsman(texts: Parts) -> bool:
    return any("ombudsman" in each.text.lower() for each in texts.all)


def _law(
    texts: Parts,
    items: Sequence[Item],
    weighed: Sequence[Weighed],
    top: Weighed,
    named: frozenset[str],
    rules: TopicRules,
    like: float | None,
) -> Found:
    """Return the law of the message as a whole: its subject counts double, each item once."""
    parts = [part for item, part in zip(items, weighed, strict=True) if not item.stem]
    if sum(part.eir + part.foi for part in (top, top, *parts)) < COUNTS:
        # The questions lean on what stands around them: "The meadow is to be sold.  How much for?"
        around = dict.fromkeys(each for item in items for each in item.context)
        parts.append(_halved(weigh(parsed("\n".join(around)), rules)))
    if not items:
        parts = [weigh(texts.body, rules), weigh(texts.attached, rules)]
    eir = 2 * top.eir + sum(min(part.eir, ITEM_CAP) for part in parts)
    foi = 2 * top.foi + sum(min(part.foi, ITEM_CAP) for part in parts)
    leaning = sum(part.eir > part.foi for part in parts)
    against = sum(part.foi > part.eir for part in parts)
    words = [*top.eir_words, *(word for part in parts for word in part.eir_words)]
    if "eir" in named and (eir >= COUNTS or foi < COUNTS or "foi" not in named):
        return Found(Regime.EIR, (), (Reason("names-the-eir", _some(words)),), 0.93)
    mostly = leaning >= against and 3 * leaning >= len(parts)
    # "Software for the tree and hedge team": the subject alone does not outweigh the questions.
    borne_out = top.eir and (leaning or 2 * against <= len(parts))
    if eir >= COUNTS and eir > foi and (borne_out or mostly):
        close = foi >= eir * 0.6 or eir <= 3
        # One word, and most of the questions have none of their own: a person knows better.
        slender = (len(set(words)) == 1 and 2 * leaning < len(parts)) or against > leaning
        # Roads, damp, charging points: EIR reg 2(1)(c) and (f) reach them, and many disagree.
        edge = not (top.core or any(part.core for part in parts))
        reason = Reason("environmental-topic", _some(words))
        sure = 0.65 if close or edge else 0.92
        found = Found(Regime.EIR, (), (reason,), sure, flagged=slender or edge)
        if like is None:
            return found
        plain = _is_plain(words, leaning, len(parts), like)
        return _of_topics(found, like, edge=edge, plain=plain)
    if not words:
        return Found(Regime.FOI, (), (), 0.95)
    reason = Reason("environmental-words-in-part", _some(words))
    apart = eir >= COUNTS and eir > foi and bool(top.eir)
    found = Found(Regime.FOI, (), (reason,), 0.75 if eir >= COUNTS else 0.95, flagged=apart)
    if like is None or like < LIKE:
        return found
    # "The drainage engineer's comments on the site": few words of topics, all of such requests.
    return _doubted(replace(found, regime=Regime.EIR) if like >= VERY_LIKE else found, like)


def _is_plain(words: Sequence[str], leaning: int, size: int, like: float) -> bool:
    """
    Return whether the topics are what is asked about, and not one word in passing.

    "A list of the schools with asbestos" is about that one word, unless all else is unlike it.
    """
    several = leaning > 1 or len(set(" ".join(words).split())) > 1
    return (several and 2 * leaning >= size) or (leaning == size and like >= HARDLY)


def _of_topics(found: Found, like: float, *, edge: bool, plain: bool) -> Found:
    """Return what the topics *found* to be environmental, as earlier requests speak for it."""
    if edge and like >= LIKE:
        return replace(found, confidence=EDGE_BUT_LIKE, flagged=False)
    if like >= UNLIKE:
        return found
    # "Staff of the waste team", "HMOs in Selly Oak": a word in passing, and all else unlike it.
    return _doubted(found if plain else replace(found, regime=Regime.FOI), like)


def _doubted(found: Found, like: float) -> Found:
    reason = Reason("earlier-requests", f"{like:.0%} like those under the EIR")
    reasons = (*found.reasons, reason)
    return replace(found, reasons=reasons, confidence=IN_DOUBT, flagged=True)


def _halved(found: Weighed) -> Weighed:
    return replace(found, eir=found.eir / 2, foi=found.foi / 2)


def _some(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words[:6]))


def _each(
    weighed: Sequence[Weighed],
    own: Sequence[bool],
    headed: Sequence[str | None],
    law: Found,
    top: Weighed,
    claimed: frozenset[str],
) -> tuple[str, ...]:
    """
    Return the law of each item: each part is answered under its own (law.md 7.2, "mixed").

    A question is taken out of the message's law only by clear words of its own; one that has
    none goes with the question before it ("and what did they cost?").  Whoever names the EIR and
    no other law means all of it to be answered under them.
    """
    found: list[str] = []
    said = law.regime.value
    # What the subject is about, or what the requester names alone, holds for every question.
    laws = _own_laws(weighed)
    two = top.foi and law.regime.value != "foi" and Regime.FOI.value in laws
    whole = law.regime is Regime.EIR and bool((top.eir and not two) or claimed == {"eir"})
    for clear, mine, part, over in zip(laws, own, weighed, headed, strict=True):
        back = law.regime is Regime.EIR and part.eir > part.foi
        said = over if over in {"foi", "eir"} else said
        said = said if whole else clear or (Regime.EIR.value if back else said)
        found.append("sar" if mine else said)
    return tuple(found)


def _own_laws(weighed: Sequence[Weighed]) -> list[str | None]:
    """
    Return the law to which each question's own words clearly point, or None.

    One core word ("the tree survey") is clear where every other question plainly falls under FOI.
    """
    laws = [_own_law(part) for part in weighed]
    apart = [n for n, law in enumerate(laws) if law != Regime.FOI.value]
    if len(apart) == 1 and len(laws) > 1 and weighed[apart[0]].core and not weighed[apart[0]].foi:
        laws[apart[0]] = Regime.EIR.value
    return laws


def _own_law(weighed: Weighed) -> str | None:
    """Return the law to which a question's own words clearly point, or None."""
    if weighed.eir >= CLEARLY and len(weighed.eir_words) > 1 and not weighed.foi:
        return Regime.EIR.value
    return Regime.FOI.value if weighed.foi and not weighed.eir else None
