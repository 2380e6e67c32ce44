"""Text that stands beside no question: whose answer it is, where that is plain, else nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.answered_to import answered_to
from foibot.replies.blocks import Block, Found
from foibot.replies.claiming import of_the_whole, without_effort
from foibot.replies.clauses import clauses_in_order
from foibot.replies.counted import by_ordinal
from foibot.replies.eliminated import by_elimination
from foibot.replies.evidence import Asked, goes_against, shares_words
from foibot.replies.exemptions import exemptions_in
from foibot.replies.figures import has_figures
from foibot.replies.headings import by_heading
from foibot.replies.labels import (
    numbers_in,
)
from foibot.replies.mentions import BUT_NOT, MENTION, by_mention, claims, counts_some, decides
from foibot.replies.model import Attribution, Key
from foibot.replies.numbered import by_number, by_other_numbers
from foibot.replies.of_case import spoken_of_cases
from foibot.replies.of_subject import spoken_of_subjects
from foibot.replies.ordered import (
    YES_OR_NO,
    by_letter,
    in_order,
    one_line_each,
    straight_through,
    without_line_heads,
)
from foibot.replies.promises import names_the_rest
from foibot.replies.prose import by_words, turned
from foibot.replies.questions import NAMED, Questions, Target
from foibot.replies.remainder import of_the_rest, promised, some_and_the_rest
from foibot.replies.remarks import is_farewell, without_name_above, without_talk
from foibot.replies.rules import LabelWords, ReplyRules
from foibot.replies.services import handed_over
from foibot.replies.sifting import ADDRESS
from foibot.replies.topped import by_heads_above
from foibot.replies.weighed import doubted, weighed
from foibot.replies.wording import sends_away
from foibot.replies.words import plain, sentences

_NAMED = NAMED.pattern
_TRAIL = re.compile(
    rf"[\s(\[\u2013\u2014:-]{{1,6}}(?:(?:for|to) )?{_NAMED}([0-9]{{1,2}})[)\].]{{0,3}}\s*$"
)
_EXCEPT = re.compile(
    rf"\b(?:except(?: for)?|apart from|other than|but not|heblaw am)\s(?=(?:for |the )?{_NAMED})"
)
_OF_SOME = re.compile(r"\b(?:couple|some|most|one|two|few) of (?:these|them|this)\b", re.I)
_LONGEST_PLEA = 40
_LONGEST_OF_ALL = 80
_SHORT_OF_ALL = 6
_LONGEST_END = 4  # words
_LONGEST_AWAY = 24
# "31 leavers. the cost one is still to come": a phone begins no sentence with a capital.
_STOP = re.compile(r"(?<=[a-z0-9]{5}\.)\s+(?=[a-z])")
_PAIR = 2
_ZERO = re.compile(r"\b0\b")


def place_loose(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what the loose *lines* answer; *taken* are the questions already spoken of."""
    counted = straight_through(lines, questions) if not taken else None
    if counted is not None:
        return counted
    found = by_other_numbers(lines, questions, taken, rules)
    if found is not None:
        return _with_the_rest(found, questions, taken, rules)
    left = [key for key in questions.all_keys if key not in taken]
    of_cases, lines = spoken_of_cases(lines, left, questions, rules)
    if not of_cases and len(left) > 1:
        of_cases, lines = spoken_of_subjects(lines, left, questions, rules)
    if of_cases:
        taken = [*taken, *(key for block in of_cases for key in block.target.keys)]
        rest = _among_open(lines, questions, taken, rules)
        return Found([*of_cases, *rest.blocks], rest.left, rest.talk)
    found = _by_ways(lines, questions, taken, rules)
    return found if found.blocks or not taken else _among_open(lines, questions, taken, rules)


def _among_open(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what *lines* say where one case alone is still open and whole: they are about it."""
    left = [key for key in questions.all_keys if key not in taken]
    cases = {key.reference for key in left}
    own = Questions([one for one in questions.asked if one.reference in cases])
    whole = len(cases) == 1 and len(own.all_keys) == len(left)
    others = [key for key in questions.all_keys if key not in left]
    about_others = any(
        shares_words(f"{one} .", left, others, questions, rules) for one in lines if one.strip()
    )
    if whole and not about_others:
        return _by_ways(lines, own, (), rules)
    return _by_ways(lines, questions, taken, rules)


def _by_ways(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what the first way of reading that finds something makes of *lines*."""
    for way in _WAYS:
        found = way(lines, questions, rules, bool(taken))
        if found is not None:
            running = way is not by_number
            away = turned(found.blocks, _keys(found), questions, rules, running=running)
            found.left += [one for lot in away for one in lot]
            return _with_the_rest(found, questions, taken, rules)
    return _remaining(list(lines), questions, taken, rules)


def _with_the_rest(
    found: Found, questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    rest = _remaining(found.left, questions, [*taken, *_keys(found)], rules)
    return Found(found.blocks + rest.blocks, rest.left, found.talk + rest.talk)


def _keys(found: Found) -> list[Key]:
    return [key for block in found.blocks for key in block.target.keys]


def _remaining(
    lines: Sequence[str], questions: Questions, taken: Sequence[Key], rules: ReplyRules
) -> Found:
    """Return what is said of the only question, of all, or in order."""
    left = [key for key in questions.all_keys if key not in taken]
    said, talk = _without_talk(lines, rules)
    if left:
        later, talk = promised(talk, left, rules, bool(said or taken))
        said = [*said, *later]
    found = of_the_rest(said, left, rules) if taken and left else None
    if found is None and not taken and len(left) > 1:
        found = some_and_the_rest(said, left, questions, rules)
    if found is None:
        found = _said(said, left, questions, rules) if said and left else Found([], said)
    return Found(found.blocks, found.left, [*talk, *found.talk])


def _said(said: list[str], left: Sequence[Key], questions: Questions, rules: ReplyRules) -> Found:
    if len(questions.all_keys) == 1:
        return _one(Target(tuple(left)), Attribution.ONLY, said)
    asked = Asked(questions, left, rules)
    each = by_letter(said, questions)
    of_all = _is_of_all(said, rules) or _asks_time(said, rules) or _of_the_request(said, rules)
    of_all = of_all or (_sends_away(said, asked) and len(left) == len(questions.all_keys))
    cases = {key.reference for key in left}
    everything = len(left) == len(questions.all_keys)
    whole = len(cases) == 1 or _of_every_case(said, len(cases), rules.labels, everything=everything)
    if of_all and whole and each is None and not _gives_one(said, asked):
        return _one(Target(tuple(left)), Attribution.ALL, said)
    said = [one for line in said for one in _STOP.split(line)]
    found = in_order(said, left, rules) or each
    lines = one_line_each(said, left, questions, rules) if found is None else None
    if lines is not None and not _against(lines, questions, rules):
        found = without_line_heads(lines)
    found = found or by_words(said, left, questions, rules)
    found = found or clauses_in_order(said, left, questions, rules)
    best = weighed(said, left, questions, rules)
    if best is not None and (found is None or _says_more(best, found)):
        found = best
    if found is None and len(left) < len(questions.all_keys):
        return Found([], said)
    found = doubted(found, left, questions, rules) if found is not None else Found([], said)
    return by_elimination(found, said, left, questions, rules)


def _of_every_case(
    lines: Sequence[str], cases: int, words: LabelWords, *, everything: bool
) -> bool:
    """
    Return whether the first line speaks of all requests: "nothing held on either case".

    "Both of these" are the two cases where *everything* is still open.
    """
    text = next((line for line in lines if line.strip()), "")
    both = everything and cases == _PAIR and words.both.within(text)
    return both or words.every_case.within(text)


def _says_more(best: Found, found: Found) -> bool:
    """Return whether *best* answers more than *found*, or as much and leaves no words over."""
    most, least = set(_keys(best)), set(_keys(found))
    over = any(plain(line) for line in found.left)
    whole = all(block.target.keys for block in best.blocks) and not any(map(plain, best.left))
    return most > least or (most == least and over and whole)


def _gives_one(lines: Sequence[str], asked: Asked) -> bool:
    """Return whether a sentence has a figure, and a word of one question alone: "4 councillors"."""
    each = [one for line in lines for one in sentences(line)]
    each = [without_effort(one, ()) for one in each if not exemptions_in(one)]
    counted = [one for one in each if has_figures(one)]
    return any(asked.has_own(one, n) for one in counted for n in range(len(asked.asked)))


def _against(found: Found, questions: Questions, rules: ReplyRules) -> bool:
    """Return whether the order of lines gives one of them to another question than its words."""
    lines = [block.lines[0] for block in found.blocks]
    keys = [block.target.keys[0] for block in found.blocks]
    return goes_against(lines, keys, questions, rules)


def _one(target: Target, attribution: Attribution, lines: list[str]) -> Found:
    return Found([Block(target, attribution, lines)])


def _without_talk(lines: Sequence[str], rules: ReplyRules) -> tuple[list[str], list[str]]:
    """Return *lines* less greetings and what follows a farewell, and what was cut."""
    lines, cut = without_name_above(lines, rules.answers)
    kept: list[str] = []
    for place, line in enumerate(lines):
        if is_farewell(line, rules.answers):
            cut += lines[place + 1 :]
            break
        if not line.strip():
            kept.append(line)
            continue
        if rules.labels.elsewhere.first(plain(line), 2) is not None:
            kept.append(line)  # "See my mail of 24 May": no answer, but to be asked about
            continue
        rest, talk = without_talk([line], rules.answers)
        kept += [rest] if rest else []
        cut += talk
    if not any(line.strip() for line in kept):
        return [], cut
    return "\n".join(kept).strip("\n").split("\n"), cut


def _is_of_all(lines: Sequence[str], rules: ReplyRules) -> bool:
    text = next((line for line in lines if line.strip()), "")
    if text.rstrip().endswith(":"):
        return False  # "All but the taxis below:" heads a list
    tokens = plain(text)
    none = _ZERO.search(text) is not None and not has_figures(_ZERO.sub("", text))
    short = (len(tokens) <= _SHORT_OF_ALL and not has_figures(text)) or none
    most = _LONGEST_OF_ALL if claims(text) else _LONGEST_PLEA if not has_figures(text) else 25
    decided = decides(text, rules) or ADDRESS.search(text) is not None
    decided = decided and len(tokens) <= most
    return (
        (short or decided)
        and not BUT_NOT.search(text)
        and not _OF_SOME.search(text)
        and (rules.labels.all.first(tokens, 14) is not None or _ends_on_all(text, rules))
    )


def _ends_on_all(text: str, rules: ReplyRules) -> bool:
    """Return whether the first sentence ends on "so nothing held for any of these"."""
    tokens = plain(sentences(text)[0])
    ends = range(max(0, len(tokens) - _LONGEST_END), len(tokens))
    return any(rules.labels.all.at(tokens, n) == len(tokens) for n in ends)


def _asks_time(lines: Sequence[str], rules: ReplyRules) -> bool:
    """Return whether a reply says nothing else than that it needs longer: of all it was asked."""
    text = " ".join(lines)
    short = len(plain(text)) <= _LONGEST_PLEA and not has_figures(text)
    return short and rules.answers.more_time.within(text)


def _sends_away(lines: Sequence[str], asked: Asked) -> bool:
    """Return whether a reply says nothing else than that it came to the wrong team."""
    text, rules = " ".join(lines).strip(), asked.rules
    promised = rules.answers.holding.within(text) or rules.answers.desk_talk.within(text)
    if len(plain(text)) > _LONGEST_AWAY or promised or not sends_away(text, rules):
        return False
    parts = sentences(text)
    if names_the_rest(text) or (len(parts) > 1 and not YES_OR_NO.isdisjoint(plain(parts[0])[:1])):
        return False  # "No idea about the others, try Leisure": the one has its answer
    if any(has_figures(one) and not sends_away(one, rules) for one in parts):
        return False  # "Zero for prison, 8,204 for the first.  Agents: ask Procurement"
    # "The claims are for Insurance" says nothing of the potholes.
    some = any(handed_over(one, rules) for one in parts)
    return not (some and any(asked.has_own(text, n) for n in range(len(asked.asked))))


def _of_the_request(lines: Sequence[str], rules: ReplyRules) -> bool:
    """Return whether a refusal is claimed that the law knows of a request alone: s.12, s.14."""
    text = " ".join(one for line in lines for one in sentences(line) if not one.endswith("?"))
    named = MENTION.search(text) or counts_some(text)
    return bool(of_the_whole(text, rules)) and not named


def _by_trail(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, _taken: bool
) -> Found | None:
    """Return the answers of lines that each end with their question: "45 a year (Q1)"."""
    said, talk = _without_talk(lines, rules)
    found = Found([], [], talk)
    for line in (line for line in said if line.strip()):
        match = _TRAIL.search(line)
        if match is None or match[1] not in questions.known or not plain(line[: match.start()]):
            return None
        if questions.named(line[: match.start()]):
            return None
        target = questions.resolve([match[1]], None, None)
        found.blocks.append(Block(target, Attribution.LABEL, [line[: match.start()]]))
    return found if found.blocks else None


def _all_but(
    lines: Sequence[str], questions: Questions, rules: ReplyRules, taken: bool
) -> Found | None:
    """Return what is said of all but some: "none of this is held except Q3, which is 45"."""
    place = next((n for n, line in enumerate(lines) if _EXCEPT.search(line)), None)
    if place is None or taken or len({key.reference for key in questions.all_keys}) != 1:
        return None
    match = _EXCEPT.search(lines[place])
    assert match is not None
    before, after = lines[place][: match.start()].rstrip(" ,"), lines[place][match.end() :]
    mention = MENTION.search(after)
    numbers = numbers_in(mention[1], questions.known) if mention is not None else ()
    named = questions.resolve(numbers, None, None).keys if numbers else ()
    if mention is None or not named or not _is_of_all([before], rules):
        return None
    rest = re.sub(r"^[\W_]*[0-9]{1,2}[\W_]*(?:(?:where|which|for which)\s)?", "", mention[1])
    tail = after[mention.end() :]
    others = tuple(key for key in questions.all_keys if key not in named)
    blocks = [Block(Target(others), Attribution.ALL, [before])]
    if plain(rest + tail):
        blocks.append(Block(Target(named), Attribution.LABEL, [rest + tail]))
    return Found(blocks, [*lines[:place], *lines[place + 1 :]])


_WAYS = (
    answered_to,
    by_number,
    by_ordinal,
    _by_trail,
    _all_but,
    by_mention,
    by_heading,
    by_heads_above,
)
