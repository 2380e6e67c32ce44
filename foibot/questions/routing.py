"""Which service answers a question: by the words of its rules, whole words only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foibot.questions.model import Item
from foibot.questions.services import (
    DECIDES,
    HINTS,
    NOT,
    Absence,
    Cover,
    Service,
    Services,
    Token,
    load_services,
    tokens,
)

__all__ = ["Absence", "Route", "Service", "Services", "load_services", "route", "route_all"]

LEAST = 0.5  # less than one word in the context is no reason at all
CLOSE = 0.8  # a runner-up with this share of the score makes the choice doubtful
CONTEXT = 0.5
SHOUTING = 0.6  # share of capitals from which capitals say nothing
# Abbreviations that are also words: in a message all in capitals they are not found.
ORDINARY = frozenset({"it", "send", "sap", "hr", "ai", "prevent", "tip"})
LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Route:
    """
    The service that a question goes to, how strongly, and the words that decided.

    Where it is *doubtful* the service is a suggestion to governance, not an assignment.
    """

    service: Service | None
    score: float
    words: tuple[str, ...]
    runner_up: Service | None
    runner_up_score: float
    doubtful: bool
    by_siblings: bool = False  # the other questions of the request decided

    @property
    def why(self) -> str:
        """Return the reason in a sentence for a person."""
        if self.service is None:
            return "No word of any service's rules is in the question."
        if self.by_siblings:
            return f"{self.service.name}, like the other questions of the request."
        said = ", ".join(f"“{word}”" for word in self.words[:6])
        reason = f"{self.service.name}, by {said}"
        if self.runner_up is not None and self.doubtful:
            return f"Perhaps {reason}; or {self.runner_up.name}."
        return f"Perhaps {reason}." if self.doubtful else f"{reason}."


@dataclass(frozen=True, slots=True)
class Match:
    """A word or phrase of a service found in a text, from token *first* up to *last*."""

    cover: Cover
    first: int
    last: int

    def holds(self, other: Match) -> bool:
        """Return whether *other* lies within this longer match."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and self.last - self.first > other.last - other.first


Known = dict[str, list[Match]]  # what was found in a text


def route(item: Item, services: Services, known: Known | None = None) -> Route:
    """
    Return where *item* goes; equal scores go by the order of the file, as a suggestion.

    Questions of one request share their context: what is *known* of a text is not looked for anew.
    """
    known = {} if known is None else known
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    best: dict[tuple[str, str], float] = {}
    parts = [(item.text, 1.0), *((context, CONTEXT) for context in item.context)]
    for text, factor in parts:
        if text not in known:
            known[text] = matches(text, services)
        for match in known[text]:
            cover = match.cover
            key = (cover.service, cover.source)
            gain = cover.weight * factor - best.get(key, 0.0)
            if gain <= 0:
                continue
            best[key] = cover.weight * factor
            scores[cover.service] = scores.get(cover.service, 0.0) + gain
            if cover.source not in words.setdefault(cover.service, []):
                words[cover.service].append(cover.source)
    return _choice(scores, words, services)


def route_all(items: Sequence[Item], services: Services) -> tuple[Route, ...]:
    """Return where each of the questions of one request goes; clear ones settle the doubtful."""
    known: Known = {}
    routes = [route(item, services, known) for item in items]
    clear = {r.service.name for r in routes if r.service is not None and not r.doubtful}
    return tuple(_settled(one, clear, services) if one.doubtful else one for one in routes)


def _settled(doubtful: Route, clear: set[str], services: Services) -> Route:
    """Return the choice between two that a clear sibling confirms, or what all of them say."""
    near = [one for one in (doubtful.service, doubtful.runner_up) if one and one.name in clear]
    if len(near) == 1:
        return replace(doubtful, service=near[0], doubtful=False, by_siblings=True)
    if doubtful.service is None and len(clear) == 1:
        return replace(
            doubtful, service=services.named(clear.copy().pop()), doubtful=False, by_siblings=True
        )
    return doubtful


def _choice(scores: dict[str, float], words: dict[str, list[str]], services: Services) -> Route:
    order = {service.name: n for n, service in enumerate(services.all)}
    ranked = sorted(services.all, key=lambda s: (-scores.get(s.name, 0.0), order[s.name]))
    first = ranked[0]
    top = scores.get(first.name, 0.0)
    if top < LEAST:
        return Route(None, 0.0, (), None, 0.0, doubtful=True)
    second = ranked[1] if len(ranked) > 1 else None
    next_score = scores.get(second.name, 0.0) if second else 0.0
    only_hints = all(
        cover.sort == HINTS for cover in first.covers if cover.source in words[first.name]
    )
    return Route(
        service=first,
        score=round(top, 2),
        words=tuple(words[first.name]),
        runner_up=second if next_score else None,
        runner_up_score=round(next_score, 2),
        doubtful=next_score >= CLOSE * top or only_hints,
    )


def matches(text: str, services: Services) -> list[Match]:
    """Return what counts in *text*: no phrase within a longer one, nothing that is taken back."""
    found = list(_found(tokens(text[:LIMIT]), services))
    voids = [match for match in found if match.cover.sort == NOT]
    covers = [match for match in found if match.cover.sort != NOT]
    return [
        match
        for match in covers
        if not any(longer.holds(match) for longer in covers)
        and not any(_takes_back(void, match) for void in voids)
    ]


def _takes_back(void: Match, match: Match) -> bool:
    overlap = void.first < match.last and match.first < void.last
    same = void.cover.service == match.cover.service
    return overlap and same and match.cover.sort != DECIDES


def _found(text: Sequence[Token], services: Services) -> Iterable[Match]:
    shouting = _shouts(text)
    for at, token in enumerate(text):
        for cover in services.by_first_word.get(token.word, ()):
            last = at + len(cover.words)
            if last <= len(text) and _fits(cover, text[at:last], shouting=shouting):
                yield Match(cover, at, last)


def _fits(cover: Cover, text: Sequence[Token], *, shouting: bool) -> bool:
    for word, exact, token in zip(cover.words, cover.exact, text, strict=True):
        if exact and not _is_abbreviation(token.raw, word, shouting=shouting):
            return False
        if not exact and word != token.word:
            return False
    return True


def _is_abbreviation(raw: str, wanted: str, *, shouting: bool) -> bool:
    bare = raw.replace("’", "'").removesuffix("'s")
    return bare in {wanted, wanted + "s"} and not (shouting and wanted.lower() in ORDINARY)


def _shouts(text: Sequence[Token]) -> bool:
    letters = sum(len(token.raw) for token in text)
    capitals = sum(len(token.raw) for token in text if token.raw.isupper())
    return letters > 20 and capitals > SHOUTING * letters
