"""The text of a message becomes its questions."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import Itemised, itemise
from foibot.questions.rules import load
from foibot.questions.source import source

RULES = load()


def read(text: str, subject: str = "FOI request") -> Itemised:
    return itemise([source("subject", subject), source("body", text)], RULES)


def texts(text: str) -> list[str]:
    return [item.text for item in read(text).items if not item.stem]


def test_the_entries_of_a_list_are_the_items_and_its_lead_in_their_context() -> None:
    reading = read(
        "Dear all\n\nPlease provide:\n\n1. the cost of swans\n2. their number\n\nRegards\nA"
    )

    assert [(item.label, item.text) for item in reading.items] == [
        ("1", "the cost of swans"),
        ("2", "their number"),
    ]
    assert reading.items[0].context == ("Please provide:",)


def test_offsets_point_at_the_words_in_the_source() -> None:
    body = "Hello,\n\nPlease can you tell me\nhow many bins you own?\n\nThanks"
    item = read(body).items[0]

    assert " ".join(body[item.start : item.end].split()) == item.text


@pytest.mark.parametrize("glyph", ["-", "•", "*", "–", "·"])
def test_the_glyph_of_a_list_does_not_matter(glyph: str) -> None:
    body = f"Please provide:\n{glyph} the cost of swans\n{glyph} the number of ducks\n"

    assert texts(body) == ["the cost of swans", "the number of ducks"]


def test_years_under_an_entry_are_part_of_it() -> None:
    body = "1. The number of swans in\na) 2022/23\nb) 2023/24\n2. The number of ducks."

    assert texts(body) == ["The number of swans in a) 2022/23 b) 2023/24", "The number of ducks."]


def test_a_heading_with_lettered_questions_is_their_stem() -> None:
    items = read(
        "1. Swans\na) How many are there?\nb) Who feeds them?\n2. Ducks\na) How many?"
    ).items

    assert [(item.label, item.stem, item.parent) for item in items] == [
        ("1", True, None),
        ("a", False, 1),
        ("b", False, 1),
        ("2", True, None),
        ("a", False, 4),
    ]


def test_columns_of_a_record_list_belong_to_one_item() -> None:
    body = "Please provide a list of all boats, showing for each:\n- name\n- length\n- owner\n"

    assert texts(body) == [
        "Please provide a list of all boats, showing for each: - name - length - owner"
    ]


def test_numbered_facts_are_no_items() -> None:
    body = (
        "I object on the following grounds:\n1. It is too tall.\n2. It would take my light.\n\n"
        "Please send me the survey sheets."
    )

    assert texts(body) == ["Please send me the survey sheets."]


@pytest.mark.parametrize(
    "statement",
    [
        "Somebody has taken away the bench and nobody will tell us why.",
        "The officer would not say what had happened.",
        "We were never told who made the decision.",
        "The council did not tell us when the work would start.",
        "I do not know how much this cost.",
        "He let me have a copy of his letter.",
    ],
)
def test_a_statement_with_a_question_inside_it_is_no_item(statement: str) -> None:
    assert texts(f"Dear council\n\n{statement}\n\nPlease send me the report on the bench.") == [
        "Please send me the report on the bench."
    ]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("1) How many ride free? 2) How many go by taxi? 3) At what cost?", ["1", "2", "3"]),
        ("1. How many ride free? 2. How many go by taxi?\n3. At what cost?", ["1", "2", "3"]),
        ("(a) How many ride free? (b) How many go by taxi?", ["a", "b"]),
        ("Q1 How many ride free? Q2 How many go by taxi?", ["Q1", "Q2"]),
        ("i) who runs it? ii) since when? iii) for how much?", ["i", "ii", "iii"]),
        (
            "1) How many children ride free to school? 2) How many of\nthem go by taxi, and what "
            "was the longest\njourney? 3) Please name the dearest routes.\n4. Were any drivers "
            "suspended?",
            ["1", "2", "3", "4"],
        ),
        (
            "1. See section 2. How many officers work there?\n2. How much were they paid?",
            ["1", "2"],
        ),
        ("1. Total spend in: 1) 2022 2) 2023 3) 2024\n2. Number of staff", ["1", "2"]),
        ("1. The number in band A. Which streets?  2. The number in band B.", ["1", "2"]),
    ],
)
def test_labels_that_run_on_in_one_paragraph_make_an_item_each(
    body: str, labels: list[str]
) -> None:
    assert [each.label for each in read(body).items] == labels


def test_sentences_that_touch_are_as_many_lines_as_their_writer_typed() -> None:
    body = (
        "Please provide the following about allotments:The current number of plots.The average "
        "rent, broken down by size.Whether water is laid on.If any part of this takes too long, "
        "please tell me how to narrow it.I look forward to your reply."
    )

    assert texts(body) == [
        "The current number of plots.",
        "The average rent, broken down by size.",
        "Whether water is laid on.",
    ]


def test_numbers_that_touch_the_sentence_before_them_begin_an_item() -> None:
    body = (
        "I ask for the years 2020 to 2024:1. The number of swans counted each year (see "
        "www.swans.example)2. The cost of feeding them.3. The number of bites.Thank you."
    )

    assert [each.label for each in read(body).items] == ["1", "2", "3"]
    assert texts(body)[1] == "The cost of feeding them."


def test_letters_inside_a_sentence_that_goes_on_are_part_of_it() -> None:
    body = (
        "1. How many pupils in (i) primary and (ii) secondary schools had no place for over a month"
        "?\n2. How many failed for (a) lateness; (b) noise; (c) dress?"
    )

    assert [each.label for each in read(body).items] == ["1", "2", "a", "b", "c"]


def test_a_condition_right_under_the_last_entry_is_part_of_it() -> None:
    body = "1. Were the meetings minuted?\nIf they were not, please say why.\nYours\nB. Moss"

    assert texts(body) == ["Were the meetings minuted? If they were not, please say why."]


def test_a_question_above_the_lead_in_of_a_list_stays_a_question() -> None:
    body = (
        "How many boats do you own as of today?\n\nCan you tell me the yearly cost of each of "
        "these:\n\n- rowing boats\n- punts\n"
    )

    assert texts(body) == ["How many boats do you own as of today?", "rowing boats", "punts"]


def test_names_that_an_ask_is_about_are_part_of_it() -> None:
    body = (
        "Please provide all emails about swans between the council and these firms:\n- Cygnet Ltd\n"
        "- Pen Cob Hire\n\nPlease also provide the contract.\n"
    )

    assert texts(body) == [
        "Please provide all emails about swans between the council and these firms: - Cygnet Ltd "
        "- Pen Cob Hire",
        "Please also provide the contract.",
    ]


def test_fields_on_lines_of_their_own_belong_to_the_list_that_is_asked_for() -> None:
    body = (
        "1) Please send a list of all moorings.\n\nIf possible as a spreadsheet showing the "
        "following:\n\nBoat name\nOwner\nRent\n\n2) Please send a list of all vacant moorings.\n"
    )

    assert [each.label for each in read(body).items] == ["1", "2"]
    assert texts(body)[0].endswith("showing the following: Boat name Owner Rent")


def test_a_list_that_begins_again_to_the_right_hangs_from_the_entry_above() -> None:
    body = (
        "1. The number of moorings.\n2. For each that is let:\n  1. the name of the boat\n"
        "  2. the rent\n3. The number of swans.\n"
    )

    assert [(each.label, each.parent) for each in read(body).items] == [
        ("1", None), ("2", None), ("1", 2), ("2", 2), ("3", None),
    ]  # fmt: skip


def test_what_the_writer_could_not_find_is_no_item() -> None:
    body = (
        "I have looked at your website and am unable to find a register of moorings.\n"
        "Please send me the register."
    )

    assert texts(body) == ["Please send me the register."]


def test_who_writes_and_that_it_is_a_request_is_told_to_no_officer() -> None:
    """T20: the lead-in of a list goes with each question; the reporter and her right do not."""
    reading = read(
        "I'm a reporter at the Echo. This is a request under the Act. In July the Cabinet shut two "
        "halls. Please tell me:\n\n1. What did the sale bring?\n2. Who bought them?"
    )

    assert reading.items[0].context == ("In July the Cabinet shut two halls.", "Please tell me:")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "My grounds are as follows.\n\n1. The oak is older than the church.\n"
            "2. Nobody was asked. Why not?\n3. Bats live in it.\n\n"
            "Please send me the report of the tree officer.",
            ["Please send me the report of the tree officer."],
        ),
        (
            "Please provide for each of the five halls in the review:\n\n"
            "- Visitors per month since January 2019\n"
            "- Cost of running it, split by staff and stock\n"
            "- Hours lost to repairs in 2023 and 2024 and the reasons",
            [
                "Visitors per month since January 2019",
                "Cost of running it, split by staff and stock",
                "Hours lost to repairs in 2023 and 2024 and the reasons",
            ],
        ),
        (
            "Please provide a list of all halls, showing for each:\n\n- name\n- manager\n- rent",
            [
                "Please provide a list of all halls, showing for each: - name - manager - rent",
            ],
        ),
        (
            "Please tell me:\n\n- How many were let\n- Total rent\n- Evictions\n\n"
            "Split by ward please.",
            ["How many were let", "Total rent", "Evictions"],
        ),
        (
            "Please send:\n\n1. The rota of the hall\n3. Its fees\n3. Its rules\n",
            ["The rota of the hall", "Its fees", "Its rules"],
        ),
        (
            "How many applied in 2024? Of these, how many were refused? "
            "What was the outcome of each?",
            [
                "How many applied in 2024? Of these, how many were refused? "
                "What was the outcome of each?"
            ],
        ),
        (
            "For question 2 please use the list below to describe the type:\n• Primary\n• Special\n"
            "• None\n\nPlease answer:\n1. How many pupils have a plan?\n2. Where do they go?",
            ["How many pupils have a plan?", "Where do they go?"],
        ),
    ],
)
def test_lists_are_read_as_an_officer_reads_them(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "1. The number of fines in 2024\n"
            "2. For each of the years above, the number of appeals\n"
            "3. For each of the years above, what was paid",
            3,
        ),
        ("Please provide all data on the apology that was read out at the meeting.", 1),
        (
            "Please say for these two firms, from 2015 to now, how often they wrote:\n"
            "- Laver Works, once Laver and Sons\n- Bolster Group",
            1,
        ),
        (
            "Please provide a dataset of every permit with its class.\n\n"
            "Alternatively, please provide:\n1. a list of all classes\n2. a list of all permits",
            3,
        ),
        ('How many letters contain any of these words:\n- "Mill Road"\n- "Mill Rd"', 1),
        ("Please tell me:\n1: The number of ponds 2: The number of lakes3: The number of wells", 3),
    ],
)
def test_no_question_is_lost_or_made_up(text: str, wanted: int) -> None:
    assert len(texts(text)) == wanted


def test_a_remark_that_asks_for_nothing_is_no_question_beside_one_that_does() -> None:
    found = texts(
        "I have stood in the market for years. Please send me the list of all stalls let in 2024. "
        "But anyway, it will be a good thing so do not worry!"
    )

    assert found == ["Please send me the list of all stalls let in 2024."]


def test_a_long_mail_that_points_to_its_subject_asks_what_stands_there() -> None:
    asked = "How many swans were ringed in 2025?"
    text = (
        "Hello, my question is in the subject line. E-mail is fine, no need to write to me by "
        "post. If this is the wrong department please pass it on to the right one and let me know "
        "who has it. I can wait the usual four weeks."
    )

    assert [(item.text, item.source) for item in read(text, asked).items] == [(asked, "subject")]
