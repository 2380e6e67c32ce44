"""How people put lists, headings, options and remarks: what is a question and what is not."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.rules import load
from foibot.questions.source import BODY, source


def items(text: str) -> tuple[Item, ...]:
    """Return the items of a mail."""
    return itemise([source(BODY, text)], load(), load_language()).items


def texts(text: str) -> list[str]:
    """Return the text of each item that is no stem."""
    return [item.text for item in items(text) if not item.stem]


def test_the_two_sides_of_a_correspondence_are_one_question() -> None:
    ask = "All letters between (i) the Harbour Master and (ii) Gull Ferries about berth 4."

    assert texts(f"Please send me:\n\n{ask}\n") == [ask]


def test_letters_that_only_part_two_years_do_not_begin_a_list() -> None:
    found = items(
        "Please give, for (i) 1 May 2023 to 30 April 2024 and (ii) 1 May 2024 to 30 April 2025:\n\n"
        "1. The number of swans ringed.\n2. The cost of the rings."
    )

    assert [item.label for item in found] == ["1", "2"]
    assert all(item.parent is None for item in found)


def test_headings_between_questions_numbered_straight_through_are_context() -> None:
    found = items(
        "A. Boats\n\nQ1. How many boats are there?\nQ2. How many are hired?\n\n"
        "B. Moorings\n\nQ3. How many moorings are there?\nQ4. What does one cost?"
    )

    assert [item.label for item in found] == ["Q1", "Q2", "Q3", "Q4"]
    assert all(item.parent is None for item in found)
    assert any("Moorings" in each for each in found[2].context)


def test_a_short_heading_between_two_numbers_belongs_to_neither() -> None:
    found = texts(
        "1. Who runs the ferry?\n2. Contract expiry date\n\nContact\n\n"
        "3. Who looks after the contract?"
    )

    assert found == ["Who runs the ferry?", "Contract expiry date", "Who looks after the contract?"]


@pytest.mark.parametrize(
    "options",
    ["Yes / No / Only in summer", "YES / NO / SOMETIMES", "Bought / hired / lent / other"],
)
def test_the_answers_to_choose_from_stay_with_their_question(options: str) -> None:
    assert texts(f"1. Are the lifeboats your own?\n{options}\n2. How many are there?") == [
        f"Are the lifeboats your own? {options}",
        "How many are there?",
    ]


def test_places_are_values_and_kinds_are_questions() -> None:
    places = texts(
        "1. The number of huts in the following wards:\n• Ashby\n• Marlow Vale\n2. The rent"
    )
    kinds = texts("1. How many huts were:\na) repaired\nb) burnt\n2. What did that cost?")

    assert len(places) == 2
    assert kinds == ["repaired", "burnt", "What did that cost?"]


def test_a_figure_of_each_is_asked_for_other_things_too() -> None:
    found = texts(
        "1. How many of each do you own:\n1.1 Cars\n1.2 Vans\n1.3 Other vehicles\n"
        "2. The cost of fuel"
    )

    assert found == ["Cars", "Vans", "Other vehicles", "The cost of fuel"]


def test_rows_of_a_table_are_questions_of_their_own_though_their_cells_are_empty() -> None:
    rows = [
        "Ferries that were cancelled because of fog, by month of the year",
        "Ferries that ran late",
        "Passengers who were carried, with children under five left out of it",
        "Dogs carried",
    ]
    table = "\t2023\t2024\n" + "\n".join(rows)

    assert texts(f"Please complete this table.\n\n{table}\n") == rows


def test_fields_below_details_of_all_are_part_of_one_ask() -> None:
    found = texts(
        "Please supply details of all persons who hold a mooring:\n\nFull name\nDate of birth\n"
        "Sum paid, by season (e.g. summer, winter)\nAddress\n"
    )

    assert len(found) == 1
    assert found[0].endswith("Address")


def test_what_completes_a_clause_is_a_question_though_it_states_something() -> None:
    found = texts(
        "1. How many were turned away because:\n• there was no berth\n• they had no papers"
    )

    assert found == ["there was no berth", "they had no papers"]


@pytest.mark.parametrize(
    "remark",
    [
        "I do not ask who sank it.",
        "I have sailed there for forty years, so you will understand why I am asking.",
        "Residents are entitled to know whether the pier is safe.",
        "By papers we mean minutes, agendas and notes of meetings.",
        "I see no secret in it, but if you mean to withhold parts under section 43 please send the"
        " rest and say which exemption applies.",
        "Please can you provide the information in a table.",
        "It is not necessary to provide the full address.",
        "Did you receive this in error?",
    ],
)
def test_a_remark_beside_a_list_is_no_question(remark: str) -> None:
    listed = "Please tell me:\n\n1. How many boats sank?\n2. What did the search cost?\n\n"

    assert len(texts(f"{listed}{remark}\n")) == 2


def test_what_may_be_refused_is_asked_for_all_the_same() -> None:
    ask = "Please could you provide any papers held on the pier, redacting what you deem necessary."

    assert texts(f"1. How many boats sank?\n2. {ask}\n3. What did the search cost?")[1] == ask


def test_a_list_is_read_below_a_lead_in_that_ends_with_a_condition() -> None:
    found = texts(
        "I am requesting the following information. If any of it is exempt, please disclose the "
        "rest.\n"
        "1. Number of piers: the number of piers you own.\n2. Spending: the sum spent on them."
    )

    assert len(found) == 2


def test_a_wish_put_as_what_i_would_like_leads_in_a_list() -> None:
    found = texts("So what I would now like is:\n\n1. the number of piers\n2. the cost of each")

    assert found == ["the number of piers", "the cost of each"]


def test_a_tale_without_full_stops_ends_where_the_ask_begins() -> None:
    text = (
        "sorry if this is the wrong address our boat was hit twice since march and nobody rang us "
        "back about it i want to know how many boats were hit in the harbour last year"
    )

    assert texts(text) == ["i want to know how many boats were hit in the harbour last year"]


def test_a_year_at_the_head_of_a_wrapped_line_is_no_label() -> None:
    found = items("1) How many piers were opened in\n2009? Please give:\na) names\nb) sums spent")

    assert found[0].text == "How many piers were opened in 2009? Please give:"


@pytest.mark.parametrize(
    ("labels", "shown"),
    [(("A ", "B ", "C "), ["A", "B", "C"]), (("1.a. ", "1.b. ", "2. "), ["1.a", "1.b", "2"])],
)
def test_letters_without_a_point_and_numbers_with_two_are_labels(
    labels: tuple[str, ...], shown: list[str]
) -> None:
    asks = ("The rules which hold for piers.", "The plans of the pier.", "The cost of the pier.")
    listed = "\n\n".join(label + ask for label, ask in zip(labels, asks, strict=True))

    assert [item.label for item in items(f"Please send me copies of\n\n{listed}\n")] == shown


def test_foi_at_the_head_and_a_dash_lead_in_what_is_wanted() -> None:
    body = "FOI please - the number of times the car park barriers broke down in 2025."

    assert texts(body) == [body]


def test_lines_that_begin_as_questions_are_two_though_the_first_is_long() -> None:
    first = "how many dogs were seized under the Dangerous Dogs Act in 2025"
    second = "what it cost to kennel them"
    found = items(f"Please can you let me know\n\n{first}\n{second}\n\ncheers Dave")

    assert [item.text for item in found] == [first, second]


def test_a_few_words_between_questions_of_a_line_each_are_one_of_them() -> None:
    lines = ["Who mows the verges?", "Annual value", "Contract length", "Is there an extension?"]

    assert texts("\n".join(lines)) == lines


def test_every_line_above_a_list_that_names_what_is_wanted_is_asked_for() -> None:
    lines = ["Number of applications received", "Number approved", "Number refused"]
    body = "Please provide:\n\n" + "\n".join(lines) + "\n- for lack of evidence\n- for lateness\n"

    assert texts(body)[:3] == lines
    assert len(items(body)) == 5


def test_a_line_that_only_names_the_right_is_no_item() -> None:
    lines = ["Total spend on agency social workers", "Number of them on 31 March"]

    assert texts("Information request\n\n" + "\n".join(lines)) == lines


def test_an_order_that_names_its_matter_stands_by_itself_and_one_that_leans_does_not() -> None:
    ask = "How many teachers left each school in 2024?"
    own = "Please say which schools have had no permanent head at any time in that period."
    leans = "Please say how many of these left before they had taught for a year."

    assert texts(f"{ask} {own}") == [ask, own]
    assert texts(f"{ask} {leans}") == [f"{ask} {leans}"]


def test_lines_that_each_begin_a_thing_are_no_wrapped_paragraph() -> None:
    lines = [
        "the monthly performance reports given to the highways contractor",
        "the minutes of the contract board",
        "any notices of default",
    ]

    assert texts("Please send copies of the following:\n\n" + "\n".join(lines)) == lines


def test_a_fragment_goes_on_with_the_question_before_it() -> None:
    first = "Do you pay businesses to let people use theirs? How much, in total, per year."
    second = "I want to know how many toilets were closed. For those closed, the reason and date."

    assert texts(first) == [first]
    assert texts(second) == [second]


def test_figures_about_complaints_to_the_regulator_are_no_talk_of_exemptions() -> None:
    body = (
        "First, under the Freedom of Information Act: the number of subject access requests in "
        "2024/25 and the number that led to a complaint to the ICO."
    )

    assert texts(f"Two requests please.\n\n{body}") == [body]


def test_what_a_wording_is_not_limited_to_are_examples_unless_they_ask() -> None:
    lead = "1. Whether the council uses such tools, including but not limited to:"
    other = "2. The total spend on them in 2024/25."

    named = texts(f"Please tell me:\n{lead}\n- chatbots\n- predictive analytics\n{other}")
    asked = texts(f"Please tell me:\n{lead}\n- number of chatbots\n- number of users\n{other}")
    assert len(named) == 2
    assert asked == ["number of chatbots", "number of users", other.removeprefix("2. ")]


def test_what_the_council_does_is_asked_for_in_a_complaint_too() -> None:
    body = (
        "I don't want an apology, I am appalled. How many reports of bullying were made in 2024? "
        "Does the council check that they're acted on? Who? Will the council apologise?"
    )

    assert texts(body) == [
        "How many reports of bullying were made in 2024?",
        "Does the council check that they're acted on? Who?",
    ]


def test_a_closing_on_behalf_of_others_ends_the_letter() -> None:
    lines = ["When were the drains last cleaned?", "Why were no sandbags available?"]
    end = "\n\nYours, on behalf of 22 households,\nNadia Rahman"

    assert texts("Residents have questions:\n\n" + "\n".join(lines) + end) == lines


def test_a_postscript_is_read_though_the_letter_has_closed() -> None:
    body = "How many permits were sold?\n\nYours in hope,\nSimon\n\nPS Is there a map of the zone?"

    assert texts(body) == ["How many permits were sold?", "Is there a map of the zone?"]


def test_what_to_do_in_a_case_told_of_before_is_no_ask() -> None:
    ask = "Please provide a list of all empty dwellings."
    rest = (
        "We understand that some councils rely on section 31. If you do, give it by sector instead."
    )

    assert texts(f"{ask}\n\n{rest}") == [ask]


def test_a_lead_in_that_turns_to_another_matter_leaves_the_ask_above_it() -> None:
    ask = "Please send me the business case that was submitted to the Ministry."
    turn = "As regards consultants hired for the work, I should be obliged for:"

    assert texts(f"{ask}\n\n{turn}\n\n* the name of each firm\n* the sum paid") == [
        ask, "the name of each firm", "the sum paid",
    ]  # fmt: skip


def test_a_paragraph_behind_titles_with_lines_below_them_is_no_part_of_the_last() -> None:
    body = (
        "1. Contracts\n   How many firms have a contract?\n   When do the contracts run out?\n\n"
        "2. Complaints\n   How many complaints about lateness?\n   Was any driver removed? If so "
        'how many?\n\nIn all questions "last year" means the school year 2023-24.\n'
    )

    assert texts(body)[-2:] == [
        "How many complaints about lateness?", "Was any driver removed? If so how many?",
    ]  # fmt: skip


def test_a_name_and_a_post_under_the_last_sentence_are_no_items() -> None:
    body = (
        "We would like to know how many families live in hotels.\n\nThank you, and do ring me.\n\n"
        "Bryony Tull\nPolicy Officer, Shelter Link Westmoor"
    )

    assert texts(body) == ["We would like to know how many families live in hotels."]


def test_small_letters_begin_sentences_though_a_capital_slipped_in() -> None:
    first = "how many inspectors are there and how many were there in 2019?"
    second = "finally are there any takeaways that were never inspected. If so how many?"

    last = "and please can you tell me who checks the inspectors."
    body = f"hi,\n\n{first} {second} {last}\n\nthanks\nkwame"

    assert texts(body) == [first, second, last]


def test_rows_with_blanks_to_write_on_are_asked_for_under_the_number_of_their_table() -> None:
    body = (
        "I have been asked about enforcement.\n\nTable 1 - cases\nMeasure | 2023 | 2024\n"
        "Complaints of breach received | ____ | ____\nSite visits made | ____ | ____"
    )

    assert texts(body) == ["Complaints of breach received", "Site visits made"]


def test_figures_for_all_questions_and_exclusions_are_scopes() -> None:
    ask = "Please provide a list of all interim posts, giving for each: title; rate."
    leaves = "Please exclude any that lasted less than 20 working days."

    assert texts(f"{ask} {leaves}") == [f"{ask} {leaves}"]
    lines = ["The number of summonses sent", "The names of the agents used"]
    scope = "Please give separate figures for each year from 2021/22 to 2024/25."
    assert texts("Please provide:\n\n" + "\n\n".join([*lines, scope])) == lines


def test_is_it_right_that_something_happens_is_a_question() -> None:
    ask = "How many tickets were given out?"

    assert texts(f"{ask} And is it right that wardens get a bonus for each?")[-1].startswith("And")


def test_an_entry_that_says_what_things_were_for_names_them() -> None:
    lines = ["allowances paid", "expenses claimed, with what they were for", "meetings missed"]

    assert (
        texts("Please tell me of the mayor's year:\n" + "\n".join(f"- {e}" for e in lines)) == lines
    )
