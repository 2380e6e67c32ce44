"""What an item needs in order to be understood, and what is only its writer's story (guide R7)."""

from __future__ import annotations

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

LINES = "\n\nhow many boats are there\n\nwho looks after them\n\nwhat does that cost\n"


def contexts(text: str) -> list[str]:
    """Return the context of each item of a mail, as one text."""
    found = itemise([source(BODY, text)], load(), load_language()).items
    return [" ".join(item.context) for item in found]


def test_the_writers_own_story_before_a_lead_in_is_no_context() -> None:
    story = "I row on the lake on Sundays and we all like it. "
    lead = "Could you please let me know"
    found = contexts(f"Hello! {story}{lead} 1) how many boats are let, 2) what one costs.")

    assert len(found) == 2
    assert all(lead in each and "Sundays" not in each for each in found)


def test_the_fact_right_before_a_lead_in_is_context_of_every_line() -> None:
    fact = "On 3 May eleven boats were burnt at the lake."
    found = contexts(f"{fact} I would be grateful for answers to the following.{LINES}")

    assert len(found) == 3
    assert all(fact in each for each in found)


def test_what_a_writer_tries_to_find_out_is_context_of_every_line_below() -> None:
    aim = "im trying to find out about the boats as my lad was turned away"
    found = contexts(f"hi {aim}{LINES}")

    assert len(found) == 3
    assert all(aim in each for each in found)


def test_a_few_things_to_know_lead_in_the_lines_below() -> None:
    lead = "Before I appeal I want to know a few things please"
    found = contexts(f"{lead}{LINES}")

    assert len(found) == 3
    assert all(lead in each for each in found)


def test_a_remark_of_the_writer_does_not_hide_the_fact_that_an_item_looks_back_to() -> None:
    fact = 'The man from the council stood up and said that the home was "losing a fortune".'
    ask = "I'd like to see the figures he was going by."
    found = contexts(f"My mother lived at Elm House.\n\n{fact} I wrote it down. {ask}\n")

    assert len(found) == 1
    assert fact in found[0]
    assert "wrote" not in found[0]


def test_a_question_that_names_nothing_stands_under_the_fact_that_does() -> None:
    fact = "The council entered a lease with Novak Leisure for the lido in 2019."

    assert contexts(f"{fact} What rent is payable and when is the next review?\n") == [fact]


def test_what_people_say_of_themselves_goes_to_no_officer() -> None:
    own = "My date of birth is 1/2/1980."

    assert contexts(f"{own} What is the charge for a burial?\n") == [""]


def test_what_a_message_is_about_stands_above_a_question_that_does_not_say_it() -> None:
    about = "I'm writing about the closure of Ashgrove library."

    assert contexts(f"Hi. {about} When was the decision taken, and by whom?\n") == [about]
