"""What collecting needs of memory does not grow with the mailbox (P21)."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from foibot.mailbox.collect import Place, collect
from foibot.mailbox.directory import DirectoryMailbox
from foibot.mailbox.protocol import Listing, Outline
from tests.fakes import FakeMailbox

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WHO = "mixbury.example"
FEW, MANY = 500, 2500
EACH = 100  # bytes a message that may stay: its UID, some times over


class Endless(FakeMailbox):
    """A mailbox that makes its messages when they are asked for."""

    size = 0

    def listing(self, folder: str) -> Listing:
        return Listing(1, range(1, self.size + 1) if folder == "INBOX" else ())

    def outlines(self, uids: Sequence[int]) -> list[Outline]:
        return [Outline(uid, len(letter(uid)), NOW + timedelta(seconds=uid)) for uid in uids]

    def contents(self, uids: Sequence[int]) -> dict[int, bytes]:
        return {uid: letter(uid) for uid in uids}

    def chunks(self, uid: int) -> Iterator[bytes]:
        yield letter(uid)


def letter(number: int) -> bytes:
    head = f"Message-ID: <{number}@x.example>\r\nFrom: jo{number}@x.example\r\nSubject: FOI\r\n"
    return head.encode() + b"\r\n" + b"How many potholes were repaired?\r\n" * 20


def peak(call: Callable[[], object]) -> int:
    """Return how many bytes of memory *call* needs at most."""
    # How much garbage may wait is a matter of its own, and a desk that was open before changes it.
    rarely = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    gc.collect()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.set_threshold(*rarely)


def test_five_times_as_many_messages_are_collected_in_the_same_memory(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    mailbox, place = Endless(), Place(sqlite_engine, WHO, tmp_path)
    found = []
    for mailbox.size in (1, FEW, MANY):  # once to make what every first time makes
        found.append(peak(lambda: collect(mailbox, place, NOW)))

    assert found[2] - found[1] < EACH * (MANY - FEW)


def test_the_names_of_a_directory_of_messages_take_little(tmp_path: Path) -> None:
    mailbox = DirectoryMailbox(tmp_path)
    needed = []
    for at in range(0, 2000, 1000):
        for number in range(at, at + 1000):
            (tmp_path / f"{number:040}.eml").touch()
        needed.append(peak(lambda: mailbox.listing("INBOX")))

    # A name of 44 bytes, its number, where it stands, and both once more while they are ordered.
    assert needed[1] - needed[0] < 250 * 1000
