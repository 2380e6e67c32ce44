"""What can stand in the way of reading an attached file, said in one way each."""

from __future__ import annotations

ENCRYPTED = "encrypted: it opens only with a password"
SCAN = "scan: pictures of pages without text; a person must read it"
EMPTY = "empty: there is no text in it"
BROKEN = "broken: it cannot be opened as what it claims to be"
UNREADABLE = "not read: files of this kind are not opened for their text"
LARGE = "too large: it is kept in the raw message and was not opened"
LONG = "cut: only the first 1,000,000 letters are read"
BOMB = "bomb: unpacked it would be far larger than any document"
DOCTYPE = "unsafe: it declares XML entities, which no office program writes"
MACROS = "macros: it holds programs, which were not run"
HIDDEN = "hidden sheets: they are not read"
DEEP = "nested: files within files are opened two levels deep only"
SLOW = "too slow: reading it took more time than any document needs"
GREEDY = "too much memory: reading it needed more than any document needs"
CRASHED = "crashed: the program that reads such files ended while reading it"

# What keeps a document's text from being read at all.
NOT_READ = frozenset({ENCRYPTED, SCAN, BROKEN, LARGE, BOMB, DOCTYPE, SLOW, GREEDY, CRASHED})

LONGEST = 1_000_000


def capped(text: str, found: list[str]) -> str:
    """Return *text* cut to what is kept, with a finding where it was cut."""
    if len(text) > LONGEST:
        found.append(LONG)
        return text[:LONGEST]
    return text
