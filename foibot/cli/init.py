"""`foibot init`: a directory with config.toml, rules/ and templates/ to edit, and a key."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import click

from foibot.cli import fail
from foibot.config.rules import copies
from foibot.config.shipped import shipped


@click.command("init")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path())
def init(directory: Path) -> None:
    """Write config.toml, rules/ and templates/ into DIRECTORY; what is there stays as it is."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        written = [_private(directory / "config.toml", _example())]
        written += [_private(directory / "foibot.key", secrets.token_hex(32) + "\n")]
        written += [_copied(source, target) for source, target in copies(directory)]
    except OSError as error:
        fail(f"{error.filename}: cannot be written: {error.strerror}")
    new = sum(written)
    click.echo(f"{directory}: {new} files written, {len(written) - new} were there already.")
    click.echo(f"Edit {directory / 'config.toml'} and {directory / 'rules' / 'services.toml'},")
    click.echo(f"then: foibot --config {directory / 'config.toml'} check")


def _example() -> str:
    return shipped("config.example.toml").read_text(encoding="utf-8")


def _private(path: Path, text: str) -> bool:
    """Write a file that only its owner can read; False when it is there already."""
    if path.exists():
        return False
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
    return True


def _copied(source: Path, target: Path) -> bool:
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return True


COMMANDS = {"init": init}
