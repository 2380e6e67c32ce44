"""What one block of a reply says of its questions: recorded, proposed, asked back or left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from foibot.case.reference import PATTERN
from foibot.replies.blocks import WHOLE_CASE, Block
from foibot.replies.claiming import refuses
from foibot.replies.doubting import (
    answers_yes_or_no,
    doubt_of,
    left_out_decides,
    like_talk,
    sends_nothing,
    taken_for,
)
from foibot.replies.figures import has_figures
from foibot.replies.model import (
    Attribution,
    Certainty,
    Discarded,
    Proposal,
    QuestionReply,
    Unclear,
)
from foibot.replies.naming import name_asked_for, names_someone
from foibot.replies.only_a_day import gives_only_a_day
from foibot.replies.ordered import (
    asks_for_copies,
    counts,
    denies,
    has_none,
    says_none,
    states_it,
    wants_no_name,
)
from foibot.replies.promises import day_named, puts_off, without_times
from foibot.replies.questions import Questions, Target
from foibot.replies.remarks import (
    REMARK,
    answer_only,
    is_talk,
    without_signature,
    without_talk_around,
)
from foibot.replies.rules import ReplyRules
from foibot.replies.services import bare_service, in_charge, names_some_team
from foibot.replies.sifting import Kept, carries, is_asked, without_remarks
from foibot.replies.signed import without_lone_name
from foibot.replies.wording import Said, meaning, promised_for_the_rest, will_come
from foibot.replies.words import plain, words

_LONGEST = 60_000
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_OTHER_CASE = re.compile(r"\b(?:FOI|EIR|FS|request)[ :#/-]{0,2}[0-9][0-9/-]{2,}", re.IGNORECASE)
# "See the response we gave to FOI-2025-00411".
# A phone hears no stop: "question three is two thanks".
_THANKS = r"(?:[Mm]any thanks|[Tt]hanks|thank you|ta|thx|cheers|diolch)"
_THANKED = re.compile(
    rf"(?P<said>[^\n.!?]{{0,200}}?[^\W_])(?<!\bof)(?<!\bno)(?<!\bwith)(?<!\band)(?<!\bin)"
    rf"\s{_THANKS}\W{{0,3}}$"
)
_SEE_CASE = re.compile(
    rf"\W{{0,3}}(?:please )?(?:see|refer|as|same|per)\b[^.;\n]{{0,60}}?{_OTHER_CASE.pattern}", re.I
)
_ITEM_END = re.compile(r"[,;]\s|\s(?:and|&)\s")
# "A: 33" under "Q: How many ...?".
_ANSWER_MARK = re.compile(r"^\W{0,4}(?:A|Ans|Answer|Reply|Response|Ateb)\s?[:=]\s{0,4}", re.I)
_PROMISED = re.compile(r"\b(?:will|[a-z]+['\u2019]ll|by|follow|erbyn)\b", re.IGNORECASE)
_SIGNED = frozenset({Attribution.LABEL, Attribution.ORDER})
_AT_A_QUESTION = frozenset({Attribution.LABEL, Attribution.ORDER, Attribution.QUOTED})
_NOTED = frozenset(plain("noted will do ok okay thanks received with who should is this us for"))
_TBC = 4  # so few words in a fence say that the answer is not there yet
_REFUSALS = frozenset(plain("refuse refused refusing refusal withhold withheld exempt"))
# "Can't do locations": nobody is named who cannot.
_CAN_NOT = re.compile(
    r"\W{0,3}(?:sorry,? )?(?:can['\u2019]?t|can ?not|won['\u2019]?t|unable to)\s"
    r"(?:do|give|provide|say|share|tell|answer|disclose)\b",
    re.IGNORECASE,
)
_POINTING = 14
_SHORT_PART = 5
# What sends nothing to the requester may be said among remarks: "I think this is for Licensing".
_SAID_OF_A_CASE = frozenset(
    {Proposal.NOT_OURS, Proposal.MORE_TIME, Proposal.NOT_HELD, Proposal.DONE}
)
_SENDS_NOTHING = frozenset({Proposal.NOT_OURS, Proposal.MORE_TIME, Proposal.DONE})
_SPEAKS_TO_US = _SENDS_NOTHING | {Proposal.NEED_CLARIFICATION}
_ASKS = "it asks something, and it is not clear of whom"
_STILL = "it reads as if the answer were still to come"
_NOT_HERE = "it points at an answer that this mail does not hold"
NOT_EACH = "several questions are named, and it is not clear which words answer which"
_IN_ORDER = "the figures were taken in the order of the questions"
_NO_REASON = "it withholds the information without an exemption or a reason"


@dataclass(slots=True)
class Sorted:
    """The blocks of a reply on their way to a reading."""

    replies: list[QuestionReply]
    unclear: list[Unclear]
    discarded: list[Discarded]
    author: str


def sort(block: Block, questions: Questions, rules: ReplyRules, today: date, found: Sorted) -> None:
    """Turn one block into replies, or into what is asked back."""
    text = _unnamed(block, _written(block), questions, rules, found)
    if not plain(text):
        return
    fenced = block.attribution is Attribution.FENCE
    kept = _kept(text, rules, today, found.author, fenced=fenced)
    asked = questions.texts(block.target.keys)
    kept = kept if kept.text.strip() else name_asked_for(text, kept, asked)
    found.discarded += [Discarded(one, REMARK) for one in kept.removed if one.strip()]
    if not kept.text.strip():
        _said_among_remarks(block, kept, rules, today, found)
        return
    said = promised_for_the_rest(kept.text, rules, today)
    said = said or _meant(kept.text, block.target, questions, rules, today)
    said = said if fenced else _taken(said, kept.text, asked, rules, today)
    if _is_of_the_case(block, said, kept, rules):
        block.target, block.attribution = Target(block.target.choices), Attribution.ALL
    if not block.target.keys:
        choices = block.target.choices or questions.all_keys
        found.unclear.append(Unclear(kept.text.strip(), block.target.why, choices))
    elif _is_coming(said, kept.text, rules, fenced=fenced):
        _not_yet(block, said, kept.text.strip(), found)
    elif why := _why_not(block, said, kept, questions, rules):
        every = not fenced and left_out_decides(said, kept, rules)
        left = text.strip() if every else kept.text.strip()
        found.unclear.append(Unclear(left, why, block.target.keys))
    elif _in_their_order(said, kept.text, len(block.target.keys), rules):
        _one_each(block, kept.text, rules, today, found)
    else:
        found.replies += _replies(block, said, _certainty(block, said, kept))


def _taken(said: Said, text: str, asked: Sequence[str], rules: ReplyRules, today: date) -> Said:
    """Return what *text* likely says; "we've never paid a ransom" holds nothing back."""
    taken = taken_for(said, text, rules)
    if taken.proposal is Proposal.ANSWER and not taken.exemptions and wants_no_name(asked):
        taken = sends_nothing(text, rules, today) or taken
    return said if taken.proposal is Proposal.NOT_HELD and states_it(text, asked) else taken


def _unnamed(
    block: Block, text: str, questions: Questions, rules: ReplyRules, found: Sorted
) -> str:
    """Return *text* without the name alone that signs what no name can answer: "how many"."""
    if block.attribution in _SIGNED and wants_no_name(questions.texts(block.target.keys)):
        text, name = without_lone_name(text, rules.answers)
        found.discarded += [Discarded(name, REMARK)] if name else []
    thanked = _THANKED.match(text) if block.attribution in _SIGNED else None
    return thanked["said"] if thanked is not None else text


def _is_coming(said: Said, text: str, rules: ReplyRules, *, fenced: bool) -> bool:
    """Return whether *text* only says that an answer will come, without a day for it."""
    if (said.until is not None and _PROMISED.search(text)) or refuses(text, rules):
        return False
    waits = only_holding(text, rules) or (not fenced and _only_promises(said, text, rules))
    return waits and (not fenced or len(plain(text)) <= _TBC)


def _only_promises(said: Said, text: str, rules: ReplyRules) -> bool:
    promises = said.proposal is Proposal.ANSWER and puts_off(text, rules)
    return promises and not has_figures(without_times(text))


def _written(block: Block) -> str:
    """Return the words of a block, without the mark of an answer under a quoted question."""
    text = block.text()[:_LONGEST]
    return _ANSWER_MARK.sub("", text) if block.attribution is Attribution.QUOTED else text


def _is_of_the_case(block: Block, said: Said, kept: Kept, rules: ReplyRules) -> bool:
    """Return whether what stands under the heading of a case is said of all its questions."""
    whole = said.proposal in _SAID_OF_A_CASE or rules.labels.all.within(kept.text)
    return block.target.why == WHOLE_CASE and whole


def _why_not(block: Block, said: Said, kept: Kept, questions: Questions, rules: ReplyRules) -> str:
    """Return why the officer is asked what the words of a block mean, or ""."""
    fenced = block.attribution is Attribution.FENCE
    asked = questions.texts(block.target.keys)
    # "Harcourt Property Services" answers "which contractor".
    named = questions.asks_who(block.target.keys) and names_some_team(kept.text, rules)
    named = named or names_someone(kept.text, asked)
    return (
        _no_answer(said, kept.text, asked, rules, fenced=fenced)
        or _beside_a_question(block, said, kept, asked, rules)
        or ("" if named else doubt_of(said, kept, asked, rules, fenced=fenced))
    )


def _certainty(block: Block, said: Said, kept: Kept) -> Certainty:
    """Return whether an answer is recorded at once: what stands whole in a fence is."""
    fenced = block.attribution is Attribution.FENCE
    sure = fenced and block.ended and not kept.removed and block.depth <= _own_depth(block)
    return Certainty.RECORDED if sure and not like_talk(said, kept.text) else Certainty.PROPOSED


def _meant(text: str, target: Target, questions: Questions, rules: ReplyRules, today: date) -> Said:
    """Return what *text* says; a service's name alone answers "which team does this?"."""
    if questions.asks_who(target.keys) and bare_service(text, rules):
        return Said(Proposal.ANSWER, text)
    said = meaning(_behind_same(text, rules), rules, today)
    if said.proposal is Proposal.NOT_HELD and says_none(text, questions.texts(target.keys)):
        return Said(Proposal.ANSWER, text.strip())
    if said.proposal is not Proposal.ANSWER or said.exemptions:
        return said
    asked = questions.texts(target.keys)
    if gives_only_a_day(text, asked, rules, today):
        return Said(
            Proposal.MORE_TIME, "", detail=text.strip(), until=day_named(text, rules, today)
        )
    if asks_for_copies(asked) and has_none(text, rules):
        return replace(said, proposal=Proposal.NOT_HELD)
    team = in_charge(text, rules) if wants_no_name(asked) and not has_figures(text) else ""
    if team:
        return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=team)
    if counts(asked) and names_some_team(text, rules):
        return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=text.strip(" .\n"))
    return said


def _behind_same(text: str, rules: ReplyRules) -> str:
    """Return the team in "As above - Legal Services", or all of *text*."""
    found = words(text)
    end = rules.labels.same.at([word.text for word in found], 0) if found else None
    rest = text[found[end].start :] if end is not None and end < len(found) else ""
    return rest if rest and bare_service(rest, rules) else text


def _not_yet(block: Block, said: Said, text: str, found: Sorted) -> None:
    """Take what promises an answer at its question; ask back where the council may be waiting."""
    if plain(text)[0] == "the":
        found.unclear.append(Unclear(text, _STILL, block.target.keys))
    elif block.attribution in _AT_A_QUESTION and not _NOTED.issuperset(plain(text)):
        later = Said(Proposal.MORE_TIME, "", detail=text, until=said.until)
        found.replies += _replies(block, later, Certainty.PROPOSED)
    else:
        found.discarded.append(Discarded(text, "not an answer yet"))


def _no_answer(
    said: Said, text: str, asked: Sequence[str], rules: ReplyRules, *, fenced: bool
) -> str:
    """Return why *text* answers nothing although it reads like an answer, or ""."""
    refused = _refused(text, rules) and not denies(text, asked)
    if said.proposal is Proposal.ANSWER and not said.exemptions and refused:
        return _NO_REASON
    if fenced or said.proposal is not Proposal.ANSWER:
        return ""
    if _points_elsewhere(said, rules):
        return _NOT_HERE
    asks = said.text.rstrip().endswith("?") and not any(char.isdigit() for char in said.text)
    return _ASKS if asks else ""


def _refused(text: str, rules: ReplyRules) -> bool:
    """Return whether a short *text* says that something is not given, or begins with "refuse"."""
    opens = not _REFUSALS.isdisjoint(plain(text)[:1]) or _CAN_NOT.match(text) is not None
    opens = opens and not has_figures(text)
    return opens or refuses(text, rules)


def _beside_a_question(
    block: Block, said: Said, kept: Kept, asked: Sequence[str], rules: ReplyRules
) -> str:
    """Return why words without figures, that stand at no question, answer none: we are asked."""
    if block.attribution not in {Attribution.ONLY, Attribution.ALL}:
        return ""
    given = PATTERN.sub("", kept.text)
    gives = said.proposal is not Proposal.ANSWER or carries(given, rules.answers)
    gives = gives or answers_yes_or_no(given, asked)
    return "" if gives or not any(is_asked(one) for one in kept.removed) else _ASKS


def _one_each(block: Block, text: str, rules: ReplyRules, today: date, found: Sorted) -> None:
    """Give "Q1 and Q2: 45 and 12 respectively" its figures in order, or ask back."""
    parts = [one for one in _ITEM_END.split(_RESPECTIVELY.split(text)[0].strip(" ,")) if one]
    keys = block.target.keys
    if len(parts) != len(keys) or not all(any(c.isdigit() for c in one) for one in parts):
        found.unclear.append(Unclear(text.strip(), NOT_EACH, keys))
        return
    for key, part in zip(keys, parts, strict=True):
        one = replace(block, target=Target((key,)))
        said = meaning(part, rules, today)
        said = replace(said, warnings=(*said.warnings, _IN_ORDER))
        found.replies += _replies(one, said, Certainty.PROPOSED)


def _in_their_order(said: Said, text: str, count: int, rules: ReplyRules) -> bool:
    """Return whether "Q2 and Q3: 3 and 88,250" has a figure for each, in their order."""
    if count > 1 and _RESPECTIVELY.search(text):
        return True
    if count < 2 or "(" in text or rules.answers.attachment.within(text):
        return False
    parts = [one for one in _ITEM_END.split(text.strip(" .")) if one.strip()]
    figures = all(has_figures(one) and len(plain(one)) <= _SHORT_PART for one in parts)
    return said.proposal is Proposal.ANSWER and len(parts) == count and figures


def _points_elsewhere(said: Said, rules: ReplyRules) -> bool:
    """Return whether an answer is no more than "same as last year", which nobody here can see."""
    tokens = plain(said.text)
    gives = (
        has_figures(_OTHER_CASE.sub("", said.text))
        or said.proposal is not Proposal.ANSWER
        or len(tokens) > _POINTING
    )
    points = _SEE_CASE.match(said.text) is not None
    return not gives and (points or rules.labels.elsewhere.first(tokens, 4) is not None)


def _replies(block: Block, said: Said, certainty: Certainty) -> list[QuestionReply]:
    warnings = (*said.warnings, block.because) if block.because else said.warnings
    return [
        QuestionReply(
            key, said.proposal, said.text, said.detail, said.service, said.other_body,
            said.exemptions, said.until, block.attribution, certainty, (), warnings,
        )
        for key in block.target.keys
    ]  # fmt: skip


def _said_among_remarks(
    block: Block, kept: Kept, rules: ReplyRules, today: date, found: Sorted
) -> None:
    """Take what sends nothing out; ask back what else reads like a remark: nobody can tell."""
    whole = block.target.why == WHOLE_CASE
    for one in kept.removed:
        said = meaning(one, rules, today)
        if said.proposal is Proposal.ANSWER and not said.exemptions:
            said = sends_nothing(one, rules, today) or said
        if said.proposal in _SENDS_NOTHING and (block.target.keys or whole):
            block.target = Target(block.target.keys or block.target.choices)
            found.replies += _replies(block, said, Certainty.PROPOSED)
            return
    if not block.target.keys:
        if block.attribution is Attribution.ORDER and block.target.choices:
            left = " ".join(one for one in kept.removed if one.strip())
            found.unclear.append(Unclear(left, block.target.why, block.target.choices))
        return
    there = [one for one in kept.removed if rules.labels.elsewhere.first(plain(one), 4) is not None]
    mixed = [one for one in kept.removed if decided(one, rules) or not is_talk(one, rules.answers)]
    if there or mixed:
        why = _NOT_HERE if there else "it reads like a remark and not like an answer"
        found.unclear.append(Unclear(" ".join(there or mixed), why, block.target.keys))


def _kept(text: str, rules: ReplyRules, today: date, author: str, *, fenced: bool) -> Kept:
    """Return the answer in *text*; what sends nothing out may ask, and may say "I"."""
    if fenced:
        lines, signed = without_signature(text.split("\n"), rules.answers, author)
        sifted = without_remarks("\n".join(lines).rstrip(), rules.answers)
        return Kept(sifted.text, (*sifted.removed, *signed))
    whole = without_talk_around(text, rules.answers, author)
    if _means(whole, rules, today, _SENDS_NOTHING):
        return whole
    kept = answer_only(text, rules.answers, author, free=False)
    quiet = _means(kept, rules, today, _SPEAKS_TO_US)
    return kept if quiet else answer_only(text, rules.answers, author)


def _means(kept: Kept, rules: ReplyRules, today: date, kinds: frozenset[Proposal]) -> bool:
    return bool(kept.text.strip()) and meaning(kept.text, rules, today).proposal in kinds


def _own_depth(block: Block) -> int:
    # Words newly written in a fence count at any depth of it; quoted ones only at the first.
    return 1_000 if any(line.strip() for line in block.lines) else 1


def only_holding(text: str, rules: ReplyRules) -> bool:
    tokens = plain(text)
    return (
        len(tokens) <= 30
        and not any(t.isdigit() for t in tokens)
        and rules.answers.holding.first(tokens) is not None
        and (not decided(text, rules) or will_come(text, rules))
    )


def decided(text: str, rules: ReplyRules) -> bool:
    a = rules.answers
    known = (a.not_held, a.not_ours, a.need_clarification, a.more_time, a.exemption, a.attachment)
    return any(one.within(text) for one in known)
