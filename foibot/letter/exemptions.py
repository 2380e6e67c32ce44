"""Which exemptions and exceptions there are, and what each demands of a letter (law.md 6.5)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from foibot.case.model import Law
from foibot.config.shipped import text_of
from foibot.config.toml import toml_of
from foibot.letter.model import LetterError

KINDS = frozenset({"absolute", "qualified", "exclusion", "notice"})
TESTS = frozenset(
    {"prejudice", "substantial", "adverse", "endangerment", "personal", "class", "required"}
    | {"cost", "request", "none"}
)
MAYBE = "would be likely to"
HARMFUL = frozenset({"prejudice", "substantial", "adverse", "endangerment"})
WANTS = frozenset({"qualified_person", "where", "when", "enactment", "completion", "no_emissions"})
REGULATIONS = frozenset({Law.EIR, Law.EISRS})
# What a provision of an Act and one of Regulations is called.
PROVISION = {"en": ("section", "regulation"), "cy": ("adran", "rheoliad")}


@dataclass(frozen=True, slots=True)
class Exemption:
    """One entry of rules/exemptions.toml; the meaning of each field is told there."""

    law: Law
    id: str
    title: str
    kind: str
    test: str
    public_interest: str
    covers: str
    also: tuple[str, ...] = ()
    cite: str = ""
    ncnd: str = ""
    limb: str = ""
    council: str = ""
    needs: tuple[str, ...] = ()
    effect: str = ""
    title_cy: str = ""
    covers_cy: str = ""
    effect_cy: str = ""

    def said_in(self, language: str) -> Exemption:
        """Return the entry with its title and what it covers in *language*, where it has them."""
        if language != "cy":
            return self
        return replace(
            self,
            title=self.title_cy or self.title,
            covers=self.covers_cy or self.covers,
            effect=self.effect_cy or self.effect,
        )

    @property
    def harmful(self) -> bool:
        """Return whether the letter must show harm and its likelihood (LET-6)."""
        return self.test in HARMFUL

    @property
    def likelihoods(self) -> tuple[str, ...]:
        """
        Return how likely the harm may be for the letter to rely on this (LET-6, LET-14).

        EIR reg 12(5) asks that disclosure *would* adversely affect: that it may is not enough.
        """
        return ("would",) if self.test == "adverse" else ("would", MAYBE)

    @property
    def weighed(self) -> bool:
        """Return whether the letter must weigh the public interest (s.2, reg 12(1)(b))."""
        return self.public_interest == "yes"


@dataclass(frozen=True, slots=True)
class Exemptions:
    """All exemptions, found by law and by what people write."""

    entries: tuple[Exemption, ...]
    index: Mapping[tuple[Law, str], Exemption]

    def find(self, law: Law, written: str) -> Exemption | None:
        """Return the exemption that *written* means: itself, else the nearest one above it."""
        key = key_of(written, law)
        while key:
            if (law, key) in self.index:
                return self.index[law, key]
            key, bracket, _ = key.rpartition("(")
            if not bracket:
                return None
        return None


def key_of(written: str, law: Law) -> str:
    """Return *written* ("section 43 (2)", "S43(2)", "43(2) FOIA") as a key: "43(2)"."""
    folded = re.sub(r"\s+", "", written[:80].lower())
    word = re.match(r"(?:sections?|s\.?|(reg(?:ulation)?s?\.?))(?=\d)", folded)
    # A regulation is none of an Act, and a section none of the Regulations.
    if word and bool(word[1]) != (law in REGULATIONS):
        return ""
    folded = folded[word.end() :] if word else folded
    return re.sub(r"(?:ofthe)?(?:foia|eir|foisa|eisrs?)$", "", folded)


def cited(written: str, law: Law, language: str = "en") -> str:
    """Return how a letter cites what was written: "section 43(2)", "rheoliad 12(5)(e)"."""
    words = PROVISION.get(language, PROVISION["en"])
    word = words[law in REGULATIONS]
    key = re.sub(r"^(\d+)([a-z]*)", lambda m: m[1] + m[2].upper(), key_of(written, law))
    # Letters within brackets stay small, but for inserted sub-sections such as 40(3A).
    return f"{word} " + re.sub(r"\((\d+)([a-z])\)", lambda m: f"({m[1]}{m[2].upper()})", key)


def load(path: Path) -> Exemptions:
    """Return the exemptions of *path*; every fault of the file is named at once."""
    try:
        tables = toml_of(text_of(path)).get("exemption", [])
    except tomllib.TOMLDecodeError as error:
        raise LetterError(f"{path}: {error}") from error
    faults = [fault for at, table in enumerate(tables, 1) for fault in _faults(table, at)]
    if faults or not tables:
        raise LetterError("\n".join(f"{path}: {fault}" for fault in faults or ["no [[exemption]]"]))
    return of(tuple(_entry(table) for table in tables))


def of(entries: tuple[Exemption, ...]) -> Exemptions:
    """Return *entries* with the index by which they are found."""
    index: dict[tuple[Law, str], Exemption] = {}
    for entry in entries:
        for name in (entry.id, *entry.also):
            index[entry.law, key_of(name, entry.law)] = entry
    for entry in entries:
        # "section 40(5B)" means the exemption beside it; FOISA section 18 means none by itself.
        if entry.ncnd and entry.law is not Law.FOISA:
            index.setdefault((entry.law, key_of(entry.ncnd, entry.law)), entry)
    return Exemptions(entries, index)


def _faults(table: Mapping[str, object], at: int) -> list[str]:
    where = f"[[exemption]] number {at} ({table.get('law')} {table.get('id')})"
    allowed = {
        "law": {"foia", "eir", "foisa", "eisrs"},
        "kind": KINDS,
        "test": TESTS,
        "public_interest": {"yes", "no", "formal"},
        "council": {"", "never", "warn"},
    }
    found = [
        f"{where}: {key} is {table.get(key)!r}; write one of {', '.join(sorted(values))}"
        for key, values in allowed.items()
        if str(table.get(key, "" if key == "council" else "missing")) not in values
    ]
    found += [
        f"{where}: {key} is missing" for key in ("id", "title", "covers") if not table.get(key)
    ]
    if "qualified_person" in str(table.get("needs", "")) and not table.get("effect"):
        found.append(f"{where}: effect is missing; a letter says it of that person's opinion")
    unknown = set(table) - set(Exemption.__dataclass_fields__)
    found += [f"{where}: {key} is not known; take it out" for key in sorted(unknown)]
    needs = table.get("needs", [])
    wrong = [need for need in needs if need not in WANTS] if isinstance(needs, list) else [needs]
    return found + [f"{where}: needs {need!r}; write one of {', '.join(WANTS)}" for need in wrong]


def _entry(table: Mapping[str, object]) -> Exemption:
    text = {key: str(table.get(key, "")) for key in Exemption.__dataclass_fields__}
    lists = {
        key: tuple(str(one) for one in value)
        if isinstance(value := table.get(key, []), list)
        else ()
        for key in ("also", "needs")
    }
    law = Law(text["law"])
    return Exemption(
        law=law,
        id=text["id"],
        title=text["title"],
        kind=text["kind"],
        test=text["test"],
        public_interest=text["public_interest"],
        covers=text["covers"],
        also=lists["also"],
        cite=text["cite"],
        ncnd=text["ncnd"],
        limb=text["limb"],
        council=text["council"],
        needs=lists["needs"],
        effect=text["effect"],
        title_cy=text["title_cy"],
        covers_cy=text["covers_cy"],
        effect_cy=text["effect_cy"],
    )
