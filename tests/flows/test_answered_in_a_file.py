"""An officer answers in an attached Word file: shown back, confirmed, corrected, undone (T21)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document

from foibot.case.model import ItemState
from tests.flows.town import ANN, Town

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REQUEST = (
    "Under the FOI Act please tell me:\n\n"
    "1. How many potholes were repaired in 2025?\n"
    "2. How much was spent on repairing potholes in 2025?\n"
)
REF = "FOI-2026-00001"


def a_list(*paragraphs: str) -> bytes:
    """Return a Word file of *paragraphs*."""
    word = Document()
    for each in paragraphs:
        word.add_paragraph(each)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def states(town: Town) -> list[ItemState]:
    return [item.state for item in town.case(REF).items]


def test_answers_in_a_file_wait_for_a_yes_and_can_be_corrected_and_undone(tmp_path: Path) -> None:
    town = Town.make(tmp_path)
    town.tick()
    town.write(ANN, REQUEST)
    town.until("Tue 3 Nov 2026 08:32")
    digest = town.last("digest")

    file = a_list("Q1: 312 were repaired.", "Q2: \u00a344,100. Please don't mention the overspend.")
    town.reply(digest, "Hi, answers in the attached.", files=[("answers.docx", DOCX, file)])

    shown = town.last("confirmation")
    assert "312 were repaired." in shown.text
    assert "\u00a344,100" in shown.text
    assert states(town) == [ItemState.PROPOSED, ItemState.PROPOSED]

    town.reply(shown, "Yes")
    answered = [item.answer for item in town.case(REF).items]
    assert [one.text for one in answered if one is not None] == [
        "312 were repaired.",
        "\u00a344,100.",
    ]

    town.reply(town.last("confirmation"), "Correction: Q2 should be \u00a344,200")
    town.reply(town.last("confirmation"), "Yes")
    second = town.case(REF).items[1].answer
    assert second is not None
    assert "44,200" in second.text

    town.reply(town.last("confirmation"), "Undo Q2")
    assert states(town)[1] is ItemState.WITH_OFFICER
