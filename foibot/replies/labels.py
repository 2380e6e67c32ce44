"""Which question a line names: "Q2", "Question 2:", "FOI-2026-00047 Q2", "Q1-3", "2)", "First:"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from foibot.case.reference import PATTERN, references
from foibot.replies.rules import LabelWords
from foibot.replies.words import plain

_MOST = 60
# "Quesion 2", "Questoin 2": letters, and how alike of 100.
_LEAST_SLIPPED, _MOST_SLIPPED, _SLIPPED = 6, 10, 80
_LEAD = re.compile(r"^[\s*_#\u2022\u00b7>|\[(]{0,12}(?:[-\u2013]\s)?")
# "[Lou] Q2 904", and "Sorry, correction to Q2".
_WRITER = re.compile(
    r"^\s{0,4}(?:\[[^\W\d_]{1,12}(?: [^\W\d_]{1,14})?\]\s?:?\s?"
    r"|(?:sorry|apologies|oops)[ ,:!-]{1,3}(?=(?:a )?(?:correction|amendment|update|change)\b))",
    re.IGNORECASE,
)
_INTRO = re.compile(
    r"^(?:(?:in )?(?:answer|response|reply|relation) to"
    r"|(?:with|in) (?:regard|respect|reference|terms) (?:to|of)"
    r"|to (?:answer|respond to|reply to)|answering|(?:with|in) regards to"
    r"|(?:a )?(?:corrections?|amendments?|updates?|changes?) (?:to|for|on)"
    r"|as for|as to|regarding|concerning|ateb i|cywiriad i|re|for|on|to|in)"
    r"\b[ :]{0,3}(?:(?:the|your) )?",
    re.IGNORECASE,
)
# "Ans to 1:", "Response to question 2".
_ANSWER_TO = re.compile(
    r"^(?:ans|answer|response|resp|reply|ateb)\.? (?:to|for|on|i) (?:the )?"
    r"(?:(?:question|qu|qn|q|no|number|cwestiwn)\b[ .]?)?(?=[0-9])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{1,12}(?=[ .,:#\u00a0]{0,3}[0-9(])")
_SPELT = re.compile(r"([^\W\d_]{4,12}) {1,3}([^\W\d_]{2,9})\b")
_NUMBER = re.compile(
    r"[ .,:#\u00a0]{0,3}\(?([0-9]{1,3})(\s?\([a-z](?![a-z])\)?|[a-z]\)?)?(?![0-9])", re.IGNORECASE
)
_JOIN = re.compile(
    r"\s{0,3}(,|&|\+|/|and|ac|a|to|-|\u2013|i)\s{0,3}(?:[Qq](?:uestions?)?[ .]?|[Cc])?(?=[0-9])"
)
# "Q1 2025: 20" is a quarter of a year.
_QUARTER = re.compile(
    r"(?<![^\W_])[Qq][1-4] {1,2}(?:(?:19|20)[0-9]{2}(?:[/-][0-9]{2})?|[0-9]{2}/[0-9]{2})"
    r"\s{0,2}[:=|\t \u2013\u2014-]\s{0,4}\S"
)
_YEARS = re.compile(r"(?<![\w/.])(?:(?:19|20)?[0-9]{2}/[0-9]{2}|(?:19|20)[0-9]{2})(?![\w/])")
_OF_A_QUARTER = re.compile(r"[Qq][1-4]\s{1,2}$")
_RANGES = {"to", "-", "\u2013", "i"}
_LOOSE = {",", "/", "-", "\u2013"}
_CLOSE = re.compile(
    r"[\s\])*_]{0,6}(?:-{1,2}>|[:.)\]|=\t\u2013\u2014-]|\s[-\u2013\u2014]\s)?[\s*_:,;]{0,6}"
)
# "Qu.1 (management fee) - nil": the words in brackets say what it is about.
_TOPIC = re.compile(r"^\s?\([^()\d]{2,40}\)(?=\s?[:=\u2013\u2014-]\s)")
_VERB = re.compile(
    r"^(?:is|are|was|were|it's|it is)\s"
    r"(?=[\u00a3$]?[0-9]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|"
    r"[a-z]+ty|none|nil|zero)\b)",
    re.IGNORECASE,
)
# "Q3 amended - should read 221,450".
_AMENDED = re.compile(
    r"^\(?(?:amended|corrected|revised|updated|correction|amendment)\)?\s?[:,\u2013\u2014-]?\s"
    r"(?:(?:it\s|this\s)?(?:should\s(?:now\s)?(?:read|be|say)|is\snow)\s?:?\s)?(?=[\u00a3$]?[0-9])",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"^[\s*_]{0,4}[:.)\]|=\t\u2013\u2014-]")
_WEAK = re.compile(
    r"^\s{0,20}[*_(\[|]{0,3}(?:(?:[Rr]e|[Nn]o|[Nn]umber)\.?\s)?#?([0-9]{1,3})(\s?\([a-z]\)?|[a-z]\)?)?[*_]{0,2}"
    r"(?:\s?(?:[.):\]|=\t]|/(?=\s)|\s[-\u2013\u2014]|[ \u00a0\u2003]{2})"
    r"|(?<=#[0-9])\s|(?<=[0-9][*_])\s)"
    r"[*_]{0,2}\s{0,8}"
)
# "4.2% of loads", "2.6 FTE": a figure, and no fourth point.
_DECIMAL = re.compile(
    r"^\W{0,3}[0-9]{1,3}\.[0-9]{1,3}\s?(?:%|per ?cent\b|(?:fte|wte|m|k|bn|million|billion|thousand|"
    r"hours?|days?|weeks?|months?|years?|tonnes?|miles?|km|kg|hectares?|people|staff|times)\b)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"^\W{0,3}[0-9]{1,3}\.[0-9]")
# "1-3: none" and "4 and 5 - yes"; "1-3 people" is none.
_RANGE_END = re.compile(
    r"[)\]*_]{0,3}\s?(?:[.:=|\t]|[-\u2013\u2014](?=\s)|(?<=[)\]])\s|\s{2})\s{0,8}"
    # "1-4 are all in the report"
    r"|\s(?=(?:are|is|were|was|all|both|see|none|nil|not|attached|in the|on the|as per|same|goe?s?|"
    r"should|belongs?|sits?|needs? to)\b)"
)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_LETTERED = re.compile(r"^\s{0,20}\(?([a-h]|[ivx]{1,4})[.):]\s{1,8}", re.IGNORECASE)
_LONGEST_LINE = 4000
_ORDINAL = re.compile(
    r"^\W{0,6}(?:(?:and|both|for|on|as for|re|in answer to|answer to|of)\s){0,3}"
    r"(?P<the>(?:the|y|your)\s)?(?P<word>[^\W_]{2,9})"
    r"(?:\s(?P<noun>one|two|three|four|five|questions?|parts?|points?|items?|query|bit|ones))?"
    r"(?:\squestions?|\sones)?(?:\s(?:are\s)?(?:easy|simple|quick|straightforward|fine)(?=\s?:))?"
    r"(?:\s{0,3}(?P<mark>[:,]|\s[-\u2013\u2014]|(?<=question)\s(?=[\u00a3$]?[0-9]|(?:see|none|not|nil)\b))"
    r"\s{0,4}|(?=\s(?P<verb>is|are|was|were|we|i(?!['\u2019])|there|isn't|comes?|came|totals?|totalled|stands?|stood|has|have|"
    r"needs?|should|would|will|can|cannot|can't)\b))",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"^\W{0,6}([^\W\d_]{2,8})[.)]\s{1,4}(?=\S)")  # "Two. None held"
# "We won't release the second, it ...".
_WITHIN = re.compile(
    r"\b(?:the|y)\s([^\W\d_]{2,9})(?:\s(?:one|question|part|bit))?"
    r"(?=[,.;:]|\s(?:as|because|since|is|are|was|were|we)\b|$)",
    re.IGNORECASE,
)
# "Q2 45 and Q3 none" where text stands between; "Q2 and Q3: none" is one label.
_AND = re.compile(r"(?<=[^\s0-9])\s(?:and|ac|a)\s(?=[Qq](?:uestion)?[ .]?[0-9]{1,3}\b)")
_INLINE = re.compile(
    r"(?:(?<=[.;,|/!?\u2014])|(?<=\s[-\u2013]))\s{1,4}"
    r"(?=(?:and |ac )?(?:[Qq](?:uestion|n|u)?|[Cc]westiwn)[ .]?[0-9]{1,3}\b)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """The numbers that a line begins with, the reference it names, and what follows on it."""

    numbers: tuple[str, ...]
    reference: str | None
    rest: str


def strong_label(line: str, words: LabelWords, known: Container[str]) -> Label | None:
    """Return the label that *line* begins with, or None; a bare number is none."""
    text = _LEAD.sub("", _WRITER.sub("", line, count=1), count=1)
    text = _INTRO.sub("", text, count=1)
    reference, text = _reference(text)
    text = _in_figures(_ANSWER_TO.sub("answer ", text, count=1), words)
    match = _WORD.match(text)
    if match is None or is_quarter(text):
        return None
    word = _label_word(match[0].casefold(), words)
    if not word:
        return None
    numbers, after = _numbers(text[match.end() :], known)
    after = after.lstrip("*_")
    if not numbers or not _closed(word, text, after, words):
        return None
    rest = _CLOSE.sub("", _TOPIC.sub("", after, count=1), count=1)
    return Label(numbers, reference, _VERB.sub("", _AMENDED.sub("", rest, count=1), count=1))


def is_quarter(text: str) -> bool:
    """
    Return whether *text* begins with a quarter of a year: "Q1 2025: 20".

    In "Q1 22/23 - 4, 23/24 - 6" the years are listed behind the number of a question.
    """
    match = _QUARTER.match(text)
    if match is None:
        return False
    later = _YEARS.finditer(text, match.end() - 1)
    return all(_OF_A_QUARTER.search(text[: year.start()]) for year in later)


def names_quarter(text: str) -> bool:
    """Return whether *text* has a quarter of a year with its figure anywhere in it."""
    return _QUARTER.search(text) is not None


def _label_word(word: str, words: LabelWords) -> str:
    """Return the word for a question or an answer that *word* is, slips of the finger forgiven."""
    if word in words.question or word in words.answer:
        return word
    if not _LEAST_SLIPPED <= len(word) <= _MOST_SLIPPED or word[0] not in "qc":
        return ""
    # Its libraries take memory, which a service that waits for its first reply need not hold.
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, words.question, scorer=fuzz.ratio, score_cutoff=_SLIPPED)
    return str(found[0]) if found is not None and found[0][0] == word[0] else ""


# "With respect to your first question, there were 61".
_YOURS = re.compile(
    r"^\W{0,6}(?:(?:with|in|to|regarding|concerning)\s.{2,24}?)\b(?:your|the)\s", re.I
)
_NUMBERED = re.compile(
    r"^([^\W\d_]{4,12})\s{1,2}(?:no|number|num|nr|rhif)\b\.?\s{0,2}(?=[0-9])", re.I
)


def _in_figures(text: str, words: LabelWords) -> str:
    """Return *text* with the number of "Question Two" in figures."""
    text = _NUMBERED.sub(r"\1 ", text, count=1)
    match = _SPELT.match(text)
    number = words.cardinals.get(match[2].casefold()) if match is not None else None
    if match is None or number is None or match[1].casefold() not in words.question:
        return text
    return f"{match[1]} {number}{text[match.end() :]}"


def _reference(text: str) -> tuple[str | None, str]:
    match = PATTERN.match(text)
    if match is None:
        return None, text
    return references(match[0])[0], text[match.end() :].lstrip(" ,:;-\u2013\u2014()/")


def _numbers(text: str, known: Container[str]) -> tuple[tuple[str, ...], str]:
    """
    Return the numbers at the start of *text*, with ranges filled in, and what follows.

    "Q1, 45 people" and "Q1 - 45" name one question: a number behind a comma or a spaced hyphen
    counts only when it is one that was asked and the list is closed by "and" or a colon.
    """
    found: list[str] = []
    loose_from: tuple[int, str] | None = None
    joint = ""
    while match := _NUMBER.match(text):
        number = f"{int(match[1])}{_letter(match[2])}"
        if joint and number not in known:
            break
        found += _through(found, number) if joint in _RANGES else [number]
        text = text[match.end() :]
        join = _JOIN.match(text)
        if join is None or len(found) > _MOST:
            break
        joint = join[1]
        if joint in {"and", "&", "ac", "a"}:
            loose_from = None
        elif " " in join[0] and joint in _LOOSE and loose_from is None:
            loose_from = len(found), text
        text, before = text[join.end() :], text
        if not _NUMBER.match(text) or _next_number(text) not in known:
            text = before
            break
    if loose_from is not None and not re.match(r"\s{0,3}[:)=]", text):
        found, text = found[: loose_from[0]], loose_from[1]
    return tuple(dict.fromkeys(found)), text


def numbers_in(text: str, known: Container[str]) -> tuple[str, ...]:
    """Return the numbers of questions that *text* begins with: "2-3 to Estates"."""
    return _numbers(text, known)[0]


def _next_number(text: str) -> str:
    match = _NUMBER.match(text)
    return f"{int(match[1])}{_letter(match[2])}" if match else ""


def _letter(text: str | None) -> str:
    return re.sub(r"[()\s]", "", text or "").lower()


def _through(found: list[str], number: str) -> list[str]:
    """Return the numbers after the last one *found* up to *number*."""
    if not found or not found[-1].isdigit() or not number.isdigit():
        return [number]
    return [str(n) for n in range(int(found[-1]) + 1, min(int(number), _MOST) + 1)]


def _closed(word: str, text: str, after: str, words: LabelWords) -> bool:
    """Return whether it is a label at all: "A4 paper" and "part 2 of the Act" are not."""
    if not after.strip():
        # "A12" alone is a road.
        return len(word) > 1 or word in words.question
    if _SEPARATOR.match(after):
        return True
    return word in words.question and word != "c" and after[:1] in " ,;\u00a0"


def inline_parts(line: str) -> tuple[str, ...]:
    """Return *line* cut before each label within it: "Q1: 45, Q2: none"."""
    if len(line) > _LONGEST_LINE:
        return (line,)
    parts = [part.strip(" ,;/") for part in _INLINE.split(line)]
    if len(parts) > 1:
        parts = [one.strip() for part in parts for one in _AND.split(part)]
    return tuple(parts)


def lettered(line: str) -> int | None:
    """Return the place of a line that begins "a)", "(b)", "i." or "iii)", or None."""
    match = _LETTERED.match(line)
    if match is None:
        return None
    mark = match[1].lower()
    return _ROMAN.index(mark) + 1 if mark in _ROMAN else ord(mark[0]) - ord("a") + 1


def without_letter(line: str) -> str:
    """Return what follows the letter that *line* begins with."""
    return _LETTERED.sub("", line, count=1)


def weak_label(line: str, known: Container[str] = ()) -> Label | None:
    """Return the bare numbers that *line* begins with ("2." or "2)" or "1-3: "), or None."""
    match = _WEAK.match(line)
    if match is not None:
        return Label((f"{int(match[1])}{_letter(match[2])}",), None, line[match.end() :])
    numbers, after = _numbers(line.lstrip(" *_([\t"), known)
    closed = _RANGE_END.match(after)
    if len(numbers) < 2 or closed is None or any(one not in known for one in numbers):
        return None
    return Label(numbers, None, after[closed.end() :])


def decimal(line: str) -> bool:
    """Return whether *line* begins with a figure and its unit: "4.2% of loads", "2.6 FTE"."""
    return _DECIMAL.match(line) is not None


def glued(line: str) -> bool:
    """Return whether *line* begins with what may be a label and a figure, or a decimal: "1.45"."""
    return _GLUED.match(line) is not None


def bare_label(line: str) -> Label | None:
    """Return the number that is all of *line*: the first cell of a row in a table."""
    match = re.fullmatch(r"\s{0,20}[(*]{0,2}([0-9]{1,2})[).*]{0,3}\s{0,20}", line)
    return Label((str(int(match[1])),), None, "") if match is not None else None


def ordinal_label(line: str, words: LabelWords, count: int) -> Label | None:
    """Return the questions that *line* names: "First:", "The second one is", "The last two,"."""
    line = _INTRO.sub("", line, count=1) if _YOURS.match(line) else line
    match = _ORDINAL.match(line)
    counted = _counted(match, words, count) if match is not None else ()
    if match is not None and counted:
        return Label(counted, None, line[match.end() :] if match["mark"] else line)
    head, mark, rest = _head(line)
    stopped = _STOPPED.match(line)
    if stopped is not None and stopped[1].casefold() in words.cardinals:
        return Label((str(words.cardinals[stopped[1].casefold()]),), None, line[stopped.end() :])
    tokens = [
        t
        for t in plain(head)
        if t not in {"the", "one", "for", "y", "on", "your", "in", "as", "answer", "to"}
    ]
    tokens = [t for t in tokens if t not in words.question]
    alone = plain(head)
    if mark and len(alone) == 1 and alone[0] in words.cardinals:
        return Label((str(words.cardinals[alone[0]]),), None, rest)
    if not mark or len(tokens) != 1:
        return None
    number = count if tokens[0] in words.last else words.ordinals.get(tokens[0])
    return Label((str(number),), None, rest) if number else None


def ordinals_within(text: str, words: LabelWords, count: int) -> tuple[str, ...]:
    """Return the questions that *text* speaks of as "the second"; "the last" may be a figure."""
    said = (match[1].casefold() for match in _WITHIN.finditer(text))
    numbers = (words.ordinals.get(one, 0) for one in said)
    return tuple(dict.fromkeys(str(number) for number in numbers if 0 < number <= count))


def _counted(match: re.Match[str], words: LabelWords, count: int) -> tuple[str, ...]:
    """Return the numbers that "the first", "the last one", "the first two" mean."""
    word, noun = match["word"].casefold(), (match["noun"] or "").casefold()
    many = words.cardinals.get(noun, 1)
    if not match["mark"] and not (match["verb"] and (match["the"] or word in words.ordinals)):
        return ()
    if word in words.last:
        return tuple(str(n) for n in range(max(1, count - many + 1), count + 1))
    first = words.ordinals.get(word)
    if first is None or (many > 1 and first > 1):
        return ()
    return tuple(str(n) for n in range(first, min(first + many - 1, count) + 1))


def _head(line: str) -> tuple[str, str, str]:
    match = re.match(r"^([^:,\u2013\u2014-]{2,40})([:,\u2013\u2014-])\s{0,4}", line)
    return (match[1], match[2], line[match.end() :]) if match else ("", "", line)


def only_reference(line: str) -> str | None:
    """Return the reference when *line* is a heading that names one case and little else."""
    found = references(line)
    if len(found) != 1:
        return None
    return found[0] if len(plain(PATTERN.sub(" ", line))) <= 4 else None


def named(numbers: Sequence[str], n: int, label: str | None) -> bool:
    """Return whether question *n*, which its requester called *label*, is one of *numbers*."""
    own = re.sub(r"[\W_]", "", label or "").casefold()
    return str(n) in numbers or (bool(own) and not own.isdigit() and own in numbers)
