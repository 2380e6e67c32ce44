"""Words that put an answer off: "will send Friday", "I'll have to get it from stores" (T21)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from foibot.replies.dates import find_date
from foibot.replies.figures import has_figures, undated
from foibot.replies.likely import Says, likely
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import ADDRESS
from foibot.replies.words import plain, sentences

# What an officer does at a desk, as against what the council does: "we will build".
_VERBS = (
    r"(?:get|send|dig|find|look|check|ask|chase|confirm|let|have|try|supply|forward|follow|come|go|"
    r"run|speak|pull|sort|do|answer|reply|respond|update|provide|e-?mail|ring|call|count|consult|"
    r"trawl|search|see|take|give|drop|ping|fill|finish|complete|work|return|pass|be)"
)
_SELF = re.compile(
    r"\b(?:i|we)(?:\s?['\u2019]?\s?ll|\s(?:will|shall|need\sto|have\sto|can|should|must|hope\sto|"
    r"aim\sto|am\sgoing\sto|are\sgoing\sto)|['\u2019]?(?:m|re|ve)\s(?:going|got|hoping|trying)\sto)\s"
    rf"(?:[a-z]+\s){{0,2}}?{_VERBS}\b",
    re.IGNORECASE,
)
# "You'll have it by Friday."
_YOURS = re.compile(
    r"\byou\s?(?:['\u2019]?\s?ll|\swill|\sshould|\sshall)\s(?:[a-z]+\s){0,2}?(?:have|get|receive)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:^|[,;:.\u2013\u2014-]\s)\W{{0,3}}(?:so |but |and )?(?:will|ll|shall|gonna)\s"
    rf"(?:[a-z]+\s){{0,2}}?{_VERBS}\b",
    re.IGNORECASE,
)
# "I've asked Dave for the others and will send them tomorrow": the same writer will.
_AND_WILL = re.compile(
    r"^\W{0,4}(?:i|we)\b[^.!?\n]{2,120}?\s(?:and|so|but|then)\s(?:will|['\u2019]ll|shall)\s"
    rf"(?:[a-z]+\s){{0,2}}?{_VERBS}\b",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"\bi\s?(?:['\u2019]|ll\b|will\b|need\b|have\b|shall\b|must\b|hope\b|aim\b)", re.I
)
_OBJECT = re.compile(r"\b(?:you|it|this|that|these|them|those|back|one)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:tomorrow|tmrw|tmw|tomoz|2moro|yfory|later|soon|asap|shortly|when|once|"
    r"(?:next|this) (?:week|month)|as soon as|in due course|(?:end|start|beginning) of|"
    r"this (?:afternoon|morning))\b",
    re.IGNORECASE,
)
_TOMORROW = re.compile(r"\b(?:tomorrow|tmrw|tmw|tomoz|tomo|2moro|yfory)\b", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\b[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:am|pm)\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\b[0-9]{1,2}\s?(?:-\s?[0-9]{1,2}\s)?(?:more\s|extra\s|working\s)?(?:days?|weeks?)\b", re.I
)
_FOLLOWS = re.compile(r"\b(?:will|to|should|can) (?:then |both |all )?follow\b", re.IGNORECASE)
_FACT = frozenset({"yes", "no", "yep", "nope", "none", "nil", "zero", "oes", "nac"})
# "Yep on my list": a yes to the work, and not to what was asked.
_WILL_DO = re.compile(
    r"\W{0,3}(?:yes|yep|yeah)\W{1,3}(?:it['\u2019]?s\s)?(?:on (?:my|the|it)|will do|no prob|"
    r"in hand|working|chasing|noted|sorry|doing|sure|ok)\b",
    re.IGNORECASE,
)
# "I've asked Dave for the others", and not "the rest of the year".
_OTHERS = re.compile(
    r"\bthe (?:rest|others|remainder|(?:other|remaining) (?:ones|questions|answers))"
    r"(?=\W*$|\s?[,;.]|\s(?:and|but|so|which|from|by|on|until|today|tomorrow|next)\b)",
    re.IGNORECASE,
)
_MOST_WORDS = 45
_SOME_DAY = date(2000, 1, 1)  # whether a day is named does not depend on today


def day_named(text: str, rules: ReplyRules, today: date) -> date | None:
    """Return the day that *text* names, "tomorrow" too, or None."""
    found = find_date(text, rules.dates, today)
    return found or (today + timedelta(1) if _TOMORROW.search(text) else None)


def day_word(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says when: "tomorrow", "next week", "by Friday"."""
    named = find_date(text, rules.dates, _SOME_DAY) is not None
    return named or _LATER.search(text) is not None


def without_times(text: str) -> str:
    """Return *text* without the hours and the spans that it names: "by 4pm", "in 10 days"."""
    return _HOW_LONG.sub("", _TIME_OF_DAY.sub("", text))


def names_the_rest(text: str) -> bool:
    """Return whether *text* speaks of the other questions: "Dave has the others"."""
    return _OTHERS.search(text) is not None


def says_of_the_rest(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* puts off the other questions, and gives nothing."""
    gives = has_figures(without_times(undated(text)))
    return not gives and names_the_rest(text) and puts_off(text, rules)


def puts_off(text: str, rules: ReplyRules) -> bool:
    """
    Return whether *text* says only that its writer will get the answer, or send it later.

    "We will send a letter to each tenant" says what the council does: it names no "you", no "it"
    and no day.
    """
    tokens = plain(text)
    given = rules.answers.enclosed.within(text) or ADDRESS.search(text) is not None
    fact = bool(tokens) and tokens[0] in _FACT and not _WILL_DO.match(text)
    if not tokens or len(tokens) > _MOST_WORDS or given or fact:
        return False
    parts = [one for line in text.split("\n") for one in sentences(line) if plain(one)]
    puts = [_puts(one, rules) and not _answers(one) for one in parts]
    others = (likely(one).says for one, off in zip(parts, puts, strict=True) if not off)
    return any(puts) and (puts[0] or all(one in _NOTHING for one in others))


_NOTHING = frozenset({Says.TALK, Says.MORE_TIME})
_PLAINLY = 0.9


def _answers(sentence: str) -> bool:
    """Return whether *sentence* is an answer all the same: "I can do the second: yes, two"."""
    found = likely(sentence)
    return found.says is Says.ANSWER and found.share >= _PLAINLY


def _puts(sentence: str, rules: ReplyRules) -> bool:
    if rules.labels.rest.first(plain(sentence), 2) and (_LATER.search(sentence)):
        return True  # "Rest tomorrow when I'm at my desk"
    if _FOLLOWS.search(sentence) and day_word(sentence, rules) and not sentence.endswith("?"):
        return True  # "The income and the policy will follow next week"
    ways = (_SELF, _BARE, _YOURS, _AND_WILL)
    match = next((found for one in ways if (found := one.search(sentence))), None)
    if match is None or sentence.rstrip().endswith("?"):
        return False
    later = day_word(sentence, rules)
    meant = later or _OBJECT.search(sentence, match.start()) or _OFFICER.match(match[0])
    return bool(meant)
