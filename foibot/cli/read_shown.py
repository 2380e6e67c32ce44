"""What `foibot read` shows a person on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from foibot.cli.read_messages import Found
from foibot.message.model import Line, Message, Role
from foibot.questions.model import Item
from foibot.questions.source import BODY
from foibot.request.model import Reading

_STYLES = {
    Role.NEW: "",
    Role.QUOTED: "dim",
    Role.ATTRIBUTION: "dim italic",
    Role.SIGNATURE: "cyan",
    Role.DISCLAIMER: "dim cyan",
    Role.FOOTER: "dim magenta",
    Role.OURS: "dim",
}


_QUESTION = "bold green"


def show(path: str, found: Found, console: Console | None = None) -> None:
    """Print what was made of a message: its head, each line with its role, and its questions."""
    console = console or Console(highlight=False)
    console.print(Rule(Text(path)))
    console.print(_head(found))
    for line in found.message.lines:
        console.print(_line(line, found.reading.items))
    if found.reading.items:
        console.print(_questions(found.reading))


def _line(line: Line, items: Sequence[Item]) -> Text:
    """Return a line with its role or the questions in it before it, and their words marked."""
    last = line.start + len(line.text)
    inside = [
        each
        for each in items
        if each.source == BODY and each.start < last and line.start < each.end
    ]
    asked = ", ".join(f"Q{each.n}" for each in inside)
    mark = asked or ("" if line.role is Role.NEW else line.role.value)
    shown = Text(f"{mark:>11} | {line.text}", style=_STYLES[line.role])
    begins = len(shown) - len(line.text)
    for each in inside:
        first, end = each.start - line.start, each.end - line.start
        shown.stylize(_QUESTION, begins + max(0, first), begins + min(end, len(line.text)))
    return shown


def _head(found: Found) -> Table:
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in [*_facts(found.message), *_conclusions(found.reading)]:
        if value:
            table.add_row(Text(name, style="bold"), Text(value))
    for each in found.attachments:
        notes = "; ".join(each.findings)
        said = f"{each.filename} ({each.content_type}, {each.size} bytes)"
        table.add_row(Text("Attached", style="bold"), Text(f"{said} {notes}".rstrip()))
    return table


def _facts(message: Message) -> list[tuple[str, str]]:
    automatic = message.automatic
    original = message.forwarded
    passed_on = (
        f"{original.sender.name or original.sender.addr}" if (original and original.sender) else ""
    )
    return [
        ("From", message.sender_raw),
        ("Subject", message.subject),
        ("Date", message.date.isoformat(" ") if message.date else ""),
        ("Passed on from", passed_on),
        ("Automatic", f"{automatic.kind.value}: {automatic.evidence}" if automatic else ""),
        ("Sealed", _sealed(message)),
        ("Faults", "; ".join(message.defects)),
    ]


def _sealed(message: Message) -> str:
    if message.encrypted:
        return "encrypted: a person must open it"
    return "signed" if message.signed else ""


def _conclusions(reading: Reading) -> list[tuple[str, str]]:
    who = ", ".join(part for part in (reading.requester_name, reading.requester_org) if part)
    return [
        ("Kind", f"{reading.kind.value} ({reading.confidence:.0%} sure)"),
        ("Regime", reading.regime.value),
        ("Requester", who),
        ("Period", reading.period or ""),
        ("Format", reading.format_preference or ""),
        ("Urgent", "yes: a person at once" if reading.urgent else ""),
        ("Look at", "a person should look at this reading" if reading.flagged else ""),
        ("Why", "\n".join(f"{each.rule}: {each.evidence}" for each in reading.reasons)),
    ]


def _questions(reading: Reading) -> Table:
    table = Table(title="Questions", title_justify="left", show_lines=False)
    for heading in ("no.", "label", "question", "regime"):
        table.add_column(heading)
    for item in reading.items:
        said = f"({item.text})" if item.stem else item.text
        said += "".join(f"\n   [{each}]" for each in item.context)
        table.add_row(Text(str(item.n)), Text(item.label or ""), Text(said), Text(item.regime))
    return table
