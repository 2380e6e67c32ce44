"""Lines that say what words of a question mean: "A settlement is one ..." (guide R8)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence

WHAT = r"[\w’-]+(?: [\w’-]+){0,4}?"
DEFINED = re.compile(
    rf"(?:(?:an?|the|by|any)\s)?[“\"'‘]?(?P<what>{WHAT})[”\"'’]?,?\s"
    r"(?:is|are|means?|being|includes?|refers? to|covers?)\s(?:one|ones|any(?:thing|one|body)?"
    r"|those|defined|where|when|meant|taken|an?|the|all)\b",
    re.I,
)
# "By arrears we mean more than a month's rent": whatever comes next says what is meant.
MEANT = re.compile(
    rf"by\s[“\"'‘]?(?P<what>{WHAT})[”\"'’]?,?\s(?:(?:I|we)(?: here)? (?:mean|understand|refer to)"
    r"|is (?:here )?(?:meant|understood))\b"
    rf"|[“\"'‘](?P<word>{WHAT})[”\"'’],?\s(?:here )?(?:means?|is to (?:mean|include))\b",
    re.I,
)
MEANING = Caseless(
    r"(?:here |please note (?:that )?)?(?:by|in this (?:letter|request|e-?mail|message|part"
    r"|context|section|list))\b"
    r"[^.]{1,60}?\b(?:(?:i|we) mean|means?|is meant|refers? to|includes?|takes? in|extends? to)\b"
    r"|by [\"“'‘][^\"”'’]{2,50}[\"”'’],? (?:i|we)\b"
    r"|[\"“'‘][^\"”'’]{2,50}[\"”'’] (?:here )?(?:means?|includes?|is to be|refers? to|covers?"
    r"|takes? in|embraces?|extends? to|stands? for|denotes?|comprises?"
    r"|should be (?:taken|read|understood)|has the meaning)\b"
    r"|(?:for (?:these|the) purposes?(?: of (?:this|the) request)?|in this request),? "
    r"[^.]{2,50}\bmeans?\b",
)
PLURAL = re.compile(r"s\b")


def defines(text: str, asked: str) -> bool:
    """Return whether a line says what words of the entry above mean: "A settlement is one ..."."""
    found = MEANT.match(text) or DEFINED.match(text)
    if not found:
        return False
    named = found.groupdict()
    what = named["what"] or named["word"]
    return PLURAL.sub("", what.lower()) in PLURAL.sub("", asked.lower())


def says_meaning(each: Sentence) -> bool:
    """Return whether a sentence says what a word of the request means: "By letters we mean"."""
    return bool(MEANING.match(each.text)) and not each.has("mark", "order")
