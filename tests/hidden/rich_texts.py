"""Rich Text files with a canary where no reader looks."""

from __future__ import annotations

from tests.hidden.places import Canary, held, place

VISIBLE = ("We hold the figures", "Bexford Road", "1,250")
_HEAD = (
    r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;\red255\green255\blue255;"
    r"\red31\green56\blue100;}\f0\fs22 We hold the figures for 2025.\par Bexford Road\tab 1,250\par "
)


def rich(extra: str = "", behind: str = "") -> bytes:
    """Return a Rich Text file with *extra* at its end and *behind* after its end."""
    return f"{_HEAD}{extra}\\par}}{behind}".encode("cp1252")


_EXTRAS = {
    "hidden words": (r"See {\v #} below", "hidden text"),
    "deleted words": (r"See {\deleted\revauthdel1 #} below", "deleted"),
    "white words": (r"See {\cf2 #} below", "background"),
    "words in the colour of their shade": (r"See {\cf3\chcbpat3 #} below", "background"),
    "tiny words": (r"See {\fs2 #} below", "too small"),
    "words narrowed to nothing": (r"See {\charscalex1 #} below", "paragraph 3"),
    "lines without height": (r"{\pard\sl-20\slmult0 #\par}below", "paragraph 3"),
    "comment": (r"{\*\atnauthor x}{\*\annotation{\pard #}}below", "comment"),
    "author of a comment": (r"{\*\atnauthor #}{\*\annotation{\pard x}}below", "comment"),
    "author": (r"{\info{\author #}}below", "author"),
    "title and company": (r"{\info{\title #}{\*\company #}}below", "title"),
    "custom property": (r"{\*\userprops{\propname x}{\staticval #}}below", "custom properties"),
    "document variable": (r"{\*\docvar{x}{#}}below", "document variables"),
    "embedded object": (r"{\object\objemb{\*\objdata #}{\result x}}below", "embedded object"),
    "instruction of a field": (r"{\field{\*\fldinst INCLUDETEXT #}{\fldrslt 2025}}", "field"),
    "entry of an index": (r"See {\xe{\v #}} below", "index"),
    "part of no program": (r"{\*\remains #}below", "part"),
    "names of who changed it": (r"{\*\revtbl{Unknown;}{#;}}below", "names"),
    "path of a template": (r"{\*\template H:/#.dot}below", "template"),
    "first header that is switched off": (r"{\headerf #\par}below", "header"),
    "name of a bookmark": (r"{\*\bkmkstart #}x{\*\bkmkend #}below", "bookmark"),
    "custom data": (r"{\*\datastore #}below", "custom data"),
    "style that is hidden": (r"{\stylesheet{\s1\v Quiet;}}{\s1\v #}below", "hidden text"),
}
for _name, (_extra, _told) in _EXTRAS.items():

    def _make(canary: Canary, extra: str = _extra) -> bytes:
        return rich(extra.replace("#", canary.word))

    place("rtf", _name, _told)(_make)


@place("rtf", "behind the end", "behind the end")
def _behind(canary: Canary) -> bytes:
    return rich(behind=f"\r\n{canary.word}")


@held("rtf", "words under a shape")
def _shape(canary: Canary) -> bytes:
    shape = r"{\shp{\*\shpinst\shpleft0\shptop0\shpright4000\shpbottom400\shpwr3\shpfblwtxt0{\sp{\sn shapeType}{\sv 1}}}}"
    return rich(shape + canary.word)


@held("rtf", "binary data")
def _binary(canary: Canary) -> bytes:
    return rich(rf"{{\pict\bin{len(canary.word)} {canary.word}}}")
