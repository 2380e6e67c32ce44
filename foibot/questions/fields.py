"""What is wanted of each record, a field to a line: "Full name", "Date of birth" (guide R5)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless

MOST_IN_NAME = 16
MOST_IN_FIELD = 8
LISTING = Caseless(
    r"\b(?:list|register|schedule|spreadsheet|log|database|inventory|table|data ?set|extract)\b"
    r".{0,12}\b(?:of|all|for)\b|\bdetails of (?:all|any|each|every)\b",
)
# "Ideally the CSV file would include:", and then a column to a line (R5).
FILE_HOLDS = re.compile(
    r"\b(?:file|spreadsheet|table|data ?set|csv|excel|database)\b(?: \w+){0,2}"
    r" (?:includes?|contains?|shows?|has|have|having|lists?|including|showing)\b[^.?]*:\s*$",
    re.I,
)
# "Please supply details of all persons who ...:", and then a field to a line (R5).
OF_ALL = re.compile(
    r"\b(?:details|list|particulars|register|data|information|report|breakdown)\b[^.?:]{0,30}"
    r"\b(?:of|on|for|about) (?:all|any|each|every)\b[^?:]*:\s*$",
    re.I,
)
# So ends the lead-in of a per-record list: "all shops, to include for each shop:"
FOR_EACH = re.compile(r"\bto include,? for (?:each|every)\b[^.?:]*:\s*$", re.I)
FIELD = Caseless(
    r"(?:the |their |its )?(?:(?:full|first|last|middle|maiden|known|start|end|expiry|renewal|job"
    r"|contact|home|postal|property|business|company|account|current|annual|total|net|gross"
    r"|rateable|estimated|last known|approximate|marital|e-?mail|telephone|date of|reason for"
    r"|type of|name of|cause of) )*(?:names?|surnames?|forenames?|address(?:es)?|postcodes?|dates?"
    r"|age|gender|sex|status|value|amounts?|balance|title|grade|salary|number|reference(?: number)?"
    r"|ward|location|outcome|cost|price|supplier|make|model|year|birth|death|period|length"
    r"|duration|e-?mail|telephone|phone|description|summary|category|type|reason)\b",
)
# So is every record of a kind asked for: "provide me with all the inspections that scored 0".
RECORDS = re.compile(
    r"\b(?:breakdown|split) of (?:all|each|every)\b"
    r"|\b(?:provide|send|give|supply|have|see|get|release|forward|like|want|request)(?:ing)?\b"
    r"(?: (?:to|me|us|with|details|information|data|see|have|receive|obtain|of|on|about)\b)*"
    r" (?:all|each|every)\b(?: of)?(?: (?:the|your|its|our))?"
    r" (?!information|data|of\b|these|this|those|details|my\b|questions?)\w"
    r"|\b(?:also|particularly|especially) interested in"
    r" (?:any|all|the|your|copies|how|what|whether)\b"
    # "Our insurer has asked us to get from you: the inspection history, ...".
    r"|\b(?:get|have|obtain|see|receive|send|provide|supply)"
    r"(?: (?:me|us|from you|from the council|the following)){0,2}:\s+\S[^:]{12}",
    re.I,
)
# "I would like the name, the address and the date": what is wanted of each record.
WANTED = re.compile(
    r"(?:please |also )*(?:(?:i|we)(?:['’]d| would| should)? (?:also )?(?:like|want|need|require)"
    r"|(?:give|state|include|show))(?: to (?:know|see|have))?\s+",
    re.I,
)
# "A list of all sites, with for each site", and then a field to a line, no colon.
WITH_EACH = re.compile(
    r"\blist of (?:all|any|every)\b.*\b(?:with|showing|giving|stating) for each(?: \w+){0,3}\W*$",
    re.I,
)
# "I would also like for each one the date": more of what is wanted of each record.
OF_EACH_ONE = re.compile(
    r"\b(?:for|of|in) (?:each|every)(?: (?:one|case))?\b"
    r"(?:,? (?:of (?:them|these|those)\b|the\b)|,)"
    r"|\bfor each one\b|\bin each case\b",
    re.I,
)
# So goes on whoever has asked for a list: "The breakdown should show:"
OF_THE_LIST = re.compile(
    r"(?:the|this|your) (?:list|breakdown|register|spreadsheet|schedule|table|data ?set|log)\b"
    r"|(?:and )?for (?:each|every)\b|(?:please )?(?:include|show|state|give)\b",
    re.I,
)


# "these informations for every library", and then a field to a line.
OF_EVERY = re.compile(
    r"\b(?:for|of|on) (?:each|every)\b[^.?]{0,60}\b(?:these|the following|this)"
    r"(?: (?:informations?|details|data|particulars|fields|things))?\W*$"
    r"|\b(?:these|the following|this) (?:informations?|details|data|particulars|fields|things)\b"
    r"[^.?]{0,20}\bfor (?:each|every)\b[^.?]{0,60}\W*$",
    re.I,
)
# "when", "what was taken out": what is wanted of each, in a few words.
ASKED_OF_EACH = re.compile(
    r"(?:and )?(?:what|when|why|where|who|whether|how (?:much|many|long|old))\b[^?]{0,40}$", re.I
)


# "Total spend", "copies of the reports": a thing by itself rather than a field of a record.
BY_ITSELF = re.compile(
    r"(?:and |also )?(?:the )?(?:(?:total|overall|annual) )?(?:numbers?|amounts?|totals?|percentage"
    r"|proportion|copy|copies|minutes|correspondence|e-?mails|reports?|policy|policies|any|all"
    r"|every)\b",
    re.I,
)


# Who is to be written to: one person, and so one answer, however many lines name it (R5).
CONTACT = re.compile(
    r"(?:and )?(?:(?:their|his/her|the|full|first|last|contact|direct|work|mobile|office) )*"
    r"(?:names?|(?:job )?titles?|positions?|roles?|departments?|(?:tele)?phone|mobile|e-?mail"
    r"|address(?:es)?|contact details|(?:dial|landline))"
    r"(?: (?:numbers?|address(?:es)?|line|no\.?))?\s*[:;,.–-]*",
    re.I,
)


def names_contact(text: str) -> bool:
    """Return whether a line names no more than a part of somebody's address: "Job title:"."""
    return CONTACT.fullmatch(text.strip()) is not None


def is_asked_of_each(text: str) -> bool:
    """Return whether a line asks in a few words what is wanted of each record: "why"."""
    return bool(ASKED_OF_EACH.match(text))


def may_be_field(text: str) -> bool:
    """Return whether a line in a run of such lines says what is wanted of each record."""
    return names_field(text) or is_asked_of_each(text)


# "... for each school:", and first of what is wanted "The name of the school".
OF_EVERY_ONE = re.compile(
    r"\b(?:for|of|about|on|in (?:respect|relation) (?:of|to)) (?:each|every)"
    r" (?P<whose>[^.:?]{3,90})[:–-]",
    re.I,
)
ITS_NAME = re.compile(
    r"(?:the )?(?:(?:full|official|street|postal) )?(?:name|title|address|location|reference)"
    r"(?: and address)?(?: of (?:the|each|that) (?P<whose>[\w’'-]+(?: [\w’'-]+)?))?[.,;]?$",
    re.I,
)


def begins_record(lead: str, texts: list[str]) -> bool:
    """Return whether lines below *lead* tell of each of many things, first what it is called."""
    every, first = OF_EVERY_ONE.search(lead), ITS_NAME.match(texts[0]) if texts else None
    if every is None or first is None or len(texts) < 2:
        return False
    return first["whose"] is None or first["whose"].lower() in every["whose"].lower()


def are_fields(texts: list[str]) -> bool:
    """Return whether lines under an ask for a list only name what is wanted of each record."""
    short = all(len(text.split()) <= MOST_IN_FIELD and "?" not in text for text in texts)
    alone = sum(bool(BY_ITSELF.match(text)) for text in texts)
    named = sum(map(may_be_field, texts))
    return len(texts) > 1 and short and 2 * alone <= len(texts) and 2 * named >= len(texts)


def names_field(text: str) -> bool:
    """Return whether a line names what is wanted of each record: "Full name", "Date of birth"."""
    return bool(FIELD.match(text)) and len(text.split()) <= MOST_IN_NAME


def asks_for_records(text: str) -> bool:
    """Return whether a text asks for every record of a kind: a list, or "all the inspections"."""
    return bool(LISTING.search(text) or RECORDS.search(text))


def names_fields(text: str) -> bool:
    """Return whether a sentence does no more than name what is wanted of each record (R5)."""
    wanted = WANTED.match(text)
    start = wanted.end() if wanted else 0
    parts = [part.strip(" .") for part in re.split(r",(?: and\b)?| and (?!who|when)", text[start:])]
    fields = [part for part in parts if part]
    return len(fields) > (1 if wanted else 2) and 2 * sum(map(names_field, fields)) >= len(fields)
