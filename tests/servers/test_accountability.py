"""Governance can see that nothing was missed: the weekly summary accounts for it (P2, P25)."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from foibot.app import handlers_of
from foibot.config.load import load
from foibot.mailbox.collect import Place, Tally, collect, reconcile
from foibot.schedule.opening import OpenStore, open_store
from foibot.schedule.serving import once
from foibot.store.unit_of_work import reading
from tests.crash.trial import request
from tests.fakes import FakeMailbox

WHO = "mixbury.example"
NIGHT = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)  # a Monday
MORNING = NIGHT.replace(hour=9)


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[authority]\nname = "Mixbury"\ndomain = "{WHO}"\n[mailbox]\ndirectory = "in"\n'
        f'[outbox]\ndirectory = "out"\n[governance]\nleads = ["lead@{WHO}"]\n'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.eml").write_bytes(request(1))
    return open_store(load(path, {}))


def weekly(home: Path) -> str:
    (path,) = (home / "out").glob("*_weekly_*")
    mail = message_from_bytes(path.read_bytes())
    part = next(one for one in mail.walk() if one.get_content_type() == "text/plain")
    words = part.get_payload(decode=True)
    assert isinstance(words, bytes)
    return re.sub(r"\s+", " ", words.decode())


def test_the_weekly_summary_says_what_the_nightly_comparison_found(
    store: OpenStore, tmp_path: Path
) -> None:
    assert once(store, handlers_of, lambda: NIGHT) == []
    assert once(store, handlers_of, lambda: MORNING) == []
    said = weekly(tmp_path)

    assert "23 November 2026: INBOX 1; all are registered" in said
    assert "Mailbox last read completely: 09:05 on Monday 23 November 2026" in said
    number, head = re.findall(r"Audit, newest line: (\d+), ([0-9a-f]{32})", said)[0]
    with reading(store.engine, WHO, store.config.store.files) as uow:
        lines = {seq: digest for seq, _, digest in uow.audit.lines()}
    assert lines[int(number)].startswith(head)


def test_a_message_that_is_not_registered_is_told_to_governance(
    store: OpenStore, tmp_path: Path
) -> None:
    once(store, handlers_of, lambda: NIGHT)
    with store.engine.connect() as connection:
        connection.exec_driver_sql(
            "UPDATE meta SET value = replace(value, '\"unregistered\": 0', '\"unregistered\": 3')"
        )
        connection.commit()
    once(store, handlers_of, lambda: MORNING)

    assert "Messages lie in the mailbox that are not in the register (3)" in weekly(tmp_path)


def test_what_is_missing_from_the_register_is_counted_by_folder(
    store: OpenStore, tmp_path: Path
) -> None:
    mailbox, place = FakeMailbox(), Place(store.engine, WHO, tmp_path / "files")
    for number in range(3):
        mailbox.put(request(number), NIGHT)
    collect(mailbox, place, NIGHT)
    for number in range(3, 5):
        mailbox.put(request(number), NIGHT)
    mailbox.put(request(9), NIGHT + timedelta(hours=1), "Junk")

    assert reconcile(mailbox, place) == [Tally("INBOX", 5, 2), Tally("Junk", 1, 1)]


def test_a_stored_message_whose_file_is_gone_waits_for_a_person_and_stops_no_other(
    store: OpenStore, tmp_path: Path
) -> None:
    """P5: one unreadable message had kept every message behind it from being read."""
    mailbox, files = FakeMailbox(), store.config.store.files
    mailbox.put(request(8) + b"x" * 300_000, NIGHT)
    collect(mailbox, Place(store.engine, WHO, files), NIGHT)
    shutil.rmtree(files)
    files.mkdir()
    assert once(store, handlers_of, lambda: MORNING) == []

    with reading(store.engine, WHO, files) as uow:
        assert uow.inbox.counts() == {"done": 1, "held": 1}
    assert len(list((tmp_path / "out").glob("*_acknowledgement_*"))) == 1
    told = [path.read_text() for path in (tmp_path / "out").glob("*_alert_*")]
    assert any("the file is gone" in re.sub(r"=?\s+", " ", one) for one in told)
