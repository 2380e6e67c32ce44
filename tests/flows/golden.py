"""Mails against tests/golden/flows; written anew by FOIBOT_GOLDEN=write pytest tests/flows."""

from __future__ import annotations

import os
import re

from foibot.demo.world import Sent
from tests.flows.town import subject
from tests.shared import ROOT

FOLDER = ROOT / "tests" / "golden" / "flows"
# Tokens and codes hang on every byte before them: that they are there is what is compared.
TOKEN = re.compile(r"\[foi-token [a-z0-9]+\]")
CODE = re.compile(r"\b(APPROVE|EXTEND|CLOSE|REDATE) [0-9A-Z]{4}-[0-9A-Z]{4}\b")


def matches(sent: Sent, name: str) -> bool:
    """Return whether a mail is the golden one, after writing it where that is asked for."""
    text = TOKEN.sub("[foi-token ...]", CODE.sub(r"\1 XXXX-XXXX", sent.text))
    whole = f"To: {sent.to}\nSubject: {subject(sent)}\n\n{text}"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("FOIBOT_GOLDEN") == "write":
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text(whole, encoding="utf-8")
    return whole == path.read_text(encoding="utf-8")
