"""After a restore nothing goes twice and no reference is given out again (P10, P17)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.app import handlers_of
from foibot.cli import main
from foibot.config.load import load
from foibot.schedule.generation import next_generation, write_generation
from foibot.schedule.opening import OpenStore, open_store
from foibot.schedule.relearn import own_copy, relearn
from foibot.schedule.serving import once
from foibot.store import journal as journal_file
from foibot.store.journal import Journal
from foibot.store.outbox import State
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import reading, unit_of_work
from foibot.trust.tokens import message_id
from tests.crash.trial import request
from tests.fakes import FakeMailbox

WHO = "mixbury.example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CONFIG = f"""
[authority]
name = "Mixbury"
domain = "{WHO}"
[mailbox]
directory = "in"
[outbox]
directory = "out"
"""


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    (tmp_path / "in").mkdir()
    return open_store(load(path, {}))


def ack(store: OpenStore, number: int) -> Outgoing:
    own = message_id("acknowledgement", f"k{number}", WHO, store.key)
    lines = [
        f"Message-ID: {own}",
        f"X-Foibot-Id: {own[1:-1]}",
        "X-Foibot-Kind: acknowledgement",
        f"X-Foibot-Ref: FOI-2026-{number:05d}",
        f"In-Reply-To: <{number}@example.org>",
    ]
    content = "\r\n".join([*lines, "", "Thank you"]).encode()
    return Outgoing(f"k{number}", "acknowledgement", "jo@example.org", own, content)


def go_out(store: OpenStore, *numbers: int) -> None:
    """Queue acknowledgements and record that they were sent."""
    with unit_of_work(store.engine, WHO, store.config.store.files) as uow:
        for number in numbers:
            uow.outbox.add(ack(store, number), NOW)
        for row in uow.outbox.claim(1000, 1, NOW, 10**9):
            uow.outbox.sent(row.id, 1, NOW)
        uow.commit()


def test_what_went_out_after_the_backup_is_learnt_again_and_nothing_is_sent(
    store: OpenStore,
) -> None:
    mailbox = FakeMailbox()
    desk, files = store.config.desks[0], store.config.store.files
    for number in range(1, 6):
        mailbox.put(ack(store, number).content, NOW, "Sent")
    go_out(store, 1, 2)
    with unit_of_work(store.engine, WHO, files) as uow:
        uow.cases.raise_number("FOI", 2026, 2)
        uow.commit()

    assert relearn(mailbox, store, desk, NOW) == 3
    assert relearn(mailbox, store, desk, NOW) == 0
    with unit_of_work(store.engine, WHO, files) as uow:
        assert "foibot resume" in (uow.state.paused or "")
        assert uow.cases.next_number("FOI", 2026) == 6
        assert uow.own_copies.reference_told("<4@example.org>") == "FOI-2026-00004"
        assert uow.own_copies.reference_told("<9@example.org>") is None
        assert uow.outbox.add(ack(store, 4), NOW)
        states = [row.state for row in uow.outbox.since(0)]
        assert states == [State.SENT, State.SENT, State.SENT]


def test_a_mail_that_all_know_is_no_reason_to_stop(store: OpenStore) -> None:
    mailbox = FakeMailbox()
    mailbox.put(ack(store, 1).content, NOW, "Sent")
    go_out(store, 1)
    assert relearn(mailbox, store, store.config.desks[0], NOW) == 0

    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert uow.state.paused is None


def test_mails_that_were_erased_and_still_lie_in_the_sent_folder_are_no_restore(
    store: OpenStore,
) -> None:
    """P17 and RET-3: the Sent folder has a schedule of its own; the row keeps its Message-ID."""
    mailbox, files = FakeMailbox(), store.config.store.files
    go_out(store, 1, 2)
    for number in (1, 2):
        mailbox.put(ack(store, number).content, NOW, "Sent")
    with unit_of_work(store.engine, WHO, files) as uow:
        numbers = uow.erasure.other_mails_before(date(2030, 1, 1))
        assert len(numbers) == 2
        uow.erasure.erase_mails(numbers)
        uow.commit()

    assert relearn(mailbox, store, store.config.desks[0], NOW) == 0
    with reading(store.engine, WHO, files) as uow:
        assert uow.state.paused is None


def test_a_whole_backlog_that_still_waits_in_the_backup_does_not_go_again(
    store: OpenStore,
) -> None:
    """The backup was made while hundreds of mails waited; since then they went."""
    mailbox, files = FakeMailbox(page=50), store.config.store.files
    with unit_of_work(store.engine, WHO, files) as uow:
        for number in range(1, 401):
            uow.outbox.add(ack(store, number), NOW)
            mailbox.put(ack(store, number).content, NOW, "Sent")
        uow.commit()

    assert relearn(mailbox, store, store.config.desks[0], NOW) == 400
    with reading(store.engine, WHO, files) as uow:
        assert uow.outbox.counts() == {State.SENT: 400}
        assert "foibot resume" in (uow.state.paused or "")


def test_a_database_older_than_its_state_folder_is_noticed_without_any_sent_folder(
    store: OpenStore, tmp_path: Path
) -> None:
    files = store.config.store.files

    def start() -> str | None:
        with unit_of_work(store.engine, WHO, files) as uow:
            number = next_generation(uow, tmp_path, NOW)
            paused = uow.state.paused
            uow.commit()
        write_generation(tmp_path, number)
        return paused

    assert [start(), start()] == [None, None]
    shutil.copy(tmp_path / "foibot.db", tmp_path / "older.db")
    assert start() is None
    store.engine.dispose()
    shutil.copy(tmp_path / "older.db", tmp_path / "foibot.db")
    assert "foibot resume" in (start() or "")
    foibot(tmp_path, "resume")
    assert start() is None


def test_only_what_we_signed_is_ours(store: OpenStore) -> None:
    good = ack(store, 7).content
    assert own_copy(good, store.key) is not None
    assert own_copy(good, b"another key of 32 bytes.........") is None
    assert own_copy(good.replace(b"acknowledgement.", b"acknowledgemenu."), store.key) is None
    assert own_copy(b"X-Foibot-Id: " + b"a" * 10**6, store.key) is None


def foibot(tmp_path: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "config.toml"), *words])
    assert result.exit_code == code, result.output
    return result.output


def test_a_backup_comes_back_whole(store: OpenStore, tmp_path: Path) -> None:
    files = store.config.store.files
    large = b"y" * 300_000
    with unit_of_work(store.engine, WHO, files) as uow:
        kept = uow.content.add_file(large, "a.pdf", "application/pdf", "test", NOW)
        uow.audit.append("something", NOW)
        uow.commit()
    foibot(tmp_path, "backup", str(tmp_path / "b.tar.gz"))
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    store.engine.dispose()
    shutil.rmtree(files)
    (tmp_path / "foibot.db").unlink()
    (tmp_path / "foibot.key").unlink()
    assert "whole" in foibot(tmp_path, "restore", "--verify", str(tmp_path / "b.tar.gz"))
    foibot(tmp_path, "restore", str(tmp_path / "b.tar.gz"))

    again = open_store(store.config)
    assert again.key == store.key
    with reading(again.engine, WHO, files) as uow:
        assert uow.content.file_bytes(kept.sha256) == large
        assert uow.audit.verify() == (2, None)
        assert "foibot resume" in (uow.state.paused or "")
    foibot(tmp_path, "resume")
    with reading(again.engine, WHO, files) as uow:
        assert uow.state.paused is None
    again.engine.dispose()


def test_a_damaged_backup_is_refused(store: OpenStore, tmp_path: Path) -> None:
    foibot(tmp_path, "backup", str(tmp_path / "b.tar.gz"))
    whole = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "b.tar.gz").write_bytes(whole[: len(whole) // 2])
    words = ["--config", str(tmp_path / "config.toml"), "restore", str(tmp_path / "b.tar.gz")]
    result = CliRunner().invoke(main, words)

    assert result.exit_code == 1
    assert "take another one" in result.output


def test_health_and_audit_and_migrate_speak(store: OpenStore, tmp_path: Path) -> None:
    assert "lines are whole" in foibot(tmp_path, "audit")
    assert "up to date" in foibot(tmp_path, "migrate")
    result = CliRunner().invoke(main, ["--config", str(tmp_path / "config.toml"), "health"])
    assert result.exit_code == 1
    assert "NOT WELL" in result.output


def waiting(store: OpenStore, name: str, **more: object) -> Outgoing:
    own = message_id("acknowledgement", name, WHO, store.key)
    fields: dict[str, object] = {"kind": "acknowledgement", "outside": True} | more
    return Outgoing(
        key=name,
        recipient="jo@example.org",
        message_id=own,
        content=b"x",
        **fields,  # type: ignore[arg-type]
    )


def paused(store: OpenStore) -> None:
    with unit_of_work(store.engine, WHO, store.config.store.files) as uow:
        uow.state.set("paused", "restored from a backup")
        uow.commit()


def test_where_nothing_shows_what_went_a_person_decides_and_no_reference_comes_again(
    store: OpenStore, tmp_path: Path
) -> None:
    """P10 and P17: no copies in Sent, no journal; only what may have gone waits."""
    files, today = store.config.store.files, NOW.date()
    paused(store)
    with unit_of_work(store.engine, WHO, files) as uow:
        uow.cases.raise_number("FOI", 2026, 7)
        uow.outbox.add(waiting(store, "of the backup"), NOW)
        uow.commit()

    assert relearn(FakeMailbox(), store, store.config.desks[0], NOW) == 0
    with unit_of_work(store.engine, WHO, files) as uow:
        assert uow.cases.next_number("FOI", 2026) > 1000
        uow.outbox.add(waiting(store, "read again", priority=today), NOW)
        uow.outbox.add(waiting(store, "letter", kind="response", priority=today), NOW)
        tomorrow = today + timedelta(days=1)
        uow.outbox.add(waiting(store, "came later", priority=tomorrow), NOW)
        uow.outbox.add(waiting(store, "to staff", kind="digest", outside=False), NOW)
        uow.commit()
        states = {row.key: row.state for row in uow.outbox.since(0)}
    held = {"of the backup", "read again", "letter"}
    assert {key for key, state in states.items() if state == State.HELD} == held

    asked = foibot(tmp_path, "resume")
    assert "3 mails may have gone before the restore" in asked
    assert "--already-sent" in asked
    assert "it may have gone" in foibot(tmp_path, "held", "list", "--json")
    with reading(store.engine, WHO, files) as uow:
        assert uow.doubted.count() == 3

    foibot(tmp_path, "held", "release", "letter")
    said = foibot(tmp_path, "resume", "--already-sent", "--sent-on", "20.11.2025")
    assert "2 mails that may have gone before the restore are taken" in said
    assert "on Thu 20 Nov 2025" in said
    with reading(store.engine, WHO, files) as uow:
        rows = [row for row in uow.outbox.since(0) if row.state == State.SENT]
        assert {row.sent_at for row in rows} == {datetime(2025, 11, 20, 12, tzinfo=UTC)}
        states = {row.key: row.state for row in uow.outbox.since(0)}
    assert {key for key, state in states.items() if state == State.SENT} == held - {"letter"}
    assert states["letter"] == State.QUEUED


def test_what_has_gone_went_on_its_own_date_unless_a_day_is_given(
    store: OpenStore, tmp_path: Path
) -> None:
    """Whether a letter was in time rests on the day it went, not on that of the command."""
    paused(store)
    written = NOW - timedelta(days=6)
    with unit_of_work(store.engine, WHO, store.config.store.files) as uow:
        uow.outbox.add(waiting(store, "letter", kind="response"), written)
        uow.commit()
    relearn(FakeMailbox(), store, store.config.desks[0], NOW)

    said = foibot(tmp_path, "resume", "--already-sent")
    assert "1 mail that may have gone before the restore" in said
    assert "on its own date" in said
    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert [(row.state, row.sent_at) for row in uow.outbox.since(0)] == [(State.SENT, written)]


@pytest.mark.parametrize(
    "words",
    [("--sent-on", "2025-11-20"), ("--already-sent", "--sent-on", "2999-01-01")],
    ids=["without --already-sent", "still to come"],
)
def test_a_day_that_cannot_be_is_refused(
    store: OpenStore, tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert "--sent-on" in foibot(tmp_path, "resume", *words, code=2)


def test_a_person_may_send_what_may_have_gone(store: OpenStore, tmp_path: Path) -> None:
    paused(store)
    with unit_of_work(store.engine, WHO, store.config.store.files) as uow:
        uow.outbox.add(waiting(store, "k"), NOW)
        uow.commit()
    relearn(FakeMailbox(), store, store.config.desks[0], NOW)

    assert "1 mail that may have gone before the restore go" in foibot(
        tmp_path, "resume", "--send-them"
    ).replace("goes", "go")
    with reading(store.engine, WHO, store.config.store.files) as uow:
        assert [row.state for row in uow.outbox.since(0)] == [State.QUEUED]


def test_the_journal_is_proof_enough_and_outlives_the_database(
    store: OpenStore, tmp_path: Path
) -> None:
    journal = Journal(tmp_path, WHO)
    copies = [one for n in range(1, 4) if (one := own_copy(ack(store, n).content, store.key))]
    journal.note(copies, NOW.date())
    path = next(tmp_path.glob("sent-*.jsonl"))
    with path.open("a") as torn:
        torn.write('{"message_id": "<half')
    paused(store)

    assert relearn(FakeMailbox(), store, store.config.desks[0], NOW, [journal.pages()]) == 3
    with unit_of_work(store.engine, WHO, store.config.store.files) as uow:
        assert uow.own_copies.reference_told("<2@example.org>") == "FOI-2026-00002"
        uow.outbox.add(ack(store, 2), NOW)
        uow.outbox.add(waiting(store, "never went"), NOW)
        states = {row.key: row.state for row in uow.outbox.since(0)}
    assert states == {"k2": State.SENT, "never went": State.QUEUED}
    assert journal.holds(copies[0].message_id)
    assert not journal.holds("<another@mixbury.example>")


def test_the_journal_is_read_backwards_and_keeps_three_months(
    store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_file, "BLOCK", 64)
    journal = Journal(tmp_path, WHO)
    one = own_copy(ack(store, 1).content, store.key)
    assert one is not None
    for month in range(7, 12):
        names = [f"<{month}.{n}@m>" for n in range(3)]
        journal.note([replace(one, message_id=name) for name in names], date(2026, month, 2))

    found = [copy.message_id for page in journal.pages() for copy in page]
    assert found == [f"<{month}.{n}@m>" for month in (11, 10, 9) for n in (2, 1, 0)]


def test_a_deleted_database_learns_what_went_from_the_folder_that_takes_our_mail(
    store: OpenStore, tmp_path: Path
) -> None:
    (tmp_path / "in" / "1.eml").write_bytes(request(1))
    assert once(store, handlers_of, lambda: NOW) == []
    before = sorted((tmp_path / "out").glob("*"))
    store.engine.dispose()
    (tmp_path / "foibot.db").unlink()
    for path in (tmp_path / "state").glob("sent-*"):
        path.unlink()

    again = open_store(store.config)
    assert "restored" in str(once(again, handlers_of, lambda: NOW))
    assert "may have gone" not in foibot(tmp_path, "resume")
    once(again, handlers_of, lambda: NOW)
    again.engine.dispose()

    def acknowledgements(paths: list[Path]) -> list[Path]:
        return [path for path in paths if "acknowledgement" in path.name]

    assert acknowledgements(before)
    assert acknowledgements(sorted((tmp_path / "out").glob("*"))) == acknowledgements(before)
