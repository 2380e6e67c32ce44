"""What the words of an answer mean: not held, not ours, an exemption, more time, or an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from foibot.replies.claiming import (
    CITED,
    LIST,
    NEAR,
    OF_THE_WHOLE,
    SHORT,
    asks_to_refuse,
    discloses,
    exemptions_claimed,
    of_the_whole,
    refuses,
    without_effort,
)
from foibot.replies.dates import find_date
from foibot.replies.exemptions import (
    exemptions_in,
)
from foibot.replies.figures import has_figures, undated
from foibot.replies.model import Proposal
from foibot.replies.promises import day_named, puts_off, says_of_the_rest, without_times
from foibot.replies.rules import AnswerWords, ReplyRules
from foibot.replies.services import (
    calls_a_team,
    handed_over,
    only_service,
    opens,
    sent_to,
    service_named,
)
from foibot.replies.sifting import before_release
from foibot.replies.words import Phrases, plain, sentences, words

_CURT = 6
_DENIED = frozenset({"not", "never", "no"})  # "No, never has done." is no "done"
# "Don't have it to hand", "not recorded yet": it is held, and will come.
_TO_COME = (("to", "hand"), ("on", "me"), ("with", "me"), ("in", "front"), ("yet",), ("handy",))
_ONLY_BY = tuple(("only", one) for one in ("by", "at", "per", "as", "in"))
_SINCE = frozenset({"until", "before", "prior"})
_AT_ONCE = 3  # words
_OF_A_FACT = frozenset(plain("yes no yep nope"))
NUMBER_WORDS = frozenset(
    plain(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    )
)
_MARKED_OFF = re.compile(r"(?:[:;.?!\u2013\u2014-]|\n)\W*$")
_MONEY = re.compile(r"\u00a3\s?[0-9]")
_FIGURE = re.compile(r"[0-9]")
# "This isn't Licensing. It needs to sit with Highways": it says where the work should go.
_DIRECTS = re.compile(
    r"^\W*(?:it|this|these|they|that|so it)\b.{0,30}\b(?:needs?|should|ought|has|have)\b", re.I
)
_NOT_FOR = re.compile(
    r"\W*(?:(?:[Tt]his|[Tt]hat|[Ii]t)(?:'s| is) )?[Nn]ot (?:a |one )?(?:for )?[A-Z]"
)
# "Not held by our team, Complaints have it": the council may hold it.
_OF_A_TEAM = re.compile(
    r"\b(?:by|in|within|with) (?:our|my|this) (?:team|service|section|department|dept|area|unit)\b",
    re.I,
)
_UNTIL_YEAR = re.compile(r"\b(?:until|till?|before)\s(?:[^\W\d_]+\s)?((?:19|20)[0-9]{2})\b", re.I)


@dataclass(frozen=True, slots=True)
class Said:
    """The meaning of one answer's text; *text* is "" where nothing of it goes out."""

    proposal: Proposal
    text: str
    detail: str = ""
    service: str = ""
    other_body: str = ""
    exemptions: tuple[str, ...] = ()
    until: date | None = None
    warnings: tuple[str, ...] = ()


def meaning(text: str, rules: ReplyRules, today: date) -> Said:
    """Return what *text* says; what is none of the known things is an answer."""
    first = _first_sentence(text)
    for test in _TESTS:
        said = test(text, first, rules, today)
        if said is not None:
            return said
    # What refuses a request whole withholds no part of an answer.
    parts = (one for one in exemptions_claimed(text, rules) if not one.startswith(OF_THE_WHOLE))
    return Said(Proposal.ANSWER, text, exemptions=tuple(parts))


def _first_sentence(text: str) -> str:
    paragraph = text.strip().split("\n\n", 1)[0].replace("\n", " ")
    found = sentences(paragraph)
    return found[0] if found else ""


def _leads(first: str, wanted: Phrases) -> bool:
    return wanted.first(plain(first), NEAR) is not None


def _says(text: str, first: str, wanted: Phrases, rules: ReplyRules) -> bool:
    """Return whether *first* leads with a phrase, or a short *text* without a figure holds one."""
    if _leads(first, wanted):
        return True
    bare = without_times(undated(text))
    gives = _FIGURE.search(bare) or rules.answers.attachment.within(text)
    return len(plain(text)) <= SHORT and not gives and wanted.within(text)


def _clarification(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    if not _says(text, first, rules.answers.need_clarification, rules):
        return None
    words_, tokens = rules.answers, plain(first)
    begins = words_.need_clarification.first(tokens, NEAR)
    asks = words_.asks.first(tokens, NEAR)
    # "Ask them: which year?" asks what stands behind; "which year do they mean?" is all of it.
    leads = begins is not None and (asks is None or begins[0] < asks[0])
    rest = _behind(text, words_.need_clarification) if leads else ""
    return Said(Proposal.NEED_CLARIFICATION, "", detail=rest or text.strip())


def _more_time(text: str, first: str, rules: ReplyRules, today: date) -> Said | None:
    until = day_named(text, rules, today)
    # "Will confirm this by 19 March": it is held, and will come.
    holds = rules.answers.holding.first(plain(first), NEAR) is not None
    promised = until is not None and (holds or puts_off(text, rules))
    promised = promised and not has_figures(without_times(text))
    asked = _says(text, first, rules.answers.more_time, rules) and not _gives_first(text, rules)
    asked = asked and not _was_until(text, today)
    if not (asked or promised):
        return None
    return Said(Proposal.MORE_TIME, "", detail=text.strip(), until=until)


def _was_until(text: str, today: date) -> bool:
    """Return whether *text* says until when something was: "not recorded until 2022"."""
    match = _UNTIL_YEAR.search(text)
    return match is not None and int(match[1]) < today.year


def _gives_first(text: str, rules: ReplyRules) -> bool:
    """Return whether an amount of money stands before the words that ask for time."""
    found = words(text)
    hit = rules.answers.more_time.first([word.text for word in found])
    return hit is not None and _MONEY.search(text[: found[hit[0]].start]) is not None


def _not_ours(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    words_ = rules.answers
    # "Not responsible for private roads. It maintains 612 km" is an answer.
    counted = has_figures(first) or (has_figures(text) and len(plain(first)) > _CURT)
    if len(plain(text)) > SHORT or counted or before_release(text):
        return None
    asked = sent_to(text, rules) or handed_over(first, rules)
    if asked and not any(one.within(asked) for one in (words_.exemption, words_.attachment)):
        return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=asked)
    held = _leads(first, words_.not_held)
    service = only_service(text, first, rules) or service_named(text, rules)
    said = _leads(first, words_.not_ours) or opens(text, words_.not_ours_opens)
    said = said or any(_directs(one, words_.not_ours) for one in sentences(text))
    said = said or (bool(service) and _NOT_FOR.match(text) is not None)
    team = held and _OF_A_TEAM.search(first) is not None
    doubted = team or (held and _is_known(service, words_)) or opens(text, words_.not_ours_doubt)
    if not said and not (doubted and service) and not only_service(text, first, rules):
        return None
    if service and words_.other_bodies.within(service):
        held = held or words_.not_held.within(text)
        kind = Proposal.NOT_HELD if held else Proposal.NOT_OURS
        out = text.strip() if held else ""
        return Said(kind, out, detail=text.strip(), service=service, other_body=service)
    return Said(Proposal.NOT_OURS, "", detail=text.strip(), service=service)


def promised_for_the_rest(text: str, rules: ReplyRules, today: date) -> Said | None:
    """Return more time, until the day named, where *text* promises the other answers, or None."""
    if not says_of_the_rest(text, rules):
        return None
    return Said(Proposal.MORE_TIME, "", detail=text.strip(), until=day_named(text, rules, today))


def sends_away(text: str, rules: ReplyRules) -> bool:
    """Return whether all that *text* says is that somebody else should answer."""
    first = _first_sentence(text)
    return _not_ours(text, first, rules, date.min) is not None


def _is_known(service: str, words_: AnswerWords) -> bool:
    """Return whether *service* is one of the council's, or a body that others know."""
    named = words_.services.first(plain(service)) is not None or calls_a_team(service)
    return named or words_.other_bodies.within(service)


def _directs(sentence: str, wanted: Phrases) -> bool:
    return _DIRECTS.search(sentence) is not None and _leads(sentence, wanted)


def _exemption(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    claimed = exemptions_claimed(first, rules) or of_the_whole(text, rules)
    short = len(plain(text)) <= SHORT and not has_figures(CITED.sub("", text))
    short = short and not rules.answers.attachment.within(first)
    if not claimed and (short or refuses(text, rules)):
        claimed = exemptions_claimed(text, rules)
    gives = discloses(text, without_effort(first, claimed), rules)
    if not claimed or (gives and not asks_to_refuse(text)):
        return None
    apart = _given_apart(text, rules)
    if apart is not None and not all(one.startswith(OF_THE_WHOLE) for one in claimed):
        given, reason = apart
        return Said(Proposal.ANSWER, given, detail=reason, exemptions=claimed)
    reason = text.strip()
    named = exemptions_in(text)
    warnings = () if named else ("the exemption was said in words; its section is proposed",)
    every = tuple(dict.fromkeys([*claimed, *exemptions_in(text)]))
    return Said(Proposal.EXEMPTION, "", detail=reason, exemptions=every, warnings=warnings)


def _given_apart(text: str, rules: ReplyRules) -> tuple[str, str] | None:
    """Return what is given and what is withheld: "Addresses are exempt, s.38. Otherwise 112."."""
    parts = sentences(text) if "\n" not in text.strip() else ()
    kept = [one for one in parts if exemptions_claimed(one, rules)]
    given = [one for one in parts if one not in kept and has_figures(one)]
    if not given or not kept or len(given) + len(kept) < len(parts):
        return None
    return " ".join(given), " ".join(kept)


def _not_held(text: str, first: str, rules: ReplyRules, _today: date) -> Said | None:
    words_ = rules.answers
    tokens = plain(first)
    hit = words_.not_held.first(tokens, NEAR)
    if hit is None and _held_by_nobody(text, rules):
        return Said(Proposal.NOT_HELD, text.strip(), other_body=_other_body(text, rules))
    if hit is None or len(tokens) > SHORT or _is_to_come(tokens[hit[1] :]):
        return None
    if _goes_on(tokens[hit[1] :], words_) and len(tokens) > hit[1] + 3:
        return None
    around = (tokens[: hit[0]], tokens[hit[1] :])
    if any(_FIGURE.search(undated(" ".join(each))) for each in around):
        return None
    rest = text.strip()[len(first) :]
    if LIST.search(rest) or _FIGURE.search(undated(rest)):
        return None
    return Said(Proposal.NOT_HELD, text.strip(), other_body=_other_body(text, rules))


def _other_body(text: str, rules: ReplyRules) -> str:
    """Return the body outside the council that *text* names as the one that holds it, or ""."""
    service = service_named(text, rules)
    return service if service and rules.answers.other_bodies.within(service) else ""


def will_come(text: str, rules: ReplyRules) -> bool:
    """Return whether *text* says only that something is not there yet: "don't have it to hand"."""
    tokens = plain(text)
    hit = rules.answers.not_held.first(tokens)
    return hit is not None and _is_to_come(tokens[hit[1] :])


def _is_to_come(behind: Sequence[str]) -> bool:
    return any(tuple(behind[: len(one)]) == one for one in _TO_COME)


def _held_by_nobody(text: str, rules: ReplyRules) -> bool:
    """Return whether a short *text* gives nothing and says somewhere that nothing is held."""
    words_, tokens = rules.answers, plain(text)
    # "All four of these are for them" counts questions.
    counted = {one for before, one in pairwise(("", *tokens)) if before != "all"}
    gives = _FIGURE.search(undated(text)) or not NUMBER_WORDS.isdisjoint(counted)
    gives = gives or words_.attachment.within(text) or bool(exemptions_in(text))
    if gives or len(tokens) > SHORT or (tokens and tokens[0] in _OF_A_FACT):
        return False
    hit = words_.not_held.first(tokens)
    behind = tokens[hit[1] :] if hit is not None else ()
    return hit is not None and not _goes_on(behind, words_) and not _is_to_come(behind)


def _goes_on(after: tuple[str, ...], words_: AnswerWords) -> bool:
    """Return whether what is held follows: "not held before 2021", not "as none was before"."""
    but = words_.not_held_but.first(after)
    if but is not None and after[but[0] : but[0] + 2] in _ONLY_BY and len(after) <= but[0] + _CURT:
        return False  # "by street, only by round": nothing of it follows
    if but is not None and after[but[0]] in _SINCE and but[0] > _AT_ONCE:
        return False  # "not recorded, all paper slips until January" tells why
    reason = words_.because.first(after)
    return but is not None and (reason is None or but[0] < reason[0])


def _done(text: str, first: str, rules: ReplyRules, today: date) -> Said | None:
    tokens = plain(text)
    hit = rules.answers.done.first(tokens, 4)
    # "Done, 61 and 74" gives an answer; "sent on 3 March" gives none.
    figures = _FIGURE.search(undated(text)) and find_date(text, rules.dates, today) is None
    denied = hit is not None and not _DENIED.isdisjoint(tokens[: hit[0]])
    if hit is None or denied or len(tokens) > 12 or figures:
        return None
    return Said(Proposal.DONE, "", detail=text.strip())


def _behind(text: str, wanted: Phrases) -> str:
    """
    Return what follows the phrase: "need clarification: which year?" asks "which year?".

    Where it goes on, as in "ask them which year they mean", it says nothing without the phrase.
    """
    found = words(text)
    hit = wanted.first([word.text for word in found], NEAR)
    if hit is None or hit[1] >= len(found):
        return ""
    rest = text[found[hit[1]].start :].strip()
    return rest if _MARKED_OFF.search(text[: -len(rest)]) else ""


_Test = Callable[[str, str, ReplyRules, date], Said | None]
_TESTS: tuple[_Test, ...] = (_clarification, _more_time, _not_ours, _exemption, _not_held, _done)
