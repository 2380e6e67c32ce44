"""`foibot demo`: the whole story on bundled messages, in virtual time, without a network."""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from foibot.cli import fail
from foibot.demo.board import board
from foibot.demo.story import END, START, Line, Story
from foibot.demo.world import World

MARK = {"in": "[cyan]← in [/]", "out": "[green]→ out[/]"}
MINE = ("mailbox", "outbox", "files", "letters", "state")


@click.command("demo")
@click.argument("directory", type=click.Path(path_type=Path), default=Path("demo-out"))
def command(directory: Path) -> None:
    """Play six weeks of a council's desk in DIRECTORY and tell what happened."""
    _make_room(directory)
    logging.getLogger("foibot").setLevel(logging.CRITICAL)
    console = Console(highlight=False)
    console.print(
        f"[bold]Six weeks of a Freedom of Information desk[/], {START:%d %B} to {END:%d %B %Y}, "
        "in virtual time.\nNothing leaves this machine.\n"
    )
    world = World.make(directory, START)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Playing", total=1.0)
        told = Story(world).play(lambda share: bar.update(task, completed=share))
    _print(told, console)
    _write(told, world, directory)
    world.close()
    console.print(
        f"\n[bold]Where to look[/] (in {directory}):\n"
        "  outbox/     every mail that was sent, as .eml: open them in a mail program\n"
        "  letters/    the response letters as text, Word and PDF\n"
        "  board.html  the cases as they stand at the end\n"
        "  story.txt   this story\n"
        "  mailbox/    what came in\n"
        f"\nTry: {called()} -c {directory}/config.toml case list"
        f"\n     {called()} -c {directory}/config.toml case explain FOI-2026-00001"
    )


def called() -> str:
    """Return what to type for `foibot` in the shell that called it."""
    program = Path(sys.argv[0])
    if program.name != "foibot":
        return "python -m foibot"
    found = shutil.which("foibot")
    return "foibot" if found and Path(found).samefile(program) else sys.argv[0]


COMMANDS = {"demo": command}


def _make_room(directory: Path) -> None:
    """Clear what an earlier demo left; a folder with anything else in it is refused."""
    if directory.exists() and any(directory.iterdir()):
        if not (directory / "story.txt").exists():
            fail(f"{directory}: is not empty and holds no earlier demo; name another folder")
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)


def _print(told: list[Line], console: Console) -> None:
    day = ""
    for line in told:
        now = f"{line.at:%A %d %B}"
        if now != day:
            console.print(f"\n[bold]{now}[/]")
            day = now
        console.print(f"  {line.at:%H:%M} {MARK[line.who]} {_plain(line.what)}", soft_wrap=True)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("[", "\\[")


def _write(told: list[Line], world: World, directory: Path) -> None:
    lines = [f"{x.at:%Y-%m-%d %H:%M} {x.who:3} {' '.join(x.what.split())}" for x in told]
    (directory / "story.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (directory / "board.html").write_text(board(world), encoding="utf-8")
    letters = directory / "letters"
    letters.mkdir(exist_ok=True)
    for path in sorted((directory / "outbox").glob("*response*.eml")):
        sent = world.read(path)
        (letters / f"{path.stem}.txt").write_text(sent.text, encoding="utf-8")
        if sent.html:
            (letters / f"{path.stem}.html").write_text(sent.html, encoding="utf-8")
    # The approver saw the letter in every form; the last draft of a case is the one that went.
    drafts = [world.read(path) for path in (directory / "outbox").glob("*_draft_*.eml")]
    for draft in sorted(drafts, key=lambda one: str(one.mail["Date"])):
        for part in draft.mail.walk():
            name = str(part.get_filename() or "")
            if name.endswith(("-letter.pdf", "-letter.docx")):
                (letters / name).write_bytes(bytes(part.get_payload(decode=True) or b""))
