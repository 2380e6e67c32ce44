"""A requester's reply that only says that an answer follows, or that the writer is away (CLK-2)."""

from __future__ import annotations

import re

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
# All that such a reply is made of: one other word may be the answer itself.
_EMPTY = frozenset(
    _WORD.findall("""
    a about abroad after again am an and annual answer are as asap at away back be been best but
    by can check cheers come confirm council currently dear due email emails faithfully few find
    for from full fully get getting going good got had have hello hi holiday holidays home how i
    i'll i'm i've im in into is it it's its just kind know later leave let little look madam
    mail many me message moment more much my note now of off office on once out patience please
    possible possibly properly question questions quickly regards reply respond response return
    shall shortly sincerely sir so some soon sorry still team tell thank thanks that the them
    then there think this time to today tomorrow tonight touch travelling unable until up
    vacation very was we we'll we're we've when will wishes with write yet you your yours
    ar wyliau fy rwy'n rwyf rydw i byddaf fe wnaf yn rhoi gwybod ateb cysylltu pan dod nôl ôl fuan
    chi â diolch cofion annwyl helo os gwelwch dda
    """)
)


def only_puts_off(text: str, name: str = "") -> bool:
    """
    Return whether *text* says only that its writer is away, or that the answer comes later.

    *name* is what the writer signs with.  In doubt it may be the answer, and the clock starts.
    """
    said = " ".join(text.replace("’", "'").split())
    if not said or len(said) > LONGEST or "?" in said:
        return False
    if not (_AWAY.search(said) or _FOLLOWS.search(said)):
        return False
    own = {word.casefold() for word in _WORD.findall(name)}
    rest = _WORD.findall(_WHEN.sub(" ", said).casefold())
    return _EMPTY.union(own).issuperset(rest)
