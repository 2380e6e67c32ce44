"""What the letter says by itself is not said twice: the citation, "not held", "we looked in"."""

from __future__ import annotations

import re

from foibot.replies.exemptions import exemptions_in
from foibot.replies.words import plain, sentences

SECTION = re.compile(
    r"(?:ss?|sec|section|regs?|regulation)?\.?[0-9]{1,2}[A-Z]?(?:\([0-9a-z]{1,3}\)){0,4}",
    re.IGNORECASE,
)
# Words around a section at the head of a reason: "This is exempt under section 43(2) FOIA because".
_SOFT = """this that it they is are be exempt exempted exemption exception refused refuse withheld
withhold part partly under by on from disclosure the of freedom environmental information scotland
and we rely relying sorry neither confirm nor deny vexatious repeated"""
_HARD = """foia foi eir eirs foisa eisrs act regulation regulations section sections s ss reg regs
because as since 2000 2002 2004"""
HARD = frozenset(plain(_HARD))
AROUND = HARD | frozenset(plain(_SOFT))
MOST_AROUND = 24
ENDS = ")(.,:;\u2013\u2014-"
# "Not held.", "We do not hold this information.", "This is not held by the council."
_BARE = """not held hold we i do does did don't doesn't the council it this that any such no none is
are information requested have has by us nothing records sorry afraid confirm can"""
BARE = frozenset(plain(_BARE))
MOST_BARE = 14
LOOKED = re.compile(
    r"^(?:we|i|the team|the service)(?: have|'ve|\u2019ve)?(?: also)? (?:looked|searched|checked)"
    r"(?: (?:in|at|through|within))?\s",
    re.IGNORECASE,
)


def without_citation(text: str) -> str:
    """Return *text* without the section at its head, which the letter cites by itself."""
    if not exemptions_in(text[:160]):
        return text.strip()
    rest = kept = re.sub(r"(?<=[\d)]) (?=\()", "", text.strip())
    for _ in range(MOST_AROUND):
        word, _, behind = rest.partition(" ")
        bare = word.strip(ENDS).casefold()
        cites = SECTION.fullmatch(word.strip(ENDS[2:])) is not None
        if "\n" in word or (bare and bare not in AROUND and not cites):
            break
        rest = behind.lstrip()
        # Only what belongs to the citation goes: "section 43(2): the prices" keeps its article.
        kept = rest if cites or bare in HARD or not bare else kept
    return kept[:1].upper() + kept[1:]


def is_bare(sentence: str) -> bool:
    """Return whether *sentence* says only that something is not held."""
    tokens = plain(sentence)
    return 0 < len(tokens) <= MOST_BARE and BARE.issuperset(tokens)


def of_not_held(text: str) -> tuple[str, str]:
    """Return the words of a "not held" answer that go out, and where was looked."""
    kept: list[str] = []
    looked: list[str] = []
    for at, paragraph in enumerate(text.strip().split("\n\n")):
        said = sentences(paragraph) if "\n" not in paragraph else (paragraph,)
        if not at and said and is_bare(said[0]):
            said = said[1:]
        looked += [LOOKED.sub("", one) for one in said if LOOKED.match(one)]
        kept.append(" ".join(one for one in said if not LOOKED.match(one)))
    return "\n\n".join(one for one in kept if one), " ".join(looked)
