"""The phrases that a council may edit: how they are written and what they match."""

from __future__ import annotations

import pytest

from foibot.questions.acts import read_sentence
from foibot.questions.passage import passage
from foibot.questions.phrases import phrase, words_in
from foibot.questions.rules import QuestionRulesError, load, parse

RULES = load()
LISTS = {"give": frozenset({"send", "provide"})}


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("please @give", "please send it", True),
        ("please @give", "please ignore it", False),
        ("you please? @give", "you send", True),
        ("can/could you", "could you", True),
        ("if ... limit", "if it goes over the cost limit", True),
        ("if ... limit", "if one two three four five six seven eight limit", False),
        ("in welsh $", "in welsh .", True),
        ("in welsh $", "in welsh and english", False),
    ],
)
def test_a_phrase_matches_from_where_it_begins(source: str, text: str, found: bool) -> None:
    assert (phrase("x", source, LISTS).end(words_in(text), 0) is not None) is found


@pytest.mark.parametrize(
    ("sentence", "tag"),
    [
        ("How many swans are there?", "question"),
        ("In 2023, how many swans were there", "question"),
        ("Please also send me the plan.", "ask"),
        ("I would therefore like to be told the cost.", "ask"),
        ("Hoffwn wybod faint o elyrch sydd yno.", "ask"),
        ("The number of swans", "noun"),
        ("Please acknowledge this email.", "not_acknowledgement"),
        ("If this would exceed the cost limit, tell me.", "not_cost"),
        ("I look forward to hearing from you.", "not_deadline"),
        ("By swan I mean any large white bird.", "scope"),
        ("If so, please attach it.", "follow"),
        ("He would not give me his number.", "told"),
        ("2023/24", "value"),
    ],
)
def test_a_sentence_is_known_by_its_words(sentence: str, tag: str) -> None:
    assert tag in read_sentence(passage(sentence), RULES).tags


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[words", "correct the TOML"),
        ("[words]\n", "[phrases] is missing"),
        ("[words]\n[phrases]\n[not_ask]\n[lines]\n", "is missing"),
    ],
)
def test_a_fault_of_the_rules_says_file_and_key(text: str, says: str) -> None:
    with pytest.raises(QuestionRulesError, match=r"my\.toml") as error:
        parse(text, "my.toml")

    assert says in str(error.value)


def test_an_unknown_list_is_named() -> None:
    from foibot.config.shipped import shipped

    text = shipped("rules/questions.toml").read_text().replace("@give", "@nosuchlist", 1)

    with pytest.raises(QuestionRulesError, match="@nosuchlist"):
        parse(text, "my.toml")
