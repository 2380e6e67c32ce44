"""
Replies with answers between the questions, as the programs outside tests/clients.py make them.

Each is a name, "plain" or "html", and the body; all answer QUESTIONS with ANSWERS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

QUESTIONS = (
    "How many skips were hired in 2025?",
    "What did each skip cost, on average?",
    "Which firm holds the contract, and when does it end?",
    "Please provide a copy of the tender report.",
)
ANSWERS = (
    "Forty-two were hired that year.",
    "We paid 211 pounds for one.",
    "Bevan Haulage; it runs until March 2028.",
    "Attached, with names taken out.",
)
TOP = ("Dear Highways,", "A requester asks the following.")
END = ("Many thanks", "Freda, Information Governance")
SIGNED = "Ken Bevan"
INTRO = "Hello Freda, my answers are below."
FOI = "FOI <foi@council.example>"
SHOWN = "FOI &lt;foi@council.example&gt;"
HEAD = (
    f"From: {FOI}\nSent: Monday, March 2, 2026 10:12 AM\nTo: Ken <ken@council.example>\n"
    "Subject: FOI-2026-00012"
)

Mail = tuple[str, str, str]
Wrap = Callable[[str], str]

# What stands above the quotation, the mark, and what stands above that.
MARKED = {
    "mutt": ("On Mon, Mar 02, 2026 at 10:12:33AM +0000, FOI wrote:", "> "),
    "mutt with a star": (f"* {FOI} [2026-03-02 10:12 +0000]:", "> "),
    "mutt quoting": ("Quoting FOI (foi@council.example):", "> "),
    "mutt with a greeting": ("Hi FOI, on Mon, 02 Mar 2026 10:12 you wrote:", "> "),
    "mutt that says": ("On 2026-03-02, FOI said:", "> "),
    "mutt without attribution": ("", "> "),
    "mutt with initials": ("On 02/03/26 10:12, FOI wrote:", "FB> "),
    "neomutt in French": ("Le lun. 02 mars 2026 à 10:12, FOI a écrit :", "> "),
    "neomutt with bars": ("On Mon, Mar 02, 2026 at 10:12:33 +0000, FOI wrote:", "| "),
    "K-9": (f"On 2 March 2026 10:12:33 GMT, {FOI} wrote:", ">"),
    "K-9 with its line": (
        "-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n\n"
        f"On 2 March 2026 10:12:33 GMT, {FOI} wrote:",
        "> ",
    ),
    "Zimbra": (
        '----- Original Message -----\nFrom: "FOI" <foi@council.example>\n'
        'To: "Ken" <ken@council.example>\nSent: Monday, 2 March, 2026 10:12:33\n'
        "Subject: FOI-2026-00012\n",
        "> ",
    ),
    "Zimbra's newer line": (
        "----- On 2 Mar, 2026, at 10:12, FOI foi@council.example wrote:\n",
        "> ",
    ),
    "Roundcube": ("On 2026-03-02 10:12, FOI wrote:", "> "),
    "Proton": (f"On Monday, 2 March 2026 at 10:12, {FOI} wrote:\n", "> "),
    "Proton of before": (
        "Sent with Proton Mail secure email.\n\n------- Original Message -------\n"
        f"On Monday, March 2nd, 2026 at 10:12 AM, {FOI} wrote:\n\n",
        "> ",
    ),
    "iOS Mail": (f"> On 2 Mar 2026, at 10:12, {FOI} wrote:\n> \n> \ufeff", "> "),
    "Evolution": ("On Mon, 2026-03-02 at 10:12 +0000, FOI wrote:", "> "),
    "KMail": ("On Monday, 2 March 2026 10:12:33 GMT FOI wrote:", "> "),
    "Claws": (f"On Mon, 2 Mar 2026 10:12:33 +0000\n{FOI} wrote:\n", "> "),
    "Alpine": ("On Mon, 2 Mar 2026, FOI wrote:\n", "> "),
    "Gnus": (f"{FOI} writes:\n", "> "),
    "Gmail on a phone": (f"On Mon, 2 Mar 2026, 10:12 {FOI.replace(' ', ', ')} wrote:\n", "> "),
    "Gmail, wrapped": (
        "On Mon, 2 Mar 2026 at 10:12, Freedom of Information Team (Information\n"
        "Governance) <foi@council.example> wrote:\n",
        "> ",
    ),
    "Notes for the Internet": (f"{FOI} wrote on 02/03/2026 10:12:33:\n", "> "),
    "Gmail in Welsh": (f"Ar Llun, 2 Maw 2026 am 10:12, {FOI} ysgrifennodd:\n", "> "),
}
# What stands above the quotation, what begins an answer, and what is said on top.
BARE = {
    "BlackBerry": (f"  Original Message  \n{HEAD}", "", INTRO),
    "BlackBerry of before": (
        "------Original Message------\nFrom: FOI\nTo: Ken\nSubject: FOI-2026-00012\n"
        "Sent: 2 Mar 2026 10:12",
        "",
        INTRO,
    ),
    "Samsung": (f"-------- Original message --------\n{HEAD}".replace("Sent:", "Date:"), "", INTRO),
    "GroupWise": (f">>> {FOI} 02/03/2026 10:12 >>>", "", INTRO),
    "Notes": (
        '-----"FOI" <foi@council.example> wrote: -----\nTo: Ken <ken@council.example>\n'
        'From: "FOI" <foi@council.example>\nDate: 02/03/2026 10:12\nSubject: FOI-2026-00012',
        "",
        INTRO,
    ),
    "Outlook with a name": (f"-----Original Message-----\n{HEAD}", f"[{SIGNED}] ", "Inline."),
    "Outlook with initials": (
        f"-----Original Message-----\n{HEAD}",
        "KB: ",
        "See my comments below marked KB.",
    ),
    "Outlook with arrows": (f"-----Original Message-----\n{HEAD}", "--> ", "Answers below."),
    "Outlook with stars": (f"-----Original Message-----\n{HEAD}", "*** ", "Please see *** below."),
    "Outlook with A:": (f"-----Original Message-----\n{HEAD}", "A: ", "Please see below."),
    "Dynamics": (
        "------------------- Original Message -------------------\nFrom: FOI; \n"
        "Received: Mon Mar 02 2026 10:12:00 GMT+0000\nTo: Ken; \nSubject: FOI-2026-00012",
        "",
        INTRO,
    ),
}
_SIDE = "border-left: 1px solid rgb(204, 204, 204); padding-left: 1ex;"
# What stands above the quotation, and what opens it; it is closed before each answer.
BROKEN = {
    "K-9 in HTML": (
        f'<div class="gmail_quote">On 2 March 2026 10:12:33 GMT, {SHOWN} wrote:</div>',
        f'<blockquote class="gmail_quote" style="margin: 0pt; {_SIDE}">',
    ),
    "FairEmail": (
        f"<p>On 2 March 2026 10:12:33 {SHOWN} wrote:</p>",
        f'<blockquote fairemail="quote" style="{_SIDE} margin: 0;">',
    ),
    "Zimbra in HTML": (
        '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>'
        f"{SHOWN}<br><b>To: </b>Ken<br><b>Sent: </b>Monday, 2 March, 2026 10:12:33<br>"
        "<b>Subject: </b>FOI-2026-00012<br></div><br>",
        '<blockquote style="border-left:2px solid #1010FF;padding-left:5px;color:#000">',
    ),
    "Roundcube in HTML": (
        '<p id="reply-intro">On 2026-03-02 10:12, FOI wrote:</p>',
        '<blockquote type="cite" style="border-left: #1010ff 2px solid; margin: 0">',
    ),
    "Proton in HTML": (
        '<div class="protonmail_signature_block-empty"></div><div class="protonmail_quote">'
        f"On Monday, March 2nd, 2026 at 10:12 AM, {SHOWN} wrote:<br></div>",
        '<blockquote class="protonmail_quote" type="cite">',
    ),
    "iOS Mail in HTML": (
        f'<blockquote type="cite">On 2 Mar 2026, at 10:12, {SHOWN} wrote:<br><br></blockquote>',
        '<blockquote type="cite">',
    ),
    "iOS Mail, two bars": (
        f'<blockquote type="cite">On 2 Mar 2026, at 10:12, {SHOWN} wrote:<br><br></blockquote>',
        '<blockquote type="cite"><blockquote type="cite">',
    ),
    "Fastmail": (
        "<div>On Mon, 2 Mar 2026, at 10:12 AM, FOI wrote:</div>",
        '<blockquote type="cite" id="qt" style="">',
    ),
    "eM Client": (
        f"<div>------ Original Message ------</div><div>From {SHOWN}</div><div>To Ken</div>"
        "<div>Date 02/03/2026 10:12:33</div><div>Subject FOI-2026-00012</div><div><br></div>",
        '<blockquote cite="mid1" type="cite" class="cite2">',
    ),
    "Spark": (
        f'<div name="messageReplySection">On 2 Mar 2026 at 10:12 +0000, {SHOWN}, wrote:<br></div>',
        f'<blockquote style="{_SIDE}">',
    ),
}
_RULED = (
    '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
    f'<p class="MsoNormal"><b>From: </b>{SHOWN}<br><b>Sent: </b>Monday, 2 March 2026 10:12<br>'
    "<b>To: </b>Ken &lt;ken@council.example&gt;<br><b>Subject: </b>FOI-2026-00012</p></div>"
)
_NOTES = (
    f'<br><font size=1 color=#5f5f5f face="sans-serif">From: </font><font size=1>{SHOWN}</font>'
    "<br><font size=1 color=#5f5f5f>To: </font><font size=1>Ken/HW/Council@Council</font><br>"
    "<font size=1 color=#5f5f5f>Date: </font><font size=1>02/03/2026 10:12</font><br>"
    "<font size=1 color=#5f5f5f>Subject: </font><font size=1>FOI-2026-00012</font><br><hr noshade>"
)
_VERSE = (
    f'<p style="color:#800080">-----{SHOWN} wrote: -----</p><div style="padding-left:5px;'
    f'border-left:solid black 2px">To: Ken<br>From: {SHOWN}<br>Date: 02/03/2026 10:12<br>'
    "Subject: FOI-2026-00012<br><br>"
)
_PHONE = (
    '<div align="left" dir="auto" style="color:#000000"><div>-------- Original message --------'
    f"</div><div>From: {SHOWN} </div><div>Date: 02/03/2026  10:12  (GMT+00:00) </div><div>To: Ken "
    "</div><div>Subject: FOI-2026-00012 </div><div><br></div></div>"
)


def _in(tag: str, style: str = "") -> Wrap:
    opening = f'<{tag} style="{style}">' if style else f"<{tag}>"
    return lambda text: f"<p class=MsoNormal>{opening}{text}</{tag.split()[0]}></p>"


def _plainly(text: str) -> str:
    return f"<p class=MsoNormal>{text}</p>"


def _struck(tag: str, style: str = "") -> Wrap:
    """Return what strikes out the questions, and leaves the rest."""
    return lambda text: (_in(tag, style) if text[0].isdigit() else _plainly)(text)


def _tagged(text: str) -> str:
    return f"<p><b><i>[{SIGNED}] </i></b>{text}</p>"


# The head, how an answer looks, how a line of the original does, and what is said on top.
FLAT: dict[str, tuple[str, Wrap, Wrap, str]] = {
    "Samsung in red": (_PHONE, _in("span", "color:#C00000"), _plainly, INTRO),
    "Samsung without a colour": (_PHONE, _plainly, _plainly, "My answers are under each question."),
    "Outlook for Mac in blue": (_RULED, _in("span", "color:#0070C0"), _plainly, INTRO),
    "Outlook for Mac": (_RULED, _plainly, _plainly, "Answers in line below."),
    "Outlook, questions struck out": (_RULED, _plainly, _struck("s"), "See below."),
    "Outlook, questions deleted": (_RULED, _plainly, _struck("del"), ""),
    "Outlook, lines through": (
        _RULED,
        _plainly,
        _struck("span", "text-decoration:line-through"),
        "Hi",
    ),
    "Outlook in green, no word": (_RULED, _in("span", "color:#00B050"), _plainly, ""),
    "Outlook in bold": (_RULED, _in("b"), _plainly, "Replies in bold."),
    "Outlook, marked": (_RULED, _in("span", "background:yellow"), _plainly, ""),
    "Outlook with a tag": (_RULED, _tagged, _plainly, "Comments in line."),
    "Notes in blue": (_NOTES, _in("font color=blue"), _in("tt"), INTRO),
    "Notes without a colour": (_NOTES, _in("font"), _in("tt"), INTRO),
    "HCL Verse": (_VERSE, _in("span", "color:#C00000"), _plainly, INTRO),
    "BlackBerry in HTML": (
        f"<div>Original Message  </div><div>{HEAD.replace('<', '&lt;')}</div>".replace(
            "\n", "<br>"
        ),
        _in("font color=#0000ff"),
        _plainly,
        INTRO,
    ),
}


def replies() -> Iterator[Mail]:
    """Yield every reply."""
    for name, (above, mark) in MARKED.items():
        yield name, "plain", _marked(above, mark)
    for name, (above, begun, intro) in BARE.items():
        yield name, "plain", _bare(above, begun, intro)
    yield "Outlook for Mac, indented", "plain", _indented()
    for name, (above, opening) in BROKEN.items():
        yield name, "html", _broken(above, opening)
    for name, (head, answer, line, intro) in FLAT.items():
        yield name, "html", _flat(head, answer, line, intro)


def _numbered() -> Iterator[tuple[str, str]]:
    for number, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True), 1):
        yield f"{number}. {question}", answer


def _marked(above: str, mark: str) -> str:
    lines = [INTRO, "", above, *(mark + line for line in TOP), mark.rstrip()]
    for question, answer in _numbered():
        lines += [mark + question, "", answer, ""]
    return "\n".join([*lines, *(mark + line for line in END), "", SIGNED])


def _bare(above: str, begun: str, intro: str) -> str:
    lines = [intro, "", SIGNED, "", above, "", *TOP, ""]
    for question, answer in _numbered():
        lines += [question, *([] if begun == "A: " else [""]), begun + answer, ""]
    return "\n".join([*lines, *END])


def _indented() -> str:
    head, _, quoted = _bare("HEAD", "", INTRO).partition("HEAD\n")
    return f'{head}On 02/03/2026, 10:12, "FOI" <foi@council.example> wrote:\n' + re.sub(
        r"^(?=.)", "    ", quoted, flags=re.M
    )


def _broken(above: str, opening: str) -> str:
    closing = "</blockquote>" * opening.count("<blockquote")
    body = f"<div>{INTRO}</div><div>{SIGNED}</div><div><br></div>{above}{opening}"
    body += "".join(f"<div>{line}</div>" for line in TOP)
    for question, answer in _numbered():
        body += f"<div>{question}</div>{closing}<div>{answer}</div><div><br></div>{opening}"
    return body + "".join(f"<div>{line}</div>" for line in END) + closing


def _flat(head: str, answer: Wrap, line: Wrap, intro: str) -> str:
    body = f"<div>{intro}</div><div><br></div><div>{SIGNED}</div>{head}"
    body += "".join(map(line, TOP))
    body += "".join(line(question) + answer(said) for question, said in _numbered())
    return f"<html><body>{body}{''.join(map(line, END))}</body></html>"
