"""Servers that can do little, and servers that do not give what they show (P1, P5, P14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.config.model import Imap
from foibot.mailbox.collect import Place, collect
from foibot.mailbox.doubts import Doubts
from foibot.mailbox.imap import ImapMailbox
from foibot.mailbox.protocol import LoginRefusedError, MailboxError
from foibot.store.unit_of_work import reading
from tests.crash.trial import request
from tests.servers.toy_imap import Lies, ToyImap, toy_imap

WHO = "mixbury.example"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def toy() -> Iterator[ToyImap]:
    with toy_imap() as running:
        yield running


@pytest.fixture
def place(sqlite_engine: Engine, tmp_path: Path) -> Place:
    return Place(sqlite_engine, WHO, tmp_path / "files")


def settings_of(toy: ToyImap) -> Imap:
    return Imap(
        host="127.0.0.1",
        port=toy.port,
        security="none",
        ca_file=None,
        username="foi",
        password="secret",
        auth="password",
        folders=("INBOX", "Junk"),
        sent_folder=None,
        poll_seconds=1,
        idle=False,
        answer_from=None,
    )


def mailbox(toy: ToyImap) -> ImapMailbox:
    return ImapMailbox(settings_of(toy))


def stored(place: Place) -> int:
    with reading(place.engine, WHO, place.files) as uow:
        return sum(uow.inbox.counts().values())


def second(uid: int) -> bool:
    return uid == 2


@pytest.mark.parametrize("how", ["refused", "hung_up", "garbled", "empty", "left_out"])
def test_a_message_that_is_not_given_stops_no_other_and_is_told(
    toy: ToyImap, place: Place, how: str
) -> None:
    for number in range(7):
        toy.put(request(number), NOW)
    toy.lies = Lies().about(how, second)
    box, doubts = mailbox(toy), Doubts()
    collect(box, place, NOW, doubts=doubts)
    told = collect(box, place, NOW + MINUTE, doubts=doubts).error
    assert stored(place) == 6
    assert "INBOX" in told
    assert "UID 2:" in told
    toy.lies = Lies()
    late = collect(box, place, NOW + 3 * MINUTE, doubts=doubts)
    box.close()

    assert stored(place) == 7
    assert late.error == ""


def test_what_is_not_given_is_asked_for_ever_more_seldom(toy: ToyImap, place: Place) -> None:
    for number in range(3):
        toy.put(request(number), NOW)
    toy.lies.refused = second
    box, doubts, asked = mailbox(toy), Doubts(), []
    for minutes in range(120):
        before = len(toy.commands)
        collect(box, place, NOW + minutes * MINUTE, doubts=doubts)
        if any("FETCH" in one for one in toy.commands[before:]):
            asked.append(minutes)
    box.close()

    assert asked == [0, 1, 3, 7, 15, 31, 63]


def test_a_server_that_gives_nothing_at_all_is_an_outage(toy: ToyImap, place: Place) -> None:
    for number in range(9):
        toy.put(request(number), NOW)
    toy.lies.refused = lambda _uid: True
    box, doubts = mailbox(toy), Doubts()
    with pytest.raises(MailboxError):
        collect(box, place, NOW, doubts=doubts)
    toy.lies = Lies()
    # Nothing is held against the messages: all come at the next poll.
    assert collect(box, place, NOW, doubts=doubts).stored == 9
    box.close()


def test_a_message_that_a_person_moved_meanwhile_is_no_fault(toy: ToyImap, place: Place) -> None:
    for number in range(3):
        toy.put(request(number), NOW)
    box, doubts = mailbox(toy), Doubts()
    toy.lies.left_out = second
    assert collect(box, place, NOW, doubts=doubts).error == ""
    del toy.folders["INBOX"][2]
    assert collect(box, place, NOW + MINUTE, doubts=doubts).error == ""
    box.close()


def test_news_in_between_wrong_sizes_and_invented_messages_change_nothing(
    toy: ToyImap, place: Place
) -> None:
    for number in range(5):
        toy.put(request(number), NOW)
    toy.lies = Lies(chatter=True, half_sizes=True, invented=True)
    box = mailbox(toy)

    assert collect(box, place, NOW).stored == 5
    assert collect(box, place, NOW).stored == 0
    box.close()


def test_a_server_that_cannot_search_headers_still_proves_what_was_sent(toy: ToyImap) -> None:
    own = b"Message-ID: <a@b>\r\nX-Foibot-Id: a@b\r\n\r\nThank you\r\n"
    toy.put(own, NOW, "Sent")
    toy.put(request(1), NOW)
    toy.lies.no_header_search = True
    box = mailbox(toy)
    found = [header for pages in box.own_mail() for page in pages for header in page]

    assert box.was_sent("<a@b>") is True
    assert box.was_sent("<c@d>") is False
    assert any(b"X-Foibot-Id: a@b" in header for header in found)
    box.close()


def test_one_header_that_is_not_given_hides_no_other(toy: ToyImap) -> None:
    for number in range(5):
        own = b"Message-ID: <%d@b>\r\nX-Foibot-Id: %d@b\r\n\r\nThank you\r\n" % (number, number)
        toy.put(own, NOW, "Sent")
    toy.lies.refused = second
    box = mailbox(toy)
    (sent, *_) = box.own_mail()

    assert sum(len(page) for page in sent) == 4
    box.close()


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_a_server_that_asks_for_no_login_is_refused_and_said_plainly(
    security: str, toy: ToyImap, place: Place
) -> None:
    toy.greeting = "* PREAUTH ready, somebody"
    toy.put(request(1), NOW)
    settings = replace(settings_of(toy), security=security)

    with pytest.raises(LoginRefusedError, match=r"greets with PREAUTH.* \[imap\] port"):
        collect(ImapMailbox(settings), place, NOW)

    assert not any(one.startswith(("LOGIN", "EXAMINE", "SELECT")) for one in toy.commands)
    assert stored(place) == 0
