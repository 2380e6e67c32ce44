"""rules/services.toml -> the services, their people and their words; all faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from foibot.questions.rulefile import RuleFile, Table, rule_file

ADDRESS = re.compile(r"[^\s@<>,;]{1,64}@[^\s@<>,;.]{1,63}(?:\.[^\s@<>,;.]{1,63}){1,8}")
NAMED_ADDRESS = re.compile(r"\s{0,3}([^<>@\"]{1,80}?)\s{0,3}<([^<>]{3,200})>\s{0,3}")
PEOPLE_KEYS = ("officers", "deputy", "manager", "director")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "shelves": "shelf",
}
SERVICE_KEYS = (
    "name", "also", "officers", "deputy", "manager", "director",
    "covers", "decides", "hints", "not", "two_people",
)  # fmt: skip
COVERS, DECIDES, HINTS, NOT, NAME = "covers", "decides", "hints", "not", "name"
DECIDING = 6.0
NAMED = 4.0  # a service called by its name of several words
HINT = 0.5
LONG = {1: 1.0, 2: 2.0}
LONGEST = 2.5
CAPITALS = 2.0
MEMORY = 10_000  # words whose singular is remembered


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a rule or a text: folded to small letters and the singular, and as written."""

    word: str
    raw: str


@dataclass(frozen=True, slots=True)
class Cover:
    """A word or phrase of a service; *exact* words are abbreviations, found in capitals only."""

    service: str
    source: str
    words: tuple[str, ...]
    exact: tuple[bool, ...]
    sort: str
    weight: float


@dataclass(frozen=True, slots=True)
class Service:
    """A part of the council, and who answers for it."""

    name: str
    officers: tuple[str, ...]
    deputy: str | None = None
    manager: str | None = None
    director: str | None = None
    covers: tuple[Cover, ...] = ()
    also: tuple[str, ...] = ()
    two_people: bool = False  # files of it go only when two people approved (SEC-2)

    @property
    def people(self) -> tuple[str, ...]:
        """Return everybody named in it, the officers first."""
        others = (self.deputy, self.manager, self.director)
        return (*self.officers, *(one for one in others if one))


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from *start* to *until*, both included."""

    person: str
    start: date
    until: date

    def covers(self, day: date) -> bool:
        """Return whether the person is away on *day*."""
        return self.start <= day <= self.until


@dataclass(frozen=True, slots=True)
class Services:
    """All services in the order of the file; *warnings* are gaps that can be lived with."""

    all: tuple[Service, ...]
    absences: tuple[Absence, ...]
    by_first_word: Mapping[str, tuple[Cover, ...]]
    warnings: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)  # addresses and whose they are

    @property
    def people(self) -> frozenset[str]:
        """Return the addresses of everybody named in the file, in small letters."""
        return frozenset(one.lower() for service in self.all for one in service.people)

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name under which a service is known."""
        return tuple(name for one in self.all for name in (one.name, *one.also))

    def named(self, words: str) -> Service | None:
        """Return the service that a colleague means by *words*: one of its names."""
        wanted = _called(words)
        for service in self.all:
            if wanted in {_called(name) for name in (service.name, *service.also)}:
                return service
        return None

    def absent(self, day: date) -> dict[str, date]:
        """Return who is away on *day*, each with the last day of it."""
        away: dict[str, date] = {}
        for absence in self.absences:
            if absence.covers(day):
                last = max(absence.until, away.get(absence.person, absence.until))
                away[absence.person] = last
        return away


def _called(words: str) -> str:
    small = [token.word for token in tokens(words)]
    return " ".join(word for word in small if word not in {"the", "and", "team", "department"})


def tokens(text: str) -> list[Token]:
    """Return the words of *text*; a hyphen parts words, a plural is taken for its singular."""
    return [Token(singular(found[0]), found[0]) for found in WORD.finditer(text)]


@lru_cache(MEMORY)
def singular(raw: str) -> str:
    """Return *raw* in small letters without a possessive or the ending of a plural."""
    word = raw.lower().replace("’", "'").removesuffix("'s").rstrip("'").replace("'", "")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


# The start reads the rules to find their faults, then to work by them, each desk for itself.
@lru_cache(maxsize=4)
def load_services(text: str, where: str = "rules/services.toml") -> Services:
    """Return the services of *text*; raises ConfigError with every fault."""
    file = rule_file(where, text)
    file.known("", file.tables, ["service", "absence"])
    called: dict[str, str] = {}
    rows_ = [(table, _bare(row, called)) for table, row in file.rows("service")]
    services = [_service(file, table, row) for table, row in rows_]
    if not services:
        file.fault("service", "", "no service at all", "write at least one [[service]]")
    _find_twins(file, services)
    known = {person.lower() for service in services for person in service.people}
    rows = [_absence(file, table, row, known) for table, row in file.rows("absence")]
    file.raise_faults()
    return Services(
        tuple(services),
        tuple(absence for absence in rows if absence is not None),
        _index(services),
        tuple(_gaps(services)),
        called,
    )


def _bare(row: Table, called: dict[str, str]) -> Table:
    """Return *row* with the address alone of "Jo Bloggs <jo@council.example>"; note whose it is."""
    bare = dict(row)
    for key in PEOPLE_KEYS:
        given = row.get(key)
        if isinstance(given, list):
            bare[key] = [_address(one, called) for one in given]
        elif given is not None:
            bare[key] = _address(given, called)
    return bare


def _address(given: object, called: dict[str, str]) -> object:
    match = NAMED_ADDRESS.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        return given
    called.setdefault(match[2].lower(), match[1])
    return match[2]


def _service(file: RuleFile, where: str, row: Table) -> Service:
    where = where.split(":")[0] + f' "{row.get("name", "without a name")}"'
    file.known(where, row, SERVICE_KEYS)
    name = file.text(where, row, "name")
    officers = file.texts(where, row, "officers")
    if "officers" in row and not officers:
        file.fault(where, "officers", "names nobody", 'write officers = ["name@council.example"]')
    single = {
        key: file.text(where, row, key, "") or None for key in ("deputy", "manager", "director")
    }
    for key, address in [*(("officers", one) for one in officers), *single.items()]:
        if address is not None and not ADDRESS.fullmatch(address):
            problem = f'"{address}" is not one e-mail address'
            file.fault(where, key, problem, "write it as name@council.example")
    covers = [
        cover
        for sort in (COVERS, DECIDES, HINTS, NOT)
        for cover in _covers(file, where, row, name, sort)
    ]
    also = tuple(file.texts(where, row, "also", needed=False))
    covers += _names(name, also)
    return Service(
        name,
        tuple(officers),
        covers=tuple(covers),
        also=also,
        two_people=file.flag(where, row, "two_people", default=False),
        **single,
    )


def _covers(file: RuleFile, where: str, row: Table, name: str, sort: str) -> list[Cover]:
    made = []
    for source in file.texts(where, row, sort, needed=sort == COVERS):
        found = tokens(source)
        if not found:
            file.fault(where, sort, f'"{source}" holds no word', "write a word or leave it out")
            continue
        exact = tuple(_is_capitals(token.raw) for token in found)
        words = tuple(token.raw if e else token.word for token, e in zip(found, exact, strict=True))
        made.append(Cover(name, source, words, exact, sort, _weight(sort, exact)))
    return made


def _names(name: str, also: Sequence[str]) -> list[Cover]:
    """Return the names of several words by which a question may call the service itself."""
    made = []
    for called in (name, *also):
        words = tuple(token.word for token in tokens(called))
        if len(words) > 1:
            made.append(Cover(name, called, words, (False,) * len(words), NAME, NAMED))
    return made


def _is_capitals(raw: str) -> bool:
    return len(raw) >= 2 and raw.isupper()


def _weight(sort: str, exact: Sequence[bool]) -> float:
    if sort == DECIDES:
        return DECIDING
    if sort == HINTS:
        return HINT
    return max(LONG.get(len(exact), LONGEST), CAPITALS if any(exact) else 0.0)


def _find_twins(file: RuleFile, services: Sequence[Service]) -> None:
    """Find a name or phrase that two services claim, and one that a service takes back itself."""
    names: dict[str, str] = {}
    for service in services:
        for called in (service.name, *service.also):
            other = names.setdefault(_called(called), service.name)
            if other != service.name:
                remedy = f'leave it to one of "{service.name}" and "{other}"'
                file.fault("service", "name", f'"{called}" is the name of two services', remedy)
    every = [cover for service in services for cover in service.covers]
    claimed: dict[tuple[str, ...], Cover] = {}
    for cover in (cover for cover in every if cover.sort not in {NOT, HINTS, NAME}):
        _claim(file, cover, claimed.setdefault(cover.words, cover))
    for cover in (cover for cover in every if cover.sort == NOT):
        taken = claimed.get(cover.words)
        if taken is not None and taken.service == cover.service:
            where = f'service "{cover.service}"'
            file.fault(where, NOT, f'"{cover.source}" is in {taken.sort} too', "keep one of them")


def _claim(file: RuleFile, cover: Cover, first: Cover) -> None:
    if first.service != cover.service:
        problem = f'"{cover.source}" is also claimed by "{first.service}"'
        remedy = "keep it in one, or write a longer phrase in each"
        file.fault(f'service "{cover.service}"', cover.sort, problem, remedy)


def _absence(file: RuleFile, where: str, row: Table, known: set[str]) -> Absence | None:
    file.known(where, row, ["person", "from", "until"])
    person = file.text(where, row, "person").lower()
    start, until = row.get("from"), row.get("until")
    for key, day in (("from", start), ("until", until)):
        if not isinstance(day, date):
            file.fault(where, key, "is not a date", f"write {key} = 2026-08-03, without quotes")
    if person and person not in known:
        remedy = "write an address that stands in a service above"
        file.fault(where, "person", f'"{person}" is in no service', remedy)
    if not isinstance(start, date) or not isinstance(until, date):
        return None
    if until < start:
        file.fault(where, "until", "is before from", "write the last day of the absence")
    return Absence(person, start, until)


def _index(services: Sequence[Service]) -> dict[str, tuple[Cover, ...]]:
    index: dict[str, list[Cover]] = {}
    for cover in (cover for service in services for cover in service.covers):
        index.setdefault(singular(cover.words[0]), []).append(cover)
    return {word: tuple(covers) for word, covers in index.items()}


def _gaps(services: Sequence[Service]) -> list[str]:
    gaps = []
    for service in services:
        if service.deputy is None and len(service.officers) == 1:
            gaps.append(f"{service.name}: nobody stands in for {service.officers[0]}; add a deputy")
        if service.deputy is not None and service.deputy in service.officers:
            gaps.append(f"{service.name}: the deputy is one of the officers; name somebody else")
        if service.manager is None:
            gaps.append(f"{service.name}: no manager is told on day 12; add a manager")
        if service.director is None:
            gaps.append(f"{service.name}: no director is told on day 18; add a director")
    return gaps
