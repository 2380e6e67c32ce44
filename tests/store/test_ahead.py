"""What is asked together for several messages stays true while they are handled (P4, P6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from foibot.store.inbox import Outcome
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import unit_of_work
from tests.store.test_unit_of_work import NOW, WHO, arrival, take_in

SOFT = "5" * 64
DONE = Outcome("new_request", "new-request", "a-rule", soft_identity=SOFT)


def mail(key: str) -> Outgoing:
    return Outgoing(key, "acknowledgement", "jo@example.org", f"<{key}@mixbury.example>", b"x")


def test_a_message_that_says_the_same_is_seen_in_the_transaction_that_asked_ahead(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1), arrival(2))
        uow.inbox.look_ahead({SOFT})
        before = uow.inbox.by_soft_identity(SOFT)
        number = uow.inbox.claim_new(1, "one", NOW)[0].id
        uow.inbox.finish(number, DONE, NOW)

        assert before == []
        assert [one.id for one in uow.inbox.by_soft_identity(SOFT)] == [number]


def test_a_message_of_before_is_seen_by_who_asks_ahead(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1))
        number = uow.inbox.claim_new(1, "one", NOW)[0].id
        uow.inbox.finish(number, DONE, NOW)
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.inbox.look_ahead({SOFT, "6" * 64})
        found = {soft: uow.inbox.by_soft_identity(soft) for soft in (SOFT, "6" * 64)}

    assert [len(rows) for rows in found.values()] == [1, 0]


def test_a_mail_asked_for_ahead_is_queued_once(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("early"), NOW)
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.look_ahead(["early", "late"])
        before = [uow.outbox.has(key) for key in ("early", "late")]
        queued = [uow.outbox.add(mail("late"), NOW) for _ in range(2)]
        after = uow.outbox.has("late")
        uow.commit()

    assert (before, queued, after) == ([True, False], [True, False], True)


def test_a_fact_asked_for_ahead_follows_what_is_set(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.state.set_own("released:a", "lead@mixbury.example")
        uow.state.look_ahead(["released:a", "released:b"])
        first = [uow.state.own(f"released:{one}") for one in "ab"]
        uow.state.set_own("released:a", None)
        uow.state.set_own("released:b", "lead@mixbury.example")
        second = [uow.state.own(f"released:{one}") for one in "ab"]

    assert first == ["lead@mixbury.example", None]
    assert second == [None, "lead@mixbury.example"]


@pytest.mark.parametrize(
    "words", ["a\x00b", "half \ud83d of a pair", "gr\u00fc\u00df \U0001f600", "\\u0000"]
)
def test_words_in_stored_data_come_back_as_a_database_can_hold_them(
    words: str, engine: Engine, tmp_path: Path
) -> None:
    clean = {"a\x00b": "a\ufffdb", "half \ud83d of a pair": "half ? of a pair"}.get(words, words)
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1))
        number = uow.inbox.claim_new(1, "one", NOW)[0].id
        reading = {"items": [{"text": words}], words: ("x",)}
        uow.inbox.finish(number, Outcome("k", "d", "r", reading=reading), NOW)
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        kept = uow.inbox.get(number)
        raw = uow.connection.execute(text("SELECT reading FROM message")).scalar_one()

    assert kept is not None
    assert kept.reading == {"items": [{"text": clean}], clean: ["x"]}
    assert "\\ud83d of" not in str(raw)
