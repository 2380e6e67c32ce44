"""Clauses that answer the questions in order, each of its kind: "1,240, supplied by EE" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.evidence import Asked, goes_against
from foibot.replies.figures import has_figures
from foibot.replies.headings import telling
from foibot.replies.kinds import is_plainly, kind_asked
from foibot.replies.labels import weak_label
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import asks_for_copies, counts, fits_question
from foibot.replies.prose import later_lines
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences

_CLAUSE_END = re.compile(r"[,;]\s|\.\s")
# Not between the figures of "1 and 3".
_AND = re.compile(r"(?<![0-9])\s(?:and|ac|&)\s")
_JOINS = re.compile(r"^(?:and|then|ac|yna)\s", re.IGNORECASE)
_CURT = 8  # words
_LEAST_NOTE = 6  # words
_MOST_NOTES = 20  # lines below one answer
_BULLET = re.compile(r"^\s{0,20}[-*\u2022\u00b7\u25aa\u25e6]\s")


def first_in_order(
    sentences_: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """
    Return the answers to all questions, or to the first where the rest is to come, in order.

    "2 pools, run by Active Leisure": each part is of the kind asked for, none is plainly about
    another question, and one has a word of its own.
    """
    parts = [one for text in sentences_ for one in _clauses(text) if plain(one)]
    curt = all(len(plain(one)) <= _CURT and ":" not in one for one in parts)
    if not 0 < len(parts) <= len(left) or not curt:
        return None
    asked = Asked(questions, left, rules)
    keys = left[: len(parts)]
    places = [n for n, one in enumerate(questions.asked) if one.key in keys]
    each = list(zip(parts, places, strict=True))
    fits = all(fits_question(one, questions.asked[n].text, rules) for one, n in each)
    known = [asked.evidence(one, n) > 0 for one, n in each]
    # "12 of these were for breach of condition" has words, and none of its question.
    told = all(
        sure or not telling(one) or not counts([questions.asked[n].text])
        for sure, (one, n) in zip(known, each, strict=True)
    )
    decided = any(decides(one, rules) and not _hands_over(one, n, asked) for one, n in each)
    shown = any(known) or (len(parts) == len(left) and _of_their_kinds(each, asked))
    if decided or not (fits and told and shown):
        return None  # "Nothing to do with us, try Parking" is said of all
    if goes_against(parts, keys, questions, rules):
        return None
    return Found(
        [
            Block(Target((key,)), Attribution.ORDER, [one])
            for key, one in zip(keys, parts, strict=True)
        ]
    )


def _hands_over(text: str, n: int, asked: Asked) -> bool:
    """Return whether *text* is the file that question *n* asks for: "policy attached"."""
    file = asked.rules.answers.attachment.within(text)
    return file and asks_for_copies([asked.asked[n].text])


def _of_their_kinds(each: Sequence[tuple[str, int]], asked: Asked) -> bool:
    """
    Return whether the questions are of two kinds or more, and each clause is plainly of its one.

    "11, 9, cuts mainly, no": two numbers, a reason and a no stand where they are asked for.
    """
    kinds = [kind_asked(asked.asked[n].text) for _, n in each]
    plainly = all(is_plainly(one, kind) for (one, _), kind in zip(each, kinds, strict=True))
    return plainly and len(set(kinds)) > 1


def _clauses(text: str) -> list[str]:
    """Return the clauses of *text*: "906 plots and 340 on the list" are two, each of a figure."""
    found: list[str] = []
    for one in _CLAUSE_END.split(text):
        both = _AND.split(one)
        apart = len(both) > 1 and "(" not in one and all(has_figures(each) for each in both)
        found += both if apart else [one]
    return [_JOINS.sub("", one.strip(" .")) for one in found]


def clauses_in_order(
    said: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """Return the answers of "1,240, supplied by EE": one clause for each question."""
    parts = [one for line in said for one in sentences(line) if plain(one)]
    found = first_in_order(parts, left, questions, rules)
    return found if found is not None and len(found.blocks) == len(left) else None


def return_notes(blocks: Sequence[Block], questions: Questions, rules: ReplyRules) -> None:
    """
    Give each paragraph behind the last answer that is plainly about another one to that.

    "3. 2", and below it "Please note the waiting list has some people twice".  What stands between
    two labels is of the first of them, whatever its words.
    """
    asked = Asked(questions, questions.all_keys, rules)
    blocks = [one for one in blocks if one.attribution is Attribution.LABEL]
    own = {block.target.keys[0]: block for block in blocks if len(block.target.keys) == 1}
    places = {one.key: n for n, one in enumerate(asked.asked)}
    for block in [one for one in blocks if one.says()][-1:] if len(own) == len(blocks) else ():
        mine = places[block.target.keys[0]]
        for n in [at for at in later_lines(block) if _is_note(block.lines[at])][:_MOST_NOTES]:
            line = block.lines[n]
            theirs = [asked.asked[m].key for m in places.values() if asked.has_own(line, m)]
            if len(theirs) == 1 and theirs[0] in own and not asked.shares(line, mine):
                own[theirs[0]].lines += ["", line]
                block.lines[n] = ""


def _is_note(line: str) -> bool:
    """Return whether *line* is a sentence, and no point of a list."""
    return len(plain(line)) >= _LEAST_NOTE and weak_label(line) is None and not _BULLET.match(line)
