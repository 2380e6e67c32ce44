"""Two texts of one reply about one question become one, for the officer to confirm (T21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foibot.replies.model import Certainty, Key, Proposal, QuestionReply


def joined(replies: Sequence[QuestionReply]) -> list[QuestionReply]:
    """Return one reply a question; two texts on one question become one, in their order."""
    by_key: dict[Key, QuestionReply] = {}
    for reply in replies:
        first = by_key.get(reply.key)
        by_key[reply.key] = reply if first is None else _both(first, reply)
    return list(by_key.values())


def _both(first: QuestionReply, second: QuestionReply) -> QuestionReply:
    if (first.text, first.detail) == (second.text, second.detail):
        return first
    lead = first if first.proposal is not Proposal.ANSWER or first.text else second
    both = [first.text, second.text] if first.text != second.text else [first.text]
    details = [first.detail, second.detail]
    return replace(
        lead,
        text="\n\n".join(text for text in both if text),
        detail="\n\n".join(text for text in dict.fromkeys(details) if text),
        exemptions=tuple(dict.fromkeys([*first.exemptions, *second.exemptions])),
        certainty=Certainty.PROPOSED,
        warnings=(*first.warnings, *second.warnings, "two texts were joined"),
    )
