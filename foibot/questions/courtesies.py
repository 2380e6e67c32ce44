"""What a letter has round its matter: greeting, closing, the header of a mail passed on."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from foibot.questions.blocks import Block
from foibot.questions.passage import Passage
from foibot.questions.rules import QuestionRules

GREETED = re.compile(
    r"(?:to whom it (?:may|might) concern[.,:; ]+"
    r"|(?:hi|hello|hiya|hey|good (?:morning|afternoon|evening))"
    r"(?: (?:there|all|team|again))?[ ,!.–-]+"
    r"|(?:hi|hello|hiya|hey)(?: (?-i:[A-Z])[\w'’-]+){1,3}[,!.]\s+(?=\w)"
    r"|(?:salaam|salam|namaste|greetings|alright|morning|afternoon|evening)"
    r"(?: (?:all|team|there))?[ ,!.–-]+"
    r"|dear (?:(?:[\w’'&/]+|mrs?\.|ms\.|dr\.|rev\.|cllr\.|prof\.|st\.|\w\.) ){0,5}?[\w’']+"
    r"(?:(?: or |/| / | and )(?:sirs?|madam))?[,!:.]+\s*)(?=\w)",
    re.I,
)
ASKING = re.compile(r"\b(?:can|could|please|pls|tell|know|asking|requesting|provide|send)\b")
# "To the Custodian of Records:", and no name of a part.
OFFICE = re.compile(
    r"To the (?:[A-Z][\w'’-]+|FOI)(?: (?:of|and|for|the|&|[A-Z][\w'’-]+)){0,6}\s?[:,]"
)
FIELD = re.compile(r"(?P<label>[^:?]{2,70})[:?]\s*(?P<value>.*)", re.S)
# "Many thank and kind regards", however it begins.
FAREWELLS = ("regards", "wishes", "faithfully", "sincerely")
FAREWELL = re.compile(rf"(?:(?!what|which|how|who)[\w']+ ){{0,5}}(?:{'|'.join(FAREWELLS)})")
# What a web form asks its user: "Please provide full details of your request (e.g. ...)".
PROMPT = re.compile(
    r"(?:please )?(?:tell us|provide|give|describe|enter|state|set out|outline|type|write)\b"
    r"[^.?!:()]{0,60}\b(?:your (?:foi |information )?(?:request|enquiry|query|questions?)"
    r"|information (?:that )?you (?:require|need|want|would like|are (?:requesting|seeking)))\b"
    r"(?! for\b)[^.?!:()]{0,40}"
    r"(?:\((?:e\.? ?g|for example|such as|please|max)\b[^()]*\))?[.:*?\s]*",
    re.I,
)
FIELDS = 2  # so many of them make a form
VALUE_WORDS = 14
HEADER = re.compile(r"(?:From|Sent|Date|To|Cc|Subject|Oddi wrth):\s", re.I)
PASSED_ON = 90
# "[personal correspondence removed]", and nothing else.
REDACTED = re.compile(r"\[[^\[\]]*(?:removed|redacted|deleted|omitted)[^\[\]]*\]\W*", re.I)
# "Every blessing", "Yours in unity", "God bless": whatever people wish each other.
PARTING = re.compile(
    r"yours (?:in|for|with|very|most|ever|as)(?: \w+){1,3}"
    r"|(?:(?:every|many|with|god|all)(?: \w+)? )?bless(?:ings?)?"
    r"|in (?:hope|peace|haste|unity|faith|fellowship|solidarity|friendship|anticipation)"
    r"|peace(?: and \w+)?|speak soon|take care|bye(?: for now)?"
)
MARKS = re.compile(r"[^\w' ]+")
MOST_CLOSING = 60  # words, and marks between white space, of a closing
HEAD_ENDS = re.compile(r"[,.!\n]")


def passed_on(every: list[Block]) -> list[Block]:
    """Return the original of a mail passed on with a short covering note (R13)."""
    for n, block in enumerate(every):
        if not HEADER.match(block.text):
            continue
        heads = [b for b in every[n : n + 6] if HEADER.match(b.text)]
        if len(heads) > 1 or len(HEADER.findall(block.text)) > 1:
            above = sum(len(b.text.split()) for b in every[:n])
            rest = n + 1
            while rest < len(every) and HEADER.match(every[rest].text) and not every[rest].gap:
                rest += 1
            return every[rest:] if above <= PASSED_ON else every[:n]
    return every


def unformed(every: list[Block], rules: QuestionRules) -> list[Block]:
    """Return the request in what a web form sent: without "First name: Ann" and such fields."""
    every = [unprompted(block) for block in every if not PROMPT.fullmatch(block.text)]
    about = [block for block in every if is_form_field(block, rules)]
    if len(about) < FIELDS:
        return every
    kept = [block for block in every if all(block is not each for each in about)]
    return [unlabelled(block, rules) for block in kept]


def unprompted(block: Block) -> Block:
    """Return a block without the words of the form that asked for it."""
    found = PROMPT.match(block.text)
    return block if found is None else begun_at(block, found.end())


def begun_at(block: Block, start: int) -> Block:
    """Return a block without what stands before *start* in it."""
    body = block.body.cut(start, len(block.text))
    return replace(block, whole=body, body=body)


def is_form_field(block: Block, rules: QuestionRules) -> bool:
    """Return whether a line is a field about the sender, filled in."""
    found = FIELD.fullmatch(block.text)
    if not found or block.marker or plain(found["label"]) not in rules.form_field:
        return False
    return 0 < len(found["value"].split()) <= VALUE_WORDS and not found["value"].endswith("?")


def unlabelled(block: Block, rules: QuestionRules) -> Block:
    """Return a block without the name of the field that it stands in: "Your request: ..."."""
    found = FIELD.fullmatch(block.text)
    if not found or not found["value"] or plain(found["label"]) not in rules.form_ask:
        return block
    return begun_at(block, found.start("value"))


def is_redacted(text: str) -> bool:
    """Return whether *text* says no more than that something was taken out."""
    return REDACTED.fullmatch(text) is not None


# Of each line it is asked whether it greets, closes, heads ...
@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return *text* in small letters without marks at its ends."""
    return MARKS.sub(" ", text.lower().replace("’", "'")).strip()


def is_closing(text: str, rules: QuestionRules) -> bool:
    """Return whether a paragraph is the closing of a letter: "Kind regards, A. Smith"."""
    # Most paragraphs are longer than any closing: their words need not be looked at.
    if len(text.split(None, MOST_CLOSING)) > MOST_CLOSING:
        return False
    words = " ".join(plain(text).split())
    if words in rules.closing or (words.endswith(FAREWELLS) and FAREWELL.fullmatch(words)):
        return True
    if PARTING.fullmatch(words):
        return True
    head = " ".join(plain(HEAD_ENDS.split(text, maxsplit=1)[0]).split())
    more = 10 if " on behalf of " in words else 4
    return head in rules.closing and len(words.split()) <= len(head.split()) + more


def bids_farewell(text: str, rules: QuestionRules) -> bool:
    """Return whether a last line is the closing with the name behind it: "cheers Dave"."""
    words = text.split()
    return any(
        plain(" ".join(words[:-names])) in rules.closing and all(map(str.isalpha, words[-names:]))
        for names in (1, 2)
        if len(words) > names
    )


def is_greeting(text: str, rules: QuestionRules) -> bool:
    """Return whether a paragraph is only a greeting."""
    words = plain(text)
    if OFFICE.fullmatch(text.strip()):
        return True
    if not f"{words} ".startswith(rules.greeting) or ASKING.search(words):
        return False
    return len(words.split()) <= 9 and not text.rstrip().endswith(("?", ":"))


def ungreeted(body: Passage, rules: QuestionRules) -> Passage:
    """Return a paragraph without the greeting at its head: "Hello, please can you ..."."""
    found = GREETED.match(body.text)
    return body.cut(found.end(), len(body.text)) if found else body
