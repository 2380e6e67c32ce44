"""A message that consists of plain new text, as reading leaves it."""

from __future__ import annotations

from foibot.message.model import Address, Line, Message, Role


def a_reply(text: str, quoted: str = "") -> Message:
    """Return a reply whose new text is *text* above the quotation *quoted*."""
    lines = [Line(line) for line in text.split("\n")]
    if quoted:
        lines += [Line(f"> {line}", Role.QUOTED, 1) for line in quoted.split("\n")]
    return Message(
        message_id="<m@client>",
        sender=Address("gwen.lloyd@ashbury.gov.uk", "Gwen Lloyd"),
        sender_raw="Gwen Lloyd <gwen.lloyd@ashbury.gov.uk>",
        to=(Address("foi@ashbury.gov.uk"),),
        cc=(),
        reply_to=(),
        subject="Re: FOI-2026-00047",
        date=None,
        in_reply_to=(),
        references=(),
        headers=(),
        lines=tuple(lines),
        text="\n".join(line.text for line in lines),
        attachments=(),
        automatic=None,
        forwarded=None,
    )
