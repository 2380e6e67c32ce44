"""Every town of a test is closed at its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flows.town import OPEN


@pytest.fixture(autouse=True)
def closing() -> Iterator[None]:
    """Let go of the children and the database of every town that the test made."""
    yield
    while OPEN:
        OPEN.pop().close()
