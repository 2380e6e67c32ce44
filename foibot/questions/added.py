"""What a sentence adds to the ask before it: one thing more, named and no more (guide R6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.acts import Sentence
from foibot.questions.finite import finite
from foibot.questions.sifting import FIGURE
from foibot.questions.signs import names_record

ADDS = (("also",), ("plus",), ("additionally",))
ADDS_ONE = (("in", "addition"), ("as", "well"), *((word, ",") for word in ("one", "two", "three")))
MORE = re.compile(
    r"(?:also|plus|in addition|as well as)[,:]? (?:the|any|all|your|each|every|how) \w+ \w+", re.I
)
WISHED = re.compile(r"^(?:\S+ ){2,8}(?:too |as well )?(?:please|pls|plz)\W*$", re.I)
# "FOI request. Tonnage collected by month. Contamination rate.": notes follow.
RIGHT_ALONE = re.compile(
    r"(?:(?:an? |my )?(?:foia?|eirs?|freedom of information|environmental information)"
    r"(?: act)?(?: request| question)?s?|request for information)(?:,? please)?\W*",
    re.I,
)
OF_THESE = re.compile(r"(?:and )?(?:out )?of (?:these|those|them|which|whom)\b", re.I)


def adds_more(each: Sentence) -> bool:
    """Return whether one more thing is named beside an ask: "Also the sickness rate there."."""
    if each.has("told") or each.refused:
        return False
    named = each.has("thing", "noun") or (MORE.match(each.text) and not each.has("fact", "value"))
    if named and (each.words[:1] in ADDS or each.words[:2] in ADDS_ONE):
        return True
    if each.words[:1] == ("and",) and each.has("noun") and not each.has("fact"):
        return True  # "And number closed down in 2025"
    # "Equal opportunities policy please."
    return each.has("matter") and not (finite(each.text) or WISHED.search(each.text) is None)


def names_one_more(each: Sentence) -> bool:
    """Return whether a few words behind an ask name one more record: "The number of schools"."""
    return names_record(each) and not each.refused and len(each.words) > 3 and not each.has("colon")


def in_notes(each: Sentence, above: Sentence) -> bool:
    """Return whether a request in note form goes on: "Total paid.  Top ten firms each year."."""
    notes = not above.asks and above.has("noun", "matter") and not finite(above.text)
    if not notes or each.has("fact", "told", "scope", "value", "short"):
        return False
    return each.has("matter") and not (each.refused or finite(each.text))


def names_more(each: Sentence, above: Sentence | None, beside: Sequence[Sentence]) -> bool:
    """Return whether a sentence names one thing more behind the ask *above*, or is a note."""
    if noted_under_right(each, beside):
        return True
    return above is not None and (names_one_more(each) or in_notes(each, above))


def noted_under_right(each: Sentence, beside: Sequence[Sentence]) -> bool:
    """Return whether a note stands in a paragraph that begins with the right: "FOI request."."""
    if not beside or RIGHT_ALONE.fullmatch(beside[0].text) is None:
        return False
    return not (each.refused or each.has("fact", "told", "value") or finite(each.text))


def counts_parts(each: Sentence, above: str) -> bool:
    """Return whether the parts of a figure asked for *above* are wanted too: "Of these:"."""
    return FIGURE.search(above) is not None and OF_THESE.match(each.text) is not None
