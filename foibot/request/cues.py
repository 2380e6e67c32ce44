"""The cues of rules/kinds.toml: which acts the words of a message perform (request, chase, ...)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from foibot.questions.lexicon import Hit, Lexicon, Sentence, lexicon, plain_phrase
from foibot.questions.rulefile import RuleFile, rule_file

NEGATION_REACH = 3


class Act(StrEnum):
    """What words do; the names are those of rules/kinds.toml."""

    INVOKES = "invokes"
    ASKS = "asks"
    RECORDS = "records"
    REVIEWS = "reviews"
    AFRESH = "afresh"
    UNHAPPY = "unhappy"
    ANSWERED = "answered"
    CHASES = "chases"
    CLARIFIES = "clarifies"
    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"
    THANKS = "thanks"
    OWN_DATA = "own-data"
    DATA_COMPLAINT = "data-complaint"
    REUSES = "reuses"
    COMPLAINS = "complains"
    EVERYDAY = "everyday"
    REGULATES = "regulates"
    SELLS = "sells"
    STOCK = "stock"
    TOPIC = "topic"
    AFTER_ACKNOWLEDGEMENT = "after-acknowledgement"
    AFTER_ANSWER = "after-answer"


class Zone(StrEnum):
    """Where a cue counts."""

    ANY = "any"
    BODY = "body"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that perform *act*: a hint (1), an argument (2), or a decision (3)."""

    act: Act
    name: str
    where: Zone
    weight: float
    negatable: bool


@dataclass(frozen=True, slots=True)
class Senders:
    """Who writes as a regulator: domains, and words of a display name."""

    regulator_domains: tuple[str, ...]
    regulator_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRules:
    """rules/kinds.toml, ready for use."""

    lexicon: Lexicon
    cues: Mapping[str, Cue]
    negation: frozenset[str]
    senders: Senders


class Found(NamedTuple):
    """A cue found in the subject or in sentence *sentence* of the body, with its words."""

    cue: Cue
    zone: Zone
    sentence: int
    start: int
    end: int
    evidence: str


# The start reads the rules to find their faults, then to work by them, each desk for itself.
@lru_cache(maxsize=4)
def load_kinds(text: str, name: str = "rules/kinds.toml") -> KindRules:
    """Return the rules in *text*; raises ConfigError with every fault."""
    file = rule_file(name, text)
    file.known("", file.tables, ["lists", "cue", "senders"])
    lists = {
        key: frozenset(word.lower() for word in file.texts("lists", file.section("lists"), key))
        for key in file.section("lists")
    }
    cues: dict[str, Cue] = {}
    phrases = []
    for where, row in file.rows("cue"):
        file.known(where, row, ["act", "name", "where", "weight", "phrases", "negatable"])
        cue = _cue(file, where, row)
        if cue is None:
            continue
        if cue.name in cues:
            file.fault(where, "name", f'"{cue.name}" is used twice', "give each cue its own name")
        cues[cue.name] = cue
        for source in file.texts(where, row, "phrases"):
            try:
                phrases.append(plain_phrase(cue.name, source, lists))
            except ValueError as error:
                file.fault(where, "phrases", str(error), "correct the phrase")
    senders = _senders(file)
    file.raise_faults()
    return KindRules(lexicon(phrases), cues, lists.get("negation", frozenset()), senders)


def _cue(file: RuleFile, where: str, row: dict[str, object]) -> Cue | None:
    act, zone = file.text(where, row, "act"), file.text(where, row, "where", "any")
    if act not in set(Act):
        file.fault(where, "act", f'"{act}" is not an act', f"use one of {', '.join(Act)}")
        return None
    if zone not in set(Zone):
        file.fault(where, "where", f'"{zone}" is not a place', f"use one of {', '.join(Zone)}")
        return None
    return Cue(
        Act(act),
        file.text(where, row, "name"),
        Zone(zone),
        file.number(where, row, "weight", 1),
        file.flag(where, row, "negatable", default=True),
    )


def _senders(file: RuleFile) -> Senders:
    table = file.section("senders")
    file.known("senders", table, ["regulator_domains", "regulator_names"])
    return Senders(
        tuple(word.lower() for word in file.texts("senders", table, "regulator_domains")),
        tuple(word.lower() for word in file.texts("senders", table, "regulator_names")),
    )


def find_cues(text: str, zone: Zone, rules: KindRules, spans: Sequence[Sentence]) -> list[Found]:
    """Return the cues that count in *text*, whose sentences are *spans*."""
    found = []
    for hit in rules.lexicon.find(spans):
        cue = rules.cues[hit.phrase.tag]
        if cue.where not in {Zone.ANY, zone} or (cue.negatable and _negated(hit, spans, rules)):
            continue
        evidence = " ".join(text[hit.start : hit.end].split())
        found.append(Found(cue, zone, hit.sentence, hit.start, hit.end, evidence))
    return found


def _negated(hit: Hit, spans: Sequence[Sentence], rules: KindRules) -> bool:
    words = spans[hit.sentence].small
    return not rules.negation.isdisjoint(words[max(0, hit.first - NEGATION_REACH) : hit.first])
