"""What must hold of whatever people write for foibot: a clear error or a result, never a crash."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

from foibot.attachments.extractor import Extractor
from foibot.cli.soundness import rule_checks, rule_faults, template_faults
from foibot.config.faults import ConfigError
from foibot.config.load import load
from foibot.config.model import Desk
from foibot.errors import FoibotError
from foibot.replies.answers import read_reply
from foibot.replies.decisions import read_decisions
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion, Certainty
from foibot.replies.requester import read_corrections
from foibot.replies.rules import ReplyRules
from tests.fuzz.written import (
    a_fenced_reply,
    a_reply_of_pieces,
    bytes_changed,
    template_changed,
    toml_changed,
)
from tests.shared import ROOT
from tests.unit.attachments import files
from tests.unit.attachments.test_extractor import an_attachment
from tests.unit.replies.texts import a_reply

SLOW = 5.0
WHOLE = 0.05
TODAY = date(2026, 3, 3)
ASKED = [AskedQuestion("FOI-2026-00047", n, f"How many of kind {n} are there?") for n in (1, 2, 3)]


class WrongError(AssertionError):
    """What was written is read unsoundly."""


def config(dice: random.Random) -> None:
    """A changed config.toml loads, or each fault names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        text = toml_changed((ROOT / "config.example.toml").read_text(encoding="utf-8"), dice)
        path.write_text(text, encoding="utf-8")
        try:
            load(path, {"FOIBOT_IMAP_PASSWORD": "x", "FOIBOT_SMTP_PASSWORD": "x"})
        except ConfigError as error:
            _clear([str(fault) for fault in error.faults])


def rules(dice: random.Random) -> None:
    """A changed rule file is used, or its faults are told."""
    names = sorted(path.name for path in (ROOT / "rules").glob("*.toml"))
    name = dice.choice(names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules" / name
        path.parent.mkdir()
        text = toml_changed((ROOT / "rules" / name).read_text(encoding="utf-8"), dice)
        path.write_text(text, encoding="utf-8")
        # To read the files that were not changed costs the most: now and then all are read.
        whole = dice.random() < WHOLE
        everything = rule_faults(Path(folder), desks()) if whole else _faults_of(name, Path(folder))
        _clear(everything, name)


def _faults_of(name: str, directory: Path) -> list[str]:
    """Return what those find at fault that read the rule file *name*."""
    checks = _checks(directory)
    return [fault for number in _readers(name) for fault in checks[number]()]


def _checks(directory: Path) -> list[Callable[[], list[str]]]:
    """Return whoever reads rules and templates, and gives back the faults of them."""

    def told(check: Callable[[], object]) -> list[str]:
        try:
            check()
        except FoibotError as error:
            return [str(error)]
        return []

    each = [partial(told, check) for check in rule_checks(directory, ())]
    of_office = [partial(told, check) for check in rule_checks(directory, desks())[len(each) :]]
    return [*each, lambda: list(template_faults(directory)), *of_office]


@cache
def _readers(name: str) -> tuple[int, ...]:
    """
    Return, by their numbers, who reads the rule file *name*: all that fail when it is none.

    The office, which reads nearly all of them, counts where nobody else does.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rules" / name
        path.parent.mkdir()
        path.write_text("= 1", encoding="utf-8")
        found = [number for number, check in enumerate(_checks(Path(folder))) if check()]
    if not found:
        raise WrongError(f"nobody tells that {name} is no TOML")
    return tuple(found[:-1] or found)


@cache
def desks() -> tuple[Desk, ...]:
    """Return the desk of the example configuration."""
    secrets = {"FOIBOT_IMAP_PASSWORD": "x", "FOIBOT_SMTP_PASSWORD": "x"}
    return load(ROOT / "config.example.toml", secrets).desks


def templates(dice: random.Random) -> None:
    """A changed template is sound, or its faults are told."""
    found = sorted((ROOT / "templates").rglob("*.txt"))
    source = dice.choice(found)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source.relative_to(ROOT)
        if dice.random() < WHOLE:
            shutil.copytree(ROOT / "templates", Path(folder) / "templates")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            template_changed(source.read_text(encoding="utf-8"), dice), encoding="utf-8"
        )
        _clear(list(template_faults(Path(folder))))


def replies(dice: random.Random) -> None:
    """Any reply is read; nothing outside whole fences is ever recorded as an answer."""
    message = a_reply(a_reply_of_pieces(dice))
    rules = reply_rules()
    read_reply(message, ASKED, rules, today=TODAY, sent="")
    read_decisions(message, ASKED, rules, today=TODAY)
    read_corrections(message, (1, 2, 3), rules)
    text, canaries = a_fenced_reply(dice)
    reading = read_reply(a_reply(text), ASKED, rules, today=TODAY, sent="")
    recorded = [one for one in reading.replies if one.certainty is Certainty.RECORDED]
    leaked = [word for word in canaries for one in recorded if word in one.text]
    if leaked:
        raise WrongError(f"outside the fences: {leaked}")


def attachments(dice: random.Random) -> None:
    """A changed file gives its text or a finding."""
    name, content = dice.choice(samples())
    one = an_attachment(name, bytes_changed(content, dice))
    for found in extractor().texts([one]):
        if len(found.text) > 1_000_000:
            raise WrongError("more text than any file may have")


@cache
def reply_rules() -> ReplyRules:
    """Return the shipped rules of replies."""
    return load_reply_rules()


@cache
def extractor() -> Extractor:
    """Return the limited child that reads files."""
    return Extractor()


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Return a file of each kind."""
    return (
        ("a.docx", files.a_docx()),
        ("a.odt", files.an_odt()),
        ("a.ods", files.an_ods()),
        ("a.xlsx", files.an_xlsx()),
        ("a.pdf", files.a_pdf()),
        ("a.rtf", files.an_rtf()),
        ("winmail.dat", files.a_tnef([("a.txt", b"text")], "body")),
        ("a.eml", files.an_eml()),
    )


def _clear(faults: list[str], name: str = "") -> None:
    """Raise when a fault tells a person nothing, or is the words of a program."""
    for fault in faults:
        if not fault.strip() or "Traceback" in fault or "object at 0x" in fault:
            raise WrongError(f"{name}: no clear fault: {fault!r}")


JUDGES: dict[str, Callable[[random.Random], None]] = {
    "config": config,
    "rules": rules,
    "templates": templates,
    "replies": replies,
    "attachments": attachments,
}


def judged(what: str, seed: str) -> None:
    """Raise when input *seed* of *what* crashes, takes too long, or is read unsoundly."""
    began = time.process_time()
    JUDGES[what](random.Random(f"{what} {seed}"))
    if time.process_time() - began > SLOW:
        raise WrongError(f"it took {time.process_time() - began:.1f} s")
