"""The language of a message, by its commonest words (ACK-5: Welsh is answered in Welsh)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from foibot.questions.rulefile import rule_file
from foibot.request.model import Reason

WORD = re.compile(r"[^\W\d_]+")
LIMIT = 20_000  # characters looked at
LEAST = 3  # words that another language must show at least


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Each language's commonest words, those of English in no other."""

    words: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The code of a language, and why."""

    code: str
    reason: Reason


def load_languages(text: str, name: str = "rules/languages.toml") -> LanguageRules:
    """Return the word lists in *text*."""
    file = rule_file(name, text)
    file.known("", file.tables, ["words"])
    table = file.section("words")
    words = {code: frozenset(w.lower() for w in file.texts("words", table, code)) for code in table}
    if "en" not in words:
        file.fault("words", "en", "is missing", "list the commonest English words")
    file.raise_faults()
    english = words["en"]
    return LanguageRules({c: own if c == "en" else own - english for c, own in words.items()})


def language(text: str, rules: LanguageRules) -> Tongue:
    """Return the language whose common words lead; English unless another clearly does."""
    found = WORD.findall(text[:LIMIT].lower())
    there = frozenset(found)
    counts = {
        code: 0 if own.isdisjoint(there) else sum(map(own.__contains__, found))
        for code, own in rules.words.items()
    }
    english = counts.get("en", 0)
    best = max(counts, key=lambda code: (counts[code], code == "en"), default="en")
    if best != "en" and counts[best] >= LEAST and counts[best] > english:
        seen = sorted(there & rules.words[best])[:5]
        return Tongue(best, Reason(f"language-{best}", ", ".join(seen)))
    return Tongue("en", Reason("", ""))
