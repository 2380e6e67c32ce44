"""Replies of staff as real mail clients build them: what was typed, and how ours is quoted."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from html import escape

from foibot.replies.fences import answer_fence, end_fence
from foibot.replies.model import AskedQuestion

DESK = "FOI desk <foi@ashbury.gov.uk>"
OFFICER = "Priya Shah <priya.shah@ashbury.gov.uk>"
WHEN = "Tue, 3 Mar 2026 at 08:30"

Typed = tuple[str, bool]  # a line, and whether the officer typed it


@dataclass(frozen=True)
class Reply:
    """
    What an officer did with our mail.

    *beside*, *fenced*: text typed under a quoted question, or into its fence; the keys are "2",
    or "51/2" where the mail asks about several cases.  *kept*: the questions left in the
    quotation (None is all, empty is no quotation).  *files* are attached.
    """

    top: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    fenced: Mapping[str, str] = field(default_factory=dict)
    bottom: str = ""
    kept: tuple[str, ...] | None = None
    files: tuple[str, ...] = ()
    colleague: str = ""  # another person's mail quoted between the reply and ours
    signature: str = "Priya Shah\nHighways Asset Officer\nAshbury Council | 01234 567890"


def slot(question: AskedQuestion, several: bool) -> str:
    """Return how a Reply names *question*."""
    case = str(int(question.reference.rpartition("-")[2]))
    return f"{case}/{question.n}" if several else str(question.n)


def a_plain_mail(asked: Sequence[AskedQuestion]) -> str:
    """Return the barest mail that asks: a heading, the questions, their fences, a closing."""
    lines = ["Questions for you", ""]
    reference = ""
    for one in asked:
        if one.reference != reference:
            reference = one.reference
            lines += [f"{reference} (due Tuesday 17 March 2026, 10 working days left)", ""]
        lines += textwrap.wrap(f"Q{one.n}  {one.text}", 72)
        lines += [answer_fence(one.reference, one.n), "", end_fence(), ""]
    return "\n".join(
        [
            *lines,
            "How to answer: reply to this mail and write between the lines marked ANSWER and",
            "END. You may also write: not held; not ours, try Highways; need more time.",
            "[foi-token abcdefghijklmnopqrstuvwxyz]",
        ]
    )


def typed_into(sent: str, asked: Sequence[AskedQuestion], reply: Reply) -> list[Typed]:
    """Return the lines of *sent* with what the officer typed into them, and without what he cut."""
    several = len({one.reference for one in asked}) > 1
    fences = {answer_fence(one.reference, one.n): slot(one, several) for one in asked}
    heads = {f"{one.reference} Q{one.n}": slot(one, several) for one in asked}
    lines: list[Typed] = []
    section: list[Typed] = []
    name = ""
    for line in sent.split("\n"):
        name = heads.get(line, name)
        section.append((line, False))
        if line in fences:
            name = fences[line]
            section[-1:] = [(each, True) for each in _block(reply.beside.get(name, ""))]
            section.append((line, False))
            section += [(each, True) for each in _block(reply.fenced.get(name, ""))]
        if line == end_fence() and name:
            lines += section if reply.kept is None or name in reply.kept else []
            section, name = [], ""
    return lines + section


def _block(text: str) -> list[str]:
    return text.split("\n") if text else []


def _message(reply: Reply, text: str | None, html: str | None) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = OFFICER, DESK
    mail["Subject"] = "RE: Questions for you: FOI-2026-00047"
    mail["Message-ID"] = "<reply-1@ashbury.gov.uk>"
    mail["In-Reply-To"] = "<digest.1@ashbury.gov.uk>"
    if text is not None:
        mail.set_content(text)
        if html is not None:
            mail.add_alternative(html, subtype="html")
    else:
        mail.set_content(html or "", subtype="html")
    for name in reply.files:
        mail.add_attachment(b"a,b\r\n1,2\r\n", "text", "csv", filename=name)
    return mail.as_bytes()


def _signed(reply: Reply, dash: str = "") -> str:
    return f"{dash}{reply.signature}" if reply.signature else ""


def _top(reply: Reply, dash: str = "") -> str:
    return "\n\n".join(part for part in (reply.top, _signed(reply, dash)) if part)


def _quoted(lines: Sequence[Typed], mark: str = "> ") -> str:
    # A client that sends plain text wraps what it quotes.
    out: list[str] = []
    for line, typed in lines:
        wrapped = [line] if typed or not line else textwrap.wrap(line, 74)
        out += [one if typed else f"{mark}{one}".rstrip() for one in wrapped]
    return "\n".join(out)


def _with_bottom(reply: Reply, quoted: str, dash: str = "") -> str:
    """Return a mail in the order of those who quote with marks: top, quotation, bottom."""
    under = "\n\n".join(part for part in (reply.bottom, _signed(reply, dash)) if part)
    inside = bool(reply.beside or reply.fenced or reply.bottom)
    return f"{quoted}\n\n{under}" if inside else quoted


def _attributed(
    reply: Reply, asked: Sequence[AskedQuestion], sent: str, wrote: str, dash: str
) -> str:
    quoted = "" if reply.kept == () else f"{wrote}\n{_quoted(typed_into(sent, asked, reply))}"
    other = (
        f"{_quoted([(line, False) for line in _block(reply.colleague)])}\n"
        if reply.colleague
        else ""
    )
    inside = bool(reply.beside or reply.fenced or reply.bottom)
    top = reply.top if inside else _top(reply, dash)
    return f"{top}\n\n{other}{_with_bottom(reply, quoted, dash)}\n"


def gmail(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return what Gmail's plain part holds: > marks under "On ... wrote:"."""
    return _message(reply, _attributed(reply, asked, sent, f"On {WHEN}, {DESK} wrote:\n", ""), None)


def thunderbird(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return what Thunderbird sends as text, with a proper signature."""
    text = _attributed(reply, asked, sent, "On 03/03/2026 08:30, FOI desk wrote:", "-- \n")
    return _message(reply, text, None)


def apple(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return Apple Mail's two parts: text with marks, and blockquotes of type cite."""
    wrote = f"On 3 Mar 2026, at 08:30, {DESK} wrote:\n"
    return _message(
        reply,
        _attributed(reply, asked, sent, wrote, ""),
        _html(reply, asked, sent, wrote, cite=True),
    )


def gmail_html(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return Gmail's HTML alone, as a gateway that drops the text part leaves it."""
    return _message(reply, None, _html(reply, asked, sent, f"On {WHEN}, {DESK} wrote:", cite=False))


def _html(
    reply: Reply, asked: Sequence[AskedQuestion], sent: str, wrote: str, *, cite: bool
) -> str:
    inside = bool(reply.beside or reply.fenced or reply.bottom)
    attribute = 'type="cite"' if cite else 'class="gmail_quote" style="margin:0 0 0 .8ex"'
    out = [_divs(reply.top if inside else _top(reply))]
    if reply.colleague:
        out += [f"<blockquote {attribute}>{_divs(reply.colleague)}</blockquote>"]
    if reply.kept != ():
        out.append(f'<div class="gmail_attr">{escape(wrote)}<br></div>')
        for typed, lines in _runs(typed_into(sent, asked, reply)):
            body = "".join(f"<div>{_spaced(line)}</div>" for line in lines)
            out.append(body if typed else f"<blockquote {attribute}>{body}</blockquote>")
    if inside:
        out += [_divs(reply.bottom), _divs(_signed(reply))]
    return f"<html><body>{''.join(out)}</body></html>"


def _spaced(line: str) -> str:
    # What is pasted from a spreadsheet is a table.
    if "\t" in line:
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t"))
        return f"<table><tr>{cells}</tr></table>"
    return escape(line) or "<br>"


def _divs(text: str) -> str:
    return "".join(f"<div>{_spaced(line)}</div>" for line in text.split("\n")) if text else ""


def _runs(lines: Sequence[Typed]) -> list[tuple[bool, list[str]]]:
    runs: list[tuple[bool, list[str]]] = []
    for line, typed in lines:
        if not runs or runs[-1][0] is not typed:
            runs.append((typed, []))
        runs[-1][1].append(line)
    return runs


def outlook(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return desktop Outlook: no marks at all, HTML with a text part, typed in red."""
    head = "From: FOI desk <foi@ashbury.gov.uk>\nSent: 03 March 2026 08:30\nTo: Priya Shah\n"
    head += "Subject: Questions for you: FOI-2026-00047\n"
    ours = typed_into(sent, asked, reply) if reply.kept != () else []
    text = "\n".join(line for line, _ in ours)
    other = f"{reply.colleague}\n\n" if reply.colleague else ""
    tail = f"\n\n{reply.bottom}" if reply.bottom else ""
    plain = f"{_top(reply)}\n\n{other}{head if ours else ''}\n{text}{tail}\n"
    body = "".join(_mso(line, "color:red" if typed else "") for line, typed in ours)
    header = "".join(_mso(line, "") for line in head.split("\n")) if ours else ""
    html = (
        f'<html><head><meta name="Generator" content="Microsoft Word 15"></head><body><div>'
        f"{''.join(_mso(line, '') for line in _top(reply).split(chr(10)))}</div>"
        f"{''.join(_mso(line, '') for line in _block(reply.colleague))}"
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f"{header}</div>"
        f"{body}{''.join(_mso(line, '') for line in _block(reply.bottom))}</body></html>"
    )
    return _message(reply, plain, html)


def _mso(line: str, style: str) -> str:
    inner = escape(line) or "&nbsp;"
    span = f'<span style="{style}">{inner}</span>' if style else inner
    return f'<p class="MsoNormal">{span}<o:p></o:p></p>'


def owa(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return Outlook on the web: HTML alone, the quotation under a rule."""
    ours = typed_into(sent, asked, reply) if reply.kept != () else []
    body = "".join(f'<div class="elementToProof">{_spaced(line)}</div>' for line, _ in ours)
    head = (
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><b>From:</b> FOI desk &lt;foi@ashbury.gov.uk&gt;<br>'
        "<b>Sent:</b> 03 March 2026 08:30<br><b>To:</b> Priya Shah<br>"
        "<b>Subject:</b> Questions for you: FOI-2026-00047</div>"
    )
    return _message(
        reply, None,
        f"<html><body>{_divs(_top(reply))}{_divs(reply.colleague)}{head if ours else ''}{body}"
        f"{_divs(reply.bottom)}</body></html>",
    )  # fmt: skip


def iphone(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return Mail on an iPhone, whose dashes it corrects."""
    smart = Reply(
        _smart(reply.top), reply.beside, reply.fenced, _smart(reply.bottom), reply.kept,
        reply.files, reply.colleague, "Sent from my iPhone",
    )  # fmt: skip
    wrote = f"On 3 Mar 2026, at 08:30, {DESK} wrote:\n\n"
    return _message(reply, _attributed(smart, asked, sent, wrote, ""), None)


def _smart(text: str) -> str:
    return text.replace("---", "\u2014").replace("'", "\u2019")


def android(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return Outlook for Android: a line of underscores and a header block, no marks."""
    ours = "\n".join(line for line, _ in typed_into(sent, asked, reply)) if reply.kept != () else ""
    head = f"{'_' * 32}\nFrom: FOI desk <foi@ashbury.gov.uk>\n"
    head += "Sent: Tuesday, March 3, 2026 8:30:00 AM\n"
    head += "To: Priya Shah <priya.shah@ashbury.gov.uk>\nSubject: Questions for you\n"
    body = f"{reply.top}\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n{reply.colleague}\n"
    return _message(reply, f"{body}{head if ours else ''}\n{ours}\n{reply.bottom}\n", None)


def trimmed(reply: Reply, asked: Sequence[AskedQuestion], sent: str) -> bytes:
    """Return a reply whose quotation was deleted whole."""
    return _message(reply, _top(reply) + "\n", None)


CLIENTS: dict[str, Callable[[Reply, Sequence[AskedQuestion], str], bytes]] = {
    "gmail": gmail,
    "thunderbird": thunderbird,
    "apple": apple,
    "gmail_html": gmail_html,
    "outlook": outlook,
    "owa": owa,
    "iphone": iphone,
    "android": android,
}
