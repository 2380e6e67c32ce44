"""Everything that may happen to a case, together and in any order, against the clock that walks."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest

from foibot.clock.calendar import days
from tests.unit.clock import witness
from tests.unit.clock.desk import rule
from tests.unit.clock.walking_clock import Story, lived
from tests.unit.clock.witness import nth, three_months_beginning_with

# By default a stride that meets every weekday and month end; FOIBOT_CLOCK_STRIDE=1 meets each day.
STRIDE = int(os.environ.get("FOIBOT_CLOCK_STRIDE", "11"))
SPAN = list(days(date(2010, 1, 1), date(2029, 3, 1)))[::STRIDE]
FEE, CLAR, EXT = ("fee_notice", "fee_recd"), ("clar_sought", "clar_recd"), ("ext_notice", "")
# Facts that move nothing, thrown in.
IDLE = ("acknowledged", "logged", "advice_offered", "narrowed", "quarantined_until")


def off(regime: str) -> frozenset[date]:
    """Return the days off of a regime: in any part of the United Kingdom, or in Scotland."""
    return witness.scotland() if regime in ("FOISA", "EISR") else witness.uk()


def some_story(dice: Random, received: date) -> list[tuple[str, date]]:
    """Return up to two rounds of questions, up to two fees, a notice and idle facts, all mixed."""
    story: list[tuple[str, date]] = []
    for pair, most in ((CLAR, 2), (FEE, 2), (EXT, 1)):
        day = received
        for _ in range(dice.randint(0, most)):
            day += timedelta(dice.choice((0, 1, 3, 9, 20, 28, 30)))
            story.append((pair[0], day))
            if pair[1] and dice.random() < 0.9:
                day += timedelta(dice.choice((0, 1, 2, 7, 25, 60, 91)))
                story.append((pair[1], day))
    idle = dice.sample(IDLE, 2)
    story += [(what, received + timedelta(dice.randint(0, 30))) for what in idle]
    return story


def written(story: Story) -> str:
    """Return *story* as a row of a file has it."""
    return ";".join(f"{what}={day}" for what, day in story)


def in_order(story: Story) -> list[tuple[str, date]]:
    """Return *story* by day; on one day a question before its answer."""
    return sorted(story, key=lambda one: one[1])


@dataclass(frozen=True)
class Kind:
    """One way to count: a rule, its regime, and what differs for the clock that walks."""

    rule: str
    regime: str
    limit: int = 20
    school: bool = False


KINDS = (
    Kind("FOIA_20", "FOIA"),
    Kind("FOIA_20_FEE", "FOIA"),
    Kind("FOIA_30_ARCHIVE", "FOIA", limit=30),
    Kind("FOIA_SCHOOL", "FOIA", school=True),
    Kind("EIR_20", "EIR"),
    Kind("EIR_40", "EIR"),
    Kind("FOISA_20", "FOISA"),
    Kind("EISR_40", "EISR"),
    Kind("RPSI_20", "RPSI"),
)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.rule for kind in KINDS])
def test_whatever_happens_the_date_is_that_of_the_clock_that_walks(kind: Kind) -> None:
    dice, wrong = Random(kind.rule), []
    for received in SPAN:
        story = some_story(dice, received)
        if not pairs_hold(story):
            continue
        first, last = (received + timedelta(dice.randint(-9, 60)) for _ in range(2))
        closed = frozenset(days(first, last)) if kind.school else frozenset()
        events = written(story)
        if closed:
            events += f";non_school={first}..{last}"
        cap = 60 if kind.school else None
        said = lived(
            kind.regime, received, in_order(story), off(kind.regime), closed,
            limit=kind.limit, cap=cap,
        )  # fmt: skip
        found = rule(kind.rule, kind.regime, received.isoformat(), events).due
        if found != said:
            wrong.append((received, events, found, said))

    assert wrong == []


def pairs_hold(story: Story) -> bool:
    """Return whether no answer or payment is told without a question or notice before it."""
    return all(
        not given or (asked and min(asked) <= min(given))
        for first, second in (CLAR, FEE)
        for asked in [[day for what, day in story if what == first]]
        for given in [[day for what, day in story if what == second]]
    )


@pytest.mark.parametrize("moved", ["transferred_in", "resent_to_ooo_contact"])
@pytest.mark.parametrize("regime", ["FOIA", "EIR", "FOISA", "EISR"])
def test_a_later_receipt_counts_with_everything_after_it(moved: str, regime: str) -> None:
    dice = Random(moved + regime)
    for received in SPAN[::3]:
        ours = received + timedelta(dice.randint(0, 12))
        story = some_story(dice, ours)
        if not pairs_hold(story):
            continue
        events = written([(moved, ours), *story])
        found = rule("", regime, received.isoformat(), events).due

        assert found == lived(regime, ours, in_order(story), off(regime)), events


def test_without_a_rule_every_other_date_that_the_facts_call_for_is_given() -> None:
    for day in SPAN[::5]:
        asked, answered = day + timedelta(4), day + timedelta(15)
        notice, paid = day + timedelta(18), day + timedelta(30)
        story = [("clar_sought", asked), ("clar_recd", answered), ("fee_notice", notice)]
        found = rule("", "FOIA", day.isoformat(), written([*story, ("fee_recd", paid)]))

        assert dict(found.other) == {
            "orig_due": nth(day, 20, witness.uk()),
            "fee_pay_by": three_months_beginning_with(notice),
        }


def test_the_facts_of_one_day_may_be_written_in_either_order() -> None:
    day = "2025-03-10"
    for regime in ("FOIA", "EIR", "FOISA", "EISR"):
        asked_first = rule("", regime, "2025-03-03", f"clar_sought={day};clar_recd={day}").due
        given_first = rule("", regime, "2025-03-03", f"clar_recd={day};clar_sought={day}").due
        assert asked_first == given_first == nth(date(2025, 3, 10), 20, off(regime))

        paid_first = rule("", regime, "2025-03-03", f"fee_recd={day};fee_notice={day}").due
        assert paid_first == rule("", regime, "2025-03-03", f"fee_notice={day};fee_recd={day}").due


def test_a_late_fees_notice_stops_nothing_and_still_says_by_when_to_pay() -> None:
    found = rule("FOIA_20_FEE", "FOIA", "2025-06-02", "fee_notice=2025-07-05;fee_recd=2025-07-08")

    assert found.due == date(2025, 6, 30)
    assert dict(found.other) == {"fee_pay_by": date(2025, 10, 4)}


def test_time_that_stands_still_makes_no_notice_late() -> None:
    waiting = "fee_notice=2025-06-20;pit_notice=2025-07-10;pit_until=2025-07-25;fee_recd=2025-07-14"
    clock = rule("FOIA_20", "FOIA", "2025-06-02", waiting).clock
    assert clock is not None
    assert clock.due == date(2025, 7, 25)

    asked = "clar_sought=2025-06-20;fee_notice=2025-07-10;clar_recd=2025-07-14;fee_recd=2025-07-18"
    # Fresh from Monday 14 July, less the days up to and including Friday 18 July.
    assert rule("FOIA_20", "FOIA", "2025-06-02", asked).due == nth(
        date(2025, 7, 18), 20, witness.uk()
    )


def test_a_question_whose_day_was_written_is_told_once() -> None:
    clock = rule(
        "FOIA_20_CLAR", "FOIA", "2025-03-03", "clar_sought=2025-03-10;clar_recd=2025-03-24"
    ).clock
    assert clock is not None

    assert [effect.kind.value for effect in clock.effects] == [
        "received", "clarification_asked", "clarification_answered",
    ]  # fmt: skip


def test_several_school_holidays_may_stand_in_one_fact() -> None:
    one = "non_school=2025-04-07..2025-04-21,2025-05-26..2025-05-30"
    two = "non_school=2025-04-07..2025-04-21;NON_SCHOOL=2025-05-26..2025-05-30"

    for received in ("2025-03-28", "2025-05-01"):
        first = rule("FOIA_SCHOOL", "FOIA", received, one)
        second = rule("FOIA_SCHOOL", "FOIA", received, two)
        assert (first.due, first.other) == (second.due, second.other)
    assert rule("FOIA_SCHOOL", "FOIA", "2025-05-01", one).due == date(2025, 6, 6)
