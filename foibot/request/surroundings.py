"""What stands around the words of a message: above a mail passed on, and quoted below."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.model import Message
from foibot.questions.lexicon import Sentence, sentences
from foibot.request.cues import KindRules, Zone, find_cues
from foibot.request.features import stems
from foibot.request.sources import Written, quoted

MOST_ABOVE = 2000  # characters above a mail passed on that are looked at
MOST_QUOTED = 1500  # and of what is quoted
FIRST_SENTENCES = 12  # of what is quoted


def around(message: Message, texts: Written, rules: KindRules) -> set[str]:
    """Return what the surroundings of *texts* show to the second opinion: acts, words, layout."""
    if texts.passed_on:
        note = above(message)
        spans = sentences(note)
        bare = set() if note.strip() else {"x:nothing-above"}
        return {"x:passed-on"} | bare | _acts("u", note, rules, spans) | _words("v", spans)
    below = "\n".join(text for text, _ in quoted(message))[:MOST_QUOTED]
    if not below.strip():
        return set()
    spans = sentences(below)
    return {"x:quotes"} | _acts("q", below, rules, spans) | _words("p", spans[:FIRST_SENTENCES])


def above(message: Message) -> str:
    """Return the first words that stand above a mail passed on."""
    return message.reply_text[:MOST_ABOVE]


def _acts(sort: str, text: str, rules: KindRules, spans: Sequence[Sentence]) -> set[str]:
    return {f"{sort}:{each.cue.act}" for each in find_cues(text, Zone.BODY, rules, spans)}


def _words(sort: str, spans: Sequence[Sentence]) -> set[str]:
    return {f"{sort}:{word}" for span in spans for word in stems(span.small)}
