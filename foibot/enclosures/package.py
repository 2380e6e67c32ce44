"""Office files as archives of XML parts: opened when safe, read without entities (T10, T11)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from lxml import etree

from foibot.attachments.documents import safe_archive
from foibot.enclosures.notes import Notes, Unreadable

_INSTRUCTION = re.compile(rb"<\?([^?]{1,200})")
# Times, owners and large sizes; what Office pads with is empty.
_EXTRAS = (0x0001, 0x000A, 0x5455, 0x7855, 0x7875)


class Element(Protocol):
    """What is used of an element of the XML library, which has no types of its own."""

    @property
    def tag(self) -> object: ...
    @property
    def text(self) -> str | None: ...
    @property
    def tail(self) -> str | None: ...
    @property
    def attrib(self) -> Mapping[str, str]: ...
    def get(self, key: str, default: str = ...) -> str: ...
    def iter(self) -> Iterator[Element]: ...
    def itertext(self) -> Iterator[str]: ...
    def clear(self) -> None: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


def local(node: Element) -> str:
    """Return the name of an element without its namespace, "" for a comment in the XML."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Element, name: str, default: str = "") -> str:
    """Return an attribute by its local name, whatever the dialect of the namespace."""
    attributes = node.attrib
    if name in attributes:
        return str(attributes[name])
    for key, value in attributes.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def child(node: Element | None, *path: str) -> Element | None:
    """Return the first child along *path* of local names, or None."""
    for name in path:
        if node is None:
            return None
        node = next((one for one in node if local(one) == name), None)
    return node


def under(node: Element | None, name: str) -> list[Element]:
    """Return every descendant of the local name *name*."""
    return [] if node is None else [one for one in node.iter() if local(one) == name]


def words(node: Element | None) -> str:
    """Return all text in an element, its white space folded."""
    return "" if node is None else " ".join("".join(map(str, node.itertext())).split())


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: *kind* is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of one office file."""

    def __init__(self, content: bytes, notes: Notes) -> None:
        problems: list[str] = []
        archive = safe_archive(content, problems)
        if archive is None:
            raise Unreadable(problems[0])
        self._archive = archive
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        self.names = tuple(names)
        if len(set(names)) != len(names):
            raise Unreadable("two parts of the file have the same name")
        self._look_round(content, notes)

    def _look_round(self, content: bytes, notes: Notes) -> None:
        """Note what stands in the archive outside its parts."""
        if self._archive.comment:
            notes.hidden("archive comment", "words in the comment of the archive")
        for entry in self._archive.infolist():
            if entry.comment:
                notes.hidden(entry.filename, "words in the comment of a part of the archive")
            if odd_extra(entry.extra):
                notes.hidden(f"archive, {entry.filename}", "data beside a part of the archive")
            if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                _look_between(self.read(entry.filename), entry.filename, notes)
        start = min((entry.header_offset for entry in self._archive.infolist()), default=0)
        if start > 0 or not _ends_with_directory(content, len(self._archive.comment)):
            notes.hidden("archive", "data before or behind the archive")

    def has(self, name: str) -> bool:
        """Return whether there is a part *name*."""
        return name in self.names

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; what cannot be unpacked makes the file unreadable."""
        try:
            return self._archive.read(name)
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
            raise Unreadable(f"its part {name} is broken") from error
        except Exception as error:
            raise Unreadable(f"its part {name} cannot be unpacked") from error

    def tree(self, name: str) -> Element:
        """Return the XML of a part."""
        return parsed(self.read(name), name)

    def maybe(self, name: str) -> Element | None:
        """Return the XML of a part, None when there is none."""
        return self.tree(name) if self.has(name) else None

    def links(self, part: str) -> tuple[Link, ...]:
        """Return the relationships of *part* with their targets as names of parts."""
        folder, name = posixpath.split(part)
        root = self.maybe(posixpath.join(folder, "_rels", f"{name}.rels"))
        return tuple(_link(one, folder) for one in under(root, "Relationship"))


def parsed(data: bytes, name: str) -> Element:
    """Return *data* as XML without entities or network; else the file is unreadable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return cast(Element, etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"its part {name} is no XML") from error


def _link(node: Element, folder: str) -> Link:
    target = node.get("Target", "")
    external = node.get("TargetMode", "") == "External"
    if not external:
        absolute = target.startswith("/")
        target = target[1:] if absolute else posixpath.normpath(posixpath.join(folder, target))
    return Link(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)


def _look_between(data: bytes, name: str, notes: Notes) -> None:
    """Note comments and instructions in XML: no office program shows them."""
    if b"<!--" in data:
        notes.hidden(name, "a comment in the XML")
    if any(not found.startswith((b"xml ", b"mso-")) for found in _INSTRUCTION.findall(data)):
        notes.hidden(name, "an instruction in the XML")


def odd_extra(extra: bytes) -> bool:
    """Return whether the extra field of an entry holds more than times, sizes and padding."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        body = extra[4 : 4 + size]
        if kind not in _EXTRAS and body[4:].strip(b"\x00"):
            return True
        extra = extra[4 + size :]
    return bool(extra.strip(b"\x00"))


def _ends_with_directory(content: bytes, comment: int) -> bool:
    at = len(content) - 22 - comment
    return at >= 0 and content[at : at + 4] == b"PK\x05\x06"
