"""Labels inside running text: those without a figure are looked for in any text, others not."""

from __future__ import annotations

import re

from foibot.questions.inline import FIGURELESS, STYLES, split
from foibot.questions.passage import passage


def test_every_style_without_a_figure_is_among_those_that_are_looked_for_in_any_text() -> None:
    # What may not stand before a label does not count.
    forms = {style: re.sub(r"\(\?<!.*?\)", "", pattern.pattern) for style, pattern in STYLES}

    assert {style for style, form in forms.items() if r"\d" not in form} == FIGURELESS


def test_a_text_is_split_at_its_labels_with_and_without_figures() -> None:
    for text in (
        "Please send (1) the plan for the pier (2) the costs of it",
        "Please send (a) the plan for the pier (b) the costs of it",
        "Please send 1) the plan for the pier 2) the costs of it",
        "Please send • the plan for the pier • the costs of it",
    ):
        before, parts = split(passage(text))

        assert before.text == "Please send"
        assert [part.body.text for part in parts] == ["the plan for the pier", "the costs of it"]
