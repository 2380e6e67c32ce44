"""Rich Text packed by Outlook is unpacked as MS-OXRTFCP says, and whatever is broken ends early."""

from __future__ import annotations

import random

import pytest

from foibot.attachments.compressed_rtf import is_compressed, unpacked

# The two examples of MS-OXRTFCP 4.1.
SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


@pytest.mark.parametrize(
    ("packed", "wanted"),
    [
        (SIMPLE, rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"),
        (CROSSING, rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
    ],
    ids=["simple", "a run that goes on into itself"],
)
def test_the_examples_of_the_standard_are_unpacked(packed: bytes, wanted: bytes) -> None:
    assert is_compressed(packed)
    assert unpacked(packed) == wanted


def test_what_is_stored_plainly_is_returned_as_it_is() -> None:
    stored = b"\x18\x00\x00\x00\x0c\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 bins}and more"

    assert unpacked(stored) == b"{\\rtf1 bins}"


def test_what_is_no_packed_rich_text_is_said_to_be_none() -> None:
    assert not is_compressed(b"{\\rtf1 a letter}")
    with pytest.raises(ValueError, match="no compressed Rich Text"):
        unpacked(b"short")


def test_changed_bytes_never_raise_and_never_grow_beyond_what_they_claim() -> None:
    dice = random.Random(7)
    for _ in range(2_000):
        changed = bytearray(SIMPLE)
        for _ in range(dice.randint(1, 6)):
            changed[dice.randrange(16, len(changed))] = dice.randrange(256)

        assert len(unpacked(bytes(changed[: dice.randrange(16, len(changed) + 1)]))) <= 43 + 17
