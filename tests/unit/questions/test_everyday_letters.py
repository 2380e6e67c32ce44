"""Letters as people, and programs that write for them, lay them out: each lost a question."""

from __future__ import annotations

import pytest

from tests.unit.request.test_read import read


def items(text: str) -> list[tuple[str | None, str]]:
    """Return the labels and words of the questions of a message."""
    return [(item.label, item.text) for item in read(text).items if not item.stem]


@pytest.mark.parametrize("bold", ["- **{}** ", "* __{}__ ", "• **{}**  "])
def test_a_label_set_in_bold_behind_a_bullet_is_a_label(bold: str) -> None:
    text = (
        "Dear team\n\nPlease provide:\n\n### 1. Fleet\n\n"
        f"{bold.format('a)')}The number of vans.\n{bold.format('b)')}The cost of fuel.\n\n"
        "### 2. Staff\n\n"
        f"{bold.format('a)')}The number of drivers.\n{bold.format('b)')}The hours worked.\n"
    )
    assert items(text) == [
        ("a", "The number of vans."),
        ("b", "The cost of fuel."),
        ("a", "The number of drivers."),
        ("b", "The hours worked."),
    ]


@pytest.mark.parametrize(
    "end",
    [
        "Yours in fellowship,\nMoira Tench\nTreasurer\n",
        "Many blessings,\nMoira\n\nSt Anne's Hall\n",
        "Moira Tench\nThe Hedge newsroom\nDesk 01632 960 111, on air 6 to 9\nReplies go to all.\n",
    ],
)
def test_whoever_takes_leave_asks_nothing_more(end: str) -> None:
    asked = "How many boats were moored\n\nHow many were moved on\n\nThe longest stay, in days\n\n"
    text = f"Hello\n\nUnder FOI, for 2025:\n\n{asked}That is all.\n\n{end}"
    assert [words for _, words in items(text)] == [one for one in asked.split("\n\n") if one]


@pytest.mark.parametrize(
    "entry",
    [
        "the officer's report on acceptance, including any exempt appendix;",
        "if no such figures are held, a note of why not",
    ],
)
def test_a_list_keeps_each_thing_that_it_names(entry: str) -> None:
    text = f"Dear sirs\n\nPlease send:\n\n1. the lease;\n2. {entry}\n3. the plan of the site.\n"
    assert len(items(text)) == 3


def test_a_part_may_say_what_its_words_mean() -> None:
    text = (
        "Dear sirs\n\nPart One: the lease of the hall\n\n(1) The lease and all variations.\n"
        "(2) Sums paid in the final year.\n\n"
        'Part Two: the closure. In this part "the Board" means the Closure Board.\n\n'
        "(1) Minutes of the Board.\n(2) The risk register kept by the Board.\n"
    )
    assert len(items(text)) == 4


def test_the_ways_in_which_a_thing_is_done_are_answers_to_choose_from() -> None:
    text = (
        "Hi\n\nPlease answer:\n\n1. How many letters arrive a week?\n"
        "2. Is post opened and logged\n   a. in house\n   b. by a firm\n   c. not logged\n"
        "3. What does it cost a year?\n"
    )
    assert [label for label, _ in items(text)] == ["1", "2", "3"]


def test_a_question_may_begin_with_its_condition_and_have_no_mark() -> None:
    text = (
        "hi\n\nfoi request about the meters in the square\n\nhow much did each take last year\n\n"
        "who mends them you or a firm\n\nif its a firm what do you pay them\n\ncheers bob\n"
    )
    assert ("if its a firm what do you pay them") in [words for _, words in items(text)]


def test_a_story_of_doing_the_same_elsewhere_asks_nothing() -> None:
    text = (
        "Dear team\n\nWe have mapped 40 wells and we'd love to do the same in Kent.\n\n"
        "Please send me a list of all wells that the council owns.\n"
    )
    assert [words for _, words in items(text)] == [
        "Please send me a list of all wells that the council owns."
    ]


def test_ones_own_file_is_asked_for_whatever_else_is() -> None:
    text = (
        "Hi\n\nAbout me\n\nI want my whole social work file please, from when I was took into care "
        "up to when I left.\n\nAbout others\n\nHow many care leavers wait to see there file?\n"
    )
    assert len(items(text)) == 2


LETTER = "Dear team,\n\nPlease provide the following:\n\n{}\n\nKind regards,\nAlex Morton\n"
PARTS = (
    (
        "1",
        "Spending",
        "Please state what was spent on agency staff in each of:\n- 2022/23\n- 2023/24",
    ),
    ("2", "Contracts", "Copies of current contracts, and the date each ends."),
    ("3", "Rules and Policies", "Any rules on agency staff, including:\n- Limits\n- Highest rates"),
    ("4", "Fees", "Total fees paid in each year."),
)


@pytest.mark.parametrize("bold", ["", "**"])
@pytest.mark.parametrize("last", [2, 3, 4])
def test_each_line_right_under_a_title_is_part_of_its_entry_once(bold: str, last: int) -> None:
    parts = PARTS[:last]
    written = "\n\n".join(f"{bold}{n}. {head}{bold}\n{below}" for n, head, below in parts)
    # What is bold stays as it was written, and is not looked at here.
    found = [(label, words.replace("*", "")) for label, words in items(LETTER.format(written))]
    assert found == [(n, f"{head} {below}".replace("\n", " ")) for n, head, below in parts]


def test_a_heading_under_a_list_is_no_part_of_it() -> None:
    written = "**1. Rules**\nAny rules on agency staff, including:\n- Limits\n- Rates\n\n**Format**"
    found = items(LETTER.format(f"{written}\nI would prefer to have it electronically."))
    assert [words.replace("**", "") for _, words in found] == [
        "Rules Any rules on agency staff, including: - Limits - Rates"
    ]


def test_a_title_over_one_line_is_a_title_where_others_are() -> None:
    written = (
        "Repairs\nHow many were outstanding?\nHow long did they take?\n\n"
        "Damp\nHow many reports were received?\nHow many led to a claim?\n\n"
        "Voids\nNumber of empty homes."
    )
    assert "Voids" not in [words for _, words in items(LETTER.format(written))]


@pytest.mark.parametrize(
    "head", ["## Preferred Format", "Format of response", "**Response format**"]
)
def test_a_list_about_the_form_of_the_answer_asks_nothing(head: str) -> None:
    written = (
        f"1. The number of vans.\n2. Their cost.\n\n{head}\n\n- By e-mail\n- As CSV where possible"
    )
    assert [label for label, _ in items(LETTER.format(written))] == ["1", "2"]


def test_the_rows_of_a_table_with_numbers_are_labelled() -> None:
    written = (
        "| No. | Information | Period |\n|---|---|---|\n| 1 | Number of permits | 2024 |\n"
        "| 2 | Income from permits | 2024 |"
    )
    assert items(LETTER.format(written)) == [
        ("1", "Number of permits | 2024"),
        ("2", "Income from permits | 2024"),
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        # The words of a sentence may be bold.
        (
            "1. The number of vans.\n2. Their cost.\n\nShould it exceed the limit under "
            "**Section 12**, please provide item 1 first under **Section 16**.",
            ["The number of vans.", "Their cost."],
        ),
        (
            "1. The number of vans.\n2. Their cost.\n\nNotes\n\n- If the limit would be exceeded, "
            "please start with 1.\n- Please confirm receipt of this request.",
            ["The number of vans.", "Their cost."],
        ),
        (
            "Please let me know how many questions from the public were put to the council.",
            ["Please let me know how many questions from the public were put to the council."],
        ),
        (
            "1. Every contract let without competition since 2023, giving in each case\n"
            "   - the supplier\n   - its value\n   - who signed the waiver\n2. The register.",
            [
                "Every contract let without competition since 2023, giving in each case "
                "- the supplier - its value - who signed the waiver",
                "The register.",
            ],
        ),
        (
            "Tonnage collected\n\n2/ Tonnage thrown out\n\n3/ The gate fee per tonne",
            ["Tonnage thrown out", "The gate fee per tonne"],
        ),
    ],
)
def test_what_people_write_between_and_below_their_questions(
    written: str, wanted: list[str]
) -> None:
    found = [words for _, words in items(LETTER.format(written))]
    assert [words for words in found if words in wanted] == wanted
    assert len(found) <= len(wanted) + 1


def test_ones_own_papers_in_a_list_are_asked_for() -> None:
    written = "(a) my application form and all that I sent with it\n(b) the notes of the assessment"
    assert [label for label, _ in items(LETTER.format(written))] == ["a", "b"]


def test_a_few_words_that_ask_on_what_date_hang_on_the_question_before() -> None:
    found = items("Dear team,\n\nWho signed off the loan to the Trust? On what date?\n\nAlex\n")
    assert [words for _, words in found] == ["Who signed off the loan to the Trust? On what date?"]


@pytest.mark.parametrize(
    "entry", ["Your guidance on letting, or a link to it", "Income from licence fees."]
)
def test_a_thing_is_wanted_whatever_word_is_in_its_name(entry: str) -> None:
    assert entry in [
        words for _, words in items(LETTER.format(f"- The plan\n- {entry}\n- The map"))
    ]


def test_what_is_asked_in_passing_below_a_list_is_not_lost() -> None:
    written = (
        "* how many got in\n* the furthest distance\n\n"
        "Oh and could I get the rules your panel uses to decide, because the link is dead."
    )
    assert len(items(LETTER.format(written))) == 3


def test_lines_that_each_begin_like_a_question_are_each_one() -> None:
    written = (
        "which roads in the town are on the first gritting route of all\n"
        "when the last time each was gritted was\n"
        "how many grit bins you have took away since 2021 and where from\n"
        "what a refill costs\nthe number of lorries"
    )
    assert len(items(LETTER.format(written))) == 5


def test_the_empty_rows_of_a_table_are_questions() -> None:
    written = (
        "Please fill in the number of incidents for each financial year:\n\n"
        "| Type | 2023-24 | 2024-25 |\n|---|---|---|\n| Sent to the wrong person | | |\n"
        "| Lost | | |\n| Stolen device | | |"
    )
    assert len(items(f"Hi,\n\n{written}\n\nJo\n")) == 3
