"""Words that mean the same: an officer seldom says it in the words of the question (T21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foibot.replies.words import Phrases, phrases


@dataclass(frozen=True, slots=True)
class Alike:
    """Groups of words and phrases, each of one meaning (rules/replies.toml, [alike])."""

    groups: tuple[Phrases, ...]

    def among(self, tokens: Sequence[str]) -> dict[int, frozenset[str]]:
        """Return the groups that have words among *tokens*, each with these words."""
        found: dict[int, frozenset[str]] = {}
        for n, group in enumerate(self.groups):
            if group.by_first.keys().isdisjoint(tokens):
                continue
            said: set[str] = set()
            for place in range(len(tokens)):
                end = group.at(tokens, place)
                if end is not None:
                    said.update(tokens[place:end])
            if said:
                found[n] = frozenset(said)
        return found


def alike(groups: Iterable[Sequence[str]]) -> Alike:
    """Return *groups* ready to be looked for."""
    return Alike(tuple(phrases(one) for one in groups))
