"""What did not surely arrive is told as it is: refused for good, or of unknown fate (P8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.store.outbox import State
from foibot.store.tables import outbox
from tests.flows.town import ANN, Town, subject

REFUSED = "A mail server refused a mail of ours for good. The addressee has not had it."
UNCERTAIN = "The addressee may have it or may not."


@pytest.mark.parametrize(
    ("state", "title", "said", "unsaid"),
    [
        (State.FAILED, "a mail was refused", REFUSED, UNCERTAIN),
        (State.HELD, "nobody knows whether a mail arrived", UNCERTAIN, "refused"),
    ],
)
def test_governance_hears_what_is_known_of_a_mail_and_no_more(
    tmp_path: Path, state: State, title: str, said: str, unsaid: str
) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, "How many potholes were repaired in 2025?")
    with town.desk() as desk:
        row = next(one for one in desk.uow.outbox.since(0) if one.kind == "acknowledgement")
        change = outbox.update().where(outbox.c.id == row.id).values(state=state)
        desk.uow.connection.execute(change)
        town.world.handlers.on_failed(desk.uow, row, "the server's words", town.now)
    town.tick()
    (told,) = town.alerts("the server's words")

    assert title in subject(told)
    assert said in " ".join(told.text.split())
    assert unsaid not in told.text
    assert "release" in told.text
