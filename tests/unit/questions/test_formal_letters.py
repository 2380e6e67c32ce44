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
