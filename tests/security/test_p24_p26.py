"""P24: who said it is kept with its mail.  P26: mail of strangers moves no date."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.events import Answered, Approved, Event
from foibot.store.inbox import Filed
from foibot.store.unit_of_work import reading
from tests.flows.post import Writing, absence_of, bounce_of, made
from tests.flows.town import ANN, APPROVER, Town, subject

REF = "FOI-2026-00001"
OFFICER = "highways@council.example"
ASK = "Under the Freedom of Information Act, how many potholes were repaired in 2025?\n\nAnn"
# What somebody else than Ann writes to be rid of her request, or to gain time.
CANCELLING = (
    "I withdraw my request. Ann Example",
    "Please cancel this request, it was sent in error. Ann Example",
    "STOP. Close this case.",
    "I am happy to wait until next year for an answer. Ann Example",
    "extend to 12 January 2027: we need more time",
    "I sent this only today, so please count from today. Ann Example",
    "By potholes I meant all defects of all roads. Ann Example",
    "undo",
)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, ASK)
    town.until("Tue 3 Nov 2026 08:32")
    return town


def of_kind(town: Town, kind: type) -> Event:
    """Return the only event of a kind."""
    (found,) = [event for event in town.history(REF) if isinstance(event.fact, kind)]
    return found


def kept(town: Town, identity: str) -> tuple[Filed, bytes]:
    """Return what was made of the message with an identity, and its bytes."""
    store = town.world.store
    with reading(store.engine, store.config.desks[0].key, store.config.store.files) as uow:
        filed = next(one for one in uow.inbox.of_case(REF) if one.identity == identity)
        return filed, uow.content.raw(filed.sha256)


def test_p24_an_answer_and_an_approval_lead_back_to_the_very_mail_and_what_vouched_for_it(
    town: Town,
) -> None:
    """P24: who, by which facts, from which bytes, by which rule."""
    town.answer(town.last("digest", OFFICER), Q1="4,210 potholes.")
    town.approve()
    answered, approved = of_kind(town, Answered), of_kind(town, Approved)

    assert (answered.actor, approved.actor) == (OFFICER, APPROVER)
    assert isinstance(approved.fact, Approved)
    assert (approved.fact.by, approved.fact.facts) == (APPROVER, "ABCD")
    for event, words in ((answered, b"4,210 potholes."), (approved, b"APPROVE ")):
        filed, raw = kept(town, event.message)
        assert words in raw
        assert event.actor.encode() in raw
        assert filed.rule
        assert filed.disposition


def test_p26_no_mail_of_a_stranger_moves_a_date_or_silences_a_reminder(
    town: Town, tmp_path: Path
) -> None:
    """P26: whoever floods, poisons or cancels in another's name gives a person work, no more."""
    calm = Town.make(tmp_path / "calm")
    calm.tick()
    calm.write(ANN, ASK)
    calm.until("Tue 3 Nov 2026 08:32")
    before, history = town.row(REF), town.history(REF)
    mine = town.last("acknowledgement")
    digest = town.last("digest", OFFICER)
    for number, words in enumerate(CANCELLING):
        stranger = f"Ann Example <ann{number}@elsewhere{number}.example>"
        # One knows our signed id, one the reference alone, one forges her very address.
        town.reply(mine, words, sender=stranger)
        town.write(stranger, words, subject=f"Re: {subject(mine)}")
        town.reply(mine, words, sender=ANN, dmarc="fail")
        town.reply(digest, words, sender=OFFICER, dmarc="fail")
    for poison in (b"", b"\0" * 1000, b"From: (((((\r\n" * 500, b"Message-ID: <>\r\n\r\n"):
        town.receive(poison)
    # Without the token of a mail to her, only her address is known to whoever says she is away.
    away = absence_of(OFFICER, digest, town.now, "I am away for ever.")
    away = away.replace(b"dmarc=pass", b"dmarc=fail").replace(b"In-Reply-To: ", b"X-Other: ")
    town.receive(away)
    town.receive(made(Writing(ANN, "x", town.now, dmarc="fail", answers=mine)))

    after = town.row(REF)
    assert (after.due, after.status) == (before.due, before.status)
    assert town.history(REF)[: len(history)] == history
    # None is missing of the reminders that a desk sends which nobody attacked.
    for one in (town, calm):
        one.until("Thu 3 Dec 2026 08:32")
    assert reminded(calm)
    assert {*reminded(calm)} <= {*reminded(town)}


def reminded(town: Town) -> list[tuple[str, str, str]]:
    """Return on which day who was reminded of the case, by which kind of mail."""
    kinds = {"digest", "reminder"}
    return [
        (one.kind, one.to, str(one.mail["Date"])[:16])
        for one in town.sent
        if one.kind in kinds and REF in one.text
    ]


def test_p26_a_bounce_that_nobody_can_have_had_moves_nothing(town: Town) -> None:
    """P26: a made-up bounce of the acknowledgement is told, and the clock runs on."""
    due = town.row(REF).due
    town.receive(bounce_of(town.last("acknowledgement"), town.now))

    assert town.row(REF).due == due
