"""Welsh words whose first letter is changed by the word before them: "gwmni" is "cwmni" (T21)."""

from __future__ import annotations

from collections.abc import Iterable

from foibot.replies.words import plain

# The radical letter, and what the soft, the nasal and the aspirate mutation make of it.
_CHANGES = {
    "c": ("g", "ngh", "ch"),
    "p": ("b", "mh", "ph"),
    "t": ("d", "nh", "th"),
    "g": ("", "ng"),
    "b": ("f", "m"),
    "d": ("dd", "n"),
    "m": ("f",),
    "ll": ("l",),
    "rh": ("r",),
}
_ASKS_IN_WELSH = frozenset(
    plain("faint sawl beth pa pwy pryd pam ble sut oes rhowch darparwch oedd sydd ydy yw nifer")
)
_LEAST = 4  # letters


def is_welsh(question: str) -> bool:
    """Return whether *question* is asked in Welsh."""
    return not _ASKS_IN_WELSH.isdisjoint(plain(question))


def with_changed(words: Iterable[str]) -> list[str]:
    """Return *words* of Welsh, and each as it may stand behind other words."""
    found: dict[str, None] = {}
    for word in words:
        found.setdefault(word)
        for radical in _radicals(word) if len(word) >= _LEAST else ():
            found.setdefault(radical)
            for first, changed in _CHANGES.items():
                if radical.startswith(first):
                    rest = radical.removeprefix(first)
                    found.update(dict.fromkeys(one + rest for one in changed if one))
    return list(found)


def _radicals(word: str) -> list[str]:
    """Return what *word* may be unchanged: itself, and with each first letter that became its."""
    found = [word]
    for first, changed in _CHANGES.items():
        found += [first + word.removeprefix(one) for one in changed if one and word.startswith(one)]
    return found
