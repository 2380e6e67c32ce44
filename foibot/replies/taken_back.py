"""A figure that the officer takes back further down: never recorded, asked for anew (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foibot.replies.doubting import says_later
from foibot.replies.evidence import Asked
from foibot.replies.model import (
    Attribution,
    Certainty,
    Discarded,
    Key,
    Proposal,
    QuestionReply,
    Unclear,
)
from foibot.replies.promises import day_named, puts_off
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.sorting import Sorted
from foibot.replies.words import sentences

_TAKEN_BACK = "you say further down that it is not right"


def take_back(
    typed: Sequence[str], questions: Questions, rules: ReplyRules, today: date, found: Sorted
) -> None:
    """
    Take from *found* each answer that words below it in *typed* take back: "ignore the agency one".

    Where the right one is promised, more time is asked for; else the officer is asked for it.
    """
    whole = "\n".join(typed)
    told = [one.text for one in found.discarded] + [one.text for one in found.unclear]
    each = [one for text in told for line in text.split("\n") for one in sentences(line)]
    for place, sentence in enumerate(each):
        if rules.taken_back.within(sentence):
            above = [one for one in found.replies if _stands_above(one, sentence, whole)]
            reply = _meant(sentence, above, questions, rules)
            if reply is not None:
                _without(reply, each[place : place + 2], rules, today, found)


def _stands_above(reply: QuestionReply, sentence: str, whole: str) -> bool:
    """Return whether the words of *reply* stand above *sentence* in the *whole* of the mail."""
    said = (reply.text or reply.detail).strip().split("\n")[0]
    return whole.find(said) < whole.find(sentence.strip())


def _meant(
    sentence: str, given: Sequence[QuestionReply], questions: Questions, rules: ReplyRules
) -> QuestionReply | None:
    """Return the one answer of *given* whose question *sentence* names by number or in words."""
    keys = _by_number(sentence, questions) or _by_words(sentence, questions, rules)
    meant = [one for one in given if one.key in keys]
    return meant[0] if len(meant) == 1 else None


def _by_number(sentence: str, questions: Questions) -> tuple[Key, ...]:
    numbers = questions.named(sentence)
    tails = [name for tail, name in questions.tails.items() if str(tail) in sentence]
    near = tails[0] if len(tails) == 1 else None
    return questions.resolve(numbers, None, near).keys if numbers else ()


def _by_words(sentence: str, questions: Questions, rules: ReplyRules) -> tuple[Key, ...]:
    if len(questions.asked) < 2:
        return questions.all_keys
    asked = Asked(questions, questions.all_keys, rules)
    own = [n for n in sorted(asked.open) if asked.has_own(sentence, n)]
    return tuple(questions.asked[n].key for n in own) if len(own) == 1 else ()


def _without(
    reply: QuestionReply, said: Sequence[str], rules: ReplyRules, today: date, found: Sorted
) -> None:
    """Take *reply* away; *said* are the words that take it back and those behind them."""
    found.replies.remove(reply)
    promise = next((one for one in said if says_later(one) or puts_off(one, rules)), None)
    if promise is not None:
        until = day_named(promise, rules, today)
        found.replies.append(later(reply.key, promise.strip(), until, reply.attribution))
        found.discarded.append(Discarded(reply.text or reply.detail, _TAKEN_BACK))
    else:
        text = " / ".join([reply.text or reply.detail, said[0].strip()])
        found.unclear.append(Unclear(text, _TAKEN_BACK, (reply.key,)))


def later(key: Key, text: str, until: date | None, attribution: Attribution) -> QuestionReply:
    """Return that more time is wanted for the question of *key*, in the words of *text*."""
    return QuestionReply(
        key, Proposal.MORE_TIME, "", text, until=until, attribution=attribution,
        certainty=Certainty.PROPOSED,
    )  # fmt: skip
