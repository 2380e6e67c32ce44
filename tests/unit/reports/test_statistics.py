"""The counts of the Code: every case in exactly one place, as it stood on the day (part 8)."""

from __future__ import annotations

from datetime import date

import pytest

from foibot.case import events
from foibot.case.model import CaseKind, Law, Outcome, ReviewFinding
from foibot.reports.measuring import Measured, Stands
from foibot.reports.statistics import Report, quarter
from tests.unit.reports.cases import CUT_OFF, DUE, answer, measured, noon, sent

FIRST, LAST = date(2025, 4, 1), date(2025, 6, 30)
LATE = date(2025, 7, 1)


def report(*cases: Measured, reviews: tuple[Measured, ...] = (), erased: int = 0) -> Report:
    return quarter(cases, reviews, FIRST, LAST, CUT_OFF, erased)


def ids(made: Report) -> set[str]:
    """Return the figures of the Code that are one."""
    return {f.id for f in made.figures if f.count == 1 and f.id[:2] == "ST"} | {
        f.id for f in made.figures if f.count == 1 and f.id in ("W", "L", "C", "E")
    }


GENUINE = events.ClarificationAsked((), "Which?", genuine=True, why="no road named")
TOLD = events.ClarificationAnswered((), "The A6.", noon(date(2025, 7, 4)))
PIT = events.Extended(
    "pit", date(2025, 7, 14), (), "both sides weigh", "s.43(2)", noticed_on=date(2025, 6, 27)
)
EIR = events.Extended(
    "eir", date(2025, 7, 29), (), "much", complex=True, voluminous=True,
    noticed_on=date(2025, 6, 27),
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        pytest.param(
            measured(answer(1, Outcome.DISCLOSED), sent(DUE)), {"ST3", "ST3a", "ST4"},
            id="on the last day",
        ),
        pytest.param(
            measured(answer(1, Outcome.DISCLOSED), sent(LATE)), {"ST3", "ST3c", "ST4"},
            id="a day late",
        ),
        pytest.param(
            measured(answer(1, Outcome.REFUSED, "s.43(2)"), (date(2025, 6, 27), PIT),
                     sent(date(2025, 7, 14))),
            {"ST3", "ST3b", "ST5"}, id="within a public-interest extension",
        ),
        pytest.param(
            measured(answer(1, Outcome.NOT_HELD), (date(2025, 6, 27), EIR),
                     sent(date(2025, 7, 29)), laws=(Law.EIR,)),
            {"ST3", "ST3b", "ST5", "ST5a"}, id="within an extension of reg 7",
        ),
        pytest.param(
            measured(answer(1, Outcome.DISCLOSED), answer(2, Outcome.NOT_HELD), sent(DUE, 1, 2),
                     laws=(Law.FOIA, Law.FOIA)),
            {"ST3", "ST3a", "ST6"}, id="one given, one not held",
        ),
        pytest.param(
            measured(answer(1, Outcome.PART, "s.40(2)"), sent(DUE)), {"ST3", "ST3a", "ST6"},
            id="partly withheld",
        ),
        pytest.param(measured(), {"ST2", "ST2c"}, id="open and late"),
        pytest.param(measured(on=DUE), {"ST2"}, id="open on its last day"),
        pytest.param(
            measured((date(2025, 6, 27), PIT), on=date(2025, 7, 10)), {"ST2", "ST2a"},
            id="open within an extension",
        ),
        pytest.param(measured((date(2025, 6, 5), GENUINE)), {"ST2", "ST2b"}, id="waits"),
        pytest.param(
            measured((date(2025, 6, 5), events.FeeNoticeGiven((), "£9", date(2025, 6, 5)))),
            {"ST2", "ST2b"}, id="waits for a fee",
        ),
        pytest.param(measured((DUE, events.Withdrawn((), "by mail"))), {"W"}, id="withdrawn"),
        pytest.param(
            measured((date(2025, 6, 5), GENUINE), (LATE, events.Lapsed((), "no reply"))), {"L"},
            id="lapsed",
        ),
        pytest.param(measured((DUE, events.Closed("entered twice"))), {"C"}, id="closed"),
        pytest.param(
            measured(answer(1, Outcome.DISCLOSED), sent(DUE, 1), laws=(Law.FOIA, Law.FOIA)),
            {"ST2", "ST2c"}, id="only partly answered",
        ),
        pytest.param(
            measured((date(2025, 7, 2), GENUINE), (date(2025, 7, 4), TOLD),
                     answer(1, Outcome.DISCLOSED), sent(date(2025, 7, 10))),
            {"ST3", "ST3c", "ST4"}, id="asked after the last day: in breach before the new period",
        ),
    ],
)  # fmt: skip
def test_a_case_is_counted_in_its_place(one: Measured, wanted: set[str]) -> None:
    made = report(one)

    assert ids(made) == {"ST1"} | wanted
    assert not any("IS NOT" in check for check in made.checks)


def test_what_happens_after_the_cut_off_does_not_count() -> None:
    happened = (answer(1, Outcome.DISCLOSED), sent(DUE))

    assert measured(*happened, on=date(2025, 6, 29)).stands is Stands.OPEN
    assert measured(*happened, on=DUE).stands is Stands.PROCESSED


def test_a_withdrawn_question_makes_no_answered_case_late() -> None:
    one = measured(
        answer(1, Outcome.DISCLOSED), sent(date(2025, 6, 12), 1),
        (LATE, events.Withdrawn((2,), "so")),
        laws=(Law.FOIA, Law.FOIA),
    )  # fmt: skip

    assert ids(report(one)) == {"ST1", "ST3", "ST3a", "ST4"}


def test_a_request_for_own_data_is_not_counted_and_does_not_hold_a_mixed_one_open() -> None:
    own = measured(laws=(Law.SAR,), kind=CaseKind.SUBJECT_ACCESS)
    mixed = measured(
        answer(1, Outcome.DISCLOSED), sent(DUE, 1), laws=(Law.FOIA, Law.SAR)
    )  # fmt: skip
    made = report(own, mixed)

    assert ids(made) == {"ST1", "ST3", "ST3a", "ST4"}
    assert made.of("F2") == 1


def test_reviews_are_counted_by_their_findings_and_re_use_not_at_all() -> None:
    found = events.ReviewDecided(ReviewFinding.PARTLY, "in part", "r@council.test")
    review = measured(
        (DUE, found), (DUE, events.ResponseSent("k", (), noon(DUE))),
        laws=(), kind=CaseKind.REVIEW, reference="IR-2025-00001",
    )  # fmt: skip
    made = report(measured(laws=(Law.RPSI,), kind=CaseKind.REUSE), reviews=(review,))

    assert [made.of(name) for name in ("ST1", "ST7", "R1", "R2", "R3", "R4", "R5")] == [
        0, 1, 1, 1, 0, 1, 0,
    ]  # fmt: skip


def test_the_other_returns_have_their_figures() -> None:
    cases = (
        measured(answer(1, Outcome.COST, "s.12(1)"), sent(date(2025, 6, 3))),
        measured(answer(1, Outcome.VEXATIOUS, "s.14(1)"), sent(date(2025, 6, 5))),
        measured(answer(1, Outcome.REFUSED, "s.21"), sent(date(2025, 6, 10))),
        measured(answer(1, Outcome.PART, "s.40(2)", "s.43(2)"), answer(2, Outcome.PART, "s.40(2)"),
                 sent(LATE, 1, 2), laws=(Law.FOIA, Law.EIR)),
    )  # fmt: skip
    made = report(*cases)

    assert dict(made.sections) == {
        "s.12(1)": 1, "s.14(1)": 1, "s.21": 1, "s.40(2)": 1, "s.43(2)": 1,
    }  # fmt: skip
    assert [made.of(f"F{n}") for n in range(1, 13)] == [
        1, 5, 75.0, 4.5, 21, 1, 1, 0, 1, 0, 0, 0,
    ]  # fmt: skip


def test_the_length_of_an_extension_is_counted_in_working_days() -> None:
    told = measured((date(2025, 6, 27), PIT), on=date(2025, 7, 1))
    longer = measured(
        (
            date(2025, 6, 27),
            events.Extended("pit", date(2025, 9, 1), (), "r", "s.36", override="a court case"),
        ),
        on=date(2025, 7, 1),
    )

    assert (told.extended_by, longer.extended_by) == (9, 42)
    made = report(told, longer)
    assert (made.of("F10"), made.of("F11")) == (1, 1)


def test_an_archive_and_a_school_are_not_extended() -> None:
    assert measured(on=date(2025, 6, 3)).extended_by == 0


def test_erased_cases_are_still_received_and_a_sum_that_fails_says_so() -> None:
    made = report(measured(), erased=3)

    assert (made.of("ST1"), made.of("E")) == (4, 3)
    assert made.checks[0] == "ST1 4 = ST2 1 + ST3 0 + W 0 + L 0 + C 0 + E 3"


def test_no_case_at_all_makes_no_average() -> None:
    made = report()

    assert [made.of(name) for name in ("ST1", "F3", "F4", "F5")] == [0, None, None, None]
