"""A mail whose copy is found later counts as sent when it went, not when it was found (P17)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.store.outbox import State
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import unit_of_work

WRITTEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
HANDED_OVER = WRITTEN + timedelta(days=3)
COPY = WRITTEN + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("handed_over", "copy", "sent"),
    [(False, None, WRITTEN), (True, None, HANDED_OVER), (False, COPY, COPY)],
)
def test_when_a_mail_went_whose_copy_is_found(
    sqlite_engine: Engine, tmp_path: Path, handed_over: bool, copy: datetime | None, sent: datetime
) -> None:
    with unit_of_work(sqlite_engine, "a", tmp_path) as uow:
        uow.outbox.add(Outgoing("k", "response", "jo@example.org", "<k@m>", b"x"), WRITTEN)
        if handed_over:
            uow.outbox.claim(1, 1, HANDED_OVER, 100)
            uow.outbox.orphaned(2, HANDED_OVER)
        assert uow.outbox.mark_arrived("<k@m>", copy)
        row = uow.outbox.get("k")

    assert row is not None
    assert (row.state, row.sent_at) == (State.SENT, sent)
