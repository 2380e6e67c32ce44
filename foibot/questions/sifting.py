"""Asks that fall away when the whole message is read: an aim, an umbrella, mere talk (R5, R6)."""

from __future__ import annotations

import re

from foibot.message.caseless import Caseless
from foibot.questions.drafts import Draft, Found
from foibot.questions.judge import is_title, read_all
from foibot.questions.layout import is_listed
from foibot.questions.rules import QuestionRules
from foibot.questions.signs import SEPARATE, is_aim

# "As a governor I am trying to find out how panels work here": the aim, not the ask (R6).
AIM = re.compile(
    r"[^.?]{0,60}?\b(?:I|we)(?: am| are|['’]?m|['’]?re)(?: \w+ly)? (?:trying|hoping|looking|keen"
    r"|seeking|wanting) to (?:find out|understand|establish|learn|work out|make sense)\b",
    re.I,
)
# The same where what is asked for stands in the next sentence.
STUDIES = re.compile(
    r"(?:I|we)(?: am|['’]m| are|['’]re) (?:\w+ly )?(?:researching|investigating|studying)\b", re.I
)
# "... and we'd like to understand why.  To that end, we ask ...": the aim stands in the first.
TO_THAT_END = re.compile(
    r"(?:to (?:that|this) end|with (?:that|this) in mind|for (?:that|this) (?:reason|purpose))\b",
    re.I,
)
EXACTLY = re.compile(
    r"\b(?:how (?:many|much|often|long)|number|whether|when|who|which|cop(?:y|ies)|list)\b", re.I
)
# What a request is about, said before the list of what is wanted.
INTEREST = re.compile(
    r"\b(?:interested in|looking (?:into|at)|trying to (?:understand|find out|establish)"
    r"|researching|seeking to understand|want to understand|like to understand)\b",
    re.I,
)
TURNS = re.compile(
    r"(?:as (?:regards|to|for)|with regard to|turning to|on the (?:subject|matter|question) of)\b",
    re.I,
)
IF = re.compile(r"if\b", re.I)
A_COPY = re.compile(r"\b(?:a copy of|the (?:latest|current) (?:version|edition) of)\b", re.I)
FIGURE = Caseless(
    r"\bhow (?:(?:many|much|often)\b(?! of the following)"
    r"|long (?:do|does|did|is|are|was|were|has|have)\b(?! (?:I|we)\b))",
)
YES_OR_NO = frozenset(["are", "is", "do", "does", "did", "has", "have", "was", "were"])


def drop_aim(found: Found, rules: QuestionRules) -> None:
    """Make what the writer tries to find out the context of the ask in a later paragraph."""
    first, then = (*found.drafts[:2], None, None)[:2]
    if first is None or then is None or first.path != "prose":
        return
    if then.place == first.place and not STUDIES.match(first.body.text):
        return
    aim = AIM.match(first.body.text) or STUDIES.match(first.body.text)
    if (aim and not EXACTLY.search(first.body.text)) or (
        TO_THAT_END.match(then.body.text) and is_aim(read_all(first.body, rules)[0])
    ):
        # A number alone ("1." over "a)") has no words.
        after = next(iter(read_all(then.body, rules)), None)
        if after and after.asks and after.has("thing", "question") and not after.has("fresh"):
            rest = found.drafts[1:]
            alone = len({draft.place for draft in rest}) == len(rest)
            for draft in rest if alone else [then]:  # one question to a line: all have the aim
                if draft.parent is None:
                    draft.context.insert(0, first.body)
            del found.drafts[0]


def drop_umbrella(found: Found, rules: QuestionRules) -> None:
    """Make the ask above the first list its context: the list says what is meant by it."""
    drafts = found.drafts
    first = next((n for n, draft in enumerate(drafts) if is_listed(draft)), len(drafts))
    listed = drafts[first:]
    above = drafts[:first]
    if not listed or not above or any(draft.path != "prose" for draft in above):
        return
    if len(listed) < 2 and not (listed[0].label and all(names_topic(d, rules) for d in above)):
        return
    lead = " ".join(part.text for part in listed[0].lead)
    apart = SEPARATE.search(lead) or IF.match(lead) or turns(lead, above, rules)
    apart = apart or (is_title(lead) and lead[-1] != ":" and names_paper(above, rules))
    wide = first == 1 or all(INTEREST.search(draft.body.text) for draft in above)
    if wide and not apart and not is_definite(drafts[0], rules):
        umbrella = [draft.body for draft in drafts[:first]]
        for draft in listed:
            if draft.parent is None and draft.lead == listed[0].lead:
                draft.context = [*umbrella, *draft.context]
        del drafts[:first]


def turns(lead: str, above: list[Draft], rules: QuestionRules) -> bool:
    """Return whether a lead-in turns to another matter: "As regards consultants, I ask:"."""
    every = [each for draft in above for each in read_all(draft.body, rules)]
    return bool(TURNS.match(lead)) and not any(each.has("general") for each in every)


def names_topic(draft: Draft, rules: QuestionRules) -> bool:
    """Return whether an ask only names its topic: "some details of the contracts you hold"."""
    return all(each.has("general") and not each.has("mark") for each in read_all(draft.body, rules))


def names_paper(above: list[Draft], rules: QuestionRules) -> bool:
    """Return whether an ask is for a paper by its name: no list under a heading spells it out."""
    every = [each for draft in above for each in read_all(draft.body, rules)]
    return all(each.has("order", "ask") and A_COPY.search(each.text) for each in every)


def is_definite(draft: Draft, rules: QuestionRules) -> bool:
    """Return whether an ask is a question that one figure answers: "How many are there?"."""
    every = read_all(draft.body, rules)
    if all(each.has("mark") for each in every) and FIGURE.search(draft.body.text):
        return True  # "Please can you tell me how many were caught?", with what hangs on it
    if len(every) != 1 or not all(every[0].has(tag) for tag in ("question", "mark")):
        return False
    return every[0].has("thing") or every[0].words[0] in YES_OR_NO


def drop_weak(found: Found) -> None:
    """Leave out sentences that ask for nothing in particular beside a list that does."""
    drafts = found.drafts
    listed = [draft for draft in drafts if draft.path != "prose"]
    named = any(not draft.idle and not draft.weak for draft in drafts)
    beside = {draft.place for draft in drafts if draft.path == "prose" and draft.named}
    strong = {draft.place for draft in drafts if draft.path == "prose" and not draft.weak}
    dropped = [
        draft
        for draft in drafts
        if (draft.idle and named)
        or (
            not draft.named
            and draft.place not in beside
            and len(listed) > 1
            and drafts.index(draft) > 1
        )
        or (draft.weak and (len(listed) > 1 or (strong and draft.place not in strong)))
    ]
    gone = {id(draft) for draft in dropped}
    found.weak += [draft.body for draft in dropped]
    found.drafts[:] = [draft for draft in drafts if id(draft) not in gone]
