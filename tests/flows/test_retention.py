"""What has had its time goes for good, on every page; what has not stays; the chain stays whole."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from foibot.cli import main, retain
from foibot.demo.world import CONFIG
from foibot.store.unit_of_work import reading
from tests.flows.post import Writing, made
from tests.flows.town import Town

CANARY = "Wilhelmina Zebrafinch"
ASKED = (
    "Under the Freedom of Information Act, how many potholes near Quokka Lane were repaired?\n\n"
    f"{CANARY}"
)
PERSON = f"{CANARY} <w.zebrafinch@example.org>"
PERSONAL = (b"zebrafinch", b"quokka")
BIG = b"quokka " * 60_000  # in a file of its own


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Town:
    """A town in which one case is answered, one open, and a newsletter came."""
    town = Town.make(tmp_path, config=CONFIG.replace("sqlite:///foibot.db", database_url))
    town.tick()
    attached = [("map.txt", "text/plain", BIG)]
    town.receive(made(Writing(PERSON, ASKED, town.now, subject="Quokka Lane", files=attached)))
    town.until("Tue 3 Nov 2026 08:32")
    town.answer(town.last("digest"), Q1="4,210 near Quokka Lane.")
    town.approve()
    return town


def run(town: Town, *words: str) -> str:
    path = town.world.folder / "config.toml"
    result = CliRunner().invoke(main, ["-c", str(path), "retain", *words])
    assert result.exit_code == 0, result.output
    return result.output


def bytes_of(folder: Path) -> bytes:
    kept = (path for path in folder.rglob("*") if path.is_file())
    return b"".join(
        path.read_bytes().lower() for path in kept if path.parts[-2] not in {"mailbox", "outbox"}
    )


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> object:
    """Let the command run on another day: it alone reads the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(retain, "now", lambda: moment)

    return set_to


def test_nothing_goes_before_its_time_and_nothing_without_apply(town: Town, at: object) -> None:
    assert callable(at)
    at(town.now + timedelta(days=3 * 365 - 2))
    assert json.loads(run(town, "--apply", "--json").split("\nErased")[0])[0]["cases"] == []
    at(town.now + timedelta(days=3 * 366))
    (found,) = json.loads(run(town, "--json").split("\nNothing")[0])

    assert [one["references"] for one in found["cases"]] == [["FOI-2026-00001"]]
    assert town.case("FOI-2026-00001").requester.name == CANARY


def test_what_is_erased_is_on_no_page_and_the_chain_is_whole(town: Town, at: object) -> None:
    assert callable(at)
    at(town.now + timedelta(days=3 * 366))
    before = bytes_of(town.world.folder)
    town.world.close()
    said = run(town, "--apply")
    after = bytes_of(town.world.folder)
    store = town.world.store

    assert "1 files were removed" in said
    sqlite = store.engine.dialect.name == "sqlite"
    assert not sqlite or all(word in before for word in PERSONAL)
    assert not any(word in after for word in PERSONAL)
    with reading(store.engine, "council.example", store.config.store.files) as uow:
        row = uow.cases.get("FOI-2026-00001")
        assert row is not None
        assert (row.status, row.requester, row.title) == ("erased", "", "")
        assert row.received_on.isoformat() == "2026-11-02"
        assert uow.cases.load("FOI-2026-00001") is None
        assert uow.similar.candidates("potholes near Quokka Lane") == []
        assert uow.audit.verify()[1] is None
        assert "erased" in {line.kind for _, line, _ in uow.audit.lines()}
    # The same mailbox is still there: what was erased is not taken for new.
    assert '"cases": []' in run(town, "--json")


def test_who_writes_again_after_years_opens_a_new_request(town: Town, at: object) -> None:
    assert callable(at)
    letter = town.last("response")
    at(town.now + timedelta(days=3 * 366))
    run(town, "--apply")
    town.world.at = datetime(2030, 1, 14, 10, 0, tzinfo=UTC)
    town.reply(letter, "How many of them were repaired in 2028?", sender=PERSON)
    fresh = [row for row in town.cases() if row.status != "erased"]

    assert [row.reference for row in fresh] == ["FOI-2030-00001"]
    assert len(town.all("acknowledgement")) == 2
