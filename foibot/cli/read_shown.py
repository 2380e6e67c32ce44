"""What `foibot read` shows a person on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from foibot.message.model import Message, Role

_STYLES = {
    Role.NEW: "",
    Role.QUOTED: "dim",
    Role.ATTRIBUTION: "dim italic",
    Role.SIGNATURE: "cyan",
    Role.DISCLAIMER: "dim cyan",
    Role.FOOTER: "dim magenta",
}


def show(message: Message) -> None:
    """Print *message* with the role of each line."""
    console = Console(highlight=False)
    console.print(Text(f"From:    {message.sender_raw}"))
    console.print(Text(f"Subject: {message.subject}"))
    for line in message.lines:
        mark = "" if line.role is Role.NEW else line.role.value
        console.print(Text(f"{mark:>11} | {line.text}", style=_STYLES[line.role]))
    for each in message.attachments:
        console.print(Text(f"Attached: {each.filename} ({each.content_type}, {each.size} bytes)"))
