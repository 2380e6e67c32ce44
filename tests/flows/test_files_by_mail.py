"""The approver says by reply how a file leaves: dropped, as it is, or safe again (T23, T30)."""

from __future__ import annotations

import errno
import io
import re
from email import message_from_bytes
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from foibot.case.events import ApprovalVoided, EnclosureDecided
from foibot.demo.cast import answers, asked, code
from foibot.demo.world import Sent
from foibot.store import content
from tests.flows.town import ANN, Town

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REFERENCE = "FOI-2026-00001"


def book() -> bytes:
    made = Workbook()
    assert made.active is not None
    made.active.append(["Road", "Repairs"])
    made.active.append(["Mill Lane", 31])
    made.active.append(["Quay", 8])
    made.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 60)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return a town whose draft has a workbook as file 1 and a picture as file 2."""
    made = Town.make(tmp_path)
    made.tick()
    made.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")
    made.until("Tue 3 Nov 2026 08:32")
    digest = made.last("digest")
    text = answers(digest, dict.fromkeys(asked(digest), "31 were repaired; see the files."))
    files = [("repairs.xlsx", XLSX, book()), ("site.png", "image/png", photo())]
    made.reply(digest, text, files=files)
    return made


def files_in(sent: Sent) -> dict[str, bytes]:
    parts = message_from_bytes(sent.path.read_bytes()).walk()
    return {
        str(part.get_filename()): part.get_payload(decode=True) or b""  # type: ignore[misc]
        for part in parts
        if part.get_filename() and "enclosure" in str(part.get_filename())
    }


def own_code(sent: Sent) -> str:
    found = re.search(r"ORIGINAL [0-9A-Z]{4}-[0-9A-Z]{4}", sent.text)
    assert found is not None, sent.text
    return found[0]


def decided(town: Town) -> list[str]:
    facts = [event.fact for event in town.history(REFERENCE)]
    return [fact.decision for fact in facts if isinstance(fact, EnclosureDecided)]


def test_a_file_that_is_dropped_by_reply_stays_here(town: Town) -> None:
    old = town.last("draft")
    assert len(files_in(old)) == 2

    town.reply(old, "Drop file 1: it is last year's")

    said = " ".join(town.last("decision").text.split())
    assert "repairs.xlsx does not go with the letter" in said
    assert any(isinstance(e.fact, ApprovalVoided) for e in town.history(REFERENCE))
    new = town.last("draft")
    assert "repairs.xlsx is left out, by approver@council.example" in " ".join(new.text.split())
    assert code(new) != code(old)
    assert "a person left it out" in " ".join(new.text.split())
    town.reply(old, code(old))
    assert not town.all("response")
    town.approve(new)
    assert list(files_in(town.last("response"))) == [f"{REFERENCE}-enclosure-1.png"]


def test_a_dropped_file_comes_back_by_undo_or_by_safe(town: Town) -> None:
    town.reply(town.last("draft"), "drop file 2: not needed")
    assert len(files_in(town.last("draft"))) == 1

    town.reply(town.last("decision"), "undo")
    assert len(files_in(town.last("draft"))) == 2

    town.reply(town.last("draft"), "drop site.png: not needed")
    town.reply(town.last("draft"), "safe file 2")
    assert len(files_in(town.last("draft"))) == 2


def test_an_original_takes_a_code_and_goes_byte_for_byte(town: Town) -> None:
    town.reply(town.last("draft"), "original file 2 because they asked for the picture itself")
    assert decided(town) == []

    asked_for = town.last("code-needed")
    town.reply(asked_for, own_code(asked_for))
    assert decided(town) == ["original"]
    town.approve()

    assert photo() in files_in(town.last("response")).values()


def test_an_original_with_something_hidden_in_it_is_refused(town: Town) -> None:
    town.reply(town.last("draft"), "original file 1: they asked for a workbook")
    asked_for = town.last("code-needed")
    town.reply(asked_for, own_code(asked_for))

    assert decided(town) == []
    assert "repairs.xlsx cannot go as it is" in " ".join(town.last("unclear").text.split())


def test_a_file_that_is_not_there_is_asked_back_with_those_that_are(town: Town) -> None:
    town.reply(town.last("draft"), "drop file 7: wrong")

    assert decided(town) == []
    assert "1 repairs.xlsx, 2 site.png" in " ".join(town.last("unclear").text.split())


def test_a_file_cannot_be_dropped_without_a_reason(town: Town) -> None:
    town.reply(town.last("draft"), "drop file 1")

    assert decided(town) == []
    assert "drop file 1: the reason" in " ".join(town.last("unclear").text.split())


def test_a_file_that_no_question_has_is_shown_to_the_approver_until_one_has_it(
    tmp_path: Path,
) -> None:
    town = Town.make(tmp_path)
    town.tick()
    roads = "1. How many potholes were repaired in 2025?"
    lamps_asked = "2. How many street lamps on the roads were replaced in 2025?"
    town.write(ANN, f"Under the FOI Act please tell me:\n{roads}\n{lamps_asked}")
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    lamps = ("lamps.csv", "text/csv", b"Road,Lamps\r\nMill Lane,100\r\n")
    first, second = sorted(asked(digest))
    town.reply(digest, answers(digest, {first: "4,210.", second: "215."}), files=[lamps])
    alone = "A file of which nobody has said which question it answers: lamps.csv"
    assert alone in " ".join(town.last("draft").text.split())

    told = {second: "The numbers are in the file lamps.csv."}
    town.reply(digest, answers(digest, told), files=[lamps])

    draft = " ".join(town.last("draft").text.split())
    assert "enclosure-1.csv" in draft
    assert alone not in draft


def test_a_file_beside_a_yes_is_asked_back_and_shown_to_the_approver(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")
    town.until("Tue 3 Nov 2026 08:32")
    town.reply(town.last("digest"), "Q1: 31 were repaired.")

    town.reply(town.last("confirmation"), "Yes", files=[("repairs.csv", "text/csv", b"Quay,8\n")])

    assert "repairs.csv" in town.last("unclear").text
    assert "which question it answers: repairs.csv" in town.last("draft").text
    assert not town.alerts("Nothing could be taken")


def test_a_disk_without_room_for_a_file_wears_no_reply_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town.make(tmp_path)
    town.write(ANN, "Under the FOI Act, how many potholes were repaired in 2025?")
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")
    text = answers(digest, dict.fromkeys(asked(digest), "31 were repaired; see the file."))
    files = [("repairs.csv", "text/csv", b"Quay,8\n" * 50_000)]

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(content, "write_file", no_room)
        with pytest.raises(OSError, match="No space"):
            town.reply(digest, text, files=files)
        for _ in range(4):
            with pytest.raises(OSError, match="No space"):
                town.tick()
    town.tick()

    assert "repairs.csv" in town.last("confirmation").text
    assert not town.alerts("held")
