"""Asks in the middle of a story: what is to be done, what is said in anger, what adds to an ask."""

from __future__ import annotations

import pytest

from foibot.questions.itemise import itemise
from foibot.questions.language import load_language
from foibot.questions.model import Item
from foibot.questions.rules import load
from foibot.questions.source import BODY, source

ASK = "How many skips were let last year?"
MORE = "Please send me the list of those who let them."


def items(text: str) -> tuple[Item, ...]:
    """Return the items of a mail."""
    return itemise([source(BODY, text)], load(), load_language()).items


def texts(text: str) -> list[str]:
    """Return the text of each item that is no stem."""
    return [item.text for item in items(text) if not item.stem]


@pytest.mark.parametrize(
    "remark",
    [
        "What a sorry sight the pier was on Sunday!",
        "So what is the pier for then?",
        "Whose isn't?",
        "Would you like a copy of our book?",
        "Where you rely on section 36, please confirm who the qualified person is.",
        "Does this restart the clock?",
        "Also is it ok to put your answer in my essay?",
        "Photographs of the pier are available should anyone care to look at them.",
        "Do you need help with your heating? Ring the helpline.",
        "I'd just like to know if it's as bad as it feels.",
        "Have you any idea what that does to a family?",
    ],
)
def test_what_is_to_be_done_or_said_in_passing_is_no_question(remark: str) -> None:
    assert texts(f"We live by the pier. {ASK}\n\n{remark}\n\n{MORE}\n") == [ASK, MORE]


@pytest.mark.parametrize(
    "ask",
    [
        "I would like my file sent to me with all the notes of calls.",
        "And the hall just stands there, so what has it cost to heat since May?",
        "Oh and one last thing, what did you spend on agency cooks last year.",
    ],
)
def test_what_can_be_told_stays_a_question(ask: str) -> None:
    assert ask in " ".join(texts(f"We live by the pier. {ASK}\n\n{ask}\n"))


def test_who_did_something_is_asked_in_few_words_even_in_anger() -> None:
    found = texts(
        "I am disgusted. Two men stood at my door on Monday. Who sent them? I want their names.\n\n"
        "And I want their ninety pounds back by Friday.\n\n"
        "I want her moved to another ward.\n\nAnd you call this a service?\n\n"
        "How much do you pay the firm a year?\n"
    )

    assert found == ["Who sent them? I want their names.", "How much do you pay the firm a year?"]


def test_whether_a_mail_arrived_is_no_question_beside_the_letter_it_brings() -> None:
    mail = "I attach our letter. I'd be obliged if you could confirm that it has arrived safely."
    found = itemise([source(BODY, mail), source("letter.txt", ASK)], load()).items

    assert [item.text for item in found] == [ASK]


def test_a_copy_of_what_was_asked_about_belongs_to_that_question() -> None:
    ask = "What survey was made? A copy of it, please, with photographs."

    assert texts(f"I would like to know:\n\n{ask}\n\nWho paid for the survey?\n")[0] == ask


def test_what_the_writer_thinks_of_a_question_is_no_part_of_it() -> None:
    ask = "I'd like to know how many tenants fell ill after the move."

    assert texts(f"{ask} That is a hard thing to ask but there were many.\n") == [ask]


def test_a_question_that_turns_the_verb_needs_no_mark() -> None:
    ask = "Did anybody weigh the sacks and what was the result."

    assert ask in texts(f"I would like to ask:\n\nHow many sacks came.\n\n{ask}\n")


def test_one_word_answers_to_choose_from_are_part_of_their_question() -> None:
    ask = "Is a visit (a) offered (b) expected (c) required?"
    figures = "How many visits were (a) offered (b) refused?"
    found = items(f"Please tell me:\n\n1. {ask}\n2. {figures}\n")

    assert found[0].text == ask
    assert [item.text for item in found if item.parent] == ["offered", "refused?"]


def test_the_end_of_a_form_is_no_row_of_it() -> None:
    found = texts(f"Please answer:\n\nQ1. {ASK}\nQ2. How many were lost?\n\nEND. Thank you!\n")

    assert found == [ASK, "How many were lost?"]
