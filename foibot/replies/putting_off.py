"""A requester's reply that only says that an answer follows, or that the writer is away (CLK-2)."""

from __future__ import annotations

import re

from foibot.replies.rules import ReplyRules

LONGEST = 600
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# When the writer is back: days that no question of ours asks for.
_WHEN = re.compile(
    r"\b(?:until|till|til|back|by|after|from|before|on|next)\s(?:on\s|at\s)?(?:the\s)?"
    rf"(?:(?:{_DAY},?\s?(?:the\s)?)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:\s20\d\d)?\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)\b|{_DAY}\b|weekend\b|end of (?:the|next|this) (?:week|month)\b)"
    r"|\b(?:next|this) (?:week|weekend|month)\b|\b(?:in|for) (?:a|an?other|the next)?\s?"
    r"(?:few |couple of |\d )?(?:days?|weeks?|fortnight)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:i am|i'm|im|we are|we're|i will be|i'll be|currently)\s(?:\w{1,12}\s){0,2}?"
    r"(?:on (?:\w{1,8} )?(?:holidays?|leave|vacation)|away|abroad|travelling"
    r"|out of (?:the )?office)\b"
    r"|^\W{0,3}(?:on (?:\w{1,8} )?(?:holidays?|leave|vacation)|away|out of (?:the )?office)\b"
    r"|\bar (?:fy )?(?:ng)?(?:g)?wyliau\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\b(?:i'll|i will|i shall|we'll|we will|will)\s(?:\w{1,10}\s){0,3}?(?:let you know|get back"
    r"|come back to you|reply|respond|answer|be in touch|think|check|look|write|confirm|tell you)\b"
    r"|\b(?:byddaf|fe wnaf)\s(?:\w{1,10}\s){0,3}?(?:gwybod|ateb|cysylltu)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")


def only_puts_off(text: str, rules: ReplyRules, name: str = "") -> bool:
    """
    Return whether *text* says only that its writer is away, or that the answer comes later.

    It is made of words that say nothing else ([puts_off] of *rules*): one other may be the answer,
    and in doubt the clock starts.  *name* is what the writer signs with.
    """
    said = " ".join(text.replace("’", "'").split())
    if not said or len(said) > LONGEST or "?" in said:
        return False
    if not (_AWAY.search(said) or _FOLLOWS.search(said)):
        return False
    own = {word.casefold() for word in _WORD.findall(name)}
    rest = _WORD.findall(_WHEN.sub(" ", said).casefold())
    return rules.puts_off.union(own).issuperset(rest)
