"""Make the names of attachments safe: no path, no tricks, the extension that the content has."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 100
_NAMELESS = "attachment"
# Zero-width and bidirectional controls: U+202E makes "exe.fdp" read as "pdf.exe".
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
# What some system takes for a separator, a wildcard, a quote or a redirection.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\"*:<>?|`\u2028\u2029\ud800-\udfff]+")
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)

# Content type -> the extensions that go with it, the usual one first.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf", "ai"),
    "application/rtf": ("rtf", "doc"),
    "application/msword": ("doc", "dot", "wps"),
    "application/vnd.ms-excel": ("xls", "xlt", "xla"),
    "application/vnd.ms-powerpoint": ("ppt", "pps", "pot"),
    "application/vnd.ms-outlook": ("msg", "oft"),
    "application/ms-tnef": ("dat", "tnef"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx", "dotx"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx", "xltx"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "pptx",
        "ppsx",
        "potx",
    ),
    "application/vnd.ms-word.document.macroenabled.12": ("docm", "dotm"),
    "application/vnd.ms-excel.sheet.macroenabled.12": ("xlsm", "xltm", "xlsb"),
    "application/vnd.ms-powerpoint.presentation.macroenabled.12": ("pptm", "ppsm"),
    "application/vnd.oasis.opendocument.text": ("odt", "ott", "fodt"),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods", "ots"),
    "application/vnd.oasis.opendocument.presentation": ("odp", "otp"),
    "application/zip": ("zip", "jar", "epub", "kmz", "xps", "vsdx", "pages", "numbers", "key"),
    "application/gzip": ("gz", "tgz"),
    "application/x-7z-compressed": ("7z",),
    "application/vnd.rar": ("rar",),
    "application/x-bzip2": ("bz2", "tbz2"),
    "application/x-xz": ("xz", "txz"),
    "application/x-msdownload": ("exe", "dll", "scr", "com", "sys", "cpl"),
    "application/x-elf": ("elf", "so", "bin", "o"),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/gif": ("gif",),
    "image/bmp": ("bmp", "dib"),
    "image/tiff": ("tif", "tiff"),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
}
_KNOWN = frozenset(each for group in EXTENSIONS.values() for each in group)


def safe_name(declared: str, content_type: str = "") -> str:
    """Return *declared* as a name to show: readable letters kept, never a path or a trick.

    Where the content is of a type that has an extension and the name claims the one of another
    type, the true one is added: "letter.pdf" that is a program is "letter.pdf.exe".
    """
    name = _INVISIBLE.sub("", unicodedata.normalize("NFC", declared[:4096]))
    name = re.split(r"[/\\]", name.rstrip("/\\ "))[-1]
    name = " ".join(_UNSAFE.sub("_", name).split()).strip(". ")
    if not name.strip("._ -"):
        name = _NAMELESS
    if name.partition(".")[0].lower() in _DEVICES:
        name = f"_{name}"
    return _true_extension(_shortened(name), content_type)


def extension(name: str) -> str:
    """Return the extension of *name* in lower case without its dot, or ""."""
    found = _EXTENSION.search(name)
    return found.group(1).lower() if found else ""


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    found = _EXTENSION.search(name)
    ending = found.group() if found else ""
    return name[: _LONGEST - len(ending)].rstrip(". ") + ending


def _true_extension(name: str, content_type: str) -> str:
    fitting = EXTENSIONS.get(content_type)
    claimed = extension(name)
    # A name without an extension claims nothing, and one that nobody knows is no trick.
    if fitting is None or not claimed or claimed in fitting or claimed not in _CLAIMS:
        return name
    return f"{_shortened(name)[: _LONGEST - len(fitting[0]) - 1]}.{fitting[0]}"


# Extensions by which a person decides what a file is.
_CLAIMS = _KNOWN | {"txt", "csv", "htm", "html", "eml", "xml", "log", "md", "ics", "vcf", "svg"}
