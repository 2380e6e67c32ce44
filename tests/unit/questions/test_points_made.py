"""Points made for disclosure, lines wrapped by hand, names at the end: none of them asks."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.source import BODY, source
from tests.items.score import rules

ASKS = ["The survey of the pier.", "The estimate for its repair."]
LIST = "Please send me:\n\n1. The survey of the pier.\n2. The estimate for its repair.\n"
POINTS = (
    "1. The anglers were given a week's warning.\n2. No meeting took place on the quay.\n"
    "3. Is a plank worth more than a living?\n"
)


def asked(text: str) -> list[str]:
    """Return the questions of *text*, in its order."""
    return [each.text for each in itemise([source(BODY, text)], rules(), load_language()).items]


@pytest.mark.parametrize(
    "lead",
    [
        "Reasons why my request ought to be granted in full:",
        "The council may point to section 36. Three points arise:",
        "Two considerations should be kept in mind.",
        "Why the public interest lies in disclosure:",
        "There are several arguments for releasing the papers:",
    ],
)
def test_points_made_for_disclosure_are_no_questions(lead: str) -> None:
    assert asked(f"{LIST}\n{lead}\n\n{POINTS}") == ASKS


@pytest.mark.parametrize(
    "lead",
    [
        "I have two points on the pier:",
        "Please deal with the following points:",
        "Please confirm each of these points:",
    ],
)
def test_points_to_be_answered_are_questions(lead: str) -> None:
    found = asked(f"{lead}\n\n1. The survey of the pier.\n2. The estimate for its repair.\n")

    assert found == ASKS


def test_a_line_that_its_writer_wrapped_early_goes_on_with_a_name() -> None:
    text = (
        "Please would you be kind enough to let me have copies of all messages from\n"
        "the second week of March to the end of June which the harbour master\n"
        "Ann Rowse (or anybody in her office) sent to the owners of the dredger, or\n"
        "had from them.\n"
    )

    assert asked(text) == [" ".join(text.split())]


def test_what_goes_on_with_and_in_small_letters_is_part_of_its_question() -> None:
    text = (
        "I would like to know:\n\nHow many moorings was let in the spring\n"
        "and how many of them was given up\n\nWhich firm has cleaned the slipway\n"
    )

    assert asked(text) == [
        "How many moorings was let in the spring and how many of them was given up",
        "Which firm has cleaned the slipway",
    ]


@pytest.mark.parametrize(
    "argument",
    [
        "Nor could section 38 be in point: how could the age of a boat put anyone in danger?",
        "We cannot see that an exception applies; what secret is there in a list of moorings?",
        "What harm would the release of a copy of the byelaws do?",
        "Section 43 does not bite, for who would gain from the total rent of a slipway?",
    ],
)
def test_a_question_that_argues_against_an_exemption_is_none(argument: str) -> None:
    ask = "Please send me the list of moorings with the rent of each."

    assert asked(f"{ask}\n\nI expect no trouble over this. {argument}") == [ask]


@pytest.mark.parametrize(
    "question",
    [
        "Section 38 land not yet adopted: what length of road is it, and who would pay for it?",
        "Section 117 aftercare: how many people had it in May?",
        "Part 8 claims: how many did the council settle in 2024?",
        "How many requests were refused, and which exemptions did not stand on appeal?",
        "Who could see the list of moorings before its publication?",
    ],
)
def test_a_question_about_such_matters_is_one(question: str) -> None:
    assert asked(question) == [question]


def test_what_is_to_be_done_about_a_complaint_is_no_question() -> None:
    ask = "How many boats were clamped in 2024?"
    amends = "I also want an apology and I want to know what you will do about my complaint."

    assert asked(f"{ask}\n\n{amends}") == [ask]
    assert asked("I also want an apology and I want to know who clamped the boats in May.")


@pytest.mark.parametrize("names", ["Ann, Jo, Big Bob and Tess", "Tess, Liz & Ann Rowse"])
def test_several_names_above_their_society_are_no_question(names: str) -> None:
    text = (
        "Freedom of Information request, please.\n\nMONEY\nFor the financial year 2024/25:\n\n"
        "10 Spent on the quay:\n11 Budget for mending it:\n\nHARM\n\n13 Claims since 2020:\n"
        f"14 Paid on those:\n\nThat's it! We'll send everyone the map.\n\n{names}\n"
        "Friends of the Pier\n"
    )

    assert not [each for each in asked(text) if "Tess" in each]


def test_questions_with_a_figure_above_a_list_of_another_matter_stay() -> None:
    asks = "How many boats had a mooring in 2019 and how many now? When did it end?"
    text = f"{asks}\n\nAnd please tell me for dinghies:\n\na) how many are kept\nb) what they pay\n"

    assert asked(text) == [asks, "how many are kept", "what they pay"]


def test_with_respect_closes_a_letter() -> None:
    assert asked("How much is a mooring\n\nWho keeps the list\n\nWith respect\nBob Rowse\n") == [
        "How much is a mooring",
        "Who keeps the list",
    ]


@pytest.mark.parametrize(
    "aside",
    [
        '"Messages" takes in texts, and notes of calls or meetings, wherever they are kept.',
        "In this request “messages” extends to texts and to notes of meetings.",
        "“The owners” stands for the firm and its agents.",
        "Messages to which the harbour master was only copied in are within scope.",
        "Anything sent to the newspapers falls outside the scope of my request.",
        "Does that make sense?",
    ],
)
def test_what_a_word_takes_in_and_how_far_a_request_goes_is_no_question(aside: str) -> None:
    ask = "Please send me all messages between the harbour master and the owners of the dredger."

    assert asked(f"{ask}\n\nFor the avoidance of doubt:\n\n{aside}") == [ask]


def test_a_question_about_what_is_in_scope_is_one() -> None:
    asks = ["Which moorings are outside the scope of the licence?", "Does the crane help anglers?"]

    assert asked("\n\n".join(asks)) == asks
