"""Two workers at the same messages on PostgreSQL, each as fast as it can: no work is done twice."""

from __future__ import annotations

import os
import threading
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from foibot.app import now
from foibot.config.load import load
from foibot.handlers.process import process
from foibot.handlers.reader import LimitedReader
from foibot.loading import load_office
from foibot.mailbox.collect import Place, collect
from foibot.mailbox.directory import DirectoryMailbox
from foibot.schedule.opening import OpenStore, open_store
from foibot.store.unit_of_work import reading, unit_of_work
from tests.bench.backlog import CONFIG
from tests.bench.mails import requests
from tests.servers.postgresql import PostgreSQL

WHO = "mixbury.example"
MESSAGES, COPIES, WORKERS, AT_A_TIME = 24, 6, 2, 2
TWICE = text("SELECT case_id FROM event WHERE kind = 'Opened' GROUP BY case_id HAVING count(*) > 1")


def installation(home: Path, url: str) -> OpenStore:
    """Return a database into which the messages were collected, some of them twice."""
    (home / "in").mkdir()
    mails = list(requests(MESSAGES))
    for number, raw in enumerate([*mails, *mails[:COPIES]]):
        path = home / "in" / f"{number}.eml"
        path.write_bytes(raw)
        os.utime(path, (1_790_000_000 + number,) * 2)
    (home / "config.toml").write_text(CONFIG + f'[store]\ndatabase = "{url}"\n')
    store = open_store(load(home / "config.toml", {}))
    place = Place(store.engine, WHO, store.config.store.files)
    found = collect(DirectoryMailbox(home / "in"), place, now())
    assert (found.stored, found.copies) == (MESSAGES, COPIES)
    return store


def work(store: OpenStore, name: str, start: threading.Barrier, claimed: Counter[str]) -> None:
    """Process a few at a time until nothing is left."""
    config = store.config
    office = load_office(config.desks[0], config.directory, store.key)
    open_uow = partial(unit_of_work, store.engine, WHO, config.store.files)
    with LimitedReader() as reader:
        reader.open(b"From: jo@example.org\n\nNobody waits for a child that starts.")
        start.wait()
        while done := process(open_uow, office, reader, now(), name, AT_A_TIME):
            claimed[name] += done


@pytest.mark.pg
def test_two_workers_on_one_database_do_no_work_twice(
    tmp_path: Path, pg_server: PostgreSQL
) -> None:
    store = installation(tmp_path, pg_server.new_database())
    start, claimed = threading.Barrier(WORKERS), Counter[str]()
    names = [f"worker {number}" for number in range(WORKERS)]
    workers = [threading.Thread(target=work, args=(store, name, start, claimed)) for name in names]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with reading(store.engine, WHO, store.config.store.files) as uow:
        states = uow.inbox.counts()
        opened = [case.opened_from for case in uow.cases.all()]
        twice = uow.connection.execute(TWICE).all()
        kinds = Counter(row.kind for row in uow.outbox.since(0))
        sound = uow.audit.verify()[1]
    store.engine.dispose()

    assert states == {"done": MESSAGES}
    assert len(set(opened)) == len(opened) == MESSAGES
    assert kinds["acknowledgement"] == MESSAGES
    assert (twice, sound) == ([], None)
    assert min(claimed.values()) > 0
    assert sum(claimed.values()) == MESSAGES
