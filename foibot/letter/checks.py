"""
LETTER -> FINDINGS: everything that must be right before a letter goes (law.md 6.4, part 6).

The checks read the letter as it will go, not the way it was made: a template that somebody edited
into error is caught like an officer's slip.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from foibot.case.model import Case
from foibot.config.shipped import text_of
from foibot.config.toml import toml_of
from foibot.letter.answers import answer_blocks
from foibot.letter.as_text import as_text
from foibot.letter.checks_claims import claims
from foibot.letter.checks_letter import letter
from foibot.letter.checks_outcomes import outcomes
from foibot.letter.checks_people import people
from foibot.letter.exemptions import Exemptions
from foibot.letter.findings import Checked, Finding, Words
from foibot.letter.model import LetterError
from foibot.letter.response import ResponseFacts, answered, enclosures_of, language_of
from foibot.letter.templates import Templates

CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (outcomes, claims, letter, people)


LISTS = ("internal", "placeholders", "motive", "promises", "promises_surely", "whose")


def check(checked: Checked) -> tuple[Finding, ...]:
    """Return every finding, each once, in the order of the letter."""
    return tuple(dict.fromkeys(chain.from_iterable(one(checked) for one in CHECKS)))


def checked(
    case: Case,
    facts: ResponseFacts,
    text: str,
    templates: Templates,
    exemptions: Exemptions,
    words: Words,
    *,
    attached: tuple[tuple[str, str], ...] | None = None,
    safe: frozenset[str] | None = None,
    monitored: frozenset[str] | None = None,
    officers: tuple[str, ...] = (),
    published: str = "",
) -> Checked:
    """Return what the checks look at for the letter *text* that answers *case*."""
    items = answered(case, facts.items)
    lang, alone = language_of(case, templates), len(case.counted) == 1
    files = tuple((file.name, file.sha256) for file in enclosures_of(items))
    return Checked(
        case=case,
        items=items,
        text=text,
        item_texts={
            item.n: as_text(
                answer_blocks(item, case.received_on, templates, exemptions, lang, alone=alone)
            )
            for item in items
        },
        desk=templates.desk.said_in(lang),
        language=lang,
        exemptions=exemptions,
        words=words,
        sent_on=facts.letter_date,
        due_on=facts.due_on,
        late_reason=facts.late_reason,
        attached=files if attached is None else attached,
        safe=frozenset(sha for _, sha in files) if safe is None else safe,
        monitored=frozenset({templates.desk.email}) if monitored is None else monitored,
        drafters=frozenset(case.drafted_by),
        officers=officers,
        published=published,
    )


def load(path: Path) -> Words:
    """Return the word lists of *path* (rules/checks.toml); a fault names its key."""
    try:
        table = toml_of(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise LetterError(f"{path}: {error}") from error
    lists = {}
    for name in LISTS:
        value = table.get(name)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise LetterError(f"{path}: {name} must be a list of words in quotation marks")
        lists[name] = tuple(one.casefold() for one in value)
    numbers = table.get("readability", {})
    hard, longest = numbers.get("hard"), numbers.get("longest_sentence")
    if not isinstance(hard, int) or not isinstance(longest, int):
        raise LetterError(f"{path}: [readability] needs hard and longest_sentence, whole numbers")
    return Words(**lists, hard=hard, longest_sentence=longest)
