"""Lines that name their question in other words: "Number upheld: 19, 27 and 16" (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.blocks import Block, Found
from foibot.replies.figures import has_figures, undated
from foibot.replies.model import Attribution, Key
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import is_farewell, only_greets
from foibot.replies.rules import ReplyRules
from foibot.replies.words import plain

_HEADS = 3  # columns
_LONGEST_HEADING = 24  # words
_SHORT_HEADING = 5
_LEAST_PAIRS = 2
_YEARS = re.compile(r"\b(?:19|20)?[0-9]{2}(?:/(?:20)?[0-9]{2})?\b")
_LEAST_SHARE = 0.6
_LEAST_LEAD = 0.25  # how far the best question must lead the next
_LEAST_HINT = 0.4
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_BULLET = re.compile(r"^\s{0,20}[*\u2022\u00b7\u2013-]\s{1,8}")
_SAME_WORD = 85  # of 100: "complaint" and "complaints", and a slip of the finger
_LEAST_STEM = 4
_LEAST_SLIP = 5  # letters
_LEAST_ACRONYM = 4  # letters
_ENDING = re.compile(
    r"(?<=[a-z]{4})(?:ations?|itions?|ions?|ings?|ments?|ures?|ers?|ors?|ies|ied|ed|es|ees|y|s|e)$"
)
_HEAD = re.compile(
    r"^[\s*_\u2022\u00b7-]{0,6}(?P<head>[^:?=\n]{4,160}?)(?P<mark>:|\?|\s[-\u2013\u2014=]\s|=)\s{0,4}(?P<rest>.*)$"
)
# Words that say nothing of what a question is about.
_COMMON = frozenset(
    plain(
        "the of in on at to for by and or a an is are was were be been how many much what "
        "which who when where why please provide supply list give copy number numbers no "
        "total details any all each per with from that this these those their they them its "
        "it council does do did has have had year years financial last current under our your "
        "we there did figure figures amount including broken down up partly more not "
        "about one ones when you can could would will should may might me i us he she him her if "
        "so then than as but because while also only just out into over under after before now "
        "here got get put made make take taken yes ar yn o i'r y yr a ac gyfer faint sawl pa pwy "
        "oedd yw mae sydd oes ydy roedd wedi cael cafodd ei beth sut pam pryd ble gan gyda am "
        "fel un nifer cyfanswm "
    )
)


def by_heading(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """
    Return the answers of lines that say in their own words which question they are about.

    One such line may be part of an answer: two that name two questions, each plainly, are needed.
    """
    if len(questions.all_keys) < 2 or taken:
        return None
    paired = _in_pairs(lines, questions, rules)
    if paired is not None:
        return paired
    lines, marked = _marked(lines, questions)
    named = [one[0] for one in marked if one is not None]
    if len(named) < 2 or len(set(named)) < len(named) or _one_unknown(lines, marked):
        return None
    found = Found()
    current: Block | None = None
    for line, one in zip(lines, marked, strict=True):
        if one is not None:
            current = Block(Target((one[0],)), Attribution.LABEL, [one[1]])
            found.blocks.append(current)
        elif current is not None and not _of_another(line, current, questions):
            current.lines.append(line)
        else:
            found.left.append(line)
    said = all(plain(block.text()) for block in found.blocks)
    return found if said else None


def _in_pairs(lines: Sequence[str], questions: Questions, rules: ReplyRules) -> Found | None:
    """
    Return the answers of "Complaints" and below it "388 in 2025", and so on to the end.

    So a table of two columns comes as well, whose cells are lines.  Two heads of one question stay
    with what they head: "Gas: 12", "Electricity: 14".
    """
    greets = next((n for n, one in enumerate(lines) if plain(one)), None)
    if greets is None:
        return None
    start = greets + 1 if only_greets(lines[greets], rules.answers) else greets
    ends = (n for n, one in enumerate(lines) if n > start and is_farewell(one, rules.answers))
    end = next(ends, len(lines))
    said = [line for line in lines[start:end] if line.strip()]
    if said and said[0].rstrip().endswith(":") and _headed(said[0], questions, rules) is None:
        start, said = lines.index(said[0]) + 1, said[1:]  # "Table for most of it:"
    pairs = list(zip(said[::2], said[1::2], strict=False))
    named = [_headed(head, questions, rules) for head, _ in pairs]
    heads = [_heads(pair, key) for pair, key in zip(pairs, named, strict=True)]
    count = heads.index(False) if False in heads else len(pairs)
    after = said[2 * count :]
    if count < _LEAST_PAIRS or (after and not (count > _LEAST_PAIRS and _goes_on(after[0]))):
        return None
    pairs, named = pairs[:count], named[:count]
    if any(
        _plainly(value, questions) not in {None, key}
        for (_, value), key in zip(pairs, named, strict=True)
    ):
        return None
    found = Found([], list(after), [*lines[:start], *lines[end:]])
    for key in dict.fromkeys(named):
        own = [pair for pair, each in zip(pairs, named, strict=True) if each == key]
        text = [own[0][1]] if len(own) == 1 else [f"{head}: {value}" for head, value in own]
        assert key is not None
        found.blocks.append(Block(Target((key,)), Attribution.LABEL, text))
    return found


def _goes_on(line: str) -> bool:
    """Return whether *line*, below heads and their answers, is a sentence and no other head."""
    return line.rstrip().endswith(".") and len(plain(line)) > _SHORT_HEADING


def _headed(head: str, questions: Questions, rules: ReplyRules) -> Key | None:
    """
    Return the question that all telling words of *head* are of, and not "Waste: Biffa".

    Where none has them all, the one question that says them in other words: "Voids".
    """
    key = _plainly(head, questions)
    if key is not None and any(_all_in(head, text, None) for text in questions.texts((key,))):
        return key
    own = [one.key for one in questions.asked if _all_in(head, one.text, rules)]
    return own[0] if len(own) == 1 else None


def _all_in(head: str, text: str, rules: ReplyRules | None) -> bool:
    """Return whether *text* has every telling word of *head*, or by *rules* one of its meaning."""
    asked = telling(text)
    said = rules.alike.among(plain(head)) if rules is not None else {}
    meant = rules.alike.among(plain(text)).keys() if rules is not None else ()
    alike = {word for group, own in said.items() if group in meant for word in own}
    found = telling(head)
    return bool(found) and all(one in alike or in_question(one, asked) for one in found)


def _heads(pair: tuple[str, str], named: Key | None) -> bool:
    """Return whether the first line of *pair* is short, has no figure and names a question."""
    head = pair[0].strip()
    counts = has_figures(_YEARS.sub("", undated(head)))
    return named is not None and len(plain(head)) <= _SHORT_HEADING and not counts


def _of_another(line: str, block: Block, questions: Questions) -> bool:
    """Return whether *line* has more words of another question than of that of *block*."""
    words = telling(line)
    if not words:
        return False
    own = max(_share(words, telling(text)) for text in questions.texts(block.target.keys))
    others = (_share(words, telling(one.text)) for one in questions.asked)
    return max(others) >= max(own + _LEAST_LEAD / 2, _LEAST_HINT)


def _marked(
    lines: Sequence[str], questions: Questions
) -> tuple[list[str], list[tuple[Key, str] | None]]:
    """
    Return *lines* and what each names: a head on the line, the whole line, or a line above it.

    Where one line of several has a head, the others may say of which question they are without.
    """
    apart = _heads_above(lines, questions)
    if apart is not None:
        return apart
    marked = [_heading(line, questions) for line in lines]
    if any(marked):
        both = zip(lines, marked, strict=True)
        marked = [one or _whole_line(line, questions) for line, one in both]
        marked = _with_last(lines, marked, questions)
    return list(lines), marked


def _with_last(
    lines: Sequence[str], marked: Sequence[tuple[Key, str] | None], questions: Questions
) -> list[tuple[Key, str] | None]:
    """Return *marked* with the one line that has a head given to the one question that is left."""
    said = [n for n, line in enumerate(lines) if line.strip()]
    named = {one[0] for one in marked if one is not None}
    left = [one for one in questions.asked if one.key not in named]
    open_lines = [n for n in said if marked[n] is None and _HEAD.match(lines[n])]
    found = list(marked)
    if len(left) == len(open_lines) == 1 and len(said) == len(questions.asked) > 2:
        match = _HEAD.match(lines[open_lines[0]])
        short = match is not None and len(plain(match["head"])) <= _SHORT_HEADING
        if match is not None and short and plain(match["rest"]):
            found[open_lines[0]] = (left[0].key, match["rest"])
    return found


def _heads_above(
    lines: Sequence[str], questions: Questions
) -> tuple[list[str], list[tuple[Key, str] | None]] | None:
    """Return the answers of "Income" and below it "402,118", for every question in its order."""
    said = [line for line in lines if line.strip()]
    if len(said) != 2 * len(questions.asked):
        return None
    pairs = list(zip(said[::2], said[1::2], strict=True))
    for n, (head, _) in enumerate(pairs):
        found = telling(head)
        own = [_share(found, telling(one.text)) if found else 0.0 for one in questions.asked]
        short = len(plain(head)) <= _SHORT_HEADING and not has_figures(head)
        # Each stands at its place and has words of its question: a tie is no doubt.
        if not short or not own[n] or max(own) > own[n]:
            return None
    keys = [one.key for one in questions.asked]
    return [rest for _, rest in pairs], [
        (key, rest) for key, (_, rest) in zip(keys, pairs, strict=True)
    ]


def _whole_line(line: str, questions: Questions) -> tuple[Key, str] | None:
    """Return the question whose words a line without a head plainly has: "Gully flooded twice"."""
    named = _plainly(line, questions)
    return (named, _BULLET.sub("", line)) if named is not None else None


def _one_unknown(lines: Sequence[str], marked: Sequence[tuple[Key, str] | None]) -> bool:
    """Return whether a later line has a heading that names no question."""
    begun = False
    for line, one in zip(lines, marked, strict=True):
        begun = begun or one is not None
        match = _HEAD.match(line) if begun and one is None else None
        if match is not None and match["rest"] and len(plain(match["head"])) <= _SHORT_HEADING:
            return True
    return False


def _heading(line: str, questions: Questions) -> tuple[Key, str] | None:
    """Return the question that the head of *line* names, and what stands behind it."""
    match = _HEAD.match(line)
    if match is None or len(plain(match["head"])) > _LONGEST_HEADING:
        return None
    named = _plainly(match["head"], questions)
    if named is None:
        return None
    # "We felled 46 trees: 12 in Abbey" says something before the colon.
    return named, line if has_figures(match["head"]) else match["rest"]


def _plainly(text: str, questions: Questions) -> Key | None:
    """Return the one question that most of the telling words of *text* come from, or None."""
    head = telling(text)
    if not head:
        return None
    scores = sorted(
        ((_share(head, telling(one.text)), n) for n, one in enumerate(questions.asked)),
        reverse=True,
    )
    (best, n), (second, _) = scores[0], scores[1]
    plainly = best >= _LEAST_SHARE and best - second >= _LEAST_LEAD
    return questions.asked[n].key if plainly else None


def telling(text: str) -> list[str]:
    """Return the words of *text* that say what it is about."""
    text = _BRACKETS.sub(" ", text)
    return [one for one in dict.fromkeys(plain(text)) if one not in _COMMON and not one.isdigit()]


def _share(head: Sequence[str], asked: Sequence[str]) -> float:
    """Return the share of the words of *head* that the question has too, slips forgiven."""
    there = sum(in_question(one, asked) for one in head)
    return there / len(head)


def in_question(word: str, asked: Sequence[str]) -> bool:
    """Return whether *word* is among those of a question, its ending and slips forgiven."""
    stem = word[: max(4, len(word) - 3)]
    if len(word) >= 4 and any(one.startswith(stem) for one in asked):
        return True
    initials = "".join(one[0] for one in asked)
    if len(word) >= _LEAST_ACRONYM and word.removesuffix("s") in initials:
        return True  # "EHCPs" of "Education, Health and Care Plans"
    bare = _ENDING.sub("", word)
    if len(bare) >= _LEAST_STEM and any(_ENDING.sub("", one) == bare for one in asked):
        return True  # "evictions" and "evicted"
    if len(word) < _LEAST_SLIP:
        return word in asked  # "send" is no slip for "end"
    # Its libraries take memory, which a service that waits for its first reply need not hold.
    from rapidfuzz import fuzz, process

    return process.extractOne(word, asked, scorer=fuzz.ratio, score_cutoff=_SAME_WORD) is not None


def heads_a_table(line: str, rules: ReplyRules) -> bool:
    """Return whether *line* is no more than the heads of columns: "Question", "No.", "Answer"."""
    heads = rules.labels.question | rules.labels.answer
    tokens = plain(line)
    if tokens == ("no",) and not line.rstrip().endswith("."):
        return False  # it is an answer
    return 0 < len(tokens) <= _HEADS and all(one in heads for one in tokens)
