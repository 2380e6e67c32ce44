"""What grows and what must not: a tick over a million cases, a search, a very large message."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, insert, text

from foibot.store import tables
from foibot.store.engine import open_engine
from foibot.store.migrate import upgrade
from foibot.store.similar import terms
from foibot.store.unit_of_work import reading
from tests.bench.mails import ASKS, SUBJECTS
from tests.bench.measure import cost

WHO = "mixbury.example"
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def _case(number: int, *, is_open: bool) -> dict[str, object]:
    received = TODAY - timedelta(days=number % 3000)
    return {
        "id": number + 1,
        "authority": WHO,
        "reference": f"FOI-{received.year}-{number:07d}",
        "kind": "request",
        "law": "foia",
        "status": "open" if is_open else "answered",
        "is_open": is_open,
        "requester": f"person{number}@example.org",
        "title": "Potholes",
        "received_at": datetime(received.year, received.month, received.day, tzinfo=UTC),
        "received_on": received,
        "due": received + 28 * DAY,
        "next_look": TODAY + timedelta(days=number % 20) if is_open else None,
        "opened_from": f"{number:064d}",
        "version": 1,
        "calendar_version": "bench",
    }


def fill_cases(engine: Engine, closed: int, open_cases: int) -> None:
    """Store *closed* and *open_cases* cases."""
    with engine.connect() as connection:
        for start in range(0, closed + open_cases, 20_000):
            rows = [
                _case(number, is_open=number >= closed)
                for number in range(start, min(start + 20_000, closed + open_cases))
            ]
            connection.execute(insert(tables.case), rows)
        connection.commit()


def tick_milliseconds(closed: int, open_cases: int, url: str | None = None) -> float:
    """Return what it costs to find the cases to look at today."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_engine(url or f"sqlite:///{name}/foibot.db")
        upgrade(engine)
        fill_cases(engine, closed, open_cases)
        best = 1e9
        for _ in range(5):
            began = time.perf_counter()
            with reading(engine, WHO, Path(name)) as uow:
                found = uow.cases.due_for_look(TODAY)
            best = min(best, time.perf_counter() - began)
            assert 0 < len(found) <= 100
        engine.dispose()
    return best * 1000


def search_milliseconds(items: int, url: str | None = None) -> float:
    """Return what it costs to find earlier questions like a new one."""
    dice = random.Random(1)
    words = [f"word{number}" for number in range(3000)]
    with tempfile.TemporaryDirectory() as name:
        engine = open_engine(url or f"sqlite:///{name}/foibot.db")
        upgrade(engine)
        fill_cases(engine, 0, items)
        sqlite = engine.dialect.name == "sqlite"
        key, value = ("rowid", ":w") if sqlite else ("id", "to_tsvector('simple', :w)")
        with engine.connect() as connection:
            for start in range(0, items, 10_000):
                made = []
                for _ in range(start, min(start + 10_000, items)):
                    ask = dice.choice(ASKS).format(dice.choice(SUBJECTS), dice.randint(12, 25))
                    made.append(f"{ask} {' '.join(dice.choices(words, k=12))}")
                rows = [
                    {
                        "case_id": start + offset + 1, "authority": WHO, "n": 1, "text": words_,
                        "law": "foia", "state": "unrouted", "stem": False,
                    }
                    for offset, words_ in enumerate(made)
                ]  # fmt: skip
                connection.execute(insert(tables.item), rows)
                add = f"INSERT INTO item_text ({key}, words) VALUES (:i, {value})"
                found = [
                    {"i": (start + offset + 1) * 10_000 + 1, "w": " ".join(terms(words_))}
                    for offset, words_ in enumerate(made)
                ]
                connection.execute(text(add), found)
            connection.commit()
        best = 1e9
        for number in range(10):
            question = f"How many potholes were repaired near word{number} and word{number + 7}?"
            began = time.perf_counter()
            with reading(engine, WHO, Path(name)) as uow:
                assert uow.similar.candidates(question)
            best = min(best, time.perf_counter() - began)
        engine.dispose()
    return best * 1000


def large_message_mb(megabytes: int) -> float:
    """Return how much memory one pass needs at most with a message of so many megabytes."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "in").mkdir()
        with (home / "in" / "large.eml").open("wb") as out:
            out.write(
                b"From: jo@example.org\r\nSubject: FOI request\r\nMessage-ID: <l@example.org>\r\n"
                b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                b"Content-Type: text/plain\r\n\r\nHow many potholes were repaired?\r\n--b\r\n"
                b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                b"Content-Disposition: attachment; filename=film.bin\r\n\r\n"
            )
            line = b"QUJD" * 19 + b"\r\n"
            for _ in range(megabytes * 2**20 // len(line) // 1000):
                out.write(line * 1000)
            out.write(b"--b--\r\n")
        (home / "config.toml").write_text(
            f'[authority]\nname = "M"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
            '[outbox]\ndirectory = "out"\n'
        )
        spent = cost(["-m", "foibot", "-c", str(home / "config.toml"), "once"], home / "log")
        assert spent.code == 0, (home / "log").read_text()
        assert list((home / "out").glob("*acknowledgement*"))
        return spent.peak_mb
