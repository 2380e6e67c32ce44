"""A page of a PDF -> its picture, the words that one sees on it, and those that hide (T23)."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import Protocol, cast

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from foibot.enclosures.notes import Unreadable
from foibot.enclosures.page_marks import is_renamed, take_off
from foibot.sandbox.codec import Value

MOST_PIXELS = 6_000_000
DRAWN = 150 / 72
AT_ONCE = 5
# A difference of colour below this is none to the eye.
SAME = 16
# Texts that stand over each other are looked at one by one, up to this many on a page.
# So much of a page is covered by the picture of a scan.
_WHOLE = 0.8
_MOST_OVER = 24
_CROWD, _GOOD_PART = 30, 0.3
_CELL = 4
# Lower than this in points nobody reads a letter.
_SMALLEST = 3.0

Box = tuple[int, int, int, int]


class Bitmap(Protocol):
    """What is used of a bitmap."""

    def to_pil(self) -> object: ...


class TextPage(Protocol):
    """What is used of the words of a page."""

    def count_chars(self) -> int: ...
    def get_charbox(self, index: int) -> tuple[float, float, float, float]: ...
    def close(self) -> None: ...


class Page(Protocol):
    """What is used of a page of the PDF library, which has no types of its own."""

    def get_size(self) -> tuple[float, float]: ...
    def close(self) -> None: ...
    def render(self, *, scale: float, no_smoothtext: bool) -> Bitmap: ...
    def get_textpage(self) -> TextPage: ...
    def get_objects(self, *, filter: list[int], max_depth: int) -> Iterator[object]: ...  # noqa: A002


@dataclass(slots=True)
class _Sign:
    """One letter on a page, where it stands and to which text it belongs."""

    letter: str
    box: Box
    text: int
    legible: bool = True
    seen: bool = False
    renamed: bool = False  # it is said to be another letter than is drawn


@dataclass(slots=True)
class Look:
    """What a page shows: *hidden* is how many letters nobody sees, *hidden_texts* whose."""

    picture: Image.Image
    words: str
    hidden: int
    outside: int
    comments: int = 0
    renamed: bool = False
    scanned: int = 0  # letters that a scanner read and laid unseen over its picture
    texts: dict[int, object] = field(default_factory=dict)
    hidden_texts: tuple[int, ...] = ()


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """Return the document in *content*, or say why it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "it opens only with a password" if locked else "it cannot be opened as a PDF"
        raise Unreadable(why) from error
    # Without its forms: a field shows what every program shows of it, not what one would make.
    return document


def drawn(task: Value) -> Value:
    """Return pictures, words and findings of some pages from task["first"] on (in the child)."""
    assert isinstance(task, dict)
    content, first = task["content"], task["first"]
    assert isinstance(content, bytes)
    assert isinstance(first, int)
    document = opened(content)
    last = min(len(document), first + AT_ONCE)
    return [_drawn(document[number]) for number in range(first, last)]


def _drawn(page: Page) -> dict[str, Value]:
    found, screen = look(page, DRAWN)
    image = found.picture
    if found.hidden_texts:
        # Pale letters could be made readable again: what nobody sees is not drawn.
        with _unseen(found.texts, found.hidden_texts):
            image = screen.shown()
    pictures = any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    page.close()
    return {
        "picture": _bytes(image),
        "words": found.words,
        "outside": found.outside,
        "hidden": found.hidden - found.outside - found.scanned,
        "scanned": found.scanned,
        "comments": found.comments,
        "renamed": found.renamed,
        "pictures": pictures,
    }


@dataclass(slots=True)
class _Screen:
    """A page as it is drawn: without comments, and white where they lay over it."""

    page: Page
    scale: float
    masks: list[Box] = field(default_factory=list)

    def shown(self) -> Image.Image:
        """Return the picture of the page as it stands now."""
        bitmap = self.page.render(scale=self.scale, no_smoothtext=False)
        image = cast(Image.Image, bitmap.to_pil()).convert("RGB")
        for box in self.masks:
            image.paste((255, 255, 255), box)
        return image


def look(page: Page, wanted: float) -> tuple[Look, _Screen]:
    """Return what one sees of a page: letters that leave no trace in its picture are hidden."""
    screen = _Screen(page, _scale(page, wanted))
    picture = screen.shown()
    comments = take_off(page, _Convert(page, picture.width, picture.height))
    if comments:
        bare = screen.shown()
        changed = _changed(picture, bare)
        boxes = [box for box in comments if box is not None]
        screen.masks = [box for box in boxes if changed.crop(box).getbbox() is not None]
        picture = screen.shown()
    texts: dict[int, object] = {}
    signs = list(_signs(page, picture, texts))
    with _unseen(texts, texts):
        without = screen.shown()
    changed = _changed(picture, without)
    for sign in signs:
        sign.seen = sign.legible and changed.crop(sign.box).getbbox() is not None
    _look_at_overlaid(screen, picture, signs, texts)
    found = _summed(picture, signs, texts)
    found.comments = len(comments)
    if not found.words and found.hidden and _is_scan(page, texts):
        found.scanned = found.hidden - found.outside
    return found, screen


def _is_scan(page: Page, texts: dict[int, object]) -> bool:
    """Return whether a page is one picture, and all its text is of the kind that is never drawn."""
    unseen = raw.FPDF_TEXTRENDERMODE_INVISIBLE
    if any(raw.FPDFTextObj_GetTextRenderMode(one) != unseen for one in texts.values()):
        return False
    width, height = page.get_size()
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = cast(pypdfium2.PdfObject, one).get_bounds()
        across, up = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
        if across * up >= _WHOLE * width * height:
            return True
    return False


def _summed(picture: Image.Image, signs: list[_Sign], texts: dict[int, object]) -> Look:
    inked = [sign for sign in signs if sign.letter.strip()]
    visible = {sign.text for sign in inked if sign.seen}
    kept = (s for s in signs if (s.seen and not s.renamed) or not s.letter.strip())
    words = "".join(sign.letter for sign in kept)
    return Look(
        picture=picture,
        words=" ".join(words.replace("\ufffe", "-").replace("\x02", "-").split()),
        hidden=sum(not sign.seen for sign in inked),
        outside=sum(not sign.seen and _outside(sign.box, picture) for sign in inked),
        renamed=any(sign.renamed for sign in signs),
        texts=texts,
        hidden_texts=tuple(number for number in texts if number not in visible),
    )


def _look_at_overlaid(
    screen: _Screen, picture: Image.Image, signs: list[_Sign], texts: dict[int, object]
) -> None:
    """Look at texts that stand over each other one by one: a label may hide what is below it."""
    for at, text in enumerate(_overlaid(signs)):
        mine = [sign for sign in signs if sign.text == text and sign.seen]
        if at >= _MOST_OVER or text not in texts:
            for sign in mine:
                sign.seen = False
            continue
        with _unseen(texts, (text,)):
            changed = _changed(picture, screen.shown())
        for sign in mine:
            sign.seen = changed.crop(sign.box).getbbox() is not None


def _overlaid(signs: list[_Sign]) -> list[int]:
    """Return the texts of which letters stand where letters of other texts do."""
    found: dict[int, None] = {}
    for together in _neighbours(signs):
        if len(together) > _CROWD:
            found |= dict.fromkeys(sign.text for sign in together)
            continue
        for one, other in combinations(together, 2):
            # Some programs write each letter as a text of its own: neighbours only touch.
            if one.text != other.text and _covers(one.box, other.box):
                found |= {one.text: None, other.text: None}
    return list(found)


def _neighbours(signs: list[_Sign]) -> Iterable[list[_Sign]]:
    """Return the letters that one sees, by the small squares of the page in which they stand."""
    cells: dict[tuple[int, int], list[_Sign]] = {}
    for sign in signs:
        if not sign.letter.strip() or not sign.seen:
            continue
        left, top, right, bottom = sign.box
        for x in range((left + 1) // _CELL, max(left + 1, right - 1) // _CELL + 1):
            for y in range((top + 1) // _CELL, max(top + 1, bottom - 1) // _CELL + 1):
                cells.setdefault((x, y), []).append(sign)
    return cells.values()


def _covers(one: Box, other: Box) -> bool:
    """Return whether a good part of one of two boxes lies within the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return across > 0 and down > 0 and across * down >= _GOOD_PART * smaller


def _signs(page: Page, picture: Image.Image, texts: dict[int, object]) -> Iterator[_Sign]:
    textpage = page.get_textpage()
    renamed: dict[int, bool] = {}
    convert = _Convert(page, picture.width, picture.height)
    for at in range(textpage.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(textpage, at) or 32)
        if raw.FPDFText_IsGenerated(textpage, at) == 1:
            yield _Sign(" ", (0, 0, 1, 1), 0)
            continue
        handle = raw.FPDFText_GetTextObject(textpage, at)
        number = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if number:
            texts.setdefault(number, handle)
        left, bottom, right, top = textpage.get_charbox(at)
        legible = _height(textpage, at) >= _SMALLEST
        if number not in renamed:
            renamed[number] = bool(number) and is_renamed(handle)
        box = convert(left, bottom, right, top)
        yield _Sign(letter, box, number, legible, renamed=renamed[number])
    textpage.close()


def _height(textpage: object, at: int) -> float:
    """Return how high the line of a letter is, in points."""
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(box)):
        return _SMALLEST
    return max(float(abs(box.top - box.bottom)), float(abs(box.right - box.left)))


@dataclass(frozen=True, slots=True)
class _Convert:
    """From the coordinates of a page to those of its picture, however the page is turned."""

    page: object
    width: int
    height: int

    def __call__(self, left: float, bottom: float, right: float, top: float) -> Box:
        one, other = self._point(left, bottom), self._point(right, top)
        xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return xs[0], ys[0], max(xs[1], xs[0] + 1) + 1, max(ys[1], ys[0] + 1) + 1

    def _point(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(
            self.page, 0, 0, self.width, self.height, 0, x, y,
            ctypes.byref(across), ctypes.byref(down),
        )  # fmt: skip
        return across.value, down.value


@contextmanager
def _unseen(texts: dict[int, object], chosen: Iterable[int]) -> Iterator[None]:
    """Make the *chosen* texts invisible for a while."""
    before = {}
    for number in chosen:
        before[number] = raw.FPDFTextObj_GetTextRenderMode(texts[number])
        raw.FPDFTextObj_SetTextRenderMode(texts[number], raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    try:
        yield
    finally:
        for number, mode in before.items():
            raw.FPDFTextObj_SetTextRenderMode(texts[number], mode)


def _scale(page: Page, wanted: float) -> float:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Unreadable("a page of it has no size")
    fitting = float((MOST_PIXELS / (width * height)) ** 0.5)
    return min(wanted, fitting)


def _changed(one: Image.Image, other: Image.Image) -> Image.Image:
    return ImageChops.difference(one, other).convert("L").point(lambda v: 255 * (v >= SAME))


def _outside(box: Box, picture: Image.Image) -> bool:
    left, top, right, bottom = box
    return right <= 0 or bottom <= 0 or left >= picture.width or top >= picture.height


def _bytes(image: Image.Image) -> bytes:
    out = io.BytesIO()
    grey = image.convert("L")
    if ImageChops.difference(grey.convert("RGB"), image).getbbox() is None:
        grey.save(out, "PNG")
    elif image.getcolors(4096):
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=85)
    return out.getvalue()
