"""Writes that wait for others like them are missed by nobody (P1, P16)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from foibot.store.acknowledged import Most
from foibot.store.inbox import Outcome
from foibot.store.unit_of_work import unit_of_work
from tests.store.test_ahead import mail
from tests.store.test_unit_of_work import DATES, NOW, WHO, arrival, opened, take_in

DONE = Outcome("new_request", "new-request", "a-rule")
MANY = Most(9, 9, 9, 9)
QUEUED = text("SELECT count(*) FROM outbox")
ITEMS = text('SELECT i.text FROM item i JOIN "case" c ON c.id = i.case_id ORDER BY c.reference')


def test_whoever_asks_the_database_gets_what_waited_written_first(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.look_ahead(["a", "b"])
        queued = [uow.outbox.add(mail(key), NOW) for key in "ab"]
        waited = len(uow.connection.waiting("outbox"))
        seen = [row.key for row in uow.outbox.sent_to("jo@example.org")]
        uow.outbox.has("c")
        uow.outbox.add(mail("c"), NOW)
        counted = uow.connection.execute(QUEUED).scalar_one()

    assert queued == [True, True]
    assert waited == (2 if engine.dialect.name == "sqlite" else 0)
    assert seen == ["b", "a"]
    assert counted == 3


def test_the_commit_keeps_what_waited_and_without_it_nothing_stays(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        take_in(uow, arrival(1), arrival(2))
        first, second = (one.id for one in uow.inbox.claim_new(2, "one", NOW))
        uow.inbox.finish(first, DONE, NOW)
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.inbox.finish(second, DONE, NOW)
        uow.outbox.has("a")
        uow.outbox.add(mail("a"), NOW)
        uow.cases.next_number("FOI", 2026)

    with unit_of_work(engine, WHO, tmp_path) as uow:
        kept = [uow.inbox.get(number) for number in (first, second)]
        mails = uow.connection.execute(QUEUED).scalar_one()
        number = uow.cases.next_number("FOI", 2026)

    assert [one is not None and one.rule for one in kept] == ["a-rule", None]
    assert mails == 0
    assert number == 1


def test_acknowledgements_that_wait_to_be_written_count_towards_the_limits(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.outbox.add(mail("before"), NOW - timedelta(hours=2))
        uow.outbox.look_ahead(["a", "b"])
        uow.outbox.add(mail("a"), NOW)
        uow.outbox.add(mail("b"), NOW)
        found = uow.outbox.acknowledged("acknowledgement", "jo@example.org", NOW, MANY)
        domain = uow.outbox.acknowledged("acknowledgement", "al@example.org", NOW, MANY)
        at_most = uow.outbox.acknowledged(
            "acknowledgement", "jo@example.org", NOW, Most(1, 2, 0, 9)
        )
        other = uow.outbox.acknowledged("reminder", "jo@example.org", NOW, MANY)

    assert found == Most(sender_hour=2, sender_day=3, domain_day=3, day=3)
    assert domain == Most(sender_hour=0, sender_day=0, domain_day=3, day=3)
    assert at_most == Most(1, 2, 0, 3)
    assert other == Most(0, 0, 0, 0)


def test_numbers_go_on_within_a_transaction_and_after_it(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        first = [uow.cases.next_number("FOI", 2026) for _ in range(3)]
        uow.cases.raise_number("FOI", 2026, 7)
        first += [uow.cases.next_number("FOI", 2026) for _ in range(2)]
        uow.commit()

    with unit_of_work(engine, WHO, tmp_path) as uow:
        then = uow.cases.next_number("FOI", 2026)

    assert first == [1, 2, 3, 8, 9]
    assert then == 10


def test_cases_that_are_opened_together_have_their_own_events_and_items(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.cases.create(*opened(0, "How many trees were felled?"), DATES)
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        for number in (1, 2, 3):
            uow.cases.create(*opened(number, f"What did plan {number} cost?"), DATES)
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        names = [row.reference for row in uow.cases.all()]
        loaded = [uow.cases.load(name) for name in names]
        of = [row.text for row in uow.connection.execute(ITEMS)]

    assert len(names) == len(set(names)) == 4
    assert [one is not None and len(one[1]) for one in loaded] == [1, 1, 1, 1]
    assert of == ["How many trees were felled?", *(f"What did plan {n} cost?" for n in (1, 2, 3))]
