"""What a query costs depends on what it finds, never on how much is stored: no table is scanned."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from foibot.store.acknowledged import Most
from foibot.store.outbox import State
from foibot.store.unit_of_work import UnitOfWork, unit_of_work

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

MANY = [f"x{number}" for number in range(50)]
# What the inner query of a count gave, already found through an index and cut off.
INNER = ("SCAN q",)
QUERIES: dict[str, tuple[Callable[[UnitOfWork], object], str]] = {
    "new messages": (lambda u: u.inbox.claim_new(5, "x", NOW), "ix_message_new"),
    "worn out": (lambda u: u.inbox.worn_out("w", NOW), "ix_message_new"),
    "claims": (lambda u: u.inbox.release_claims("x"), "ix_message_new"),
    "held": (lambda u: u.inbox.held(), "ix_message_held"),
    "by Message-ID": (lambda u: u.inbox.by_message_id("x"), "ix_message_message_id"),
    "by identity": (lambda u: u.inbox.by_identity("x"), "identity="),
    "many that say the same": (lambda u: u.inbox.look_ahead(MANY), "ix_message_soft_identity"),
    "messages of a case": (lambda u: u.inbox.of_case("x"), "ix_message_case_ref"),
    "known UIDs": (lambda u: u.inbox.unknown("INBOX", 1, [2]), "COVERING INDEX"),
    "mail to send": (lambda u: u.outbox.claim(5, 1, NOW, 9), "ix_outbox_queued"),
    "unknown": (lambda u: u.outbox.in_state(State.UNKNOWN), "ix_outbox_unknown"),
    "sending": (lambda u: u.outbox.in_state(State.SENDING), "ix_outbox_sending"),
    "orphaned": (lambda u: u.outbox.orphaned(1, NOW), "ix_outbox_sending"),
    "our mails": (lambda u: u.outbox.find_by_message_id(["x"]), "ix_outbox_message_id"),
    "a long thread of ours": (lambda u: u.outbox.find_by_message_id(MANY), "ix_outbox_message_id"),
    "our own copy": (lambda u: u.outbox.mark_arrived("x"), "ix_outbox_message_id"),
    "still ours": (lambda u: u.inbox.still_ours([1, 2, 3], "w"), "PRIMARY KEY"),
    "mails to somebody": (lambda u: u.outbox.sent_to("x"), "ix_outbox_recipient"),
    "limits of a sender": (
        lambda u: u.outbox.acknowledged("a", "x@y", NOW, Most(1, 1, 1, 1)),
        "ix_outbox_recipient",
    ),
    "limits of a domain": (
        lambda u: u.outbox.acknowledged("a", "x@y", NOW, Most(1, 1, 1, 1)),
        "ix_outbox_domain",
    ),
    "limits of a day": (
        lambda u: u.outbox.acknowledged("a", "x@y", NOW, Most(1, 1, 1, 1)),
        "ix_outbox_created",
    ),
    "superseded": (
        lambda u: u.outbox.supersede("digest", "x", "k"),
        "ix_outbox_(queued|recipient)",
    ),
    "mails of a case": (lambda u: u.outbox.of_case("x"), "ix_outbox_case_ref"),
    "cases to look at": (lambda u: u.cases.due_for_look(TODAY), "ix_case_next_look"),
    "open cases": (lambda u: u.cases.open_cases(), "ix_case_(due|next_look)"),
    "case of a message": (lambda u: u.cases.opened_from("x"), "ix_case_opened_from"),
    "reviews": (lambda u: u.cases.reviews_of("x"), "ix_case_review_of"),
    "questions of an officer": (
        lambda u: u.items.with_officer("x", ["with_officer"], 10),
        "ix_case_(due|next_look)",
    ),
    "one case": (lambda u: u.cases.load("x"), "reference="),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_goes_through_its_index(name: str, sqlite_engine: Engine, tmp_path: Path) -> None:
    query, index = QUERIES[name]
    plans: list[str] = []

    def explain(
        connection: object, cursor: sqlite3.Cursor, statement: str, parameters: object, *_: object
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            rows = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]
            plans.extend(row[3] for row in rows)

    with unit_of_work(sqlite_engine, "mixbury.example", tmp_path) as uow:
        event.listen(sqlite_engine, "before_cursor_execute", explain)
        query(uow)

    assert any(re.search(index, plan) for plan in plans), plans
    assert not [
        plan
        for plan in plans
        if plan.startswith("SCAN") and "CONSTANT" not in plan and plan not in INNER
    ]
