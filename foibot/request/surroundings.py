"""What stands around the words of a message: above a mail passed on, and quoted below."""

from __future__ import annotations

from collections.abc import Sequence

from foibot.message.model import Message, Role
from foibot.questions.lexicon import Sentence, sentences
from foibot.request.cues import KindRules, Zone, find_cues
from foibot.request.features import stem
from foibot.request.sources import Written

MOST_ABOVE = 2000  # characters above a mail passed on that are looked at
MOST_QUOTED = 1500  # and of what is quoted
FIRST_SENTENCES = 12  # of what is quoted


def around(message: Message, texts: Written, rules: KindRules) -> set[str]:
    """Return what the surroundings of *texts* show to the second opinion: acts, words, layout."""
    if texts.passed_on:
        above = message.reply_text[:MOST_ABOVE]
        spans = sentences(above)
        bare = set() if above.strip() else {"x:nothing-above"}
        return {"x:passed-on"} | bare | _acts("u", above, rules, spans) | _words("v", spans)
    quoted = quoted_text(message)
    if not quoted.strip():
        return set()
    spans = sentences(quoted)
    return {"x:quotes"} | _acts("q", quoted, rules, spans) | _words("p", spans[:FIRST_SENTENCES])


def quoted_text(message: Message) -> str:
    """Return the first words that *message* quotes, without the marks of quotation."""
    lines = (line.text.lstrip("> ") for line in message.lines if line.role is Role.QUOTED)
    return "\n".join(lines)[:MOST_QUOTED]


def _acts(sort: str, text: str, rules: KindRules, spans: Sequence[Sentence]) -> set[str]:
    return {f"{sort}:{each.cue.act}" for each in find_cues(text, Zone.BODY, rules, spans)}


def _words(sort: str, spans: Sequence[Sentence]) -> set[str]:
    return {f"{sort}:{stem(word)}" for span in spans for word in span.small}
