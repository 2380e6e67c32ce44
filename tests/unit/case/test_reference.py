"""References are recognised wherever people write them."""

from __future__ import annotations

from foibot.case.model import CaseKind
from foibot.case.reference import number_of, reference, references


def test_a_reference_is_made_and_found_again() -> None:
    made = reference(CaseKind.REQUEST, 2026, 47)

    assert made == "FOI-2026-00047"
    assert references(f"Re: [{made}] your request (foi-2026-00048)") == (made, "FOI-2026-00048")
    assert number_of(made) == ("FOI", 2026, 47)


def test_what_only_looks_like_one_is_none() -> None:
    assert references("FOI-2026-123, XFOI-2026-00047, FOI-2026-00047a, FOI-1999-00001") == ()
