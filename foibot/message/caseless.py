"""
Forms in which case does not matter, missed far sooner than `re.IGNORECASE` alone misses them.

Most of what is looked for in a mail is not there.  A pattern that need not mind case is missed in a
half to a quarter of the time, so that is looked for first, in a copy in small letters.
"""

from __future__ import annotations

import re
import sys

MIXED = "(?-i:"  # a part in which case does matter: then small letters tell nothing
# The "W" of \W and the "P" of (?P<name>...) are no capitals to be made small.
CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]", re.DOTALL)


class Caseless:
    """A pattern whose matches are those of `re.IGNORECASE`, in the text as it stands."""

    def __init__(self, source: str, flags: int = 0) -> None:
        if MIXED in source:
            raise ValueError(f'"{MIXED}" minds case in {source}')
        self._exact = re.compile(source, flags | re.IGNORECASE)
        self._small = re.compile(CAPITAL.sub(_made_small, source), flags)

    def search(self, text: str, pos: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match from *pos* to *end*, or None."""
        small = text.lower()
        if self._small.search(small, pos, end) is None and len(small) == len(text):
            return None
        return self._exact.search(text, pos, end)

    def match(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """Return the match that begins at *pos*, or None."""
        small = text.lower()
        if self._small.match(small, pos) is None and len(small) == len(text):
            return None
        return self._exact.match(text, pos)


def _made_small(found: re.Match[str]) -> str:
    return found[0].lower() if len(found[0]) == 1 else found[0]
