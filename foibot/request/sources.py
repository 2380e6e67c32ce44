"""Where the questions of a message may stand: what was newly written, what was passed on, files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foibot.attachments.model import AttachmentText
from foibot.message.attribution import header_key
from foibot.message.caseless import Caseless
from foibot.message.languages import FROM
from foibot.message.model import Line, Message, Role
from foibot.questions.source import (
    BODY,
    LONGEST,
    MOST_LINES,
    Source,
    shortened,
    source,
    without_runs,
)

# How a subject shows that the mail is a reply.
REPLY_MARKS = ("re:", "re ", "aw:", "ynghylch:", "ateb:")
QUOTE_MARK = re.compile(r"\s*>\s?")
# Whoever writes so makes their own earlier mail, quoted below, the request (guide R13).
ADOPTS = Caseless(
    r"\b(?:treat|accept|take|log|record|regard|consider|deal with)\b[^.?!]{0,60}"
    r"\b(?:below|beneath|underneath|quoted|earlier|original|forwarded)\b[^.?!]{0,60}"
    r"\b(?:foia?|eirs?|freedom of information|environmental information|request)\b",
)
# Of a message and all its files: the rules cost their length, in the service itself.
_MOST_LINES, _LONGEST = 4 * MOST_LINES, 4 * LONGEST


def joined(source: Source) -> str:
    """Return the lines of *source* as one text."""
    return "\n".join(text for text, _ in source.lines)


def place(source: Source, offset: int) -> int:
    """Return where in the joined lines the character stands that is at *offset* of *source*."""
    at = 0
    for text, start in source.lines:
        if offset <= start + len(text):
            return at + max(0, offset - start)
        at += len(text) + 1
    return max(0, at - 1)


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a message: the body that counts, the files, and whether it was passed on."""

    body: Source
    attached: tuple[Source, ...]
    passed_on: bool = False
    place: str = BODY  # the text into which the offsets of the body point
    cut: bool = False  # there was more than anybody would read

    @property
    def all(self) -> tuple[Source, ...]:
        """Return every source, the body first."""
        return (self.body, *self.attached)


def written(message: Message, attachments: Sequence[AttachmentText]) -> Written:
    """
    Return what *message* says: of a mail passed on, the original (guide R13).

    What is longer than a person would read is cut, so that no text whatever holds the service up.
    """
    found = _everything(message, attachments)
    attached = tuple(without_runs(each) for each in found.attached)
    return _bounded(replace(found, body=without_runs(found.body), attached=attached))


def _bounded(texts: Written) -> Written:
    kept: list[Source] = []
    lines = size = 0
    for each in texts.all:
        short = shortened(each)
        lines += len(short.lines)
        size += sum(len(line) for line, _ in short.lines)
        if kept and (lines > _MOST_LINES or size > _LONGEST):
            break
        kept.append(short)
    cut = len(kept) < len(texts.all) or any(
        short is not each for short, each in zip(kept, texts.all, strict=False)
    )
    return replace(texts, body=kept[0], attached=tuple(kept[1:]), cut=cut)


def _everything(message: Message, attachments: Sequence[AttachmentText]) -> Written:
    roles = {Role.NEW, Role.QUOTED} if _quotes_nobody(message) else {Role.NEW}
    own = tuple((line.text, line.start) for line in message.lines if line.role in roles)
    attached = tuple(source(each.filename, each.text) for each in attachments if each.text.strip())
    original = _original(message)
    if original:
        return Written(Source(BODY, original), attached, passed_on=True)
    if message.forwarded is not None and message.forwarded.text.strip():
        return _attached_original(message.forwarded.text, attachments, attached)
    silent = not _text(own).strip() and not attached
    worded = [line for line in message.lines if line.text.strip()]
    if silent and len(worded) == 1:
        # A mail whose line breaks are lost is one line, its footer with it.
        own = ((worded[0].text, worded[0].start),)
    elif silent or (_adopts(_text(own)) and "?" in _text(quoted(message))):
        own = quoted(message)
    return Written(Source(BODY, own), attached)


def _quotes_nobody(message: Message) -> bool:
    """Return whether the quoted lines are the sender's own: ">" as a bullet in a first mail."""
    answers = message.in_reply_to or message.references
    replies = message.subject.lower().lstrip().startswith(REPLY_MARKS)
    credited = any(line.role is Role.ATTRIBUTION for line in message.lines)
    return not (answers or replies or credited)


def _original(message: Message) -> tuple[tuple[str, int], ...]:
    """Return the lines of a forwarded original, as they stand in the message."""
    if message.forwarded is None or not message.forwarded.text.strip():
        return ()
    wanted = [line.strip() for line in message.forwarded.text.splitlines() if line.strip()]
    lines = message.lines
    for at, line in enumerate(lines):
        if line.role is not Role.NEW and _bare(line) == wanted[0]:
            kept = [each for each in lines[at:] if _kept(each)]
            marked = line.text.lstrip().startswith(">")
            return tuple(_unmarked(each) if marked else (each.text, each.start) for each in kept)
    start = message.text.find(message.forwarded.text)
    if start < 0:
        return ()
    return tuple((text, start + at) for text, at in source(BODY, message.forwarded.text).lines)


def _attached_original(
    text: str, attachments: Sequence[AttachmentText], attached: tuple[Source, ...]
) -> Written:
    """Return an original that is attached as a mail; its offsets point into that file's text."""
    holder = next((each for each in attachments if text in each.text), None)
    base = holder.text.find(text) if holder else 0
    lines = tuple((line, base + at) for line, at in source(BODY, text).lines)
    place = holder.filename if holder else BODY
    return Written(Source(BODY, lines), attached, passed_on=True, place=place)


def _unmarked(line: Line) -> tuple[str, int]:
    """Return a line of an original that was quoted to pass it on, without the mark."""
    bare = QUOTE_MARK.sub("", line.text, count=1)
    return bare, line.start + len(line.text) - len(bare)


def carried(message: Message) -> Source | None:
    """Return the request of its own author that a reminder carries below, quoted; None without."""
    sender = message.sender
    heads = [line.text.lower() for line in message.lines if _names_author(line)]
    names = [] if sender is None else [each.lower() for each in (sender.addr, sender.name) if each]
    if not any(name in head for head in heads for name in names):
        return None
    return Source(BODY, quoted(message))


def _names_author(line: Line) -> bool:
    """Return whether a line says who wrote what is quoted: not "To: Ann", whom we wrote to."""
    key = header_key(_bare(line))
    return line.role is Role.ATTRIBUTION and (key is None or key[0] == FROM)


def _bare(line: Line) -> str:
    return line.text.lstrip("> \t").strip()


def _kept(line: Line) -> bool:
    return line.role not in {Role.SIGNATURE, Role.DISCLAIMER, Role.FOOTER}


def _adopts(own: str) -> bool:
    """Return whether a mail asks nothing but that what is quoted in it be answered."""
    return "?" not in own and ADOPTS.search(own) is not None


def _text(lines: tuple[tuple[str, int], ...]) -> str:
    return "\n".join(text for text, _ in lines)


def quoted(message: Message) -> tuple[tuple[str, int], ...]:
    """Return the quoted lines of a message, without the marks of quotation."""
    lines = [line for line in message.lines if line.role is Role.QUOTED]
    bare = [line.text.lstrip("> ") for line in lines]
    pairs = zip(lines, bare, strict=True)
    return tuple((text, line.start + len(line.text) - len(text)) for line, text in pairs)
