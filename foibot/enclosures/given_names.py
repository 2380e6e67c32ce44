"""Names that somebody gave to styles, fonts and lists: words in a file that nobody sees (T23)."""

from __future__ import annotations

import re

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Element, Package, attribute, local, under

# Fonts that come with systems and office programs.
_FONTS = frozenset(
    """aharoni|algerian|andale mono|aptos|aptos display|aptos narrow|arial|arial black|arial mt
    arial narrow|arial unicode ms|bahnschrift|baskerville|book antiqua|bookman old style|caladea
    calibri|calibri light|cambria|cambria math|candara|carlito|century|century gothic
    century schoolbook|comic sans ms|consolas|constantia|corbel|courier|courier new|cumberland
    dejavu sans|dejavu sans mono|dejavu serif|ebrima|foundry form sans|franklin gothic book
    franklin gothic medium|frutiger|futura|gadugi|garamond|geneva|georgia|gill sans|gill sans mt
    goudy old style|helv|helvetica|helvetica neue|humanist|impact|inter|lato|leelawadee ui
    liberation mono|liberation sans|liberation sans narrow|liberation serif|lohit devanagari
    lucida console|lucida sans|lucida sans unicode|malgun gothic|mangal|microsoft jhenghei
    microsoft sans serif|microsoft yahei|montserrat|ms gothic|ms mincho|ms pgothic|ms sans serif
    ms serif|ms ui gothic|myriad pro|noto sans|noto sans cjk sc|noto sans devanagari|noto serif
    nsimsun|nunito|open sans|opensymbol|palatino|palatino linotype|perpetua|poppins|raleway
    roboto|rockwell|segoe print|segoe script|segoe ui|segoe ui emoji|segoe ui light
    segoe ui semibold|segoe ui symbol|simsun|source sans pro|starsymbol|symbol|system|tahoma
    terminal|times|times new roman|trebuchet ms|tw cen mt|ubuntu|univers|verdana|webdings
    wingdings|wingdings 2|wingdings 3|yu gothic|yu gothic light|yu mincho|等线|宋体|新細明體
    ＭＳ ゴシック|ＭＳ 明朝|맑은 고딕""".replace("\n    ", "|").split("|")
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")
# What OpenDocument programs call the looks of single cells, rows and runs.
_AUTOMATIC = re.compile(r"[A-Za-z]{1,4}\d+|[\w-]{0,40}\.[A-Z]{0,3}\d{0,6}|[a-z]{1,2}")


def look_at_names(package: Package, notes: Notes) -> None:
    """Note styles, fonts and list labels of a Word or Excel file that bear names of their own."""
    for part in package.names:
        low = part.lower()
        if low.endswith("xl/styles.xml"):
            _book_styles(package.tree(part), part, notes)
        elif low.endswith("word/styles.xml"):
            _word_styles(package.tree(part), part, notes)
        elif low.endswith("word/fonttable.xml"):
            _fonts([attribute(one, "name") for one in package.tree(part)], part, notes)
        elif low.endswith("word/numbering.xml"):
            _labels(package.tree(part), part, notes)


def look_at_open_names(roots: list[Element | None], notes: Notes) -> None:
    """Note what OpenDocument keeps of names, filters and hints beside the words."""
    for root in roots:
        for node in root.iter() if root is not None else ():
            if local(node) == "automatic-styles":
                names = [attribute(one, "name") for one in node if local(one) == "style"]
                if any(not _AUTOMATIC.fullmatch(one) for one in names):
                    notes.trace("content.xml", "a style with a name of its own")
            elif local(node) == "filter-condition" and attribute(node, "value"):
                notes.trace("a range of data", "the values of a filter")
            elif local(node) == "placeholder" and attribute(node, "description"):
                notes.trace("a placeholder", "a hint that stands beside it")


def _book_styles(root: Element, part: str, notes: Notes) -> None:
    styles = [one for one in under(root, "cellStyle") if attribute(one, "name")]
    if any(not attribute(one, "builtinId") for one in styles):
        notes.trace(part, "a style with a name of its own")
    _fonts([attribute(one, "val") for one in under(root, "name")], part, notes)


def _word_styles(root: Element, part: str, notes: Notes) -> None:
    for one in under(root, "style"):
        if attribute(one, "customStyle") in ("1", "true") or under(one, "aliases"):
            notes.trace(part, "a style with a name of its own")
            return


def _fonts(names: list[str], part: str, notes: Notes) -> None:
    if any(one and one.strip().lower() not in _FONTS for one in names):
        notes.trace(part, "a font with a name that few have")


def _labels(root: Element, part: str, notes: Notes) -> None:
    if any(_LETTERS.search(attribute(one, "val")) for one in under(root, "lvlText")):
        notes.trace(part, "words in the label of a list")
