"""Parts of a request that ask for nothing: how to answer it, and who fills it in (guide R11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.acts import Sentence
from foibot.questions.blocks import Block
from foibot.questions.courtesies import plain
from foibot.questions.judge import is_refused, read_all
from foibot.questions.outline import Element, Entry, Listing
from foibot.questions.rules import QuestionRules

MOST_IN_HEAD = 7
# "Section 6: About you", "Your details", "Details of the person completing this form".
RESPONDENT = re.compile(
    r"(?:(?:section|part)\s?\w{1,3}\s?[:.–-]*\s*)?"
    r"(?:about you|your (?:own )?(?:contact )?details|(?:(?:contact )?details of (?:the )?)?"
    r"(?:person|officer|respondent)(?: (?:completing|filling in) (?:this|the) \w+)?(?: details)?"
    r"|respondent(?:['’]s)? details|(?:form )?completed by)\W*",
    re.I,
)
# "All other documents as searchable PDF", under "Format".
FILE = re.compile(
    r"\b(?:as|in|by|via)\b(?! (?:each|every)\b)[^.?]{0,30}\b(?:pdfs?|csv|excel|xlsx?|word"
    r"|json|e-?mail|spreadsheet|paper|electronic|electronically|format|form)\b",
    re.I,
)
WILLING = re.compile(
    r"(?:would|are|may|can) (?:you|we) (?:also )?(?:be )?(?:willing|happy|prepared|contact)\b",
    re.I,
)
# "If you believe otherwise, please provide a breakdown of the estimate".
OF_LIMIT = re.compile(
    r"\bif you (?:believe|think|consider|decide|find|conclude) (?:otherwise|differently"
    r"|that it (?:would|does))\b"
    r"|\b(?:breakdown|basis|details) (?:of|for) (?:the|your|that|any) (?:cost )?estimate\b",
    re.I,
)


def without_formal_parts(outline: Sequence[Element], rules: QuestionRules) -> list[Element]:
    """Return *outline* without its numbered parts about the answer: "4. Form of response"."""
    kept: list[Element] = []
    for each in outline:
        if isinstance(each, Listing):
            each.entries[:] = [e for e in each.entries if not is_formal_part(e, rules)]
            if not each.entries:
                continue
        kept.append(each)
    return kept


def is_formal_part(entry: Entry, rules: QuestionRules) -> bool:
    """Return whether an entry is headed as a formality and asks for nothing but an answer."""
    words = plain(entry.block.text).split()
    if not 0 < len(words) <= MOST_IN_HEAD or not set(words) <= rules.formality:
        return False
    every = [each for block in _below(entry) for each in read_all(block.body, rules)]
    return bool(every) and all(asks_nothing(each, words) for each in every)


def asks_nothing(each: Sentence, heading: Sequence[str]) -> bool:
    """Return whether a sentence asks for nothing, under the *heading* of a part."""
    if is_refused(each) or not each.has("ask", "noun", "question") or OF_LIMIT.search(each.text):
        return True
    if "format" in heading or "formats" in heading:
        return FILE.search(each.text) is not None
    return heading == ["background"] and told_before(each)


def told_before(each: Sentence) -> bool:
    """Return whether a sentence under "Background" tells something: it is whole, and asks not."""
    return each.text.endswith(".") and not each.has("ask", "question", "order", "mark")


def _below(entry: Entry) -> list[Block]:
    found = list(entry.more)
    for child in entry.children:
        found += [child] if isinstance(child, Block) else [child.block, *_below(child)]
    return found


def heads_respondent(text: str) -> bool:
    """Return whether a heading stands over what only tells who fills in a form."""
    return RESPONDENT.fullmatch(text.strip("*#_ ")) is not None


def of_respondent(text: str, rules: QuestionRules) -> bool:
    """Return whether a line under such a heading only takes in who answers."""
    return plain(text) in rules.form_field or WILLING.match(text) is not None
