"""Every label that people write, each as forms and logs leave it: own line, glued, run on (R14)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules

HEAD = "Under the Freedom of Information Act please provide the following:"
ASKED = (
    "How many ferries were sold in 2023?",
    "What did the new ones cost?",
    "Which firm runs them?",
    "When does its contract end?",
)
NAMED = (
    "Number of ferries sold in 2023",
    "Total cost of the new ones",
    "Name of the firm",
    "End date of its contract",
)
TOLD = (
    "Please state the number of ferries sold in 2023.",
    "Please provide the cost of the new ones.",
    "Please name the firm.",
    "Please supply a copy of its contract.",
)
LISTED = (
    "the number of ferries sold in 2023;",
    "the cost of the new ones, by year;",
    "the name of the firm; and",
    "a copy of its contract.",
)
Label = Callable[[int], str]
ROMAN = ("i", "ii", "iii", "iv")
LABELS: dict[str, Label] = {
    "1.": lambda n: f"{n + 1}.",
    "1)": lambda n: f"{n + 1})",
    "1.)": lambda n: f"{n + 1}.)",
    "(1)": lambda n: f"({n + 1})",
    "1/": lambda n: f"{n + 1}/",
    "1a": lambda n: f"1{'abcd'[n]}",
    "1a)": lambda n: f"1{'abcd'[n]})",
    "1(a)": lambda n: f"1({'abcd'[n]})",
    "a)": lambda n: f"{'abcd'[n]})",
    "a.": lambda n: f"{'abcd'[n]}.",
    "a.)": lambda n: f"{'abcd'[n]}.)",
    "(a)": lambda n: f"({'abcd'[n]})",
    "A)": lambda n: f"{'ABCD'[n]})",
    "A.": lambda n: f"{'ABCD'[n]}.",
    "(i)": lambda n: f"({ROMAN[n]})",
    "i)": lambda n: f"{ROMAN[n]})",
    "Q.1": lambda n: f"Q.{n + 1}",
    "Item 1:": lambda n: f"Item {n + 1}:",
}


def check(body: str, wanted: tuple[str, ...]) -> None:
    """Assert that *body* below the lead-in is read as these questions."""
    items = itemise([source(BODY, f"{HEAD}{body}\n")], rules(), load_language()).items
    found = [each.text.removesuffix(" and").rstrip(";") for each in items]
    assert found == [text.removesuffix(" and").rstrip(";") for text in wanted]


def entries(label: Label, texts: tuple[str, ...], between: str) -> list[str]:
    """Return the texts, each behind its label and what stands between them."""
    return [f"{label(n)}{between}{text}" for n, text in enumerate(texts)]


OWN = ["1.", "1)", "(1)", "1a", "1a)", "1(a)", "a)", "a.", "a.)", "(a)", "A)", "A.", "(i)", "i)"]


@pytest.mark.parametrize("texts", [ASKED, NAMED])
@pytest.mark.parametrize("name", OWN)
def test_a_label_on_a_line_of_its_own_labels_the_line_below(
    name: str, texts: tuple[str, ...]
) -> None:
    check("\n" + "\n".join(entries(LABELS[name], texts, "\n")), texts)


@pytest.mark.parametrize(
    "name", ["1.", "1)", "1/", "1a)", "1(a)", "a)", "a.)", "(a)", "A)", "A.", "i)"]
)
def test_a_label_glued_to_a_capital_is_one(name: str) -> None:
    check("\n" + "\n".join(entries(LABELS[name], ASKED, "")), ASKED)


@pytest.mark.parametrize("name", ["a)", "A)", "1a)", "A."])
def test_a_label_glued_to_a_name_is_one(name: str) -> None:
    check("\n" + "\n".join(entries(LABELS[name], NAMED, "")), NAMED)


@pytest.mark.parametrize("name", ["1/", "1a)", "1(a)", "Q.1", "Item 1:"])
def test_labels_that_run_on_in_one_paragraph_part_it(name: str) -> None:
    check(" " + " ".join(entries(LABELS[name], ASKED, " ")), ASKED)


@pytest.mark.parametrize("glyph", ["-", "–", "—", "*", ">", "o", "➢", "✓", "»", "→"])
@pytest.mark.parametrize("texts", [ASKED, NAMED, LISTED])
def test_bullets_that_run_on_behind_a_colon_part_it(glyph: str, texts: tuple[str, ...]) -> None:
    check(" " + " ".join(f"{glyph} {text}" for text in texts), texts)


@pytest.mark.parametrize("name", ["1)", "(1)", "1.)", "a)", "(a)", "A)"])
@pytest.mark.parametrize("texts", [ASKED, TOLD])
def test_labels_without_any_space_around_them_part_a_paragraph(
    name: str, texts: tuple[str, ...]
) -> None:
    check("".join(entries(LABELS[name], texts, "")), texts)


@pytest.mark.parametrize("name", ["1.", "1)", "(1)", "a)", "(a)"])
def test_a_label_stuck_behind_a_semicolon_or_and_is_one(name: str) -> None:
    check("".join(entries(LABELS[name], LISTED, " ")), LISTED)


@pytest.mark.parametrize("glyph", ["•", "▪", "●"])
def test_a_bullet_stuck_behind_a_semicolon_or_and_is_one(glyph: str) -> None:
    check("".join(f"{glyph} {text}" for text in LISTED), LISTED)


@pytest.mark.parametrize(
    "text",
    [
        "How many homes with 2-bed flats - or 3-bed flats - were sold in 2023?",
        "Please send the report of June 2023 - the one by Smith - and its annex.",
        "Which firms in Band(s) A and B were paid under section 1(a) and 1(b) of the Act?",
        "How many of the 4.5m pounds given on 1 May went to No. 1 Quay and No. 2 Quay?",
    ],
)
def test_what_only_looks_like_labels_parts_nothing(text: str) -> None:
    items = itemise([source(BODY, text)], rules(), load_language()).items
    assert [each.text for each in items] == [text]


def test_dashes_behind_a_colon_in_a_later_sentence_are_what_one_entry_takes_in() -> None:
    asked = (
        "1. How many wardens does the council employ? Please include: - their grade - their depot\n"
        "2. What are they paid?\n"
    )

    items = itemise([source(BODY, asked)], rules(), load_language()).items
    assert [item.label for item in items] == ["1", "2"]
