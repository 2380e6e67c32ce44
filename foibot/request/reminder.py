"""
A reminder that carries the request it speaks of: passed on, or quoted below (guide R15).

It asks where its answer is, and is a chaser.  Should the desk know of no such request, it never
arrived, and what is carried is the request: the duty begins with what was received (FOIA s.10(1)).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.message.model import Message
from foibot.questions.lexicon import sentences
from foibot.request.cues import Act, Found, Zone, find_cues
from foibot.request.load import ReadingRules
from foibot.request.surroundings import above

# So speaks who passes on a mail of their own.
_OWN = re.compile(
    r"\b(?:(?:i|we)(?:['’]ve| have| had| first)? (?:sent|made|submitted|wrote|e-?mailed|asked|put"
    r"|filed|lodged)|(?:my|our) (?:foi|request|e-?mail|message|letter|enquiry|questions?))\b",
    re.I,
)


def cues_above(message: Message, rules: ReadingRules) -> list[Found]:
    """Return the cues of what is written above a mail passed on."""
    note = above(message)
    return find_cues(note, Zone.BODY, rules.kinds, sentences(note))


def reminder(message: Message, found: Sequence[Found]) -> str:
    """
    Return the words above a mail of the sender's own, passed on, that only chase; or "".

    *found* are the cues above it.
    """
    chases = [each for each in found if each.cue.act is Act.CHASES]
    if not chases or not _is_own(message):
        return ""
    busy = {each.sentence for each in chases}
    anew = any(
        each.cue.act is Act.INVOKES
        or each.cue.act is Act.REVIEWS
        or (each.cue.act in {Act.ASKS, Act.RECORDS} and each.cue.weight >= 2)
        for each in found
        if each.sentence not in busy
    )
    return "" if anew else chases[0].evidence


def _is_own(message: Message) -> bool:
    """Return whether the sender wrote the mail that is passed on."""
    wrote = message.forwarded.sender if message.forwarded else None
    sent = message.sender
    if wrote is None or sent is None:
        return bool(_OWN.search(above(message)))
    if wrote.addr and sent.addr:
        return wrote.addr.lower() == sent.addr.lower()
    return bool(wrote.name) and wrote.name.lower() == sent.name.lower()
