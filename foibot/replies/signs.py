"""What speaks for a part of a reply being about a question: shared words, kinds and order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foibot.replies.evidence import Asked
from foibot.replies.figures import has_figures, limits, undated
from foibot.replies.headings import in_question, telling
from foibot.replies.likely import Says, likely
from foibot.replies.mentions import decides
from foibot.replies.model import Key
from foibot.replies.ordered import OFTEN, fits_question
from foibot.replies.prose import speaks_of_several
from foibot.replies.questions import Questions
from foibot.replies.rules import ReplyRules
from foibot.replies.sifting import ADDRESS
from foibot.replies.wording import NUMBER_WORDS
from foibot.replies.words import plain

Signs = Mapping[str, float]

_MONEY = re.compile(r"\u00a3\s?[0-9]|\b[0-9][0-9.,]*\s?(?:k|m|bn|million|pounds?)\b", re.IGNORECASE)
_SHARE = re.compile(r"[0-9]\s?(?:%|per ?cent\b)|\bin (?:ten|[0-9]+)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|hrs?|wks?|diwrnod|wythnos|mis)\b", re.I
)
_NAME = re.compile(r"(?<=[a-z0-9,:] )(?:[A-Z][a-z]+|[A-Z]{2,})\b")
_NAME_FIRST = re.compile(r"\W{0,3}[A-Z][a-z]+(?:\s[A-Z][a-z]+|\W{0,3}$)")
_YES = frozenset(plain("yes no yep nope yeah nah none never oes nac ydyn nid"))
_BECAUSE = frozenset(plain("because due owing mainly mostly reasons reason caused oherwydd"))
_DIGITS = re.compile(r"[0-9][0-9.,]*")
_COUNTED = frozenset(NUMBER_WORDS) - {"one", "a", "un"}
# "There is a discount", "we've never had any", "no targets for them".
_STATES = re.compile(
    r"^\W*(?:there(?:'s|\u2019s| is| are| was| were)|theres|"
    r"we(?:'ve|\u2019ve| do| don| have| did| never)|it (?:is|does|has)|they (?:do|are|have)|"
    r"no|not|never|absolutely|correct)\b",
    re.IGNORECASE,
)
# A question that leans on the one before it.
_LEANS = re.compile(
    r"\b(?:those|these|them|they|their|of which)\b|^\W*how (?:many|much) (?:were|was|have|has)\b",
    re.IGNORECASE,
)
_OPENING = 3  # words
_SHORT = (3, 8)  # words
_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Part:
    """Clauses that go together, and where they stand: their line and their sentence."""

    text: str
    line: int
    sentence: int
    gap: str = ""  # what stands before it in its sentence
    whole: str = ""  # its sentence


class Signing(Asked):
    """The questions that are open, and what speaks for each part of a reply being about each."""

    def __init__(self, questions: Questions, left: Sequence[Key], rules: ReplyRules) -> None:
        super().__init__(questions, left, rules)
        self.known: dict[str, frozenset[int]] = {}
        self.often = any("often" in self.kinds(n) for n in self.open)
        self.meant = [rules.alike.among(plain(one.text)) for one in self.asked]

    def of_part(self, part: Part) -> Mapping[int, Signs]:
        """Return for each open question the signs that *part* answers it."""
        text = part.text
        has = [self._has(word) for word in telling(text)]
        weights = [self.share(text, m)[0] for m in range(len(self.asked))]
        meant = self._alike(text)
        offers, gives = self.offers(text), self.gives(text)
        found: dict[int, Signs] = {}
        for n in sorted(self.open):
            each = self._of_words(has, n) | _of_weights(weights, n) | self._of_case(has, n)
            each |= self._of_meaning(meant, n) | self._of_opening(text, n) | _of_all(has, n)
            each["figure of its own"] = float(self._figure_of(text) == {n})
            if "decision" in offers and not has_figures(text):
                each["decides, and names nothing of it"] = float(not self.names(text, n))
                each["decides, and the next leans on it"] = float(
                    n + 1 in self.open and self.leans_on(n + 1, n)
                )
            if each["word of its own"]:
                words = [word for word in self.words[n] if len(self._has(word)) == 1]
                there = sum(in_question(word, telling(text)) for word in words)
                each["share of what is its alone"] = there / len(words) if words else 0.0
            if gives and not fits_question(text, self.asked[n].text, self.rules):
                each["another kind"] = 1.0
            each |= {f"{asks}: {one}": 1.0 for asks in self.kinds(n) for one in offers}
            found[n] = {"answers": 1.0} | {name: value for name, value in each.items() if value}
        return found

    def _of_words(self, has: Sequence[frozenset[int]], n: int) -> dict[str, float]:
        """Return what the words of a part say, each known by the questions that have it."""
        own = sum(one == {n} for one in has)
        rival = max((sum(one == {m} for one in has) for m in range(len(self.asked)) if m != n),
                    default=0)  # fmt: skip
        return {
            "word of its own": float(own > 0),
            "words of its own": float(own > 1),
            "shared words": min(sum(1 / len(one) for one in has if n in one), _MOST),
            "word of another alone": float(rival > 0),
            "words of another alone": float(rival > 1),
        }

    def _alike(self, text: str) -> list[frozenset[int]]:
        """Return, for each meaning in *text* that is in other words there, the questions of it."""
        found: list[frozenset[int]] = []
        for group, said in self.rules.alike.among(plain(text)).items():
            places = (
                n
                for n, meant in enumerate(self.meant)
                if group in meant and said.isdisjoint(meant[group])
            )
            found.append(frozenset(places))
        return [one for one in found if one]

    def means(self, text: str, n: int) -> bool:
        """Return whether *text* says in other words something that question *n* has."""
        return any(n in one for one in self._alike(text))

    def names(self, text: str, n: int | None) -> bool:
        """Return whether *text* has a word of question *n*, or says it in another word."""
        return n is not None and (self.shares(text, n) or self.means(text, n))

    def leans_on(self, m: int, n: int) -> bool:
        """Return whether question *m* goes on with *n*: "How many of those were paid?"."""
        same = self.asked[m].reference == self.asked[n].reference
        return same and _LEANS.search(self.asked[m].text) is not None

    def _of_meaning(self, meant: Sequence[frozenset[int]], n: int) -> dict[str, float]:
        return {
            "means what it alone does": float(frozenset({n}) in meant),
            "means what it does": min(sum(1 / len(one) for one in meant if n in one), _MOST),
            "means what another alone does": float(any(len(one) == 1 and n not in one
                                                       for one in meant)),
        }  # fmt: skip

    def _of_opening(self, text: str, n: int) -> dict[str, float]:
        """Return whether a word that one question alone has stands at the beginning of *text*."""
        first = next((has for word in telling(text)[:_OPENING] if (has := self._has(word))), None)
        return {
            "opens with its word": float(first == frozenset({n})),
            "opens with another's word": float(first is not None and n not in first),
        }

    def _figure_of(self, text: str) -> set[int]:
        """Return the questions that have a figure of *text*: "over 65", "within 20 weeks"."""
        each = [{n for n, own in enumerate(self.figures) if one in own} for one in limits(text)]
        return set().union(*(one for one in each if len(one) == 1))

    def of_none(self, part: Part) -> Signs:
        """Return the signs that *part* is talk, or of no question that is open."""
        text = part.text
        like = likely(text)
        found = {"none": 1.0, f"none: {like.says.value}": like.share}
        found["none: talk"] = like.share if like.says is Says.TALK else 0.0
        found["none: gives"] = float(self.gives(text))
        found["none: shares"] = float(any(self.shares(text, n) for n in self.open))
        found["none: of taken"] = float(
            any(self.has_own(text, n) for n in range(len(self.asked)) if n not in self.open)
        )
        found["none: asks"] = float(text.rstrip().endswith("?"))
        found["none: unsure"] = float(self.is_unsure(text))
        several = speaks_of_several(part.whole, self.rules)
        found["none: of several"] = float(several)
        found["none: decides of several"] = float(several and decides(part.whole, self.rules))
        found["none: short"] = float(len(plain(text)) <= _SHORT[0])
        found["none: long"] = float(len(plain(text)) > _SHORT[1])
        return {name: value for name, value in found.items() if value}

    def of_step(self, before: int | None, n: int, parts: Sequence[Part], place: int) -> Signs:
        """
        Return the signs of the order: the part at *place* is given to *n*.

        *before* is the question that the last part that answered one was given to.
        """
        where = _where(parts, place)
        order = sorted(self.open)
        at = order.index(n)
        if before is None:
            return {f"first: {'first' if at == 0 else 'later'}": 1.0}
        far = at - order.index(before)
        if far == 0:
            found = {f"goes on: {where}": 1.0}
            if self.gives(parts[place].text):
                found[f"goes on and gives: {where}"] = 1.0
            return found
        kind = "next" if far == 1 else "skips" if far > 1 else "back"
        found = {kind: 1.0, f"{kind}: {where}": 1.0}
        if self.asked[n].reference != self.asked[before].reference:
            found["another case"] = 1.0
        return found

    def offers(self, text: str) -> tuple[str, ...]:
        """Return the kinds of what *text* gives: an amount, a number, a day, a name, a file."""
        tokens = plain(text)
        figures = has_figures(text)
        known = {
            "amount": _MONEY.search(text) is not None,
            "share": _SHARE.search(text) is not None,
            "number": figures and _MONEY.search(text) is None and _SHARE.search(text) is None,
            "number in words": not figures and not NUMBER_WORDS.isdisjoint(tokens[:4]),
            "time": _TIME.search(text) is not None,
            "day": undated(text) != text,
            "file": self.rules.answers.attachment.within(text) or ADDRESS.search(text) is not None,
            "yes or no": bool(tokens) and (tokens[0] in _YES or tokens[-1] in _YES),
            "name": _NAME.search(text) is not None or _NAME_FIRST.match(text) is not None,
            "reason": not _BECAUSE.isdisjoint(tokens),
            "decision": decides(text, self.rules),
            "several": _figures(text) > 1,
            "often": not OFTEN.isdisjoint(tokens),
            "states": _STATES.search(text) is not None,
        }
        return tuple(name for name, there in known.items() if there) or ("words",)

    def gives(self, text: str) -> bool:
        """Return whether *text* gives something: a figure, a yes or a no, a decision."""
        tokens = plain(text)
        said = tokens in (("yes",), ("no",)) or not _COUNTED.isdisjoint(tokens[:6])
        often = self.often and not OFTEN.isdisjoint(tokens)
        return said or often or has_figures(text) or decides(text, self.rules)

    def kinds(self, n: int) -> tuple[str, ...]:
        """Return the kinds of answer that question *n* asks for."""
        return self.rules.asks.kinds(self.asked[n].text)

    def _has(self, word: str) -> frozenset[int]:
        """Return the questions that have *word*."""
        if word not in self.known:
            places = (m for m, words in enumerate(self.words) if in_question(word, words))
            self.known[word] = frozenset(places)
        return self.known[word]

    def _of_case(self, has: Sequence[frozenset[int]], n: int) -> dict[str, float]:
        cases = [one.reference for one in self.asked]
        if len(set(cases)) < 2:
            return {}
        each = [{cases[m] for m in one} for one in has if one]
        own = any(one == {cases[n]} for one in each)
        other = any(len(one) == 1 and one != {cases[n]} for one in each)
        return {"word of its case": float(own), "word of another case": float(other)}


def _of_all(has: Sequence[frozenset[int]], n: int) -> dict[str, float]:
    known = [one for one in has if one]
    return {"has all words that any has": float(bool(known) and all(n in one for one in known))}


def _figures(text: str) -> int:
    """Return how many figures *text* has, in digits or in words."""
    digits = _DIGITS.findall(undated(text))
    return len(digits) + sum(token in _COUNTED for token in plain(text))


def _of_weights(weights: Sequence[float], n: int) -> dict[str, float]:
    """Return how the words that a part shares with question *n* compare with the others'."""
    best = max(weights)
    return {
        "most of its words": float(0 < weights[n] == best and weights.count(best) == 1),
        "fewer of its words": float(weights[n] < best),
        "far fewer of its words": float(weights[n] + 1 <= best),
    }


def _where(parts: Sequence[Part], place: int) -> str:
    one, before = parts[place], parts[place - 1]
    if one.line != before.line:
        return "line"
    return "sentence" if one.sentence != before.sentence else "clause"
