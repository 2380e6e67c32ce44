"""
Tell the words of somebody who has a stake in the matter: he asks, complains or was left waiting.

No note of a machine says "my request", "I asked you" or "may I have".  Where one of these stands,
words alone never make a mail automatic: a request that was thrown away breaks the law.
"""

from __future__ import annotations

import re

_MINE = (
    r"my (?:own )?(?:\w+ )?(?:requests?|complaints?|questions?|fois?|letters?|claims?|application|"
    r"appeal|grievance|statement|landlord|neighbours?|street|road|son|daughter|mother|father)"
)
_DID = (
    r"(?:i|we)(?: have|'ve| had| now| also| therefore| hereby| did)* (?:asked (?:you|for|in|on|"
    r"whether|about|how|what|why|when|the|that|to)|wrote|requested|complain(?:ed)?|emailed you|"
    r"sent (?:you|it|this|in|an? (?:foi|request|e-?mail|letter))|submitted|appealed|demand|object|"
    r"appeal|disagree|insist|ask (?:for|that|you|under|why|how|what|when|whether|the|again|to)|"
    r"(?:am|was|were) (?:asking|requesting|told|promised|given)|chased|waited|expected|"
    r"made (?:an?|my|this|the) (?:\w+ )?(?:request|complaint|appeal|foi))"
)
_WANTS = (
    r"(?:i|we)(?:'d like|'d also like| would (?:also )?like| want| need| require| wish| seek| "
    r"request) (?:to (?:know|see|have|complain|request|ask|make|obtain|receive|find out|view|"
    r"understand)|(?:the|an?|all|any) [\w'-]+|you to|copies|information|details|access|figures|"
    r"confirmation|clarity)"
)
_WAITS = (
    r"(?:i|we)(?: have|'ve)(?: still| yet| so far)? (?:had|heard|received|got|seen)(?: back)? (?:"
    r"no|nothing|only|just)|(?:i|we) (?:haven't|have not|never|didn't|did not|still haven't) (?:"
    r"had|heard|received|got|get|hear|receive)|"
    r"all (?:i|we)(?: have|'ve| ever)? (?:had|got|received)|"
    r"no (?:reply|answer|response) (?:yet|from you|since|to my)|still waiting|not good enough"
)
_MAY = (
    r"(?:may|can|could|might) (?:i|we) (?:please |kindly |also |then |just |now )?(?:have|get|see|"
    r"ask (?!that)|know|be (?:sent|told|given)|request|obtain|take)"
)
_LAW = (
    r"(?<!made )under (?:the )?(?:foia?|foi act|freedom of information|environmental information|"
    r"eir|gdpr|data protection)"
)
_BY_LAW = (
    rf"(?:i|i'd|i'm)(?!\w)(?:(?! you )[^.!?]){{0,60}}(?<!\w){_LAW}(?!\w)|"
    rf"{_LAW}(?!\w)[^.!?]{{0,40}}(?<!\w)(?:i|i'd|i'm|please|can you|could you|we'd like)"
)
_ANSWER_IT = (
    r"(?:please|kindly|now) (?:just )?(?:answer (?:it|the|my|this|these|each|both)|explain|"
    r"say (?:why|how|what|when)|tell us)"
)
# What only somebody in the matter tells us to do, or says of the answer.
_DECIDES = (
    r"(?:to|not|don't|please|kindly|can|may|should|must|then|and|could|happy for you to|so) "
    r"(?:release|disclose|publish|redact|withhold|go ahead|proceed|withdraw|"
    r"(?:close|cancel|drop|extend|hold|ignore|answer|process) (?:it|the|this|my|that|them)|"
    r"(?:post|send|e-?mail|give|bring|forward) (?:the|my|any|all|it all|both|those) (?:\w+ )?"
    r"(?:repl(?:y|ies)|answers?|response|information|figures|documents|letter|cop(?:y|ies)|data|"
    r"details|papers|report))|(?:section|s\.?) ?\d{2}(?:\(\d\))? appl(?:y|ies)"
)
_STAKE = re.compile(
    rf"(?<!\w)(?:{_MINE}|{_DID}|{_WANTS}|{_WAITS}|{_MAY}|{_BY_LAW}|{_ANSWER_IT}|{_DECIDES})(?!\w)"
)
# What somebody else said, told again: "an e-mail that began 'I am out of the office'".
_QUOTED = re.compile(r'“[^“”]{8,600}”|"[^"]{8,600}"|«[^«»]{8,600}»|„[^„“”]{8,600}[“”]')
# What a note tells those who may write to its owner: "If you are replying to one of my requests".
_TO_WRITERS = re.compile(
    r"(?:^|(?<=[.!?] ))[ \t]*(?:but )?if (?:you(?:'re| are)|(?:your|this|it|the)(?: \w+){0,2}? "
    r"(?:is|concerns?|relates?|regards?))(?= [^.!?\n]{0,80}?\b(?:writing|replying|responding|"
    r"contacting|answering|about|concern|relat|regard|request|council|authority))[^.!?\n]*",
    re.I | re.M,
)
# The address of a machine that says itself that nobody reads what is answered.
NO_REPLY = re.compile(r"(?:no|not|don-?t)[-_.]?reply")
# The addresses from which a site for requests (Alaveteli, froide) writes: each is one person's.
_REQUEST_ADDRESS = re.compile(r"(?:request|foi|anfrage)-\d{1,12}-[0-9a-f]{6,12}@", re.I)


def stake(folded: str) -> str | None:
    """Return the words in *folded* by which somebody speaks for himself, or None."""
    found = _STAKE.search(folded)
    return found.group() if found else None


def without_quoted(text: str) -> str:
    """Return *text* without what stands in quotation marks: it is mentioned, not said."""
    return _QUOTED.sub(" ", text) if any(mark in text for mark in '"“«„') else text


def is_request_address(address: str) -> bool:
    """Return whether *address* is that of one request on a public site."""
    return _REQUEST_ADDRESS.search(address) is not None


def without_directions(text: str) -> str:
    """Return *text* without what it tells whoever writes to its owner, case by case."""
    return _TO_WRITERS.sub(" ", text)
