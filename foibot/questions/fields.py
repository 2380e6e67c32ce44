"""What is wanted of each record, a field to a line: "Full name", "Date of birth" (guide R5)."""

from __future__ import annotations

import re

MOST_IN_NAME = 16
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
FIELD = re.compile(
    r"(?:the |their |its )?(?:(?:full|first|last|middle|maiden|known|start|end|expiry|renewal|job"
    r"|contact|home|postal|property|business|company|account|current|annual|total|net|gross"
    r"|rateable|estimated|last known|approximate|marital|e-?mail|telephone|date of|reason for"
    r"|type of|name of|cause of) )*(?:names?|surnames?|forenames?|address(?:es)?|postcodes?|dates?"
    r"|age|gender|sex|status|value|amounts?|balance|title|grade|salary|number|reference(?: number)?"
    r"|ward|location|outcome|cost|price|supplier|make|model|year|birth|death|period|length"
    r"|duration|e-?mail|telephone|phone)\b",
    re.I,
)


def names_field(text: str) -> bool:
    """Return whether a line names what is wanted of each record: "Full name", "Date of birth"."""
    return bool(FIELD.match(text)) and len(text.split()) <= MOST_IN_NAME
