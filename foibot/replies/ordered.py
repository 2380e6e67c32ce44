"""Lines that answer the questions of a mail one after the other, without a number (T21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from foibot.replies.blocks import Block, Found
from foibot.replies.figures import has_figures
from foibot.replies.labels import lettered, weak_label, without_letter
from foibot.replies.mentions import decides
from foibot.replies.model import Attribution, Key
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import ADDRESS, carries
from foibot.replies.words import plain

_BULLET = re.compile(r"^\s{0,20}(?:[-*\u2022\u00b7\u25aa\u25e6]|\(?[0-9]{1,2}[.)])\s{1,8}")
_REST_HEAD = re.compile(r"^\W{0,3}(?:the )?(?:rest|others?|remainder)\s?:\s", re.IGNORECASE)
# "Resident permits in force: 9,718": every line says what it is about.
_HEADED = re.compile(
    r"\s{0,4}(?P<head>[^\W\d_][^:\n]{1,50}?)(?::|\s[-\u2013\u2014])\s{1,4}(?P<rest>\S.*)$"
)
_LONGEST_EACH = 40  # words
_HEADING = 4
_FIGURES_ALONE = re.compile(r"[\W\d_]*\d[\W\d_]*(?:k|m|bn|million|%)?[\W_]*", re.IGNORECASE)
YES_OR_NO = frozenset({"yes", "no", "yep", "nope", "oes", "nac", "ydy", "ydyn", "nid", "y", "n"})
# "We've never paid a ransom" answers "Has the council ever ...?"
_SUBJECTS = frozenset(plain("we we've we're it it's they they're there the council"))
_STATES = frozenset(
    plain("never have has had do does did is are was were not can we've we're it's they're")
)
# "Certainly not": a no, where a yes or a no is asked for, and a refusal elsewhere.
_DENIES = re.compile(
    r"\W{0,3}(?:no[,.]? )?(?:(?:absolutely|certainly|definitely|of course|most certainly) not"
    r"|not at all|not that we know|no,? never|never)\b(?! (?:going|giving|releasing|sharing))",
    re.IGNORECASE,
)
OFTEN = frozenset(
    plain(
        "daily weekly monthly quarterly annually yearly fortnightly termly once twice every "
        "regularly rarely hourly"
    )
)
_ASKS_OFTEN = re.compile(r"\bhow (?:often|frequently|regularly)\b|\bfrequency\b", re.IGNORECASE)
_NONE = frozenset(
    {"nobody", "none", "nil", "zero", "no", "fewer", "less", "under", "neb", "dim", "unknown"}
)
# "Answers in order: 45; none; attached", and how such a list is parted, the surest way first.
_IN_ORDER_HEAD = re.compile(r"[^\d:;\u2013\u2014]{3,60}?(?::|\s[-\u2013\u2014])\s{1,4}")
_BETWEEN_ITEMS = tuple(
    map(re.compile, (r";\s{0,4}", r"\s/\s", r",\s{1,4}", r",\s{1,4}(?:and\s)?|\s(?:and|&)\s"))
)
# What kind of answer a question wants, by how it asks.
_COUNTS = re.compile(
    r"^\W*(?:how (?:many|much|often|long)|faint|sawl|what (?:was|is|were|are) the (?:total|average|"
    r"number|cost|amount|value|income))\b",
    re.IGNORECASE,
)
_ASKS_YES = re.compile(r"^\W*(?:do|does|did|is|are|was|were|has|have|had|a oes|ydy|oes)\b", re.I)
# "What is the fee for ...?", "What does the council charge?"
_ASKS_PRICE = re.compile(
    r"^\W*what (?:is|was|are|were|does|do|did|has)\b.{0,80}"
    r"\b(?:fees?|costs?|charges?|prices?|bill|budget|salary|spend|spent|paid|pay)\b",
    re.IGNORECASE,
)
# "What hourly rate ...?", "What was the longest wait?", "What proportion ...?"
_ASKS_SIZE = re.compile(
    r"^\W*what (?:(?:is|was|are|were) the )?(?:[^\W\d_][\w'\u2019]* ){0,2}"
    r"(?:rates?|waits?|times?|proportion|percentage|share|length|age|distance|total|average|number|amount|longest|largest|highest)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:who|whom|whose|which|names?|named?|list|where|why|reasons?|titles?)\b", re.IGNORECASE
)
_ASKS_WHO = re.compile(
    r"\bwho(?:m|se)?\b|\bnames?(?: and (?:\w+ ){1,3})? ?of\b"
    r"|\b(?:which|what) (?:company|firm|contractor|supplier|provider|body|organisation|"
    r"trust|operator|team|service)\b",
    re.IGNORECASE,
)
_ASKS_COPY = re.compile(r"^\W*(?:please )?(?:provide|supply|send|give|rhowch|darparwch)\b", re.I)
# "Please provide the name of the officer": no copy of anything.
_ASKS_FACT = re.compile(
    r"^\W*(?:please )?(?:provide|supply|send|give) (?:me |us )?(?:with )?(?:the |a |your )?"
    r"(?:[a-z]+ ){0,2}?(?:names?|numbers?|totals?|amounts?|dates?|details|reasons?|figures?|costs?|"
    r"values?)\b",
    re.IGNORECASE,
)
# "On the website" answers "Please provide the plan".
_PUBLISHED = re.compile(
    r"\b(?:on (?:the|our) (?:web ?site|web ?pages?|internet)|on ?line|published|ar ein gwefan)\b",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(
    r"no (?P<what>[a-z ]{3,50}?) (?:was|were|have been|has been) (?:\w+ )?"
    r"(?P<verb>held|recorded|logged|kept|collected|reported)\b"
)
_ANY_RECORD = frozenset(plain("data figures information records record statistics"))
_FIGURE = re.compile(r"\u00a3?[0-9](?:[0-9,.]*[0-9])?(?:k|m|bn|%)?")
_IN_A_ROW = re.compile(rf"(?:{_FIGURE.pattern}(?:,? (?:and|&) |, |; | / ))+{_FIGURE.pattern}\W?")
_PER_YEAR = re.compile(
    r"\b(?:each|every|per|by|last (?:two|three|four|five|[0-9])|broken down|annually|"
    r"and (?:how|what|19|20))\b|[0-9]{4}.{1,20}[0-9]{4}",
    re.IGNORECASE,
)
_SMALL = frozenset(plain("of the in on at to for by a an and such these those were was"))
_NIL_RETURN = re.compile(r"(?:a )?nil returns?\.?", re.IGNORECASE)
_HAS_NONE = re.compile(
    r"(?:no )?(?:sorry )?(?:we|the council) (?:do not|have never) (?:have|had) an?\b"
)
_ASKS_WORDS = re.compile(r"^\W*(?:which|who|why|where|for what|what|pa|pwy|pam|ble)\b", re.I)


def in_order(lines: Sequence[str], left: Sequence[Key], rules: ReplyRules) -> Found | None:
    """Return the answers when the officer says that they stand in order, one for each."""
    if not any(rules.labels.in_order.within(line) for line in lines[:2]):
        return None
    lines = [each for line in lines for each in _behind_head(line, len(left), rules)]
    rest = [line for line in lines if line.strip() and not rules.labels.in_order.within(line)]
    return _one_each(rest, left) if len(rest) == len(left) else None


def _behind_head(line: str, count: int, rules: ReplyRules) -> list[str]:
    """Return "Answers in order" and the *count* items behind it, or *line* where it has no such."""
    head = _IN_ORDER_HEAD.match(line)
    if head is None or not rules.labels.in_order.within(head[0]):
        return [line]
    listed = line[head.end() :].strip(" .")
    for between in _BETWEEN_ITEMS:
        items = [one.strip() for one in between.split(listed)]
        if len(items) == count and all(map(plain, items)):
            return [head[0], *items]
    return [line]


def one_line_each(
    lines: Sequence[str], left: Sequence[Key], questions: Questions, rules: ReplyRules
) -> Found | None:
    """
    Return the answers of as many short lines as there are questions, each of the kind asked for.

    "14,208 / Imperial / Yes, at four sites" answers "how many", "which" and "does the council";
    where one line does not fit its question, nobody can tell.
    """
    rest = [_BULLET.sub("", line) for line in lines if line.strip()]
    rest = [_REST_HEAD.sub("", rest[0]), *rest[1:]] if rest else rest
    if len(rest) == 1 and rest[0].count(" / ") == len(left) - 1:
        rest = rest[0].split(" / ")
    elif len(rest) == 1 and _IN_A_ROW.fullmatch(rest[0].strip()):
        rest = _bare_figures(rest[0], questions.texts(left))
    if len(left) < 2 or len(rest) != len(left) or len({key.reference for key in left}) > 1:
        return None
    asked = [questions.texts([key])[0] for key in left]
    short = all(len(plain(line)) <= _LONGEST_EACH for line in rest)
    fits = all(fits_question(a, b, rules) for a, b in zip(rest, asked, strict=True))
    return _one_each(rest, left) if short and fits else None


def _bare_figures(line: str, asked: Sequence[str]) -> list[str]:
    """Return the figures of "17, 904 and 2", unless one question asks for several of them."""
    several = any(_PER_YEAR.search(one) for one in asked)
    return [line] if several or not wants_figures(asked) else _FIGURE.findall(line)


def without_line_heads(found: Found) -> Found:
    """Return *found*, where every line has a head, "Permits in force: 9,718", without these."""
    heads = [_HEADED.match(block.lines[0]) for block in found.blocks]
    for block, head in zip(found.blocks, heads, strict=True) if all(heads) else ():
        if head is not None and not has_figures(head["head"]):
            block.lines[0] = head["rest"]
    return found


def straight_through(lines: Sequence[str], questions: Questions) -> Found | None:
    """
    Return the answers of a list that counts the questions of several cases from 1 to the end.

    Or of one list for each case, where each is as long as one case alone has questions.
    """
    labels = [weak_label(line) for line in lines]
    numbers = [one.numbers[0] for one in labels if one is not None and len(one.numbers) == 1]
    keys = counted_keys(numbers, questions)
    if not keys:
        return None
    found = Found()
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            target = Target((keys[len(found.blocks)],))
            found.blocks.append(Block(target, Attribution.ORDER, [label.rest]))
        elif found.blocks and not heads_a_list(line):
            found.blocks[-1].lines.append(line)
        else:
            found.left.append(line)
    return found


def counted_keys(numbers: Sequence[str], questions: Questions) -> list[Key]:
    """Return the questions that *numbers* count, of several cases; none where it is not plain."""
    every = list(questions.all_keys)
    cases = dict.fromkeys(key.reference for key in every)
    if len(cases) < 2 or len(numbers) != len(every):
        return []
    if list(numbers) == [str(n + 1) for n in range(len(every))]:
        return every
    sizes = [len(questions.of_case(name)) for name in cases]
    own = {len(questions.of_case(name)): questions.of_case(name) for name in cases}
    starts = [n for n, number in enumerate(numbers) if number == "1"]
    lists = [numbers[a:b] for a, b in pairwise([*starts, len(numbers)])]
    counted = all(list(one) == [str(n + 1) for n in range(len(one))] for one in lists)
    if counted and len(cases) > 2 and [len(one) for one in lists] == sizes:
        return every  # three lists and more, as long as ours and in our order
    if not counted or len(own) < len(cases) or {len(one) for one in lists} != set(own):
        return []
    return [key for one in lists for key in own[len(one)]]


def heads_a_list(line: str) -> bool:
    """Return whether *line* is a short heading between two lists: "Parking"."""
    return 0 < len(plain(line)) <= _HEADING and not any(char.isdigit() for char in line)


def fits_question(line: str, question: str, rules: ReplyRules) -> bool:
    """Return whether *line* is of the kind that *question* asks for, or says that there is none."""
    tokens = plain(line)
    if not tokens:
        return False
    if line.rstrip().endswith("?"):
        return rules.answers.need_clarification.within(line)
    if decides(line, rules):
        return True
    for asks, answers in _KINDS:
        if asks.search(question) and not (asks is _ASKS_COPY and _ASKS_FACT.search(question)):
            return answers(line, tokens, rules)
    return True


def counts(asked: Sequence[str]) -> bool:
    """Return whether every one of the questions *asked* wants a number."""
    return bool(asked) and all(_COUNTS.search(one) for one in asked)


def wants_figures(asked: Sequence[str]) -> bool:
    """Return whether every one of *asked* wants a number, an amount or a size."""
    kinds = (_COUNTS, _ASKS_PRICE, _ASKS_SIZE)
    return bool(asked) and all(any(kind.search(one) for kind in kinds) for one in asked)


def states_it(text: str, asked: Sequence[str]) -> bool:
    """Return whether "we've never paid a ransom" answers what each of *asked* wants to know."""
    tokens = plain(text)
    stated = bool(tokens) and tokens[0] in _SUBJECTS and not _STATES.isdisjoint(tokens[:4])
    return stated and bool(asked) and all(_ASKS_YES.search(one) for one in asked)


def tells(text: str, question: str) -> bool:
    """Return whether *text*, without a figure, is what *question* wants: a yes, or how often."""
    often = _ASKS_OFTEN.search(question) is not None and not OFTEN.isdisjoint(plain(text))
    return often or states_it(text, [question])


def denies(text: str, asked: Sequence[str]) -> bool:
    """Return whether "absolutely not, never have" is the no that each of *asked* wants to know."""
    return _DENIES.match(text) is not None and bool(asked) and all(map(_ASKS_YES.search, asked))


def asks_for_a_name(asked: Sequence[str]) -> bool:
    """Return whether each of *asked* asks who it is: "Who operates them?"."""
    return bool(asked) and all(_ASKS_WHO.search(one) for one in asked)


def wants_no_name(asked: Sequence[str]) -> bool:
    """Return whether no name answers any of *asked*: a number, an amount, a copy, a yes or a no."""
    kinds = (_COUNTS, _ASKS_PRICE, _ASKS_YES, _ASKS_COPY)
    return bool(asked) and all(
        any(kind.search(one) for kind in kinds) and _NAMES.search(one) is None for one in asked
    )


def asks_for_copies(asked: Sequence[str]) -> bool:
    """Return whether every one of the questions *asked* wants a document."""
    return bool(asked) and all(_ASKS_COPY.search(one) for one in asked)


def says_none(text: str, asked: Sequence[str]) -> bool:
    """
    Return whether *text* counts none of what is asked: "No meetings were held in private".

    It has what was counted and the verb of each question, so that "no figures are held" is not it.
    """
    if not counts(asked):
        return False
    if _NIL_RETURN.fullmatch(text.strip()):
        return True
    match = _NO_SUCH.match(" ".join(plain(text)))
    if match is None:
        return False
    named = set(match["what"].split()) - _ANY_RECORD
    each = (set(plain(one)) for one in asked)
    return bool(named) and all(match["verb"] in one and named & one - _SMALL for one in each)


def has_none(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* begins "We do not have a policy": of a document, that none is held."""
    none = _HAS_NONE.match(" ".join(plain(text))) is not None
    return none and not has_figures(text) and not rules.answers.not_held_but.within(text)


def _counted(line: str, tokens: Sequence[str], rules: ReplyRules) -> bool:
    return carries(line, rules.answers) or not _NONE.isdisjoint(tokens[:2])


def _yes(_line: str, tokens: Sequence[str], _rules: ReplyRules) -> bool:
    stated = tokens[0] in _SUBJECTS and not _STATES.isdisjoint(tokens[:4])
    begins = tokens[0] in YES_OR_NO or tokens[0] in {"none", "neither", "never"}
    return begins or tokens[-1] in YES_OR_NO or stated


def _copied(line: str, _tokens: Sequence[str], rules: ReplyRules) -> bool:
    shown = ADDRESS.search(line) is not None or _PUBLISHED.search(line) is not None
    return shown or rules.answers.attachment.within(line)


def _worded(line: str, tokens: Sequence[str], _rules: ReplyRules) -> bool:
    figures = _FIGURES_ALONE.fullmatch(line) is not None and "\u00a3" not in line
    return tokens[0] not in YES_OR_NO and not figures


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str, Sequence[str], ReplyRules], bool]], ...] = (
    (_COUNTS, _counted),
    (_ASKS_PRICE, _counted),
    (_ASKS_SIZE, _counted),
    (_ASKS_YES, _yes),
    (_ASKS_COPY, _copied),
    (_ASKS_WORDS, _worded),
)


def by_letter(lines: Sequence[str], questions: Questions) -> Found | None:
    """Return the answers of "a) ..., b) ..., c) ...", one for each question of the mail."""
    places = [lettered(line) for line in lines]
    begins = next((n for n, place in enumerate(places) if place is not None), 0)
    head: Sequence[str] = ()
    # What heads the list, "Answers to your six:", says nothing.
    if all(not line.strip() or line.rstrip().endswith(":") for line in lines[:begins]):
        head, lines, places = lines[:begins], lines[begins:], places[begins:]
    known = [place for place in places if place is not None]
    if known != list(range(1, len(questions.all_keys) + 1)) or places[0] is None:
        return None
    blocks: list[Block] = []
    for line, place in zip(lines, places, strict=True):
        if place is not None:
            target = Target((questions.all_keys[place - 1],))
            blocks.append(Block(target, Attribution.ORDER, [without_letter(line)]))
        else:
            blocks[-1].lines.append(line)
    return Found(blocks, [], [line for line in head if line.strip()])


def _one_each(lines: Sequence[str], keys: Sequence[Key]) -> Found:
    return Found(
        [
            Block(Target((key,)), Attribution.ORDER, [_BULLET.sub("", line)])
            for key, line in zip(keys, lines, strict=True)
        ]
    )
