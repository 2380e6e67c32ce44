"""Fences and notes of a reply: what stands between BEGIN and END is the answer (T21)."""

from __future__ import annotations

from foibot.replies.blocks import NOTE, Block, Walk
from foibot.replies.fences import Fence, FenceKind
from foibot.replies.model import Attribution, Discarded
from foibot.replies.pieces import Origin, Piece
from foibot.replies.questions import Target


def on_fence(state: Walk, piece: Piece, fence: Fence, *, ended: bool) -> None:
    """Begin the block of a BEGIN, or a note, or leave them; *ended*: an END follows."""
    leave_note(state)
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


def leave_note(state: Walk) -> None:
    """End the internal note that stands open, if one does: it is shown as left out."""
    if state.note is not None and any(line.strip() for line in state.note):
        state.discarded.append(Discarded("\n".join(state.note).strip(), NOTE))
    state.note = None


def on_note(state: Walk, piece: Piece) -> None:
    """Take a line within an internal note."""
    # A note without its END goes on to the end: better too little than a note sent out.
    if state.note is not None and piece.origin is not Origin.OURS:
        state.note.append(piece.text)
