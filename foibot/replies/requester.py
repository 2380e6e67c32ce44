"""A requester's corrections of our list of questions: "2 should be split", "you missed ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from foibot.message.model import Message, Role
from foibot.questions.numbered import Named, named
from foibot.replies.remarks import is_farewell, without_greeting
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain, sentences, words

_QUOTE = re.compile(r"[\"\u201c\u2018]([^\"\u201d\u2019]{5,2000})[\"\u201d\u2019]")
_MOST_SENTENCES = 60
_CURT = 12  # words of a sentence that only says that all is well
# Where a sentence goes over to another wish: "I no longer need Q3 but please add ...".
_JOINED = re.compile(
    r"(?:[,;]\s*|\s)(?:but|and|also)\s+(?=(?:please|could|can|would|also|i|we|add|drop|remove)\b)"
    r"|;\s+",
    re.IGNORECASE,
)
# Nothing is done to a question on words that only weigh it, or that ask what we did.
_WEIGHED = re.compile(
    r"\b(?:if|unless|whether|depending|perhaps|maybe|might|os(?! gwelwch)|efallai)\b"
    r"|^(?:should|shall|do|does|did|why|is|are|was|were|have|has)\b",
    re.IGNORECASE,
)
_NEGATION = frozenset({"not", "never", "nor", "peidiwch", "ddim"})
# What may stand between a question and what is to be done with it, and after the two.
_BETWEEN = (
    "please the my your both also answer answers answering to for information about on a an any i "
    "question questions number numbers is are can may could should now and os gwelwch yn dda"
)
_AFTER = (
    "please thanks thank you any more anymore longer at all now answered after then from my the "
    "your list request entirely completely altogether either mwyach arnaf bellach"
)
_LINKS, _TAIL = frozenset(_BETWEEN.split()), frozenset(_AFTER.split())
_STOP = re.compile(r"[,.;:!?\n]|\s[-\u2013\u2014]\s|\b(?:as|because|since|but)\b")


class CorrectionKind(StrEnum):
    """What a requester may want done to our list."""

    SPLIT = "split"
    SAME = "same"
    MISSED = "missed"
    ADD = "add"  # something that was not asked before
    REWORD = "reword"
    DROP = "drop"
    FINE = "fine"
    UNDO = "undo"  # the correction that we have just confirmed


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: which questions, the words that are wanted, and the sentence they are in."""

    kind: CorrectionKind
    numbers: tuple[int, ...]
    text: str
    sentence: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CorrectionReading:
    """The corrections found, and the sentences that nobody could be sure of."""

    corrections: tuple[Correction, ...]
    unclear: tuple[str, ...]


def read_corrections(
    message: Message, numbers: Sequence[int], rules: ReplyRules
) -> CorrectionReading:
    """Return what *message* corrects in a list of questions that bear these *numbers*."""
    found: list[Correction] = []
    unclear: list[str] = []
    for sentence in _sentences(message, rules):
        each = _each(sentence, frozenset(numbers), rules)
        if each:
            found += each
        elif found and _goes_on(found[-1], sentence):
            # "You missed one. It asked for the cost." is one correction.
            found[-1] = _longer(found[-1], sentence)
        else:
            unclear.append(sentence)
    if any(one.kind is not CorrectionKind.FINE for one in found):
        found = [one for one in found if one.kind is not CorrectionKind.FINE]
    return CorrectionReading(tuple(found), tuple(unclear))


def _goes_on(last: Correction, sentence: str) -> bool:
    if last.kind is CorrectionKind.SPLIT:
        return sentence.endswith("?")  # the parts, each a question
    return last.kind is CorrectionKind.MISSED and not last.numbers


def _longer(correction: Correction, sentence: str) -> Correction:
    joint = "\n" if correction.kind is CorrectionKind.SPLIT else " "
    text = f"{correction.text}{joint}{sentence}".strip()
    return Correction(
        correction.kind, correction.numbers, text, f"{correction.sentence} {sentence}"
    )


def _sentences(message: Message, rules: ReplyRules) -> list[str]:
    """Return the new sentences without greeting and farewell."""
    kept: list[str] = []
    for line in message.lines:
        if line.role is not Role.NEW:
            continue
        if kept and (is_farewell(line.text, rules.answers) or _is_name(line.text, message)):
            break
        # "Could you split question 2?" is talk where an officer writes it to us, and not here.
        kept.append(without_greeting(line.text, rules.answers))
    paragraphs = re.split(r"\n{2,}", "\n".join(kept).strip())
    lines = [line for paragraph in paragraphs for line in _unwrapped(paragraph)]
    found = [one.strip() for line in lines for one in sentences(line) if plain(one)]
    return found[:_MOST_SENTENCES]


def _is_name(line: str, message: Message) -> bool:
    """Return whether a line holds nothing but the writer's own name, as under a letter."""
    name = set(plain(message.sender.name)) if message.sender else set()
    found = plain(line)
    return bool(found) and len(found) <= 4 and set(found) <= name


def _unwrapped(paragraph: str) -> list[str]:
    """Return the lines of a paragraph, those joined that a client broke in the middle."""
    joined: list[str] = []
    for line in paragraph.split("\n"):
        ended = not joined or joined[-1].rstrip().endswith((".", "?", "!", ":", ";"))
        if ended or re.match(r"\s*(?:[-*\u2022]|\(?[0-9]{1,2}[.)]?\s)", line):
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1]} {line}"
    return joined


def _each(sentence: str, known: Set[int], rules: ReplyRules) -> list[Correction]:
    """Return what *sentence* corrects: several things where each of its parts is one."""
    parts = [part for part in _JOINED.split(sentence) if plain(part)]
    found = [_correction(part, known, rules) for part in parts]
    if len(parts) > 1 and all(one is not None for one in found):
        return [one for one in found if one is not None]
    whole = _correction(sentence, known, rules)
    return [whole] if whole is not None else []


def _correction(sentence: str, known: Set[int], rules: ReplyRules) -> Correction | None:
    every = tuple(named(sentence, known))
    numbers = tuple(dict.fromkeys(n for one in every for n in one.numbers))
    if rules.requester[CorrectionKind.UNDO.value].is_whole(sentence):
        return Correction(CorrectionKind.UNDO, (), "", sentence)
    weighed = _WEIGHED.search(sentence.partition(":")[0]) is not None
    if not weighed and _is_dropped(sentence, every, rules):
        return Correction(CorrectionKind.DROP, numbers, sentence, sentence)
    for kind in (
        CorrectionKind.MISSED,
        CorrectionKind.SPLIT,
        CorrectionKind.SAME,
        CorrectionKind.REWORD,
        CorrectionKind.ADD,
    ):
        if _said(kind, sentence, rules) and _fits(kind, numbers, weighed=weighed):
            # "You missed my last question": which one that was stands in no list of ours.
            in_figures = [one for one in every if re.search(r"\d", sentence[one.start : one.end])]
            missed = tuple(dict.fromkeys(n for one in in_figures for n in one.numbers))
            theirs = missed if kind is CorrectionKind.MISSED else numbers
            return Correction(kind, theirs, _text(kind, sentence, rules), sentence)
    fine = rules.requester[CorrectionKind.FINE.value].within(sentence)
    if fine and not numbers and len(plain(sentence)) <= _CURT and not _objects(sentence):
        return Correction(CorrectionKind.FINE, (), "", sentence)
    return None


def _objects(sentence: str) -> bool:
    """Return whether a curt sentence takes something back: "fine, but not all of it"."""
    told = {"but", "except", "not", "apart", "although", "however", "ond", "need", "want", "wrong"}
    return sentence.endswith("?") or not told.isdisjoint(plain(sentence))


def _said(kind: CorrectionKind, sentence: str, rules: ReplyRules) -> bool:
    """Return whether the words of *kind* stand in *sentence*, and no "not" before them."""
    tokens = plain(sentence)
    hit = rules.requester[kind.value].first(tokens)
    return hit is not None and _NEGATION.isdisjoint(tokens[max(0, hit[0] - 1) : hit[0]])


def _fits(kind: CorrectionKind, numbers: tuple[int, ...], *, weighed: bool) -> bool:
    if kind in {CorrectionKind.MISSED, CorrectionKind.ADD}:
        return True
    return len(numbers) >= (2 if kind is CorrectionKind.SAME else 1) and not weighed


def _is_dropped(sentence: str, every: Sequence[Named], rules: ReplyRules) -> bool:
    """
    Return whether whole questions are not wanted any more: "drop 3", "question 3 can go".

    "Leave out the year in question 3" drops no question: nothing else stands between the two.
    """
    found = words(sentence)
    hit = rules.requester[CorrectionKind.DROP.value].first([word.text for word in found])
    if hit is None or not every:
        return False
    start, end = found[hit[0]].start, found[hit[1] - 1].end
    first, last = every[0].start, every[-1].end
    gaps = [sentence[one.end : two.start] for one, two in pairwise(every)]
    if end <= first:
        gaps.append(sentence[end:first])
    elif last <= start:
        gaps.append(sentence[last:start])
    else:
        return False
    before = [word.text for word in found[max(0, hit[0] - 2) : hit[0]]]
    tail = _STOP.split(sentence[max(end, last) :], maxsplit=1)[0]
    linked = all(_LINKS.issuperset(plain(gap)) for gap in gaps)
    return linked and _TAIL.issuperset(plain(tail)) and _NEGATION.isdisjoint(before)


def _text(kind: CorrectionKind, sentence: str, rules: ReplyRules) -> str:
    """Return the words that are wanted: in quotation marks, behind a colon or the cue, else all."""
    if kind is CorrectionKind.SAME:
        return ""
    quoted = _QUOTE.search(sentence)
    if quoted is not None:
        return quoted[1].strip()
    _, colon, behind = sentence.partition(":")
    if colon and len(plain(behind)) >= 2:
        return behind.strip()
    if kind in {CorrectionKind.REWORD, CorrectionKind.ADD}:
        found = words(sentence)
        hit = rules.requester[kind.value].first([word.text for word in found])
        if hit is not None and hit[1] < len(found):
            return sentence[found[hit[1]].start :].strip()
    return sentence
