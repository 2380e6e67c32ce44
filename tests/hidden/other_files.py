"""Pictures, texts, tables, mails, archives and old forms with a canary in them."""

from __future__ import annotations

import gzip
import io
import tarfile

from PIL import Image, ImageDraw, PngImagePlugin, TiffImagePlugin

from tests.hidden.judge import MARKER
from tests.hidden.places import Canary, held, place


def picture(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Return a picture of a chart."""
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    for at in range(5):
        draw.rectangle((10 + 20 * at, 70 - 9 * at, 22 + 20 * at, 75), fill=(30, 80, 140))
    return made


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    """Return the bytes of a picture."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def _exif(tag: int, value: object) -> Image.Exif:
    exif = Image.Exif()
    exif[tag] = value
    return exif


_TAGS = {"description": 0x010E, "artist": 0x013B, "make of the camera": 0x010F, "copyright": 0x8298}
for _name, _tag in _TAGS.items():

    def _jpeg(canary: Canary, tag: int = _tag) -> bytes:
        return saved(picture(), "JPEG", exif=_exif(tag, canary.word))

    place("jpg", f"EXIF {_name}", "EXIF")(_jpeg)


@place("jpg", "where it was taken", "EXIF, GPS")
def _gps(canary: Canary) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 48.0, 1.0), 29: canary.word})
    return saved(picture(), "JPEG", exif=exif)


@place("jpg", "comment of a user", "EXIF")
def _user_comment(canary: Canary) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + canary.word.encode()
    return saved(picture(), "JPEG", exif=exif)


@place("jpg", "comment", "comment")
def _comment(canary: Canary) -> bytes:
    return saved(picture(), "JPEG", comment=canary.word)


@place("jpg", "XMP", "XMP")
def _xmp(canary: Canary) -> bytes:
    return saved(picture(), "JPEG", xmp=f"<x:xmpmeta>{canary.word}</x:xmpmeta>".encode())


def _segment(content: bytes, marker: int, data: bytes) -> bytes:
    return (
        content[:2]
        + bytes([0xFF, marker])
        + (len(data) + 2).to_bytes(2, "big")
        + data
        + content[2:]
    )


@place("jpg", "IPTC", "IPTC")
def _iptc(canary: Canary) -> bytes:
    word = canary.word.encode()
    record = b"\x1c\x02\x78" + len(word).to_bytes(2, "big") + word
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    return _segment(saved(picture(), "JPEG"), 0xED, block)


@place("jpg", "small picture within", "thumbnail")
def _thumbnail(canary: Canary) -> bytes:
    small = saved(Image.new("RGB", (32, 32), MARKER), "JPEG", comment=canary.word)
    return _segment(
        saved(picture(), "JPEG"), 0xE1, b"Exif\0\0" + b"II*\0\x08\0\0\0\0\0\0\0\0\0" + small
    )


@place("jpg", "behind the picture", "behind")
def _behind(canary: Canary) -> bytes:
    return saved(picture(), "JPEG") + canary.word.encode()


@place("jpg", "second picture behind the first", "picture")
def _second(canary: Canary) -> bytes:
    return saved(picture(), "JPEG") + saved(
        Image.new("RGB", (32, 32), MARKER), "JPEG", comment=canary.word
    )


@place("jpg", "colour profile", "colour profile")
def _profile(canary: Canary) -> bytes:
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return saved(picture(), "JPEG", icc_profile=bytes(made) + canary.word.encode())


@place("png", "text", "Comment")
def _png_text(canary: Canary) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", canary.word)
    return saved(picture(), "PNG", pnginfo=info)


@place("png", "packed text", "Author")
def _png_packed(canary: Canary) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Author", canary.word, zip=False)
    return saved(picture(), "PNG", pnginfo=info)


@place("png", "EXIF", "EXIF")
def _png_exif(canary: Canary) -> bytes:
    return saved(picture(), "PNG", exif=_exif(0x010E, canary.word))


@place("png", "behind the picture", "behind")
def _png_behind(canary: Canary) -> bytes:
    return saved(picture(), "PNG") + canary.word.encode()


@place("png", "under transparency", "transparen")
def _alpha(canary: Canary) -> bytes:
    image = picture().convert("RGBA")
    image.paste((*MARKER, 0), (60, 10, 110, 40))
    info = PngImagePlugin.PngInfo()
    del canary, info
    return saved(image, "PNG")


@place("png", "second picture of a film", "picture")
def _animated(canary: Canary) -> bytes:
    del canary
    return saved(
        picture(), "PNG", save_all=True, append_images=[Image.new("RGB", (120, 80), MARKER)]
    )


@place("gif", "second picture of a film", "picture")
def _film(canary: Canary) -> bytes:
    del canary
    other = Image.new("RGB", (120, 80), MARKER)
    return saved(picture(), "GIF", save_all=True, append_images=[other], duration=9000)


@place("gif", "comment", "comment")
def _gif_comment(canary: Canary) -> bytes:
    return saved(picture(), "GIF", comment=canary.word.encode())


@place("gif", "behind the picture", "behind")
def _gif_behind(canary: Canary) -> bytes:
    return saved(picture(), "GIF") + canary.word.encode()


@place("tif", "tags", "EXIF")
def _tiff(canary: Canary) -> bytes:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[270] = canary.word
    return saved(picture(), "TIFF", tiffinfo=info)


@place("tif", "author", "EXIF")
def _tiff_artist(canary: Canary) -> bytes:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[315] = canary.word
    return saved(picture(), "TIFF", tiffinfo=info)


@place("webp", "EXIF", "EXIF")
def _webp(canary: Canary) -> bytes:
    return saved(picture(), "WEBP", exif=_exif(0x010E, canary.word))


@place("webp", "XMP", "XMP")
def _webp_xmp(canary: Canary) -> bytes:
    return saved(picture(), "WEBP", xmp=canary.word.encode())


@place("webp", "behind the picture", "behind")
def _webp_behind(canary: Canary) -> bytes:
    return saved(picture(), "WEBP") + canary.word.encode()


@place("bmp", "behind the picture", "behind")
def _bmp_behind(canary: Canary) -> bytes:
    return saved(picture(), "BMP") + canary.word.encode()


@place("txt", "signs that nobody sees", "lines 2")
def _tags(canary: Canary) -> bytes:
    hidden = "".join(chr(0xE0000 + ord(sign)) for sign in canary.word)
    return f"We hold the figures.\nSee below.{hidden}\n".encode()


@held("txt", "data and no text")
def _zero(canary: Canary) -> bytes:
    return b"We hold\x00" + canary.word.encode() + bytes(40)


@place("csv", "far to the right", "far from all others")
def _csv_far(canary: Canary) -> bytes:
    return ("Library,Loans\r\nMill Lane,873" + "," * 200 + f"{canary.word}\r\n").encode()


@place("csv", "far below", "far from all others")
def _csv_below(canary: Canary) -> bytes:
    return ("Library,Loans\r\nMill Lane,873\r\n" + "\r\n" * 2000 + f"{canary.word},1\r\n").encode()


@held("svg", "hidden group")
def _svg(canary: Canary) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg'><g display='none'><text>{canary.word}</text></g></svg>".encode()


@held("gz", "packed file")
def _gzip(canary: Canary) -> bytes:
    return gzip.compress(canary.word.encode())


@held("tar", "archive of tapes")
def _tar(canary: Canary) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(canary.word))
    return out.getvalue()


@held("bin", "unknown data")
def _unknown(canary: Canary) -> bytes:
    return bytes(range(200)) + canary.word.encode()


@held("xlsx", "password", "xlsx")
def _locked(canary: Canary) -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + name + canary.word.encode()


@held("xlsx", "cut off", "xlsx")
def _cut(canary: Canary) -> bytes:
    from tests.hidden.books import with_cell

    return with_cell("A9", canary.word)[:2500]


@held("docx", "no archive", "docx")
def _no_archive(canary: Canary) -> bytes:
    return b"PK\x03\x04" + canary.word.encode() * 30


@held("png", "cut off", "png")
def _cut_picture(canary: Canary) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", canary.word)
    return saved(picture((400, 300)), "PNG", pnginfo=info)[:600]


@held("json", "data of a program")
def _json(canary: Canary) -> bytes:
    return f'{{"name": "{canary.word}"}}'.encode()


@held("vcf", "card of an address")
def _card(canary: Canary) -> bytes:
    return f"BEGIN:VCARD\r\nFN:{canary.word}\r\nEND:VCARD\r\n".encode()
