"""A sentence about one whole case: "The rates request is for Revenues", "noise by Friday" (T21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from foibot.case.reference import PATTERN
from foibot.replies.blocks import Block
from foibot.replies.doubting import says_later
from foibot.replies.figures import has_figures
from foibot.replies.headings import in_question, telling
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution, Key
from foibot.replies.promises import day_word, without_times
from foibot.replies.questions import NAMED, Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.services import bare_service, sends_the_rest, service_named
from foibot.replies.words import plain, sentences

_OTHER = re.compile(
    r"\bthe other (?:case|request|foi|eir|enquiry)\b(?!\s(?:is|was|came) (?:from|about))", re.I
)
# What an officer calls all the questions of a case.
GROUP = frozenset(
    plain(
        "one ones case cases request requests foi fois eir questions query queries enquiry side "
        "stuff numbers figures answers bits parts info information"
    )
)
# "The enforcement numbers" are of one question, and "the enforcement request" is all of them.
_PARTS = frozenset(plain("numbers figures question bits parts"))
# What is done with a question: "send" is no slip for "spend".
DONE_WITH_IT = frozenset(
    plain("send sent sending ask try pass passed give forward contact help answer reply need wait")
)
_LONGEST = 30  # words
_SOON = 10  # words of "Noise numbers by Friday 13 March"


def spoken_of_cases(
    lines: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> tuple[list[Block], list[str]]:
    """Return what is said of a whole case of which nothing else is said, and the other lines."""
    return spoken_of(lines, left, lambda one, still: of_whole_cases(one, still, questions, rules))


def spoken_of(
    lines: Sequence[str],
    left: Sequence[Key],
    meant: Callable[[str, Sequence[Key]], tuple[Key, ...]],
    goes_on: Callable[[str], bool] = lambda _: False,
) -> tuple[list[Block], list[str]]:
    """
    Return the sentences of *lines* that decide of all the questions *meant*, and the other lines.

    One that *goes_on* stands with the sentence right before it.
    """
    blocks: list[Block] = []
    kept: list[str] = []
    still = list(left)
    for line in lines:
        others: list[str] = []
        last: Block | None = None
        for one in sentences(line) or ("",):
            keys = meant(one, still) if one.strip() else ()
            if keys:
                last = Block(Target(keys), Attribution.ALL, [one])
                blocks.append(last)
                still = [key for key in still if key not in keys]
            elif last is not None and not others and goes_on(one):
                last.lines[0] += f" {one}"
            else:
                others.append(one)
        if others or not line.strip():
            kept.append(" ".join(others))
    return blocks, kept


def of_whole_cases(
    text: str, left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> tuple[Key, ...]:
    """Return all questions of the cases, still open, of which *text* alone decides something."""
    named = PATTERN.sub("", text)
    if len(questions.cases) < 2 or NAMED.search(named) or not _decides(named, rules):
        return ()
    whole = [name for name in questions.cases if set(questions.of_case(name)).issubset(left)]
    meant = _meant(text, whole, questions, rules)
    return tuple(key for name in meant for key in questions.of_case(name))


def decides_something(text: str, bare: str, rules: ReplyRules) -> bool:
    """Return whether *text* decides and gives nothing; *bare* is without its sections."""
    gives = has_figures(without_times(bare)) or rules.answers.attachment.within(text)
    return _says(text, rules) and not gives and len(plain(text)) <= _LONGEST


def _says(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* decides, puts off or sends away."""
    return decides(text, rules) or says_later(text) or sends_the_rest(text, rules)


def _decides(text: str, rules: ReplyRules) -> bool:
    tokens = plain(text)
    bare = len(tokens) <= 2 or bool(bare_service(text, rules))
    if bare or len(tokens) > _LONGEST or has_figures(without_times(text)):
        return False  # "Libraries" stands under a name
    soon = len(tokens) <= _SOON and day_word(text, rules)
    return (_says(text, rules) or soon) and not rules.answers.attachment.within(text)


def _meant(
    text: str, whole: Sequence[str], questions: Questions, rules: ReplyRules
) -> Sequence[str]:
    """Return the cases that *text* names by reference, as "the other", or by words of theirs."""
    references = {match[0].upper() for match in PATTERN.finditer(text)}
    if references:
        return [name for name in whole if name in references] if references <= set(whole) else ()
    cases = questions.cases
    if _OTHER.search(text):
        return whole if len(whole) == 1 < len(cases) else ()
    asked = {name: [telling(one) for one in questions.texts(questions.of_case(name))]
             for name in cases}  # fmt: skip
    service = set(plain(service_named(text, rules)))
    has = {
        word: [name for name in cases if any(in_question(word, one) for one in asked[name])]
        for word in telling(text)
        if word not in service | GROUP | DONE_WITH_IT
    }
    has |= _alike(text, questions, rules) if not any(has.values()) else {}
    own = {word: names[0] for word, names in has.items() if len(names) == 1}
    if not own or not set(own.values()) <= set(whole):
        return ()
    sure = {
        name
        for word, name in own.items()
        if _of_every(word, asked[name]) or _calls_group(word, text, single=len(asked[name]) == 1)
    }
    return [name for name in whole if name in sure] if sure == set(own.values()) else ()


def _alike(text: str, questions: Questions, rules: ReplyRules) -> dict[str, list[str]]:
    """Return the cases whose questions say in other words what a word of *text* means."""
    meant = {
        name: [rules.alike.among(plain(one)) for one in questions.texts(questions.of_case(name))]
        for name in questions.cases
    }
    return {
        next(one for one in reversed(plain(text)) if one in said): [
            name for name, each in meant.items() if all(group in one for one in each)
        ]
        for group, said in rules.alike.among(plain(text)).items()
    }


def _calls_group(word: str, text: str, *, single: bool) -> bool:
    """Return whether *word* stands before "ones", "request": "the agency and sickness ones"."""
    tokens = plain(text)
    place = tokens.index(word)
    joined = {"and", "or"}
    behind = tokens[place + 1 : place + 4]
    for before, one in pairwise((word, *behind)):
        if one in GROUP:
            return single or one not in _PARTS
        if before in joined and one in joined:
            return False
    return False


def _of_every(word: str, asked: Sequence[Sequence[str]]) -> bool:
    """Return whether each question of a case, or two of them and more, have *word*."""
    has = sum(in_question(word, one) for one in asked)
    return has == len(asked) or has > 1
