"""A story as a book: every mail of the desk in its order, word for word, kept as a golden file."""

from __future__ import annotations

import os
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from foibot.demo.world import Sent
from tests.flows.town import Town, subject
from tests.shared import ROOT

FOLDER = ROOT / "tests" / "golden" / "stories"
LONDON = ZoneInfo("Europe/London")
# Tokens and codes hang on every byte before them: that they are there is what is compared.
TOKEN = re.compile(r"\[foi-token [a-z0-9]+\]")
CODE = re.compile(r"\b([A-Z]{5,8}) [0-9A-Z]{4}-[0-9A-Z]{4}\b")
# The chain hangs on what the machine itself wrote down meanwhile.
# The sum of a letter is that of its pages too, and those have the fonts of the machine.
DRAFT = re.compile(r"(\bDraft(?: letter)? |\()[0-9a-f]{12}\b")
CHAIN = re.compile(r"Audit, newest line: \d+, [0-9a-f]{32}")


def told(town: Town, name: str) -> bool:
    """Return whether the story is the golden one, after writing it where that is asked for."""
    return as_kept([*_ordered(town.sent)], name)


def as_kept(sent: list[Sent], name: str) -> bool:
    """Return whether mails are those of the golden book *name*."""
    book = "\n".join(page(one) for one in sent)
    path = FOLDER / f"{name}.txt"
    if os.environ.get("FOIBOT_GOLDEN") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text(book, encoding="utf-8")
    return book == path.read_text(encoding="utf-8")


def _ordered(sent: list[Sent]) -> list[Sent]:
    # What goes out at one moment has no order of its own: the two ways out differ in it.
    return sorted(sent, key=lambda one: (one.at, one.kind, one.to, subject(one), page(one)))


def page(one: Sent) -> str:
    text = TOKEN.sub("[foi-token ...]", CODE.sub(r"\1 XXXX-XXXX", one.text)).rstrip()
    text = DRAFT.sub(r"\1XXXXXXXXXXXX", CHAIN.sub("Audit, newest line: ...", text))
    body = "\n".join(f"    {line}".rstrip() for line in text.splitlines())
    head = f"{_clock(one.at)}  {one.kind} to {one.to}\n    Subject: {subject(one)}"
    return f"{head}\n\n{body}\n"


def _clock(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%a %d %b %Y %H:%M}"
