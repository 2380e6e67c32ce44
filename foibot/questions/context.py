"""The facts that an item leans on: "an inquiry began" and "the report of that inquiry" (R7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from foibot.questions.acts import Sentence
from foibot.questions.drafts import Draft, Found
from foibot.questions.judge import is_refused
from foibot.questions.passage import Passage
from foibot.questions.signs import WRITER, of_writer

REACH = 8  # facts before an item that it may look back to
NAMED = re.compile(
    r"\b(?=(?P<how>that|this|those|these|such|said|same|the|each of|both)\s+"
    r"(?P<words>(?:(?!(?:of|for|in|on|to|by|with|and|or|at|from|who|which)\b)[\w'’-]+\s*){1,3}))",
)
BACK = re.compile(
    r"\b(?:it|its|they|them|their|there|then|these|those|such|the same|the above|he|she)\b"
    r"|\b(?:this|that)(?=[\s,.?]*(?:$|[.?,;]| is| was| has| had| will))",
    re.I,
)
POINTED = re.compile(r"\b(?:that|this|those|these|such|said|same)\s", re.I)
WORD, POSSESSIVE = re.compile(r"[\w'’-]+"), re.compile(r"['’]s?$")
# "I wrote it down", "You had my number": no fact for an item that looks back.
OF_WRITER = re.compile(r"(?:and |but |so )?(?:I|you) (?!(?:was|were|am) told\b|understand\b)", re.I)
# "I row on the lake and we all like it": who writes, told of themselves.
OWN_TALE = re.compile(
    r"(?:and |but |so |now |well,? )?"
    r"(?:i|we|my|our|me|i['’]?m|i['’]ve|we['’]ve|hope|hoping|sorry|apologies)\b"
    r"(?! (?:questions?|requests?|enquiry|queries|interest|note|refer|write|understand)\b)",
    re.I,
)
# "I'm writing about the closure of Ashgrove library": what all of it is about.
IS_ABOUT = re.compile(
    r"(?:this is|(?:i|we)(?: am| are|['’]m|['’]re)?(?: also| just)? writ(?:e|ing)"
    r"|my (?:questions?|request|enquiry|query) (?:is|are)) (?:to you )?"
    r"(?:about|regarding|concerning|in relation to|with regard to|in connection with|re)\b"
    r"|(?:(?:i|we) refer|(?:with|in) reference|further) to\b",
    re.I,
)
# A name or a number within a sentence: "a lease with Novak Leisure", "in 2019".
NAMES = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]|\d")
SHORT = 3
# Words that stand in every request, so that to share them says nothing.
COMMON = frozenset(
    [
        "council",
        "councils",
        "authority",
        "borough",
        "county",
        "city",
        "town",
        "year",
        "years",
        "period",
        "number",
        "numbers",
        "amount",
        "total",
        "following",
        "information",
        "date",
        "dates",
        "area",
        "areas",
        "public",
        "local",
        "above",
        "below",
        "same",
        "time",
        "times",
        "question",
        "questions",
        "request",
        "requests",
        "answer",
        "name",
        "names",
        "reason",
        "reasons",
        "cost",
        "costs",
        "last",
        "past",
        "first",
        "second",
        "next",
        "other",
        "others",
        "people",
        "person",
        "staff",
        "act",
        "freedom",
        "department",
        "team",
        "service",
        "services",
        "financial",
        "council's",
        "month",
        "months",
        "week",
        "weeks",
        "whole",
        "current",
        "most",
        "more",
        "least",
    ]
)


def leading_in(every: Sequence[Sentence], found: Found) -> list[Sentence]:
    """Return what of a paragraph leads in what follows; the rest is told, for who leans on it."""
    before = [each for each in every[:-1] if not (is_refused(each) or of_writer(each))]
    found.told += [each.body for each in before if tells(each)]
    return [*(each for each in before if not tells(each)), *every[-1:]]


def tells(each: Sentence) -> bool:
    """Return whether a sentence above a list only tells of its writer: no context (R7)."""
    said = each.has("scope", "general", "points", "colon", "purpose", "value")
    return not (each.asks or said) and OWN_TALE.match(each.text) is not None


def lean(found: Found) -> None:
    """Give each item the facts before it that it looks back to."""
    since = -1
    for draft in found.drafts:
        since, after = draft.body.start, since
        if draft.parent is not None:
            continue
        before = [part for part in found.told if part.start < since][-REACH:]
        just = [p for p in before if p.start > after and is_fact(p)][-1:]
        needed = [part for part in before if leans_on(draft.body.text, part.text)]
        just = [part for part in just if part not in needed]
        if draft.path == "prose" and just and (looks_back(draft) or needs_to_know(draft, just[0])):
            needed.append(just[0])
        draft.context = [*needed, *(part for part in draft.context if part not in needed)]
    share(found.drafts)
    if found.drafts:
        _head(found)


def _head(found: Found) -> None:
    """Give a list without a lead-in what its letter says it is about: "I refer to the depot."."""
    above = [part for part in found.told if part.start < found.drafts[0].body.start]
    about = [part for part in above if is_about(part) and NAMES.search(part.text)][-1:]
    bare = [each for each in found.drafts if each.parent is None and each.path != "prose"]
    for draft in bare:
        if about and not draft.lead and not draft.context and not NAMES.search(draft.body.text):
            draft.context = list(about)


def is_fact(part: Passage) -> bool:
    """Return whether a sentence tells of the matter, or says what it is, and not of who writes."""
    own = OF_WRITER.match(part.text) or WRITER.match(part.text)
    # "Nice.", "Well done.", "Where has it gone?", "Please put it back."
    exclaims = len(part.text.split(None, 2)) < 3 or part.text[-1] == "?"
    exclaims = exclaims or part.text[:7].lower() == "please "
    return not (own or exclaims) or is_about(part)


def is_about(part: Passage) -> bool:
    """Return whether a sentence says what the whole message is about."""
    return IS_ABOUT.match(part.text) is not None


def share(drafts: list[Draft]) -> None:
    """Give the entries of one list the facts that several of them need."""
    lists: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.parent is None and draft.path != "prose" and draft.lead:
            lists.setdefault(draft.lead[-1].start, []).append(draft)
    for entries in lists.values():
        known: list[Passage] = [part for each in entries for part in each.context]
        for part in dict.fromkeys(known):
            if known.count(part) > 1:
                for each in entries:
                    if part not in each.context:
                        each.context.insert(0, part)


def looks_back(draft: Draft) -> bool:
    """Return whether an item begins with a word for what was said before it."""
    return bool(BACK.search(draft.body.text[:120]))


def needs_to_know(draft: Draft, fact: Passage) -> bool:
    """Return whether an item names nothing by itself that the fact before it names."""
    told = NAMES.search(fact.text) and not (OWN_TALE.match(fact.text) and not is_about(fact))
    return bool(told) and not NAMES.search(draft.body.text)


def leans_on(item: str, fact: str) -> bool:
    """Return whether *item* speaks of "that inquiry" when *fact* told of an inquiry."""
    known = roots(fact)
    for found in NAMED.finditer(item.lower()):
        words = [root(word) for word in found["words"].split()]
        if WRITER.match(fact) and not POINTED.match(found["how"] + " "):
            continue
        telling = [word for word in words if len(word) >= SHORT and word not in COMMON]
        if found["how"] == "the":
            telling = telling[-1:] if telling and telling[-1] == words[-1] else []
        if known.intersection(telling):
            return True
    return False


# Each item is held against the same facts.
@lru_cache(maxsize=32)
def roots(text: str) -> frozenset[str]:
    """Return the words of *text* without their endings."""
    return frozenset(map(root, WORD.findall(text)))


def root(word: str) -> str:
    """Return *word* in small letters and without the endings of number and possession."""
    small = POSSESSIVE.sub("", word.lower())
    return small[:-1] if len(small) > SHORT and small.endswith("s") else small
