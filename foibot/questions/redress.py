"""What a writer wants done, gets in amends or argues: no record answers it (guide R10, R11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.caseless import Caseless

AMENDS = (
    r"(?:(?:an?|the|my|our|some|full|proper|written|formal|public|immediate|personal) )*"
    r"(?:apolog(?:y|ies)|compensation|refunds?|reimbursement|redress|damages|reinstatement)\b"
)
# "What I want out of this is an apology": with it comes what else would put things right.
SEEKS = re.compile(
    r"(?:(?:and|but|so|all|at the very least|at least|as a remedy)[, ]+)*"
    r"(?:(?:what )?(?:I|we|my client|our client)(?:['’](?:d|m|re))?(?: (?:would|am|are|now|only"
    r"|just|really|also|still))* (?:want|like|seek|seeking|expect|demand|need|require|after"
    r"|ask(?:ing)? for|looking for)s?\b[^,;:.?!]{0,40}?(?: (?:is|are))?|nothing less than) "
    rf"{AMENDS}",
    re.I,
)
RECORDED = re.compile(
    r"\b(?:how (?:many|much|often|long)|numbers? of|cop(?:y|ies) of|list of|records?|minutes"
    r"|reports?|figures?|foi|freedom of information|details of"
    r"|to (?:know|be told|learn|hear) (?:who|when|which|where|whether|whose|why)"
    r"|to (?:know|be told|learn) what (?!you\b|is going|will|happens|the council (?:is|will)))\b",
    re.I,
)
LONGEST = 600  # characters of an argument in one sentence; a longer one costs its square
# So is denied that a part of the law lets the council refuse; and so a question goes on from it.
DENIED = (
    r"(?:(?:and |but )?(?:nor|neither|no (?:exemption|exception))\b"
    r"|(?:I|we) (?:cannot|can['’]t|can not|do not|don['’]t|fail to) (?:see|accept|believe|agree"
    r"|think|understand)\b"
    r"|(?:\w+ ){0,2}(?:sections?|regulations?|exemptions?|exceptions?)\b[^?:;,]{0,40}"
    r"(?:\bcannot|(?:does|do|is|are|can|could|would|should|has|have)(?: not|n['’]t))\b)"
)
ARGUES = re.compile(
    rf"{DENIED}[^?]*[:;,–—]\W*(?:for |because )?(?:how (?!many|much|often|long)|what\b|who|where\b)"
    r"[^?]*\?$"
    # And so is asked what release could do.
    r"|(?:what|which|how|who)\b[^?]*\b(?:could|would|can|might) [^?]*"
    r"\b(?:disclosure|disclosing|releas(?:e|ing)|publi(?:shing|cation))\b[^?]*\?$",
    re.I,
)
RIGHT_TO_REFUSE = Caseless(
    r"\b(?:sections?|regulations?|s\.) ?\d|\bexempt(?:ions?)?\b|\bexceptions?\b"
    r"|\b(?:harm|prejudice|damage|hurt|imperil|endanger|injure|undermine)",
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
TO_DO, LEADS = Caseless(DONE), re.compile(rf"{CALLS}$", re.I)
IN_ORDER = re.compile(rf".{{0,120}}?{CALLS}\(?\w{{1,3}}[.)]\s*{DONE}", re.I | re.S)


def seeks_amends(text: str) -> bool:
    """Return whether a sentence says what would put things right: "I want an apology"."""
    # A label has at least a sign and a space behind it: most sentences have none.
    labelled = "." in text[:-2] or ")" in text[:-2]
    sought = SEEKS.match(text) or (IN_ORDER.match(text) if labelled else None)
    return sought is not None and RECORDED.search(text) is None


def argues(text: str) -> bool:
    """Return whether a question argues that nothing may be withheld (sections 21 to 44)."""
    if "?" not in text or len(text) > LONGEST or RIGHT_TO_REFUSE.search(text) is None:
        return False
    return ARGUES.match(text) is not None


# "What I want:", and then "1. The summons withdrawn", "2. The account closed".
WANTS = re.compile(r"(?:so |this is )?what (?:i|we) (?:want|expect|ask for|demand)\W*$", re.I)
PUT_RIGHT = re.compile(
    r"(?:(?:the|my|our|this|that|all|an?) )?(?:[\w'’-]+ ){1,4}(?:to be )?(?:withdrawn|closed"
    r"|cancelled|removed|refunded|repaired|mended|fixed|reinstated|corrected|reopened|sacked"
    r"|dismissed|stopped|paid|waived|replaced|cleared)\b"
    r"|(?:£[\d,.]+ (?:in )?)?(?:compensation|a refund|an apology)\b",
    re.I,
)


def is_put_right(text: str) -> bool:
    """Return whether an entry names what is to be put right."""
    return bool(TO_DO.match(text) or PUT_RIGHT.match(text)) and RECORDED.search(text) is None


def wants_done(lead: str, parts: Sequence[str]) -> bool:
    """Return whether *parts* are what the writer calls on the council to do, each of them."""
    if parts and WANTS.match(lead) and all(is_put_right(part.strip()) for part in parts):
        return True
    if not parts or LEADS.search(lead[-200:]) is None:
        return False
    return all(TO_DO.match(part.strip()) for part in parts)
