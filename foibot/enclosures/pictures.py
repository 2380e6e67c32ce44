"""Pictures -> the same pixels without a word in the file (EXIF, GPS, thumbnails, T23)."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from foibot.enclosures.notes import Made, Notes, Unreadable
from foibot.enclosures.picture_parts import look_at_picture_parts

MOST_PIXELS = 40_000_000
MOST_FRAMES = 30
_GPS = 0x8825
_QUIET = frozenset(
    {
        "dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
        "gamma", "srgb", "interlace", "transparency", "background", "duration", "loop", "version",
        "compression", "chromaticity", "adobe", "adobe_transform", "bbox", "disposal",
        "resolution",
    }
)  # fmt: skip
_NAMES = {
    "icc_profile": "a colour profile",
    "exif": "EXIF data",
    "photoshop": "IPTC data",
    "xmp": "XMP metadata",
    "XML:com.adobe.xmp": "XMP metadata",
    "comment": "a comment",
    "mp": "further pictures behind the first (MPO)",
    "mpoffset": "further pictures behind the first (MPO)",
}


def picture(content: bytes, notes: Notes) -> None:
    """Make the picture again from its pixels, page by page; note what else was in it."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable("it has more pixels than can be looked at; send it smaller")
            _look(image, content, notes)
            _frames(image, notes)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unreadable("it cannot be opened as a picture") from error


def _look(image: Image.Image, content: bytes, notes: Notes) -> None:
    exif = image.getexif()
    if exif:
        notes.trace("EXIF", "EXIF data: camera, times, perhaps a name")
        if exif.get_ifd(_GPS):
            notes.hidden("EXIF, GPS", "where the picture was taken")
        if exif.get_ifd(0x8769).get(0x9286) or exif.get(0x010E) or exif.get(0x9C9C):
            notes.hidden("EXIF", "a description or comment")
    if content.count(b"\xff\xd8\xff") > 1 and image.format in ("JPEG", "MPO"):
        notes.hidden("thumbnail", "a second picture within the file")
    if image.format == "BMP" and _gap(content):
        notes.hidden("before the picture", "data between the head of the file and its pixels")
    _entries(image, notes)
    look_at_picture_parts(content, image.format or "", notes)
    if _tail(content, image.format or ""):
        notes.hidden("behind the picture", "data behind its end")
    if "A" in image.getbands() or "transparency" in image.info:
        notes.trace("transparency", "transparent parts, which may cover what was there before")


def _entries(image: Image.Image, notes: Notes) -> None:
    """Note what the file says beside its pixels."""
    for key in image.info:
        name = str(key)
        if name.lower() in _QUIET or name == "exif":
            continue
        known = _NAMES.get(name)
        if name == "icc_profile":
            notes.trace(name, "a colour profile")
        else:
            notes.hidden(f"entry '{name[:40]}'", known or "words in the file of the picture")


def _tail(content: bytes, kind: str) -> bool:
    """Return whether more than filling stands behind the end of the picture."""
    if kind in ("BMP", "WEBP"):
        said = int.from_bytes(content[2:6] if kind == "BMP" else content[4:8], "little")
        return len(content) > said + (0 if kind == "BMP" else 9)
    mark = {"PNG": b"IEND\xaeB\x60\x82", "JPEG": b"\xff\xd9", "GIF": b"\x00;"}.get(kind)
    if mark is None:
        return False
    at = content.rfind(mark) if kind != "PNG" else content.find(mark)
    return len(content[at + len(mark) :].strip(b"\x00\r\n ")) > 0


def _gap(content: bytes) -> bool:
    """Return whether something stands between the head of a bitmap and its pixels."""
    start, head = (int.from_bytes(content[at : at + 4], "little") for at in (10, 14))
    depth = int.from_bytes(content[28:30], "little")
    packing = int.from_bytes(content[30:34], "little")
    colours = int.from_bytes(content[46:50], "little") or (1 << depth if depth <= 8 else 0)
    masks = 16 if packing in (3, 6) and head == 40 else 0
    return len(content[14 + head + masks + 4 * colours : start].strip(b"\x00")) > 0


def _frames(image: Image.Image, notes: Notes) -> None:
    count = int(getattr(image, "n_frames", 1))
    if image.format in ("MPO", "PNG", "JPEG"):
        if count > 1:
            notes.hidden("pictures 2 on", f"{count - 1} more pictures behind the first")
        count = 1
    if image.format == "GIF" and count > 1:
        notes.hidden("pictures 2 on", f"{count - 1} more pictures behind the first of a film")
        count = 1
    if count > MOST_FRAMES:
        raise Unreadable(f"it has more than {MOST_FRAMES} pages; send it as a PDF")
    for number in range(count):
        image.seek(number)
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable("it has more pixels than can be looked at; send it smaller")
        title = f"page {number + 1}" if count > 1 else ""
        notes.made.append(_again(image, title))


def _again(image: Image.Image, title: str) -> Made:
    """Return new bytes of the pixels alone; transparent ones become white."""
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info or upright.mode == "P":
        layered = upright.convert("RGBA")
        flat = Image.new("RGB", layered.size, "white")
        flat.paste(layered, mask=layered.getchannel("A"))
    else:
        flat = upright.convert("L" if upright.mode in ("1", "L", "I;16", "I") else "RGB")
    bare = Image.new(flat.mode, flat.size)
    bare.paste(flat)
    out = io.BytesIO()
    about = f"{bare.width} by {bare.height} pixels"
    if image.format in ("JPEG", "MPO"):
        bare.save(out, "JPEG", quality=90)
        return Made("file", title, "jpg", "image/jpeg", out.getvalue(), about)
    bare.save(out, "PNG", optimize=False)
    return Made("file", title, "png", "image/png", out.getvalue(), about)
