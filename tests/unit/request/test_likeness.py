"""How like earlier requests under the EIR a message reads: what that changes, and what it flags."""

from __future__ import annotations

import pytest

from foibot.questions.model import Item
from foibot.questions.source import BODY, Source
from foibot.request.likeness import (
    MODEL,
    like_environmental,
    load_likeness,
    shipped_likeness,
)
from foibot.request.model import Kind, Regime
from foibot.request.regime import Found, find_regime
from foibot.request.signals import parts
from foibot.request.sources import Written
from tests.kinds.labelled import rules
from tests.unit.request.mails import mail
from tests.unit.request.test_read import read

CORE = "How many tonnes of recycling were collected from each bin round?"
EDGE = "How many reports of damp and mould did tenants make?"
IN_PART = "How many agency staff and permanent employees deal with noise?"


def law_of(question: str, like: float | None, kind: Kind = Kind.NEW_REQUEST) -> Found:
    """Return the law of one *question*, which reads so much *like* those under the EIR."""
    written = Source(BODY, tuple((line.text, line.start) for line in mail(question).lines))
    item = Item(1, None, None, stem=False, text=question, end=len(question))
    return find_regime(
        kind,
        parts("", Written(written, ())),
        (item,),
        rules().topics,
        rules().kinds,
        own_data=False,
        like=like,
    )


def said(found: Found) -> list[str]:
    return [each.evidence for each in found.reasons if each.rule == "earlier-requests"]


def test_what_earlier_requests_bear_out_is_left_as_the_topics_say() -> None:
    assert law_of(CORE, 0.6) == law_of(CORE, None)
    assert law_of(IN_PART, 0.1) == law_of(IN_PART, None)


def test_an_environmental_topic_that_reads_like_hardly_any_such_request_is_looked_at() -> None:
    found = law_of(CORE, 0.05)

    assert (found.regime, found.flagged) == (Regime.EIR, True)
    assert said(found) == ["5% like those under the EIR"]


@pytest.mark.parametrize(
    "passing", ["How many licensed shared houses are there in Selly Oak?", "Who runs Riverside?"]
)
def test_one_word_in_passing_is_no_topic_where_all_else_reads_unlike_it(passing: str) -> None:
    found = law_of(passing, 0.05)

    assert (found.regime, found.flagged) == (Regime.FOI, True)
    assert law_of(passing, 0.4).regime is Regime.EIR


def test_a_question_about_one_environmental_word_alone_keeps_its_law_unless_wholly_unlike() -> None:
    asked = "Can I have a list of the schools with asbestos?"

    assert (law_of(asked, 0.25).regime, law_of(asked, 0.25).flagged) == (Regime.EIR, True)
    assert law_of(asked, 0.05).regime is Regime.FOI


def test_a_topic_on_the_edge_is_looked_at_but_where_earlier_requests_bear_it_out() -> None:
    like, unlike = law_of(EDGE, 0.7), law_of(EDGE, 0.3)

    assert (like.regime, like.flagged) == (Regime.EIR, False)
    assert (unlike.regime, unlike.flagged) == (Regime.EIR, True)


def test_environmental_words_beside_others_are_looked_at_where_it_reads_like_the_eir() -> None:
    found = law_of(IN_PART, 0.8)

    assert (found.regime, found.flagged) == (Regime.FOI, True)


def test_what_reads_wholly_like_the_eir_and_has_a_word_of_it_falls_under_them() -> None:
    found = law_of(IN_PART, 0.95)

    assert (found.regime, found.flagged) == (Regime.EIR, True)


def test_only_of_a_new_request_is_it_asked() -> None:
    assert law_of(CORE, 0.01, Kind.CHASER) == law_of(CORE, None, Kind.CHASER)


def test_each_known_word_speaks_for_one_of_the_laws() -> None:
    model = load_likeness('{"start": -2.0, "weights": {"w:tree": 3.0, "w:pay": -1.5}}')

    assert like_environmental({"w:tree", "w:unknown"}, model) == pytest.approx(0.731, abs=0.001)
    assert like_environmental({"w:pay"}, model) == pytest.approx(0.029, abs=0.001)


def test_the_shipped_model_is_small_and_knows_the_words_of_both_laws() -> None:
    model = shipped_likeness()

    assert MODEL.stat().st_size < 150_000
    assert model.weights["w:tree"] > 0 > model.weights["w:staff"]


def test_a_reading_says_how_like_earlier_requests_it_is() -> None:
    reading = read(
        "Under the Freedom of Information Act please supply, for the system in which trees are "
        "recorded:\n1. The name of the supplier.\n2. The contract start and end date.\n"
        "3. The annual spend.\n4. The number of users.\n5. The job title of the contract owner.",
        "FOI request - tree management system",
    )

    assert reading.flagged
    assert "earlier-requests" in [each.rule for each in reading.reasons]


def test_the_subject_alone_does_not_outweigh_questions_that_speak_of_something_else() -> None:
    reading = read("How many fixed penalties were issued?", "Roadworks permits")

    assert (reading.regime, reading.flagged) == (Regime.FOI, True)
