"""Dates as a clerk reads them."""

from __future__ import annotations

from datetime import date, datetime


def day(text: str) -> date:
    """Return the date that `Wed 24 Dec 2025` names; a wrong weekday is an error in the test."""
    parsed = datetime.strptime(text, "%a %d %b %Y").date()
    assert f"{parsed:%a}" == text[:3], f"{text} is a {parsed:%A}"
    return parsed
