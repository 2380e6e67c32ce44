"""A new line of a reply: what it names, and where it goes when it names nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case.reference import PATTERN
from foibot.replies.blocks import WHOLE_CASE, Block, Walk
from foibot.replies.figures import has_figures
from foibot.replies.handing import leaves_to_others
from foibot.replies.labels import Label, strong_label, weak_label
from foibot.replies.mentions import is_ended, turns_away
from foibot.replies.model import Attribution, Discarded, Key
from foibot.replies.questions import Target
from foibot.replies.remarks import TALK
from foibot.replies.words import plain, sentences

_LEADS_TO = frozenset(plain("for on as re"))
_LONGEST_HEADING = 8  # words before the reference: "Adult social care complaints (FOI-...):"


def open_block(state: Walk, target: Target, attribution: Attribution) -> Block:
    """Begin a block about *target*, to which the following lines go; return it."""
    state.block = Block(target, attribution, after=state.quoted)
    state.blocks.append(state.block)
    return state.block


def under_heading(state: Walk, part: str) -> bool:
    """Take a line under a case's heading that the officer typed: "2) 45", or words on all of it."""
    if state.under is None:
        return False
    own = state.questions.of_case(state.under)
    # Under "Q2 The three commonest were" a list counts the points of one answer.
    label = None if state.strong else weak_label(part, state.questions.known)
    numbers = {str(key.n) for key in own}
    if label is not None and numbers.issuperset(label.numbers) and len(own) > 1:
        on_label(state, label)
        return True
    clear = len(own) == 1
    if state.block is None and (len(plain(part)) > 1 or _has_digit(part)):
        target = Target(own) if clear else Target((), own, WHOLE_CASE)
        open_block(state, target, Attribution.LABEL).lines.append(part)
        return True
    return False


def _has_digit(text: str) -> bool:
    """Return whether *text* has a figure: "240" alone answers a case's only question."""
    return any(char.isdigit() for char in text)


def label_of(state: Walk, text: str) -> Label | None:
    """Return the label that *text* begins with; "Q3 22" in a list of quarters is none."""
    if state.questions.lists_quarters:
        return None
    return strong_label(text, state.words, state.questions.known)


def on_label(state: Walk, label: Label) -> None:
    """Begin a block for the questions of *label* with what is said of them on its line."""
    target = state.questions.resolve(label.numbers, label.reference, state.near)
    state.near = label.reference or state.near
    said = list(sentences(label.rest))
    if len(label.numbers) > 1 and said and state.words.announce.is_whole(said[0]):
        # "Qs 1 to 3 below. I need longer for 4": it says only where the answers stand.
        state.block = None
        append_line(state, " ".join(said[1:]))
        return
    block = open_block(state, target, Attribution.LABEL)
    kept = [said[0]] if said else [label.rest]
    for n, one in enumerate(said[1:], 1):
        following = _next_label(state, label, one)
        if following is not None:
            block.lines.append(" ".join(kept))
            on_label(state, replace(following, rest=" ".join([following.rest, *said[n + 1 :]])))
            return
        if leaves_to_others(one, block.target, state.questions, state.words):
            _set_aside(state, one)
            continue
        if state.block is not None and turns_away(one, block.target, state.questions):
            state.block = None
            state.loose.append([])
        if state.block is not None:
            kept.append(one)
        else:
            state.loose[-1].append(one)
    block.lines.append(" ".join(kept))


def _next_label(state: Walk, label: Label, text: str) -> Label | None:
    """Return the label of the next question: "Questions 1 to 4 are attached. 5 - Harcourt"."""
    found = weak_label(text) if state.block is not None else None
    last = label.numbers[-1]
    follows = last.isdigit() and found is not None and found.numbers == (str(int(last) + 1),)
    known = found is not None and found.numbers[0] in state.questions.known
    return found if found and follows and known and not found.rest[:1].isdigit() else None


def repeated_target(state: Walk, keys: Sequence[Key]) -> Target:
    """Return which of the questions *keys*, which have the same text, is meant here."""
    near = tuple(key for key in keys if key.reference == state.near) or tuple(keys)
    return Target(near) if len(near) == 1 else Target((), near, "two questions have this text")


def agreed(named: Target, repeated: Target) -> Target:
    """Return the target when number and text say the same question, else both as choices."""
    if not named.keys or not repeated.keys:
        return repeated if repeated.keys else named
    if set(named.keys) == set(repeated.keys):
        return repeated
    why = "the number is of one question and the text of another"
    return Target((), tuple(dict.fromkeys([*named.keys, *repeated.keys])), why)


def on_reference(state: Walk, part: str) -> bool:
    """Take a line that begins with the reference of a case, or is a heading that names one."""
    match = PATTERN.search(part[:80])
    if match is None:
        return False
    rest = part[match.end() :].lstrip(" ):;,.-\u2013\u2014*]")
    reference = match[0].upper()
    before = len(part[: match.start()].split())
    known = any(key.reference == reference for key in state.questions.all_keys)
    if known and rest and before > 2 and _says_of_other(state, part, reference):
        state.block = None
        state.loose.append([part])
        return True
    if not known or before > (_LONGEST_HEADING if not rest else 2):
        return False
    state.near, state.block, state.under = reference, None, reference
    state.strong = False
    if not rest:
        return True
    own = state.questions.of_case(reference)
    clear = len(own) == 1
    target = Target(own) if clear else Target((), own, WHOLE_CASE)
    open_block(state, target, Attribution.LABEL).lines.append(rest)
    return True


def _says_of_other(state: Walk, text: str, reference: str) -> bool:
    """Return whether *text*, below another case, gives nothing: "Both parts of FOI-... follow"."""
    return state.under not in (None, reference) and not has_figures(PATTERN.sub("", text))


def _names_others(state: Walk, block: Block, text: str) -> bool:
    """Return whether a new paragraph of a labelled answer speaks of other questions."""
    tokens = plain(text)
    lead = bool(tokens) and tokens[0] in _LEADS_TO
    if tokens and block.lines and state.words.rest.at(tokens, int(lead)) is not None:
        return True
    if not block.lines or block.lines[-1].strip():
        return (
            bool(block.lines)
            and is_ended(block.lines[-1])
            and turns_away(text, block.target, state.questions)
        )
    numbers = state.questions.named(text)
    target = state.questions.resolve(numbers, None, state.near) if numbers else Target()
    return bool(target.keys) and not set(target.keys) & set(block.target.keys)


def _set_aside(state: Walk, text: str) -> None:
    """Leave out what is no part of an answer, and end the block in which it stands."""
    state.block = None
    state.loose.append([])
    state.discarded.append(Discarded(text, TALK))


def append_line(state: Walk, text: str) -> None:
    """Give a line that names nothing to the block above it, or to the loose lines."""
    block = state.block
    if text.rstrip().endswith(":") and state.words.rest_heads.is_whole(text):
        # Below it stand answers to what is still open; the head itself says nothing.
        _set_aside(state, text.strip())
        return
    apart = block is not None and block.attribution is Attribution.LABEL
    if block is not None and leaves_to_others(text, block.target, state.questions, state.words):
        _set_aside(state, text)
        return
    if block is not None and apart and _names_others(state, block, text):
        state.block = None
        state.loose.append([text])
    elif block is not None:
        block.lines.append(text)
    else:
        state.loose[-1].append(text)
