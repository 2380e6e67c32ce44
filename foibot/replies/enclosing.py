"""The files of a reply: given to the questions they answer, missed, or asked back (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.attached import place_files
from foibot.replies.blocks import OUTSIDE
from foibot.replies.figures import has_figures
from foibot.replies.model import (
    Attribution,
    Certainty,
    Discarded,
    Key,
    Proposal,
    QuestionReply,
    Unclear,
)
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import ADDRESS
from foibot.replies.sorting import Sorted
from foibot.replies.words import plain

_NO_FILE = "it speaks of a file, and no file came with the mail"
_FILE_ALONE = 6  # words


def enclose_files(
    names: Sequence[str], questions: Questions, rules: ReplyRules, found: Sorted
) -> None:
    """Give the files *names* to the questions they answer; ask back of which one is not plain."""
    if not names:
        return
    texts = {r.key: f"{r.text}\n{r.detail}" for r in found.replies}
    placed = place_files(names, texts, questions.all_keys, rules)
    _only_of_files(found, placed.by_key, rules)
    answered = {reply.key for reply in found.replies}
    found.replies[:] = [_with_files(reply, placed.by_key) for reply in found.replies]
    found.replies += [
        QuestionReply(
            key, Proposal.ANSWER, "", attribution=Attribution.LABEL,
            certainty=Certainty.PROPOSED, enclosures=each,
        )
        for key, each in placed.by_key.items()
        if key not in answered
    ]  # fmt: skip
    found.unclear += unplaced(placed.left, questions)


def unplaced(names: Sequence[str], questions: Questions) -> tuple[Unclear, ...]:
    """Return the files *names* as things to ask back: nobody said what they answer."""
    why = "it is not clear which question the file answers"
    return tuple(Unclear(name, why, questions.all_keys, is_file=True) for name in names)


def miss_files(rules: ReplyRules, found: Sorted) -> None:
    """Ask back an answer that is no more than "see attached" where nothing is attached."""
    for reply in list(found.replies):
        bare = reply.proposal is Proposal.ANSWER and not reply.enclosures
        said = plain(reply.text)
        short = 0 < len(said) <= _FILE_ALONE and not has_figures(reply.text)
        short = short and ADDRESS.search(reply.text) is None
        if bare and short and rules.answers.enclosed.within(reply.text):
            found.replies.remove(reply)
            found.unclear.append(Unclear(reply.text, _NO_FILE, (reply.key,)))


def _only_of_files(found: Sorted, by_key: dict[Key, tuple[str, ...]], rules: ReplyRules) -> None:
    """Take "files attached for each question" from the questions that have no file."""
    empty = [
        reply
        for reply in found.replies
        if reply.attribution is Attribution.ALL
        and reply.proposal is Proposal.ANSWER
        and reply.key not in by_key
        and rules.answers.attachment.within(reply.text)
    ]
    if by_key and empty:
        found.discarded.append(Discarded(empty[0].text, OUTSIDE))
        found.replies[:] = [reply for reply in found.replies if reply not in empty]


def _with_files(reply: QuestionReply, by_key: dict[Key, tuple[str, ...]]) -> QuestionReply:
    names = by_key.get(reply.key, ())
    if not names:
        return reply
    done = reply.proposal is Proposal.DONE
    kind = Proposal.ANSWER if done else reply.proposal
    text = reply.detail if done else reply.text
    return replace(reply, enclosures=names, proposal=kind, text=text)
