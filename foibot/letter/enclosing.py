"""What an answer's own words already say of its enclosures, so that the letter says it once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.case.model import Enclosure

ENDING = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|xlsx?|xlsm|ods|csv|pptx?|msg|eml|jpe?g|png|tiff?|zip)$", re.I
)
_ENCLOSES = re.compile(r"\b(?:enclos(?:e|es|ed|ing)|attach(?:ed|ing)?|ynghlwm|amg[aá]u\w*)\b", re.I)
_WORD = re.compile(r"[^\W_]{4,}")
_POINTER = 5  # words: "Please see the attached file"


def called(file: Enclosure) -> str:
    """Return how the letter calls a file: by its title, without the ending of a file's name."""
    return ENDING.sub("", file.title).replace("_", " ").strip() or file.name


def only_points(text: str) -> bool:
    """Return whether *text* is no more than "Attached": the letter's own words say it better."""
    words = text.split()
    plain = 0 < len(words) <= _POINTER and not any(char.isdigit() for char in text)
    return plain and "." not in text.strip()[:-1] and _ENCLOSES.search(text) is not None


def names_all(text: str, files: Sequence[Enclosure]) -> bool:
    """Return whether *text* says that something is enclosed, and has a word of each file's name."""
    if not files or _ENCLOSES.search(text) is None:
        return False
    said = {word.casefold() for word in _WORD.findall(text)}
    return all(not said.isdisjoint(_words(file)) for file in files)


def _words(file: Enclosure) -> set[str]:
    both = f"{called(file)} {ENDING.sub('', file.name)}".replace("_", " ")
    return {word.casefold() for word in _WORD.findall(both)}
