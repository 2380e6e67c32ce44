"""Comments on a page of a PDF are taken off it; words that are drawn as others are found (T23)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2.raw as raw

Box = tuple[int, int, int, int]
Convert = Callable[[float, float, float, float], Box]

# What marks a page without words of its own stays: it may cover what is below it.
_STAYS = frozenset(
    {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE,
     raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_INK,
     raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY,
     raw.FPDF_ANNOT_STRIKEOUT}
)  # fmt: skip
_OWN_WORDS = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET})
# Signs that a program draws beside the text; what is under them can be read.
_SIGNS = frozenset(
    {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FILEATTACHMENT,
     raw.FPDF_ANNOT_SOUND, raw.FPDF_ANNOT_CARET}
)  # fmt: skip
_WORDY = frozenset({raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM})
_MOST = 2_000
# Programs mark ligatures, hyphens and bullets so; a word of more letters may be another word.
_LETTERS = 3
_ACTUAL = b"ActualText"


def take_off(page: object, convert: Convert) -> list[Box | None]:
    """Take the comments off *page*; return where each lay over it, None for a mere sign."""
    found: list[Box | None] = []
    for at in reversed(range(min(_MOST, raw.FPDFPage_GetAnnotCount(page)))):
        mark = raw.FPDFPage_GetAnnot(page, at)
        if not mark:
            continue
        kind = raw.FPDFAnnot_GetSubtype(mark)
        if kind in _STAYS and (kind in _OWN_WORDS or not _has_words(mark)):
            raw.FPDFPage_CloseAnnot(mark)
            continue
        area = raw.FS_RECTF()
        known = raw.FPDFAnnot_GetRect(mark, ctypes.byref(area))
        raw.FPDFPage_CloseAnnot(mark)
        raw.FPDFPage_RemoveAnnot(page, at)
        covers = known and kind not in _SIGNS
        found.append(convert(area.left, area.bottom, area.right, area.top) if covers else None)
    return found


def is_renamed(text: object) -> bool:
    """Return whether a text is said to be other words than those that are drawn."""
    for at in range(max(0, raw.FPDFPageObj_CountMarks(text))):
        mark = raw.FPDFPageObj_GetMark(text, at)
        size = ctypes.c_ulong()
        raw.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL, None, 0, ctypes.byref(size))
        # In bytes of UTF-16, with a zero at the end.
        if size.value > 2 * (_LETTERS + 1):
            return True
    return False


def _has_words(mark: object) -> bool:
    """Return whether the look of a mark holds words or pictures."""
    for at in range(max(0, raw.FPDFAnnot_GetObjectCount(mark))):
        thing = raw.FPDFAnnot_GetObject(mark, at)
        if thing and raw.FPDFPageObj_GetType(thing) in _WORDY:
            return True
    return False
