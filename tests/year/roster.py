"""The people of the simulated council: fifteen services, forty officers, and who stands in."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foibot.config.shipped import shipped

DOMAIN = "council.example"
LEADS = ("governance@council.example", "deputy.governance@council.example")
APPROVERS = ("approver@council.example", "second.approver@council.example")
REVIEWERS = ("reviewer@council.example", "second.reviewer@council.example")
GOVERNANCE = f"""\
[governance]
leads = {json.dumps(LEADS[:1])}
approvers = {json.dumps(APPROVERS)}
reviewers = {json.dumps(REVIEWERS)}
"""

# Service -> what is asked of it, in words that only it claims.
ASKED: dict[str, tuple[str, ...]] = {
    "Adult Social Care": ("care home places were funded", "direct payments were stopped"),
    "Children's Services": ("children in care were placed elsewhere", "foster carers resigned"),
    "Education and SEND": ("EHCP requests were refused", "pupils were home educated"),
    "Housing": ("council homes were let", "damp and mould reports were made by tenants"),
    "Planning": ("planning applications were refused", "planning appeals were lost"),
    "Highways and Transport": ("potholes were repaired", "dropped kerbs were built"),
    "Parking": ("penalty charge notices were issued", "parking permits were sold"),
    "Waste and Street Cleaning": ("missed bins were reported", "fly-tipping fines were issued"),
    "Parks, Trees and Leisure": ("street trees were felled", "playgrounds were inspected"),
    "Libraries, Museums and Culture": ("library books were lost", "museum visits were made"),
    "Council Tax, Business Rates and Benefits": (
        "council tax summonses were issued", "business rates accounts were in arrears",
    ),
    "Finance and Procurement": ("invoices were paid late", "contracts were awarded untendered"),
    "Human Resources": ("agency staff were employed", "staff grievances were raised"),
    "ICT and Digital": ("laptops were replaced", "cyber security incidents were recorded"),
    "Public Health": ("smoking cessation courses were given", "health visitors were employed"),
}  # fmt: skip
# Nobody's: governance is asked.
NOBODYS = ("zorbs were ordered", "astrolabes were bought")
ENVIRONMENT = frozenset({"Waste and Street Cleaning", "Parks, Trees and Leisure"})


@dataclass(frozen=True, slots=True)
class Team:
    """A service as the council's roster has it today."""

    name: str
    officers: tuple[str, ...]
    deputy: str
    manager: str
    director: str


@dataclass(slots=True)
class Roster:
    """Everybody, and who is known to be away; the file that the desk reads is made from it."""

    teams: dict[str, Team]
    away: list[tuple[str, date, date]] = field(default_factory=list)
    left: set[str] = field(default_factory=set)

    @property
    def officers(self) -> list[str]:
        """Return the addresses of all officers of today."""
        return [one for team in self.teams.values() for one in team.officers]

    @property
    def everybody(self) -> set[str]:
        """Return the addresses of everybody whom the file names today."""
        people = set(self.officers)
        for team in self.teams.values():
            people |= {team.deputy, team.manager, team.director}
        return people

    def replace_first(self, service: str, new: str) -> str:
        """Let the first officer of a service leave and *new* start; return who left."""
        team = self.teams[service]
        old = team.officers[0]
        self.left.add(old)
        self.teams[service] = replace(team, officers=(new, *team.officers[1:]))
        return old

    def text(self) -> str:
        """Return services.toml as the council would save it today."""
        shown = tomllib.loads((shipped("rules") / "services.toml").read_text(encoding="utf-8"))
        words = {one["name"]: one for one in shown["service"]}
        parts = [_written(team, words[team.name]) for team in self.teams.values()]
        parts += [
            f'[[absence]]\nperson = "{who}"\nfrom = {first}\nuntil = {last}\n'
            for who, first, last in self.away
            if who not in self.left
        ]
        return "\n".join(parts)


def _written(team: Team, words: dict[str, object]) -> str:
    lines = ["[[service]]", f"name = {json.dumps(team.name)}"]
    lines.append(f"officers = {json.dumps(team.officers)}")
    people = ("deputy", "manager", "director")
    lines += [f"{key} = {json.dumps(getattr(team, key))}" for key in people]
    keys = [key for key in ("also", "covers", "decides", "hints", "not") if key in words]
    lines += [f"{key} = {json.dumps(words[key], ensure_ascii=False)}" for key in keys]
    return "\n".join(lines) + "\n"


def staffed(officers: int = 40) -> Roster:
    """Return fifteen services with *officers* among them: two or three each."""
    teams: dict[str, Team] = {}
    for place, name in enumerate(ASKED):
        count = officers // len(ASKED) + (place < officers % len(ASKED))
        stem = name.split()[0].strip(",'s").lower()
        people = tuple(f"{stem}.officer{n + 1}@{DOMAIN}" for n in range(count))
        teams[name] = Team(
            name,
            people,
            f"{stem}.deputy@{DOMAIN}",
            f"head.{stem}@{DOMAIN}",
            f"director{place // 4 + 1}@{DOMAIN}",
        )
    return Roster(teams)


def question(luck: random.Random, services: Sequence[str] = tuple(ASKED)) -> tuple[str, str]:
    """Return a service ("" for nobody's) and a question that is its own."""
    year = luck.choice((2022, 2023, 2024, 2025))
    if luck.random() < 0.03:
        return "", f"How many {luck.choice(NOBODYS)} in {year}?"
    service = luck.choice(services)
    return service, f"How many {luck.choice(ASKED[service])} in {year}?"
