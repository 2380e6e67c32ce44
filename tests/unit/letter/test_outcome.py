"""The outcome letter of a review: right ones pass, each part of IR-8 and IR-9 broken is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from foibot.case.model import (
    Answer,
    Case,
    CaseKind,
    ExemptionClaim,
    Law,
    Outcome,
    PointDecided,
    ReviewFinding,
)
from foibot.config.shipped import shipped
from foibot.letter import checks
from foibot.letter.as_text import as_text
from foibot.letter.checks_review import Outcomes, review_outcome
from foibot.letter.findings import Gravity
from foibot.letter.outcome import OutcomeFacts, answered_anew, outcome_letter
from foibot.letter.response import ResponseFacts, language_of
from tests.unit.letter.cases import COMMERCIAL, DUE, case, item
from tests.unit.letter.corpus import EXEMPTIONS
from tests.unit.letter.desks import templates

DESKS = {True: templates(scotland=True), False: templates()}
WORDS = checks.load(shipped("rules/checks.toml"))
SENT = date(2026, 11, 20)
DAY = date(2027, 1, 15)
UPHELD = PointDecided(1, ReviewFinding.UPHELD, "The count left out the side roads.")
RIGHT = PointDecided(2, ReviewFinding.NOT_UPHELD, "The cost is right.")
ANSWERED = replace(UPHELD, answer=Answer(Outcome.DISCLOSED, "5,120 potholes."))
ACTION = replace(UPHELD, action="count the side roads and tell you", action_by=DAY)
REFUSED = replace(
    UPHELD,
    finding=ReviewFinding.PARTLY,
    answer=Answer(Outcome.REFUSED, exemptions=(COMMERCIAL,)),
)


def first(law: Law, second: Law | None = None) -> Case:
    """Return the case under review, answered on two questions."""
    given = Answer(Outcome.DISCLOSED, "4,210 potholes.")
    made = case(item(1, "How many?", given, law), item(2, "What cost?", given, second or law))
    return replace(made, sent_at=made.received_at)


def a_review(of: Case, *points: PointDecided) -> Case:
    """Return the review of *of* with what was found."""
    return replace(
        of,
        reference="IR-2026-0007",
        kind=CaseKind.REVIEW,
        items=(),
        review_of=of.reference,
        complaint="The answer to question 1 leaves roads out.",
        points=points,
        reviewer_role="Head of Legal Services",
        sent_at=None,
    )


def outcome(of: Case, *points: PointDecided, due: date = DUE, **change: object) -> Outcomes:
    """Return the outcome letter of a review of *of*, ready to be checked."""
    review: Case = replace(a_review(of, *points), **change)  # type: ignore[arg-type]
    own = DESKS[of.law in {Law.FOISA, Law.EISRS}]
    anew = answered_anew(review, of)
    facts = OutcomeFacts(SENT, due)
    letter = outcome_letter(review, of, anew, facts, own, EXEMPTIONS)
    text = as_text(own.render(letter, language_of(of, own)).blocks)
    told = ResponseFacts(SENT, due, review.late_reason)
    looked = checks.checked(anew, told, text, own, EXEMPTIONS, WORDS)
    return Outcomes(looked, review, of, involved=False, independence="")


def rules(letter: Outcomes) -> set[str]:
    """Return the rules that something stands against the letter by."""
    return {one.rule for one in review_outcome(letter) if one.gravity is not Gravity.WARN}


@pytest.mark.parametrize("law", [Law.FOIA, Law.EIR, Law.FOISA, Law.EISRS])
@pytest.mark.parametrize(
    "points", [(ANSWERED, RIGHT), (ACTION,), (RIGHT,)], ids=["answered", "promised", "not upheld"]
)
def test_a_right_outcome_is_not_stopped(law: Law, points: tuple[PointDecided, ...]) -> None:
    named = points if points != (RIGHT,) else (replace(RIGHT, n=1),)

    assert rules(outcome(first(law), *named)) == set()


@pytest.mark.parametrize("law", [Law.FOIA, Law.EIR])
@pytest.mark.parametrize("points", [(ANSWERED, RIGHT), (ACTION,)], ids=["answered", "promised"])
def test_a_right_outcome_in_welsh_is_not_stopped(
    law: Law, points: tuple[PointDecided, ...]
) -> None:
    english = first(law)
    welsh = replace(english, requester=replace(english.requester, language="cy"))
    letter = outcome(welsh, *points)

    assert "Canlyniad ein hadolygiad" in letter.checked.text
    assert "cadarnhawyd y gŵyn" in letter.checked.text
    assert rules(letter) == set()
    assert "IR-8(2)" in rules(_reworded(letter, "adarnhawyd", "x"))


def test_a_mixed_outcome_names_both_laws_and_both_ways_to_the_regulator() -> None:
    letter = outcome(first(Law.FOIA, Law.EIR), ANSWERED, RIGHT)

    assert rules(letter) == set()
    for words in ("section 50", "regulation 18", "Information Act 2000", "Regulations 2004"):
        assert words in letter.flat


def without(words: str, law: Law = Law.FOIA, *points: PointDecided) -> Outcomes:
    """Return a right letter from which *words* were lost."""
    letter = outcome(first(law), *(points or (ACTION,)))
    assert words in letter.checked.text, (words, letter.checked.text)
    return _reworded(letter, words, "")


def _reworded(letter: Outcomes, words: str, new: str) -> Outcomes:
    text = letter.checked.text.replace(words, new)
    return replace(letter, checked=replace(letter.checked, text=text))


BROKEN: list[tuple[str, str, Callable[[], Outcomes]]] = [
    ("IR-8(1)", "the review's reference is lost", lambda: without("IR-2026-0007")),
    ("IR-8(1)", "the request's reference is lost", lambda: without("FOI-2026-0123")),
    ("IR-8(1)", "the day of asking is lost", lambda: without("Monday 26 October 2026")),
    ("IR-8(1)", "the complaint is lost", lambda: without("leaves roads out")),
    ("IR-8(1)", "nobody knows which request", lambda: outcome(
        first(Law.FOIA), ACTION, review_of=None)),
    ("IR-8(2)", "no finding", lambda: outcome(first(Law.FOIA))),
    ("IR-8(2)", "a question complained of has none", lambda: outcome(first(Law.FOIA), RIGHT)),
    ("IR-8(2)", "the finding is lost", lambda: without("your complaint is upheld")),
    ("IR-8(3)", "no reasons", lambda: outcome(first(Law.FOIA), replace(ACTION, text=" "))),
    ("IR-8(3)", "the reasons are lost", lambda: without("The count left out")),
    ("L4", "a new refusal without the public interest", lambda: outcome(
        first(Law.FOIA), replace(REFUSED, answer=Answer(
            Outcome.REFUSED, exemptions=(replace(COMMERCIAL, balance=""),))))),
    ("LET-6", "a new refusal without a reason", lambda: outcome(
        first(Law.FOIA), replace(REFUSED, answer=Answer(
            Outcome.REFUSED, exemptions=(ExemptionClaim("s.43(2)"),))))),
    ("IR-8(4)", "upheld, and nothing follows", lambda: outcome(first(Law.FOIA), UPHELD)),
    ("IR-8(5)", "late without an apology", lambda: _reworded(
        outcome(first(Law.FOIA), ACTION, due=date(2026, 11, 18)), "sorry", "aware")),
    ("IR-8(6)", "EIR: upheld, and nothing follows", lambda: outcome(first(Law.EIR), UPHELD)),
    ("IR-8(6)", "EIR: no day", lambda: outcome(first(Law.EIR), replace(ACTION, action_by=None))),
    ("IR-8(6)", "EISRs: no action", lambda: outcome(first(Law.EISRS), UPHELD)),
    ("IR-8(6)", "EIR: the failure is not named", lambda: without("failed to comply", Law.EIR)),
    ("IR-8(7)", "no regulator", lambda: without("Information Commissioner's Office")),
    ("IR-8(7)", "no link", lambda: without("ico.org.uk")),
    ("IR-8(7)", "no provision", lambda: without("section 50")),
    ("IR-8(7)", "EIR: no provision", lambda: without("regulation 18", Law.EIR)),
    ("IR-8(7)", "no time to complain", lambda: without("within six weeks")),
    ("L10", "another country's regulator", lambda: _reworded(
        outcome(first(Law.FOIA), ACTION), "Yours sincerely", "Scottish Information Commissioner")),
    ("IR-8(8)", "no role", lambda: outcome(first(Law.FOIA), ACTION, reviewer_role="")),
    ("IR-8(8)", "the role is lost", lambda: without("Head of Legal Services")),
    ("IR-6", "somebody involved without a reason", lambda: replace(
        outcome(first(Law.FOIA), ACTION), involved=True)),
    ("IR-9", "FOISA: no word of what was decided", lambda: without("section 21(4)", Law.FOISA)),
    ("IR-9", "no Court of Session", lambda: without("Court of Session", Law.FOISA)),
    ("IR-9", "FOISA: still no decision", lambda: outcome(
        replace(first(Law.FOISA), sent_at=None), ACTION)),
    ("T21", "internal words", lambda: outcome(
        first(Law.FOIA), replace(ACTION, text="Keep this between ourselves: legal says no."))),
    ("SEC-2", "somebody's own data", lambda: outcome(
        first(Law.FOIA), replace(ACTION, text="Ring her on 07700 900123."))),
    ("L14", "something not filled in", lambda: outcome(
        first(Law.FOIA), replace(ACTION, text="The count is [number]."))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "what", "broken"), BROKEN, ids=[f"{r} {w}" for r, w, _ in BROKEN])
def test_each_rule_broken_once_is_named(
    rule: str, what: str, broken: Callable[[], Outcomes]
) -> None:
    assert rule in rules(broken()), what


@pytest.mark.parametrize(
    ("points", "sent", "said"),
    [
        ((RIGHT,), True, "we confirm our first decision."),
        ((ACTION,), True, "with the changes that we describe above"),
        ((ANSWERED,), True, "in the place of our first one"),
        ((ANSWERED,), False, "we reach it now"),
    ],
)
def test_a_scottish_outcome_says_which_of_the_three_it_is(
    points: tuple[PointDecided, ...], sent: bool, said: str
) -> None:
    of = first(Law.FOISA)
    letter = outcome(of if sent else replace(of, sent_at=None), *points)

    assert said in letter.flat


def test_a_late_outcome_without_a_reason_is_remarked() -> None:
    found = review_outcome(outcome(first(Law.FOIA), ACTION, due=date(2026, 11, 18)))

    assert [one.rule for one in found] == ["IR-8(5)"]
