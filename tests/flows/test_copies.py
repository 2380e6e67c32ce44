"""One e-mail is one event, whatever bytes a server gives it; two are two (reliability P4)."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from tests.flows.post import Writing, made
from tests.flows.town import ANN, Town

TEXT = "Under the FOI Act, how many potholes were repaired in 2025?\n\nAnn Example\n"


def made_anew(raw: bytes) -> bytes:
    """Return the same message as another server stores it: other encoding, other line ends."""
    old = message_from_bytes(raw, policy=SMTP)
    assert isinstance(old, EmailMessage)
    head = {name: old[name] for name in ("From", "To", "Subject", "Date", "Message-ID")}
    new = EmailMessage(policy=SMTP)
    for name, value in head.items():
        new[name] = value
    new.set_content(TEXT.replace("\n", " \n"), cte="base64")
    return new.as_bytes()


def test_a_message_that_a_server_made_anew_is_shown_and_not_answered_again(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    raw = made(Writing(ANN, TEXT, town.now))
    town.receive(raw)
    town.later(hours=2)
    town.receive(made_anew(raw))

    assert len(town.all("acknowledgement")) == 1
    assert len(town.cases()) == 1
    (told,) = town.alerts("is held")
    assert "the same as message 1 of 02.11.2026 (FOI-2026-00001)" in told.text


def test_the_same_words_on_another_day_are_another_request(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, TEXT)
    town.later(hours=2)
    town.write(ANN, TEXT)

    assert len(town.all("acknowledgement")) == 2


def test_other_words_under_the_same_id_are_another_request(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    raw = made(Writing(ANN, TEXT, town.now))
    town.receive(raw)
    town.receive(raw.replace(b"2025", b"2024"))

    assert [row.reference for row in town.cases()] == ["FOI-2026-00001", "FOI-2026-00002"]
