"""Which sentences of an answer are none: remarks, and talk to the desk (T21)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foibot.replies.exemptions import exemptions_alone, exemptions_in
from foibot.replies.likely import Says, likely
from foibot.replies.rules import AnswerWords
from foibot.replies.words import Phrases, plain, sentences

FIRST_PERSON = {"i", "i'm", "i've", "i'll", "i'd", "me", "my", "mine", "he", "she", "him", "her"}
_SURELY_TALK = 0.85
_QUALIFIES = 6  # so short a remark in brackets speaks of the sentence that it stands in
_ASIDE = re.compile(r"\s?[(\[]([^()\[\]]{3,400})[)\]]")
# Where a sentence turns from the answer to a remark.
_TURN = re.compile(
    r"[;(]\s{0,3}|[,:\u2013\u2014](?!\d)\s{0,3}|(?<!\d)[,:\u2013\u2014]\s{0,3}|\s-{1,2}>?\s{1,3}|\s[\u2192\u00bb]\s"
    r"|\s(?=i(?:['\u2019](?:ll|ve|m)| will| have| am)\b)"
    r"|\s(?=(?:but|and|so|though|although|please|pls|fyi|btw|nb|ps|ond)\b)",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(
    r"^\W*(?:(?:so|and|but|also|sorry|ok|though|although|then|anyway|ond)\b[ ,]{0,3}){1,3}", re.I
)
# "I've spoken to Gill and she says 4,218 travel free".
_SAYS = re.compile(
    r"^(?:he|she|they)\s(?:says?|said|tells?\sme|told\sme|reckons?|confirms?|confirmed)\s"
    r"(?:that\s|it['\u2019]s\s)?",
    re.IGNORECASE,
)
# A second thing of which something is to be done, without a verb of its own.
_ALSO = re.compile(
    r"(?:and|or|plus|also)\s(?!(?:[^\s]{1,20}\s){0,12}?(?:is|are|was|were|it['\u2019]s|has|have|had|use|put|say)\b)",
    re.IGNORECASE,
)
_OPENER = re.compile(r"^\W{0,6}([^\W\d_]{2,12}(?:\s[^\W\d_]{2,8})?)\s{0,2}[:\u2013\u2014-]")
_NUMBERS = frozenset(
    plain(
        "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
        "sixty seventy eighty ninety hundred thousand dozen zero none yes"
    )
)
ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_MAIL = re.compile(r"[\w+-]@[\w-]{1,40}\.\w")
# "Commercially sensitive, ask Procurement before release": what the desk has to do first.
_BEFORE_RELEASE = re.compile(
    r"(?:^|[(,;:\u2013\u2014]|\s-|\b(?:and|but|please|pls|must|should|to)\s)\s?"
    r"(?:ask|check|speak|consult|clear|tell|warn|run|agree)\b[^().;\n]{1,60}?\b"
    r"(?:before|prior to)\s(?:any |you |we |it |this |they |that |the )?(?:is |are |gets? |be )?"
    r"(?:releas|publish|disclos|issu|shar|goes? out|sent out|send(?:ing)? (?:it|this|them|that)\b)",
    re.IGNORECASE,
)
_SHORT_ANSWERS = frozenset(plain("no nope never yes yep none neither both nil oes na"))
_NOTES = (("nb",), ("note",), ("ps",), ("btw",))
_POSTSCRIPT = re.compile(r"^\W{0,4}P\.?\s?S\b", re.IGNORECASE)
_EDGE = " ,;:-\u2013\u2014"
_MOST_TURNS = 12  # no sentence that people write turns oftener
_LOOSE_END = re.compile(r"[\s,;]+(?:but|and|so|though|although|ond)\s*$", re.IGNORECASE)


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
        remark = is_remark(part, words)
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


def before_release(text: str) -> bool:
    """Return whether *text* tells the desk whom to ask before something is released."""
    return _BEFORE_RELEASE.search(text) is not None


def _stands_aside(inside: str, words: AnswerWords) -> bool:
    """Return whether what stands in brackets is a remark, and not "(not for the letter)"."""
    tokens = plain(inside)
    if before_release(inside):
        return True
    if len(tokens) <= _QUALIFIES and is_remark(inside, words):
        return False
    if tokens and tokens[0] in FIRST_PERSON and words.states.at(tokens, 0) is None:
        return True
    if any(words.aside_at_end.at(tokens, n) == len(tokens) for n in range(len(tokens))):
        return True
    return any(_is_aside(one, words, free=True) for one in (inside, *_TURN.split(inside)))


def _turns_to_us(part: str, words: AnswerWords) -> bool:
    """Return whether a later clause of *part* speaks to the desk: "attached, please redact it"."""
    later = _TURN.split(part)[1:]
    cries = bool(later) and _exclaims(later[-1]) and not carries(later[-1], words)
    return cries or any(is_desk_talk(clause, words) for clause in later)


def _before_remark(part: str, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return the answer before the clause that is a remark: "45, but don't tell him"."""
    turns = list(_TURN.finditer(part))
    for n, turn in enumerate(turns):
        end = turns[n + 1].start() if n + 1 < len(turns) else len(part)
        if _is_aside(part[turn.end() : end], words, free=free):
            return _headed(part, turn.start(), words, free=free)
    # The words of the remark stand on both sides of a turn.
    for turn in reversed(turns[-_MOST_TURNS:]):
        if not _is_aside(part[: turn.start()], words, free=free):
            return _headed(part, turn.start(), words, free=free)
    return "", part


def _before_answer(part: str, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return the talk before an answer, and it: "Ignore my last one, it's 112 and not 121"."""
    turn = _TURN.search(part)
    rest = part[turn.end() :] if turn is not None else ""
    tokens = plain(rest)
    if words.instructs.at(plain(part), 0) is not None and _ALSO.match(rest):
        # "Please black out the mobile, and the complainant in box 9" tells two things to do.
        return part, ""
    told = turn is not None and turn[0].startswith(":") and bool(tokens)
    answers = (told or carries(rest, words)) and tokens[0] not in FIRST_PERSON
    if turn is None or not answers or _is_aside(rest, words, free=free):
        return part, ""
    return part[: turn.start()], _SAYS.sub("", _CONJUNCTION.sub("", rest), count=1)


def _headed(part: str, place: int, words: AnswerWords, *, free: bool) -> tuple[str, str]:
    """Return *part* cut at *place*, if what stands before it is an answer, else all as cut."""
    head = part[:place]
    if _is_aside(head, words, free=free) or not carries(head, words):
        return "", part
    return _LOOSE_END.sub("", head).rstrip(_EDGE + "("), part[place:].lstrip(_EDGE)


def is_remark(text: str, words: AnswerWords) -> bool:
    # "Ask the requester which year" speaks of the requester and is what the desk must know.
    head = _OPENER.match(text)
    if head is not None and words.remark_opens.is_whole(head[1]):
        return True
    if head is not None and plain(head[1]) in _NOTES and _surely_talk(text):
        return True
    if _POSTSCRIPT.match(text) and not carries(text, words):
        return True
    if words.remark_weak.within(text) and not carries(text, words):
        return not words.need_clarification.within(text)
    thinks = words.opinion.within(text) and not _claims(text, words)
    remark = thinks or words.remark.within(text)
    return remark and not words.need_clarification.within(text)


def _claims(text: str, words: AnswerWords) -> bool:
    """Return whether *text* claims an exemption or will not give something."""
    known = (words.exemption, words.refusal)
    return bool(exemptions_in(text) or exemptions_alone(text, words)) or any(
        one.within(text) for one in known
    )


def _is_aside(text: str, words: AnswerWords, *, free: bool) -> bool:
    """Return whether *text* is a remark or speaks to the desk, and gives no answer."""
    if is_remark(text, words) or is_desk_talk(text, words):
        return True
    if not free or carries(text, words):
        return False
    if is_asked(text) or _exclaims(text) or _of_himself(text, words):
        return True
    return _surely_talk(text)


def is_desk_talk(text: str, words: AnswerWords) -> bool:
    """Return whether *text* tells the desk what to do, to wait, or who was asked (T21)."""
    tokens = plain(_CONJUNCTION.sub("", text))
    asked = (words.need_clarification.first(tokens), words.more_time.first(tokens))
    known = (*asked, words.done.first(tokens, 4), words.not_ours.at(tokens, 0) if tokens else None)
    if not tokens or any(hit is not None for hit in known):
        return False
    begins = words.instructs.at(tokens, 0) is not None or before_release(text)
    if words.amends.at(tokens, 0) is not None:
        return not carries(text, words) and _MAIL.search(text) is None
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
    figures = figures or not _NUMBERS.isdisjoint(tokens) or ADDRESS.search(text) is not None
    return figures or any(one.first(tokens) is not None for one in known)


def _surely_talk(text: str) -> bool:
    found = likely(text)
    return found.says is Says.TALK and found.share >= _SURELY_TALK


def is_asked(text: str) -> bool:
    """Return whether *text* is a question."""
    return text.rstrip(" )\"'\u201d\u2019").endswith("?")


def _exclaims(text: str) -> bool:
    tokens = plain(text)
    return text.rstrip().endswith("!") and (not tokens or tokens[0] not in _SHORT_ANSWERS)


def _of_himself(text: str, words: AnswerWords) -> bool:
    tokens = plain(text)
    return not FIRST_PERSON.isdisjoint(tokens) and words.states.first(tokens) is None
