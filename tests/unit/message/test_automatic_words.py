"""Automatic notes that no header marks, and letters of people that speak of the same things."""

from __future__ import annotations

from pathlib import Path

import pytest

from foibot.message.automatic import detect
from foibot.message.automatic_rules import shipped_automatic
from foibot.message.model import Automatic
from foibot.message.probe import Probe
from foibot.message.stock import says_only_stock

ROWS = [
    (line[0], *line[2:].split(" | ", 1))
    for line in Path(__file__)
    .with_name("automatic_words.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line[:2] in ("M ", "P ")
]


def _probe(subject: str, text: str) -> Probe:
    text = text.replace(" / ", "\n")
    headers = (("From", "Somebody <somebody@x.example>"), ("Subject", subject))
    return Probe(headers=headers, subject=subject, text=text, new_text=text)


@pytest.mark.parametrize(("subject", "text"), [row[1:] for row in ROWS if row[0] == "M"])
def test_a_note_that_no_header_marks_is_an_automatic_reply(subject: str, text: str) -> None:
    found = detect(_probe(subject, text))

    assert found is not None
    assert found.kind is Automatic.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), [row[1:] for row in ROWS if row[0] == "P"])
def test_a_letter_in_the_words_of_such_notes_is_a_persons(subject: str, text: str) -> None:
    assert detect(_probe(subject, text)) is None


def test_an_empty_text_says_no_stock_words() -> None:
    assert not says_only_stock("", shipped_automatic())
    assert not says_only_stock("Dear Sir,\n\nKind regards\nJo", shipped_automatic())


def test_a_form_that_a_machine_sends_is_a_request_though_it_says_received() -> None:
    text = "An enquiry has been received.\nHow many fines were issued in 2024, by street?"
    probe = Probe(
        headers=(("From", "form@council.example"), ("Auto-Submitted", "auto-generated")),
        subject="New enquiry",
        text=text,
        new_text=text,
    )

    assert detect(probe) is None
