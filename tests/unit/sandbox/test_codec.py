"""What goes to a child and back: values, without pickle."""

from __future__ import annotations

import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.sandbox.codec import CodecError, Value, pack, unpack

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_comes_back_as_it_went(value: Value) -> None:
    assert unpack(pack(value)) == value


@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused_in_one_way(data: bytes) -> None:
    try:
        unpack(data)
    except CodecError:
        return


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x01",
        struct.pack("<Q", 2**62) + b"{}",
        struct.pack("<Q", 3) + b"{}}",
        struct.pack("<Q", 15) + json.dumps({"\x00bytes": 7}).encode(),
        b"\x80\x04\x95",
    ],
)
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        unpack(data)
