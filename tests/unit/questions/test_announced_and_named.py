"""What an announcement asks for, and of whom or where one thing is asked (guide R1, R4, R6)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in itemise([source(BODY, text)], rules(), load_language()).items]


@pytest.mark.parametrize(
    "text",
    [
        "I’m writing to request a breakdown of the number of plagiarism cases in 2012/13.",
        "I am requestiong copies of all the correspondence about the setting up of a blog.",
        "Would you be kind and advise if this report is publicly available.",
        "I write to clarify one thing below - please provide the ethnicity breakdown instead.",
    ],
)
def test_an_announcement_that_says_what_is_wanted_asks_for_it(text: str) -> None:
    assert asked(f"Dear Council,\n\n{text}\n\nYours faithfully,\n\nAnn Lee\n") == [text]


def test_a_further_ask_ending_in_that_is_to_say_does_not_swallow_the_first() -> None:
    text = (
        "Please send me a breakdown of the cases in 2012.\n\nI would also like a breakdown of the"
        " students; i.e.: undergraduates, postgraduates, men and women.\n"
    )

    assert len(asked(text)) == 2


NAMES = ["HMP Low Newton", "Holme House", "Durham"]


@pytest.mark.parametrize("mark", ["* ", ""])
def test_names_below_an_ask_about_them_all_are_part_of_it(mark: str) -> None:
    text = (
        "Please disclose each complaint made at the following prisons between 2019 and 2020.\n"
        + "".join(f"{mark}{name}\n" for name in NAMES)
        + "\nI would additionally like a list of the governors.\n"
    )

    first, second = asked(text)
    assert first.endswith("Durham")
    assert second == "I would additionally like a list of the governors."


def test_of_each_name_a_figure_is_a_question_of_its_own() -> None:
    text = "Please give me the cost of each of the following:\n\n* Waste\n* Highways\n* Parks\n"

    assert asked(text) == ["Waste", "Highways", "Parks"]


def test_a_whole_question_above_a_list_of_details_stays_one() -> None:
    text = (
        "For each year from 2011, please can you tell me how many students were caught?\n\n"
        "For each year, I would like to know:\n1. How many were male\n2. How many paid a fine\n"
    )

    assert len(asked(text)) == 3


def test_a_section_of_an_act_may_be_what_figures_are_wanted_of() -> None:
    text = (
        "Please supply the number of prosecutions under the following:\n\n"
        "* Section 1 of the Protection of Children Act 1978;\n"
        "* Section 43 of the Telecommunications Act 1984;\n"
    )

    assert len(asked(text)) == 2


def test_the_model_of_an_answer_is_no_part_of_the_question() -> None:
    text = (
        "1) The number of cautions issued in each of the following years:\n\n"
        "N.B. the following table is an example of how we would like the data:\n\n"
        "Class code Description Total cautions\n"
    )

    assert asked(text) == ["The number of cautions issued in each of the following years:"]


def test_several_questions_in_one_of_several_lines_are_one() -> None:
    text = (
        "Who made the cameras?\nHow much was spent on them?\n"
        "Where was the air measured? What were the variables? How was it a fair test?\n"
        "What is the debt?\n"
    )

    assert len(asked(text)) == 4


def test_sentences_of_a_paragraph_that_ask_stay_apart() -> None:
    text = "Who made the cameras? What is the budget of the library? Where is the air measured?\n"

    assert len(asked(text)) == 3


def test_bullets_that_lost_their_line_breaks_and_their_sign_are_entries() -> None:
    lost = (
        "Please provide the following: * What was spent on the bridge in each of the years to 2024?"
        " * Please send any plan for its repair that the council has in place or is writing.\n"
    )
    signs = (
        "Please provide me with:\n\ufffd A copy of the plan; and\n\ufffd A copy of the minutes.\n"
    )

    assert len(asked(signs)) == 2
    assert all("*" not in each for each in asked(lost))


def test_a_dash_in_a_bullet_begins_no_other() -> None:
    text = (
        "- The cost of repairing cameras.\n"
        "- All monitoring information produced since 29/08/2023 - including figures on traffic.\n"
        "- The cost of the vans.\n"
    )

    assert len(asked(text)) == 3


def test_what_was_taken_out_of_a_list_is_no_question() -> None:
    text = (
        "My requests are as follows:\n\nFOI-1 – [personal correspondence removed]\n\n"
        "FOI-2 – Has any similar concern been received?\n"
    )

    assert asked(text) == ["Has any similar concern been received?"]


def test_an_ask_to_confirm_something_stays_beside_another() -> None:
    text = (
        "Can you confirm if the council has hired any body worn cameras for parking staff."
        " If yes please state the supplier.\n\n"
        "Can you also confirm the retention period for footage.\n"
    )

    assert len(asked(text)) == 2


def test_an_offer_to_confirm_what_is_needed_is_no_question() -> None:
    text = (
        "How many cameras does the council own?\n\nPlease confirm if you need anything further.\n"
    )

    assert len(asked(text)) == 1


def test_short_questions_of_a_run_of_lines_count_like_the_others() -> None:
    text = (
        "Cars\nHow many cars do you own?\nHow many are electric?\nAverage age?\n\n"
        "Vans\nHow many vans do you own?\nHow many are electric?\nAverage age?\n"
    )

    found = itemise([source(BODY, text)], rules(), load_language()).items
    assert len(found) == 6
    assert found[-1].context[-1] == "Vans"


def test_several_fields_to_fill_in_need_no_words_that_lead_them_in() -> None:
    text = "Hello\n\nName of your payroll system:\nSupplier:\nAnnual cost:\nContract end date:\n"

    assert len(asked(text)) == 4


def test_an_ask_that_leaves_out_what_is_privileged_is_no_disclaimer() -> None:
    text = "I also request the insurers' correspondence, save for anything privileged."
    stock = "This e-mail is confidential and may be privileged."

    assert asked(f"I request all inspection records.\n\n{text}\n\n{stock}\n")[1:] == [text]
