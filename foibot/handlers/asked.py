"""Which questions a mail of ours asked: read from the mail itself, so nothing else is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from foibot.case.blind import blind
from foibot.case.model import CaseItem, ItemState
from foibot.case.reference import CALLED
from foibot.case.renumbering import Today
from foibot.handlers.casefile import CaseFile
from foibot.handlers.desk import Desk
from foibot.message.parse import parse
from foibot.replies.model import AskedQuestion
from foibot.store.outbox import OutboxRow

ANCHOR = re.compile(rf"\b((?:{CALLED})-20\d\d-\d{{5,7}}) Q(\d{{1,3}})\b")
Changes = Mapping[str, Mapping[int, Today]]
NO_CHANGES: Changes = {}
DONE = frozenset({ItemState.SENT, ItemState.DROPPED})


def sent_text(row: OutboxRow, desk: Desk) -> str:
    """Return the words of one of our own mails as people see it: the banner, then the text."""
    text = parse(desk.uow.outbox.content_of(row)).text
    return f"{desk.office.templates.desk.name}\n\n{text}"


def files_of(text: str, desk: Desk) -> dict[str, CaseFile]:
    """Return the cases that a mail of ours speaks of."""
    names = dict.fromkeys(match[1] for match in ANCHOR.finditer(text))
    loaded = {name: desk.files.load(name) for name in names}
    return {name: file for name, file in loaded.items() if file is not None}


def asked_in(
    text: str, files: dict[str, CaseFile], changes: Changes = NO_CHANGES
) -> tuple[AskedQuestion, ...]:
    """
    Return the questions that the mail asked and that are still owed an answer, as it calls them.

    *changes* is, for each case whose list was corrected since, what became of its questions.
    """
    found: list[AskedQuestion] = []
    for name, number in dict.fromkeys((m[1], int(m[2])) for m in ANCHOR.finditer(text)):
        changed = changes.get(name)
        today = changed[number].n if changed and number in changed else number
        gone = name not in files or bool(changed and number not in changed)
        item = None if gone else files[name].case.item(today)
        if item is not None and is_open(item):
            # What is shown back to an officer is as blind as what was asked (reliability T20).
            text = blind(item.question.text, files[name].case.requester)
            found.append(AskedQuestion(name, number, text, item.question.label))
    return tuple(found)


def is_open(item: CaseItem) -> bool:
    """Return whether an answer to the question is still wanted or can still be changed."""
    return not item.question.stem and item.state not in DONE
