"""Bold titles, periods and headings above entries, columns in small letters (guide R3, R5, R14)."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.source import BODY, source
from tests.items.score import rules


def items(text: str) -> list[Item]:
    """Return what *text* asks."""
    return list(itemise([source(BODY, text)], rules(), load_language()).items)


def asked(text: str) -> list[tuple[str | None, str]]:
    """Return the labels and questions of *text*, in its order."""
    return [(each.label, each.text) for each in items(text)]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**1. Moorings** How many are let?", "**2. Rents:** the total in 2024."),
        ("- **1. Moorings** How many are let?", "- **2. Rents:** the total in 2024."),
        ("__1. Moorings__ How many are let?", "__2. Rents:__ the total in 2024."),
        ("**Q1. Moorings** How many are let?", "**Q2. Rents:** the total in 2024."),
        ("* **a) Moorings** How many are let?", "* **b) Rents:** the total in 2024."),
    ],
)
def test_the_end_of_a_title_whose_label_is_bold_too_is_no_part_of_the_question(
    first: str, second: str, gap: str
) -> None:
    text = f"Please tell me:\n\n{first}{gap}{second}\n"
    found = items(text)

    assert [each.text for each in found] == [
        "Moorings How many are let?",
        "Rents: the total in 2024.",
    ]
    assert text[found[0].start :].startswith("Moorings")
    assert text[: found[1].end].endswith("in 2024.")


@pytest.mark.parametrize(
    "head",
    [
        "Topic: moorings\nPeriod: 2022 to 2024",
        "Department: Harbours\nTimeframe: April 2022 to date",
        "Period covered: 2023/24",
        "Timeframe: the last three financial years",
    ],
)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What was the rent of a mooring?", "How many were empty?"),
        ("The rent of a mooring", "Number of them that were empty"),
    ],
)
def test_entries_under_a_period_are_no_parts_of_it(head: str, first: str, second: str) -> None:
    flat = f"{head}\n\n1. {first}\n2. {second}\n"
    parts = f"{head}\n\nA. Quay\nA1. {first}\nA2. {second}\n\nB. Pier\nB1. Number of lamps\n"

    assert asked(flat) == [("1", first), ("2", second)]
    assert asked(parts) == [
        ("A", "Quay"),
        ("A1", first),
        ("A2", second),
        ("B", "Pier"),
        ("B1", "Number of lamps"),
    ]


def test_a_line_between_the_fields_of_a_form_heads_those_below_it() -> None:
    text = (
        "Under FOI please complete:\nMoorings\n1. Supplier of the chains:\n2. Yearly cost:\n"
        "Contact centre\n3. Number of its staff:\n4. Its supplier:\nCranes\n5. Number of them:\n"
    )
    found = items(text)

    assert [each.text for each in found[1:3]] == ["Yearly cost:", "Number of its staff:"]
    assert [each.context[-1] for each in found[2:]] == ["Contact centre"] * 2 + ["Cranes"]


@pytest.mark.parametrize(
    "columns",
    [
        "name of the owner\nlength, and what it is\nmade of\nyearly rent",
        "who owns it and, if it has changed hands in the last five\nyears, who owned it then\n"
        "its length\nwhether it has\na licence",
    ],
)
def test_lines_in_small_letters_under_for_every_are_one_question(columns: str) -> None:
    lead = "For every boat over ten metres please supply:"
    ((_, found),) = asked(f"{lead}\n\n{columns}\n\nThank you\n")

    assert found == " ".join(f"{lead}\n{columns}".split())


def test_figures_for_each_of_several_years_are_questions() -> None:
    found = asked(
        "For each of the last five years, please tell me:\n\n"
        "how many boats were let\nhow many were sold\nhow much was paid for them\n"
    )

    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("If it does: (i) to whom? (ii) since when? (iii) at what price?", "i"),
        ("If so, (a) for how long? (b) by whom?", "a"),
    ],
)
def test_short_questions_with_labels_in_one_line_are_questions(text: str, label: str) -> None:
    found = items(f"1. Does the harbour let boats?\n2. {text}\n")

    assert [found[1].stem, found[2].label, found[2].parent] == [True, label, 2]
    assert all(each.text.endswith("?") for each in found[2:])


@pytest.mark.parametrize("mark", ["3. ", "c) ", "(3) ", ""])
def test_years_that_bars_part_are_no_heads_of_columns(mark: str) -> None:
    asks = [
        "How many boats were let?",
        "Sum spent on mending the quay, 2022/23 | 2023/24 | 2024/25",
    ]
    first = {"3. ": "2. ", "c) ": "b) ", "(3) ": "(2) "}.get(mark, "")

    found = items(f"Please tell me:\n\n{first}{asks[0]}\n{mark}{asks[1]}\n")

    assert [each.text for each in found] == asks


def test_years_over_the_rows_of_a_table_are_the_heads_of_its_columns() -> None:
    found = items("Please complete:\n\nBoats | 2022/23 | 2023/24\nBoats let | |\nBoats sold | |\n")

    assert [each.text for each in found] == ["Boats let", "Boats sold"]


def test_thanks_written_as_they_are_said_close_a_letter() -> None:
    found = items("Can you tell me:\n\nHow many boats there are\nWho lets them\n\nThanx\nBob\n")

    assert [each.text for each in found] == ["How many boats there are", "Who lets them"]
