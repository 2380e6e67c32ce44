"""Each story is told over folders, for speed, and over Dovecot and SMTP, for truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.town import Town
from tests.flows.wire import Wire
from tests.servers.dovecot import dovecot
from tests.servers.smtp_peer import smtp_peer


@pytest.fixture(scope="session")
def servers() -> Iterator[Wire]:
    """Run one IMAP server and one SMTP server for all stories; each has its own mailbox."""
    with dovecot() as imap, smtp_peer() as smtp:
        yield Wire(imap, smtp)


@pytest.fixture(params=["folders", pytest.param("servers", marks=pytest.mark.imap)])
def wire(request: pytest.FixtureRequest) -> Wire | None:
    """Return the servers over which the story is told, or None for folders."""
    if request.param == "folders":
        return None
    found = request.getfixturevalue("servers")
    assert isinstance(found, Wire)
    return found


@pytest.fixture
def town(tmp_path: Path, wire: Wire | None) -> Town:
    """Return the town of a story, on the morning of its first Monday."""
    fresh = Town.make(tmp_path, wire=wire)
    fresh.tick()
    return fresh
