"""Each piece of a reply is given to the question it stands beside, or to nobody (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.case.reference import PATTERN
from foibot.replies.blocks import FOREIGN, NOTE, WHOLE_CASE, Block, Walk
from foibot.replies.fences import Fence, FenceKind
from foibot.replies.labels import Label, only_reference, strong_label, weak_label
from foibot.replies.mentions import is_ended, turns_away
from foibot.replies.model import Attribution, Discarded, Key
from foibot.replies.pieces import Origin, Piece, is_rule
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import LabelWords
from foibot.replies.split import Part, parts_of
from foibot.replies.words import plain, sentences

_LEADS_TO = frozenset(plain("for on as re"))
_RUN = 12
_LONGEST_HEADING = 8  # words before the reference: "Adult social care complaints (FOI-...):"


def walk(
    pieces: Sequence[Piece], questions: Questions, words: LabelWords, *, list_foreign: bool
) -> Walk:
    """Return the blocks and the loose lines of a reply; *list_foreign*: ours are marked as such."""
    state = Walk(questions, words, list_foreign)
    index = 0
    while index < len(pieces):
        index += _step(state, pieces, index)
    _leave_note(state)
    _tell_foreign(state)
    _undo_bottom_post(state)
    return state


def _step(state: Walk, pieces: Sequence[Piece], index: int) -> int:
    """Take the piece at *index*; return how many pieces were used."""
    piece = pieces[index]
    if piece.fence is not None:
        _on_fence(state, piece, piece.fence, ended=_will_end(pieces, index))
        return 1
    if state.note is not None:
        _on_note(state, piece)
        return 1
    if state.fence is not None and _stays_in_fence(state, pieces, index):
        return 1
    if piece.origin is Origin.CHROME:
        _on_chrome(state)
        return 1
    if piece.origin is Origin.NEW:
        return _on_new(state, pieces, index)
    return _on_quoted(state, pieces, index)


def _will_end(pieces: Sequence[Piece], index: int) -> bool:
    """Return whether the next fence after *index* is an END."""
    following = (p.fence for p in pieces[index + 1 :] if p.fence is not None)
    after = next(following, None)
    return after is not None and after.kind is FenceKind.END


def _on_fence(state: Walk, piece: Piece, fence: Fence, *, ended: bool) -> None:
    _leave_note(state)
    if fence.kind is FenceKind.END:
        _on_end(state)
        return
    state.fence = state.block = None
    if fence.kind is FenceKind.NOTE:
        state.note, state.run, state.quoting = [], [], False
        return
    if fence.reference is not None:
        state.near = fence.reference
    target = _fence_target(state, fence)
    block = Block(target, Attribution.FENCE, depth=piece.depth, ended=ended)
    state.blocks.append(block)
    state.fence = block
    state.quoting = False


def _fence_target(state: Walk, fence: Fence) -> Target:
    if fence.n is not None:
        return state.questions.resolve([str(fence.n)], fence.reference, state.near)
    if state.run:
        return Target((state.run[-1],))
    own = state.questions.of_case(fence.reference)
    return Target(own) if len(own) == 1 else Target((), own, "the fence names no question")


def _on_end(state: Walk) -> None:
    block, state.fence, state.block, state.anchor = state.fence, None, None, None
    empty = block is not None and not block.text().strip()
    # What is typed under an empty block was meant for it; what follows a full one is outside.
    state.run = list(block.target.keys) if block is not None and empty else []
    state.quoting = state.past_end = empty


def _leave_note(state: Walk) -> None:
    if state.note is not None and any(line.strip() for line in state.note):
        state.discarded.append(Discarded("\n".join(state.note).strip(), NOTE))
    state.note = None


def _on_note(state: Walk, piece: Piece) -> None:
    # A note without its END goes on to the end: better too little than a note sent out.
    if state.note is not None and piece.origin is not Origin.OURS:
        state.note.append(piece.text)


def _stays_in_fence(state: Walk, pieces: Sequence[Piece], index: int) -> bool:
    """Take a piece inside a fence; return False when the fence was left open and ends here."""
    block, piece = state.fence, pieces[index]
    assert block is not None
    if piece.origin is Origin.NEW or (block.ended and piece.origin is Origin.CHROME):
        block.lines.append(piece.text)
        return True
    if piece.origin is Origin.FOREIGN and (block.ended or not _ours(state, pieces, index)):
        block.quoted.append(piece.text)
        return True
    if not piece.text.strip():
        return True
    if piece.origin is Origin.OURS and block.ended and not _ours(state, pieces, index):
        # Our own words come back in the answer, such as the question's: they say nothing.
        return True
    state.fence = None
    return False


def _ours(state: Walk, pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index]
    if state.questions.repeated(_same_origin(pieces, index)) is not None:
        return True
    label = strong_label(piece.text, state.words, state.questions.known)
    return label is not None or only_reference(piece.text) is not None


def _same_origin(pieces: Sequence[Piece], index: int) -> list[Piece]:
    run: list[Piece] = []
    for piece in pieces[index : index + _RUN]:
        if piece.fence is not None or piece.origin is not pieces[index].origin:
            break
        run.append(piece)
    return run


def _on_chrome(state: Walk) -> None:
    state.under = None
    state.block = state.fence = state.anchor = None
    state.run, state.quoting = [], False
    state.loose.append([])


def _on_quoted(state: Walk, pieces: Sequence[Piece], index: int) -> int:
    piece = pieces[index]
    if not piece.text.strip() or is_rule(piece.text):
        return 1
    state.quoted += 1
    if not state.quoting:
        state.quoting, state.run = True, []
    _heading(state, only_reference(piece.text))
    repeated = state.questions.repeated(_same_origin(pieces, index))
    if repeated is not None:
        _on_quoted_question(state, repeated.keys)
        return repeated.pieces
    label = strong_label(piece.text, state.words, state.questions.known)
    if label is not None:
        _on_quoted_label(state, label)
    elif state.past_end:
        # What stands under the last block is our closing words, which are about no question.
        state.run = []
        return 1
    if piece.origin is Origin.FOREIGN and state.list_foreign:
        state.foreign.append(piece.text)
    return 1


def _on_quoted_label(state: Walk, label: Label) -> None:
    keys = state.questions.resolve(label.numbers, label.reference, state.near).keys[:1]
    state.past_end = False
    state.run += keys
    if keys and label.reference is not None and not label.rest.strip():
        state.anchor = keys[0]


def _heading(state: Walk, reference: str | None) -> None:
    """Take a quoted line that names a case; an earlier answer's reference is not one of them."""
    if any(key.reference == reference for key in state.questions.all_keys):
        state.near = reference


def _on_quoted_question(state: Walk, repeated: Sequence[Key]) -> None:
    # Under a question's heading stand earlier answers too, to questions much like the others.
    if state.anchor is not None and state.anchor not in repeated:
        return
    state.past_end = False
    keys = [key for key in repeated if state.near in (None, key.reference)] or list(repeated)
    state.run.append(state.anchor or keys[0])


def _tell_foreign(state: Walk) -> None:
    if any(line.strip() for line in state.foreign):
        state.discarded.append(Discarded("\n".join(state.foreign).strip(), FOREIGN))


def _on_new(state: Walk, pieces: Sequence[Piece], index: int) -> int:
    piece = pieces[index]
    if not piece.text.strip() or is_rule(piece.text):
        # A program that makes text of our mail writes "____" for each rule of it.
        _append(state, "")
        return 1
    if state.quoting:
        _after_quotation(state)
    used = 1
    line = state.questions.spelt_out(piece.text)
    for place, part in enumerate(parts_of(line, state.questions, state.words)):
        run = [Piece(part.text, Origin.NEW), *_same_origin(pieces, index)[1:]] if place == 0 else []
        used = max(used, _on_part(state, part, run))
    return used


def _after_quotation(state: Walk) -> None:
    """New text follows a quotation: it belongs to the last question in it, if there was one."""
    state.quoting = False
    if not state.run:
        state.block = None
        state.loose.append([])
        return
    several = len(set(state.run)) > 1
    _open(state, Target((state.run[-1],)), Attribution.QUOTED).several = several
    state.run = []


def _open(state: Walk, target: Target, attribution: Attribution) -> Block:
    state.block = Block(target, attribution, after=state.quoted)
    state.blocks.append(state.block)
    return state.block


def _on_part(state: Walk, one: Part, run: Sequence[Piece]) -> int:
    """Take one labelled part of a new line; return how many pieces it used."""
    part = one.text
    repeated = state.questions.repeated(run) if run else None
    label = one.label or _label(state, part)
    if repeated is not None:
        target = _repeated_target(state, repeated.keys)
        if label is not None:
            named = state.questions.resolve(label.numbers, label.reference, state.near)
            target = _agreed(named, target)
        _open(state, target, Attribution.QUOTED).lines.append(repeated.rest)
        return repeated.pieces
    if label is not None:
        state.strong = True
        _on_label(state, label)
    elif not _on_reference(state, part) and not _under_heading(state, part):
        _append(state, part)
    return 1


def _under_heading(state: Walk, part: str) -> bool:
    """Take a line under a case's heading that the officer typed: "2) 45", or words on all of it."""
    if state.under is None:
        return False
    own = state.questions.of_case(state.under)
    # Under "Q2 The three commonest were" a list counts the points of one answer.
    label = None if state.strong else weak_label(part, state.questions.known)
    numbers = {str(key.n) for key in own}
    if label is not None and numbers.issuperset(label.numbers) and len(own) > 1:
        _on_label(state, label)
        return True
    clear = len(own) == 1
    if state.block is None and (len(plain(part)) > 1 or (clear and has_digit(part))):
        target = Target(own) if clear else Target((), own, WHOLE_CASE)
        _open(state, target, Attribution.LABEL).lines.append(part)
        return True
    return False


def has_digit(text: str) -> bool:
    """Return whether *text* has a figure: "240" alone answers a case's only question."""
    return any(char.isdigit() for char in text)


def _label(state: Walk, text: str) -> Label | None:
    """Return the label that *text* begins with; "Q3 22" in a list of quarters is none."""
    if state.questions.lists_quarters:
        return None
    return strong_label(text, state.words, state.questions.known)


def _on_label(state: Walk, label: Label) -> None:
    target = state.questions.resolve(label.numbers, label.reference, state.near)
    state.near = label.reference or state.near
    said = list(sentences(label.rest))
    if len(label.numbers) > 1 and said and state.words.announce.is_whole(said[0]):
        # "Qs 1 to 3 below. I need longer for 4": it says only where the answers stand.
        state.block = None
        _append(state, " ".join(said[1:]))
        return
    block = _open(state, target, Attribution.LABEL)
    kept = [said[0]] if said else [label.rest]
    for n, one in enumerate(said[1:], 1):
        following = _next_label(state, label, one)
        if following is not None:
            block.lines.append(" ".join(kept))
            _on_label(state, replace(following, rest=" ".join([following.rest, *said[n + 1 :]])))
            return
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


def _repeated_target(state: Walk, keys: Sequence[Key]) -> Target:
    near = tuple(key for key in keys if key.reference == state.near) or tuple(keys)
    return Target(near) if len(near) == 1 else Target((), near, "two questions have this text")


def _agreed(named: Target, repeated: Target) -> Target:
    """Return the target when number and text say the same question, else both as choices."""
    if not named.keys or not repeated.keys:
        return repeated if repeated.keys else named
    if set(named.keys) == set(repeated.keys):
        return repeated
    why = "the number is of one question and the text of another"
    return Target((), tuple(dict.fromkeys([*named.keys, *repeated.keys])), why)


def _on_reference(state: Walk, part: str) -> bool:
    """Take a line that begins with the reference of a case, or is a heading that names one."""
    match = PATTERN.search(part[:80])
    if match is None:
        return False
    rest = part[match.end() :].lstrip(" ):;,.-\u2013\u2014*]")
    reference = match[0].upper()
    before = len(part[: match.start()].split())
    known = any(key.reference == reference for key in state.questions.all_keys)
    if not known or before > (_LONGEST_HEADING if not rest else 2):
        return False
    state.near, state.block, state.under = reference, None, reference
    state.strong = False
    if not rest:
        return True
    own = state.questions.of_case(reference)
    clear = len(own) == 1
    target = Target(own) if clear else Target((), own, WHOLE_CASE)
    _open(state, target, Attribution.LABEL).lines.append(rest)
    return True


def _append(state: Walk, text: str) -> None:
    block = state.block
    apart = block is not None and block.attribution is Attribution.LABEL
    if block is not None and apart and _names_others(state, block, text):
        state.block = None
        state.loose.append([text])
    elif block is not None:
        block.lines.append(text)
    else:
        state.loose[-1].append(text)


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


def _undo_bottom_post(state: Walk) -> None:
    """Text under the whole quotation is about no single question of it."""
    beside = [block for block in state.blocks if block.attribution is Attribution.QUOTED]
    if len(beside) == 1 and beside[0].several and beside[0].after == state.quoted:
        state.blocks.remove(beside[0])
        state.loose.append(beside[0].lines)
