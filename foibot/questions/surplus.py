"""
Leaves out of the questions what only looks like one, such as a courtesy, and takes in what asks.

The rules judge a sentence by its words.  Here all sentences of the message are weighed together
with what the rules made of them, by weights learnt from how unseen mails were read wrongly.  Only
sentences of running text may go or come; none goes that its writer numbered or that a figure
answers, and never all.  What still surprises is a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from foibot.questions.acts import ASKED_IN_CASE, Sentence
from foibot.questions.added import WISHED
from foibot.questions.blocks import Block
from foibot.questions.chain import STATES, chances, shipped
from foibot.questions.confidence import left_out, surprises
from foibot.questions.drafts import Draft, Found
from foibot.questions.facets import BEGINS, GOES_ON, HEADS, NONE, Seen, facets
from foibot.questions.judge import read_all
from foibot.questions.papers import NAMED
from foibot.questions.passage import Passage, Span
from foibot.questions.rules import QuestionRules
from foibot.questions.sifting import FIGURE
from foibot.questions.wishes import is_glad_of_it

# "We ask you to send us that survey", "I should like to see it": a paper just spoken of.
SENDS_FOR = re.compile(
    r"\b(?:send|show|supply|give|provide) (?:me|us)(?: with)? (?:that|those)"
    r" (?!information|request|e-?mail|answers?|details)\w{4,}"
    r"|\b(?:like|love|want|wish) to (?:see|read|inspect) (?:it|them|both|a copy)\b",
    re.I,
)
# "And, if you have it, the number of calls": more of what is asked for, no courtesy.
IF_HELD = re.compile(
    r"^(?:and|also|plus)?\W*(?:if|where) (?:you (?:have|hold|keep|know) (?:it|them|this|that|one)"
    r"|(?:(?:it|this|they) (?:is|are) )?(?:held|available|known|recorded))\b,? (?:the|any|an?) ",
    re.I,
)
# "If it is unclear, whom should I ask?" is about the request; a case of the matter asks.
OF_REQUEST = re.compile(
    r"\b(?:this|these|above|information|requests?|questions?|answers?|repl(?:y|ies)|respon\w+"
    r"|e-?mails?|address|held|holds?|data|figures?|refus\w+|unclear|clear|withh\w+|limits?|help"
    r"|(?:can|could|should|do|may|might|would) (?:I|we)"
    r"|you (?:need|require|want|wish|cannot|can['’]t|are unable|have any|would like|prefer))\b",
    re.I,
)
# "On point 3, was any action taken?" asks about what the writer has told of.
OF_POINT = re.compile(
    r"(?:on|as (?:to|for|regards)|regarding|concerning|in relation to|with regard to) (?:my )?"
    r"(?:point|item|paragraph|ground|number)s? \(?(?:\d{1,2}|[a-z]{1,3})\b[^?]{3,400}\?",
    re.I,
)
# "We would like to know what you charge for the hall": what is asked is named outright.
KNOWS = re.compile(
    r"\b(?:(?:like|love|interested) to know|wondering) (?:exactly |just )?"
    r"(?:who|when|where|which|whether"
    r"|how(?! on earth| (?:you|the council|this|it|that) (?:can|could|is|was)\b)"
    r"|what(?! (?:is (?:going|happening)|on earth|the|you(?:['’](?:re|ll)| are| will| plan))\b))"
    r"\b(?:\W+[\w’'-]+){3}"
    # "If there's any forecast for this winter that would be great".
    r"|^if there(?:['’]?s| is| are) (?:any|an?|some)"
    r" (?!problem|quer|question|issue|fee|charge|delay|difficult|reason|doubt|part)[^.?!]{4,90}"
    r"\bwould be (?:great|good|helpful|useful|appreciated|lovely|welcome|handy)\b",
    re.I,
)
# "Under FOI I'd like data on youth cautions, 2021 to 2025: age, offence": more than the right.
UNDER_THE_ACT = re.compile(
    r"(?:under|via|as|using) (?:the |an? )?(?:foia?|eirs?|freedom of information|environmental"
    r" information)\b[^.?!]{0,40}\b(?:I|we)\b[^.?!]{4,60}\b(?:on|about|of|for|from)\b"
    r"[^.?!]{4,120}(?::\s\S|\b(?:19|20)\d\d\b)",
    re.I,
)
# "How long do you keep the footage?  And who can see it": one more question, not talk.
AND_WHO = re.compile(
    r"and,? (?:who|when|where|which|how (?:many|much|long|often))\b(?! else\b)"
    r"(?:[^\w?]+[\w’'-]+){2}",
    re.I,
)
# What leads in the names of what is wanted: "copies of the following audit reports:".
THESE = re.compile(
    r"\b(?:cop(?:y|ies) of|see|have|provide|send|supply|request)\b[^.?:]{0,60}"
    r"\b(?:the following|these|the below)\b[^.?:]{0,60}:$",
    re.I,
)
MOST_IN_NAME = 7
# "can we see the minutes": a paper, though no question mark stands behind it.
SEES = re.compile(
    r"(?:can|could|may) (?:i|we) (?:please )?(?:see|have|get) (?:the|any|your|all|a copy of)"
    r" (?!date|answer|repl|response|information|request)\w{4,}",
    re.I,
)
# "Who put them there. When are they going.": questions of a writer who marks none.
UNMARKED = re.compile(
    r"(?:and |but |so )?(?:who|when|where|why|how|what)"
    r"(?:['’]?s| is| are| was| were| do| does| did| has| have| put| made| paid| pays| decided| gave"
    r"| sent| took| let| runs) (?!I\b|we\b|it that\b|going\b|the (?:point|hell|use)\b|wrong\b"
    r"|more\b)[^?]{6,200}$",
    re.I,
)
PLAIN_ASKS = (SEES, UNMARKED, NAMED, AND_WHO, OF_POINT, UNDER_THE_ACT, WISHED)
SURE = 0.52  # that a sentence is none, which the rules took for a question
SURELY_ASKS = 0.72  # ... and that one begins a question, which the rules passed by
SAFE = 0.85  # ... so that nobody needs to look at it


class Place(NamedTuple):
    """A sentence of the message and where it stands."""

    span: Span
    seen: Seen
    body: Passage


def drop_surplus(found: Found, every: Sequence[Block], rules: QuestionRules) -> None:
    """Leave out of *found* what is surely no question, where others are; doubt what surprises."""
    if not found.drafts:
        return
    bare = list(located(every, rules))
    places = list(read(bare, found.drafts))
    likely = chances(facets([place.seen for place in places]), shipped())
    leave_out(found, places, likely, rules)
    take_in(found, places, likely)
    left = [place.seen.read for place in read(bare, found.drafts)]
    found.doubts += surprises(left, likely, [place.seen.text for place in bare])


def leave_out(
    found: Found,
    places: Sequence[Place],
    likely: Sequence[Sequence[float]],
    rules: QuestionRules,
) -> None:
    """Leave out of *found* the sentences that are surely no questions, where others are."""
    none = {place.span: chance[0] for place, chance in zip(places, likely, strict=True)}
    may_go = [each for each in doubtful(found.drafts) if not is_glad_of_it(each.body.text, rules)]
    gone = {id(draft) for draft in may_go if is_surplus(inside(draft, places), none)}
    questions = [draft for draft in found.drafts if not draft.stem]
    found.surplus = bool(questions) and all(id(draft) in gone for draft in questions)
    if gone and not found.surplus:
        for draft in may_go:
            surest = min((none[p.span] for p in inside(draft, places)), default=1.0)
            if id(draft) in gone and surest < SAFE:
                found.doubts.append(left_out(draft.body.text))
        found.weak += [draft.body for draft in found.drafts if id(draft) in gone]
        found.drafts[:] = [draft for draft in found.drafts if id(draft) not in gone]


def take_in(found: Found, places: Sequence[Place], likely: Sequence[Sequence[float]]) -> None:
    """Add to *found* the sentences of running text that surely begin a question, and in none.

    One that leads in others is with them already.
    """
    asks = STATES.index(BEGINS)
    leads = {part.span for draft in found.drafts for part in draft.lead}
    for place, chance in zip(places, likely, strict=True):
        quiet = place.seen.read == NONE and place.span not in leads
        if quiet and place.seen.style is None and chance[asks] > SURELY_ASKS:
            at = bisect_left(found.drafts, place.span, key=lambda each: each.body.span)
            found.scopes = [part for part in found.scopes if part.span != place.span]
            found.drafts.insert(at, Draft(place.body))


def is_surplus(mine: Sequence[Place], none: Mapping[Span, float]) -> bool:
    """Return whether all that stands in a draft is surely no question, nor marked as one."""
    unmarked = bool(mine) and mine[0].seen.style is None
    return unmarked and min(none[place.span] for place in mine) > SURE


def doubtful(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without a label that hang on nothing, nor others on them, nor a figure."""
    above = {id(draft.parent) for draft in drafts if draft.parent is not None}
    return [
        draft
        for draft in drafts
        if not (draft.label or draft.stem or draft.filled or draft.parent or id(draft) in above)
        and not any(each.search(draft.body.text) for each in (FIGURE, SENDS_FOR, IF_HELD, KNOWS))
        and not any(each.match(draft.body.text) for each in PLAIN_ASKS)
        and not names_led_in(draft.body.text, draft.lead)
        and not asked_in_case(draft.body.text)
    ]


def names_led_in(text: str, lead: Sequence[Passage]) -> bool:
    """Return whether a line only names something, right under "copies of these reports:"."""
    led = bool(lead) and THESE.search(lead[-1].text) is not None
    return (
        led and len(text.split()) <= MOST_IN_NAME and text[0].isupper() and text[-1] not in ".!?:"
    )


def asked_in_case(text: str) -> bool:
    """Return whether a question is put for a case of its matter: "If no firm is used, who ..."."""
    return ASKED_IN_CASE.match(text) is not None and OF_REQUEST.search(text) is None


def located(every: Sequence[Block], rules: QuestionRules) -> Iterator[Place]:
    """Yield the sentences of the blocks, none of them read yet."""
    for n, block in enumerate(every):
        style = block.marker.style if block.marker else None
        for each in read_all(block.body, rules):
            if is_worded(each):
                seen = Seen(each.words, each.tags, each.text, n, style, block.gap)
                yield Place(each.body.span, seen, each.body)


def is_worded(each: Sentence) -> bool:
    """Return whether a sentence has a word in it."""
    return any(word[0].isalnum() for word in each.words)


def read(places: Iterable[Place], drafts: Sequence[Draft]) -> Iterator[Place]:
    """Yield *places* with what the rules made of each."""
    known = sorted((*draft.body.span, draft.stem) for draft in drafts)
    at, met = 0, -1
    for place in places:
        start, end = place.span
        while at < len(known) and known[at][1] <= start:
            at += 1
        state = None
        if at < len(known) and known[at][0] < end:
            first = met != at
            met = at
            state = (HEADS if known[at][2] else BEGINS) if first else GOES_ON
        yield Place(place.span, place.seen._replace(read=state), place.body) if state else place


def inside(draft: Draft, places: Sequence[Place]) -> list[Place]:
    """Return the sentences that stand in a draft."""
    start, end = draft.body.span
    first = bisect_left(places, start, key=lambda each: each.span[0])
    last = bisect_left(places, end, key=lambda each: each.span[0])
    return [each for each in places[first:last] if each.span[1] <= end]
