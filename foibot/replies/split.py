"""One paragraph that answers several questions -> its parts, each with the question it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foibot.case.reference import PATTERN
from foibot.replies.labels import Label, inline_parts, strong_label, weak_label
from foibot.replies.pointing import pointed
from foibot.replies.questions import Questions
from foibot.replies.rules import LabelWords
from foibot.replies.words import plain, sentences

_LONGEST_LINE = 4000
_NUMBERS = r"[0-9]{1,2}(?:\s?(?:,|&|and|to|-|\u2013|a)\s?[0-9]{1,2}){0,6}"
_NAME = r"(?:[Qq]uestions?|[Cc]westiwn|[Qq](?:n|u|s)?)[ .]?"
_BEFORE = (
    r"(?i:(?:as for|for|re|on|as to|in answer to|in response to|in relation to|with regards? to|"
    r"with respect to|to answer|to respond to|answering|regarding|concerning|turning to|as regards|"
    r"the answer to|ar gyfer)\s)?(?i:the\s|your\s)?"
)
# "61, 74 and 58, and for Q2 the number is": where the answer to the next question begins.
_TURNS = re.compile(
    rf"(?:(?<=[.:;,|/!?\u2014])|(?<=\s[-\u2013]))\s{{1,4}}(?=(?:(?:and|but|then|ac|ond)\s)?"
    rf"{_BEFORE}{_NAME}[0-9])"
    rf"|\s(?:and|but|while|ac)\s(?=(?:then\s)?(?:as for|for|re|on|in answer to|in response to)\s"
    rf"(?:the\s)?{_NAME}[0-9])"
    # "Q2 45 and Q3 none" where words stand between; "Q2 and Q3: none" is one label.
    rf"|(?<![Qq]\d)(?<![Qq][\s.]\d)(?<!stion\s\d)(?<!tions\s\d)(?<![Qq]\d\d)\s(?:and|but|while|ac)\s"
    rf"(?={_NAME}[0-9])"
)
# "41 people (question 1), who": where an answer ends that has its question behind it.
_BRACKETED = re.compile(rf"[(\[]\s?(?:for\s|re\s)?{_NAME}({_NUMBERS})\s?[)\]][,;.]?\s{{0,4}}")
_TRAILING = re.compile(
    rf"(?:[,(\u2013\u2014-]\s{{0,3}}|\s)(?:which\s(?:is|was|answers)|that'?s|that\s(?:is|answers)|"
    rf"so\sthat'?s|this\s(?:is|answers)|being|i\.e\.?)\s"
    rf"(?:for\s|the\sanswer\sto\s)?{_NAME}({_NUMBERS})[)\].\s]{{0,4}}$"
)
# "For 2, see the minutes": at the start of a sentence.
_BARE_TURN = re.compile(
    rf"(?:^|(?<=[.;!?]\s))(?:and |but )?(?:[Ff]or|[Oo]n|[Rr]e|[Aa]s for)\s\(?({_NUMBERS})\)?"
    r"\s?(?:[,:;]|\s[\u2013\u2014-])\s"
)
# "3 is 212,450 and 4 is 18,902".
_IS_TURN = re.compile(
    rf"(?:^|(?<=[.;!?,]\s)|(?<=\sand\s))(?:(?:[Ff]or|[Oo]n|[Aa]nd)\s)?({_NUMBERS})\s?"
    r"(?:(?:,\s|:\s|=\s|(?:it['\u2019]?s|is|was|are|were|there\s(?:are|were))\s)(?=\S)"
    # "4 ask Finance": a whole sentence may send it away, or say that there is none.
    r"|(?=(?:[Aa]sk|[Tt]ry|[Ss]ee|[Nn]ot|[Nn]one|[Nn]il)\b))"
)
# A phone hears no stops: "question one 61 question two 19".
_HEARD = re.compile(
    r"(?<!^)(?:\band\s)?\b(?:[Qq]uestion|[Cc]westiwn)\s(?=(?:number\s)?[0-9a-z]{1,6}\b)"
)
# "Figures as follows: 1) 45 2) none": what stands before the first number says nothing.
_INTRO = re.compile(r"^[^\d:]{2,60}[:.!\u2013\u2014-]\s{1,4}(?=\(?1\s?[).:=])")
_DASHED = re.compile(r"\W{0,4}1\s[-\u2013\u2014]\s")  # "1 - yes 2 - no 3 - not held"
_RISING = re.compile(r"(?<![^\W_])[Qq](?:uestion|n|u)?[ .]?([0-9]{1,2})(?![0-9/])(?=\W)")
# "Try HR for 3. 4 - none held": between sentences, be their last word a number.
_NUMBERED_STOP = re.compile(r"(?<=[^\W_]{2}[.;])\s+(?=\S)|(?<=\s[0-9][.;])\s+(?=\S)")
# "Nil return for Q2": what a list of labels goes on from.
_POINTS_ON = re.compile(rf"\b(?:for|on|to|of|re)\s(?:both\s)?{_NAME}{_NUMBERS}$", re.IGNORECASE)
_LOOSE_AND = re.compile(r"\s(?:and|ac)$", re.IGNORECASE)
# "801. rest tomorrow": said of the other questions.
_REST = re.compile(r"(?<=[.;,])\s{1,2}(?=(?:and |the )?(?:rest|others|remainder)\b)", re.IGNORECASE)
_LEAD = 4
_FEW = 2
_MOST_TOKENS = 60
_GIVEN = re.compile(r"[\u00a3<>~]?[0-9]|(?:yes|no|none|nil|zero|attached|n/a)\b", re.IGNORECASE)
_STOPS = re.compile(r"[.,;:()?!]")
_POINTS = re.compile(
    r"(?:\b(?:see|as|to|in|with|of|from|than|per|answer|same|on|for|about|by|this|that|the|fel)\s)$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"^(?:and|but|then|ac|ond)\s", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]{1,2}")
_REFERRED = re.compile(rf"^(?:for|re|on|as for)?\s?(?=(?:{PATTERN.pattern}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line; *label* is the question named behind it, which no reader of labels sees."""

    text: str
    label: Label | None = None


def parts_of(line: str, questions: Questions, words: LabelWords) -> tuple[Part, ...]:
    """Return *line* cut wherever it turns from one question to another."""
    if len(line) > _LONGEST_LINE or not line.strip():
        return (Part(line),)
    several = len(questions.all_keys) > 1
    cut = _by_bare_numbers(line, questions) if several else None
    if cut is None:
        cut = [part for one in _by_reference(line) for part in _cut(one, questions, words)]
    return tuple(cut)


def _cut(line: str, questions: Questions, words: LabelWords) -> list[Part]:
    if len(questions.all_keys) < 2:
        return [Part(one) for one in inline_parts(line)]
    if weak_label(line, questions.known) is not None:
        # "1. Q1 3,400, Q2 3,700": quarters of a year in the answer to the first question.
        return [Part(line)]
    readers = (_by_brackets, _by_turns, _by_bare_turns, _by_pointing, _by_hearing, _by_rising)
    ways = (way(line, questions, words) for way in readers)
    found = max((way for way in ways if way is not None), key=len, default=None)
    if found is not None:
        return found
    return [Part(one) for one in _with_words(list(inline_parts(line)), questions, words)]


def _by_reference(line: str) -> list[str]:
    """Return *line* cut before each sentence that begins with the reference of a case."""
    found: list[str] = []
    for one in sentences(line):
        if found and not _REFERRED.match(one):
            found[-1] = f"{found[-1]} {one}"
        else:
            found.append(one)
    return found or [line]


def _by_bare_numbers(line: str, questions: Questions) -> list[Part] | None:
    """Return the parts of "1. 41 2. none 3. attached": each number that was asked, in order."""
    intro = _INTRO.match(line) if weak_label(line) is None else None
    before = [Part(intro[0].strip())] if intro is not None else []
    line = line[intro.end() :] if intro is not None else line
    if weak_label(line) is None:
        return None
    wanted = [str(one.n) for one in questions.asked]
    if wanted != [str(n) for n in range(1, len(wanted) + 1)]:
        return None
    places = [0]
    dashed = _DASHED.match(line) is not None
    behind = r"\s[-\u2013\u2014]\s" if dashed else r"\s?(?:[):=]|\.(?!\d))"
    for number in wanted[1:]:
        begins = re.compile(rf"(?<=[\s.,;])\(?{number}{behind}")
        match = begins.search(line, places[-1] + 2)
        # "1 - takes 2 - 3 weeks 2 - none": which of the two begins the second answer?
        if match is None or (dashed and begins.search(line, match.end()) is not None):
            return None
        places.append(match.start())
    parts = [line[a:b].strip(" ,;") for a, b in pairwise([*places, len(line)])]
    said = all((label := weak_label(one)) is not None and label.rest.strip() for one in parts)
    return [*before, *(Part(one) for one in parts)] if said else None


def with_next_numbers(line: str, questions: Questions) -> list[str]:
    """Return *line*, cut where the next number follows on it: "1) 14 / 11   2) 63"."""
    label = weak_label(line, questions.known)
    if label is None or len(line) > _LONGEST_LINE or not label.numbers[-1].isdigit():
        return [line]
    cuts, number = [0], int(label.numbers[-1]) + 1
    while str(number) in questions.known:
        begins = re.compile(
            rf"(?<=\s)\(?{number}(?:\)|(?<=[.,;]\s{number})[.:])\s(?=\s?\S)|(?<=\s\s){number}[.:]\s(?=\s?\S)"
        )
        match = begins.search(line, cuts[-1] + 2)
        if match is None or weak_label(line[match.start() :], questions.known) is None:
            break
        cuts.append(match.start())
        number += 1
    parts = [line[a:b].strip(" ,;") for a, b in pairwise([*cuts, len(line)])]
    labels = (weak_label(one, questions.known) for one in parts)
    return parts if all(one is not None and one.rest.strip() for one in labels) else [line]


def alternating(line: str, questions: Questions) -> list[str] | None:
    """
    Return the parts of "1 214 2 none 3 388": every number that was asked, in order, each once.

    Behind each stands a figure, a yes or a none: "1 child aged 2 was hurt" is one answer.
    """
    wanted = [str(one.n) for one in questions.asked]
    tokens = line.split()
    places = [n for n, one in enumerate(tokens) if one.rstrip(".):") in wanted]
    numbers = [tokens[n].rstrip(".):") for n in places]
    if len(wanted) < 2 or len(tokens) > _MOST_TOKENS or numbers != wanted or places[0]:
        return None
    said = [tokens[a + 1 : b] for a, b in pairwise([*places, len(tokens)])]
    given = [bool(one) and _GIVEN.match(one[0]) is not None for one in said]
    most = sum(given) >= len(said) - (len(said) > 2)
    if not all(said) or not most:
        return None
    return [f"{n}. {' '.join(one)}" for n, one in zip(wanted, said, strict=True)]


def _by_brackets(line: str, questions: Questions, _words: LabelWords) -> list[Part] | None:
    """Return the parts of "41 issued (question 1), of which 12 (question 2)"."""
    marks = list(_BRACKETED.finditer(line))
    if len(marks) < 2 or not _each_once([_figures(m[1]) for m in marks], questions):
        return None
    parts: list[Part] = []
    start = 0
    for mark in marks:
        text = line[start : mark.start()].strip(" ,;")
        if not text:
            return None
        parts.append(Part(text, Label(_figures(mark[1]), None, text)))
        start = mark.end()
    rest = line[start:].strip()
    return [*parts, Part(rest)] if rest else parts


def _by_bare_turns(line: str, questions: Questions, words: LabelWords) -> list[Part] | None:
    """Return the parts of "For 1, there were 15. For 2, see the minutes"."""
    marks = list(_BARE_TURN.finditer(line))
    if len(marks) < 2 or not _each_once([_figures(m[1]) for m in marks], questions):
        marks = list(_IS_TURN.finditer(line))
        numbers = [number for m in marks for number in _figures(m[1])]
        if len(marks) < 2 or not _each_in_turn(line, marks, numbers, questions):
            return None
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    parts = [Part(line[: marks[0].start()].strip())] if line[: marks[0].start()].strip() else []
    for mark, end in zip(marks, ends, strict=True):
        text = _LOOSE_AND.sub("", line[mark.end() : end].strip(" ,;"))
        text, *rest = _REST.split(text, maxsplit=1)
        parts.append(Part(text, Label(_figures(mark[1]), None, text)))
        parts += [Part(one) for one in rest]
    return parts


def _by_pointing(line: str, questions: Questions, words: LabelWords) -> list[Part] | None:
    """Return the sentences of "See attached for 1 and 2. Try HR for 3", each with its questions."""
    parts: list[Part] = []
    known = questions.known
    every = _NUMBERED_STOP.split(line)
    if not any(pointed(one, known) for one in every):
        return None
    for one in every:
        label = pointed(one, known) or strong_label(one, words, known) or weak_label(one, known)
        if label is None and not parts:
            return None
        if label is None:
            parts[-1] = Part(f"{parts[-1].text} {one}", parts[-1].label)
        else:
            parts.append(Part(label.rest, label))
    named = [one.label.numbers for one in parts if one.label is not None]
    said = all(plain(one.text) for one in parts)
    return parts if len(parts) > 1 and said and _each_once(named, questions) else None


def _each_in_turn(
    line: str, marks: Sequence[re.Match[str]], numbers: Sequence[str], questions: Questions
) -> bool:
    """
    Return whether "5 is yes. 6 is none" names every question, or the last ones in sentences.

    Or any of them, in rising order from the start of the line, a figure or a yes behind each.
    """
    asked = [str(one.n) for one in questions.asked]
    begins = all(
        not line[: m.start()].strip() or line[: m.start()].rstrip()[-1] == "." for m in marks
    )
    last = begins and len(numbers) > 1 and numbers == asked[-len(numbers) :]
    # "1 is 12,480 and 3 is 801": a figure stands behind each.
    some = not line[: marks[0].start()].strip() and _each_once([numbers], questions)
    figures = all(_GIVEN.match(line[mark.end() :]) for mark in marks)
    return numbers == asked or last or (some and figures)


def _by_hearing(line: str, questions: Questions, words: LabelWords) -> list[Part] | None:
    """Return the parts of what was dictated without a stop: "question one 61 question two 19"."""
    if strong_label(line, words, questions.known) is None and _STOPS.search(line):
        return None
    places = [m.start() for m in _HEARD.finditer(line) if not _POINTS.search(line[: m.start()])]
    if not places:
        return None
    parts = [line[a:b].strip(" ,;") for a, b in pairwise([0, *places, len(line)])]
    parts = [_begun(one, questions, words) for one in parts]
    labels = [strong_label(one, words, questions.known) for one in parts]
    named = [one.numbers for one in labels if one is not None]
    # What was said before the first number, "Hi it's Martin so", is no part of an answer.
    if len(named) < 2 or any(one is None for one in labels[1:]) or not _each_once(named, questions):
        return None
    return [Part(one) for one in parts]


def _by_rising(line: str, questions: Questions, words: LabelWords) -> list[Part] | None:
    """Return the parts of "Q1 45 Q2 none Q3 yes", each question once, without a stop between."""
    if strong_label(line, words, questions.known) is None:
        return None
    places = [m for m in _RISING.finditer(line) if not _POINTS.search(line[: m.start()])]
    if len(places) < 2 or not _each_once([_figures(m[1]) for m in places], questions):
        return None
    starts = [m.start() for m in places]
    parts = [_LOOSE_AND.sub("", line[a:b].strip(" ,;/")) for a, b in pairwise([*starts, len(line)])]
    labels = [strong_label(one, words, questions.known) for one in parts]
    said = all(one is not None and plain(one.rest) for one in labels)
    return [Part(one) for one in parts] if said and starts[0] <= _LEAD else None


def _by_turns(line: str, questions: Questions, words: LabelWords) -> list[Part] | None:
    """Return the parts of prose that names its questions before or behind their answers."""
    pieces = _with_words([one.strip(" ,;/") for one in _TURNS.split(line)], questions, words)
    parts: list[Part] = []
    for one in pieces:
        parts += _by_trail(one, questions, words)
    labels = [one.label or strong_label(one.text, words, questions.known) for one in parts]
    named = [one.numbers for one in labels if one is not None]
    if len(parts) < 2 or not named or not _each_once(named, questions):
        return None
    return parts


def _begun(piece: str, questions: Questions, words: LabelWords) -> str:
    """Return *piece* less "and" or "then", where a label stands behind it."""
    behind = _CONJUNCTION.sub("", piece)
    return behind if strong_label(behind, words, questions.known) is not None else piece


def _with_words(pieces: list[str], questions: Questions, words: LabelWords) -> list[str]:
    """Return *pieces*, each bare label with what follows: "Q1, Q2 and Q3 are in the report"."""
    joined: list[str] = []
    bare = False
    for one in pieces:
        if bare:
            joined[-1] = f"{joined[-1]}, {one}"
        else:
            joined.append(_begun(one, questions, words))
        label = strong_label(joined[-1], words, questions.known)
        bare = label is not None and not label.rest.strip()
    if bare and len(joined) > 1 and _POINTS_ON.search(joined[-2]):
        joined[-2:] = [f"{joined[-2]}, {joined[-1]}"]
    return joined


def _by_trail(piece: str, questions: Questions, words: LabelWords) -> list[Part]:
    """Return the sentences of *piece*, together where none but the first names a question."""
    parts: list[Part] = []
    for one in sentences(piece):
        label = strong_label(one, words, questions.known)
        trail = _TRAILING.search(one) if label is None else None
        if trail is not None and one[: trail.start()].strip():
            text = one[: trail.start()].rstrip(" ,(")
            parts.append(Part(text, Label(_figures(trail[1]), None, text)))
        elif label is None and parts and parts[-1].label is None:
            parts[-1] = Part(f"{parts[-1].text} {one}")
        else:
            parts.append(Part(one))
    return parts


def _figures(text: str) -> tuple[str, ...]:
    return tuple(str(int(one)) for one in _FIGURES.findall(text))


def _each_once(named: Sequence[Sequence[str]], questions: Questions) -> bool:
    """Return whether each was asked and is named once, all of them or in rising order."""
    numbers = [number for each in named for number in each]
    known = all(number in questions.known for number in numbers)
    digits = [re.match(r"\d+", number) for number in numbers]
    places = [int(one[0]) for one in digits if one is not None]
    once = len(set(numbers)) == len(numbers)
    rising = all(a <= b for a, b in pairwise(places))
    every = set(numbers) == {str(one.n) for one in questions.asked} and len(numbers) > _FEW
    return known and once and (rising or every)
