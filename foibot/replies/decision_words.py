"""The word that a line of a decision begins with, and what is decided by it."""

from __future__ import annotations

from collections.abc import Mapping

from foibot.replies.rules import ReplyRules
from foibot.replies.words import behind_asking, words
from foibot.trust.permissions import Action

_WORDS: Mapping[str, Action] = {
    "approve": Action.APPROVE,
    "refuse": Action.REFUSE,
    "no": Action.REJECT,
    "assign": Action.ASSIGN,
    "extend": Action.EXTEND,
    "clarify": Action.CLARIFY,
    "fee": Action.FEE,
    "transfer": Action.TRANSFER,
    "release": Action.RELEASE,
    "split": Action.SPLIT,
    "merge": Action.MERGE,
    "reword": Action.REWORD,
    "drop": Action.DROP,
    "add": Action.ADD,
    "redate": Action.REDATE,
    "close": Action.CLOSE,
    "reopen": Action.REOPEN,
    "withdraw": Action.WITHDRAW,
    "undo": Action.UNDO,
    "file": Action.FILE,
    "consult": Action.CONSULT,
    "opinion": Action.OPINION,
    "original": Action.ORIGINAL,
    "safe": Action.ENCLOSURE,
    "more_time": Action.MORE_TIME,
}


def word_of(line: str, rules: ReplyRules) -> tuple[Action, str] | None:
    """Return the action whose word *line* begins with, and the rest of the line."""
    found = words(line[:400])
    tokens = [word.text for word in found]
    start = behind_asking(tokens)
    if len(tokens) <= start:
        return None
    ends = [(rules.decisions[name].at(tokens, start), action) for name, action in _WORDS.items()]
    longest = max(((end, action) for end, action in ends if end), default=None, key=lambda e: e[0])
    if longest is None:
        return None
    return longest[1], line[found[longest[0] - 1].end :].strip(" \t,.!")
