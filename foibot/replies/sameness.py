"""What is said of one question by pointing at another: "as for Q1", "same as above"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.labels import numbers_in
from foibot.replies.model import Proposal, QuestionReply
from foibot.replies.questions import Questions
from foibot.replies.rules import LabelWords
from foibot.replies.words import words

_LONGEST = 8
_AS = re.compile(r"^\W{0,3}as\s(?=[0-9]{1,2}\W{0,3}$)", re.IGNORECASE)
_SAME = re.compile(r"\W{0,3}same\W{0,3}", re.IGNORECASE)
_NAMED = re.compile(r"\b([QqCc])(?=[0-9])")


def same_as_others(
    replies: Sequence[QuestionReply], questions: Questions, labels: LabelWords
) -> list[QuestionReply]:
    """
    Return *replies* with the meaning of the other question given to those that point at it.

    Words that point stay words where the other is an answer: the letter shows both.
    """
    order = {key: n for n, key in enumerate(questions.all_keys)}
    done: list[QuestionReply] = []
    for reply in sorted(replies, key=lambda one: order[one.key]):
        other = _pointed_at(reply, done, replies, questions, labels)
        if other is None or other.proposal is Proposal.ANSWER:
            done.append(reply)
        else:
            done.append(
                replace(
                    other, key=reply.key, attribution=reply.attribution, certainty=reply.certainty,
                    enclosures=reply.enclosures,
                )
            )  # fmt: skip
    return done


def points_at_nothing(
    reply: QuestionReply, every: Sequence[QuestionReply], questions: Questions, labels: LabelWords
) -> bool:
    """Return whether *reply* is no more than "as Q2" where nothing was taken for that question."""
    numbers = _number_behind(reply, questions, labels)
    keys = questions.resolve(numbers[:1], None, reply.key.reference).keys if numbers else ()
    return bool(keys) and all(one.key not in keys for one in every)


def points_above(reply: QuestionReply, labels: LabelWords) -> bool:
    """Return whether *reply* is no more than "same", which means the question before it."""
    tokens = [word.text for word in words(_spaced(reply.text))]
    end = labels.same.at(tokens, 0) if 0 < len(tokens) <= _LONGEST else None
    return reply.proposal is Proposal.ANSWER and end is not None and end == len(tokens)


def _spaced(text: str) -> str:
    """Return *text* with "as Q2" and "as 2" as "as Q 2"."""
    return _NAMED.sub(r"\1 ", _AS.sub("as Q", _said_alone(text)))


def _said_alone(text: str) -> str:
    return "the same" if _SAME.fullmatch(text) else text


def _number_behind(
    reply: QuestionReply, questions: Questions, labels: LabelWords
) -> tuple[str, ...]:
    text = _spaced(reply.text)
    found = words(text)
    tokens = [word.text for word in found]
    end = labels.same.at(tokens, 0) if 0 < len(tokens) <= _LONGEST else None
    if reply.proposal is not Proposal.ANSWER or end is None:
        return ()
    return numbers_in(text[found[end - 1].end :].lstrip(" \t:").lstrip("Qq"), questions.known)


def _pointed_at(
    reply: QuestionReply,
    before: Sequence[QuestionReply],
    every: Sequence[QuestionReply],
    questions: Questions,
    labels: LabelWords,
) -> QuestionReply | None:
    """Return the reply that *reply* points at, or None; "above" is the one before it."""
    tokens = [word.text for word in words(_spaced(reply.text))]
    end = labels.same.at(tokens, 0) if 0 < len(tokens) <= _LONGEST else None
    if reply.proposal is not Proposal.ANSWER or end is None:
        return None
    numbers = _number_behind(reply, questions, labels)
    if numbers:
        keys = questions.resolve(numbers[:1], None, reply.key.reference).keys
        return next((one for one in every if one.key in keys and one is not reply), None)
    near = [one for one in before if one.key.reference == reply.key.reference]
    return near[-1] if near and end == len(tokens) else None
