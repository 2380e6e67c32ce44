"""Who writes and under which law: the facts about the authority and the regulator (law.md 0.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from foibot.case.model import Law
from foibot.config.shipped import text_of
from foibot.config.toml import toml_of
from foibot.letter.markup import Link
from foibot.letter.model import LetterError


@dataclass(frozen=True, slots=True)
class Regulator:
    """To whom a requester may complain; names and addresses change (IR-14, IR-15)."""

    name: str
    short_name: str
    address: str
    link: Link
    phone: str
    within: str


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """Time limits of internal reviews in working days (IR-3, IR-4)."""

    ask_within: int
    foia_target: int
    foia_most: int
    eir_most: int
    scotland_most: int


@dataclass(frozen=True, slots=True)
class CostLimit:
    """The limit above which a request may be refused, in pounds and hours (COST-1)."""

    limit: int
    rate: int
    hours: int


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what the public may re-use what is ours (LET-17); no name: nothing is said."""

    name: str
    link: Link


FORMS = frozenset({"pdf", "docx"})


@dataclass(frozen=True, slots=True)
class Forms:
    """In which forms a letter goes beside the words of its mail: "pdf", "docx"."""

    requester: tuple[str, ...] = ("pdf",)
    approver: tuple[str, ...] = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class LawName:
    """How a law is called."""

    title: str
    short: str
    brief: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The authority as its letters speak of it."""

    name: str
    short_name: str
    team: str
    email: str
    website: Link
    privacy_notice: Link
    scotland: bool
    regulator: Regulator
    review: ReviewTerms
    cost: CostLimit
    licence: Licence
    laws: Mapping[Law, LawName]
    review_email: str
    phone: str = ""
    address: str = ""
    forms: Forms = Forms()
    welsh: Desk | None = field(default=None, compare=False)

    def said_in(self, language: str) -> Desk:
        """Return the desk with its names in *language* where there are any."""
        return self.welsh if language == "cy" and self.welsh is not None else self

    @property
    def information_law(self) -> str:
        """Return the title of the general law of this authority."""
        return self.laws[Law.FOISA if self.scotland else Law.FOIA].title

    @property
    def signature(self) -> str:
        """Return who signs, a line each: team, authority, how to reach it."""
        reach = ", ".join(filter(None, [self.email, self.phone]))
        return "\n".join(filter(None, [self.team, self.name, self.address, reach]))

    @property
    def environmental_law(self) -> str:
        """Return the title of the environmental law of this authority."""
        return self.laws[Law.EISRS if self.scotland else Law.EIR].title


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What the configuration says about the authority ([authority] in config.toml)."""

    name: str
    short_name: str
    email: str
    website: str
    privacy_notice: str
    scotland: bool = False
    team: str = "Information Governance team"
    review_email: str = ""
    phone: str = ""
    address: str = ""
    name_cy: str = ""
    team_cy: str = "Tîm Llywodraethu Gwybodaeth"


def load(path: Path, facts: AuthorityFacts) -> Desk:
    """Return the desk of *facts* with the values of *path* (rules/letters.toml)."""
    try:
        rules = toml_of(text_of(path))
        return desk(rules, facts)
    except KeyError as error:
        raise LetterError(
            f"{path}: {error} is missing; see the shipped rules/letters.toml"
        ) from error
    except (TypeError, ValueError) as error:
        raise LetterError(f"{path}: {error}; see the shipped rules/letters.toml") from error


def desk(rules: Mapping[str, Mapping[str, object]], facts: AuthorityFacts) -> Desk:
    """Return the desk that the parsed *rules* and *facts* describe."""
    country = "scotland" if facts.scotland else "uk"
    english = _desk(rules, facts, country, "")
    welsh = replace(
        _desk(rules, facts, country, "_cy"),
        name=facts.name_cy or facts.name,
        short_name=facts.name_cy or facts.short_name,
        team=facts.team_cy,
    )
    return replace(english, welsh=welsh)


def _desk(
    rules: Mapping[str, Mapping[str, object]], facts: AuthorityFacts, country: str, suffix: str
) -> Desk:
    regulator = _table(rules, "regulator", country)
    return Desk(
        name=facts.name,
        short_name=facts.short_name,
        team=facts.team,
        email=facts.email,
        website=Link(facts.website),
        privacy_notice=Link(facts.privacy_notice),
        scotland=facts.scotland,
        regulator=Regulator(
            name=_text(regulator, "name", suffix),
            short_name=_text(regulator, "short_name"),
            address=_text(regulator, "address"),
            link=Link(_text(regulator, "url")),
            phone=_text(regulator, "phone"),
            within=_text(regulator, "within", suffix),
        ),
        review=ReviewTerms(**_numbers(rules["review"])),
        cost=CostLimit(**_numbers(_table(rules, "cost", country))),
        licence=Licence(_text(rules["licence"], "name"), Link(_text(rules["licence"], "url"))),
        laws={law: _law(_table(rules, "law", law.value), suffix) for law in CLOCKED},
        review_email=facts.review_email or facts.email,
        phone=facts.phone,
        address=facts.address,
        forms=_forms(rules.get("forms", {})),
    )


def _forms(table: Mapping[str, object]) -> Forms:
    """Return the forms that [forms] names; without it the usual ones."""
    usual = Forms()
    found: dict[str, tuple[str, ...]] = {}
    for key in ("requester", "approver"):
        value = table.get(key, getattr(usual, key))
        if not isinstance(value, list | tuple) or not FORMS.issuperset(value):
            raise TypeError(f'[forms] {key} must be a list of "pdf" and "docx"')
        found[key] = tuple(str(one) for one in value)
    return Forms(**found)


CLOCKED = (Law.FOIA, Law.EIR, Law.FOISA, Law.EISRS)


def _law(table: Mapping[str, object], suffix: str) -> LawName:
    return LawName(_text(table, "title", suffix), _text(table, "short"), _text(table, "brief"))


def _table(rules: Mapping[str, Mapping[str, object]], *names: str) -> Mapping[str, object]:
    found: object = rules
    for name in names:
        if not isinstance(found, Mapping) or name not in found:
            raise KeyError(f"[{'.'.join(names)}]")
        found = found[name]
    if not isinstance(found, Mapping):
        raise TypeError(f"[{'.'.join(names)}] must be a table")
    return found


def _text(table: Mapping[str, object], name: str, suffix: str = "") -> str:
    """Return the text called *name*, in Welsh where it has one."""
    value = table.get(name + suffix) or table[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text in quotation marks")
    return value


def _numbers(table: Mapping[str, object]) -> dict[str, int]:
    wrong = [name for name, value in table.items() if not isinstance(value, int)]
    if wrong:
        raise TypeError(f"{wrong[0]} must be a whole number")
    return {name: value for name, value in table.items() if isinstance(value, int)}
