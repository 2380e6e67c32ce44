"""Where the name begins that an answer is signed with: "Raj Patel / Senior Officer" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.contact import contact_weight
from foibot.replies.rules import AnswerWords
from foibot.replies.words import plain

_MOST_BELOW = 6  # lines of post, team and telephone
_LONGEST_NAME = 4  # words
_LONGEST_POST = 9  # words
_MARK = re.compile(r"^[\s~*\u2022\u2013\u2014-]{0,6}")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_KISSES = re.compile(r"\s[xX]{1,3}\s*$")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[.'\u2019-][^\W\d_]+)*\.?$")
_TEAM = re.compile(r"[A-Z][\w&'\u2019]*(?: (?:and|of|the|&|[A-Z][\w&'\u2019]*)){0,4}")
_LONE = re.compile(r"[A-Z][a-z]{1,11}(?: [A-Z][a-z]{1,14})?[.,]?(?: x{1,3})?")
_NO_NAMES = frozenset(plain("none nil no yes not zero unknown all both various total estimated"))
_ON_BEHALF = re.compile(
    r"\W{0,3}(?:(?:sent )?(?:on behalf of|for and on behalf of)|pp|p\.p\.|ar ran)\s", re.I
)
# "The contractor is", "The panel were:": the name that follows is the answer.
_GOES_ON = re.compile(
    r"(?:[:,(\u2013\u2014-]|\b(?:is|are|was|were|be|by|the|and|or|to|of|from|for|with|named?|called|yw|gan))\s*$",
    re.IGNORECASE,
)


def name_below(lines: Sequence[str], words: AnswerWords) -> int | None:
    """
    Return the place of the name that *lines* end with, alone or above a post and a telephone.

    One name only, and below words that are whole: a list of names may be the answer itself.
    """
    said = [n for n, line in enumerate(lines) if line.strip()]
    for back, place in enumerate(reversed(said)):
        if back > _MOST_BELOW:
            return None
        below = [lines[n] for n in said[len(said) - back :]]
        apart = place > 0 and not lines[place - 1].strip()
        post = _is_post(below) or (apart and _is_team(below))
        initials = not below and _is_initials(lines, place)
        initials = initials or (apart and not below and _has_team(lines[place], words))
        if initials or _is_name(lines[place], words, above_post=_is_post(below)):
            start = len(said) - back - 1
            start -= start > 0 and _ON_BEHALF.match(lines[said[start - 1]]) is not None
            above = lines[said[start - 1]] if start > 0 else ""
            whole = bool(plain(above)) and _GOES_ON.search(above) is None
            listed = _is_name(above, words, above_post=False)
            ends = whole and not listed and (not below or post)
            return said[start] if ends else None
    return None


def _is_initials(lines: Sequence[str], place: int) -> bool:
    """Return whether the line at *place* is two or three capitals below an empty line: "RP"."""
    apart = place > 0 and not lines[place - 1].strip()
    return apart and _INITIALS.fullmatch(_MARK.sub("", lines[place].strip())) is not None


def without_lone_name(text: str) -> tuple[str, str]:
    """
    Return *text* and the one or two words in capitals that stand apart at its end, as "Ange" does.

    For what answers "how many": in answer to "who" the words may be the answer.
    """
    above, _, last = text.rstrip().rpartition("\n\n")
    name = last.strip()
    lone = _LONE.fullmatch(name) is not None and not _NO_NAMES.intersection(plain(name))
    given = any(char.isdigit() for char in above) and _GOES_ON.search(above) is None
    return (above, name) if lone and given else (text, "")


def _is_team(below: Sequence[str]) -> bool:
    """Return whether one line, all in capitals but for "and" and "of", stands below: "Parks"."""
    return len(below) == 1 and _TEAM.fullmatch(below[0].strip()) is not None


def _has_team(line: str, words: AnswerWords) -> bool:
    """Return whether *line* is a known name and a team behind a comma: "Daz, Highways Ops"."""
    name, comma, team = _MARK.sub("", line.strip()).partition(", ")
    tokens, others = plain(name), plain(team)
    known = 0 < len(tokens) < _LONGEST_NAME and tokens[0] in words.given_names
    listed = not others or others[0] in words.given_names
    return bool(comma) and known and not listed and _TEAM.fullmatch(team.strip()) is not None


def _is_post(below: Sequence[str]) -> bool:
    """Return whether the lines below a name look like a post, a team and ways to reach it."""
    short = all(
        len(plain(one)) <= _LONGEST_POST and one.rstrip()[-1:] not in ".?!" for one in below
    )
    return bool(below) and short and any(contact_weight(one.strip()) for one in below)


def _is_name(line: str, words: AnswerWords, *, above_post: bool) -> bool:
    """Return whether *line* is somebody's name; above a post, a name that nobody lists will do."""
    name, _, post = _MARK.sub("", line.strip()).partition("|")
    above_post = above_post or bool(post and contact_weight(post.strip()))
    name, kisses = _KISSES.subn("", name)
    parts = name.rstrip(" ,.").split()
    if not 1 <= len(parts) <= _LONGEST_NAME or not all(map(_CAPITAL.fullmatch, parts)):
        return False
    tokens = plain(" ".join(parts))
    given = bool(tokens) and tokens[0] in words.given_names
    given = given or (kisses > 0 and len(parts) < _LONGEST_NAME - 1)
    return given or (above_post and len(parts) > 1 and not contact_weight(name.strip()))
