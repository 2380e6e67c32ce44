"""Figures that answer, as against those that say when, or of which question."""

from __future__ import annotations

import re

# Figures that say when and not how many.
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|ion|chw|maw|ebr|mai|meh|gor|aws|med|hyd|tach|"
    r"rhag)[a-z]*"
)
_YEAR = re.compile(
    rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b|\b[0-9]{{1,2}}(?:st|nd|rd|th)\b"
    r"|\b(?:0?[1-9]|[12][0-9]|3[01])/(?:0?[1-9]|1[0-2])(?:/(?:20)?[0-9]{2})?(?![/0-9])|"
    r"\b(?:19|20)[0-9]{2}\b|\b[Qq][0-9]{1,2}\b|\b[Qq]uestions?(?: (?:[0-9]{1,2}|and|to))+",
    re.IGNORECASE,
)


_NUMBER = r"(?:[0-9]{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_LIMIT = re.compile(
    r"(?:(?<=\bover )|(?<=\bunder )|(?<=\bwithin )|(?<=\baged )|(?<=\bthan )|(?<=\babove )"
    rf"|(?<=\bbelow )|(?<=\bexceeding )){_NUMBER}\b"
    rf"|\b{_NUMBER}(?=\+|\s(?:or|and) (?:over|older|under|more|less|above|below|younger|fewer)\b"
    r"|[ -](?:weeks?|days?|months?|hours?|years?|minutes?|mph|mm)\b)",
    re.IGNORECASE,
)


def undated(text: str) -> str:
    """Return *text* without its dates, its years and the numbers of questions."""
    return _YEAR.sub("", text)


def has_figures(text: str) -> bool:
    """Return whether *text* has a figure that is no date, year or number of a question."""
    return any(char.isdigit() for char in undated(text))


def limits(text: str) -> frozenset[str]:
    """Return the figures of *text* up to or from which something counts: "over 65", "20 weeks"."""
    return frozenset(match[0].casefold() for match in _LIMIT.finditer(undated(text)))
