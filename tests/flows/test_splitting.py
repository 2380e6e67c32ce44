"""A letter whose files are too large for one mail goes as several, each once, or none (P8)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from foibot.demo.cast import answers, asked, code
from foibot.demo.world import CONFIG, Sent
from foibot.handlers import deciding
from foibot.store.outbox import State
from foibot.store.unit_of_work import unit_of_work
from tests.flows.post import bounce_of
from tests.flows.town import ANN, APPROVER, Town, subject

REF = "FOI-2026-00001"
SMALL = f"{CONFIG}\n[limits]\nlargest_mail_mb = 0.4\n"
ASKED = "Under the FOI Act: how many potholes were repaired in 2025, by road?\n\nAnn Example"


def a_list(name: str, kilobytes: int) -> tuple[str, str, bytes]:
    """Return a CSV file of few rows and a given size."""
    seeds = (hashlib.sha512(f"{name}{n}".encode()).hexdigest() for n in range(kilobytes * 8))
    cells = "".join(seeds)[: kilobytes * 1000]
    rows = [cells[at : at + 2500] for at in range(0, len(cells), 2500)]
    return name, "text/csv", ("road,notes\n" + "".join(f"A,{row}\n" for row in rows)).encode()


def drafted(folder: Path, *sizes: int) -> Town:
    """Return a town whose letter has files of as many kilobytes, and waits for its approver."""
    town = Town.make(folder, config=SMALL)
    town.tick()
    town.write(ANN, ASKED)
    town.until("Tue 3 Nov 2026 08:32")
    files = [a_list(f"list-{n}.csv", size) for n, size in enumerate(sizes, 1)]
    digest = town.last("digest")
    named = " and ".join(name for name, _, _ in files)
    text = answers(digest, dict.fromkeys(asked(digest), f"The lists are in {named}."))
    town.reply(digest, text, files=files)
    return town


def attached(sent: Sent) -> list[str]:
    """Return the names of the CSV files in a mail."""
    names = [part.get_filename() or "" for part in sent.mail.walk()]
    return [name for name in names if name.endswith(".csv")]


def subject_end(sent: Sent) -> str:
    """Return the number at the end of a subject."""
    return subject(sent)[-8:]


def letters(town: Town) -> list[Sent]:
    """Return every mail of the letter that went out."""
    found = [*town.all("response"), *town.all("response-files")]
    return sorted(found, key=subject_end)


def test_the_letter_goes_as_numbered_mails_that_together_hold_every_file_once(
    tmp_path: Path,
) -> None:
    town = drafted(tmp_path, 150, 150, 150)
    draft = town.last("draft")
    assert "This is e-mail 1 of 3" in " ".join(draft.text.split())
    shown = [draft, *town.all("draft-files", APPROVER)]
    # Each once; in which order they lie in the outbox depends on their names alone.
    assert sorted(name for one in shown for name in attached(one)) == [
        f"{REF}-enclosure-{n}.csv" for n in (1, 2, 3)
    ]
    town.approve(draft)

    went = letters(town)
    assert [subject_end(one) for one in went] == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]
    assert {one.to for one in went} == {"ann@example.org"}
    assert [name for one in went for name in attached(one)] == [
        f"{REF}-enclosure-{n}.csv" for n in (1, 2, 3)
    ]
    assert all(len(one.path.read_bytes()) <= 0.4 * 1024 * 1024 for one in went)
    assert all(REF in one.text for one in went)
    assert town.row(REF).status == "answered"
    town.tick()
    assert len(letters(town)) == 3


def test_small_files_go_in_one_mail_as_ever(tmp_path: Path) -> None:
    town = drafted(tmp_path, 20, 20)
    town.approve()

    assert len(letters(town)) == 1
    assert "1 of" not in subject(town.last("response"))


def test_a_file_that_no_mail_can_hold_is_told_before_anybody_approves(tmp_path: Path) -> None:
    town = drafted(tmp_path, 450)
    draft = town.last("draft")

    assert not code(draft)
    flat = " ".join(draft.text.split())
    assert "too large for any e-mail" in flat
    assert "(P8)" in flat


def test_the_case_is_open_until_the_last_of_the_mails_has_gone(tmp_path: Path) -> None:
    town = drafted(tmp_path, 150, 150, 150)
    draft = town.last("draft")
    last = town.case(REF).draft
    assert last is not None
    with town.desk() as desk:
        desk.uow.state.set("paused", "for the test")
    town.approve(draft)
    desk_key = town.world.store.config.desks[0].key
    files = town.world.store.config.store.files
    with unit_of_work(town.world.store.engine, desk_key, files) as uow:
        rows = {row.key: row for row in uow.outbox.of_case(REF)}
        assert [rows[key].state for key in last.keys] == [State.QUEUED] * 3
    assert town.case(REF).status == "approved"


def test_a_change_before_they_go_stops_all_of_them(tmp_path: Path) -> None:
    town = drafted(tmp_path, 150, 150)
    draft = town.last("draft")
    with town.desk() as desk:
        desk.uow.state.set("paused", "for the test")
    town.approve(draft)
    town.decide(REF, lambda f, w, d: deciding.explain_late(f, "it took long", w, d))
    with town.desk() as desk:
        desk.uow.state.set("paused", None)
        rows = [row for row in desk.uow.outbox.of_case(REF) if row.kind.startswith("response")]
        assert [row.state for row in rows] == [State.CANCELLED] * len(rows)
    town.tick()

    assert letters(town) == []


@pytest.mark.parametrize("which", [0, 1])
def test_a_bounce_of_any_of_them_opens_the_case_again(tmp_path: Path, which: int) -> None:
    town = drafted(tmp_path, 150, 150)
    town.approve()
    assert town.row(REF).status == "answered"
    town.later(hours=1)
    town.receive(bounce_of(letters(town)[which], town.now))

    assert town.row(REF).status == "open"
