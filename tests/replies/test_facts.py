"""What is a plain answer stays one, whatever words are in it: nothing cut, nothing lost (T21)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from foibot.replies.model import Proposal, ReplyReading
from tests.replies.programs import PROGRAMS
from tests.replies.test_programs import MAILS, Labelled, read

FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf-8"))
GIVEN: list[str] = FACTS["given"]
UNSURE: list[str] = FACTS["unsure"]
NAMES = list(PROGRAMS)


def _ways(fact: str, program: str) -> dict[str, Labelled]:
    """Return replies that give *fact* on top, behind a label, in the block, under a question."""
    return {
        "top": Labelled("top", "lone", program, top=f"Hi Sam\n\n{fact}\n\nThanks"),
        "label": Labelled("label", "care", program, top=f"Q1: {fact}\nQ2: 19, 27, 16\nQ3: 21"),
        "fence": Labelled("fence", "lone", program, fenced={"1": fact}),
        "under": Labelled("under", "care", program, under={"1": fact}),
    }


def _read(fact: str, n: int) -> tuple[ReplyReading, Labelled]:
    # Each fact has its way and its program; the next release of words moves none of them.
    ways = list(_ways(fact, NAMES[n % len(NAMES)]).values())
    one = ways[n % len(ways)]
    return read(one), one


def _folded(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())


@pytest.mark.parametrize("n", range(len(GIVEN)), ids=lambda n: GIVEN[n][:40])
def test_a_plain_answer_is_taken_word_for_word(n: int) -> None:
    reading, one = _read(GIVEN[n], n)

    reply = reading.to(MAILS[one.mail][0].key)

    assert reply is not None
    assert reply.proposal is Proposal.ANSWER
    assert _folded(reply.text) == _folded(GIVEN[n])


@pytest.mark.parametrize("fact", UNSURE)
def test_what_may_be_a_remark_is_asked_back_and_not_lost(fact: str) -> None:
    for one in _ways(fact, "outlook").values():
        reading = read(one)

        reply = reading.to(MAILS[one.mail][0].key)
        asked = " ".join(_folded(unclear.text) for unclear in reading.unclear)
        assert _folded(fact) in (_folded(reply.text) if reply else asked)
