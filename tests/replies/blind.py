"""Lots of officers' replies, labelled blind: what was read right, asked back, wrong or lost."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from foibot.replies.model import AskedQuestion, Proposal, QuestionReply, ReplyReading
from tests.replies.programs import place
from tests.replies.test_programs import MAILS, Labelled, faults, read

FIELDS = ("open", "either", "loosely")


def _questions(reference: str, *texts: str) -> list[AskedQuestion]:
    return [AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)]


MAILS |= {
    "trees": _questions(
        "EIR-2026-00140",
        "How many street trees were felled in 2025?",
        "Why were they felled?",
        "How many trees were planted in their place?",
        "What did the felling and planting cost?",
    ),
    "trio": [
        *_questions(
            "FOI-2026-00201",
            "How much was spent on agency staff in 2024/25?",
            "How many agency staff are there at present?",
        ),
        *_questions("FOI-2026-00202", "How many laptops were bought in 2025?"),
        *_questions(
            "FOI-2026-00203",
            "What was the average number of days lost to sickness per employee in 2024/25?",
            "What were the three commonest causes?",
            "How many of the days were put down to long Covid?",
        ),
    ],
    "yesno": _questions("FOI-2026-00160", "Does the council own a helicopter?"),
    "plan": _questions(
        "FOI-2026-00155",
        "How many planning enforcement notices were served in 2025?",
        "How many were appealed?",
    ),
}


@dataclass(slots=True)
class Score:
    """The answers of some replies, by what became of them."""

    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def replies() -> Iterator[tuple[Labelled, dict[str, object]]]:
    """Yield each labelled reply, with the labels that programs.toml does not know."""
    for entry in tomllib.loads((Path(__file__).parent / "blind.toml").read_text("utf-8"))["reply"]:
        more = {name: entry.pop(name) for name in FIELDS if name in entry}
        yield Labelled(**entry), more


def scored(one: Labelled, more: dict[str, object]) -> Score:
    """Return what became of the answers of one reply."""
    reading = read(one)
    found = faults(one, reading)
    several = len({question.reference for question in MAILS[one.mail]}) > 1
    keys = {place(each, several=several): each.key for each in MAILS[one.mail]}
    score = Score()
    for name in one.expect:
        bad = [each for each in found if each.startswith(f"Q{name}")]
        reply = reading.to(keys[name])
        if not bad or _is_fair(reply, name, more):
            score.right += 1
        elif reply is not None:
            score.wrong += bad
        elif reading.unclear or not reading.replies:
            score.asked += 1  # a reply of which nothing was taken is asked back whole
        else:
            score.lost += bad
    names = {str(key): name for name, key in keys.items()}
    score.wrong += [each for each in found if _is_wrong(each, reading, names, more)]
    score.lost += [each for each in found if each.startswith("lost")]
    return score


def _is_fair(reply: QuestionReply | None, name: str, more: dict[str, object]) -> bool:
    either = more.get("either", {})
    assert isinstance(either, dict)
    return reply is not None and reply.proposal in either.get(name, ())


def _is_wrong(
    fault: str, reading: ReplyReading, names: dict[str, str], more: dict[str, object]
) -> bool:
    """Return whether a fault is more than a question that was not read as labelled."""
    if fault.startswith("not asked back"):
        return not (more.get("loosely") and (reading.discarded or reading.unclear))
    if not fault.startswith("nothing was said of"):
        return fault.startswith("in an answer")
    reply = next(one for one in reading.replies if f"{one.key}:" in fault)
    still = more.get("open", ())
    assert isinstance(still, list | tuple)
    return not (names[str(reply.key)] in still and reply.proposal is Proposal.MORE_TIME)
