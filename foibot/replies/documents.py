"""An attached list of answers, in Word, Excel or PDF -> answers to be confirmed (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.message.model import Line, Role
from foibot.replies.figures import has_figures
from foibot.replies.model import Attribution, Certainty, Discarded, Key, Proposal, QuestionReply
from foibot.replies.pieces import pieces
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.sorting import Sorted, sort
from foibot.replies.walk import walk
from foibot.replies.words import plain

_MOST_LETTERS = 60_000
_POINTER = 14  # "Please see the attached document for our answers" and the like
READ_AS_ANSWERS = "it was read as a list of answers, so it is not enclosed itself"
WRITTEN_TOO = "it stands in the attached file, and your mail answers the same question"


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one attached file."""

    name: str
    text: str


def read_documents(
    documents: Sequence[Document],
    questions: Questions,
    rules: ReplyRules,
    today: date,
    found: Sorted,
) -> tuple[str, ...]:
    """
    Add to *found* what attached lists of answers say; return the names of those lists.

    A file is such a list when it names two of the questions, or repeats the words of one.  What
    the mail itself says of a question stands; "see attached" says nothing.
    """
    used: list[str] = []
    for one in documents:
        given = _listed(one, questions, rules, today, found.author)
        if not given:
            continue
        used.append(one.name)
        found.discarded.append(Discarded(one.name, READ_AS_ANSWERS))
        for reply in given:
            _take(reply, rules, found)
    return tuple(used)


def _listed(
    document: Document, questions: Questions, rules: ReplyRules, today: date, author: str
) -> list[QuestionReply]:
    """Return the answers in *document*, or none where it is no list of them."""
    lines = [Line(text, Role.NEW) for text in document.text[:_MOST_LETTERS].split("\n")]
    walked = walk(pieces(lines, rules.fences), questions, rules.labels, list_foreign=False)
    found = Sorted([], [], [], author)
    for block in walked.blocks:
        if block.target.keys:
            sort(block, questions, rules, today, found)
    named = {reply.key for reply in found.replies}
    repeats = any(reply.attribution is Attribution.QUOTED for reply in found.replies)
    if len(named) < 2 and not repeats:
        return []
    by_key: dict[Key, QuestionReply] = {}
    for reply in found.replies:
        by_key.setdefault(reply.key, replace(reply, certainty=Certainty.PROPOSED))
    return list(by_key.values())


def _take(reply: QuestionReply, rules: ReplyRules, found: Sorted) -> None:
    said = next((one for one in found.replies if one.key == reply.key), None)
    if said is None:
        found.replies.append(reply)
    elif _points(said, rules):
        found.replies[found.replies.index(said)] = reply
    elif said.text.strip() != reply.text.strip():
        found.discarded.append(Discarded(reply.text or reply.detail, WRITTEN_TOO))


def _points(said: QuestionReply, rules: ReplyRules) -> bool:
    """Return whether *said* is no more than "see attached"."""
    plainly = said.proposal in {Proposal.ANSWER, Proposal.DONE} and not said.exemptions
    text = said.text or said.detail
    short = len(plain(text)) <= _POINTER and not has_figures(text)
    return plainly and short and rules.answers.attachment.within(text)
