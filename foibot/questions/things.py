"""List entries that only name a thing, with a word of boilerplate in the name (guide R11, R12)."""

from __future__ import annotations

import re

from foibot.questions.acts import Sentence

# "the officer report recommending acceptance, including any exempt appendix".
THING = re.compile(
    r"(?:the|any|all|an?|each|every) (?!(?:request|response|reply|answer|public interest)\b)"
    r"[\w’'-]+",
    re.I,
)
# Boilerplate of which a word may be a matter: "Your guidance on letting, or a link to it".
OF_MATTERS = frozenset({"not_cost", "not_exemption", "not_elsewhere", "not_website"})
MOST_IN_NAME = 10  # words and marks
# "if no figures are kept, a statement of why not": an entry of its own is asked for (R12).
STATEMENT = re.compile(
    r"if\b[^,]{3,60}, (?:an?|the) (?:statement|explanation|note|reasons?)\b", re.I
)


def is_thing(each: Sentence) -> bool:
    """Return whether an entry only names a thing, whatever word of boilerplate is in its name."""
    if STATEMENT.match(each.text):
        return True
    addresses = {"i", "we", "you", "please", "my", "our", "your"} & set(each.words[1:])
    said = each.has("ask", "order", "fact", "not_thanks", "not_disclaimer", "not_demand")
    if addresses or said or each.words[0] in {"i", "we", "please"}:
        return False
    aside = {tag for tag in each.tags if tag.startswith("not_")}
    bare = len(each.words) <= MOST_IN_NAME and aside <= OF_MATTERS
    return bare or THING.match(each.text) is not None
