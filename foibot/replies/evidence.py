"""How much a text has of the words of each question that was asked, and of its kind (T21)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.replies.claiming import refuses
from foibot.replies.figures import has_figures, limits
from foibot.replies.headings import in_question, telling
from foibot.replies.likely import Says, likely
from foibot.replies.mentions import decides
from foibot.replies.model import Key
from foibot.replies.mutated import is_welsh, with_changed
from foibot.replies.ordered import asks_for_a_name, fits_question, tells
from foibot.replies.questions import Questions
from foibot.replies.remarks import is_talk
from foibot.replies.rules import ReplyRules
from foibot.replies.services import service_named
from foibot.replies.sifting import carries
from foibot.replies.words import plain, sentences

_LEAST = 0.5
_LEAST_LEAD = 0.25  # how far the best question must lead the next
_ALONE = 1.5  # so plain must a single sentence be
_OF_ITS_KIND = 0.5
_ACRONYM = re.compile(r"\b([A-Z]{2,5})s?\b")
_MONEY = re.compile(
    r"\b(?:costs?|spen[dt]|income|value|prices?|how much)\b"
    r"|^\W*what\b.{0,80}\b(?:fees?|charges?|bill|budget|salary)\b",  # and no "charge notice"
    re.I,
)
_POUNDS = re.compile(r"\u00a3\s?[0-9]")
_WHY = re.compile(r"\b(?:why|reasons?|causes?|grounds?|pam|rheswm|rhesymau)\b", re.I)
_BECAUSE = re.compile(r"\b(?:because|due to|owing to|reasons?|caused?|oherwydd)\b", re.I)
# "I told you 8,412 on the phone": the figure was another one's, or wrong.
_TOLD_BEFORE = re.compile(r"\b(?:I|we) (?:had )?(?:told|gave|said|quoted|sent) you .{0,40}[0-9]")
_UNSURE = re.compile(r"^\W*(?:no idea|not sure|unsure|do ?n.?t know|dunno)\b", re.I)
_COPY = re.compile(r"^\W*(?:please )?(?:provide|supply|send|give)\b|\bcop(?:y|ies)\b", re.I)
_NAMED = re.compile(r"(?<=[\w'\u2019,:] )[A-Z][\w&']+")
_CURT = 4  # words
_MARKS = frozenset(plain("right ok okay so now well first next then re about regarding"))
_NONE_OR_YES = (("none",), ("no",), ("yes",), ("nobody",), ("never",))


class Asked:
    """The questions that are open, and how much a text has of the words of each."""

    def __init__(self, questions: Questions, left: Sequence[Key], rules: ReplyRules) -> None:
        self.asked = questions.asked
        self.numbers = questions.known
        self.open = {n for n, one in enumerate(self.asked) if one.key in left}
        self.rules = rules
        self.of_money = [n for n, one in enumerate(self.asked) if _MONEY.search(one.text)]
        self.words = [_words(one.text) for one in self.asked]
        self.figures = [limits(one.text) for one in self.asked]
        self.initials = ["".join(word[0] for word in plain(one.text)) for one in self.asked]

    def best(self, text: str) -> tuple[int | None, float]:
        """Return the one question that *text* is plainly about, and how plainly."""
        every = [self.weigh(text, n) for n in range(len(self.asked))]
        order = sorted(range(len(every)), key=lambda n: -every[n][0])
        (most, own), (second, other) = every[order[0]], every[order[1]]
        plainly = most >= _LEAST and most - second >= _LEAST_LEAD and not (own and other)
        return (order[0], most) if plainly else (None, 0.0)

    def evidence(self, text: str, n: int) -> float:
        """Return how much of *text* speaks for question *n*."""
        return self.weigh(text, n)[0]

    def is_sure(self, text: str, *, partly: bool) -> bool:
        """Return whether one sentence alone is plainly about one question."""
        rest = len(self.open) < len(self.asked) and decides(text, self.rules)
        rest = rest or (partly and has_figures(text))
        return self.best(text)[1] >= (1.0 if rest else _ALONE)

    def weigh(self, text: str, n: int) -> tuple[float, bool]:
        """Return how much speaks for question *n*, and whether a word does that no other has."""
        question = self.asked[n].text
        unsure = self.is_unsure(text)
        weight, own = self.share(text, n)
        # "The hourly rate is 20.75" gives part of "the contract, including the hourly rate".
        fits = fits_question(text, question, self.rules) or (own and _COPY.search(question))
        if unsure or not fits or told_before(text):
            return 0.0, False
        reason = _WHY.search(question) is not None and _BECAUSE.search(text) is not None
        if n in self.of_money and has_figures(text):
            weight *= 1.5 if _POUNDS.search(text) else 0.5
        money = self.of_money == [n] and _POUNDS.search(text) is not None
        file = _COPY.search(question) is not None and self.rules.answers.attachment.within(text)
        return weight + (_OF_ITS_KIND if reason or money or (weight and file) else 0.0), own

    def is_unsure(self, text: str) -> bool:
        """Return whether *text* only says that its writer does not know, and not who does."""
        return _UNSURE.search(text) is not None and not service_named(text, self.rules)

    def share(self, text: str, n: int) -> tuple[float, bool]:
        """Return how much of question *n* is in *text*, and whether that is its alone."""
        marks = [m[1].casefold() for m in _ACRONYM.finditer(text)]
        spelt = [one for one in marks if len(one) > 2 and one in self.initials[n]]
        found = [one for one in telling(text) if in_question(one, self.words[n])]
        has = [sum(in_question(one, other) for other in self.words) for one in found]
        has += self._figures_of(text, n)
        return len(spelt) + sum(1 / each for each in has), bool(spelt) or 1 in has

    def _figures_of(self, text: str, n: int) -> list[int]:
        """Return, for each figure of *text* that question *n* has, how many have: "over 65"."""
        said = limits(text) & self.figures[n]
        return [sum(one in other for other in self.figures) for one in said]

    def shares(self, text: str, n: int) -> bool:
        """Return whether *text* has any word of question *n*."""
        return self.share(text, n)[0] > 0

    def has_own(self, text: str, n: int) -> bool:
        """Return whether *text* has a word of question *n* that no other question has."""
        return self.share(text, n)[1]

    def is_curt(self, text: str, n: int) -> bool:
        """Return whether *text* is of the kind that question *n* asks for, and about no other."""
        given = has_figures(text) or decides(text, self.rules) or plain(text)[:1] in _NONE_OR_YES
        short = len(plain(text)) <= _CURT or self.share(text, n)[0] > 0
        fits = fits_question(text, self.asked[n].text, self.rules)
        others = any(self.has_own(text, m) for m in range(len(self.asked)) if m != n)
        return given and short and fits and not others

    def fits_alone(self, text: str, n: int) -> bool:
        """Return whether *text* is of the kind that *n* asks for, and has no word of another's."""
        others = any(self.has_own(text, m) for m in range(len(self.asked)) if m != n)
        return not others and fits_question(text, self.asked[n].text, self.rules)

    def only_names(self, text: str, n: int | None) -> bool:
        """Return whether *text* says no more than what it is about: "Right, rats."."""
        if n is None or has_figures(text) or decides(text, self.rules):
            return False
        said = (one for one in telling(text) if one not in _MARKS)
        short = len(plain(text)) <= _CURT and plain(text)[:1] not in _NONE_OR_YES
        return short and all(in_question(one, self.words[n]) for one in said)

    def is_of_open(self, text: str, own: Sequence[Key]) -> bool:
        """Return whether *text* decides, or gives, something of an open question, not of *own*."""
        mine = [n for n, one in enumerate(self.asked) if one.key in own]
        if any(self.share(text, n)[0] for n in mine):
            return False
        gives = decides(text, self.rules) or has_figures(text)
        return any(
            self.share(text, n)[1] and (gives or tells(text, self.asked[n].text)) for n in self.open
        )

    def is_of_none_of(self, text: str, own: Sequence[Key]) -> bool:
        """Return whether *text* has no word of the questions *own*."""
        mine = [n for n, one in enumerate(self.asked) if one.key in own]
        return not any(self.share(text, n)[0] for n in mine)

    def may_answer(self, text: str) -> bool:
        gives = carries(text, self.rules.answers) or decides(text, self.rules)
        gives = gives or refuses(text, self.rules) or self._may_name(text)
        return gives or likely(text).says is not Says.TALK

    def _may_name(self, text: str) -> bool:
        """Return whether "Contract's Chubb" has a name, and an open question asks for one."""
        wanted = any(asks_for_a_name([self.asked[n].text]) for n in self.open)
        words = self.rules.answers
        names = [one for one in _NAMED.findall(text) if one.lower() not in words.given_names]
        return wanted and bool(names) and not is_talk(text, words)


def _words(question: str) -> list[str]:
    """Return the telling words of *question*; of a Welsh one each as it may be changed."""
    found = telling(question)
    return with_changed(found) if is_welsh(question) else found


def told_before(text: str) -> bool:
    """Return whether *text* says which figure its writer gave before."""
    return _TOLD_BEFORE.search(text) is not None


def shares_words(
    text: str, said: Sequence[Key], silent: Sequence[Key], questions: Questions, rules: ReplyRules
) -> bool:
    """Return whether *text*, *said* of some questions, has words that only a *silent* one has."""
    asked = Asked(questions, [*said, *silent], rules)
    places = [n for n, one in enumerate(asked.asked) if one.key in silent]
    return len(sentences(text)) > 1 and any(asked.has_own(text, n) for n in places)


def goes_against(
    lines: Sequence[str], keys: Sequence[Key], questions: Questions, rules: ReplyRules
) -> bool:
    """
    Return whether one of *lines*, given to *keys* in order, is plainly about another question.

    Not where the line of that other question is as plainly about it: "GBP 52 per bin" below "3,411
    missed bins".
    """
    asked = Asked(questions, keys, rules)
    places = {one.key: n for n, one in enumerate(questions.asked)}
    line_of = {places[key]: line for key, line in zip(keys, lines, strict=True)}
    for line, key in zip(lines, keys, strict=True):
        n, most = asked.best(line)
        if n is None or n == places[key]:
            continue
        if n not in line_of or asked.evidence(line_of[n], n) < most:
            return True
    return False
