"""What a message shows to the second opinion on its kind: words, pairs of words, acts, layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise

from foibot.questions.services import singular
from foibot.request.signals import Parts, Signals

MOST_WORDS = 160
MEMORY = 20_000  # words whose stems are remembered
COUNTED = (1, 2, 4, 8)  # steps in which questions are counted
ENDINGS = ("ing", "ed", "ly")
STEM_LEAST = 3


class Stems(dict[str, str]):
    """Words in the singular and without the commonest endings of verbs, by the words themselves."""

    def __missing__(self, word: str) -> str:
        """Return the stem of *word*, and remember it."""
        if word.isdecimal():
            return word  # its own stem, and each mail may bring one that no other has
        if len(self) >= MEMORY:
            self.clear()
        self[word] = found = stem(word)
        return found


def stem(word: str) -> str:
    """Return *word* in the singular and without the commonest endings of verbs."""
    small = singular(word)
    for ending in ENDINGS:
        if small.endswith(ending) and len(small) > len(ending) + STEM_LEAST:
            return small[: -len(ending)]
    return small


STEMS = Stems()


def stems(words: Iterable[str]) -> Iterator[str]:
    """Return the stem of each of *words*."""
    return map(STEMS.__getitem__, words)


def features(texts: Parts, signs: Signals) -> set[str]:
    """Return what *signs*, the subject and the first words of the body show."""
    first = islice(chain.from_iterable(span.small for span in texts.body.sentences), MOST_WORDS)
    words = [*stems(first)]
    found = [f"w:{word}" for word in set(words)]
    found += [f"b:{one} {other}" for one, other in pairwise(words)]
    found += [f"s:{word}" for span in texts.subject.sentences for word in stems(span.small)]
    found += [f"a:{act}" for act, score in signs.scores.items() if score >= 1]
    found += [f"a:{act}!" for act, score in signs.scores.items() if score >= 3]
    found += [f"x:{name}" for name, holds in _layout(signs) if holds]
    return set(found)


def _layout(signs: Signals) -> tuple[tuple[str, bool], ...]:
    plain = len(signs.plain)
    return (
        *((f"items-{n}", signs.items >= n) for n in COUNTED),
        *((f"plain-{n}", plain >= n) for n in COUNTED[:3]),
        ("no-question", signs.questions == 0),
        ("asked-by-us", signs.asked_by_us),
        ("names-list", signs.names_list),
        ("subject-asks", signs.subject_asks),
        ("invoked", signs.invoked),
        ("existing", signs.existing),
        ("reply", signs.is_reply),
        ("about-request", signs.about_request),
        ("records", signs.records >= 2),
        ("many-records", signs.records >= 4),
        ("items", signs.items > 0),
        ("asks", signs.asks > 0),
        ("short", signs.words <= 12),
        ("middling", 12 < signs.words <= 60),
        ("long", signs.words > 120),
    )
