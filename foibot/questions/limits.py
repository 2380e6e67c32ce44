"""How far a search is to go, said in a sentence of its own: no question, but scope (guide R7)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless

# "Please include within the scope of your search any diary entries", "The search should cover it".
SEARCH = r"(?:scope of )?(?:the |your |this |my |our )?(?:search(?:es)?|request|scope)\b"
REACHES = re.compile(
    rf"(?:please |kindly |also )*(?:include|cover|count)(?: \w+)? (?:within|in) (?:the )?{SEARCH}"
    r"|(?:please |kindly |also )*(?:extend|widen|limit|confine|restrict) (?:the|your|any) search"
    r"|(?:the|your|any) search(?:es)? (?:should|must|need|ought|may|can)\b",
    re.I,
)
# "Casework can be left out, it's the policy that I'm after."
LEFT_OUT = Caseless(
    r"(?!(?:please|how|who|what|which|when|why|where|i|we)\b)(?!.*\bif you\b)(?:[\w’'-]+,? ){1,10}?"
    r"(?:can|may|should|need not|could) (?:all |both |safely )?be (?:left out|ignored|excluded"
    r"|omitted|disregarded|skipped)\b",
)


def limits_search(text: str) -> bool:
    """Return whether a sentence only says what is to be searched for, or what may be left out."""
    return bool(REACHES.match(text) or LEFT_OUT.match(text))
