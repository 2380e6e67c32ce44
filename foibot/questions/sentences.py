"""Where one sentence ends and the next begins, also in careless writing (guide R6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.passage import Passage

# Where the sentences of each text may begin, as the boundary model sees it.
Starts = Callable[[list[str]], list[tuple[int, ...]]]

# A pattern that begins with one of few characters is looked for far sooner than two such patterns.
STOP = r"[.?!](?:[.?!]*[)\]\"'”’]*(?=\s|$)|(?<=[?!])[?!]*(?=[A-Z]))"
STOPS = re.compile(STOP)
END = re.compile(
    rf"{STOP}"
    # "... each? *How many": a star that begins the next; "under **Section 12**" is bold.
    r"|\s(?=\*{1,3}[A-Z])(?!\*\*[^*\n]{1,80}\*\*)"
)
ABBREVIATION = Caseless(
    r"(?:\b(?:e\.g|i\.e|eg|ie|etc|no|nos|st|mr|mrs|ms|dr|prof|rev|cllr|clr|s|ss|sec|reg|regs|art|para|paras|"
    r"approx|incl|excl|inc|ltd|co|vs|v|p|pp|c|ca|dept|dep|est|min|max|tel|ext|rd|ave|ref|hon|gov|jan|feb|mar|"
    r"apr|jun|jul|aug|sep|sept|oct|nov|dec|fig|vol|cf|al|viz|a\.k\.a|p\.a|u\.k|q)(?<!['’]s)|(?:^|[\s(])[A-Za-z])\.$",
)
LONGEST = 12  # letters of an abbreviation; in more a row without blanks would cost its square
# Abbreviations that often end a sentence, and the words that then begin the next.
AT_END = frozenset(["etc", "ltd", "inc", "co", "rd", "st", "ave", "dept", "dep"])
OPENS = re.compile(
    r"(?:Please|How|What|Which|If|I|Also|The|Is|Are|Do|Does|My|We|Can|Could|When|Where|Who)\b"
)
# Words that begin a sentence even when its writer uses no capitals.
STARTS = re.compile(
    r"(?:also|how|what|which|who|when|where|why|please|pls|and|is|are|was|were|do|does|did|has|have|can|"
    r"could|would|will|if|i|my|thanks|thank|cheers|we|the|also,)\b",
    re.I,
)

# Those of them that begin one behind a full stop even where the sentence before it had its capital.
CARELESS = re.compile(
    r"(?:also|how (?:many|much|long|often)|whats?|which|whos?|when|why|please|pls|plus|do you"
    r"|does the|did|have you|has the|is there|are there|can you|could you|if (?:so|yes|not)"
    r"|thanks|thank you|cheers)\b"
)


# What begins a question even behind a letter with a full stop: "im in band C. how many are".
SURELY = re.compile(r"how (?:many|much|long|often)\b|please\b|also\b", re.I)


def sentences(whole: Passage) -> list[Passage]:
    """Return the sentences of a paragraph."""
    text, begin, found = whole.text, 0, []
    for mark in (END if "*" in text else STOPS).finditer(text):
        if ends_sentence(text, mark, begin):
            found.append(whole.cut(begin, mark.end()))
            begin = mark.end()
    if text[begin:].strip():
        found.append(whole.cut(begin, len(text)))
    return found


LONG = 24
HEADS = re.compile(
    r"(?:also|how (?:many|much|long|often)|what|which|who|when|where|why|please|pls"
    r"|is there|are there|do you|does the|did|has the|have you|can (?:you|u|i)|could (?:you|i)"
    r"|i (?:would|want|wud)|if (?:so|yes|not)|thanks|thank you)\b",
    re.I,
)

# What joins two asks into one sentence: "how many were lost and also how many were found".
JOINS = re.compile(r"\b(?:and|or|plus)(?: also)? $")

# What begins an ask of its own behind a tale without full stops, unless a small word leads to it.
SURE_HEADS = re.compile(
    r"(?<=\w )(?<!\band )(?<!\bso )(?<!\bif )(?<!\bbut )(?<!\bor )(?<!\bthat )(?<!\bas )"
    r"(?<!\bbecause )(?<!\bcos )(?<!\bwhat )(?<!\bwhich )(?<!\bthing )(?<!\bwhen )(?<!\ball )"
    r"(?:i (?:want|would like|wud like|need) to (?:know|see|find out)"
    r"|(?:can|could|would) (?:you|u) (?:please |pls )?(?:tell|send|give|confirm|provide|let) "
    r"|(?:please|pls) (?:tell|send|give|confirm|provide|can you|could you))\b"
)


def run_on(part: Passage) -> bool:
    """Return whether a sentence is so long that its writer may have left out the full stops."""
    return len(part.text.split()) > LONG


def parted(part: Passage, starts: Iterable[int]) -> list[Passage]:
    """Return a run-on sentence cut at those *starts* that look like the head of an ask."""
    text = part.text
    cuts = {
        at
        for at in starts
        if at > 0
        and HEADS.match(text, at)
        and text[at - 2] not in ",;:-(–"
        and not JOINS.search(text, max(0, at - LONGEST), at)
    }
    cuts |= {found.start() for found in SURE_HEADS.finditer(text)}
    edges = [0, *sorted(cuts), len(text)]
    return [part.cut(a, b) for a, b in pairwise(edges)]


def ends_sentence(text: str, mark: re.Match[str], begin: int) -> bool:
    """Return whether the sentence that began at *begin* ends with *mark*."""
    rest = text[mark.end() :].lstrip()
    if not rest:
        return True
    if not mark[0].strip():
        return True
    if not text[begin : mark.start()].strip(" ()[]"):
        return False
    if mark[0][0] == ".":
        if ABBREVIATION.search(text[max(begin, mark.start() - LONGEST) : mark.start() + 1]):
            return abbreviated_end(text, mark, rest)
        # Who begins without a capital ends with a full stop all the same.
        return not rest[0].islower() or lower_case(text, begin) or bool(CARELESS.match(rest))
    if ")" in mark[0] and rest[0].islower():
        return False
    return not rest[0].islower() or bool(STARTS.match(rest))


def abbreviated_end(text: str, mark: re.Match[str], rest: str) -> bool:
    """Return whether an abbreviation ends its sentence too: "etc. Please ..."."""
    word = re.search(r"(\w+)\.$", text[max(0, mark.start() - LONGEST) : mark.start() + 1])
    if word is not None and len(word[1]) == 1 and (word[1].isupper() or SURELY.match(rest)):
        # "bands A to D. How many ...": a letter may end a sentence where a question begins.
        return bool(
            SURELY.match(rest)
            or re.match(r"(?:Please|How|What|Which|When|Where|Who|Why|Also|Is|Are|Do)\b", rest)
        )
    return word is not None and word[1].lower() in AT_END and bool(OPENS.match(rest))


def lower_case(text: str, begin: int) -> bool:
    """Return whether the sentence at *begin* is written without a capital at its head."""
    head = text[begin:].lstrip(" \"'“‘(-")
    return bool(head) and head[0].islower()


THANKS = re.compile(
    r"(?<=[\w)\"'])[ ,–-]+(?=(?:many |much |with )?(?:thanks|thank ?you|thx|thnx|tnx|cheers"
    r"|(?-i:ta|ty)|diolch)(?!\w)(?: (?:in advance|very much|so much|again|a lot|in anticipation))?"
    r"(?:(?:[ ,]+\w+){0,2}|(?:[ ,]+(?-i:[A-Z][\w.&'’-]*|[\d+()]{2,})){0,8})[.! x]*$)",
    re.I,
)


def cut_up(body: Passage, starts: Starts | None) -> list[Passage]:
    """Return the sentences of a paragraph; *starts* parts those without full stops."""
    parts = [piece for part in sentences(body) for piece in unthanked(part)]
    if starts is None or not any(run_on(part) for part in parts):
        return parts
    marked = zip(parts, starts([part.text for part in parts]), strict=True)
    return [
        piece
        for part, places in marked
        for piece in (parted(part, places) if run_on(part) else [part])
    ]


# One of these stands wherever the form does: looked for first.
THANKING = ("thank", "thx", "thnx", "tnx", "cheers", "diolch")
SHORT_THANKS = re.compile(r"[ ,–-](?:ta|ty)\b")


def unthanked(part: Passage) -> list[Passage]:
    """Return a sentence and the thanks that run on at its end: "how many are there thanks jo"."""
    thanked = said(part.text.casefold(), THANKING) or SHORT_THANKS.search(part.text)
    found = THANKS.search(part.text) if thanked else None
    if not found or found.start() == 0:
        return [part]
    return [part.cut(0, found.start()), part.cut(found.end(), len(part.text))]
