"""Which tests hold which promise (P1 to P26) and which threat (T1 to T32): each name is there."""

from __future__ import annotations

import re

import pytest

from tests.security.promises import PROMISES
from tests.security.threats import THREATS
from tests.shared import ROOT

HELD = PROMISES | THREATS


@pytest.mark.parametrize("name", HELD)
def test_each_promise_and_threat_has_its_tests(name: str) -> None:
    what, tests = HELD[name]
    assert tests
    for path, begins in tests:
        text = (ROOT / "tests" / path).read_text()
        assert re.search(rf"^def {begins}", text, re.MULTILINE), f"{name}, {what}: {path} {begins}"


def test_none_is_left_out() -> None:
    promises, threats = (
        {f"{kind}{n}" for n in range(1, last + 1)} for kind, last in (("P", 26), ("T", 32))
    )
    assert {*PROMISES} == promises
    assert {*THREATS} == threats
