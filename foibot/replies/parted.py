"""What prose that is weighed is cut into, and what is said of the rest of the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.doubting import says_later
from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution, Key
from foibot.replies.promises import day_word, without_times
from foibot.replies.questions import Target
from foibot.replies.rules import ReplyRules
from foibot.replies.services import sends_the_rest
from foibot.replies.wording import sends_away
from foibot.replies.words import plain

MOST_PARTS = 24
MOST_WORDS = 300
UNPLACED = "it names no question"

# "Reasons: 5 convictions, 2 medical" is one answer, "for the allotments request: ..." may be two.
_LIST = re.compile(r"(?<!request)(?<!case)(?<!ones)(?<!one)(?<!questions):\s")
_TURN = re.compile(
    r"[,;]\s(?:(?:and|but|while|with|of (?:which|those|these))\s)?"
    r"|\s(?:and|but|while|which)\s"
    r"|\s(?=(?:on|with|from|over|including|plus|using|across)\s"
    r"(?:about |around |some )?\u00a3?[0-9])",
    re.IGNORECASE,
)


def clauses(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where the clauses of *sentence* begin and end; what is listed is one with its head."""
    listed = _LIST.search(sentence)
    stop = listed.start() if listed is not None else len(sentence)
    turns = [one for one in _TURN.finditer(sentence, 0, stop) if not _inside(sentence, one)]
    starts = [0, *(one.end() for one in turns)]
    yield from zip(starts, [*(one.start() for one in turns), len(sentence)], strict=True)


def _inside(sentence: str, turn: re.Match[str]) -> bool:
    """Return whether *turn* stands within brackets."""
    before = sentence[: turn.start()]
    return before.count("(") > before.count(")")


def speaks_of(asked: Asked, text: str, keys: Sequence[Key]) -> bool:
    """Return whether *text* has words of a question of *keys*."""
    return any(asked.shares(text, n) for n, one in enumerate(asked.asked) if one.key in keys)


def is_of_the_rest(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* gives nothing and speaks of the others: "The rest tomorrow"."""
    named = rules.labels.rest.first(plain(text), 3) is not None
    return named and not has_figures(without_times(text))


def add_rest(found: Found, rest: Sequence[str], silent: tuple[Key, ...], rules: ReplyRules) -> None:
    """Add what is said of the other questions; of none where others are asked about anyhow."""
    unplaced = any(not block.target.keys for block in found.blocks)
    for text in rest:
        decided = decides(text, rules) or says_later(text) or day_word(text, rules)
        decided = decided or sends_away(text, rules) or sends_the_rest(text, rules)
        if not silent:
            found.talk.append(text)
        elif decided and not unplaced:
            found.blocks.append(Block(Target(silent), Attribution.ALL, [text]))
        else:
            found.blocks.append(Block(Target((), silent, UNPLACED), Attribution.ORDER, [text]))
