"""A lead's reply to an officer's wish for more time: "fine, till Friday", "No, by the 2nd"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foibot.replies.days import Days, days_named
from foibot.replies.decision_parts import Decision, Parts, key_list, reason_in
from foibot.replies.model import Key, Unclear
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.words import Phrases, plain
from foibot.trust.permissions import Action

REFUSED = "no"
UNTIL_WHEN = "until when? Write the day, as in: until 4 December. Or write: no, and why"
_LONGEST = 600
_DASHES = ("-", "\u2013", "\u2014")
_A_DAY = re.compile(r"\d|day\b|\bweek|\bmonth|\btomorrow\b", re.IGNORECASE)
_BUT = re.compile(r"[,.;\s]{1,4}(?:but|however|ond)\b", re.IGNORECASE)
_NAMES_LIMIT = re.compile(
    r"\b(?:until|till|til|only|up to|no later|not later|not (?:a day )?(?:beyond|past|after)|tan"
    r"|give|have)\b",
    re.IGNORECASE,
)
# "Can Priya have another week?" asks the desk to do it.
_ASKED_OF_US = re.compile(r"(?:please )?(?:can|could|may|let|would you|will you)\b", re.IGNORECASE)
_NEGATIVE = frozenset({"not", "never", "nor", "neither"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A question for which an officer wished more time: until when, and what day *stands*."""

    key: Key
    until: date | None
    stands: date


@dataclass(frozen=True, slots=True)
class _Said:
    """Which words of a text say yes, which say no, and which make it doubtful."""

    yes: bool
    no: bool
    doubt: bool
    negative: bool  # a "not" that belongs to none of them


def allowed(parts: Parts) -> Decision | Unclear:
    """Return the day that "allow Q2 until 4 December: the reason" sets, in any mail."""
    head, reason = _head(parts.rest, parts.rules)
    keys = key_list(parts, whole_case=True)
    days = days_named(head, parts.rules.dates, parts.today, parts.today)
    if not keys or days.one is None:
        why = f"{days.why}: " if days.why else ""
        return parts.unclear(f"{why}say which question and until when: allow Q2 until 4 December")
    return Decision(Action.MORE_TIME, keys, reason, until=days.one)


def time_said(
    text: str, wishes: Sequence[Wish], questions: Questions, rules: ReplyRules, today: date
) -> Decision | Unclear | None:
    """
    Return what *text* decides about the *wishes* of the mail that it answers.

    None means that it speaks of something else.  A yes without a day gives the day that the
    officer named; a condition, two days, or a yes beside a no is asked back.
    """
    target = _meant(text, wishes, questions)
    head, reason = _head(text, rules)
    head, beside = _without_beside(head)
    said, whole = _said(head, rules.decisions), _said(text, rules.decisions)
    stands = min((one.stands for one in wishes), default=today)
    days = days_named(head, rules.dates, today, stands)
    nothing = not (said.yes or said.no or days.named or days.why)
    if nothing or len(text) > _LONGEST:
        return None
    keys = tuple(one.key for one in target)
    if not target:
        return Unclear(text, "say which question, as in: Q1 until 4 December", keys)
    if days_named(beside, rules.dates, today, today).named:
        return Unclear(text, 'is the day behind the "but" the one for the answer?', keys)
    why = _doubtful(text, said, whole, days)
    if why:
        return Unclear(text, why, keys)
    if said.no and (days.one is None or not _about_the_answer(head, rules)):
        if days.one is not None:
            return Unclear(text, "is the answer wanted by that day? Write: no, answer by ...", keys)
        return Decision(Action.MORE_TIME, keys, reason, basis=REFUSED)
    until = days.one or _wished(target)
    if until is None:
        return Unclear(text, UNTIL_WHEN, keys)
    return Decision(Action.MORE_TIME, keys, reason, until=until)


def _meant(text: str, wishes: Sequence[Wish], questions: Questions) -> tuple[Wish, ...]:
    """Return the wishes that the text names, all of them where it names no question."""
    numbers = questions.named(text)
    if not numbers:
        return tuple(wishes)
    keys = questions.resolve(numbers, None, None).keys
    return tuple(one for one in wishes if one.key in keys)


def _head(text: str, rules: ReplyRules) -> tuple[str, str]:
    """Return what is decided, and the reason behind a colon or "because"."""
    reason = reason_in(text, rules)
    whole = text.rstrip()
    head = whole[: whole.rfind(reason)] if reason and whole.endswith(reason) else text
    # What stands behind a dash may be the day itself: "Too late - by Wednesday please".
    if head == text or (head.rstrip().endswith(_DASHES) and _A_DAY.search(reason)):
        return text, ""
    return head, reason


def _without_beside(head: str) -> tuple[str, str]:
    """Return *head* without what stands behind a "but", and that, unless it sets a limit."""
    match = _BUT.search(head)
    if match is None or _NAMES_LIMIT.search(head[match.end() :]):
        return head, ""
    return head[: match.start()], head[match.end() :]


def _said(text: str, words: Mapping[str, Phrases]) -> _Said:
    tokens = plain(text)
    yes = no = doubt = negative = False
    place = 0
    while place < len(tokens):
        ends = [(words[name].at(tokens, place) or 0, name) for name in ("time_yes", "time_no")]
        end, name = max(ends)
        doubt = doubt or words["time_doubt"].at(tokens, place) is not None
        if not end:
            negative = negative or tokens[place] in _NEGATIVE
            place += 1
            continue
        yes, no = yes or name == "time_yes", no or name == "time_no"
        place = end
    return _Said(yes, no, doubt, negative)


def _doubtful(text: str, said: _Said, whole: _Said, days: Days) -> str:
    """Return why it is not certain what is decided, or ""."""
    if days.why:
        return f"{days.why}: {UNTIL_WHEN}"
    if said.yes and said.no:
        return "it says both yes and no: write until when, or no"
    asks = "?" in text and not _ASKED_OF_US.match(text.strip())
    if said.negative or ("?" in text and said.no):
        return "it may be a yes or a no: write until when, or no"
    if asks:
        return "it asks something: write until when, or no"
    if said.doubt or (whole.doubt and not said.no):
        return "it depends on something: write until when, or no"
    return ""


def _about_the_answer(head: str, rules: ReplyRules) -> bool:
    """Return whether the day in "No, they must answer by the 2nd" is for the answer."""
    return rules.decisions["time_answer"].within(head)


def _wished(wishes: Sequence[Wish]) -> date | None:
    """Return the one day that the officer named for all of them, or None."""
    days = {one.until for one in wishes}
    return days.pop() if len(days) == 1 else None
