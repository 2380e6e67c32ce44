"""The rules of rules/questions.toml as values: phrases ready to match, single lines by kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from foibot.config.shipped import find, text_of
from foibot.config.toml import toml_of
from foibot.errors import FoibotError
from foibot.questions.phrase import Phrase, phrase
from foibot.questions.phrases import Phrases, compile_phrases

FILE = "rules/questions.toml"
PHRASES = (
    "opener", "ask", "question", "order", "noun", "announce", "lead", "scope", "follow", "fresh",
    "likewise", "columns", "examples", "thing", "specifics", "cleft", "points", "fields", "shows",
    "heated", "future", "object", "purpose", "sure", "general",
)  # fmt: skip
LINES = ("closing", "greeting", "table_head", "formality", "form_field", "form_ask")


class QuestionRulesError(FoibotError):
    """A fault of rules/questions.toml."""


@dataclass(frozen=True, slots=True, eq=False)
class QuestionRules:
    """What the words of a request mean; *refusals* are the tags of what is never an item."""

    phrases: Phrases
    openers: Phrases
    refusals: frozenset[str]
    closing: frozenset[str]
    greeting: tuple[str, ...]  # each with a blank behind it
    table_head: frozenset[str]
    formality: frozenset[str]
    form_field: frozenset[str]
    form_ask: frozenset[str]
    words: Mapping[str, frozenset[str]]


# The start reads the rules to find their faults, then to work by them, each desk for itself.
@lru_cache(maxsize=4)
def parse(text: str, where: str) -> QuestionRules:
    """Return the rules written in *text*, the content of the file *where*."""
    try:
        table = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        raise QuestionRulesError(f"{where}: {error}; correct the TOML") from error
    lists = _table(table, "words", where)
    named = _table(table, "phrases", where)
    refused = _table(table, "not_ask", where)
    lines = _table(table, "lines", where)
    _texts(lists, lines, where)
    words = {name: frozenset(value.split()) for name, value in lists.items()}
    for section, have, want in (("phrases", named, PHRASES), ("lines", lines, LINES)):
        for key in sorted(set(want) ^ set(have)):
            fault = "is missing" if key in want else "is not known; remove it"
            raise QuestionRulesError(f"{where}: [{section}] {key} {fault}")
    found = list(_phrases(named, "phrases", words, where))
    found += _phrases(
        {f"not_{key}": value for key, value in refused.items()}, "not_ask", words, where
    )
    return QuestionRules(
        phrases=compile_phrases(each for each in found if each.tag != "opener"),
        openers=compile_phrases(each for each in found if each.tag == "opener"),
        refusals=frozenset(f"not_{key}" for key in refused),
        closing=frozenset(lines["closing"]),
        greeting=tuple(f"{line} " for line in lines["greeting"]),
        table_head=frozenset(lines["table_head"]),
        formality=frozenset(" ".join(lines["formality"]).split()),
        form_field=frozenset(lines["form_field"]),
        form_ask=frozenset(lines["form_ask"]),
        words=words,
    )


def _table(table: dict[str, object], name: str, where: str) -> dict[str, str]:
    value = table.get(name)
    if not isinstance(value, dict):
        raise QuestionRulesError(f"{where}: [{name}] is missing; take it from the shipped file")
    return cast(dict[str, str], value)


def _texts(words: Mapping[str, object], lines: Mapping[str, object], where: str) -> None:
    """Refuse a list of words that is no text, and lines that are no list of texts."""
    for name, value in words.items():
        if not isinstance(value, str):
            raise QuestionRulesError(f"{where}: [words] {name} must be words in quotes")
    for name, value in lines.items():
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise QuestionRulesError(f"{where}: [lines] {name} must be a list of lines in quotes")


def _phrases(
    table: Mapping[str, object], section: str, words: Mapping[str, frozenset[str]], where: str
) -> Iterator[Phrase]:
    for key, sources in table.items():
        if not isinstance(sources, list):
            raise QuestionRulesError(f"{where}: [{section}] {key} must be a list of phrases")
        for source in sources:
            if not isinstance(source, str):
                raise QuestionRulesError(
                    f"{where}: [{section}] {key}: {source!r} is no phrase; write it in quotes"
                )
            try:
                yield phrase(key, source, words)
            except ValueError as error:
                message = f"{where}: [{section}] {key}: {error}; correct the phrase"
                raise QuestionRulesError(message) from error


def load(directory: Path | None = None) -> QuestionRules:
    """Return the rules beside config.toml in *directory*, else those shipped."""
    path = find(FILE, directory)
    return parse(text_of(path), str(path))
