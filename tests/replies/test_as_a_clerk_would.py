"""Ways to answer that a careful clerk places without asking, each in several wordings (T21)."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from foibot.message.parse import parse
from foibot.replies.answers import read_reply
from foibot.replies.headings import in_question
from foibot.replies.mentions import counts_some
from foibot.replies.model import AskedQuestion, Key, Proposal, ReplyReading
from tests.replies.test_officers import RULES, TODAY


def _asked(reference: str, *texts: str) -> list[AskedQuestion]:
    return [AskedQuestion(reference, n, text) for n, text in enumerate(texts, 1)]


LOANS = _asked(
    "FOI-2026-00401",
    "What was the council's total borrowing at 31 March 2025?",
    "How much council tax debt was written off in 2024/25?",
    "Who are the treasury management advisers?",
)
SCHOOLS = [
    *_asked(
        "FOI-2026-00402",
        "How many pupils were permanently excluded in 2024/25?",
        "How many places are there at the pupil referral unit?",
        "What was spent on home tuition?",
    ),
    *_asked("FOI-2026-00403", "How many children are registered as home educated?"),
]
TAXIS = _asked(
    "FOI-2026-00404",
    "How many hackney carriage drivers are licensed?",
    "How many drivers' licences were revoked in 2025?",
    "How many licensed vehicles are wheelchair accessible?",
)


POTHOLES = _asked(
    "FOI-2026-00406",
    "How many potholes were reported to the council in 2024/25?",
    "How many claims for vehicle damage caused by potholes were made?",
    "How much compensation was paid out on those claims?",
    "Which company carries out pothole repairs?",
)
HOMES = _asked(
    "FOI-2026-00407",
    "How many council homes had been empty for more than six months?",
    "What was spent on bed and breakfast accommodation in 2024/25?",
    "How many households on the register have medical priority?",
)
TREES = [
    *_asked(
        "EIR-2026-00408",
        "How many planning enforcement notices were served in 2025?",
        "Please provide the advice given for the Mill Lane depot.",
    ),
    *_asked("FOI-2026-00409", "How much was spent on agency planners in 2025?"),
]


def _read(asked: list[AskedQuestion], text: str) -> ReplyReading:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Martin Oakes <martin@ashbury.gov.uk>", "foi@ashbury.gov.uk"
    mail["Subject"] = "Re: questions for you to answer"
    mail.set_content(text)
    return read_reply(parse(mail.as_bytes()), asked, RULES, today=TODAY, waits=False)


def _said(asked: list[AskedQuestion], text: str) -> dict[int, str]:
    return {one.key.n: one.text for one in _read(asked, text).replies}


@pytest.mark.parametrize(
    "last",
    [
        "Sorry - typo in 2, it should be £612,308.",
        "Apologies, there is a mistake in Q2: it should read £612,308",
        "Correction, slip in number 2, make that £612,308.",
        "Oops, error in 2 - should be £612,308",
        "Sorry, wait, there's a slip on question 2 above, it's £612,308.",
    ],
)
def test_a_slip_that_is_owned_up_to_further_down_is_put_right(last: str) -> None:
    said = _said(LOANS, f"1) £187.4m\n2) £621,308\n3) Marlow Treasury Services\n\n{last}\n")

    assert said == {1: "£187.4m", 2: "£612,308", 3: "Marlow Treasury Services"}


@pytest.mark.parametrize(
    ("rest", "proposal"),
    [
        ("The other two will follow by Tuesday 1 December.", Proposal.MORE_TIME),
        ("The remaining two will follow on 1 December.", Proposal.MORE_TIME),
        ("The other two are for Payroll.", Proposal.NOT_OURS),
        ("The other two sit with Payroll.", Proposal.NOT_OURS),
        ("The other two questions need to go to Payroll.", Proposal.NOT_OURS),
    ],
)
def test_what_is_said_of_as_many_as_are_left_is_said_of_them(rest: str, proposal: Proposal) -> None:
    reading = _read(LOANS, f"Q2. £612,308\n\n{rest}\n")

    assert {one.key.n: one.proposal for one in reading.replies} == {
        1: proposal,
        2: Proposal.ANSWER,
        3: proposal,
    }


def test_what_is_said_of_more_than_are_left_is_asked_back() -> None:
    reading = _read(LOANS, "Q1. £187.4m\nQ2. £612,308\n\nThe other two are for Payroll.\n")

    assert {one.key.n for one in reading.replies} == {1, 2}


def test_prose_under_the_head_of_one_case_is_told_apart() -> None:
    text = (
        "FOI-2026-00402: we had 68 permanent exclusions. There are 90 places at the referral unit, "
        "as of today. Anything on tuition I would have to look up.\nFOI-2026-00403: 743\n"
    )
    replies = {one.key: one.text for one in _read(SCHOOLS, text).replies}

    assert replies[Key("FOI-2026-00402", 1)] == "we had 68 permanent exclusions."
    assert replies[Key("FOI-2026-00402", 2)].startswith("There are 90 places")
    assert replies[Key("FOI-2026-00403", 1)] == "743"


@pytest.mark.parametrize(
    ("away", "proposal"),
    [
        ("Claims and compensation sit with Insurance.", Proposal.NOT_OURS),
        ("The claims and the compensation are for Insurance.", Proposal.NOT_OURS),
        ("Claims and compensation are Legal's.", Proposal.NOT_OURS),
        ("For claims and compensation please ask Insurance.", Proposal.NOT_OURS),
        ("Claims and compensation will follow next week.", Proposal.MORE_TIME),
        ("We don't hold the claims or the compensation.", Proposal.NOT_HELD),
    ],
)
def test_two_subjects_that_are_handed_over_take_their_questions_alone(
    away: str, proposal: Proposal
) -> None:
    reading = _read(POTHOLES, f"{away}\n\nTarrant Surfacing do the repairs.\n\nRob\n")
    found = {one.key.n: one.proposal for one in reading.replies}

    assert (found[2], found[3]) == (proposal, proposal)
    assert found.get(1) is None
    assert found.get(4) in {None, Proposal.ANSWER}


def test_two_joined_subjects_are_meant_whatever_words_of_others_follow() -> None:
    text = "Claims and compensation I need Si to run off, she is back and on repairs on 3 December."
    keys = {one.key.n for one in _read(POTHOLES, f"{text}\n\nRob\n").replies}

    assert keys in (set(), {2, 3})


def test_a_subject_that_is_handed_over_is_not_the_whole_request() -> None:
    reading = _read(HOMES, "Medical priority is for the Lettings team.\n\nRob\n")

    assert {1, 2}.isdisjoint(one.key.n for one in reading.replies)


@pytest.mark.parametrize(
    "heads",
    [
        ("Voids", "B&B", "Medical priority"),
        ("VACANT HOMES", "HOTELS", "MEDICAL"),
        ("Empties", "Bed and breakfast", "Register"),
        ("Empty properties", "B&B spend", "Medical"),
        ("Unoccupied", "Hotels", "Register"),
    ],
)
def test_heads_in_other_words_name_their_questions(heads: tuple[str, str, str]) -> None:
    values = ("143, of which 22 await demolition", "£2.61m", "388 at present")
    text = "\n\n".join(f"{head}\n{value}" for head, value in zip(heads, values, strict=True))

    assert _said(HOMES, f"Hi\n\n{text}\n\nThanks\n") == dict(enumerate(values, 1))


def test_the_numbers_of_one_question_are_not_the_whole_case() -> None:
    reading = _read(TREES, "On the enforcement numbers give us until Thursday 3 December.\n")

    assert Key("EIR-2026-00408", 2) not in {one.key for one in reading.replies}


def test_what_goes_back_to_the_sentence_before_it_says_nothing_of_the_other_questions() -> None:
    text = (
        "There are 212 hackney carriage drivers on our register.\n\n"
        "Wheelchair accessible vehicles come to 57, all of them black cabs.\n\n"
        "We can't report on the revoked ones. The old system is gone and we no longer hold it.\n"
    )

    assert _said(TAXIS, text)[1] == "There are 212 hackney carriage drivers on our register."


@pytest.mark.parametrize("day", ["Jan-24", "June 24", "May-24", "April 24", "Jan 2024"])
def test_a_month_that_is_a_name_as_well_greets_nobody(day: str) -> None:
    asked = _asked("FOI-2026-00405", "When was the policy reviewed?", "What is the fee?")

    assert _said(asked, f"Q1 {day}\nQ2 £315\n") == {1: day, 2: "£315"}


def test_a_figure_that_counts_no_question_names_none() -> None:
    known = {"1", "2", "3"}

    assert not counts_some("Accessible vehicles come to 57, all of them cabs", known)
    assert counts_some("I need a week for 2 and 3.", known)


def test_a_short_word_is_no_slip_for_another() -> None:
    assert not in_question("send", ["end", "lights"])
    assert in_question("complaints", ["complaint"])


@pytest.mark.parametrize("last", ["Question 3 will follow on Monday.", "Question 3: see the list"])
def test_a_list_that_leaves_out_what_is_labelled_elsewhere_counts_the_others(last: str) -> None:
    said = _said(POTHOLES, f"Hello\n\n1. 8,214\n2. 51\n4. Tarrant Surfacing\n\n{last}\n")

    assert (said[1], said[2], said[4]) == ("8,214", "51", "Tarrant Surfacing")


def test_points_that_are_not_just_the_open_questions_are_asked_back() -> None:
    reading = _read(POTHOLES, "1. Ring me\n2. We are short of people\n\nQuestion 3: £41,730\n")

    assert {one.key.n for one in reading.replies} == {3}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("please ask them which year they mean", "please ask them which year they mean"),
        (
            "Can you ask whether they want cars or vans?",
            "Can you ask whether they want cars or vans?",
        ),
        ("need clarification: which year?", "which year?"),
        ("clarification needed - which year?", "which year?"),
    ],
)
def test_what_a_requester_is_to_be_asked_is_told_whole(text: str, asks: str) -> None:
    (reply,) = _read(LOANS[:1], f"Q1: {text}\n").replies

    assert (reply.proposal, reply.detail) == (Proposal.NEED_CLARIFICATION, asks)


@pytest.mark.parametrize(
    "text",
    [
        "I can do 1 and 3 (£187.4m and Marlow) but for 2 you need Revenues.",
        "I can answer 1 and 3 but for 2 you need Revenues.",
    ],
)
def test_what_speaks_of_some_and_sends_on_another_is_no_answer_to_the_first(text: str) -> None:
    reading = _read(LOANS, f"{text}\n")

    assert not any(one.proposal is Proposal.ANSWER for one in reading.replies)
    assert [one.text for one in reading.unclear] == [text]


POOL = _asked(
    "FOI-2026-00405",
    "How many swimming lessons were cancelled in 2025?",
    "Why were they cancelled?",
    "Who runs the pool?",
)
LONE_WORKING = _asked(
    "FOI-2026-00406",
    "Does the council have a policy on lone working?",
    "When was it last reviewed?",
)


def test_who_sends_the_others_away_says_something_of_the_one() -> None:
    reading = _read(POOL, "Sickness\n\nNo idea about the others, sorry. Try Leisure.\n")

    assert not any(one.proposal is Proposal.NOT_OURS for one in reading.replies)
    assert any("Sickness" in one.text for one in reading.unclear)


def test_a_yes_is_not_sent_away_with_what_follows() -> None:
    said = "Yes. It's online. I don't know when it was reviewed, ask HR"
    reading = _read(LONE_WORKING, f"{said}\n")

    assert {one.key.n: one.proposal for one in reading.replies} == {
        1: Proposal.ANSWER,
        2: Proposal.NOT_OURS,
    }


def test_figures_are_not_sent_away_with_the_name_of_a_team() -> None:
    said = "Staffing for the cause one. 41 for the first. The pool firm - ask Leisure"
    reading = _read(POOL, f"{said}\n")

    assert not any("41" in one.text for one in reading.replies if one.proposal is Proposal.NOT_OURS)


def test_a_name_is_no_talk_where_a_question_asks_for_one() -> None:
    said = "41 lessons went but let me check. Pool's Trident. Don't know the cause - will ask."
    reading = _read(POOL, f"{said}\n")

    placed = [one.text for one in reading.replies] + [one.text for one in reading.unclear]
    assert any("Trident" in one for one in placed)


@pytest.mark.parametrize("mark", ["*{}* ", "*{}* - ", "*{}.* ", "*Q{}* "])
def test_a_number_in_bold_labels_its_answer(mark: str) -> None:
    given = ["£187.4m", "£612,308", "Marlow"]
    lines = [mark.format(n) + text for n, text in enumerate(given, 1)]

    assert _said(LOANS, "\n\n".join(lines)) == dict(enumerate(given, 1))


@pytest.mark.parametrize(
    "text",
    [
        "Answers in order: £187.4m; £612,308; Marlow Treasury Services",
        "In order: £187.4m, £612,308, Marlow Treasury Services.",
        "In the order you asked - £187.4m, £612,308 and Marlow Treasury Services",
    ],
)
def test_a_list_said_to_be_in_order_is_placed_where_its_count_agrees(text: str) -> None:
    said = _said(LOANS, f"Hi\n\n{text}\n\nThanks\n")

    assert {n: one.rstrip(".") for n, one in said.items()} == {
        1: "£187.4m",
        2: "£612,308",
        3: "Marlow Treasury Services",
    }


def test_a_list_in_order_of_another_length_is_asked_back() -> None:
    reading = _read(LOANS, "In order: £187.4m, £612,308\n")

    assert not reading.replies
    assert reading.unclear


@pytest.mark.parametrize(
    "text",
    [
        "Q1 - £187.4m\n\nI've asked Dave for the others and will send them tomorrow.",
        "1. £187.4m\nI have asked Finance for the rest, will let you have them tomorrow",
    ],
)
def test_whoever_asked_somebody_for_the_others_needs_more_time_for_them(text: str) -> None:
    reading = _read(LOANS, text)

    others = [one for one in reading.replies if one.key.n > 1]
    assert [one.proposal for one in others] == [Proposal.MORE_TIME] * 2
    assert all(one.until is not None for one in others)
    assert reading.replies[0].text == "£187.4m"


@pytest.mark.parametrize(
    "text", ["Nothing for us here, it's all Parking", "None of it for me. It is all Parking."]
)
def test_nothing_for_us_sends_every_question_away(text: str) -> None:
    reading = _read(TAXIS, text)

    assert {(one.proposal, one.service) for one in reading.replies} == {
        (Proposal.NOT_OURS, "Parking")
    }
    assert len(reading.replies) == len(TAXIS)


def test_who_probably_has_it_is_the_name_before() -> None:
    reading = _read(LOANS, "1. £187.4m\n2. Not us. Legal probably have this\n3. None")

    assert reading.replies[1].service == "Legal"


def test_a_list_goes_on_above_a_question_that_is_named_in_another_way() -> None:
    text = "1. £187.4m\n2. £612,308\n\nQuestion 3: Marlow Treasury Services"

    assert _said(LOANS, text) == {1: "£187.4m", 2: "£612,308", 3: "Marlow Treasury Services"}
    assert _said(LOANS, "1. £187.4m\n\nQ3 Marlow")[1] == "£187.4m"


def test_points_that_are_not_of_the_kind_asked_for_count_something_else() -> None:
    reading = _read(LOANS, "1. The usual caveat\n\nQ3 Marlow")

    assert [one.key.n for one in reading.replies] == [3]


@pytest.mark.parametrize("below", ["Moira Kent\nElectoral Services", "G.", "L x"])
def test_who_signs_below_the_last_answer_says_nothing_of_it(below: str) -> None:
    asked = _asked("FOI-2026-00410", "How many stations were used?", "What fee was paid to the RO?")
    last = "£9,120" if "\n" in below else "The fee was £9,120 in all."
    reading = _read(asked, f"Q1. 94\nQ2. {last}\n\n{below}\n")

    assert [one.text for one in reading.replies] == ["94", last]
    assert not reading.unclear


def test_a_promise_of_the_rest_by_a_date_is_more_time_for_every_question_left() -> None:
    last = "I've asked Finance for the rest and will get them to you by 9 March."
    text = f"1) £187.4m\n2) £612,308\n\n{last}"
    reading = _read(LOANS, text)

    assert reading.replies[-1].proposal is Proposal.MORE_TIME
    assert reading.replies[-1].until is not None
    assert not reading.unclear


def test_a_sentence_that_begins_with_a_number_may_send_its_question_away() -> None:
    reading = _read(LOANS, "1 is £187.4m. 2 ask Revenues. 3 is Marlow")

    assert [one.proposal for one in reading.replies] == [
        Proposal.ANSWER,
        Proposal.NOT_OURS,
        Proposal.ANSWER,
    ]
