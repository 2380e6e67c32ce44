"""rules/triage.toml -> the chain, with all its faults at once: file, rule, key, remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from foibot.config.toml import toml_of
from foibot.errors import FoibotError
from foibot.triage.chain import NOT, Rule
from foibot.triage.conditions import CONDITIONS
from foibot.triage.disposition import Disposition

WHERE = "rules/triage.toml"
KEYS = {"name", "when", "then", "why"}


class ChainError(FoibotError):
    """rules/triage.toml is at fault; each line of the message is one fault."""


def load_chain(text: str, where: str = WHERE) -> tuple[Rule, ...]:
    """Return the rules of *text* in their order; ChainError lists every fault."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise ChainError(f"{where}: {error}; correct that line") from error
    faults = [f"{where}: unknown table [{name}]; use [[rule]]" for name in raw if name != "rule"]
    entries = raw.get("rule", [])
    rules: list[Rule] = []
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ChainError(f"{where}: a rule is no table; begin each with [[rule]]")
    for number, entry in enumerate(entries, 1):
        place = f"{where}: rule {number} ({entry.get('name', 'without a name')})"
        wrong = _faults(entry, place)
        faults += wrong
        if not wrong:
            rules.append(_rule(entry))
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults += [f"{where}: two rules are called {name}; rename one" for name in twice]
    if not rules and not faults:
        faults = [f"{where}: no [[rule]] at all; copy the shipped file"]
    if faults:
        raise ChainError("\n".join(faults))
    return tuple(rules)


def _faults(entry: Mapping[str, object], place: str) -> list[str]:
    faults = [
        f"{place}: unknown key {key}; use name, when, then, why" for key in entry.keys() - KEYS
    ]
    faults += [f"{place}: {key} is missing" for key in sorted(KEYS - entry.keys())]
    when = entry.get("when", [])
    if not isinstance(when, list) or not all(isinstance(one, str) for one in when):
        faults.append(f'{place}: when must be a list of conditions, as ["bounce"]')
        return faults
    for name in when:
        if name.removeprefix(NOT) not in CONDITIONS:
            faults.append(f"{place}: no condition {name!r}; rules/README.md lists them")
    for key in sorted({"name", "why"} & entry.keys()):
        if not isinstance(entry[key], str):
            faults.append(f"{place}: {key} must be a text in quotes")
    if entry.get("then") not in list(Disposition):
        known = ", ".join(sorted(Disposition))
        faults.append(f"{place}: then is {entry.get('then')!r}; use one of {known}")
    return faults


def _rule(entry: Mapping[str, object]) -> Rule:
    when = entry["when"]
    assert isinstance(when, list)
    return Rule(str(entry["name"]), tuple(when), Disposition(str(entry["then"])), str(entry["why"]))
