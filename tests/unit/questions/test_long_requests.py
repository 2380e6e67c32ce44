"""Long requests in parts: headings, formalities, remarks on some of the questions."""

from __future__ import annotations

import pytest

from tests.unit.questions.test_everyday import items, texts


def test_a_numbered_request_with_a_title_heads_a_part_of_its_own() -> None:
    found = items(
        "## Definitions\n\nFor the purposes of this request:\n\n"
        '- **"System"** means any software.\n\n## Request 1: Systems\n\nPlease provide:\n\n'
        "1. A list of all systems in use.\n2. The date on which each was first used.\n\n"
        "## Request 2: Governance\n\nPlease provide:\n\n1. A copy of the policy.\n"
        "2. Copies of all assessments.\n"
    )

    heads = {each.n: each.label for each in found if each.stem}
    assert list(heads.values()) == ["Request 1", "Request 2"]
    assert [(each.label, heads[each.parent or 0]) for each in found if not each.stem] == [
        ("1", "Request 1"),
        ("2", "Request 1"),
        ("1", "Request 2"),
        ("2", "Request 2"),
    ]


def test_numbered_parts_about_the_answer_ask_for_nothing() -> None:
    found = items(
        "1. Information requested\n\n1.1 Fleet composition\n(a) The total number of vehicles.\n"
        "(b) The number of those which were electric.\n1.2 Procurement\n"
        "(a) All business cases for vehicles.\n(b) The names of the suppliers.\n\n"
        "2. Form of response\n\n2.1 Please provide the information electronically.\n\n"
        "3. Next steps\n\nShould you require clarification, please contact me.\n"
    )

    assert [each.label for each in found if each.stem] == ["1", "1.1", "1.2"]
    assert [each.label for each in found if not each.stem] == ["a", "b", "a", "b"]


def test_fields_about_who_answers_are_no_questions() -> None:
    assert texts(
        "Please answer the following questions.\n\nSECTION 1: PROVISION\n"
        "1. How many sites are there?\n2. How many are vacant?\n\nSECTION 2: ABOUT YOU\n"
        "Name:\nJob title:\nEmail:\nWould you be willing to take part in an interview? Yes / No\n"
    ) == ["How many sites are there?", "How many are vacant?"]


def test_what_is_asked_under_such_a_heading_stays() -> None:
    ask = "Are you planning to go out to tender for a new system?"

    assert ask in texts(
        "Please answer:\n\nPROVISION\n1. How many sites are there?\n2. How many are vacant?\n\n"
        f"ABOUT YOU\n3. {ask}\n"
    )


@pytest.mark.parametrize(
    ("remark", "concerned"),
    [
        ("In relation to (ii), we would ask that attachments be included.", "ii"),
        ("As to (iii) please state the grade of each post.", "iii"),
    ],
)
def test_a_remark_that_names_a_letter_is_context_of_that_question(
    remark: str, concerned: str
) -> None:
    found = items(
        "We therefore request:\n\n(i) the full business case for the restructure;\n"
        "(ii) all correspondence between the Director and the consultants;\n"
        f"(iii) the number of posts which are vacant.\n\n{remark}\n"
    )

    assert [each.label for each in found] == ["i", "ii", "iii"]
    assert [each.label for each in found if remark in each.context] == [concerned]


def test_a_remark_that_names_some_numbers_is_context_of_those() -> None:
    remark = "If possible please break 1 and 3 down by ward."

    found = items(
        "Please tell me:\n\n1. The number of calls.\n2. The number of staff.\n"
        f"3. The number of notices.\n\n{remark}\n"
    )

    assert [remark in each.context for each in found] == [True, False, True]


def test_a_question_on_a_point_made_is_asked() -> None:
    ask = "On point 3, was any enforcement action taken, and if not why not?"

    assert texts(
        "I object.\n\n1. Overlooking of my garden and loss of light.\n"
        "2. The access onto Church Lane is dangerous.\n"
        f"3. The applicant has already felled two protected trees.\n\n{ask} Please provide "
        "copies of the tree officer's reports.\n"
    ) == [ask, "Please provide copies of the tree officer's reports."]


def test_what_somebody_also_asked_the_writer_to_find_out_is_asked() -> None:
    ask = "Helen has also asked me to find out whether any assessment has been carried out."

    assert (
        texts(
            "Helen would like:\n\n- The number of children carried.\n- The cost in 2025.\n"
            f"- A copy of the policy.\n\n{ask}\n"
        )[-1]
        == ask
    )


def test_bullets_that_begin_with_the_name_of_each_thing_are_one_list_of_records() -> None:
    assert (
        len(
            texts(
                "I would like to request the following for each school maintained by the "
                "authority:\n\n* The name of the school\n* Whether asbestos is known to be there\n"
                "* The date of the most recent survey\n* How much was spent in the last 5 years\n"
            )
        )
        == 1
    )


def test_of_these_reaches_to_the_next_blank_line() -> None:
    found = items(
        "I would be grateful for answers to the following, in respect of 2025:\n\n"
        "How many children were in care at 31 December?\nOf these:\n"
        "how many were placed far from home?\nhow many were in unregulated settings?\n\n"
        "How many foster carers were approved?\nHow many left during the year?\n"
    )

    assert ["Of these:" in each.context for each in found] == [False, True, True, False, False]
    assert all(any("2025" in part for part in each.context) for each in found)


def test_a_word_that_only_joins_is_no_context() -> None:
    found = items(
        "hi can u tell me how much the council spent on the christmas lights this year and last "
        "year also how many lights got broken or nicked and who supplies them and did you get any "
        "sponsors cheers"
    )

    assert len(found) > 1
    assert all("also" not in each.context for each in found)


def test_a_heading_and_what_scopes_its_list_are_both_context() -> None:
    scope = "For each of the financial years 2022/23 to 2025/26:"

    found = items(
        "### Section 1: Charging Policy\n\na) Please provide a copy of the policy.\n"
        "b) Please state the date of the last change.\n\n### Section 2: Assessments\n\n"
        f"{scope}\n\na) The number of assessments.\nb) The number of appeals.\n"
    )

    assert all("### Section 2: Assessments" in each.context for each in found[2:])
    assert all(scope in each.context for each in found[2:])


def test_an_entry_that_drops_parts_should_it_cost_too_much_asks_for_nothing() -> None:
    assert texts(
        "Please tell me:\n\n1. The number of assessments.\n2. The number of appeals.\n\n"
        "Guidance on responding\n\n- If the council does not hold any of it, please say so.\n"
        "- If the cost would exceed the appropriate limit, please provide section 1 only.\n"
    ) == ["The number of assessments.", "The number of appeals."]


def test_fields_named_like_a_footer_stay_in_their_question() -> None:
    assert texts(
        "Please provide the following.\n\nQ1. For each company, please complete the following:\n\n"
        "Company name:\nCompany number:\nDate of incorporation:\n\nQ2. Has any made a loss?\n"
    ) == [
        "For each company, please complete the following: Company name: Company number: "
        "Date of incorporation:",
        "Has any made a loss?",
    ]


def test_letters_before_columns_of_one_figure_part_nothing() -> None:
    ask = "How much was spent on firms, broken down by (a) year, (b) firm and (c) project?"

    assert texts(f"{ask}\n\nWho signed it off?\n") == [ask, "Who signed it off?"]


def test_people_whose_letters_are_among_those_wanted_are_no_questions() -> None:
    found = texts(
        "1. All communications about the case, including but not limited to those of:-\n"
        "    (a) Ms T Farrow;\n    (b) Mr D Lyle;\n2. The report.\n"
    )

    assert len(found) == 2


def test_what_is_wanted_whole_is_no_stem_for_what_it_includes() -> None:
    found = items(
        "Please send:\n\n* the full tender documents, including\n   - the evaluation\n"
        "   - the priced schedule of works\n* the fire risk assessment\n"
    )

    assert not any(each.stem for each in found)
    assert [each.parent for each in found] == [None, 1, 1, None]


def test_one_thing_more_may_be_asked_in_an_angry_letter() -> None:
    ask = "And while you are about it what did the new chain cost?"

    assert (
        texts(
            "It is a scandal and somebody ought to resign. I want to know on whose authority "
            f"this was done. I also want to see the log book.\n\n{ask}\n"
        )[-1]
        == ask
    )


def test_an_office_that_is_written_to_is_no_context() -> None:
    found = items("To the Custodian of Records:\n\nI request:\n\nAny contract.\n\nAny invoice.\n")

    assert not any("Custodian" in part for each in found for part in each.context)


def test_an_address_of_the_writer_is_no_context() -> None:
    found = items(
        "Contact: Fran Dale, fran@lunch.example\n\nPART A - PROVISION\n\n"
        "A1 Who provides school meals in the area?\nA2 What contact is there?\n"
    )

    assert not any("@" in part for each in found for part in each.context)


def test_names_right_under_copies_of_these_are_asked_for_each() -> None:
    more = "together with the action plan for each."
    draft = "If a report has not been finalised, I would be happy to have the draft."

    found = items(
        "I would like copies of the following internal audit reports:\n\n"
        "    Procurement Cards (2025/26)\n    IT Disaster Recovery (2025/26)\n"
        f"    Section 106 Monies (2024/25)\n    Housing Rents (2024/25)\n\n{more}\n\n{draft}\n"
    )

    assert [each.text for each in found] == [
        "Procurement Cards (2025/26)",
        "IT Disaster Recovery (2025/26)",
        "Section 106 Monies (2024/25)",
        "Housing Rents (2024/25)",
    ]
    assert all(more in each.context and draft in each.context for each in found)


def test_one_thing_more_below_a_list_is_no_part_of_its_last_entry() -> None:
    more = "Please also provide any policy which allows discretionary assistance."

    assert (
        texts(
            "Please provide:\n\n- The number of applications received\n"
            "- The total value of grants paid, split between\n  - Adults\n  - Children\n"
            f"- The waiting list as at today\n\n{more}\n"
        )[-1]
        == more
    )


def test_rights_that_are_reserved_ask_for_nothing() -> None:
    found = texts(
        "1. Information requested\n1.1 All documents about condition 14.\n1.2 Any notice.\n"
        "2. Time for response\n2.1 We look forward to the information within 20 working days.\n"
        "2.2 All our clients' rights are reserved.\n"
    )

    assert found == ["All documents about condition 14.", "Any notice."]
