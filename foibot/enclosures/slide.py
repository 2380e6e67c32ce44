"""One slide -> the words that one sees on it; what is hidden on it is told (T23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, attribute, child, local, under, words
from foibot.enclosures.paper import Line, Rows
from foibot.enclosures.slide_ink import Letters, Paint, Palette, letters
from foibot.enclosures.slide_shapes import Area, Shape, shape_of, shapes

_TITLES = ("title", "ctrTitle")
_LISTS = ("body", "obj", "")
_MOST_LEVELS = 9
_PICTURED = "a picture, chart or diagram that is left out"
_HOW = "the PDF has only the words; send the slides as a PDF if it matters"


@dataclass(frozen=True, slots=True)
class Below:
    """What a slide stands on: its layout and master, by their elements."""

    layout: Element | None
    master: Element | None
    palette: Palette
    size: Area

    def paper(self, slide: Element) -> Paint:
        """Return the background of a slide."""
        for root in (slide, self.layout, self.master):
            back = child(root, "cSld", "bg")
            if back is not None:
                own = self.palette.fill(child(back, "bgPr"))
                named = child(back, "bgRef")
                inner = None if named is None else next(iter(named), None)
                return own or self.palette.paint(inner)
        return Paint((255, 255, 255))

    def placed(self, placeholder: Element) -> Iterator[Element]:
        """Yield the shapes of layout and master that a placeholder stands for."""
        kind, number = attribute(placeholder, "type"), attribute(placeholder, "idx")
        for root in (self.layout, self.master):
            for one in under(child(root, "cSld", "spTree"), "sp"):
                other = next(iter(under(child(one, "nvSpPr"), "ph")), None)
                if other is None:
                    continue
                same = attribute(other, "idx") == number and bool(number)
                if same or (kind and attribute(other, "type") == kind):
                    yield one

    def usual(self, kind: str, level: int) -> Letters:
        """Return how the master writes words of a kind of shape at a level."""
        style = "titleStyle" if kind in _TITLES else "bodyStyle" if kind else "otherStyle"
        node = child(self.master, "txStyles", style, f"lvl{level}pPr", "defRPr")
        return letters(node, self.palette)


@dataclass(slots=True)
class _Slide:
    """The reading of one slide."""

    place: str
    below: Below
    paper: Paint
    every: Sequence[Shape]
    notes: Notes
    lines: list[Line | Rows] = field(default_factory=list)
    title: str = ""


def read_slide(number: int, slide: Element, below: Below, notes: Notes) -> list[Line | Rows]:
    """Return what one sees on a slide, its title first."""
    every = shapes(child(slide, "cSld", "spTree"), below.palette)
    every = [_placed(one, below) for one in every]
    reading = _Slide(f"slide {number}", below, below.paper(slide), every, notes)
    for at, shape in enumerate(every):
        _shape(reading, at, shape)
    heading = f"Slide {number}: {reading.title}" if reading.title else f"Slide {number}"
    return [Line(heading, heading=1), *reading.lines]


def _placed(shape: Shape, below: Below) -> Shape:
    """Return a shape with the place that its layout gives it, where it has none of its own."""
    if shape.area is not None or shape.placeholder is None:
        return shape
    for one in below.placed(shape.placeholder):
        found = shape_of(one, below.palette)
        if found.area is not None:
            return replace(shape, area=found.area)
    return shape


def _shape(reading: _Slide, at: int, shape: Shape) -> None:
    why = _unseen(reading, at, shape)
    said = words(child(shape.node, "txBody")) or words(child(shape.node, "graphic"))
    if why:
        if said or shape.kind in ("pic", "graphicFrame"):
            reading.notes.hidden(reading.place, why)
        return
    if shape.kind == "sp":
        _text(reading, at, shape)
        return
    table = next(iter(under(shape.node, "tbl")), None)
    if table is not None:
        _table(reading, table)
    elif shape.kind != "cxnSp":
        reading.notes.remark(reading.place, _PICTURED, _HOW)


def _unseen(reading: _Slide, at: int, shape: Shape) -> str:
    """Return why nobody sees a shape, "" when one does."""
    if shape.hidden:
        return "a hidden shape"
    if shape.area is None:
        return ""
    if not reading.below.size.holds(shape.area.middle):
        return "a shape outside the slide"
    for other in reading.every[at + 1 :]:
        covers = other.fill is not None and other.area is not None and not other.hidden
        if covers and other.area is not None and other.area.holds(shape.area.middle):
            return "under a picture, box or chart"
    return ""


def _backdrop(reading: _Slide, at: int, shape: Shape) -> Paint:
    """Return what stands behind the words of a shape."""
    if shape.fill is not None:
        return shape.fill
    behind = [one for one in reading.every[:at] if one.fill is not None and one.area is not None]
    for other in reversed(behind):
        if shape.area is not None and other.area and other.area.holds(shape.area.middle):
            return other.fill or reading.paper
    return reading.paper


def _text(reading: _Slide, at: int, shape: Shape) -> None:
    body = child(shape.node, "txBody")
    placeholder = shape.placeholder
    kind = "" if placeholder is None else attribute(placeholder, "type") or "obj"
    if body is None or kind == "sldNum":
        return
    looks = _looks(reading, shape, kind)
    paper = _backdrop(reading, at, shape)
    for node in under(body, "p"):
        properties = child(node, "pPr")
        level = int(attribute(properties, "lvl", "0") or 0) if properties is not None else 0
        text = _paragraph(reading, node, looks[min(level, _MOST_LEVELS - 1)], paper)
        if not text:
            continue
        if kind in _TITLES and not reading.title:
            reading.title = text
            continue
        bullet = level > 0 or (kind in _LISTS and child(properties, "buNone") is None and kind)
        reading.lines.append(Line(text, label="•" if bullet else "", level=level))


def _looks(reading: _Slide, shape: Shape, kind: str) -> list[Letters]:
    """Return how words of a shape look at each level, before a run says otherwise."""
    below = reading.below
    bodies = [child(shape.node, "txBody")]
    if shape.placeholder is not None:
        bodies += [child(one, "txBody") for one in below.placed(shape.placeholder)]
    named = child(shape.node, "style", "fontRef")
    ink = None if named is None or not len(named) else below.palette.paint(next(iter(named)))
    found = []
    for level in range(1, _MOST_LEVELS + 1):
        look = Letters()
        for body in bodies:
            node = child(body, "lstStyle", f"lvl{level}pPr", "defRPr")
            look = look.over(letters(node, below.palette))
        found.append(look.over(Letters(ink=ink)).over(below.usual(kind, level)))
    return found


def _paragraph(reading: _Slide, node: Element, look: Letters, paper: Paint) -> str:
    """Return what one sees of a paragraph; runs that nobody sees are noted."""
    seen: list[str] = []
    for run in node:
        name = local(run)
        if name == "br":
            seen.append("\n")
        elif name in ("r", "fld"):
            text = "".join(str(one.text or "") for one in run if local(one) == "t")
            own = letters(child(run, "rPr"), reading.below.palette).over(look)
            why = own.unseen(paper)
            if why and text.strip():
                reading.notes.hidden(reading.place, why)
            elif not why:
                seen.append(text)
            if under(child(run, "rPr"), "hlinkClick"):
                reading.notes.trace(reading.place, "the target of a link")
        elif name not in ("pPr", "endParaRPr") and words(run):
            reading.notes.remark(reading.place, "a formula that is left out", _HOW)
    return "\n".join(" ".join(line.split()) for line in "".join(seen).split("\n")).strip()


def _table(reading: _Slide, table: Element) -> None:
    """Take a table; its style may fill its cells, so only what a cell says is held against it."""
    properties = child(table, "tblPr")
    styled = child(properties, "tableStyleId") is not None
    wide = [attribute(one, "w", "1") != "0" for one in under(child(table, "tblGrid"), "gridCol")]
    rows = []
    for row in [one for one in table if local(one) == "tr"]:
        cells = []
        for at, cell in enumerate(one for one in row if local(one) == "tc"):
            cells.append(_cell(reading, cell, styled=styled, wide=wide[at : at + 1] != [False]))
        rows.append(tuple(cells))
    reading.lines.append(Rows(tuple(rows)))


def _cell(reading: _Slide, cell: Element, *, styled: bool, wide: bool) -> str:
    merged = any(attribute(cell, name) in ("1", "true") for name in ("hMerge", "vMerge"))
    if merged or not wide:
        if words(cell):
            why = "under a merged cell" if merged else "a column without width"
            reading.notes.hidden(f"{reading.place}, table", why)
        return ""
    look = child(cell, "tcPr")
    own = reading.below.palette.fill(look)
    paper = own or (Paint(None) if styled else reading.paper)
    usual = reading.below.usual("", 1)
    lines = [_paragraph(reading, one, usual, paper) for one in under(cell, "p")]
    return "\n".join(line for line in lines if line)
