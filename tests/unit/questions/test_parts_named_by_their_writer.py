"""Labels that name parts, "Part 2." and "(A)(1)", and how far a lead-in reaches."""

from __future__ import annotations

from tests.unit.questions.test_everyday import items, texts


def test_part_with_a_question_behind_it_is_a_label() -> None:
    found = items(
        "Dear council,\n\nPart 1. Please state the number of notices issued in 2025.\n"
        "Part 2. Please state whether a contractor does this. If so, please provide:\n"
        "    2.1 the contractor's name\n    2.2 a copy of the contract\n"
        "Part 3. What training do the officers get?\n"
    )

    assert [(each.label, each.parent) for each in found] == [
        ("Part 1", None),
        ("Part 2", None),
        ("2.1", 2),
        ("2.2", 2),
        ("Part 3", None),
    ]


def test_part_with_a_title_behind_it_heads_what_is_below() -> None:
    found = items(
        "Part 1: The flood\n1.1. The investigation report.\n1.2. All records of calls.\n\n"
        "Part 2: The scheme\n2.1. The business case.\n"
    )

    assert [each.label for each in found] == ["1.1", "1.2", "2.1"]


def test_two_brackets_are_a_label_under_the_first() -> None:
    found = items(
        "Please provide:\n\n(A) Funding received\n    (A)(1) Grant received in 2025\n"
        "    (A)(2) Grant received in 2026\n\n(B) Funding spent\n"
        "    (B)(1) Breakdown by activity\n    (B)(2) Any underspend\n"
    )

    assert [(each.label, each.parent) for each in found] == [
        ("A", None),
        ("A(1)", 1),
        ("A(2)", 1),
        ("B", None),
        ("B(1)", 4),
        ("B(2)", 4),
    ]


def test_what_is_also_sought_does_not_swallow_what_was_sought_first() -> None:
    assert (
        len(
            texts(
                "I am seeking information about directors' pay. For each director: name, role, "
                "salary, bonus. I am also seeking the business plan for each company.\n"
            )
        )
        == 2
    )


def test_a_lead_in_reaches_its_list_over_a_courtesy() -> None:
    lead = "I would be grateful if you could answer the questions below, for 2024 and 2025."

    found = items(
        f"{lead} If you can only answer some of them, please do so, starting with question 1.\n\n"
        "1. Do you collect data on timetables?\n2. How many pupils were on one?\n"
    )

    assert all(lead in each.context for each in found)


def test_half_a_question_leads_in_its_own_list_alone() -> None:
    found = items(
        "Please tell me how many fines have been issued?\n\nHow many were:\n- paid in full\n"
        "- cancelled\n\nWhich five postcodes had the most fines?\n"
    )

    assert ["How many were:" in each.context for each in found] == [False, True, True, False]


def test_please_also_to_send_asks() -> None:
    ask = "Please also to send the safety data sheet and risk assessment."

    assert (
        texts(f"- Is council using glyphosate?\n- How much was used in 2025?\n\n{ask}\n")[-1] == ask
    )
