"""Office files as archives: parts replaced, added, linked; the raw edits of the corpus."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def parts(content: bytes) -> dict[str, bytes]:
    """Return the members of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    """Return an archive of *members*; the type of an OpenDocument file stands first, bare."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in members.items():
            bare = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, bare)
    return out.getvalue()


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """Return *content* with *old* in the XML of *part* replaced once; it must be there."""
    members = parts(content)
    text = members[part].decode()
    assert old in text, f"{old!r} is not in {part}: {text[:3000]}"
    members[part] = text.replace(old, new, 1).encode()
    return packed(members)


def added(content: bytes, part: str, data: bytes | str, owner: str = "", kind: str = "") -> bytes:
    """Return *content* with one more part, which *owner* links to as *kind*."""
    members = parts(content)
    members[part] = data.encode() if isinstance(data, str) else data
    types = members["[Content_Types].xml"].decode()
    override = f'<Override PartName="/{part}" ContentType="application/xml"/>'
    if not part.endswith((".bin", ".png", ".jpeg")):
        types = types.replace("</Types>", override + "</Types>")
    elif f'Extension="{part.rpartition(".")[2]}"' not in types:
        end = part.rpartition(".")[2]
        default = f'<Default Extension="{end}" ContentType="application/octet-stream"/>'
        types = types.replace("</Types>", default + "</Types>")
    members["[Content_Types].xml"] = types.encode()
    if owner:
        link(members, owner, kind, part)
    return packed(members)


def link(members: dict[str, bytes], owner: str, kind: str, target: str, id_: str = "") -> str:
    """Add a relationship to *members*; return its id."""
    folder, name = posixpath.split(owner if owner != "/" else "")
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    text = members.get(where, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    source = text.decode()
    id_ = id_ or f"rIdK{source.count('<Relationship ')}"
    mode = ' TargetMode="External"' if "://" in target or target.startswith("mailto:") else ""
    where_to = target if mode else f"/{target}"
    typed = kind if "://" in kind else f"{RELATIONS}/{kind}"
    one = f'<Relationship Id="{id_}" Type="{typed}" Target="{where_to}"{mode}/>'
    if source.rstrip().endswith("/>"):
        source = source.rstrip()[:-2] + "></Relationships>"
    members[where] = source.replace("</Relationships>", one + "</Relationships>").encode()
    return id_
