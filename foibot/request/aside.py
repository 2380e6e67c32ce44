"""
Words that belong to a review, a complaint or a request for own data, said of something else.

A refusal that was only feared, an answer that is expressly not complained of, and how somebody's
data were handled: none disputes an answer or asks for data (law.md 7.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from foibot.message.caseless import Caseless
from foibot.questions.lexicon import Text
from foibot.request.cues import Act, Found

# So says who thanks: "I had a letter half drafted in case you refused."
_FEARED = re.compile(
    r"\b(?:in case|lest|had|should|were"
    r"|(?:feared|expected|thought|afraid|worried|assumed)(?: that)?)"
    r" (?:you|the council|they)(?: had| have| were| would| might| to){0,3} (?:refus|withh|reject"
    r"|declin)\w+|\b(?:expect(?:ed)?|expecting|afraid of|braced for|ready for|fearing) a refusal\b",
    re.I,
)
_CONTENT = Caseless(
    r"\bno (?:quarrel|argument|complaint|problem|issue|dispute|difficulty)(?: at all| whatever)?"
    r" (?:with|about) (?:the|your|that) (?:\w+ )?(?:answer|repl(?:y|ies)|response|decision)\b"
    r"|\b(?:not|never|n['’]t) (?:ask|look|seek|want|request|wish)(?:ing)? (?:for )?(?:an? |any )?"
    r"(?:internal )?review\b"
    r"|(?<!not )(?<!n['’]t )(?<!less than )\b(?:content|happy|satisfied|pleased) with (?:the|your"
    r"|that) (?:\w+ )?(?:answer|reply|response)\b",
)
_MERELY_TOLD = re.compile(
    r"you (?:have |had )?(?:answered|replied|responded|sent|gave|supplied)$", re.I
)
_HANDLED = re.compile(
    r"\b(?:how|ways?(?: in which)?) (?:my|our) (?:personal )?(?:data|information|details)\b"
    r"|\b(?:handling|misuse|use|sharing|publication|publishing|loss|disclosure) of (?:my|our)"
    r" (?:personal )?(?:data|information|details)\b",
    re.I,
)
# "Whether a claim for damage followed": claims of others are asked about, none is made.
_CLAIMS_OF_OTHERS = Caseless(
    r"(?!.*\b(?:i|we|my|our|me|us)\b).*\b(?:whether|any|each|every|all|how many|number of|date of"
    r"|amount of|value of|outcome of) (?:(?:a|the|any|each|all|every) )?(?:\w+ )?claims?\b",
    re.S,
)
_WANTED = re.compile(r"\b(?:cop(?:y|ies)|access|send|provide|supply|see|disclose)\b", re.I)


def without_asides(found: Sequence[Found], body: Text) -> list[Found]:
    """Return *found* without what is only feared, expressly not meant, or said of others."""
    # Most messages do nothing of the kind: then their sentences are not looked at.
    acts = {each.cue.act for each in found}
    refused = Act.THANKS in acts and not acts.isdisjoint(_OF_REFUSAL)
    feared = _sentences(body, _FEARED.search) if refused else _NONE
    handled = _sentences(body, _is_handled) if Act.OWN_DATA in acts else _NONE
    content = Act.UNHAPPY in acts and bool(_sentences(body, _CONTENT.search))
    counted = _sentences(body, _CLAIMS_OF_OTHERS.match) if Act.COMPLAINS in acts else _NONE
    return [
        each
        for each in found
        if not (
            (each.sentence in feared and each.cue.act in _OF_REFUSAL)
            or (each.sentence in handled and each.cue.act is Act.OWN_DATA)
            or (each.sentence in counted and each.cue.act is Act.COMPLAINS)
            or (content and each.cue.act is Act.UNHAPPY and _MERELY_TOLD.match(each.evidence))
        )
    ]


_OF_REFUSAL = frozenset({Act.UNHAPPY, Act.ANSWERED, Act.REVIEWS})
_NONE: frozenset[int] = frozenset()


def _sentences(body: Text, says: Callable[[str], object]) -> frozenset[int]:
    """Return which sentences of *body* say it."""
    said = (body.text[span.start : span.end] for span in body.sentences)
    return frozenset(n for n, one in enumerate(said) if says(one))


def _is_handled(said: str) -> bool:
    """Return whether a sentence speaks of how the sender's data were handled, and wants none."""
    return _HANDLED.search(said) is not None and _WANTED.search(said) is None
