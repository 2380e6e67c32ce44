"""Lines without marks: what each of them asks, or what it belongs to (guide R4 to R8)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import Itemised, itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules


def read(text: str) -> Itemised:
    """Return what *text* asks."""
    return itemise([source(BODY, text)], rules(), load_language())


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in read(text).items]


def test_short_lines_under_an_ask_for_a_list_are_its_columns() -> None:
    text = (
        "can i have a list of all swings taken out of parks since 2018\n\n"
        "name of the park\nwhat was taken out\nwhen\nwhy\n\n"
        "my kids have had nothing but a slide for two years\n"
    )

    assert asked(text) == [
        "can i have a list of all swings taken out of parks since 2018"
        " name of the park what was taken out when why"
    ]


def test_bullets_that_name_fields_under_an_ask_for_a_list_are_its_columns() -> None:
    text = (
        "Please let me have a list of stalls given up by their tenants\n"
        "– stall number\n– trade\n– month in which it was handed back\n"
    )

    assert len(asked(text)) == 1


@pytest.mark.parametrize(
    ("lead", "lines"),
    [
        (
            "Please send me a list of the following:",
            ["total spend on agency staff", "number of agency staff", "names of the agencies"],
        ),
        (
            "Please send me a list of suppliers and the following",
            ["total spend on agency staff", "number of posts", "copies of the contracts"],
        ),
    ],
)
def test_things_wanted_by_themselves_are_no_columns(lead: str, lines: list[str]) -> None:
    assert asked(lead + "\n" + "".join(f"- {each}\n" for each in lines)) == lines


def test_a_second_ask_for_a_list_with_its_fields_in_brackets_is_a_question_of_its_own() -> None:
    text = (
        "We request a register of all garages sold since 2019 (site name, ward, price).\n\n"
        "We further request a register of garages still owned (site name, ward, rent).\n"
    )

    assert len(asked(text)) == 2


def test_what_a_list_leaves_out_is_no_question() -> None:
    text = (
        "Please provide a list of all software bought since 2023.\n\nPlease exclude:\n\n"
        "* Spam filters and antivirus software\n* Tools used by schools\n"
    )

    found = read(text)
    assert [each.text for each in found.items] == [
        "Please provide a list of all software bought since 2023."
    ]
    assert "Tools used by schools" in " ".join(found.scopes)


def test_lines_without_capitals_end_where_more_would_have_had_room() -> None:
    text = (
        "how many blue badge applications did you get in the year 2024\n"
        "how many did you refuse\nhow many appealed and how many of them won\n"
        "average wait from applying to getting the badge\n"
    )

    assert len(asked(text)) == 4


def test_a_question_wrapped_without_capitals_stays_whole() -> None:
    text = (
        "can you tell me how many potholes on the main road were\n"
        "filled in last year by the firm from the next town that\n"
        "does the work for the council\n"
    )

    assert len(asked(text)) == 1


def test_a_paragraph_that_only_names_something_is_wanted_like_the_one_above() -> None:
    text = (
        "What is the policy on working from abroad?\n\nThe longest single period approved.\n\n"
        "Countries from which officers have worked.\n\nHas any incident been recorded?\n"
    )

    assert len(asked(text)) == 4


def test_a_word_behind_a_question_that_tells_of_the_case_is_none() -> None:
    text = (
        "What is the policy on working from abroad?\n\n"
        "The Council's answer last year was short.\n\nHas any incident been recorded?\n"
    )

    assert len(asked(text)) == 2


def test_headings_apart_from_their_fields_are_no_questions() -> None:
    text = (
        "Please see my FOI questions on your systems.\n\nBurial and cremation records\n\n"
        "Name of the system:\nSupplier:\nCan the public search it (yes/no):\n\n"
        "Parks assets and tree inspection\n\nName of the system:\nSupplier:\n\n"
        "Have a great day,\n\nL. Osei\n"
    )

    assert asked(text) == [
        "Name of the system:",
        "Supplier:",
        "Can the public search it (yes/no):",
        "Name of the system:",
        "Supplier:",
    ]


def test_a_contract_numbered_between_entries_heads_those_below_it() -> None:
    text = (
        "Please answer the questions below.\n\nCONTRACT 1 - Telephony\n1. Supplier\n"
        "2. Contract expiry date\n\nCONTRACT 2 - Network\n3. Supplier\n4. Number of sites\n"
    )

    found = read(text).items
    assert [each.text for each in found] == [
        "Supplier",
        "Contract expiry date",
        "Supplier",
        "Number of sites",
    ]
    assert "CONTRACT 2 - Network" in found[3].context


def test_causes_of_which_each_has_its_number_are_questions() -> None:
    text = "C5. Number turned away because of:\n (i) lack of space\n (ii) any other reason\n"

    found = read("Please answer:\n\nC4. Number of units\n" + text).items
    assert [each.stem for each in found] == [False, True, False, False]


def test_a_possessive_ends_a_sentence() -> None:
    text = (
        "It is said that the job is the operator's. So which clause deals with repair of the roof?"
    )

    assert asked(text) == ["So which clause deals with repair of the roof?"]


def test_what_the_writer_tries_to_find_out_is_the_context_of_the_ask_below() -> None:
    text = (
        "As a governor I am trying to find out how review panels work here.\n\n"
        "Could you provide a list of all hearings held in 2024?\n"
    )

    found = read(text).items
    assert [each.text for each in found] == [
        "Could you provide a list of all hearings held in 2024?"
    ]
    assert found[0].context[0].startswith("As a governor")


def test_a_number_that_the_writer_tries_to_find_out_is_asked_for() -> None:
    text = (
        "I am trying to find out how many panels met in 2023.\n\n"
        "Could you provide a list of all hearings held in 2024?\n"
    )

    assert len(asked(text)) == 2


def test_whether_somebody_is_exempt_from_a_tax_is_a_question() -> None:
    exempt = "Whether they are exempt from council tax and up to what age"
    text = f"Please tell me:\n\nNumber of care leavers\n\n{exempt}\n"

    assert len(asked(text)) == 2


def test_what_is_wanted_of_each_record_may_stand_in_a_sentence_of_its_own() -> None:
    text = (
        "Please provide a schedule of every taxi licence revoked since 2020. I'd like to see for"
        " each the date, the reason given and whether an appeal followed.\n"
    )

    assert len(asked(text)) == 1


def test_bullets_of_fields_under_a_numbered_ask_for_a_list_are_its_columns() -> None:
    text = (
        "1) A list of schools rated below 4 since 2022:\n   - name of school\n"
        "   - date of inspection\n2) Total penalties charged to caterers\n"
    )

    assert len(asked(text)) == 2


def test_bullets_of_figures_under_a_numbered_ask_are_questions() -> None:
    text = (
        "1) For the library service please list:\n   - number of branches\n"
        "   - number of staff\n   - total cost\n2) The plan for 2026\n"
    )

    assert len(asked(text)) == 5


def test_figures_for_each_home_are_the_columns_of_one_list() -> None:
    text = (
        "Under FOI please supply, for each children's home run by the council:\n\n"
        "- number of places\n- cost per place per week\n- date of last inspection\n"
    )

    assert len(asked(text)) == 1


def test_figures_for_each_year_are_questions() -> None:
    text = "Please supply, for each of the last two years:\n\n- number of places\n- cost per week\n"

    assert len(asked(text)) == 2


def test_the_last_of_several_named_lines_is_wanted_too() -> None:
    text = (
        "Parking permits\n\nNumber of resident permits on issue\n"
        "Number of visitor permits sold\nIncome from each\n\n"
        "Penalty charges\n\nNumber of PCNs issued in permit bays\n"
    )

    assert len(asked(text)) == 4


def test_a_question_about_some_of_them_is_not_the_question_before() -> None:
    text = (
        "I should like copies of the register of gifts for 2024. For any gift worth over £100,"
        " please say who gave it and why.\n"
    )

    assert len(asked(text)) == 2


def test_how_many_of_these_is_part_of_the_question_before() -> None:
    text = "How many complaints were made in 2024? How many of these were upheld?\n"

    assert asked(text) == [text.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "1. For each route:\n  - its number\n  - the school it serves\n  - the price of a day\n",
        "1. The average wait for an appointment\n   * at Shrewsbury\n   * at Oswestry\n",
        "1. A copy of the local offer, for example:\n   (a) a leaflet\n   (b) a committee paper\n",
    ],
    ids=["columns of each record", "places", "examples"],
)
def test_what_only_details_an_entry_stays_in_it(text: str) -> None:
    assert len(asked(f"Please send me:\n\n{text}2. The number of complaints in 2024\n")) == 2


def test_what_words_in_quotes_are_to_mean_is_a_scope() -> None:
    text = (
        "How many people slept rough in 2024?\n\n"
        "By “people” I want to know about the number found, even if only once.\n"
    )

    assert asked(text) == ["How many people slept rough in 2024?"]
