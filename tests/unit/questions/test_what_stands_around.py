"""What stands around questions: a survey's title, cells beside them, labels and brackets."""

from __future__ import annotations

import pytest

from tests.unit.request.test_read import read

LETTER = "Dear FOI team,\n\n{}\n\nYours faithfully,\nAnn Roe\n"


def items(text: str) -> list[tuple[str | None, str]]:
    """Return the labels and words of the questions of a message."""
    return [(item.label, item.text) for item in read(text).items if not item.stem]


QUESTIONS = "1. How many hours of care did you buy?\n2. What did they cost?\n"


@pytest.mark.parametrize(
    "title",
    [
        "Annual FOI survey of local authorities 2026",
        "Care Providers Alliance Freedom of Information questionnaire",
        "FOI Survey on home care",
    ],
)
def test_what_a_survey_calls_itself_is_no_question(title: str) -> None:
    written = (
        f"Home Care Association\n{title}\n\nName of local authority: __________\n"
        f"Name of officer completing: __________\n\nPart 1: Hours\n\n{QUESTIONS}"
    )
    assert [label for label, _ in items(written)] == ["1", "2"]


@pytest.mark.parametrize(
    "wanted", ["Responses to your FOI survey of 2025", "FOI survey results for 2025"]
)
def test_what_came_of_a_survey_is_asked_for(wanted: str) -> None:
    assert wanted in [words for _, words in items(LETTER.format(f"Please send me:\n\n{wanted}"))]


def test_a_cell_beside_what_is_asked_is_part_of_it() -> None:
    written = (
        "| No. | Document | Date range |\n|---|---|---|\n"
        "| 1 | Options appraisal | Jan to Sep 2026 |\n| 2 | Condition survey | |\n"
        "| 3 | Letters to the trust | ____ | |"
    )
    assert items(LETTER.format(written)) == [
        ("1", "Options appraisal | Jan to Sep 2026"),
        ("2", "Condition survey"),
        ("3", "Letters to the trust"),
    ]


def test_a_bare_label_under_its_number_is_a_part_of_it() -> None:
    written = (
        "FOI please:\n1 the statement of reasons\n2 the officer's report\n"
        "2b or if none the email approving it\n3 the safety audit"
    )
    assert [label for label, _ in items(LETTER.format(written))] == ["1", "2", "2b", "3"]


@pytest.mark.parametrize("line", ["3b Market Street and its yard", "3d printers you own"])
def test_a_house_or_a_printer_is_no_label(line: str) -> None:
    written = f"FOI please:\n1 the deeds\n2 the leases\n3 the plans of\n{line}\n4 the surveys"
    assert [label for label, _ in items(LETTER.format(written))] == ["1", "2", "3", "4"]


def test_verbs_inside_brackets_state_nothing() -> None:
    register = "your contracts register (all live contracts over £5k: title, supplier, contact)"
    written = f"We would like the following:\n\n- {register}\n- the name of your portal"
    assert items(LETTER.format(written)) == [(None, register), (None, "the name of your portal")]


def test_what_states_something_before_brackets_asks_nothing() -> None:
    written = (
        "Please send me:\n\n- the number of vans\n- their cost\n"
        "- I was told that this is held (see your letter)"
    )
    assert len(items(LETTER.format(written))) == 2


FORMAL = (
    "I. INTRODUCTION\n\nThis is a request.\n\nII. INFORMATION REQUESTED\n\n"
    "1. The number of vans.\n2. Their cost.\n\nIII. PROPORTIONALITY\n\n{}\n\n"
    "IV. CONCLUSION\n\nI thank you for your time."
)


def test_a_part_about_the_limit_asks_nothing() -> None:
    said = (
        "I have kept this request within the 18 hours. If you believe otherwise, please provide a "
        "breakdown of the estimate."
    )
    assert [label for label, _ in items(LETTER.format(FORMAL.format(said)))] == ["1", "2"]


def test_a_figure_under_such_a_heading_is_asked_for() -> None:
    said = "Please provide the number of requests refused in 2025."
    assert len(items(LETTER.format(FORMAL.format(said)))) == 3


@pytest.mark.parametrize(
    ("asked", "regime"),
    [
        ("i also want my own repair history for 22 Linnet Close", "sar"),
        ("i also want the repair history of the lifts at Linnet Court", "foi"),
    ],
)
def test_the_history_of_ones_own_home_is_own_data(asked: str, regime: str) -> None:
    written = f"under foi please send the number of disrepair claims\n\n{asked}"
    assert read(LETTER.format(written)).items[-1].regime == regime


def test_rows_with_letters_are_labelled_and_a_scope_above_covers_them_all() -> None:
    scope = "**Scope:** 1 April 2022 to 30 September 2026, all hotels."
    written = (
        f"{scope}\n\n| Ref | Information |\n|---|---|\n| A | Total spend |\n"
        "| B | Number of households |"
    )
    found = read(LETTER.format(written)).items
    assert [(each.label, each.text) for each in found] == [
        ("A", "Total spend"),
        ("B", "Number of households"),
    ]
    assert all(scope in each.context for each in found)


def test_questions_under_a_question_are_no_values_of_it() -> None:
    written = (
        "Please answer:\n\n1 Which tools have been bought?\n1a What did each cost?\n"
        "1b Which departments use them?\n2 Have they been assessed\n2b If not why not\n3 Incidents"
    )
    assert [label for label, _ in items(LETTER.format(written))] == [
        "1",
        "1a",
        "1b",
        "2",
        "2b",
        "3",
    ]


def test_years_under_a_question_are_its_values_still() -> None:
    written = "1. Which tools were bought in:\na) 2023\nb) 2024\n2. What did they cost?"
    assert [label for label, _ in items(LETTER.format(written))] == ["1", "2"]


LISTED = "Please disclose:\n\n* the report on the flood\n* the gully records\n\n{}"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I'd be grateful for the gully records first, since the insurers are waiting.", 2),
        ("Please send the report first.", 2),
        ("I'd also like to know who was told first.", 3),
    ],
)
def test_what_to_send_first_is_no_question(said: str, asked: int) -> None:
    assert len(items(LETTER.format(LISTED.format(said)))) == asked


def test_numbered_parts_about_what_went_before_and_the_format_ask_nothing() -> None:
    written = (
        "**1. Background**\n\nIn April 2025 the Council began to charge for care. The policy "
        "removed the expenditure allowance for people with a carer.\n\n**2. Records sought**\n\n"
        "2.1 The number of people charged.\n2.2 The total income raised.\n\n**3. Format**\n\n"
        "3.1 Please provide 2.1 in CSV.\n3.2 All other documents as searchable PDF."
    )
    assert [label for label, _ in items(LETTER.format(written))] == ["2.1", "2.2"]


def test_a_question_under_background_or_format_is_asked() -> None:
    written = (
        "1. Background\n\nThe Council charges for care. Who decided on it?\n\n"
        "2. Formats\n\n2.1 The number of leaflets sent out.\n2.2 Their cost.\n"
    )
    texts = " ".join(words for _, words in items(LETTER.format(written)))
    assert "Who decided on it?" in texts
    assert "number of leaflets" in texts
