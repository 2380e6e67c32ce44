"""A remark on some of the questions alone: "As to part 1, ...", "For Q2 please ..." (guide R7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.drafts import Draft
from foibot.questions.numbered import named, speaks_of_the_list
from foibot.questions.passage import Passage

OPENING = re.compile(
    r"(?:(?:and|also|but|finally|please note that)[\s,]+)?"
    r"(?:for|as (?:to|for|regards)|in(?: (?:relation to|respect of|answer(?:ing)? to|answering))?"
    r"|on|under|with (?:regards?|respect|reference) to|regarding|concerning|relating to)\s+",
    re.I,
)
FIGURES = re.compile(r"\d{1,2}(?!\d)")


def without_remarks(scopes: Sequence[Passage], drafts: Sequence[Draft]) -> list[Passage]:
    """Return what scopes all questions; a remark on some becomes part of their context."""
    general = []
    for part in scopes:
        concerned = remarked(part.text, drafts)
        for draft in concerned:
            draft.context.append(part)
        if not concerned:
            general.append(part)
    return general


def remarked(remark: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the questions that a remark names as it opens; none where it names none, or all."""
    opening = OPENING.match(remark)
    if opening is None:
        return []
    known = _by_number([draft for draft in drafts if draft.parent is None])
    first = next(named(remark, known.keys()), None)
    if first is None or first.start > opening.end():
        return []
    plainly = speaks_of_the_list(remark[: first.end])
    return [known[n] for n in first.numbers] if plainly and len(first.numbers) < len(known) else []


def _by_number(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Return each question by its number, or by its place where none has any."""
    found = [(FIGURES.search(draft.label or ""), draft) for draft in drafts]
    if any(figure for figure, _ in found):
        return {int(figure[0]): draft for figure, draft in reversed(found) if figure}
    return dict(enumerate(drafts, 1))
