"""Files over several mails: in order, none left out, each mail within its room."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.letter.parcels import AROUND, in_mail, parcels

KB = 1024


@pytest.mark.parametrize(
    ("sizes", "first", "others", "mails"),
    [
        ([10 * KB], 20 * KB, 20 * KB, ((0,),)),
        ([10 * KB, 10 * KB], 20 * KB, 20 * KB, ((0,), (1,))),
        ([30 * KB, 5 * KB, 5 * KB], 20 * KB, 45 * KB, ((), (0,), (1, 2))),
        ([90 * KB, 5 * KB], 20 * KB, 45 * KB, ((), (0,), (1,))),
        ([5 * KB, 90 * KB, 5 * KB], 20 * KB, 45 * KB, ((0,), (1,), (2,))),
    ],
)
def test_files_keep_their_order_and_a_large_one_has_its_own_mail(
    sizes: list[int], first: int, others: int, mails: tuple[tuple[int, ...], ...]
) -> None:
    assert parcels(sizes, first, others) == mails


@given(st.lists(st.integers(0, 50_000), max_size=12), st.integers(0, 90_000))
def test_every_file_goes_once_and_no_mail_of_several_is_too_full(
    sizes: list[int], first: int
) -> None:
    others = 90_000
    found = parcels(sizes, first, others)

    assert [at for mail in found for at in mail] == list(range(len(sizes)))
    for room, mail in zip([first, *[others] * len(found)], found, strict=False):
        assert sum(in_mail(sizes[at]) for at in mail) <= room


@given(st.integers(0, 5_000))
def test_the_size_in_a_mail_is_never_reckoned_too_small(size: int) -> None:
    lines = base64.encodebytes(b"x" * size).replace(b"\n", b"\r\n")

    assert len(lines) <= in_mail(size) <= len(lines) + AROUND + 2
