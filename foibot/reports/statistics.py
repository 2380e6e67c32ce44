"""The counts that the section 45 Code asks for each quarter, and more (law.md part 8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from foibot.case.model import CaseKind, Law, Outcome
from foibot.reports.measuring import Measured, Stands

# Statistics are about the right to information; what is the sender's own data is not counted.
COUNTED = frozenset({Law.FOIA, Law.EIR, Law.FOISA, Law.EISRS})
ENVIRONMENTAL = frozenset({Law.EIR, Law.EISRS})
# Nothing was given in any of these.
NOTHING = frozenset(set(Outcome) - {Outcome.DISCLOSED, Outcome.PART})
NOT_HELD = frozenset({Outcome.NOT_HELD, Outcome.ELSEWHERE})
USUAL = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One count: its id, what is counted in the words that are published, and the number."""

    id: str
    label: str
    count: int | float | None


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one period, as the cases stood at the end of the day *cut_off*."""

    first: date
    last: date
    cut_off: date
    figures: tuple[Figure, ...]
    # How often each exemption, exception or exclusion was used; a case counts once for each.
    sections: tuple[tuple[str, int], ...]
    checks: tuple[str, ...]

    def of(self, name: str) -> int | float | None:
        """Return the number of the figure called *name*."""
        return next(figure.count for figure in self.figures if figure.id == name)


Test = Callable[[Measured], bool]


def counts(one: Measured) -> bool:
    """Return whether a case counts as a request: one mail once, if anything in it is FOI or EIR."""
    laws = {question.law for question in one.questions} or {one.law}
    return one.kind is CaseKind.REQUEST and bool(laws & COUNTED)


def quarter(
    requests: Iterable[Measured],
    reviews: Iterable[Measured],
    first: date,
    last: date,
    cut_off: date,
    erased: int = 0,
) -> Report:
    """
    Return the figures for what was received from *first* to *last*.

    *erased* cases have had their time: only that they were received is still known.
    """
    cases = [one for one in requests if counts(one)]
    figures = [*main_figures(cases, erased), *more_figures(cases), *review_figures(list(reviews))]
    used = Counter(section for one in cases for section in one.sections)
    return Report(
        first, last, cut_off, tuple(figures), tuple(sorted(used.items())), checks(figures)
    )


def _is(stands: Stands) -> Test:
    return lambda one: one.stands is stands


def given_in_full(one: Measured) -> bool:
    """Return whether every question was answered with all that was asked for."""
    return one.outcomes == {Outcome.DISCLOSED}


def refused_in_full(one: Measured) -> bool:
    """Return whether nothing was given."""
    return bool(one.outcomes) and one.outcomes <= NOTHING


def not_held(one: Measured) -> bool:
    """Return whether nothing was given because nothing is held."""
    return bool(one.outcomes) and one.outcomes <= NOT_HELD


def main_figures(cases: Sequence[Measured], erased: int) -> list[Figure]:
    """Return the counts of the Code, paragraph 8.5 (STAT-1)."""
    waiting = [one for one in cases if one.stands is Stands.OPEN]
    done = [one for one in cases if one.stands is Stands.PROCESSED]

    def count(name: str, label: str, among: Iterable[Measured], test: Test) -> Figure:
        return Figure(name, label, sum(map(test, among)))

    return [
        Figure("ST1", "Requests received", len(cases) + erased),
        Figure("ST2", "Not yet processed", len(waiting)),
        count("ST2a", "of these, with an extended deadline", waiting, is_extended),
        count(
            "ST2b", "of these, with the clock stopped for a fee or a question", waiting, is_still
        ),
        count("ST2c", "of these, past their deadline", waiting, lambda one: one.overdue),
        Figure("ST3", "Processed in full", len(done)),
        count("ST3a", "within the statutory deadline", done, in_first_time),
        count("ST3b", "within a lawfully extended deadline", done, in_longer_time),
        count("ST3c", "later than the deadline", done, lambda one: not one.in_time),
        count("ST4", "Information granted in full", done, given_in_full),
        count("ST5", "Refused in full", done, refused_in_full),
        count("ST5a", "of these, because nothing is held", done, not_held),
        count("ST6", "Granted in part and refused in part", done, given_in_part),
        Figure("W", "Withdrawn", sum(map(_is(Stands.WITHDRAWN), cases))),
        Figure(
            "L", "Lapsed: no reply to our question, or no fee", sum(map(_is(Stands.LAPSED), cases))
        ),
        Figure("C", "Closed by a person for another reason", sum(map(_is(Stands.CLOSED), cases))),
        Figure("E", "Erased under the retention schedule, no longer divided", erased),
    ]


def is_extended(one: Measured) -> bool:
    """Return whether an open case waits within a lawfully extended deadline."""
    return not one.overdue and not one.stopped and one.extended_by > 0


def is_still(one: Measured) -> bool:
    """Return whether no time runs for an open case."""
    return not one.overdue and one.stopped


def in_first_time(one: Measured) -> bool:
    """Return whether a case was answered in time without an extension."""
    return one.in_time and not one.extended_by


def in_longer_time(one: Measured) -> bool:
    """Return whether a case was answered within a lawful extension."""
    return one.in_time and one.extended_by > 0


def given_in_part(one: Measured) -> bool:
    """Return whether some of what was asked for was given and some was not."""
    return bool(one.outcomes) and not given_in_full(one) and not refused_in_full(one)


def more_figures(cases: Sequence[Measured]) -> list[Figure]:
    """Return what other returns ask for beside (STAT-2, STAT-3)."""
    done = [one for one in cases if one.stands is Stands.PROCESSED]
    taken = [one.days_taken for one in done if one.days_taken is not None]
    environmental = [one for one in cases if laws_of(one) & ENVIRONMENTAL]
    share = round(100 * sum(one.in_time for one in done) / len(done), 1) if done else None

    def used(outcome: Outcome) -> int:
        return sum(outcome in one.outcomes for one in done)

    return [
        Figure(
            "F1", "Requests with anything under the environmental regulations", len(environmental)
        ),
        Figure("F2", "Questions asked", sum(len(one.questions) for one in cases)),
        Figure("F3", "Processed in time, per cent of those processed", share),
        Figure("F4", "Working days taken, median", median(taken) if taken else None),
        Figure("F5", "Working days taken, longest", max(taken, default=None)),
        Figure("F6", "Refused, at least in part, for cost", used(Outcome.COST)),
        Figure("F7", "Refused as vexatious", used(Outcome.VEXATIOUS)),
        Figure("F8", "Refused as repeated", used(Outcome.REPEATED)),
        Figure(
            "F9", "Answered only by saying where it is published", sum(map(elsewhere_only, done))
        ),
        Figure(
            "F10",
            "Extended by up to 20 working days",
            sum(0 < c.extended_by <= USUAL for c in cases),
        ),
        Figure(
            "F11",
            "Extended by more than 20 working days",
            sum(c.extended_by > USUAL for c in cases),
        ),
        Figure("F12", "Requests with a fees notice", sum(one.fee_asked for one in cases)),
    ]


def laws_of(one: Measured) -> frozenset[Law]:
    """Return the laws of a case's questions, else its own."""
    return frozenset({question.law for question in one.questions} or {one.law})


# Accessible by other means: FOIA s.21, FOISA s.25.
ELSEWHERE = frozenset({"s.21", "s.25"})


def elsewhere_only(one: Measured) -> bool:
    """Return whether every question was met by pointing to what is published (STAT-2)."""
    return bool(one.questions) and all(
        question.sections and set(question.sections) <= ELSEWHERE for question in one.questions
    )


def review_figures(reviews: Sequence[Measured]) -> list[Figure]:
    """Return the counts of internal reviews, by the day on which they were asked for."""
    done = [one for one in reviews if one.stands is Stands.PROCESSED]
    found = Counter(one.finding for one in done)
    return [
        Figure("ST7", "Internal reviews asked for", len(reviews)),
        Figure("R1", "of these, answered", len(done)),
        Figure("R2", "answered in time", sum(one.in_time for one in done)),
        Figure("R3", "complaint upheld", found["upheld"]),
        Figure("R4", "complaint upheld in part", found["partly"]),
        Figure("R5", "complaint not upheld", found["not_upheld"]),
    ]


def checks(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return the sums that must hold, each with whether it does."""
    value = {figure.id: figure.count or 0 for figure in figures}

    def said(left: str, *right: str) -> str:
        total = sum(value[name] for name in right)
        sign = "=" if value[left] == total else "IS NOT"
        return f"{left} {value[left]} {sign} {' + '.join(f'{n} {value[n]}' for n in right)}"

    return (
        said("ST1", "ST2", "ST3", "W", "L", "C", "E"),
        said("ST3", "ST3a", "ST3b", "ST3c"),
        said("ST3", "ST4", "ST5", "ST6"),
    )
