"""Find the note of an office that says that a mail was received, in words that any mail gets.

Council inboxes answer so without any header that tells a machine.  An officer's answer thanks
too, but then goes on with what was asked; a person says "I".
"""

from __future__ import annotations

import re

from foibot.message.automatic_rules import AutomaticRules
from foibot.message.probe import Probe
from foibot.message.wording import fold, is_reply, said

_LONGEST = 1_500
_PERSON = re.compile(r"(?<!\w)(?:i|i'm|i've|i'll|i'd|my|me|mine|rwy|rwyf|fy)(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!])\s+(?=\S)|\n[ \t]*\n|\n(?=[ \t]*[-*•])")
# "Priority: 4" tells of the mail, and is no sentence that could answer it.
_LABEL = re.compile(r"^[^.!?:\n]{1,30}:(?!//)[^.!?\n]{0,80}$", re.M)
_ADDRESSED = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening)|annwyl)\b[^.!?]{0,40}$|"
    r"(?:(?:kind|best|many|warm) (?:regards|wishes)|regards|yours (?:sincerely|faithfully)|"
    r"thank you|many thanks|thanks|cofion|diolch)\b[^.!?]{0,120}$"
)
_SAYING = ("received", "thanks", "service", "standard")


def stock_note(probe: Probe, rules: AutomaticRules) -> tuple[str, str] | None:
    """Return the stock words that *probe* consists of, or None when it says anything else."""
    words = probe.words
    if len(words) > _LONGEST or "?" in words or "attach" in words or _PERSON.search(words):
        return None
    found = {key: said(words, rules.words(f"auto_reply.{key}")) for key in _SAYING}
    if not is_reply(probe.title):
        found["thanks"] = found["thanks"] or said(probe.title, rules.words("auto_reply.thanks"))
        found["standard"] = found["standard"] or said(
            probe.title, rules.words("auto_reply.received")
        )
    sure = found["received"] and (found["service"] or found["standard"])
    if not sure and not (found["thanks"] and found["service"]):
        return None
    if not says_only_stock(probe.own, rules):
        return None
    return "acknowledgement", "; ".join(each for each in found.values() if each)


def says_only_stock(text: str, rules: AutomaticRules) -> bool:
    """Return whether at most one sentence in three lacks stock words, and that gives no figure."""
    stock = [phrase for key in _SAYING for phrase in rules.words(f"auto_reply.{key}")]
    sentences = [fold(_LABEL.sub(" ", one)) for one in _SENTENCE.split(text)]
    kept = [one for one in sentences if _is_sentence(one)]
    others = [one for one in kept if said(one, stock) is None]
    figures = any(letter.isdigit() for one in others for letter in one)
    return bool(kept) and not figures and 3 * len(others) <= len(kept)


def _is_sentence(folded: str) -> bool:
    bare = folded.strip(" ,.!-*_=")
    return len(bare) > 2 and not _ADDRESSED.match(bare)
