from __future__ import annotations

from pathlib import Path

import pytest

from foibot.case.model import Law
from foibot.config.shipped import shipped
from foibot.letter.exemptions import cited, load
from foibot.letter.model import LetterError

ALL = load(shipped("rules/exemptions.toml"))


@pytest.mark.parametrize(
    ("law", "written", "id"),
    [
        (Law.FOIA, "s.43(2)", "s.43(2)"),
        (Law.FOIA, "Section 43 (2)", "s.43(2)"),
        (Law.FOIA, "S43(2)", "s.43(2)"),
        (Law.FOIA, "43(2) FOIA", "s.43(2)"),
        (Law.FOIA, "s.31(1)(a)", "s.31"),
        (Law.FOIA, "s.40(3A)(a)", "s.40(2)"),
        (Law.FOIA, "s.12", "s.12(1)"),
        (Law.FOIA, "s.36(2)(b)(i)", "s.36(2)(b)(i)"),
        (Law.FOIA, "s.36(2)(a)(i)", "s.36(2)"),
        (Law.EIR, "reg 12(5)(e)", "reg 12(5)(e)"),
        (Law.EIR, "Regulation 12(4)(b) of the EIR", "reg 12(4)(b)"),
        (Law.FOISA, "s.33(1)(b)", "s.33"),
        (Law.FOISA, "s.38(1)(b)", "s.38(1)(b)"),
        (Law.EISRS, "reg 10(5)(e)", "reg 10(5)(e)"),
    ],
)
def test_what_an_officer_writes_is_found(law: Law, written: str, id: str) -> None:  # noqa: A002
    found = ALL.find(law, written)

    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("law", "written"),
    [(Law.FOIA, "reg 12(5)(e)"), (Law.EIR, "s.43(2)"), (Law.FOISA, "s.43(2)"), (Law.FOIA, ""),
     (Law.FOIA, "s.99"), (Law.EISRS, "12(5)(e)")],
)  # fmt: skip
def test_an_exemption_of_another_law_is_not_found(law: Law, written: str) -> None:
    assert ALL.find(law, written) is None


@pytest.mark.parametrize(
    ("law", "ids"),
    [
        # Absolute exemptions of FOIA, s.2(3); those of EIR are personal data and form alone.
        (Law.FOIA, {"s.21", "s.23", "s.32", "s.34", "s.37(1)(a)", "s.40(1)", "s.40(2)", "s.41",
                    "s.44"}),
        (Law.EIR, {"reg 13(1)", "reg 5(3)", "reg 6(1)(b)"}),
        (Law.FOISA, {"s.25", "s.26", "s.36(2)", "s.37", "s.38(1)(a)", "s.38(1)(b)",
                     "s.38(1)(c)", "s.38(1)(d)"}),
    ],
)  # fmt: skip
def test_the_absolute_ones_are_those_of_the_act(law: Law, ids: set[str]) -> None:
    assert {one.id for one in ALL.entries if one.law is law and one.kind == "absolute"} == ids


def test_foisa_asks_for_substantial_prejudice_and_eir_for_adverse_effect() -> None:
    tests = {law: {one.test for one in ALL.entries if one.law is law} for law in Law}

    assert "prejudice" not in tests[Law.FOISA]
    assert "prejudice" not in tests[Law.EIR]
    assert "adverse" in tests[Law.EIR]


@pytest.mark.parametrize(
    ("written", "law", "said"),
    [
        ("s.43(2)", Law.FOIA, "section 43(2)"),
        ("s.22a(1)", Law.FOIA, "section 22A(1)"),
        ("s.40(3a)(a)", Law.FOIA, "section 40(3A)(a)"),
        ("reg 12(5)(e)", Law.EIR, "regulation 12(5)(e)"),
        ("reg 13(5A)", Law.EIR, "regulation 13(5A)"),
    ],
)
def test_a_letter_cites_in_full_words(written: str, law: Law, said: str) -> None:
    assert cited(written, law) == said


def test_every_fault_of_the_file_is_named_at_once(tmp_path: Path) -> None:
    rules = tmp_path / "exemptions.toml"
    rules.write_text(
        '[[exemption]]\nlaw = "foi"\nid = "s.1"\nkind = "some"\ntest = "class"\n'
        'public_interest = "no"\ntitle = "x"\nharm = "y"\nneeds = ["luck"]\n'
    )

    with pytest.raises(LetterError) as caught:
        load(rules)

    said = str(caught.value)
    for fault in (
        "law is 'foi'",
        "kind is 'some'",
        "covers is missing",
        "harm is not known",
        "luck",
    ):
        assert fault in said
    assert said.count(str(rules)) == 5
