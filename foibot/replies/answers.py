"""A reply of staff to a digest or an assignment: question by question, what it says (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.case.reference import PATTERN
from foibot.message.model import Message
from foibot.replies.amended import amended
from foibot.replies.attached import files
from foibot.replies.case_heads import case_of_list, without_heads
from foibot.replies.cases import by_their_words, naming_cases, naming_ours, within_cases
from foibot.replies.colleague import Quoted, as_new, quoted_mails, within_quotations
from foibot.replies.commands import Commanded, read_command
from foibot.replies.documents import Document, read_documents
from foibot.replies.enclosing import enclose_files, miss_files, unplaced
from foibot.replies.joining import joined
from foibot.replies.labels import strong_label
from foibot.replies.leftover import decided_apart, left_over
from foibot.replies.loose import place_loose
from foibot.replies.marks import unmarked
from foibot.replies.model import (
    AskedQuestion,
    Command,
    Discarded,
    Key,
    ReplyReading,
)
from foibot.replies.passing import pass_on
from foibot.replies.pieces import Origin, Piece, pieces
from foibot.replies.prose import turned
from foibot.replies.questions import Questions
from foibot.replies.reconciling import doubt_mixed, doubt_pointers, keep_fenced, newest
from foibot.replies.remarks import (
    REMARK,
    TALK,
    only_greets,
    without_signature,
)
from foibot.replies.rules import LabelWords, ReplyRules
from foibot.replies.sameness import same_as_others
from foibot.replies.sharing import shared_out
from foibot.replies.sorting import Sorted, sort
from foibot.replies.split import parts_of
from foibot.replies.tables import untabled
from foibot.replies.taken_back import take_back
from foibot.replies.walk import walk


def read_reply(
    message: Message,
    asked: Sequence[AskedQuestion],
    rules: ReplyRules,
    *,
    today: date,
    sent: str = "",
    documents: Sequence[Document] = (),
    waits: bool = True,
) -> ReplyReading:
    """
    Return what *message* says to each of the questions *asked*.

    What stands in a fence is recorded; beside a quoted question or behind its number it is
    proposed; the rest is discarded, or asked back where it may be an answer.  *sent* is the text
    of the mail that was answered, when it is known; *documents* are the texts of what is attached.
    Where nothing *waits* for a "yes", it is the answer to "Does the council ...?".
    """
    questions = Questions(asked)
    command = read_command(message, questions, rules, sent)
    if command.command is Command.CONFIRM and not waits:
        command = Commanded()
    if command.command is not None and command.whole:
        beside = unplaced(files(message.attachments), questions)
        return ReplyReading(unclear=beside, command=command.command, command_keys=command.keys)
    author = message.sender.name if message.sender is not None else ""
    parts = unmarked(pieces(message.lines, rules.fences, sent), author)
    parts = within_quotations(naming_ours(parts, questions))
    known_ours = any(part.origin is Origin.OURS for part in parts)
    work = _Work(questions, rules, today, list_foreign=known_ours or bool(sent))
    found, left = _placed(parts, author, work)
    listed = read_documents(documents, questions, rules, today, found)
    left_over(left, questions, rules, found)
    _passed_on(parts, work, found)
    decided_apart(questions, rules, today, found)
    take_back(_newly_written(parts), questions, rules, today, found)
    doubt_pointers(questions, rules, found)
    found.replies[:] = same_as_others(found.replies, questions, rules.labels)
    names = [name for name in files(message.attachments) if name not in listed]
    enclose_files(names, questions, rules, found)
    if not files(message.attachments):
        miss_files(rules, found)
    return ReplyReading(
        tuple(sorted(found.replies, key=lambda reply: questions.all_keys.index(reply.key))),
        tuple(found.unclear),
        tuple(found.discarded),
        command.command,
        command.keys,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What a reply is read by."""

    questions: Questions
    rules: ReplyRules
    today: date
    list_foreign: bool


def _placed(parts: Sequence[Piece], author: str, work: _Work) -> tuple[Sorted, Sequence[str]]:
    """Return what *parts* say to the questions, and the lines that nobody can place."""
    questions, rules = work.questions, work.rules
    parts = naming_cases(untabled(parts, questions, rules), questions, rules)
    parts, corrected = amended(parts, questions, rules)
    typed = _newly_written(parts)
    questions.count_as_requester(typed)
    questions.count_labels(_labelled(typed, questions, rules.labels))
    if questions.told is None and not any(PATTERN.search(line) for line in typed):
        questions.told = case_of_list(typed, questions, rules.labels)
    walked = walk(parts, questions, rules.labels, list_foreign=work.list_foreign)
    corrected += without_heads(walked.blocks, questions)
    walked.blocks[:] = within_cases(walked.blocks, questions, rules)
    walked.blocks[:] = shared_out(walked.blocks, questions, rules, corrected)
    taken = [key for block in walked.blocks if block.says() for key in block.target.keys]
    found = Sorted([], [], [*walked.discarded, *corrected], author)
    walked.loose.extend(turned(walked.blocks, taken, questions, rules))
    loose = place_loose(_unsigned(walked.loose, rules, found), questions, taken, rules)
    found.discarded += [
        Discarded(one, TALK) for one in loose.talk if not only_greets(one, rules.answers)
    ]
    loosely = by_their_words(loose.blocks, taken, questions, rules)
    for block in newest(walked.blocks, found) + loosely:
        sort(block, questions, rules, work.today, found)
    keep_fenced(found)
    found.replies[:] = joined(found.replies)
    doubt_mixed(questions, rules, found)
    return found, loose.left


def _newly_written(parts: Sequence[Piece]) -> list[str]:
    return [part.text for part in parts if part.origin is Origin.NEW]


def _labelled(typed: Sequence[str], questions: Questions, words: LabelWords) -> list[str]:
    """Return the numbers of the labels of what was typed; none where a case is named too."""
    if any(PATTERN.search(line) for line in typed):
        return []
    parts = (part for line in typed for part in parts_of(line, questions, words))
    labels = (one.label or strong_label(one.text, words, questions.known) for one in parts)
    return [number for label in labels if label is not None for number in label.numbers]


def _unsigned(regions: Sequence[list[str]], rules: ReplyRules, found: Sorted) -> list[str]:
    """Return the loose lines, each region without the signature at its end."""
    kept: list[str] = []
    for region in regions:
        lines, removed = without_signature(region, rules.answers, found.author)
        found.discarded += [Discarded(one, REMARK) for one in removed if one.strip()]
        kept += ["", *lines] if any(line.strip() for line in lines) else []
    return kept


def _passed_on(parts: Sequence[Piece], work: _Work, found: Sorted) -> None:
    """Take the answers of the mails of colleagues that the reply points at, each read alone."""

    def alone(other: Quoted, keys: tuple[Key, ...]) -> Sorted:
        asked = [one for one in work.questions.asked if not keys or one.key in keys]
        own = replace(work, questions=Questions(asked))
        inner, left = _placed(as_new(other), other.author, own)
        left_over(left, own.questions, work.rules, inner)
        return inner

    typed = _unsigned([_newly_written(parts)], work.rules, Sorted([], [], [], found.author))
    pass_on(quoted_mails(parts), typed, work.questions, work.rules, found, alone)
