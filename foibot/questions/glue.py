"""
Breaks that were lost without a trace: "...in 2023?2. How many" -> a line to each.

Forms, registers and scans that take the line breaks out glue the next entry, or the next
sentence, to the last word of the one before.  Nobody writes so; only what could not be
anything else is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Line = tuple[str, int]

# What is left of the tab behind the label of an entry, and behind a bullet.  White space is taken
# whole: where nothing stands behind it, to try each of its parts costs its cube.
WIDE = r"(?:\t|[ \u00a0]{3,}+)\s*+\S"
WIDER = r"(?:[ \u00a0]{3,}+|[ \u00a0]*+\t)\s*+\S"
ENTRY = re.compile(
    # To begin with what stands before: a pattern that does is missed far sooner.
    r"[a-z0-9?!:;.,)*\]’'](?:"
    # A label with its tab, at the end of a word: as in executed5.       Contract Expiry.
    rf"(?<=[a-z?!:;.,)*])[ \u00a0]?(?=\(?(?:Q\.?)?\d{{1,2}}[a-z]?[.):]{{1,2}}{WIDE})"
    rf"|(?<=[a-z?!:;.,)])(?=\([a-z]\){WIDE})"
    rf"|(?<=[?!:;)])(?=[a-h][.)]{WIDE})|(?<=[a-z]{{3}})(?=[a-h]\.[ \u00a0]{{5,}}+\S)"
    # A label at the end of a sentence, as in nursing homes.2) With regard to.
    r"|(?<=[a-z)][.?!;:])(?<![Nn]o\.)(?=\(?\d{1,2}[.)]\)?[ \t\u00a0]++[A-Za-z])"
    r"|(?<=(?:19|20)\d\d[.?;])(?=\d{1,2}\.?[.)]\s?[A-Z])"
    r"|(?<=[a-z)][?!;:])(?=\(?[a-h][.)]\)?[ \t\u00a0]++[A-Z])|(?<=[a-z)]\.)(?=[a-h]\)\s+[A-Z])"
    r"|(?<=[a-z]{3}\.)(?=[b-h]\.\s+[A-Z])"
    # The same with labels that nothing else looks like, such as Q.2(b) and 1c.
    r"|(?<=[a-z0-9)\]][.?!:;])(?=Q\.?\s?\d{1,2}\s?[a-z(.:)])"
    r"|(?<=[a-z]{3})(?=Q\.\d{1,2}\([a-z]\)\s)"
    # "It will save £2.1m. Please ..." has none.
    r"|(?:(?<=[a-z?!.:;])(?<!\d\.)|(?<=(?:19|20)\d\d\.))(?=\d{1,2}[a-z][:.)]\s+[A-Za-z])"
    r"|(?<=[.?!:;)]) (?=\d{1,2}[a-z][:.)]\s+[A-Z])"
    r"|(?<=[a-z)?:])(?=\d{1,2}:\s+[A-Z])"
    # A dash before what is named, and a dash or dot with its tab.
    r"|(?<=[a-z)’']:)(?=-\s[A-Za-z])|(?<=[a-z)’';,])(?=-\s(?:the|how|any|what|total|number|details)\s)"
    rf"|(?<=[a-z)?:;.])[ \u00a0]{{0,4}}(?=[-–•·]{WIDER}))"
)
# What begins a paragraph wherever it stands, and what begins a sentence behind a bare word.
APART = (
    r"In addition|This (?:request|information)|Please (?:answer|provide answers)"
    r"|Many thanks|Thank you|Yours (?:sincerely|faithfully)"
    r"|(?:I|We) (?:would|am|are|also|have|request|require|understand|wish|want|should|look|write)"
)
OPENS = (
    r"How (?:many|much)|Please (?:can|could|provide|send|state|confirm|note|give|also|supply"
    r"|answer|include)|If (?:you|not|it|they|there|any|possible|these|this|the)"
    r"|What (?:is|are|was|were|has|have|proportion|percentage)|Which [a-z]+"
    r"|Who (?:is|are|was)|When (?:was|is|did|does)|(?:Can|Could|Would) you"
    r"|The (?:number|total|fact|name|names|date|cost|amount)|Number of|Do you|Does the|Has the"
    r"|Have you"
)
HEAD = re.compile(
    r"[a-z0-9)\]”\"'’.?!:;](?<![.?!:;(]\d\))(?<![.?!:;(]\d\.\))(?<![.?!:;(][A-Za-z]\))"
    rf"(?:(?<=[a-z0-9)\]”\"'’.?!:;])(?=(?:{APART})\b)|(?<=[a-z0-9)\]”\"'’:])(?=(?:{OPENS})\b))"
)
# "...last year.The cost of ...": where other breaks were lost, this is one too.
SENTENCE = re.compile(
    r"(?<=[a-z0-9)\]”][.?!:;])(?=[A-Z](?:[a-z]|\s))|(?<=[a-z][a-z]\.)(?=[A-Z][a-z])"
    r"|(?<=[.?!]\))(?=[A-Z][a-z])|(?<=[A-Z]{2}\.)(?=[A-Z](?:[a-z]|\s))"
)
# What every glued entry or heading shows; to look for this alone costs a tenth.
MAYBE = re.compile(
    r"[a-z)\]”\"'’.?!:;,](?:[A-Z\d]|-\s)|\d[A-Z]|[.?!;:)](?:[(a-h]| \d\d?[a-z])|\t|[ \u00a0]{3}"
)
# What every such place shows.
STUCK = re.compile(r"[.?!:;)][A-Z]")
LINK = re.compile(r"www\.|https?:|@|/|\b(?:e\.g|i\.e)\.|\.(?:com|org|gov|uk|net|eu)\b", re.I)


def unglued(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with those cut in which an entry or a sentence is glued to the last word."""
    likely = [text for text, _ in lines if MAYBE.search(text)]
    if not any(ENTRY.search(text) or HEAD.search(text) for text in likely):
        return tuple(lines)
    return tuple(part for line in lines for part in cut(line))


def cut(line: Line) -> Iterator[Line]:
    """Yield the parts of one line; before what is sure to open a paragraph stands an empty one."""
    text, start = line
    entries = {found.end() for found in ENTRY.finditer(text)}
    heads = {found.end() for found in HEAD.finditer(text)} - entries
    edges = [0, *sorted(at for at in entries | heads | sentences(text) if at), len(text)]
    for first, last in pairwise(edges):
        if first in heads:
            yield "", start + first
        yield text[first:last], start + first


def sentences(text: str) -> set[int]:
    """Return where the next sentence begins without a space: "...last year.The cost of ..."."""
    if STUCK.search(text) is None:
        return set()
    places = (found.end() for found in SENTENCE.finditer(text))
    return {at for at in places if not LINK.search(word_at(text, at))}


def word_at(text: str, at: int) -> str:
    """Return what stands around a place, from white space to white space."""
    before, after = text[max(0, at - 80) : at], text[at : at + 80]
    return before[before.rfind(" ") + 1 :] + after.partition(" ")[0]
