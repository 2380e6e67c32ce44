"""Labels inside running text: "please send 1) the plan 2) the costs", "(a) ... and (b) ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.message.caseless import Caseless
from foibot.questions.acts import VALUE
from foibot.questions.markers import roman
from foibot.questions.passage import Passage
from foibot.questions.redress import wants_done

GLUED = r"(?<=[a-zA-Z.?!:;,)])(?=\d+\.[A-Z])"
BEFORE = r"(?<=\s)|(?<=^)"
STYLES = (
    ("(1", re.compile(r"(?<![\w/])[(\[](\d{1,2})[)\]][.:]?\s*(?=\S)")),
    ("1)", re.compile(r"(?<![\w(/.,£])(\d{1,2})\s?\.?\)[.:]?\s*(?=\S)")),
    ("Q1", re.compile(r"(?<!\w)((?:Q|Question\s)\d{1,2})\s?[.):\-–]*\s+(?=\S)")),
    ("#1", re.compile(r"(?<!\w)#(\d{1,2})[.):]?\s+(?=\S)")),
    ("1.", re.compile(rf"(?=\d{{1,2}}\.)(?:{BEFORE}|{GLUED})(\d{{1,2}})\.(?=\s|[A-Z])")),
    ("(a", re.compile(r"(?<![\w/])[(\[]([a-z])[)\]][.:]?\s*(?=\S)", re.I)),
    ("(i", re.compile(r"(?<![\w/])[(\[]([ivx]{1,5})[)\]][.:]?\s*(?=\S)", re.I)),
    ("a)", re.compile(r"(?<![\w(/'’])(?<!\b\d\.)([a-z])\.?\)[.:]?\s+(?=\S)", re.I)),
    ("i)", re.compile(r"(?<![\w(/'’])([ivx]{1,5})\)[.:]?\s+(?=\S)", re.I)),
    ("a.", re.compile(r"([a-hA-H])\.(?:(?<=[.?!:;,]\s..)|(?<=^..))\s+(?=[A-Z\"'a-z])")),
    ("glyph", re.compile(r"(?<!\S)()[•·▪◦‣●]\s*(?=\S)")),
)  # fmt: skip
# Of these characters a text has one where it has a label of the style: looked for first.
SIGNS = {
    "(1": "([", "1)": ")", "Q1": "Q", "#1": "#", "1.": ".", "(a": "([", "(i": "([", "a)": ")",
    "i)": ")", "a.": ".", "glyph": "•·▪◦‣●",
}  # fmt: skip
FIGURELESS = frozenset(["(a", "(i", "a)", "i)", "a.", "glyph"])  # all others hold a figure
ANY_SIGN = frozenset("".join(SIGNS.values()))
REFERENCE = Caseless(
    r"(?:\b(?:questions?|cwestiwn|parts?|points?|items?|section|sections|paragraphs?|regulation|schedule"
    r"|both|under|in|at|to|(?<![,;]\s)and|(?<![,;]\s)or|of|see|bands?|phases?|wards?|zones?|units?"
    r"|rooms?|tables?|figures?|levels?|stages?|tiers?|grades?|class|types?|categor(?:y|ies)|groups?"
    r"|ages?|aged|appendix|annex|chapters?)|\b(?:s|ss|no|nos|reg|regs|para|paras)\.?|(?<!:)[-–&(])\s*$",
)


FEW, MANY = 3, 6  # words of an alternative; words with which its sentence goes on
# With these words a question goes on behind the noun of its subject.
GOES_ON = re.compile(
    r"in|during|since|over|between|from|by|before|after|at|for|within|on|of|to|with|and|or|per|each"
    r"|are|were|is|was|did|do|have|has|had|that|which|who|\w+(?:ed|en|ing)",
    re.I,
)
# So goes on what only mentions a label: "(a) and (b) above".
MENTIONED = re.compile(r"(?:and|or|above|below|to|of this|,)\b|[,;.)]")
# "1. how many were reported and 2. how many were mended"; in "questions 1 and 2." no word is there.
JOINS = re.compile(r"[a-z]{3}[,;]?\s+(?:and|or)\s+$", re.I)
# "For Q1 please give it by school": a remark on a question that stands elsewhere.
POINTS = re.compile(
    r"\b(?:for|to|in|on|of|at|with|from|regarding|concerning|re|under|and|or)\s+$", re.I
)
COUNTED = re.compile(r"(?:questions?|cwestiwn|parts?|points?|items?|section|regulation)", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """One labelled part of a running text."""

    style: str
    label: str | None
    body: Passage


def split(whole: Passage) -> tuple[Passage, list[Piece]]:
    """Return what stands before the first inline label, and the labelled parts (none: no list)."""
    best: tuple[str, list[re.Match[str]]] | None = None
    there = frozenset(whole.text)
    if there.isdisjoint(ANY_SIGN):
        return whole, []
    counts = any(map(str.isdecimal, there))
    for style, pattern in STYLES:
        if there.isdisjoint(SIGNS[style]) or not (counts or style in FIGURELESS):
            continue
        marks = run(style, list(pattern.finditer(whole.text)), whole.text)
        if marks and (best is None or marks[0].start() < best[1][0].start()):
            best = style, marks
    if best is None:
        return whole, []
    style, marks = best
    ends = [mark.start() for mark in marks[1:]] + [len(whole.text)]
    parts = [whole.text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    if ("a" in style or "i" in style) and are_alternatives(parts):
        return whole, []
    if wants_done(whole.text[: marks[0].start()], parts):
        return whole, []
    pieces = [
        Piece(style, mark[1] or None, whole.cut(mark.end(), end))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return whole.cut(0, marks[0].start()), pieces


def are_alternatives(parts: list[str]) -> bool:
    """
    Return whether labels only part the words of a sentence that goes on after the last.

    So in "how many at (i) primary and (ii) secondary school left before they were sixteen", and
    where the *parts* are years; "how many failed for (a) brakes, (b) tyres?" asks for each.
    """
    if all(part.rstrip().endswith("?") for part in parts[:-1]):
        return False  # "(i) to whom? (ii) since when?": each is a question by itself
    sizes = [len(re.findall(r"[^\W_]+", re.sub(r"\b(?:and|or)\b", "", part))) for part in parts]
    years = all(VALUE.match(re.sub(r"(?:[\s,;]+(?:and|or))?[\s,;]*$", "", p)) for p in parts[:-1])
    few = max(sizes[:-1]) < FEW
    return years or (few and (sizes[-1] > MANY or shares_noun(parts, max(sizes[:-1]))))


def shares_noun(parts: list[str], size: int) -> bool:
    """
    Return whether the last of the *parts*, behind *size* words, names what the others want too.

    So in "(i) kerbside and (ii) communal collections in 2024", where the question goes on behind
    its noun; in "(a) granted and (b) refused in 2024" each is whole.
    """
    words = re.findall(r"[^\W_][\w'’-]*", parts[-1])[size:]
    if len(words) < FEW or len(words[0]) < FEW or GOES_ON.fullmatch(words[0]):
        return False
    return any(GOES_ON.fullmatch(word) for word in words[1:3])


def ordinal(style: str, label: str) -> int:
    """Return the place of *label* in its list."""
    if "i" in style:
        return roman(label)
    if "a" in style:
        return ord(label.lower()) - 96
    return int("".join(filter(str.isdecimal, label)))


# "Letters between (i) the ...", "e-mails passing between any officer and (i) the company or (ii)".
BETWEEN = re.compile(
    r"\bbetween:?\s*$"
    r"|\bbetween\b(?:(?!\b(?:about|concerning|regarding|relating)\b)[^.?!;:]){3,160}\b(?:and|or):?\s*$",
    re.I,
)
LONGEST_SIDE = 180  # characters that name the first side


def names_sides(text: str, at: int) -> bool:
    """Return whether the label at *at* names a side of one thing: "letters between (i) the ..."."""
    return bool(BETWEEN.search(text[max(0, at - LONGEST_SIDE) : at]))


def run(style: str, found: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Return the marks that count 1, 2, 3 ...; none unless there are two and they part text."""
    if style == "glyph":
        return found if len(found) > 1 else []
    kept: list[re.Match[str]] = []
    for mark in found:
        if ordinal(style, mark[1]) == len(kept) + 1 and (not kept or mark.start() > kept[-1].end()):
            if is_reference(style, text, mark, kept):
                continue
            if not kept and names_sides(text, mark.start()):
                return []
            kept.append(mark)
    return kept if len(kept) > 1 else []


def is_reference(style: str, text: str, mark: re.Match[str], kept: list[re.Match[str]]) -> bool:
    """Return whether the label is only mentioned: "as in (a) and (b) above", "questions 1)"."""
    after = text[mark.end() : mark.end() + 30]
    if MENTIONED.match(after):
        return True
    if style in ("(a", "(i", "(1") and kept:
        return False
    if style == "Q1" and POINTS.search(text[: mark.start()]):
        return True
    before = text[max(0, mark.start() - 16) : mark.start()]
    named = REFERENCE.search(before)
    if kept and JOINS.search(before):
        return False
    if named and style in ("1.", "a."):
        return True
    return named is not None and bool(COUNTED.match(named[0]))
