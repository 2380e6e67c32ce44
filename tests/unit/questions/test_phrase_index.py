"""The index of the phrases finds in a sentence what trying each phrase at each word finds."""

from __future__ import annotations

from random import Random

from foibot.questions.lexicon import Lexicon, parsed
from foibot.questions.phrase import Beginnings, phrase
from foibot.questions.phrases import LAST_MARK, compile_phrases

LISTS = {"give": frozenset({"give", "send"}), "many": frozenset({"many", "much"})}
SOURCES = (
    "please? @give me", "please $", "please? kindly? send", "i/we would? like", "i like ... list",
    "how @many ... @give", "how @many? list*", "not 19*/20*", "^ how", "^ please? list ... 2024 $",
    "list/lists of? many", "send*", "me ... please ... now", "we", "of list*? now",
)  # fmt: skip
WORDS = [
    *(
        "please",
        "kindly",
        "give",
        "send",
        "sends",
        "me",
        "i",
        "we",
        "would",
        "like",
        "list",
        "lists",
    ),
    *("of", "how", "many", "much", "not", "1999", "2024", "7", "now"),
]
PHRASES = tuple(phrase(f"{n}", source, LISTS) for n, source in enumerate(SOURCES))


def _sentences() -> list[list[str]]:
    chance = Random(5)
    return [[chance.choice(WORDS) for _ in range(chance.randint(1, 9))] for _ in range(4_000)]


def test_the_tags_of_a_sentence_are_those_of_the_phrases_that_stand_in_it() -> None:
    known = compile_phrases(PHRASES)
    for words in _sentences():
        begins = {0, len(words) // 2}
        every = [
            each.tag
            for each in PHRASES
            for at in (begins if each.first else range(len(words)))
            if each.ends(words, at, LAST_MARK)
        ]
        assert known.tags(words, sorted(begins)) == set(every), words


def test_a_lexicon_hits_wherever_a_phrase_stands() -> None:
    known, found = Lexicon(Beginnings(PHRASES)), 0
    for words in _sentences():
        hits = [
            (hit.phrase.tag, hit.first, hit.last)
            for hit in known.find(parsed(" ".join(words)).sentences)
        ]
        every = [
            (each.tag, at, min(ends))
            for each in PHRASES
            for at in range(1 if each.first else len(words))
            if (ends := each.ends(words, at))
        ]
        found += len(hits)
        assert sorted(hits) == sorted(every), words
    assert found > 4_000
