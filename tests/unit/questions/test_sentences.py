"""Where sentences end, lines were wrapped, and writing is evened."""

from __future__ import annotations

import pytest

from foibot.questions.blocks import blocks
from foibot.questions.casing import evened, restored
from foibot.questions.language import load_language
from foibot.questions.passage import Passage, passage
from foibot.questions.sentences import sentences, unthanked
from foibot.questions.source import source


def split(text: str) -> list[str]:
    return [part.text for part in sentences(passage(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Please see no. 7 of the list, e.g. the second one.",
        "Dr. A. Smith of 12 St. Mary's Rd. was told.",
        "Is it so (Yes/No)?",
        "The cost was £1.5m in s. 12 terms.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


def test_a_writer_without_capitals_still_writes_sentences() -> None:
    assert split("i want to know the cost. how many are there? thanks") == [
        "i want to know the cost.",
        "how many are there?",
        "thanks",
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("How much was spent on collecting council tax.", None),
        ("what is the band of council tax", None),
        ("how many people own a type xx", None),
        ("how many are there ta", "how many are there"),
        ("how many are there, many thanks Jo x", "how many are there"),
        ("how many are there thanksgiving", None),
    ],
)
def test_thanks_at_the_end_are_a_word_of_their_own(text: str, kept: str | None) -> None:
    assert unthanked(passage(text))[0].text == (kept or text)


def test_a_passage_knows_where_its_words_stand() -> None:
    joined = passage("How many", 10) + passage("swans?", 30)
    part = joined.cut(4, 14)

    assert (part.text, part.start, part.end) == ("many swans", 14, 35)


def paragraphs(text: str) -> list[str]:
    return [block.text for block in blocks(source("body", text).lines, lambda _: False)]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    text = (
        "This is a line that a program has wrapped at about seventy characters of\n"
        "width and it goes on here.\n\nDogs\nCats\nHorses and ponies\n"
    )

    assert paragraphs(text)[1:] == ["Dogs", "Cats", "Horses and ponies"]
    assert len(paragraphs(text)) == 4


def test_a_date_at_the_head_of_a_wrapped_line_is_no_label() -> None:
    text = (
        "Please send me all the letters about the bridge that were received between 1 May and\n"
        "31 August and the minutes of each of the meetings at which they were discussed here.\n"
    )

    assert len(paragraphs(text)) == 1


def test_capitals_are_evened_for_reading_and_given_back() -> None:
    shouting = source("body", "PLEASE TELL ME HOW MANY SWANS THERE ARE. AND HOW MANY DUCKS.")
    even = evened(shouting)
    ((text, start),) = even.lines

    assert text.startswith("Please tell me")
    assert restored(Passage(text[:6], ((0, start),)), shouting).text == "PLEASE"


def test_the_model_is_small_and_finds_where_careless_sentences_begin() -> None:
    text = "how many swans are there on the lake who feeds them and how many ducks are there"
    (starts,) = load_language().starts([text])

    assert 0 in starts
    assert load_language().starts([text]) == [starts]
