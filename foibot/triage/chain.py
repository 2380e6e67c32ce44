"""The chain of rules: the first that matches decides, and every verdict says which rule it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foibot.triage.conditions import CONDITIONS
from foibot.triage.disposition import Disposition
from foibot.triage.facts import Facts

NO_RULE = "no-rule"
NOT = "not "


@dataclass(frozen=True, slots=True)
class Rule:
    """One link: when all its conditions hold, the message is *then*; *why* is law or RFC."""

    name: str
    when: tuple[str, ...]
    then: Disposition
    why: str

    def matches(self, facts: Facts) -> bool:
        """Return whether every condition holds; "not x" holds where x does not."""
        return all(holds(name, facts) for name in self.when)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with a message, the rule that said so, and those that passed it by."""

    disposition: Disposition
    hit: str
    why: str
    missed: tuple[str, ...]


def holds(name: str, facts: Facts) -> bool:
    """Return whether the condition called *name*, or its opposite, holds."""
    if name.startswith(NOT):
        return not CONDITIONS[name.removeprefix(NOT)][1](facts)
    return CONDITIONS[name][1](facts)


def triage(facts: Facts, chain: Sequence[Rule]) -> Verdict:
    """Return the verdict of the first rule that matches; what no rule knows is held."""
    missed: list[str] = []
    for rule in chain:
        if rule.matches(facts):
            return Verdict(rule.then, rule.name, rule.why, tuple(missed))
        missed.append(rule.name)
    return Verdict(Disposition.HOLD, NO_RULE, "No rule knows this message.", tuple(missed))
