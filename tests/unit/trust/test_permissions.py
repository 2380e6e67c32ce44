"""The table of who may do what by mail, fact by fact."""

from __future__ import annotations

from itertools import product

import pytest

from foibot.trust.permissions import NEEDS, Action, Allowed, Facts, Refused, may

TABLE = {
    Action.ANSWER: {"AC", "BC", "ABC"},
    Action.UNDO_ANSWER: {"AC", "BC", "ABC"},
    Action.ENCLOSE: {"ABC"},
    Action.APPROVE: set(),
    Action.EXTEND: set(),
    Action.REFUSE: set(),
    Action.CLOSE: set(),
    Action.REDATE: set(),
    Action.ASSIGN: {"ABC"},
    Action.RELEASE: {"ABC"},
    Action.JOIN_CASE: {"BC", "ABC"},
    Action.WITHDRAW_REQUEST: {"ABC"},
}


def held(letters: str) -> Facts:
    return Facts("A" in letters, "B" in letters, "C" in letters, "D" in letters)


@pytest.mark.parametrize("action", TABLE)
def test_without_a_code_just_these_facts_suffice(action: Action) -> None:
    subsets = {"".join(c for c, on in zip("ABC", bits, strict=True) if on)
               for bits in product((0, 1), repeat=3)}  # fmt: skip
    allowed = {letters for letters in subsets if isinstance(may(action, held(letters)), Allowed)}

    assert allowed == TABLE[action]


def test_all_four_facts_allow_everything_but_the_files() -> None:
    refused = {action for action in Action if isinstance(may(action, held("ABCD")), Refused)}

    assert refused == {Action.ROSTER, Action.RULES, Action.TEMPLATES}
    assert set(NEEDS) == set(Action)


def test_anybody_may_ask_for_a_review() -> None:
    assert isinstance(may(Action.REVIEW, Facts()), Allowed)


def test_each_missing_fact_is_named_in_words() -> None:
    answer = may(Action.APPROVE, held("C"))

    assert isinstance(answer, Refused)
    assert [reason.split()[0] for reason in answer.reasons] == ["the", "it", "the"]
