"""The law that the headings of a request give its parts: "Part 2: FOI", "And under the EIR:"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from foibot.message.caseless import Caseless
from foibot.questions.model import Item

LAWS = {
    "sar": Caseless(
        r"\b(?:subject access|d?sar|right of access|article 15|data protection|(?:uk )?gdpr)\b",
    ),
    "foi": Caseless(r"\bfreedom of info\w*|\bfoia?\b|\brhyddid gwybodaeth\b"),
    "eir": Caseless(r"\benvironmental information\b|\beirs?\b"),
}
LONGEST = 30  # words of a heading or lead-in


def headed_laws(items: Sequence[Item]) -> list[str | None]:
    """
    Return for each item the one law that stands over it and not over all.

    The parts of a mixed request are answered each under its own law (law.md 7.2); what stands
    over every item ("a request under FOI, EIR and data protection") parts nothing.
    """
    if len(items) == 1:
        return [None]
    known = {item.n: item for item in items}
    over = [_over(item, known) for item in items]
    common = frozenset.intersection(*over) if over else frozenset()
    return [next(iter(laws - common)) if len(laws - common) == 1 else None for laws in over]


def _over(item: Item, known: dict[int, Item]) -> frozenset[str]:
    """Return the laws that the headings over an item, and those over its parent, name."""
    lines = list(item.context)
    above = known.get(item.parent or 0)
    laws = _over(above, known) if above is not None else frozenset[str]()
    if above is not None and above.stem:
        lines.append(above.text)
    return laws.union(*map(_named, lines))


# What stands over a list stands over each of its items.
@lru_cache(maxsize=64)
def _named(line: str) -> frozenset[str]:
    """Return the laws that one line names, if it is as short as a heading."""
    if len(line.split()) > LONGEST:
        return frozenset()
    return frozenset(law for law, said in LAWS.items() if said.search(line))
