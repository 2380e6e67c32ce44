"""What requesters write next in an open thread, many of them in one town (follow_ups.toml)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from foibot.case.model import ItemState
from foibot.demo.world import Sent
from tests.flows.town import ANN, Town

LOT = tomllib.loads(Path(__file__).with_name("follow_ups.toml").read_text(encoding="utf-8"))
# Any: a table of the file.
MAILS: list[dict[str, Any]] = LOT["mail"]
REF = "FOI-2026-00001"
PLACES = {1: "fines were", 2: "road repairs", 3: "library books", 4: "council pay for taxis"}
NAMES = ["Ann", "Bea", "Cara", "Dora", "Edie", "Faye", "Gina", "Hope"]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one mail: the mails that went, its case, and the requests that it opened."""

    sent: list[Sent]
    case: str
    new: list[str]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Return a town in which nobody has asked yet."""
    fresh = Town.make(tmp_path_factory.mktemp("said-next"))
    fresh.tick()
    return fresh


def writer(at: int) -> str:
    name = f"{NAMES[at % len(NAMES)]} {NAMES[at // len(NAMES)]}son"
    return f"{name} <p{at}@example.org>"


@pytest.fixture(scope="module")
def lot(town: Town) -> list[Came]:
    """Let everybody ask, and write again two days later; return what came of each."""
    acknowledged = []
    for at in range(len(MAILS)):
        name = writer(at).partition(" <")[0]
        town.write(writer(at), f"{LOT['asked']['text']}\n{name}\n")
        acknowledged.append(town.last("acknowledgement"))
    town.until("Wed 4 Nov 2026 10:00")
    out = []
    for at, one in enumerate(MAILS):
        before = {row.reference for row in town.cases()}
        name = writer(at).partition(" <")[0]
        sent = town.reply(acknowledged[at], f"{one['words']}\n\n{name}", sender=writer(at))
        found = re.search(r"FOI-2026-\d{5}", acknowledged[at].text)
        assert found is not None
        new = [row.reference for row in town.cases() if row.reference not in before]
        out.append(Came(sent, found[0], new))
    return out


@pytest.mark.parametrize("at", range(len(MAILS)), ids=[one["words"][:40] for one in MAILS])
def test_it_is_done_as_the_requester_means_it(at: int, town: Town, lot: list[Came]) -> None:
    one, came = MAILS[at], lot[at]
    case = town.case(came.case)
    kept = [item for item in case.items if item.state is not ItemState.DROPPED]
    listed = [item.question.text for item in kept]
    if "asked" in one or one.get("ended"):
        assert len(listed) == one.get("asked", 0)
    else:
        gone = [n for n, words in PLACES.items() if not any(words in text for text in listed)]
        assert gone == one.get("gone", [])
    assert any(one.get("holds", "") in text for text in [*listed, ""])
    asked = [item.question.text for ref in came.new for item in town.case(ref).items]
    assert len(asked) == ("new" in one)
    assert all(one["new"] in text for text in asked)
    to_writer = sorted(sent.kind for sent in came.sent if sent.to.startswith("p"))
    assert to_writer == one.get("mail", [])
    told = " ".join(
        sent.text for sent in came.sent if came.case in sent.text and sent.to[:1] != "p"
    )
    assert ("told" in one) == bool(told)
    assert one.get("told", "") in told
    assert case.status.value == ("withdrawn" if one.get("ended") else "open")


def test_what_is_new_has_its_own_time_and_the_old_list_keeps_its_own(
    town: Town, lot: list[Came]
) -> None:
    came = lot[0]
    confirmed = next(sent for sent in came.sent if sent.kind == "correction-confirmed")

    assert came.new[0] in confirmed.text
    assert str(town.row(came.case).due) == "2026-12-01"
    assert str(town.row(came.new[0]).due) == "2026-12-03"


def test_who_writes_in_welsh_is_answered_in_welsh(lot: list[Came]) -> None:
    at = next(n for n, one in enumerate(MAILS) if one["words"].startswith("Oes unrhyw"))

    assert "Ein cyfeirnod" in lot[at].sent[0].text


def test_the_parts_of_a_question_keep_the_words_it_had(town: Town, lot: list[Came]) -> None:
    part = town.case(lot[1].case).items[2]

    assert "in 2024" in " ".join(part.question.context)


def test_undo_alone_puts_the_list_back(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, f"{LOT['asked']['text']}\nAnn Example\n")
    town.reply(town.last("acknowledgement"), "Please drop question 3.\n\nAnn Example", sender=ANN)
    assert len(town.case(REF).counted) == 3
    town.reply(town.last("correction-confirmed"), "Undo", sender=ANN)

    assert len(town.case(REF).counted) == 4
    assert len(town.all("correction-confirmed")) == 2
    assert "library books" in town.last("correction-confirmed").text


def test_nobody_whose_address_is_not_shown_drops_a_question(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, f"{LOT['asked']['text']}\nAnn Example\n")
    words = "Please drop question 3.\n\nAnn Example"
    town.reply(town.last("acknowledgement"), words, sender=ANN, dmarc="")

    assert len(town.case(REF).counted) == 4
    assert "drop question 3" in town.alerts("corrects")[-1].text
