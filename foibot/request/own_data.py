"""Which questions ask for what is held about the sender (UK GDPR Article 15; law.md 7.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.lexicon import sentences
from foibot.questions.model import Item
from foibot.request.cues import Act, KindRules, Zone, find_cues
from foibot.request.model import Regime
from foibot.request.signals import Parts

# A request for one's own data that calls itself so, and what no person's file holds.
FORMAL = re.compile(r"\b(?:subject access|dsar|sar|right of access|article 15)\b", re.I)
BOTH = re.compile(r"\bfreedom of info|\bfoia?\b|\beirs?\b|environmental information", re.I)
GENERAL = re.compile(
    r"\b(?:how many|how much|number of|total|statistics|policy|policies|procedures?|contracts?"
    r"|budget|spent|average|percentage|in each year)\b",
    re.I,
)


def own_data_beside(texts: Parts, items: Sequence[Item], kinds: KindRules) -> bool:
    """Return whether own data are asked for in words that belong to no question."""
    rest = " ".join(texts.body.text.split())
    for item in items:
        rest = rest.replace(item.text, " ")
    return _asks_for_own_data(rest, kinds)


def is_own_data(item: Item, texts: Parts, kinds: KindRules, over: str | None) -> bool:
    """Return whether an item asks for the sender's data, by its words or the law *over* it."""
    if _asks_for_own_data(item.text, kinds):
        return True
    if over is not None:
        return over == Regime.SAR.value and not GENERAL.search(item.text)
    leads = [each for each in item.context if each.endswith(":") and not BOTH.search(each)]
    if any(_asks_for_own_data(each, kinds) for each in leads):
        # "All personal data that you hold about me, to include:", and then what kinds of it.
        return not GENERAL.search(item.text)
    return bool(FORMAL.search(texts.subject.text)) and not GENERAL.search(item.text)


def _asks_for_own_data(text: str, kinds: KindRules) -> bool:
    found = find_cues(text, Zone.BODY, kinds, sentences(text))
    acts = {each.cue.act for each in found}
    return Act.OWN_DATA in acts and not acts & {Act.STOCK, Act.TOPIC}
