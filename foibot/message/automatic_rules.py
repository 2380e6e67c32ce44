"""The word lists of rules/automatic.toml: TOML text in, frozen lists out; faults name their key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foibot.config.faults import ConfigError, Fault
from foibot.config.shipped import rule_text
from foibot.config.toml import toml_of
from foibot.message.wording import fold

RULES = "rules/automatic.toml"

Words = tuple[str, ...]
_KEYS: dict[str, Words] = {
    "request": (
        "phrases",
        "courtesies",
        "laws",
        "questions",
        "form_labels",
        "relays",
        "acknowledgements",
    ),
    "bounce": (
        "daemons",
        "post_offices",
        "names",
        "subjects",
        "phrases",
        "openings",
        "returned",
        "trying",
        "temporary",
        "final",
        "permanent",
    ),
    "auto_reply": (
        "headers",
        "subjects",
        "topics",
        "openings",
        "received",
        "thanks",
        "service",
        "standard",
        "phrases",
        "challenges",
        "receipts",
        "receipt_phrases",
    ),
    "absence": ("away", "promises", "back", "until", "inclusive", "stand_in"),
    "spam": ("headers", "phrases"),
    "newsletter": ("headers", "phrases", "discussion"),
}
_CALENDARS = {"months": 12, "weekdays": 7}


@dataclass(frozen=True, slots=True)
class AutomaticRules:
    """The lists by table and key, lower-cased and folded; months and weekdays by their number."""

    lists: Mapping[str, Words]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]

    def words(self, key: str) -> Words:
        """Return the list called *key*, such as `bounce.subjects`."""
        return self.lists[key]


def load_automatic(directory: Path | None = None) -> AutomaticRules:
    """Return the rules beside config.toml in *directory*, else those shipped."""
    return parse_automatic(rule_text(RULES, directory), RULES)


@cache
def shipped_automatic() -> AutomaticRules:
    """Return the rules as shipped, read once."""
    return load_automatic()


def parse_automatic(text: str, where: str = RULES) -> AutomaticRules:
    """Return the lists in *text*; raise ConfigError with every fault that is in them."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(where, "", "", str(error), "correct that line")]) from error
    faults: list[Fault] = []
    faults.extend(_unknown(raw, _KEYS, where, ""))
    lists: dict[str, Words] = {}
    for table, keys in _KEYS.items():
        found = _table(raw, table)
        known = (*keys, *_CALENDARS) if table == "absence" else keys
        faults.extend(_unknown(found, known, where, table))
        for key in keys:
            lists[f"{table}.{key}"] = _words(found.get(key), (where, table, key), faults)
    months, weekdays = (
        _numbered(_table(_table(raw, "absence"), name), count, (where, f"absence.{name}"), faults)
        for name, count in _CALENDARS.items()
    )
    if faults:
        raise ConfigError(faults)
    return AutomaticRules(lists, months, weekdays)


def _unknown(
    found: Mapping[str, object], known: Iterable[str], where: str, table: str
) -> Iterator[Fault]:
    for key in sorted(set(found) - set(known)):
        yield Fault(where, table, key, "is not known", f"use {', '.join(known)}")


def _table(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = raw.get(name)
    return found if isinstance(found, dict) else {}


def _words(value: object, place: tuple[str, str, str], faults: list[Fault]) -> Words:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        faults.append(Fault(*place, "is not a list of phrases", 'write ["...", "..."]'))
        return ()
    if not all(each.strip() for each in value):
        faults.append(Fault(*place, "holds an empty phrase, which is in every mail", "take it out"))
    return tuple(dict.fromkeys(fold(each, keep_ends=True) for each in value))


def _numbered(
    table: Mapping[str, object], count: int, place: tuple[str, str], faults: list[Fault]
) -> dict[str, int]:
    numbers = [str(number) for number in range(1, count + 1)]
    faults.extend(_unknown(table, numbers, *place))
    found: dict[str, int] = {}
    for number in numbers:
        for word in _words(table.get(number), (*place, number), faults):
            # The first meaning of a word holds.
            found.setdefault(word, int(number))
    return found
