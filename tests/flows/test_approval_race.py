"""An approval and a change at the same moment: what goes is what was approved, or nothing (T30)."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from foibot.case.events import Approved, DraftMade, Event
from foibot.case.lifecycle import VOIDING
from foibot.case.model import Answer, Outcome, Status
from foibot.config.shipped import shipped
from foibot.demo.world import CONFIG
from foibot.handlers import deciding
from foibot.handlers.approving import NotApproved, approve, code_proven
from foibot.handlers.deciding import Decider
from foibot.handlers.drafting import code_of, draft_when_ready
from foibot.store.errors import StaleCaseError
from foibot.store.outbox import OutboxRow, State
from foibot.store.unit_of_work import reading
from foibot.trust.codes import Given
from tests.flows.town import ANN, APPROVER, Town
from tests.servers.postgresql import PostgreSQL

REF = "FOI-2026-00001"
# A hundred take a while: the long run does that.
TIMES = int(os.environ.get("FOIBOT_TEST_RACES", "4"))
OFFICER = Decider("highways@council.example")
ASKED = "Under the FOI Act: how many potholes were repaired in 2025?\n\nAnn Example"


def a_town(folder: Path, config: str) -> Town:
    """Return a town in which the letter of one case waits for its approver."""
    town = Town.make(folder, config=config)
    # The PDF form of each draft is of no matter here and takes the most time.
    text = (shipped("rules") / "letters.toml").read_text(encoding="utf-8")
    own = town.world.folder / "rules" / "letters.toml"
    own.parent.mkdir(exist_ok=True)
    for name in ("requester", "approver"):
        line = next(one for one in text.splitlines() if one.startswith(f"{name} = ["))
        text = text.replace(line, f"{name} = []")
    own.write_text(text, encoding="utf-8")
    town.tick()
    town.write(ANN, ASKED)
    changed(town, 0)
    town.tick()
    return town


def changed(town: Town, number: int) -> None:
    """Let the officer give another answer; the draft is made again."""
    with town.desk() as desk:
        file = desk.files.load(REF)
        assert file is not None
        given = Answer(Outcome.DISCLOSED, f"{4000 + number} potholes.", by=OFFICER.by)
        deciding.answer(file, 1, given, OFFICER, desk)
        draft_when_ready(file, desk)


def approved(town: Town, code: str) -> bool:
    """Let the approver answer the draft that was shown, as a reply by mail does."""
    with town.desk() as desk:
        file = desk.files.load(REF)
        assert file is not None
        given = [Given("APPROVE", code.rpartition(" ")[2])]
        if not code_proven(file.case, APPROVER, given, desk):
            return False
        return not isinstance(approve(file, APPROVER, "ABCD", desk), NotApproved)


def surely(do: Callable[[], object], start: Barrier) -> None:
    """Do something at the same moment as others; what was overtaken is done again, as mail is."""
    start.wait()
    for _ in range(20):
        try:
            do()
        except StaleCaseError:
            continue
        return
    raise AssertionError("never done")


def race(town: Town, number: int, *, sending: bool) -> None:
    """Let one approve while another changes the answer, and perhaps a third sends."""
    with town.desk() as desk:
        file = desk.files.load(REF)
        assert file is not None
        code = code_of(file.case, APPROVER, desk)
    doing: list[Callable[[], object]] = [
        lambda: approved(town, code),
        lambda: changed(town, number),
    ]
    if sending:
        doing.append(town.tick)
    start = Barrier(len(doing))
    with ThreadPoolExecutor(len(doing)) as pool:
        for done in [pool.submit(surely, one, start) for one in doing]:
            done.result(60)


def judge(town: Town) -> list[str]:
    """Return what is wrong with any letter that went, or that still waits to go."""
    desk = town.world.store.config.desks[0]
    files = town.world.store.config.store.files
    with reading(town.world.store.engine, desk.key, files) as uow:
        found = uow.cases.load(REF)
        rows = [row for row in uow.outbox.of_case(REF) if row.kind == "response"]
    assert found is not None
    history = tuple(found[1])
    wrong = [said for row in rows for said in _of_row(row, history)]
    went = [one.mail["Message-ID"] for one in town.all("response")]
    if len(went) != len(set(went)):
        wrong.append("a letter went twice")
    waiting = [row for row in rows if row.state == State.QUEUED]
    if bool(waiting) != (town.case(REF).status is Status.APPROVED):
        wrong.append(f"{len(waiting)} letters wait, the case is {town.case(REF).status.value}")
    return wrong


def _of_row(row: OutboxRow, history: tuple[Event, ...]) -> list[str]:
    """Return what is wrong with a letter: it is approved as shown, with nothing in between."""
    shown = [e.seq for e in history if _of(e, DraftMade, row.sha256)]
    said_yes = [e.seq for e in history if _of(e, Approved, row.sha256)]
    if len(shown) != 1 or len(said_yes) != 1:
        return [f"{row.key} was shown {len(shown)} times and approved {len(said_yes)} times"]
    between = [e for e in history if shown[0] < e.seq < said_yes[0]]
    return ["what was approved had changed"] * any(isinstance(e.fact, VOIDING) for e in between)


def _of(event: Event, kind: type[Approved] | type[DraftMade], sha256: str) -> bool:
    return isinstance(event.fact, kind) and event.fact.sha256 == sha256


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.pg)])
def test_a_change_and_an_approval_at_the_same_moment_never_send_what_nobody_approved(
    tmp_path: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    config = CONFIG
    if kind == "postgresql":
        server: PostgreSQL = request.getfixturevalue("pg_server")
        config = CONFIG.replace("sqlite:///foibot.db", server.new_database())
    town = a_town(tmp_path / "town", config)
    for number in range(1, TIMES + 1):
        race(town, number, sending=number % 3 == 0)
        assert judge(town) == []
        town.tick()
        assert judge(town) == []
        if not town.case(REF).status.is_open:
            town.decide(REF, lambda f, w, d: deciding.reopen(f, "again", w, d))
        if town.case(REF).draft is None:
            changed(town, 1000 + number)
            town.tick()

    assert town.all("draft")
