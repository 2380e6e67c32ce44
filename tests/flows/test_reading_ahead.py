"""The children that read messages live from one batch to the next."""

from __future__ import annotations

import os
from pathlib import Path

from foibot.handlers.arrival import Opened
from foibot.handlers.reader import LimitedReader
from tests.bench.mails import requests


def children() -> set[str]:
    """Return the numbers of the processes that this one started and that still run."""
    mine = os.getpid()
    return {
        number
        for task in Path(f"/proc/{mine}/task").iterdir()
        for number in (task / "children").read_text().split()
    }


def test_a_batch_is_read_by_the_child_that_read_the_one_before() -> None:
    before = children()
    seen = []
    with LimitedReader() as reader:
        for raw in requests(3):
            (opened,) = reader.open_ahead([raw]).result()
            assert isinstance(opened, Opened)
            seen.append(children() - before)

    assert seen[0]
    assert seen == [seen[0]] * 3
    assert not children() - before
