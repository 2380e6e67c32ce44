"""The phrases that a council may edit: how they are written and what they match."""

from __future__ import annotations

import re

import pytest

from foibot.config.shipped import shipped
from foibot.questions.acts import read_sentence
from foibot.questions.passage import passage
from foibot.questions.phrase import Beginnings, phrase
from foibot.questions.phrases import LAST_MARK, compile_phrases, words_in
from foibot.questions.rules import QuestionRulesError, load, parse
from foibot.request.features import stems

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
        ("please recycl*", "please recycle", True),
        ("please recycl*", "please return", False),
        ("^ ’ refers", "’ refers", True),
    ],
)
def test_a_phrase_matches_from_where_it_begins(source: str, text: str, found: bool) -> None:
    assert bool(phrase("x", source, LISTS).ends(words_in(text), 0, LAST_MARK)) is found


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


def test_a_phrase_tells_every_place_where_it_may_end() -> None:
    found = phrase("x", "by ... post", LISTS).ends(words_in("by post or by post"), 0)

    assert set(found) == {2, 5}


def test_any_ending_of_a_word_begins_and_ends_a_phrase_of_the_questions() -> None:
    rules = parse(first_ask("gimm* swan*"), "my.toml")

    assert "ask" in read_sentence(passage("Gimme swans now"), rules).tags
    assert "ask" not in read_sentence(passage("Gimme geese now"), rules).tags


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("please @nosuchlist", '"please @nosuchlist": "@nosuchlist" names a list that does not'),
        ("... swans", '"... swans" must begin with a word'),
        ("please? ... swans", '"please? ... swans" must begin with a word'),
        ("please?", '"please?" must begin with a word'),
        ("^ $", '"^ $" must begin with a word'),
        ("", '"" must begin with a word'),
        ("give * swans", '"*" alone fits every word; write "..."'),
        ("give / send", '"/" holds no word'),
    ],
)
def test_a_bad_phrase_is_told_with_its_place_and_what_to_do(source: str, problem: str) -> None:
    with pytest.raises(QuestionRulesError) as error:
        parse(first_ask(source), "my.toml")

    said = str(error.value)
    assert said.startswith("my.toml: [phrases] ask: ")
    assert problem in said
    assert said.endswith("; correct the phrase")


def first_ask(source: str) -> str:
    """Return the rules as shipped with one more phrase that asks."""
    text = shipped("rules/questions.toml").read_text(encoding="utf-8")
    changed = re.sub(r"^ask = \[", lambda row: f"{row[0]}'{source}', ", text, count=1, flags=re.M)
    assert changed != text
    return changed


def test_the_figures_of_a_backlog_are_not_remembered() -> None:
    begins = Beginnings([phrase("x", "16 to 24", {}), phrase("y", "how many", {})])
    for number in (16, *range(2_100, 3_100)):
        assert (begins[str(number)] is not None) is (number == 16)

    assert set(begins) == {"16"}


def test_the_few_short_figures_and_years_are_remembered() -> None:
    begins = Beginnings([phrase("x", "how many", {})])
    for number in (7, 365, 2024):
        assert begins[str(number)] is None

    assert begins.idle == {"7", "365", "2024"}
    assert begins["what"] is None  # a word is met again
    assert "what" in begins


def test_a_figure_is_its_own_stem() -> None:
    figures = [*map(str, range(2_030))]
    assert [*stems(figures)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "the questions relate to swans",
        "questions relate to swans",
        "my questions are about swans of the council",
        "we also ask for the number of swans",
        "we ask how the council counts swans",
        "how many of them",
    ],
)
def test_no_phrase_is_missed_by_looking_first_for_the_words_that_it_needs(text: str) -> None:
    sources = (
        "the? questions relate to", "my/the? first? questions ... council", "i/we also? ask for",
        "i/we ... ask", "how ... council", "how many", "question* ... swan*", "we ask how? the",
    )  # fmt: skip
    every = [phrase(source, source, LISTS) for source in sources]
    words = words_in(text)
    found = {each.tag for each in every for at in range(len(words)) if each.ends(words, at)}

    assert compile_phrases(every).tags(words, []) == found
    assert found
