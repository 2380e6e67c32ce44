"""What stands at no question: asked back where it may be an answer, else shown as left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.replies.blocks import FOREIGN, OUTSIDE
from foibot.replies.doubting import likely_talk, says_more
from foibot.replies.mentions import by_mention, counts_some
from foibot.replies.model import (
    Discarded,
    Unclear,
)
from foibot.replies.questions import Questions
from foibot.replies.remarks import (
    REMARK,
    TALK,
    answer_only,
    is_talk,
)
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import carries
from foibot.replies.sorting import Sorted, decided, only_holding, sort
from foibot.replies.words import plain

_LEFT_OUT = frozenset({OUTSIDE, REMARK, TALK})
_OF_ANOTHER = "it stands in a mail of somebody else that you quote"


def left_over(lines: Sequence[str], questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back what may be an answer to an open question; discard the rest of the loose text."""
    kept = answer_only("\n".join(lines), rules.answers, found.author, free=False)
    found.discarded += [Discarded(one, REMARK) for one in kept.removed if one.strip()]
    text = kept.text.strip()
    if not text:
        return
    spoken = {reply.key for reply in found.replies}
    open_keys = tuple(key for key in questions.all_keys if key not in spoken)
    if not open_keys or only_holding(text, rules) or is_talk(text, rules.answers):
        found.discarded.append(Discarded(text, OUTSIDE))
    elif not spoken or _may_answer(text, rules):
        found.unclear.append(Unclear(text, "it names no question", open_keys))
    else:
        found.discarded.append(Discarded(text, OUTSIDE))


def _may_answer(text: str, rules: ReplyRules) -> bool:
    """Return whether loose words may say something of a question that is still open."""
    if decided(text, rules) or any(token.isdigit() for token in plain(text)):
        return True
    return rules.answers.services.within(text) or not likely_talk(text)


def decided_apart(questions: Questions, rules: ReplyRules, today: date, found: Sorted) -> None:
    """Take a remark that says something of an open question it names; ask back the others."""
    for one in [each for each in found.discarded if each.why == REMARK]:
        spoken = {reply.key for reply in found.replies}
        by_number = questions.named(one.text) or counts_some(one.text)
        named = by_mention([one.text], questions, rules, False) if by_number else None
        keys = [key for block in named.blocks for key in block.target.keys] if named else []
        if named is not None and keys and spoken.isdisjoint(keys) and not named.left:
            found.discarded.remove(one)
            for block in named.blocks:
                sort(block, questions, rules, today, found)
    spoken = {reply.key for reply in found.replies}
    open_keys = tuple(key for key in questions.all_keys if key not in spoken)
    asked = "\n".join([one.text for one in found.unclear] + [one.detail for one in found.replies])
    for one in list(found.discarded) if open_keys else ():
        if one.why in _LEFT_OUT and one.text not in asked and _may_say(one.text, rules):
            found.discarded.remove(one)
            found.unclear.append(Unclear(one.text, "it names no question", open_keys))


def _may_say(text: str, rules: ReplyRules) -> bool:
    """Return whether a remark decides something, or points at an answer: "Same as last year"."""
    points = rules.labels.elsewhere.first(plain(text), 2) is not None
    return points or says_more(text, or_later=True)


def quoted_answers(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back a colleague's quoted answers where it is not plain that they are to be used."""
    if found.replies:
        return
    for one in [each for each in found.discarded if each.why == FOREIGN]:
        if carries(one.text, rules.answers):
            found.discarded.remove(one)
            found.unclear.append(Unclear(one.text, _OF_ANOTHER, questions.all_keys))
