"""Later sentences behind a label that are of other questions: "Two online. Plan attached" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block
from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures
from foibot.replies.model import Key
from foibot.replies.of_case import of_whole_cases
from foibot.replies.of_subject import of_subject
from foibot.replies.promises import says_of_the_rest
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.services import service_named
from foibot.replies.wording import sends_away
from foibot.replies.words import sentences

# "We do not hold it": of what was spoken of right before.
_GOES_BACK = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|both|hyn|hynny)\b", re.IGNORECASE
)


def without_strays(
    block: Block, left: Sequence[Key], questions: Questions, rules: ReplyRules, *, running: bool
) -> str:
    """
    Take from the first line of *block* the sentences that are of other questions; return them.

    A label owns its own sentence.  Later ones stay with it while none points at a question of
    *left*; from there on those go that have no word of the labelled questions.  *running*: the
    label of one question stands in prose too, and begins no line of a list.
    """
    place = next((n for n, line in enumerate(block.lines) if line.strip()), None)
    parts = sentences(block.lines[place]) if place is not None else ()
    # "Q4: Conduent. They cover 3 car parks" is a list; "Nothing for Q2 and Q3. ..." is prose.
    listed = len(block.target.keys) == 1 and not running
    if place is None or len(parts) < 2 or listed:
        return ""
    asked = Asked(questions, left, rules)
    begins = next(
        (n for n, one in enumerate(parts) if n and _points(one, block, asked, questions)), None
    )
    if begins is None:
        return ""
    gone = [one for one in parts[begins:] if asked.is_of_none_of(one, block.target.keys)]
    block.lines[place] = " ".join(
        one for n, one in enumerate(parts) if n < begins or one not in gone
    )
    return " ".join(gone)


def _points(text: str, block: Block, asked: Asked, questions: Questions) -> bool:
    """Return whether *text*, behind the sentence of *block*, is of a question that is open."""
    left = [asked.asked[n].key for n in sorted(asked.open)]
    return (
        _names_another(text, block, asked)
        or bool(of_whole_cases(text, left, questions, asked.rules))
        or bool(of_subject(text, left, questions, asked.rules))
        or says_of_the_rest(text, asked.rules)
        or _sends_others_away(text, block, asked)
    )


def _names_another(text: str, block: Block, asked: Asked) -> bool:
    """Return whether *text* has a word of an open question alone, and none of those of *block*."""
    own = any(asked.has_own(text, n) for n in asked.open)
    return own and asked.is_of_none_of(text, block.target.keys)


def _sends_others_away(text: str, block: Block, asked: Asked) -> bool:
    """Return whether *text*, behind an answer to several questions, names who has others."""
    away = sends_away(text, asked.rules) and bool(service_named(text, asked.rules))
    back = _GOES_BACK.search(text) is not None or has_figures(text)
    several = len(block.target.keys) > 1 and asked.is_of_none_of(text, block.target.keys)
    return several and away and not back
