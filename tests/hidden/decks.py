"""PowerPoint presentations, written part by part, with a canary in them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.hidden.places import Canary, held, place

_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_WITH_MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled"
CM = 360_000


def run(words: str, look: str = "", size: str = "") -> str:
    """Return a run of words."""
    return f"<a:r><a:rPr{size}>{look}</a:rPr><a:t>{escape(words)}</a:t></a:r>"


def body(*runs: str) -> str:
    """Return the words of a shape, a paragraph a run."""
    return "<p:txBody><a:bodyPr/>" + "".join(f"<a:p>{one}</a:p>" for one in runs) + "</p:txBody>"


def shape(
    said: str = "",
    *,
    at: tuple[int, int] = (2, 6),
    size: tuple[int, int] = (20, 3),
    look: str = "",
    named: str = "",
    placeholder: str = "",
) -> str:
    """Return a shape; places and sizes in centimetres."""
    frame = (
        f'<a:xfrm><a:off x="{at[0] * CM}" y="{at[1] * CM}"/>'
        f'<a:ext cx="{size[0] * CM}" cy="{size[1] * CM}"/></a:xfrm>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="9" name="Box"{named}/><p:cNvSpPr/><p:nvPr>{placeholder}'
        f"</p:nvPr></p:nvSpPr><p:spPr>{frame}{look}</p:spPr>{said}</p:sp>"
    )


TITLE = shape(body(run("Library loans")), at=(2, 1), placeholder='<p:ph type="title"/>')
LIST = shape(
    body(run("Bexford Road 1,250"), run("Mill Lane 873")), at=(2, 10), size=(20, 6)
)  # fmt: skip


def slide(*more: str, opening: str = "", back: str = "", behind: str = "") -> str:
    """Return a slide with a title, a list and what else stands on it."""
    tree = f"<p:nvGrpSpPr/><p:grpSpPr/>{behind}{TITLE}{LIST}{''.join(more)}"
    return f"<p:sld {_NAMES}{opening}><p:cSld>{back}<p:spTree>{tree}</p:spTree></p:cSld></p:sld>"


@dataclass
class Deck:
    """A presentation: its slides in order, and its other parts with who points at them."""

    slides: list[str] = field(default_factory=lambda: [slide()])
    parts: dict[str, str | bytes] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # part -> (kind, target)
    master: str = ""
    beside: str = ""
    unlisted: str = ""
    kind: str = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

    def packed(self) -> bytes:
        """Return the bytes of the file."""
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/><Override '
            f'PartName="/ppt/presentation.xml" ContentType="{self.kind}.main+xml"/></Types>',
            "ppt/theme/theme1.xml": f"<a:theme {_NAMES}><a:themeElements><a:clrScheme name='x'>"
            "<a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1><a:lt1><a:sysClr "
            "val='window' lastClr='FFFFFF'/></a:lt1><a:accent1><a:srgbClr val='1F4E79'/>"
            "</a:accent1></a:clrScheme></a:themeElements></a:theme>",
            "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {_NAMES}><p:cSld><p:spTree>"
            f"{self.master}</p:spTree></p:cSld><p:clrMap bg1='lt1' tx1='dk1'/></p:sldMaster>",
            "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {_NAMES}><p:cSld><p:spTree/>"
            "</p:cSld></p:sldLayout>",
        }
        links = {
            "": [("officeDocument", "ppt/presentation.xml")],
            "ppt/presentation.xml": [
                ("slide", f"slides/slide{n}.xml") for n, _ in enumerate(self.slides, 1)
            ],
            "ppt/slideLayouts/slideLayout1.xml": [
                ("slideMaster", "../slideMasters/slideMaster1.xml")
            ],
            "ppt/slideMasters/slideMaster1.xml": [("theme", "../theme/theme1.xml")],
        }
        for n, one in enumerate(self.slides, 1):
            parts[f"ppt/slides/slide{n}.xml"] = one
            links[f"ppt/slides/slide{n}.xml"] = [
                ("slideLayout", "../slideLayouts/slideLayout1.xml")
            ]
        if self.unlisted:
            parts["ppt/slides/slide9.xml"] = self.unlisted
        ids = "".join(
            f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n, _ in enumerate(self.slides, 1)
        )
        parts["ppt/presentation.xml"] = (
            f"<p:presentation {_NAMES}><p:sldIdLst>{ids}</p:sldIdLst>"
            f'<p:sldSz cx="{24 * CM}" cy="{18 * CM}"/>{self.beside}</p:presentation>'
        )
        for part, more in self.links.items():
            links.setdefault(part, []).extend(more)
        return _packed(parts | self.parts, links)


def _packed(parts: dict[str, str | bytes], links: dict[str, list[tuple[str, str]]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        for part, some in links.items():
            folder, _, name = part.rpartition("/")
            rows = "".join(
                f'<Relationship Id="rId{n}" Type="{_KINDS}{kind}" Target="{target}"'
                f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
                for n, (kind, target) in enumerate(some, 1)
            )
            place_ = f"{folder}/_rels/{name}.rels".lstrip("/")
            archive.writestr(place_, f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>')
    return out.getvalue()


def _beside(part: str, content: str | bytes, kind: str) -> bytes:
    """Return a deck with one part more, that the first slide points at."""
    deck = Deck(parts={f"ppt/{part}": content})
    deck.links["ppt/slides/slide1.xml"] = [(kind, f"../{part}")]
    return deck.packed()


def _on_slide(*more: str, **changes: str) -> bytes:
    return Deck([slide(*more, **changes)]).packed()


@place("pptx", "speaker notes", "slide 1", "speaker notes")
def _notes(canary: Canary) -> bytes:
    said = f"<p:notes {_NAMES}><p:cSld><p:spTree>{shape(body(run(canary.word)))}</p:spTree></p:cSld></p:notes>"
    return _beside("notesSlides/notesSlide1.xml", said, "notesSlide")


@place("pptx", "hidden slide", "slide 2", "a hidden slide")
def _hidden(canary: Canary) -> bytes:
    gone = slide(shape(body(run(canary.word))), opening=' show="0"')
    return Deck([slide(), gone]).packed()


@place("pptx", "slide that is not listed", "slide9", "does not list")
def _unlisted(canary: Canary) -> bytes:
    return Deck(unlisted=slide(shape(body(run(canary.word))))).packed()


@place("pptx", "comment", "slide 1", "comments")
def _comment(canary: Canary) -> bytes:
    said = f"<p:cmLst {_NAMES}><p:cm><p:text>{canary.word}</p:text></p:cm></p:cmLst>"
    return _beside("comments/comment1.xml", said, "comments")


@place("pptx", "author of comments", "names of people")
def _author(canary: Canary) -> bytes:
    said = f'<p:cmAuthorLst {_NAMES}><p:cmAuthor name="{canary.word}"/></p:cmAuthorLst>'
    return Deck(parts={"ppt/commentAuthors.xml": said}).packed()


@place("pptx", "hidden shape", "slide 1", "a hidden shape")
def _hidden_shape(canary: Canary) -> bytes:
    return _on_slide(shape(body(run(canary.word)), named=' hidden="1"'))


@place("pptx", "shape off the slide", "slide 1", "outside the slide")
def _off(canary: Canary) -> bytes:
    return _on_slide(shape(body(run(canary.word)), at=(40, 4)))


@place("pptx", "group off the slide", "slide 1", "outside the slide")
def _group(canary: Canary) -> bytes:
    frame = (
        f'<p:grpSpPr><a:xfrm><a:off x="{40 * CM}" y="0"/><a:ext cx="{CM}" cy="{CM}"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="{CM}" cy="{CM}"/></a:xfrm></p:grpSpPr>'
    )
    return _on_slide(f"<p:grpSp><p:nvGrpSpPr/>{frame}{shape(body(run(canary.word)))}</p:grpSp>")


@place("pptx", "under a box", "slide 1", "under a picture, box or chart")
def _covered(canary: Canary) -> bytes:
    box = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    return _on_slide(shape(body(run(canary.word))), shape(look=box))


@place("pptx", "white on white", "slide 1", "colour of its background")
def _white(canary: Canary) -> bytes:
    return _on_slide(shape(body(run(canary.word, _WHITE))))


@place("pptx", "in the colour of its box", "slide 1", "colour of its background")
def _in_box(canary: Canary) -> bytes:
    fill = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
    return _on_slide(shape(body(run(canary.word, fill)), look=fill))


@place("pptx", "in the colour of the box behind it", "slide 1", "colour of its background")
def _on_box(canary: Canary) -> bytes:
    box = shape(look='<a:solidFill><a:srgbClr val="050505"/></a:solidFill>')
    return _on_slide(box, shape(body(run(canary.word))))


@place("pptx", "in the colour of a dark slide", "slide 1", "colour of its background")
def _dark(canary: Canary) -> bytes:
    back = "<p:bg><p:bgPr><a:solidFill><a:srgbClr val='FEFEFE'/></a:solidFill></p:bgPr></p:bg>"
    return _on_slide(shape(body(run(canary.word, _WHITE))), back=back)


@place("pptx", "white by the style of its list", "slide 1", "colour of its background")
def _styled(canary: Canary) -> bytes:
    look = f"<a:lstStyle><a:lvl1pPr><a:defRPr>{_WHITE}</a:defRPr></a:lvl1pPr></a:lstStyle>"
    said = f"<p:txBody><a:bodyPr/>{look}<a:p>{run(canary.word)}</a:p></p:txBody>"
    return _on_slide(shape(said))


@place("pptx", "letters of a point", "slide 1", "too small")
def _small(canary: Canary) -> bytes:
    return _on_slide(shape(body(run(canary.word, size=' sz="100"'))))


@place("pptx", "transparent letters", "slide 1", "transparent")
def _clear(canary: Canary) -> bytes:
    ink = '<a:solidFill><a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr></a:solidFill>'
    return _on_slide(shape(body(run(canary.word, ink))))


@place("pptx", "letters without ink", "slide 1", "transparent")
def _inkless(canary: Canary) -> bytes:
    return _on_slide(shape(body(run(canary.word, "<a:noFill/>"))))


@place("pptx", "description of a shape", "slide 1", "the description")
def _described(canary: Canary) -> bytes:
    return _on_slide(shape(body(run("See below.")), named=f' descr="{canary.word}"'))


@place("pptx", "target of a link", "slide 1", "the target of a link")
def _link(canary: Canary) -> bytes:
    deck = Deck()
    deck.links["ppt/slides/slide1.xml"] = [("hyperlink", f"https://example.org/{canary.word}")]
    return deck.packed()


def _table(cell: str) -> str:
    plain = "<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>Quay</a:t></a:r></a:p></a:txBody></a:tc>"
    frame = f'<p:xfrm><a:off x="{2 * CM}" y="{6 * CM}"/><a:ext cx="{9 * CM}" cy="{CM}"/></p:xfrm>'
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr/>{frame}<a:graphic><a:graphicData><a:tbl><a:tblGrid>"
        f'<a:gridCol w="900"/><a:gridCol w="900"/></a:tblGrid><a:tr h="9">{plain}{cell}</a:tr>'
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


@place("pptx", "under a merged cell of a table", "slide 1, table", "under a merged cell")
def _merged(canary: Canary) -> bytes:
    said = f"<a:txBody><a:bodyPr/><a:p>{run(canary.word)}</a:p></a:txBody>"
    return _on_slide(_table(f'<a:tc hMerge="1">{said}</a:tc>'))


@place("pptx", "white in a cell of a table", "slide 1", "colour of its background")
def _cell(canary: Canary) -> bytes:
    said = f"<a:txBody><a:bodyPr/><a:p>{run(canary.word, _WHITE)}</a:p></a:txBody>"
    return _on_slide(_table(f"<a:tc>{said}</a:tc>"))


@place("pptx", "what only older programs show", "slide 1", "only older programs")
def _fallback(canary: Canary) -> bytes:
    box = shape(body(run("See below.")))
    old = shape(body(run(canary.word)))
    return _on_slide(
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
        "</mc:AlternateContent>"
    )


@place("pptx", "workbook behind a chart", "slide 1", "an embedded file")
def _workbook(canary: Canary) -> bytes:
    return _beside("embeddings/book.xlsx", canary.word.encode(), "package")


@place("pptx", "chart with its data", "slide 1", "a chart")
def _chart(canary: Canary) -> bytes:
    return _beside("charts/chart1.xml", f"<c>{canary.word}</c>", "chart")


@place("pptx", "diagram with its words", "slide 1", "a diagram")
def _diagram(canary: Canary) -> bytes:
    return _beside("diagrams/data1.xml", f"<d>{canary.word}</d>", "diagramData")


@place("pptx", "picture", "slide 1", "a picture")
def _picture(canary: Canary) -> bytes:
    return _beside("media/image1.png", canary.word.encode(), "image")


@place("pptx", "film", "slide 1", "a picture")
def _film(canary: Canary) -> bytes:
    return _beside("media/film.mp4", canary.word.encode(), "video")


@place("pptx", "words on the master", "slideMaster1", "words on the master")
def _master(canary: Canary) -> bytes:
    return Deck(master=shape(body(run(canary.word)))).packed()


@place("pptx", "tags of a program", "tags")
def _tags(canary: Canary) -> bytes:
    return _beside("tags/tag1.xml", f'<t v="{canary.word}"/>', "tags")


@place("pptx", "custom data of a program", "custom data")
def _custom(canary: Canary) -> bytes:
    return Deck(parts={"customXml/item1.xml": f"<x>{canary.word}</x>"}).packed()


@place("pptx", "history of changes", "changesInfo", "history of changes")
def _changes(canary: Canary) -> bytes:
    return _beside("changesInfos/changesInfo1.xml", f"<c>{canary.word}</c>", "changesInfo")


@place("pptx", "name of a selection of slides", "presentation.xml", "a selection of slides")
def _show(canary: Canary) -> bytes:
    said = f'<p:custShowLst><p:custShow name="{canary.word}" id="0"/></p:custShowLst>'
    return Deck(beside=said).packed()


@place("pptx", "author", "docProps/core.xml", "the author")
def _properties(canary: Canary) -> bytes:
    said = f"<cp><creator>{canary.word}</creator></cp>"
    return Deck(parts={"docProps/core.xml": said}).packed()


@held("pptx", "macros", "pptm")
def _macros(canary: Canary) -> bytes:
    return Deck(parts={"ppt/vbaProject.bin": canary.word.encode()}, kind=_WITH_MACROS).packed()
