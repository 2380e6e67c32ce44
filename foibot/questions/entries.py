"""What a list shows as a whole, and the lines under its entries (guide R2, R3, R8)."""

from __future__ import annotations

import re
from itertools import pairwise

from foibot.questions.blocks import Block
from foibot.questions.judge import is_refused, is_title, read_all
from foibot.questions.layout import is_field
from foibot.questions.opening import introduces
from foibot.questions.outline import Entry, Listing
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

LEADS_ON = re.compile(r":\s*$|\b(?:for|of|were|by|in)\s*$|\bfollowing[.?]?$")
LONGEST_LEAD = 16  # characters at the end of a line that it may take
UNFINISHED = re.compile(
    r"\b(?:because|that|who|which|where|whose|when|if|due to|as|were|was|had|have|been)"
    r"\s*[:–-]*\s*$",
    re.I,
)
# "a. of those, households with children": the entry above wants a number of its own (R3).
OF_THOSE = re.compile(
    r"\W*(?:and )?(?:(?:how many|the number|number) )?of (?:those|these|them)\b", re.I
)


def are_sections(entries: list[Entry], rules: QuestionRules) -> bool:
    """Return whether each entry is a title over sub-entries that ask: "1. Spending on firms"."""
    below = [e for each in entries for e in each.children if isinstance(e, Entry)]
    if len(entries) < 2 or not all(map(heads, entries)):
        return False
    labelled = all(each.marker.label for each in below)
    said = (read_all(each.block.body, rules) for each in below)  # none of a label alone
    return labelled or any(each[-1].has("mark", "order", "ask") for each in said if each)


def completed_below(body: Passage) -> bool:
    """Return whether each sub-entry completes a clause: "How many were refused because:"."""
    return bool(UNFINISHED.search(body.text))


def numbered_through(entries: list[Entry]) -> bool:
    """Return whether questions are numbered straight through below headings: "B. Costs", "Q4."."""
    below = [[e.marker for e in each.children if isinstance(e, Entry)] for each in entries]
    if len(entries) < 2 or not all(below) or not all(is_title(e.block.text) for e in entries):
        return False
    ends = pairwise(below)
    return below[0][0].ordinal == 1 and all(
        later[0].style == first[-1].style and later[0].ordinal == first[-1].ordinal + 1
        for first, later in ends
    )


def heads_section(entry: Entry) -> bool:
    """Return whether an entry is but the heading of a section: "A. BUSES", "B. School streets".

    What stands under it is about its questions (R7) and no part of it.
    """
    text = entry.block.text
    lettered = entry.marker.style[0] == "A" and is_title(text)
    return (lettered or text.isupper()) and text[-1] != ":"


def heads(entry: Entry) -> bool:
    """Return whether an entry has sub-entries and is a title or a lead-in itself."""
    named = is_title(entry.block.text) or introduces(entry.block)
    return named and any(isinstance(each, Entry) for each in entry.children)


def mostly_asks(listing: Listing, rules: QuestionRules) -> bool:
    """Return whether all but a few entries of a list surely ask for something."""
    every = [read_all(entry.block.body, rules) for entry in listing.entries]
    asked = sum(any(each.asks or each.has("noun", "thing") for each in entry) for entry in every)
    return asked * 4 >= len(every) * 3


def fields_below(body: Passage, more: list[Block]) -> list[Block]:
    """Return the fields to fill in under a numbered title: "2. Lifts", "Supplier:", "Ends:"."""
    titled = is_title(body.text) and body.text[-1].isalnum()
    fields = len(more) > 1 and all(is_field(each.text) and not each.gap for each in more)
    return more if titled and fields else []


def bare_lines(body: Passage, more: list[Block]) -> list[Block]:
    """Return the unlabelled lines under an entry that ends with a colon or the like (R2)."""
    if not LEADS_ON.search(body.text[-LONGEST_LEAD:]):
        return []
    kept = []
    for block in more:
        if len(block.text.split()) > 14 or block.text.endswith(":"):
            break
        kept.append(block)
    return kept if len(kept) > 1 and len(kept) == len(more) else []


def counted(entry: Entry) -> bool:
    """Return whether an entry asks itself: its first sub-entry counts some of what it names.

    So it does where that is "3b", which has no "3a" beside it: "3" is the first.
    """
    below = [each for each in entry.children if isinstance(each, Entry)]
    if not below:
        return False
    first = below[0].marker
    second = first.parent is not None and first.style.startswith("1a") and first.ordinal > 1
    return second or OF_THOSE.match(below[0].block.text) is not None


def names_before_brackets(body: Passage, rules: QuestionRules) -> bool:
    """Return whether an entry names a thing, and brackets to its end tell more of it.

    What looks like a verb inside them states nothing: "your register (all live contracts: ...)".
    """
    text = body.text.rstrip(" .;,")
    if not text.endswith(")") or text.count("(") != 1:
        return False
    if any(map(is_refused, read_all(body, rules))):
        return False
    head = read_all(body.cut(0, text.index("(")), rules)
    told = ("fact", "told", "scope", "value", "heated")
    return len(head) == 1 and head[0].has("noun", "thing") and not head[0].has(*told)
