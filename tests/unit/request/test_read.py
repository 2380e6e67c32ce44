"""What a message is, read whole: law.md 7.1 and items guide R15."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from foibot.message.model import Automatic, AutomaticFinding
from foibot.questions.itemise import Itemised, itemise
from foibot.questions.rules import load
from foibot.questions.source import Source
from foibot.request.kind import Thread, ThreadState
from foibot.request.load import ReadingRules, load_reading_rules
from foibot.request.model import Kind, Reading, Regime
from foibot.request.read import read_request
from tests.unit.request.mails import mail

RULES = load()


@cache
def rules() -> ReadingRules:
    return load_reading_rules()


def itemiser(sources: Sequence[Source]) -> Itemised:
    return itemise(sources, RULES)


def read(body: str, subject: str = "", thread: Thread | None = None) -> Reading:
    return read_request(mail(body, subject), [], rules(), itemiser, thread)


KINDS = [
    ("Under the FOI Act please provide a list of all pubs.", "", Kind.NEW_REQUEST),
    ("How many council homes have solar panels?", "Quick question", Kind.NEW_REQUEST),
    ("Please carry out an internal review of this decision.", "Re: FOI 12", Kind.INTERNAL_REVIEW),
    ("I am not happy with your answer to question 2.", "Re: FOI/12", Kind.INTERNAL_REVIEW),
    ("I asked on 3 May and have had no reply. When can I expect one?", "FOI 12", Kind.CHASER),
    ("Please withdraw my request.", "Re: FOI 12", Kind.WITHDRAWAL),
    ("Please send me all the personal data you hold about me.", "SAR", Kind.SUBJECT_ACCESS),
    ("You missed my third question.", "Re: FOI 12", Kind.CORRECTION),
    ("I wish to make a formal complaint about your parking officer.", "", Kind.COMPLAINT),
    ("When is my brown bin collected?", "bins", Kind.BUSINESS_AS_USUAL),
    ("Many thanks, that is very helpful.", "Re: FOI/12", Kind.THANKS),
    ("I ask for permission to reproduce the map on page 4 in a book.", "", Kind.REUSE),
]


@pytest.mark.parametrize(("body", "subject", "kind"), KINDS)
def test_a_message_is_what_its_words_do(body: str, subject: str, kind: Kind) -> None:
    assert read(body, subject).kind is kind


def test_figures_about_requests_for_a_second_look_ask_for_no_review() -> None:
    text = "Please tell me the number of requests for a second look at a grant and how many won."

    assert read(text, "FOI request").kind is Kind.NEW_REQUEST


def test_nothing_more_to_do_is_said_in_thanks_and_takes_nothing_back() -> None:
    thanks = read("Thank you, that tells me all. No need to do anything further.", "RE: FOI 12")
    back = read("No need to do anything about my request now, I saw the file.", "RE: FOI 12")

    assert (thanks.kind, back.kind) == (Kind.THANKS, Kind.WITHDRAWAL)


def test_what_takes_something_back_and_asks_for_something_is_put_before_a_person() -> None:
    anew = read("Please ignore my last email. What I want is the number of staff.", "Re: FOI 14")
    both = read("I no longer wish to complain but please send me the report.", "Elm House")
    back = read("Please withdraw my request.", "Re: FOI 12")

    assert (anew.kind, anew.flagged, len(anew.items)) == (Kind.NEW_REQUEST, True, 1)
    assert both.flagged
    assert not back.flagged


def test_a_message_without_any_words_is_a_request_and_flagged() -> None:
    reading = read("")

    assert (reading.kind, reading.flagged) == (Kind.NEW_REQUEST, True)


def test_a_reply_to_our_question_is_a_clarification() -> None:
    thread = Thread(known=True, state=ThreadState.AWAITING_CLARIFICATION)

    assert read("Only the north ward.", "Re: FOI 12", thread).kind is Kind.CLARIFICATION


def test_what_the_headers_say_is_automatic_stays_automatic() -> None:
    finding = AutomaticFinding(Automatic.AUTO_REPLY, "auto-submitted", "auto-replied")
    message = mail("I am away until Monday.", "Out of office", automatic=finding)

    assert read_request(message, [], rules(), itemiser).kind is Kind.AUTO_REPLY


def test_somebody_in_danger_is_put_before_a_person() -> None:
    reading = read("Under FOI send me the policy. I cannot go on and I want to end my life.")

    assert reading.urgent
    assert reading.flagged
    assert reading.kind is Kind.NEW_REQUEST


def test_each_conclusion_has_its_reason() -> None:
    reading = read("Under the FOI Act, how many trees were felled in 2024?\n\nRegards\nAnn Example")

    assert reading.regime is Regime.EIR
    assert {reason.rule for reason in reading.reasons} >= {"names-the-right", "environmental-topic"}
    assert reading.requester_name == "Ann Example"


def test_what_only_reaches_the_environment_is_put_before_a_person() -> None:
    # law.md 7.2: damp in buildings is normally EIR by reg 2(1)(f), which many take for FOI.
    edge = read("Under the FOI Act, how many council homes were reported to have damp or mould?")
    core = read("Under the FOI Act, how many tonnes of garden waste were collected in 2024?")

    assert (edge.regime, edge.flagged) == (Regime.EIR, True)
    assert (core.regime, core.flagged) == (Regime.EIR, False)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Could I see the results of any soil tests in Foundry Row?", "the back gardens"),
        ("Please tell me what the electricity bill for the Guildhall came to.", "attached"),
        ("I would like every letter about the grass.", "bowling green"),
        ("How many slots went unused at the tip? Who thought of it?", "A few things on the tip"),
        ("I would like your letters to the Environment Agency about the mill.", "Mill"),
        ("When was the sluice last mended, and by whom?", "Mill leat"),
    ],
)
def test_soil_energy_greens_and_tips_are_of_the_environment(text: str, subject: str) -> None:
    # law.md 7.2: the state of the soil, energy use, parks maintenance, waste.
    assert read(text, subject).regime is Regime.EIR


def test_each_question_is_under_the_law_of_its_own_words() -> None:
    # law.md 7.2: each part of a mixed request is answered under its own law.
    text = (
        "Please tell me:\n1. how many school transport contracts ended early since 2023\n"
        "2. the cost of replacing them\n"
        "3. what noise complaints were recorded about the new depot, and any air quality monitoring"
    )
    reading = read(text)

    assert reading.regime is Regime.MIXED
    assert [item.regime for item in reading.items] == ["foi", "foi", "eir"]


def test_own_data_asked_for_beside_the_questions_makes_the_request_mixed() -> None:
    # law.md 7.2: the part that asks for personal data has a clock of its own.
    reading = read(
        "Please treat this as a request under Article 15 for our client's data and, separately, "
        "under the Freedom of Information Act for:\n\n1. the number of falls on the ice rink\n"
        "2. the rota of its stewards\n"
    )

    assert reading.regime is Regime.MIXED
    assert {item.regime for item in reading.items} == {"foi"}


def test_records_asked_for_beside_an_objection_are_a_request() -> None:
    # law.md 7.1: in doubt it is a request; "If so, please supply" is no stock phrase.
    reading = read(
        "Was any advice given to the builder about the field before they applied? If so, please "
        "supply copies of the notes of any meetings and all correspondence. I also object to the "
        "application on grounds of traffic.",
        "Planning application 26/01234",
    )

    assert reading.kind is Kind.NEW_REQUEST
    assert reading.items


def test_one_document_asked_for_beside_a_comment_is_a_request() -> None:
    reading = read("I object to the application. Please send me the drainage report.", "26/01234")

    assert reading.kind is Kind.NEW_REQUEST


@pytest.mark.parametrize(
    "body",
    [
        "Please state the number of notices your authority issued. What did your authority earn?",
        "How many enforcement notices were served in 2024? Please list each enforcement notice.",
        "Please send the enforcement notice and the information notice for 12 High Street.",
        "Who was the complainant in each case? Please send unredacted copies of the two notices.",
    ],
)
def test_words_that_requesters_share_with_a_regulator_make_no_regulator(body: str) -> None:
    assert read(body).kind is Kind.NEW_REQUEST


def test_a_chaser_that_threatens_with_the_regulator_takes_nothing_back() -> None:
    reading = read(
        "I sent the request below in May and have had nothing since. When can I expect a reply? "
        "I don't want to go to the Information Commissioner but I will if I have to.",
        "Re: FOI-2026-00004",
    )

    assert reading.kind is Kind.CHASER


def test_what_is_left_out_to_narrow_a_request_answers_our_question() -> None:
    """CLK-3: the clock waits for this answer, and a correction would leave it standing."""
    body = (
        "Happy to narrow it down as you suggest, so please go ahead with:\n\n"
        "1. The swings taken away in 2025\n2. What was put in their place\n\n"
        "You can forget about the inspection reports."
    )
    thread = Thread(known=True, state=ThreadState.AWAITING_CLARIFICATION)

    assert read(body, "Re: your request", thread).kind is Kind.CLARIFICATION
    assert len(read(body, "Re: your request", thread).items) == 2


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Subject Access Request",
            "I was in care from 1984 to 1991. I would like my whole file please, with photos, "
            "school reports and letters that my mum sent.",
        ),
        (
            "My file",
            "Under Article 15 please supply all personal data that you hold about me, to include:"
            "\n\n"
            "1. My personnel file.\n2. Notes of the investigation in June.\n"
            "3. Any reference given to an employer.",
        ),
    ],
)
def test_a_request_for_nothing_but_own_data_is_one_for_own_data(subject: str, body: str) -> None:
    reading = read(body, subject)

    assert (reading.kind, reading.regime) == (Kind.SUBJECT_ACCESS, Regime.SAR)


def test_figures_beside_own_data_stay_under_the_act() -> None:
    reading = read(
        "Under Article 15 please supply my file. Under the Freedom of Information Act please say:"
        "\n\n"
        "1. How many such files were lost in each of the last three years?",
        "Subject access request and FOI",
    )

    assert reading.kind is Kind.NEW_REQUEST
    assert "foi" in {item.regime for item in reading.items}


def test_the_subject_of_a_review_by_relay_decides() -> None:
    reading = read(
        "The answer leaves out:\n1. The Risk Assessment?\n2. The Insurance Policy?\n"
        "Please provide the information asked for.",
        "Internal review of Freedom of Information request - Masts",
    )

    assert reading.kind is Kind.INTERNAL_REVIEW


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Complaint",
            "I want to make a formal complaint about the closing of the pier.\n\nMy mother was not "
            "told. Who took the decision? On what date was it taken? Was the coastguard asked?\n",
        ),
        (
            "Tide tables",
            "The tables that you sold were wrong.\n\nCould you please inform me of what action has "
            "been taken to rectify the errors in the tables of 2025?\nHave those who bought them "
            "been told?\n",
        ),
    ],
)
def test_questions_that_records_answer_give_a_complaint_its_clock(subject: str, body: str) -> None:
    found = read(body, subject)

    assert found.kind is Kind.NEW_REQUEST  # law.md 7.1: in doubt a request
    assert found.items


def test_children_in_the_council_s_care_are_not_the_sender() -> None:
    found = read(
        "Please provide, for children in your care in 2025:\n\n1. Their number\n2. The cost"
    )

    assert found.regime is Regime.FOI


def test_a_question_in_the_subject_is_no_chaser_whatever_asks_for_a_reply() -> None:
    reading = read("Question is in the subject line. Please reply by email.\n\nThanks\nVic",
                   "FOI: how much did the council spend on bottled water in 2024/25?")  # fmt: skip

    assert reading.kind is Kind.NEW_REQUEST
    assert [item.source for item in reading.items] == ["subject"]


def test_to_close_an_answered_case_takes_nothing_back() -> None:
    text = (
        "That is very helpful, just what I was after. I have nothing more to ask, so please close "
        "the case.\n\nBest wishes,\nNisha"
    )

    assert read(text, "RE: FOI 9027 - Response").kind is Kind.THANKS
    waiting = Thread(known=True, state=ThreadState.AWAITING_CLARIFICATION)
    assert read(text, "RE: FOI 9027", waiting).kind is Kind.WITHDRAWAL


def test_what_is_overdue_in_a_question_chases_nothing_and_a_chaser_corrects_nothing() -> None:
    ask = "Could you tell me, under FOI, (a) how many visits were made, (b) how many were overdue."
    chase = (
        "I sent the above request on 2 September and it should have been answered by 30 September. "
        "I haven't had anything. Can you tell me when I will get a reply?"
    )

    assert read(ask).kind is Kind.NEW_REQUEST
    assert read(chase, "FOI 2025/0881 overdue").kind is Kind.CHASER


def test_overdue_beside_what_is_asked_about_is_no_answer_that_is_late() -> None:
    asked = (
        "Our survey has its approval (ref. ETH/2/0312).\n\n"
        "I would be glad to receive the report by which late fees for overdue permits were ended.  "
        "I would also like to know what overdue permits raised in each year from 2019 to 2025.  "
        "Finally, could you tell me how many households were written to?"
    )
    chased = "My request of 2 September is overdue. When will I have a reply?"

    assert read(asked).kind is Kind.NEW_REQUEST
    assert len(read(asked).items) == 3
    assert read(chased, "Your overdue response to FOI 2025/0881").kind is Kind.CHASER


def test_those_who_had_a_decision_looked_at_again_may_be_counted() -> None:
    reading = read(
        "I am a student.\n\nFor each of the years 2021 to 2024, I would like to request:\n\n"
        "- the number of applications for a discretionary payment\n"
        "- the number of applicants who asked for the decision to be looked at again\n"
    )

    assert reading.kind is Kind.NEW_REQUEST
    assert len(reading.items) == 2


def test_a_copy_of_what_the_council_decided_is_a_request_and_of_ones_own_bill_own_data() -> None:
    asked = read("I need a copy of the planning decision for 12 Elm Road.")
    own = read("I need a copy of my council tax bill please.")

    assert (asked.kind, len(asked.items)) == (Kind.NEW_REQUEST, 1)
    assert (own.kind, own.flagged) == (Kind.SUBJECT_ACCESS, True)


def test_applications_that_were_refused_may_be_counted() -> None:
    reading = read(
        "I applied for a dropped kerb (ref DK/24/556).  Please send me the officer report.  "
        "I'd also like to know how many dropped kerb applications you refused in three years."
    )

    assert (reading.kind, len(reading.items)) == (Kind.NEW_REQUEST, 2)


def test_a_request_that_is_said_anew_in_answer_to_us_is_its_question() -> None:
    said = "My request is now for all emails between the two directors about the waiver in June."
    reading = read(
        "Thank you for asking me to narrow this down, which I am happy to do.\n\n"
        f"{said}\n\nKind regards\nVic",
        "RE: FOI 25-3391 - clarification sought",
    )

    assert reading.kind is Kind.CLARIFICATION
    assert [item.text for item in reading.items] == [said]
