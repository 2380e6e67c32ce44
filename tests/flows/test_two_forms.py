"""A mail whose plain and formatted text disagree decides nothing: it is asked back."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from foibot.demo.cast import code
from tests.flows.post import Writing, made
from tests.flows.town import ANN, Town


@pytest.mark.parametrize("agree", [True, False])
def test_an_approval_counts_only_when_both_forms_give_it(tmp_path: Path, agree: bool) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, "How many penalty charge notices were issued in our car parks in 2025?")
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,217 notices were issued.")
    draft = town.last("draft")
    said = code(draft)
    raw = made(Writing(draft.to, said, town.now, answers=draft))
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    shown = said if agree else "No, please do not send this. The figure is wrong."
    mail.add_alternative(f"<p>{shown}</p>", subtype="html")
    town.receive(mail.as_bytes())

    assert bool(town.all("response")) is agree
    if not agree:
        assert "plain and formatted" in " ".join(town.sent[-1].text.split())
        assert town.case("FOI-2026-00001").draft is not None
