"""The figure of attribution counts where words stand, and not what they were read as."""

from __future__ import annotations

from foibot.replies.model import (
    Attribution,
    Certainty,
    Key,
    Proposal,
    QuestionReply,
    ReplyReading,
    Unclear,
)
from tests.replies.standing import Stands, standings

ONE, TWO = Key("FOI-2026-00047", 1), Key("FOI-2026-00047", 2)


def _reply(key: Key, text: str, proposal: Proposal = Proposal.ANSWER) -> QuestionReply:
    return QuestionReply(
        key, proposal, text, attribution=Attribution.LABEL, certainty=Certainty.PROPOSED
    )


def _where(expect: dict[Key, str], *replies: QuestionReply, back: str = "") -> list[Stands]:
    unclear = (Unclear(back, "why", (ONE, TWO)),) if back else ()
    return [where for _, where in standings(expect, ReplyReading(replies, unclear))]


def test_words_at_their_question_are_right_whatever_they_were_taken_for() -> None:
    taken = _reply(ONE, "We do not hold it.", Proposal.NOT_OURS)
    assert _where({ONE: "not_held | not hold"}, taken) == [Stands.RIGHT]


def test_words_at_another_question_are_elsewhere() -> None:
    expect = {ONE: "answer | 45", TWO: "answer | 12"}
    swapped = _where(expect, _reply(ONE, "12"), _reply(TWO, "45"))
    assert swapped == [Stands.ELSEWHERE, Stands.ELSEWHERE]


def test_an_answer_to_what_nobody_answered_is_elsewhere() -> None:
    spread = _where({ONE: "answer | 45"}, _reply(ONE, "45"), _reply(TWO, "45"))
    assert spread == [Stands.RIGHT, Stands.ELSEWHERE]


def test_words_asked_back_are_asked_and_words_left_out_are_nowhere() -> None:
    expect = {ONE: "answer | 45", TWO: "answer | 12"}
    assert _where(expect, _reply(ONE, "45"), back="12?") == [Stands.RIGHT, Stands.ASKED]
    assert _where(expect, _reply(ONE, "45")) == [Stands.RIGHT, Stands.NOWHERE]
    assert _where(expect) == [Stands.ASKED, Stands.ASKED]
