"""What stands in a list and is not asked for: demands, reasons, remarks; and what is."""

from __future__ import annotations

from tests.unit.questions.test_everyday import items, texts

FOI = (
    "I am also making a Freedom of Information request for:\n"
    "1. The number of summonses issued\n2. The training given\n"
)


def test_what_is_to_be_put_right_is_no_question() -> None:
    assert texts(
        "What I want:\n1. The summons withdrawn\n2. The account closed\n"
        "3. £100 compensation for my time\n\n" + FOI
    ) == ["The number of summonses issued", "The training given"]


def test_what_is_wanted_in_a_list_is_asked_for() -> None:
    found = texts(
        "What I want:\n1. The minutes of the meeting\n2. A list of accounts closed in 2025\n"
    )

    assert len(found) == 2


def test_reasons_for_a_request_are_no_questions() -> None:
    assert texts(
        "What we would like:\n\n- Hourly data from the monitors\n- The calibration records\n\n"
        "Why we would like it:\n\n- to compare with our sensors\n- to take to the governors\n"
    ) == ["Hourly data from the monitors", "The calibration records"]


def test_a_case_of_one_question_is_context_of_that() -> None:
    remark = "For question 2, if privilege is claimed please confirm the date of the advice."

    found = items(
        "Please provide:\n\n1. The strategy statement.\n2. Any legal advice on the duty.\n"
        f"3. The minutes of the committee.\n\nNotes\n\n- {remark}\n- I am content with links.\n"
    )

    assert [each.label for each in found] == ["1", "2", "3"]
    assert [remark in each.context for each in found] == [False, True, False]


def test_a_topic_is_context_however_politely_it_is_put() -> None:
    found = items(
        "I'd like to know please about grass cutting. Which areas are cut by contractors, and how "
        "much does it cost per cut? Also how many complaints were there?\n"
    )

    assert found[0].text.startswith("Which areas")


def test_what_is_wanted_of_ones_own_is_asked_for() -> None:
    own = "i also want my own repair history for 22 Linnet Close as ive been waiting 2 years"

    assert (
        texts(
            "i am asking for the following under foi\n\nnumber of claims made each year\n"
            f"is there a damp policy and can i have it\n\n{own}\n"
        )[-1]
        == own
    )
