"""What a mail only tells of before it takes it back: a request made earlier (law.md 7.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.lexicon import Text
from foibot.questions.numbered import speaks_of_the_list
from foibot.request.cues import Act, Found

# So begins "On Friday I sent you a request: how many ...?"
_TOLD = re.compile(
    r"\W*(?:(?:on|last|yesterday|earlier|in|recently|previously|some|two|three|a|back|when|as)\b"
    r"[^.?!:;]{0,60}?\s)?(?:i|we)(?:['’]d|['’]ve| had| have)? (?:\w+ly )?(?:sent|made|submitted"
    r"|put (?:in|to)|asked|wrote|written|e-?mailed|lodged|requested|filed)\b",
    re.I,
)
_ANEW = re.compile(
    r"\b(?:please|now|today|instead|hereby|still (?:want|need|require)|would like|['’]d like"
    r"|(?:can|could|will|would) you)\b",
    re.I,
)
# One request is taken back and another stays.
_STAYS = re.compile(
    r"\bstill (?:wants?|needs?|stands?|requires?|wish(?:es)?|(?:would )?likes?)\b", re.I
)
# "I am withdrawing my complaint, but how many bins were missed?": no request is taken back.
_OTHER = re.compile(
    r"\b(?:withdr[ae]w\w*|cancel\w*|drop\w*) (?:(?:my|our|the|this|that) )?(?:\w+ )?"
    r"(?:complaint|objection|claim|appeal|offer|bid|tender|support|comments?|booking|order"
    r"|direct debit|membership|subscription|(?:planning|licen[cs]e|grant|housing) application)s?\b"
    # "You need not include what is online already": that only leaves something out.
    r"|\byou need not (?:include|list|count|repeat|cover|name|go back)\b",
    re.I,
)
_ASKING = frozenset({Act.INVOKES, Act.ASKS, Act.RECORDS})


def retold(found: Sequence[Found], body: Text) -> frozenset[int]:
    """Return the sentences that tell of a request made before, in a mail that takes it back.

    Who takes back one question of several keeps the others, and one request of two: then none do.
    """
    withdrawn = any(each.cue.act is Act.WITHDRAWS for each in found)
    if not withdrawn or speaks_of_the_list(body.text) or _STAYS.search(body.text):
        return frozenset()
    every = (body.text[span.start : span.end] for span in body.sentences)
    return frozenset(
        n for n, said in enumerate(every) if _TOLD.match(said) and not _ANEW.search(said)
    )


def without_told(found: Sequence[Found], told: frozenset[int]) -> list[Found]:
    """Return *found* without what is asked in sentences that only tell of a request."""
    return [each for each in found if each.cue.act not in _ASKING or each.sentence not in told]


def without_other_business(found: Sequence[Found], body: Text) -> list[Found]:
    """Return *found* without the taking back of what is no request: a complaint, an order."""
    if not any(each.cue.act is Act.WITHDRAWS for each in found):
        return list(found)
    other = {
        n
        for n, span in enumerate(body.sentences)
        if _OTHER.search(body.text[span.start : span.end])
    }
    return [f for f in found if f.cue.act is not Act.WITHDRAWS or f.sentence not in other]
