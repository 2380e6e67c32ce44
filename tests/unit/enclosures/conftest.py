from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from foibot.enclosures.examine import examine
from foibot.enclosures.model import Examined
from foibot.sandbox.worker import Worker

Look = Callable[[str, bytes], Examined]


@pytest.fixture(scope="session")
def look() -> Iterator[Look]:
    """Examine a file by its name and content in one child for all tests."""
    with Worker() as worker:
        yield lambda name, content: examine(name, "application/octet-stream", content, worker)
