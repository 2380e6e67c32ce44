"""Where questions are looked for: in time whatever the text, and with offsets that point there."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.cli.read_messages import Found, Reader
from foibot.message.parse import parse
from tests.linear import grows_in_proportion


def _understood(body: str, attached: EmailMessage | None = None) -> Found:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Dana <dana@ashbury.gov.uk>", "foi@ashbury.gov.uk"
    mail["Subject"] = "FW: a request" if attached else "A request"
    mail.set_content(body)
    if attached is not None:
        mail.add_attachment(attached)
    with Reader() as reader:
        return reader.understand(parse(mail.as_bytes()))


def test_questions_of_an_attached_mail_have_offsets_into_its_text() -> None:
    inside = EmailMessage()
    inside["From"], inside["Subject"] = "Jo Public <jo@example.org>", "Dogs"
    inside.set_content("Dear Sir\n\nHow many dogs do you have?\nWhat do they cost?\n\nJo Public\n")

    found = _understood("Please deal with this.\n\nDana\n", inside)

    files = {one.filename: one.text for one in found.attachments}
    shown = [files[item.source][item.start : item.end] for item in found.reading.items]
    assert shown == ["How many dogs do you have?", "What do they cost?"]


@pytest.mark.parametrize("piece", ["a? ", "1. how many dogs?\n", "how ", "1. ", "> how many\n"])
def test_a_text_longer_than_anybody_reads_costs_little_and_is_shown_to_a_person(piece: str) -> None:
    def read(size: int) -> Found:
        return _understood(piece * (size // len(piece)))

    found = read(200_000)

    assert grows_in_proportion(read, 50_000)
    assert found.reading.flagged
    assert "too-long-to-read-whole" in {reason.rule for reason in found.reading.reasons}


def test_the_head_of_one_line_without_end_is_read_and_the_rest_is_a_persons() -> None:
    asked = "Please tell me how many dogs the council keeps."
    found = _understood(f"Dear Council,\n\n{asked} " + "We write about the roads of it. " * 2_200)

    assert [item.text for item in found.reading.items][:1] == [asked]
    assert "too-long-to-read-whole" in {reason.rule for reason in found.reading.reasons}


def test_a_long_letter_is_read_whole() -> None:
    found = _understood(
        "We write about the roads of the county. " * 500 + "\n\nHow many are there?"
    )

    assert "too-long-to-read-whole" not in {reason.rule for reason in found.reading.reasons}


@pytest.mark.parametrize("blank", ["..........", "\u2026\u2026\u2026 .....", "1. Name\n.........."])
def test_a_form_whose_line_holds_blanks_alone_is_read(blank: str) -> None:
    found = _understood(f"How many dogs are there?\n{blank}\nand what do they cost\n{blank}\nJo")

    assert found.reading.items


def test_a_line_of_blanks_costs_no_more_than_its_length() -> None:
    def read(size: int) -> Found:
        return _understood("How many dogs are there?\nName" + " " * size + "x\n")

    assert grows_in_proportion(read, 12_500)
    assert read(50_000).reading.items


@pytest.mark.parametrize("mark", [".", "?", "-", "_", "*", "!?"])
def test_a_row_of_thousands_of_marks_costs_little_and_loses_no_question(mark: str) -> None:
    def read(size: int) -> Found:
        return _understood(f"How many swans are there?\n\nFor each lake {mark * size} please.\n")

    found = read(30_000)

    assert grows_in_proportion(read, 7_500)
    assert found.reading.items[0].text == "How many swans are there?"


def test_an_own_mail_quoted_below_is_the_request_when_it_is_adopted() -> None:
    # Guide R13: the new text asks nothing but that the old be answered.
    text = (
        "I put these to the office and got no answer. Please treat the questions below as a "
        "request under the Freedom of Information Act.\n\nRuth Garland\n\n> From: Ruth Garland\n"
        "> Sent: 2 April 2025 09:14\n> To: Cemeteries\n> Subject: Fees\n>\n"
        "> 1. What is the fee?\n> 2. When was it last put up?\n"
    )
    reading = _understood(text).reading

    assert [item.text for item in reading.items] == ["What is the fee?", "When was it last put up?"]


def test_a_mail_on_one_line_with_the_footer_of_a_site_keeps_its_questions() -> None:
    text = (
        "Dear Council, Please tell me about the libraries: 1) Number of loans in 2024. "
        "2) What is the opening budget for 2025? Yours faithfully, Jo Public ---------------- "
        "Please use this email address for all replies to this request: request-1@site.example"
    )

    found = _understood(text + "\n")

    assert [item.text for item in found.reading.items] == [
        "Number of loans in 2024.",
        "What is the opening budget for 2025?",
    ]


def test_words_about_a_form_do_not_hide_what_the_form_asks() -> None:
    # Guide R13: the body only points to the attachment.
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Audit <audit@example.org>", "Audit of tips"
    mail.set_content(
        "Dear team\n\nOur audit of tips is attached.\n\n"
        "Type straight into the form or reply any way you like.\n\nRegards\nNia\n"
    )
    form = (
        "AUDIT\n\nQ1 How many tips are there?\nQ2 Number of staff at each\nQ3 What do they cost?\n"
    )
    mail.add_attachment(form, filename="audit.txt")
    with Reader() as reader:
        found = reader.understand(parse(mail.as_bytes()))

    assert [item.label for item in found.reading.items] == ["Q1", "Q2", "Q3"]
