"""What a reply passes on: the answers of colleagues' mails that it says to stand below (T21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from foibot.replies.colleague import (
    PASSED_ON,
    Quoted,
    announces,
    from_below,
    speaks_of_mails,
    without_greeted,
)
from foibot.replies.leftover import quoted_answers
from foibot.replies.mentions import numbers_counted
from foibot.replies.model import Attribution, Certainty, Discarded, Key, QuestionReply, Unclear
from foibot.replies.questions import Questions
from foibot.replies.remarks import TALK, without_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.sorting import Sorted
from foibot.replies.words import plain, sentences

_PASSED = "it stands in the mail of a colleague that you pass on, and not plainly at a question"
_LEAST_END = 3  # words


def pass_on(
    mails: Sequence[Quoted],
    typed: Sequence[str],
    questions: Questions,
    rules: ReplyRules,
    found: Sorted,
    read: Callable[[Quoted, tuple[Key, ...]], Sorted],
) -> None:
    """Add to *found* the answers of quoted *mails* that the reply says to use; what it *typed*."""
    if not mails:
        return
    said = _announcing(typed, questions, rules)
    whole = _whole(typed, questions, rules, found)
    # "The dogs answer is from our warden below" sends the question to nobody.
    found.replies[:] = [one for one in found.replies if not _only_announces(one, said)]
    keys = whole or _some(said, questions, found)
    several = any(speaks_of_mails(one) for one in said)
    every = [read(one, ()) for one in (mails if several else mails[:1])]
    if len(every) == 1 and not every[0].replies and len(keys) == 1 and _names_one(said, questions):
        # "Q3 is in this from Sarah": what she says, at no question, is of that one.
        every = [read(mails[0], tuple(keys))]
    heard = [one for each in every for one in each.replies if one.key in keys]
    # What a colleague says of all he was asked may be said of other questions than these.
    taken = _once([one for one in heard if whole or one.attribution is not Attribution.ALL])
    if not taken:
        _ask_back(mails[: len(every)] if said else (), questions, rules, found)
        return
    _leave_out(said, rules, found)
    for each in every:
        found.unclear += each.unclear
        found.discarded += each.discarded
    found.replies += [
        replace(
            one,
            text=without_greeted(one.text),
            certainty=Certainty.PROPOSED,
            warnings=(*one.warnings, PASSED_ON),
        )
        for one in taken
    ]


def _announcing(typed: Sequence[str], questions: Questions, rules: ReplyRules) -> list[str]:
    """Return the sentences of *typed* that say that a colleague's mail below has answers."""
    each = (one for line in typed for one in sentences(line))
    return [one for one in each if announces(one, rules.labels, questions.known)]


def _whole(
    typed: Sequence[str], questions: Questions, rules: ReplyRules, found: Sorted
) -> set[Key]:
    """Return the questions of a reply that says no more, or of an answer that says no more."""
    answered = {one.key for one in found.replies if not from_below(one.text, rules)}
    said = {one.key for one in found.replies} - answered
    said |= {key for one in found.unclear if from_below(one.text, rules) for key in one.choices}
    if said or found.replies:
        return said - answered
    own = without_talk(list(typed), rules.answers)[0]
    whole = not plain(own) or from_below("\n".join(typed), rules)
    return set(questions.all_keys) if whole else set()


def _some(said: Sequence[str], questions: Questions, found: Sorted) -> set[Key]:
    """Return the open questions that *said* names, or all open ones where it names none."""
    if not said:
        return set()
    numbers = [n for one in said for n in numbers_counted(one, questions)]
    named = questions.resolve(numbers, None, None).keys if numbers else questions.all_keys
    return set(named) - {one.key for one in found.replies}


def _only_announces(reply: QuestionReply, said: Sequence[str]) -> bool:
    """Return whether a reply is no more than what announces a colleague's mail, or ends it."""
    text = reply.text or reply.detail
    return text in said or _ends(text, said)


def _ends(text: str, said: Sequence[str]) -> bool:
    """Return whether *text* is the end of a sentence of *said*: "is in this from Priya:"."""
    return len(plain(text)) >= _LEAST_END and any(one.endswith(text) for one in said)


def _names_one(said: Sequence[str], questions: Questions) -> bool:
    """Return whether what is *said* names one question by its number."""
    return len({n for one in said for n in numbers_counted(one, questions)}) == 1


def _once(replies: Sequence[QuestionReply]) -> list[QuestionReply]:
    """Return *replies* to questions of which one mail alone says something."""
    keys = [one.key for one in replies]
    return [one for one in replies if keys.count(one.key) == 1]


def _leave_out(said: Sequence[str], rules: ReplyRules, found: Sorted) -> None:
    """Take what only points at the quoted mail out of what is asked back."""
    every = [one.text for one in found.unclear] + [one.text for one in found.replies]
    told = [one for one in every if from_below(one, rules) or _ends(one, said)]
    shown = {one.text for one in found.discarded}
    new = [one for one in dict.fromkeys((*told, *said)) if one not in shown]
    found.discarded += [Discarded(one, TALK) for one in new]
    found.replies[:] = [one for one in found.replies if one.text not in told]
    kept: list[Unclear] = []
    for one in found.unclear:
        text = one.text
        for each in said:
            text = text.replace(each, "")
        if one.text not in told and plain(text):
            kept.append(replace(one, text=text.strip()))
    found.unclear[:] = kept


def _ask_back(
    mails: Sequence[Quoted], questions: Questions, rules: ReplyRules, found: Sorted
) -> None:
    """Ask which questions the *mails* passed on answer, where some are open."""
    quoted_answers(questions, rules, found)
    asked = "\n".join(one.text for one in found.unclear)
    spoken = {one.key for one in found.replies}
    open_ = tuple(key for key in questions.all_keys if key not in spoken)
    for one in mails if open_ else ():
        text = "\n".join(one.lines).strip()
        if text not in asked:
            found.unclear.append(Unclear(text, _PASSED, open_))
