"""The rule files an officer may edit: what they hold, and that each fault says where it is."""

from __future__ import annotations

from datetime import time

import pytest

from foibot.clock.calendar import CalendarName
from foibot.clock.limits import Limit, Unit
from foibot.clock.regimes import LimitName, RegimeCode, RegimeError, parse_regimes, regime_code
from foibot.clock.rulebook import Targets
from foibot.clock.timetable import (
    Ladder,
    NoticeKind,
    Role,
    Step,
    TimetableError,
    parse_timetable,
)
from foibot.config.shipped import shipped
from tests.unit.clock.desk import RULES, TIMETABLE

REGIMES = shipped("rules/regimes.toml").read_text(encoding="utf-8")
NOTICES = shipped("rules/notices.toml").read_text(encoding="utf-8")


def test_every_regime_answers_by_its_calendar_and_its_section() -> None:
    said = {
        code: (law.calendar, law.limit(LimitName.ANSWER).amount, law.limit(LimitName.ANSWER).unit)
        for code, law in RULES.regimes.items()
    }

    assert said == {
        RegimeCode.FOIA: (CalendarName.UK_ANY, 20, Unit.WORKING_DAYS),
        RegimeCode.EIR: (CalendarName.UK_ANY, 20, Unit.WORKING_DAYS),
        RegimeCode.FOISA: (CalendarName.SCOTLAND, 20, Unit.WORKING_DAYS),
        RegimeCode.EISR: (CalendarName.SCOTLAND, 20, Unit.WORKING_DAYS),
        RegimeCode.RPSI: (CalendarName.UK_ANY, 20, Unit.WORKING_DAYS),
        RegimeCode.SAR: (CalendarName.UK_ANY, 1, Unit.MONTHS),
        RegimeCode.DPC: (CalendarName.UK_ANY, 30, Unit.DAYS),
    }
    for law in RULES.regimes.values():
        assert law.target_calendar is not CalendarName.UK_ANY
        assert law.working_day
        assert law.receipt
        for limit in law.limits.values():
            assert limit.section


def test_the_sections_of_effects_are_those_of_the_regime() -> None:
    foia, scots = RULES.regime(RegimeCode.FOIA), RULES.regime(RegimeCode.FOISA)

    assert foia.section("clarification") == "FOIA s.1(3), s.10(6)(b)"
    assert scots.section("fee") == "FOISA s.10(3)"
    assert RULES.regime(RegimeCode.RPSI).section("fee") == "RPSI reg 8(1)"
    with pytest.raises(RegimeError, match=r"\[FOISA.limit\] extension is missing"):
        scots.limit(LimitName.EXTENSION)
    assert foia.limit(LimitName.FEE_PAYMENT) == Limit(Unit.MONTHS, 3, "FOIA s.9(2)", inclusive=True)


@pytest.mark.parametrize(
    ("written", "code"),
    [("foi", "FOIA"), (" FOIA ", "FOIA"), ("EIRs", "EIR"), ("EISRs", "EISR"), ("sar", "SAR")],
)
def test_a_regime_is_known_however_it_is_written(written: str, code: str) -> None:
    assert regime_code(written) == code


def test_an_unknown_regime_lists_the_known_ones() -> None:
    with pytest.raises(RegimeError, match="unknown regime 'GDPR'; use one of FOIA, EIR"):
        regime_code("GDPR")


ANSWER = 'answer = { working_days = 20, section = "FOIA s.10(1)" }'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[FOIA]", "[FOIA", "correct that line"),
        ("[FOIA]", "[FOI]", r"unknown table \[FOI\]"),
        ("[DPC", "[DPC2", r"unknown table \[DPC2\]"),
        ('calendar = "UK_ANY"', 'calendar = "WALES"', r"\[FOIA\]: calendar must be one of"),
        ('calendar = "UK_ANY"', 'calendar = "ENGLAND_WALES"', "may not be ENGLAND_WALES"),
        ('calendar = "UK_ANY"', 'kalender = "UK_ANY"', "unknown key kalender"),
        ('working_day = "FOIA s.10(6)"', 'working_day = ""', "working_day is missing"),
        (ANSWER, "answer = 20", "answer is missing or not a table"),
        (ANSWER, ANSWER.replace("20", '"20"'), "give one of working_days, days, months"),
        (ANSWER, ANSWER.replace("20", "true"), "give one of working_days, days, months"),
        (ANSWER, ANSWER.replace("20", "0"), "give one of working_days, days, months"),
        (ANSWER, ANSWER.replace("20", "401"), "as a whole number up to 400"),
        (ANSWER, ANSWER.replace("working_days", "weeks"), "unknown key weeks"),
        (ANSWER, ANSWER.replace("20,", "20, days = 28,"), "give one of working_days"),
        (ANSWER, 'answer = { working_days = 20, section = " " }', "section is missing"),
        (ANSWER, "", r"\[FOIA.limit\] answer is missing"),
        (ANSWER, ANSWER.replace("answer", "reply"), "unknown key reply"),
        ("[FOIA.effect]\nclar", "[FOIA.effect]\nspeech = 'x'\nclar", "unknown key speech"),
        ("[FOIA.limit]", "[FOIA.limits]", "unknown key limits"),
    ],
)
def test_a_fault_in_the_regimes_says_where(old: str, new: str, message: str) -> None:
    assert old in REGIMES
    with pytest.raises(RegimeError, match=message):
        parse_regimes(REGIMES.replace(old, new, 1))


def test_a_regime_that_is_missing_is_an_error() -> None:
    with pytest.raises(RegimeError, match=r"\[DPC\] is missing"):
        parse_regimes(REGIMES[: REGIMES.index("[DPC]")])
    with pytest.raises(RegimeError, match="limit is missing or not a table"):
        parse_regimes(REGIMES[: REGIMES.index("[DPC.limit]")])


def test_limits_up_to_four_hundred_can_be_set() -> None:
    changed = parse_regimes(REGIMES.replace(ANSWER, ANSWER.replace("20", "400"), 1))

    assert changed[RegimeCode.FOIA].limit(LimitName.ANSWER).amount == 400


def test_the_shipped_timetable_is_the_desks() -> None:
    request = {stage.name: stage for stage in TIMETABLE.ladders[Ladder.REQUEST]}

    assert [(stage.name, stage.day) for stage in request.values()] == [
        ("unassigned", 1), ("chase-1", 5), ("chase-2", 8), ("chase-3", 10), ("manager", 12),
        ("governance", 15), ("draft", 17), ("director", 18), ("overdue", None),
        ("overdue-letter", None),
    ]  # fmt: skip
    assert request["chase-2"].to == (Role.OFFICER, Role.DEPUTY)
    assert request["chase-2"].absent
    assert request["draft"].kind is NoticeKind.DRAFT
    assert request["draft"].steps == {Step.UNANSWERED, Step.UNAPPROVED}
    assert request["overdue"].daily
    assert Role.OFFICER not in request["overdue-letter"].to
    assert not request["director"].daily
    assert request["overdue"].after == "due"
    assert TIMETABLE.digest_at == time(8, 30)
    assert TIMETABLE.targets == Targets(answer_back=10, approval=17, buffer=0)


CHASE = 'stage = "chase-1"\nday = 5\nto = ["officer"]'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[targets]", "[targets", "correct that line"),
        ("[targets]", "[target]", "unknown key target"),
        ('digest = "08:30"', 'digest = "8.30"', "digest must be an hour"),
        ('digest = "08:30"', "", "digest must be an hour"),
        ("answer_back = 10", "answer_back = 18", "must be in order"),
        ("answer_back = 10", "answer_back = 0", "must be in order"),
        ("approval = 17", "approval = 21", "must be in order"),
        ("buffer = 0", "buffer = -1", r"\[targets\]: buffer must be a whole number"),
        ("buffer = 0", "buffer = 0\nextra = 1", "unknown key extra"),
        (CHASE, CHASE.replace("5", "61"), "'chase-1': day must be a whole number from 0 to 60"),
        (CHASE, CHASE.replace("5", "true"), "day must be a whole number"),
        (CHASE, CHASE.replace("5", "9"), "'chase-2' is before 'chase-1'"),
        (CHASE, CHASE.replace('"chase-1"', '"chase-2"'), "stage 'chase-2' is there twice"),
        (CHASE, CHASE.replace('"chase-1"', '"a/b"'), "stage needs a name without"),
        (CHASE, CHASE.replace('"chase-1"', '""'), "stage needs a name without"),
        (CHASE, CHASE.replace("officer", "clerk"), "to must list some of"),
        (CHASE, CHASE.replace('["officer"]', "[]"), "to must list some of"),
        (CHASE, CHASE.replace("day = 5", ""), "exactly one of day, on, after"),
        (CHASE, CHASE.replace("day = 5", 'day = 5\nafter = "due"'), "exactly one of day, on"),
        (CHASE, CHASE.replace("day = 5", 'on = "easter"'), "on must be one of"),
        (CHASE, CHASE + "\nlate = 1", "late must be true or false"),
        (CHASE, CHASE + "\nnote = 1", "unknown key note"),
        ('kind = "reminder"', 'kind = "letter"', "kind must be one of"),
        ('while = ["unanswered"]', 'while = ["open"]', "while must list some of"),
        ('why = "Five working days have gone."', "why = ' '", "why is missing"),
        (CHASE, CHASE.replace('["officer"]', '["officer", "clerk"]'), "to must list some of"),
        (CHASE, CHASE.replace('"chase-1"', "1"), r"\[\[request\]\] 2: stage needs a name"),
        ("[[fee]]", "[fee]", r"\[fee\] must be written \[\[fee\]\]"),
    ],
)
def test_a_fault_in_the_timetable_says_where(old: str, new: str, message: str) -> None:
    assert old in NOTICES
    with pytest.raises(TimetableError, match=message):
        parse_timetable(NOTICES.replace(old, new, 1))


def test_a_table_that_lists_something_else_than_stages_is_an_error() -> None:
    with pytest.raises(TimetableError, match=r"\[fee\] must be written \[\[fee\]\]"):
        parse_timetable('digest = "08:30"\nfee = [1]\n[targets]\nanswer_back = 1')


def test_targets_are_needed_and_a_table_of_stages_is_not() -> None:
    with pytest.raises(TimetableError, match=r"\[targets\] is missing"):
        parse_timetable('digest = "08:30"')
    plain = parse_timetable(
        'digest = "09:00"\n[targets]\nanswer_back = 20\napproval = 20\nbuffer = 60\n'
        "[consultation]\nreply = 10\nremind = 5\nalert = 9\n[regulator]\nbefore = [10]"
    )
    assert plain.targets == Targets(20, 20, 60)
    first = parse_timetable(NOTICES.replace("answer_back = 10", "answer_back = 1"))
    assert first.targets.answer_back == 1
    assert set(plain.ladders.values()) == {()}
    same_day = parse_timetable(NOTICES.replace(CHASE, CHASE.replace("5", "8"), 1))
    assert same_day.ladders[Ladder.REQUEST][1].day == 8
