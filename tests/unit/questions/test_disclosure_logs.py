"""Requests as disclosure logs print them: lost breaks, odd labels, words in brackets (R1 to R9)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.source import BODY, source
from tests.items.score import rules


def read(text: str) -> tuple[Item, ...]:
    """Return the items of *text*."""
    return itemise([source(BODY, text)], rules(), load_language()).items


def asked(text: str) -> list[str]:
    """Return the texts of the items of *text*."""
    return [each.text for each in read(text)]


def test_a_number_and_a_letter_with_a_point_are_labels_together() -> None:
    found = read(
        "Please answer under the FOI Act:\n1.a) How many ponds are there?\n"
        "1.b) How many were drained?\n2. a.) How many fountains are there?\n"
        "b.) What do they cost?\n3. Who cleans them?\n"
    )

    assert [(each.label, each.text) for each in found] == [
        ("1.a", "How many ponds are there?"),
        ("1.b", "How many were drained?"),
        ("a", "How many fountains are there?"),
        ("b", "What do they cost?"),
        ("3", "Who cleans them?"),
    ]


@pytest.mark.parametrize(
    "remark", ["[by town, month, and size]", "(Name, Post, Telephone)", "[Give the year as well]"]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_words_in_brackets_between_entries_belong_to_the_one_above(remark: str, gap: str) -> None:
    found = read(
        f"Please provide under FOI:\n- The number of lifts\n{gap}{remark}\n{gap}"
        f"- The number of ramps\n{gap}{remark}\n{gap}- What was spent on both\n"
    )

    assert [each.text for each in found] == [
        f"The number of lifts {remark}",
        f"The number of ramps {remark}",
        "What was spent on both",
    ]
    assert all(each.context == ("Please provide under FOI:",) for each in found)


def test_words_in_brackets_under_a_heading_are_not_of_the_entry_before_it() -> None:
    found = asked(
        "Please complete:\nSECTION A - LIFTS\n1. Number of lifts:\n2. Name of supplier:\n\n"
        "SECTION B - RAMPS\n(those the council built itself)\n3. Number of ramps:\n"
        "4. Annual spend:\n"
    )

    assert found == [
        "Number of lifts:", "Name of supplier:", "Number of ramps:", "Annual spend:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "last", ["2024-25 up to 03.02.25", "2024/25 until now", "2024/25 to date (so far)"]
)
def test_a_year_that_has_not_ended_is_a_year_among_years(last: str) -> None:
    found = asked(
        "Please provide under FOI:\n1) The number of moorings let in each of these years.\n"
        f"i) 2022-23\nii) 2023-24\niii) {last}\n2) The rent that they brought in.\n"
    )

    assert found == [
        f"The number of moorings let in each of these years. i) 2022-23 ii) 2023-24 iii) {last}",
        "The rent that they brought in.",
    ]


def test_a_heading_in_capitals_with_a_full_stop_is_no_end_of_a_question() -> None:
    found = read(
        "PONDS. 1. How many ponds were drained? 2. What did it cost (£)? MARSH LAND. "
        "3. How many acres of marsh were drained? 4. What did that cost (£)?"
    )

    assert [each.text for each in found] == [
        "How many ponds were drained?",
        "What did it cost (£)?",
        "How many acres of marsh were drained?",
        "What did that cost (£)?",
    ]
    assert found[2].context == ("MARSH LAND.",)


def test_a_part_of_a_question_is_cut_off_behind_a_bracket_too() -> None:
    found = read(
        "1. How many moorings are let? 2. How many boats are unlicensed? (In the past year.) "
        "2a. State who owns each of them. 3. Attach the byelaws."
    )

    assert [each.label for each in found] == ["1", "2", "2a", "3"]
    assert found[2].parent == 2


def test_what_leads_in_a_line_each_is_no_question_beside_them() -> None:
    found = read(
        "Under the Freedom of Information Act I ask for copies of all letters, emails and minutes"
        " of meetings about the harbour from May 2022 onwards on:\n"
        "Applying for leave from ministers to close it, and any other scheme sought in its place.\n"
        "Arguing for tolls to be raised, with the port or alone.\n"
        "Talks with neighbouring ports about merging.\n"
        "So that there is no doubt, this takes in what is held by every officer and member.\n"
    )

    assert len(found) == 3
    assert found[0].text.startswith("Applying for leave")
    assert found[0].context[0].startswith("So that there is no doubt")


@pytest.mark.parametrize(
    "ask",
    [
        "Also during that time what length of wall was built - again broken down by year.",
        "In those years which quays were mended - by month if you have it.",
        "Over the same period who paid for it - one name for each year will do.",
    ],
)
def test_a_question_behind_its_period_is_one_without_its_mark(ask: str) -> None:
    found = asked(
        "I would like the following under FOI:\n\n"
        f"The length of wall pulled down from 2019 to 2023.\n\n{ask}\n"
    )

    assert found[-1] == ask


def test_a_mean_of_something_is_named_and_not_told() -> None:
    found = asked(
        "Kindly provide the following:\n\nThe number of divers employed.\n\n"
        "The mean daily rate paid, by grade.\n\nA mean dive time for each of them.\n"
    )

    assert len(found) == 3


@pytest.mark.parametrize("joint", ["and also", "and", "plus"])
def test_what_is_joined_in_one_sentence_without_a_stop_stays_one_question(joint: str) -> None:
    text = (
        "can you tell me how many people with a mooring did not renew it last year"
        f" {joint} how many gave theirs up before it ran out {joint} tell me the same for slipways"
    )

    assert asked(text) == [text]


def test_a_lead_in_between_bullets_under_an_entry_begins_the_next_of_them() -> None:
    found = read(
        "Please answer under FOI:\n1. Action\nHow many moorings were:\n\n* Suspended\n\n"
        "* Taken away\n\nIf you note it, say how many of these had to do with:\n\n* Noise\n\n"
        "* Rubbish\n\n2. How many are empty?\n"
    )

    assert [each.text for each in found if not each.stem] == [
        "Suspended", "Taken away", "Noise", "Rubbish", "How many are empty?",
    ]  # fmt: skip
    assert found[3].context == ("If you note it, say how many of these had to do with:",)


def test_a_remark_below_the_last_sub_entry_is_no_part_of_it() -> None:
    found = read(
        "Under FOI please provide for 2023:\n1. Ferries\na) In service\nb) Laid up\n"
        "2. Crew\na) On the water\nb) On shore\n\nThese are for the yearly survey of the port.\n"
    )

    assert found[-1].text == "On shore"
    assert found[-1].context == ()


@pytest.mark.parametrize("heading", ["FERRY FARES", "**FERRY FARES**", "Ferry fares"])
def test_a_paragraph_under_the_heading_of_a_section_is_context(heading: str) -> None:
    said = "The council set fares in 2022. I would like to know how that went."
    found = read(
        f"I request under the FOI Act:\n\nA. {heading}\n\n{said}\n\n1. How many fares were sold?\n"
        "2. What did they bring in?\n\nB. SLIPWAYS\n\nTwo were shut in May.\n\n"
        "1. Which were shut?\n2. What was saved?\n"
    )

    assert [each.label for each in found] == ["A", "1", "2", "B", "1", "2"]
    assert found[0].text.strip("*") == heading.strip("*")
    assert said in found[0].context
    assert "Two were shut in May." in found[3].context


def test_a_model_of_the_answer_below_a_list_is_no_question() -> None:
    found = asked(
        "My questions are on ferries. These are:\n1. How many crossings were made each year?\n"
        "2. Could you name the firms which were paid?\n"
        "3. Could you put it on an excel spreadsheet laid out like this:\n"
        "Firm -No. of boats-Paid\nAcme Boats 12 boats £6,000\nQuick Ferries 2 boats £900\n"
    )

    assert len(found) == 2


def test_how_to_send_the_answer_is_no_part_of_an_entry() -> None:
    found = asked(
        "I request under FOI:\n1. The whole register of moorings, with these columns:\n· Name\n"
        "· Berth\n· Rent\nSend the register as an Excel file.\n2. Who keeps it?\n"
    )

    assert found[0].endswith("Rent")


def test_what_goes_on_in_small_letters_below_the_last_entry_belongs_to_it() -> None:
    found = asked(
        "Please provide under FOI:\n1. The fares due for each of these years\n(i) 2022/23\n"
        "(ii) 2023/24\n(iii) 2024/25\n\ntogether with those written off.\n"
    )

    assert len(found) == 1
    assert found[0].endswith("together with those written off.")


@pytest.mark.parametrize(
    "wish",
    [
        "If you can, say for each what caused it.",
        "Where known, please give for each the date and the place.",
        "For each, please state the outcome and the cost.",
    ],
)
def test_what_is_wanted_of_each_entry_above_is_scope(wish: str) -> None:
    found = read(
        "Under FOI I ask for:\n- How many boats sank in 2022\n- How many boats sank in 2023\n"
        f"- How many boats ran aground in 2023\n\n{wish}\n"
    )

    assert len(found) == 3
    assert all(wish in each.context for each in found)


def test_a_topic_above_a_single_numbered_entry_is_its_context() -> None:
    found = asked(
        "Under the FOI Act it would be a great help to have some details of the ferry contracts"
        " the council holds.\n1. For each contract please give:\n• Title\n• Date it began\n"
    )

    assert found == ["For each contract please give: • Title • Date it began"]


@pytest.mark.parametrize(
    "prompt",
    [
        "Please provide full details of your request (e.g. Please provide the number of fines)",
        "Please describe the information you are seeking",
        "Please give full details of the information you want (max 2000 characters):",
    ],
)
def test_what_a_form_asks_of_its_user_is_no_question(prompt: str) -> None:
    assert asked(f"{prompt}\n\nHow many ferries were sold in 2023?\n") == [
        "How many ferries were sold in 2023?"
    ]


def test_a_tender_for_which_requests_were_made_is_no_form() -> None:
    ask = "Please provide details of your request for tenders to run the ferry."

    assert asked(ask) == [ask]


@pytest.mark.parametrize(
    "signature",
    [
        "\nAnn Boyd | Reporter | The Quay | 07700 900321",
        "Ann Boyd | Reporter | The Quay | ann@quay.example",
        "\nAnn Boyd\nReporter | The Quay | 07700 900321",
    ],
)
def test_a_signature_with_bars_is_no_question(signature: str) -> None:
    found = asked(
        "Under FOI please provide:\n1. the number of ferries in 2023\n2. the fares paid\n"
        f"{signature}\n"
    )

    assert found == ["the number of ferries in 2023", "the fares paid"]


def test_a_sign_for_and_before_a_label_does_not_hide_it() -> None:
    found = read(
        "Please answer under FOI:\n1) How many ferries were sold\n2) how many are left\n"
        "& 3) who runs them\n"
    )

    assert [each.label for each in found] == ["1", "2", "3"]
    assert all(each.context for each in found)


def test_letters_that_part_two_words_before_their_noun_make_one_question() -> None:
    found = asked(
        "Please answer:\n1. How many fines were issued to (i) private and (ii) fishing boats in"
        " 2024?\n2. How many appeals were (a) granted and (b) refused in 2024?\n"
    )

    assert found == [
        "How many fines were issued to (i) private and (ii) fishing boats in 2024?",
        "How many appeals were",
        "granted and",
        "refused in 2024?",
    ]
