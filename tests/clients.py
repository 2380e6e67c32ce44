"""Replies as real mail programs make them: text on top, between the quoted lines, or below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from html import escape


class Form(StrEnum):
    """The parts that a program sends."""

    PLAIN = "plain"
    HTML = "html"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Original:
    """The mail that is answered: its paragraphs, and who sent it."""

    paragraphs: tuple[str, ...]
    sender: str = "FOI Desk"
    address: str = "foi@council.example"
    subject: str = "FOI-2026-00047: questions for Highways"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the officer types: on top, below the paragraph of a number, and at the bottom."""

    top: str = ""
    answers: Mapping[int, str] = field(default_factory=dict)
    bottom: str = ""
    signature: str = ""
    name: str = "Rhys Morgan"
    address: str = "rhys.morgan@council.example"

    @property
    def typed(self) -> tuple[str, ...]:
        """Return every text that the officer typed, apart from the signature."""
        return tuple(text for text in (self.top, *self.answers.values(), self.bottom) if text)


Client = Callable[[Reply, Original, Form], bytes]

_DAY = "Monday, 2 November 2026"
_RED = "#C00000"


def outlook_desktop(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Outlook for Windows: a ruled head, no marks, answers in red."""
    head = _outlook_head(reply, original)
    shown = "".join(f"<b>{name}:</b> {escape(value)}<br>" for name, value in head)
    rule = (
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        f"<p class=MsoNormal>{shown}</p></div></div>"
    )
    paragraphs = [_mso(reply.top), _mso(reply.signature), "<p class=MsoNormal>&nbsp;</p>", rule]
    for number, text in enumerate(original.paragraphs):
        paragraphs.append(_mso(text))
        paragraphs.append(_mso(reply.answers.get(number, ""), _RED))
    html = f"<div class=WordSection1>{''.join(paragraphs)}</div>"
    return _mail(reply, original, form, _unmarked(reply, original, head, "_" * 32), html)


def outlook_desktop_named(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Outlook for Windows that marks comments with the writer's name."""
    named = Reply(
        reply.top,
        {at: f"[{reply.name}] {text}" for at, text in reply.answers.items()},
        reply.bottom,
        reply.signature,
    )
    head = _outlook_head(reply, original)
    return _mail(reply, original, form, _unmarked(named, original, head, "_" * 32), "")


def outlook_web(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Outlook on the web: divRplyFwdMsg, answers in a colour of their own."""
    head = _outlook_head(reply, original)
    shown = "".join(f"<b>{name}:</b> {escape(value)}<br>" for name, value in head)
    lines = [
        _div(reply.top),
        _div(reply.signature),
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{shown}</font></div><div>',
    ]
    for number, text in enumerate(original.paragraphs):
        lines.append(_div(text))
        answer = reply.answers.get(number, "")
        lines.append(_div(answer, "color: rgb(12, 100, 192);") if answer else "")
    html = f'<div dir="ltr">{"".join(lines)}</div></div>'
    return _mail(reply, original, form, _unmarked(reply, original, head, "_" * 32), html)


def gmail(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Gmail: gmail_quote, broken open where an answer stands."""
    said = f"On Mon, 2 Nov 2026 at 09:30, {original.sender} <{original.address}> wrote:"
    opening = (
        '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">'
    )
    quoted = _broken(reply, original, opening, "</blockquote>", "<div>{}</div>")
    html = (
        f'<div dir="ltr">{_div(reply.top)}</div><br><div class="gmail_quote">'
        f'<div dir="ltr" class="gmail_attr">{escape(said)}<br></div>{quoted}</div>'
        f"{_div(reply.bottom)}"
        f'<div class="gmail_signature">{_breaks(reply.signature)}</div>'
    )
    return _mail(reply, original, form, _marked(reply, original, said), html)


def apple_mail(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Apple Mail: blockquotes that are cited, the attribution in the first."""
    said = f"On 2 Nov 2026, at 09:30, {original.sender} <{original.address}> wrote:"
    opening = '<blockquote type="cite" class="">'
    quoted = _broken(reply, original, opening, "</blockquote>", '<div class="">{}</div><br>')
    first = f'{opening}<div class="">{escape(said)}</div><br class=""></blockquote>'
    above = _div(reply.top) + _div(reply.signature)
    html = f"{above}<div><br>{first}{quoted}</div>{_div(reply.bottom)}"
    return _mail(reply, original, form, _marked(reply, original, said), html)


def thunderbird(reply: Reply, original: Original, form: Form = Form.PLAIN) -> bytes:
    """Return a reply of Thunderbird: moz-cite-prefix, and format=flowed when it is plain."""
    said = f"On 02/11/2026 09:30, {original.sender} wrote:"
    opening = '<blockquote type="cite" cite="mid:1@council.example">'
    quoted = _broken(reply, original, opening, "</blockquote>", "<p>{}</p>")
    signature = f'<div class="moz-signature">-- <br>{_breaks(reply.signature)}</div>'
    html = (
        f'<p>{_breaks(reply.top)}</p><div class="moz-cite-prefix">{escape(said)}<br></div>'
        f"{quoted}<p>{_breaks(reply.bottom)}</p>{signature if reply.signature else ''}"
    )
    return _mail(reply, original, form, _marked(reply, original, said), html, flowed=True)


def iphone(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of an iPhone: its own last line above the quotation."""
    sent = "Sent from my iPhone"
    top = f"{reply.top}\n\n{sent}" if reply.top else sent
    with_line = Reply(top, reply.answers, reply.bottom, "", reply.name, reply.address)
    return apple_mail(with_line, original, form)


def android(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Samsung's mail: "Original message", and no marks below it."""
    head = [
        ("From", f"{original.sender} <{original.address}>"),
        ("Date", "02/11/2026  09:30  (GMT+00:00)"),
        ("To", f"{reply.name} <{reply.address}>"),
        ("Subject", original.subject),
    ]
    rule = "-------- Original message --------"
    plain = _unmarked(reply, original, head, f"Sent from my Galaxy\n\n{rule}")
    shown = "<br>".join(f"{name}: {escape(value)}" for name, value in head)
    lines = "".join(_div(text) for text in original.paragraphs)
    above = f"{_div(reply.top)}<br>Sent from my Galaxy<br><br>"
    html = f"{above}<div>{rule}</div><div>{shown}</div>{lines}"
    return _mail(reply, original, form, plain, html)


def yahoo(reply: Reply, original: Original, form: Form = Form.BOTH) -> bytes:
    """Return a reply of Yahoo Mail: yahoo_quoted, with what is answered inside."""
    said = f"On {_DAY} at 09:30:00 GMT, {original.sender} <{original.address}> wrote:"
    lines = "".join(_div(text) for text in original.paragraphs)
    html = (
        f'<div class="yahoo-style-wrap"><div>{_breaks(reply.top)}</div></div>'
        f'<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div><div>{escape(said)}</div>'
        f"<div><br></div>{lines}</div></div>"
    )
    plain = f"{reply.top}\n\n    {said}\n\n" + "\n".join(f" {text}" for text in original.paragraphs)
    return _mail(reply, original, form, plain, html)


def _outlook_head(reply: Reply, original: Original) -> list[tuple[str, str]]:
    return [
        ("From", f"{original.sender} <{original.address}>"),
        ("Sent", f"{_DAY} 09:30"),
        ("To", f"{reply.name} <{reply.address}>"),
        ("Subject", original.subject),
    ]


def _unmarked(reply: Reply, original: Original, head: list[tuple[str, str]], rule: str) -> str:
    lines = [reply.top, "", reply.signature, "", rule]
    lines += [f"{name}: {value}" for name, value in head] + [""]
    for number, text in enumerate(original.paragraphs):
        lines += [text, ""]
        if number in reply.answers:
            lines += [reply.answers[number], ""]
    return "\n".join(lines)


def _marked(reply: Reply, original: Original, said: str) -> str:
    lines = [reply.top, "", said, ""] if reply.top else [said, ""]
    for number, text in enumerate(original.paragraphs):
        lines += [*(f"> {line}" for line in text.splitlines()), ">"]
        if number in reply.answers:
            lines[-1:] = ["", reply.answers[number], ""]
    lines += ["", reply.bottom] if reply.bottom else []
    lines += ["", "-- ", reply.signature] if reply.signature else []
    return "\n".join(lines)


def _broken(reply: Reply, original: Original, opening: str, closing: str, answer: str) -> str:
    """Return the original in blockquotes that end before each answer and begin after it."""
    html, inside = "", False
    for number, text in enumerate(original.paragraphs):
        html += ("" if inside else opening) + f"<div>{_breaks(text)}</div><br>"
        inside = number not in reply.answers
        if not inside:
            html += closing + answer.format(_breaks(reply.answers[number]))
    return html + (closing if inside else "")


def _breaks(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _mso(text: str, colour: str = "") -> str:
    style = f" style='color:{colour}'" if colour else ""
    return "".join(
        f"<p class=MsoNormal><span{style}>{escape(line) or '&nbsp;'}</span></p>"
        for line in (text.split("\n") if text else ())
    )


def _div(text: str, style: str = "") -> str:
    if not text:
        return ""
    return "".join(
        f'<div style="{style}">{escape(line) or "<br>"}</div>' for line in text.split("\n")
    )


def _mail(
    reply: Reply, original: Original, form: Form, plain: str, html: str, *, flowed: bool = False
) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{reply.name} <{reply.address}>"
    mail["To"] = f"{original.sender} <{original.address}>"
    mail["Subject"] = f"RE: {original.subject}"
    mail["Message-ID"] = "<2@council.example>"
    mail["In-Reply-To"] = "<1@council.example>"
    whole = f"<html><body>{html}</body></html>"
    if form is Form.HTML and html:
        mail.set_content(whole, subtype="html")
        return mail.as_bytes()
    mail.set_content(plain)
    if flowed:
        mail.set_param("format", "flowed")
    if form is Form.BOTH and html:
        mail.add_alternative(whole, subtype="html")
    return mail.as_bytes()
