"""Words that give a figure-seeker no more than a day to come: "we expect it by 18 March" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from foibot.case.reference import PATTERN
from foibot.replies.figures import undated
from foibot.replies.ordered import asks_for_copies, wants_figures
from foibot.replies.promises import day_named, without_times
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import ADDRESS
from foibot.replies.wording import NUMBER_WORDS
from foibot.replies.words import plain

_YEARS = re.compile(r"\b(?:20)?[0-9]{2}[/-][0-9]{2}\b")
_SPAN = re.compile(r"\b(?:a|one|two|three|four|five|six) (?:more )?(?:days?|weeks?)\b", re.I)
_BEFORE_DAY = re.compile(r"\b(?:by|on|until|till?|before|so|after|erbyn|tan)\b|\b\w+day\b", re.I)
# A document that will be published on a day is an answer, or held back under s.22.
_IN_PUBLIC = re.compile(r"\b(?:publish\w*|publication|website|online|available)\b", re.IGNORECASE)


def gives_only_a_day(text: str, asked: Sequence[str], rules: ReplyRules, today: date) -> bool:
    """
    Return whether *text* names a day to come and gives nothing of what is *asked*.

    Each question asks for a number, an amount or a copy: "by Friday 13 March" is no answer to it.
    """
    known = all(wants_figures([one]) or asks_for_copies([one]) for one in asked)
    day = day_named(text, rules, today) if asked and known else None
    if day is None or day <= today or text.rstrip().endswith("?"):
        return False
    given = rules.answers.attachment.within(text) or ADDRESS.search(text) is not None
    if given or _IN_PUBLIC.search(text) or not _BEFORE_DAY.search(text):
        return False
    bare = _SPAN.sub("", without_times(undated(_YEARS.sub("", PATTERN.sub("", text)))))
    number = any(char.isdigit() for char in bare) or not NUMBER_WORDS.isdisjoint(plain(bare))
    return asks_for_copies(asked) or not number
