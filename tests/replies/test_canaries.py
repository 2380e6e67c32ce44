"""Internal words planted in 300 replies, three in each: none is ever in an answer (T21)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.fences import end_fence, note_fence
from foibot.replies.model import ReplyReading
from tests.replies.clients import CLIENTS, Reply, a_plain_mail
from tests.replies.digests import a_digest
from tests.replies.test_officers import MAILS, RULES, TODAY

ANSWERS = (
    "We received 45 reports.",
    "Not held",
    "The council spent \u00a318,200 in 2025.\n\nOf this \u00a34,000 was for signs.",
    "Three are in use:\n\n- Mill Lane\n- Station Road\n- The Green",
    "See the register at https://www.ashbury.gov.uk/register.",
    "Exempt under s.43(2) because the tender is open.",
)
# Remarks as officers make them; the canary takes the place of the braces.
REMARKS = (
    "Internal note: {} must stay with us.",
    "Please don't tell him about {}.",
    "Between us, {} was never checked.",
    "By the way the requester is the {} who complained in May.",
    "FYI this is the same person as last year, {}.",
    "Not for release: {}.",
    "Off the record, {} is embarrassing.",
    "I think {} should be kept quiet.",
    "NB for FOI team: {} is with legal.",
    "Legal advised that {} is weak.",
    "For your information only, {} is under audit.",
    "Gyda llaw, peidiwch a dweud wrtho am {}.",
)
Plant = Callable[[Reply, str, random.Random], Reply]


def _remark(canary: str, chance: random.Random) -> str:
    return chance.choice(REMARKS).format(canary)


def _on_top(reply: Reply, canary: str, chance: random.Random) -> Reply:
    return replace(reply, top=f"Hi,\n\n{_remark(canary, chance)}\n\n{reply.top}".strip())


def _at_the_end(reply: Reply, canary: str, chance: random.Random) -> Reply:
    return replace(reply, bottom=f"{reply.bottom}\n\n{_remark(canary, chance)}".strip())


def _in_signature(reply: Reply, canary: str, _chance: random.Random) -> Reply:
    return replace(reply, signature=f"{reply.signature}\nSecure line {canary}")


def _in_colleague(reply: Reply, canary: str, _chance: random.Random) -> Reply:
    head = "From: Tom Reed\nSent: 03 March 2026 10:02\nTo: Priya Shah\nSubject: RE: FOI\n"
    said = f"{head}\nPriya, 45 is right, but {canary} is missing.\n\nTom"
    return replace(reply, colleague=f"{said}\n\n{reply.colleague}".strip())


def _in_note(reply: Reply, canary: str, _chance: random.Random) -> Reply:
    note = f"{note_fence()}\n{canary} is still unpaid.\n{end_fence()}"
    return replace(reply, top=f"{reply.top}\n\n{note}".strip())


def _beside(reply: Reply, canary: str, chance: random.Random) -> Reply:
    """Return the reply with a remark behind an answer, in its paragraph or in one of its own."""
    gap = chance.choice([" ", "\n", "\n\n"])
    remark = _remark(canary, chance)
    return replace(
        reply, beside={name: f"{text}{gap}{remark}" for name, text in reply.beside.items()}
    )


def _in_fence(reply: Reply, canary: str, chance: random.Random) -> Reply:
    gap = chance.choice([" ", "\n", "\n\n"])
    remark = _remark(canary, chance)
    return replace(
        reply, fenced={name: f"{text}{gap}{remark}" for name, text in reply.fenced.items()}
    )


PLANTS: tuple[Plant, ...] = (
    _on_top, _at_the_end, _in_signature, _in_colleague, _in_note, _beside, _in_fence,
)  # fmt: skip


def _plant(reply: Reply, canary: str, chance: random.Random) -> Reply:
    """Return *reply* with the canary in one place where it can be."""
    able = [plant for plant in PLANTS if plant(reply, canary, random.Random(0)) != reply]
    return chance.choice(able)(reply, canary, chance)


def _bare(chance: random.Random) -> Reply:
    names = chance.sample(["1", "2", "3"], chance.randint(1, 3))
    said = {name: chance.choice(ANSWERS) for name in sorted(names)}
    way = chance.choice(["fenced", "beside", "top"])
    if way == "fenced":
        return Reply(fenced=said)
    if way == "beside":
        return Reply(beside=said)
    return Reply(top="\n\n".join(f"Q{name}: {text}" for name, text in said.items()))


def _read(seed: int, *, known: bool = True) -> tuple[Reply, list[str], bytes, ReplyReading]:
    """Return what was answered, the canaries, the mail as it came, and what was read."""
    chance = random.Random(seed)
    reply = bare = _bare(chance)
    canaries = [f"CANARY{seed:03}{letter}" for letter in "ABC"]
    for canary in canaries:
        reply = _plant(reply, canary, chance)
    # An iPhone puts its own words in the place of the signature.
    client = chance.choice(sorted(set(CLIENTS) - {"iphone", "android"}))
    asked = MAILS["three"]
    ours = chance.choice([a_plain_mail, a_digest])(asked)
    raw = CLIENTS[client](reply, asked, ours)
    sent = ours if known else ""
    return bare, canaries, raw, read_reply(parse(raw), asked, RULES, today=TODAY, sent=sent)


@pytest.mark.parametrize("known", [True, False], ids=["our mail known", "our mail unknown"])
@pytest.mark.parametrize("seed", range(300))
def test_no_planted_word_is_in_an_answer(seed: int, *, known: bool) -> None:
    _, canaries, raw, reading = _read(seed, known=known)

    text = parse(raw).text
    assert [canary for canary in canaries if canary not in text] == []
    answers = "\n".join(one.text for one in reading.replies)
    assert [canary for canary in canaries if canary in answers] == []
