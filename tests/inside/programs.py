"""The HTML and plain text of mail programs whose user typed inside the mail that is quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from html import escape

OFFICER = "Rhys Morgan"
SENT = "Monday, 2 November 2026 09:30"
SUBJECT = "FOI-2026-00047: questions for Highways"


class Place(StrEnum):
    """Where in the quotation the answer was typed."""

    PARAGRAPH = "paragraph"  # on a line of its own, below the question
    BREAK = "break"  # below the question, in its paragraph
    BEHIND = "behind"  # in the question's line
    CELL = "cell"  # in the cell beside the question
    ITEM = "item"  # as an item of the list, below the question


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: above, and into the quotation beside the question of each number."""

    above: str
    answers: Mapping[int, str]
    place: Place = Place.PARAGRAPH
    style: str = ""  # HTML around an answer, with {} for its text
    mark: str = ""  # before an answer: "A: ", "[Rhys Morgan] "
    original: str = ""  # HTML around a line of the original
    signature: str = "Kind regards,\nRhys Morgan\nHighways Engineer\n01437 764551"


@dataclass(frozen=True, slots=True)
class Quoted:
    """The mail that was answered."""

    opening: Sequence[str] = (
        "Dear Rhys",
        "We have received the request below and need the facts by 10 November.",
    )
    questions: Sequence[str] = (
        "1. How many potholes were repaired on Station Road in 2025/26?",
        "2. Please state the total cost of those repairs.",
        "3. Which contractor carried out the work, and under which framework?",
    )
    closing: Sequence[str] = ("Yours sincerely", "Sioned Parry", "Information Governance")


Program = Callable[[Typed, Quoted], tuple[str, str]]


def _html(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _styled(typed: Typed, number: int) -> str:
    text = _html(typed.mark + typed.answers[number])
    return typed.style.replace("{}", text) if typed.style else text


def _body(typed: Typed, quoted: Quoted, paragraph: Callable[[str], str], table: str) -> str:
    """Return the HTML of the quotation with the answers in it."""
    own = typed.original or "{}"
    lines = [paragraph(own.replace("{}", escape(line))) for line in quoted.opening]
    rows = []
    for number, question in enumerate(quoted.questions, 1):
        said = own.replace("{}", escape(question))
        if typed.place is Place.CELL:
            answer = _styled(typed, number) if number in typed.answers else ""
            rows.append(
                f"<tr><td>{paragraph(said)}</td><td>{paragraph(answer or '&nbsp;')}</td></tr>"
            )
        else:
            lines.append(_answered(typed, number, said, paragraph))
    if rows:
        lines.append(f"{table}{''.join(rows)}</table>")
    return "".join(lines) + "".join(
        paragraph(own.replace("{}", escape(line))) for line in quoted.closing
    )


def _answered(typed: Typed, number: int, said: str, paragraph: Callable[[str], str]) -> str:
    if number not in typed.answers:
        return paragraph(said)
    answer = _styled(typed, number)
    if typed.place is Place.BREAK:
        return paragraph(f"{said}<br>{answer}")
    if typed.place is Place.BEHIND:
        return paragraph(f"{said} {answer}")
    if typed.place is Place.ITEM:
        return f"<ul><li>{said}</li><li>{answer}</li></ul>"
    return paragraph(said) + paragraph(answer)


def _plain(typed: Typed, quoted: Quoted, mark: str = "", *, free: bool = False) -> str:
    """Return the plain form of the quotation; *free* answers stand outside its marks."""
    lines = list(quoted.opening)
    found = [f"{mark}{line}" for line in lines]
    for number, question in enumerate(quoted.questions, 1):
        answer = typed.mark + typed.answers[number] if number in typed.answers else ""
        if answer and typed.place is Place.BEHIND:
            question, answer = f"{question} {answer}", ""
        found += [f"{mark}{question}", mark.rstrip()]
        if answer:
            own = "" if free else mark
            found += [*(f"{own}{line}" for line in answer.split("\n")), own.rstrip()]
    found += [f"{mark}{line}" for line in quoted.closing]
    return "\n".join(found)


_HEAD = (
    ("From", "FOI Desk <foi@council.example>"),
    ("Sent", SENT),
    ("To", f"{OFFICER} <rhys.morgan@council.example>"),
    ("Subject", SUBJECT),
)


def _headed(typed: Typed, quoted: Quoted, rule: str = "") -> str:
    head = "\n".join(f"{name}: {value}" for name, value in _HEAD)
    above = "\n\n".join(part for part in (typed.above, typed.signature) if part)
    return f"{above}\n\n{rule}\n{head}\n\n{_plain(typed, quoted)}\n"


def _wrote(typed: Typed, quoted: Quoted, said: str, *, free: bool = False) -> str:
    above = "\n\n".join(part for part in (typed.above, typed.signature) if part)
    return f"{above}\n\n{said}\n\n{_plain(typed, quoted, '> ', free=free)}\n"


def word(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Outlook for Windows makes, which writes with Word."""

    def paragraph(text: str) -> str:
        return (
            "<p class=MsoNormal><span style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'>"
            f"{text}<o:p></o:p></span></p>\n"
        )

    shown = "".join(f"<b>{name}:</b> {escape(value)}<br>" for name, value in _HEAD)
    table = (
        "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 "
        "style='border-collapse:collapse;border:none'>"
    )
    above = "".join(
        paragraph(_html(line) or "&nbsp;")
        for line in f"{typed.above}\n\n{typed.signature}".split("\n")
    )
    html = (
        "<div class=WordSection1>" + above + "<div><div style='border:none;border-top:solid #E1E1E1"
        f" 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{shown}<o:p></o:p></p></div></div>"
        f"<p class=MsoNormal><o:p>&nbsp;</o:p></p>{_body(typed, quoted, paragraph, table)}</div>"
    )
    return _headed(typed, quoted), f"<html><body lang=EN-GB>{html}</body></html>"


def outlook_web(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Outlook on the web makes."""

    def paragraph(text: str) -> str:
        return (
            '<div class="elementToProof" style="font-family: Aptos, Calibri, Helvetica, sans-serif;'
            f' font-size: 12pt; color: rgb(0, 0, 0);">{text}</div>'
        )

    shown = "".join(f"<b>{name}:</b> {escape(value)}<br>" for name, value in _HEAD)
    above = paragraph(_html(f"{typed.above}\n\n{typed.signature}"))
    html = (
        f'{above}<div id="appendonsend"></div><hr style="display:inline-block;width:98%" '
        f'tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" '
        f'style="font-size:11pt" color="#000000">{shown}</font><div>&nbsp;</div></div>'
        f"<div>{_body(typed, quoted, paragraph, '<table>')}</div>"
    )
    return _headed(typed, quoted, "_" * 32), f'<html><body dir="ltr">{html}</body></html>'


def outlook_new(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what the new Outlook for Windows and Mac makes."""

    def paragraph(text: str) -> str:
        return f'<p class="elementToProof" style="margin: 0in; font-size: 11pt;">{text}</p>'

    shown = "".join(f"<b>{name}: </b>{escape(value)}<br>" for name, value in _HEAD)
    above = paragraph(_html(f"{typed.above}\n\n{typed.signature}"))
    html = (
        f'<div dir="ltr">{above}</div><div id="mail-editor-reference-message-container"><div '
        'class="ms-outlook-mobile-reference-message skipProofing" style="padding: 3pt 0in 0in; '
        "border-width: 1pt medium medium; border-style: solid none none; border-color: "
        f'rgb(181, 196, 223) currentcolor currentcolor;"><div>{shown}</div></div><div>'
        f"{_body(typed, quoted, paragraph, '<table>')}</div></div>"
    )
    return _headed(typed, quoted), f"<html><body>{html}</body></html>"


_GMAIL = "On Mon, 2 Nov 2026 at 09:30, FOI Desk <foi@council.example> wrote:"


def gmail(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Gmail makes when its user types inside the quotation without leaving it."""

    def paragraph(text: str) -> str:
        return f"<div>{text}</div>"

    html = (
        f'<div dir="ltr"><div>{_html(typed.above)}</div><div><div dir="ltr" class="gmail_signature"'
        f'>{_html(typed.signature)}</div></div></div><br><div class="gmail_quote"><div dir="ltr"'
        f' class="gmail_attr">{escape(_GMAIL)}<br></div><blockquote class="gmail_quote" style="'
        'margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        f'<div dir="ltr">{_body(typed, quoted, paragraph, "<table>")}</div></blockquote></div>'
    )
    return _wrote(typed, quoted, _GMAIL), html


def gmail_android(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Gmail on a telephone makes: the quotation is broken open by the answer."""
    opening = (
        '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;'
        'padding-left:1ex">'
    )

    def answer(text: str) -> str:
        return (
            f'</blockquote></div><div dir="auto"></div><div dir="auto">{text}</div><div>{opening}'
        )

    html = (
        f'<div dir="auto">{_html(typed.above)}</div><br><div class="gmail_quote"><div dir="ltr" '
        f'class="gmail_attr">{escape(_GMAIL)}<br></div>{opening}'
        f"{_broken(typed, quoted, answer)}</blockquote></div>"
    )
    return _wrote(typed, quoted, _GMAIL, free=True), html


_APPLE = "On 2 Nov 2026, at 09:30, FOI Desk <foi@council.example> wrote:"


def apple_mail(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Apple Mail makes when its user types inside the quotation."""

    def paragraph(text: str) -> str:
        return f'<div style="font-family: Helvetica; font-size: 12px;">{text}</div>'

    html = (
        '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">'
        f'{_html(typed.above)}<br id="lineBreakAtBeginningOfSignature"><div>'
        f'{_html(typed.signature)}</div><div><br><blockquote type="cite">'
        f"<div>{escape(_APPLE)}</div><br "
        f'class="Apple-interchange-newline"><div>{_body(typed, quoted, paragraph, "<table>")}</div>'
        "</blockquote></div><br></body>"
    )
    return _wrote(typed, quoted, _APPLE), html


def iphone(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Mail on an iPhone makes: each answer ends the quotation and begins a new one."""

    def answer(text: str) -> str:
        return (
            f'</div></blockquote><br><div>{text}</div><br><blockquote type="cite"><div dir="ltr">'
        )

    html = (
        f'<div dir="ltr">{_html(typed.above)}</div><div dir="ltr"><br>Sent from my iPhone</div>'
        f'<div dir="ltr"><br><blockquote type="cite">{escape(_APPLE)}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">{_broken(typed, quoted, answer)}</div>'
        "</blockquote>"
    )
    said = Typed(typed.above, typed.answers, typed.place, mark=typed.mark, signature="")
    plain = _wrote(said, quoted, f"Sent from my iPhone\n\n> {_APPLE}", free=True)
    return plain, f"<html><body>{html}</body></html>"


def thunderbird(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Thunderbird makes: paragraphs between blockquotes."""
    said = "On 02/11/2026 09:30, FOI Desk wrote:"

    def answer(text: str) -> str:
        return f'</blockquote><p>{text}</p><blockquote type="cite" cite="mid:1@council.example">'

    html = (
        f'<p>{_html(typed.above)}</p><div class="moz-cite-prefix">{said}<br></div><blockquote '
        f'type="cite" cite="mid:1@council.example">{_broken(typed, quoted, answer)}</blockquote>'
        f'<div class="moz-signature">-- <br>{_html(typed.signature)}</div>'
    )
    return _wrote(typed, quoted, said, free=True), f"<html><body>{html}</body></html>"


def yahoo(typed: Typed, quoted: Quoted) -> tuple[str, str]:
    """Return what Yahoo Mail makes: a container and no marks."""
    said = "On Monday, 2 November 2026 at 09:30:00 GMT, FOI Desk <foi@council.example> wrote:"

    def paragraph(text: str) -> str:
        return f'<div dir="ltr">{text}</div>'

    html = (
        f'<div class="ydp1yahoo-style-wrap"><div>{_html(typed.above)}</div><div>'
        f'{_html(typed.signature)}</div></div><div id="yahoo_quoted_7" class="yahoo_quoted"><div '
        f'style="font-family:Helvetica;color:#26282a;"><div>{escape(said)}</div><div><br></div><div>'
        f"{_body(typed, quoted, paragraph, '<table>')}</div></div></div>"
    )
    above = f"{typed.above}\n\n{typed.signature}"
    plain = f"{above}\n\n    {said}\n\n{_plain(typed, quoted, ' ')}"
    return plain, f"<html><body>{html}</body></html>"


def _broken(typed: Typed, quoted: Quoted, answer: Callable[[str], str]) -> str:
    """Return the quotation as HTML that each answer leaves."""
    html = "".join(f"{escape(line)}<br>" for line in quoted.opening)
    for number, question in enumerate(quoted.questions, 1):
        html += f"{escape(question)}<br>"
        html += answer(_styled(typed, number)) if number in typed.answers else ""
    return html + "".join(f"{escape(line)}<br>" for line in quoted.closing)


def mail(plain: str, html: str, subject: str = f"RE: {SUBJECT}") -> bytes:
    """Return the mail with the forms that are not empty."""
    made = EmailMessage(policy=SMTP)
    made["From"] = f"{OFFICER} <rhys.morgan@council.example>"
    made["To"] = "FOI Desk <foi@council.example>"
    made["Subject"] = subject
    made["Message-ID"] = "<2@council.example>"
    made["In-Reply-To"] = "<1@council.example>"
    if not plain:
        made.set_content(html, subtype="html")
        return made.as_bytes()
    made.set_content(plain)
    if html:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()
