"""What lines are by their look and place: banners, columns, fields, the name under a letter."""

from __future__ import annotations

import re
from dataclasses import replace

from foibot.message.below import is_typed_below
from foibot.message.caseless import Caseless
from foibot.questions.acts import Sentence
from foibot.questions.blocks import Block, blocks
from foibot.questions.courtesies import (
    bids_farewell,
    is_closing,
    is_greeting,
    passed_on,
    plain,
    unformed,
)
from foibot.questions.drafts import Draft, Found
from foibot.questions.fields import MOST_IN_NAME, names_field
from foibot.questions.glue import unglued
from foibot.questions.judge import HEADING, is_bare, read_all
from foibot.questions.lines import is_name
from foibot.questions.outline import Entry, Listing
from foibot.questions.rules import QuestionRules
from foibot.questions.run_in import unfolded
from foibot.questions.signs import COURTESIES
from foibot.questions.source import Source

BOLD = re.compile(r"#{1,5}\s.{2,80}|(\*\*|__)[^*_]{2,80}\1:?")
# "R. Threlfall", and below it where he lives.
INITIAL = re.compile(r"(?:(?:Mrs?|Ms|Miss|Dr|Rev)\.? )?(?:[A-Z]\.? ?){1,3}[A-Z][a-z'’-]+")
CONTACT = Caseless(r"@|\b0\d{2,5}[\s)]*\d{3}|\bwww\.|\S \| \S|^sent from\b|\bt(?:el|wit)\b")
LINK = re.compile(r"[<(]?(?:https?://|www\.)\S+")
BARS = re.compile(r"\s[|·•]\s")
REACHED = re.compile(r"@|\b0\d{2,5}[\s)]*\d{3}|\bwww\.", re.I)
# What says in which classes to answer: please use the list below to categorise the type.
SORTS = re.compile(
    r"\b(?:use|using|into|under) (?:the |these |this |those )(?:below |following |same )*"
    r"(?:list|categor(?:y|ies)|classes|bands|groups|headings|classification|definitions|types)\b"
    r"[^:]*:\s*$",
    re.I,
)
POSTSCRIPT = re.compile(r"P\.?\s?S\.?\s?(?:S\.?\s?)?[:,–—-]?\s+(?=\w)")
GREETS_WELSH = re.compile(r"(?:annwyl|helo|bore da|prynhawn da|noswaith dda|s[h']?wmae)\b", re.I)
FIELD_WORDS = 9
MOST_IN_PARTING = 5
MOST_BELOW = 8  # lines of a page that begins with the parting
COUNTED = re.compile(
    r"(?:the )?(?:total |main |average )?(?:number|amount|cost|value|names?|dates?|reasons?)\b",
    re.I,
)
BRACKET = re.compile(r"\([^()]*\)")
COLUMN_WORDS = 6  # more of them, on average, name no column


def is_party(entry: Entry, rules: QuestionRules) -> bool:
    """Return whether an entry only names somebody or something: "any officer of the company"."""
    every = read_all(entry.block.body, rules)
    short = len(every) == 1 and len(every[0].words) <= 10 and not entry.children
    return short and not every[0].asks and not every[0].has("thing", "fact")


def sorts(listing: Listing, lead: list[Sentence], rules: QuestionRules) -> bool:
    """Return whether a list names the classes to answer in: "Please use these categories:" (R4)."""
    if not lead or not SORTS.search(lead[-1].text):
        return False
    every = [each for entry in listing.entries for each in read_all(entry.block.body, rules)]
    return not any(each.has("ask", "order", "noun") or each.text.endswith("?") for each in every)


def are_figures(listing: Listing, rules: QuestionRules) -> bool:
    """Return whether entries ask for a figure each, and are no names of columns (R5).

    "For each branch: • name • manager" names columns; "• visitors per month since 2019 • what it
    cost to run, with the reasons" does not.
    """
    every = [read_all(entry.block.body, rules) for entry in listing.entries]
    words = sum(len(re.sub(r"\([^)]*\)", "", e.block.text).split()) for e in listing.entries)
    asked = sum(any(each.has("question", "order", "mark") for each in entry) for entry in every)
    return asked * 2 >= len(every) or words > COLUMN_WORDS * len(every)


def laid_out(each: Source, rules: QuestionRules) -> list[Block]:
    """Return the blocks of a source up to the closing of the letter."""
    every = blocks(unfolded(unglued(each.lines), rules), lambda text: is_closing(text, rules))
    every = unformed(passed_on(every), rules)
    end = closed(every, rules)
    if other := other_letter(every, end, rules):
        second = every[other:]
        return every[:end] + second[: closed(second, rules)]
    added = [b for b in every[end:] if POSTSCRIPT.match(b.text) or is_typed_below(b.text)]
    return [unmarked(block) for block in every[:end] + added]


def other_letter(every: list[Block], end: int, rules: QuestionRules) -> int:
    """Return where below the closing a letter says the same in Welsh, or in English; 0 if none."""
    greets = (block for block in every[:end] if is_greeting(block.text, rules))
    welsh = any(map(GREETS_WELSH.match, (block.text for block in greets)))
    for n in range(end + 1, len(every)):
        text = every[n].text
        if is_greeting(text, rules) and bool(GREETS_WELSH.match(text)) != welsh:
            return n
    return 0


def closed(every: list[Block], rules: QuestionRules) -> int:
    """Return where the letter closes; what stands below is no part of it, but a postscript."""
    for n, block in enumerate(every):
        if n and (is_closing(block.text, rules) or parts(every, n, rules)):
            return n
    if len(every) > 1 and bids_farewell(every[-1].text, rules):
        return len(every) - 1
    return signed(every)


def parts(every: list[Block], n: int, rules: QuestionRules) -> bool:
    """Return whether a few words with a comma, and a name under them, end the letter."""
    block, below = every[n], every[n + 1 : n + 2]
    if not below or block.marker or not block.gap or block.text[-1] != ",":
        return False
    if not 1 < len(block.text.split()) <= MOST_IN_PARTING or len(every) - n > MOST_BELOW:
        return False
    name = INITIAL.fullmatch(below[0].text) or is_name(below[0].text)
    asks = any(each.has("thing", "ask") for each in read_all(block.body, rules))
    return bool(name) and not (below[0].marker or asks or names_field(block.text))


def unmarked(block: Block) -> Block:
    """Return a postscript without the letters at its head."""
    found = POSTSCRIPT.match(block.text)
    if found is None:
        return block
    body = block.body.cut(found.end(), len(block.text))
    return replace(block, whole=body, body=body)


def is_banner(text: str, *, row: bool = False) -> bool:
    """Return whether a line is a heading by its look: capitals, "Part 2", **bold**, # sign.

    A *row* to fill in may be named in capitals, as "DHP" is.
    """
    if HEADING.match(text) or (text.isupper() and len(text.split()) <= 12 and not row):
        return True
    return bool(BOLD.fullmatch(text)) and not text.endswith("?**")


def signed(every: list[Block]) -> int:
    """Return the place of the name under a letter that has no closing: the last lines, apart."""
    start = len(every)
    while start > 1 and is_name(every[start - 1].text) and every[start - 1].marker is None:
        start -= 1
        if every[start].gap:
            break
    for n in range(max(1, len(every) - 3), len(every)):
        below = every[n:]
        named = INITIAL.fullmatch(every[n].text) or is_posted(every[n - 1], below)
        if every[n].gap and named and all(map(is_short, below)):
            return n
    for n in range(max(1, len(every) - MOST_BELOW), len(every) - 1):
        if every[n].gap and is_card(every[n - 1], every[n:]):
            return n
    if len(every) > 1 and is_card_line(every[-1]):
        return len(every) - 1
    names = every[start:]
    apart = 0 < len(names) <= 4 and names[0].gap and not is_name(every[start - 1].text)
    return start if apart and len(every[start - 1].text.split()) > 4 else len(every)


def is_posted(above: Block, below: list[Block]) -> bool:
    """Return whether a name with a post or a place under it ends the letter after a sentence."""
    name, *more = below
    tight = bool(more) and not any(block.gap for block in more)
    return tight and is_name(name.text) and above.text.endswith((".", "!", "?"))


def is_card(above: Block, below: list[Block]) -> bool:
    """Return whether a name with ways to reach its bearer under it ends the letter."""
    name, *more = below
    tight = not any(block.gap or block.marker for block in more)
    asked = any(block.text.endswith("?") for block in more)
    if not tight or asked or not is_name(name.text):
        return False
    sure = any(REACHED.search(block.text) for block in more) and not above.text.endswith(":")
    ended = sure or above.text.endswith((".", "!", "?"))
    return ended and any(CONTACT.search(block.text) for block in more)


def is_card_line(block: Block) -> bool:
    """Return whether one line holds a name and a post, and ways to reach its bearer."""
    name, *more = BARS.split(block.text)
    reached = any(map(REACHED.search, more))
    named = is_name(name) and "?" not in block.text and block.marker is None
    return named and (reached or len(more) > 1 if block.gap else reached)


def is_short(block: Block) -> bool:
    """Return whether a line may stand under a name: a place, a post, a number."""
    return block.marker is None and len(block.text.split()) <= 5 and block.text[-1] not in ".?:"


def is_formality(block: Block, rules: QuestionRules) -> bool:
    """Return whether a line is a heading about the request itself: "Public interest"."""
    words = plain(block.text).split()
    if not words or words[0] in ("i", "we"):
        return False  # "I request:" leads in a list
    return block.gap and len(words) <= 7 and set(words) <= rules.formality


def is_listed(draft: Draft) -> bool:
    """Return whether a draft is the entry of a list that its writer marked."""
    return draft.path not in ("prose", "inline", "columns", "unlabelled", "bare")


def ends_listed(found: Found) -> bool:
    """Return whether the last that was found is the entry of a list."""
    return any(map(is_listed, found.drafts[-1:]))


def is_link(text: str) -> bool:
    """Return whether a line is nothing but an address on the web."""
    return LINK.fullmatch(text) is not None


def is_column(text: str, rules: QuestionRules, block: Block) -> bool:
    """Return whether a line may be the name of a column: short, and asking for nothing."""
    every = read_all(block.body, rules)
    if every and every[0].words[:1] == ("whether",) and not every[0].has("mark"):
        return len(every) == 1
    if text.count("|") > 1 and not text.endswith("?"):
        return True  # the heads of the columns of a table, all in one line
    if len(text.split()) > 8 or len(every) != 1 or every[0].has("value"):
        return False
    if every[0].asks:
        return False
    # "Any relief or exemption applied" has a word of boilerplate and is a column all the same.
    named = is_bare(every[0]) and not every[0].has(*COURTESIES)
    return named or not every[0].refused


def is_field(text: str) -> bool:
    """Return whether a line is a field of a form to fill in: "Contract end date:"."""
    if not text.rstrip("-–").endswith(":"):
        return False
    most = MOST_IN_NAME if COUNTED.match(text) else FIELD_WORDS
    return len(BRACKET.sub("", text).split()) <= most
