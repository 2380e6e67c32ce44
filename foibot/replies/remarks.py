"""What is talk and not an answer: greetings, farewells, remarks to colleagues (T21)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.replies.rules import AnswerWords
from foibot.replies.words import Phrases, plain, sentences

REMARK = "a remark that is not for the requester"
TALK = "talk to the desk"
_MOST_AFTER_FAREWELL = 12
_FIRST_PERSON = {"i", "i'm", "i've", "i'll", "i'd", "me", "my", "mine", "he", "she", "him", "her"}
_LONGEST_GREETING = 5
_QUALIFIES = 6  # so short a remark in brackets speaks of the sentence that it stands in
_GREETED = re.compile(
    r"^\s{0,20}(?:[^\s,;:!.\u2013\u2014-]+\s{0,3}){1,5}[,;:!.\u2013\u2014-]\s{0,5}"
)
_FIRST_CLAUSE = re.compile(r"[^,;\u2013\u2014]{3,80}(?:[,;\u2013\u2014]|\s-)\s{1,3}")
_ASIDE = re.compile(r"\s?[(\[]([^()\[\]]{3,400})[)\]]")
# Where a sentence turns from the answer to a remark.
_TURN = re.compile(
    r"[,;:(\u2013\u2014]\s{0,3}|\s-{1,2}>?\s{1,3}|\s[\u2192\u00bb]\s"
    r"|\s(?=(?:but|and|so|though|although|please|pls|fyi|btw|nb|ps|ond)\b)",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"[\s,;]+(?:but|and|so|though|although|ond)\s*$", re.IGNORECASE)
_OPENER = re.compile(r"^\W{0,6}([^\W\d_]{2,12}(?:\s[^\W\d_]{2,8})?)\s{0,2}[:\u2013\u2014-]")
_NUMBERS = frozenset(
    plain(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
        "sixty seventy eighty ninety hundred thousand dozen zero none yes"
    )
)
_EDGE = " ,;:-\u2013\u2014"
_CONJUNCTION = re.compile(
    r"^\W*(?:(?:so|and|but|also|sorry|ok|though|although|then|anyway|ond)\b[ ,]{0,3}){1,3}", re.I
)
_BULLET = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6]|\(?[0-9a-z]{1,2}[.)]|\|)\s")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of a text, and what was taken out of it."""

    text: str
    removed: tuple[str, ...]


def without_remarks(text: str, words: AnswerWords, *, free: bool = False) -> Kept:
    """
    Return *text* without the sentences that are no answer: remarks, and talk to the desk.

    *free*: the text stands in no fence, so that what the officer says of himself, and a question,
    are talk too.
    """
    kept: list[str] = []
    removed: list[str] = []
    for line in text.split("\n"):
        good, bad = _sift(line, words, free=free)
        kept.append(good)
        removed += bad
        if bad and not good:
            kept.pop()
    return Kept("\n".join(kept).strip("\n"), tuple(removed))


def _sift(line: str, words: AnswerWords, *, free: bool) -> tuple[str, list[str]]:
    """Return the sentences of *line* that are an answer, and what was cut."""
    line, removed = _without_asides(line, words)
    good: list[str] = []
    after_talk = False
    parts = sentences(line)
    for place, part in enumerate(parts):
        remark = _is_remark(part, words)
        aside = _is_aside(part, words, free=free) or (free and _turns_to_us(part, words))
        if not remark and not aside and not (after_talk and good):
            good.append(part)
            continue
        if after_talk and not remark and carries(part, words):
            good.append(part)
            continue
        head, rest = _before_remark(part, words, free=free)
        if not head and not remark:
            rest, head = _before_answer(part, words, free=free)
        good += [head] if head else []
        if remark and good:
            # What follows a remark may go on with it.
            return " ".join(good), [*removed, " ".join([rest, *parts[place + 1 :]])]
        removed.append(rest)
        after_talk = True
    return (" ".join(good) if after_talk else line), removed


def _without_asides(line: str, words: AnswerWords) -> tuple[str, list[str]]:
    """Return *line* without the remarks that stand in brackets, and those."""
    asides = [match[0] for match in _ASIDE.finditer(line) if _stands_aside(match[1], words)]
    for aside in asides:
        line = line.replace(aside, "", 1)
    return line, [aside.strip() for aside in asides]


def _turns_to_us(part: str, words: AnswerWords) -> bool:
    """Return whether a later clause of *part* speaks to the desk: "attached, please redact it"."""
    later = _TURN.split(part)[1:]
    cries = bool(later) and _exclaims(later[-1]) and not carries(later[-1], words)
    return cries or any(is_desk_talk(clause, words) for clause in later)


def _stands_aside(inside: str, words: AnswerWords) -> bool:
    """Return whether what stands in brackets is a remark, and not "(not for the letter)"."""
    if len(plain(inside)) <= _QUALIFIES and _is_remark(inside, words):
        return False
    return any(_is_aside(one, words, free=True) for one in (inside, *_TURN.split(inside)))


def _before_remark(part: str, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return the answer before the clause that is a remark: "45, but don't tell him"."""
    turns = list(_TURN.finditer(part))
    for n, turn in enumerate(turns):
        end = turns[n + 1].start() if n + 1 < len(turns) else len(part)
        if _is_aside(part[turn.end() : end], words, free=free):
            return _headed(part, turn.start(), words, free=free)
    # The words of the remark stand on both sides of a turn.
    for turn in reversed(turns):
        if not _is_aside(part[: turn.start()], words, free=free):
            return _headed(part, turn.start(), words, free=free)
    return "", part


def _before_answer(part: str, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return the talk before an answer, and it: "Ignore my last one, it's 112 and not 121"."""
    turn = _TURN.search(part)
    rest = part[turn.end() :] if turn is not None else ""
    tokens = plain(rest)
    told = turn is not None and turn[0].startswith(":") and bool(tokens)
    answers = (told or carries(rest, words)) and tokens[0] not in _FIRST_PERSON
    if turn is None or not answers or _is_aside(rest, words, free=free):
        return part, ""
    return part[: turn.start()], _CONJUNCTION.sub("", rest)


def _headed(part: str, place: int, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return *part* cut at *place*, if what stands before it is an answer, else all as cut."""
    head = part[:place]
    if _is_aside(head, words, free=free) or not carries(head, words):
        return "", part
    return _LOOSE_END.sub("", head).rstrip(_EDGE + "("), part[place:].lstrip(_EDGE)


def _is_remark(text: str, words: AnswerWords) -> bool:
    # "Ask the requester which year" speaks of the requester and is what the desk must know.
    head = _OPENER.match(text)
    if head is not None and words.remark_opens.is_whole(head[1]):
        return True
    return words.remark.within(text) and not words.need_clarification.within(text)


def _is_aside(text: str, words: AnswerWords, *, free: bool) -> bool:
    """Return whether *text* is a remark or speaks to the desk, and gives no answer."""
    if _is_remark(text, words) or is_desk_talk(text, words):
        return True
    if not free or carries(text, words):
        return False
    return _asks(text) or _exclaims(text) or _of_himself(text, words)


def is_desk_talk(text: str, words: AnswerWords) -> bool:
    """Return whether *text* tells the desk what to do, to wait, or who was asked (T21)."""
    tokens = plain(_CONJUNCTION.sub("", text))
    asked = (words.need_clarification.first(tokens), words.more_time.first(tokens))
    known = (*asked, words.done.first(tokens, 4))
    if not tokens or any(hit is not None for hit in known):
        return False
    begins = words.instructs.at(tokens, 0) is not None
    last = max(0, len(tokens) - 3)
    ends = any(words.holds_at_end.at(tokens, n) == len(tokens) for n in range(last, len(tokens)))
    return begins or ends or words.desk_talk.first(tokens) is not None


def carries(text: str, words: AnswerWords) -> bool:
    """Return whether *text* has a figure, or decides something: words that may be an answer."""
    tokens = plain(text)
    known: tuple[Phrases, ...] = (
        words.attachment, words.not_held, words.not_ours, words.more_time, words.exemption,
        words.need_clarification,
    )  # fmt: skip
    figures = any(char.isdigit() for token in tokens for char in token)
    figures = figures or not _NUMBERS.isdisjoint(tokens)
    return figures or any(one.first(tokens) is not None for one in known)


def _asks(text: str) -> bool:
    return text.rstrip(" )\"'\u201d\u2019").endswith("?")


def _exclaims(text: str) -> bool:
    return text.rstrip().endswith("!")


def _of_himself(text: str, words: AnswerWords) -> bool:
    tokens = plain(text)
    return not _FIRST_PERSON.isdisjoint(tokens) and words.states.first(tokens) is None


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
    """Return *lines* up to the farewell or the sender's name, and what was cut."""
    lines, removed = _before_farewell(lines, words)
    lines, name = _before_name(lines, frozenset(plain(author)))
    return lines, [*removed, *name]


def _good_part(paragraph: str, words: AnswerWords, *, first: bool, free: bool) -> Kept:
    rest, talk = without_talk(paragraph.split("\n"), words)
    if not first and not _BULLET.match(rest) and _personal(rest):
        return Kept("", (*talk, rest))
    sifted = without_remarks(rest, words, free=free)
    good, tail = _without_tail(sifted.text, words)
    return Kept(good, (*talk, *sifted.removed, *tail))


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
    return rest if says and tokens[0] not in _FIRST_PERSON else ""


def _greeting_end(line: str, words: AnswerWords) -> int:
    """Return where the greeting ends that *line* begins with: 0 where there is none."""
    tokens = plain(line[:120])
    if not tokens or words.greetings.at(tokens, 0) is None:
        return 0
    match = _GREETED.match(line)
    if match is not None:
        return match.end()
    return len(line) if len(tokens) <= _LONGEST_GREETING and not line.rstrip().endswith("?") else 0


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
    return not _FIRST_PERSON.isdisjoint(plain(text))


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
            return lines[:place], [cut] if after else []
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
    return not _is_answer(tokens, words)


def _is_answer(tokens: tuple[str, ...], words: AnswerWords) -> bool:
    """Return whether a line that begins like talk is an answer: "See attached", "Cc: none held"."""
    found: tuple[Phrases, ...] = (words.attachment, words.not_held, words.not_ours, words.more_time)
    asks = words.need_clarification.first(tokens) is not None
    return asks or any(one.first(tokens) is not None for one in found)
