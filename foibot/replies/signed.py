"""Where the name begins that an answer is signed with: "Raj Patel / Senior Officer" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.contact import contact_weight
from foibot.replies.rules import AnswerWords
from foibot.replies.sifting import carries
from foibot.replies.words import plain

_MOST_BELOW = 6  # lines of post, team and telephone
_LONGEST_NAME = 4  # words
_LONGEST_POST = 9  # words
_MOST_APART = 3  # lines below a name of which nothing else is known
_MARK = re.compile(r"^[\s~*\u2022\u2013\u2014-]{0,6}")
_BRACKETED = re.compile(r"\s\([^()]{2,40}\)\s*$")  # "Stu (Parks)"
_INITIALS = re.compile(r"[A-Z]{1,3}")
_ONE_INITIAL = re.compile(r"[A-Z]\.?(?: x{1,3})?")
_KISSES = re.compile(r"\s[xX]{1,3}\s*$")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[.'\u2019-][^\W\d_]+)*\.?$")
_TEAM = re.compile(r"[A-Z][\w&'\u2019]*(?: (?:and|of|the|&|[A-Z][\w&'\u2019]*)){0,4}")
_LONE = re.compile(r"[A-Z][a-z]{0,11}(?: [A-Z][a-z]{1,14})?[.,]?(?: x{1,3})?")
_NO_NAMES = frozenset(plain("none nil no yes not zero unknown all both various total estimated"))
_ON_BEHALF = re.compile(
    r"\W{0,3}(?:(?:sent )?(?:on behalf of|for and on behalf of)|pp|p\.p\.|ar ran)\s", re.I
)
_ROAD = re.compile(
    r"(?:[A-Z0-9][\w'\u2019.-]*\s){1,3}(?:Road|Rd|Lane|Street|St|Way|Avenue|Ave|Close|Drive|Court|"
    r"Crescent|Terrace|Grove|Gardens|Square|Walk|Mews|Hill|Green|Park)"
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
        name = _is_name(lines[place], words, above_post=_is_post(below))
        if initials or (name and not _lists_places([lines[n] for n in said], len(said) - back - 1)):
            start = len(said) - back - 1
            start -= start > 0 and _ON_BEHALF.match(lines[said[start - 1]]) is not None
            above = lines[said[start - 1]] if start > 0 else ""
            whole = bool(plain(above)) and _GOES_ON.search(above) is None
            listed = _is_name(above, words, above_post=False)
            ends = whole and not listed and (not below or post)
            return said[start] if ends else None
    return None


def _lists_places(lines: Sequence[str], place: int) -> bool:
    """Return whether the line at *place* is no more than a road, and one beside it too."""
    near = lines[max(place - 1, 0) : place + 2]
    roads = [_ROAD.fullmatch(_BRACKETED.sub("", one).strip()) is not None for one in near]
    own = _ROAD.fullmatch(_BRACKETED.sub("", lines[place]).strip()) is not None
    return own and sum(roads) > 1


def _is_initials(lines: Sequence[str], place: int) -> bool:
    """
    Return whether the line at *place* is two or three capitals below an empty line: "RP".

    Or one, below a whole sentence: "G.", "L x".
    """
    apart = place > 1 and not lines[place - 1].strip()
    line = _MARK.sub("", lines[place].strip())
    above = next((one.rstrip() for one in reversed(lines[:place]) if one.strip()), "")
    one = _ONE_INITIAL.fullmatch(line) is not None and above.endswith((".", "!", "?"))
    return apart and (one or _INITIALS.fullmatch(line) is not None)


def is_signature(text: str, words: AnswerWords) -> bool:
    """Return whether *text* is a name above a post or a team: "Moira Kent / Electoral Services"."""
    name, *below = [line for line in text.split("\n") if line.strip()] or [""]
    short = 0 < len(below) <= _MOST_APART and all(map(may_stand_below, below))
    return short and _is_name(name, words, above_post=False)


def without_lone_name(text: str, words: AnswerWords) -> tuple[str, str]:
    """
    Return *text* and the name that stands apart at its end, as "Ange" does, with what is below it.

    For what answers "how many", or "please provide": in answer to "who" the words may be the
    answer.  Below the name may stand a post, a team and the days at work, and no figure.
    """
    lines = text.rstrip().split("\n")
    said = [n for n, line in enumerate(lines) if line.strip()]
    start = next((n for n in _from_the_top(said, lines) if _signs(lines, said, n, words)), None)
    if start is None:
        return text, ""
    above = "\n".join(lines[:start]).rstrip()
    given = carries(above, words) and _GOES_ON.search(above) is None
    return (above, "\n".join(lines[start:]).strip()) if given else (text, "")


def _from_the_top(said: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return the places of the last lines that stand behind an empty one, the highest first."""
    return [n for n in said[-_MOST_APART - 1 :] if n > 0 and not lines[n - 1].strip()]


def _signs(lines: Sequence[str], said: Sequence[int], place: int, words: AnswerWords) -> bool:
    below = [lines[n] for n in said if n > place]
    return all(map(may_stand_below, below)) and _is_lone_name(lines[place], below, words)


def _is_lone_name(line: str, below: Sequence[str], words: AnswerWords) -> bool:
    """Return whether *line* is a name: above other lines one that is listed, or above a team."""
    name = line.strip()
    tokens = plain(name)
    if _LONE.fullmatch(name) is None or not _NO_NAMES.isdisjoint(tokens):
        return False
    known = tokens[0] in words.given_names or _is_team(below[:1])
    return not below or (known and not any(one.strip() == name for one in below))


def may_stand_below(line: str) -> bool:
    """Return whether *line* may stand below a name: a post, a team, "Mon-Thurs only"."""
    short = len(plain(line)) <= _LONGEST_POST and line.rstrip()[-1:] not in ".?!:"
    return short and not any(char.isdigit() for char in line) and line.strip()[:1].isupper()


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
    name, _, post = _BRACKETED.sub("", _MARK.sub("", line.strip())).partition("|")
    above_post = above_post or bool(post and contact_weight(post.strip()))
    name, kisses = _KISSES.subn("", name)
    parts = name.rstrip(" ,.").split()
    if not 1 <= len(parts) <= _LONGEST_NAME or not all(map(_CAPITAL.fullmatch, parts)):
        return False
    tokens = plain(" ".join(parts))
    given = bool(tokens) and tokens[0] in words.given_names
    given = given or (kisses > 0 and len(parts) < _LONGEST_NAME - 1)
    return given or (above_post and len(parts) > 1 and not contact_weight(name.strip()))
