"""One table of a TOML file: each value is checked, each fault noted, and reading goes on."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from foibot.config.faults import Fault

Test = Callable[[str], str | None]  # a value -> what is wrong with it, or None


class Table:
    """A table and the faults found in it; keys that nobody asked for are faults as well."""

    def __init__(
        self,
        faults: list[Fault],
        file: str,
        name: str,
        values: Mapping[str, object],
        directory: Path = Path(),
    ) -> None:
        self.faults = faults
        self.file = file
        self.name = name
        self.values = values
        self.directory = directory
        self.asked: set[str] = set()

    def fault(self, key: str, problem: str, remedy: str) -> None:
        """Note that *key* is at fault."""
        self.faults.append(Fault(self.file, self.name, key, problem, remedy))

    def has(self, key: str) -> bool:
        """Return whether *key* is given."""
        return key in self.values

    def _get(self, key: str, *, required: str | None) -> object:
        self.asked.add(key)
        if key not in self.values and required is not None:
            self.fault(key, "is missing", required)
        return self.values.get(key)

    def text(
        self, key: str, default: str = "", *, required: str | None = None, test: Test | None = None
    ) -> str:
        """Return the text of *key*; *required* says what to write when it is missing."""
        value = self._get(key, required=required)
        if value is None:
            return default
        if not isinstance(value, str):
            self.fault(key, f"is {kind(value)}, not text", f'write {key} = "..."')
            return default
        if required is not None and not value.strip():
            self.fault(key, "is empty", required)
        wrong = test(value) if test is not None and value else None
        if wrong is not None:
            self.fault(key, f'"{value}" {wrong}', "correct it")
        return value

    def optional(self, key: str, test: Test | None = None) -> str | None:
        """Return the text of *key*, or None where it is absent or empty."""
        return self.text(key, test=test) or None

    def choice(
        self, key: str, options: Sequence[str], default: str | None = None, *, required: str = ""
    ) -> str:
        """Return the value of *key*, one of *options*."""
        value = self.text(key, default or "", required=required or None)
        if value and value not in options:
            near = difflib.get_close_matches(value, options, 1)
            hint = f'did you mean "{near[0]}"?' if near else "write one of these"
            self.fault(key, f'"{value}" is not one of {", ".join(options)}', hint)
        return value

    def number(self, key: str, default: float, low: float = 0, high: float = 1e9) -> float:
        """Return the number of *key*, between *low* and *high*."""
        value = self._get(key, required=None)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, f"is {kind(value)}, not a number", f"write {key} = {default:g}")
            return default
        if not low <= value <= high:
            self.fault(key, f"{value:g} is out of range", f"write {low:g} to {high:g}")
            return default
        return float(value)

    def whole(self, key: str, default: int, low: int = 0, high: int = 10**9) -> int:
        """Return the whole number of *key*, between *low* and *high*."""
        value = self.number(key, default, low, high)
        if value != int(value):
            self.fault(key, f"{value:g} is not a whole number", f"write {key} = {int(value)}")
        return int(value)

    def truth(self, key: str, *, default: bool) -> bool:
        """Return the true or false of *key*."""
        value = self._get(key, required=None)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, f"is {kind(value)}, not true or false", f"write {key} = true")
            return default
        return value

    def day(self, key: str) -> date | None:
        """Return the date of *key*, or None."""
        value = self._get(key, required=None)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(key, f'"{value}" is not a date', f"write {key} = 2026-11-23")
            return None

    def texts(
        self, key: str, default: Sequence[str] = (), *, test: Test | None = None
    ) -> tuple[str, ...]:
        """Return the list of texts of *key*."""
        value = self._get(key, required=None)
        if value is None:
            return tuple(default)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(key, f"is {kind(value)}, not a list of texts", f'write {key} = ["..."]')
            return tuple(default)
        for one in value:
            wrong = test(one) if test is not None else None
            if wrong is not None:
                self.fault(key, f'"{one}" {wrong}', "correct it")
        return tuple(value)

    def path(self, key: str, default: str | None = None, *, exists: bool = False) -> Path | None:
        """Return the path of *key*, relative to the file's directory; *exists* demands a file."""
        value = self.text(key, default or "")
        if not value:
            return None
        path = (self.directory / value).absolute()
        if exists and not path.is_file():
            self.fault(key, f"{path} is not a file", "create it or correct the path")
        return path

    def close(self) -> None:
        """Note every key that nobody asked for, with the nearest known name."""
        for key in self.values:
            if key not in self.asked:
                near = difflib.get_close_matches(key, sorted(self.asked), 1)
                known = ", ".join(sorted(self.asked))
                hint = f"did you mean {near[0]}?" if near else f"known here: {known}"
                self.fault(key, "is not a known key", hint)


def kind(value: object) -> str:
    """Return what *value* is, in words an officer knows."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "text"}
    names |= {list: "a list", dict: "a table"}
    return names.get(type(value), "a date")
