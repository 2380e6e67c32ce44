"""An answer to a mail of ours whose list of questions was corrected since (nothing is guessed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from foibot.case.events import Event
from foibot.case.renumbering import since, until
from foibot.handlers.asked import asked_in
from foibot.handlers.casefile import CaseFile
from foibot.replies.model import AskedQuestion, Certainty, Key, QuestionReply, ReplyReading

REWORDED = "the question was changed since we asked it"


@dataclass(frozen=True, slots=True)
class Numbered:
    """The questions that a mail asked, by their numbers in it, and what became of each."""

    asked: tuple[AskedQuestion, ...]  # as the mail calls them
    today: tuple[AskedQuestion, ...]  # the same, as they are called today
    became: Mapping[Key, Key]
    reworded: frozenset[Key]  # by today's number

    def read(self, reading: ReplyReading) -> ReplyReading:
        """Return *reading* by today's numbers; what was said of other words waits for a "yes"."""
        return replace(
            reading,
            replies=tuple(self._reply(one) for one in reading.replies),
            command_keys=tuple(self.became.get(key, key) for key in reading.command_keys),
        )

    def _reply(self, one: QuestionReply) -> QuestionReply:
        key = self.became.get(one.key, one.key)
        if key not in self.reworded:
            return replace(one, key=key)
        warnings = (*one.warnings, REWORDED)
        return replace(one, key=key, certainty=Certainty.PROPOSED, warnings=warnings)


def numbered_then(sent: str, files: dict[str, CaseFile], at: datetime) -> Numbered:
    """Return what the mail *sent* at a moment asked, and what of it is still owed an answer."""
    changes = {name: since(until(file.history, at), file.history) for name, file in files.items()}
    asked, today, became, reworded = [], [], {}, set()
    for one in asked_in(sent, files, changes):
        found = changes[one.reference].get(one.n)
        now = replace(one, n=found.n) if found else one
        asked.append(replace(one, text=found.then) if found and not found.same else one)
        today.append(now)
        became[one.key] = now.key
        if found and not found.same:
            reworded.add(now.key)
    return Numbered(tuple(asked), tuple(today), became, frozenset(reworded))


def moved_since(key: Key, earlier: Sequence[Event], file: CaseFile) -> bool:
    """Return whether a question that was called so *earlier* is another today, or none."""
    changes = since(earlier, file.history)
    found = changes.get(key.n)
    return bool(changes) and (found is None or found.n != key.n or not found.same)


def by_today(keys: Sequence[Key], earlier: Sequence[Event], file: CaseFile) -> tuple[Key, ...]:
    """Return *keys* by the numbers of today; one that stands no more is left out."""
    changes = since(earlier, file.history)
    if not changes:
        return tuple(keys)
    mapped = (
        key._replace(n=changes[key.n].n) if key.reference == file.reference else key
        for key in keys
        if key.reference != file.reference or key.n in changes
    )
    return tuple(mapped)
