"""
A decision behind the number of its question: "Q1 - clarify genuine: which year?".

Behind a number new words of an answer may stand too, so only what has the whole form of a decision
is one: "Fee income was £25" and "Refuse collection: 40 rounds" are answers.
"""

from __future__ import annotations

import re
from datetime import date

from foibot.replies.decision_parts import Decision, Parts
from foibot.replies.decision_readers import READERS
from foibot.replies.decision_words import word_of
from foibot.replies.labels import strong_label
from foibot.replies.model import Unclear
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain
from foibot.trust.permissions import Action

# Their form is that of no answer: a date and a ground, a section, a service that the council has.
_PLAIN = frozenset(
    {Action.CLARIFY, Action.EXTEND, Action.REFUSE, Action.REWORD, Action.MORE_TIME, Action.ASSIGN}
)
# No answer begins with one of our own words of command: what is wrong with it is asked back.
_OURS = frozenset({"assign", "clarify"})
# "Split: a / b" and "Drop: 14 %" may be answers: whoever wrote it is asked.
_EITHER = frozenset({Action.SPLIT, Action.DROP, Action.MERGE, Action.TRANSFER, Action.APPROVE})
_LEADS = re.compile(r"^[\s:,;.\u2013\u2014-]{0,6}")
_LONGEST_HEAD = 12  # words between the word of decision and its colon
IS_IT = "is it an answer, or a decision? Begin a decision with its word: {} Q2 ..."


def behind_label(
    line: str, questions: Questions, rules: ReplyRules, today: date
) -> Decision | Unclear | None:
    """Return the decision that stands behind a question's number, or None for other words."""
    label = strong_label(line, rules.labels, questions.known)
    said = _LEADS.sub("", label.rest, count=1) if label else ""
    word = word_of(said, rules)
    if label is None or word is None:
        return None
    action, rest = word
    numbers = " and ".join(f"Q{n}" for n in label.numbers)
    about = f"{label.reference or ''} {numbers} {rest}".strip()
    read = READERS[action](Parts(line, about, questions, rules, today))
    if action in _PLAIN and isinstance(read, Decision) and _is_whole(read, rest, rules):
        return read if len(read.keys) == len(label.numbers) else _is_it(line, action)
    if plain(said)[0] in _OURS and (_has_head(rest) or action is Action.ASSIGN):
        return read if isinstance(read, Unclear) else _is_it(line, action)
    bare = action in _EITHER and _is_bare(rest) and (_has_head(rest) or not rest)
    return _is_it(line, action) if bare else None


def _is_it(line: str, action: Action) -> Unclear:
    return Unclear(line, IS_IT.format(action.value), ())


def _is_whole(read: Decision, rest: str, rules: ReplyRules) -> bool:
    """Return whether a decision has its whole form: a service that there is, else why or what."""
    if read.action is Action.ASSIGN:
        return rules.answers.services.first(plain(read.to)) is not None
    return _has_head(rest)


def _has_head(rest: str) -> bool:
    """Return whether a colon ends a short head: what a decision says and why stand apart."""
    head, colon, _ = rest.partition(":")
    return bool(colon) and len(plain(head)) <= _LONGEST_HEAD


def _is_bare(rest: str) -> bool:
    """Return whether the word stands alone or straight before its colon, or names to whom."""
    return not rest or rest.startswith((":", "to "))
