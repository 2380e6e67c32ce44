"""What is wrong with the configuration or a rule file: file, table, key, and the remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foibot.errors import FoibotError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; *table* and *key* are empty where the file as a whole is at fault."""

    file: str
    table: str
    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = " ".join(
            part for part in (f"[{self.table}]" if self.table else "", self.key) if part
        )
        where = f"{self.file}: {place}" if place else self.file
        return f"{where}: {self.problem}; {self.remedy}"


class ConfigError(FoibotError):
    """The configuration or a rule file is at fault; *faults* holds every fault that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
