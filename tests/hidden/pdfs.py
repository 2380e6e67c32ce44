"""PDF files with a canary where no reader looks."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from tests.hidden.judge import MARKER
from tests.hidden.places import Canary, held, place

VISIBLE = ("We hold the figures", "Bexford Road 1,250")
_WORDS = (
    "BT /F1 14 Tf 1 0 0 1 72 720 Tm (We hold the figures for 2025.) Tj ET "
    "BT /F1 12 Tf 1 0 0 1 72 690 Tm (Bexford Road 1,250) Tj ET "
)
# Canaries are written in the colour of the marker, so that their pixels can be found as well.
_PINK = "1 0 0.996 rg"


def blank(extra: str = "", pages: int = 1, **resources: object) -> Pdf:
    """Return a document of visible words with *extra* in the content of its first page."""
    file = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for number in range(pages):
        content = _WORDS + (f"q {extra} Q" if number == 0 else "")
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 595, 842]),
            Contents=Stream(file, content.encode()),
            Resources=Dictionary(Font=Dictionary(F1=font)),
        )
        for key, value in resources.items():
            page.Resources[f"/{key}"] = value
        file.pages.append(pikepdf.Page(file.make_indirect(page)))
    return file


def saved(file: Pdf, **options: object) -> bytes:
    """Return the bytes of a document."""
    out = io.BytesIO()
    file.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _text(word: str, colour: str = _PINK, size: int = 12, at: tuple[int, int] = (72, 600)) -> str:
    return f"BT {colour} /F1 {size} Tf 1 0 0 1 {at[0]} {at[1]} Tm ({word}) Tj ET "


_DRAWN: dict[str, tuple[Callable[[str], str], str]] = {
    "words under a black box": (lambda w: _text(w) + "0 0 0 rg 70 595 200 20 re f", "page 1"),
    "words under a white box": (lambda w: _text(w) + "1 1 1 rg 70 595 200 20 re f", "page 1"),
    "white words": (lambda w: _text(w, "1 1 1 rg"), "page 1"),
    "nearly white words": (lambda w: _text(w, "0.985 0.985 0.985 rg"), "page 1"),
    "invisible words": (lambda w: "BT 3 Tr " + _text(w)[3:], "page 1"),
    "words outside of the page": (lambda w: _text(w, at=(900, 600)), "outside"),
    "words below the page": (lambda w: _text(w, at=(72, -80)), "outside"),
    "tiny words": (lambda w: _text(w, size=1), "page 1"),
    "words clipped away": (lambda w: "0 0 10 10 re W n " + _text(w), "page 1"),
    "words below other words": (
        lambda w: _text(w, "0 0 0 rg") + "0 0 0 rg 70 595 200 20 re f " + _text("withheld", "1 1 1 rg"),
        "page 1"),
    "words in the colour of their box": (
        lambda w: "0.1 0.2 0.4 rg 70 595 200 20 re f " + _text(w, "0.1 0.2 0.4 rg"), "page 1"),
    "alternative text": (lambda w: f"/Span <</ActualText ({w})>> BDC {_text('x', '0 0 0 rg')} EMC", "marked"),
}  # fmt: skip
for _name, (_draw, _told) in _DRAWN.items():

    def _make(canary: Canary, draw: Callable[[str], str] = _draw) -> bytes:
        return saved(blank(draw(canary.word)))

    place("pdf", _name, _told)(_make)


@place("pdf", "transparent words", "page 1")
def _transparent(canary: Canary) -> bytes:
    states = Dictionary(G=Dictionary(ca=0, CA=0))
    return saved(blank("/G gs " + _text(canary.word), ExtGState=states))


@place("pdf", "words outside of the crop", "outside")
def _crop(canary: Canary) -> bytes:
    file = blank(_text(canary.word, at=(72, 300)))
    file.pages[0].obj.CropBox = Array([0, 500, 595, 842])
    return saved(file)


def _picture(file: Pdf, colour: tuple[int, int, int]) -> Stream:
    image = Image.new("RGB", (20, 20), colour)
    return Stream(
        file, image.tobytes(), Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
    )  # fmt: skip


@place("pdf", "words under a picture", "page 1")
def _under_picture(canary: Canary) -> bytes:
    file = blank(_text(canary.word) + "q 300 0 0 40 60 590 cm /I0 Do Q")
    file.pages[0].obj.Resources.XObject = Dictionary(I0=_picture(file, (40, 90, 40)))
    return saved(file)


@place("pdf", "picture under a box", "picture")
def _picture_under_box(canary: Canary) -> bytes:
    file = blank("q 300 0 0 40 60 590 cm /I0 Do Q 0 0 0 rg 50 580 330 60 re f")
    image = _picture(file, MARKER)
    image.Canary = String(canary.word)
    file.pages[0].obj.Resources.XObject = Dictionary(I0=image)
    return saved(file)


@place("pdf", "picture cropped by the page", "picture")
def _picture_outside(canary: Canary) -> bytes:
    file = blank("q 300 0 0 40 700 590 cm /I0 Do Q")
    image = _picture(file, MARKER)
    image.Canary = String(canary.word)
    file.pages[0].obj.Resources.XObject = Dictionary(I0=image)
    return saved(file)


@place("pdf", "metadata of a picture", "picture")
def _picture_exif(canary: Canary) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = canary.word
    Image.new("RGB", (20, 20), "green").save(out, "JPEG", exif=exif)
    file = blank("q 300 0 0 40 60 400 cm /I0 Do Q")
    stream = Stream(
        file, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=20, Height=20,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    file.pages[0].obj.Resources.XObject = Dictionary(I0=stream)
    return saved(file)


def _by(change: Callable[[Pdf, str], None]) -> Callable[[Canary], bytes]:
    def make(canary: Canary) -> bytes:
        file = blank()
        change(file, canary.word)
        return saved(file)

    return make


def _info(key: str) -> Callable[[Pdf, str], None]:
    def change(file: Pdf, word: str) -> None:
        file.docinfo[key] = word

    return change


for _key in ("Title", "Author", "Subject", "Keywords", "Producer", "Creator", "Department"):
    place("pdf", f"document information {_key}", "document information", _key)(
        _by(_info(f"/{_key}"))
    )


@place("pdf", "metadata", "XMP")
def _xmp(canary: Canary) -> bytes:
    file = blank()
    with file.open_metadata() as meta:
        meta["dc:description"] = canary.word
    return saved(file)


def _spec(file: Pdf, canary: Canary, name: str) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        file, canary.word.encode(), filename=name, description="", mime_type="text/csv",
        creation_date="", mod_date="",
    )  # fmt: skip


@place("pdf", "attachment", "attachment", "staff.csv")
def _attachment(canary: Canary) -> bytes:
    file = blank()
    file.attachments["staff.csv"] = _spec(file, canary, "staff.csv")
    return saved(file)


@place("pdf", "associated file", "associated")
def _associated(canary: Canary) -> bytes:
    file = blank()
    spec = _spec(file, canary, "x.csv")
    file.pages[0].obj.AF = Array([spec.obj])
    return saved(file)


@place("pdf", "script", "JavaScript")
def _script(canary: Canary) -> bytes:
    file = blank()
    action = Dictionary(S=Name.JavaScript, JS=String(f'app.alert("{canary.word}")'))
    file.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", action])))
    return saved(file)


@place("pdf", "action on opening", "OpenAction")
def _action(canary: Canary) -> bytes:
    file = blank()
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(canary.word))
    return saved(file)


def _layered(canary: Canary, config: Dictionary | None = None, name: str = "Notes") -> bytes:
    file = blank(f"/OC /L0 BDC {_text(canary.word)} EMC")
    group = file.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    default = config if config is not None else Dictionary(OFF=Array([group]))
    file.Root.OCProperties = Dictionary(OCGs=Array([group]), D=default)
    file.pages[0].obj.Resources.Properties = Dictionary(L0=group)
    return saved(file)


@place("pdf", "layer that is switched off", "layer 'Notes'")
def _layer(canary: Canary) -> bytes:
    return _layered(canary)


@place("pdf", "layers off by default", "layer 'Notes'")
def _layers(canary: Canary) -> bytes:
    return _layered(canary, Dictionary(BaseState=Name.OFF))


def _mark(kind: str, **more: object) -> Callable[[Canary], bytes]:
    def make(canary: Canary) -> bytes:
        file = blank()
        mark = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([300, 500, 500, 540]),
            Contents=String(canary.word), T=String("An officer"),
        )  # fmt: skip
        for key, value in more.items():
            mark[f"/{key}"] = value
        file.pages[0].obj.Annots = Array([file.make_indirect(mark)])
        return saved(file)

    return make


for _kind in (
    "Text",
    "FreeText",
    "Highlight",
    "Square",
    "Stamp",
    "Caret",
    "Ink",
    "StrikeOut",
    "Popup",
    "Underline",
):
    place("pdf", f"note of the kind {_kind}", "page 1")(_mark(_kind))
place("pdf", "note that is hidden", "page 1", "hidden")(_mark("Text", F=2))


def _appearance(file: Pdf, word: str) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = Stream(
        file, f"{_PINK} BT /F1 12 Tf 5 10 Td ({word}) Tj ET".encode(), Type=Name.XObject,
        Subtype=Name.Form, BBox=Array([0, 0, 200, 40]), Resources=Dictionary(Font=Dictionary(F1=font)),
    )  # fmt: skip
    return Dictionary(N=file.make_indirect(look))


@place("pdf", "words written over the page as a comment", "page 1", "words written over the page")
def _free_text(canary: Canary) -> bytes:
    file = blank()
    mark = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([300, 500, 500, 540]), F=4,
        Contents=String(canary.word), AP=_appearance(file, canary.word), DA=String("/F1 12 Tf"),
    )  # fmt: skip
    file.pages[0].obj.Annots = Array([file.make_indirect(mark)])
    return saved(file)


@place("pdf", "words under a white comment", "page 1")
def _under_comment(canary: Canary) -> bytes:
    file = blank(_text(canary.word, at=(310, 510)))
    look = Stream(
        file, b"1 1 1 rg 0 0 200 40 re f", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 200, 40]),
    )  # fmt: skip
    mark = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([300, 500, 500, 540]), F=4,
        Contents=String("."), AP=Dictionary(N=file.make_indirect(look)), DA=String("/F1 12 Tf"),
    )  # fmt: skip
    file.pages[0].obj.Annots = Array([file.make_indirect(mark)])
    return saved(file)


@place("pdf", "words under a black mark", "page 1")
def _under_square(canary: Canary) -> bytes:
    file = blank(_text(canary.word, at=(310, 510)))
    look = Stream(
        file, b"0 0 0 rg 0 0 200 40 re f", Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, 200, 40]),
    )  # fmt: skip
    mark = Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([300, 500, 500, 540]), F=4,
        AP=Dictionary(N=file.make_indirect(look)), IC=Array([0, 0, 0]),
    )  # fmt: skip
    file.pages[0].obj.Annots = Array([file.make_indirect(mark)])
    return saved(file)


def _field(canary: Canary, **more: object) -> bytes:
    file = blank()
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("f"),
        Rect=Array([300, 500, 500, 540]), DA=String("/F1 12 Tf 1 0 0.996 rg"), F=4,
    )  # fmt: skip
    for key, value in more.items():
        field[f"/{key}"] = value
    one = file.make_indirect(field)
    file.pages[0].obj.Annots = Array([one])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    file.Root.AcroForm = Dictionary(
        Fields=Array([one]), DA=String("/F1 12 Tf"), DR=Dictionary(Font=Dictionary(F1=font))
    )
    return saved(file)


@place("pdf", "value of a field that is not shown", "page 1", "field")
def _value(canary: Canary) -> bytes:
    return _field(canary, V=String(canary.word))


@place("pdf", "field that is hidden", "page 1", "field")
def _hidden_field(canary: Canary) -> bytes:
    return _field(canary, V=String(canary.word), F=2)


@place("pdf", "hint of a field", "page 1", "field")
def _hint(canary: Canary) -> bytes:
    return _field(canary, TU=String(canary.word), DV=String(canary.word))


@place("pdf", "earlier version", "earlier version")
def _incremental(canary: Canary) -> bytes:
    first = saved(blank(_text(canary.word)), compress_streams=False, linearize=False)
    clean = saved(blank())
    with pikepdf.open(io.BytesIO(first)) as file:
        contents = file.pages[0].obj.Contents.objgen[0]
        size = len(file.objects) + 1
        trailer = file.trailer.Root.objgen[0]
    words = _WORDS.encode()
    start = len(first)
    body = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        contents,
        len(words),
        words,
    )
    table = start + len(body)
    previous = first[first.rfind(b"startxref") + 9 :].split()[0]
    end = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d /Root %d 0 R /Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    del clean
    return first + body + end % (contents, start, size, trailer, previous, table)


@place("pdf", "data behind the end", "behind the end")
def _behind(canary: Canary) -> bytes:
    return saved(blank()) + canary.word.encode()


@place("pdf", "data before the beginning", "before the beginning")
def _before(canary: Canary) -> bytes:
    return canary.word.encode() + b"\n" + saved(blank())


@place("pdf", "object that nothing points at", "nothing points at")
def _orphan(canary: Canary) -> bytes:
    content = saved(blank(), compress_streams=False)
    at = content.index(b"1 0 obj")
    return content[:at] + f"99 0 obj\n({canary.word})\nendobj\n".encode() + content[at:]


@place("pdf", "comment between objects", "between")
def _comment(canary: Canary) -> bytes:
    content = saved(blank(), compress_streams=False)
    at = content.index(b"1 0 obj")
    return content[:at] + f"% {canary.word}\n".encode() + content[at:]


_PLACES_OF_ROOT: dict[str, tuple[Callable[[Pdf, str], None], str]] = {
    "labels of pages": (
        lambda f, w: f.Root.__setitem__(
            "/PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(w))]))), "labels of pages"),
    "bookmarks": (
        lambda f, w: f.Root.__setitem__("/Outlines", f.make_indirect(Dictionary(
            Type=Name.Outlines, Count=1, First=f.make_indirect(Dictionary(Title=String(w)))))), "bookmarks"),
    "private data of a program": (
        lambda f, w: f.pages[0].obj.__setitem__(
            "/PieceInfo", Dictionary(X=Dictionary(Private=String(w)))), "PieceInfo"),
    "private data of the document": (
        lambda f, w: f.Root.__setitem__(
            "/PieceInfo", Dictionary(X=Dictionary(Private=String(w)))), "PieceInfo"),
    "small picture of a page": (
        lambda f, w: f.pages[0].obj.__setitem__(
            "/Thumb", f.make_indirect(Stream(f, w.encode(), Width=1, Height=1))), "page 1"),
    "threads of an article": (
        lambda f, w: f.Root.__setitem__(
            "/Threads", Array([Dictionary(I=Dictionary(Title=String(w)))])), "Threads"),
    "structure with other words": (
        lambda f, w: f.Root.__setitem__(
            "/StructTreeRoot", Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.P, Alt=String(w)))),
        "structure"),
    "named places": (
        lambda f, w: f.Root.__setitem__(
            "/Names", Dictionary(Dests=Dictionary(Names=Array([w, Array([0])])))), "Names"),
    "unknown entry of the document": (
        lambda f, w: f.Root.__setitem__("/Remains", String(w)), "Remains"),
    "unknown entry of a page": (
        lambda f, w: f.pages[0].obj.__setitem__("/Remains", String(w)), "Remains"),
    "unused resource": (
        lambda f, w: f.pages[0].obj.Resources.__setitem__(
            "/XObject", Dictionary(U=f.make_indirect(Stream(
                f, f"({w}) Tj".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))))),
        "page 1"),
    "target of a link": (
        lambda f, w: f.pages[0].obj.__setitem__("/Annots", Array([Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([70, 680, 200, 700]),
            A=Dictionary(S=Name.URI, URI=String(f"file:///H:/{w}")))])), "link"),
    "output profile": (
        lambda f, w: f.Root.__setitem__("/OutputIntents", Array([Dictionary(
            S=Name.GTS_PDFA1, Info=String(w), OutputConditionIdentifier=String("x"))])), "OutputIntents"),
    "page that no tree holds": (
        lambda f, w: f.trailer.__setitem__("/Lost", f.make_indirect(Dictionary(
            Type=Name.Page, Contents=f.make_indirect(Stream(f, f"({w}) Tj".encode()))))), "Lost"),
}  # fmt: skip
for _name, (_change, _told) in _PLACES_OF_ROOT.items():
    place("pdf", _name, _told)(_by(_change))


@held("pdf", "marks for redaction that were not applied")
def _redact(canary: Canary) -> bytes:
    file = blank(_text(canary.word, at=(310, 510)))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=Array([300, 500, 500, 540]))
    file.pages[0].obj.Annots = Array([file.make_indirect(mark)])
    return saved(file)


@held("pdf", "password")
def _locked(canary: Canary) -> bytes:
    file = blank(_text(canary.word))
    return saved(file, encryption=pikepdf.Encryption(user=canary.word, owner="o"))


@held("pdf", "form of the XFA kind")
def _xfa(canary: Canary) -> bytes:
    file = blank()
    file.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(file, canary.word.encode()))
    return saved(file)


@held("pdf", "broken")
def _broken(canary: Canary) -> bytes:
    return saved(blank(_text(canary.word)), compress_streams=False)[:400] + canary.word.encode()
