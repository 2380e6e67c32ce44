"""What is done with each message that reaches a desk, and which rule says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from foibot.config.shipped import shipped
from foibot.request.kind import ThreadState
from foibot.request.model import Kind
from foibot.triage.chain import NO_RULE, triage
from foibot.triage.conditions import CONDITIONS
from foibot.triage.disposition import Disposition
from foibot.triage.facts import Facts
from foibot.triage.load import ChainError, load_chain
from foibot.trust.authentication import Outcome

CHAIN = load_chain((shipped("rules") / "triage.toml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 23)
STRANGER = Facts(Kind.NEW_REQUEST, DAY, asks=True)
REQUESTER = replace(STRANGER, case=True, case_state=ThreadState.OPEN, asks=False)
OFFICER = replace(
    STRANGER, staff=True, on_roster=True, to_staff=True, answers="digest", verdict=Outcome.PASS
)


@pytest.mark.parametrize(
    ("facts", "wanted", "rule"),
    [
        (STRANGER, Disposition.NEW_REQUEST, "request"),
        (replace(STRANGER, asks=False), Disposition.NEW_REQUEST, "request"),
        (replace(STRANGER, kind=Kind.COMPLAINT), Disposition.NEW_REQUEST, "asks-in-other-words"),
        (replace(STRANGER, kind=Kind.COMPLAINT, asks=False), Disposition.HOLD, "rest"),
        (replace(STRANGER, kind=Kind.SUBJECT_ACCESS), Disposition.NEW_REQUEST, "own-data"),
        (replace(STRANGER, kind=Kind.REUSE), Disposition.NEW_REQUEST, "reuse"),
        (replace(STRANGER, kind=Kind.AUTO_REPLY), Disposition.AUTOMATIC, "automatic-reply"),
        (replace(STRANGER, kind=Kind.BOUNCE, from_desk=True), Disposition.BOUNCE, "bounce"),
        (replace(STRANGER, own_signature=True), Disposition.OWN_MAIL, "ours"),
        (replace(STRANGER, readable=False), Disposition.HOLD, "unreadable"),
        (replace(STRANGER, kind=Kind.REGULATOR), Disposition.REGULATOR, "regulator"),
        (replace(STRANGER, kind=Kind.INTERNAL_REVIEW), Disposition.REVIEW_REQUEST, "review"),
        (replace(STRANGER, kind=Kind.WITHDRAWAL, asks=False), Disposition.HOLD, "rest"),
        (
            replace(STRANGER, answer_from=date(2026, 12, 1)),
            Disposition.BEFORE_START,
            "before-start",
        ),
        (replace(STRANGER, carries_token=True, asks=False), Disposition.HOLD, "foreign-token"),
        (replace(STRANGER, carries_token=True), Disposition.NEW_REQUEST, "request"),
        (replace(REQUESTER, kind=Kind.WITHDRAWAL), Disposition.WITHDRAWAL, "withdrawal"),
        (replace(REQUESTER, kind=Kind.CHASER), Disposition.CHASER, "chaser"),
        (replace(REQUESTER, kind=Kind.CORRECTION), Disposition.CORRECTION, "correction"),
        (replace(REQUESTER, kind=Kind.THANKS), Disposition.THANKS, "thanks"),
        (
            replace(REQUESTER, kind=Kind.THANKS, in_doubt=True),
            Disposition.HOLD,
            "thanks-in-doubt",
        ),
        (replace(REQUESTER, kind=Kind.CHASER, repeats=True), Disposition.CHASER, "chaser"),
        (
            replace(STRANGER, kind=Kind.CHASER, asks=False, repeats=True),
            Disposition.NEW_REQUEST,
            "reminder-of-what-never-came",
        ),
        (
            replace(
                REQUESTER,
                kind=Kind.BUSINESS_AS_USUAL,
                case_state=ThreadState.AWAITING_CLARIFICATION,
            ),
            Disposition.CLARIFICATION,
            "clarification",
        ),
        (
            replace(REQUESTER, kind=Kind.COMPLAINT, case_state=ThreadState.ANSWERED),
            Disposition.REVIEW_REQUEST,
            "complaint-about-answer",
        ),
        (
            replace(REQUESTER, case_state=ThreadState.ANSWERED, asks=True),
            Disposition.NEW_REQUEST,
            "request",
        ),
        (OFFICER, Disposition.OFFICER_REPLY, "officer-answers"),
        (replace(OFFICER, kind=Kind.AUTO_REPLY), Disposition.ABSENCE, "absence-of-staff"),
        (replace(OFFICER, answers="draft", lead=True), Disposition.DECISION, "decision"),
        (
            replace(OFFICER, to_staff=False, answers=None, forwarded=True),
            Disposition.STAFF_ENTRY,
            "staff-pass-mail-on",
        ),
        (
            replace(OFFICER, to_staff=False, answers=None, enters_request=True),
            Disposition.STAFF_ENTRY,
            "staff-enter-request",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_message_goes_where_it_belongs(facts: Facts, wanted: Disposition, rule: str) -> None:
    verdict = triage(facts, CHAIN)

    assert (verdict.disposition, verdict.hit) == (wanted, rule)


def test_what_no_rule_knows_is_held() -> None:
    verdict = triage(STRANGER, ())

    assert (verdict.disposition, verdict.hit) == (Disposition.HOLD, NO_RULE)


def test_a_verdict_names_the_rules_that_passed_the_message_by() -> None:
    verdict = triage(STRANGER, CHAIN)

    assert verdict.missed == tuple(rule.name for rule in CHAIN)[: len(verdict.missed)]
    assert "bounce" in verdict.missed


def test_all_faults_of_the_file_are_reported_at_once() -> None:
    text = """
[[rule]]
name = "a"
when = ["bounced"]
then = "ignore"
why = "?"
[[rule]]
name = "b"
when = []
then = "hold"
colour = "red"
"""
    with pytest.raises(ChainError) as caught:
        load_chain(text)

    message = str(caught.value)
    for part in ("'bounced'", "'ignore'", "colour", "why is missing", "rule 2 (b)"):
        assert part in message


def test_every_condition_and_outcome_is_explained() -> None:
    readme = (shipped("rules") / "README.md").read_text(encoding="utf-8")

    assert [name for name in CONDITIONS if f"| `{name}` |" not in readme] == []
    assert [one.value for one in Disposition if f"| `{one.value}` |" not in readme] == []
