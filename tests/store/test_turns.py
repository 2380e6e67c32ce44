"""Long transactions that follow each other at once leave others their turn (P16)."""

from __future__ import annotations

import threading
from time import monotonic, sleep

import pytest
from sqlalchemy import Engine

from foibot.store import engine as opening
from foibot.store.engine import is_sqlite, open_engine, transaction

LONG, STEPS = 0.15, 12


def test_who_waits_gets_in_between_long_transactions(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_sqlite(sqlite_engine)
    monkeypatch.setattr(opening, "LONG_SECONDS", LONG / 2)
    other = open_engine(str(sqlite_engine.url))  # as another process has one
    begun, let_in = threading.Event(), threading.Event()
    turns_before: list[int] = []

    def wait_for_a_turn() -> None:
        begun.wait()
        with transaction(other) as connection:
            connection.exec_driver_sql("SELECT 1")
        let_in.set()

    waiting = threading.Thread(target=wait_for_a_turn)
    waiting.start()
    for turn in range(STEPS):
        if let_in.is_set():
            break
        turns_before.append(turn)
        with transaction(sqlite_engine) as connection:
            connection.exec_driver_sql("SELECT 1")
            begun.set()
            sleep(LONG)
    waiting.join()
    other.dispose()

    assert len(turns_before) <= STEPS / 3


def test_a_short_transaction_is_followed_at_once(sqlite_engine: Engine) -> None:
    began = monotonic()
    for _ in range(20):
        with transaction(sqlite_engine) as connection:
            connection.exec_driver_sql("SELECT 1")

    assert monotonic() - began < 20 * opening.TURN_SECONDS
