"""Choose the text of a message among its parts, and tell its attachments from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foibot.message.armour import holds_sealed
from foibot.message.charset import repaired
from foibot.message.flowed import flowed
from foibot.message.mime import Part
from foibot.message.signed_content import SEALED_TYPES, Seal
from foibot.message.transfer import Uuencoded, split_uuencoded

_ENCRYPTED = frozenset({"multipart/encrypted", "application/pgp-encrypted"})
_MOST_TEXT = 2_000_000
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(slots=True)
class Segment:
    """A stretch of the body, as plain text, as HTML, or as both."""

    plain: str = ""
    html: str = ""


@dataclass(slots=True)
class Body:
    """What a message shows, and what is attached to it."""

    segments: list[Segment] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    uuencoded: list[Uuencoded] = field(default_factory=list)
    encrypted: bool = False
    signed: bool = False
    cut: bool = False

    def take(self, part: Part, *, root: bool = False) -> None:
        """Take in *part* and everything below it."""
        kind = part.content_type
        self.signed = self.signed or kind == "multipart/signed" or part.seal is Seal.SIGNED
        self.encrypted = self.encrypted or kind in _ENCRYPTED or _enveloped(part)
        if kind == "multipart/alternative":
            self._alternative(part)
        elif kind == "multipart/related":
            self._related(part)
        elif part.holds_parts:
            for child in part.children:
                self.take(child, root=root and part.seal is not None)
        elif self._is_text(part, root=root):
            self._text(part)
        else:
            self.files.append(part)

    def _is_text(self, part: Part, *, root: bool) -> bool:
        kind = part.content_type
        if not kind.startswith("text/") or kind in ("text/calendar", "text/rfc822-headers"):
            return False
        if part.disposition == "attachment":
            return False
        if kind not in ("text/plain", "text/html", "text/enriched", "text/richtext"):
            return root and not part.filename
        return root or not part.filename

    def _text(self, part: Part) -> None:
        if part.content_type == "text/html":
            self.segments.append(Segment(html=repaired(self._bounded(part.text))))
            return
        if b"begin" in part.body:
            part.body, files = split_uuencoded(part.body)
            self.uuencoded.extend(files)
        text = self._bounded(part.text)
        if part.parameters.get("format", "").lower() == "flowed":
            text = flowed(text, delsp=part.parameters.get("delsp", "").lower() == "yes")
        if part.content_type in ("text/enriched", "text/richtext"):
            text = _TAGS.sub("", text)
        self.segments.append(Segment(plain=repaired(text)))

    def _bounded(self, text: str) -> str:
        self.cut = self.cut or len(text) > _MOST_TEXT
        return text[:_MOST_TEXT]

    def _alternative(self, part: Part) -> None:
        """Offer the plain and the HTML form of one text; the last of each kind is the best."""
        plain, html = Segment(), Segment()
        for child in part.children:
            branch = Body()
            branch.take(child)
            self._inherit(branch)
            shown = "\n".join(each.plain for each in branch.segments if each.plain)
            if shown and not plain.plain:
                plain.plain = shown
            marked = "<br>".join(each.html for each in branch.segments if each.html)
            html.html = marked or html.html
        if plain.plain or html.html:
            self.segments.append(Segment(plain.plain, html.html))

    def _inherit(self, branch: Body) -> None:
        self.files.extend(branch.files)
        self.uuencoded.extend(branch.uuencoded)
        self.signed = self.signed or branch.signed
        self.cut = self.cut or branch.cut
        self.encrypted = self.encrypted or branch.encrypted

    def _related(self, part: Part) -> None:
        """Take the root of related parts as text, the others as what it shows."""
        start = part.parameters.get("start", "").strip("<> ")
        root = next((c for c in part.children if start and c.content_id == start), None)
        root = root or (part.children[0] if part.children else None)
        if root is None:
            return
        self.take(root)
        for child in part.children:
            if child is root:
                continue
            if child.holds_parts:
                self.take(child)
            else:
                self.files.append(child)


def _enveloped(part: Part) -> bool:
    if part.seal is Seal.ENCRYPTED:
        return True
    if part.seal is Seal.UNKNOWN and part.content_type in SEALED_TYPES:
        return "enveloped" in part.parameters.get("smime-type", "enveloped-data").lower()
    return part.content_type == "text/plain" and holds_sealed(part.body)
