"""Which lane a mail takes: news for governance does not go before what the law asks for (P19)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from foibot.store.lanes import Lane
from tests.flows.town import ANN, Town


def lanes(town: Town) -> dict[str, set[Lane]]:
    """Return the lanes of each kind of mail so far."""
    found: dict[str, set[Lane]] = {}
    with closing(sqlite3.connect(town.world.folder / "foibot.db")) as connection:
        for kind, lane in connection.execute("SELECT kind, lane FROM outbox"):
            found.setdefault(kind, set()).add(Lane(lane))
    return found


def test_an_alert_waits_behind_acknowledgements_but_danger_and_letters_do_not(
    tmp_path: Path,
) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, "Under the FOI Act, how many zeppelins does the council moor, and where?")
    assert lanes(town)["acknowledgement"] == {Lane.ORDINARY}
    assert lanes(town)["alert"] == {Lane.ALERT}

    town.write(
        "Bob <bob@example.org>",
        "Under the FOI Act, how many potholes were repaired? I am going to kill myself tonight.",
    )
    assert Lane.URGENT in lanes(town)["alert"]

    town.until("Wed 4 Nov 2026 08:32")
    assert lanes(town)["digest"] == {Lane.REMINDER}
