"""Officers who attach the answered list as a Word or Excel file: read, and shown back (T21)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO

import pytest
from docx import Document as Word
from openpyxl import Workbook

from foibot.attachments.extractor import Extractor
from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.documents import Document
from foibot.replies.model import Certainty, Proposal, ReplyReading
from tests.replies.digests import a_digest_mail
from tests.replies.programs import PROGRAMS
from tests.replies.test_officers import RULES, TODAY
from tests.replies.test_programs import CARE_QUESTIONS, Labelled, seen

ASKED = CARE_QUESTIONS
ONE, TWO, THREE = (one.key for one in ASKED)


@pytest.fixture(scope="module")
def extractor() -> Iterator[Extractor]:
    with Extractor() as made:
        yield made


def a_list(*paragraphs: str) -> bytes:
    """Return a Word file of *paragraphs*."""
    word = Word()
    for each in paragraphs:
        word.add_paragraph(each)
    return _saved(word.save)


def a_table(*rows: tuple[str, ...]) -> bytes:
    """Return a Word file with one table."""
    word = Word()
    table = word.add_table(len(rows), len(rows[0]))
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            table.cell(n, m).text = cell
    return _saved(word.save)


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    """Return an Excel file of one sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book.save)


def _saved(save: Callable[[BytesIO], None]) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()


def answered(extractor: Extractor, top: str, **attached: bytes) -> ReplyReading:
    """Return the reading of a reply with files; "a__docx" is the file a.docx."""
    ours = a_digest_mail(ASKED)
    written = Labelled("files", "care", "outlook", top=top).written()
    raw = PROGRAMS["outlook"](ours.html, ASKED, replace(written, files=()))
    mail = message_from_bytes(raw, EmailMessage, policy=policy.default)
    for name, content in attached.items():
        name = name.replace("__", ".")
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    message = parse(mail.as_bytes())
    documents = [Document(one.filename, one.text) for one in extractor.texts(message.attachments)]
    return read_reply(message, ASKED, RULES, today=TODAY, sent=seen(ours), documents=documents)


def texts(reading: ReplyReading) -> dict[int, str]:
    return {one.key.n: one.text for one in reading.replies}


def test_labels_in_a_word_file_are_read(extractor: Extractor) -> None:
    file = a_list("FOI response", "Q1: 61, 74 and 58", "Q2: 19, 27 and 16", "Q3: Not held")

    found = answered(extractor, "Answers in the attached.", answers__docx=file)

    assert texts(found) == {1: "61, 74 and 58", 2: "19, 27 and 16", 3: "Not held"}
    assert [one.proposal for one in found.replies][2] is Proposal.NOT_HELD
    assert {one.certainty for one in found.replies} == {Certainty.PROPOSED}
    assert found.unclear == ()
    assert "answers.docx" in [one.text for one in found.discarded]


def test_the_questions_with_answers_in_a_table_are_read(extractor: Extractor) -> None:
    file = a_table(("Question", "Answer"), *((one.text, f"{one.n}00") for one in ASKED))

    found = answered(extractor, "", reply__docx=file)

    assert texts(found) == {1: "100", 2: "200", 3: "300"}


def test_a_sheet_with_labels_is_read(extractor: Extractor) -> None:
    file = a_workbook(("Q", "Answer"), ("Q1", "61, 74, 58"), ("Q2", "19, 27, 16"))

    found = answered(extractor, "See attached, Q3 isn't ours, try Procurement", a__xlsx=file)

    assert texts(found) == {1: "61, 74, 58", 2: "19, 27, 16", 3: ""}
    assert found.to(THREE) is not None
    assert found.to(THREE).service == "Procurement"  # type: ignore[union-attr]


def test_what_the_mail_says_stands_before_what_the_file_says(extractor: Extractor) -> None:
    file = a_list("Q1: 61, 74 and 58", "Q2: 19, 27 and 16")

    found = answered(extractor, "Q1: as attached\nQ2: now 20, 27 and 16", old__docx=file)

    assert texts(found) == {1: "61, 74 and 58", 2: "now 20, 27 and 16"}
    assert "19, 27 and 16" in [one.text for one in found.discarded]


def test_talk_in_the_file_is_left_out(extractor: Extractor) -> None:
    file = a_list("Q1: 61. Please don't tell him about the other 9.", "Q2: 19")

    found = answered(extractor, "", a__docx=file)

    assert texts(found) == {1: "61.", 2: "19"}


def test_a_contract_is_a_file_to_send_and_no_list_of_answers(extractor: Extractor) -> None:
    file = a_list("Contract for home care", "1. Parties", "2. Term", "3. Price", "4. Law")

    found = answered(extractor, "Q3: attached", contract__docx=file)

    assert found.to(THREE) is not None
    assert found.to(THREE).enclosures == ("contract.docx",)  # type: ignore[union-attr]
    assert texts(found) == {3: "attached"}


def test_a_file_that_names_nothing_is_asked_back(extractor: Extractor) -> None:
    file = a_workbook(("2023", 61), ("2024", 74))

    found = answered(extractor, "Figures attached", figures__xlsx=file)

    assert found.replies == ()
    assert "figures.xlsx" in [one.text for one in found.unclear]
