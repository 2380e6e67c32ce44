"""Where the requester lives, said in running words: officers need not see it (RET-4, LET-19)."""

from __future__ import annotations

import re

MASK = "[postal address]"
_POSTCODE = r"(?i:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})\b"
_TYPES = (
    r"(?i:lane|road|rd|street|st|avenue|ave|close|drive|way|court|crescent|place|terrace|gardens?"
    r"|grove|hill|square|row|walk|mews|rise|park|view|green|parade|gate|heol|ffordd|stryd|clos"
    r"|lôn|maes|rhodfa)\b"
)
# No place begins so: a new sentence or clause does.
_OTHER = (
    r"(?!(?i:i|we|my|our|please|can|could|would|what|how|when|where|which|who|why|has|have|is|are"
    r"|do|does|did|and|but|under|foi|eir|freedom)\b)"
)
_PLACE = rf"{_OTHER}[A-Z][\w'’-]{{1,30}}"
_SMALL = r"(?:[ \n](?:on|of|upon|le|la|the|by|in|under|y|yr)){0,2}"
_PLACES = rf"{_PLACE}(?:{_SMALL}[ \n]{_PLACE}){{0,3}}"
_WORD = r"(?!(?i:and|but|or|to|for|about|in|at|near)\b)[\w'’-]{1,30}"
_NUMBER = r"(?:(?i:flat|apartment|apt|unit|room)[ \n]\w{1,4},?[ \n])?\d{1,4}[A-Za-z]?,?[ \n]"
_STREET = rf"{_NUMBER}(?:(?:{_WORD}[ \n]){{0,3}}?{_TYPES}|{_PLACES})"
_BEHIND = (
    rf"(?:(?:,?[ \n]{_WORD}){{0,4}}?,?[ \n]{_POSTCODE}"
    rf"|(?:,?[ \n]{_PLACES}){{0,4}}(?:,?[ \n]{_POSTCODE})?)"
)
_ADDRESS = (
    rf"(?:{_STREET}{_BEHIND}|{_PLACES}(?:,[ \n]{_PLACES}){{0,4}},?[ \n]{_POSTCODE}|{_POSTCODE})"
)
_SENT = r"(?:write|reply|send (?:it|them|this)|post (?:it|them|this))"
_OWN = (
    r"(?:\b(?:i|we)(?: am| are|['’]m|['’]re| have)?(?: (?:still|currently|now|both|all)){0,2} "
    r"(?:live|living|lived|reside|residing)(?: with \w{1,12} \w{1,12})? (?:at|in)"
    r"|\b(?:my|our)(?: (?:home|postal|full|current|contact|correspondence|own)){0,2} "
    r"(?:address|postcode)(?: is| here is|:)(?: at)?"
    r"|(?<!about )(?<!for )(?<!of )(?<!on )(?<!near )(?<!outside )(?<!to )(?<!by )(?<!behind )"
    r"(?<!opposite )(?<!concerning )(?<!regarding )(?<!at )(?<!affecting )(?<!around )"
    r"\b(?:my|our) (?:house|home|flat|bungalow|cottage)(?: is)?(?: at|,)"
    rf"|\b{_SENT} (?:to )?(?:me|us) at"
    r"|\b(?:rwy['’]n|rydw i['’]n|rydym ni['’]n|rydym yn) byw yn"
    r"|\b(?:fy nghyfeiriad|ein cyfeiriad)(?: i| ni)?(?: yw| ydy|:))"
)
_OWN_ADDRESS = re.compile(rf"((?i:{_OWN})[ \n]|\[the requester\](?:,| of| at)?[ \n]){_ADDRESS}")


def without_own_address(text: str) -> str:
    """
    Return *text* without the address that its writer gives as the own one: "I live at ...".

    An address that something is asked about stays, be it the writer's: "the drains of my house at".
    """
    if not any(map(str.isdigit, text)):
        return text
    return _OWN_ADDRESS.sub(rf"\1{MASK}", text)
