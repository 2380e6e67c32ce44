"""A short run of the fuzzer: any bytes whatever are read, in time, soundly."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.check import check
from tests.fuzz.corpus import messages
from tests.fuzz.judges import judged
from tests.fuzz.mutate import MUTATIONS, Mutation, mutated

SOURCES = messages()
# What long runs found: each kind of fault once.
FOUND = sorted(Path(__file__).with_name("found").glob("*.eml"))


@pytest.mark.parametrize("change", MUTATIONS, ids=lambda change: change.__name__)
def test_messages_changed_in_one_way_are_read(change: Mutation) -> None:
    for number in range(15):
        dice = random.Random(f"one:{number}")
        check(change(dice.choice(SOURCES), dice))


@pytest.mark.parametrize("seed", range(10))
def test_messages_changed_in_many_ways_are_read(seed: int) -> None:
    for number in range(25):
        dice = random.Random(f"many:{seed}:{number}")
        check(mutated(dice.choice(SOURCES), dice.choice(SOURCES), dice))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_messages_that_were_not_read_once_are_read(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r", b"\x00", b":", b"a", b"\xff" * 100, b"\n\n\n"])
def test_the_smallest_messages_are_read(raw: bytes) -> None:
    check(raw)


@pytest.mark.parametrize(
    ("what", "many"),
    [("config", 60), ("rules", 4), ("templates", 3), ("replies", 60), ("attachments", 25)],
)
def test_whatever_people_write_gives_a_result_or_a_clear_fault(what: str, many: int) -> None:
    for number in range(many):
        judged(what, f"short:{number}")


@pytest.mark.parametrize(
    ("what", "seed"),
    [
        ("replies", "2026:185"),  # a reply of which no word is left
        ("rules", "2026:2296"),  # a list where a text belongs
        ("rules", "2026:2311"),  # a table where a name belongs
        ("rules", "2026:2590"),  # a list among the names of steps
    ],
)
def test_what_once_went_wrong_does_not_again(what: str, seed: str) -> None:
    judged(what, seed)
