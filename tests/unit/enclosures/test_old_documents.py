"""Files of old forms: what stands beside their text is told; they go as LibreOffice reads them."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest
from docx import Document

from foibot.enclosures.inside import examined
from foibot.enclosures.notes import Report
from foibot.enclosures.saved_anew import lost
from foibot.sandbox.office import saved_as
from foibot.sandbox.values import decode
from tests.hidden.corpus import every_place
from tests.hidden.judge import leaks
from tests.hidden.look import visible_words
from tests.hidden.old_office import by_hand
from tests.unit.enclosures.conftest import Look


def report(content: bytes) -> Report:
    found = decode(Report, examined({"filename": "a.doc", "declared": "", "content": content}))
    assert isinstance(found, Report)
    return found


def grave(found: Report) -> list[str]:
    return [f"{one.place}: {one.what}" for one in found.findings if one.grave]


def test_a_plain_document_is_asked_for_in_the_new_form() -> None:
    found = report(by_hand())

    assert found.save_as == ("doc", "docx")
    assert found.words.split() == ["We", "hold", "it."]
    assert grave(found) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (by_hand(behind="Earlier: the name of a child"), "earlier words"),
        (by_hand(flags=0x0004), "earlier words"),
        (by_hand(lists=(0x02D2,)), "those who saved it"),
        (by_hand(lists=(0x027A,)), "document variables"),
        (by_hand(lists=(0x02CA,)), "routing slip"),
        (by_hand("A \x13 ADDRESSBLOCK Kanari \x14x\x15\r"), "the instruction of a field"),
    ],
)
def test_what_stands_beside_the_text_is_told(content: bytes, told: str) -> None:
    assert told in " ".join(grave(report(content)))


def test_a_document_with_a_password_stays() -> None:
    assert "password" in report(by_hand(flags=0x0100)).why


def test_without_libreoffice_an_old_file_is_held(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    found = look("a.doc", by_hand())

    assert found.blocked
    assert "save it as .docx" in found.why


def test_a_word_is_found_again_in_two_runs_and_one_that_is_gone_is_counted() -> None:
    made, out = Document(), BytesIO()
    line = made.add_paragraph("The 1")
    line.add_run("st").font.superscript = True
    made.save(out)

    assert lost({"words": "the 1st bidder", "content": out.getvalue()}) == 1


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_old_file_goes_as_a_pdf_of_what_one_sees(look: Look) -> None:
    place = next(one for one in every_place() if one.id == "docx: small letters by points")
    old = saved_as(place.file(), "docx", "doc")
    assert leaks(old, place.canary)

    found = look("a.doc", old)

    assert "too small" in " ".join(one.what for one in found.grave)
    assert "We hold the figures for 2025." in visible_words(found)
    assert not any(leaks(safe.content, place.canary) for safe in found.safe)
