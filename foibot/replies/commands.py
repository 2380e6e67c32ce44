"""A reply to our confirmation: confirm, undo or correct, for all of it or for some questions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.message.model import Message
from foibot.replies.labels import strong_label
from foibot.replies.model import Command, Key
from foibot.replies.pieces import Origin, pieces
from foibot.replies.questions import Questions
from foibot.replies.remarks import is_farewell, without_greeting, without_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.words import Phrases, behind_asking, plain, words


@dataclass(frozen=True, slots=True)
class Commanded:
    """What was said; *whole* is whether the reply says nothing else."""

    command: Command | None = None
    keys: tuple[Key, ...] = ()
    whole: bool = False


_NICELY = re.compile(
    r"(?:^|[\s,]+)(?:for me )?(?:please|pls)\b[\s?.!]*(?:(?:many )?thanks|thank you|ta|cheers)?$",
    re.IGNORECASE,
)


def read_command(
    message: Message, questions: Questions, rules: ReplyRules, sent: str = ""
) -> Commanded:
    """Return the command that the new text begins with: "undo Q2", "yes, confirmed"."""
    lines = _said(message, rules, sent)
    if not lines:
        return Commanded()
    for command in (Command.UNDO, Command.CONFIRM, Command.CORRECT):
        keys = _command(lines[0], command, questions, rules)
        if keys is not None:
            whole = len(lines) == 1 and command is not Command.CORRECT
            return Commanded(command, keys, whole)
    return Commanded()


def _said(message: Message, rules: ReplyRules, sent: str) -> list[str]:
    """Return the new lines without greeting and what follows a farewell."""
    kept: list[str] = []
    for piece in pieces(message.lines, rules.fences, sent):
        text = piece.text.strip()
        if piece.origin is not Origin.NEW or not text:
            continue
        if is_farewell(text, rules.answers) and kept:
            break
        bare = without_greeting(text, rules.answers)
        rest = bare if _commands(bare, rules) else without_talk([text], rules.answers)[0]
        kept += [rest] if rest else []
    return kept


def _commands(line: str, rules: ReplyRules) -> bool:
    """Return whether *line* begins with a command, be it behind "Can you please"."""
    tokens = [word.text for word in words(line)]
    start = behind_asking(tokens)
    return start > 0 and any(one.at(tokens, start) for one in rules.commands.values())


def _command(
    line: str, command: Command, questions: Questions, rules: ReplyRules
) -> tuple[Key, ...] | None:
    """Return the questions that *command* names on *line* (none is all), or None."""
    found = words(line)
    tokens = [word.text for word in found]
    begins = [rules.commands[command].at(tokens, n) for n in {0, behind_asking(tokens)} if tokens]
    end = next((one for one in begins if one), None)
    if end is None:
        return None
    rest = _NICELY.sub("", line[found[end - 1].end :].strip(" :,.!?-\u2013\u2014"))
    if not plain(rest) or _polite(rest, rules.answers.farewell):
        return ()
    label = strong_label(rest, rules.labels, questions.known)
    if label is None:
        return () if command is Command.CORRECT else None
    if plain(label.rest) and command is not Command.CORRECT:
        return None
    return questions.resolve(label.numbers, label.reference, None).keys or None


def _polite(text: str, farewell: Phrases) -> bool:
    tokens = plain(text)
    end = farewell.at(tokens, 0)
    return end is not None and len(tokens) - end <= 2
