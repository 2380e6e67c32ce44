"""A mail kept as a file -> a PDF of what its reader sees, and the files attached to it (SEC-2)."""

from __future__ import annotations

import io
import re
from email import message_from_bytes

import olefile

from foibot.enclosures.notes import Member, Notes, Unreadable
from foibot.enclosures.paper import Line, Paper, Rows, deliver_paper
from foibot.enclosures.web_page import page_lines
from foibot.message.filenames import safe_name
from foibot.message.headers import every, words
from foibot.message.mime import Part, split
from foibot.message.parse import parse

MOST_FILES = 50
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_PEOPLE = ("From", "To", "Cc")
_REMARK = re.compile(
    r'"(?:[^"\\]|\\.){0,400}"|=\?[^?]{1,40}\?.\?[^?]{0,400}\?=|(\([^()"]{0,400}\))'
)
# What says how the mail is built: nobody is in it.
_STRUCTURE = ("mime-version", "content-type", "content-transfer-encoding", "content-disposition")
_WORD = re.compile(r"\w{2,}")
_NOT_SAID = re.compile(r"<?(?:https?|mailto|tel):[^\s<>]*>?|\[(?:cid|image)[^\]]{0,200}\]")
_OTHER_FORM = "words in another form of the mail, which its reader does not see"
_QUOTES = "see that what others wrote, and who they are, may go"
_THREAD = "earlier mails, or a signature with its details"
_BROKEN = "the mail is not well formed; print it to PDF and send that"
# What mail programs write for those that know no parts.
_PREAMBLE = re.compile(r"this is a (?:cryptographically signed )?(?:multi-?part )?message", re.I)

Parts = list[Line | Rows]


def mail(content: bytes, notes: Notes) -> None:
    """Make a PDF of the visible mail, hand on its files, and note everything else."""
    top, defects = split(content)
    if defects:
        raise Unreadable(_BROKEN)
    head = [
        (name, ", ".join(_shown(name, one, notes) for one in every(top.headers, name.lower())))
        for name in _SHOWN
    ]
    _headers(top, notes)
    if top.children:
        notes.trace("header Content-Type", "the marks between the parts of the mail")
    _around(content, notes)
    _deliver(head, _body(top, notes), content, notes)


def outlook_mail(content: bytes, notes: Notes) -> None:
    """Make a PDF of what one sees of a mail of Outlook, hand on its files, and note the rest."""
    import oxmsg

    _streams(content, notes)
    message = oxmsg.Message.load(io.BytesIO(content))
    to = ", ".join(_named(str(one.name), str(one.email_address)) for one in message.recipients)
    head = [
        ("From", _whole(message.sender)),
        ("To", to),
        ("Date", f"{message.sent_date:%d %B %Y %H:%M}" if message.sent_date else ""),
        ("Subject", _whole(message.subject)),
    ]
    notes.trace("properties of the mail", "data that Outlook keeps with a mail")
    text, page = _whole(message.body), _whole(message.html_body)
    lines: Parts = [Line(one.strip()) for one in _lines(text)]
    if page.strip():
        other = Notes()
        seen = page_lines(page, other if lines else notes)
        if not lines:
            lines = seen
        _compare(_said(seen), _said(lines), notes)
    elif not lines:
        raise Unreadable("its words are kept in a form of Outlook alone; print it to PDF")
    for one in message.attachments:
        if not one.attached_by_value:
            notes.hidden("attachments", "a mail or an object within the mail")
            raise Unreadable("another mail or an object is in it; save that apart and send it")
        _attach(_whole(one.file_name), bytes(one.file_bytes or b""), notes)
    _deliver(head, lines, b"", notes)


def _deliver(head: list[tuple[str, str]], lines: Parts, whole: bytes, notes: Notes) -> None:
    paper = Paper()
    for name, said in head:
        if said.strip():
            paper.add(Line(f"{name}: {said}"))
    for line in lines:
        paper.add(line)
    _thread(whole or "\n".join(_texts(lines)).encode(), notes)
    deliver_paper(paper, notes)


def _headers(top: Part, notes: Notes) -> None:
    for name, value in top.headers:
        low = name.lower()
        if low == "bcc" and value.strip():
            notes.hidden("header Bcc", "those who got a copy that the others do not see")
        elif low.startswith("x-") or low in ("comments", "keywords", "importance", "sensitivity"):
            notes.hidden(f"header {name[:40]}", "a header that nobody sees")
        elif low not in _STRUCTURE and name.capitalize() not in _SHOWN:
            notes.trace(f"header {name[:40]}", "a header that nobody sees")


def _shown(name: str, said: str, notes: Notes) -> str:
    """Return a header as it is shown: without comments (RFC 5322 3.2.2) beside a name."""
    if name not in _PEOPLE or "<" not in said:
        return words(said)
    # What stands in quotation marks or is encoded is part of the name itself.
    bare = _REMARK.sub(lambda found: " " if found[1] else found[0], said)
    if bare != said:
        notes.hidden(f"header {name}", "a comment beside a name or an address")
    return words(bare)


def _around(content: bytes, notes: Notes) -> None:
    """Note words before and behind the parts, which no program shows (RFC 2046 5.1.1)."""
    for part in message_from_bytes(content).walk():
        before, behind = str(part.preamble or ""), str(part.epilogue or "")
        if before.strip() and not _PREAMBLE.match(before.strip()):
            notes.hidden("before the parts of the mail", "words that no program shows")
        if behind.strip():
            notes.hidden("behind the parts of the mail", "words that no program shows")


def _body(part: Part, notes: Notes) -> Parts:
    """Return what one sees of a part; what is attached becomes a file of its own."""
    kind = part.content_type
    if part.disposition == "attachment" or kind == "message/rfc822":
        _attach(part.filename or "mail.eml", part.body, notes)
        return []
    if kind == "multipart/alternative":
        return _best(part, notes)
    if kind.startswith("multipart/"):
        inner: Parts = []
        for one in part.children:
            _part_headers(one, notes)
            inner += _body(one, notes)
        return inner
    if kind == "text/html" and not part.filename:
        return page_lines(part.text, notes)
    if kind == "text/plain" and not part.filename:
        return [Line(one.strip()) for one in _lines(part.text)]
    _attach(part.filename, part.body, notes)
    return []


def _best(part: Part, notes: Notes) -> Parts:
    """Return the form that a reader sees, the last; words in the others alone are noted."""
    if not part.children:
        return []
    *others, shown = part.children
    for one in part.children:
        _part_headers(one, notes)
    seen = _body(shown, notes)
    for one in others:
        aside = Notes()
        _compare(_said(_body(one, aside)), _said(seen), notes)
        notes.members += aside.members
    return seen


def _part_headers(part: Part, notes: Notes) -> None:
    for name, value in part.headers:
        if name.lower() not in (*_STRUCTURE, "content-id", "content-language") and value.strip():
            notes.trace(f"header {name[:40]} of a part", "a header that nobody sees")


def _compare(other: set[str], seen: set[str], notes: Notes) -> None:
    if other - seen:
        notes.hidden("another form of the mail", _OTHER_FORM)


def _said(lines: Parts) -> set[str]:
    said = _NOT_SAID.sub(" ", " ".join(_texts(lines)))
    return {one.lower() for one in _WORD.findall(said)}


def _texts(lines: Parts) -> list[str]:
    return [
        one.text if isinstance(one, Line) else "\n".join(" ".join(row) for row in one.rows)
        for one in lines
    ]


def _lines(text: str) -> list[str]:
    return [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def _attach(name: str, content: bytes, notes: Notes) -> None:
    if len(notes.members) >= MOST_FILES:
        raise Unreadable(f"more than {MOST_FILES} files are attached to it; send them apart")
    notes.members.append(Member(safe_name(name or "file"), content))


def _thread(content: bytes, notes: Notes) -> None:
    """Say that earlier mails stand below: SEC-2 names other threads."""
    said = parse(content if b"\n" in content[:1] or b":" in content[:80] else b"\n" + content)
    if len(said.reply_text.strip()) + 20 < len(said.text.strip()):
        notes.remark("below the mail", _THREAD, _QUOTES, "SEC-2")


def _whole(value: object) -> str:
    """Return a value of Outlook as text, without what fills its stream up."""
    return str(value or "").replace("\x00", "")


def _named(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and name != address else address


def _streams(content: bytes, notes: Notes) -> None:
    """Note what Outlook does not keep in a mail."""
    known = ("__substg1.0_", "__properties_version1.0", "__nameid_version1.0", "__recip_version1.0",
             "__attach_version1.0")  # fmt: skip
    with olefile.OleFileIO(io.BytesIO(content)) as file:
        for path in file.listdir(streams=True, storages=False):
            if not path[0].startswith(known):
                notes.hidden(path[0][:100], "data of a kind that is not known")
