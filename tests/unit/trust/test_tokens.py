"""Message-IDs and tokens are the same from the same key, and nobody else can make them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foibot.trust.tokens import (
    Capability,
    OurId,
    body_marker,
    fingerprint,
    granted,
    identity_digest,
    message_id,
    our_ids,
    ours,
    plus_address,
    token,
    tokens_in,
)
from tests.unit.trust.mails import DESK, KEY, OFFICER, message, own

CAPABILITY = Capability("ashbury", ("FOI-2026-00047",), "answer", OFFICER, "", "digest:1")


@given(st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True), st.text(max_size=60))
def test_our_own_id_is_recognised_in_any_case_and_says_its_kind(kind: str, identity: str) -> None:
    made = message_id(kind, identity, "ashbury.gov.uk", KEY)

    assert made == message_id(kind, identity, "ASHBURY.gov.uk", KEY)
    assert ours(made.upper(), KEY) == OurId(kind, identity_digest(identity), "ashbury.gov.uk")


@given(st.integers(0, 200), st.sampled_from("abcdefgz234"))
def test_no_letter_of_an_id_can_be_changed(place: int, letter: str) -> None:
    made = message_id("digest", "2026-03-03:priya", "ashbury.gov.uk", KEY).strip("<>")
    place %= len(made)
    forged = made[:place] + letter + made[place + 1 :]

    assert forged == made or ours(forged, KEY) is None


@pytest.mark.parametrize(
    "hostile", ["", "<", "<@>", "a" * 100_000, "a." * 50_000, "<x@y>" * 20_000]
)
def test_what_is_no_id_of_ours_is_none(hostile: str) -> None:
    assert ours(hostile, KEY) is None


def test_the_nearest_of_our_ids_comes_first() -> None:
    first, last = (message_id("digest", str(n), "ashbury.gov.uk", KEY) for n in (1, 2))
    found = our_ids(message(own(), references=(first, "<x@y>", last)), KEY)

    assert [one.digest for one in found] == [identity_digest("2"), identity_digest("1")]


@pytest.mark.parametrize(
    "change",
    [
        {"authority": "oakham"},
        {"cases": ("FOI-2026-00048",)},
        {"cases": ("FOI-2026-00047", "FOI-2026-00048")},
        {"action": "approve"},
        {"addressee": "gwen@ashbury.gov.uk"},
        {"version": "2"},
        {"nonce": "digest:2"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_token_is_bound_to_each_of_its_facts(change: dict[str, str]) -> None:
    assert token(replace(CAPABILITY, **change), KEY) != token(CAPABILITY, KEY)  # type: ignore[arg-type]


def test_a_token_comes_back_by_address_and_by_text_and_is_stored_hashed() -> None:
    secret = token(CAPABILITY, KEY)
    by_address = message(own(), to=(plus_address(DESK, secret),))
    by_text = message(own(), text=f"ok\n> > {body_marker(secret)}")

    assert tokens_in(by_address) == tokens_in(by_text) == (secret,)
    assert granted(by_text, [CAPABILITY], KEY) == (CAPABILITY,)
    assert secret not in fingerprint(secret)


def test_guesses_open_nothing() -> None:
    for start in range(0, 2000, 20):
        guesses = "\n".join(
            body_marker(f"{'a' * 22}{chr(97 + n)}{start % 8 + 2}aa") for n in range(20)
        )

        assert granted(message(own(), text=guesses), [CAPABILITY], KEY) == ()
