"""A correction further down in the same mail: "2. 4", and below it "scrap that, 2 should be 3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.labels import Label, strong_label, weak_label
from foibot.replies.model import Command, Discarded
from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import NAMED, Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

AMENDED = "it was corrected further down"
_SHOULD_BE = re.compile(
    r"^(?P<before>.{0,80}?)(?<![^\s(])(?P<name>[Qq](?:uestion)?[ .]?|(?:number|no\.?)\s)?"
    r"(?P<n>[0-9]{1,2})(?:\s(?:(?:should|ought to)\s(?:now\s)?(?:be|read|say|have been)|"
    r"(?P<is>is|was|were|are)(?:\snow|\sactually)?)|\s?(?P<to>[:=]|-?>))\s?:?\s"
    r"(?P<new>\S.*)$"
)
# "Hang on, number 2 is a typo, it should read 163,450".
_MISTAKEN = re.compile(
    r"^(?P<before>.{0,80}?)(?<![^\s(])(?P<name>[Qq](?:uestion)?[ .]?|(?:number|no\.?)\s)?"
    r"(?P<n>[0-9]{1,2})\s(?:is|was|has)\s(?:a |my |an )?"
    r"(?P<is>typo|mistake|error|slip|wrong|incorrect)\b[^0-9\u00a3]{0,40}?"
    r"\b(?P<to>should (?:be|read|say|have been)|it['\u2019]?s|make (?:it|that)|it is)\s"
    r"(?P<new>\S.*)$"
)
# "Sorry - typo in 2, it should be 612".
_MISTAKE_IN = re.compile(
    r"^(?P<before>.{0,80}?)\b(?P<is>typo|mistake|error|slip)\s(?:in|on|at|with|for)\s"
    r"(?P<name>[Qq](?:uestion)?[ .]?|(?:number|no\.?|answer)\s)?(?P<n>[0-9]{1,2})\b"
    r"[^0-9\u00a3]{0,40}?"
    r"\b(?P<to>should (?:be|read|say|have been)|it['\u2019]?s|make (?:it|that)|it is)\s"
    r"(?P<new>\S.*)$",
    re.IGNORECASE,
)
# "Edit: no 2 is 236, typo".
_WHY = re.compile(
    r"\s?[,;(\u2013\u2014-]\s?(?:a |my )?(?:typo|mistake|sorry|apologies|not \S{1,20})\W*$", re.I
)
_BARE = re.compile(r"\s{0,8}([0-9]{1,2})\s{1,8}(?=\S)")
_CHANGES = (Command.UNDO, Command.CORRECT)
_TAKES_BACK = frozenset(
    plain(
        "actually correction error slip incorrect sorry wait oops scrap ignore apologies edit "
        "mistake wrong typo"
    )
)


def amended(
    parts: Sequence[Piece], questions: Questions, rules: ReplyRules
) -> tuple[tuple[Piece, ...], list[Discarded]]:
    """
    Return *parts* with each line that a later one corrects as it should be, and what was cut.

    Only where the answer stands on a line of its own, and the later line takes it back in words or
    names the question as one: "2 should be finished by May" goes on with an answer.
    """
    if len({key.reference for key in questions.all_keys}) > 1:
        return tuple(parts), []
    kept = list(parts)
    cut: list[Discarded] = []
    for place in range(len(kept)):
        found = _corrects(kept[place]) if kept[place].origin is Origin.NEW else None
        first = _answered(kept[:place], found, questions, rules) if found is not None else None
        if found is None or first is None:
            continue
        at, label = first
        head = kept[at].text[: len(kept[at].text) - len(label.rest)]
        said = kept[place].text[: found.start("new")].strip()
        cut += [Discarded(one, AMENDED) for one in (label.rest.strip(), said) if one]
        kept[at] = replace(kept[at], text=head + _WHY.sub("", found["new"]).rstrip(" ."))
        kept[place] = replace(kept[place], text="")
    return tuple(kept), cut


def _corrects(part: Piece) -> re.Match[str] | None:
    every = (_MISTAKEN, _MISTAKE_IN, _SHOULD_BE)
    return next((match for one in every if (match := one.match(part.text)) is not None), None)


def _answered(
    before: Sequence[Piece], found: re.Match[str], questions: Questions, rules: ReplyRules
) -> tuple[int, Label] | None:
    """Return the one line, and its label, that answers the question which *found* corrects."""
    number = str(int(found["n"]))
    back = not _TAKES_BACK.isdisjoint(plain(f"{found['before']} {found['is'] or ''}"))
    if not back and (found["is"] or found["to"]):
        return None  # "2 is the highest" goes on with an answer
    back = back or any(rules.commands[one].within(found["before"]) for one in _CHANGES)
    if number not in questions.known or not (back or NAMED.match(f"{found['name'] or ''}1")):
        return None
    lines = [n for n, one in enumerate(before) if one.origin is Origin.NEW]
    labels = [(n, _label(before[n].text, questions, rules)) for n in lines]
    if not any(label for _, label in labels):
        labels = [(n, _counted(before[n].text, questions)) for n in lines]
    own = [(n, one) for n, one in labels if one is not None and one.numbers == (number,)]
    if len(own) != 1 or not own[0][1].rest.strip():
        return None
    after = own[0][0] + 1
    alone = after >= len(before) or not before[after].text.strip() or dict(labels).get(after)
    return own[0] if alone else None


def _counted(text: str, questions: Questions) -> Label | None:
    """Return the bare number that *text* begins with: "2 226"."""
    match = _BARE.match(text)
    known = match is not None and match[1] in questions.known
    return Label((match[1],), None, text[match.end() :]) if match is not None and known else None


def _label(text: str, questions: Questions, rules: ReplyRules) -> Label | None:
    strong = strong_label(text, rules.labels, questions.known)
    return strong or weak_label(text, questions.known)
