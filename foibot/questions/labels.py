"""
What looks like the label of an entry in running text: "1)", "(a)", "Q2", "iv." (guide R14).

Each style has its own pattern; a sign or shape that every such label shows is looked for first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from foibot.questions.inline import is_reference, ordinal

# A number at the head of a word, or glued to the end of the sentence before it.  What stands before
# it is looked at behind its first figure: a pattern that begins with a figure is missed far sooner.
BEGINS = (
    r"\d(?:(?<!\S\d)|(?<=[a-z]{2}\d)(?=\d*\.\s)"
    r"|(?<=[?!:;]\d)(?=\d*\.\s)"
    r"|(?:(?<=[A-Za-z]{2}\d)|(?<=[?!:;,)*]\d)|(?<=[a-z)]\.\d)|(?<=\d{4}\.\d))(?=\d*\.\s?[A-Z]))"
)
DOTTED = r"(?:(?<!\S)|(?:(?<=[a-z;:)])|(?<=[a-z)]\.))(?=[\d.]+\s+[A-Z]))"
# Apart from what stands before it, or glued to the end of a sentence: "provide it.4) How".
CLEAR = r"\d(?:(?<![\w(/.,£]\d)|(?<=[a-z)][.?]\d)(?=\d*\.?\)\s?[A-Z]))"
STYLES = (
    ("(1", re.compile(r"[(\[](?<![\w/)].)\d{1,2}[)\]][.:]?(?=\s*\S)")),
    ("1)", re.compile(CLEAR + r"\d?\s?\.?\)[.:]?(?=\s*[^\s\d])")),
    ("1:", re.compile(r"(?:(?<!\S)|(?<=[a-z)?:]))\d{1,2}:(?=\s+[A-Z])")),
    ("1,", re.compile(
        r"\d(?:(?<!\S\d)|(?<=[a-z)][.?:]\d))\d?,(?=\s(?:[A-Z]|wh[aeoy]|how|is|are|do|did))")),
    ("Q1", re.compile(
        r"(?:Q(?<!\wQ)(?:\.?\s?|uestion\s)\d{1,2}\s?[.):\-–]*|(?:I(?<!\wI)tem|C(?<!\wC)westiwn)\s\d{1,2}\s?[.):–-]+)"
        r"(?=\s+\S)")),
    ("#1", re.compile(r"(?<!\w)#\d{1,2}[.):]?(?=\s+\S)")),
    ("1-", re.compile(r"\d(?<![\w(/.,£–-]\d)\d?\s?[-–](?=\s+[A-Za-z])")),
    ("1 ", re.compile(
        r"\d(?<!\S\d)\d?(?=\s+(?:who|what|when|where|how|why|which|is|are|was|do|does|did|has|have|can)\b)",
        re.I)),
    ("1.1", re.compile(DOTTED + r"\d{1,2}\.\d{1,2}[.):]?(?=\s+[A-Za-z])")),
    ("1.", re.compile(BEGINS + r"\d?\.(?=\s|[A-Z])")),
    ("(a", re.compile(r"[(\[](?<![\w/)].)[a-z][)\]][.:]?(?=\s*\S)", re.I)),
    ("a)", re.compile(r"(?<![\w(/'’])(?<!\b\d\.)[a-z]\.?\)[.:]?(?=\s+\S|(?-i:[A-Z])[a-z])", re.I)),
    ("a.", re.compile(r"(?<!\S)[a-h]\.(?=\s+\S|[a-z]{2})")),
    ("1/", re.compile(r"\d(?<!\S\d)\d?/(?=\s+[A-Za-z])")),
    ("1a", re.compile(r"\d(?<!\S\d)\d?[a-h][.):]{1,2}(?=\s+\S)")),
    ("1(a", re.compile(r"\d(?<!\S\d)\d?\([a-h]\)[.:]?(?=\s+\S)")),
    ("(i", re.compile(r"[(\[](?<![\w/)].)[ivx]{1,5}[)\]][.:]?(?=\s*\S)", re.I)),
    ("i)", re.compile(r"(?<![\w(/'’])[ivx]{1,5}\)[.:]?(?=\s+\S)", re.I)),
    ("i.", re.compile(r"(?<!\S)[ivx]{1,5}\.(?=\s+\S)")),
)  # fmt: skip
# A label stuck to the last word before it, "them3) Which": only where it is the next of a list.
STUCK_ON = (
    ("1)", re.compile(r"\d\)(?<=\w..)(?=\s*[A-Za-z])")),
    ("1)", re.compile(r"\d\d\)(?<=\w...)(?=\s*[A-Za-z])")),
    ("a)", re.compile(r"[b-h]\)(?<=[a-z0-9]..)(?=\s*[A-Z]|\s+[a-z])")),
    ("(1", re.compile(r"\(\d\)(?<=[a-z]...)(?=\s*[A-Za-z])")),
    ("(a", re.compile(r"\([b-hB-H]\)(?<=[a-z]...)(?=\s*[A-Z]|\s+[a-z])")),
)
# What stands at the end of each of them, found from its bracket.
STUCK_END = re.compile(r"\)(?:(?<=\w\d\))|(?<=[a-z0-9][b-h]\))|(?<=[a-z]\([\db-hB-H]\)))")
# Of these characters a text has one where it has a label of the style: looked for first.
SIGNS = {
    "(1": "([", "1)": ")", "Q1": "QIC", "#1": "#", "1-": "-–", "1.1": ".", "1.": ".", "(a": "([",
    "a)": ")", "a.": ".", "(i": "([", "i)": ")", "i.": ".", "1,": ",", "1 ": "2", "1:": ":",
    "1/": "/", "1a": ".):", "1(a": "(",
}  # fmt: skip
LETTERED = frozenset(["(a", "a)", "a.", "(i", "i)", "i."])  # all others hold a figure
ANY_SIGN = frozenset("".join(SIGNS.values()))
# What a text also shows where it has such a label: these are the ones that are dear to look for.
SHAPES = {
    "1.1": re.compile(r"\d\.\d"), "1.": re.compile(r"\d\."), "1,": re.compile(r"\d,"),
    "1:": re.compile(r"\d:"), "1 ": re.compile(r"\d\s"),
    "a.": re.compile(r"[a-h]\.(?<!\S..)"), "i.": re.compile(r"[ivx]\."),
}  # fmt: skip
# What a label stands under, and the rest of it: "1" and "a".
UNDER = {
    "1.1": lambda bare: (bare.rpartition(".")[0], bare.rpartition(".")[2]),
    "1a": lambda bare: (bare[:-1], bare[-1]),
    "1(a": lambda bare: (bare[:-1], bare[-1]),
}
# More labels of one style in one paragraph are no list of a person.
MOST = 200
PLAIN = re.compile(r"[^\w.]")


class Label(NamedTuple):
    """One label in a paragraph: its style, its place in its list, and where it stands."""

    style: str
    under: str
    place: int
    start: int
    end: int
    stuck: bool = False


def labels_in(text: str) -> list[Label]:
    """Return everything that looks like a label, in order; "i)" comes as letter and as numeral."""
    out: list[Label] = []
    there = frozenset(text)
    if there.isdisjoint(ANY_SIGN):
        return out
    counts = any(map(str.isdecimal, there))
    may_show = shaped(text, counts=counts)
    for style, pattern in STYLES:
        if there.isdisjoint(SIGNS[style]) or not (counts or style in LETTERED):
            continue
        if style in SHAPES and not (style in may_show and SHAPES[style].search(text)):
            continue
        for mark in islice(pattern.finditer(text), MOST):
            bare = PLAIN.sub("", mark[0]).strip(".")
            under, last = UNDER[style](bare) if style in UNDER else ("", bare)
            place = int(last) if style == "1.1" else ordinal(style, last)
            if place and not is_reference(style, text, mark, []):
                out.append(Label(style, under, place, mark.start(), mark.end()))
    out += stuck_on(text)
    return sorted(out, key=lambda label: (label.start, label.style))


def shaped(text: str, *, counts: bool) -> set[str]:
    """
    Return the styles of SHAPES that *text* may show a label of, by what stands before each sign.

    To part it at the signs tells sooner than a pattern that there is none.  *counts* says whether
    there is a figure in it.
    """
    stops = {part[-1:] for part in text.split(".")[:-1]}
    styles = set() if stops.isdisjoint("abcdefgh") else {"a."}
    styles |= set() if stops.isdisjoint("ivx") else {"i."}
    if not counts:
        return styles
    before = {sign: {part[-1:] for part in text.split(sign)[:-1]} for sign in ",:"}
    before |= {".": stops, " ": {word[-1] for word in text.split()}}
    signs = {sign for sign, ends in before.items() if any(map(str.isdecimal, ends))}
    return styles | {style for style in SHAPES if style[0] == "1" and style[1] in signs}


def stuck_on(text: str) -> Iterator[Label]:
    """Yield what may be a label stuck to the word before it."""
    if STUCK_END.search(text) is not None:
        for style, pattern in STUCK_ON:
            for mark in islice(pattern.finditer(text), MOST):
                place = ordinal(style, mark[0].strip("()"))
                if place:
                    yield Label(style, "", place, mark.start(), mark.end(), stuck=True)
