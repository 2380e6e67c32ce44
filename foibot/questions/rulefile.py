"""A rule file read table by table: what is wrong is gathered as faults, all at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field

from foibot.config.faults import ConfigError, Fault
from foibot.config.toml import toml_of

Table = dict[str, object]


@dataclass(slots=True)
class RuleFile:
    """The text of *name* as tables, and the faults found in them so far."""

    name: str
    tables: Table = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, table: str, key: str, problem: str, remedy: str) -> None:
        """Remember one fault."""
        self.faults.append(Fault(self.name, table, key, problem, remedy))

    def raise_faults(self) -> None:
        """Raise all faults together, when there are any."""
        if self.faults:
            raise ConfigError(self.faults)

    def known(self, where: str, table: Table, keys: Iterable[str]) -> None:
        """Find the keys of *table* that nobody reads."""
        allowed = list(keys)
        for key in table:
            if key not in allowed:
                self.fault(where, key, "is not a key of this table", f"use {', '.join(allowed)}")

    def rows(self, key: str) -> list[tuple[str, Table]]:
        """Return the [[key]] tables, each with the words by which a fault names it."""
        value = self.tables.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.fault(key, "", "is not a list of tables", f"write each as [[{key}]]")
            return []
        return [(f"{key}: {row.get('name') or n}", row) for n, row in enumerate(value, 1)]

    def section(self, key: str) -> Table:
        """Return the [key] table, empty when it is missing."""
        value = self.tables.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault(key, "", "is not a table", f"write it as [{key}]")
        return {}

    def text(self, where: str, table: Table, key: str, default: str | None = None) -> str:
        """Return the words at *key*."""
        value = table.get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value.strip()
        problem = "is missing" if key not in table else "is not words in quotation marks"
        self.fault(where, key, problem, f'write {key} = "..."')
        return default or ""

    def texts(self, where: str, table: Table, key: str, *, needed: bool = True) -> list[str]:
        """Return the list of words at *key*."""
        value = table.get(key, None if needed else [])
        if isinstance(value, list) and all(
            isinstance(word, str) and word.strip() for word in value
        ):
            return [word.strip() for word in value]
        problem = "is missing" if value is None else "is not a list of words in quotation marks"
        self.fault(where, key, problem, f'write {key} = ["...", "..."]')
        return []

    def number(self, where: str, table: Table, key: str, default: float | None = None) -> float:
        """Return the number at *key*."""
        value = table.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self.fault(where, key, "is not a number", f"write {key} = 1")
        return default or 0.0

    def flag(self, where: str, table: Table, key: str, *, default: bool) -> bool:
        """Return true or false at *key*."""
        value = table.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(where, key, "is neither true nor false", f"write {key} = true or {key} = false")
        return default


def rule_file(name: str, text: str) -> RuleFile:
    """Return the tables of *text*; what cannot be read as TOML is a fault raised at once."""
    try:
        return RuleFile(name, dict(toml_of(text)))
    except tomllib.TOMLDecodeError as error:
        remedy = (
            "correct that line; every list needs its brackets and every word its quotation marks"
        )
        raise ConfigError([Fault(name, "", "", f"cannot be read: {error}", remedy)]) from error
