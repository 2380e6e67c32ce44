"""What stands before a list entry: number, letter, Roman numeral or glyph (guide R1, R14)."""

from __future__ import annotations

import re
from typing import NamedTuple

from foibot.message.caseless import Caseless

# Pictures that people use as bullets.
EMOJI = "\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55"
GLYPHS = "\ufffd☐☑□•·▪◦‣●○■◆◇➢➤►▶→✓✔∙⁃§»\uf0b7\uf0a7\uf02d"
DASHES = "*–—-+>"

NUMBERS = frozenset(["1.", "1)", "1(", "1 "])
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
CLOSE = r"(?P<close>[:.)]\s?[-–—]+(?=\s)|\.\)|\)\.|[.):\]/,]|\s[-–—]|[-–—](?=\s))"
QUESTION = re.compile(r"(?:(?P<label>Q)|QUESTION|Question)\s?[:.)–-]+(?=\s)")
WORDED = re.compile(
    r"(?P<label>(?!\w+\s\d+\s?[-–&]\s?\d)(?:question|cwestiwn|query|item|request|foi|qu?|no\.?|#)\s?[.-]?\s?(?P<num>\d{1,3})(?!\.\d)(?:\((?P<inner>[a-z])\)|(?P<sub>[a-z]?)\b))"
    r"(?P<close>\s?[.):\]–—-]+|(?=\s|$))",
    re.I,
)
LETTERED = re.compile(
    r"(?P<label>(?P<parent>[A-H])(?P<num>\d{1,2}))(?P<close>\s?[.):]|(?=\s+[A-Z]))(?=\s)"
)
# "A2.1" under A2, "Q2.1" under Q2, and "1(i)" under 1.
LETTERED_SUB = re.compile(
    r"(?P<label>(?P<parent>(?:[A-H]|[Qq]\s?)\d{1,2})\.(?P<num>\d{1,2}))[.):]?(?=\s+\S)"
)
# "4.a copy of the plan" is the fourth entry.
POINTED_SUB = re.compile(
    r"(?P<parent>\d{1,2})\.(?!a (?:copy|list|map|table|note|breakdown|summary|full|complete)\b)"
    r"(?P<sub>[a-h])(?:[.):]+|(?=\s))(?=\s*[A-Za-z(])"
)
NUMBERED_SUB = re.compile(
    r"(?P<parent>\d{1,2})\s?\((?P<sub>(?i:[a-z]|[ivx]{1,5}))\)[.:]?(?=\s+\S|[A-Z])"
)
# "Part 1. Please state ..." is a question; "Part 1: The flood" heads some.
PART = re.compile(
    r"(?P<label>(?:Part|PART)\s(?P<num>\d{1,2}))\s?[.:)–-]+\s+(?=(?:please|kindly|how|what|when|where"
    r"|who|whom|which|why|whether|do|does|did|is|are|was|were|has|have|can|could|would"
    r"|(?:the )?(?:total )?numbers?\sof|(?:a )?cop(?:y|ies)\sof|details\sof|any|all)\s)",
    re.I,
)
# "(A)(1)", under "(A)".
TWO_BRACKETS = re.compile(
    r"\((?P<parent>[A-Za-z]|\d{1,2})\)\s?\((?P<sub>\d{1,2}|[a-z]|[ivx]{1,5})\)[.:]?(?=\s+\S)"
)
BRACKET = Caseless(r"[(\[]\s?(?P<label>\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})(?:\s?|\.)[)\]][.:]?")
DOTTED = re.compile(
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3}[a-z]?)(?:(?P<close>\.?\)|[.:])(?=\s|[A-Z][a-z])|(?=\s))"
)
DELIMITED = re.compile(rf"(?P<label>\d{{1,3}}(?:\s?[a-z])?|[a-z]|[ivx]{{1,5}})\s?{CLOSE}", re.I)
BARE = re.compile(
    r"(?P<label>\d{1,2}[a-z]?|[a-h])(?=\s+[^\s\d.,:;/)-])|(?P<capital>[A-H])(?=\s+(?:\|\s*)?[A-Z][a-z])"
)
# "1 April 2023 to ...", at the head of a wrapped line: the day of a date is no label.
DATE = re.compile(
    r"\d{1,2} (?:(?:january|february|march|april|june|july|august|september|october|november"
    r"|december)\b|may \d)",
    re.I,
)
GLYPH = re.compile(
    rf"(?:(?P<sure>[{GLYPHS}{EMOJI}]\ufe0f?|[\[(][ xX]?[\])](?=\s))\s*"
    rf"|(?P<dash>[{re.escape(DASHES)}])(?P<gap>\s*)(?=[^\s\-*+=_]|(?<=\s)\*\*[^\s*])"
    r"|(?P<o>o)\s+(?=\S))"
)
MARKDOWN = re.compile(r"(?:\*\*|__|#{1,5}\s)")

CLOSED = re.compile(r"([^\s*_]{1,12})(?:\*\*|__)")

# With these letters a marker may begin; no other with two of them.
WORDS = re.compile(r"q|cwestiwn|part\s|item|request|foi|no|[ivx]{2}", re.I)


class Marker(NamedTuple):
    """
    One reading of what begins a line.

    *style* is what its siblings share; *ordinal* its place among them (0 for glyphs); *parent*
    the label that its own begins with ("1" of "1a"); *weak* readings need a sibling to count.
    """

    style: str
    label: str | None
    ordinal: int
    length: int
    weak: bool = False
    parent: str | None = None


def roman(word: str) -> int:
    """Return the value of a Roman numeral below 90, or 0 when *word* is none."""
    values = [ROMAN.get(letter, 0) for letter in word.lower()]
    if not values or 0 in values:
        return 0
    total = sum(
        -value if later > value else value
        for value, later in zip(values, [*values[1:], 0], strict=True)
    )
    return total if numeral(total) == word.lower() else 0


def numeral(value: int) -> str:
    """Return *value* as a Roman numeral in small letters, "" for none and for 90 and above."""
    if not 0 < value < 90:
        return ""
    ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][value % 10]
    tens = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"][value // 10]
    return tens + ones


def readings(text: str) -> tuple[Marker, ...]:
    """Return what the beginning of a line may mean, the likeliest first; empty if no marker."""
    if text[:2].isalpha() and not WORDS.match(text):
        return ()  # as most lines begin
    skipped = 0
    if found := MARKDOWN.match(text):
        skipped = found.end()
        text = text[skipped:]
        # "**2.** How many": the second pair of asterisks goes too.
        if closed := CLOSED.match(text):
            text = closed[1] + text[closed.end() :]
            skipped += 2
    marks = (
        _worded(text)
        or _question(text)
        or _sub(text)
        or _lettered(text)
        or _bracketed(text)
        or _dotted(text)
        or _delimited(text)
        or _bare(text)
    )
    marks = marks or (_glyph(text) if not skipped else ())
    return tuple(_shifted(mark, skipped) for mark in marks)


def _shifted(mark: Marker, by: int) -> Marker:
    if not by:
        return mark
    length = mark.length + by
    return Marker(mark.style, mark.label, mark.ordinal, length, mark.weak, mark.parent)


def _worded(text: str) -> tuple[Marker, ...]:
    if found := PART.match(text):
        return (Marker("Q", found["label"], int(found["num"]), found.end()),)
    found = WORDED.match(text)
    if not found:
        return ()
    label, sub = found["label"], (found["sub"] or found["inner"] or "").lower()
    weak = not found["close"].strip() and not re.match(r"q\d", label, re.I)
    if sub:
        parent = label[: -3 if found["inner"] else -1]
        return (Marker("Q1a", label, ord(sub) - 96, found.end(), weak, parent),)
    return (Marker("Q", label, int(found["num"]), found.end(), weak),)


def _question(text: str) -> tuple[Marker, ...]:
    """Return the reading of "Q:", which counts like a glyph and is printed like a label."""
    found = QUESTION.match(text)
    return (Marker("glyphQ", found["label"], 0, found.end(), weak=True),) if found else ()


def _sub(text: str) -> tuple[Marker, ...]:
    """Return the reading of a label that names the entry it stands under: "A2.1", "1(i)"."""
    if found := TWO_BRACKETS.match(text):
        sub, parent = found["sub"], found["parent"]
        place = int(sub) if sub.isdigit() else roman(sub) or ord(sub) - 96
        return (Marker("(1(1", f"{parent}({sub})", place, found.end(), False, parent),)
    if found := LETTERED_SUB.match(text):
        number = int(found["num"])
        return (Marker("A1.1", found["label"], number, found.end(), False, found["parent"]),)
    if found := POINTED_SUB.match(text):
        sub, parent = found["sub"], found["parent"]
        label = f"{parent}.{sub}"
        return (Marker("1.a", label, ord(sub) - 96, found.end(), False, parent),)
    if found := NUMBERED_SUB.match(text):
        sub, parent = found["sub"], found["parent"]
        place = roman(sub) or ord(sub.lower()) - 96
        return (Marker("1(i", f"{parent}({sub})", place, found.end(), False, parent),)
    return ()


def _lettered(text: str) -> tuple[Marker, ...]:
    """Return the reading of "A1.", the first question of section A."""
    found = LETTERED.match(text)
    if not found:
        return ()
    weak = not found["close"]
    return (Marker("A1", found["label"], int(found["num"]), found.end(), weak, found["parent"]),)


def _kinds(label: str, style: str, length: int, *, weak: bool) -> tuple[Marker, ...]:
    """Return the readings of a number, a letter, or a letter that is also a Roman numeral."""
    if label.isdigit():
        return (Marker("1" + style, label, int(label), length, weak),)
    if label[0].isdigit():
        number, sub = label[:-1].strip(), label[-1]
        return (Marker("1a" + style, number + sub, ord(sub.lower()) - 96, length, weak, number),)
    case = "A" if label.isupper() else "a"
    marks = []
    if value := roman(label):
        marks.append(Marker(("I" if label.isupper() else "i") + style, label, value, length, True))
    if len(label) == 1:
        if case == "A":  # "(h)", "(I)", "(j)": a capital among small letters
            marks.append(Marker("a" + style, label, ord(label.lower()) - 96, length, weak=True))
        sure = "(" in style or style == ")"
        letter = Marker(case + style, label, ord(label.lower()) - 96, length, weak or not sure)
        marks.insert(0 if label.lower() not in "iv" else 1, letter)
    return tuple(marks)


def _bracketed(text: str) -> tuple[Marker, ...]:
    found = BRACKET.match(text)
    return _kinds(found["label"], "(", found.end(), weak=False) if found else ()


def _dotted(text: str) -> tuple[Marker, ...]:
    found = DOTTED.match(text)
    if not found:
        return ()
    parent, _, last = found["label"].rpartition(".")
    ordinal = int(re.sub(r"\D", "", last))
    return (Marker("1.1", found["label"], ordinal, found.end(), not found["close"], parent),)


def _delimited(text: str) -> tuple[Marker, ...]:
    found = DELIMITED.match(text)
    if not found or not _may_end(text, found):
        return ()
    close = found["close"].strip()
    glued = found.end() < len(text) and not text[found.end()].isspace()
    alone = found.end() == len(text) and not found["label"].isdigit()
    weak = glued or alone or close in ("/", ",", "-", "–", "—", ":")
    close = close[0] if len(close) > 1 and close[-1] in "-–—" else close
    style = {".)": ")", ").": ")", "]": ")", "–": "-", "—": "-"}.get(close, close)
    return _kinds(found["label"], style, found.end(), weak=weak)


def _may_end(text: str, found: re.Match[str]) -> bool:
    """Return whether what follows lets it be a label: "1.5", "10:30" and "e.g." are none."""
    rest = text[found.end() :]
    if not rest:
        return True  # the label alone, its text in the line below
    if rest[0].isspace():
        return True
    close = found["close"]
    sure = close in (".", ")", ".)") or (close in ("/", ":") and rest[0].isupper())
    # "a.any report": glued, so weak, and with a word behind it.
    worded = bool(re.match(r"[A-Za-z][a-z]+\s", rest))
    single = found["label"].isdigit() or close != "." or worded
    return (
        sure
        and single
        and (rest[0].isalpha() or (")" in close and rest[0].isdigit()) or rest[0] in "\"'“‘(£")
    )


def _bare(text: str) -> tuple[Marker, ...]:
    found = None if DATE.match(text) else BARE.match(text)
    return _kinds(found["label"] or found["capital"], " ", found.end(), weak=True) if found else ()


def _glyph(text: str) -> tuple[Marker, ...]:
    found = GLYPH.match(text)
    if not found or not text[found.end() :].strip():
        return ()
    glyph = found["sure"] or found["dash"] or found["o"]
    glued = bool(found["dash"]) and not found["gap"]
    weak = glued or glyph in "o+>"
    return (Marker("glyph" + {"—": "–"}.get(glyph, glyph), None, 0, found.end(), weak),)


def goes_with(before: Marker, marker: Marker) -> bool:
    """Return whether two labels may stand in one list: "4." and "5.", or "5a" and "6."."""
    if marker.style in (before.style, before.style[1:]):
        return True
    if before.style == "1 " and marker.style in NUMBERS:
        return marker.ordinal == before.ordinal + 1
    return after_orphan(before, marker) or after_orphan(marker, before)


def is_under(sub: Marker, marker: Marker) -> bool:
    """Return whether a label names another as that which it stands under: "2.1" and "Part 2"."""
    if marker.label is None or sub.parent is None:
        return False
    number = marker.label.lstrip("PartQueson .") if marker.style == "Q" else marker.label
    return sub.parent in (marker.label, number)


def after_orphan(sub: Marker, number: Marker) -> bool:
    """Return whether *sub* has a label such as "5a", and *number* one such as "6."."""
    return sub.parent is not None and sub.parent.isdigit() and number.style in NUMBERS


def follows_orphan(sub: Marker, number: Marker) -> bool:
    """Return whether "2." comes next in a list that began with "1a.", "b.", "c."."""
    return after_orphan(sub, number) and number.ordinal == int(sub.parent or 0) + 1
