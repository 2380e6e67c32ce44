from __future__ import annotations

import re
from datetime import date

import pytest

from foibot.letter.model import Envelope, Letter, LetterError
from foibot.letter.questions import question_list
from foibot.letter.requester import Acknowledgement
from foibot.questions.model import Item
from tests.unit.letter.desks import templates
from tests.unit.letter.same_words import html_words, words

ITEMS = (
    Item(1, None, None, False, "How many potholes were filled in 2025?"),
    Item(2, "b", None, True, "For each depot:"),
    Item(3, "i", 2, False, "its <address>"),
    Item(4, "ii", 2, False, "what {{ it }} cost"),
)
FULL = Acknowledgement(
    "FOI/2026/0123", date(2026, 11, 23), date(2026, 12, 21), question_list(ITEMS), several=True
)
PLAIN = Acknowledgement("FOI/2026/0123", date(2026, 11, 23), date(2026, 12, 21))
WELSH = Acknowledgement("FOI/2026/0123", date(2026, 11, 23), date(2026, 12, 21), lang="cy")
FRENCH = Acknowledgement("FOI/2026/0123", date(2026, 11, 23), date(2026, 12, 21), lang="fr")


def letter(context: Acknowledgement, *, scotland: bool = False) -> Letter:
    envelope = Envelope("ack:1", "ann@example.org", "FOI/2026/0123")
    return templates(scotland=scotland).letter(context, envelope)


def test_it_says_what_the_requester_must_know() -> None:
    mail = letter(FULL)

    assert "FOI/2026/0123" in mail.subject
    for said in (
        "Wexcombe Council", "Information Governance team", "Our reference: FOI/2026/0123",
        "Date received: Monday 23 November 2026",
        "promptly, and in any event by Monday 21 December 2026",
        "Freedom of Information Act 2000", "Environmental Information Regulations 2004",
        "Question 1: How many potholes were filled in 2025?", "Question 4: what {{ it }} cost",
        "tell us what to change", "https://www.wexcombe.example/privacy", "another format",
        "keep the reference", "foi@wexcombe.example",
    ):  # fmt: skip
        assert said in mail.text, said


@pytest.mark.parametrize("context", [FULL, PLAIN, WELSH])
def test_text_and_html_say_the_same(context: Acknowledgement) -> None:
    mail = letter(context)

    assert html_words(mail.html) == words(mail.text)


@pytest.mark.parametrize("context", [FULL, PLAIN])
def test_it_says_nothing_that_it_must_not(context: Acknowledgement) -> None:
    # ACK-2: nothing on what is held, no promise, no reason asked, no identity, no later start.
    mail = letter(context)

    forbidden = re.compile(
        r"\bhold|\bheld|disclos|why you|proof of|identity|clock|postal address|vexatious|officer"
        r"|newsletter|survey|will provide",
        re.IGNORECASE,
    )
    assert not forbidden.search(mail.text)
    assert mail.attachments == ()
    assert not re.search(r"<img|src=|url\(|<script|@import", mail.html, re.IGNORECASE)


def test_the_plain_form_holds_not_one_word_of_the_sender() -> None:
    plain, full = letter(PLAIN), letter(FULL)

    assert "Question" not in plain.text
    assert len(set(words(plain.text)) - set(words(full.text))) < 12


def test_its_headers_ask_absent_people_to_be_silent_and_never_stop_bounces() -> None:
    headers = dict(letter(FULL).headers)

    assert headers["Auto-Submitted"] == "auto-replied"
    assert headers["X-Auto-Response-Suppress"] == "OOF, AutoReply, RN, NRN"
    assert headers["Content-Language"] == "en-GB"


def test_who_writes_in_welsh_is_answered_in_welsh() -> None:
    mail = letter(WELSH)

    assert "Deddf Rhyddid Gwybodaeth 2000" in mail.text
    assert "dydd Llun 21 Rhagfyr 2026" in mail.text
    assert 'lang="cy"' in mail.html
    assert dict(mail.headers)["Content-Language"] == "cy"
    assert "cyfeirnod FOI/2026/0123" in mail.subject


def test_another_language_is_answered_in_english() -> None:
    assert letter(FRENCH).text == letter(PLAIN).text


def test_scotland_has_its_own_law() -> None:
    mail = letter(FULL, scotland=True)

    assert "Freedom of Information (Scotland) Act 2002" in mail.text
    assert "Act 2000" not in mail.text


@pytest.mark.parametrize("scotland", [False, True])
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_subject_access_request_is_under_data_protection_law_alone(
    lang: str, scotland: bool
) -> None:
    # law.md 7.1: one month under UK GDPR Article 15; the Freedom of Information Acts do not apply.
    own = Acknowledgement("SAR-1", date(2026, 11, 3), date(2026, 12, 3), own_data=True, lang=lang)
    text = letter(own, scotland=scotland).text

    assert re.search(r"Article 15|Erthygl 15", text)
    assert not re.search(r"Freedom of Information|Rhyddid Gwybodaeth|Environmental", text)
    assert not re.search(r"charge|tâl\b", text)


def test_a_re_use_request_is_under_its_own_regulations() -> None:
    text = letter(Acknowledgement("R/1", date(2026, 1, 5), date(2026, 2, 2), reuse=True)).text

    assert "Re-use of Public Sector Information Regulations 2015" in text
    assert "Freedom of Information Act" not in text


def test_one_question_is_one() -> None:
    one = Acknowledgement("F/1", date(2026, 1, 5), date(2026, 2, 2), question_list(ITEMS[:1]))

    assert "as this question:" in letter(one).text


def test_a_missing_template_names_its_file() -> None:
    class Unknown(Acknowledgement):
        template = "requester-nothing"

    with pytest.raises(LetterError, match=r"requester-nothing/body\.txt"):
        letter(Unknown("F/1", date(2026, 1, 5), date(2026, 2, 2)))
