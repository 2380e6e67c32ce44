"""Nothing secret or personal is in what the service writes to its log (reliability T24)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from foibot.app import handlers_of, now
from foibot.cli.logs import JsonLines, Plain
from foibot.config.load import load
from foibot.schedule.opening import open_store
from foibot.schedule.serving import once
from tests.servers.certificate import make_certificate
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot
from tests.servers.smtp_peer import smtp_peer

WHO = "mixbury.example"
CANARIES = ("jo.canary", "Canary Street", "canary-subject", "canary-word", "Canarina")
LETTER = (
    "From: Canarina Jones <jo.canary@example.org>\r\nTo: foi@mixbury.example\r\n"
    "Subject: FOI canary-subject\r\nMessage-ID: <c{n}@example.org>\r\n{more}\r\n"
    "Under the Freedom of Information Act, how many canary-word potholes were repaired\r\n"
    "in Canary Street in 2025?\r\n"
)
MORE = (
    "",
    "Auto-Submitted: auto-replied\r\n",
    "Content-Type: text/plain; charset=canary-word\r\n",
    "From: jo.canary@example.org\r\n",
    "Content-Type: multipart/mixed; boundary=\r\n",
)


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.mark.imap
def test_the_log_holds_no_password_address_subject_or_word_of_a_mail(
    server: Dovecot, tmp_path: Path
) -> None:
    out = io.StringIO()
    handlers = [logging.StreamHandler(out), logging.StreamHandler(out)]
    handlers[0].setFormatter(JsonLines())
    handlers[1].setFormatter(Plain())
    root = logging.getLogger("foibot")
    before = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    make_certificate(tmp_path)
    try:
        _work(server, tmp_path)
    finally:
        root.setLevel(before)
        for handler in handlers:
            root.removeHandler(handler)

    written = out.getvalue()
    assert "message_processed" in written
    assert "mail_tried" in written
    assert [word for word in (*CANARIES, PASSWORD, "smtp-secret") if word in written] == []


def _work(server: Dovecot, tmp_path: Path) -> None:
    user = server.new_user()
    for number, more in enumerate(MORE):
        server.deliver(user, LETTER.format(n=number, more=more).encode())
    with smtp_peer(auth=True) as peer:
        path = tmp_path / "config.toml"
        path.write_text(
            f'[authority]\nname = "M"\ndomain = "{WHO}"\n'
            f'[imap]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f'username = "{user}"\n'
            f'[smtp]\nhost = "127.0.0.1"\nport = {peer.port}\nsecurity = "none"\nper_minute = 0\n'
            f'username = "user"\n[governance]\nleads = ["lead@{WHO}"]\n'
        )
        secrets = {"FOIBOT_IMAP_PASSWORD": PASSWORD, "FOIBOT_SMTP_PASSWORD": "smtp-secret"}
        config = load(path, secrets)
        smtp = config.desks[0].smtp
        assert smtp is not None
        store = open_store(config)
        # The first login is refused, the second goes through after two faults on the way.
        assert once(store, handlers_of, now) != []
        peer.faults.mail.append("451 jo.canary@example.org is busy")
        good = replace(config.desks[0], smtp=replace(smtp, username="", password=""))
        once(replace(store, config=replace(config, desks=(good,))), handlers_of, now)
        assert peer.accepted
        store.engine.dispose()
