"""Bytes -> Message: whatever the bytes are, a Message comes back and what was wrong is noted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from foibot.message import flowed, headers, html
from foibot.message.address import addresses, sender
from foibot.message.automatic import detect
from foibot.message.automatic_rules import AutomaticRules
from foibot.message.body import Body, Segment
from foibot.message.both_forms import answers_ours, unlike
from foibot.message.choice import may_answer_in_colour, prefers_html
from foibot.message.draft import Draft
from foibot.message.filenames import safe_name
from foibot.message.filetype import filetype
from foibot.message.forwarded import forwarded_part
from foibot.message.headers import Headers
from foibot.message.mime import Part, split
from foibot.message.model import Attachment, Forwarded, Line, Message
from foibot.message.roles import answers_inside, roles
from foibot.message.telling import probe

LARGEST_CONTENT = 50_000_000
_MOST_ADDRESSES = 100
# Above a longer text an attached message is an enclosure.
_SHORT_NOTE = 1500


def parse(raw: bytes, rules: AutomaticRules | None = None) -> Message:
    """
    Return the message that *raw* is; never raises, and costs no more than its length.

    *rules* tell automatic mail from a person's; the shipped ones where there are none.
    """
    root, defects = split(raw)
    body = Body()
    body.take(root, root=True)
    noted = [*defects, *(["text cut at 2,000,000 letters"] if body.cut else [])]
    subject = headers.words(headers.first(root.headers, "subject"))
    writer = headers.words(headers.first(root.headers, "from"))
    drafts = _drafts(body.segments, subject, writer, noted)
    told, original = roles(drafts, subject, writer)
    lines = _placed(told)
    message = _message(root.headers, body, lines, noted)
    message = replace(message, forwarded=original or _attached_original(body, message))
    if answers_ours((*message.in_reply_to, *message.references)):
        message = replace(message, unlike=unlike(body.segments, subject, writer))
    facts = probe(root, subject, message.text, message.reply_text, message.date)
    return replace(message, automatic=detect(facts, rules))


def _message(top: Headers, body: Body, lines: tuple[Line, ...], noted: list[str]) -> Message:
    from_values = headers.every(top, "from")
    ids = headers.message_ids(headers.every(top, "message-id"))
    return Message(
        message_id=ids[0] if ids else None,
        sender=sender(from_values),
        sender_raw=from_values[0] if from_values else "",
        to=addresses(headers.every(top, "to"), _MOST_ADDRESSES),
        cc=addresses(headers.every(top, "cc"), _MOST_ADDRESSES),
        reply_to=addresses(headers.every(top, "reply-to"), _MOST_ADDRESSES),
        subject=headers.words(headers.first(top, "subject")),
        date=headers.date(headers.first(top, "date")),
        in_reply_to=headers.message_ids(headers.every(top, "in-reply-to")),
        references=headers.message_ids(headers.every(top, "references")),
        headers=top,
        lines=lines,
        text="\n".join(line.text for line in lines),
        attachments=_attachments(body),
        automatic=None,
        forwarded=None,
        encrypted=body.encrypted,
        signed=body.signed,
        defects=tuple(noted),
    )


def _drafts(
    segments: Sequence[Segment], subject: str, writer: str, noted: list[str]
) -> list[Draft]:
    found: list[Draft] = []
    for segment in segments:
        if found and not found[-1].blank:
            found.append(Draft(""))
        found.extend(_shown(segment, subject, writer, noted))
    while found and found[-1].blank:
        found.pop()
    while found and found[0].blank:
        found.pop(0)
    return found


def _shown(segment: Segment, subject: str, writer: str, noted: list[str]) -> list[Draft]:
    """Return the lines of the form of *segment* that loses nothing."""
    plain, marked = segment.plain, segment.html
    if not marked:
        return flowed.drafts(plain)
    only = not plain or prefers_html(plain, marked)
    if not only and not may_answer_in_colour(plain, marked):
        return flowed.drafts(plain)
    lines, defect = html.drafts(marked)
    if not only and not answers_inside(lines, subject, writer):
        return flowed.drafts(plain)
    if defect:
        noted.append(defect)
    return lines


def _attached_original(body: Body, message: Message) -> Forwarded | None:
    """Return the message that is passed on as the only attached message, or None."""
    attached = [part.children[0] for part in body.files if part.children]
    if len(attached) != 1 or len(message.reply_text) > _SHORT_NOTE:
        return None
    inside = Body()
    inside.take(attached[0], root=True)
    drafts = _drafts(inside.segments, "", "", [])
    return forwarded_part(attached[0], "\n".join(draft.text for draft in drafts))


def _placed(lines: Sequence[Line]) -> tuple[Line, ...]:
    at = 0
    found: list[Line] = []
    for line in lines:
        found.append(Line(line.text, line.role, line.depth, at))
        at += len(line.text) + 1
    return tuple(found)


def _attachments(body: Body) -> tuple[Attachment, ...]:
    found = [_attachment(part) for part in body.files]
    found.extend(_file(each.filename, "", each.content) for each in body.uuencoded)
    return tuple(found)


def _attachment(part: Part) -> Attachment:
    name = part.filename
    if not name and part.content_type == "message/rfc822":
        inner = part.children[0].headers if part.children else ()
        name = (headers.words(headers.first(inner, "subject"))[:80] or "message") + ".eml"
    return _file(name, part.content_type, part.body, part.disposition == "inline", part.content_id)


def _file(
    name: str, declared: str, content: bytes, inline: bool = False, content_id: str = ""
) -> Attachment:
    kept = content if len(content) <= LARGEST_CONTENT else b""
    digest = hashlib.sha256(content).hexdigest()
    kind = filetype(content, declared, name)
    shown = safe_name(name, kind)
    return Attachment(shown, kind, declared, len(content), digest, kept, inline, content_id)
