"""
ANSWER -> ITS PARTS: what is withheld, the harm, both sides of the public interest, the searches.

A refusal needs far more than a section (law.md LET-5 to LET-14).  Each part stands behind its word
and a colon on a line of its own, "Harm: ..."; rules/answers.toml lists the words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foibot.case.model import Answer, Enclosure, ExemptionClaim, Outcome
from foibot.config.faults import ConfigError, Fault
from foibot.config.toml import toml_of
from foibot.replies.dates import find_date
from foibot.replies.exemptions import exemptions_in
from foibot.replies.qualified import giver_and_opinion
from foibot.replies.rules import DateWords
from foibot.replies.trimming import of_not_held, without_citation
from foibot.replies.words import Phrases, phrases, plain, sentences

FILE = "rules/answers.toml"
LABELS = (
    "answer", "exempt", "withheld", "reason", "harm", "likelihood", "for_disclosure",
    "for_withholding", "balance", "opinion", "searches", "held_by", "help", "estimate",
    "copyright", "outcome",
)  # fmt: skip
WORDS = ("neither", "ours")
OF_CLAIM = {
    "withheld": "withheld",
    "reason": "reason",
    "harm": "harm",
    "for_disclosure": "interest_in_disclosure",
    "for_withholding": "interest_in_withholding",
    "balance": "balance",
}
OF_ANSWER = {
    "searches": "searches", "help": "help", "estimate": "estimate", "held_by": "other_body",
}  # fmt: skip
# Where an exclusion is relied on, it says itself what the outcome is (s.17(5), FOISA s.16(4), (5)).
EXCLUSIONS = {"12": Outcome.COST, "14": Outcome.VEXATIOUS, "14(2)": Outcome.REPEATED}
HEAD = re.compile(r"^\s{0,8}[*_>•-]{0,3}\s?([A-Za-z0-9'’/().,& ]{2,70}?)[*_]{0,2}\s?:\s*(.*)$")
LIKELY = re.compile(r"\bwould be likely\b|\bwould probably\b|\bis likely\b", re.IGNORECASE)
WOULD = re.compile(r"\bwould\b|\bwill\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GroundWords:
    """rules/answers.toml: the words of each part, folded, and what they mean."""

    labels: Mapping[str, str]
    outcomes: Mapping[str, Outcome]
    neither: Phrases
    ours: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part of an answer; *ids* are the exemptions that it begins."""

    label: str
    text: str
    ids: tuple[str, ...] = ()


def parse_grounds(text: str) -> GroundWords:
    """Return what rules/answers.toml lists; ConfigError tells every fault."""
    try:
        raw = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(FILE, "", "", str(error), "correct that line")]) from error
    tables = {"labels": LABELS, "outcomes": tuple(one.value for one in Outcome), "words": WORDS}
    faults = [fault for name, keys in tables.items() for fault in _faults(raw, name, keys)]
    if faults:
        raise ConfigError(faults)
    outcomes = {fold(w): Outcome(key) for key, each in raw["outcomes"].items() for w in each}
    outcomes |= {fold(one.value.replace("_", " ")): one for one in Outcome}
    return GroundWords(
        labels={fold(word): key for key, each in raw["labels"].items() for word in each},
        outcomes=outcomes,
        neither=phrases(raw["words"]["neither"]),
        ours=frozenset(fold(word) for word in raw["words"]["ours"]),
    )


def _faults(raw: Mapping[str, object], name: str, keys: Sequence[str]) -> Iterator[Fault]:
    table = raw.get(name)
    if not isinstance(table, dict):
        yield Fault(FILE, name, "", "is missing", f"write [{name}] with its lists of words")
        return
    for key in table.keys() - set(keys):
        yield Fault(FILE, name, key, "is unknown", "remove it")
    for key in keys:
        each = table.get(key)
        if not isinstance(each, list) or not all(isinstance(one, str) for one in each):
            remedy = 'write a list of words, such as ["harm"]'
            yield Fault(FILE, name, key, "is missing or no list of words", remedy)


def fold(text: str) -> str:
    """Return *text* as words are compared."""
    return " ".join(plain(text))


def parts_of(text: str, words: GroundWords) -> tuple[str, tuple[Part, ...]]:
    """Return what stands before the first labelled line, and the labelled parts in their order."""
    before: list[str] = []
    found: list[Part] = []
    for line in text.split("\n"):
        part = begun(line, words)
        if part is not None:
            found.append(part)
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
        else:
            before.append(line)
    kept = (replace(one, text=one.text.strip()) for one in found)
    return "\n".join(before).strip(), tuple(kept)


def begun(line: str, words: GroundWords) -> Part | None:
    """Return the part that *line* begins: by its word, or by the section that it names."""
    head = HEAD.match(line)
    if head is None:
        return None
    ids = exemptions_in(head[1])
    label = words.labels.get(fold(head[1]))
    if label is None and ids and not (words.neither.within(head[1]) or without_citation(head[1])):
        return Part("exempt", head[2], ids)
    if label == "exempt":
        first = head[2].split(". ", 1)[0]
        ids = exemptions_in(first) or exemptions_in(head[2])
        return Part("exempt", without_citation(head[2]), ids) if ids else None
    return Part(label, head[2]) if label else None


def refined(
    answer: Answer,
    raw: str,
    before: Answer | None,
    words: GroundWords,
    dates: DateWords,
    today: date,
) -> Answer:
    """
    Return *answer* with the parts that its words *raw* name.

    Words that are parts alone complete the answer *before*; others replace it.
    """
    rest, parts = parts_of(raw, words)
    answer = _of_kind(answer, rest, words)
    opens = any(one.label in {"answer", "outcome"} for one in parts)
    if before is not None and parts and not rest and not opens:
        base = replace(before, by=answer.by, at=answer.at, enclosures=_files(before, answer))
        claims = list(before.exemptions)
    else:
        base = _said(answer, rest, parts)
        claims = _claims_of(answer, rest, parts)
    claims = _with_parts(claims, parts, dates, today)
    fields = {one.label: one.text for one in parts}
    values: dict[str, Any] = {
        OF_ANSWER[name]: text for name, text in fields.items() if name in OF_ANSWER
    }
    made = replace(base, exemptions=tuple(claims), **values)
    made = _owned(made, fields.get("copyright", ""), words)
    return _outcome(made, fields, words)


# What needs no section to be recognised: it is said in the first words.
BY_WORD = frozenset({Outcome.NCND, Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED})
USUAL = {Outcome.COST: "s.12", Outcome.VEXATIOUS: "s.14", Outcome.REPEATED: "s.14(2)"}
CLAUSE = re.compile(r"[,.:;\n(]|\s[-\u2013\u2014]\s|\s(?:because|under|as)\s")


def _of_kind(answer: Answer, text: str, words: GroundWords) -> Answer:
    """Return *answer* as what its first words say: neither confirmed nor denied, too costly."""
    kind = words.outcomes.get(fold(CLAUSE.split(text, maxsplit=1)[0]))
    first = next(iter(sentences(text.split("\n\n", 1)[0])), "")
    if words.neither.within(first):
        kind = Outcome.NCND
    if kind not in BY_WORD:
        return answer
    named = [*(one.id for one in answer.exemptions), *exemptions_in(text)]
    ids = dict.fromkeys(named or [USUAL[kind]] * (kind in USUAL))
    claims = tuple(ExemptionClaim(one) for one in ids)
    return replace(answer, outcome=kind, exemptions=claims, text="")


def _said(answer: Answer, rest: str, parts: Sequence[Part]) -> Answer:
    """Return *answer* with the words that go out as the answer itself."""
    said = "\n\n".join(one.text for one in parts if one.label == "answer" and one.text)
    if answer.outcome is Outcome.NOT_HELD:
        return _not_held(answer, said or rest)
    gives = answer.outcome in {Outcome.DISCLOSED, Outcome.PART}
    return replace(answer, text=said or (rest if gives else ""))


def _not_held(answer: Answer, text: str) -> Answer:
    kept, looked = of_not_held(text)
    return replace(answer, text=kept, searches=looked or answer.searches)


def _claims_of(answer: Answer, rest: str, parts: Sequence[Part]) -> list[ExemptionClaim]:
    """Return the exemptions that the words before the parts rely on, with their reason."""
    own = {name for part in parts for name in part.ids}
    claims = [one for one in answer.exemptions if one.id not in own]
    if answer.outcome not in REASONED:
        return claims
    return [replace(one, reason=_behind(answer, rest)) for one in claims]


def _behind(answer: Answer, rest: str) -> str:
    """Return the reason in *rest*: behind "too costly:" or "vexatious," and behind the section."""
    said = CLAUSE.split(rest, maxsplit=1)[0]
    by_word = answer.outcome in BY_WORD and not exemptions_in(said)
    return without_citation(rest[len(said) :].lstrip(" ,.:;-\u2013\u2014") if by_word else rest)


REASONED = frozenset({Outcome.REFUSED, *BY_WORD})


def _files(before: Answer, answer: Answer) -> tuple[Enclosure, ...]:
    return tuple({one.sha256: one for one in (*before.enclosures, *answer.enclosures)}.values())


def _with_parts(
    claims: list[ExemptionClaim], parts: Sequence[Part], dates: DateWords, today: date
) -> list[ExemptionClaim]:
    """Return *claims* with each part at the exemption named before it, else at all of them."""
    shared: dict[str, Any] = {}
    named = False
    for part in parts:
        if part.label == "exempt":
            claims, named = _begun_claims(claims, part), True
        elif named:
            claims[-1] = replace(claims[-1], **_fields(part, dates, today))
        else:
            shared |= _fields(part, dates, today)
    if named:
        return [replace(one, **_lacking(one, shared)) for one in claims]
    return [replace(one, **shared) for one in claims]


def _lacking(claim: ExemptionClaim, shared: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in shared.items() if not getattr(claim, name)}


def _begun_claims(claims: Sequence[ExemptionClaim], part: Part) -> list[ExemptionClaim]:
    """Return *claims* with those of *part* last: what follows belongs to the last one."""
    known = {one.id: one for one in claims}
    begun = [
        replace(known.get(name, ExemptionClaim(name)), reason=part.text or _reason(known, name))
        for name in part.ids
    ]
    return [one for one in claims if one.id not in part.ids] + begun


def _reason(known: Mapping[str, ExemptionClaim], name: str) -> str:
    return known[name].reason if name in known else ""


# The fields of a claim have two types.
def _fields(part: Part, dates: DateWords, today: date) -> dict[str, Any]:
    if part.label == "likelihood":
        return {"likelihood": likelihood_of(part.text)}
    if part.label == "opinion":
        return _opinion(part.text, dates, today)
    if part.label not in OF_CLAIM:
        return {}
    filled: dict[str, Any] = {OF_CLAIM[part.label]: part.text}
    if part.label == "harm" and likelihood_of(part.text):
        filled["likelihood"] = likelihood_of(part.text)
    return filled


def _opinion(text: str, dates: DateWords, today: date) -> dict[str, Any]:
    """Return who gave an opinion, when, and what it is, each where *text* says it (FOIA s.36)."""
    on = _past(find_date(text, dates, today), text, today)
    who, thinks = giver_and_opinion(text, dates)
    said = {"qualified_person_on": on, "qualified_person": who, "opinion": thinks}
    return {name: value for name, value in said.items() if value}


def likelihood_of(text: str) -> str:
    """Return how likely *text* calls the harm, in the words of the Act, or "" (LET-6)."""
    if LIKELY.search(text):
        return "would be likely to"
    return "would" if WOULD.search(text) else ""


def _past(found: date | None, text: str, today: date) -> date | None:
    """Return an opinion's day: one without a year lies in the past."""
    if found is None or found <= today or str(found.year) in text:
        return found
    return found.replace(year=found.year - 1)


def _owned(answer: Answer, owner: str, words: GroundWords) -> Answer:
    """Return *answer* with whose copyright its files are (LET-17)."""
    if not owner:
        return answer
    whose = None if fold(owner) in words.ours else owner.strip(" .")
    files = tuple(replace(one, owner=whose) for one in answer.enclosures)
    return replace(answer, enclosures=files)


def _outcome(answer: Answer, fields: Mapping[str, str], words: GroundWords) -> Answer:
    """Return *answer* with what it comes to: said, else what its parts amount to."""
    said = words.outcomes.get(fold(fields.get("outcome", "").replace("_", " ")))
    if said is None:
        said = _amounts_to(answer, fields)
    answer = replace(answer, outcome=said)
    if said is Outcome.COST and not answer.estimate:
        reasons = [one.reason for one in answer.exemptions if re.search(r"\d", one.reason)]
        answer = replace(answer, estimate=next(iter(reasons), ""))
    return answer


def _amounts_to(answer: Answer, fields: Mapping[str, str]) -> Outcome:
    if answer.outcome in BY_WORD:
        return answer.outcome
    if answer.exemptions:
        excluded = [_excluded(one.id) for one in answer.exemptions]
        if excluded[0] is not None:
            return excluded[0]
        gives = bool(answer.text.strip() or answer.enclosures)
        return Outcome.PART if gives else Outcome.REFUSED
    if answer.outcome is Outcome.NOT_HELD and fields.get("held_by"):
        return Outcome.ELSEWHERE
    return answer.outcome


def _excluded(name: str) -> Outcome | None:
    """Return the outcome that an exclusion of the Acts is, or None for an exemption."""
    key = name.removeprefix("s.") if name.startswith("s.") else ""
    return EXCLUSIONS.get(key) or EXCLUSIONS.get(key.split("(")[0])
