"""References are recognised wherever people write them."""

from __future__ import annotations

from foibot.case.model import CaseKind
from foibot.case.reference import in_our_form, number_of, reference, references


def test_a_reference_is_made_and_found_again() -> None:
    made = reference(CaseKind.REQUEST, 2026, 47)

    assert made == "FOI-2026-00047"
    assert references(f"Re: [{made}] your request (foi-2026-00048)") == (made, "FOI-2026-00048")
    assert number_of(made) == ("FOI", 2026, 47)


def test_what_only_looks_like_one_is_none() -> None:
    assert references("FOI-2026-123, XFOI-2026-00047, FOI-2026-00047a, FOI-1999-00001") == ()


def test_a_known_case_is_recognised_in_any_form_that_people_write() -> None:
    known = {"FOI-2026-00047", "EIR-2026-00048"}

    said = "EIR-2026-00047, foi/2026/47 and FOI 2026-0048; FOI 2024/25 and EIR-2025-00047 not"

    assert in_our_form(said, known) == (
        "FOI-2026-00047, FOI-2026-00047 and EIR-2026-00048; FOI 2024/25 and EIR-2025-00047 not"
    )


def test_a_request_for_environmental_information_may_be_named_by_its_law() -> None:
    assert references("Re: EIR-2026-00048") == ("EIR-2026-00048",)
