"""What a writer wants done, or given in amends: no record answers it (guide R10, R11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

AMENDS = (
    r"(?:(?:an?|the|my|our|some|full|proper|written|formal|public|immediate|personal) )*"
    r"(?:apolog(?:y|ies)|compensation|refunds?|reimbursement|redress|damages|reinstatement)\b"
)
# "What I want out of this is an apology": with it comes what else would put things right.
SEEKS = re.compile(
    r"(?:(?:and|but|so|all|at the very least|at least|as a remedy)[, ]+)*"
    r"(?:(?:what )?(?:I|we|my client|our client)(?:['’](?:d|m|re))?(?: (?:would|am|are|now|only"
    r"|just|really))* (?:want|like|seek|seeking|expect|demand|need|require|after|ask(?:ing)? for"
    r"|looking for)s?\b[^,;:.?!]{0,40}?(?: (?:is|are))?|nothing less than) "
    rf"{AMENDS}",
    re.I,
)
RECORDED = re.compile(
    r"\b(?:how (?:many|much|often|long)|numbers? of|cop(?:y|ies) of|list of|records?|minutes"
    r"|reports?|figures?|foi|freedom of information|details of)\b",
    re.I,
)
# "We invite the Council to", and then what it is to do.
CALLS = (
    r"(?:\b(?:(?:I|we|(?:my|our) clients?|he|she|they)\b(?: \w+){0,3}? "
    r"(?:invites?|asks?|wants?|expects?|requires?|requests?|urges?|calls?(?: up)?on|demands?|likes?"
    r"|needs?|insists?) (?:that )?|to put (?:this|it|things|matters) right,? )"
    r"(?:you|the (?:\w+ )?(?:council|authority|borough|county|department|team|officers?)|it|them)"
    r" ?(?:to|should|must|will|do)?(?: please| now| at once| immediately)?"
    r"|\b(?:you|the (?:council|authority)) (?:should|must|needs? to|ought to|has to|have to)"
    r"(?: please| now)?)\s*[:,–-]*\s*"
)
DONE = (
    rf"(?:and |or |please |then |immediately |promptly )*(?:{AMENDS}"
    r"|(?:apologi[sz]e|say (?:that you are )?sorry|refund|reimburse|repay|compensate|pay|repair"
    r"|mend|fix|fill|resurface|reinstate|restore|withdraw|cancel|quash|rescind|remove|replace|clean"
    r"|clear|collect|empty|install|fit|stop|cease|desist|refrain|discipline|dismiss|sack|suspend"
    r"|retrain|rehouse|move|reconsider|reverse|amend|correct|retract|waive|write off|undertake"
    r"|take (?:the )?(?:action|steps|down|away)|prosecute|prune|cut|reopen|call|ring|contact"
    r"|phone|visit|meet|put|make (?:good|it|sure|safe)|treat|grant|lift|drop|honour|write to"
    r"|confirm (?:in writing )?that (?:no|it|this|they|the|you|he|she|nothing)\b"
    r"(?:(?!\bhow\b).)*\b(?:will|shall|is|are) (?:now )?(?:not|be|no)?)\b)"
)
TO_DO, LEADS = re.compile(DONE, re.I), re.compile(rf"{CALLS}$", re.I)
IN_ORDER = re.compile(rf".{{0,120}}?{CALLS}\(?\w{{1,3}}[.)]\s*{DONE}", re.I | re.S)


def seeks_amends(text: str) -> bool:
    """Return whether a sentence says what would put things right: "I want an apology"."""
    sought = SEEKS.match(text) or IN_ORDER.match(text)
    return sought is not None and RECORDED.search(text) is None


def wants_done(lead: str, parts: Sequence[str]) -> bool:
    """Return whether *parts* are what the writer calls on the council to do, each of them."""
    if not parts or LEADS.search(lead[-200:]) is None:
        return False
    return all(TO_DO.match(part.strip()) for part in parts)
