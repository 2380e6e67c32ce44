"""Whether a canary is in a file: in its bytes, members, streams, metadata, words or pixels."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image

from tests.hidden.places import Canary

# Pictures cannot hold a word that a program finds: this colour is the canary in them.
MARKER = (255, 0, 254)
_DEEPEST = 4
# A shorter piece of Base64 stands in any picture by chance.
_SHORTEST = 8


def leaks(content: bytes, canary: Canary) -> list[str]:
    """Return where *canary* is in *content*, an empty list when it is nowhere."""
    return list(_leaks(content, canary, "file", 0))


def _leaks(content: bytes, canary: Canary, where: str, deep: int) -> Iterator[str]:
    if any(form in content for sign in canary.signs for form in _forms(sign)):
        yield f"{where}: bytes"
    if deep > _DEEPEST:
        return
    if zipfile.is_zipfile(io.BytesIO(content)):
        yield from _in_archive(content, canary, where, deep)
    elif content[:1024].find(b"%PDF-") >= 0:
        yield from _in_pdf(content, canary, where)
    elif content[:8].startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"BM")):
        yield from _in_picture(content, canary, where)


def _forms(sign: str) -> Iterator[bytes]:
    yield sign.encode()
    yield sign.encode("utf-16-le")
    yield sign.encode("utf-16-be")
    yield sign.encode().hex().encode()
    for shift in range(3):
        # Words within Base64 begin at one of three places.
        packed = base64.b64encode(bytes(shift) + sign.encode())[4:-4]
        if len(packed) >= _SHORTEST:
            yield packed


def _in_archive(content: bytes, canary: Canary, where: str, deep: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            inside = archive.read(entry)
            yield from _leaks(inside, canary, f"{where}/{entry.filename}", deep + 1)


def _in_pdf(content: bytes, canary: Canary, where: str) -> Iterator[str]:
    try:
        file = pikepdf.open(io.BytesIO(content))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return
    with file:
        for thing in file.objects:
            if any(sign in text for text in _strings(thing) for sign in canary.signs):
                yield f"{where}: object {getattr(thing, 'objgen', '')}"
            if isinstance(thing, pikepdf.Stream):
                yield from _in_stream(thing, canary, where)
    yield from _on_pages(content, canary, where)


def _on_pages(content: bytes, canary: Canary, where: str) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return
    for number in range(len(document)):
        text = str(document[number].get_textpage().get_text_bounded())
        if any(sign in "".join(text.split()) for sign in canary.signs):
            yield f"{where}: words of page {number + 1}"
        if _marked(document[number].render(scale=1).to_pil()):
            yield f"{where}: pixels of page {number + 1}"
    document.close()


def _in_stream(stream: pikepdf.Stream, canary: Canary, where: str) -> Iterator[str]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        data = stream.read_raw_bytes()
    yield from _leaks(data, canary, f"{where}: stream {stream.objgen}", _DEEPEST)


def _strings(thing: object) -> Iterator[str]:
    """Yield the strings and names in an object, without those of objects that it points at."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
        return
    inner: list[object] = []
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118 - it is no mapping
            yield str(key)
            inner.append(thing[key])
    elif isinstance(thing, pikepdf.Array):
        inner += list(thing)
    for one in inner:
        if not getattr(one, "is_indirect", False):
            yield from _strings(one)


def _in_picture(content: bytes, canary: Canary, where: str) -> Iterator[str]:
    try:
        opened = Image.open(io.BytesIO(content))
        opened.load()
    except OSError:
        return
    with opened as image:
        told = f"{image.info!r} {dict(image.getexif())!r}"
        if any(sign in told for sign in canary.signs):
            yield f"{where}: words beside the pixels"
        for number in range(int(getattr(image, "n_frames", 1))):
            image.seek(number)
            # What is transparent is looked at as well.
            if _marked(image.convert("RGBA").convert("RGB") if image.mode == "P" else image):
                yield f"{where}: pixels of picture {number + 1}"


def _marked(image: Image.Image) -> bool:
    bands = image.convert("RGB").split() if image.mode != "RGBA" else image.split()[:3]
    near = [band.point(_near(value)) for band, value in zip(bands, MARKER, strict=True)]
    both = Image.composite(near[0], Image.new("L", near[0].size), near[1])
    return Image.composite(both, Image.new("L", both.size), near[2]).getbbox() is not None


def _near(value: int) -> list[int]:
    return [255 * (abs(value - one) <= 24) for one in range(256)]
