"""What the finding of automatic mail looks at: headers, subject, text and the telling parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from foibot.message.personal import is_request_address, stake, without_directions, without_quoted
from foibot.message.wording import fold, is_reply

# Of the text: enough for every report that mail servers write.
_PART_LIMIT = 65_536
# What a person wants stands near the beginning; below it may be a copy of our own mail.
_STAKE_LIMIT = 8_000
_FOLD = re.compile(r"\r?\n(?=[ \t])")


@dataclass(frozen=True, slots=True)
class ProbePart:
    """One part of a message; *text* is empty unless the part is text or a message/... part."""

    content_type: str
    text: str
    filename: str = ""


@dataclass(frozen=True)
class Probe:
    """The facts from which mail is found to be automatic; *subject* and *text* are decoded.

    *new_text* is what the sender newly wrote, "" where that is not known apart from *text*;
    *day* is the day of the Date header, by which a return date without a year is read.
    """

    headers: tuple[tuple[str, str], ...]
    subject: str
    text: str
    new_text: str = ""
    content_type: str = "text/plain"
    parts: tuple[ProbePart, ...] = ()
    day: date | None = None

    @cached_property
    def by_name(self) -> dict[str, tuple[str, ...]]:
        """Return the values of the headers by their names in lower case, unfolded."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in self.headers:
            key = name.lower()
            found[key] = (*found.get(key, ()), _FOLD.sub("", value).strip())
        return found

    def first(self, name: str) -> str:
        """Return the first header called *name* (in lower case), or ""."""
        return self.by_name.get(name, ("",))[0]

    def has(self, name: str) -> bool:
        """Return whether there is a header called *name* (in lower case)."""
        return name in self.by_name

    @cached_property
    def own(self) -> str:
        """Return the text to judge the sender's words by, bounded."""
        return (self.new_text or self.text)[:_PART_LIMIT]

    @cached_property
    def words(self) -> str:
        """Return the sender's own words, folded as the word lists are."""
        return fold(self.own)

    def without_quoted(self) -> Probe:
        """Return these facts but for what stands in quotation marks: it is mentioned, not said."""
        said = without_quoted(self.own)
        return self if said is self.own else replace(self, text=said, new_text=said)

    def without_directions(self) -> Probe:
        """Return these facts but for what is told to those who may write to the sender."""
        said = without_directions(self.own)
        return replace(self, text=said, new_text=said)

    @cached_property
    def stake(self) -> str | None:
        """Return the words by which a person with a stake in the matter speaks, or None."""
        if is_request_address(self.first("from")):
            return "an address for one request"
        return stake(self.words[:_STAKE_LIMIT])

    @cached_property
    def answers(self) -> bool:
        """Return whether it is an answer to a mail, by its headers or its subject."""
        return self.has("in-reply-to") or self.has("references") or is_reply(self.title)

    @cached_property
    def title(self) -> str:
        """Return the subject, folded as the word lists are."""
        return fold(self.subject[:_PART_LIMIT])
