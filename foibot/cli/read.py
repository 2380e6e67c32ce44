"""`foibot read`: what the bot makes of messages; changes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from foibot.cli.read_json import described, failed
from foibot.cli.read_messages import Reader
from foibot.cli.read_shown import show
from foibot.settled import settle


@click.command("read")
@click.argument("paths", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each message.")
@click.option(
    "--paths-from",
    metavar="FILE",
    help="Take the paths from FILE, one a line (- is standard input); each is answered at once.",
)
def command(paths: tuple[str, ...], as_json: bool, paths_from: str | None) -> None:
    """Show what foibot makes of messages: .eml files, directories, or - for standard input."""
    if not paths and not paths_from:
        raise click.UsageError("name a message, a directory, - or --paths-from FILE")
    bad = 0
    with Reader() as reader:
        settle()
        for path in _messages(paths, paths_from):
            bad += not _answer(reader, path, as_json)
    if bad and not as_json:
        sys.exit(1)


COMMANDS = {"read": command}


def _messages(paths: tuple[str, ...], paths_from: str | None) -> Iterator[str]:
    for path in paths:
        yield from _expanded(path)
    if paths_from == "-":
        # readline, not iteration: that would wait for a full buffer before the first answer.
        yield from (line.rstrip("\r\n") for line in iter(sys.stdin.readline, "") if line.strip())
    elif paths_from:
        with Path(paths_from).open(encoding="utf-8") as lines:
            yield from (line.rstrip("\r\n") for line in lines if line.strip())


def _expanded(path: str) -> Iterator[str]:
    if path == "-" or not Path(path).is_dir():
        yield path
        return
    for found in sorted(Path(path).rglob("*")):
        if found.is_file() and not found.name.startswith("."):
            yield str(found)


def _answer(reader: Reader, path: str, as_json: bool) -> bool:
    """Print what the message at *path* says; return whether it could be read."""
    try:
        found = reader.read(path)
        answer = described(path, found) if as_json else {}
    except Exception as error:  # noqa: BLE001 - one bad message must not stop the others
        answer = failed(path, error)
        if not as_json:
            click.echo(answer["error"], err=True)
            return False
    else:
        if not as_json:
            show(path, found)
            return True
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    return answer["error"] is None
