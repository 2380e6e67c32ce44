"""Each line of the mails in marked_mails.txt gets the role that stands before it."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from foibot.message.model import Role
from foibot.message.parse import parse

LETTERS = {
    "N": Role.NEW,
    "Q": Role.QUOTED,
    "A": Role.ATTRIBUTION,
    "S": Role.SIGNATURE,
    "D": Role.DISCLAIMER,
    "F": Role.FOOTER,
}


@dataclass(frozen=True)
class Marked:
    """A mail, who writes it, and its lines with their roles."""

    name: str
    writer: str
    lines: tuple[tuple[str, str], ...]

    @property
    def raw(self) -> bytes:
        """Return the mail as bytes."""
        mail = EmailMessage()
        mail["From"] = f'"{self.writer}" <writer@example.org>'
        mail["Subject"] = "Re: something" if any(role == "A" for role, _ in self.lines) else "News"
        mail.set_content("\n".join(text for _, text in self.lines) + "\n")
        return mail.as_bytes()


def marked() -> list[Marked]:
    """Return the mails of the file."""
    text = Path(__file__).with_name("marked_mails.txt").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n=== ")[1:]:
        head, *rest = block.split("\n")
        name, _, writer = head.partition(" | ")
        while rest and not rest[-1].strip():
            rest.pop()
        lines = tuple((line[:1], line[2:]) for line in rest)
        found.append(Marked(name, writer, lines[1:] if not lines[0][0] else lines))
    return found


@pytest.mark.parametrize("mail", marked(), ids=lambda mail: mail.name)
def test_each_line_gets_the_role_that_a_reader_gives_it(mail: Marked) -> None:
    message = parse(mail.raw)
    got = [(line.role, line.text) for line in message.lines if line.text.strip()]
    wanted = [(LETTERS[role], text) for role, text in mail.lines if text.strip()]

    assert [text.strip() for _, text in got] == [text.strip() for _, text in wanted]
    assert got == [(role, found) for (role, _), (_, found) in zip(wanted, got, strict=True)]
