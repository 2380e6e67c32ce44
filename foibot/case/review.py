"""Internal reviews: who took part in the first decision, and so may not review it (IR-6)."""

from __future__ import annotations

from collections.abc import Iterable

from foibot.case.model import Case


def took_part(case: Case) -> frozenset[str]:
    """Return the addresses of everybody who drafted, supplied or approved, in lower case."""
    people: list[str] = [*case.drafted_by, *case.approved_by]
    for item in case.items:
        people += item.suppliers
        people += [answer.by for answer in (item.answer, *item.earlier_answers) if answer]
        if item.officer:
            people.append(item.officer)
    return frozenset(person.lower() for person in people if "@" in person)


def free_reviewers(case: Case, reviewers: Iterable[str]) -> tuple[str, ...]:
    """Return those of *reviewers* who took no part in *case*, in their order."""
    barred = took_part(case)
    return tuple(person for person in reviewers if person.lower() not in barred)
