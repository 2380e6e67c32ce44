"""Lines -> blocks: wrapped lines joined, list entries told from running text (guide R1, R8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from foibot.questions.acts import VALUE
from foibot.questions.breaks import LONG_ENOUGH, broken, is_hollow, wrap_width
from foibot.questions.markers import NUMBERS, Marker, numeral, readings
from foibot.questions.passage import Passage, passage
from foibot.questions.rows import Row, rows

OPENED = re.compile(r"\*\*|__")
JOINED = ("; and", "; or", ", and", ", or")  # at the end of an entry before the last
BAR = re.compile(r"\s*\|\s*")
STREET = re.compile(r"\s+[A-Z][a-z]+ [A-Z][a-z]")
LAST_BARE = 3  # "3a" to "3c"; "3d" is a way to print


@dataclass(frozen=True, slots=True)
class Block:
    """
    A paragraph, a line that its author broke, or the first paragraph of a list entry.

    *whole* is as it stands; *body* is without the marker.
    """

    whole: Passage
    body: Passage
    marker: Marker | None
    indent: int
    gap: bool
    fill: bool = False  # a row of a table to fill in

    @property
    def text(self) -> str:
        """Return the words of the block, without its marker."""
        return self.body.text


def blocks(lines: Iterable[tuple[str, int]], closes: Callable[[str], bool]) -> list[Block]:
    """Return the blocks of a source; *closes* knows a line such as "Kind regards"."""
    found = rows(lines)
    width = wrap_width(found)
    marks = accepted(found, width)
    groups: list[list[int]] = []
    for n, row in enumerate(found):
        above = groups[-1] if n else []
        hollow = len(above) == 1 and is_hollow(found[above[0]], marks[above[0]])
        wrapped = (
            hollow or not (row.gap or broken(found, n, width)) or _is_value_of(found, n, above)
        )
        joined = n and wrapped and marks[n] is None
        if joined and not (len(row.text) < LONG_ENOUGH and closes(row.text)):
            groups[-1].append(n)
        else:
            groups.append([n])
    return [_block(found, marks, group) for group in groups]


def _is_value_of(found: list[Row], n: int, above: list[int]) -> bool:
    """Return whether a line is one of several values of what is asked above: "2023" (R4)."""
    if not above or found[n].gap or not _is_figure(found[n]) or _is_figure(found[above[0]]):
        return False
    after = n + 1 < len(found) and not found[n + 1].gap and _is_figure(found[n + 1])
    return (after or _is_figure(found[n - 1])) and found[above[-1]].text[-1] not in ".!"


def _is_figure(row: Row) -> bool:
    """Return whether a line is only a year, a date, an amount: an answer to tick has no figure."""
    return any(map(str.isdecimal, row.text)) and VALUE.match(row.text) is not None


def adds_case(block: Block) -> bool:
    """Return whether a line of an entry says what to do in a case: "If it is oral, a note"."""
    return not block.gap and block.indent > 0 and block.text.startswith("If ")


def _block(found: list[Row], marks: list[Marker | None], group: list[int]) -> Block:
    first, marker = found[group[0]], marks[group[0]]
    skip = marker.length if marker else 0
    if marker and marker.style[0] == "1":
        # "1. 1. How much": the number is given twice.
        again = [m for m in readings(first.text[skip:].lstrip()) if m.label == marker.label]
        if again and again[0].style == marker.style:
            skip = len(first.text) - len(first.text[skip:].lstrip()) + again[0].length
    if marker and (bar := BAR.match(first.text, skip)):
        skip = bar.end()  # "1 | Number of permits": the cell beside the label
    last = found[group[0]].text
    if marker and last.count("**") % 2 and last.endswith("**"):
        # "**1. Scope**": the asterisks go round the label too.
        first = first._replace(text=last[:-2].rstrip())
    whole = passage(first.text, first.start)
    for n in group[1:]:
        whole = whole + passage(found[n].text, found[n].start)
    body = unstarred(whole.cut(skip, len(whole.text)), whole.text[:skip])
    return Block(whole, body, marker, first.indent, first.gap, first.fill)


def unstarred(body: Passage, label: str) -> Passage:
    """Return *body* without the end of a bold title that began at its label: "**1. Cost** The"."""
    opened = OPENED.search(label)
    if opened is None or label.count(opened[0]) % 2 == 0 or body.text.count(opened[0]) % 2 == 0:
        return body
    at = body.text.index(opened[0])
    return body.without(at, at + len(opened[0])).cut(0, len(body.text))


def accepted(found: list[Row], width: float) -> list[Marker | None]:
    """Return for each row the marker it really has: a number counts when its neighbours agree."""
    open_lists: dict[str, int] = {}
    paused: set[tuple[str, int]] = set()  # where a list stood when one in its style began in it
    chosen: list[Marker | None] = []
    for n, row in enumerate(found):
        alone = any(is_hollow(row, mark) for mark in row.marks)
        fresh = n == 0 or row.gap or chosen[n - 1] is not None or alone or ends(found, n, width)
        mark = next(
            (
                m
                for m in _ranked(row, open_lists)
                if _holds(found, n, m, open_lists, fresh)
                or (row.gap and (m.style, m.ordinal - 1) in paused)
            ),
            None,
        )
        chosen.append(mark)
        if mark:
            if mark.ordinal == 1 and mark.style in open_lists:
                paused.add((mark.style, open_lists[mark.style]))
            open_lists[mark.style] = mark.ordinal
            if mark.parent is not None and mark.parent.isdigit():
                open_lists["1 "] = int(mark.parent)  # "2(b)", and then "3 How many"
    return chosen


def ends(found: list[Row], n: int, width: float) -> bool:
    """Return whether the line before row *n* ends a sentence or was broken by its author."""
    above = found[n - 1].text
    return above[-1] in ".?!:;" or above.endswith(JOINED) or broken(found, n, width)


def _ranked(row: Row, open_lists: dict[str, int]) -> list[Marker]:
    return sorted(row.marks, key=lambda m: open_lists.get(m.style) != m.ordinal - 1)


def _holds(found: list[Row], n: int, mark: Marker, open_lists: dict[str, int], fresh: bool) -> bool:
    if mark.style.startswith("glyph"):
        return fresh and (not mark.weak or mark.style in open_lists or _sibling(found, n, mark))
    # "1a.", and then "b.", "c.": the number is not said again.
    last = open_lists.get(mark.style) or open_lists.get("1" + mark.style)
    if last is not None and mark.ordinal == last + 1:
        return fresh or not mark.weak or is_glued(found[n], mark)
    if last is not None and mark.ordinal == last > 1 and (not mark.weak or _goes_on(mark, last)):
        return fresh  # a number given twice
    if mark.ordinal == 1:
        followed = _sibling(found, n, mark)
        return followed or (fresh and (not mark.weak or last is not None))
    if not fresh or inside(found, n, mark):
        return False
    part = is_part_of(open_lists, found[n], mark)
    if mark.weak and not part:
        # "1 ...", "2 ...", "3 ...", "5 ...": one number was left out.
        counts = mark.label is not None and mark.label.isdigit()
        if counts and mark.ordinal == 2 and mark.style != "1 " and _sibling(found, n, mark):
            return True  # the first was left without its number
        return counts and last is not None and last > 2 and last < mark.ordinal <= last + 4
    return part or last is None or last < mark.ordinal <= last + 4 or _sibling(found, n, mark)


def is_part_of(open_lists: dict[str, int], row: Row, mark: Marker) -> bool:
    """Return whether a bare label names the number just above it: "3b or the e-mail", below "3".

    "2a Market Street" and "3D printers" are none.
    """
    if mark.style != "1a " or mark.parent is None or mark.ordinal > LAST_BARE:
        return False
    named = STREET.match(row.text, mark.length) is not None
    return not named and int(mark.parent) in {open_lists.get(style) for style in NUMBERS}


def _goes_on(mark: Marker, last: int) -> bool:
    """Return whether a list is long enough to hold one number twice: "3/", and "3/" again."""
    return mark.style != "1 " and last > 2


def is_glued(row: Row, mark: Marker) -> bool:
    """Return whether a capital stands right behind the mark of a label: "b)Total cost"."""
    return mark.style[-1] in ").:/" and row.text[mark.length : mark.length + 1].isupper()


def inside(found: list[Row], n: int, mark: Marker) -> bool:
    """Return whether a label stands in the middle of a sentence that began on the line above."""
    above = found[n - 1].text
    return not found[n].gap and above[-1] not in ".?!;" and goes_on_inline(above, mark)


def goes_on_inline(before: str, mark: Marker) -> bool:
    """Return whether the label before *mark* stands inside the line above: "for (a) one,"."""
    label = _label_before(mark)
    return bool(label and re.search(rf"(?<!\w)[(\[]?{label}[)\].]\s", before, re.I))


def _label_before(mark: Marker) -> str:
    """Return the label of the sibling before *mark*, "" where its style has no such order."""
    last = mark.ordinal - 1
    style = mark.style[0].lower()
    if style == "1":
        return str(last)
    if style == "i":
        return numeral(last)
    return chr(96 + last) if style == "a" else ""


def _sibling(found: list[Row], n: int, mark: Marker) -> bool:
    """Return whether a later row goes on where *mark* began."""
    step = 0 if mark.style.startswith("glyph") else 1
    # "1 The number ..." may be followed by "2. ...".
    styles = (mark.style, "1.", "1)") if mark.style == "1 " else (mark.style,)
    return any(
        other.style in styles and other.ordinal == mark.ordinal + step
        for row in found[n + 1 : n + 60]
        for other in row.marks
    )
