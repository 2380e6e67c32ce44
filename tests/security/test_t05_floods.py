"""T4 to T6: floods and forged senders: everything is registered, few are answered, none echoed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from foibot.demo.world import CONFIG
from tests.flows.post import Writing, made
from tests.flows.town import Town, subject

BAIT = "Win a prize at https://spam.example/xyzzy"
FEW = (
    CONFIG
    + "\n[limits]\nper_sender_hour = 5\nper_sender_day = 8\nper_domain_day = 12\nper_day = 20\n"
)


def flood(town: Town, senders: list[str], dmarc: str = "") -> None:
    """Let each of *senders* ask at once."""
    for number, sender in enumerate(senders):
        text = (
            f"{BAIT}\n\nUnder the FOI Act, how many potholes were repaired in year {number}?\n\nAl"
        )
        at = town.now + timedelta(milliseconds=number)
        raw = made(Writing(f"Prize Xyzzy <{sender}>", text, at, subject=BAIT, dmarc=dmarc))
        town.world.arrive(f"flood{town.now:%H%M}{number:05}", raw)
    town.tick()


def answered(town: Town) -> list[str]:
    """Return who got an acknowledgement."""
    return [one.to for one in town.all("acknowledgement")]


def test_of_many_forged_senders_at_most_the_days_limit_is_written_to(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=FEW)
    flood(town, [f"victim{n}@host{n}.example" for n in range(60)], dmarc="none")

    assert len(answered(town)) == 20
    # Each is a case with its clock, whatever went out.
    assert len(town.cases()) == 60
    assert all(row.due for row in town.cases())
    for one in town.all("acknowledgement"):
        said = subject(one) + one.text + one.html
        assert "xyzzy" not in said
        assert "prize" not in said


def test_a_sender_whose_domain_says_that_it_is_forged_is_not_written_to(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=FEW)
    flood(town, [f"victim{n}@host{n}.example" for n in range(10)], dmarc="fail")

    assert answered(town) == []
    assert len(town.cases()) == 10


def test_one_sender_who_floods_does_not_keep_others_from_their_answer(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=FEW)
    flood(town, ["al@flood.example"] * 30 + [f"ann{n}@town{n}.example" for n in range(10)])
    to = answered(town)

    assert to.count("al@flood.example") == 5
    assert sum(one.startswith("ann") for one in to) == 10
    assert len(town.cases()) == 40


@pytest.mark.parametrize(("hours", "most"), [(2, 8), (26, 13)])
def test_the_limits_open_again_with_the_hour_and_the_day(
    hours: int, most: int, tmp_path: Path
) -> None:
    town = Town.make(tmp_path, config=FEW)
    flood(town, ["al@flood.example"] * 10)
    town.later(hours=hours)
    flood(town, ["al@flood.example"] * 10)

    assert len(answered(town)) <= most
    assert len(answered(town)) > 5


def test_two_bots_that_answer_each_other_stop(tmp_path: Path) -> None:
    town = Town.make(tmp_path, config=FEW)
    town.write("Bot <bot@loop.example>", "Under the FOI Act, how many staff are there?\n\nA. Bot")
    for _ in range(12):
        mine = [one for one in town.sent if one.to == "bot@loop.example"]
        town.later(minutes=5)
        town.reply(mine[-1], "Under the FOI Act, how many staff are there?\n\nA. Bot")

    sent = [one for one in town.sent if one.to == "bot@loop.example"]
    assert len(sent) <= 6
