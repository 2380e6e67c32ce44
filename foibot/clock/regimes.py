"""The access regimes and their limits with section numbers, read from rules/regimes.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from foibot.clock.calendar import CalendarName
from foibot.clock.limits import Limit, Unit
from foibot.config.toml import toml_of
from foibot.errors import FoibotError


class RegimeError(FoibotError):
    """rules/regimes.toml, or a regime asked for, is at fault: says table, key, remedy."""


class RegimeCode(StrEnum):
    """The regimes with a clock (law.md parts 1 to 4 and 7.1)."""

    FOIA = "FOIA"
    EIR = "EIR"
    FOISA = "FOISA"
    EISR = "EISR"
    RPSI = "RPSI"
    SAR = "SAR"
    DPC = "DPC"


# The ways in which people write a regime, in small letters without spaces.
SPELLINGS = {
    **{code.value.lower(): code for code in RegimeCode},
    "foi": RegimeCode.FOIA,
    "eirs": RegimeCode.EIR,
    "eisrs": RegimeCode.EISR,
    "dsar": RegimeCode.SAR,
}


class LimitName(StrEnum):
    """Every limit that a regime may have."""

    ANSWER = "answer"
    LONGEST = "longest"
    CLARIFICATION_ASK = "clarification_ask"
    CLARIFICATION_REMIND = "clarification_remind"
    CLARIFICATION_CLOSE = "clarification_close"
    FEE_NOTICE = "fee_notice"
    FEE_PAYMENT = "fee_payment"
    PUBLIC_INTEREST = "public_interest"
    EXTENSION = "extension"
    EXTENSION_NOTICE = "extension_notice"
    REVIEW_ASK = "review_ask"
    REVIEW_ANSWER = "review_answer"
    REVIEW_LONGEST = "review_longest"
    REGULATOR = "regulator"
    TRIBUNAL = "tribunal"
    SCHOOL_CAP = "school_cap"
    ARCHIVE = "archive"
    AGGREGATION = "aggregation"


EFFECTS = frozenset({"clarification", "fee", "transfer"})
REGIME_KEYS = frozenset(
    {"name", "calendar", "target_calendar", "working_day", "receipt", "limit", "effect"}
)


@dataclass(frozen=True, slots=True)
class Regime:
    """One access regime: whose holidays count, how long each step may take, and by which words."""

    code: RegimeCode
    name: str
    calendar: CalendarName
    target_calendar: CalendarName
    working_day: str
    receipt: str
    limits: Mapping[LimitName, Limit]
    effects: Mapping[str, str]

    def limit(self, name: LimitName) -> Limit:
        """Return the limit *name*; a regime without it is an error that says so."""
        found = self.limits.get(name)
        if found is None:
            raise RegimeError(
                f"rules/regimes.toml: [{self.code}.limit] {name} is missing; add it and its section"
            )
        return found

    def section(self, effect: str) -> str:
        """Return the section that gives *effect* to an event, or the section of the limit."""
        return self.effects.get(effect, self.limits[LimitName.ANSWER].section)


Regimes = Mapping[RegimeCode, Regime]


def regime_code(text: str) -> RegimeCode:
    """Return the regime that *text* names, however it is written."""
    code = SPELLINGS.get(text.strip().lower().replace(" ", ""))
    if code is None:
        raise RegimeError(f"unknown regime {text!r}; use one of {', '.join(RegimeCode)}")
    return code


def parse_regimes(text: str, where: str = "rules/regimes.toml") -> dict[RegimeCode, Regime]:
    """Return every regime in *text*; a fault names *where*, table, key and remedy."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise RegimeError(f"{where}: {error}; correct that line") from error
    unknown = sorted(set(raw) - set(RegimeCode))
    if unknown:
        raise RegimeError(f"{where}: unknown table [{unknown[0]}]; use {', '.join(RegimeCode)}")
    missing = [code for code in RegimeCode if code not in raw]
    if missing:
        raise RegimeError(f"{where}: [{missing[0]}] is missing; restore it from the shipped file")
    return {code: _regime(code, _table(raw, code, where), where) for code in RegimeCode}


def _regime(code: RegimeCode, raw: Mapping[str, object], where: str) -> Regime:
    place = f"{where}: [{code}]"
    _known(raw, REGIME_KEYS, place)
    limits = _table(raw, "limit", place)
    _known(limits, frozenset(LimitName), f"{where}: [{code}.limit]")
    effects = _table(raw, "effect", place) if "effect" in raw else {}
    _known(effects, EFFECTS, f"{where}: [{code}.effect]")
    regime = Regime(
        code=code,
        name=_words(raw, "name", place),
        calendar=_calendar(raw, "calendar", place),
        target_calendar=_calendar(raw, "target_calendar", place),
        working_day=_words(raw, "working_day", place),
        receipt=_words(raw, "receipt", place),
        limits={
            LimitName(name): _limit(_table(limits, name, place), f"{where}: [{code}.limit] {name}")
            for name in limits
        },
        effects={key: _words(effects, key, f"{where}: [{code}.effect]") for key in effects},
    )
    regime.limit(LimitName.ANSWER)
    if regime.calendar is CalendarName.ENGLAND_WALES:
        raise RegimeError(f"{place}: calendar may not be ENGLAND_WALES; no due date rests on it")
    return regime


def _limit(raw: Mapping[str, object], place: str) -> Limit:
    _known(raw, frozenset({*Unit, "section", "inclusive", "roll"}), place)
    units = [unit for unit in Unit if unit in raw]
    amount = raw.get(units[0]) if len(units) == 1 else None
    if not isinstance(amount, int) or isinstance(amount, bool) or not 0 < amount <= 400:
        raise RegimeError(f"{place}: give one of {', '.join(Unit)} as a whole number up to 400")
    return Limit(
        units[0],
        amount,
        _words(raw, "section", place),
        inclusive=raw.get("inclusive") is True,
        roll=raw.get("roll") is True,
    )


def _known(raw: Mapping[str, object], keys: frozenset[str], place: str) -> None:
    unknown = sorted(set(raw) - keys)
    if unknown:
        raise RegimeError(
            f"{place}: unknown key {unknown[0]}; use one of {', '.join(sorted(keys))}"
        )


def _table(raw: Mapping[str, object], key: str, place: str) -> Mapping[str, object]:
    value = raw.get(key)
    if not isinstance(value, dict):
        raise RegimeError(f"{place}: {key} is missing or not a table; restore the shipped one")
    return value


def _words(raw: Mapping[str, object], key: str, place: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RegimeError(f"{place}: {key} is missing; say it in words")
    return value.strip()


def _calendar(raw: Mapping[str, object], key: str, place: str) -> CalendarName:
    value = raw.get(key)
    if value not in list(CalendarName):
        raise RegimeError(f"{place}: {key} must be one of {', '.join(CalendarName)}")
    return CalendarName(str(value))
