from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foibot.case.model import Answer, Case, Law, Outcome
from foibot.config.shipped import shipped
from foibot.letter.exemptions import load
from foibot.letter.model import Envelope, Letter
from foibot.letter.response import ResponseFacts, response
from tests.shared import ROOT
from tests.unit.letter.cases import COMMERCIAL, FACTS, TWINNING, case, claim, enclosure, item
from tests.unit.letter.desks import templates
from tests.unit.letter.same_words import html_words, words

EXEMPTIONS = load(shipped("rules/exemptions.toml"))


def letter(made: Case, facts: ResponseFacts = FACTS, *, scotland: bool = False) -> Letter:
    own = templates(scotland=scotland)
    context = response(made, facts, own, EXEMPTIONS)
    return own.letter(context, Envelope("r", made.requester.address, made.reference))


def test_the_letter_is_the_golden_one() -> None:
    golden = ROOT / "tests" / "golden" / "response-twinning.txt"

    assert letter(TWINNING).text == golden.read_text(encoding="utf-8")


def test_text_and_html_say_the_same() -> None:
    mail = letter(TWINNING)

    assert html_words(mail.html) == words(mail.text)


def test_a_letter_that_a_person_approved_does_not_say_that_it_is_automatic() -> None:
    headers = dict(letter(TWINNING).headers)

    assert "Auto-Submitted" not in headers
    assert headers["X-Auto-Response-Suppress"] == "OOF, AutoReply, RN, NRN"


def test_questions_are_verbatim_and_in_order() -> None:
    text = letter(TWINNING).text

    places = [text.index(one.question.text) for one in TWINNING.items]
    assert places == sorted(places)


WITHHELD = Answer(Outcome.REFUSED, exemptions=(COMMERCIAL,))
REFUSED_EIR = Answer(
    Outcome.REFUSED,
    exemptions=(replace(COMMERCIAL, id="reg 12(5)(e)", likelihood="would"),),
)
NCND = Answer(Outcome.NCND, exemptions=(claim("s.40(2)", withheld=""),))
COST = Answer(
    Outcome.COST,
    estimate="1,200 files at 4 minutes each, 80 hours; timed on a sample of 20 files",
    help="If you ask for the last year alone, we expect to need 12 hours",
)
NOT_HELD = Answer(Outcome.NOT_HELD, searches="the asset register")


@pytest.mark.parametrize(
    ("law", "answer", "said", "unsaid"),
    [
        (Law.FOIA, Answer(Outcome.DISCLOSED, "Twelve."), ["We hold this information."], ["17"]),
        (Law.FOIA, NOT_HELD, ["Section 1(1)(a)", "Where we looked: the asset register."],
         ["section 17", "refusal"]),
        (Law.EIR, NOT_HELD, ["regulation 12(4)(a)", "refusal notice under regulation 14",
                             "regulation 12(2)", "Regulation 11"], ["section 17"]),
        (Law.FOISA, NOT_HELD, ["notice under section 17(1)"], ["1(1)(a)", "refusal"]),
        (Law.EISRS, NOT_HELD, ["regulation 10(4)(a)", "refusal notice under regulation 13"],
         ["section 17"]),
        (Law.FOIA, WITHHELD,
         ["refusal notice under section 17(1)", "section 43(2)", "would be likely to cause",
          "section 2(2)(b)", "In favour of disclosure: The public should",
          "Our decision: For now", "section 50"], []),
        (Law.EIR, REFUSED_EIR, ["regulation 12(5)(e)", "regulation 14", "regulation 12(1)(b)",
                                "regulation 12(2)", "disclosure would cause"], ["section 17"]),
        (Law.EIR, Answer(Outcome.REFUSED, exemptions=(claim("reg 6(1)(b)"),)),
         ["We hold this information", "regulation 6(2)", "Regulation 11"], ["refusal notice"]),
        (Law.FOIA, NCND, ["neither confirm nor deny", "section 40(5B)", "Nothing in this answer"],
         ["We hold", "we hold", "withheld", "withholding", "do not hold"]),
        (Law.FOIA, COST, ["section 12(1)", "section 17(5)", "£450", "£25", "18 hours",
                          "80 hours; timed", "last year alone", "Fees) Regulations 2004"], []),
        (Law.FOISA, COST, ["section 16(4)", "£600", "£15"], ["section 17", "£450"]),
        (Law.FOIA, Answer(Outcome.VEXATIOUS, exemptions=(claim("s.14(1)"),)),
         ["section 14(1)", "section 17(5)"], ["public interest"]),
        (Law.FOIA, Answer(Outcome.ELSEWHERE, other_body="Wexcombe Water Ltd"),
         ["We believe that Wexcombe Water Ltd holds it.", "Section 1(1)(a)",
          "pass your request on"], ["section 17", "part of your request"]),
        (Law.EIR, Answer(Outcome.ELSEWHERE, other_body="the county council"),
         ["regulation 10", "regulation 12(4)(a)", "regulation 14"], ["section 17"]),
        (Law.FOIA, Answer(Outcome.PART, "The total is £9.", (COMMERCIAL,)),
         ["giving you part of it", "What we are withholding: The unit prices."], []),
    ],
)  # fmt: skip
def test_each_outcome_says_what_its_law_wants(
    law: Law, answer: Answer, said: list[str], unsaid: list[str]
) -> None:
    # LET-1 to LET-9, LET-14, LET-15, LET-18.
    text = letter(
        case(item(1, "What does it cost?", answer, law)),
        scotland=law in {Law.FOISA, Law.EISRS},
    ).text

    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


def test_a_mixed_letter_names_both_laws_and_says_which_question_is_under_which() -> None:
    mixed = case(
        item(1, "How many staff?", Answer(Outcome.DISCLOSED, "Ten.")),
        item(2, "How many trees?", Answer(Outcome.DISCLOSED, "Nine."), Law.EIR),
    )

    text = letter(mixed).text

    assert "Freedom of Information Act 2000 and Environmental Information Regulations 2004" in text
    assert "Question 2 asks for information about the environment" in text
    assert "Answered under the Freedom of Information Act 2000." in text
    assert "section 50 of the Freedom of Information Act 2000; regulation 18" in text


def test_a_late_letter_says_sorry_and_why() -> None:
    # LET-16.
    late = replace(FACTS, letter_date=date(2026, 11, 24), late_reason="Two teams had to search")

    text = letter(TWINNING, late).text

    assert "by Monday 23 November 2026. We are sorry that it is late. Two teams" in text
    assert "sorry" not in letter(TWINNING).text


def test_scotland_has_its_own_rights() -> None:
    text = letter(
        case(item(1, "How many?", Answer(Outcome.DISCLOSED, "One."), Law.FOISA)), scotland=True
    ).text

    for said in ("section 20", "section 47", "Scottish Information Commissioner", "six months",
                 "Court of Session", "within 20 working days"):  # fmt: skip
        assert said in text
    assert "Information Commissioner's Office" not in text


def test_a_part_response_lists_what_is_still_owed() -> None:
    facts = replace(FACTS, items=(1,), remaining_by=date(2026, 12, 1))

    text = letter(TWINNING, facts).text

    assert "Questions still to be answered" in text
    assert "separately, by Tuesday 1 December 2026:" in text
    assert "We do not hold" not in text


def test_only_what_is_ours_is_licensed() -> None:
    # LET-17: never a licence over what belongs to others.
    theirs = case(
        item(1, "The study?", Answer(Outcome.DISCLOSED, enclosures=(
            enclosure("1-study.pdf", "Study", "A. Author"),))),
    )  # fmt: skip

    text = letter(theirs).text

    ours = text[text.index("You may re-use") : text.index("We cannot license")]
    assert "1-study.pdf" not in ours
    assert "1-study.pdf (owner: A. Author)" in text
    assert "re-use" not in letter(case(item(1, "Any?", NOT_HELD))).text


def test_what_a_requester_wrote_is_never_code() -> None:
    hostile = "{{ 7*7 }} {% for x in y %} <script>alert(1)</script>"

    mail = letter(case(item(1, hostile, Answer(Outcome.DISCLOSED, hostile)), title=hostile))

    assert mail.text.count(hostile) == 3
    assert "<script" not in mail.html


@pytest.mark.parametrize(
    ("balance", "said"),
    [
        (
            "The total is public",
            "outweighs the public interest in disclosure. The total is",
        ),
        ("Withholding outweighs openness", "Our decision: Withholding outweighs openness."),
    ],
)
def test_the_letter_says_which_interest_is_the_stronger(balance: str, said: str) -> None:
    # FOIA s.17(3)(b): why the public interest in the exemption outweighs that in disclosure.
    answer = Answer(Outcome.REFUSED, exemptions=(replace(COMMERCIAL, balance=balance),))

    assert said in letter(case(item(1, "What does it cost?", answer))).text
