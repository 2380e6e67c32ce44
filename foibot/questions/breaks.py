"""Where a line was ended by its author and where by the program that wrapped it (guide R1, R6)."""

from __future__ import annotations

import re
from itertools import pairwise

from foibot.message.caseless import Caseless
from foibot.message.wording import said
from foibot.questions.acts import SHOWS
from foibot.questions.lines import in_a_date
from foibot.questions.markers import Marker
from foibot.questions.rows import Row

# Nobody wraps mail at less than this; shorter lines end where their author ended them.
NARROWEST = 56
# Programs wrap at this at least: a line that goes beyond it with the next word may be full.
USUAL = 70
# Lines longer than this are not wrapped by a program.
WIDEST = 125
LONG_ENOUGH = 30
# A line so much longer than the width was not wrapped at it.
LOOSE = 12
SHORT_BY = 8  # a line wrapped by hand may be so much shorter than the longest
# Programs wrap at 72 to 78; a wider line may be anything.
WIDE = 80

# Words that, with a capital and no full stop before them, begin a line of their own.
BEGINS = re.compile(
    r"(?:The|All|Any|An|Each|Every|Number of|Total|How|What|Which|Who|When|Where|Why|Whether"
    r"|Please|I (?:also|would|request|am)|Cop(?:y|ies) of|Details of|Is|Are|Do|Does|Did|Have|Has"
    r"|A (?:copy|list|map|breakdown)"
    r"|List|Names?|If|Also)\b"
)
ASKS = Caseless(
    r"(?:and |or |plus |also |roughly |approximately )?"
    r"(?:h[o]?w (?:many|much|long|often)|what|wot|whats|who|when|where|why"
    r"|which|is|are|was|were|do|does|did|has|have|any|can|could|number of|details of"
    r"|cop(?:y|ies) of"
    r"|the (?:number|total|amount|cost|value|names?|dates?|reasons?|average|percentage)"
    r"|the (?:[\w’'-]+ ){1,3}(?:of|for))\b",
)
# A wrapped line may begin so by chance; that each line of a paragraph does is none.
THING = re.compile(
    r"(?:and )?(?:the|any|all|an?|each|every|cop(?:y|ies) of|details of|minutes|names? of|dates?"
    r"|number of|how|what|when|whether|who|which|where|why|your|their)\b",
    re.I,
)
DANGLES = Caseless(r"\b(?:to|the|a|an|and|or|regarding|concerning|about|with|that)$")
# Two lines that begin so, one below the other, are two questions though the first is long.
ASKS_PLAINLY = Caseless(
    r"(?:how (?:many|much|long|often)|what|who|when|where|why|which|number of"
    r"|the (?:number|total|names?|dates?) of)\b",
)
NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Cllr|Rev)\.? )?[A-Z][\w'’-]+(?: [A-Z]\.?)?"
    r"(?: [A-Z][\w'’-]+){1,2}"
)
FIRST_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.?)?")
# What a line ends with whose list stands under it, colon or not.
LEADS_OUT = re.compile(
    rf"\b(?:{SHOWS}|containing|to include|as follows|(?:the )?following(?: \w+)?)$",
    re.I,
)
# "I would like to know": what is asked for stands below.
ASKS_FOR = Caseless(
    r"\b(?:i|we|i['’]?d|we['’]?d|please|you|kindly)\b[^.?!:]{0,60}"
    r"\b(?:know|see|have|receive|provide|supply|send|tell|confirm|give|request)(?: me| us)?"
    r"(?: with)?$",
)
# What stands alone on a line at the end: "thank u", "kind regards".
CLOSES = re.compile(
    r"(?:(?:many |with |kind |best |warm )?"
    r"(?:thanks|thank (?:you|u)|thx|ta|cheers|regards|tia|diolch)"
    r"(?: (?:you|u|very much|so much|a lot|in advance|all|again|in anticipation))?)[ ,.!x]*",
    re.I,
)
# "by directorate", on a line of its own below what is asked: that is to be broken down so.
BREAKS_DOWN = re.compile(r"(?:split |broken down )?(?:by|per) \w", re.I)
# One of these stands wherever that does: looked for first.
LEADS = (*SHOWS.split("|"), "containing", "to include", "as follows", "following")
MOST_LINES = 30  # looked at around a line
FEWEST = 3  # pairs of lines that show whether a paragraph was wrapped
JOINED = ("and ", "or ")
WAITS = Caseless(
    r"(?:\b(?:the|a|an|and|or|of|to|for|in|on|by|with|from)|[,(&–-]|\((?:[a-z\d]|[ivx]+)\))$"
)
OPEN_END = Caseless(r"\b(?:the|a|an|and|or|of|to|for|in|by|with|on|at|from|as|that)$")


def wrap_width(found: list[Row]) -> float:
    """Return the width at which a program wrapped these lines; infinity if none did."""
    inner = [
        (row.indent + len(row.text), first_word(after))
        for row, after in pairwise(found)
        if not after.gap and all(mark.style[-1] in " ," for mark in after.marks)
    ]
    wrapped = [size for size, _ in inner if size <= WIDEST]
    if not wrapped or len(wrapped) * 5 < len(inner) * 4:
        return float("inf")
    width = max(wrapped)
    if width < NARROWEST:
        return float("inf")
    long = [(size, word) for size, word in inner if size >= LONG_ENOUGH]
    longest = max(row.indent + len(row.text) for row in found)
    if len(long) == 1 and (
        long[0][0] > WIDE or longest > width + LOOSE or ends_a_sentence(found, long[0][0])
    ):
        # One pair of lines cannot tell a paragraph from two lines of their own.
        return float("inf")
    full = sum(size + 1 + word > width for size, word in long)
    return width if full * 5 >= len(long) * 2 else float("inf")


def ends_a_sentence(found: list[Row], size: int) -> bool:
    """Return whether the line of *size* that another follows ends with a question or statement."""
    return any(
        row.indent + len(row.text) == size and row.text[-1] in ".?!" and after.text[0].isupper()
        for row, after in pairwise(found)
        if not after.gap
    )


def first_word(row: Row) -> int:
    """Return the length of the first word of a line."""
    return len(row.text.split(None, 1)[0])


def broken(found: list[Row], n: int, width: float) -> bool:
    """Return whether the author, not a program, ended the line before row *n*."""
    before, row = found[n - 1], found[n]
    full = is_full(before, row, width) and wraps_here(found, n, width)
    alone = row.cell or row.fill or is_label(row)
    alone = alone or (before.text[-1] == ":" and row.text[0].isupper())  # the field of a form
    alone = alone or (n >= len(found) - 3 and CLOSES.fullmatch(row.text) is not None)
    if alone or both_ask(before, row, full=full) or lists_things(found, n, width):
        return True
    if (
        BEGINS.match(row.text)
        and before.text[-1] not in ".?!:;,-–("
        and not OPEN_END.search(before.text)
    ):
        return True
    if (leads_out(before.text) and heads_lines(found, n)) or each_asks(found, n):
        return True
    if DANGLES.search(before.text) or in_a_date(before.text, row.text):
        return False
    if n == len(found) - 1 and before.text[-1] in ".?!" and FIRST_NAME.fullmatch(row.text):
        return True
    if NAME.fullmatch(row.text) and before.text[-1] != "," and closes_page(found, n):
        return True
    if full or by_hand(found, n, width):
        return False
    return not goes_on(before, row) or in_small_letters(found, n)


def by_hand(found: list[Row], n: int, width: float) -> bool:
    """Return whether a line wrapped by hand stops short, and goes on with a name: "Councillor"."""
    before = found[n - 1]
    if before.text[-1] in ".?!:;" or before.indent + len(before.text) < width - SHORT_BY:
        return False
    first, last = paragraph(found, n)
    return any(row.text[0].islower() for row in found[first + 1 : last + 1])


def leads_out(line: str) -> bool:
    """Return whether a line ends with words that show what stands under it."""
    return bool(said(line.casefold(), LEADS)) and LEADS_OUT.search(line) is not None


def lists_things(found: list[Row], n: int, width: float) -> bool:
    """Return whether each line of the paragraph of row *n* begins a thing: "the ...", "any ..."."""
    capital = found[n].text[0].isupper() and found[n - 1].text[0].isupper()
    if not (capital or THING.match(found[n].text)):
        return False  # most lines need no further look
    below, last = beneath_lead(found, n)
    first, _ = paragraph(found, n)
    lines = [row.text for row in found[first : last + 1]]
    if len(lines) > FEWEST and all(line[0].isupper() for line in lines):
        return not (WAITS.search(found[n - 1].text) or all_full(found[first : last + 1], width))
    alike = last + 1 - below >= FEWEST and all(map(THING.match, lines[below - first :]))
    return alike and not OPEN_END.search(found[n - 1].text)


def all_full(lines: list[Row], width: float) -> bool:
    """Return whether no line of a paragraph had room for the word that follows it."""
    return all(is_full(a, b, width) for a, b in pairwise(lines))


def goes_on(before: Row, row: Row) -> bool:
    """Return whether a line begins as if its sentence had begun on the line before."""
    unfinished = before.text[-1] not in ".?!:;" and len(before.text) >= LONG_ENOUGH
    return unfinished and (row.text[0].islower() or row.text[0] == "(")


def in_small_letters(found: list[Row], n: int) -> bool:
    """
    Return whether a writer without capitals ended the line before row *n*: more had room.

    After the longest line nothing has room: there it shows where the next begins like a question.
    """
    if BREAKS_DOWN.match(found[n].text):
        return False
    first, last = beneath_lead(found, n)
    lines = found[first : last + 1]
    small = all(row.text[0].islower() for row in lines[1:])
    led = first and not lines[0].gap and lines[0].text[0].islower()
    named = ASKS.match(lines[0].text) or THING.match(lines[0].text)
    if len(lines) < FEWEST or not small or not (led or named):
        return False
    longest = max(len(row.text) for row in lines)
    room = [len(a.text) + 1 + first_word(b) < longest for a, b in pairwise(lines)]
    alone = sum(room) == len(room) - 1 and (
        ASKS.match(found[n].text) is not None or longest + first_word(found[n]) < USUAL
    )
    return (room[n - first - 1] or alone) and 2 * sum(room) >= len(room)


def each_asks(found: list[Row], n: int) -> bool:
    """Return whether lines begin like a question, row *n* among them: no program breaks so."""
    if not (found[n].text[0].islower() and ASKS.match(found[n].text)):
        return False
    first, last = paragraph(found, n)
    asks = sum(ASKS.match(row.text) is not None for row in found[first : last + 1])
    return last - first >= FEWEST and asks >= last - first


def paragraph(found: list[Row], n: int) -> tuple[int, int]:
    """Return the places of the first and the last line of the paragraph of row *n*, at most."""
    first = last = n
    while first > max(0, n - MOST_LINES) and not found[first].gap:
        first -= 1
    while last + 1 < min(len(found), n + MOST_LINES) and not found[last + 1].gap:
        last += 1
    return first, last


def beneath_lead(found: list[Row], n: int) -> tuple[int, int]:
    """Return the same of the lines below one that leads in, if one does above row *n*."""
    first, last = paragraph(found, n)
    above = [(at, found[at].text) for at in range(first, n)]
    heads = [at for at, text in above if text[-1] == ":" or ASKS_FOR.search(text)]
    if not heads:
        return first, last
    small = n
    while small < last and found[small + 1].text[0].islower():
        small += 1
    # Where the lines are in small letters, one with a capital is no more of the list.
    return heads[-1] + 1, small if found[n].text[0].islower() else last


def both_ask(before: Row, row: Row, *, full: bool) -> bool:
    """Return whether two lines ask by themselves; a full line has to begin so plainly."""
    if row.text.startswith(JOINED) and before.text[0].isupper() and before.text[-1] not in ".?!:;":
        return False  # "How many orders were made", and then "and how many were cancelled"
    if not full:
        return bool(ASKS.match(row.text) and ASKS.match(before.text))
    waits = before.text[-1] in ",(-–" or OPEN_END.search(before.text) or DANGLES.search(before.text)
    return all(ASKS_PLAINLY.match(line.text) for line in (before, row)) and not waits


def is_label(row: Row) -> bool:
    """Return whether a line is nothing but "Question 6"."""
    return any(mark.style.startswith("Q") and is_hollow(row, mark) for mark in row.marks)


def heads_lines(found: list[Row], n: int) -> bool:
    """Return whether short lines of their own begin at row *n*, as the fields of a list do."""
    lines = [row.text for row in found[n : n + 3]]
    apart = all(not row.gap and not row.marks for row in found[n + 1 : n + 3])
    return (
        len(lines) > 2
        and apart
        and all(len(each) < NARROWEST and each[-1] not in ".?!:" for each in lines)
    )


def is_full(before: Row, row: Row, width: float) -> bool:
    """Return whether the first word of *row* had no room on the line before it."""
    size = before.indent + len(before.text)
    return width < size + 1 + first_word(row) and size <= WIDEST


def wraps_here(found: list[Row], n: int, width: float) -> bool:
    """Return whether lines of the paragraph of row *n* are mostly full: one may be by chance."""
    first, last = paragraph(found, n)
    full = [is_full(a, b, width) for a, b in pairwise(found[first : last + 1])]
    return len(full) < FEWEST or sum(full) * 2 >= len(full)


def closes_page(found: list[Row], n: int) -> bool:
    """Return whether row *n* is among the last two lines, where a name stands under a letter."""
    return n >= len(found) - 2 or found[n + 1].gap


def is_hollow(row: Row, marker: Marker | None) -> bool:
    """Return whether a line is a label alone, whose text comes below it: "Question 1"."""
    return marker is not None and not row.text[marker.length :].strip(" *_:.-")
