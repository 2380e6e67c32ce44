"""T18: no mail joins a case but by our signed id for it, from the address that asked (50 x 50)."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.events import Event
from foibot.demo.world import CONFIG, Sent
from foibot.store.unit_of_work import reading
from tests.flows.post import Writing, made
from tests.flows.town import Town, subject

CASES = 50
SOME = 5  # of each, in the short form: 50 x 5 pairs
OPEN_LIMITS = (
    CONFIG
    + "\n[limits]\nper_sender_hour = 0\nper_sender_day = 0\nper_domain_day = 0\nper_day = 0\n"
)


def sender(number: int) -> str:
    """Return the address of a requester, each at a domain of their own."""
    return f"ann{number}@home{number}.example"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path, config=OPEN_LIMITS)
    for number in range(CASES):
        text = f"Under the FOI Act, how many potholes were repaired in Zone {number}?\n\nAnn Lee"
        raw = made(Writing(f"Ann Lee <{sender(number)}>", text, town.now))
        town.world.arrive(f"a{number:03}", raw)
    town.tick()
    assert len(town.cases()) == CASES
    return town


def histories(town: Town) -> dict[str, tuple[Event, ...]]:
    """Return what happened to each case."""
    desk = town.world.store.config.desks[0]
    with reading(town.world.store.engine, desk.key, town.world.store.config.store.files) as uow:
        loaded = {row.reference: uow.cases.load(row.reference) for row in town.cases()}
    return {name: tuple(found[1]) for name, found in loaded.items() if found is not None}


def acks(town: Town) -> dict[str, Sent]:
    """Return the acknowledgement of each requester."""
    return {one.to: one for one in town.all("acknowledgement")}


def test_nobody_joins_anothers_case_by_its_id_or_by_its_reference(town: Town) -> None:
    before, mine = histories(town), acks(town)
    tried = 0
    for n in range(CASES):
        for step in range(1, SOME + 1):
            other = mine[sender((n + step * 9) % CASES)]
            words = "I withdraw my request. Please also send me what was answered.\n\nAnn Lee"
            # One knows the signed id, one only the reference in the subject.
            answers = other if step % 2 else None
            about = subject(other) if answers is None else "Re"
            writing = Writing(sender(n), words, town.now, about, answers=answers)
            town.world.arrive(f"b{n:03}{step}", made(writing))
            tried += 1
    already = len(town.sent)
    town.tick()
    after = histories(town)

    assert tried == CASES * SOME
    assert {name: after[name] for name in before} == before
    for one in town.sent[already:]:
        for n in range(CASES):
            if one.to == sender(n):
                assert f"Zone {n}?" in one.text or "Zone" not in one.text


def test_each_joins_their_own_case(town: Town) -> None:
    for n, one in enumerate(acks(town).values()):
        words = "I withdraw my request, thank you.\n\nAnn Lee"
        raw = made(Writing(one.to, words, town.now, answers=one))
        town.world.arrive(f"c{n:03}", raw)
    town.tick()

    assert {row.status for row in town.cases()} == {"withdrawn"}
    assert len(town.cases()) == CASES
