"""Replies to the digest as it is really sent, HTML and all, rebuilt as mail programs rebuild it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from io import BytesIO
from zipfile import ZipFile

from lxml import html as lxml_html
from lxml.html import HtmlElement

from foibot.replies.fences import answer_fence
from foibot.replies.model import AskedQuestion

DESK = "FOI desk <foi@ashbury.gov.uk>"
SIGNATURE = "Martin Oakes\nCommissioning Officer\nAshbury Council | 01234 567890"
_BLOCKS = re.compile("p|div|li|h[1-3]|tr|blockquote|hr|br|table|ul|ol")
_COUNTED = re.compile(r"^([0-9]{1,2})\. ")
_ITEM = re.compile(r"^(?:(\* )|[0-9]{1,2}\. )")


@dataclass(frozen=True)
class Written:
    """
    What an officer did with a digest.

    *under* is typed beneath the text of a question, *fenced* between the lines of its fence, and
    *after* beneath END; the keys are "2", or "120/2" where the mail is about several cases.
    *mark* goes before each typed paragraph ("[MO] "), *colour* is that of inline words, and
    *kept* are the questions that were left in the quotation (None is all, empty is none).
    """

    top: str = ""
    under: Mapping[str, str] = field(default_factory=dict)
    fenced: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    bottom: str = ""
    mark: str = ""
    colour: str = ""
    kept: tuple[str, ...] | None = None
    files: tuple[str, ...] = ()
    signature: str = SIGNATURE
    between: str = ""  # somebody else's mail, quoted between the reply and ours


def place(question: AskedQuestion, *, several: bool) -> str:
    """Return how a Written names *question*."""
    case = str(int(question.reference.rpartition("-")[2]))
    return f"{case}/{question.n}" if several else str(question.n)


def quotation(digest: str, asked: Sequence[AskedQuestion], one: Written) -> HtmlElement:
    """Return the body of *digest* with what was typed into it, and without what was cut."""
    page = lxml_html.fromstring(digest)
    for style in page.xpath("//style|//title|//meta"):
        style.getparent().remove(style)
    body = page.find("body")
    assert body is not None
    several = len({question.reference for question in asked}) > 1
    for question in asked:
        name = place(question, several=several)
        fence = _paragraph(body, answer_fence(question.reference, question.n))
        heading = _heading(body, f"{question.reference} Q{question.n}")
        blank, end = fence.getnext(), fence.getnext().getnext()
        if one.kept is not None and name not in one.kept:
            _cut(heading, end)
            continue
        _put_after(_question_text(heading), one.under.get(name, ""), one)
        if one.fenced.get(name):
            _put_after(fence, one.fenced[name], one)
            blank.getparent().remove(blank)
        _put_after(end, one.after.get(name, ""), one)
    return body


def _paragraph(body: HtmlElement, text: str) -> HtmlElement:
    return next(p for p in body.iter("p") if p.text_content().strip() == text)


def _heading(body: HtmlElement, text: str) -> HtmlElement:
    return next(h for h in body.iter("h3") if h.text_content().strip() == text)


def _question_text(heading: HtmlElement) -> HtmlElement:
    return next(one for one in heading.itersiblings() if one.tag == "blockquote")


def _cut(first: HtmlElement, last: HtmlElement) -> None:
    doomed = [first]
    while doomed[-1] is not last:
        doomed.append(doomed[-1].getnext())
    for each in doomed:
        each.getparent().remove(each)


def _put_after(anchor: HtmlElement, text: str, one: Written) -> None:
    if not text:
        return
    style = f"color:{one.colour}" if one.colour else ""
    nodes = lxml_html.fragments_fromstring(typed(text, style=style, mark=one.mark))
    for node in reversed(nodes):
        anchor.addnext(node)


def typed(text: str, *, style: str = "", mark: str = "", lists: bool = True) -> str:
    """Return *text* as an editor makes it: paragraphs, lists, and tables of what has tabs."""
    out: list[str] = []
    for kind, lines in _runs(text.split("\n"), lists=lists):
        if kind == "table":
            out.append(_table(lines))
        elif kind in {"ul", "ol"}:
            items = "".join(f"<li>{_styled(_ITEM.sub('', line), style)}</li>" for line in lines)
            first = _COUNTED.match(lines[0])
            start = f' start="{first[1]}"' if first is not None and first[1] != "1" else ""
            out.append(f"<{kind}{start}>{items}</{kind}>")
        else:
            out += [f"<div>{_styled(mark + line if line else '', style)}</div>" for line in lines]
    return "".join(out)


def _styled(line: str, style: str) -> str:
    inner = escape(line) or "<br>"
    return f'<span style="{style}">{inner}</span>' if style and line else inner


def _table(lines: Sequence[str]) -> str:
    rows = (line.split("\t") for line in lines)
    cells = ("".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _runs(lines: Sequence[str], *, lists: bool) -> list[tuple[str, list[str]]]:
    runs: list[tuple[str, list[str]]] = []
    lists = lists and _counts(lines)
    for line in lines:
        found = _ITEM.match(line) if lists else None
        kind = "table" if "\t" in line else "text"
        if found:
            kind = "ul" if found[1] else "ol"
        if not runs or runs[-1][0] != kind:
            runs.append((kind, []))
        runs[-1][1].append(line)
    return runs


def _counts(lines: Sequence[str]) -> bool:
    """Return whether the numbers count on from one: else no editor keeps them in a list."""
    numbers = [int(line.split(".")[0]) for line in lines if re.match(r"[0-9]{1,2}\. ", line)]
    return numbers == list(range(1, len(numbers) + 1))


def text_of(node: HtmlElement, *, bold: str = "", item: str = "- ", numbers: bool = True) -> str:
    """Return the text part that a program makes of its own HTML."""
    out: list[str] = []
    _walk(node, out, bold, item, numbers=numbers)
    text = re.sub(r"[ \t]{2,}", " ", "".join(out).replace("\u00a0", " "))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _walk(node: HtmlElement, out: list[str], bold: str, item: str, *, numbers: bool) -> None:
    tag = str(node.tag)
    if _BLOCKS.fullmatch(tag) and "".join(out[-2:]).rstrip(" ")[-1:] != "\n":
        out.append("\n")
    if tag == "li":
        ordered = node.getparent().tag == "ol" and numbers
        out.append(f"{node.getparent().index(node) + 1}. " if ordered else item)
    marked = bold if tag in {"b", "strong"} else ""
    out.append(marked + _flat(node.text))
    for child in node:
        _walk(child, out, bold, item, numbers=numbers)
        out.append(_flat(child.tail))
    out.append(marked)
    if tag in {"p", "div", "h1", "h2", "h3", "tr", "ul", "ol", "table"}:
        out.append("\n\n" if tag in {"p", "h1", "h2", "h3", "table"} else "\n")
    if tag in {"td", "th"}:
        out.append("\t")


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _inner(node: HtmlElement) -> str:
    parts = [escape(node.text or "")]
    parts += [str(lxml_html.tostring(child, encoding="unicode")) for child in node]
    return "".join(parts)


def _element(text: str) -> HtmlElement:
    return lxml_html.fromstring(f"<div>{text}</div>")


def _mail(one: Written, text: str | None, page: str | None, subject: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Martin Oakes <martin.oakes@ashbury.gov.uk>", DESK
    mail["Subject"] = subject
    mail["Message-ID"] = "<reply-2@ashbury.gov.uk>"
    mail["In-Reply-To"] = "<digest.1@ashbury.gov.uk>"
    if text is not None:
        mail.set_content(text)
    if page is not None and text is not None:
        mail.add_alternative(page, subtype="html")
    elif page is not None:
        mail.set_content(page, subtype="html")
    for name in one.files:
        mail.add_attachment(_content(name), "application", "octet-stream", filename=name)
    return mail.as_bytes()


def _content(name: str) -> bytes:
    """Return bytes that are of the kind that *name* says."""
    kind = name.rpartition(".")[2]
    if kind in {"docx", "xlsx"}:
        made = BytesIO()
        with ZipFile(made, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml" if kind == "docx" else "xl/workbook.xml", "<x/>")
        return made.getvalue()
    return {"pdf": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n"}.get(kind, b"a,b\r\n1,2\r\n")


def _wrapped(text: str, mark: str, width: int = 76) -> str:
    out: list[str] = []
    for line in text.split("\n"):
        out += [f"{mark}{part}" for part in textwrap.wrap(line, width)] or [mark.rstrip()]
    return "\n".join(out)


def _signed(one: Written, open_tag: str = "<div><br></div><div>") -> str:
    lines = "<br>".join(escape(line) for line in one.signature.split("\n"))
    return f"{open_tag}{lines}</div>" if one.signature else ""


def outlook(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Outlook for Windows: Word's HTML, a block of headers, no mark of quotation."""
    top = _word(typed(one.top)) + (_word(_signed(one)) if one.signature else "")
    between = _word(typed(one.between)) if one.between else ""
    head = (
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        "<p class=MsoNormal><b><span lang=EN-US>From:</span></b><span lang=EN-US> FOI desk "
        "&lt;foi@ashbury.gov.uk&gt; <br><b>Sent:</b> 03 March 2026 08:30<br><b>To:</b> Martin "
        "Oakes &lt;martin.oakes@ashbury.gov.uk&gt;<br><b>Subject:</b> 3 questions for you, "
        "3 March 2026<o:p></o:p></span></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    )
    ours = "" if one.kept == () else head + _word(_inner(quotation(digest, asked, one)))
    inside = f"<div class=WordSection1>{top}{between}{ours}{_word(typed(one.bottom))}</div>"
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator '
        'content="Microsoft Word 15 (filtered medium)"><style>p.MsoNormal{margin:0cm}</style>'
        f'</head><body lang=EN-GB link="#0563C1">{inside}</body></html>'
    )
    text = text_of(_element(inside), item="*\t")
    return _mail(one, text, page, "RE: 3 questions for you, 3 March 2026")


def _word(fragment: str) -> str:
    """Return *fragment* as Word writes it: MsoNormal everywhere, quotations by a border alone."""
    if not fragment:
        return ""
    out = re.sub(r"<div>(.*?)</div>", r"<p class=MsoNormal>\1<o:p></o:p></p>", fragment)
    out = out.replace("<br><o:p>", "<o:p>&nbsp;").replace("<p>", "<p class=MsoNormal>")
    out = re.sub(r'<p class="(?:p|fence)"', "<p class=MsoNormal", out)
    out = re.sub(r"<blockquote[^>]*>", "<div style='border:none;border-left:solid #8A94A3'>", out)
    return out.replace("</blockquote>", "</div>")


def outlook_new(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Outlook on the web and the new Outlook: classes with x_, the reply under a rule."""
    top = typed(one.top).replace("<div>", '<div class="elementToProof">')
    top += _signed(one, '<div id="Signature"><div>') + ("</div>" if one.signature else "")
    head = (
        '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> FOI desk '
        "&lt;foi@ashbury.gov.uk&gt;<br><b>Sent:</b> 03 March 2026 08:30<br><b>To:</b> Martin "
        "Oakes &lt;martin.oakes@ashbury.gov.uk&gt;<br><b>Subject:</b> 3 questions for you, "
        "3 March 2026</font><div>&nbsp;</div></div>"
    )
    ours = ""
    if one.kept != ():
        ours = head + re.sub(r'class="', 'class="x_', _inner(quotation(digest, asked, one)))
    inside = f"{top}{typed(one.between)}{ours}{typed(one.bottom)}"
    page = f"<html><head></head><body dir='ltr'>{inside}</body></html>"
    text = text_of(_element(inside.replace("<hr", f"<div>{'_' * 32}</div><hr")), item="  * ")
    return _mail(one, text, page, "Re: 3 questions for you, 3 March 2026")


def outlook_html(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return the new Outlook through a gateway that leaves HTML alone."""
    return _only_html(outlook_new(digest, asked, one))


def _only_html(raw: bytes) -> bytes:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("html",))
    assert body is not None
    files = list(mail.iter_attachments())
    alone = EmailMessage()
    for name in ("From", "To", "Subject", "Message-ID", "In-Reply-To"):
        alone[name] = mail[name]
    alone.set_content(body.get_content(), subtype="html")
    for part in files:
        alone.add_attachment(
            part.get_payload(decode=True), "application", "octet-stream",
            filename=part.get_filename(),
        )  # fmt: skip
    return alone.as_bytes()


def gmail(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Gmail: what is typed into our table stays within the quotation, marks and all."""
    wrote = "On Tue, 3 Mar 2026 at 08:30, FOI desk &lt;foi@ashbury.gov.uk&gt; wrote:"
    ours = None if one.kept == () else quotation(digest, asked, one)
    top = f'<div dir="ltr">{typed(one.top)}{_signed(one)}</div>'
    between = _inside_quote(one.between, 'class="gmail_quote"')
    quoted = quoted_text = ""
    if ours is not None:
        quoted = (
            f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
            f'{wrote}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
            f'border-left:1px solid rgb(204,204,204);padding-left:1ex"><u></u>{_inner(ours)}'
            "</blockquote></div>"
        )
        attribution = _wrapped(text_of(_element(wrote)), "", 74)
        quoted_text = f"\n\n{attribution}\n\n{_wrapped(text_of(ours, bold='*'), '> ')}\n"
    page = f"{top}{between}{quoted}{typed(one.bottom)}"
    between_text = f"\n\n{_wrapped(one.between, '> ')}" if one.between else ""
    text = text_of(_element(top), item="   - ") + between_text + quoted_text
    text += f"\n{one.bottom}\n" if one.bottom else ""
    return _mail(one, text, page, "Re: 3 questions for you, 3 March 2026")


def _inside_quote(text: str, attribute: str) -> str:
    return f"<blockquote {attribute}>{typed(text)}</blockquote>" if text else ""


def apple(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Apple Mail: a cited blockquote, what is typed in our table stays within it."""
    wrote = "On 3 Mar 2026, at 08:30, FOI desk &lt;foi@ashbury.gov.uk&gt; wrote:"
    ours = None if one.kept == () else quotation(digest, asked, one)
    quoted = quoted_text = ""
    if ours is not None:
        quoted = (
            f'<div><br><blockquote type="cite"><div>{wrote}</div><br '
            f'class="Apple-interchange-newline"><div>{_inner(ours)}</div></blockquote></div>'
        )
        marked = f"{text_of(_element(wrote))}\n\n{text_of(ours)}"
        quoted_text = "\n\n" + "\n".join(f"> {line}".rstrip() for line in marked.split("\n"))
    between = _inside_quote(one.between, 'type="cite"')
    top = f"{typed(one.top)}{_signed(one)}"
    page = (
        "<html><head></head><body style='overflow-wrap: break-word; -webkit-nbsp-mode: space;'>"
        f"{top}{between}{quoted}{typed(one.bottom)}</body></html>"
    )
    between_text = f"\n\n{_wrapped(one.between, '> ')}" if one.between else ""
    text = text_of(_element(top), item="\u2022 ") + between_text + quoted_text + f"\n{one.bottom}\n"
    return _mail(one, text, page, "Re: 3 questions for you, 3 March 2026")


def thunderbird(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Thunderbird's HTML alone, as it sends when its reader is said to like HTML."""
    ours = "" if one.kept == () else _inner(quotation(digest, asked, one))
    prefix = '<div class="moz-cite-prefix">On 03/03/2026 08:30, FOI desk wrote:<br></div>'
    quote = f'{prefix}<blockquote type="cite" cite="mid:d@a">{ours}</blockquote>' if ours else ""
    sign = "<br>".join(escape(line) for line in one.signature.split("\n"))
    sign = f'<div class="moz-signature">-- <br>{sign}</div>' if one.signature else ""
    top = "".join(f"<p>{part}</p>" for part in typed(one.top).split("<div><br></div>"))
    page = (
        f"<!DOCTYPE html><html><head></head><body>{top if one.top else ''}"
        f"{_inside_quote(one.between, 'type=cite')}{quote}{typed(one.bottom)}{sign}</body></html>"
    )
    return _mail(one, None, page, "Re: 3 questions for you, 3 March 2026")


def thunderbird_text(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Thunderbird writing plain text: marks, typed lines without them, flowed."""
    quoted = ""
    if one.kept != ():
        body = quotation(digest, asked, _plainly(one))
        lines = _wrapped(text_of(body), "> ", 70).split("\n")
        quoted = "On 03/03/2026 08:30, FOI desk wrote:\n" + "\n".join(_released(lines))
    between = _wrapped(one.between, "> ") + "\n" if one.between else ""
    sign = f"\n-- \n{one.signature}" if one.signature else ""
    text = f"{one.top}\n\n{between}{quoted}\n{one.bottom}{sign}\n"
    return _mail(one, text, None, "Re: 3 questions for you, 3 March 2026")


_IN, _OUT = "\u2e28", "\u2e29"


def _plainly(one: Written) -> Written:
    def bar(texts: Mapping[str, str]) -> dict[str, str]:
        return {
            name: "\n".join(f"{_IN}{one.mark}{line}{_OUT}" for line in text.split("\n"))
            for name, text in texts.items()
        }

    return Written(
        one.top, bar(one.under), bar(one.fenced), bar(one.after), one.bottom, "", "", one.kept
    )


def _released(lines: Sequence[str]) -> list[str]:
    """Return the lines with those that were typed freed of their marks of quotation."""
    out, inside = [], False
    for line in lines:
        begins = _IN in line
        inside = inside or begins
        bare = line.removeprefix("> ") if inside else line
        out.append(bare.replace(_IN, "").replace(_OUT, ""))
        inside = inside and _OUT not in line
    return out


def iphone(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Mail on an iPhone: bent apostrophes, long dashes, its own signature."""
    bent = Written(
        _bent(one.top), _all_bent(one.under), _all_bent(one.fenced), _all_bent(one.after),
        _bent(one.bottom), one.mark, one.colour, one.kept, one.files, "Sent from my iPhone",
        one.between,
    )  # fmt: skip
    return apple(digest, asked, bent)


def _bent(text: str) -> str:
    return text.replace("--", "\u2014").replace("'", "\u2019").replace('"', "\u201d")


def _all_bent(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: _bent(text) for name, text in texts.items()}


def samsung(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return a Samsung phone's own client: its line, then the headers, then all of ours."""
    top = typed(one.top, lists=False).replace("<div>", '<div dir="auto">')
    head = (
        '<div id="composer_signature" dir="auto">Sent from my Galaxy</div><div><br></div>'
        '<div align="left" dir="auto"><div>-------- Original message --------</div>'
        "<div>From: FOI desk &lt;foi@ashbury.gov.uk&gt; </div><div>Date: 03/03/2026  08:30  "
        "(GMT+00:00) </div><div>To: Martin Oakes &lt;martin.oakes@ashbury.gov.uk&gt; </div>"
        "<div>Subject: 3 questions for you, 3 March 2026 </div><div><br></div></div>"
    )
    ours = "" if one.kept == () else head + _inner(quotation(digest, asked, one))
    inside = f"{top}{typed(one.between)}{ours}{typed(one.bottom)}"
    return _mail(one, text_of(_element(inside)), f"<html><body>{inside}</body></html>", "Re: 3 q")


def outlook_phone(digest: str, asked: Sequence[AskedQuestion], one: Written) -> bytes:
    """Return Outlook on a phone: its line, a rule, headers, ours in a container of its own."""
    top = typed(one.top, lists=False).replace("<div>", '<div dir="ltr">')
    head = (
        '<div id="ms-outlook-mobile-signature" dir="ltr">Get <a href="https://aka.ms/o0ukef">'
        'Outlook for iOS</a></div><div id="mail-editor-reference-message-container">'
        '<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> FOI desk'
        " &lt;foi@ashbury.gov.uk&gt;<br><b>Sent:</b> Tuesday, March 3, 2026 8:30:00 AM<br><b>To:"
        "</b> Martin Oakes &lt;martin.oakes@ashbury.gov.uk&gt;<br><b>Subject:</b> 3 questions for "
        "you, 3 March 2026</div>"
    )
    ours = "" if one.kept == () else head + _inner(quotation(digest, asked, one)) + "</div>"
    inside = f"{top}{typed(one.between)}{ours}{typed(one.bottom)}"
    text = text_of(_element(inside.replace("<hr", f"<div>{'_' * 32}</div><hr")), item="  * ")
    return _mail(one, text, f"<html><body dir='ltr'>{inside}</body></html>", "Re: 3 questions")


PROGRAMS: dict[str, Callable[[str, Sequence[AskedQuestion], Written], bytes]] = {
    "outlook": outlook,
    "outlook_new": outlook_new,
    "outlook_html": outlook_html,
    "gmail": gmail,
    "apple": apple,
    "thunderbird": thunderbird,
    "thunderbird_text": thunderbird_text,
    "iphone": iphone,
    "samsung": samsung,
    "outlook_phone": outlook_phone,
}
