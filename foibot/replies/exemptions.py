"""Which exemptions a text names: "s43(2)", "Section 40 (2)", "Reg. 12(5)(e)", or in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.rules import AnswerWords
from foibot.replies.words import Phrases, plain

_SUB = r"((?:\s?\(\s?[0-9]{1,2}[A-Z]?\s?\)|\s?\(\s?[a-z]{1,2}\s?\)){0,4})"
_SECTION = re.compile(
    rf"\b(?:s|ss|sec|sect|section|sections|adran)\s?\.?\s?([0-9]{{1,2}})([A-Z]?)(?![0-9])(?![/.]\d){_SUB}"
    # A section 20 notice and section 17 of the Children Act are no exemptions.
    r"(?!\s(?:notices?|agreements?|orders?|enquir|inquir|assessments?|consultations?|payments?|works|"
    r"reports?|officers?|warnings?|reviews?|plans?|referrals?|applications?|funding|duty|duties|"
    r"investigations?|contributions?|meetings?|accommodation|support|monies|money|grants?|licen)"
    r"|\sof\sthe\s(?!foi|freedom|eir|environmental|act\b|2000)[\w,() ]{3,60}"
    r"\b(?:act|regulations)\b)",
    re.IGNORECASE,
)
_REGULATION = re.compile(
    rf"\b(?:r|reg|regs|regulation|regulations|rheoliad)\s?\.?\s?([0-9]{{1,2}}){_SUB}", re.IGNORECASE
)
_FIRST, _LAST = 12, 44
_REGULATIONS = (5, 6, 12, 13)


def exemptions_in(text: str) -> tuple[str, ...]:
    """Return the sections and regulations that *text* names, in our spelling, each once."""
    sections = [
        (match.start(), f"s.{match[1]}{match[2].upper()}{_tight(match[3])}")
        for match in _SECTION.finditer(text)
        if _FIRST <= int(match[1]) <= _LAST
    ]
    regulations = [
        (match.start(), f"reg {match[1]}{_tight(match[2])}")
        for match in _REGULATION.finditer(text)
        if int(match[1]) in _REGULATIONS and match[2]
    ]
    return tuple(dict.fromkeys(name for _, name in sorted(sections + regulations)))


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def exemptions_said(text: str, words: AnswerWords) -> tuple[str, ...]:
    """Return the exemptions that *text* describes in words: to be confirmed, never taken."""
    return _found(text, (*words.said, *words.alone))


def exemptions_alone(text: str, words: AnswerWords) -> tuple[str, ...]:
    """Return the exemptions that *text* claims in words that are said of nothing else."""
    return _found(text, words.alone)


def exemptions_whole(sentence: str, words: AnswerWords) -> tuple[str, ...]:
    """Return the exemption that is all that *sentence* says: "Commercial interests."."""
    found = (section for said, section in words.said if said.is_whole(sentence))
    return tuple(dict.fromkeys(found))


def _found(text: str, table: Sequence[tuple[Phrases, str]]) -> tuple[str, ...]:
    tokens = plain(text)
    found = (section for said, section in table if said.first(tokens) is not None)
    return tuple(dict.fromkeys(found))
