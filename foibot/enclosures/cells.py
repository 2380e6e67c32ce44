"""One cell of an Excel workbook -> what it shows, and why the rest of it cannot be seen (T23)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foibot.enclosures.cell_styles import Look, Looks, coloured
from foibot.enclosures.notes import Notes
from foibot.enclosures.number_format import shown_number, shown_words
from foibot.enclosures.package import Element, attribute, child, local, under

# So much emptiness within a cell or line puts what follows where nobody looks.
EMPTINESS = re.compile(r"(?:[ \t\u00a0]*\r?\n){25}|[ \t\u00a0]{150}")
_FAR_BELOW = re.compile(r"(?:[ \t\u00a0]*\n){300}")
BEHIND_EMPTINESS = "words behind much empty space"
NO_WORDS = "a number format that shows nothing"


@dataclass(frozen=True, slots=True)
class Rich:
    """A text in runs, each with its own font or None; *reading* is an aid that stands above it."""

    runs: tuple[tuple[str, Element | None], ...] = ()
    reading: bool = False

    @property
    def text(self) -> str:
        """Return all of it."""
        return "".join(text for text, _ in self.runs)


@dataclass(slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: list[Rich]
    looks: Looks
    since_1904: bool
    used: set[int] = field(default_factory=set)  # shared strings that some cell shows


@dataclass(frozen=True, slots=True)
class Seen:
    """What one sees in a cell; *why* says why something in it is not seen, *rounded* of digits."""

    text: str = ""
    why: str = ""
    rounded: bool = False


def seen(node: Element, book: Book) -> Seen:
    """Return what a cell shows."""
    style = attribute(node, "s", "0")
    look = book.looks.of(int(style) if style.isdigit() else 0)
    kind = attribute(node, "t", "n")
    stored = child(node, "v")
    value = "" if stored is None else str(stored.text or "").strip()
    if kind == "n" and value:
        return seen_number(value, look, since_1904=book.since_1904)
    if kind == "b":
        return seen_words({"1": "TRUE", "0": "FALSE"}.get(value, ""), look)
    rich = _words(node, kind, value, book)
    visible, why = _runs(rich, look, book)
    found = seen_words(visible, look)
    return Seen(found.text, found.why or why)


def seen_number(value: str, look: Look, *, since_1904: bool) -> Seen:
    """Return what a cell of a look shows of a stored number."""
    try:
        number = float(value)
    except ValueError:
        return seen_words(value, look)
    if not abs(number) < 1e300:
        return Seen(value)
    shown = shown_number(number, look.code, since_1904=since_1904)
    look = coloured(look, shown.colour)
    nothing = number == 0 or shown.whole
    if look.unseen:
        return Seen(why=look.unseen)
    if not shown.text:
        return Seen(why="" if nothing else NO_WORDS)
    if not shown.whole and not any(map(str.isdigit, shown.text)) and number:
        return Seen(shown.text, "a number under other words")
    return Seen(shown.text, rounded=not shown.whole and number != 0)


def _words(node: Element, kind: str, value: str, book: Book) -> Rich:
    if kind == "inlineStr":
        return rich(child(node, "is"))
    if kind == "s":
        number = int(value) if value.isdigit() else -1
        book.used.add(number)
        return book.strings[number] if 0 <= number < len(book.strings) else Rich()
    stored = child(node, "v")
    return Rich(((str(stored.text or "") if stored is not None else "", None),))


def _runs(text: Rich, look: Look, book: Book) -> tuple[str, str]:
    """Return the visible runs of a text, and why others are not visible."""
    visible, why = [], ""
    for words, font in text.runs:
        hidden = look.unseen or book.looks.inked(look, font).unseen
        if hidden and words.strip():
            why = hidden
        else:
            visible.append(words)
    return "".join(visible), why


def seen_words(text: str, look: Look) -> Seen:
    """Return what the format of a cell shows of words, as far as one looks."""
    if not text.strip():
        return Seen()
    if look.unseen:
        return Seen(why=look.unseen)
    shown = shown_words(text, look.code)
    if coloured(look, shown.colour).unseen:
        return Seen(why=coloured(look, shown.colour).unseen)
    why = "" if shown.whole else "words under other words" if shown.text else NO_WORDS
    visible, behind = before_emptiness(shown.text)
    return Seen(visible, why or behind)


def before_emptiness(text: str, *, far: bool = False) -> tuple[str, str]:
    """
    Return *text* up to where nobody looks any more, and why it was cut.

    A whole text bears more empty lines than a cell: *far*.
    """
    empty = (_FAR_BELOW if far else EMPTINESS).search(text)
    if empty is None or not text[empty.end() :].strip():
        return text, ""
    return text[: empty.start()], BEHIND_EMPTINESS


def rich(node: Element | None) -> Rich:
    """Return a string in parts, without its reading aid."""
    runs: list[tuple[str, Element | None]] = []
    reading = False
    for one in [] if node is None else node:
        if local(one) == "t":
            runs.append((str(one.text or ""), None))
        elif local(one) == "r":
            text = "".join(str(part.text or "") for part in under(one, "t"))
            runs.append((text, child(one, "rPr")))
        elif local(one) == "rPh" and any(str(part.text or "") for part in under(one, "t")):
            reading = True
    return Rich(tuple(runs), reading)


def tell_reading(texts: list[Rich], place: str, notes: Notes) -> None:
    """Note the reading aids of texts: they may say something else."""
    if any(text.reading for text in texts):
        notes.hidden(place, "a phonetic reading aid of a cell")
