"""Letters of firms and surveys: parties, limits of a search, bold heads, dates, sections."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.rules import load
from foibot.questions.source import source

RULES = load()


def asked(text: str) -> list[str]:
    read = itemise([source("subject", "Request"), source("body", text)], RULES)
    return [item.text for item in read.items if not item.stem]


@pytest.mark.parametrize(
    "text",
    [
        "Please disclose all letters between (i) the Leader of the Council for the\n"
        "Harbour, the Chief Executive or the Head of the Estates Department and (ii)\n"
        "Harbour Homes, its directors or its agents, about the sale of the pier on\n"
        "Mill Road.\n",
        "We request all e-mails passing between any officer of the Estates Team\n"
        "and (i) Harbour Homes plc or (ii) its agents, Messrs Dunn, concerning the\n"
        "sale of the pier.\n",
    ],
    ids=["a line ends with the label", "the first party has none"],
)
def test_labels_that_name_the_parties_of_letters_part_no_questions(text: str) -> None:
    assert asked(text) == [" ".join(text.split())]


def test_a_list_of_limits_to_the_search_asks_for_nothing() -> None:
    text = (
        "Please send me all emails about the sale of the pier.\n"
        "Please limit your search to the following:\n\n"
        "- dates: May to July 2024\n- mailboxes: the Leader and the surveyor\n"
    )

    assert asked(text) == ["Please send me all emails about the sale of the pier."]


def test_bullets_whose_entries_begin_in_bold_are_entries() -> None:
    text = (
        "I would like the following:\n\n- **Spending:** The total spent on swans.\n"
        "- **Staff:** Whether a keeper is employed.\n"
    )

    assert asked(text) == [
        "**Spending:** The total spent on swans.",
        "**Staff:** Whether a keeper is employed.",
    ]


def test_a_date_at_the_head_of_a_wrapped_line_is_no_label() -> None:
    text = (
        "We write about the swans of the borough. All questions concern the year that began on\n"
        "1 April 2023 and leave out the zoo.\n\nPlease answer:\n\n"
        "1. How many swans are there?\n2. Who feeds them?\n"
    )

    assert asked(text) == ["How many swans are there?", "Who feeds them?"]


def test_a_remark_in_brackets_under_a_heading_makes_no_facts_of_the_questions() -> None:
    text = (
        "SECTION A - SWANS\n\n1. Number of swans:\n2. Keeper:\n\n"
        "SECTION B - BOATS\n(this includes pedalos that are on hire)\n\n"
        "3. Operator(s):\n4. Number of boats\n"
    )

    assert asked(text) == ["Number of swans:", "Keeper:", "Operator(s):", "Number of boats"]


def test_to_ask_to_see_what_is_not_privileged_is_no_disclaimer() -> None:
    text = (
        "How many swans did the council sell in 2024? Finally, may I see any note of the lawyers,"
        " so far as not privileged, on who owns them?\n"
    )

    assert len(asked(text)) == 2


def test_to_remind_the_council_of_the_law_asks_for_nothing() -> None:
    text = (
        "Please send me the report on swans.\n\n"
        "We remind the Council that regulation 12(2) requires a presumption in favour of"
        " disclosure. The decision on the swans is due in June.\n"
    )

    assert asked(text) == ["Please send me the report on swans."]


def test_an_ask_for_a_paper_stays_beside_lists_with_headings_of_their_own() -> None:
    text = (
        "Please let me have a copy of the swan policy.\n\nBoats\n\n- The number of boats\n"
        "- The date of the last inspection\n\nIce rinks\n\n- The number of rinks\n"
        "- The cost of each\n"
    )

    assert asked(text)[0] == "Please let me have a copy of the swan policy."


def test_background_between_two_entries_is_no_part_of_the_first() -> None:
    text = (
        "We ask for:\n\n1. The report on the flood.\n\n"
        "   After the storm the Council, as Lead Local Flood Authority, said that it would write"
        " one.\n\n2. The cost of the report.\n\n"
        "By way of illustration your neighbour replied to this one with a sum.\n\n"
        "3. The date of the report.\n"
    )

    assert asked(text) == [
        "The report on the flood.",
        "The cost of the report.",
        "The date of the report.",
    ]


def test_grounds_that_are_put_shortly_ask_for_nothing() -> None:
    text = (
        "I object to the scheme. The grounds may be put shortly.\n\n"
        "1. Policy. The site lies outside the boundary.\n\n"
        "2. Highways. The statement uses the wrong rate. Did nobody notice?\n\n"
        "3. Drainage. The ditch has flooded in each of the last three winters.\n\n"
        "Would you please supply the engineer's comments on the drains.\n"
    )

    assert asked(text) == ["Would you please supply the engineer's comments on the drains."]


def test_a_section_on_the_public_interest_asks_for_nothing() -> None:
    text = (
        "1. Information requested\n\nPlease provide:\n\n- The number of swans\n- Their cost\n\n"
        "2. Public interest\n\nSpending on swans is a matter of public concern. Is it not"
        " reasonable that taxpayers should know what they have paid for?\n"
    )

    assert asked(text) == ["The number of swans", "Their cost"]


def test_what_is_added_below_a_list_is_no_part_of_its_last_entry() -> None:
    text = (
        "1. Supplier of shredding / confidential waste service\n2. Cost per collection\n"
        "Lastly, please send me your contract procedure rules.\n\nThanks\n"
    )

    assert asked(text) == [
        "Supplier of shredding / confidential waste service",
        "Cost per collection",
        "Lastly, please send me your contract procedure rules.",
    ]


def test_thanks_with_name_and_number_run_on_after_the_last_question() -> None:
    text = (
        "please tell me 1) how many boats do you own 2) have you a boat policy, if so pls send"
        " many thanks Kit Boaty UK 07700 900 116\n"
    )

    assert asked(text) == [
        "how many boats do you own",
        "have you a boat policy, if so pls send",
    ]


def test_a_field_of_a_form_may_say_in_brackets_what_it_takes() -> None:
    text = (
        "Please complete the below:\n\nName of system:\nAnnual cost:\n"
        "Senior officer responsible for the swans (name, title, phone, email):\n"
    )

    assert len(asked(text)) == 3


def test_blanks_for_who_fills_a_form_in_ask_for_nothing() -> None:
    text = (
        "BOAT SURVEY 2026\nName of authority: ..........\nCompleted by: ..........\n\n"
        "Part 1 - Boats\n1. Who hires boats out? (in house / contractor - give name)\n"
        "2. Number of boats\n\n"
        "Thank you for taking part. Please return to boats@survey.example\n"
        "Would you like a copy of the results? Y / N\n"
    )

    assert len(asked(text)) == 2


def test_a_remark_in_small_letters_below_the_columns_is_no_part_of_the_list() -> None:
    text = (
        "Could you send me a list of all contracts, showing for each:\n\n- title\n- supplier\n"
        "- value\n\ni have looked at your register but it stops in March 2024.\n"
    )

    assert asked(text) == [
        "Could you send me a list of all contracts, showing for each: - title - supplier - value"
    ]


def test_a_paper_just_spoken_of_may_be_sent_for() -> None:
    text = (
        "I am writing on behalf of the Friends of Merrow to complain in the strongest terms."
        " On 3 March 41 people came to the day centre to find a notice on the door.\n\n"
        'We were told by the councillor that a "building condition survey" had found the roof to'
        " be unsafe. Our own members include a surveyor, and he saw nothing of the sort in January."
        " We ask you to send us that survey. We also ask for the minutes of the meeting at which"
        " closure was agreed.\n\nBeyond this, three things went wrong:\n\n"
        "1. The staff were not told until the evening before.\n"
        "2. The helpline was not answered for two days.\n\n"
        "We want an apology to every member, and a meeting with you before Easter.\n"
    )

    assert asked(text)[:1] == ["We ask you to send us that survey."]
