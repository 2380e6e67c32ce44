"""A reply of staff to a digest or an assignment: question by question, what it says (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.case.reference import PATTERN
from foibot.message.model import Message
from foibot.replies.amended import amended
from foibot.replies.attached import files, place_files
from foibot.replies.blocks import FOREIGN, Block
from foibot.replies.cases import by_their_words, naming_cases, naming_ours, within_cases
from foibot.replies.colleague import (
    PASSED_ON,
    as_new,
    from_below,
    quoted_answer,
    within_quotations,
)
from foibot.replies.commands import Commanded, read_command
from foibot.replies.documents import Document, read_documents
from foibot.replies.doubting import likely_talk, says_more
from foibot.replies.figures import has_figures
from foibot.replies.joining import joined
from foibot.replies.labels import strong_label
from foibot.replies.loose import place_loose
from foibot.replies.marks import unmarked
from foibot.replies.mentions import by_mention, counts_some, others_spoken_of, without_exception
from foibot.replies.model import (
    AskedQuestion,
    Attribution,
    Certainty,
    Command,
    Discarded,
    Key,
    Proposal,
    QuestionReply,
    ReplyReading,
    Unclear,
)
from foibot.replies.pieces import Origin, Piece, pieces
from foibot.replies.prose import turned
from foibot.replies.questions import Questions
from foibot.replies.remarks import (
    REMARK,
    TALK,
    answer_only,
    is_talk,
    only_greets,
    without_signature,
    without_talk,
)
from foibot.replies.rules import LabelWords, ReplyRules
from foibot.replies.sameness import points_above, points_at_nothing, same_as_others
from foibot.replies.sifting import ADDRESS, carries
from foibot.replies.sorting import NOT_EACH, Sorted, decided, only_holding, sort
from foibot.replies.split import parts_of
from foibot.replies.walk import walk
from foibot.replies.words import plain

OUTSIDE = "outside every answer block"
_LEFT_OUT = frozenset({OUTSIDE, REMARK, TALK})
_NO_FILE = "it speaks of a file, and no file came with the mail"
_NOT_THERE = "it points at another question, of which nothing was taken"
_FILE_ALONE = 6  # words
_BY_NAME = frozenset({Attribution.LABEL, Attribution.ORDER})
_OF_ANOTHER = "it stands in a mail of somebody else that you quote"


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
        return ReplyReading(command=command.command, command_keys=command.keys)
    author = message.sender.name if message.sender is not None else ""
    parts = unmarked(pieces(message.lines, rules.fences, sent), author)
    parts = within_quotations(naming_ours(parts, questions))
    known_ours = any(part.origin is Origin.OURS for part in parts)
    work = _Work(questions, rules, today, list_foreign=known_ours or bool(sent))
    found, left = _placed(parts, author, work)
    listed = read_documents(documents, questions, rules, today, found)
    _left_over(left, questions, rules, found)
    _passed_on(parts, asked, work, found)
    _decided_apart(work, found)
    _points_nowhere(questions, rules, found)
    found.replies[:] = same_as_others(found.replies, questions, rules.labels)
    names = [name for name in files(message.attachments) if name not in listed]
    _place_files(names, questions, rules, found)
    if not files(message.attachments):
        _miss_files(rules, found)
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
    parts, corrected = amended(naming_cases(parts, questions, rules), questions, rules)
    typed = _newly_written(parts)
    questions.count_as_requester(typed)
    questions.count_labels(_labelled(typed, questions, rules.labels))
    walked = walk(parts, questions, rules.labels, list_foreign=work.list_foreign)
    walked.blocks[:] = within_cases(walked.blocks, questions, rules)
    taken = [key for block in walked.blocks if _says(block) for key in block.target.keys]
    found = Sorted([], [], [*walked.discarded, *corrected], author)
    walked.loose.extend(turned(walked.blocks, taken, questions, rules))
    loose = place_loose(_unsigned(walked.loose, rules, found), questions, taken, rules)
    found.discarded += [
        Discarded(one, TALK) for one in loose.talk if not only_greets(one, rules.answers)
    ]
    loosely = by_their_words(loose.blocks, taken, questions, rules)
    for block in _newest(walked.blocks, found) + loosely:
        sort(block, questions, rules, work.today, found)
    _keep_fenced(found)
    found.replies[:] = joined(found.replies)
    _doubt_mixed(questions, rules, found)
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


def _says(block: Block) -> bool:
    return bool(block.text().strip())


def _newest(blocks: Sequence[Block], found: Sorted) -> list[Block]:
    """Return the blocks less those fenced ones that a newer, less quoted one replaces."""
    kept: list[Block] = []
    nearest: dict[Key, Block] = {}
    for block in sorted(blocks, key=lambda one: one.depth if not one.lines else 0):
        if block.attribution is not Attribution.FENCE or not _says(block):
            continue
        for key in block.target.keys:
            nearest.setdefault(key, block)
    for block in blocks:
        old = [key for key in block.target.keys if nearest.get(key, block) is not block]
        if block.attribution is Attribution.FENCE and old and _says(block):
            if block.text().strip() != nearest[old[0]].text().strip():
                found.discarded.append(Discarded(block.text().strip(), "an older block"))
            continue
        kept.append(block)
    return kept


def _keep_fenced(found: Sorted) -> None:
    """Discard what is also said outside, of a question that has a fenced answer."""
    fenced = {r.key for r in found.replies if r.attribution is Attribution.FENCE}
    outside = [
        r for r in found.replies if r.key in fenced and r.attribution is not Attribution.FENCE
    ]
    found.discarded += [Discarded(r.text or r.detail, OUTSIDE) for r in outside]
    found.replies[:] = [reply for reply in found.replies if reply not in outside]


def _points_nowhere(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back "as Q2" where nothing was taken for question 2, and "same" below what is asked."""
    every = list(found.replies)
    open_keys = {key for one in found.unclear for key in one.choices if len(one.choices) == 1}
    for reply in every:
        before = Key(reply.key.reference, reply.key.n - 1)
        doubted = before in open_keys and points_above(reply, rules.labels)
        if doubted or points_at_nothing(reply, every, questions, rules.labels):
            found.replies.remove(reply)
            found.unclear.append(Unclear(reply.text, _NOT_THERE, (reply.key,)))


def _doubt_mixed(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back an answer that speaks of another question, of which nothing else was said."""
    said = {reply.key for reply in found.replies}
    for reply in [one for one in found.replies if one.attribution in _BY_NAME]:
        text = without_exception(reply.text or reply.detail)
        others = others_spoken_of(text, (reply.key,), questions, rules)
        silent = tuple(key for key in dict.fromkeys(others) if key not in said)
        if silent:
            found.replies.remove(reply)
            found.unclear.append(Unclear(text, NOT_EACH, (reply.key, *silent)))
        elif reply.text and text != reply.text:
            found.replies[found.replies.index(reply)] = replace(reply, text=text)


def _left_over(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, found: Sorted
) -> None:
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


def _decided_apart(work: _Work, found: Sorted) -> None:
    """Take a remark that says something of an open question it names; ask back the others."""
    questions = work.questions
    for one in [each for each in found.discarded if each.why == REMARK]:
        spoken = {reply.key for reply in found.replies}
        by_number = questions.named(one.text) or counts_some(one.text)
        named = by_mention([one.text], questions, work.rules, False) if by_number else None
        keys = [key for block in named.blocks for key in block.target.keys] if named else []
        if named is not None and keys and spoken.isdisjoint(keys) and not named.left:
            found.discarded.remove(one)
            for block in named.blocks:
                sort(block, questions, work.rules, work.today, found)
    spoken = {reply.key for reply in found.replies}
    open_keys = tuple(key for key in questions.all_keys if key not in spoken)
    asked = "\n".join(one.text for one in found.unclear)
    for one in list(found.discarded) if open_keys else ():
        if one.why in _LEFT_OUT and one.text not in asked and says_more(one.text, or_later=True):
            found.discarded.remove(one)
            found.unclear.append(Unclear(one.text, "it names no question", open_keys))


def _passed_on(
    parts: Sequence[Piece], asked: Sequence[AskedQuestion], work: _Work, found: Sorted
) -> None:
    """Take the answers of a colleague's mail that the reply points at: "See below from Raj"."""
    other, rules = quoted_answer(parts), work.rules
    if other is None:
        return
    keys = _pointing(parts, work, found)
    own = replace(work, questions=Questions(asked))
    inner, left = _placed(as_new(other), other.author, own)
    _left_over(left, own.questions, rules, inner)
    taken = [one for one in inner.replies if one.key in keys]
    if not taken:
        _quoted_answers(work.questions, rules, found)
        return
    told = [one.text for one in found.unclear if from_below(one.text, rules)]
    told += [one.text for one in found.replies if from_below(one.text, rules)]
    found.discarded += [Discarded(one, TALK) for one in told]
    found.unclear[:] = [one for one in found.unclear if one.text not in told]
    found.unclear += inner.unclear
    found.replies[:] = [one for one in found.replies if one.text not in told]
    found.replies += [
        replace(one, certainty=Certainty.PROPOSED, warnings=(*one.warnings, PASSED_ON))
        for one in taken
    ]
    found.discarded += inner.discarded


def _pointing(parts: Sequence[Piece], work: _Work, found: Sorted) -> set[Key]:
    """Return the questions whose answer the reply says to stand in a colleague's mail below."""
    rules, every = work.rules, set(work.questions.all_keys)
    answered = {one.key for one in found.replies if not from_below(one.text, rules)}
    said = {one.key for one in found.replies} - answered
    said |= {key for one in found.unclear if from_below(one.text, rules) for key in one.choices}
    if said or found.replies:
        return said - answered
    lines = _unsigned([_newly_written(parts)], rules, Sorted([], [], [], found.author))
    own = without_talk(lines, rules.answers)[0]
    return every if not plain(own) or from_below("\n".join(lines), rules) else set()


def _quoted_answers(questions: Questions, rules: ReplyRules, found: Sorted) -> None:
    """Ask back a colleague's quoted answers where it is not plain that they are to be used."""
    if found.replies:
        return
    for one in [each for each in found.discarded if each.why == FOREIGN]:
        if carries(one.text, rules.answers):
            found.discarded.remove(one)
            found.unclear.append(Unclear(one.text, _OF_ANOTHER, questions.all_keys))


def _place_files(
    names: Sequence[str], questions: Questions, rules: ReplyRules, found: Sorted
) -> None:
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
    found.unclear += [
        Unclear(
            name,
            "it is not clear which question the file answers",
            questions.all_keys,
            is_file=True,
        )
        for name in placed.left
    ]


def _miss_files(rules: ReplyRules, found: Sorted) -> None:
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
