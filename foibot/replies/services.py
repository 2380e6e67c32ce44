"""Which other service an officer's words name: "try Highways", "it's with Legal"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.rules import ReplyRules
from foibot.replies.words import Phrases, Word, plain, words

_CLAUSE = re.compile(r"[.,;:!?()\n\u2013\u2014]|\s-\s")
_CONJUNCTION = re.compile(r"^\s*(?:so|and|but|please|sorry|or)\s", re.IGNORECASE)
_NO_SERVICE = frozenset({"for", "at", "about", "if", "whether", "a", "an"})
_NOT_IN_NAME = frozenset({"not", "did", "does", "do", "never"})
_MOST_BEHIND_NAME = 12
_LONGEST_NAME = 5
_TEAM = re.compile(
    r"\b(?:team|dept|department|service|services|officer|manager|unit|office)\b", re.I
)
_WOULD = re.compile(
    r"^([^\W\d_][\w &-]{1,40}?) (?:would|will|might|may|should)(?: know| have it)?$"
)
_END = re.compile(
    r"[.,;:!?()\n\u2013\u2014]|\s-\s|\bbecause\b|\bas they\b|\binstead\b|\bplease\b", re.I
)
# Words before a name that are no part of it: "try the Highways team", "it's probably Planning".
_NO_NAME = frozenset(
    plain(
        "the them it to a an with this that someone somebody us me you your our my not ours mine "
        "for team i think we they do does don't doesn't no will would may can who held hold maybe "
        "perhaps probably possibly again"
    )
)


def names_service(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says no more than who has it: "It's with Procurement"."""
    return bool(only_service(text, text, rules))


def only_service(text: str, first: str, rules: ReplyRules) -> str:
    """Return the service where "with Legal" or "this is for Legal, please redirect" says it all."""
    found = words(first)
    before = _before_end(text, found, first, rules)
    if before:
        return before
    end = rules.answers.not_ours_whole.at([word.text for word in found], 0) if found else None
    if end is None or end >= len(found) or len(plain(text)) > end + _MOST_BEHIND_NAME:
        return ""
    behind = first[found[end].start :].removeprefix("the ")
    name = _name(behind)
    named = name[:1].isupper() or bool(_TEAM.search(name))
    return name if named and len(name.split()) <= _LONGEST_NAME else ""


def _before_end(text: str, found: Sequence[Word], first: str, rules: ReplyRules) -> str:
    """Return the service in "Procurement to answer", or ""."""
    hit = rules.answers.not_ours_end.first([word.text for word in found], _LONGEST_NAME + 1)
    if hit is None or not hit[0] or len(plain(text)) > hit[1] + _LONGEST_NAME:
        return ""
    name = first[: found[hit[0]].start].strip()
    return name if name[:1].isupper() or _TEAM.search(name) else ""


def opens(text: str, wanted: Phrases) -> bool:
    """Return whether a clause of *text* begins with one of the phrases."""
    clauses = (_CONJUNCTION.sub("", one) for one in _CLAUSE.split(text))
    for one in map(plain, clauses):
        end = wanted.at(one, 0) if one else None
        # "Ask for a form at reception" sends nobody's question anywhere.
        if end is not None and (end >= len(one) or one[end] not in _NO_SERVICE):
            return True
    return False


def service_named(text: str, rules: ReplyRules) -> str:
    """Return the words that name another service, as written; "" where none is named."""
    found = words(text)
    tokens = [word.text for word in found]
    best = ""
    place = 0
    while place < len(tokens):
        end = rules.answers.service_follows.at(tokens, place)
        if end is None or end >= len(found):
            place += 1
            continue
        best = _name(text[found[end].start :])
        if best and rules.answers.service_follows.by_first:
            return best
        place = end
    return best or _service_before(text, rules)


def _service_before(text: str, rules: ReplyRules) -> str:
    found = words(text)
    hit = rules.answers.service_precedes.first([word.text for word in found])
    if hit is not None:
        return _name(_CLAUSE.split(text[: found[hit[0]].start])[-1])
    # "Don't know, Appeals would."
    ends = (_WOULD.search(one.strip()) for one in _CLAUSE.split(text))
    return next((_name(one[1]) for one in ends if one is not None), "")


def _name(text: str) -> str:
    """Return the name at the start of *text*: up to its end of clause, at most six words."""
    head = _END.split(text.strip().replace("\u2019", "'"), maxsplit=1)[0]
    tokens = head.split()
    while tokens and _NO_NAME.issuperset(plain(tokens[0])):
        tokens.pop(0)
    if not _NOT_IN_NAME.isdisjoint(plain(" ".join(tokens[:6]))):
        return ""
    return " ".join(tokens[:6]) if any(not _NO_NAME.issuperset(plain(t)) for t in tokens) else ""
