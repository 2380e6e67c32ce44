"""Items like a question: all of its rare words first, the rarest of them where that is not it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from foibot.store.similar import Among, Candidate
from foibot.store.unit_of_work import UnitOfWork, unit_of_work
from tests.store.test_unit_of_work import DATES, WHO, opened

ASKED = "How many complaints about tree felling were upheld in 2024?"


def keep(uow: UnitOfWork, *questions: str) -> None:
    for number, words in enumerate(questions, 1):
        case, events = opened(number, words)
        uow.cases.create(case, events, DATES)


@pytest.mark.parametrize(
    ("is_it", "found"),
    [
        (lambda _, one: "upheld" in one.text, ["FOI-2026-00002", "FOI-2026-00003"]),
        (lambda _, one: "dismissed" in one.text, ["FOI-2026-00002", "FOI-2026-00003", "more"]),
        (None, ["FOI-2026-00002", "FOI-2026-00003", "more"]),
    ],
    ids=["it is among them", "it is not", "nobody says what it is"],
)
def test_items_with_all_the_words_are_enough_only_where_one_of_them_is_it(
    is_it: Callable[[str, Candidate], bool] | None,
    found: list[str],
    engine: Engine,
    tmp_path: Path,
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        keep(
            uow,
            "How many complaints about tree felling were dismissed?",
            "How many complaints about tree felling were upheld in 2019?",
            "Of the complaints about tree felling, how many were upheld?",
        )
        rows = list(next(uow.similar.candidates_of([ASKED], is_it=is_it)))

    references = sorted(one.reference for one in rows)
    assert references == (found if "more" not in found else ["FOI-2026-00001", *found[:2]])


def test_the_oldest_of_a_campaign_come_first(engine: Engine, tmp_path: Path) -> None:
    """So the news of a campaign keeps one name for as long as its first case is open (T6)."""
    with unit_of_work(engine, WHO, tmp_path) as uow:
        keep(uow, *[f"Complaint {n}: complaints about tree felling, upheld" for n in range(40)])
        rows = list(next(uow.similar.candidates_of([ASKED], is_it=lambda *_: True)))

    assert [one.reference for one in rows] == [f"FOI-2026-{n:05d}" for n in range(1, 31)]


def test_what_came_since_the_first_search_of_a_transaction_is_found_by_the_next(
    engine: Engine, tmp_path: Path
) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        before = uow.similar.candidates("How often was the weighbridge calibrated?")
        keep(uow, "When was the weighbridge calibrated?")
        after = uow.similar.candidates("How often was the weighbridge calibrated?")

    assert before == []
    assert [one.reference for one in after] == ["FOI-2026-00001"]


@pytest.mark.parametrize("flushed", [False, True], ids=["it waits", "it was written meanwhile"])
def test_a_word_that_was_asked_for_ahead_is_found_when_it_comes(
    flushed: bool, engine: Engine, tmp_path: Path
) -> None:
    asked = "How often was the weighbridge calibrated?"
    with unit_of_work(engine, WHO, tmp_path) as uow:
        uow.similar.look_ahead([asked])
        keep(uow, "When was the weighbridge calibrated?")
        if flushed:
            uow.connection.write_out()
        found = uow.similar.candidates(asked)

    assert [one.reference for one in found] == ["FOI-2026-00001"]


def test_what_waits_is_found_with_what_was_written_before(engine: Engine, tmp_path: Path) -> None:
    with unit_of_work(engine, WHO, tmp_path) as uow:
        keep(uow, "When was the weighbridge calibrated?", "How many trees were felled?")
        uow.commit()
    with unit_of_work(engine, WHO, tmp_path) as uow:
        case, events = opened(3, "Was the weighbridge calibrated by the contractor?")
        uow.cases.create(case, events, DATES)
        among = Among(besides=case.reference)
        found = uow.similar.candidates("How often was the weighbridge calibrated?")
        others = uow.similar.candidates("How often was the weighbridge calibrated?", among=among)
        sent = uow.similar.candidates("weighbridge", among=Among(only_sent=True))

    assert [one.reference for one in found] == ["FOI-2026-00001", "FOI-2026-00003"]
    assert [one.reference for one in others] == ["FOI-2026-00001"]
    assert sent == []
