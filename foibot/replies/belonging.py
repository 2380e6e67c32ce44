"""What a part of a reply may be said of: of one question, of another, or of any (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from foibot.replies.claiming import CITED
from foibot.replies.doubting import says_later
from foibot.replies.figures import has_figures
from foibot.replies.headings import telling
from foibot.replies.labels import ordinals_within
from foibot.replies.mentions import counts_some, decides
from foibot.replies.ordered import fits_question
from foibot.replies.parted import is_of_the_rest
from foibot.replies.signs import Part, Signing
from foibot.replies.wording import sends_away

_OF_A_NUMBER = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final) (?:question|part|bit|one|point|request)\b",
    re.IGNORECASE,
)
OF_THIS = re.compile(r"\b(?:this|these|it|any of|hyn)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:these|any of|all|both)\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|all of (?:these|them)|either)\b", re.IGNORECASE)


class Belonging(Signing):
    """The questions, and whether a text names one, is another's, or may be said of several."""

    def names_one(self, text: str) -> bool:
        """Return whether *text* has a word that one question alone has."""
        return any(self.has_own(text, n) for n in range(len(self.asked)))

    def is_of_another(self, text: str, n: int) -> bool:
        """Return whether *text* has a word that another question alone has, and none of *n*."""
        alone = any(self.has_own(text, m) for m in range(len(self.asked)) if m != n)
        return alone and not self.names(text, n)

    def may_be_of(self, text: str, n: int, others: Set[int]) -> bool:
        """Return whether *text*, which has no word of *n*, is of the kind one of *others* asks."""
        if self.names(text, n):
            return False
        return any(fits_question(text, self.asked[m].text, self.rules) for m in others - {n})

    def may_be_of_any(self, text: str) -> bool:
        """Return whether *text* decides of "this", and has no word of one question alone."""
        this = OF_THIS.search(text) is not None and not is_of_the_rest(text, self.rules)
        return this and decides(text, self.rules) and not self.names_one(text)

    def says_of(self, parts: Sequence[Part], given: Sequence[int | None], n: int) -> bool:
        """Return whether the parts of question *n* say something of what it asks for."""
        text = " ".join(part.text for part, to in zip(parts, given, strict=True) if to == n)
        says = (self.gives(text) or self.may_answer(text)) and not self.is_unsure(text)
        if self.is_of_another(text, n) or self.may_be_of_any(text):
            return False
        if self.may_be_of(text, n, self.open):
            return False
        return says and fits_question(text.strip(), self.asked[n].text, self.rules)

    def is_strange(self, text: str, n: int | None, silent: Set[int]) -> bool:
        """Return whether *text* goes on with *n*, but counts what only a *silent* one may mean."""
        counts = has_figures(CITED.sub("", text))
        if n is None or not counts or not telling(text) or self.shares(text, n):
            return False
        return any(fits_question(text, self.asked[m].text, self.rules) for m in silent)

    def says_two(self, text: str, silent: Set[int]) -> bool:
        """Return whether *text* has figures enough for a *silent* question too."""
        several = "several" in self.offers(text)
        return several and any(
            fits_question(text, self.asked[m].text, self.rules) and self.shares(text, m)
            for m in silent
        )

    def names_number(self, text: str) -> bool:
        """Return whether a sentence names questions by number: that is read elsewhere."""
        counted = ordinals_within(text, self.rules.labels, len(self.asked))
        by_place = bool(counted) or _OF_A_NUMBER.search(text) is not None
        return by_place or counts_some(text, self.numbers)

    def settles(self, text: str) -> bool:
        """Return whether *text* says that something is not held, not ours, withheld or later."""
        away = sends_away(text, self.rules) or says_later(text)
        return away or decides(text, self.rules)

    def decides_of_any(self, parts: Sequence[Part], given: Sequence[int | None]) -> bool:
        """Return whether "we do not hold this", or the like, may be said of any of them."""
        left = [place for place, n in enumerate(given) if n is None]
        asks = any(part.text.rstrip().endswith("?") for part in parts)
        # "Do they mean the calendar year?  Please ask before I pull both sets."
        both = (parts[place].text for place in left if asks)
        if any(_BOTH.search(text) is not None and not self._is_of_one(text) for text in both):
            return True
        return any(
            self.may_be_of_any(parts[place].text) and not self._goes_back(parts, place)
            for place in left
        )

    def _goes_back(self, parts: Sequence[Part], place: int) -> bool:
        """Return whether "this" goes back to the question that the sentence right before names."""
        line, number = parts[place].line, parts[place].sentence
        before = (one.whole for one in parts if one.line == line and one.sentence == number - 1)
        alone = _SEVERAL.search(parts[place].text) is None
        return alone and any(self._is_of_one(text) for text in before)

    def _is_of_one(self, text: str) -> bool:
        """Return whether *text* has a word of one question alone, or says it in another word."""
        meant = [n for n in range(len(self.asked)) if self.means(text, n)]
        return self.names_one(text) or len(meant) == 1
