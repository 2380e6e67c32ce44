"""Which lines of a quoted letter are surely its writer's own: what asks, opens and closes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.signature import is_closing

_MARKER = re.compile(
    r"\s*[-•·*o]?\s?(?:\(?((?:q(?:uestion|u)?|c(?:westiwn)?|no|part|point|item|rhan)?\.?\s?"
    r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-z]|[ivx]{1,4}))\s?[.):\]]|(q(?:uestion)?\s?\d{1,2})\b)\s?(?=\S)",
    re.I,
)
_REQUEST = re.compile(
    r"(?:(?:and|or|also|if so|if not|a|ac|os felly),?\s)?(?:(?:please|kindly)\s(?:also\s|can you\s|"
    r"could you\s)?(?:provide|state|list|confirm|give|supply|send|tell|advise|specify|describe|"
    r"explain|include|break|identify|indicate|detail|disclose|set out|let me|itemise|enclose|show|"
    r"name|clarify|forward|share|outline|answer)\b|(?:can|could|would|will) you\b|"
    r"(?:provide|state|list|confirm|give|supply|specify|describe|explain|include|break)\b|"
    r"copies of|i(?:['’]d| would) (?:like|be)|i (?:want|wish|request)\b|"
    r"i am (?:asking|requesting)|(?:we|i) (?:would|request)|"
    r"(?:for|in) each\b|of (?:these|those),?\s(?:how|what|which|who|please|(?:the|a)\s(?:number|"
    r"total|costs?|names?|amount|percentage|proportion|breakdown))\b|"
    r"(?:how|what|which|when|where|who|whose|whom|why|whether)\b|"
    r"a copy|copy of|a list|details of|rhowch|allwch|a allwch|darparwch|nodwch|faint|beth|pa\s|"
    r"pwy|pryd|ble|sut|pam|a oes|a yw|copi o|manylion|bitte|wie\s|was\s|welche|"
    r"combien|quel|veuillez)",
    re.I,
)
# "A copy of the policy is attached" begins as a request does.
_TELLS = re.compile(
    r"\b(?:is|are|was|were|as|be|yn|wedi)\s(?:now\s|already\s)?(?:attached|enclosed|published|"
    r"available|held|atodedig|amgaeedig)\b|\bhttps?://",
    re.I,
)
_GREETING = re.compile(
    r"\W*(?:dear|hi|hello|hiya|hey|good (?:morning|afternoon|evening|day)|morning|afternoon|all|"
    r"annwyl|helo|shwmae|s'mae|bore da|prynhawn da|to whom|sehr geehrte|hallo|guten|bonjour|"
    r"chers?|chère|hola|estimad|beste|buon)\b[^.?!]{0,60}$",
    re.I,
)
_HEADING = re.compile(
    r"\W*(?:questions?|answers?|responses?|reply|no\.?|ref(?:erence)?|item|request|your answer|"
    r"council(?:'s)? response|cwestiwn|ateb|ymateb)\W*$",
    re.I,
)
_COURTESY = re.compile(
    r"\s*(?:i|we) look forward|\s*looking forward|"
    r"\s*(?:many )?thank(?:s| you) (?:in advance|for)\b",
    re.I,
)


def marker(text: str) -> str:
    """Return the number or letter with which *text* begins, folded, or ""."""
    found = _MARKER.match(text[:60])
    return "".join((found[1] or found[2]).lower().split()) if found else ""


def asks(text: str) -> bool:
    """Return whether *text*, with or without a number, puts a question or asks for something."""
    bare = text.strip()
    if "?" in bare:
        return True
    found = _MARKER.match(bare[:60])
    said = bare[found.end() :] if found else bare.lstrip("-•·* ")
    return bool(_REQUEST.match(said)) and not _TELLS.search(said[:400])


def greets(text: str) -> bool:
    """Return whether *text* is a line such as "Dear colleague,"."""
    return len(text) < 70 and bool(_GREETING.match(text.strip()))


def originals(texts: Sequence[str]) -> list[bool]:
    """
    Return for each of *texts*, the lines of a quoted letter, whether they are surely its own.

    Its greeting and all above its first question are, what asks, and its closing.  Where it
    numbers its questions, a number that comes for the first time begins one.
    """
    first = first_question(texts)
    numbered = first is None or bool(marker(texts[first]))
    markers = [marker(text) for text in texts]
    # "A:" again and again says "answer"; a list of letters goes on with b.
    answers = {"a"} if markers.count("a") > 1 and "b" not in markers else set()
    seen: set[str] = set()
    found: list[bool] = []
    for at, text in enumerate(texts):
        number = marker(text) if numbered else ""
        fresh = bool(number) and number not in seen | answers
        seen.add(number)
        above = first is not None and at < first
        back = numbered and not number and at > 0 and _asks_back(text, texts[at - 1])
        own = above or fresh or (asks(text) and not back) or greets(text) or is_closing(text)
        found.append(own or heads(text) or bool(_COURTESY.match(text)))
    return found


def closes(texts: Sequence[str]) -> int:
    """Return where the letter *texts* closes: its signature is coloured by its own writer."""
    end = len(texts)
    for at in range(len(texts) - 1, -1, -1):
        if is_closing(texts[at]):
            end = at
        elif asks(texts[at]):
            break
    return end


def first_question(texts: Sequence[str]) -> int | None:
    """Return which of *texts* asks first, or is the first of a list with numbers or letters."""
    listed = len({marker(text) for text in texts} - {""}) > 1
    for at, text in enumerate(texts):
        if not greets(text) and (asks(text) or (listed and marker(text))):
            return at
    return None


def heads(text: str) -> bool:
    """Return whether *text* is only a heading, such as "Question" over a column."""
    return bool(_HEADING.match(text))


def _asks_back(text: str, above: str) -> bool:
    """Return whether *text* may be what the one who answers asks in his turn."""
    return len(text) < 60 and text.rstrip().endswith("?") and bool(marker(above))
