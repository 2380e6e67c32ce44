"""A reviewer's words -> findings, what follows from each, and who reviewed."""

from __future__ import annotations

import pytest

from foibot.case.model import ReviewFinding
from foibot.config.faults import ConfigError
from foibot.config.shipped import shipped
from foibot.replies.findings import Findings, PointFound, parse_findings, read_findings
from foibot.replies.grounds import parse_grounds

TEXT = (shipped("rules/reviews.toml")).read_text(encoding="utf-8")
WORDS = parse_findings(TEXT)
GROUNDS = parse_grounds((shipped("rules/answers.toml")).read_text(encoding="utf-8"))
UPHELD, PARTLY, NOT = ReviewFinding


def read(text: str) -> Findings:
    return read_findings(text.splitlines(), WORDS, GROUNDS)


def test_each_part_of_a_finding_stands_behind_its_word() -> None:
    found = read(
        "Dear team,\n\n"
        "Q1: Upheld. The side roads were left out.\n\nThe contractor had the list.\n"
        "We will: count them\nand tell the requester\nBy: 15 January 2027.\n"
        "Point 2 - not upheld: the cost is right.\n"
        "Reviewed by: Head of Legal Services\nLate because: the reviewer was ill"
    )

    assert found == Findings(
        (
            PointFound(
                UPHELD, 1,
                "The side roads were left out.\n\nThe contractor had the list.",
                "count them\nand tell the requester", "15 January 2027",
                of_question=True,
            ),
            PointFound(NOT, 2, "the cost is right."),
        ),
        "Head of Legal Services",
        "the reviewer was ill",
    )  # fmt: skip


def test_a_new_answer_keeps_the_parts_of_its_refusal() -> None:
    found = read(
        "Q2 partly upheld. More can be given.\nAnswer: 910 on side roads.\n"
        "Exempt: section 43(2). The prices show the tender.\nHarm: would be undercut\n"
        "By: 3 March 2027"
    )
    (point,) = found.points

    assert point.text == "More can be given."
    assert point.answer.splitlines() == [
        "Answer: 910 on side roads.",
        "Exempt: section 43(2). The prices show the tender.",
        "Harm: would be undercut",
    ]
    assert point.by == "3 March 2027"


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("Not upheld, because it is right", NOT),
        ("**Upheld** - it was late", UPHELD),
        ("Complaint upheld: it was late", UPHELD),
        ("Partially upheld. Some of it", PARTLY),
        ("Ni chadarnhawyd. Roedd yn iawn", NOT),
    ],
)
def test_the_longest_phrase_decides(line: str, finding: ReviewFinding) -> None:
    assert [one.finding for one in read(line).points] == [finding]


@pytest.mark.parametrize("line", ["Upholding this would be wrong", "I uphold nothing", "Why: x"])
def test_other_words_are_no_finding(line: str) -> None:
    assert read(line) == Findings(())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("upheld = [", "upheldd = [", "upheldd"),
        ("[labels]", "[label]", "is missing"),
        ('by = ["by"', 'by = [1, "by"', "by"),
    ],
)
def test_a_fault_of_the_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        parse_findings(TEXT.replace(old, new, 1))


def test_a_finding_of_some_points_in_one_sentence_is_asked_for_line_by_line() -> None:
    assert read("Not upheld for 1 and 3. 2 is partly upheld: two more emails.").points == ()
    assert [one.finding for one in read("Not upheld for the reasons given.").points] == [NOT]
