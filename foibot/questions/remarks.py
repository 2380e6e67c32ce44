"""A remark on some of the questions alone: "As to part 1, ...", "For Q2 please ..." (guide R7)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foibot.questions.drafts import Draft, Found
from foibot.questions.numbered import named, speaks_of_the_list
from foibot.questions.passage import Passage

OPENING = re.compile(
    r"(?:(?:and|also|but|finally|please note that)[\s,]+)?"
    r"(?:for|as (?:to|for|regards)|in(?: (?:relation to|respect of|answer(?:ing)? to|answering))?"
    r"|on|under|with (?:regards?|respect|reference) to|regarding|concerning|relating to)\s+",
    re.I,
)
FIGURES = re.compile(r"\d{1,2}(?!\d)")
# "In relation to (ii) and (iv), ...": the letters of a list.
LETTERS = re.compile(
    r"(?:(?:questions?|points?|items?|parts?|requests?|paragraphs?) )?"
    r"(?P<labels>\((?:[a-z]{1,4}|\d{1,2})\)"
    r"(?:\s?(?:,|and|&|or)\s?\((?:[a-z]{1,4}|\d{1,2})\)){0,8})",
    re.I,
)
IN_A_CASE = re.compile(r"[^.?!]{3,60},\s(?:if|where|should|unless|please)\b", re.I)
LETTER = re.compile(r"\(([a-z]{1,4}|\d{1,2})\)", re.I)
# "If possible please break 1 and 3 down by ward": some of the questions, named in the middle.
SOME = re.compile(
    r"\b(?:break|split|separate|divide|show|provide|give|answer)(?: down| up)? "
    r"(?=(?:both )?(?:(?:questions?|points?|items?|parts?|nos?\.?|numbers?) )?\d{1,2}\b"
    r"[^.?]{0,40}\b(?:down|by|per|into|for each)\b)",
    re.I,
)


# Below a run of lines: "together with the action plan for each."
TOGETHER = re.compile(r"(?:together|along) with\b|as well as\b")
# "If a report has not been finalised, I would be happy to have the draft."
CONTENT_WITH = re.compile(
    r"(?:if|where)\b[^.?,]{3,120}, (?:then )?(?:i|we)(?: would| will|['’]d|['’]ll| am| are|['’]m)?"
    r" (?:be )?(?:happy|content|glad|prepared|willing|satisfied) (?:to (?:have|accept|receive|take)"
    r"|with)\b",
    re.I,
)


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


def remarks_asked(found: Found) -> None:
    """Let an ask that opens with the letter of another, "As to (iv), ...", be its scope."""
    listed = [draft for draft in found.drafts if draft.label]
    if len(listed) < 2:
        return
    more = [
        draft
        for draft in found.drafts
        if not draft.label and not draft.parent and draft.body.text[-1] != "?"
    ]
    top = [draft for draft in listed if draft.parent is None]
    some = [d for d in more if _lettered(d.body.text, listed) or _numbered(d.body.text, top)]
    found.drafts[:] = [draft for draft in found.drafts if all(draft is not each for each in some)]
    found.scopes += [draft.body for draft in some]
    found.scopes += [part for part in found.weak if _lettered(part.text, listed)]


def joined_on(found: Found) -> None:
    """Let what goes on from a run of lines, or takes less than they ask for, scope them (R7)."""
    kept: list[Draft] = []
    for draft in found.drafts:
        above = _goes_on_from(draft, kept)
        for each in above:
            each.context.append(draft.body)
        if not above:
            kept.append(draft)
    found.drafts[:] = kept


def _goes_on_from(draft: Draft, above: Sequence[Draft]) -> list[Draft]:
    """Return the questions that *draft* only says more of: those with the lead-in of the last."""
    more = TOGETHER.match(draft.body.text) is not None and len(above) > 1
    own = draft.label or draft.parent or not above or not above[-1].lead
    if own or not (more or CONTENT_WITH.match(draft.body.text)):
        return []
    return [each for each in above if each.parent is None and each.lead == above[-1].lead]


def remarked(remark: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the questions that a remark names as it opens; none where it names none, or all."""
    top = [draft for draft in drafts if draft.parent is None]
    if lettered := _lettered(remark, top):
        return lettered if len(lettered) < len(top) else []
    known = _by_number(top)
    opening = OPENING.match(remark)
    if opening is None:
        return _some(remark, known)
    first = next(named(remark, known.keys()), None)
    if first is None or first.start > opening.end():
        return []
    plainly = speaks_of_the_list(remark[: first.end])
    return [known[n] for n in first.numbers] if plainly and len(first.numbers) < len(known) else []


def _numbered(remark: str, top: Sequence[Draft]) -> bool:
    """Return whether an ask is for a case of one question: "For question 7, if ..., please"."""
    return IN_A_CASE.match(remark) is not None and bool(remarked(remark, top))


def _lettered(remark: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the questions whose letters a remark names as it opens: "In relation to (ii), ..."."""
    opening = OPENING.match(remark)
    found = LETTERS.match(remark, opening.end()) if opening else None
    if found is None:
        return []
    letters = {each.lower() for each in LETTER.findall(found["labels"])}
    return [draft for draft in drafts if draft.label and draft.label.lower() in letters]


def _some(remark: str, known: dict[int, Draft]) -> list[Draft]:
    """Return the questions of which alone a remark speaks: "Please break 1 and 3 down by ward"."""
    if SOME.search(remark) is None:
        return []
    numbers = {n for each in named(remark, known.keys()) for n in each.numbers}
    return [known[n] for n in sorted(numbers)] if len(numbers) < len(known) else []


def _by_number(drafts: Sequence[Draft]) -> dict[int, Draft]:
    """Return each question by its number, or by its place where none has any."""
    found = [(FIGURES.search(draft.label or ""), draft) for draft in drafts]
    if any(figure for figure, _ in found):
        return {int(figure[0]): draft for figure, draft in reversed(found) if figure}
    return dict(enumerate(drafts, 1))
