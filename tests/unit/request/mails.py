"""Messages made by hand for the tests of this folder."""

from __future__ import annotations

from datetime import UTC, datetime

from foibot.message.model import Address, AutomaticFinding, Forwarded, Line, Message, Role


def mail(
    body: str,
    subject: str = "",
    sender: str = "Ann Example <ann@example.org>",
    *,
    automatic: AutomaticFinding | None = None,
    quoted: str = "",
    forwarded: Forwarded | None = None,
    in_reply_to: str = "",
) -> Message:
    """Return a message of one newly written *body*, above what it quotes."""
    name, _, addr = sender.rpartition("<")
    lines: list[Line] = []
    at = 0
    for text, role in ((body, Role.NEW), (quoted, Role.QUOTED)):
        for line in text.split("\n") if text else []:
            lines.append(Line(line, role, int(role is Role.QUOTED), at))
            at += len(line) + 1
    return Message(
        message_id="<m1@example.org>",
        sender=Address(addr.rstrip(">"), name.strip()),
        sender_raw=sender,
        to=(Address("foi@council.example"),),
        cc=(),
        reply_to=(),
        subject=subject,
        date=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        in_reply_to=(in_reply_to,) if in_reply_to else (),
        references=(),
        headers=(),
        lines=tuple(lines),
        text="\n".join(line.text for line in lines),
        attachments=(),
        automatic=automatic,
        forwarded=forwarded,
    )
