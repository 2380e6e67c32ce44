"""What every label of a style shows is looked for before the label itself."""

from __future__ import annotations

import re

import pytest

from foibot.questions.labels import LETTERED, STYLES, labels_in


def test_every_style_without_a_figure_is_among_those_that_are_looked_for_in_any_text() -> None:
    # What may not stand before a label does not count.
    forms = {style: re.sub(r"\(\?<!.*?\)", "", pattern.pattern) for style, pattern in STYLES}
    figureless = {style for style, form in forms.items() if r"\d" not in form}

    assert figureless == LETTERED


@pytest.mark.parametrize(
    ("text", "styles"),
    [
        ("Please send (a) the plan and (b) the costs.", {"(a"}),
        ("Please send a. the plan, b. the costs.", {"a."}),
        ("Please send i. the plan, ii. the costs.", {"i."}),
        ("Please send a) the plan, b) the costs.", {"a)"}),
        ("Please send 1. The plan 2. The costs", {"1."}),
        ("Please send ١. The plan ٢. The costs", {"1."}),  # figures of any script
        ("Please send the plan, the costs and the letters.", set()),
    ],
)
def test_labels_with_and_without_figures_are_found(text: str, styles: set[str]) -> None:
    assert {label.style for label in labels_in(text)} == styles
