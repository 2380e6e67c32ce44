"""What is talk and not an answer: greetings, farewells, remarks to colleagues (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.likely import Says, likely
from foibot.replies.rules import AnswerWords
from foibot.replies.sifting import (
    FIRST_PERSON,
    Kept,
    carries,
    is_asked,
    is_desk_talk,
    is_remark,
    without_remarks,
)
from foibot.replies.signed import may_stand_below, name_below
from foibot.replies.words import Phrases, plain, sentences

REMARK = "a remark that is not for the requester"
TALK = "talk to the desk"
_MOST_AFTER_FAREWELL = 12
_HARDLY_ANSWERS = 0.2
_NEVER_ANSWERS = 0.08
_LONGEST_GREETING = 5
_GREETING_WORDS = 2
_PLAINLY_TALK = 0.8
_LEAST_SAID = 3  # words
_NO_ANSWER = frozenset({Says.TALK, Says.MORE_TIME})
_MOST_BELOW_TALK = 5  # lines of a name, a post and a team
_NAME_ALONE = re.compile(r"\W{0,4}[^\W\d_a-z][^\W\d_]{1,14}(?: [^\W\d_a-z][^\W\d_]{1,14})?\W{0,4}")
_GREETED = re.compile(
    r"^\s{0,20}(?:[^\s,;:!.\u2013\u2014-]+\s{1,3}){0,4}[^\s,;:!.\u2013\u2014-]+\s{0,3}"
    r"[,;:!.\u2013\u2014-]\s{0,5}"
)
# A phone hears no comma: "hi there were 17".
_HI = re.compile(r"^\s{0,20}(?:hi|hello|hey|helo)\s(?=[a-z]+\s[a-z0-9]+\s[a-z0-9])", re.IGNORECASE)
# "Jan-24" greets nobody.
_DATED = re.compile(r"\W{0,4}(?:jan|april|may|june|august)\b\W{0,2}[0-9]", re.IGNORECASE)
_CALLED = re.compile(r"^\s{0,20}([^\W\d_]{2,14})\s?[,\u2013\u2014-]\s{0,4}(?=[^\W_A-Z]|$)")
_FIRST_CLAUSE = re.compile(r"[^,;:\u2013\u2014]{3,80}(?:[,;:\u2013\u2014]|\s-)\s{1,3}")
# Behind it stands what to add: "Please add to my answer: two were reviewed".
# "Let me know if they mean gross or net" asks about the question itself.
_MEANT = frozenset(plain("mean means meant or which what want wants need needs whether"))
_AMENDS = re.compile(
    r"^\W*(?:please |can you |could you )?(?:add|change|amend|correct|update)\b"
    r"[^:.;\n]{0,30}:\s{1,3}",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6]|\(?[0-9a-z]{1,2}[.)]|\|)\s")


def answer_only(text: str, words: AnswerWords, author: str = "", *, free: bool = True) -> Kept:
    """
    Return *text* without greeting, farewell, talk and remarks: for what stands in no fence.

    A later paragraph in which the officer speaks of himself, or of the requester, is a remark.
    *author* is the sender's name: a line of nothing else begins a signature.  Not *free*: the text
    sends nothing out, so that questions and what the officer says of himself stay in it.
    """
    lines, removed = without_signature(text.split("\n"), words, author)
    kept: list[str] = []
    for paragraph in _paragraphs(lines):
        good = _good_part(paragraph, words, first=not kept, free=free)
        if good.removed:
            removed += good.removed
        if good.text.strip():
            kept.append(good.text)
    return Kept("\n\n".join(kept), tuple(removed))


def without_talk_around(text: str, words: AnswerWords, author: str) -> Kept:
    """Return *text* without greeting, farewell and signature alone."""
    lines, removed = without_signature(text.split("\n"), words, author)
    while lines and _greeting_end(lines[0], words) >= len(lines[0].rstrip()) and lines[0].strip():
        removed.append(lines.pop(0))
    return Kept("\n".join(lines).strip("\n"), tuple(removed))


def without_signature(
    lines: list[str], words: AnswerWords, author: str
) -> tuple[list[str], list[str]]:
    """Return *lines* up to the farewell or the name of who signs, and what was cut."""
    lines, removed = _before_farewell(lines, words)
    lines, name = _before_name(lines, frozenset(plain(author)))
    below = name_below(lines, words)
    below = _name_under_talk(lines, words) if below is None else below
    if below is not None:
        name = ["\n".join(lines[below:]).strip(), *name]
        lines = lines[:below]
    lines, behind = _before_name_behind(lines, words)
    return lines, [*removed, *name, *behind]


def _before_name_behind(lines: list[str], words: AnswerWords) -> tuple[list[str], list[str]]:
    """Return *lines* without the name behind the last sentence: "All in the attached. Ayesha"."""
    last = next((n for n in reversed(range(len(lines))) if lines[n].strip()), None)
    parts = sentences(lines[last].rstrip()) if last is not None else ()
    if last is None or len(parts) < 2 or len(plain(parts[-2])) < _LEAST_SAID:
        return lines, []
    name = _NAME_ALONE.fullmatch(parts[-1])
    if name is None or plain(parts[-1])[0] not in words.given_names:
        return lines, []
    return [*lines[:last], " ".join(parts[:-1])], [parts[-1]]


def _name_under_talk(lines: Sequence[str], words: AnswerWords) -> int | None:
    """
    Return the place of a word or two in capitals below talk, near the end: "See you!" "Shaz".

    Below the name may stand a team and the days at work.
    """
    said = [n for n, line in enumerate(lines) if line.strip()]
    for back in range(1, min(_MOST_BELOW_TALK, len(said))):
        name, above = said[-back], lines[said[-back - 1]]
        if _NAME_ALONE.fullmatch(lines[name]) is not None and not carries(above, words):
            like = likely(above)
            surely = like.says is Says.TALK and like.share >= _PLAINLY_TALK
            if is_talk(above, words) or surely:
                return name
        if not may_stand_below(lines[name]):
            return None
    return None


def _good_part(paragraph: str, words: AnswerWords, *, first: bool, free: bool) -> Kept:
    rest, talk = without_talk(paragraph.split("\n"), words)
    if not first and not _BULLET.match(rest) and _personal(rest):
        return Kept("", (*talk, rest))
    begun = sentences(rest.split("\n", 1)[0])
    if not first and begun and is_remark(begun[0], words):
        # A later paragraph that begins with a remark goes on with it.
        return Kept("", (*talk, rest))
    if not first and begun and _only_talks(rest, words):
        return Kept("", (*talk, rest))
    head = _AMENDS.match(rest)
    if head is not None:
        talk, rest = [*talk, head[0].strip()], rest[head.end() :]
    sifted = without_remarks(rest, words, free=free)
    good, tail = _without_tail(sifted.text, words)
    cut = (*talk, *sifted.removed, *tail)
    named = cut and not first and _NAME_ALONE.fullmatch(good)
    if named and plain(good)[0] in words.given_names:
        return Kept("", (*cut, good))  # "Any problems shout. Phil"
    return Kept(good, cut)


def _only_talks(text: str, words: AnswerWords) -> bool:
    """Return whether a later paragraph is talk or a promise: "Any problems, shout"."""
    each = [one for line in text.split("\n") for one in sentences(line) if plain(one)]
    talks = [one for one in each if _talks(one, words)]
    return bool(talks) and len(talks) == len(each)


def _talks(sentence: str, words: AnswerWords) -> bool:
    """Return whether *sentence* is likely talk; one that has a figure must be so all the more."""
    found = likely(sentence)
    most = _NEVER_ANSWERS if carries(sentence, words) else _HARDLY_ANSWERS
    return found.says in _NO_ANSWER and found.answers <= most


def without_talk(lines: list[str], words: AnswerWords) -> tuple[str, list[str]]:
    """Return *lines* without the greeting and the talk that they begin with, and what was cut."""
    talk: list[str] = []
    left = list(lines)
    while left:
        rest, cut = _strip(left[0], words)
        if cut:
            talk.append(cut)
        if rest:
            left[0] = rest
            break
        left.pop(0)
    return "\n".join(left), talk


def _strip(line: str, words: AnswerWords) -> tuple[str, str]:
    """Return what is left of a line behind its greeting and its talk, and what was cut."""
    rest = line[_greeting_end(line, words) :].strip()
    parts = list(sentences(rest))
    while parts and is_talk(parts[0], words):
        behind = _answer_behind(parts[0], words)
        if behind:
            parts[0] = behind
            break
        parts.pop(0)
    rest = " ".join(parts) if rest else ""
    return rest, line[: len(line) - len(rest)].strip() if rest else line.strip()


def _answer_behind(sentence: str, words: AnswerWords) -> str:
    """Return the answer in "Sorry for the delay, we have 14 sites", or ""."""
    match = _FIRST_CLAUSE.match(sentence)
    rest = sentence[match.end() :] if match is not None else ""
    tokens = plain(rest)
    says = any(token.isdigit() for token in tokens) or _is_answer(tokens, words)
    return rest if says and tokens[0] not in FIRST_PERSON else ""


def _greeting_end(line: str, words: AnswerWords) -> int:
    """Return where the greeting ends that *line* begins with: 0 where there is none."""
    tokens = plain(line[:120])
    called = _CALLED.match(line)
    if called is not None and called[1].casefold() in words.given_names and not _DATED.match(line):
        return called.end()
    if not tokens or words.greetings.at(tokens, 0) is None:
        return 0
    match = _GREETED.match(line) or _HI.match(line)
    if match is not None:
        return match.end()
    alone = len(tokens) <= _LONGEST_GREETING and not line.rstrip().endswith("?")
    return len(line) if alone and not carries(line, words) else 0


def _without_tail(text: str, words: AnswerWords) -> tuple[str, list[str]]:
    """Return *text* without closing talk: "45. Let me know if you need more."."""
    lines = text.split("\n")
    cut: list[str] = []
    while lines:
        parts = list(sentences(lines[-1]))
        while len(parts) > (1 if len(lines) == 1 else 0) and is_talk(parts[-1], words):
            cut.insert(0, parts.pop())
        if parts and not cut:
            break
        lines[-1:] = [" ".join(parts)] if parts else []
        if parts:
            break
    return "\n".join(lines), cut


def _personal(text: str) -> bool:
    return not FIRST_PERSON.isdisjoint(plain(text))


def _paragraphs(lines: list[str]) -> list[str]:
    joined = "\n".join(line.rstrip() for line in lines)
    return [part.strip("\n") for part in re.split(r"\n{2,}", joined) if part.strip()]


def _lines_after(lines: list[str]) -> list[int]:
    """Return for each line how many lines with text follow it."""
    counts: list[int] = []
    after = 0
    for line in reversed(lines):
        counts.append(after)
        after += bool(line.strip())
    return counts[::-1]


def _before_farewell(lines: list[str], words: AnswerWords) -> tuple[list[str], list[str]]:
    for place, after in enumerate(_lines_after(lines)):
        if after <= _MOST_AFTER_FAREWELL and is_farewell(lines[place], words):
            cut = "\n".join(lines[place:]).strip()
            return lines[:place], [cut] if after or len(plain(cut)) > _GREETING_WORDS else []
    return lines, []


def _before_name(lines: list[str], name: frozenset[str]) -> tuple[list[str], list[str]]:
    for place, after in enumerate(_lines_after(lines)):
        if after > _MOST_AFTER_FAREWELL:
            continue
        tokens = plain(lines[place])
        opens = place == 0 or not lines[place - 1].strip() or not after
        if tokens and opens and name.issuperset(tokens):
            return lines[:place], ["\n".join(lines[place:]).strip()] if after else []
    return lines, []


def without_greeting(line: str, words: AnswerWords) -> str:
    """Return *line* without the greeting that it begins with."""
    return line[_greeting_end(line, words) :].strip()


def only_greets(text: str, words: AnswerWords) -> bool:
    """Return whether *text* is "Hi all" or "Sam": it is left out without a word."""
    tokens = plain(text)
    greets = bool(tokens) and words.greetings.at(tokens, 0) is not None
    return len(tokens) <= (_GREETING_WORDS + 1 if greets else 1)


def is_farewell(line: str, words: AnswerWords) -> bool:
    """Return whether *line* is "Kind regards", "Many thanks, Priya" and no more."""
    tokens = plain(line)
    if not 1 <= len(tokens) <= 6:
        return False
    end = words.farewell.at(tokens, 0)
    if end is None:
        return False
    # A name may follow; "best estimate is 45" goes on in small letters.
    rest = line.split()[end:]
    return all(word[:1].isupper() or not word[:1].isalpha() for word in rest)


def is_talk(line: str, words: AnswerWords) -> bool:
    """Return whether *line* speaks to the desk: "Hi", "Please see my answers below"."""
    tokens = plain(line)
    if not tokens:
        return False
    if _greeting_end(line, words) >= len(line.rstrip()):
        return True
    desk = is_desk_talk(line, words) and not carries(line, words)
    if words.talk.at(tokens, 0) is None and not desk:
        return is_farewell(line, words)
    return not _is_answer(tokens, words) or _asks_word(line, tokens)


def _asks_word(line: str, tokens: tuple[str, ...]) -> bool:
    """Return whether *line* only wants to hear of it: "Let me know if they moan"."""
    wants = tokens[:4] == ("let", "me", "know", "if") and not is_asked(line)
    return wants and _MEANT.isdisjoint(tokens) and likely(line).says is Says.TALK


def _is_answer(tokens: tuple[str, ...], words: AnswerWords) -> bool:
    """Return whether a line that begins like talk is an answer: "See attached", "Cc: none held"."""
    found: tuple[Phrases, ...] = (words.attachment, words.not_held, words.not_ours, words.more_time)
    asks = words.need_clarification.first(tokens) is not None
    return (
        asks
        or "https" in tokens
        or "http" in tokens
        or "www" in tokens
        or any(one.first(tokens) is not None for one in found)
    )


def without_name_above(lines: Sequence[str], words: AnswerWords) -> tuple[Sequence[str], list[str]]:
    """Return *lines* without the name alone that they begin with: "Jo", and the name."""
    said = [n for n, line in enumerate(lines) if line.strip()]
    name = plain(lines[said[0]]) if len(said) > 1 else ()
    if len(name) != 1 or name[0] not in words.given_names:
        return lines, []
    return lines[said[1] :], [lines[said[0]]]
