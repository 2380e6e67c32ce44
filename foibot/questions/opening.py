"""What a line says of what stands below it, or above: that it opens a list, or leans (R2, R8)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.questions.blocks import Block

# "If possible in a spreadsheet detailing the following:", and then a field to a line.
FIELDS = Caseless(
    r"\b(?:list|spreadsheet|table|report|format|excel|csv)\b.*"
    r"\b(?:detailing|showing|giving|listing|stating|containing|with|including) the following\W*$"
    r"|^(?:o )?(?:please )?(?:include|state|show|give)(?: for each)?,? (?:where|if)"
    r" (?:possible|available|held|known)\W*:$",
)
# What a line directly under an entry adds to it: "If they were not recorded, please say why."
CONDITION = re.compile(
    r"If (?:so|not|yes|no|they|it|none|neither|both|either|\w+ (?:were|are|was|is|has|have))\b"
    r"(?=.*\bplease\b)",
    re.I,
)
# An entry that only opens the list under it: "How much went on each of the following, by year:"
OPENS_LIST = re.compile(r"\b(?:each|all|any) of the following\b[^:]{0,40}:\s*$", re.I)
# "... the following", and "Of these, how many", without a colon.
POINTS = Caseless(r"\bfollowing[.?]?$")
LONGEST_POINT = 12  # characters of "following?" and what may stand behind it
OF_THESE = re.compile(
    r"(?:and )?of (?:these|those|them|which),? (?:how (?:many|much)"
    r"|what (?:number|proportion|percentage))$",
    re.I,
)
# What goes on with the sentence above, be it in a line of its own: "together with the arrears".
GOES_ON = re.compile(
    r"(?:together with|along with|including|excluding|broken|split|divided|shown) "
)
# A line all in brackets is a remark on what stands above it: "[By ward, if held]".
ASIDE = re.compile(r"\([^()]+\)[.;,]?$|\[[^\[\]]+\][.;,]?$")
# What leans on the yes-or-no question above it, also in a paragraph of its own.
IF_YES = re.compile(r"If (?:so|yes)\b", re.I)
# So begins an ask of its own below a list: "Lastly, please send me the rules." (R9)
ADDS = re.compile(
    r"(?:lastly|finally|in addition|additionally|separately)\b,?|(?:I|we) (?:would )?also\b"
    r"|please also\b|(?:could|can|would|may) (?:you|I|we) (?:please )?also\b",
    re.I,
)
# "the full tender documents, including": wanted whole, whatever of them is named below.
INCLUDES_SOME = re.compile(
    r"(?:the|all|any|every|a|an|full|copies|copy)\b[^,:?]{6,200},? including\s*:?\s*", re.I
)
# "For the same period:" below a heading is no heading.
SCOPES = re.compile(r"(?:for|in|during|of|as|between|from|over|within)\b[^?]*:\s*$", re.I)
# "Of these:", on a line of its own, leads in what stands right below it, and no more.
NARROWS = re.compile(r"(?:and )?of (?:these|those|them|which)(?: [\w’'-]+){0,3}\s*[:,–-]", re.I)
MOST_IN_FIELD = 8  # words
HASHES = re.compile(r"#{1,6}(?=\s)")


def heading_depth(block: Block) -> int:
    """Return how deep a heading of markdown stands, "## 1. Costs"; 0 for any other line."""
    found = HASHES.match(block.whole.text)
    return len(found[0]) if found else 0


def leans_on(block: Block, above: Block) -> bool:
    """Return whether a paragraph goes on from the entry above: "If so, ..." under a question."""
    if not block.gap and CONDITION.match(block.text):
        return True
    if GOES_ON.match(block.text) and above.text[-1] not in ".?!:":
        return True
    asked = above.text.endswith("?") and not introduces(block)
    return asked and bool(IF_YES.match(block.text))


def is_aside(block: Block) -> bool:
    """Return whether a line stands in brackets from end to end: a remark on the one above (R8)."""
    return ASIDE.match(block.text) is not None


def introduces(block: Block) -> bool:
    """Return whether an entry says that something comes under it."""
    text = block.text
    if text.endswith(":") or POINTS.search(text, max(0, len(text) - LONGEST_POINT)):
        return True
    return OF_THESE.match(text) is not None


def shows_fields(block: Block) -> bool:
    """Return whether a line under an entry says that the fields of its list come next."""
    return bool(FIELDS.search(block.text))


def is_headed(text: str) -> bool:
    """Return whether an entry is but the head of what stands below: "Policies and Procedures"."""
    words = text.split()
    return len(words) <= MOST_IN_FIELD and text[0].isupper() and text.rstrip("*_")[-1].isalnum()
