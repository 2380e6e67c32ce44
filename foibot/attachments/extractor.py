"""Read the text of attachments, the simple kinds here, all others in one limited child."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from foibot.attachments.calendar_words import calendar_words
from foibot.attachments.findings import (
    BROKEN,
    CRASHED,
    EMPTY,
    GREEDY,
    LARGE,
    SLOW,
    UNREADABLE,
    capped,
)
from foibot.attachments.model import AttachmentText
from foibot.message.charset import decode
from foibot.message.filenames import safe_name
from foibot.message.filetype import UNKNOWN, filetype
from foibot.message.model import Attachment
from foibot.sandbox.codec import Value
from foibot.sandbox.limits import Limits
from foibot.sandbox.worker import ChildError, Worker

_READ = "foibot.attachments.inside:read"
# Pictures, sound, film, programs and what nobody can name have no text to look for.
_TEXTLESS = ("image/", "audio/", "video/", "application/x-msdownload", "application/x-elf", UNKNOWN)
# Nothing foreign reads these: they are decoded, that is all.
_PLAIN = ("text/plain", "text/calendar", "text/vcard")
_LARGEST = 60_000_000
_TNEF = "application/ms-tnef"
_REASONS = {"time": SLOW, "memory": GREEDY, "depth": BROKEN, "crash": CRASHED, "size": GREEDY}


class Extractor:
    """Owns the child that opens attachments; it is started by the first that needs it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._worker = Worker(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        self._worker.close()

    @property
    def started(self) -> int:
        """Return how many children have been started."""
        return self._worker.started

    def texts(self, attachments: Iterable[Attachment]) -> tuple[AttachmentText, ...]:
        """Return the text of each of *attachments*; files in a winmail.dat follow it."""
        found: list[AttachmentText] = []
        for attachment in attachments:
            text, members = self._read(attachment)
            found.append(text)
            found.extend(self._read(each)[0] for each in members)
        return tuple(found)

    def text(self, attachment: Attachment) -> AttachmentText:
        """Return the text of one attachment, without what else is in it."""
        return self._read(attachment)[0]

    def unpacked(self, attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
        """Return *attachments* with the files in each winmail.dat behind it."""
        found: list[Attachment] = []
        for attachment in attachments:
            found.append(attachment)
            if _kind(attachment) == _TNEF:
                found.extend(self._read(attachment)[1])
        return tuple(found)

    def _read(self, attachment: Attachment) -> tuple[AttachmentText, tuple[Attachment, ...]]:
        kind = _kind(attachment)
        if (attachment.size and not attachment.content) or len(attachment.content) > _LARGEST:
            return _answer(attachment, kind, "", [LARGE]), ()
        if kind.startswith(_TEXTLESS):
            return _answer(attachment, kind, "", [UNREADABLE]), ()
        if kind in _PLAIN:
            text = decode(attachment.content).replace("\r\n", "\n").strip("\n")
            text = calendar_words(text) if kind == "text/calendar" else text
            return _answer(attachment, kind, text, [] if text.strip() else [EMPTY]), ()
        return self._in_child(attachment, kind)

    def _in_child(
        self, attachment: Attachment, kind: str
    ) -> tuple[AttachmentText, tuple[Attachment, ...]]:
        task: Value = {
            "filename": attachment.filename,
            "declared": attachment.declared_type,
            "content": attachment.content,
        }
        try:
            answer = self._worker.run(_READ, task)
        except ChildError as error:
            return _answer(attachment, kind, "", [_REASONS.get(error.reason, BROKEN)]), ()
        if not isinstance(answer, dict):
            return _answer(attachment, kind, "", [CRASHED]), ()
        findings = answer.get("findings")
        notes = [str(each) for each in findings] if isinstance(findings, list) else []
        text = _answer(attachment, kind, str(answer.get("text", "")), notes)
        return text, _members(answer.get("members"))


def _kind(attachment: Attachment) -> str:
    return filetype(attachment.content, attachment.declared_type, attachment.filename)


def _answer(attachment: Attachment, kind: str, text: str, findings: list[str]) -> AttachmentText:
    kept = capped(text, findings)
    name = safe_name(attachment.filename, kind)
    # A cut-out file has no content left to tell its type by.
    shown = kind if attachment.content else attachment.content_type
    return AttachmentText(name, shown, attachment.size, kept, tuple(findings))


def _members(found: Value) -> tuple[Attachment, ...]:
    members: list[Attachment] = []
    for each in found if isinstance(found, list) else []:
        content = each.get("content") if isinstance(each, dict) else None
        if isinstance(each, dict) and isinstance(content, bytes):
            name = str(each.get("filename", ""))
            kind = filetype(content, "", name)
            digest = hashlib.sha256(content).hexdigest()
            members.append(
                Attachment(safe_name(name, kind), kind, "", len(content), digest, content)
            )
    return tuple(members)
