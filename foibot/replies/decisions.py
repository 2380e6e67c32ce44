"""Decisions of governance by reply: a strict grammar, one decision a line, the rest asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from foibot.message.model import Message
from foibot.replies.agreeing import NEEDS_CODE, agrees, code_said
from foibot.replies.decision_cases import CaseHeads, headed, named_behind, of_case
from foibot.replies.decision_edits import changed
from foibot.replies.decision_labels import behind_label
from foibot.replies.decision_parts import Decision, Parts, assigned_to, each_assigned
from foibot.replies.decision_readers import READERS
from foibot.replies.decision_words import word_of
from foibot.replies.exemptions import exemptions_in
from foibot.replies.labels import strong_label
from foibot.replies.model import AskedQuestion, Proposal, Unclear
from foibot.replies.more_time import UNTIL_WHEN, Wish, time_said
from foibot.replies.pieces import Origin, Piece, pieces
from foibot.replies.questions import Questions
from foibot.replies.remarks import is_farewell, without_greeting, without_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.signed import name_below
from foibot.replies.wording import meaning
from foibot.replies.words import plain
from foibot.trust.codes import FIRST_LINES, given
from foibot.trust.permissions import Action

_MOST_TEXT = 20_000
_LONGEST_LINE = 1_000
MOST_NAMES = 4


_POLITE = re.compile(
    r"[\s,.;\u2013\u2014-]{1,4}"
    r"(?:please|pls|(?:many |with )?thanks|thank you|diolch)[\s.!]{0,3}$",
    re.IGNORECASE,
)
# "Q2 is for Finance", "Q2 should go to the county": said of the question, and no answer to it.
_SPEAKS_OF = re.compile(
    r"^\W{0,4}(?:q|questions?|cwestiwn)[ .]?[0-9]{1,2}[a-z]?\s(?:(?:really|also|just|probably) )?"
    r"(?:is|isn't|are|was|were|should|shouldn't|needs?|ought|can|could|has|have|goes|belongs?|will|"
    r"must|looks?|seems?|reads?|still|sits|comes)\b",
    re.IGNORECASE,
)
_LONGEST_THANKS = 10
_THE_SERVICE = re.compile(
    r"^(?:the )|[\s,]{0,3}\b(?:please|pls|team|service|department|dept)[\s.!]{0,3}$|[\s.!]{1,3}$",
    re.IGNORECASE,
)
# A second decision behind the first: "assign Q2 to Finance. Also extend all until ...".
_NEXT = re.compile(r"(?<=[.;])\s{1,3}(?=\S)|,?\s(?=(?:and|then|also)\s)", re.IGNORECASE)
_ALSO = re.compile(r"^(?:(?:and|also|then|please|secondly|finally)[\s,]{1,3}){0,3}", re.IGNORECASE)
# Thanks that hold one of these may take something back.
_CHANGES = frozenset(
    plain(
        "but however except not no never change changed wrong before after once if unless until "
        "only check hold wait stop question ond"
    )
)


@dataclass(frozen=True, slots=True)
class DecisionReading:
    """What a reply decides, and the lines that nobody could be sure of."""

    decisions: tuple[Decision, ...]
    unclear: tuple[Unclear, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins a decision, with the lines that go on with its text."""

    first: str
    more: str
    case: str = ""  # that the line, or one above it, names

    @property
    def whole(self) -> str:
        return f"{self.first}{self.more}".strip()


def read_decisions(
    message: Message,
    asked: Sequence[AskedQuestion],
    rules: ReplyRules,
    *,
    today: date,
    sent: str = "",
    wishes: Sequence[Wish] = (),
) -> DecisionReading:
    """
    Return the decisions in the first ten new lines of *message* about the questions *asked*.

    *wishes*: for what the mail that is answered says that an officer wishes more time.
    A code counts only when nothing else is said beside it: "approve, but first change Q2" is no
    approval.
    """
    questions = Questions(asked)
    decisions: list[Decision] = []
    unclear: list[Unclear] = []
    lines = _lines(message, questions, rules, sent, talks=bool(wishes))
    for line in _as_one(lines, questions, rules, sent) if wishes else lines:
        read = _of_time(line, wishes, questions, rules, today) if wishes else None
        read = read or _decision(line, questions, rules, today, sent)
        if wishes and isinstance(read, Decision) and read.action is Action.ANSWER:
            read = Unclear(line.whole, UNTIL_WHEN, read.keys)
        if isinstance(read, Unclear):
            unclear.append(read)
        else:
            decisions.append(read)
    coded = [one for one in decisions if one.code]
    if coded:
        unclear = [one for one in unclear if not agrees(one.text, rules)]
    if coded and (unclear or len(decisions) > len(coded)):
        why = "a code stands alone; what else was written makes it unclear"
        unclear += [Unclear(f"{one.action.value} {one.code}", why, ()) for one in coded]
        decisions = [one for one in decisions if not one.code]
    return DecisionReading(tuple(decisions), tuple(unclear))


def _lines(
    message: Message, questions: Questions, rules: ReplyRules, sent: str, *, talks: bool = False
) -> tuple[_Line, ...]:
    """
    Return the new lines, each decision with the text that belongs to it.

    *talks*: "Ok, let's say Friday" at the beginning is what the mail was answered for.
    """
    found: list[_Line] = []
    seen, gap, heads = 0, "\n", CaseHeads(rules)
    begun = partial(_begins, questions=questions, rules=rules, sent=sent)
    for piece in _unsigned(pieces(message.lines, rules.fences, sent, begun), rules):
        if piece.origin is not Origin.NEW:
            if found and piece.text.strip():
                break
            continue
        text = _worded(piece.text, rules, first=not found, talks=talks)
        if not text or heads.opens(text, apart=not found or gap == "\n\n"):
            gap = "\n\n"
            continue
        if is_farewell(text, rules.answers) or (found and _is_name(text, message)):
            break
        seen += 1
        begins = heads.just_opened or _begins(text, questions, rules, sent)
        own, text = heads.of(text)
        if found and not begins and _takes_text(found[-1], rules, sent):
            found[-1] = replace(found[-1], more=f"{found[-1].more}{gap}{text}"[:_MOST_TEXT])
        elif seen <= FIRST_LINES:
            each = _apart(text[:_MOST_TEXT], questions, rules, sent)
            found += [_Line(one, "", own) for one in each]
        else:
            break
        gap = "\n"
    return tuple(found)


# What may begin a line about a wish for more time: "Extend to Friday", "Give her a week".
_OF_TIME = {
    None, Action.MORE_TIME, Action.ASSIGN, Action.EXTEND, Action.REJECT, Action.REFUSE,
    Action.APPROVE, Action.ADD,
}  # fmt: skip
# "Ask them to do it by Monday" asks nothing of the requester.
_ASK_TO = re.compile(r"(?:.{0,30}\s)?ask (?:them|her|him|[A-Z][a-z]{1,20}) to\b[^:]{0,200}$")
# "Q1 till Friday, Q2 no" decides two things.
_EACH = re.compile(r"(?:\n|(?<=[.;,])\s)(?=[Qq](?:uestion)?[ .]?[0-9])")
_GROUNDS = ("public_interest", "complex", "voluminous")


def _may_be_time(line: str, rules: ReplyRules, sent: str) -> bool:
    """Return whether *line* can be about more time: no other word of decision begins it."""
    word = word_of(line, rules)
    code = code_said(line, sent, rules)
    if word is not None and word[0] is Action.CLARIFY:
        return _ASK_TO.match(line) is not None
    if word is not None and word[0] is Action.REFUSE and exemptions_in(line):
        return False
    ground = any(rules.decisions[name].within(line) for name in _GROUNDS)
    return code is None and not ground and (word[0] if word else None) in _OF_TIME


def _as_one(
    lines: Sequence[_Line], questions: Questions, rules: ReplyRules, sent: str
) -> Sequence[_Line]:
    """Return the lines as one where all are about more time, and no two about their questions."""
    if not lines or not all(_may_be_time(one.first, rules, sent) for one in lines):
        return lines
    text = "\n".join(one.whole for one in lines)
    apart = _EACH.split(text)
    labelled = [one for one in apart if strong_label(one, rules.labels, questions.known)]
    return (
        [_Line(one.strip(" ,;"), "") for one in apart] if len(labelled) > 1 else [_Line(text, "")]
    )


def _of_time(
    line: _Line, wishes: Sequence[Wish], questions: Questions, rules: ReplyRules, today: date
) -> Decision | Unclear | None:
    """Return what the line decides about more time, or None where it is about something else."""
    word = word_of(line.first, rules)
    if not _may_be_time(line.first, rules, ""):
        return None
    label = strong_label(line.first, rules.labels, questions.known)
    about = questions.resolve(label.numbers, label.reference, None).keys if label else ()
    text = f"{label.rest}{line.more}".strip() if label and about else line.whole
    meant = [one for one in wishes if one.key in about] if about else wishes
    said = time_said(text, meant, questions, rules, today)
    moved = word is not None and word[0] is Action.ASSIGN and assigned_to(word[1])
    gives = isinstance(said, Decision) and said.until is not None
    # "Give Q1 to Finance" gives a question away, "extend to Friday" gives time.
    return None if moved and not gives else said


def _apart(text: str, questions: Questions, rules: ReplyRules, sent: str) -> list[str]:
    """Return the decisions on one line, where the first is of a kind that has no text."""
    word = word_of(text, rules)
    found = each_assigned(text, word[1]) if word and word[0] is Action.ASSIGN else [text]
    while len(found) < FIRST_LINES and not _takes_text(_Line(found[-1], ""), rules, sent):
        last = found[-1]
        ends = [m.start() for m in _NEXT.finditer(last[:_LONGEST_LINE])]
        rests = [(end, _ALSO.sub("", last[end:].strip(" ,"), count=1)) for end in ends]
        second = next(
            (
                (end, rest)
                for end, rest in rests
                # "Q1 and Q2" are one list; behind a full stop a label begins something new.
                if word_of(rest, rules)
                or (last[end - 1] in ".;" and _begins(rest, questions, rules, sent))
            ),
            None,
        )
        if second is None or code_said(last, sent, rules) is not None or agrees(last, rules):
            break
        found[-1:] = [last[: second[0]].strip(" ,"), second[1]]
    return found


def _unsigned(parts: Sequence[Piece], rules: ReplyRules) -> Sequence[Piece]:
    """Return *parts* up to the name and post that the first new words are signed with."""
    end = next((n for n, one in enumerate(parts) if one.origin is not Origin.NEW), len(parts))
    name = name_below([one.text for one in parts[:end]], rules.answers)
    return parts if name is None else [*parts[:name], *parts[end:]]


def _is_name(line: str, message: Message) -> bool:
    """Return whether *line* is the writer's own name and no more: people end mails with it."""
    if message.sender is None:
        return False
    known = set(plain(f"{message.sender.name} {message.sender.addr.partition('@')[0]}"))
    said = plain(line)
    return 0 < len(said) <= MOST_NAMES and set(said) <= known


def _worded(line: str, rules: ReplyRules, *, first: bool, talks: bool) -> str:
    """Return *line* without greeting and thanks."""
    opened = _unopened(line, rules) if talks else _without_greeting(line, rules, first=first)
    return _without_thanks(opened, rules)


def _unopened(line: str, rules: ReplyRules) -> str:
    """Return *line* without its greeting, unless that says yes or no itself: "Ok, till Friday"."""
    bare = without_greeting(line.strip(), rules.answers)
    greeting = line.strip()[: len(line.strip()) - len(bare)]
    says = any(rules.decisions[name].within(greeting) for name in ("time_yes", "time_no"))
    return line.strip() if says else bare


def _without_greeting(line: str, rules: ReplyRules, *, first: bool) -> str:
    if not first or not line.strip():
        return line.strip()
    bare = without_greeting(line, rules.answers)
    if word_of(bare, rules) is not None:
        return bare  # "Can you give Q3 to Finance?" reads like talk to the desk, and decides
    rest, _ = without_talk([line], rules.answers)
    return rest.strip()


def _without_thanks(line: str, rules: ReplyRules) -> str:
    """Return *line* without thanks: "Many thanks for your help", or the end of a code's line."""
    if is_farewell(line, rules.answers):
        return line  # what follows it is a name
    code = _POLITE.sub("", line)
    if code != line and given(code) is not None:
        return code
    tokens = plain(line)
    thanks = bool(tokens) and rules.answers.farewell.at(tokens, 0) is not None
    only = len(tokens) <= _LONGEST_THANKS and _CHANGES.isdisjoint(tokens)
    figures = any(char.isdigit() for char in line)
    return "" if thanks and only and not figures else line


def _begins(line: str, questions: Questions, rules: ReplyRules, sent: str) -> bool:
    """Return whether *line* begins a decision of its own."""
    word = word_of(headed(line)[1], rules)
    if code_said(line, sent, rules) is not None or word is not None:
        return True
    return strong_label(line, rules.labels, questions.known) is not None


def _takes_text(line: _Line, rules: ReplyRules, sent: str) -> bool:
    """Return whether the decision on *line* may go on over several lines."""
    if code_said(line.first, sent, rules) is not None or agrees(line.first, rules):
        return False
    found = word_of(line.first, rules)
    return found is None or found[0] not in _ONE_LINE


_ONE_LINE = {
    Action.APPROVE, Action.MERGE, Action.UNDO, Action.ASSIGN, Action.FEE, Action.RELEASE,
    Action.TRANSFER, Action.FILE,
}  # fmt: skip


def _decision(
    line: _Line, questions: Questions, rules: ReplyRules, today: date, sent: str
) -> Decision | Unclear:
    code = code_said(line.first, sent, rules)
    if code is not None:
        actions = {action.value: action for action in Action}
        action = actions.get(code.action.lower())
        if action is None or line.more:
            return Unclear(line.whole, "no such action, or more than its code", ())
        return Decision(action, code=code.code)
    if agrees(line.whole, rules):
        return Unclear(line.whole, NEEDS_CODE, ())
    word = word_of(line.first, rules)
    case = (named_behind(word[1]) if word else "") or line.case
    # Who names a case means it, though the mail that is answered is about another.
    questions = Questions(of_case(questions.asked, case)) if case else questions
    if word is not None:
        rest = f"{_POLITE.sub('', word[1])}{line.more}".strip()
        read = READERS[word[0]](Parts(line.whole, rest, questions, rules, today))
        if isinstance(read, Unclear) or read.action is Action.FILE:
            return read
        return replace(read, case=case)
    behind = behind_label(line.whole, questions, rules, today)
    if behind is not None:
        return behind if isinstance(behind, Unclear) else replace(behind, case=case)
    line = replace(line, first=changed(line.first))
    return _sent_on(line, questions, rules, today) or _edit(line, questions, rules)


def _sent_on(line: _Line, questions: Questions, rules: ReplyRules, today: date) -> Decision | None:
    """Return the assignment in "This is one for Parks", where the council has that service."""
    said = meaning(line.whole, rules, today)
    known = said.service and rules.answers.services.first(plain(said.service)) is not None
    if said.proposal is not Proposal.NOT_OURS or not known or line.first.rstrip().endswith("?"):
        return None
    numbers = questions.named(line.whole)
    target = questions.resolve(numbers, None, None).keys if numbers else questions.all_keys
    single = numbers or len(questions.all_keys) == 1
    return Decision(Action.ASSIGN, target, to=said.service) if single and target else None


def _edit(line: _Line, questions: Questions, rules: ReplyRules) -> Decision | Unclear:
    """Return the new wording of an answer ("Q2: ..."), or of where a question goes."""
    label = strong_label(line.first, rules.labels, questions.known)
    if label is None:
        return Unclear(line.whole, "it begins with none of the words of a decision", ())
    target = questions.resolve(label.numbers, label.reference, None)
    if not target.keys:
        return Unclear(line.whole, target.why, target.choices)
    text = f"{label.rest}{line.more}".strip()
    if rules.answers.services.is_whole(_THE_SERVICE.sub("", text)):
        # "Q2 - Finance" is who should have it, unless it is just what was asked.
        if not questions.asks_who(target.keys):
            return Decision(Action.ASSIGN, target.keys, to=_THE_SERVICE.sub("", text))
        return Unclear(line.whole, "is it the answer? To move it write: assign Q3 to Highways", ())
    speaks_of_it = _SPEAKS_OF.match(line.first) is not None
    others = len(questions.named(line.whole)) > 1 and not line.more
    if speaks_of_it or others or text.casefold().startswith(("to ", "i ")) or text.endswith("?"):
        return Unclear(line.whole, "is it an answer? To move it write: assign Q3 to Highways", ())
    if len(target.keys) != 1 or not plain(text):
        return Unclear(line.whole, "say the new answer behind one question's number", target.keys)
    return Decision(Action.ANSWER, target.keys, text)
