"""Every mailbox keeps the same promises: the fake, a directory, a Maildir, and Dovecot."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.mailbox import collect as collecting
from foibot.mailbox.collect import Collected, Place, collect, reconcile
from foibot.mailbox.directory import DirectoryMailbox
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import LoginRefusedError, Mailbox, MailboxError
from foibot.store.errors import StoreError
from foibot.store.inbox import Filed
from foibot.store.outbox import State
from foibot.store.outgoing import Outgoing
from foibot.store.unit_of_work import reading, unit_of_work
from tests.fakes import FakeMailbox
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import Dovecot, dovecot

WHO = "mixbury.example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def letter(number: int, body: bytes = b"How many potholes?\r\n") -> bytes:
    head = (
        f"From: jo@example.org\r\nSubject: Potholes {number}\r\nMessage-ID: <{number}@example.org>"
    )
    return head.encode() + b"\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n\r\n" + body


@dataclass
class Setup:
    """A mailbox and the way messages get into it."""

    mailbox: Mailbox
    put: Callable[[bytes, datetime, str], None]


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture(scope="module")
def exchange() -> Iterator[Dovecot]:
    with dovecot(like_exchange=True) as running:
        yield running


def on_dovecot(server: Dovecot, security: str) -> Setup:
    user = server.new_user()

    def put(content: bytes, at: datetime, folder: str) -> None:
        server.deliver(user, content, at, "Junk Email" if folder == "Junk" else folder)

    return Setup(ImapMailbox(server.settings(user, security)), put)


def in_memory() -> Setup:
    fake = FakeMailbox()

    def put(content: bytes, at: datetime, folder: str) -> None:
        fake.put(content, at, folder)

    return Setup(fake, put)


def in_directory(base: Path, *, maildir: bool) -> Setup:
    def put(content: bytes, at: datetime, folder: str) -> None:
        inside = base if folder == "INBOX" else base / folder
        where = inside / "new" if maildir else inside
        where.mkdir(parents=True, exist_ok=True)
        path = where / f"{len(list(base.rglob('*')))}.eml"
        path.write_bytes(content)
        os.utime(path, (at.timestamp(), at.timestamp()))

    (base / "new" if maildir else base).mkdir(parents=True)
    return Setup(DirectoryMailbox(base), put)


@pytest.fixture(
    params=[
        "fake",
        "directory",
        "maildir",
        pytest.param("imap", marks=pytest.mark.imap),
        pytest.param("tls", marks=pytest.mark.imap),
        pytest.param("starttls", marks=pytest.mark.imap),
        pytest.param("exchange", marks=pytest.mark.imap),
    ]
)
def setup(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Setup]:
    kind = str(request.param)
    if kind == "fake":
        made = in_memory()
    elif kind in {"directory", "maildir"}:
        made = in_directory(tmp_path / "mailbox", maildir=kind == "maildir")
    elif kind == "exchange":
        made = on_dovecot(request.getfixturevalue("exchange"), "none")
    else:
        security = "none" if kind == "imap" else kind
        made = on_dovecot(request.getfixturevalue("server"), security)
    yield made
    made.mailbox.close()


@pytest.fixture
def place(sqlite_engine: Engine, tmp_path: Path) -> Place:
    return Place(sqlite_engine, WHO, tmp_path / "files")


def filed(place: Place, number: int) -> list[Filed]:
    with reading(place.engine, WHO, place.files) as uow:
        return uow.inbox.by_message_id(f"<{number}@example.org>")


def test_what_lies_there_is_stored_as_it_is_with_its_receipt(setup: Setup, place: Place) -> None:
    late = datetime(2026, 7, 31, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in London
    setup.put(letter(1), late, "INBOX")

    assert collect(setup.mailbox, place, NOW).stored == 1
    (only,) = filed(place, 1)
    assert (only.received_at, only.received_on) == (late, date(2026, 7, 31))
    with reading(place.engine, WHO, place.files) as uow:
        assert uow.content.raw(only.sha256) == letter(1)


@pytest.mark.imap
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_of_another_authority_is_told_as_that(
    server: Dovecot, tmp_path: Path, security: str
) -> None:
    other, _ = make_certificate(tmp_path)
    settings = replace(server.settings(server.new_user(), security), ca_file=other)
    with pytest.raises(MailboxError, match=r"certificate is not valid.*ca_file"):
        ImapMailbox(settings).folders()


def test_a_second_pass_finds_nothing(setup: Setup, place: Place) -> None:
    for number in range(3):
        setup.put(letter(number), NOW, "INBOX")

    assert collect(setup.mailbox, place, NOW).stored == 3
    again = collect(setup.mailbox, place, NOW)
    assert (again.stored, again.copies) == (0, 0)
    setup.put(letter(9), NOW, "INBOX")
    assert collect(setup.mailbox, place, NOW).stored == 1
    assert {tally.unregistered for tally in reconcile(setup.mailbox, place)} == {0}


def test_a_copy_in_another_folder_is_the_same_message(setup: Setup, place: Place) -> None:
    setup.put(letter(1), NOW, "Junk")
    setup.put(letter(1), NOW, "INBOX")
    setup.put(letter(2), NOW, "Junk")
    found = collect(setup.mailbox, place, NOW)

    assert (found.stored, found.copies) == (2, 1)
    assert [one.junk for one in filed(place, 1) + filed(place, 2)] == [False, True]


def test_the_same_message_id_on_another_text_is_another_message(setup: Setup, place: Place) -> None:
    setup.put(letter(1), NOW, "INBOX")
    setup.put(letter(1, b"What did they cost?\r\n"), NOW, "INBOX")

    assert collect(setup.mailbox, place, NOW).stored == 2


def test_nameless_mail_is_told_apart_by_its_receipt(setup: Setup, place: Place) -> None:
    nameless = b"From: form@example.org\r\nSubject: Form\r\n\r\nHow many?\r\n"
    for day in (1, 1, 2):
        setup.put(nameless, datetime(2026, 11, day, tzinfo=UTC), "INBOX")
    found = collect(setup.mailbox, place, NOW)

    assert (found.stored, found.copies) == (2, 1)


def test_a_large_message_goes_to_a_file(setup: Setup, place: Place) -> None:
    large = letter(1, b"0123456789abcdef" * 200_000)
    setup.put(large, NOW, "INBOX")
    setup.put(letter(2, b"x" * 400_000), NOW, "INBOX")
    collect(setup.mailbox, place, NOW)

    (only,) = filed(place, 1)
    with reading(place.engine, WHO, place.files) as uow:
        assert uow.content.raw(only.sha256) == large
        assert uow.content.raw_path(only.sha256) is not None
    assert list(place.files.glob("incoming-*")) == []


def test_hostile_bytes_are_stored_like_any_other(setup: Setup, place: Place) -> None:
    hostile = [
        b"",
        b"\n\n\n",
        b"no header at all",
        b"Message-ID: \x00<\xff\xfe>\r\nFrom: \x00\r\n\r\n\x00\x1a",
        b"Subject: " + b"a" * 200_000 + b"\r\n\r\nx",
        b"Message-ID: <" + b"m" * 5000 + b"@x>\r\n\r\nx",
    ]
    stored = [
        one
        for one in hostile
        if isinstance(setup.mailbox, FakeMailbox) or (one and b"\x00" not in one)
    ]
    for content in stored:
        setup.put(content, NOW, "INBOX")

    assert collect(setup.mailbox, place, NOW).stored == len(stored)


def test_a_pass_stops_when_it_may_not_go_on(
    setup: Setup, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "PAGE", 3)
    for number in range(5):
        setup.put(letter(number), NOW, "INBOX")
    first = collect(setup.mailbox, place, NOW, go=iter((True, False)).__next__)

    assert (first.stored, first.more) == (3, True)
    assert collect(setup.mailbox, place, NOW).stored == 2


def test_mail_older_than_the_first_day_is_kept_and_not_answered(setup: Setup, place: Place) -> None:
    setup.put(letter(1), datetime(2026, 1, 1, tzinfo=UTC), "INBOX")
    setup.put(letter(2), NOW, "INBOX")
    since = Place(place.engine, WHO, place.files, answer_from=date(2026, 11, 23))
    collect(setup.mailbox, since, NOW)

    assert [one.state for one in filed(place, 1) + filed(place, 2)] == ["done", "new"]


def test_our_own_copy_proves_that_a_mail_went_out(setup: Setup, place: Place) -> None:
    mail = Outgoing("k", "acknowledgement", "jo@example.org", "<7@example.org>", letter(7))
    with unit_of_work(place.engine, WHO, place.files) as uow:
        uow.outbox.add(mail, NOW)
        uow.outbox.claim(1, 1, NOW, 10**6)
        uow.outbox.orphaned(2, NOW)
        uow.commit()
    setup.put(letter(7), NOW, "INBOX")
    collect(setup.mailbox, place, NOW)

    with reading(place.engine, WHO, place.files) as uow:
        row = uow.outbox.get("k")
    assert row is not None
    assert row.state == State.SENT


def test_nothing_is_fetched_when_the_disk_is_nearly_full(setup: Setup, place: Place) -> None:
    setup.put(letter(1), NOW, "INBOX")
    full = Place(place.engine, WHO, place.files, reserve=10**18)
    usage = os.statvfs(place.files.parent)
    if usage.f_bavail > usage.f_blocks / 10:
        assert collect(setup.mailbox, full, NOW).stored == 1
    else:
        with pytest.raises(StoreError, match="the disk is nearly full"):
            collect(setup.mailbox, full, NOW)


@pytest.mark.imap
def test_flags_moves_and_deletions_by_people_change_nothing(server: Dovecot, place: Place) -> None:
    user = server.new_user()
    for number in range(4):
        server.deliver(user, letter(number), NOW)
    person = server.client(user)
    person.select_folder("INBOX")
    person.add_flags([1], [b"\\Seen", b"\\Flagged"])
    mailbox = ImapMailbox(server.settings(user))
    collect(mailbox, place, NOW)
    person.move([2], "Processed")
    person.move([3], "Junk Email")
    person.delete_messages([4])
    person.expunge()
    person.select_folder("Processed")
    person.move([1], "INBOX")
    again = collect(mailbox, place, NOW)

    assert (again.stored, again.copies) == (0, 2)
    person.select_folder("INBOX")
    flags = person.get_flags([1])[1]
    assert b"\\Seen" in flags
    person.logout()
    mailbox.close()


@pytest.mark.imap
def test_reading_leaves_mail_unseen(server: Dovecot, place: Place) -> None:
    user = server.new_user()
    server.deliver(user, letter(1), NOW)
    server.deliver(user, letter(2, b"x" * 2_000_000), NOW)
    mailbox = ImapMailbox(server.settings(user))
    assert collect(mailbox, place, NOW).stored == 2

    person = server.client(user)
    person.select_folder("INBOX")
    assert len(person.search("UNSEEN")) == 2
    person.logout()
    mailbox.close()


@pytest.mark.imap
def test_a_new_uidvalidity_means_a_full_reading_and_nothing_else(
    server: Dovecot, place: Place
) -> None:
    user = server.new_user()
    for number in range(3):
        server.deliver(user, letter(number), NOW)
    mailbox = ImapMailbox(server.settings(user))
    collect(mailbox, place, NOW)
    mailbox.close()
    person = server.client(user)
    person.create_folder("Old")
    person.select_folder("INBOX")
    person.move([1, 2, 3], "Old")
    person.logout()
    for path in server.maildir(user).glob("dovecot*"):
        if path.is_file():
            path.unlink()
    listing = server.maildir(user) / "dovecot-uidlist"
    listing.write_text("3 V1234567 N1 G0123456789abcdef0123456789abcdef\n")
    os.chown(listing, 65534, 65534)
    for number in range(4):
        server.deliver(user, letter(number), NOW)
    again = collect(mailbox, place, NOW)

    assert (again.stored, again.copies) == (1, 3)
    mailbox.close()


@pytest.mark.imap
def test_a_lost_connection_is_an_error_and_the_next_pass_connects_again(
    server: Dovecot, place: Place
) -> None:
    user = server.new_user()
    server.deliver(user, letter(1), NOW)
    mailbox = ImapMailbox(server.settings(user))
    mailbox.folders()
    assert mailbox._client is not None
    mailbox._client.socket().shutdown(2)
    with pytest.raises(MailboxError, match="it is tried again at the next poll"):
        collect(mailbox, place, NOW)

    assert collect(mailbox, place, NOW).stored == 1
    mailbox.close()


@pytest.mark.imap
def test_a_wrong_password_is_said_plainly(server: Dovecot) -> None:
    settings = server.settings(server.new_user(), password="wrong")
    with pytest.raises(LoginRefusedError, match="username and password"):
        ImapMailbox(settings).folders()


@pytest.mark.imap
def test_a_certificate_that_nobody_vouches_for_is_refused(server: Dovecot) -> None:
    settings = server.settings(server.new_user(), "tls", ca_file=None)
    with pytest.raises(MailboxError, match="its certificate is not valid"):
        ImapMailbox(settings).folders()


def test_a_server_that_is_not_there_is_said_plainly(server: Dovecot) -> None:
    settings = server.settings("x", port=1)
    with pytest.raises(MailboxError, match=r"IMAP server .* port 1:"):
        ImapMailbox(settings).folders()


@pytest.mark.imap
def test_a_missing_folder_is_a_warning(server: Dovecot, place: Place) -> None:
    settings = server.settings(server.new_user(), folders=("INBOX", "Spam", "Nowhere"))
    mailbox = ImapMailbox(settings)

    assert collect(mailbox, place, NOW) == Collected(
        missing=("Nowhere",), held_by_folder={"INBOX": 0, "Junk Email": 0}
    )
    mailbox.close()


@pytest.mark.imap
def test_a_sent_mail_is_found_by_its_message_id(server: Dovecot) -> None:
    user = server.new_user()
    server.deliver(user, b"X-Foibot-Id: 1@example.org\r\n" + letter(1), NOW, "Sent")
    server.deliver(user, letter(3), NOW, "Sent")
    mailbox = ImapMailbox(server.settings(user))

    assert mailbox.was_sent("<1@example.org>") is True
    assert mailbox.was_sent("<2@example.org>") is False
    sent, *others = [list(pages) for pages in mailbox.own_mail()]
    assert [[b"<1@example.org>" in header for header in page] for page in sent] == [[True]]
    assert others == [[], []]
    mailbox.close()
