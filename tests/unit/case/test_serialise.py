"""Facts survive being stored."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date, datetime
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.case.lifecycle import facts
from foibot.case.serialise import SerialiseError, decode_fact, encode_fact, fact_name

st.register_type_strategy(float, st.floats(allow_nan=False))


@given(st.data())
@pytest.mark.parametrize("kind", facts(), ids=lambda k: k.__name__)
def test_a_fact_is_the_same_after_storing(kind: type, data: st.DataObject) -> None:
    fact = data.draw(st.from_type(kind))

    stored = json.loads(json.dumps(encode_fact(fact)))
    assert decode_fact(fact_name(fact), stored) == fact


def test_an_unknown_fact_or_field_is_refused() -> None:
    with pytest.raises(SerialiseError, match="newer foibot"):
        decode_fact("Teleported", {})
    with pytest.raises(SerialiseError, match="mood"):
        decode_fact("Closed", {"why": "done", "mood": "happy"})


def test_every_field_has_a_type_that_can_be_stored() -> None:
    plain = {str, int, bool, float, type(None), date, datetime}

    def known(kind: object) -> bool:
        arguments = typing.get_args(kind)
        if typing.get_origin(kind) in (tuple, types.UnionType, typing.Union):
            return all(known(argument) for argument in arguments if argument is not Ellipsis)
        if not isinstance(kind, type):
            return False
        if dataclasses.is_dataclass(kind):
            return all(known(hint) for hint in typing.get_type_hints(kind).values())
        return kind in plain or issubclass(kind, Enum)

    assert [kind.__name__ for kind in facts() if not known(kind)] == []
