"""Mails, web pages and archives as a council's officers save them, with nothing hidden in them."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

from tests.clean.files import FILES, clean
from tests.clean.others import table
from tests.hidden.packed_files import outlook
from tests.hidden.winmail_files import attribute, winmail

# As Outlook writes a mail: Word's styles, its settings in comments, and a class on everything.
OFFICE_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="Generator"
 content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}
o\\:* {behavior:url(#default#VML);}</style><![endif]--><style><!--
/* Font Definitions */
@font-face {font-family:Calibri; panose-1:2 15 5 2 2 2 4 3 2 4;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
a:link, span.MsoHyperlink {mso-style-priority:99; color:#0563C1; text-decoration:underline;}
span.EmailStyle17 {mso-style-type:personal-compose; color:windowtext;}
.MsoChpDefault {mso-style-type:export-only; mso-fareast-language:EN-US;}
@page WordSection1 {size:612.0pt 792.0pt; margin:72.0pt 72.0pt 72.0pt 72.0pt;}
div.WordSection1 {page:WordSection1;}
--></style><!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]--><!--[if gte mso 9]><xml>
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1" /></o:shapelayout></xml><![endif]--></head>
<body lang="EN-GB" link="#0563C1" vlink="#954F72" style='word-wrap:break-word'><div class="WordSection1">"""
OFFICE_BODY = """<p class="MsoNormal">Hi Ann,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<p class="MsoNormal">The depot took 412 tonnes in May and 398 tonnes in June.<o:p></o:p></p>
<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" style='border-collapse:collapse'>
<tr><td width="150" valign="top" style='background:#1F3864;padding:0cm 5.4pt'><p class="MsoNormal"><b>
<span style='color:white'>Month</span></b></p></td><td style='background:#1F3864'><p class="MsoNormal"><b>
<span style='color:white'>Tonnes</span></b></p></td></tr>
<tr><td><p class="MsoNormal">May</p></td><td><p class="MsoNormal">412</p></td></tr></table>
<p class="MsoNormal">Kind regards<o:p></o:p></p></div></body></html>"""
PLAIN = (
    "Hi Ann,\n\nThe depot took 412 tonnes in May and 398 tonnes in June.\n\nMonth\n\nTonnes\n\nMay\n\n"
    "412\n\nKind regards\n"
)


def mail(said: str) -> EmailMessage:
    """Return a mail with the headers that servers and programs write."""
    made = EmailMessage()
    made["Received"] = "from a.council.example (10.1.1.1) by b.council.example; Tue, 3 Nov 2026"
    made["From"], made["To"] = (
        "Bo Reed <bo.reed@council.example>",
        "Ann Archer <ann@council.example>",
    )
    made["Subject"], made["Date"] = "Tonnes at the depot", "Tue, 03 Nov 2026 09:00:00 +0000"
    made["Message-ID"] = "<abc@council.example>"
    made.set_content(said)
    return made


@clean("mail of Outlook", "eml", "412 tonnes in May", "Subject: Tonnes at the depot", "Tonnes")
def _() -> bytes:
    made = mail(PLAIN)
    made.add_alternative(OFFICE_HEAD + OFFICE_BODY, "html")
    return made.as_bytes()


@clean("plain mail", "eml", "412 tonnes in May", "Bo Reed")
def _() -> bytes:
    return mail(PLAIN).as_bytes()


@clean("mail with a table attached", "eml", "412 tonnes in May", "Ashdown Paving Ltd")
def _() -> bytes:
    made = mail(PLAIN)
    made.add_attachment(table(rows=20), "text", "csv", filename="payments.csv")
    return made.as_bytes()


@clean("mail of a web program", "eml", "The skip is emptied on Mondays.")
def _() -> bytes:
    made = mail("Hello\n\nThe skip is emptied on *Mondays*.\n")
    page = (
        '<div dir="ltr"><div>Hello</div><div><br></div><div style="font-family:arial,sans-serif">'
        "The skip is emptied on <b>Mondays</b>.</div></div>\n"
    )
    made.add_alternative(page, "html")
    return made.as_bytes()


@clean("table that Outlook packed", "dat", "Ashdown Paving Ltd")
def _() -> bytes:
    body = attribute(1, 0x0002800C, b"Hi,\r\n\r\nThe payments are attached.\r\n\x00")
    return winmail(table(rows=20), "payments.csv", head=body)


@clean("mail kept by Outlook", "msg", "412 tonnes in May", "Subject: Figures")
def _() -> bytes:
    return outlook({}, PLAIN)


@clean("filtered page of Word", "html", "412 tonnes in May", "Tonnes")
def _() -> bytes:
    return (OFFICE_HEAD + OFFICE_BODY).encode()


@clean("table of a program for statistics", "html", "Castle", "1,204")
def _() -> bytes:
    rows = "".join(
        f"<tr><td>{w}</td><td>{n:,}</td></tr>" for w, n in (("Castle", 1204), ("Quay", 87))
    )
    style = (
        "<style>body{font:14px/1.4 Arial,sans-serif;color:#222;background:#fff;max-width:60em;margin:2em auto}"
        "table{border-collapse:collapse}th{background:#005ea5;color:#fff;text-align:left;padding:4px 8px}"
        "td{border-bottom:1px solid #ddd;padding:4px 8px}tr:nth-child(even) td{background:#f6f6f6}"
        "a:hover{color:#fff;background:#005ea5}@media print{.nav{display:none}}</style>"
    )
    head = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Bins</title>{style}</head>"
    return f"{head}<body><h1>Bins by ward</h1><table><tr><th>Ward</th><th>Bins</th></tr>{rows}</table></body></html>".encode()


@clean("page written by hand", "html", "1. Ring the desk", "Opening hours")
def _() -> bytes:
    return (
        b"<HTML><HEAD><TITLE>Hours</TITLE></HEAD><BODY BGCOLOR=#FFFFFF TEXT=#000000><H2>Opening hours</H2>"
        b"<OL><LI>Ring the desk<LI>Leave a message</OL><HR><FONT SIZE=2 COLOR=red>Closed on Sundays"
        b"</FONT></BODY></HTML>"
    )


@clean("two tables packed by Windows", "zip", "Ashdown Paving Ltd", "Refunds")
def _() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Payments/payments.csv", table(rows=12))
        archive.writestr("Payments/budget.csv", b"Line,2024/25\r\nRefunds,-45.10\r\n")
    return out.getvalue()


@clean("a report and its table", "zip", "Ashdown Paving Ltd")
def _() -> bytes:
    report = next(one for one in FILES if one.extension == "docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.docx", report.make())
        archive.writestr("payments.csv", table(rows=12))
    return out.getvalue()
