"""A login that the server refuses: for good, or only for now (RFC 5530)."""

from __future__ import annotations

import pytest
from imapclient.exceptions import LoginError

from foibot.config.model import Imap
from foibot.mailbox.imap import told_plainly
from foibot.mailbox.protocol import LoginRefusedError, MailboxError

SETTINGS = Imap(
    host="mail.example",
    port=993,
    security="tls",
    ca_file=None,
    username="foi",
    password="x",
    auth="password",
    folders=("INBOX",),
    sent_folder=None,
    poll_seconds=60,
    idle=False,
    answer_from=None,
)


@pytest.mark.parametrize(
    "said",
    [
        "[UNAVAILABLE] Temporary authentication failure.",
        "[INUSE] mailbox is open elsewhere",
        "User is authenticated but not connected.",
    ],
)
def test_a_login_that_fails_only_for_now_is_tried_again(said: str) -> None:
    with pytest.raises(MailboxError, match="at the next poll") as caught, told_plainly(SETTINGS):
        raise LoginError(said)

    assert not isinstance(caught.value, LoginRefusedError)


def test_a_login_that_is_refused_names_what_to_check() -> None:
    with pytest.raises(LoginRefusedError, match="username and password"), told_plainly(SETTINGS):
        raise LoginError("[AUTHENTICATIONFAILED] Authentication failed.")
