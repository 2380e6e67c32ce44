"""Messages that call for a person at once: self-harm, threats, somebody at risk (law.md 7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foibot.questions.lexicon import Lexicon, Text, lexicon, plain_phrase
from foibot.questions.rulefile import RuleFile, rule_file
from foibot.request.model import Reason


@dataclass(frozen=True, slots=True)
class UrgentRules:
    """rules/urgent.toml, ready for use."""

    alarms: Lexicon
    unless: Lexicon


def load_urgent(text: str, name: str = "rules/urgent.toml") -> UrgentRules:
    """Return the rules in *text*; raises ConfigError with every fault."""
    file = rule_file(name, text)
    file.known("", file.tables, ["lists", "alarm", "unless"])
    lists = {
        key: frozenset(file.texts("lists", file.section("lists"), key))
        for key in file.section("lists")
    }
    alarms = []
    for where, row in file.rows("alarm"):
        file.known(where, row, ["name", "why", "phrases"])
        file.text(where, row, "why")
        alarms.append((file.text(where, row, "name"), where, file.texts(where, row, "phrases")))
    unless = file.texts("unless", file.section("unless"), "phrases", needed=False)
    found = UrgentRules(
        _lexicon(file, alarms, lists), _lexicon(file, [("unless", "unless", unless)], lists)
    )
    file.raise_faults()
    return found


def _lexicon(
    file: RuleFile,
    rows: Sequence[tuple[str, str, Sequence[str]]],
    lists: dict[str, frozenset[str]],
) -> Lexicon:
    made = []
    for tag, where, sources in rows:
        for source in sources:
            try:
                made.append(plain_phrase(tag, source, lists))
            except ValueError as error:
                file.fault(where, "phrases", str(error), "correct the phrase")
    return lexicon(made)


def find_urgent(texts: Sequence[Text], rules: UrgentRules) -> list[Reason]:
    """Return one reason for each alarm in *texts*, with the words that raised it."""
    found: dict[str, Reason] = {}
    for each in texts:
        hits = rules.alarms.find(each.sentences)
        general = {hit.sentence for hit in rules.unless.find(each.sentences)} if hits else set()
        for hit in hits:
            if hit.sentence not in general:
                words = " ".join(each.text[hit.start : hit.end].split())
                found.setdefault(hit.phrase.tag, Reason(f"urgent-{hit.phrase.tag}", words))
    return list(found.values())
