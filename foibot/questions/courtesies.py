"""What a letter has round its matter: greeting, closing, the header of a mail passed on."""

from __future__ import annotations

import re

from foibot.questions.blocks import Block
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

GREETED = re.compile(
    r"(?:to whom it (?:may|might) concern[.,:; ]+"
    r"|(?:hi|hello|hiya|hey|good (?:morning|afternoon|evening))"
    r"(?: (?:there|all|team|again))?[ ,!.–-]+"
    r"|dear (?:[\w.’'&/]+ ){0,5}?[\w.’']+(?:(?: or |/| / | and )(?:sirs?|madam))?[,!:]+\s*)(?=\w)",
    re.I,
)
ASKING = re.compile(r"\b(?:can|could|please|pls|tell|know|asking|requesting|provide|send)\b")
HEADER = re.compile(r"(?:From|Sent|Date|To|Cc|Subject|Oddi wrth):\s", re.I)
PASSED_ON = 90


def passed_on(every: list[Block]) -> list[Block]:
    """Return the original of a mail passed on with a short covering note (R13)."""
    for n, block in enumerate(every):
        heads = [b for b in every[n : n + 6] if HEADER.match(b.text)]
        if HEADER.match(block.text) and (len(heads) > 1 or len(HEADER.findall(block.text)) > 1):
            above = sum(len(b.text.split()) for b in every[:n])
            rest = n + 1
            while rest < len(every) and HEADER.match(every[rest].text) and not every[rest].gap:
                rest += 1
            return every[rest:] if above <= PASSED_ON else every[:n]
    return every


def plain(text: str) -> str:
    """Return *text* in small letters without marks at its ends."""
    return re.sub(r"[^\w' ]+", " ", text.lower().replace("’", "'")).strip()


def is_closing(text: str, rules: QuestionRules) -> bool:
    """Return whether a paragraph is the closing of a letter: "Kind regards, A. Smith"."""
    words = " ".join(plain(text).split())
    if words in rules.closing:
        return True
    head = " ".join(plain(re.split(r"[,.!\n]", text, maxsplit=1)[0]).split())
    return head in rules.closing and len(words.split()) <= len(head.split()) + 4


def is_greeting(text: str, rules: QuestionRules) -> bool:
    """Return whether a paragraph is only a greeting."""
    words = plain(text)
    if ASKING.search(words):
        return False
    if len(words.split()) > 9 or text.rstrip().endswith(("?", ":")):
        return False
    return any(words == each or words.startswith(each + " ") for each in rules.greeting)


def ungreeted(body: Passage, rules: QuestionRules) -> Passage:
    """Return a paragraph without the greeting at its head: "Hello, please can you ..."."""
    found = GREETED.match(body.text)
    return body.cut(found.end(), len(body.text)) if found else body
