"""The letter that a council really sent: the same order and words, without its faults in law."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from foibot.case.model import Answer, Case, Outcome
from foibot.config.shipped import shipped
from foibot.letter import checks
from foibot.letter.as_text import as_text
from foibot.letter.blocks import Listing
from foibot.letter.exemptions import load
from foibot.letter.plain import blocks_of_text
from foibot.letter.response import response
from tests.shared import need_shared
from tests.unit.letter.cases import FACTS, case, enclosure, item
from tests.unit.letter.desks import templates

pytestmark = pytest.mark.shared
WRONG = re.compile(r"Therefore, [^·]*?17\.1.*?Council\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sent:
    """The parts of the letter."""

    title: str
    intro: str
    questions: tuple[tuple[str, str], ...]
    enclosures: tuple[str, ...]


def sent() -> Sent:
    parts = json.loads((Path(need_shared()) / "customer" / "letter.json").read_text("utf-8"))
    return Sent(
        parts["title"],
        parts["intro"],
        # What the officers said, without the paragraph that the office put in wrongly.
        tuple(
            (one["question"], WRONG.sub("", "\n\n".join(one["answer"])))
            for one in parts["questions"]
        ),
        tuple(str(one) for one in parts["enclosures_promised"]),
    )


def answered(letter: Sent) -> Case:
    files = tuple(
        enclosure(f"{at}-file.pdf", title, "somebody else" if at == 2 else None)
        for at, title in enumerate(letter.enclosures, 1)
    )
    items = []
    for n, (question, text) in enumerate(letter.questions, 1):
        outcome = Outcome.NOT_HELD if n == 2 else Outcome.DISCLOSED
        answer = Answer(outcome, text, (), files if n == len(letter.questions) else (), "archive")
        items.append(item(n, question, answer))
    return case(*items, title=letter.title, intro=letter.intro)


def test_order_questions_answers_and_lists_are_kept() -> None:
    letter, own = sent(), templates()
    rules = load(shipped("rules/exemptions.toml"))
    text = as_text(own.render(response(answered(letter), FACTS, own, rules)).blocks)
    flat = " ".join(text.split())

    at = 0
    for question, answer in letter.questions:
        for words in (question, *re.findall(r"[A-Z][^·\n]{20,}", answer)):
            at = flat.index(" ".join(words.split()), at)
    assert flat.index(letter.title) < flat.index(letter.questions[0][0])
    assert all(title in text for title in letter.enclosures)


def test_bullets_and_numbers_are_lists() -> None:
    found = [one for one in blocks_of_text(sent().questions[3][1]) if isinstance(one, Listing)]

    assert [one.ordered for one in found] == [False, True, False, False]
    assert [len(one.items) for one in found] == [3, 4, 12, 1]


def test_the_faults_in_law_are_gone_and_the_checks_would_have_named_them() -> None:
    letter, own = sent(), templates()
    rules = load(shipped("rules/exemptions.toml"))
    words = checks.load(shipped("rules/checks.toml"))
    made = answered(letter)
    text = as_text(own.render(response(made, FACTS, own, rules)).blocks)
    original = (Path(need_shared()) / "customer" / "letter.txt").read_text("utf-8")

    ours = checks.check(checks.checked(made, FACTS, text, own, rules, words))
    theirs = checks.check(checks.checked(made, FACTS, original, own, rules, words))

    assert [one for one in ours if one.blocking] == []
    assert "section 17" not in text
    assert {"L2", "6.2-1", "6.2-2"} <= {one.rule for one in theirs}
