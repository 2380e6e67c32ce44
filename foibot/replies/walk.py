"""Each piece of a reply is given to the question it stands beside, or to nobody (T21)."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.replies.blocks import FOREIGN, Walk
from foibot.replies.fenced import leave_note, on_fence, on_note
from foibot.replies.fences import FenceKind
from foibot.replies.headed import (
    agreed,
    append_line,
    label_of,
    on_label,
    on_reference,
    open_block,
    repeated_target,
    under_heading,
)
from foibot.replies.labels import Label, glued, only_reference, strong_label, weak_label
from foibot.replies.model import Attribution, Discarded, Key
from foibot.replies.pieces import Origin, Piece, is_rule
from foibot.replies.questions import Questions, Target
from foibot.replies.rules import LabelWords
from foibot.replies.split import Part, parts_of

_RUN = 12


def walk(
    pieces: Sequence[Piece], questions: Questions, words: LabelWords, *, list_foreign: bool
) -> Walk:
    """Return the blocks and the loose lines of a reply; *list_foreign*: ours are marked as such."""
    state = Walk(questions, words, list_foreign)
    index = 0
    while index < len(pieces):
        index += _step(state, pieces, index)
    leave_note(state)
    _tell_foreign(state)
    _undo_bottom_post(state)
    return state


def _step(state: Walk, pieces: Sequence[Piece], index: int) -> int:
    """Take the piece at *index*; return how many pieces were used."""
    piece = pieces[index]
    if piece.fence is not None:
        on_fence(state, piece, piece.fence, ended=_will_end(pieces, index))
        return 1
    if state.note is not None:
        on_note(state, piece)
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
        append_line(state, "")
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
    open_block(state, Target((state.run[-1],)), Attribution.QUOTED).several = several
    state.run = []


def _on_part(state: Walk, one: Part, run: Sequence[Piece]) -> int:
    """Take one labelled part of a new line; return how many pieces it used."""
    part = one.text
    repeated = state.questions.repeated(run) if run else None
    label = one.label or label_of(state, part)
    if repeated is not None:
        target = repeated_target(state, repeated.keys)
        if label is not None:
            named = state.questions.resolve(label.numbers, label.reference, state.near)
            target = agreed(named, target)
        open_block(state, target, Attribution.QUOTED).lines.append(repeated.rest)
        return repeated.pieces
    if label is not None:
        state.strong, state.counts_on = True, False
    else:
        label = _counts_on(state, part)
    if label is not None:
        on_label(state, label)
    elif not on_reference(state, part) and not under_heading(state, part):
        append_line(state, part)
    return 1


def _counts_on(state: Walk, part: str) -> Label | None:
    """
    Return the bare number that goes on behind a label: "Questions 1 to 3: ...", "4 - 12".

    Not behind one question alone: there numbers may count the points of its answer.
    """
    block, label = state.block, weak_label(part)
    labelled = block is not None and block.attribution is Attribution.LABEL
    if block is None or not labelled or (len(block.target.keys) < 2 and not state.counts_on):
        return None
    last = max(key.n for key in block.target.keys)
    follows = label is not None and label.numbers == (str(last + 1),) and bool(label.rest.strip())
    taken = {key.n for one in state.blocks for key in one.target.keys}
    if (
        not follows
        or glued(part)
        or last + 1 in taken
        or len({key.reference for key in state.questions.all_keys}) > 1
    ):
        return None
    if str(last + 1) not in state.questions.known:
        return None
    state.counts_on = True
    return label


def _undo_bottom_post(state: Walk) -> None:
    """Text under the whole quotation is about no single question of it."""
    beside = [block for block in state.blocks if block.attribution is Attribution.QUOTED]
    if len(beside) == 1 and beside[0].several and beside[0].after == state.quoted:
        state.blocks.remove(beside[0])
        state.loose.append(beside[0].lines)
