"""What is said of each of several cases that one reply answers: by its list, or under its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foibot.case.reference import PATTERN, in_our_form
from foibot.replies.blocks import WHOLE_CASE, Block, Found
from foibot.replies.case_heads import case_of, named_by_heads
from foibot.replies.clauses import return_notes
from foibot.replies.evidence import shares_words
from foibot.replies.headings import telling
from foibot.replies.labels import strong_label
from foibot.replies.loose import place_loose
from foibot.replies.model import Attribution, Key
from foibot.replies.ordered import counted_keys, heads_a_list
from foibot.replies.pieces import Origin, Piece
from foibot.replies.prose import by_words
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import ReplyRules
from foibot.replies.split import parts_of

# What a line is about: "Museum", or "On the cyber one", before a colon or a dash.
_TOPIC = re.compile(
    r"\W{0,4}(?:(?:for|on|re|as for|about|regarding)\s)?(?:the\s)?"
    r"(?P<head>[^\W\d_]+(?:\s[^\W\d_]+){0,3}?)"
    r"(?:\s(?:ones?|request|questions?|case|query|bit|stuff|foi))?(?:\s?:|\s[\u2013\u2014-])\s+(?=\S)",
    re.IGNORECASE,
)


def naming_ours(parts: Sequence[Piece], questions: Questions) -> tuple[Piece, ...]:
    """Return *parts* with the cases that were typed in any form named as we name them."""
    known = {key.reference for key in questions.all_keys}
    return tuple(
        replace(part, text=in_our_form(part.text, known)) if part.origin is Origin.NEW else part
        for part in parts
    )


def naming_cases(
    parts: Sequence[Piece], questions: Questions, rules: ReplyRules
) -> tuple[Piece, ...]:
    """Return *parts* with each case named that a list, or a head of a line, is plainly about."""
    headed = named_by_heads(parts, questions, rules)
    return named_by_topic(named_by_list(headed, questions, rules), questions)


def named_by_list(
    parts: Sequence[Piece], questions: Questions, rules: ReplyRules
) -> tuple[Piece, ...]:
    """
    Return *parts* with its case before each label of lists that begin anew: Q1 to Q3, Q1 and Q2.

    Only where no case is named, and each list is as long as one case alone has questions.
    """
    typed = [n for n, one in enumerate(parts) if one.origin is Origin.NEW]
    if any(PATTERN.search(parts[n].text) for n in typed):
        return tuple(parts)
    labels = {n: strong_label(parts[n].text, rules.labels, questions.known) for n in typed}
    places = [n for n, label in labels.items() if label is not None and len(label.numbers) == 1]
    keys = counted_keys([labels[n].numbers[0] for n in places], questions)  # type: ignore[union-attr]
    kept = list(parts)
    for place, key in zip(places, keys, strict=False):
        kept[place] = replace(kept[place], text=f"{key.reference} {kept[place].text}")
        above = next((n for n in reversed(typed) if n < place and kept[n].text.strip()), None)
        if key.n == 1 and above is not None and heads_a_list(kept[above].text):
            kept[above] = replace(kept[above], text=key.reference)
    return tuple(kept)


def named_by_topic(parts: Sequence[Piece], questions: Questions) -> tuple[Piece, ...]:
    """
    Return *parts* with the case named where a line begins with what it is about: "Mayor: not mine".

    Only where no case is named, and two such heads or more each have words of one case alone: two
    heads of one case name questions of it.
    """
    typed = [n for n, one in enumerate(parts) if one.origin is Origin.NEW]
    if len(questions.cases) < 2 or any(PATTERN.search(parts[n].text) for n in typed):
        return tuple(parts)
    heads = {n: match for n in typed if (match := _TOPIC.match(parts[n].text)) is not None}
    named = {n: case_of(telling(match["head"]), questions) for n, match in heads.items()}
    found = [name for name in named.values() if name]
    if len(found) < 2 or len(set(found)) < len(found) or len(found) < len(named):
        return tuple(parts)
    kept = list(parts)
    for n, name in named.items():
        kept[n] = replace(kept[n], text=f"{name}: {parts[n].text[heads[n].end() :]}")
    return tuple(kept)


def within_cases(blocks: Sequence[Block], questions: Questions, rules: ReplyRules) -> list[Block]:
    """Return *blocks*, those under the head of a case cut among its questions where it is plain."""
    return_notes(blocks, questions, rules)
    found: list[Block] = []
    for block in blocks:
        own = _of(block.target.choices, questions)
        whole = block.target.why == WHOLE_CASE and block.attribution is Attribution.LABEL
        cut = [one for line in block.lines for one in parts_of(line, own, rules.labels)]
        placed = place_loose([one.text for one in cut], own, (), rules) if whole else None
        others = [key for key in questions.all_keys if key not in block.target.choices]
        of_these = block.target.choices[:1]
        says = placed is not None and any(one.target.keys for one in placed.blocks)
        if says and not shares_words(block.text(), of_these, others, questions, rules):
            found += _some_of(placed, block) if placed is not None else []
        else:
            found.append(block)
    return found


def _some_of(placed: Found, block: Block) -> list[Block]:
    """Return the answers of *placed*, and what of *block* nobody can place."""
    said = {key for one in placed.blocks for key in one.target.keys}
    open_ = tuple(key for key in block.target.choices if key not in said)
    left = "\n".join(one for one in placed.left if one.strip())
    found = [one for one in placed.blocks if one.target.keys]
    found += [replace(one, target=replace(one.target, choices=open_))
              for one in placed.blocks if not one.target.keys and open_]  # fmt: skip
    if left:
        found.append(replace(block, target=Target((), open_, block.target.why), lines=[left]))
    return found


def by_their_words(
    blocks: Sequence[Block], taken: Sequence[Key], questions: Questions, rules: ReplyRules
) -> list[Block]:
    """
    Return *blocks*, each cut that has words of other questions of its case, or doubted.

    "Agency spend was 2.9m and we have 64 agency staff" stands under one head and answers two.
    """
    return_notes(blocks, questions, rules)
    cases = {key.reference for key in questions.all_keys}
    spoken = {*taken, *(key for block in blocks for key in block.target.keys)}
    found: list[Block] = []
    for block in blocks:
        key = block.target.keys[0] if len(block.target.keys) == 1 else None
        own = [one for one in questions.all_keys if key and one.reference == key.reference]
        silent = [one for one in own if one not in spoken]
        if len(cases) < 2 or key is None or not silent:
            found.append(block)
            continue
        left = [one for one in own if one == key or one in silent]
        placed = by_words(block.lines, left, _of(own, questions), rules)
        if placed is not None and not placed.left:
            found += placed.blocks
        elif shares_words(block.text(), [key], silent, questions, rules):
            why = "it may answer more than one question"
            found.append(replace(block, target=Target((), tuple(left), why)))
        else:
            found.append(block)
    return found


def _of(keys: Sequence[Key], questions: Questions) -> Questions:
    return Questions([one for one in questions.asked if one.key in keys])
