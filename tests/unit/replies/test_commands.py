"""A reply to our confirmation that undoes or confirms, asked for nicely or not."""

from __future__ import annotations

import pytest

from foibot.replies.commands import read_command
from foibot.replies.load import load_reply_rules
from foibot.replies.model import AskedQuestion, Command
from foibot.replies.questions import Questions
from tests.unit.replies.texts import a_reply

RULES = load_reply_rules()
ASKED = [AskedQuestion("FOI-2026-00047", n, f"How many in year {n}?") for n in (1, 2)]


@pytest.mark.parametrize(
    ("text", "command", "numbers"),
    [
        ("undo", Command.UNDO, []),
        ("Undo Q2 please", Command.UNDO, [2]),
        ("Can you undo that please?", Command.UNDO, []),
        ("Hi Sam, could you please undo Q2", Command.UNDO, [2]),
        ("Can you undo that for me please? Thanks", Command.UNDO, []),
        ("yes undo that", Command.UNDO, []),
        ("Yes, confirmed", Command.CONFIRM, []),
        ("yes", Command.CONFIRM, []),
        ("Can you tell me what Q2 means?", None, []),
        ("Could you please wait for Finance", None, []),
    ],
)
def test_a_command_is_known_however_it_is_asked_for(
    text: str, command: Command | None, numbers: list[int]
) -> None:
    found = read_command(a_reply(text), Questions(ASKED), RULES)

    assert found.command is command
    assert [key.n for key in found.keys] == numbers
